import { type Bound, chainOf, resolve, textValue } from '../../code';
import type { ConstraintSpec, Dialect, IndexColumn, IndexSpec, Operation } from '../../model';
import { expressionAt, identAt, keyColumns, opaque, spanOf } from '../code/build';
import { entry, isSet, itemsOf, textIn } from '../code/compose';
import { boundArgs, propertiesOf, returned } from '../code/values';
import { keptName } from '../prisma/names';
import { actionOf, foreignKeyName } from './columns';
import type { Reading, Step, TableDecl } from './declared';
import { expressionOf } from './expressions';
import { columnRef, columnsIn, foreignColumn } from './references';

/** What the callback behind the columns adds: constraints of the table, and steps behind it. */
export interface Extra {
  readonly constraints: readonly ConstraintSpec[];
  readonly indexes: readonly IndexSpec[];
  readonly operations: readonly Operation[];
}

export function extraOf(table: TableDecl, on: Reading): Extra {
  const found = { constraints: [] as ConstraintSpec[], indexes: [] as IndexSpec[], operations: [] as Operation[] };
  for (const item of table.extra ? itemsIn(table.extra) : []) {
    const one = itemOf(item, table, on);
    if (!one) found.operations.push(opaque(item.scope.module, item.expr, 'this part of the table is not understood'));
    else if (one.kind === 'index') found.indexes.push(one.index);
    else if (one.kind === 'operation') found.operations.push(one.operation);
    else found.constraints.push(one.constraint);
  }
  return found;
}

/** The items of a list, or the values of an object. */
function itemsIn(bound: Bound): readonly Bound[] {
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'function') {
    const value = returned({ def: expr, scope });
    return value ? itemsIn(value) : [];
  }
  if (expr.kind === 'list') return itemsOf({ expr, scope });
  if (expr.kind === 'map') return (propertiesOf({ expr, scope }) ?? []).map(({ value }) => value);
  return [{ expr, scope }];
}

type Item =
  | { readonly kind: 'index'; readonly index: IndexSpec }
  | { readonly kind: 'constraint'; readonly constraint: ConstraintSpec }
  | { readonly kind: 'operation'; readonly operation: Operation };

function itemOf(bound: Bound, table: TableDecl, on: Reading): Item | undefined {
  const { expr, scope } = resolve(bound);
  const { root, links } = chainOf(expr);
  if (root.kind !== 'call' || root.callee.kind !== 'name') return undefined;
  const args = boundArgs(root.args, scope);
  const steps = links.map(({ name, call }): Step => ({ name, call, args: boundArgs(call.args, scope) }));
  const at = { expr, scope };
  switch (root.callee.name) {
    case 'index':
    case 'uniqueIndex': {
      const index = indexOf(at, args, steps, table, on);
      return index && { kind: 'index', index: root.callee.name === 'index' ? index : { ...index, unique: true } };
    }
    case 'unique':
      return uniqueOf(at, args, steps, table, on);
    case 'primaryKey':
      return primaryKeyOf(at, args, table, on);
    case 'foreignKey':
      return foreignKeyOf(at, args, steps, table, on);
    case 'check': {
      const name = nameOf(args[0], at, '', on.dialect);
      const expression = args[1] && expressionOf(args[1], { table, on });
      return (
        expression && {
          kind: 'constraint',
          constraint: { kind: 'check', name, expression, span: spanOf(scope.module, expr) },
        }
      );
    }
    case 'pgPolicy':
      return policyOf(at, args, table, on);
    default:
      return undefined;
  }
}

/** A name that is given, or the one that drizzle-kit makes, as PostgreSQL keeps it. */
function nameOf(given: Bound | undefined, at: Bound, made: string, dialect: Dialect) {
  const value = given && textValue(given);
  const place = value?.pieces[0] ?? at.expr;
  return identAt(at.scope.module, keptName(dialect, value?.text ?? made), place);
}

function indexOf(
  at: Bound,
  args: readonly Bound[],
  steps: readonly Step[],
  table: TableDecl,
  on: Reading,
): IndexSpec | undefined {
  const columns: IndexColumn[] = [];
  let rest: Partial<IndexSpec> = {};
  for (const step of steps) {
    const { name } = step;
    const using = name === 'using' ? step.args[0] && textValue(step.args[0])?.text : undefined;
    if (using !== undefined && (step.args.length > 1 || on.dialect !== 'postgresql')) rest = { ...rest, method: using };
    if (name === 'on' || name === 'onOnly' || (name === 'using' && step.args.length > 1))
      for (const arg of step.args.slice(name === 'using' ? 1 : 0)) {
        const part = indexColumn(arg, table, on);
        if (!part) return undefined;
        columns.push(part);
      }
    const where = name === 'where' && step.args[0] ? expressionOf(step.args[0], { table, on }) : undefined;
    if (name === 'where' && !where) return undefined;
    if (where) rest = { ...rest, where };
  }
  if (columns.length === 0) return undefined;
  const parts = columns.map(({ column }) => column?.name ?? 'expression');
  const name = nameOf(args[0], at, `${table.name.name}_${parts.join('_')}_index`, on.dialect);
  return { name, columns, span: spanOf(at.scope.module, at.expr), ...rest };
}

/** `t.name`, `t.name.desc().nullsLast().op('…')`, `sql\`lower(${t.name})\``. */
function indexColumn(bound: Bound, table: TableDecl, on: Reading): IndexColumn | undefined {
  const { expr, scope } = bound;
  const span = spanOf(scope.module, expr);
  const { root, links } = chainOf(expr);
  const ordered = links.filter(({ name }) => /^(?:asc|desc|nullsFirst|nullsLast|op)$/.test(name));
  let inner = expr;
  for (let at = links.length - 1; at >= 0 && ordered.includes(links[at] as (typeof links)[number]); at--)
    if (inner.kind === 'call' && inner.callee.kind === 'member') inner = inner.callee.object;
  const column = columnRef({ expr: links.length === ordered.length ? root : inner, scope }, table, on);
  const expression = column ? undefined : expressionOf({ expr: inner, scope }, { table, on });
  if (!column && !expression) return undefined;
  const has = (word: string) => ordered.some(({ name }) => name === word);
  const op = ordered.find(({ name }) => name === 'op')?.call.args[0];
  const operatorClass = op && textValue({ expr: op.value, scope })?.text;
  return {
    span,
    ...(column ? { column } : {}),
    ...(expression ? { expression } : {}),
    ...(has('desc') ? { order: 'desc' as const } : {}),
    ...(has('nullsFirst') ? { nulls: 'first' as const } : {}),
    ...(has('desc') && has('nullsLast') ? { nulls: 'last' as const } : {}),
    ...(operatorClass === undefined ? {} : { operatorClass }),
  };
}

function uniqueOf(
  at: Bound,
  args: readonly Bound[],
  steps: readonly Step[],
  table: TableDecl,
  on: Reading,
): Item | undefined {
  const given = steps.find(({ name }) => name === 'on')?.args ?? [];
  const found = given.map((arg) => columnRef(arg, table, on));
  const columns = found.filter((one) => one !== undefined);
  if (columns.length < found.length || columns.length === 0) return undefined;
  const name = nameOf(args[0], at, `${table.name.name}_${columns.map((one) => one.name).join('_')}_unique`, on.dialect);
  const span = spanOf(at.scope.module, at.expr);
  if (on.dialect === 'sqlite')
    return { kind: 'index', index: { name, unique: true, columns: keyColumns(columns), span } };
  const nulls = steps.some((step) => step.name === 'nullsNotDistinct') ? { nullsNotDistinct: true } : {};
  return { kind: 'constraint', constraint: { kind: 'unique', name, columns: keyColumns(columns), span, ...nulls } };
}

function primaryKeyOf(at: Bound, args: readonly Bound[], table: TableDecl, on: Reading): Item | undefined {
  const listed = columnsIn(entry(args[0], 'columns'), table, on);
  // The older form: primaryKey(t.a, t.b).
  const plain = args.map((arg) => columnRef(arg, table, on)).filter((one) => one !== undefined);
  const columns = listed ?? plain;
  if (columns.length === 0) return undefined;
  const made = `${table.name.name}_${columns.map((one) => one.name).join('_')}_pk`;
  const span = spanOf(at.scope.module, at.expr);
  const named = on.dialect === 'postgresql' ? { name: nameOf(entry(args[0], 'name'), at, made, on.dialect) } : {};
  return { kind: 'constraint', constraint: { kind: 'primaryKey', columns: keyColumns(columns), span, ...named } };
}

function foreignKeyOf(
  at: Bound,
  args: readonly Bound[],
  steps: readonly Step[],
  table: TableDecl,
  on: Reading,
): Item | undefined {
  const columns = columnsIn(entry(args[0], 'columns'), table, on);
  const list = entry(args[0], 'foreignColumns');
  const others = itemsOf(list).map((item) => foreignColumn(item, table, on));
  const [first] = others;
  const refColumns = others.flatMap((one) => (one ? [one.ident] : []));
  if (!columns || !first || refColumns.length < others.length) return undefined;
  const span = spanOf(at.scope.module, at.expr);
  const made = foreignKeyName(table, columns, first.decl, refColumns, on, span);
  const given = entry(args[0], 'name');
  const name = given && on.dialect !== 'sqlite' ? { name: nameOf(given, at, '', on.dialect) } : made;
  const [onDelete, onUpdate] = ['onDelete', 'onUpdate'].map((word) =>
    actionOf(steps.find((step) => step.name === word)?.args[0]),
  );
  return {
    kind: 'constraint',
    constraint: {
      kind: 'foreignKey',
      ...name,
      columns,
      refTable: first.table,
      refColumns,
      span,
      ...(onDelete ? { onDelete } : {}),
      ...(onUpdate ? { onUpdate } : {}),
    },
  };
}

function policyOf(at: Bound, args: readonly Bound[], table: TableDecl, on: Reading): Item | undefined {
  const [first, options] = args;
  if (!first || !textValue(first)) return undefined;
  const using = entry(options, 'using');
  const check = entry(options, 'withCheck');
  const [usingText, checkText] = [using, check].map((one) => one && expressionOf(one, { table, on }));
  const command = textIn(options, 'for')?.text;
  const roles = itemsOf(entry(options, 'to')).flatMap((role) => textValue(role)?.text ?? []);
  const { module } = at.scope;
  return {
    kind: 'operation',
    operation: {
      kind: 'createPolicy',
      policy: nameOf(first, at, '', on.dialect),
      table: nameOfTable(table),
      roles,
      span: spanOf(module, at.expr),
      ...(command === undefined || command === 'all' ? {} : { command }),
      ...(textIn(options, 'as')?.text === 'restrictive' ? { restrictive: true } : {}),
      ...(using
        ? {
            using:
              usingText ??
              expressionAt(module, module.text.slice(using.expr.start, using.expr.end), using.expr, on.dialect),
          }
        : {}),
      ...(check
        ? {
            withCheck:
              checkText ??
              expressionAt(module, module.text.slice(check.expr.start, check.expr.end), check.expr, on.dialect),
          }
        : {}),
    },
  };
}

export function nameOfTable(table: TableDecl) {
  return table.schema === undefined ? table.name : { ...table.name, schema: table.schema };
}

/** True when the table has row level security on, by itself or by its policies. */
export function hasRowSecurity(table: TableDecl, extra: Extra): boolean {
  return (
    table.steps.some(({ name, args }) => /^(?:enableRLS|withRLS)$/.test(name) && !isSet(args[0], 'disabled')) ||
    extra.operations.some(({ kind }) => kind === 'createPolicy')
  );
}
