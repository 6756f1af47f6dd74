import {
  argument,
  type Bound,
  type Call,
  dotted,
  type Expr,
  itemsOf,
  type Placed,
  resolve,
  textValue,
  truth,
} from '../../../code';
import type { Dialect } from '../../../model';
import { expressionAt } from '../build';
import { type ColumnOf, printArgument, printCondition } from './expressions';
import type { DeclaredConstraint, DeclaredIndex, ModelOptions } from './state';

/** Indexes and constraints of a model, from the calls that make them. */

/** The strings of a literal list. */
export function texts(expr: Expr | undefined, scope: Bound['scope']): readonly string[] {
  return items(expr, scope).flatMap((item) => textValue(item)?.text ?? []);
}

const METHODS: Readonly<Record<string, string>> = {
  GinIndex: 'gin',
  GistIndex: 'gist',
  BrinIndex: 'brin',
  BTreeIndex: 'btree',
  HashIndex: 'hash',
  SpGistIndex: 'spgist',
  BloomIndex: 'bloom',
  HnswIndex: 'hnsw',
  IvfflatIndex: 'ivfflat',
};

interface Named {
  readonly name?: string;
  readonly nameAt: Placed;
}

function nameOf(call: Call, scope: Bound['scope']): Named {
  const given = argument(call.args, undefined, 'name');
  const value = given && textValue({ expr: given, scope });
  if (!given || value === undefined) return { nameAt: call };
  const first = value.pieces[0] ?? given;
  return { name: value.text, nameAt: { start: first.start, end: value.pieces.at(-1)?.end ?? given.end } };
}

function conditionOf(
  call: Call,
  scope: Bound['scope'],
  dialect: Dialect,
  columnOf: ColumnOf,
  ...names: readonly string[]
) {
  const given = argument(call.args, undefined, ...names);
  if (!given) return undefined;
  // What has no words in SQL keeps Python's: the constraint is there, whatever it says.
  const text =
    printCondition({ expr: given, scope }, dialect, columnOf) ?? scope.module.text.slice(given.start, given.end);
  return expressionAt(scope.module, text, given, dialect);
}

/** Positional arguments are expressions: `Lower('title').desc()`, `F('x')`, `OpClass(…)`. */
function expressionsOf(call: Call, scope: Bound['scope'], dialect: Dialect) {
  return call.args
    .filter(({ name }) => name === undefined)
    .map(({ value }) => {
      const { expr } = resolve({ expr: value, scope });
      const isDescending = expr.kind === 'call' && expr.callee.kind === 'member' && expr.callee.name === 'desc';
      const isOrdered =
        isDescending || (expr.kind === 'call' && expr.callee.kind === 'member' && expr.callee.name === 'asc');
      const inner = isOrdered && expr.kind === 'call' && expr.callee.kind === 'member' ? expr.callee.object : expr;
      const text = printArgument({ expr: inner, scope }, dialect) ?? scope.module.text.slice(inner.start, inner.end);
      return { text, descending: isDescending };
    });
}

/** `models.Index(fields=['-a'], name='x')` and its kin; undefined for what is none. */
export function readIndex(value: Bound, dialect: Dialect, columnOf: ColumnOf): DeclaredIndex | undefined {
  const { expr, scope } = resolve(value);
  if (expr.kind !== 'call') return undefined;
  const className = dotted(expr.callee)?.split('.').at(-1) ?? '';
  if (!/Index$/.test(className)) return undefined;
  const method = Object.hasOwn(METHODS, className) ? METHODS[className] : undefined;
  const condition = conditionOf(expr, scope, dialect, columnOf, 'condition');
  return {
    ...nameOf(expr, scope),
    ...(method === undefined ? {} : { method }),
    fields: texts(argument(expr.args, undefined, 'fields'), scope).map((field) =>
      field.startsWith('-') ? { name: field.slice(1), descending: true } : { name: field, descending: false },
    ),
    expressions: expressionsOf(expr, scope, dialect),
    operatorClasses: texts(argument(expr.args, undefined, 'opclasses'), scope),
    include: texts(argument(expr.args, undefined, 'include'), scope),
    ...(condition ? { condition } : {}),
    place: expr,
    from: scope.module,
  };
}

const KINDS: Readonly<Record<string, DeclaredConstraint['kind']>> = {
  CheckConstraint: 'check',
  UniqueConstraint: 'unique',
  ExclusionConstraint: 'exclusion',
};

/** `models.UniqueConstraint(…)` and its kin; undefined for what is none. */
export function readConstraint(value: Bound, dialect: Dialect, columnOf: ColumnOf): DeclaredConstraint | undefined {
  const { expr, scope } = resolve(value);
  if (expr.kind !== 'call') return undefined;
  const className = dotted(expr.callee)?.split('.').at(-1) ?? '';
  const kind = Object.hasOwn(KINDS, className) ? KINDS[className] : undefined;
  if (!kind) return undefined;
  const named = nameOf(expr, scope);
  const condition = conditionOf(
    expr,
    scope,
    dialect,
    columnOf,
    ...(kind === 'check' ? ['check', 'condition'] : ['condition']),
  );
  const deferrable = argument(expr.args, undefined, 'deferrable');
  const distinct = argument(expr.args, undefined, 'nulls_distinct');
  return {
    kind,
    name: named.name ?? '',
    nameAt: named.nameAt,
    fields: texts(argument(expr.args, undefined, 'fields'), scope),
    expressions: kind === 'unique' ? expressionsOf(expr, scope, dialect) : [],
    include: texts(argument(expr.args, undefined, 'include'), scope),
    operatorClasses: texts(argument(expr.args, undefined, 'opclasses'), scope),
    ...(condition ? { condition } : {}),
    ...(deferrable
      ? {
          deferrable: /DEFERRED/i.test(scope.module.text.slice(deferrable.start, deferrable.end))
            ? 'initially deferred'
            : 'deferrable',
        }
      : {}),
    ...(distinct && truth({ expr: distinct, scope }) === false ? { nullsNotDistinct: true } : {}),
    text: scope.module.text.slice(expr.start, expr.end),
    place: expr,
    from: scope.module,
  };
}

/** The items of a literal list, each with its scope. */
export function items(expr: Expr | undefined, scope: Bound['scope']): readonly Bound[] {
  return (expr && itemsOf({ expr, scope })) ?? [];
}

/** `unique_together`: a list of lists, or one list of names (django/db/models/options.py `normalize_together`). */
export function together(expr: Expr | undefined, scope: Bound['scope']): readonly (readonly string[])[] {
  // Migrations write sets: `{('a', 'b')}`, `set([('a', 'b')])`.
  const value = expr && resolve({ expr, scope });
  const inner = value?.expr.kind === 'call' ? value.expr.args[0]?.value : value?.expr;
  if (!value || !inner) return [];
  const parts = items(inner, value.scope);
  if (parts.length === 0) return [];
  if (parts.every((part) => resolve(part).expr.kind !== 'list')) return [texts(inner, value.scope)];
  return parts.map((part) => texts(part.expr, part.scope));
}

/** What an option of `Meta`, by its name, says; as in a migration's `options`. */
export function readOptions(
  option: (name: string) => Bound | undefined,
  dialect: Dialect,
  columnOf: ColumnOf,
): ModelOptions {
  const text = (name: string) => {
    const value = option(name);
    return value && textValue(value)?.text;
  };
  const isTrue = (name: string) => {
    const value = option(name);
    return value && truth(value);
  };
  const list = (name: string) => {
    const value = option(name);
    return value ? items(value.expr, value.scope) : [];
  };
  const groups = (name: string) => {
    const value = option(name);
    return value ? together(value.expr, value.scope) : [];
  };
  const [table, comment] = [text('db_table'), text('db_table_comment')];
  return {
    ...(table === undefined || table === '' ? {} : { table }),
    managed: isTrue('managed') !== false,
    proxy: isTrue('proxy') === true,
    uniqueTogether: groups('unique_together'),
    indexTogether: groups('index_together'),
    indexes: list('indexes').flatMap((one) => readIndex(one, dialect, columnOf) ?? []),
    constraints: list('constraints').flatMap((one) => readConstraint(one, dialect, columnOf) ?? []),
    ...(comment === undefined ? {} : { comment }),
  };
}
