import type { Dialect, EngineVersion } from '../model';

/** What the user's settings say; a team's `database-architect.json` comes on top. */
export interface WorkspaceSettings {
  /** Files larger than this are not read. */
  readonly maxFileSizeMB: number;
  /** Globs of what is no part of the project's own database. */
  readonly exclude: readonly string[];
  /** Overrides what discovery finds, for every data layer. */
  readonly dialect?: Dialect;
  readonly version?: EngineVersion;
}

/** Other people's code, what tools generate, and code that helps tests. */
const EXCLUDED: readonly string[] = [
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'bower_components',
  'vendor',
  'third_party',
  'site-packages',
  '.venv',
  'venv',
  '.tox',
  'dist',
  'out',
  'build',
  'target',
  '.next',
  '.nuxt',
  '.gradle',
  '.terraform',
  '.vscode-test',
  'coverage',
  '__pycache__',
  'testutil',
  'testing',
  'mocks',
  '__mocks__',
  'stub',
  'stubs',
];

export const DEFAULT_SETTINGS: WorkspaceSettings = { maxFileSizeMB: 20, exclude: EXCLUDED };
