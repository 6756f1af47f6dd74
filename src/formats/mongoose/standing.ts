import { type Bound, type Call, chainOf, dotted, type Expr, resolve, textValue } from '../../code';
import { functionOf } from '../code/exported';
import { bodyScope, callsIn, type FoundCall } from './calls';
import { importedAs, type SchemaRef, schemaRef } from './refs';
import type { Declared, Site } from './shape';

/** What a schema is told after it is made. */
export type Standing =
  | { readonly kind: 'index'; readonly index: Declared }
  | { readonly kind: 'add'; readonly definition: Bound; readonly prefix: string; readonly site: Site }
  | { readonly kind: 'set'; readonly name: string; readonly value: Bound }
  | { readonly kind: 'unread'; readonly reason: string; readonly site: Site }
  /** A kind of document in a path's array, or in the collection itself where there is no path. */
  | { readonly kind: 'discriminator'; readonly path?: string; readonly name: string; readonly ref: SchemaRef };

export interface Told {
  readonly key: SchemaRef['key'];
  readonly standing: Standing;
}

const TELLING: ReadonlySet<string> = new Set(['index', 'add', 'set', 'plugin', 'discriminator', 'remove', 'path']);

/** What a call tells a schema. */
export function toldBy({ call, scope, module }: FoundCall, depth = 0): readonly Told[] {
  const { callee } = call;
  if (callee.kind !== 'member' || !TELLING.has(callee.name)) return [];
  const { root, links } = chainOf(callee.object);
  const path = links.at(-1)?.name === 'path' && callee.name === 'discriminator' ? links.at(-1)?.call : undefined;
  const object = path?.callee.kind === 'member' ? path.callee.object : callee.object;
  if (root.kind === 'unknown') return [];
  const ref = schemaRef({ expr: object, scope });
  if (!ref) return [];
  const args = call.args.map(({ value }): Bound => ({ expr: value, scope }));
  const plugin = callee.name === 'plugin' && args[0] ? functionOf(args[0]) : undefined;
  // A plugin of the project's own is a function of the schema: what it tells, the schema is told.
  if (plugin && depth < 4) {
    const inside = bodyScope(plugin.def, plugin.scope, [{ expr: object, scope }, ...args.slice(1)]);
    return callsIn(plugin.def.body, inside).flatMap((inner) => toldBy(inner, depth + 1));
  }
  const at = path?.args[0] && textValue({ expr: path.args[0].value, scope })?.text;
  return standingOf(callee.name, args, { module, place: call }, { call, path: at }).map((standing) => ({
    key: ref.key,
    standing,
  }));
}

function standingOf(
  name: string,
  args: readonly Bound[],
  site: Site,
  on: { readonly call: Call; readonly path: string | undefined },
): readonly Standing[] {
  const [first, second] = args;
  if (!first) return [];
  switch (name) {
    case 'index':
      return [{ kind: 'index', index: { keys: first, options: second, site } }];
    case 'add':
      return [{ kind: 'add', definition: first, prefix: (second && textValue(second)?.text) ?? '', site }];
    case 'path':
      return second ? pathTold(first, second, site) : [];
    case 'set': {
      const option = textValue(first)?.text;
      return option !== undefined && second ? [{ kind: 'set', name: option, value: second }] : [];
    }
    case 'plugin':
      return isHarmless(first)
        ? []
        : [{ kind: 'unread', reason: 'a plugin may add fields and indexes that are not seen here', site }];
    case 'discriminator': {
      const named = textValue(first)?.text;
      const ref = second && schemaRef(second);
      if (named === undefined || !ref)
        return [{ kind: 'unread', reason: 'this kind of document cannot be told', site }];
      return [{ kind: 'discriminator', name: named, ref, ...(on.path === undefined ? {} : { path: on.path }) }];
    }
    default:
      return [{ kind: 'unread', reason: 'fields are taken away here', site }];
  }
}

/** `schema.path('name', type)` adds a field. */
function pathTold(path: Bound, type: Bound, site: Site): readonly Standing[] {
  const { start } = path.expr;
  const definition: Expr = {
    kind: 'map',
    start,
    end: type.expr.end,
    spreads: [],
    entries: [{ key: path.expr, value: type.expr, start, end: type.expr.end }],
  };
  return [{ kind: 'add', definition: { expr: definition, scope: type.scope }, prefix: '', site }];
}

/** Plugins that only add methods, virtuals, hooks and validators, by the package that they come from. */
const HARMLESS =
  /^(?:mongoose-(?:aggregate-)?paginate(?:-v2)?|mongoose-autopopulate|mongoose-unique-validator|mongoose-lean-\w+|mongoose-hidden|mongoose-cursor-pagination|mongoose-immutable-plugin|mongoose-validator)$/;

export function isHarmless(plugin: Bound): boolean {
  const { expr, scope } = plugin;
  const name = dotted(expr)?.split('.')[0];
  const imported = name === undefined ? undefined : importedAs(name, scope)?.module;
  if (imported !== undefined) return HARMLESS.test(imported);
  const value = resolve(plugin).expr;
  if (value.kind !== 'call' || dotted(value.callee) !== 'require') return false;
  const [module] = value.args;
  return module?.value.kind === 'string' && HARMLESS.test(module.value.value);
}
