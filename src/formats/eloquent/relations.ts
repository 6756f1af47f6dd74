import { type Call, type Expr, resolve, type Scope, type Stmt } from '../../code';
import type { Ident } from '../../model';
import { identAt, identOf } from '../code/build';
import { plural, snake } from '../laravel/inflect';
import { type Classes, classNamed, type Model, methodsOf, nameOf } from './model';
import { addColumn, keyOf, modelNamed, type Tables, type Told, tableName, tableOf } from './tables';

type Method = ReturnType<typeof methodsOf>[number];

/** One call of `$this->belongsTo(…)` and the like, with the calls on its result. */
interface Relation {
  readonly kind: string;
  readonly call: Call;
  readonly after: readonly { readonly name: string; readonly call: Call }[];
}

/** The relation that a method returns, the calls on it in their order. */
function relationIn(body: readonly Stmt[]): Relation | undefined {
  for (const stmt of body) {
    if (stmt.kind !== 'return' || !stmt.value) continue;
    const after: { readonly name: string; readonly call: Call }[] = [];
    let at: Expr = stmt.value;
    while (at.kind === 'call' && at.callee.kind === 'member') {
      const { object, name } = at.callee;
      if (object.kind === 'name' && object.name === 'this') return { kind: name, call: at, after };
      after.unshift({ name, call: at });
      at = object;
    }
  }
  return undefined;
}

/** What a relation is told with. */
interface Telling {
  readonly tables: Tables;
  readonly classes: Classes;
  readonly model: Model;
  readonly method: Method;
  readonly relation: Relation;
}

/** The columns that a model's relations stand on, in its own table, the other's or one between (HasRelationships). */
export function tellRelations(tables: Tables, model: Model, classes: Classes): void {
  for (const method of methodsOf(model, classes)) {
    const relation = relationIn(method.def.body);
    if (relation) RELATIONS[relation.kind]?.({ tables, classes, model, method, relation });
  }
}

/** An argument by its place or its name. */
function argument({ relation: { call } }: Telling, at: number, name: string): Expr | undefined {
  const named = call.args.find((one) => one.name === name);
  return named?.value ?? (call.args[at]?.name === undefined ? call.args[at]?.value : undefined);
}

function textArgument(telling: Telling, at: number, name: string): Ident | undefined {
  const expr = argument(telling, at, name);
  return expr && identOf({ expr, scope: telling.method.scope });
}

const isGiven = (telling: Telling, at: number, name: string) => {
  const expr = argument(telling, at, name);
  return expr !== undefined && !(expr.kind === 'constant' && expr.value === null);
};

const methodName = ({ method: { def, module } }: Telling, name: string) => identAt(module, name, def.nameAt);

function relatedOf(telling: Telling): Model | undefined {
  const { method, classes } = telling;
  return modelNamed(classNamed(argument(telling, 0, 'related'), method.scope, method.imports), classes);
}

const told = ({ tables, classes }: Telling, model: Model): Told =>
  tableOf(tables, tableName(model, classes), model.declared.path);

/** `order_line_id` of OrderLine (Model::getForeignKey). */
const foreignKeyOf = (model: Model, classes: Classes): string =>
  `${snake(model.name)}_${keyOf(model, classes)?.name ?? 'id'}`;

/** A name that is given; the default where none is; nothing where it is given and cannot be told. */
function or(telling: Telling, at: number, name: string, otherwise: () => Ident | undefined): Ident | undefined {
  return isGiven(telling, at, name) ? textArgument(telling, at, name) : otherwise();
}

function refer(table: Told, column: Ident, to: Told, key: Ident | undefined): void {
  addColumn(table, column);
  if (key && !table.references.has(column.name)) table.references.set(column.name, { column, table: to.name, key });
}

function belongsTo(telling: Telling): void {
  const { model, classes, method } = telling;
  const related = relatedOf(telling);
  const key = related && keyOf(related, classes);
  const column = or(
    telling,
    1,
    'foreignKey',
    () => related && methodName(telling, `${snake(method.def.name)}_${key?.name ?? 'id'}`),
  );
  if (!column) return;
  const own = told(telling, model);
  const target = or(telling, 2, 'ownerKey', () => key);
  if (related) refer(own, column, told(telling, related), target);
  else addColumn(own, column);
}

function hasMany(telling: Telling): void {
  const { model, classes } = telling;
  const related = relatedOf(telling);
  const column = or(telling, 1, 'foreignKey', () => nameOf(model, foreignKeyOf(model, classes)));
  if (!related || !column) return;
  refer(
    told(telling, related),
    column,
    told(telling, model),
    or(telling, 2, 'localKey', () => keyOf(model, classes)),
  );
}

/** `imageable_type` and `imageable_id`. */
function tellMorph(telling: Telling, table: Told, name: Ident | undefined): void {
  const type = or(telling, 2, 'type', () => name && { ...name, name: `${name.name}_type` });
  const id = or(telling, 3, 'id', () => name && { ...name, name: `${name.name}_id` });
  if (type) addColumn(table, type);
  if (id) addColumn(table, id);
}

function morphTo(telling: Telling): void {
  const { method, model } = telling;
  const given = or(telling, 0, 'name', () => methodName(telling, method.def.name));
  const name = given && { ...given, name: snake(given.name) };
  const type = or(telling, 1, 'type', () => name && { ...name, name: `${name.name}_type` });
  const id = or(telling, 2, 'id', () => name && { ...name, name: `${name.name}_id` });
  const own = told(telling, model);
  for (const column of [type, id]) if (column) addColumn(own, column);
}

function morphMany(telling: Telling): void {
  const related = relatedOf(telling);
  if (related) tellMorph(telling, told(telling, related), textArgument(telling, 1, 'name'));
}

/** The table between: named by a model, by its name, or by the two models in the order of the alphabet. */
function between(telling: Telling, at: number, otherwise: () => Ident | undefined): Told | undefined {
  const { method, classes, relation, tables, model } = telling;
  const expr = argument(telling, at, 'table');
  const using = relation.after.find(({ name }) => name === 'using')?.call.args[0]?.value;
  const named = (of: Expr | undefined) => modelNamed(classNamed(of, method.scope, method.imports), classes);
  const pivot = expr?.kind === 'member' ? named(expr) : undefined;
  const name = pivot
    ? tableName(pivot, classes)
    : or(telling, at, 'table', () => {
        const own = named(using);
        return own ? tableName(own, classes) : otherwise();
      });
  return name && tableOf(tables, name, model.declared.path);
}

function tellPivot(telling: Telling, table: Told): void {
  const { method, relation } = telling;
  for (const { name, call } of relation.after) {
    if (name === 'withTimestamps')
      for (const word of ['created_at', 'updated_at']) addColumn(table, methodName(telling, word));
    if (name !== 'withPivot') continue;
    for (const expr of call.args.flatMap(({ value }) => itemsIn(value, method.scope))) {
      const column = identOf({ expr, scope: method.scope });
      if (column) addColumn(table, column);
    }
  }
}

function itemsIn(value: Expr, scope: Scope): readonly Expr[] {
  const { expr } = resolve({ expr: value, scope });
  return expr.kind === 'list' ? expr.items : [expr];
}

function belongsToMany(telling: Telling): void {
  const { model, classes } = telling;
  const related = relatedOf(telling);
  if (!related) return;
  const table = between(telling, 1, () =>
    methodName(telling, [snake(model.name), snake(related.name)].sort().join('_')),
  );
  if (!table) return;
  const own = or(telling, 2, 'foreignPivotKey', () => nameOf(model, foreignKeyOf(model, classes)));
  const other = or(telling, 3, 'relatedPivotKey', () => nameOf(related, foreignKeyOf(related, classes)));
  if (own) refer(table, own, told(telling, model), keyOf(model, classes));
  if (other) refer(table, other, told(telling, related), keyOf(related, classes));
  tellPivot(telling, table);
}

/** `morphToMany(Tag::class, 'taggable')`: the table `taggables` with the pair of this side and the key of the other. */
function morphToMany(telling: Telling): void {
  const { model, classes, relation } = telling;
  const related = relatedOf(telling);
  const name = textArgument(telling, 1, 'name');
  if (!related || !name) return;
  const table = between(telling, 2, () => ({ ...name, name: plural(name.name) }));
  if (!table) return;
  const isTurned = relation.kind === 'morphedByMany';
  const keyed = isTurned ? model : related;
  const morph = or(telling, isTurned ? 4 : 3, isTurned ? 'relatedPivotKey' : 'foreignPivotKey', () => ({
    ...name,
    name: `${name.name}_id`,
  }));
  const key = or(telling, isTurned ? 3 : 4, isTurned ? 'foreignPivotKey' : 'relatedPivotKey', () =>
    nameOf(keyed, foreignKeyOf(keyed, classes)),
  );
  if (key) refer(table, key, told(telling, keyed), keyOf(keyed, classes));
  if (morph) addColumn(table, morph);
  addColumn(table, { ...name, name: `${name.name}_type` });
  tellPivot(telling, table);
}

const RELATIONS: Readonly<Record<string, (telling: Telling) => void>> = {
  belongsTo,
  hasMany,
  hasOne: hasMany,
  morphTo,
  morphMany,
  morphOne: morphMany,
  belongsToMany,
  morphToMany,
  morphedByMany: morphToMany,
};
