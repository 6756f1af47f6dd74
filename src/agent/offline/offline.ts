/**
 * The architect without a model: it answers from the same tools, through the same loop and panel. What it says are results of the
 * review engine; what would need a model it says so.
 */
import type { ContextChip } from '../../protocol';
import type { AssistantMessage, Message, ModelProvider, TextPart, ToolCallPart, TurnResult } from '../provider';
import type { LayerFacts } from '../tool';
import type { ToolReport } from '../toolbox';
import { type Call, helpOfAdvice } from './advice';
import { type Change, changeInWords } from './change';
import { readIntent } from './intent';
import { offlineId, offlineTitle } from './names';

export interface OfflineQuestion {
  readonly question: string;
  readonly context: readonly ContextChip[];
  /** What a call of this turn gave, as data. */
  readonly report: (callId: string) => ToolReport | undefined;
  /** Workspace-relative path of a place, for chips. */
  readonly path: (uri: string) => string;
  readonly key: 'has key' | 'no key';
}

/** One step of an answer: either tools to run, or the words to end with. */
type Step =
  | { readonly kind: 'call'; readonly calls: readonly Call[]; readonly say?: string }
  | { readonly kind: 'say'; readonly text: string };

/** A provider for one question. */
export function offlineProvider(asked: OfflineQuestion): ModelProvider {
  return {
    id: offlineId,
    title: offlineTitle,
    turn: async ({ messages }, on, signal): Promise<TurnResult> => {
      if (signal.aborted) return { kind: 'stopped', partial: '' };
      const rounds = roundsSince(messages, asked);
      const step = nextStep(asked, rounds);
      const text: TextPart = { kind: 'text', text: step.kind === 'say' ? step.text : (step.say ?? '') };
      if (text.text !== '') on({ kind: 'text', delta: text.text });
      const calls =
        step.kind === 'say'
          ? []
          : step.calls.map(
              ([name, input], i): ToolCallPart => ({
                kind: 'toolCall',
                id: `offline-${messages.length}-${i}`,
                name,
                input,
              }),
            );
      const message: AssistantMessage = { role: 'assistant', parts: text.text === '' ? calls : [text, ...calls] };
      return { kind: 'done', message, stop: calls.length > 0 ? 'tools' : 'end', usage: undefined };
    },
  };
}

interface Round {
  readonly name: string;
  readonly report: ToolReport | undefined;
}

/** The calls made since the question, in order, each with what it gave. */
function roundsSince(messages: readonly Message[], { report }: OfflineQuestion): readonly (readonly Round[])[] {
  const start = messages.findLastIndex(
    ({ role, parts }) => role === 'user' && parts.some(({ kind }) => kind === 'text'),
  );
  return messages.slice(start + 1).flatMap((message) => {
    if (message.role === 'user') return [];
    const calls = message.parts.filter((part): part is ToolCallPart => part.kind === 'toolCall');
    return calls.length === 0 ? [] : [calls.map(({ id, name }) => ({ name, report: report(id) }))];
  });
}

function nextStep(asked: OfflineQuestion, rounds: readonly (readonly Round[])[]): Step {
  const intent = readIntent(asked.question, asked.context);
  const last = rounds.at(-1);
  switch (intent.kind) {
    case 'plan':
      return planStep(intent.text, rounds);
    case 'free':
      return freeStep(asked, rounds);
    case 'help':
      return { kind: 'say', text: help(asked) };
    default: {
      if (last !== undefined) return { kind: 'say', text: results(last) };
      const calls = callsFor(intent, asked);
      return calls.length === 0 ? { kind: 'say', text: help(asked) } : { kind: 'call', calls };
    }
  }
}

function callsFor(intent: ReturnType<typeof readIntent>, asked: OfflineQuestion): readonly Call[] {
  switch (intent.kind) {
    case 'review':
      return [['review', { ...intent.what }]];
    case 'describe':
      return [['describe', { tables: intent.tables, detail: 'full' }]];
    case 'explain':
      return [['explain_rule', { rule: intent.rule }]];
    case 'search':
      return [['search', { text: intent.text }]];
    case 'advice':
      return [intent.call];
    case 'attached':
      return asked.context.slice(0, 6).map((chip) => callFor(chip, asked));
    default:
      return [['overview', {}]];
  }
}

function callFor(chip: ContextChip, { path }: OfflineQuestion): Call {
  if (chip.kind === 'table') return ['describe', { tables: [chip.label], detail: 'full' }];
  if (chip.kind === 'column')
    return ['describe', { tables: [chip.label.slice(0, chip.label.lastIndexOf('.'))], detail: 'full' }];
  if (chip.kind === 'finding') return ['explain_rule', { rule: chip.label }];
  return ['review', chip.place === undefined ? {} : { path: path(chip.place.uri) }];
}

const textOf = ({ report }: Round) => report?.text ?? 'That could not be looked up.';

const results = (rounds: readonly Round[]) => rounds.map(textOf).join('\n\n');

/** A change: find out the dialect, review it, and put it before the user if the rules let it pass or can mend it. */
function planStep(given: string, rounds: readonly (readonly Round[])[]): Step {
  const [first, second, third] = rounds.map(([round]) => round);
  if (first === undefined) return { kind: 'call', calls: [['overview', {}]] };
  const layers = first.report?.kind === 'ok' ? (first.report.data.facts?.layers ?? []) : [];
  if (layers.length === 0) return { kind: 'say', text: textOf(first) };
  const { wish, candidates } = layersFor(given, layers);
  const [layer] = candidates;
  if (layer === undefined || candidates.length > 1) {
    const ways = candidates.map(({ name }) => `- \`/plan ${wish} in ${name}\``);
    return { kind: 'say', text: ['Which data layer is meant? Ask one of these:', '', ...ways].join('\n') };
  }
  const text = wish;
  const inWords = changeInWords(text.replace(/[?!.]+$/, ''), layer.dialect, layer.tables);
  const change: Change = inWords ?? { name: nameOf(text), up: text };
  if (second === undefined) return { kind: 'call', calls: [['plan', { sql: change.up, dataLayer: layer.name }]] };
  const sql = second.report?.kind === 'ok' ? second.report.data.facts?.sql : undefined;
  const reviewed = [textOf(second), ...(change.assumed === undefined ? [] : ['', change.assumed])].join('\n');
  if (sql === undefined) return { kind: 'say', text: reviewed };
  if (third === undefined)
    return { kind: 'call', say: reviewed, calls: [['propose', proposalOf(change, sql, layer.name)]] };
  if (third.report?.kind === 'error') return { kind: 'say', text: third.report.text };
  return {
    kind: 'say',
    text: 'Read it in the diff, change it if you like, and accept or reject it. Nothing has been written.',
  };
}

interface Meant {
  /** The change, without the words that name a data layer. */
  readonly wish: string;
  readonly candidates: readonly LayerFacts[];
}

/** Those that can be meant: the one that is named (`… in db/mysql (MySQL)`), else those with migrations and a table that is named. */
function layersFor(text: string, layers: readonly LayerFacts[]): Meant {
  const ending = (name: string) => ` in ${name}`.toLowerCase();
  const said = text.trim().toLowerCase();
  const called = layers.find(({ name }) => said.endsWith(ending(name)));
  if (called !== undefined) {
    return { wish: text.trim().slice(0, -ending(called.name).length).trim(), candidates: [called] };
  }
  const migrated = layers.filter(({ migrations }) => migrations > 0);
  const candidates = migrated.length > 0 ? migrated : layers;
  const named = candidates.filter(({ tables }) => tables.some((table) => mentions(text, table)));
  return { wish: text, candidates: named.length > 0 ? named : candidates };
}

function proposalOf(change: Change, sql: string, dataLayer: string): Readonly<Record<string, unknown>> {
  const back = change.down === undefined ? ' No way back was given: add one in the diff if there is one.' : '';
  return {
    title: change.name.replace(/^./, (c) => c.toUpperCase()),
    rationale: `As asked, with the safe fixes of the review applied.${back}`,
    migration: { dataLayer, name: change.name, up: sql, ...(change.down === undefined ? {} : { down: change.down }) },
  };
}

/** Words for a migration's name from the beginning of its SQL. */
function nameOf(sql: string): string {
  const words = sql.replace(/--[^\n]*/g, ' ').match(/[A-Za-z_]\w*/g) ?? [];
  const dull = /^(?:table|if|not|exists|column|constraint|concurrently|on|only|the)$/i;
  return words
    .filter((word) => !dull.test(word))
    .slice(0, 5)
    .join(' ')
    .toLowerCase();
}

/** A question in free words: if it names a table, what is known of the table; and what would need a model. */
function freeStep(asked: OfflineQuestion, rounds: readonly (readonly Round[])[]): Step {
  const [first, second] = rounds;
  if (first === undefined) return { kind: 'call', calls: [['overview', {}]] };
  const [overview] = first;
  const layers = overview?.report?.kind === 'ok' ? (overview.report.data.facts?.layers ?? []) : [];
  const tables = [...new Set(layers.flatMap((layer) => layer.tables))];
  const named = tables.filter((table) => mentions(asked.question, table)).slice(0, 4);
  if (named.length > 0 && second === undefined) {
    return {
      kind: 'call',
      calls: named.flatMap((table): Call[] => [
        ['describe', { tables: [table] }],
        ['review', { table }],
      ]),
    };
  }
  if (second !== undefined) return { kind: 'say', text: `${results(second)}\n\n${needsModel(asked)}` };
  return { kind: 'say', text: `${needsModel(asked)}\n\n${results(first)}` };
}

/** As a word of its own, in singular or plural. */
function mentions(question: string, table: string): boolean {
  const name = (table.split('.').at(-1) ?? table).toLowerCase();
  const words = new Set(question.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []);
  return [name, name.replace(/s$/, ''), `${name}s`].some((form) => form.length > 2 && words.has(form));
}

/** True when the offline architect can only answer a part of such a question. */
export function wantsModel(question: string, context: readonly ContextChip[]): boolean {
  const { kind } = readIntent(question, context);
  return kind === 'free' || kind === 'attached';
}

function needsModel({ key }: OfflineQuestion): string {
  const how =
    key === 'has key'
      ? 'Choose a Claude model below the box to have it answered.'
      : 'Run the command **Database Architect: Set Anthropic API Key…** to add a Claude key; it is kept in your system’s secret store.';
  return `A free answer to this needs a language model. ${how} Without one I answer from the review engine: what follows are facts about this workspace.`;
}

function help(asked: OfflineQuestion): string {
  const how =
    asked.key === 'has key'
      ? 'For free conversation choose a Claude model below the box.'
      : 'For free conversation run **Database Architect: Set Anthropic API Key…**.';
  return [
    'Without a model I answer from the review engine:',
    '',
    '- `/review` the workspace, or `/review orders`, `/review db/migrations`',
    '- `/describe orders`: columns, keys, indexes, references',
    '- `/explain` with a rule from a finding: what it prevents and what to do instead',
    '- `/plan` with SQL, or in words: `/plan add column note to orders`, `/plan add index on orders (customer_id)`',
    ...helpOfAdvice,
    '- `/tables`: the data layers of this workspace',
    '- `find customer_id`: where a name occurs in the schema and its history',
    '',
    how,
  ].join('\n');
}
