import type { Ident } from '../../model';
import { plural, singular, snake } from '../laravel/inflect';
import { type Classes, isConstant, type Model, modelOf, nameOf, textProperty, uses } from './model';

/** What models say of one table, put together. */
export interface Told {
  readonly name: Ident;
  /** The file of the model, or of the relation, that says it first. */
  readonly path: string;
  readonly columns: Map<string, Ident>;
  key?: Ident;
  readonly references: Map<string, { readonly column: Ident; readonly table: Ident; readonly key: Ident }>;
}

export type Tables = Map<string, Told>;

export function tableOf(tables: Tables, name: Ident, path: string): Told {
  const known = tables.get(name.name);
  if (known) return known;
  const told: Told = { name, path, columns: new Map(), references: new Map() };
  tables.set(name.name, told);
  return told;
}

export function addColumn(told: Told, column: Ident): void {
  if (!told.columns.has(column.name)) told.columns.set(column.name, column);
}

/** `$table`, else the class's name: many of a model, one of a pivot (Model::getTable, AsPivot::getTable). */
export function tableName(model: Model, classes: Classes): Ident {
  const own = textProperty(model, 'table', classes);
  if (own) return own;
  const word = snake(model.name);
  return nameOf(model, model.base === 'pivot' ? singular(word) : plural(word));
}

/** The key's column; undefined where the model says that it has none, and for pivots that do not number themselves. */
export function keyOf(model: Model, classes: Classes): Ident | undefined {
  if (isConstant(model, 'primaryKey', null, classes)) return undefined;
  const own = textProperty(model, 'primaryKey', classes);
  if (own) return own;
  if (model.base === 'pivot' && !isConstant(model, 'incrementing', true, classes)) return undefined;
  return nameOf(model, 'id');
}

/** Models whose `$connection` is another database's are no part of this one. */
const DRIVERS: ReadonlySet<string> = new Set(['mysql', 'mariadb', 'pgsql', 'sqlite', 'sqlsrv', 'default']);

export function isElsewhere(model: Model, classes: Classes): boolean {
  const connection = textProperty(model, 'connection', classes);
  return connection !== undefined && !DRIVERS.has(connection.name);
}

/** Table, key, timestamps and the mark of soft deletes. */
export function tellModel(tables: Tables, model: Model, classes: Classes): void {
  const told = tableOf(tables, tableName(model, classes), model.declared.path);
  const key = keyOf(model, classes);
  if (key) {
    addColumn(told, key);
    told.key ??= key;
  }
  const named = (constant: string, name: string) => {
    if (!isConstant(model, constant, null, classes))
      addColumn(told, textProperty(model, constant, classes) ?? nameOf(model, name));
  };
  // A pivot has timestamps where the relation asks for them.
  if (model.base === 'model' && !isConstant(model, 'timestamps', false, classes)) {
    named('CREATED_AT', 'created_at');
    named('UPDATED_AT', 'updated_at');
  }
  if (uses(model, 'SoftDeletes', classes)) named('DELETED_AT', 'deleted_at');
}

export function modelNamed(name: string | undefined, classes: Classes): Model | undefined {
  const declared = name === undefined ? undefined : classes.get(name);
  return declared && modelOf(declared, classes);
}
