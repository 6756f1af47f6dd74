import { type Bound, resolve, textValue } from '../../code';
import type { ColumnSpec, ConstraintSpec, CreateIndex, ForeignKeySpec, Ident, ReferentialAction } from '../../model';
import { quoteName, quoteText } from '../../sql';
import { expressionAt, identAt, keyColumns, spanOf, typeAt } from '../code/build';
import { entry, isSet, itemsOf, textIn } from '../code/compose';
import { boundArgs, property, returned } from '../code/values';
import { keptName } from '../prisma/names';
import { type Builder, type ColumnDecl, type Reading, type Step, schemaOf, type TableDecl } from './declared';
import { defaultOf, expressionOf, namedDefault } from './expressions';
import { foreignColumn } from './references';
import { builtinType } from './types';

/** A column, with what it adds to its table, and what of it was not understood. */
export interface ColumnRead {
  readonly spec: ColumnSpec;
  readonly constraints: readonly ConstraintSpec[];
  readonly indexes: readonly CreateIndex['index'][];
  readonly unread?: string;
}

export function columnOf(decl: ColumnDecl, table: TableDecl, on: Reading): ColumnRead {
  const { module, name, place, builder } = decl;
  const bare: ColumnSpec = { name, span: spanOf(module, place), constraints: [] };
  if (!builder)
    return { spec: bare, constraints: [], indexes: [], unread: 'this column is not made of a known builder' };
  const scalar = typeText(builder, on);
  const arrays = builder.steps.filter((step) => step.name === 'array');
  const text = scalar === undefined ? undefined : scalar + arrays.map(({ args }) => arrayMarks(args)).join('');
  const type = text === undefined ? undefined : typeAt(module, text, place, on.dialect);
  const from: ColumnSpec = { ...bare, ...(type ? { type } : {}) };
  const column = builder.steps.reduce(
    (spec, step) => stepped(spec, step, { builder, type: text ?? '', on, table }),
    from,
  );
  const isSerial = on.dialect !== 'postgresql' && builder.name === 'serial';
  const spec: ColumnSpec = isSerial ? { ...column, identity: 'auto increment', nullable: false } : column;
  const keys = constraintsOf(decl, builder, table, on);
  return {
    spec,
    ...keys,
    ...(type ? {} : { unread: `the type ${builder.name} is not known` }),
  };
}

function arrayMarks(args: readonly Bound[]): string {
  const size = args[0] && textValue(args[0])?.text;
  return size === undefined || size.startsWith('[') ? '[]' : `[${size}]`;
}

function typeText(builder: Builder, on: Reading): string | undefined {
  if (builder.made) return madeType(builder.made, builder, on);
  if (/^(?:mysql|singlestore)Enum$/.test(builder.name)) {
    const list = builder.args.find((arg) => resolve(arg).expr.kind === 'list');
    const values = itemsOf(list).map((item) => textValue(item)?.text);
    return values.includes(undefined)
      ? undefined
      : `enum(${values.map((one) => quoteText(one ?? '', on.dialect)).join(',')})`;
  }
  return builtinType(builder.name, builder.args, on.dialect);
}

/** A type of the project's: an enum, or what `customType({ dataType })` says. */
function madeType(made: Bound, builder: Builder, on: Reading): string | undefined {
  const { expr, scope } = resolve(made);
  if (expr.kind !== 'call') return undefined;
  const args = boundArgs(expr.args, scope);
  const { callee } = expr;
  const name = callee.kind === 'member' ? callee.name : callee.kind === 'name' ? callee.name : '';
  if (name === 'pgEnum' || name === 'enum') {
    const label = args[0] && textValue(args[0])?.text;
    const schema = callee.kind === 'member' ? schemaOf({ expr: callee.object, scope }) : undefined;
    if (label === undefined) return undefined;
    const own = quoteName(label, on.dialect);
    return schema === undefined ? own : `${quoteName(schema, on.dialect)}.${own}`;
  }
  if (name !== 'customType') return undefined;
  const dataType = property(args[0], 'dataType');
  const given = dataType && resolve(dataType);
  if (given?.expr.kind !== 'function') return undefined;
  const options = builder.args.filter((arg) => textValue(arg) === undefined);
  const value = returned({ def: given.expr, scope: given.scope }, options);
  return value && textValue(value)?.text;
}

interface Inside {
  readonly builder: Builder;
  readonly type: string;
  readonly on: Reading;
  readonly table: TableDecl;
}

function stepped(spec: ColumnSpec, { name, args, call }: Step, inside: Inside): ColumnSpec {
  const { on, table, builder } = inside;
  const module = args[0]?.scope.module ?? table.module;
  const span = spanOf(module, call);
  switch (name) {
    case 'notNull':
      return { ...spec, nullable: false };
    case 'primaryKey': {
      const increments = on.dialect === 'sqlite' && isSet(args[0], 'autoIncrement');
      return { ...spec, nullable: false, ...(increments ? { identity: 'auto increment' as const } : {}) };
    }
    case 'autoincrement':
      return { ...spec, identity: 'auto increment' };
    case 'generatedAlwaysAsIdentity':
      return { ...spec, nullable: false, identity: 'always' };
    case 'generatedByDefaultAsIdentity':
      return { ...spec, nullable: false, identity: 'by default' };
    case 'generatedAlwaysAs': {
      const expression = args[0] && expressionOf(args[0], { table, on });
      const mode = args[1] && textIn(args[1], 'mode')?.text;
      const stored = on.dialect === 'postgresql' || mode === 'stored';
      return expression ? { ...spec, generated: { expression, stored } } : spec;
    }
    case 'onUpdateNow':
      return { ...spec, onUpdate: expressionAt(module, 'CURRENT_TIMESTAMP', call, on.dialect) };
    case 'default': {
      const value = args[0] && defaultOf(args[0], inside.type, { table, on });
      return value ? { ...spec, default: value, defaultSpan: span } : spec;
    }
    default: {
      const text = namedDefault(name, builder.name, on.dialect);
      return text === undefined
        ? spec
        : { ...spec, default: expressionAt(module, text, call, on.dialect), defaultSpan: span };
    }
  }
}

function constraintsOf(
  decl: ColumnDecl,
  builder: Builder,
  table: TableDecl,
  on: Reading,
): Pick<ColumnRead, 'constraints' | 'indexes'> {
  const constraints: ConstraintSpec[] = [];
  const indexes: CreateIndex['index'][] = [];
  const isMysqlSerial = on.dialect !== 'postgresql' && builder.name === 'serial';
  for (const step of builder.steps) {
    const span = spanOf(step.args[0]?.scope.module ?? decl.module, step.call);
    if (step.name === 'primaryKey') constraints.push({ kind: 'primaryKey', columns: keyColumns([decl.name]), span });
    if (step.name === 'unique') {
      const one = uniqueOf(step, decl, table, on);
      if (on.dialect === 'sqlite') indexes.push({ unique: true, ...one });
      else constraints.push({ kind: 'unique', ...one });
    }
    const key = step.name === 'references' ? referenceOf(step, decl, table, on) : undefined;
    if (key) constraints.push(key);
  }
  if (isMysqlSerial) constraints.push({ kind: 'unique', columns: keyColumns([decl.name]), span: decl.name.span });
  return { constraints, indexes };
}

function uniqueOf(step: Step, decl: ColumnDecl, table: TableDecl, on: Reading) {
  const span = spanOf(decl.module, step.call);
  const given = step.args[0] && textValue(step.args[0]);
  const place = given?.pieces[0] ?? step.call;
  const name = identAt(
    decl.module,
    keptName(on.dialect, given?.text ?? `${table.name.name}_${decl.name.name}_unique`),
    place,
  );
  const apart = step.args[1] && textIn(step.args[1], 'nulls')?.text;
  const nulls = on.dialect === 'postgresql' && apart === 'not distinct' ? { nullsNotDistinct: true } : {};
  return { name, columns: keyColumns([decl.name]), span, ...nulls };
}

const ACTIONS: readonly ReferentialAction[] = ['no action', 'restrict', 'cascade', 'set null', 'set default'];

export function actionOf(bound: Bound | undefined): ReferentialAction | undefined {
  const text = bound && textValue(bound)?.text;
  return ACTIONS.find((action) => action === text);
}

function referenceOf(step: Step, decl: ColumnDecl, table: TableDecl, on: Reading): ForeignKeySpec | undefined {
  const target = step.args[0] && resolve(step.args[0]);
  const value = target?.expr.kind === 'function' ? returned({ def: target.expr, scope: target.scope }) : undefined;
  const found = value && foreignColumn(value, table, on);
  if (!found) return undefined;
  const [onDelete, onUpdate] = ['onDelete', 'onUpdate'].map((name) => actionOf(entry(step.args[1], name)));
  return {
    kind: 'foreignKey',
    ...foreignKeyName(table, [decl.name], found.decl, [found.ident], on, spanOf(decl.module, step.call)),
    columns: [decl.name],
    refTable: found.table,
    refColumns: [found.ident],
    span: spanOf(decl.module, step.call),
    ...(onDelete ? { onDelete } : {}),
    ...(onUpdate ? { onUpdate } : {}),
  };
}

/** drizzle-kit names its foreign keys after both sides; SQLite's have no names. */
export function foreignKeyName(
  table: TableDecl,
  columns: readonly Ident[],
  other: TableDecl,
  refColumns: readonly Ident[],
  on: Reading,
  span: Ident['span'],
): { readonly name?: Ident } {
  if (on.dialect === 'sqlite') return {};
  const parts = [table.name, ...columns, other.name, ...refColumns].map(({ name }) => name);
  return { name: { name: keptName(on.dialect, `${parts.join('_')}_fk`), span } };
}
