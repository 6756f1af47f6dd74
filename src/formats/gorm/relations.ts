import type { ColumnSpec, ForeignKeySpec, Ident, QualifiedName, ReferentialAction } from '../../model';
import { identAt, qualified, spanOf, typeAt } from '../code/build';
import { identOf, typeText } from './columns';
import { singular } from './inflect';
import { type Model, type ModelColumn, type ModelRelation, modelOf, type Reading } from './model';
import { columnText, joinTableText, madeName } from './names';
import { settingsIn, tagOf } from './tags';

/** A foreign key, and the model whose table has it. */
export interface Placed {
  readonly model: Model;
  readonly key: ForeignKeySpec;
  readonly pairs: readonly (readonly [ModelColumn, ModelColumn])[];
}

/** A table between two models. */
export interface JoinTable {
  readonly owner: Model;
  readonly table: QualifiedName;
  readonly columns: readonly ColumnSpec[];
  readonly keys: readonly ForeignKeySpec[];
}

export function tableName(model: Model): QualifiedName {
  const { tableName: given, module, def } = model.struct;
  return qualified(identAt(module, model.table, given ?? def.nameAt));
}

const listed = (text: string | undefined): readonly string[] | undefined =>
  text
    ?.split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

function columnsNamed(model: Model, names: readonly string[]): readonly ModelColumn[] | undefined {
  const found = names.map((name) => model.columns.find((one) => one.name === name || one.column === name));
  const known = found.filter((one) => one !== undefined);
  return known.length === names.length && known.length > 0 ? known : undefined;
}

type Linked = {
  readonly at: 'here' | 'there';
  readonly from: readonly ModelColumn[];
  readonly to: readonly ModelColumn[];
};

/** Where the columns of a relation are: with the model itself (belongs to), or with the other (has one, has many). */
function linked(relation: ModelRelation, own: Model, other: Model): Linked | undefined {
  const given = listed(relation.tag.get('FOREIGNKEY')?.value);
  const references = listed(relation.tag.get('REFERENCES')?.value);
  if (!relation.list) {
    const to = references ? columnsNamed(other, references) : other.keys;
    const from = to && columnsNamed(own, given ?? to.map(({ name }) => relation.name + name));
    if (from && to?.length === from.length) return { at: 'here', from, to };
  }
  const to = references ? columnsNamed(own, references) : own.keys;
  const from = to && columnsNamed(other, given ?? to.map(({ name }) => own.struct.def.name + name));
  return from && to?.length === from.length ? { at: 'there', from, to } : undefined;
}

/** The foreign keys of relations: those of `has` first, which stand for the same of `belongs to` (gorm, schema/constraint.go). */
export function foreignKeys(models: readonly Model[], on: Reading): readonly Placed[] {
  const found = models.flatMap((own) =>
    own.relations.flatMap((relation): readonly (Placed & { readonly at: Linked['at'] })[] => {
      if (relation.tag.has('MANY2MANY') || [...relation.tag.keys()].some((key) => key.startsWith('POLYMORPHIC')))
        return [];
      const other = on.models.get(relation.target);
      const link = other && linked(relation, own, other);
      if (!other || !link) return [];
      const [from, to] = link.at === 'here' ? [own, other] : [other, own];
      const key = keyOf(relation, own, link, tableName(to));
      const pairs = link.from.flatMap((one, at) => (link.to[at] ? [[one, link.to[at]] as const] : []));
      return [
        {
          at: link.at,
          model: from,
          pairs,
          key: key ?? { ...unnamed(link, tableName(to), relation), notEnforced: true },
        },
      ];
    }),
  );
  const hasOwn = (one: Placed) =>
    found.some((other) => other.at === 'there' && other.model === one.model && sameColumns(other.key, one.key));
  return found.filter((one) => one.at === 'there' || !hasOwn(one));
}

const sameColumns = (a: ForeignKeySpec, b: ForeignKeySpec) =>
  a.refTable.name === b.refTable.name &&
  a.columns.map(({ name }) => name).join() === b.columns.map(({ name }) => name).join();

function unnamed(link: Linked, refTable: QualifiedName, { struct, place }: ModelRelation): ForeignKeySpec {
  return {
    kind: 'foreignKey',
    columns: link.from.map(identOf),
    refTable,
    refColumns: link.to.map(identOf),
    span: spanOf(struct.module, place),
  };
}

/** `constraint:OnUpdate:CASCADE,OnDelete:SET NULL`, with a name before them; none with `constraint:-` or `false`. */
function keyOf(relation: ModelRelation, own: Model, link: Linked, refTable: QualifiedName): ForeignKeySpec | undefined {
  const { module } = relation.struct;
  const constraint = relation.tag.get('CONSTRAINT');
  const text = constraint?.value ?? '';
  if (text === '-' || text.toLowerCase() === 'false') return undefined;
  const settings = tagOf(settingsIn(text, ',', constraint?.start ?? 0));
  const first = /^([\w-]+),/.exec(text)?.[1];
  const made = madeName('fk', own.table, columnText(relation.name));
  const name: Ident =
    first !== undefined && constraint
      ? identAt(module, first, { start: constraint.start, end: constraint.start + first.length })
      : identAt(module, made, relation.place);
  const [onDelete, onUpdate] = ['ONDELETE', 'ONUPDATE'].map((key) => actionOf(settings.get(key)?.value));
  return {
    ...unnamed(link, refTable, relation),
    name,
    ...(onDelete ? { onDelete } : {}),
    ...(onUpdate ? { onUpdate } : {}),
  };
}

const ACTIONS: readonly ReferentialAction[] = ['no action', 'restrict', 'cascade', 'set null', 'set default'];

function actionOf(text: string | undefined): ReferentialAction | undefined {
  return ACTIONS.find((one) => one === text?.trim().toLowerCase());
}

/** The tables of `many2many` (gorm, schema/relationship.go `buildMany2ManyRelation`). */
export function joinTables(models: readonly Model[], on: Reading): readonly JoinTable[] {
  const found = new Map<string, JoinTable>();
  for (const own of models)
    for (const relation of own.relations) {
      const setting = relation.tag.get('MANY2MANY');
      if (!setting || !relation.list) continue;
      const table = joinTableText(setting.value.trim(), on.naming);
      if (found.has(table)) continue;
      // A model of the project's own may stand for the table between.
      if ([...on.models.values()].some((one) => one.table === table)) continue;
      found.set(table, joinTable(relation, own, identAt(relation.struct.module, table, setting), on));
    }
  return [...found.values()];
}

function joinTable(relation: ModelRelation, own: Model, ident: Ident, on: Reading): JoinTable {
  const other = on.models.get(relation.target) ?? modelOf(relation.target, on);
  const { module } = relation.struct;
  const [ownName, otherName] = [own.struct.def.name, other.struct.def.name];
  const owners = side(relation, own, ownName, { fields: 'FOREIGNKEY', joined: 'JOINFOREIGNKEY' });
  const taken = new Set(owners.map(({ name }) => name));
  const self = relation.name === otherName ? undefined : singular(relation.name);
  const others = side(relation, other, otherName, { fields: 'REFERENCES', joined: 'JOINREFERENCES' }).map((one) =>
    taken.has(one.name) ? { ...one, name: self === undefined ? `${one.name}Reference` : self + one.to.name } : one,
  );
  const at = (name: string) => identAt(module, columnText(name), relation.place);
  const columns = [...owners, ...others].map(({ name, to, of }): ColumnSpec => {
    // In the table between nothing counts by itself.
    const { counted: _, ...uncounted } = of;
    const text = typeText(to, uncounted, on);
    const type = text === undefined ? {} : { type: typeAt(module, text, relation.place, on.dialect) };
    return { name: at(name), span: spanOf(module, relation.place), nullable: false, constraints: [], ...type };
  });
  const key = (sides: readonly Side[], of: Model, name: string): ForeignKeySpec => ({
    kind: 'foreignKey',
    columns: sides.map((one) => at(one.name)),
    refTable: tableName(of),
    refColumns: sides.map(({ to }) => identOf(to)),
    span: spanOf(module, relation.place),
    name: identAt(module, madeName('fk', ident.name, columnText(name)), relation.place),
  });
  const second = own === other ? relation.name : otherName;
  return {
    owner: own,
    table: qualified(ident),
    columns,
    keys: [key(owners, own, ownName), key(others, other, second)],
  };
}

interface Side {
  readonly name: string;
  readonly to: ModelColumn;
  readonly of: Model;
}

function side(
  relation: ModelRelation,
  of: Model,
  struct: string,
  words: { fields: string; joined: string },
): readonly Side[] {
  const fields = listed(relation.tag.get(words.fields)?.value);
  const joined = listed(relation.tag.get(words.joined)?.value);
  const to = (fields && columnsNamed(of, fields)) ?? of.keys;
  return to.map((one, at) => ({ name: joined?.[at] ?? struct + one.name, to: one, of }));
}
