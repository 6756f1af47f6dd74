/** The state that the panel is shown, from the chat and what surrounds it. */
import type {
  Busy,
  ContextChip,
  HistoryEntry,
  PanelState,
  Part,
  ProviderState,
  SlashCommand,
  Turn,
} from '../../protocol';
import { proposalCard } from './card';
import type { StoredChat, StoredPart, StoredTurn } from './stored';

export interface SnapshotParts {
  readonly chat: StoredChat;
  readonly busy: Busy;
  readonly history: readonly HistoryEntry[];
  readonly provider: ProviderState;
  readonly activeContext: readonly ContextChip[];
  readonly commands: readonly SlashCommand[];
  readonly starters: readonly string[];
  readonly sendWith: PanelState['sendWith'];
  readonly request: PanelState['request'];
  readonly pathOf: (uri: string) => string;
}

/** Everything that the panel shows. */
export function snapshot({ chat, activeContext, pathOf, ...rest }: SnapshotParts): PanelState {
  return {
    ...rest,
    chat: {
      id: chat.id,
      title: chat.title,
      turns: chat.turns.flatMap((turn, at) => turnsOf(turn, at < chat.turns.length - 1, pathOf)),
    },
    draft: chat.draft,
    context: contextOf(chat, activeContext),
    queue: chat.queue,
    usage: chat.usage,
  };
}

/** What goes with the next question: what was put there, and what is in the editor unless it is there already. */
export function contextOf(chat: StoredChat, active: readonly ContextChip[]): readonly ContextChip[] {
  const chosen = new Set(chat.context.map(({ id }) => id));
  return [...chat.context, ...active.filter(({ id }) => !chosen.has(id))];
}

function turnsOf(
  { question, answer }: StoredTurn,
  answered: boolean,
  pathOf: (uri: string) => string,
): readonly Turn[] {
  const parts = answer.parts.map((part) => (part.kind === 'form' ? { ...part, answered } : partOf(part, pathOf)));
  return [question, { ...answer, kind: 'assistant', parts }];
}

function partOf(part: StoredPart, pathOf: (uri: string) => string): Part {
  return part.kind === 'proposal' ? { kind: 'proposal', id: part.id, proposal: proposalCard(part, pathOf) } : part;
}
