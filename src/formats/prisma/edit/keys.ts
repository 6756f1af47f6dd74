import type {
  ConstraintSpec,
  ForeignKeySpec,
  IndexColumn,
  IndexSpec,
  OperationOf,
  QualifiedName,
  ReferentialAction,
} from '../../../model';
import { argument, attribute, textOf } from '../attributes';
import { indexesOf } from '../keys';
import { defaultName } from '../names';
import type { Attribute, Field } from '../psl';
import { foreignKeysOf } from '../relations';
import { type Model, type PrismaSchema, storedName } from '../schema';
import { blockAttribute, type Edit, lineAfter, modelOfTable, removeLines, replace } from './edits';
import { fieldLine } from './field-text';
import { fieldOf } from './tables';
import { camel, plural, unused } from './words';

/** `@@index`, `@@unique`, or `@unique` on the field. Partial and expression indexes have no words in Prisma's models. */
export function createIndex(schema: PrismaSchema, table: QualifiedName, index: IndexSpec): readonly Edit[] {
  const model = modelOfTable(schema, table.name, table.schema);
  const parts = model ? index.columns.map((part) => partText(model, part)) : [];
  if (!model || index.where || index.include || parts.includes(undefined)) return [];
  const columns = index.columns.flatMap(({ column }) => column?.name ?? []);
  const name = index.name?.name;
  const standard = defaultName(schema.dialect, index.unique ? 'key' : 'idx', model.table.text, columns);
  const map = name === undefined || name === standard ? [] : [`map: "${name}"`];
  const single = index.unique && columns.length === 1 ? fieldOf(model, columns[0] ?? '') : undefined;
  if (single && index.columns[0]?.order === undefined) return [uniqueField(model, single, map)];
  const type =
    index.method === undefined || index.method === 'btree' || index.method === 'fulltext'
      ? []
      : [`type: ${typeName(index.method)}`];
  const word = index.method === 'fulltext' ? '@@fulltext' : index.unique ? '@@unique' : '@@index';
  return [
    blockAttribute(model, `${word}([${parts.join(', ')}]${[...type, ...map].map((one) => `, ${one}`).join('')})`),
  ];
}

function typeName(method: string): string {
  return (
    ({ gin: 'Gin', gist: 'Gist', hash: 'Hash', brin: 'Brin', spgist: 'SpGist' } as Record<string, string>)[method] ??
    method
  );
}

function partText(model: Model, part: IndexColumn): string | undefined {
  const field = part.column && fieldOf(model, part.column.name);
  if (!field) return undefined;
  const options = [
    ...(part.prefix === undefined ? [] : [`length: ${part.prefix}`]),
    ...(part.operatorClass === undefined ? [] : [`ops: raw("${part.operatorClass}")`]),
    ...(part.order === 'desc' ? ['sort: Desc'] : []),
  ];
  return options.length > 0 ? `${field.name.text}(${options.join(', ')})` : field.name.text;
}

function uniqueField(model: Model, field: Field, map: readonly string[]): Edit {
  const at = field.attributes[0]?.start;
  const text = map.length > 0 ? `@unique(${map.join()})` : '@unique';
  if (at === undefined) return { uri: model.file.uri, start: field.end, end: field.end, newText: ` ${text}` };
  return { uri: model.file.uri, start: at, end: at, newText: `${text} ` };
}

/** Takes out the attribute that makes the index of this name. */
export function dropIndex(schema: PrismaSchema, name: string): readonly Edit[] {
  for (const model of schema.models.values()) {
    const index = indexesOf(schema, model).find((one) => one.name?.name === name);
    if (index) return dropAttribute(model, index.span.start.offset);
  }
  return [];
}

function dropAttribute(model: Model, start: number): readonly Edit[] {
  const line = model.block.members.find((member) => member.kind === 'attribute' && member.start === start);
  if (line) return [removeLines(model, line)];
  const own = model.fields.flatMap(({ attributes }) => attributes).find((one: Attribute) => one.start === start);
  return own ? [replace(model, { start: own.start - leading(model, own.start), end: own.end }, '')] : [];
}

function leading(model: Model, at: number): number {
  return /[^\S\r\n]*$/.exec(model.file.text.slice(0, at))?.[0].length ?? 0;
}

export function addConstraint(schema: PrismaSchema, op: OperationOf<'addConstraint'>): readonly Edit[] {
  const { constraint } = op;
  if (constraint.kind === 'foreignKey') return addForeignKey(schema, op.table, constraint);
  if (constraint.kind === 'unique' && !constraint.usingIndex) return createIndex(schema, op.table, asIndex(constraint));
  return [];
}

function asIndex(constraint: ConstraintSpec & { readonly kind: 'unique' }): IndexSpec {
  return {
    ...(constraint.name ? { name: constraint.name } : {}),
    unique: true,
    columns: constraint.columns,
    span: constraint.span,
  };
}

/** The relation of a foreign key or the index of a unique constraint, by its name. */
export function dropConstraint(schema: PrismaSchema, op: OperationOf<'dropConstraint'>): readonly Edit[] {
  const name = op.name?.name;
  const model = modelOfTable(schema, op.table.name, op.table.schema);
  if (name === undefined || !model) return [];
  const key = foreignKeysOf(schema, model).find((one) => one.name?.name === name);
  const field = key && model.fields.find(({ start }) => start === key.span.start.offset);
  return field ? [removeLines(model, field), ...otherEnds(schema, model, field)] : dropIndex(schema, name);
}

function otherEnds(schema: PrismaSchema, model: Model, field: Field): readonly Edit[] {
  const target = schema.models.get(field.type.text);
  const name = textOf(argument(attribute(field.attributes, 'relation'), 'name', 'first'));
  const found = target?.fields.find(
    (one) =>
      one !== field &&
      one.type.text === model.block.name.text &&
      textOf(argument(attribute(one.attributes, 'relation'), 'name', 'first')) === name,
  );
  return target && found ? [removeLines(target, found)] : [];
}

const ACTIONS: Readonly<Record<ReferentialAction, string>> = {
  'no action': 'NoAction',
  restrict: 'Restrict',
  cascade: 'Cascade',
  'set null': 'SetNull',
  'set default': 'SetDefault',
};

/** Both ends of a relation: the field with @relation here, and a list (or, on a unique key, one) at the table referred to. */
export function addForeignKey(schema: PrismaSchema, table: QualifiedName, key: ForeignKeySpec): readonly Edit[] {
  const model = modelOfTable(schema, table.name, table.schema);
  const target = modelOfTable(schema, key.refTable.name, key.refTable.schema);
  const fields = model ? key.columns.flatMap(({ name }) => fieldOf(model, name) ?? []) : [];
  if (!model || !target || fields.length !== key.columns.length || schema.relationMode === 'prisma') return [];
  const references =
    key.refColumns.length > 0 ? key.refColumns.flatMap(({ name }) => fieldOf(target, name) ?? []) : idFields(target);
  const last = model.fields.at(-1);
  const end = target.fields.at(-1);
  if (!last || !end || references.length !== fields.length) return [];
  const first = storedName(fields[0]?.name ?? last.name, fields[0]?.attributes ?? []).text;
  const name = unused(
    camel(first.replace(/_?id$/i, '')) || camel(target.block.name.text),
    new Set(model.fields.map((one) => one.name.text)),
  );
  const optional = fields.every(({ arity }) => arity === 'optional');
  const relation = `@relation(${[...relationName(model, target, name), `fields: [${fields.map((one) => one.name.text).join(', ')}]`, `references: [${references.map((one) => one.name.text).join(', ')}]`, ...actions(schema, model, key, optional)].join(', ')})`;
  const isOne = fields.length === 1 && fields[0]?.attributes.some((one) => one.name === 'unique' || one.name === 'id');
  const back = unused(
    isOne ? camel(model.block.name.text) : plural(model.block.name.text),
    new Set(target.fields.map((one) => one.name.text)),
  );
  const backNames = relationName(model, target, name);
  return [
    lineAfter(
      model,
      last,
      fieldLine(model, { name, type: target.block.name.text + (optional ? '?' : ''), attributes: [relation] }, last),
    ),
    lineAfter(
      target,
      end,
      fieldLine(
        target,
        {
          name: back,
          type: model.block.name.text + (isOne ? '?' : '[]'),
          attributes: backNames.length > 0 ? [`@relation(${backNames.join()})`] : [],
        },
        end,
      ),
    ),
  ];
}

function idFields(model: Model): readonly Field[] {
  return model.fields.filter((field) => attribute(field.attributes, 'id'));
}

/** A second relation between the same two models needs a name. */
function relationName(model: Model, target: Model, name: string): readonly string[] {
  const other = model === target || model.fields.some((field) => field.type.text === target.block.name.text);
  return other ? [`"${name}"`] : [];
}

function actions(schema: PrismaSchema, model: Model, key: ForeignKeySpec, optional: boolean): readonly string[] {
  const onDelete = key.onDelete ?? 'no action';
  const onUpdate = key.onUpdate ?? 'no action';
  const standard = defaultName(
    schema.dialect,
    'fkey',
    model.table.text,
    key.columns.map(({ name }) => name),
  );
  return [
    ...(onDelete === (optional ? 'set null' : 'restrict') ? [] : [`onDelete: ${ACTIONS[onDelete]}`]),
    ...(onUpdate === 'cascade' ? [] : [`onUpdate: ${ACTIONS[onUpdate]}`]),
    ...(key.name === undefined || key.name.name === standard ? [] : [`map: "${key.name.name}"`]),
  ];
}
