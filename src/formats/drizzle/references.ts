import { type Bound, type Expr, type Placed, resolve } from '../../code';
import type { Ident, QualifiedName } from '../../model';
import { identAt } from '../code/build';
import { type ColumnDecl, type Reading, type TableDecl, tableOf } from './declared';

interface Referred {
  readonly object: Expr;
  readonly key: string;
  readonly at: Placed;
}

function referred(expr: Expr): Referred | undefined {
  if (expr.kind === 'member') return { object: expr.object, key: expr.name, at: expr.nameAt };
  if (expr.kind === 'index' && expr.index.kind === 'string')
    return { object: expr.object, key: expr.index.value, at: expr.index.pieces[0] ?? expr.index };
  return undefined;
}

/** A column of the table whose callback this is (`t.name`), or of any table: named as the database has it, pointing at the property. */
export function columnRef(bound: Bound, own: TableDecl | undefined, on: Reading): Ident | undefined {
  const found = referred(bound.expr);
  if (!found) return undefined;
  const { module } = bound.scope;
  const table = tableBehind({ expr: found.object, scope: bound.scope }, own, on);
  const column = table?.columns?.find(({ key }) => key === found.key);
  return column && identAt(module, column.name.name, found.at);
}

function tableBehind(object: Bound, own: TableDecl | undefined, on: Reading): TableDecl | undefined {
  if (object.expr.kind !== 'name') return tableOf(object, on);
  const value = object.scope.value(object.expr.name);
  // A callback's parameter stands for nothing in the file.
  return value ? tableOf(value, on) : own;
}

export interface ForeignColumn {
  readonly table: QualifiedName;
  readonly decl: TableDecl;
  readonly column: ColumnDecl;
  readonly ident: Ident;
}

/** `users.id` of `.references(() => users.id)`. */
export function foreignColumn(bound: Bound, own: TableDecl, on: Reading): ForeignColumn | undefined {
  const { expr, scope } = bound;
  const found = referred(expr);
  if (!found) return undefined;
  const decl = tableBehind({ expr: found.object, scope }, own, on);
  const column = decl?.columns?.find(({ key }) => key === found.key);
  if (!decl || !column) return undefined;
  const place = found.object.kind === 'member' ? found.object.nameAt : found.object;
  const name = identAt(scope.module, decl.name.name, place);
  const table = decl.schema === undefined ? name : { ...name, schema: decl.schema };
  return { table, decl, column, ident: identAt(scope.module, column.name.name, found.at) };
}

/** The column that a list's items, or an item with its order, name. */
export function columnsIn(bound: Bound | undefined, own: TableDecl, on: Reading): readonly Ident[] | undefined {
  const list = bound && resolve(bound);
  if (list?.expr.kind !== 'list') return undefined;
  const found = list.expr.items.map((expr) => columnRef({ expr, scope: list.scope }, own, on));
  const known = found.filter((one) => one !== undefined);
  return known.length === found.length ? known : undefined;
}
