import { type DialectEvidence, type FilePort, isBelow, type Located } from '../formats';
import type { Dialect } from '../model';
import { guessDialect } from '../sql';
import type { TeamConfig } from './config';
import { driversAbove, versionAbove } from './drivers';
import type { WorkspaceSettings } from './settings';

/** From this score on, several signs agree: `INTEGER PRIMARY KEY` alone is anybody's. */
const PLAIN = 7;

/** As much text as is worth voting on. */
const ENOUGH = 200_000;

/** The paths of what was located, each once, in the order in which they run. */
export function pathsOf(located: Located): readonly string[] {
  return located.kind === 'migrations' ? [...new Set(located.migrations.map(({ path }) => path))] : located.paths;
}

/**
 * The dialect of some files, and what told it: the user's or the team's setting, else the format's own word, else the drivers that
 * the project depends on, else the syntax. Syntax also overrules drivers that it plainly contradicts: a service may keep a SQLite
 * schema beside the PostgreSQL driver it imports.
 */
export function decideDialect(
  files: FilePort,
  located: Located,
  config: TeamConfig,
  settings: WorkspaceSettings,
): DialectEvidence {
  const found = evidence(files, located, config, settings);
  const version =
    settings.version ??
    configuredFor(located, config)?.version ??
    found.version ??
    versionAbove(files, located.root, found.dialect);
  return version ? { ...found, version } : found;
}

function configuredFor(located: Located, config: TeamConfig) {
  return config.dataLayers.find(({ path }) => pathsOf(located).some((file) => isBelow(file, path)));
}

function evidence(files: FilePort, located: Located, config: TeamConfig, settings: WorkspaceSettings): DialectEvidence {
  // Documents are no SQL, whatever is set for the SQL beside them.
  if (located.dialect?.dialect === 'mongodb') return located.dialect;
  if (settings.dialect) return { dialect: settings.dialect, because: 'the setting' };
  const configured = configuredFor(located, config)?.dialect;
  if (configured) return { dialect: configured, because: 'database-architect.json' };
  const drivers = driversAbove(files, located.root).candidates;
  if (located.dialect) return mariaInstead(located.dialect, drivers);
  const voted = vote(files, located);
  const only = drivers.length === 1 ? drivers[0] : undefined;
  if (only && (!voted || voted.score < PLAIN || family(voted.dialect) === family(only.dialect))) return only;
  if (voted) {
    const backed = drivers.find((driver) => family(driver.dialect) === family(voted.dialect));
    return backed ? mariaInstead(backed, drivers) : { dialect: voted.dialect, because: voted.because };
  }
  return drivers[0] ?? { dialect: 'postgresql', because: NOTHING_TELLS };
}

const NOTHING_TELLS = 'nothing in the workspace tells; set it in database-architect.json';

/** Where nothing tells, most of the workspace's other databases do: a module's few migrations are for what its neighbours run on. */
export function likeTheOthers(evidences: readonly DialectEvidence[]): readonly DialectEvidence[] {
  const counts = new Map<Dialect, number>();
  for (const { dialect, because } of evidences)
    if (because !== NOTHING_TELLS) counts.set(dialect, (counts.get(dialect) ?? 0) + 1);
  const [most, second] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!most || most[1] === second?.[1]) return evidences;
  const told: DialectEvidence = { dialect: most[0], because: 'most other databases of the workspace are that' };
  return evidences.map((evidence) => (evidence.because === NOTHING_TELLS ? told : evidence));
}

function family(dialect: Dialect): string {
  return dialect === 'mariadb' ? 'mysql' : dialect;
}

/** Syntax and folder names say `mysql` for both; a MariaDB image or driver, and none of MySQL, tells them apart. */
function mariaInstead(found: DialectEvidence, drivers: readonly DialectEvidence[]): DialectEvidence {
  const maria = drivers.find((driver) => driver.dialect === 'mariadb');
  return found.dialect === 'mysql' && maria && !drivers.some((driver) => driver.dialect === 'mysql') ? maria : found;
}

function vote(files: FilePort, located: Located): (DialectEvidence & { readonly score: number }) | undefined {
  let text = '';
  for (const path of pathsOf(located)) {
    text += `${files.text(path) ?? ''}\n`;
    if (text.length > ENOUGH) break;
  }
  const guess = guessDialect(text.slice(0, 2 * ENOUGH));
  return guess && { dialect: guess.dialect, score: guess.score, because: `${guess.because} in the SQL` };
}
