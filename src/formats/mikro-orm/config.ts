import { type Bound, resolve, type Scope, topLevel } from '../../code';
import { type Dialect, parseVersion } from '../../model';
import { entry, textIn } from '../code/compose';
import { mapsIn } from '../code/maps-in';
import { textsAbove } from '../code/texts-above';
import type { ReadContext } from '../format';
import { type Mapped, mappedOf } from './mapped';
import { entityCaseNaming, type NamingStrategy, underscoreNaming } from './naming';
import type { Settings } from './reading';

/** Words of files in which MikroORM may be set up. */
export const CONFIG_WORDS = [
  'namingStrategy',
  'metadataProvider',
  'MikroOrmModule.forRoot',
  'MikroORM.init',
  'defineConfig',
  'entitiesTs',
];

/** The words that package.json, drivers and the setting `type` have for an engine. */
const DRIVERS: readonly (readonly [RegExp, Dialect])[] = [
  [/postgres/i, 'postgresql'],
  [/mariadb/i, 'mariadb'],
  [/mysql/i, 'mysql'],
  [/sqlite|libsql/i, 'sqlite'],
  [/mssql/i, 'sqlserver'],
];

export function dialectIn(word: string): Dialect | undefined {
  return DRIVERS.find(([test]) => test.test(word))?.[1];
}

function nameOf(bound: Bound | undefined): string {
  const expr = bound && resolve(bound).expr;
  const callee = expr?.kind === 'call' ? expr.callee : expr;
  return callee?.kind === 'name' || callee?.kind === 'member' ? callee.name : '';
}

/** Objects that set MikroORM up. */
function configsIn(scope: Scope): readonly Bound[] {
  const keys = ['entities', 'entitiesTs', 'namingStrategy', 'metadataProvider', 'driver', 'migrations'];
  return mapsIn(topLevel(scope.module.body))
    .map((expr): Bound => ({ expr, scope }))
    .filter((bound) => keys.some((key) => entry(bound, key) !== undefined));
}

/** The engines that the drivers of some modules are for. */
export function driversIn(scope: Scope): readonly Dialect[] {
  return configsIn(scope).flatMap((config) => {
    const word = nameOf(entry(config, 'driver')) || (textIn(config, 'type')?.text ?? '');
    return dialectIn(word) ?? [];
  });
}

function strategyOf(name: string): NamingStrategy | undefined {
  if (/EntityCase/.test(name)) return entityCaseNaming;
  return name === '' ? undefined : underscoreNaming;
}

/** MikroORM's major version by a package.json. */
export function majorIn(manifest: string): number | undefined {
  const found =
    /"@mikro-orm\/core"\s*:\s*"([^"]*)"/.exec(manifest) ?? /"@mikro-orm\/[\w-]+"\s*:\s*"([^"]*)"/.exec(manifest);
  return found?.[1] === undefined ? undefined : parseVersion(found[1])?.major;
}

/** What a project's configuration says, and what stands beside it. */
export function settingsOf(scopes: readonly Scope[], path: string, context: ReadContext): Settings {
  const configs = scopes.flatMap(configsIn);
  const first = <T>(find: (config: Bound) => T | undefined): T | undefined =>
    configs.map(find).find((one) => one !== undefined);
  const major =
    textsAbove(path, 'package.json', context)
      .map(majorIn)
      .find((one) => one !== undefined) ?? 6;
  const discovery = first((config) => entry(config, 'discovery'));
  const infers = discovery && entry(discovery, 'inferDefaultValues');
  const isOff =
    infers && resolve(infers).expr.kind === 'constant' && nameOf(infers) === '' && textOf(infers) === 'false';
  const embeddables = first((config) => entry(config, 'embeddables'));
  const mode = embeddables && textIn(embeddables, 'prefixMode')?.text;
  return {
    naming: first((config) => strategyOf(nameOf(entry(config, 'namingStrategy')))) ?? underscoreNaming,
    provider: configs.some((config) => /TsMorph/.test(nameOf(entry(config, 'metadataProvider'))))
      ? 'ts-morph'
      : 'reflect',
    schema: first((config) => textIn(config, 'schema')?.text),
    major,
    infers: major >= 6 && !isOff,
    mapped: mappedIn(discovery, context.dialect),
    prefixes: mode === 'relative' || (mode === undefined && major >= 7) ? 'relative' : 'absolute',
  };
}

function textOf(bound: Bound): string {
  const { expr, scope } = resolve(bound);
  return scope.module.text.slice(expr.start, expr.end);
}

/** `getMappedType(type) { if (type === 'string') return Type.getType(TextType); … }` */
function mappedIn(discovery: Bound | undefined, dialect: Dialect): ReadonlyMap<string, Mapped> {
  const given = entry(discovery, 'getMappedType');
  const expr = given && resolve(given).expr;
  if (expr?.kind !== 'function') return new Map();
  return new Map(
    expr.body.flatMap((stmt): readonly (readonly [string, Mapped])[] => {
      if (stmt.kind !== 'if' || stmt.test.kind !== 'binary' || !/^===?$/.test(stmt.test.operator)) return [];
      const { right } = stmt.test;
      const [only] = stmt.consequence;
      const value = only?.kind === 'return' ? only.value : undefined;
      const [type] = value?.kind === 'call' ? value.args : [];
      const name = type?.value.kind === 'name' ? type.value.name.replace(/Type$/, '') : '';
      const mapped = mappedOf(name, dialect);
      return right.kind === 'string' && mapped !== 'unknown' ? [[right.value, mapped]] : [];
    }),
  );
}
