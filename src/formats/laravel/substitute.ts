import type { Bound, Call, CodeModule, Expr, Placed, Stmt } from '../../code';
import { resolve, textValue } from '../../code';
import type { Dialect } from '../../model';
import { entry } from '../code/compose';
import type { ReadContext } from '../format';
import { moduleOf, returned, rootOf, settingsOf, settled } from './project';

const DRIVERS: Readonly<Record<Dialect, string>> = {
  postgresql: 'pgsql',
  mysql: 'mysql',
  mariadb: 'mariadb',
  sqlite: 'sqlite',
  sqlserver: 'sqlsrv',
  oracle: 'oracle',
  mongodb: 'mongodb',
};

/**
 * The module with what Laravel would look up put in: `config('permission.table_names')` from the project's own configuration,
 * `env('X', default)`, and the driver's name where a migration asks for it.
 */
export function substituted(module: CodeModule, context: ReadContext): CodeModule {
  if (!/\b(?:config|env)\s*\(|getDriverName|getTablePrefix|getConfig|Config::get|'database\.default'/.test(module.text))
    return module;
  const body = replaced(module.body, (call) => lookedUp(call, context));
  return { ...module, body: body as readonly Stmt[] };
}

/** A copy with calls replaced, the innermost last. */
function replaced(value: unknown, by: (call: Call) => Expr | undefined): unknown {
  if (Array.isArray(value)) return value.map((one) => replaced(one, by));
  if (typeof value !== 'object' || value === null) return value;
  if ('kind' in value && value.kind === 'call') {
    const fresh = by(value as Call);
    if (fresh) return fresh;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner, by)]));
}

function lookedUp(call: Call, context: ReadContext): Expr | undefined {
  const { callee } = call;
  const name = callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
  const key = call.args[0]?.value.kind === 'string' ? call.args[0].value.value : undefined;
  const text = (value: string): Expr => ({
    kind: 'string',
    start: call.start,
    end: call.end,
    value,
    pieces: [{ start: call.start, end: call.end, text: value }],
  });
  if (name === 'getDriverName' || (name === 'getConfig' && key === 'driver')) return text(DRIVERS[context.dialect]);
  if (name === 'getTablePrefix') return text(settingsOf(context).prefix);
  const given = call.args[1]?.value;
  if (callee.kind === 'name' && name === 'env') return given;
  const isConfig =
    (callee.kind === 'name' && name === 'config') ||
    (name === 'get' && callee.kind === 'member' && callee.object.kind === 'name' && callee.object.name === 'Config');
  if (!isConfig || key === undefined) return undefined;
  if (key === 'database.default') return text(DRIVERS[context.dialect]);
  const found = configured(key, context);
  return found ? moved(found, call) : given;
}

/** `permission.table_names.roles`: a file of config/, then keys. */
function configured(key: string, context: ReadContext): Bound | undefined {
  const [file = '', ...keys] = key.split('.');
  const root = rootOf(context);
  if (root === undefined || !/^[\w-]+$/.test(file)) return undefined;
  const text = context.neighbour?.(`${root}config/${file}.php`);
  if (text === undefined) return undefined;
  let at = returned(moduleOf({ uri: `config/${file}.php`, text }));
  for (const one of keys) at = settled(entry(at, one));
  return at;
}

/** The value with every place moved to the call that asks for it: it stands in another file. */
function moved({ expr, scope }: Bound, { start, end }: Placed): Expr | undefined {
  const at = { start, end };
  const own = settled({ expr, scope });
  if (!own) return undefined;
  const value = own.expr;
  if (value.kind === 'list')
    return { ...at, kind: 'list', items: value.items.flatMap((item) => inside(item, own, at)) };
  if (value.kind === 'map')
    return {
      ...at,
      kind: 'map',
      spreads: [],
      entries: value.entries.flatMap((one) =>
        inside(one.value, own, at).map((fresh) => ({ ...at, key: { ...one.key, ...at }, value: fresh })),
      ),
    };
  if (value.kind === 'constant' || value.kind === 'number') return { ...value, ...at };
  const text = textValue(resolve(own));
  return text && { ...at, kind: 'string', value: text.text, pieces: [{ ...at, text: text.text }] };
}

function inside(expr: Expr, { scope }: Bound, at: Placed): readonly Expr[] {
  const fresh = moved({ expr, scope }, at);
  return fresh ? [fresh] : [];
}
