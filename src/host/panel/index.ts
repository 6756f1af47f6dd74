/** The panel: composes the chats, the view, the proposals' files and the commands. */
import { randomUUID } from 'node:crypto';
import { commands, Disposable, type ExtensionContext, Uri, window, workspace } from 'vscode';
import { dispatch, type PanelMessage, type PanelState } from '../../protocol';
import { activeContext } from './active-context';
import { createBook } from './book';
import { panelCommands } from './commands';
import { schemaFiles } from './context-picker';
import { decisions } from './decide';
import { createMentions } from './mentions';
import { messageHandlers } from './messages';
import { createOutlet } from './outlet';
import type { PanelPorts } from './ports';
import { proposalFiles } from './proposal-files';
import { createSession } from './session';
import { snapshot } from './snapshot';
import { createStore } from './store';
import { proposalsOf } from './stored';
import { panelView } from './view';

export type { AcceptOutcome, PanelPorts, Providers } from './ports';
export { proposalScheme } from './proposal-files';

const later = (run: () => void, milliseconds: number): void => void setTimeout(run, milliseconds);

/** Registers the panel and all that belongs to it. */
export function registerPanel(context: ExtensionContext, ports: PanelPorts): Disposable {
  const storage = context.storageUri ?? context.globalStorageUri;
  const failed = (error: unknown) =>
    ports.report(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const view = panelView(context.extensionUri, () =>
    ports.report('The panel sent a message that is none of its protocol.'),
  );
  const active = activeContext();
  const keys = contextKeys();
  const common = { now: () => new Date(), newId: randomUUID, later };
  let request: PanelState['request'] = { serial: 0, what: 'focusComposer' };
  let focused = '';

  const changed = (): void => {
    outlet.changed();
    const waiting = proposalsOf(book.chat()).filter(({ proposal }) => proposal.state.kind === 'pending').length;
    view.setBadge(waiting);
    keys.set('busy', session.busy().kind !== 'idle');
    keys.set('hasProposal', waiting > 0);
    if (waiting > 0) decide.rehearseNew().catch(failed);
  };
  const book = createBook({ ...common, store: createStore(storage.fsPath), changed: () => changed(), failed });
  const session = createSession({
    ...common,
    book,
    conversation: ports.conversation,
    model: () => ports.providers.state().model,
    changed: () => changed(),
    grew: (chat, turn, part, length, text) => {
      if (chat === book.chat().id) outlet.grew(turn, part, length, text);
    },
  });
  const outlet = createOutlet({
    save: book.save,
    send: view.send,
    later,
    snapshot: () =>
      snapshot({
        chat: book.chat(),
        busy: session.busy(),
        history: book.history(),
        provider: ports.providers.state(),
        activeContext: active.current(),
        commands: ports.commands(),
        starters: ports.starters(),
        sendWith: workspace.getConfiguration('databaseArchitect').get('chat.sendWith', 'enter'),
        request,
        pathOf: (uri) => workspace.asRelativePath(Uri.parse(uri)),
      }),
  });
  const files = proposalFiles(book, (chat, proposal) => void decide.reviewAgain(chat, proposal).catch(failed));
  const decide = decisions(book, files, ports);
  const choices = async () => (await Promise.all([ports.contextChoices(), schemaFiles()])).flat();
  const parts = {
    choices,
    mentions: createMentions(choices, Date.now),
    send: view.send,
    book,
    session,
    decisions: decide,
    files,
    active,
    ports,
    changed,
    request: (what: PanelState['request']['what']) => {
      // Rises across reloads too: what an earlier window asked for is done.
      request = { serial: Math.max(Date.now(), request.serial + 1), what };
      outlet.changed();
    },
    focusProposal: (id: string) => {
      focused = id;
      keys.set('proposalFocused', id !== '');
    },
  };
  const handlers = messageHandlers(parts);
  // Chats are read when they are first wanted: activation waits for no disk.
  let started: Promise<void> | undefined;
  const whenStarted = (run: () => unknown): Promise<void> => {
    started ??= book.start().catch(failed);
    return started.then(async () => void (await run())).catch(failed);
  };
  const handle = (message: PanelMessage): void => void whenStarted(() => dispatch(handlers, message));
  const lookAgain = lookAgainSoon(async () => {
    if (started !== undefined) await decide.lookAgain().catch(failed);
  });
  return Disposable.from(
    view,
    active,
    files,
    lookAgain,
    view.onDidReceive(handle),
    active.onDidChange(changed),
    ports.providers.onDidChange(changed),
    ports.onDidChangeCommands(changed),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('databaseArchitect.chat')) changed();
    }),
    panelCommands({ ...parts, handle, whenStarted, focused: () => focused }),
    { dispose: book.saveNow },
  );
}

/** After files changed in whatever way, proposals are compared with them once. */
function lookAgainSoon(look: () => Promise<void>): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), 300);
  };
  return Disposable.from(
    workspace.onDidSaveTextDocument(soon),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme === 'file') soon();
    }),
    workspace.onDidCreateFiles(soon),
    workspace.onDidDeleteFiles(soon),
    workspace.onDidRenameFiles(soon),
    window.onDidChangeWindowState(({ focused }) => {
      if (focused) soon();
    }),
    { dispose: () => clearTimeout(timer) },
  );
}

/** `databaseArchitect.<name>` for `when` clauses, told to VS Code only when they change. */
function contextKeys() {
  const known = new Map<string, boolean>();
  return {
    set: (name: string, value: boolean): void => {
      if (known.get(name) === value) return;
      known.set(name, value);
      void commands.executeCommand('setContext', `databaseArchitect.${name}`, value);
    },
  };
}
