/**
 * The texts of proposals as files that an editor can open: the left side of a diff is what the file was, the right side is what is
 * proposed and can be edited. Nothing here touches a file of the workspace.
 */
import {
  commands,
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  FilePermission,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  TabInputTextDiff,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { FileChange } from '../../model';
import type { Book } from './book';
import { proposalIn } from './session';
import { mapProposal, type StoredProposal } from './stored';

export const proposalScheme = 'database-architect-proposal';

type Side = 'before' | 'after';

interface Address {
  readonly chat: string;
  readonly proposal: string;
  readonly side: Side;
  readonly index: number;
}

/** The file's own path, which names it in tabs and tells its language; which text it is stands in the query. */
function addressOf(uri: Uri): Address | undefined {
  const query = new URLSearchParams(uri.query);
  const [chat, proposal, side] = ['chat', 'proposal', 'side'].map((name) => query.get(name));
  if (!chat || !proposal || (side !== 'before' && side !== 'after')) return undefined;
  return { chat, proposal, side, index: Number(query.get('file')) };
}

function uriOf({ chat, proposal, side, index }: Address, file: FileChange): Uri {
  const query = new URLSearchParams({ chat, proposal, side, file: String(index) }).toString();
  return Uri.from({ scheme: proposalScheme, path: `/${workspace.asRelativePath(Uri.parse(file.uri))}`, query });
}

export interface ProposalFiles extends Disposable {
  /** Opens the diff of one file without taking the focus. */
  openDiff(chat: string, stored: StoredProposal, uri: string): Promise<void>;
  /** Takes what is shown in editors into the proposal: also what is not saved there. */
  takeIn(proposal: string): Promise<void>;
  /** Closes the diffs of a proposal that is decided. */
  close(proposal: string): Promise<void>;
  /** The proposal whose diff is the active editor. */
  active(): string | undefined;
}

/** Serves the texts of the book's proposals. `edited` is told when the user changed one. */
export function proposalFiles(book: Book, edited: (chat: string, proposal: string) => void): ProposalFiles {
  const changes = new EventEmitter<FileChangeEvent[]>();
  const find = async ({ chat, proposal, index }: Address) => {
    const stored = proposalIn(await book.find(chat), proposal);
    const file = stored?.proposal.files[index];
    return stored === undefined || file === undefined ? undefined : { stored, file };
  };
  const put = async (uri: Uri, text: string): Promise<void> => {
    const address = addressOf(uri);
    const found = address === undefined ? undefined : await find(address);
    if (address === undefined || found === undefined || found.file.after === text) return;
    book.change(address.chat, (chat) =>
      mapProposal(chat, address.proposal, (one) => withText(one, address.index, text)),
    );
    edited(address.chat, address.proposal);
  };
  const provider = createProvider(find, put, changes);
  const subscriptions = Disposable.from(
    changes,
    workspace.registerFileSystemProvider(proposalScheme, provider, { isCaseSensitive: true }),
    onEdit((uri, text) => void put(uri, text)),
  );
  return {
    openDiff: async (chat, stored, uri) => {
      const index = Math.max(
        0,
        stored.proposal.files.findIndex((one) => one.uri === uri),
      );
      const file = stored.proposal.files[index];
      if (file === undefined) return;
      const side = (which: Side) => uriOf({ chat, proposal: stored.proposal.id, side: which, index }, file);
      const title = `${workspace.asRelativePath(Uri.parse(file.uri))} (proposed)`;
      await commands.executeCommand('vscode.diff', side('before'), side('after'), title, {
        preview: true,
        preserveFocus: true,
      });
    },
    takeIn: async (proposal) => {
      for (const document of documentsOf(proposal)) {
        await put(document.uri, document.getText());
        if (document.isDirty) await document.save();
      }
    },
    close: async (proposal) => {
      for (const document of documentsOf(proposal)) if (document.isDirty) await document.save();
      const tabs = window.tabGroups.all.flatMap((group) =>
        group.tabs.filter((tab) => proposalOfTab(tab.input) === proposal),
      );
      await window.tabGroups.close(tabs, true);
    },
    active: () => proposalOfTab(window.tabGroups.activeTabGroup.activeTab?.input),
    dispose: () => subscriptions.dispose(),
  };
}

function withText(stored: StoredProposal, index: number, text: string): StoredProposal {
  const files = stored.proposal.files.map((file, at) => (at === index ? { ...file, after: text } : file));
  const uri = stored.proposal.files[index]?.uri ?? '';
  const edited = stored.edited.includes(uri) ? stored.edited : [...stored.edited, uri];
  return { ...stored, proposal: { ...stored.proposal, files }, edited };
}

const documentsOf = (proposal: string) =>
  workspace.textDocuments.filter(({ uri, isClosed }) => {
    const address = uri.scheme === proposalScheme && !isClosed ? addressOf(uri) : undefined;
    return address?.proposal === proposal && address.side === 'after';
  });

function proposalOfTab(input: unknown): string | undefined {
  return input instanceof TabInputTextDiff && input.modified.scheme === proposalScheme
    ? addressOf(input.modified)?.proposal
    : undefined;
}

/** While the user types in a proposal, the card follows after a pause. */
function onEdit(put: (uri: Uri, text: string) => void): Disposable {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const subscription = workspace.onDidChangeTextDocument(({ document }) => {
    if (document.uri.scheme !== proposalScheme || !document.isDirty) return;
    const key = document.uri.toString();
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key);
        if (!document.isClosed) put(document.uri, document.getText());
      }, 250),
    );
  });
  return Disposable.from(subscription, { dispose: () => timers.forEach((timer) => void clearTimeout(timer)) });
}

type Find = (address: Address) => Promise<{ readonly stored: StoredProposal; readonly file: FileChange } | undefined>;

function createProvider(
  find: Find,
  put: (uri: Uri, text: string) => Promise<void>,
  changes: EventEmitter<FileChangeEvent[]>,
): FileSystemProvider {
  const read = async (uri: Uri) => {
    const address = addressOf(uri);
    const found = address === undefined ? undefined : await find(address);
    if (address === undefined || found === undefined) throw FileSystemError.FileNotFound(uri);
    const text = (address.side === 'before' ? found.file.before : found.file.after) ?? '';
    const { kind } = found.stored.proposal.state;
    const editable =
      address.side === 'after' && found.file.after !== undefined && (kind === 'pending' || kind === 'stale');
    return { bytes: new TextEncoder().encode(text), editable };
  };
  const written = new Map<string, number>();
  const refuse = (uri: Uri): never => {
    throw FileSystemError.NoPermissions(uri);
  };
  return {
    onDidChangeFile: changes.event,
    watch: () => new Disposable(() => undefined),
    stat: async (uri): Promise<FileStat> => {
      const { bytes, editable } = await read(uri);
      const mtime = written.get(uri.toString()) ?? 0;
      const permissions = editable ? undefined : FilePermission.Readonly;
      return {
        type: FileType.File,
        ctime: 0,
        mtime,
        size: bytes.length,
        ...(permissions === undefined ? {} : { permissions }),
      };
    },
    readFile: async (uri) => (await read(uri)).bytes,
    writeFile: async (uri, content) => {
      if (!(await read(uri)).editable) refuse(uri);
      await put(uri, new TextDecoder().decode(content));
      written.set(uri.toString(), Date.now());
      changes.fire([{ type: FileChangeType.Changed, uri }]);
    },
    readDirectory: () => [],
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
}
