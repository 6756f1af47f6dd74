import { resolve, textValue } from '../../../code';
import type { Deferrable, ForeignKeySpec, Ident, QualifiedName, ReferentialAction } from '../../../model';
import { spanOf } from '../build';
import { type BoundCall, type Compile, flag, given, itemsIn, nameOf, namesOf } from './compile';
import { conventionName } from './naming';

/** A part of a name that stands in one string. */
function partOf({ name, span }: Ident, from: number, to: number): Ident {
  const isVerbatim = span.end.offset - span.start.offset === name.length;
  if (!isVerbatim) return { name: name.slice(from, to), span };
  const at = (offset: number) => ({
    ...span.start,
    column: span.start.column + offset,
    offset: span.start.offset + offset,
  });
  return { name: name.slice(from, to), span: { ...span, start: at(from), end: at(to) } };
}

/** `'users.id'`, `'auth.users.id'`: the table and the column. */
export function referenceOf(ident: Ident, schema?: string): { readonly table: QualifiedName; readonly column?: Ident } {
  const { name } = ident;
  const last = name.lastIndexOf('.');
  if (last < 0) return { table: { ...ident, ...(schema === undefined ? {} : { schema }) } };
  const first = name.lastIndexOf('.', last - 1);
  const own = first < 0 ? schema : name.slice(0, first);
  const table = { ...partOf(ident, first + 1, last), ...(own === undefined ? {} : { schema: own }) };
  return { table, column: partOf(ident, last + 1, name.length) };
}

const ACTIONS: ReadonlySet<string> = new Set(['no action', 'restrict', 'cascade', 'set null', 'set default']);

function actionOf(call: BoundCall, name: string): ReferentialAction | undefined {
  const value = given(call, undefined, name);
  const text = value && textValue(value)?.text.toLowerCase().replace(/\s+/g, ' ').trim();
  return text !== undefined && ACTIONS.has(text) ? (text as ReferentialAction) : undefined;
}

/** `deferrable=True, initially='DEFERRED'` */
export function deferrableOf(call: BoundCall): Deferrable | undefined {
  const initially = given(call, undefined, 'initially');
  if (initially && textValue(initially)?.text.toUpperCase() === 'DEFERRED') return 'initially deferred';
  const deferrable = flag(call, 'deferrable');
  return deferrable === undefined ? undefined : deferrable ? 'deferrable' : 'not deferrable';
}

/** What foreign keys are said with, whatever they are made by. */
export function referenceOptions(call: BoundCall): Partial<ForeignKeySpec> {
  const [onDelete, onUpdate, deferrable] = [actionOf(call, 'ondelete'), actionOf(call, 'onupdate'), deferrableOf(call)];
  const match = given(call, undefined, 'match');
  const matches = match && textValue(match)?.text.toLowerCase();
  return {
    ...(onDelete ? { onDelete } : {}),
    ...(onUpdate ? { onUpdate } : {}),
    ...(deferrable ? { deferrable } : {}),
    ...(matches === 'full' || matches === 'partial' || matches === 'simple' ? { match: matches } : {}),
  };
}

/** The table that something stands in. */
export interface Owner {
  readonly name: string;
  readonly schema?: string | undefined;
}

/** The name of a constraint: its own, or the convention's, at a place. */
export function constraintName(
  call: BoundCall,
  on: Compile,
  named: Omit<Parameters<typeof conventionName>[1], 'name' | 'isFinal'>,
): Ident | undefined {
  const bound = given(call, undefined, 'name', 'constraint_name');
  const own = nameOf(bound);
  const expr = bound && resolve(bound).expr;
  const name = conventionName(on, { ...named, name: own, isFinal: expr?.kind === 'call' });
  if (name === undefined) return undefined;
  return own ? { ...own, name } : { name, span: spanOf(call.scope.module, call.expr.callee) };
}

/** `ForeignKey('users.id', ondelete='CASCADE')` behind a column. */
export function columnReference(call: BoundCall, column: Ident, owner: Owner, on: Compile): ForeignKeySpec | undefined {
  const target = given(call, 0, 'column');
  const told = target && (on.referenced?.(target) ?? nameOf(target));
  if (!told || !target) return undefined;
  const { table, column: refColumn } = referenceOf(told);
  const name = constraintName(call, on, {
    kind: 'fk',
    ...owner,
    table: owner.name,
    columns: [column.name],
    referredTable: table.name,
    referredColumns: refColumn ? [refColumn.name] : [],
  });
  return {
    kind: 'foreignKey',
    columns: [column],
    refTable: table,
    refColumns: refColumn ? [refColumn] : [],
    span: spanOf(call.scope.module, call.expr),
    ...(name ? { name } : {}),
    ...referenceOptions(call),
  };
}

/** `ForeignKeyConstraint(['a', 'b'], ['t.a', 't.b'], …)`. */
export function tableReference(call: BoundCall, owner: Owner, on: Compile): ForeignKeySpec | undefined {
  const columns = namesOf(itemsIn(given(call, 0, 'columns')));
  const targets = itemsIn(given(call, 1, 'refcolumns')).map((item) => on.referenced?.(item) ?? nameOf(item));
  const known = targets.filter((target) => target !== undefined).map((target) => referenceOf(target));
  const [first] = known;
  if (!columns || !first || known.length !== targets.length) return undefined;
  const refColumns = known.flatMap(({ column }) => (column ? [column] : []));
  const name = constraintName(call, on, {
    kind: 'fk',
    ...owner,
    table: owner.name,
    columns: columns.map((one) => one.name),
    referredTable: first.table.name,
    referredColumns: refColumns.map((one) => one.name),
  });
  return {
    kind: 'foreignKey',
    columns,
    refTable: first.table,
    refColumns,
    span: spanOf(call.scope.module, call.expr),
    ...(name ? { name } : {}),
    ...referenceOptions(call),
  };
}
