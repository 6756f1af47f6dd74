import { decode } from './decode';
import { createMentions, type Mentions, type Words } from './mentions';
import type { Notice } from './notice';
import type { ListedFile, WorkspacePort } from './port';
import type { WorkspaceSettings } from './settings';
import { uriOf } from './uri';

/** A file as it was read. */
export interface Held {
  readonly text: string | undefined;
  readonly notice?: Notice;
  /** Of the file just before. */
  readonly stamp?: string;
}

/** What has been looked at so far, by which it can be told later whether any of it has changed. */
export interface Seen {
  readonly texts: readonly (readonly [path: string, held: Held])[];
  readonly words: readonly Words[];
}

/** The texts of one workspace folder: what the editor has, else what the disk has, read at first use. */
export interface FileStore {
  readonly root: string;
  readonly paths: readonly string[];
  has(path: string): boolean;
  text(path: string): string | undefined;
  /** True when the file has one of the words; its text is not kept. */
  mentions(path: string, words: readonly string[]): boolean;
  uri(path: string): string;
  /** Lays an editor's text over the file; `undefined` goes back to the disk, where the file may be gone. Tells whether the set of files changed. */
  set(path: string, text: string | undefined): 'folder' | 'paths' | 'text';
  /** A file is to be gone, whatever the disk says. */
  remove(path: string): void;
  notices(): readonly Notice[];
  seen(): Seen;
  /** Takes over what an earlier session saw, of files that are as they were; true when all that it found of words still holds. */
  assume(seen: Seen): boolean;
  /** A store that starts as this one and goes its own way. */
  fork(): FileStore;
}

interface Content {
  readonly sizes: Map<string, number>;
  readonly laidOver: Map<string, string>;
  readonly held: Map<string, Held>;
  readonly mentioned: Mentions;
}

export function createFileStore(
  port: WorkspacePort,
  files: readonly ListedFile[],
  settings: WorkspaceSettings,
): FileStore {
  const sizes = new Map(files.map((file) => [file.path, file.bytes]));
  const mentioned = createMentions(port, settings);
  return storeOf(port, settings, { sizes, laidOver: new Map(), held: new Map(), mentioned });
}

function storeOf(port: WorkspacePort, settings: WorkspaceSettings, content: Content): FileStore {
  let sorted: readonly string[] | undefined;
  const uris = new Map<string, string>();
  const hold = (path: string): Held => {
    const known = content.held.get(path);
    if (known) return known;
    const stamp = port.stamp?.(path);
    const loaded = load(port, settings, path, content.sizes.get(path) ?? 0);
    const held = stamp === undefined ? loaded : { ...loaded, stamp };
    content.held.set(path, held);
    return held;
  };
  /** Watchers report a deleted folder and none of its files. */
  const dropBelow = (folder: string): boolean => {
    const gone = [...content.sizes.keys()].filter(
      (path) => path.startsWith(`${folder}/`) && port.read(path).kind === 'gone',
    );
    for (const path of gone) {
      content.sizes.delete(path);
      content.held.delete(path);
    }
    if (gone.length > 0) sorted = undefined;
    return gone.length > 0;
  };
  return {
    root: port.root,
    get paths() {
      sorted ??= [...content.sizes.keys()].sort();
      return sorted;
    },
    has: (path) => content.sizes.has(path),
    text: (path) => content.laidOver.get(path) ?? (content.sizes.has(path) ? hold(path).text : undefined),
    mentions(path, words) {
      const held = content.laidOver.get(path) ?? content.held.get(path)?.text;
      if (held !== undefined) return words.some((word) => held.includes(word));
      return content.sizes.has(path) && content.mentioned.has(path, words);
    },
    uri(path) {
      const known = uris.get(path);
      if (known !== undefined) return known;
      const uri = uriOf(port.root, path);
      uris.set(path, uri);
      return uri;
    },
    set(path, text) {
      content.held.delete(path);
      content.mentioned.forget(path);
      if (text !== undefined) content.laidOver.set(path, text);
      else content.laidOver.delete(path);
      if (text === undefined && !content.sizes.has(path) && dropBelow(path)) return 'folder';
      const exists = text !== undefined || port.read(path).kind !== 'gone';
      if (exists === content.sizes.has(path)) return 'text';
      if (exists) content.sizes.set(path, 0);
      else content.sizes.delete(path);
      sorted = undefined;
      return 'paths';
    },
    remove(path) {
      content.mentioned.forget(path);
      content.laidOver.delete(path);
      content.held.delete(path);
      content.sizes.delete(path);
      sorted = undefined;
    },
    notices: () =>
      [...content.held].flatMap(([path, held]) => (held.notice && !content.laidOver.has(path) ? [held.notice] : [])),
    seen: () => ({
      texts: [...content.held, ...[...content.laidOver].map(([path, text]) => [path, { text }] as const)],
      words: content.mentioned.all(),
    }),
    assume: ({ texts, words }) => {
      for (const [path, held] of texts)
        if (held.stamp !== undefined && content.sizes.has(path) && held.stamp === port.stamp?.(path))
          content.held.set(path, held);
      return content.mentioned.assume(words);
    },
    fork: () =>
      storeOf(port, settings, {
        sizes: new Map(content.sizes),
        laidOver: new Map(content.laidOver),
        held: new Map(content.held),
        mentioned: createMentions(port, settings),
      }),
  };
}

const MEGABYTE = 1024 * 1024;

function load(port: WorkspacePort, settings: WorkspaceSettings, path: string, listed: number): Held {
  const uri = uriOf(port.root, path);
  const tooLarge = (bytes: number): Held => ({
    text: undefined,
    notice: {
      uri,
      kind: 'too large',
      message: `${path} has ${Math.round(bytes / MEGABYTE)} MB and is not read: the setting databaseArchitect.maxFileSizeMB is ${settings.maxFileSizeMB}.`,
    },
  });
  // The size from the listing saves reading a dump of gigabytes only to refuse it.
  if (listed > settings.maxFileSizeMB * MEGABYTE) return tooLarge(listed);
  const outcome = port.read(path);
  if (outcome.kind === 'gone')
    return { text: undefined, notice: { uri, kind: 'gone', message: `${path} is no longer there.` } };
  if (outcome.kind === 'unreadable')
    return {
      text: undefined,
      notice: { uri, kind: 'unreadable', message: `${path} cannot be read: ${outcome.because}.` },
    };
  if (outcome.bytes.length > settings.maxFileSizeMB * MEGABYTE) return tooLarge(outcome.bytes.length);
  const found = decode(outcome.bytes);
  if (found.kind === 'binary')
    return {
      text: undefined,
      notice: { uri, kind: 'binary', message: `${path} is not text (it has NUL bytes) and is not read.` },
    };
  if (found.loss === 'none') return { text: found.text };
  return {
    text: found.text,
    notice: {
      uri,
      kind: 'not utf-8',
      message: `${path} is not valid UTF-8: bytes that are no characters were replaced. Save it as UTF-8.`,
    },
  };
}
