import type { IndexColumn, IndexSpec, PrimaryKeySpec, Span } from '../../model';
import { argument, attribute, itemsOf, textOf } from './attributes';
import { defaultName } from './names';
import type { Argument, Attribute, Field, Value } from './psl';
import { type Model, type PrismaSchema, storedName } from './schema';

/** What spans are made with: the model's file. */
export function spanIn(model: Model, range: { readonly start: number; readonly end: number }): Span {
  return model.file.lines.span(range.start, range.end);
}

/** The primary key of `@id` or `@@id`. MySQL's and SQLite's have no name. */
export function primaryKeyOf(schema: PrismaSchema, model: Model): PrimaryKeySpec | undefined {
  const together = attribute(model.attributes, 'id');
  const field = model.fields.find((one) => attribute(one.attributes, 'id'));
  const own = field && attribute(field.attributes, 'id');
  const from = together ?? own;
  if (!from) return undefined;
  const columns = together ? keyParts(schema, model, together) : field ? [ownPart(model, field, own)] : [];
  const span = spanIn(model, from);
  const name =
    textOf(argument(from, 'map', together ? 'named' : 'first')) ??
    defaultName(schema.dialect, 'pkey', model.table.text, []);
  return { kind: 'primaryKey', columns, span, ...(schema.dialect === 'postgresql' ? { name: { name, span } } : {}) };
}

/** Unique and other indexes: `@unique`, `@@unique`, `@@index`, `@@fulltext`. Prisma makes a unique index, never a constraint. */
export function indexesOf(schema: PrismaSchema, model: Model): readonly IndexSpec[] {
  const single = model.fields.flatMap((field) => {
    const unique = attribute(field.attributes, 'unique');
    return unique ? [indexSpec(schema, model, unique, [ownPart(model, field, unique)])] : [];
  });
  const several = model.attributes.flatMap((one) =>
    INDEX_ATTRIBUTES.has(one.name) ? [indexSpec(schema, model, one, keyParts(schema, model, one))] : [],
  );
  return [...single, ...several].filter((index) => index.columns.length > 0);
}

const INDEX_ATTRIBUTES: ReadonlySet<string> = new Set(['unique', 'index', 'fulltext']);

function indexSpec(schema: PrismaSchema, model: Model, from: Attribute, columns: readonly IndexColumn[]): IndexSpec {
  const unique = from.name === 'unique';
  const span = spanIn(model, from);
  const written = argument(from, 'map');
  const names = columns.map(({ column }) => column?.name ?? '');
  const name = textOf(written) ?? defaultName(schema.dialect, unique ? 'key' : 'idx', model.table.text, names);
  const type = textOf(argument(from, 'type'));
  const method =
    from.name === 'fulltext' ? 'fulltext' : type === undefined || type === 'BTree' ? undefined : type.toLowerCase();
  const where = argument(from, 'where');
  const predicate = where?.kind === 'call' ? textOf(where.args[0]?.value) : undefined;
  return {
    name: { name, span: written?.kind === 'string' ? spanIn(model, written.inner) : span },
    ...(unique ? { unique } : {}),
    ...(method === undefined ? {} : { method }),
    columns,
    ...(where && predicate !== undefined
      ? { where: { text: predicate, span: spanIn(model, where), kind: 'other' as const, calls: [], columns: [] } }
      : {}),
    span,
  };
}

/** A field's own key part, with what its attribute says of order and length. */
function ownPart(model: Model, field: Field, from: Attribute | undefined): IndexColumn {
  return { ...columnPart(model, field), ...partOptions(from?.args ?? []) };
}

function columnPart(model: Model, field: Field): IndexColumn {
  const name = storedName(field.name, field.attributes);
  const span = spanIn(model, name);
  return { column: { name: name.text, span }, span };
}

/** `[a, b(sort: Desc)]` of a block attribute. Fields that are not there give a part by their own name. */
function keyParts(_schema: PrismaSchema, model: Model, from: Attribute): readonly IndexColumn[] {
  return itemsOf(argument(from, 'fields', 'first')).flatMap((item) => {
    const name = item.kind === 'call' ? item.name : textOf(item);
    const field = model.fields.find((one) => one.name.text === name);
    if (name === undefined) return [];
    const word = { start: item.start, end: item.start + name.length };
    const stored = field ? storedName(field.name, field.attributes).text : name;
    const span = spanIn(model, word);
    return [{ column: { name: stored, span }, ...partOptions(item.kind === 'call' ? item.args : []), span }];
  });
}

function partOptions(args: readonly Argument[]): Pick<IndexColumn, 'order' | 'prefix' | 'operatorClass'> {
  const value = (key: string): Value | undefined => args.find((one) => one.key === key)?.value;
  const sort = textOf(value('sort'));
  const length = textOf(value('length'));
  const ops = value('ops');
  const operatorClass = ops?.kind === 'call' ? textOf(ops.args[0]?.value) : ops && snake(textOf(ops) ?? '');
  return {
    ...(sort === 'Desc' ? { order: 'desc' as const } : {}),
    ...(length === undefined ? {} : { prefix: Number(length) }),
    ...(operatorClass === undefined ? {} : { operatorClass }),
  };
}

/** `JsonbPathOps` is jsonb_path_ops, `TimestampTzMinMaxOps` timestamptz_minmax_ops (Prisma, "Indexes": operator classes). */
function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace('min_max', 'minmax')
    .replace('timestamp_tz', 'timestamptz');
}
