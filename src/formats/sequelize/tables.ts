import { type Bound, resolve, type TextValue, textValue } from '../../code';
import { type Dialect, isMysqlFamily } from '../../model';
import { quoteText } from '../../sql';
import { between, compose, itemsOf, made, type Part, quoted } from '../code/compose';
import { saidObject, textAt } from '../code/said';
import { attributeOf, type Attribute as Column, tableNameOf } from '../sequelize-migrations/attributes';
import { tableWords } from '../sequelize-migrations/builders';
import { createTableSql } from '../sequelize-migrations/columns';
import { addIndex } from '../sequelize-migrations/keys';
import { dataTypeOf } from '../sequelize-migrations/types';
import { saidOf } from './declaration';
import { type Models, modelBehind } from './ends';
import { type Attribute, columnOf, entry, isYes, type Model, tableAt } from './model';

/** What `sync()` makes of a model: SQL in order, and what of it cannot be told. */
export interface TableMade {
  readonly sql: readonly TextValue[];
  readonly untold: readonly {
    readonly place: { readonly start: number; readonly end: number };
    readonly reason: string;
  }[];
}

export function tableMade(model: Model, models: Models, dialect: Dialect): TableMade {
  const { place, scope } = model;
  const table = tableNameOf(tableAt(model, place), dialect);
  if (!table) return { sql: [], untold: [{ place, reason: 'the name of this table cannot be told' }] };
  const untold: TableMade['untold'][number][] = [];
  const columns = [...model.attributes.values()].filter(isStored).flatMap((attribute): readonly Column[] => {
    const said = saidObject(withTable(attribute, model, models), attribute.place, scope);
    const column = attributeOf(table, columnOf(model, attribute), said, dialect);
    if (!column) untold.push({ place: attribute.place, reason: 'the type of this column cannot be told' });
    else if (column.untold) untold.push({ place: column.untold, reason: 'this default cannot be told' });
    return column ? [column] : [];
  });
  const options = saidObject(model.options, place, scope);
  const comment = model.options.get('comment');
  const text = comment && textValue(comment)?.text;
  const create = compose(place, [
    createTableSql(place, table, columns, uniqueKeys(model, dialect), dialect),
    ...(text !== undefined && isMysqlFamily(dialect) ? [` COMMENT ${quoteText(text, dialect)}`] : []),
    ...tableWords(options, dialect),
  ]);
  const indexes = indexesOf(model, dialect);
  return {
    sql: [
      ...columns.flatMap(({ before }) => before),
      create,
      ...(dialect === 'postgresql' ? commentsOf(table.sql, text, columns, model) : []),
      ...indexes.flatMap(({ sql }) => sql ?? []),
    ],
    untold: [
      ...untold,
      ...indexes.flatMap(({ sql, at }) =>
        sql ? [] : [{ place: at, reason: 'this index cannot be told without running it' }],
      ),
    ],
  };
}

/** `VIRTUAL` has no column. */
function isStored({ said }: Attribute): boolean {
  const type = said.get('type');
  return !type || dataTypeOf(type)?.word !== 'VIRTUAL';
}

/** `references: { model: User }` means its table. */
function withTable({ said, place }: Attribute, { scope }: Model, models: Models) {
  const references = said.get('references');
  const given = references && (entry(references, 'model', 'table') ?? references);
  if (!references || !given || textValue(given) || resolve(given).expr.kind === 'map') return said;
  const model = modelBehind(models, given);
  if (!model) return said;
  const key = entry(references, 'key', 'field');
  const deferrable = entry(references, 'deferrable');
  const whole = new Map([
    ['model', tableAt(model, given.expr)],
    ...(key ? [['key', key] as const] : []),
    ...(deferrable ? [['deferrable', deferrable] as const] : []),
  ]);
  return new Map([...said, ['references', saidObject(whole, place, scope)]]);
}

function commentsOf(
  table: TextValue,
  text: string | undefined,
  columns: readonly Column[],
  { place }: Model,
): readonly TextValue[] {
  const say = (at: typeof place, of: readonly Part[], comment: string) =>
    compose(at, ['COMMENT ON ', ...of, ` IS ${quoteText(comment, 'postgresql')}`]);
  return [
    ...(text === undefined ? [] : [say(place, ['TABLE ', table], text)]),
    ...columns.flatMap(({ name, comment, place: at }) =>
      comment === undefined ? [] : [say(at, ['COLUMN ', table, '.', quoted(name, 'postgresql')], comment)],
    ),
  ];
}

/** Attributes of one `unique` name are one constraint; `unique: true` stands with its column (model.js, refreshAttributes). */
function uniqueKeys(model: Model, dialect: Dialect): readonly TextValue[] {
  const keys = new Map<string, { readonly name: TextValue; readonly columns: TextValue[] }>();
  for (const attribute of model.attributes.values()) {
    const unique = attribute.said.get('unique');
    const name = unique && uniqueName(unique, attribute, model);
    if (!name) continue;
    const known = keys.get(name.text);
    if (known) known.columns.push(columnOf(model, attribute));
    else keys.set(name.text, { name, columns: [columnOf(model, attribute)] });
  }
  return [...keys.values()].map(({ name, columns }) => {
    const place = columns[0]?.pieces[0] ?? model.place;
    const head: readonly Part[] = isMysqlFamily(dialect) ? ['UNIQUE ', quoted(name, dialect), ' ('] : ['UNIQUE ('];
    return compose(place, [
      ...head,
      ...between(
        columns.map((one) => quoted(one, dialect)),
        ', ',
      ),
      ')',
    ]);
  });
}

function uniqueName(unique: Bound, { key, place }: Attribute, { table }: Model): TextValue | undefined {
  const text = textValue(unique) ?? (entry(unique, 'name') && textValue(entry(unique, 'name') as Bound));
  if (text) return text;
  return resolve(unique).expr.kind === 'map' ? made(`${table.text}_${key.text}_unique`, place) : undefined;
}

interface IndexMade {
  readonly sql: TextValue | undefined;
  readonly at: { readonly start: number; readonly end: number };
}

function indexesOf(model: Model, dialect: Dialect): readonly IndexMade[] {
  const { options, declared, scope } = model;
  const given = options.get('indexes');
  const list = given ? itemsOf(given) : (declared?.indexes ?? []);
  const own = list.map((item) => {
    const at = resolve(item).expr;
    return { sql: addIndex(at, [tableAt(model, at), inColumns(item, model)], dialect), at };
  });
  // `index: true` on a JSONB attribute (model.js, refreshAttributes)
  const json = [...model.attributes.values()].flatMap((attribute): readonly IndexMade[] => {
    const { said, place } = attribute;
    const type = said.get('type');
    if (!isYes(said.get('index')) || !type || dataTypeOf(type)?.word !== 'JSONB') return [];
    const column = textAt(columnOf(model, attribute).text, place);
    const fields: Bound = { expr: { kind: 'list', start: place.start, end: place.end, items: [column] }, scope };
    const whole = saidObject(
      new Map([
        ['fields', fields],
        ['using', { expr: textAt('gin', place), scope }],
      ]),
      place,
      scope,
    );
    return [{ sql: addIndex(place, [tableAt(model, place), whole], dialect), at: place }];
  });
  return [...own, ...json];
}

/** Fields of an index that name an attribute and no column mean its column, as Sequelize 7 has it; Sequelize 6 would fail. */
function inColumns(item: Bound, model: Model): Bound {
  const fields = entry(item, 'fields');
  if (!fields) return item;
  const columns = new Set([...model.attributes.values()].map((one) => columnOf(model, one).text));
  const renamed = itemsOf(fields).map((field): Bound => {
    const given = textValue(field) ? field : entry(field, 'name', 'attribute');
    const text = given && textValue(given);
    const attribute = text && !columns.has(text.text) ? model.attributes.get(text.text) : undefined;
    if (!given || !attribute) return field;
    const own = { expr: textAt(columnOf(model, attribute).text, given.expr), scope: field.scope };
    return given === field ? own : saidObject(new Map([...saidOf(field), ['name', own]]), field.expr, field.scope);
  });
  const { expr } = resolve(item);
  return saidObject(new Map([...saidOf(item), ['fields', listOf(renamed, fields)]]), expr, item.scope);
}

function listOf(items: readonly Bound[], { expr, scope }: Bound): Bound {
  const names = scope.child();
  const parts = items.map((one, at) => {
    names.set(`= ${at}`, one);
    return { kind: 'name' as const, start: one.expr.start, end: one.expr.end, name: `= ${at}` };
  });
  return { expr: { kind: 'list', start: expr.start, end: expr.end, items: parts }, scope: names };
}
