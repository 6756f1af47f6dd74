import { type Bound, resolve, type Scope, topLevel } from '../../code';
import { type Dialect, parseVersion } from '../../model';
import { entry, textIn, textsOf } from '../code/compose';
import { classOf, lineOf } from '../code/decorated';
import { mapsIn } from '../code/maps-in';
import { textsAbove } from '../code/texts-above';
import { dialectWord } from '../dialect-words';
import type { ReadContext } from '../format';
import type { Settings } from './meta';
import { defaultNaming, type NamingStrategy, partlySnake, snakeNaming } from './naming';

/** What the options of a data source say, as far as they can be told. */
export interface Config {
  readonly type?: string;
  readonly naming?: NamingStrategy;
  readonly prefix?: string;
  readonly schema?: string;
  readonly uuid?: string;
  /** Globs and paths; those of classes that are named are not among them. */
  readonly entities: readonly string[];
  readonly migrations: readonly string[];
}

/** Words of files in which a data source may be set up. */
export const CONFIG_WORDS = [
  'DataSource(',
  'DataSourceOptions',
  'TypeOrmModule.forRoot',
  'TypeOrmModuleOptions',
  'TypeOrmOptionsFactory',
  'createConnection',
  'ConnectionOptions',
  'namingStrategy',
];

const DRIVERS =
  /^(?:postgres|mysql|mariadb|sqlite|better-sqlite3|sqljs|mssql|oracle|cockroachdb|aurora-mysql|aurora-postgres|expo|react-native|capacitor|cordova|nativescript|sap|spanner|mongodb)$/;

/** Data sources of a module: objects with a driver's name and something else of TypeORM's. */
export function configsIn(scope: Scope): readonly Config[] {
  return mapsIn(topLevel(scope.module.body)).flatMap((expr) => {
    const options: Bound = { expr, scope };
    const type = textIn(options, 'type')?.text;
    const naming = entry(options, 'namingStrategy');
    const isSource =
      naming !== undefined ||
      ['entities', 'migrations', 'synchronize', 'autoLoadEntities'].some((one) => entry(options, one) !== undefined);
    if (!isSource || (type !== undefined && !DRIVERS.test(type))) return [];
    return [configOf(options, type, naming)];
  });
}

function configOf(options: Bound, type: string | undefined, naming: Bound | undefined): Config {
  const text = (key: string, name = key) => {
    const found = textIn(options, key)?.text;
    return found === undefined ? {} : { [name]: found };
  };
  const strategy = naming && strategyOf(naming);
  const globs = (key: string) => textsOf(entry(options, key))?.map((one) => one.text) ?? [];
  return {
    ...(type === undefined ? {} : { type }),
    ...(strategy ? { naming: strategy } : {}),
    ...text('entityPrefix', 'prefix'),
    ...text('schema'),
    ...text('uuidExtension', 'uuid'),
    entities: globs('entities'),
    migrations: globs('migrations'),
  };
}

/** `new SnakeNamingStrategy()`, of the package or of the project's own. */
function strategyOf(bound: Bound): NamingStrategy | undefined {
  const { expr, scope } = resolve(bound);
  const callee = expr.kind === 'call' ? expr.callee : expr;
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.name : '';
  const own = callee.kind === 'name' ? classOf({ expr: callee, scope }) : undefined;
  if (!own) return /snake/i.test(name) ? snakeNaming : undefined;
  const line = lineOf(own);
  const bases = line.flatMap(({ def }) => def.bases).map((base) => (base.kind === 'name' ? base.name : ''));
  if (bases.some((base) => /snake/i.test(base) && !line.some(({ def }) => def.name === base))) return snakeNaming;
  const methods = line.flatMap(({ def, scope: { module } }) =>
    def.body.flatMap((member) =>
      member.kind === 'function' && /snake/i.test(module.text.slice(member.start, member.end)) ? [member.name] : [],
    ),
  );
  return methods.length > 0 ? partlySnake(methods) : undefined;
}

/** The dialect that TypeORM's driver is for. */
export function dialectOf(type: string | undefined): Dialect | undefined {
  if (type === undefined) return undefined;
  if (/^(?:better-sqlite3|sqljs|expo|react-native|capacitor|cordova|nativescript)$/.test(type)) return 'sqlite';
  const known = dialectWord(type.replace(/^aurora-/, ''));
  return known?.kind === 'supported' ? known.dialect : undefined;
}

/** `ormconfig.json`: one data source, or several. */
export function jsonConfigs(text: string): readonly Config[] {
  const parsed = parseJson(text);
  const all: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  return all.flatMap((one): readonly Config[] => {
    if (typeof one !== 'object' || one === null) return [];
    const options = one as Readonly<Record<string, unknown>>;
    const word = (key: string, name = key) => (typeof options[key] === 'string' ? { [name]: options[key] } : {});
    const globs = (key: string) => {
      const value = options[key];
      return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
    };
    return [
      {
        ...word('type'),
        ...word('entityPrefix', 'prefix'),
        ...word('schema'),
        ...word('uuidExtension', 'uuid'),
        entities: globs('entities'),
        migrations: globs('migrations'),
      },
    ];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** TypeORM's major version by a package.json; the old one where it cannot be told, as most projects have it. */
export function majorIn(manifest: string): number | undefined {
  const found = /"typeorm"\s*:\s*"([^"]*)"/.exec(manifest)?.[1];
  if (found === undefined) return undefined;
  return /^(?:latest|\*)$/.test(found) ? 1 : (parseVersion(found)?.major ?? 0);
}

/** What the data sources among some files, and what stands beside them, set for names and types. */
export function settingsOf(scopes: readonly Scope[], path: string, context: ReadContext): Settings {
  const json = textsAbove(path, 'ormconfig.json', context).flatMap(jsonConfigs);
  const configs = [...scopes.flatMap(configsIn), ...json];
  const fitting = configs.filter(({ type }) => type === undefined || isFor(type, context.dialect));
  const first = <K extends keyof Config>(key: K) => fitting.find((one) => one[key] !== undefined)?.[key];
  const major = textsAbove(path, 'package.json', context).map(majorIn);
  return {
    naming: first('naming') ?? defaultNaming,
    prefix: first('prefix') ?? '',
    schema: first('schema'),
    uuid: first('uuid') === 'pgcrypto' ? 'gen_random_uuid()' : 'uuid_generate_v4()',
    major: major.find((one) => one !== undefined) ?? 0,
  };
}

function isFor(type: string, dialect: Dialect): boolean {
  const own = dialectOf(type);
  return own === dialect || (own === 'mysql' && dialect === 'mariadb') || (own === 'mariadb' && dialect === 'mysql');
}
