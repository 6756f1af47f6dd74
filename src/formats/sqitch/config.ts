import type { DialectEvidence } from '../format';
import { joinPath, resolvePath } from '../paths';
import { plainValue, settingsIn } from '../settings-file';

/** Where a project keeps its scripts, and for which engine ("sqitch-configuration"). */
export interface SqitchConfig {
  readonly planFile: string;
  readonly deploy: string;
  readonly revert: string;
  readonly verify: string;
  /** Where `sqitch rework` puts the scripts of a change as it was before a tag. */
  readonly reworked: { readonly deploy: string; readonly revert: string };
  readonly extension: string;
  readonly engine: string;
}

const ENGINES: Readonly<Record<string, DialectEvidence['dialect']>> = {
  pg: 'postgresql',
  yugabyte: 'postgresql',
  cockroach: 'postgresql',
  mysql: 'mysql',
  sqlite: 'sqlite',
};

/** Engines that sqitch drives and we do not read. */
const FOREIGN: Readonly<Record<string, string>> = {
  oracle: 'Oracle',
  firebird: 'Firebird',
  vertica: 'Vertica',
  exasol: 'Exasol',
  snowflake: 'Snowflake',
  clickhouse: 'ClickHouse',
};

export function foreignEngine(engine: string): string | undefined {
  return Object.hasOwn(FOREIGN, engine) ? FOREIGN[engine] : undefined;
}

export function dialectOfEngine(engine: string, path: string): DialectEvidence | undefined {
  const dialect = Object.hasOwn(ENGINES, engine) ? ENGINES[engine] : undefined;
  return dialect && { dialect, because: `engine = ${engine} in ${path}` };
}

/** The settings of a folder's `sqitch.conf`; an engine's own go before those of all. */
export function readConfig(folder: string, text: string): SqitchConfig {
  const settings = settingsIn(text);
  const value = (key: string) => {
    const found = settings.filter((setting) => setting.key.toLowerCase() === key).at(-1);
    return found && plainValue(found.value);
  };
  const engine = (value('core.engine') ?? '').toLowerCase();
  const own = (name: string) => value(`engine.${engine}.${name}`) ?? value(`core.${name}`);
  const top = resolvePath(folder, own('top_dir') ?? '.');
  const place = (name: string) => {
    const given = own(`${name}_dir`);
    return given === undefined ? joinPath(top, name) : resolvePath(folder, given);
  };
  // App::Sqitch::Target: reworked_dir is top_dir unless it is set, whatever deploy_dir is.
  const older = own('reworked_dir');
  const before = (name: string) => {
    const given = own(`reworked_${name}_dir`);
    if (given !== undefined) return resolvePath(folder, given);
    return joinPath(older === undefined ? top : resolvePath(folder, older), name);
  };
  const plan = own('plan_file');
  return {
    planFile: plan === undefined ? joinPath(top, 'sqitch.plan') : resolvePath(folder, plan),
    deploy: place('deploy'),
    revert: place('revert'),
    verify: place('verify'),
    reworked: { deploy: before('deploy'), revert: before('revert') },
    extension: own('extension') ?? 'sql',
    engine,
  };
}
