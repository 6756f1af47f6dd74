/** A folder as the tools see it, read again whenever it may have changed. */
import type { Index } from '../agent';
import { type DataLayer, type Finding, ownLayers } from '../model';
import { reviewDataLayer, syntaxErrors } from '../review';
import {
  createWorkspace,
  differencesOf,
  memoryCache,
  nodeFiles,
  pathBelow,
  reviewOptionsOf,
  reviewSettingsOf,
  uriOf,
  type Workspace,
} from '../workspace';

/** What was read is taken as it is for so long, in milliseconds: an agent's calls come in bursts. */
const FRESH = 1000;

export interface Project {
  /** The folder as it is now. */
  index(): Promise<Index>;
  /** Relative to the folder. */
  path(uri: string): string;
}

/**
 * A project on disk. Each look lists the files and reads their texts; what did not change is not parsed again.
 * @param folder an absolute path
 */
export function project(folder: string, now: () => number): Project {
  const port = nodeFiles(folder);
  const cache = memoryCache();
  let last: { readonly at: number; readonly index: Promise<Index> } | undefined;
  const open = async () => indexOf(port.root, await createWorkspace([port], undefined, { cache }), new Date(now()));
  return {
    index: () => {
      if (last === undefined || now() - last.at > FRESH) last = { at: now(), index: open() };
      return last.index;
    },
    path: (uri) => pathBelow(port.root, uri) ?? decodeURIComponent(uri),
  };
}

function indexOf(root: string, workspace: Workspace, today: Date): Index {
  const known = new Map<DataLayer, readonly Finding[]>();
  return {
    roots: [root],
    layers: ownLayers(workspace.dataLayers()),
    findingsOf: (layer) => {
      const found = known.get(layer) ?? review(layer, workspace, today);
      known.set(layer, found);
      return found;
    },
    layersOf: workspace.layersOf,
    text: workspace.textOf,
    path: (uri) => pathBelow(root, uri) ?? decodeURIComponent(uri),
    overlay: (changes) => {
      const spelled = changes.map((change) => ({
        ...change,
        uri: uriOf(root, pathBelow(root, change.uri) ?? change.uri),
      }));
      return indexOf(root, workspace.overlay(spelled), today);
    },
  };
}

function review(layer: DataLayer, workspace: Workspace, today: Date): readonly Finding[] {
  const settings = reviewSettingsOf(workspace.configOf(layer.root));
  const options = { ...reviewOptionsOf(workspace, settings, today), differences: differencesOf(layer) };
  return [...syntaxErrors(layer, settings), ...reviewDataLayer(layer, options)];
}
