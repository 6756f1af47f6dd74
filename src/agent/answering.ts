/** The panel's `Conversation` over the loop: the same for a model and for the architect without one. */
import type { Action, ContextChip, Failure as ShownFailure } from '../protocol';
import { estimateTokens, isNearlyFull, summaryOf } from './compact';
import type { Conversation, FinishedOutcome, TurnRequest, TurnSink } from './conversation';
import { type Failure, failure } from './failures';
import { type LoopEvent, runLoop } from './loop';
import { authorOf, isCommand, offlineId } from './offline/names';
import { offlineProvider, wantsModel } from './offline/offline';
import { systemPrompt } from './prompt';
import type { ModelProvider, TurnRequest as ModelRequest, ToolCallPart, ToolSpec } from './provider';
import { COMPACTED, composeQuestion, decisionsSince, toJson, transcriptOf } from './question';
import type { Clock, Waiting } from './retry';
import type { Tool } from './tool';
import type { ToolReport } from './toolbox';
import { emptyTranscript, say } from './transcript';
import { estimateCost } from './usage';

export type Chosen =
  | { readonly kind: 'provider'; readonly provider: ModelProvider }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface ConversationPorts {
  /** The provider of a model of the picker. The offline architect is not asked for. */
  readonly provider: (model: string, signal: AbortSignal) => Promise<Chosen>;
  readonly title: (model: string) => string;
  /** In the server's process. */
  readonly runTool: (name: string, input: unknown, signal: AbortSignal) => Promise<ToolReport>;
  readonly tools: readonly Tool[];
  readonly key: () => 'has key' | 'no key';
  /** Relative to its workspace folder. */
  readonly path: (uri: string) => string;
  readonly clock: Clock;
  /** Does the user want room to be made by itself? */
  readonly compacts: () => boolean;
  /** Everything that goes to a model, for "what was sent". */
  readonly onSent: (provider: string, request: ModelRequest) => void;
}

/** A conversation, and the way out of a wait: "try now". */
export interface Answering extends Conversation {
  tryNow(): void;
}

export function createConversation(ports: ConversationPorts): Answering {
  let early = new AbortController();
  return {
    author: (model, question) => authorOf(model, question, ports.title),
    tryNow: () => early.abort(),
    run: async (request, sink) => {
      const tryNow = () => {
        early = new AbortController();
        return early.signal;
      };
      try {
        return await answer(request, sink, ports, tryNow);
      } catch {
        // A port threw: a bug of ours, but the user's question and what came of it stay.
        return { kind: 'failed', failure: shown(failure('internal')) };
      }
    },
  };
}

async function answer(
  request: TurnRequest,
  sink: TurnSink,
  ports: ConversationPorts,
  tryNow: () => AbortSignal,
): Promise<FinishedOutcome> {
  const reports = new Map<string, ToolReport>();
  const chosen = await choose(request, reports, ports);
  if (request.signal.aborted) return { kind: 'stopped', because: 'user' };
  if (chosen.kind === 'failed') return { kind: 'failed', failure: shown(chosen.failure) };
  const { provider } = chosen;
  const specs = ports.tools.map(specOf);
  const whole = transcriptOf(request.history);
  const isAsked = /^\/compact$/i.test(request.question.trim());
  const isFull = ports.compacts() && isNearlyFull(whole.messages, systemPrompt, specs, provider.contextWindow);
  if (request.history.length === 0 && isAsked) return nothingToCompact(sink);
  const summary = isAsked || isFull ? summaryOf(request.history) : undefined;
  if (summary !== undefined) showSummary(summary, request.history.length, sink);
  if (summary !== undefined && isAsked) return compacted(summary, sink);
  const before = summary === undefined ? whole : emptyTranscript;
  const cite = ({ place }: ContextChip) => (place === undefined ? '' : ` (${ports.path(place.uri)}:${place.line + 1})`);
  const decisions = summary === undefined ? decisionsSince(request.history, before) : [];
  const question = composeQuestion(request.question, request.context, decisions, cite);
  const start = say(before, summary === undefined ? question : `${summary}\n\n---\n\n${question}`);
  if (summary !== undefined) sink.onTranscript([COMPACTED]);
  sink.onTranscript(toJson(start.messages.slice(before.messages.length)));
  const outcome = await runLoop(start, {
    provider: watched(provider, ports),
    system: systemPrompt,
    tools: specs,
    runTool: async ({ id, name, input }, signal) => {
      const report = await ports.runTool(name, input, signal);
      reports.set(id, report);
      if (report.kind === 'ok' && report.data.proposal !== undefined && !signal.aborted)
        sink.onProposal(report.data.proposal);
      const form = report.kind === 'ok' ? report.data.form : undefined;
      if (form === undefined || signal.aborted) return { text: report.text, outcome: report.kind };
      sink.onPart({ kind: 'form', id: `form-${id}`, questions: form, answered: false });
      return { text: report.text, outcome: report.kind, ends: 'turn' };
    },
    on: showIn(sink, reports, provider, ports),
    clock: ports.clock,
    signal: request.signal,
    tryNow,
  });
  if (outcome.kind === 'stopped') return { kind: 'stopped', because: 'user' };
  if (outcome.kind === 'failed') return { kind: 'failed', failure: shown(outcome.failure) };
  finish(request, sink, reports, provider, ports);
  return { kind: 'done' };
}

/** In sight: a line that folds out to what is kept. */
function showSummary(summary: string, turns: number, sink: TurnSink): void {
  const title = `Compacted ${turns} earlier ${turns === 1 ? 'question' : 'questions'}: decisions and answers are kept, results of tools are not`;
  sink.onPart({ kind: 'tool', id: 'compacted', name: 'compact', title, input: '', state: 'done', result: summary });
}

/** `/compact`: the next question starts from the summary. */
function compacted(summary: string, sink: TurnSink): FinishedOutcome {
  const said = 'The next question starts from that. Everything stays above to read.';
  const noted = { role: 'assistant', parts: [{ kind: 'text', text: 'I have the summary.' }] } as const;
  sink.onTranscript([COMPACTED, ...toJson([...say(emptyTranscript, summary).messages, noted])]);
  sink.onDelta('text-1', said);
  const nothing = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };
  sink.onUsage({ ...nothing, contextTokens: estimateTokens([systemPrompt, summary]), contextLimit: 0 });
  return { kind: 'done' };
}

function nothingToCompact(sink: TurnSink): FinishedOutcome {
  sink.onDelta('text-1', 'Nothing has been said in this chat yet, so there is nothing to compact.');
  return { kind: 'done' };
}

async function choose(
  request: TurnRequest,
  reports: ReadonlyMap<string, ToolReport>,
  ports: ConversationPorts,
): Promise<Chosen> {
  // Commands are answered by the engine, whoever is chosen: none falls through to a model as text.
  if (request.model !== offlineId && !isCommand(request.question)) return ports.provider(request.model, request.signal);
  const { question, context } = request;
  const report = (id: string) => reports.get(id);
  return {
    kind: 'provider',
    provider: offlineProvider({ question, context, report, path: ports.path, key: ports.key() }),
  };
}

/** The same tools, in the same order and words, at every question: the provider's cache depends on it. */
function specOf({ name, description, input }: Tool): ToolSpec {
  return { name, description, inputSchema: { ...input } };
}

function watched(provider: ModelProvider, ports: ConversationPorts): ModelProvider {
  if (provider.id === offlineId) return provider;
  return {
    ...provider,
    turn: (request, on, signal) => {
      ports.onSent(provider.id, request);
      return provider.turn(request, on, signal);
    },
  };
}

/** Facts for the next question, and the way to a model where the question wanted one. */
function finish(
  { question, context }: TurnRequest,
  sink: TurnSink,
  reports: ReadonlyMap<string, ToolReport>,
  { id }: ModelProvider,
  ports: ConversationPorts,
): void {
  const followUps = [...reports.values()].flatMap((report) =>
    report.kind === 'ok' ? (report.data.followUps ?? []) : [],
  );
  sink.onFollowUps([...new Set(followUps)].filter((next) => next !== question.trim()).slice(0, 3));
  if (id !== offlineId || ports.key() === 'has key' || !wantsModel(question, context)) return;
  const action: Action = { kind: 'addKey', label: 'Add key' };
  const sentence = 'Add a Claude key to talk to the architect freely. Reviews and fixes work without one.';
  sink.onPart({ kind: 'notice', id: 'add-key', tone: 'info', sentence, action });
}

/** Turns what happens in the loop into parts of the answer. */
function showIn(
  sink: TurnSink,
  reports: ReadonlyMap<string, ToolReport>,
  provider: ModelProvider,
  ports: ConversationPorts,
) {
  let round = 1;
  let thinking = '';
  let thinkingSince: number | undefined;
  const think = (seconds?: number) => {
    sink.onPart({
      kind: 'thinking',
      id: `thinking-${round}`,
      text: thinking,
      ...(seconds === undefined ? {} : { seconds }),
    });
  };
  const endThinking = () => {
    if (thinkingSince === undefined) return;
    think(Math.max(1, Math.round((ports.clock.now() - thinkingSince) / 1000)));
    thinkingSince = undefined;
  };
  return (event: LoopEvent): void => {
    switch (event.kind) {
      case 'request':
        thinking = '';
        sink.onRetry(undefined);
        break;
      case 'thinking':
        thinkingSince ??= ports.clock.now();
        thinking += event.delta;
        think();
        break;
      case 'text':
        endThinking();
        sink.onDelta(`text-${round}`, event.delta);
        break;
      case 'settled':
        endThinking();
        round++;
        break;
      case 'waiting':
        endThinking();
        sink.onRetry(waitOf(event.waiting, ports.clock));
        break;
      case 'toolStarted':
        sink.onPart({ ...card(event.call, ports.tools), state: 'running', result: '' });
        break;
      case 'toolEnded':
        sink.onPart({ ...card(event.call, ports.tools), ...cardEnd(event, reports) });
        break;
      case 'usage': {
        const { input, output, cacheRead, cacheWrite } = event.usage;
        const dollars = estimateCost(provider.id.replace(/^anthropic:/, ''), event.usage);
        sink.onUsage({
          inputTokens: input,
          outputTokens: output,
          cacheReadTokens: cacheRead,
          cacheWriteTokens: cacheWrite,
          ...(dollars === undefined ? {} : { dollars }),
          contextTokens: event.contextTokens,
          contextLimit: provider.contextWindow ?? 0,
        });
        break;
      }
      case 'recorded':
        sink.onTranscript(toJson(event.messages));
        break;
    }
  };
}

function card({ id, name, input }: ToolCallPart, tools: readonly Tool[]) {
  const tool = tools.find((candidate) => candidate.name === name);
  const doing = tool?.doing(input) ?? name;
  return { kind: 'tool', id, name, title: `${doing}…`, input: JSON.stringify(input, null, 2) ?? '' } as const;
}

function cardEnd(
  { call, result }: Extract<LoopEvent, { readonly kind: 'toolEnded' }>,
  reports: ReadonlyMap<string, ToolReport>,
) {
  if (result === 'stopped') return { state: 'stopped', result: '' } as const;
  if (result.outcome === 'error') return { state: 'failed', result: result.text } as const;
  const report = reports.get(call.id);
  const title = report?.kind === 'ok' ? { title: report.data.summary } : {};
  return { state: 'done', result: result.text, ...title } as const;
}

function waitOf({ failure: why, inMs, attempt, of }: Waiting, clock: Clock) {
  const action: Action =
    why.kind === 'overloaded' ? { kind: 'openStatus', label: 'Status page' } : { kind: 'retry', label: 'Try now' };
  return { sentence: why.sentence, until: new Date(clock.now() + inMs), attempt, of, action };
}

/** A failure for the panel, without what only the loop needs. */
function shown({ kind, sentence, action, details }: Failure): ShownFailure {
  return { kind, sentence, action, ...(details === undefined ? {} : { details }) };
}
