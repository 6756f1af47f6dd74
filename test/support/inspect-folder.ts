import { type Dialect, parseVersion } from '../../src/model';
import {
  createWorkspace,
  DEFAULT_SETTINGS,
  type Inspection,
  inspect,
  nodeFiles,
  pathBelow,
  type WorkspacePort,
} from '../../src/workspace';

export type Layer = Inspection['dataLayers'][number];

export interface InspectOptions {
  /** Told where the project's files do not tell it themselves. */
  readonly dialect?: Dialect;
  readonly version?: string;
  /** Only these paths of the folder are seen. */
  readonly sees?: (path: string) => boolean;
}

/** A folder of which only some paths are seen, so that a project's other databases do not matter. */
function portOf(folder: string, sees: (path: string) => boolean): WorkspacePort {
  const port = nodeFiles(folder);
  return {
    ...port,
    list: async (leavesOut) => {
      const { files, notices } = await port.list(leavesOut);
      return { files: files.filter(({ path }) => sees(path)), notices };
    },
  };
}

/** The data layers of a folder as `database-architect inspect` prints them. */
export async function inspectFolder(folder: string, options: InspectOptions = {}): Promise<readonly Layer[]> {
  const port = portOf(folder, options.sees ?? (() => true));
  const version = options.version === undefined ? undefined : parseVersion(options.version);
  const workspace = await createWorkspace([port], {
    ...DEFAULT_SETTINGS,
    exclude: ['.git', 'node_modules'],
    ...(options.dialect ? { dialect: options.dialect } : {}),
    ...(version ? { version } : {}),
  });
  return inspect(workspace.dataLayers(), (uri) => pathBelow(port.root, uri) ?? uri).dataLayers;
}
