import type { Evidence, FileChange, Proposal } from '../../model';
import { defineTool, error } from '../define-tool';
import { plain } from '../guards';
import { findLayer } from '../lookup';
import type { ToolContext, ToolResult } from '../tool';
import { countText, findingLine, listText } from '../words';

const MOST_FILES = 20;
const MOST_CHARACTERS = 400_000;

export const tool = defineTool({
  name: 'propose',
  description:
    'Puts a change before the user as a card with diffs and evidence; nothing is written unless the user accepts. Give a `migration` (the project’s own tool names and places it, and its models are edited along), or a `plan`, which becomes the migrations of its first stage, or `files` with their whole new text, or `edits` that replace a text that occurs exactly once, or several of these. Review SQL with `plan` first.',
  effect: 'propose',
  input: {
    type: 'object',
    properties: {
      title: { type: 'string', description: 'What it does, in a few words.' },
      rationale: { type: 'string', description: 'Why, in a few sentences of markdown.' },
      migration: {
        type: 'object',
        properties: {
          dataLayer: { type: 'string', description: 'Needed where there are several.' },
          name: { type: 'string', description: 'Words for the file name: `add index on orders customer`.' },
          up: { type: 'string', description: 'The SQL.' },
          down: { type: 'string', description: 'The SQL of the way back. Leave out only if there is none.' },
        },
        required: ['name', 'up'],
        additionalProperties: false,
      },
      plan: {
        type: 'object',
        description: 'A change to be made as a safe sequence of migrations: see the tool `plan`.',
        properties: {
          dataLayer: { type: 'string', description: 'Needed where there are several.' },
          sql: { type: 'string', description: 'The change as one would type it for an empty table.' },
        },
        required: ['sql'],
        additionalProperties: false,
      },
      files: {
        type: 'array',
        items: {
          type: 'object',
          properties: { path: { type: 'string' }, content: { type: 'string' } },
          required: ['path', 'content'],
          additionalProperties: false,
        },
      },
      edits: {
        type: 'array',
        items: {
          type: 'object',
          properties: { path: { type: 'string' }, find: { type: 'string' }, replace: { type: 'string' } },
          required: ['path', 'find', 'replace'],
          additionalProperties: false,
        },
      },
    },
    required: ['title', 'rationale'],
    additionalProperties: false,
  },
  doing: ({ title }) => `Preparing a proposal: ${title}`,
  run(input, context) {
    const changes = new Map<string, FileChange>();
    const planned = addPlan(input.plan, changes, context);
    const refused =
      planned.refused ??
      addMigration(input.migration, changes, context) ??
      firstRefusal(input.files ?? [], (file) => addFile(file, changes, context)) ??
      firstRefusal(input.edits ?? [], (edit) => addEdit(edit, changes, context));
    if (refused !== undefined) return error(refused);
    const files = [...changes.values()].filter(({ before, after }) => before !== after);
    if (files.length === 0) return error('Nothing would change. Give a migration, files or edits.');
    if (files.length > MOST_FILES)
      return error(`${files.length} files are too many to read at once: at most ${MOST_FILES}. Split it into steps.`);
    if (files.reduce((sum, { after }) => sum + (after?.length ?? 0), 0) > MOST_CHARACTERS) {
      return error('The proposal is too long for a person to read. Split it into steps.');
    }
    const evidence = context.evidence(files);
    const proposal: Proposal = {
      id: context.newId(),
      title: plain(input.title).replace(/\s+/g, ' ').slice(0, 200),
      rationale: [plain(input.rationale), ...planned.rationale].join('\n\n'),
      files,
      evidence,
      state: { kind: 'pending' },
    };
    return answer(proposal, context);
  },
});

function firstRefusal<T>(items: readonly T[], add: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const refused = add(item);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

type Changes = Map<string, FileChange>;

interface MigrationInput {
  readonly dataLayer?: string;
  readonly name: string;
  readonly up: string;
  readonly down?: string;
}

function addMigration(input: MigrationInput | undefined, changes: Changes, context: ToolContext): string | undefined {
  if (input === undefined) return undefined;
  const layer = findLayer(context, input.dataLayer);
  if (layer.kind === 'missing') return layer.because;
  const placed = context.place({ layer: layer.value, name: plain(input.name), up: input.up, down: input.down });
  if (placed.kind === 'impossible') return placed.because;
  for (const file of placed.files) {
    const guarded = context.mayPropose(context.path(file.uri));
    if (guarded.kind === 'refused') return guarded.because;
    changes.set(file.uri, file);
  }
  return undefined;
}

interface PlanInput {
  readonly dataLayer?: string;
  readonly sql: string;
}

/** The files of the plan's first stage, and the whole plan for the card. */
function addPlan(
  input: PlanInput | undefined,
  changes: Changes,
  context: ToolContext,
): { readonly refused?: string; readonly rationale: readonly string[] } {
  if (input === undefined) return { rationale: [] };
  const layer = findLayer(context, input.dataLayer);
  if (layer.kind === 'missing') return { refused: layer.because, rationale: [] };
  const planned = context.plan(layer.value, input.sql);
  if (planned.kind === 'impossible') return { refused: planned.because, rationale: [] };
  for (const file of planned.files) {
    const guarded = context.mayPropose(context.path(file.uri));
    if (guarded.kind === 'refused') return { refused: guarded.because, rationale: [] };
    changes.set(file.uri, file);
  }
  return { rationale: [planned.rationale] };
}

function addFile(
  { path, content }: { readonly path: string; readonly content: string },
  changes: Changes,
  context: ToolContext,
) {
  const guarded = context.mayPropose(path);
  if (guarded.kind === 'refused') return `"${plain(path)}" cannot be proposed. ${guarded.because}`;
  const uri = context.uri(path);
  changes.set(uri, { uri, before: changes.get(uri)?.before ?? context.exact(uri), after: content });
  return undefined;
}

interface EditInput {
  readonly path: string;
  readonly find: string;
  readonly replace: string;
}

function addEdit({ path, find, replace }: EditInput, changes: Changes, context: ToolContext): string | undefined {
  const guarded = context.mayPropose(path);
  if (guarded.kind === 'refused') return `"${plain(path)}" cannot be proposed. ${guarded.because}`;
  const uri = context.uri(path);
  const before = changes.get(uri)?.before ?? context.exact(uri);
  const text = changes.get(uri)?.after ?? before;
  if (text === undefined) return `No file "${path}". Use files to make it.`;
  const first = find === '' ? -1 : text.indexOf(find);
  if (first < 0)
    return `"${path}" does not contain the text to find. Read it again; values of data statements were taken out of what you saw.`;
  if (text.indexOf(find, first + 1) >= 0)
    return `"${path}" contains the text to find more than once. Give more of what is around it.`;
  changes.set(uri, { uri, before, after: text.slice(0, first) + replace + text.slice(first + find.length) });
  return undefined;
}

function answer(proposal: Proposal, context: ToolContext): ToolResult {
  const paths = proposal.files.map(({ uri }) => context.path(uri));
  const text = [
    `The user now sees "${proposal.title}" with ${listText(paths, 5)}. Nothing has been written; the user decides.`,
    ...evidenceLines(proposal.evidence, context),
  ].join('\n');
  const summary = `Proposed ${countText(paths.length, 'file')}: ${listText(paths, 2)}`;
  return { kind: 'ok', text, summary, proposal };
}

function evidenceLines({ findingsBefore, findingsAfter, verifications, destructive }: Evidence, context: ToolContext) {
  const known = new Set(findingsBefore.map(({ rule, message }) => `${rule} ${message}`));
  const raised = findingsAfter.filter(({ rule, message }) => !known.has(`${rule} ${message}`));
  return [
    `Findings before: ${findingsBefore.length}, after: ${findingsAfter.length}.`,
    ...(raised.length === 0 ? [] : ['New ones, which the user sees too:']),
    ...raised.slice(0, 10).map((finding) => findingLine(finding, context)),
    ...destructive.map((what) => `Loses data: ${what}. The user is asked about it by name.`),
    ...verifications
      .filter(({ kind }) => kind === 'failed')
      .map(({ what, ...rest }) => `Failed: ${what}: ${'result' in rest ? rest.result : ''}`),
  ];
}
