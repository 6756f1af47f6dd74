import { type Bound, resolve, textValue, truth } from '../../code';
import type { ColumnSpec, ConstraintSpec, Operation, QualifiedName, TableOption } from '../../model';
import { column, identAt, keyColumns, spanOf, typeAt } from '../code/build';
import type { Collection } from './collections';
import { type Laying, type Paths, pathsOf } from './columns';
import { lastOption, written } from './options';
import type { Schema } from './shape';

/** The operations that make a collection: its paths with what is said of them, then its indexes. */
export function tableOf(collection: Collection, on: Laying): readonly Operation[] {
  const { name, schemas, kinds, site } = collection;
  const own = schemas.map((schema) => pathsOf(schema, '', on));
  const others = kinds.map(({ schema }) => optional(pathsOf(schema, '', on)));
  const parts = [...own, ...others];
  const [first] = schemas;
  const columns = unique(
    [...parts.flatMap((part) => part.columns), ...(first ? bookkeeping(collection, first) : [])],
    (one) => one.name.name,
  );
  const constraints = unique(
    parts.flatMap((part) => part.constraints),
    (one) => `${one.kind} ${textOfConstraint(one)}`,
  );
  const indexes = unique(
    parts.flatMap((part) => part.indexes),
    // Written twice it is two: which the review says. Of several kinds of documents it is one.
    ({ span, columns: keys }) => [span.uri, span.start.offset, ...keys.map((key) => key.column?.name)].join(' '),
  );
  const id = columns.find((one) => one.name.name === '_id');
  const table: QualifiedName = name;
  return [
    {
      kind: 'createTable',
      table,
      tableKind: 'collection',
      columns,
      constraints: [...(id ? [keyOf(id)] : []), ...constraints],
      indexes: [],
      options: first ? optionsOf(first) : [],
      span: spanOf(site.module, site.place),
    },
    ...indexes.map((index): Operation => ({ kind: 'createIndex', table, index, span: index.span })),
  ];
}

function keyOf({ name }: ColumnSpec): ConstraintSpec {
  return { kind: 'primaryKey', columns: keyColumns([name]), span: name.span };
}

function textOfConstraint(constraint: ConstraintSpec): string {
  if (constraint.kind === 'check') return constraint.expression.text;
  return constraint.kind === 'foreignKey' ? constraint.columns.map(({ name }) => name).join() : '';
}

/** The first of each name. */
function unique<T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] {
  const found = new Map<string, T>();
  for (const item of items) if (!found.has(nameOf(item))) found.set(nameOf(item), item);
  return [...found.values()];
}

/** What one kind of document must have, the collection's others may lack. */
function optional(paths: Paths): Paths {
  return {
    ...paths,
    columns: paths.columns.map(({ nullable: _required, ...rest }) => rest),
  };
}

/** The version key, and the discriminator key where there are kinds. */
function bookkeeping({ kinds, site }: Collection, schema: Schema): readonly ColumnSpec[] {
  const { module, place } = site;
  const at = { start: place.start, end: place.start };
  const made = (name: string, type: string, values?: readonly string[]) =>
    column(identAt(module, name, at), spanOf(module, at), {
      type: { ...typeAt(module, type, at, 'mongodb'), ...(values ? { family: 'enum' as const, values } : {}) },
    });
  const version = keyNamed(lastOption(schema.options, 'versionKey'), '__v');
  const kind = keyNamed(lastOption(schema.options, 'discriminatorKey'), '__t');
  return [
    ...(kinds.length > 0 && kind !== undefined
      ? [
          made(
            kind,
            'string',
            kinds.map(({ value }) => value),
          ),
        ]
      : []),
    ...(version === undefined ? [] : [made(version, 'number')]),
  ];
}

function keyNamed(option: Bound | undefined, usual: string): string | undefined {
  if (!option) return usual;
  const { expr } = resolve(option);
  if (expr.kind === 'constant') return truth(option) === false ? undefined : usual;
  return textValue(option)?.text ?? usual;
}

/** Options of the collection itself, and whether it takes fields that the schema does not have. */
const OPTIONS: readonly string[] = [
  'capped',
  'timeseries',
  'collation',
  'strict',
  'expireAfterSeconds',
  'clusteredIndex',
];

function optionsOf({ options }: Schema): readonly TableOption[] {
  return OPTIONS.flatMap((name) => {
    const value = lastOption(options, name);
    return value ? [{ name, value: written(value), span: spanOf(value.scope.module, value.expr) }] : [];
  });
}
