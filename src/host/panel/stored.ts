/** A chat as it lies on disk, and how it is read back whatever the file holds. */
import type { Json } from '../../agent';
import type { Proposal } from '../../model';
import type {
  ChatUsage,
  ContextChip,
  FormPart,
  NoticePart,
  QueuedMessage,
  TextPart,
  ThinkingPart,
  ToolPart,
  TurnOutcome,
  Usage,
  UserTurn,
} from '../../protocol';

/** A proposal with its texts: a chat is all that is needed to show, edit and accept it after a reload. */
export interface StoredProposal {
  readonly kind: 'proposal';
  readonly id: string;
  readonly proposal: Proposal;
  /** Files whose proposed text the user has changed. */
  readonly edited: readonly string[];
}

export type StoredPart = TextPart | ThinkingPart | ToolPart | NoticePart | FormPart | StoredProposal;

export interface StoredAnswer {
  readonly id: string;
  readonly at: string;
  readonly author: string;
  readonly parts: readonly StoredPart[];
  readonly outcome: TurnOutcome;
  readonly usage?: Usage;
  readonly followUps: readonly string[];
}

export interface StoredTurn {
  readonly question: UserTurn;
  readonly answer: StoredAnswer;
  /** The provider's own messages, verbatim. */
  readonly transcript: readonly Json[];
}

export interface StoredChat {
  readonly version: 1;
  readonly id: string;
  readonly title: string;
  /** Of the last message. */
  readonly at: string;
  readonly turns: readonly StoredTurn[];
  readonly draft: { readonly serial: number; readonly text: string };
  /** What the user or a command put beside the box, for the next question. */
  readonly context: readonly ContextChip[];
  readonly queue: readonly QueuedMessage[];
  readonly usage: ChatUsage;
}

const noUsage: ChatUsage = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  contextTokens: 0,
  contextLimit: 0,
};

/** A chat that nothing was said in. */
export function emptyChat(id: string, at: Date): StoredChat {
  return {
    version: 1,
    id,
    title: 'New chat',
    at: at.toISOString(),
    turns: [],
    draft: { serial: at.getTime(), text: '' },
    context: [],
    queue: [],
    usage: noUsage,
  };
}

/** A chat from its file; undefined when the file is not one. Only this program writes there, so the frame is checked and no more. */
export function parseChat(text: string): StoredChat | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isChat(value) ? interrupted(value) : undefined;
}

function isChat(value: unknown): value is StoredChat {
  const chat = value as Partial<StoredChat> | null;
  return (
    typeof chat === 'object' &&
    chat !== null &&
    chat.version === 1 &&
    [chat.id, chat.title, chat.at].every((one) => typeof one === 'string') &&
    [chat.turns, chat.context, chat.queue].every((one) => Array.isArray(one)) &&
    typeof chat.draft?.text === 'string' &&
    typeof chat.usage === 'object' &&
    (chat.turns ?? []).every((turn) => Array.isArray(turn.answer?.parts) && typeof turn.question?.text === 'string')
  );
}

/** A turn that runs in a file that is being read runs nowhere: its window went away. What came stays. */
function interrupted(chat: StoredChat): StoredChat {
  return {
    ...chat,
    turns: chat.turns.map((turn) =>
      turn.answer.outcome.kind === 'running'
        ? { ...turn, answer: ended(turn.answer, { kind: 'stopped', because: 'reload' }) }
        : turn,
    ),
  };
}

/** The answer with its end, and no tool left running. */
export function ended(answer: StoredAnswer, outcome: TurnOutcome): StoredAnswer {
  const parts = answer.parts.map((part) =>
    part.kind === 'tool' && part.state === 'running' ? { ...part, state: 'stopped' as const } : part,
  );
  return { ...answer, parts, outcome };
}

/** The chat with one turn changed, told by the id of its answer. */
export function mapTurn(chat: StoredChat, answer: string, change: (turn: StoredTurn) => StoredTurn): StoredChat {
  return { ...chat, turns: chat.turns.map((turn) => (turn.answer.id === answer ? change(turn) : turn)) };
}

/** The chat with one answer changed. */
export function mapAnswer(chat: StoredChat, id: string, change: (answer: StoredAnswer) => StoredAnswer): StoredChat {
  return mapTurn(chat, id, (turn) => ({ ...turn, answer: change(turn.answer) }));
}

/** The answer with a part added, or replaced where it was. */
export function withPart(answer: StoredAnswer, part: StoredPart): StoredAnswer {
  const known = answer.parts.some(({ id }) => id === part.id);
  return {
    ...answer,
    parts: known ? answer.parts.map((one) => (one.id === part.id ? part : one)) : [...answer.parts, part],
  };
}

/** All proposals of a chat, oldest first. */
export function proposalsOf(chat: StoredChat): readonly StoredProposal[] {
  return chat.turns.flatMap(({ answer }) => answer.parts.filter((part) => part.kind === 'proposal'));
}

/** The chat with one proposal changed. */
export function mapProposal(
  chat: StoredChat,
  id: string,
  change: (part: StoredProposal) => StoredProposal,
): StoredChat {
  const changed = (part: StoredPart) => (part.kind === 'proposal' && part.proposal.id === id ? change(part) : part);
  return {
    ...chat,
    turns: chat.turns.map((turn) => ({ ...turn, answer: { ...turn.answer, parts: turn.answer.parts.map(changed) } })),
  };
}
