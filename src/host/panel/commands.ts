/** The panel by keyboard: every button is a command too. */
import { commands, Disposable } from 'vscode';
import type { ContextChip, PanelMessage, ViewRequest } from '../../protocol';
import type { AskArgument, ProposeFixArgument } from '../../server/requests';
import type { MessageParts } from './messages';
import { choosePlan } from './plan';
import { proposalsOf } from './stored';
import { viewId } from './view';

export interface CommandParts extends MessageParts {
  readonly handle: (message: PanelMessage) => void;
  /** Runs when the chats are read. */
  readonly whenStarted: (run: () => unknown) => Promise<void>;
  /** The proposal whose card has the focus. */
  readonly focused: () => string;
}

/** Registers the panel's commands. */
export function panelCommands(parts: CommandParts): Disposable {
  const { book, session, handle, request } = parts;
  const reveal = async (what: ViewRequest['what']) => {
    await commands.executeCommand(`${viewId}.focus`);
    request(what);
  };
  /** The one whose card or diff has the focus, else the latest that waits. */
  const target = (): string | undefined => {
    const waiting = proposalsOf(book.chat()).filter(({ proposal }) => proposal.state.kind === 'pending');
    return parts.files.active() ?? (parts.focused() || waiting.at(-1)?.proposal.id);
  };
  const onTarget = (act: (proposal: string) => PanelMessage) => () => {
    const proposal = target();
    if (proposal !== undefined) handle(act(proposal));
  };
  const table: Readonly<Record<string, (argument?: unknown) => unknown>> = {
    focusChat: () => reveal('focusComposer'),
    newChat: async () => {
      book.begin();
      await reveal('focusComposer');
    },
    stopAnswer: () => session.stop(),
    showHistory: () => reveal('toggleHistory'),
    chooseModel: () => reveal('chooseModel'),
    nextProposal: () => reveal('nextProposal'),
    previousProposal: () => reveal('previousProposal'),
    acceptProposal: onTarget((proposal) => ({ kind: 'accept', proposal })),
    rejectProposal: onTarget((proposal) => ({ kind: 'reject', proposal })),
    openProposalDiff: onTarget((proposal) => ({
      kind: 'openDiff',
      proposal,
      uri: session.proposal(proposal)?.proposal.files[0]?.uri ?? '',
    })),
    askArchitect: async (argument) => {
      const ask = isAsk(argument) ? argument : undefined;
      session.fill(ask?.text ?? '', ask === undefined ? [] : [chipOf(ask)]);
      await reveal('focusComposer');
    },
    planMigration: async (argument) => {
      const proposal = await choosePlan(parts.ports, argument);
      if (proposal !== undefined) await proposeFix(parts, proposal);
    },
    proposeFix: (argument) => proposeFix(parts, argument as ProposeFixArgument),
  };
  return Disposable.from(
    ...Object.entries(table).map(([name, run]) =>
      commands.registerCommand(`databaseArchitect.${name}`, (argument?: unknown) =>
        parts.whenStarted(() => run(argument)),
      ),
    ),
  );
}

/** Lenses and quick fixes give an argument of ours; the palette gives none, a menu a URI. */
function isAsk(argument: unknown): argument is AskArgument {
  const ask = argument as Partial<AskArgument> | undefined;
  return typeof ask?.text === 'string' && typeof ask.about?.label === 'string';
}

function chipOf({ about: { kind, label, detail, place } }: AskArgument): ContextChip {
  const start = place?.range.start;
  return {
    id: `${kind}:${place?.uri ?? ''}:${label}`,
    kind,
    label,
    detail,
    ...(place === undefined || start === undefined
      ? {}
      : { place: { uri: place.uri, line: start.line, column: start.character } }),
  };
}

/** A fix that touches several files is shown as a proposal, with the same evidence as the model's. */
async function proposeFix(
  { ports, session, request }: CommandParts,
  { title, rationale, files }: ProposeFixArgument,
): Promise<void> {
  const evidence = await ports.review(files);
  const id = `fix-${Date.now().toString(36)}`;
  session.present(title, 'Review', { id, title, rationale, files, evidence, state: { kind: 'pending' } });
  await commands.executeCommand(`${viewId}.focus`);
  request('nextProposal');
}
