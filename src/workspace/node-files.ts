import { type Dirent, readFileSync, statSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Notice } from './notice';
import type { ListedFile, ReadOutcome, WorkspacePort } from './port';
import { uriOf } from './uri';

/** Enough for any project; a folder of a million files is somebody's data. */
const MOST_FILES = 200_000;

/** A workspace folder on disk. The only place below the server that touches the file system. */
export function nodeFiles(folder: string): WorkspacePort {
  const base = resolve(folder);
  const root = rootUri(base);
  return {
    root,
    list: (leavesOut) => walk(base, root, leavesOut),
    read: (path) => readBytes(join(base, path)),
    stamp: (path) => stampOf(join(base, path)),
  };
}

function rootUri(base: string): string {
  const parts = pathToFileURL(base)
    .pathname.split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  return uriOf('file://', parts.join('/'));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error';
}

/** What the operating system's code means to a person. */
function reason(error: unknown): string {
  const code = codeOf(error);
  const words: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EISDIR: 'it is a folder',
    ELOOP: 'its symbolic links go in a circle',
    EMFILE: 'too many files are open',
    EIO: 'the disk reports an error',
    ENAMETOOLONG: 'its name is too long',
  };
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}

function readBytes(path: string): ReadOutcome {
  try {
    return { kind: 'bytes', bytes: readFileSync(path) };
  } catch (error) {
    return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR'
      ? { kind: 'gone' }
      : { kind: 'unreadable', because: reason(error) };
  }
}

/** Milliseconds in which a file could be written twice and look the same. */
const RECENT = 2000;

/** As git tells it by its index: size, time of the last change, and which file it is. */
function stampOf(path: string): string | undefined {
  try {
    const { size, mtimeMs, ctimeMs, ino } = statSync(path);
    return Date.now() - mtimeMs < RECENT ? undefined : `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
  } catch {
    return undefined;
  }
}

interface Walk {
  readonly base: string;
  readonly root: string;
  leavesOut(path: string): boolean;
  readonly files: ListedFile[];
  readonly notices: Notice[];
  /** Real paths of folders entered: a link back to one of them is a circle, or a second way to the same files. */
  readonly entered: Set<string>;
}

async function walk(
  base: string,
  root: string,
  leavesOut: (path: string) => boolean,
): Promise<{ files: readonly ListedFile[]; notices: readonly Notice[] }> {
  const state: Walk = { base, root, leavesOut, files: [], notices: [], entered: new Set() };
  const waiting = [''];
  for (let folder = waiting.pop(); folder !== undefined && state.files.length < MOST_FILES; folder = waiting.pop()) {
    const found = await enter(state, folder);
    waiting.push(...found.folders);
    // Links come last, so that a folder is listed under its own path and not under a link to it.
    waiting.unshift(...found.links);
  }
  if (state.files.length >= MOST_FILES) {
    state.notices.push({
      uri: root,
      kind: 'too large',
      message: `Only the first ${MOST_FILES} files are looked at; leave folders out with databaseArchitect.exclude.`,
    });
  }
  return { files: state.files, notices: state.notices };
}

interface Entered {
  readonly folders: readonly string[];
  readonly links: readonly string[];
}

const NOTHING: Entered = { folders: [], links: [] };

/** Lists one folder; returns the folders in it. */
async function enter(state: Walk, folder: string): Promise<Entered> {
  const uri = uriOf(state.root, folder);
  let entries: Dirent[];
  try {
    const real = await realpath(join(state.base, folder));
    if (state.entered.has(real)) return NOTHING;
    state.entered.add(real);
    entries = await readdir(real, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT')
      state.notices.push({
        uri,
        kind: 'unreadable',
        message: `The folder ${folder || '.'} cannot be read: ${reason(error)}.`,
      });
    return NOTHING;
  }
  const folders: string[] = [];
  const links: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (state.leavesOut(path)) continue;
    const kind = await kindOf(state, entry, path);
    if (kind.kind === 'folder') (entry.isSymbolicLink() ? links : folders).push(path);
    else if (kind.kind === 'file') state.files.push({ path, bytes: kind.bytes });
  }
  return { folders: folders.reverse(), links };
}

type Kind = { readonly kind: 'folder' | 'other' } | { readonly kind: 'file'; readonly bytes: number };

/** Only links and SQL files need a look at the file itself: sizes of the others are never asked for. */
async function kindOf(state: Walk, entry: Dirent, path: string): Promise<Kind> {
  if (entry.isDirectory()) return { kind: 'folder' };
  if (!entry.isSymbolicLink() && !(entry.isFile() && /\.(?:sql(?:\.\w+)?|ddl)$/i.test(entry.name)))
    return entry.isFile() ? { kind: 'file', bytes: 0 } : { kind: 'other' };
  try {
    const found = await stat(join(state.base, path));
    return found.isDirectory()
      ? { kind: 'folder' }
      : found.isFile()
        ? { kind: 'file', bytes: found.size }
        : { kind: 'other' };
  } catch (error) {
    const circle = codeOf(error) === 'ELOOP';
    // A link to nothing is common (.git hooks, editors' locks) and loses nothing.
    if (codeOf(error) !== 'ENOENT') {
      state.notices.push({
        uri: uriOf(state.root, path),
        kind: circle ? 'loop' : 'unreadable',
        message: `${path} cannot be followed: ${reason(error)}.`,
      });
    }
    return { kind: 'other' };
  }
}
