/** What was said to and by the model. It only grows: thinking blocks are bound to everything before them. */
import type { AssistantMessage, Message, ToolCallPart, ToolResultPart } from './provider';

export interface Transcript {
  readonly messages: readonly Message[];
}

export const emptyTranscript: Transcript = { messages: [] };

function append(transcript: Transcript, message: Message): Transcript {
  return { messages: [...transcript.messages, message] };
}

/** The user's words, or context that we add for the user. White space alone says nothing: the API refuses it. */
export function say(transcript: Transcript, text: string): Transcript {
  return text.trim() === '' ? transcript : append(transcript, { role: 'user', parts: [{ kind: 'text', text }] });
}

/** A whole answer of the model, as it came. An answer with nothing in it is left out: the API refuses an empty message. */
export function answer(transcript: Transcript, message: AssistantMessage): Transcript {
  const empty = message.parts.length === 0 && message.verbatim === undefined;
  return empty ? transcript : append(transcript, message);
}

/** What came of an answer that broke off or was stopped: its text only. Calls in it are never run. */
export function brokenAnswer(transcript: Transcript, partial: string): Transcript {
  if (partial.trim() === '') return transcript;
  return append(transcript, { role: 'assistant', parts: [{ kind: 'text', text: partial }] });
}

/** One result for each call, in the order of the calls. */
export function results(transcript: Transcript, parts: readonly ToolResultPart[]): Transcript {
  return parts.length === 0 ? transcript : append(transcript, { role: 'user', parts });
}

/** Answers calls that were not run, so that the history stays one that the API accepts. */
export function notRun(calls: readonly ToolCallPart[], because: string): readonly ToolResultPart[] {
  return calls.map(({ id }) => ({ kind: 'toolResult', id, text: `Not run: ${because}.`, outcome: 'error' }));
}

/** The calls of an answer. */
export function callsOf(message: AssistantMessage): readonly ToolCallPart[] {
  return message.parts.filter((part): part is ToolCallPart => part.kind === 'toolCall');
}
