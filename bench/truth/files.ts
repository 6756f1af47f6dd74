/**
 * The files that a truth names in load order: paths, globs (`database/migrations/*.php`), folders, several of them in one line
 * (`db/knex_init_db.js + db/knex_migrations/*.js`), with a remark in parentheses.
 */
export function namedPatterns(files: readonly string[]): readonly string[] {
  return files.flatMap((line) =>
    line
      .replace(/\s*\([^)]*\)\s*$/, '')
      .split(' + ')
      .map((part) => part.trim()),
  );
}

function matcherOf(pattern: string): (path: string) => boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^/]*');
  const exact = new RegExp(`^${source}$`);
  return (path) => exact.test(path) || path.startsWith(`${pattern}/`);
}

/** The folder that all paths lie in, with its slash. */
function commonFolder(paths: readonly string[]): string {
  let folder = paths[0] ?? '';
  do folder = folder.slice(0, folder.slice(0, -1).lastIndexOf('/') + 1);
  while (!paths.every((path) => path.startsWith(folder)));
  return folder;
}

export interface Wanted {
  /** Is it one of the files? */
  readonly is: (path: string) => boolean;
  /** May it be seen? The files' surroundings tell the tool, the order and the dialect; a single file is seen alone. */
  readonly sees: (path: string) => boolean;
}

/** A migration in Python imports enumerations and constants from anywhere in its project. */
const isModule = (path: string) => path.endsWith('.py');

const MANIFEST =
  /(?:^|\/)(?:package\.json|composer\.json|pyproject\.toml|setup\.cfg|alembic\.ini|env\.py|Gemfile|\.sequelizerc|knexfile\.\w+|drizzle\.config\.\w+)$/;

export function wantedFiles(files: readonly string[]): Wanted {
  const patterns = namedPatterns(files);
  const matchers = patterns.length > 100 ? [inSet(patterns)] : patterns.map(matcherOf);
  const is = (path: string) => matchers.some((matches) => matches(path));
  const [only] = patterns;
  if (patterns.length === 1 && only !== undefined && /\.\w+$/.test(only) && !only.includes('*'))
    return { is, sees: is };
  const folder = commonFolder(patterns.map((pattern) => pattern.replace(/\*.*$/, '')));
  return { is, sees: (path) => path.startsWith(folder) || is(path) || MANIFEST.test(path) || isModule(path) };
}

function inSet(paths: readonly string[]): (path: string) => boolean {
  const set = new Set(paths);
  return (path) => set.has(path);
}
