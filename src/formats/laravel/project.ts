import { type Bound, type CodeModule, memoByText, moduleScope, parseCode, resolve, textValue } from '../../code';
import { entry } from '../code/compose';
import type { ReadContext } from '../format';
import type { Settings } from './fluent';

const parsed = memoByText((uri, text) => parseCode('php', uri, text));

/** A file of PHP, parsed once as long as its text stays the same. */
export function moduleOf(file: { readonly uri: string; readonly text: string }): CodeModule {
  return parsed(file.uri, file.text);
}

/** What `env('NAME', default)` and literals come to: no environment is known but the default. */
export function settled(bound: Bound | undefined): Bound | undefined {
  if (!bound) return undefined;
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'call' || expr.callee.kind !== 'name' || expr.callee.name !== 'env') return { expr, scope };
  const given = expr.args[1];
  return given && settled({ expr: given.value, scope });
}

/** What a configuration file returns. */
export function returned(module: CodeModule): Bound | undefined {
  const last = module.body.find((stmt) => stmt.kind === 'return');
  return last?.kind === 'return' && last.value ? { expr: last.value, scope: moduleScope(module) } : undefined;
}

/** The folder of `artisan` or `composer.json` with the framework, as the way up from the migration. */
export function rootOf(context: ReadContext): string | undefined {
  for (const up of ['../../', '../', '../../../', '../../../../', '../../../../../', '../../../../../../']) {
    if (
      context.neighbour?.(`${up}artisan`) !== undefined ||
      context.neighbour?.(`${up}config/database.php`) !== undefined
    )
      return up;
  }
  return undefined;
}

const DEFAULTS: Settings = {
  laravel: 12,
  stringLength: '255',
  charset: 'utf8mb4',
  collation: 'utf8mb4_unicode_ci',
  prefix: '',
};

/** The project's version of Laravel, string length, charset and prefix. */
export function settingsOf(context: ReadContext): Settings {
  const root = rootOf(context);
  const text = (path: string) => (root === undefined ? undefined : context.neighbour?.(root + path));
  const composer = text('composer.json');
  const config = text('config/database.php');
  const provider = text('app/Providers/AppServiceProvider.php');
  return {
    ...DEFAULTS,
    ...(composer === undefined ? {} : versionIn(composer)),
    ...(config === undefined ? {} : connectionIn(config, context)),
    ...(provider === undefined ? {} : stringLengthIn(provider)),
  };
}

function versionIn(composer: string): Partial<Settings> {
  const found = /"(?:laravel\/framework|illuminate\/(?:database|support))"\s*:\s*"([^"]*)"/.exec(composer)?.[1];
  const majors = found?.match(/\d+(?:\.\d+)*/g)?.map((version) => Number.parseInt(version, 10)) ?? [];
  return majors.length > 0 ? { laravel: Math.max(...majors) } : {};
}

function stringLengthIn(provider: string): Partial<Settings> {
  const found = /defaultStringLength(?:\(\s*|\s*=\s*)(\d+)/.exec(provider)?.[1];
  return found === undefined ? {} : { stringLength: found };
}

function connectionIn(config: string, { dialect }: ReadContext): Partial<Settings> {
  const top = returned(moduleOf({ uri: 'config/database.php', text: config }));
  const connections = entry(top, 'connections');
  const driver = { postgresql: 'pgsql', sqlserver: 'sqlsrv' }[dialect as string] ?? dialect;
  const own = entry(connections, driver) ?? entry(connections, 'mysql');
  const word = (name: string): string | undefined => {
    const value = settled(entry(own, name));
    return value && textValue(value)?.text;
  };
  const said = { charset: word('charset'), collation: word('collation'), prefix: word('prefix') };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
