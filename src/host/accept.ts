/**
 * The one writer: no other code of the extension changes a file of the user. It writes what was shown, where it was shown, if every
 * file is still what it was; all files or none; as one undo step.
 */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { Range, type TextDocument, Uri, WorkspaceEdit, workspace } from 'vscode';
import { mayPropose, plain } from '../agent';
import type { FileChange, Proposal } from '../model';
import type { AcceptOutcome } from './panel/ports';
import { sameText } from './same-text';

/** Writes the files of a proposal that the user has accepted. */
export async function accept({ files }: Pick<Proposal, 'files'>): Promise<AcceptOutcome> {
  if (files.length === 0) return { kind: 'failed', sentence: 'The proposal has no files.' };
  for (const { uri } of files) {
    const refused = refusal(Uri.parse(uri));
    if (refused !== undefined) return { kind: 'failed', sentence: `Nothing was written. ${refused}` };
  }
  const edit = new WorkspaceEdit();
  const changed: Uri[] = [];
  for (const file of files) {
    const uri = Uri.parse(file.uri);
    const now = await current(uri);
    const because = staleness(file, now?.text);
    if (because !== undefined) return { kind: 'stale', because };
    if (add(edit, uri, file, now?.document) === 'text') changed.push(uri);
  }
  // Between the look at the files and this line nothing is awaited but the looks themselves; VS Code refuses the edit if a
  // document has changed since, and a file that has appeared is never overwritten.
  const moved = files.map(({ uri }) => refusal(Uri.parse(uri))).find((refused) => refused !== undefined);
  if (moved !== undefined) return { kind: 'failed', sentence: `Nothing was written. ${moved}` };
  if (!(await workspace.applyEdit(edit))) {
    return { kind: 'failed', sentence: 'VS Code did not apply the change. Look at the files and try again.' };
  }
  return save(changed);
}

/** The one edit outside proposals: a comment whose words the user has just typed. */
export async function applyUserEdit(edit: WorkspaceEdit): Promise<void> {
  await workspace.applyEdit(edit);
}

/** As the editor has it, saved or not; undefined when there is no such file. */
async function current(uri: Uri): Promise<{ readonly text: string; readonly document: TextDocument } | undefined> {
  try {
    await workspace.fs.stat(uri);
  } catch {
    const open = workspace.textDocuments.find(
      (document) => document.uri.toString() === uri.toString() && document.isDirty,
    );
    return open === undefined ? undefined : { text: open.getText(), document: open };
  }
  // Opening reads it with the encoding that the user has set for it.
  const document = await workspace.openTextDocument(uri);
  await caughtUp(document);
  return { text: document.getText(), document };
}

/** A document that is open but not changed follows its file a moment later than the disk: that moment is waited for. */
async function caughtUp(document: TextDocument): Promise<void> {
  for (let tries = 0; tries < 20 && !document.isDirty; tries++) {
    const disk = await workspace.decode(await workspace.fs.readFile(document.uri), { uri: document.uri });
    if (sameText(disk, document.getText())) return;
    await nextChange(document, 100);
  }
}

function nextChange(document: TextDocument, most: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    };
    const timer = setTimeout(end, most);
    const subscription = workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) end();
    });
  });
}

/** Why the change no longer fits its file; undefined when it does. */
export function staleness({ uri, before }: FileChange, now: string | undefined): string | undefined {
  const name = workspace.asRelativePath(Uri.parse(uri));
  if (before === undefined) return now === undefined ? undefined : `${name} exists now.`;
  if (now === undefined) return `${name} is gone.`;
  return sameText(before, now) ? undefined : `${name} has changed since.`;
}

function add(edit: WorkspaceEdit, uri: Uri, file: FileChange, document: TextDocument | undefined): 'text' | 'file' {
  if (file.after === undefined) {
    edit.deleteFile(uri);
    return 'file';
  }
  if (document === undefined) {
    edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(file.after) });
    return 'file';
  }
  const { from, to, text } = middle(document.getText(), file.after);
  edit.replace(uri, new Range(document.positionAt(from), document.positionAt(to)), text);
  return 'text';
}

/** The part that differs: cursors, folds and breakpoints around it stay. Line breaks are compared as the document has them. */
function middle(before: string, after: string): { readonly from: number; readonly to: number; readonly text: string } {
  const eol = before.includes('\r\n') ? '\r\n' : '\n';
  const wanted = after.replace(/^\ufeff/, '').replace(/\r\n?|\n/g, eol);
  const most = Math.min(before.length, wanted.length);
  let start = 0;
  while (start < most && before[start] === wanted[start]) start++;
  // Not between the two characters of a line break.
  if (before[start - 1] === '\r') start--;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === wanted[wanted.length - 1 - end]) end++;
  if (before[before.length - end] === '\n' && before[before.length - end - 1] === '\r') end--;
  return { from: start, to: before.length - end, text: wanted.slice(start, wanted.length - end) };
}

/** Existing files were changed in their documents: they are saved, and stay one undo step. New files are on disk already. */
async function save(changed: readonly Uri[]): Promise<AcceptOutcome> {
  for (const uri of changed) {
    const document = await workspace.openTextDocument(uri);
    // An automatic save may be under way: it makes ours a failure, and the document clean.
    if (document.isDirty && !(await document.save()) && document.isDirty && !(await document.save())) {
      const sentence = `${workspace.asRelativePath(uri)} was changed but could not be saved: save it in its editor.`;
      return { kind: 'failed', sentence };
    }
  }
  return { kind: 'accepted' };
}

/** Why this file may not be written, whatever was shown; links are resolved now, not when the proposal was made. */
function refusal(uri: Uri): string | undefined {
  const folder = workspace.getWorkspaceFolder(uri);
  const name = plain(uri.path);
  if (folder === undefined || uri.scheme !== folder.uri.scheme) return `${name} lies outside the workspace.`;
  const relative = path.posix.relative(folder.uri.path, uri.path);
  const guarded = mayPropose(relative);
  if (guarded.kind === 'refused') return guarded.because;
  if (uri.scheme !== 'file') return undefined;
  const root = realPath(folder.uri.fsPath);
  const real = realPath(uri.fsPath);
  const below = root === undefined || real === undefined ? undefined : path.relative(root, real);
  if (below === undefined || below.startsWith('..') || path.isAbsolute(below))
    return `${name} leads out of the workspace.`;
  const led = mayPropose(below.split(path.sep).join('/'));
  return led.kind === 'refused' ? `${name} is a link. ${led.because}` : undefined;
}

/** Where a path leads; of one that is not there yet, where its nearest folder leads. */
function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    const parent = path.dirname(file);
    const above = parent === file ? undefined : realPath(parent);
    return above === undefined ? undefined : path.join(above, path.basename(file));
  }
}
