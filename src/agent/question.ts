/** A question as it goes into the transcript, and the turns before it read back from disk. */
import type { ContextChip } from '../protocol';
import type { Json, PastTurn } from './conversation';
import { plain } from './guards';
import type { AssistantMessage, Message, TextPart, ToolCallPart, ToolResultPart } from './provider';
import { redact } from './redact';
import { emptyTranscript, say, type Transcript } from './transcript';

/** What the user attached and decided since, above the question; secrets are taken out of all of it. */
export function composeQuestion(
  question: string,
  context: readonly ContextChip[],
  decisions: readonly string[],
  cite: (chip: ContextChip) => string,
): string {
  const attached = context.map((chip) => `- ${chip.kind} ${chip.label}: ${chip.detail}${cite(chip)}`);
  const parts = [
    ...(decisions.length === 0 ? [] : [decisions.join('\n')]),
    ...(attached.length === 0 ? [] : [`The user attached (look them up with your tools):\n${attached.join('\n')}`]),
    question,
  ];
  return redact(plain(parts.join('\n\n'))).text;
}

/** Marks a turn's transcript: what came before it is told in its first message, and is not sent again. */
export const COMPACTED: Json = { compacted: true };

/** True of a transcript that begins anew. */
export function beginsAnew(transcript: readonly Json[]): boolean {
  const [first] = transcript;
  return typeof first === 'object' && first !== null && !Array.isArray(first) && 'compacted' in first;
}

/** The transcript that the turns so far make, with nothing in it that is not whole. */
export function transcriptOf(history: readonly PastTurn[]): Transcript {
  // What was said before the chat was compacted is told by the turn that begins anew.
  const from = Math.max(
    0,
    history.findLastIndex(({ transcript }) => beginsAnew(transcript)),
  );
  const messages = history.slice(from).flatMap(({ transcript, question }): readonly Message[] => {
    const read = transcript.flatMap((entry) => readMessage(entry) ?? []);
    // A turn that never got as far as being recorded was asked all the same.
    return read.length > 0 ? read : say(emptyTranscript, redact(question).text).messages;
  });
  return { messages: whole(messages) };
}

/** What became of the proposals of this chat, where the model has not been told yet. */
export function decisionsSince(history: readonly PastTurn[], transcript: Transcript): readonly string[] {
  const told = new Set(
    transcript.messages.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.kind === 'text' ? part.text.split('\n') : [])),
    ),
  );
  return history
    .flatMap(({ proposals }) => proposals)
    .filter(({ state }) => state.kind !== 'pending')
    .map(({ title, id, state }) => `Proposal "${title}" (${id}): ${WORDS[state.kind]}.`)
    .filter((line) => !told.has(line));
}

const WORDS = {
  pending: 'not decided',
  accepted: 'the user accepted it, and its files are written',
  rejected: 'the user rejected it',
  undone: 'the user accepted it, and took it back',
  stale: 'a file changed since, so it was not written',
} as const;

/** Messages as JSON, for the disk. */
export function toJson(messages: readonly Message[]): readonly Json[] {
  return JSON.parse(JSON.stringify(messages)) as readonly Json[];
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A message from disk; undefined when it is none. */
function readMessage(entry: Json): Message | undefined {
  if (!isFields(entry) || !Array.isArray(entry.parts)) return undefined;
  const parts = entry.parts.flatMap((part) => readPart(part) ?? []);
  if (entry.role === 'user') {
    const own = parts.filter((part): part is TextPart | ToolResultPart => part.kind !== 'toolCall');
    return own.length === 0 ? undefined : { role: 'user', parts: own };
  }
  if (entry.role !== 'assistant') return undefined;
  const said = parts.filter((part): part is TextPart | ToolCallPart => part.kind !== 'toolResult');
  const { verbatim } = entry;
  const kept = isFields(verbatim) && typeof verbatim.provider === 'string' && Array.isArray(verbatim.content);
  const exact = kept ? { verbatim: { provider: String(verbatim.provider), content: verbatim.content } } : {};
  const message: AssistantMessage = { role: 'assistant', parts: said, ...exact };
  return said.length === 0 && !kept ? undefined : message;
}

function readPart(part: unknown): TextPart | ToolCallPart | ToolResultPart | undefined {
  if (!isFields(part)) return undefined;
  const { kind, text, id, name, input, outcome } = part;
  if (kind === 'text' && typeof text === 'string') return { kind, text };
  if (typeof id !== 'string') return undefined;
  if (kind === 'toolCall' && typeof name === 'string') return { kind, id, name, input };
  if (kind !== 'toolResult' || typeof text !== 'string') return undefined;
  return { kind, id, text, outcome: outcome === 'error' ? 'error' : 'ok' };
}

/** Leaves out calls without results and results without calls: what a crash may have left behind, and the API refuses. */
function whole(messages: readonly Message[]): readonly Message[] {
  return messages.filter((message, i) => {
    const ids = idsIn(message);
    if (ids.length === 0) return true;
    const other = message.role === 'assistant' ? messages[i + 1] : messages[i - 1];
    return other !== undefined && other.role !== message.role && same(ids, idsIn(other));
  });
}

const idsIn = ({ parts }: Message) => parts.flatMap((part) => (part.kind === 'text' ? [] : [part.id]));

const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((id) => b.includes(id));
