/**
 * Making room without forgetting: earlier questions and answers are kept in their own words, decisions on proposals as data, and
 * what tools returned is left out, because it can be looked up again. No model writes the summary, so nothing is made up in it.
 */
import type { PastTurn } from './conversation';
import { plain } from './guards';
import type { Message, ToolSpec } from './provider';
import { transcriptOf } from './question';
import { redact } from './redact';

/** A token has some three and a half characters of English and SQL; an estimate for what no server has counted yet. */
const CHARACTERS_PER_TOKEN = 3.5;

/** Tokens that these take, estimated. */
export function estimateTokens(parts: readonly unknown[]): number {
  return Math.ceil(parts.reduce<number>((sum, part) => sum + JSON.stringify(part).length, 0) / CHARACTERS_PER_TOKEN);
}

/** Of the window, before a question is asked: the answer and its tools want the rest. */
const FULL = 0.7;

/** Is it time to make room before the next question? Never where nobody said how much fits. */
export function isNearlyFull(
  messages: readonly Message[],
  system: string,
  tools: readonly ToolSpec[],
  window: number | undefined,
): boolean {
  return window !== undefined && window > 0 && estimateTokens([system, tools, messages]) > window * FULL;
}

const LONGEST_ANSWER = 4000;

/** What the chat was about so far, for the first message of a transcript that begins anew; markdown, which the user can read too. */
export function summaryOf(history: readonly PastTurn[]): string {
  const turns = history.map((turn, at) => {
    const { question, proposals } = turn;
    const said = lastWords(turn);
    return [
      `### ${at + 1}. ${cut(question, 1000)}`,
      ...(said === '' ? [] : ['', cut(said, LONGEST_ANSWER)]),
      ...proposals.map(({ id, title, state, files }) => {
        const names = files.map(({ uri }) => uri.slice(uri.lastIndexOf('/') + 1)).join(', ');
        return `\n- Proposal "${title}" (${id}; ${names}): ${STATES[state.kind]}.`;
      }),
    ].join('\n');
  });
  const text = [
    '## This chat so far',
    '',
    'Results of tools were left out to make room: look them up again where you need them.',
    '',
    ...turns,
  ].join('\n');
  return redact(plain(text)).text;
}

const STATES = {
  pending: 'not decided yet',
  accepted: 'accepted by the user, its files are written',
  rejected: 'rejected by the user: do not propose it again as it was',
  undone: 'accepted by the user, and taken back',
  stale: 'out of date, because a file changed since',
} as const;

/** The text of the last answer of the model in a turn. */
function lastWords(turn: PastTurn): string {
  const said = transcriptOf([turn]).messages.flatMap(({ role, parts }) =>
    role === 'assistant' ? [parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n\n')] : [],
  );
  return said.findLast((text) => text !== '') ?? '';
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}… [cut]`;
}

/** In the middle of an answer: as much of the window as may be used before the oldest results of tools go. */
const WALL = 0.9;
const KEPT_RESULTS = 3;
const TRIMMED = '[Left out to make room. Ask the tool again if you need it.]';

/**
 * The messages as they are sent: whole while they fit, else without the oldest results of tools. Thinking is bound to all before it,
 * so the provider's own content goes along with them.
 */
export function fitting(
  messages: readonly Message[],
  system: string,
  tools: readonly ToolSpec[],
  window: number | undefined,
): readonly Message[] {
  if (window === undefined || window <= 0 || estimateTokens([system, tools, messages]) <= window * WALL)
    return messages;
  const results = messages.filter(
    ({ role, parts }) => role === 'user' && parts.some(({ kind }) => kind === 'toolResult'),
  );
  const old = new Set(results.slice(0, Math.max(0, results.length - KEPT_RESULTS)));
  return messages.map((message): Message => {
    if (message.role === 'assistant') return { role: 'assistant', parts: message.parts };
    if (!old.has(message)) return message;
    return {
      role: 'user',
      parts: message.parts.map((part) => (part.kind === 'toolResult' ? { ...part, text: TRIMMED } : part)),
    };
  });
}
