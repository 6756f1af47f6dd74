import { type Bound, resolve, textValue, truth } from '../../code';
import type { ColumnSpec, ConstraintSpec, Ident, QualifiedName, SqlType } from '../../model';
import { column, expressionAt, identAt, spanOf, typeAt } from '../code/build';
import { checksOf, enumOf } from './checks';
import { type IndexDecl, indexAt, indexBy } from './indexes';
import { given, lastOption, option, plainValue } from './options';
import { hasId } from './schemas';
import type { Element, Field, Schema, Shape, Site } from './shape';

/** What a collection's schema comes to: its paths, and what is said of them. */
export interface Paths {
  readonly columns: readonly ColumnSpec[];
  readonly constraints: readonly ConstraintSpec[];
  readonly indexes: readonly IndexDecl[];
}

export interface Laying {
  /** The collection that a `ref` leads to. */
  readonly target: (ref: Bound) => QualifiedName | undefined;
}

const EMPTY: Paths = { columns: [], constraints: [], indexes: [] };

function together(parts: readonly Paths[]): Paths {
  return {
    columns: parts.flatMap(({ columns }) => columns),
    constraints: parts.flatMap(({ constraints }) => constraints),
    indexes: parts.flatMap(({ indexes }) => indexes),
  };
}

/** The paths of a schema: its `_id`, its fields with theirs below them, its timestamps. */
export function pathsOf(schema: Schema, prefix: string, on: Laying, options?: Bound): Paths {
  const timestamps = timestampsOf(schema).filter(({ name }) => !schema.fields.some(({ key }) => key === name.name));
  const isExcluded =
    truthOf(lastOption(schema.options, 'excludeIndexes')) || truthOf(option(options, 'excludeIndexes'));
  const own = together([
    ownId(schema, prefix, options),
    ...schema.fields.map((field) => pathsAt(field, prefix, on)),
    { ...EMPTY, columns: timestamps.map((one) => ({ ...one, name: { ...one.name, name: prefix + one.name.name } })) },
  ]);
  const declared = schema.indexes.flatMap((one) => indexBy(one, prefix) ?? []);
  return { ...own, indexes: isExcluded ? [] : [...own.indexes, ...declared] };
}

function truthOf(value: Bound | undefined): boolean {
  return value !== undefined && truth(value) === true;
}

/** The `_id` that documents get by themselves, unless the schema has one or wants none. */
function ownId(schema: Schema, prefix: string, options: Bound | undefined): Paths {
  if (schema.fields.some(({ key }) => key === '_id')) return EMPTY;
  const wanted = option(options, '_id');
  if (!hasId(schema) || (wanted && truth(wanted) === false)) return EMPTY;
  return { ...EMPTY, columns: [madeColumn(`${prefix}_id`, 'objectId', schema.site, false)] };
}

function madeColumn(name: string, type: string, { module, place }: Site, nullable?: boolean): ColumnSpec {
  const at = { start: place.start, end: place.start };
  return column(identAt(module, name, at), spanOf(module, at), {
    type: typeAt(module, type, at, 'mongodb'),
    ...(nullable === undefined ? {} : { nullable }),
  });
}

/** `timestamps: true`, or with other names or one of the two. */
export function timestampsOf(schema: Schema): readonly ColumnSpec[] {
  const value = lastOption(schema.options, 'timestamps');
  if (!value) return [];
  const { expr, scope } = resolve(value);
  if (expr.kind === 'constant' && expr.value !== true) return [];
  return ['createdAt', 'updatedAt'].flatMap((key): readonly ColumnSpec[] => {
    const said = expr.kind === 'map' ? option({ expr, scope }, key) : undefined;
    if (said && truth(said) === false) return [];
    const name = said && textValue(said)?.text;
    const site = { module: (said ?? value).scope.module, place: (said ?? value).expr };
    return [madeColumn(name ?? key, 'date', site)];
  });
}

function pathsAt(field: Field, prefix: string, on: Laying): Paths {
  const name = prefix + field.key;
  const { module, place } = field.site;
  const ident = identAt(module, name, place);
  const spec = specOf(field, ident);
  const elements = elementsOf(field);
  const below = belowOf(field.shape, `${name}.`, on, field.options);
  const references = elements.flatMap((element) => referenceOf(element, ident, on));
  const checks = elements.flatMap(({ options }) => checksOf(name, options));
  const isDocuments = field.shape.kind === 'array' && field.shape.of.shape.kind === 'document';
  // Of an array of documents Mongoose takes no index of its own (getIndexes).
  const index = isDocuments
    ? undefined
    : elements.map((element) => indexAt(element, ident)).find((one) => one !== undefined);
  return together([
    { columns: [spec], constraints: [...references.slice(0, 1), ...checks], indexes: [] },
    below,
    { ...EMPTY, indexes: index ? [index] : [] },
  ]);
}

/** A field and what stands in it, where it is an array of plain values: both may have options. */
function elementsOf(field: Field): readonly Element[] {
  const found: Element[] = [field];
  for (let at: Shape = field.shape; at.kind === 'array' && at.of.shape.kind !== 'document'; at = at.of.shape)
    found.push(at.of);
  return found;
}

function specOf(field: Field, name: Ident): ColumnSpec {
  const { module } = field.at;
  const type = typeAt(module, wordFor(field.shape), field.at.place, 'mongodb');
  const values = elementsOf(field)
    .map(({ options }) => enumOf(options))
    .find((one) => one !== undefined);
  const value = option(field.options, 'default');
  return column(name, spanOf(field.site.module, field.whole), {
    type: values ? ({ ...type, family: 'enum', values } satisfies SqlType) : type,
    ...(isRequired(field) ? { nullable: false } : {}),
    ...(value ? { default: defaultOf(value) } : {}),
  });
}

/** `required: true`, with a message or not; a function decides for each document. Mongoose's own `_id` is always there. */
function isRequired({ key, options }: Field): boolean {
  const value = option(options, 'required');
  return key === '_id' || (value !== undefined && truth(plainValue(value)) === true);
}

/** A default: what is written; `Date.now` is the function of that name. */
function defaultOf(value: Bound) {
  const { expr, scope } = resolve(value);
  const { module } = scope;
  const text = module.text.slice(expr.start, expr.end);
  return expr.kind === 'unknown' || expr.kind === 'function' || expr.kind === 'map' || expr.kind === 'list'
    ? { text, span: spanOf(module, expr), kind: 'other' as const, calls: [], columns: [] }
    : literalDefault(value, text);
}

function literalDefault(value: Bound, text: string) {
  const { expr, scope } = resolve(value);
  const isLiteral =
    expr.kind === 'string' || expr.kind === 'number' || expr.kind === 'constant' || expr.kind === 'unary';
  if (!isLiteral) {
    const called = text.replace(/\(.*$/s, '').split('.').at(-1)?.toLowerCase() ?? '';
    return { text, span: spanOf(scope.module, expr), kind: 'call' as const, calls: [called], columns: [] };
  }
  const spelled = expr.kind === 'string' ? `'${expr.value}'` : text;
  return { ...expressionAt(scope.module, spelled, expr, 'mongodb'), kind: 'literal' as const, calls: [], columns: [] };
}

function wordFor(shape: Shape): string {
  switch (shape.kind) {
    case 'scalar':
      return shape.word;
    case 'nested':
    case 'document':
      return 'object';
    case 'map':
      return 'map';
    case 'array':
      return `${wordFor(shape.of.shape)}[]`;
  }
}

/** The paths below one: a document's own, those of the documents in an array, those of a map's values. */
function belowOf(shape: Shape, prefix: string, on: Laying, options: Bound | undefined): Paths {
  switch (shape.kind) {
    case 'scalar':
      return EMPTY;
    case 'nested':
      return together(shape.fields.map((field) => pathsAt(field, prefix, on)));
    case 'document':
      return pathsOf(shape.schema, prefix, on, options);
    case 'array':
      return belowOf(shape.of.shape, prefix, on, shape.of.options ?? options);
    case 'map':
      return shape.of ? valuesOf(shape.of, prefix, on) : EMPTY;
  }
}

/** `labels.$*`: any key of a map, as Mongoose names it. */
function valuesOf(of: Element, prefix: string, on: Laying): Paths {
  const { start } = of.at.place;
  const site = { module: of.at.module, place: { start, end: start } };
  return pathsAt({ ...of, key: '$*', site, whole: of.at.place }, prefix, on);
}

/** A `ref` to another model, which nothing enforces. */
function referenceOf({ options, shape }: Element, name: Ident, on: Laying): readonly ConstraintSpec[] {
  const ref = option(options, 'ref');
  if (!ref || shape.kind === 'document') return [];
  const refTable = on.target(given(ref));
  if (!refTable) return [];
  const { span } = refTable;
  return [
    { kind: 'foreignKey', columns: [name], refTable, refColumns: [{ name: '_id', span }], notEnforced: true, span },
  ];
}
