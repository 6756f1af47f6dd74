import type { ForeignKeySpec, Operation, ReferentialAction } from '../../model';
import { parseType } from '../../sql';
import { argument, attribute, itemsOf, textOf } from './attributes';
import { spanIn } from './keys';
import { defaultName, keptName } from './names';
import type { Attribute, Field } from './psl';
import { type Model, type PrismaSchema, storedName } from './schema';
import { referringType } from './types';

const ACTIONS: Readonly<Record<string, ReferentialAction>> = {
  Cascade: 'cascade',
  Restrict: 'restrict',
  NoAction: 'no action',
  SetNull: 'set null',
  SetDefault: 'set default',
};

/** The foreign keys of a model's relation fields; none with `relationMode = "prisma"`, where the client keeps the relations. */
export function foreignKeysOf(schema: PrismaSchema, model: Model): readonly ForeignKeySpec[] {
  if (schema.relationMode === 'prisma' || model.block.kind === 'view') return [];
  return model.fields.flatMap((field) => {
    const relation = attribute(field.attributes, 'relation');
    const target = schema.models.get(field.type.text);
    const fields = fieldsOf(model, relation, 'fields');
    return relation && target && target.block.kind === 'model' && fields.length > 0
      ? [foreignKey(schema, model, field, relation, target, fields)]
      : [];
  });
}

function fieldsOf(model: Model, relation: Attribute | undefined, key: string): readonly Field[] {
  return itemsOf(argument(relation, key)).flatMap(
    (item) => model.fields.find(({ name }) => name.text === textOf(item)) ?? [],
  );
}

function foreignKey(
  schema: PrismaSchema,
  model: Model,
  field: Field,
  relation: Attribute,
  target: Model,
  fields: readonly Field[],
): ForeignKeySpec {
  const columns = fields.map((one) => storedName(one.name, one.attributes));
  const written = argument(relation, 'map');
  const name =
    textOf(written) ??
    defaultName(
      schema.dialect,
      'fkey',
      model.table.text,
      columns.map(({ text }) => text),
    );
  const span = spanIn(model, field);
  const references = itemsOf(argument(relation, 'references'));
  // "Referential actions", defaults: a required key restricts deletion, an optional one is set to NULL; updates cascade.
  const onDelete = fields.every(({ arity }) => arity === 'optional') ? 'set null' : 'restrict';
  return {
    kind: 'foreignKey',
    name: { name, span: written?.kind === 'string' ? spanIn(model, written.inner) : spanIn(model, relation) },
    columns: columns.map((column) => ({ name: column.text, span: spanIn(model, column) })),
    refTable: {
      name: keptName(schema.dialect, target.table.text),
      span: spanIn(model, field.type),
      ...(target.schema === undefined ? {} : { schema: target.schema }),
    },
    refColumns: references.flatMap((item) => {
      const found = target.fields.find((one) => one.name.text === textOf(item));
      return found ? [{ name: storedName(found.name, found.attributes).text, span: spanIn(model, item) }] : [];
    }),
    onDelete: ACTIONS[textOf(argument(relation, 'onDelete')) ?? ''] ?? onDelete,
    onUpdate: ACTIONS[textOf(argument(relation, 'onUpdate')) ?? ''] ?? 'cascade',
    span,
  };
}

/** The model and field at the other end of a list field that has no `fields`: an implicit many-to-many relation. */
function otherEnd(
  schema: PrismaSchema,
  model: Model,
  field: Field,
): { readonly model: Model; readonly field: Field } | undefined {
  const target = schema.models.get(field.type.text);
  if (
    field.arity !== 'list' ||
    target?.block.kind !== 'model' ||
    argument(attribute(field.attributes, 'relation'), 'fields')
  )
    return undefined;
  const name = relationName(field);
  const found = target.fields.find(
    (one) =>
      one !== field && one.arity === 'list' && one.type.text === model.block.name.text && relationName(one) === name,
  );
  return found && { model: target, field: found };
}

function relationName(field: Field): string | undefined {
  return textOf(argument(attribute(field.attributes, 'relation'), 'name', 'first'));
}

/**
 * The join tables of implicit many-to-many relations, made once, at the end that comes first by name: `_CategoryToPost` with A and
 * B ("Many-to-many relations"). PostgreSQL's have a primary key since Prisma 6; the others keep the unique index.
 */
export function joinTablesOf(schema: PrismaSchema, model: Model): readonly Operation[] {
  if (model.block.kind !== 'model') return [];
  return model.fields.flatMap((field) => {
    const other = otherEnd(schema, model, field);
    if (!other) return [];
    const [a, b] = [model.block.name.text, other.model.block.name.text];
    const isFirst = a < b || (a === b && field.name.text < other.field.name.text);
    return isFirst ? joinTable(schema, model, field, other.model) : [];
  });
}

function idField(model: Model): Field | undefined {
  return (
    model.fields.find((field) => attribute(field.attributes, 'id')) ??
    model.fields.find((field) => attribute(field.attributes, 'unique'))
  );
}

function joinTable(schema: PrismaSchema, model: Model, field: Field, other: Model): readonly Operation[] {
  const [a, b] = [idField(model), idField(other)];
  if (!a || !b) return [];
  const span = spanIn(model, field);
  const at = (name: string) => ({ name, span });
  const tableName = `_${relationName(field) ?? `${model.block.name.text}To${other.block.name.text}`}`;
  const table = { ...at(tableName), ...(model.schema === undefined ? {} : { schema: model.schema }) };
  const column = (name: string, id: Field) => {
    const type = parseType(referringType(schema, id) ?? 'TEXT', span, schema.dialect);
    return { name: at(name), type, nullable: false, constraints: [], span };
  };
  const key = (name: string, to: Model, id: Field): ForeignKeySpec => ({
    kind: 'foreignKey',
    name: at(`${tableName}_${name}_fkey`),
    columns: [at(name)],
    refTable: {
      ...at(keptName(schema.dialect, to.table.text)),
      ...(to.schema === undefined ? {} : { schema: to.schema }),
    },
    refColumns: [at(storedName(id.name, id.attributes).text)],
    onDelete: 'cascade',
    onUpdate: 'cascade',
    span,
  });
  const both = [
    { column: at('A'), span },
    { column: at('B'), span },
  ];
  const hasKey = schema.dialect === 'postgresql';
  const keys = schema.relationMode === 'prisma' ? [] : [key('A', model, a), key('B', other, b)];
  const inTable = schema.dialect === 'sqlite' ? keys : [];
  return [
    {
      kind: 'createTable',
      table,
      columns: [column('A', a), column('B', b)],
      constraints: [
        ...(hasKey ? [{ kind: 'primaryKey' as const, name: at(`${tableName}_AB_pkey`), columns: both, span }] : []),
        ...inTable,
      ],
      indexes: [],
      options: [],
      span,
    },
    ...(hasKey
      ? []
      : [
          {
            kind: 'createIndex' as const,
            table,
            index: { name: at(`${tableName}_AB_unique`), unique: true, columns: both, span },
            span,
          },
        ]),
    { kind: 'createIndex', table, index: { name: at(`${tableName}_B_index`), columns: both.slice(1), span }, span },
    ...(schema.dialect === 'sqlite'
      ? []
      : keys.map((constraint) => ({ kind: 'addConstraint' as const, table, constraint, span }))),
  ];
}
