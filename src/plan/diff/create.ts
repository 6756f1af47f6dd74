import {
  type Column,
  type ColumnSpec,
  type ConstraintSpec,
  type CreateTable,
  createFold,
  emptySchema,
  type Operation,
  type Schema,
  serialSequence,
  type Table,
} from '../../model';
import { columnSpec, createTableOf, parseType } from '../../sql';
import { type DiffContext, keyOf, qualified, same } from './context';

/** True when `serial` alone says the column's default: its sequence has the name that PostgreSQL gives. */
export function isPlainSerial(table: Pick<Table, 'name'>, { type, default: value, name }: Column): boolean {
  if (type?.serial !== true || !value?.calls.includes('nextval')) return false;
  const sequence = serialSequence(table.name, name);
  return (
    value.text.includes(`'${sequence}'`) || value.text.includes(`"${sequence}"`) || value.text.includes(`.${sequence}'`)
  );
}

/** The column as a statement declares it, without constraints. What comments need statements of their own leave them out. */
export function declared({ dialect }: DiffContext, table: Pick<Table, 'name'>, column: Column): ColumnSpec {
  const { comment, ...spec } = columnSpec(column);
  const commented = comment !== undefined && writesComments(dialect) ? { ...spec, comment } : spec;
  if (!column.type?.serial || dialect !== 'postgresql') return commented;
  const { default: value, nullable: _notNull, ...serial } = commented;
  if (isPlainSerial(table, column)) return serial;
  const type = parseType(column.type.canonical, column.type.span, dialect);
  return { ...serial, type, ...(column.notNull ? { nullable: false } : {}), ...(value ? { default: value } : {}) };
}

/** MySQL and MariaDB comment inside the definition; so do documents, which have no other place. */
export function writesComments(dialect: Schema['dialect']): boolean {
  return dialect === 'mysql' || dialect === 'mariadb' || dialect === 'mongodb';
}

/** The statement that makes a table, without the foreign keys that must wait and without what it inherits. */
export function createOperation(context: DiffContext, table: Table, waits: ReadonlySet<string>): CreateTable {
  const whole = withoutImpliedNames(context, table, createTableOf(table));
  const columns = whole.columns.map((column, i) => {
    const own = table.columns[i];
    return own ? { ...declared(context, table, own), constraints: column.constraints } : column;
  });
  const isInherited = inheritedColumns(context, table);
  return {
    ...whole,
    columns: columns.filter(({ name }) => !isInherited(name.name)),
    constraints: whole.constraints.filter(
      (spec, i) => !waits.has(constraintId(table, i)) && !isParents(context, table, spec),
    ),
    options: whole.options.filter(({ name }) => name !== 'comment' || writesComments(context.dialect)),
    ...(table.kind === 'table' ? {} : { tableKind: table.kind }),
    ...(table.temporary ? { temporary: true } : {}),
    ...(table.unlogged ? { unlogged: true } : {}),
    ...(table.partitionBy ? { partitionBy: table.partitionBy } : {}),
    ...(table.partitionOf ? { partitionOf: table.partitionOf } : {}),
    ...(table.inherits && table.inherits.length > 0 ? { inherits: table.inherits } : {}),
    ...(table.complete ? {} : { partial: true }),
  };
}

/** A constraint of `createTableOf` by its place: keys first, then uniques, foreign keys, checks, exclusions. */
function constraintId(table: Table, at: number): string {
  return `${table.name} ${at}`;
}

/** Which constraints of `createTableOf` are those of the foreign keys in `later`. */
export function waitingConstraints(table: Table, later: readonly Table['foreignKeys'][number][]): ReadonlySet<string> {
  const { constraints } = createTableOf(table);
  const first = constraints.findIndex(({ kind }) => kind === 'foreignKey');
  return new Set(later.map((key) => constraintId(table, first + table.foreignKeys.indexOf(key))));
}

function inheritedColumns(context: DiffContext, table: Table): (name: string) => boolean {
  if (table.partitionOf) return () => true;
  const parents = (table.inherits ?? []).flatMap((parent) => context.after.tables.get(keyOf(context, parent)) ?? []);
  return (name) => parents.some((parent) => parent.columns.some((column) => same(context, column.name, name)));
}

/** A partition's keys are its parent's; an inheritance child takes over checks. */
function isParents(context: DiffContext, table: Table, spec: ConstraintSpec): boolean {
  if (table.partitionOf) return true;
  if (spec.kind !== 'check') return false;
  return (table.inherits ?? []).some((parent) =>
    context.after.tables
      .get(keyOf(context, parent))
      ?.checks.some((check) => check.expression.text === spec.expression.text),
  );
}

/** Names that the engine would give anyway are left to it. */
function withoutImpliedNames(context: DiffContext, table: Table, operation: CreateTable): CreateTable {
  const unnamed = operation.constraints.map(({ name: _name, ...spec }) => spec as ConstraintSpec);
  const made = folded(context, [{ ...operation, constraints: unnamed }]).tables.get(keyOf(context, table));
  const given = new Set(made ? namesOf(made) : []);
  return {
    ...operation,
    constraints: operation.constraints.map((spec, i) => {
      const free = unnamed[i];
      return spec.name && free && given.has(spec.name.name) ? free : spec;
    }),
  };
}

function namesOf(table: Table): readonly string[] {
  const keys = [...table.uniques, ...table.foreignKeys, ...table.checks, ...table.exclusions];
  return [...(table.primaryKey ? [table.primaryKey] : []), ...keys].map(({ name }) => name);
}

function folded(context: DiffContext, operations: readonly Operation[], from: readonly Table[] = []): Schema {
  const tables = new Map(from.map((table) => [keyOf(context, table), table]));
  const fold = createFold(context.dialect, undefined, { ...emptySchema(context.dialect), tables });
  for (const operation of operations) fold.apply(operation);
  return fold.snapshot();
}

/** The constraint without its name, where the engine would give just that. */
export function withoutImpliedName(context: DiffContext, table: Table, spec: ConstraintSpec): ConstraintSpec {
  if (!spec.name) return spec;
  const { name, ...free } = spec;
  const { primaryKey: _key, ...bare } = { ...table, uniques: [], foreignKeys: [], checks: [], exclusions: [] };
  const made = folded(
    context,
    [{ kind: 'addConstraint', table: qualified(table), constraint: free as ConstraintSpec, span: spec.span }],
    [bare],
  );
  const after = made.tables.get(keyOf(context, table));
  return after && namesOf(after).includes(name.name) ? (free as ConstraintSpec) : spec;
}
