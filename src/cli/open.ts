import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Dialect } from '../model';
import {
  buildOf,
  createWorkspace,
  DEFAULT_SETTINGS,
  nodeCache,
  nodeFiles,
  pathBelow,
  uriOf,
  type Workspace,
  type WorkspaceParts,
} from '../workspace';
import type { Verify } from './options';

/** A project opened from a folder, or around one file of it. */
export interface Opened {
  readonly workspace: Workspace;
  /** The folder on disk. */
  readonly folder: string;
  /** The folder's URI. */
  readonly root: string;
  /** Set when PATH was a file: only what concerns it is printed. */
  readonly onlyUri?: string;
  /** URIs as paths for printing: relative to the folder that was opened. */
  fileOf(uri: string): string;
}

export type OpenResult =
  | { readonly kind: 'opened'; readonly opened: Opened }
  | { readonly kind: 'unreadable'; readonly message: string };

/** Of a folder without a history; more are somebody's data. */
const MOST_SCRIPTS = 2000;

export interface OpenOptions {
  readonly path: string;
  readonly dialect?: Dialect;
  readonly maxFileSizeMB: number;
  readonly verify: Verify;
  /** A folder where what was read is left for the next time. */
  readonly cache?: string;
}

function partsOf({ cache }: OpenOptions): WorkspaceParts {
  const build = cache === undefined ? undefined : buildOf(__filename);
  return cache === undefined || build === undefined ? {} : { kept: nodeCache(resolve(cache), build) };
}

/** The nearest folder above a file that looks like a project's; the file's own where there is none. */
async function projectOf(file: string): Promise<string> {
  for (let at = dirname(file); ; at = dirname(at)) {
    for (const sign of [
      '.git',
      'package.json',
      'go.mod',
      'pyproject.toml',
      'Cargo.toml',
      'pom.xml',
      'build.gradle',
      'database-architect.json',
    ]) {
      const found = await stat(resolve(at, sign)).catch(() => undefined);
      if (found) return at;
    }
    if (dirname(at) === at) return dirname(file);
  }
}

export async function open(options: OpenOptions): Promise<OpenResult> {
  const full = resolve(options.path);
  let folder = full;
  let file: string | undefined;
  try {
    const found = await stat(full);
    if (!found.isDirectory()) {
      file = full;
      folder = await projectOf(full);
    }
  } catch {
    return { kind: 'unreadable', message: `${options.path} is not there or cannot be read.` };
  }
  const port = nodeFiles(folder);
  const settings = {
    ...DEFAULT_SETTINGS,
    maxFileSizeMB: options.maxFileSizeMB,
    ...(options.dialect ? { dialect: options.dialect } : {}),
  };
  const workspace = await createWorkspace([port], settings, partsOf(options));
  const fileOf = (uri: string) => pathBelow(port.root, uri) ?? uri;
  const onlyUri =
    file === undefined
      ? undefined
      : uriOf(port.root, file.slice(folder.length + (folder.endsWith('/') ? 0 : 1)).replace(/\\/g, '/'));
  if (onlyUri !== undefined && workspace.layersOf(onlyUri).length === 0) workspace.include(onlyUri);
  const hasHistory = workspace.dataLayers().some(({ migrations }) => migrations.length > 0);
  // Where there is no history, scripts that no tool's names claim are what was asked for: each is read by itself.
  if (onlyUri === undefined && !hasHistory)
    for (const uri of workspace.unclaimed().slice(0, MOST_SCRIPTS)) workspace.include(uri);
  if (options.verify !== 'none') await workspace.verify({ depth: options.verify });
  await workspace.keep();
  return {
    kind: 'opened',
    opened: { workspace, folder, root: port.root, fileOf, ...(onlyUri === undefined ? {} : { onlyUri }) },
  };
}
