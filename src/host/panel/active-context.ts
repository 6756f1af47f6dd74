/** What is in the editor goes with a question unless the user takes it away: the selection, else the file. */
import { type Disposable, type Event, EventEmitter, type TextEditor, window, workspace } from 'vscode';
import type { ContextChip } from '../../protocol';

export interface ActiveContext extends Disposable {
  current(): readonly ContextChip[];
  /** Takes a chip away until the editor shows something else. True: it was one of these. */
  dismiss(chip: string): boolean;
  readonly onDidChange: Event<void>;
}

/** Files that a question about a database may be about. */
const readable = /\.(sql|ddl|pgsql|psql|prisma|dbml)$/i;
/** Characters of a selection that go with a question. */
const longest = 20_000;

/** Follows the active editor. */
export function activeContext(): ActiveContext {
  const changed = new EventEmitter<void>();
  let dismissed: string | undefined;
  let shown = '';
  const current = (): readonly ContextChip[] => {
    const chip = window.activeTextEditor === undefined ? undefined : chipOf(window.activeTextEditor);
    return chip === undefined || chip.id === dismissed ? [] : [chip];
  };
  const look = (): void => {
    const now = current()[0]?.id ?? '';
    if (now === shown) return;
    shown = now;
    changed.fire();
  };
  const subscriptions = [
    window.onDidChangeActiveTextEditor(look),
    window.onDidChangeTextEditorSelection(look),
    workspace.onDidCloseTextDocument(look),
    changed,
  ];
  return {
    current,
    onDidChange: changed.event,
    dismiss: (chip) => {
      if (current()[0]?.id !== chip) return false;
      dismissed = chip;
      look();
      return true;
    },
    dispose: () => {
      for (const one of subscriptions) one.dispose();
    },
  };
}

function chipOf({ document, selection }: TextEditor): ContextChip | undefined {
  const { uri } = document;
  const known = readable.test(uri.path) || /sql|prisma/.test(document.languageId);
  if ((uri.scheme !== 'file' && uri.scheme !== 'untitled') || !known) return undefined;
  const path = workspace.asRelativePath(uri);
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (selection.isEmpty) {
    const place = { uri: uri.toString(), line: 0, column: 0 };
    return { id: `file:${uri}`, kind: 'file', label: name, detail: path, place };
  }
  const { start, end } = selection;
  const lines = start.line === end.line ? `${start.line + 1}` : `${start.line + 1}-${end.line + 1}`;
  return {
    id: `selection:${uri}:${start.line}.${start.character}-${end.line}.${end.character}`,
    kind: 'selection',
    label: `${name}:${lines}`,
    detail: `Selection in ${path}, ${start.line === end.line ? 'line' : 'lines'} ${lines}`,
    place: { uri: uri.toString(), line: start.line, column: start.character },
    text: document.getText(selection).slice(0, longest),
  };
}
