import type { DataLayer, FileChange, Finding } from '../model';
import type { VerifyOptions } from '../workspace';
import type { Folder } from './folder';
import type { IndexView } from './index-view';

/** The index over all workspace folders. */
export interface Engine extends IndexView {
  readonly folders: readonly Folder[];
  /** The text of an editor; undefined when it is closed, or the file changed on disk. */
  update(uri: string, text: string | undefined): void;
  /** May a change of this file on disk change a data layer? */
  concerns(uri: string): boolean;
  /** The full parsers' second opinion on what was read since the last time; true when it changed anything. */
  verify(options: VerifyOptions): Promise<boolean>;
  /** The index as it would be with these files. */
  overlay(changes: readonly FileChange[]): Engine;
}

/** A file of two data layers (of two dialects, say) has what both say of it, once. */
function unique(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, span, message }) => {
    const key = `${rule} ${span.start.offset} ${span.end.offset} ${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function byFile(folders: readonly Folder[]): ReadonlyMap<string, readonly Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const folder of folders) {
    for (const layer of folder.workspace.dataLayers()) {
      for (const finding of folder.findings(layer)) {
        const list = files.get(finding.span.uri) ?? [];
        list.push(finding);
        files.set(finding.span.uri, list);
      }
    }
  }
  return new Map([...files].map(([uri, findings]) => [uri, unique(findings)]));
}

/** What the findings by file were made of: as long as these stay the same objects, so do they. */
function sameLayers(a: readonly DataLayer[], b: readonly DataLayer[]): boolean {
  return a.length === b.length && a.every((layer, at) => layer === b[at]);
}

/** Puts the folders together. */
export function createEngine(folders: readonly Folder[], state: 'reading' | 'ready'): Engine {
  let made:
    | { readonly layers: readonly DataLayer[]; readonly files: ReadonlyMap<string, readonly Finding[]> }
    | undefined;
  // Folders may lie in one another: the innermost has the file.
  const innermost = [...folders].sort((a, b) => b.root.length - a.root.length);
  const folderOf = (uri: string) => innermost.find((folder) => folder.spell(uri) !== undefined);
  const layers = () => folders.flatMap(({ workspace }) => workspace.dataLayers());
  const findings = () => {
    const now = layers();
    if (!made || !sameLayers(made.layers, now)) made = { layers: now, files: byFile(folders) };
    return made.files;
  };
  const spell = (uri: string) => folderOf(uri)?.spell(uri) ?? uri;
  const path = (uri: string) => {
    const root = folderOf(uri)?.root;
    return root === undefined || uri === root
      ? decodeURIComponent(uri)
      : decodeURIComponent(uri.slice(root.length + 1));
  };
  return {
    folders,
    ready: state === 'ready',
    get layers() {
      return layers();
    },
    get findings() {
      return findings();
    },
    get notices() {
      return folders
        .flatMap(({ workspace }) => workspace.notices())
        .map(({ uri, message }) => ({ uri, path: path(uri), message }));
    },
    spell,
    path,
    layersOf: (uri) => folderOf(uri)?.workspace.layersOf(uri) ?? [],
    findingsOf: (uri) => {
      if (made && sameLayers(made.layers, layers())) return made.files.get(uri) ?? [];
      return unique(folderOf(uri)?.findingsNow(uri) ?? []);
    },
    text: (uri) => folderOf(uri)?.workspace.textOf(uri),
    update: (uri, text) => folderOf(uri)?.workspace.update(uri, text),
    concerns: (uri) => folderOf(uri)?.workspace.concerns(uri) ?? false,
    verify: async (options) => {
      let changed = false;
      for (const folder of folders) changed = (await folder.verify(options)) || changed;
      return changed;
    },
    overlay: (changes) =>
      createEngine(
        folders.map((folder) => folder.overlay(changes)),
        state,
      ),
  };
}
