import type { ConstraintSpec, CreateTable, IndexColumn, IndexSpec, Operation, UniqueSpec } from '../../../model';
import { isMysqlFamily } from '../../../model';
import { expressionAt, identAt, keyColumns, spanOf } from '../build';
import { columnIdent, columnSpec, fieldIndexes, foreignKey, tableIdent, unknownType } from './columns';
import type { Field } from './field';
import { declaredIndexName, indexName, tableName } from './names';
import {
  columnsOf,
  type DeclaredConstraint,
  type DeclaredIndex,
  hasColumn,
  keyOf,
  type Model,
  NO_OPTIONS,
  type Project,
  tableOf,
} from './state';

/** Whether the model has a table that Django looks after. */
export function isManaged({ options }: Model): boolean {
  return options.managed && !options.proxy;
}

/** All that creating a model does to the database. */
export function createModel(model: Model, project: Project): readonly Operation[] {
  if (!isManaged(model)) return [];
  const span = spanOf(model.from, model.place);
  const own = model.fields.filter(hasColumn);
  const table = tableIdent(model, project);
  const { comment } = model.options;
  // SQLite has no comments, and Django leaves them out (`supports_comments`).
  const hasComment = comment !== undefined && project.setting.dialect !== 'sqlite';
  const constraints: readonly ConstraintSpec[] = [
    ...model.fields.flatMap((field) => compositeKey(field, model)),
    ...own.flatMap((field) => foreignKey(field, model, project) ?? []),
    ...(keepsUniqueAsIndex(project)
      ? []
      : model.options.uniqueTogether.map((fields) => uniqueTogether(model, project, fields))),
    ...model.options.constraints.flatMap((one) => tableConstraint(one, model, project) ?? []),
  ];
  const create: CreateTable = {
    kind: 'createTable',
    span,
    table,
    columns: own.map((field) => columnSpec(field, model, project)),
    constraints,
    indexes: [],
    options: [],
  };
  return [
    create,
    ...own.flatMap((field) => fieldIndexes(field, model, project)),
    ...(keepsUniqueAsIndex(project)
      ? model.options.uniqueTogether.map((fields) => uniqueTogetherIndex(model, project, fields))
      : []),
    ...model.options.indexTogether.map((fields) => indexTogether(model, project, fields)),
    ...model.options.indexes.flatMap((one) => createIndex(one, model, project) ?? []),
    ...model.options.constraints.flatMap((one) => uniqueIndex(one, model, project) ?? []),
    ...(hasComment ? [{ kind: 'commentOn', span, objectType: 'table', name: table, comment } as const] : []),
    ...own.flatMap(unknownType),
    ...model.fields.flatMap((field) => createJoinTable(field, model, project)),
  ];
}

/** `pk = CompositePrimaryKey('order_id', 'line')`: the key of several columns. */
function compositeKey(field: Field, model: Model): readonly ConstraintSpec[] {
  if (field.kind.kind !== 'compositeKey') return [];
  const columns = keyColumns(field.kind.fields.map((name) => ident(model, name)));
  return [{ kind: 'primaryKey', span: spanOf(field.from, field.place), columns }];
}

/** The column of a field by its name, or by its column's (`author`, `author_id`). */
function ident(model: Model, fieldName: string) {
  const field =
    model.fields.find((one) => one.name === fieldName) ??
    model.fields.find((one) => one.kind.kind === 'foreignKey' && `${one.name}_id` === fieldName);
  return field ? columnIdent(field) : identAt(model.from, fieldName, model.nameAt);
}

export function uniqueTogether(model: Model, project: Project, fields: readonly string[]): UniqueSpec {
  const { setting } = project;
  const name =
    model.groupNames?.get(fields.join()) ??
    indexName(tableOf(model, setting), columnsOf(model, fields), '_uniq', setting.dialect);
  const columns = keyColumns(fields.map((field) => ident(model, field)));
  return {
    kind: 'unique',
    span: spanOf(model.from, model.place),
    name: identAt(model.from, name, model.nameAt),
    columns,
  };
}

/** SQLite has `unique_together` as an index: it cannot add constraints (sqlite3/schema.py `sql_create_unique`). */
export function keepsUniqueAsIndex({ setting }: Project): boolean {
  return setting.dialect === 'sqlite';
}

export function uniqueTogetherIndex(model: Model, project: Project, fields: readonly string[]): Operation {
  const { name, span, columns } = uniqueTogether(model, project, fields);
  return {
    kind: 'createIndex',
    span,
    table: tableIdent(model, project),
    index: { ...(name ? { name } : {}), unique: true, columns, span },
  };
}

export function indexTogether(model: Model, project: Project, fields: readonly string[]): Operation {
  const { setting } = project;
  const name = indexName(tableOf(model, setting), columnsOf(model, fields), '_idx', setting.dialect);
  const span = spanOf(model.from, model.place);
  const columns = keyColumns(fields.map((field) => ident(model, field)));
  return {
    kind: 'createIndex',
    span,
    table: tableIdent(model, project),
    index: { name: identAt(model.from, name, model.nameAt), columns, span },
  };
}

const SUFFIXES: Readonly<Record<string, string>> = {
  gin: 'gin',
  gist: 'gist',
  brin: 'brin',
  hash: 'hash',
  spgist: 'spgist',
  bloom: 'bloom',
};

export function indexNameOf(index: DeclaredIndex, model: Model, project: Project): string {
  if (index.name !== undefined) return index.name;
  const columns = columnsOf(
    model,
    index.fields.map(({ name }) => name),
  );
  const orders = index.fields.map(({ descending }) => (descending ? '-' : ''));
  return declaredIndexName(tableOf(model, project.setting), columns, orders, SUFFIXES[index.method ?? ''] ?? 'idx');
}

/** MySQL and MariaDB have no partial and no covering indexes: Django leaves them out (`supports_partial_indexes`). */
function cannotHave(
  { condition, include }: Pick<DeclaredIndex, 'condition' | 'include'>,
  { setting }: Project,
): boolean {
  return isMysqlFamily(setting.dialect) && (condition !== undefined || include.length > 0);
}

export function createIndex(index: DeclaredIndex, model: Model, project: Project): Operation | undefined {
  if (cannotHave(index, project)) return undefined;
  const span = spanOf(index.from, index.place);
  return {
    kind: 'createIndex',
    span,
    table: tableIdent(model, project),
    index: indexSpec(index, model, project, identAt(index.from, indexNameOf(index, model, project), index.nameAt)),
  };
}

function indexSpec(
  index: Pick<
    DeclaredIndex,
    'fields' | 'expressions' | 'operatorClasses' | 'include' | 'condition' | 'method' | 'from' | 'place'
  >,
  model: Model,
  project: Project,
  name: IndexSpec['name'],
): IndexSpec {
  const span = spanOf(index.from, index.place);
  const order = (descending: boolean) => (descending ? ({ order: 'desc' } as const) : {});
  const columns: readonly IndexColumn[] = [
    ...index.fields.map(({ name: field, descending }, at): IndexColumn => {
      const operatorClass = index.operatorClasses[at];
      return { column: ident(model, field), span, ...order(descending), ...(operatorClass ? { operatorClass } : {}) };
    }),
    ...index.expressions.map(
      ({ text, descending }): IndexColumn => ({
        expression: expressionAt(index.from, text, index.place, project.setting.dialect),
        span,
        ...order(descending),
      }),
    ),
  ];
  return {
    ...(name ? { name } : {}),
    ...(index.method === undefined ? {} : { method: index.method }),
    columns,
    ...(index.include.length > 0 ? { include: index.include.map((field) => ident(model, field)) } : {}),
    ...(index.condition ? { where: index.condition } : {}),
    span,
  };
}

/** Constraints that the engine keeps as constraints; unique ones with conditions or expressions are indexes. */
export function tableConstraint(one: DeclaredConstraint, model: Model, project: Project): ConstraintSpec | undefined {
  const span = spanOf(one.from, one.place);
  const name = identAt(one.from, one.name, one.nameAt);
  if (one.kind === 'check') {
    const expression = one.condition ?? expressionAt(one.from, one.text, one.place, project.setting.dialect);
    return { kind: 'check', span, name, expression };
  }
  if (one.kind === 'exclusion')
    return {
      kind: 'exclusion',
      span,
      name,
      method: 'gist',
      text: one.text,
      ...(one.condition ? { where: one.condition } : {}),
    };
  if (isIndex(one)) return undefined;
  return {
    kind: 'unique',
    span,
    name,
    columns: keyColumns(one.fields.map((field) => ident(model, field))),
    ...(one.deferrable ? { deferrable: one.deferrable } : {}),
    ...(one.nullsNotDistinct ? { nullsNotDistinct: true } : {}),
  };
}

function isIndex({ kind, condition, expressions, include, operatorClasses }: DeclaredConstraint): boolean {
  return (
    kind === 'unique' &&
    (condition !== undefined || expressions.length > 0 || include.length > 0 || operatorClasses.length > 0)
  );
}

export function uniqueIndex(one: DeclaredConstraint, model: Model, project: Project): Operation | undefined {
  if (!isIndex(one) || cannotHave(one, project)) return undefined;
  const fields = one.fields.map((name) => ({ name, descending: false }));
  const name = identAt(one.from, one.name, one.nameAt);
  const { method: _none, ...unique } = { ...one, fields, method: undefined };
  const index = { ...indexSpec(unique, model, project, name), unique: true };
  return { kind: 'createIndex', span: spanOf(one.from, one.place), table: tableIdent(model, project), index };
}

/** The model of a many-to-many field's own table (django/db/models/fields/related.py `create_many_to_many_intermediary_model`). */
export function joinModel(field: Field, model: Model, project: Project): Model | undefined {
  if (field.kind.kind !== 'manyToMany' || field.kind.through) return undefined;
  const { setting } = project;
  const table = field.kind.table ?? tableName(`${tableOf(model, setting)}_${field.name}`, setting.dialect);
  const to = keyOf(field.kind.relation.to, model, setting);
  const from = `${model.app}.${model.name}`;
  // Models of the same name in two apps are told apart like one that refers to itself.
  const [own, other] = [model.name.toLowerCase(), to.split('.').at(-1) ?? to];
  const [fromName, toName] = own === other ? [`from_${own}`, `to_${other}`] : [own, other];
  const place = {
    name: '',
    nameAt: field.nameAt,
    place: field.place,
    from: field.from,
    nullable: false,
    primaryKey: false,
    unique: false,
    indexed: false,
  };
  const keys = field.made?.joinKeys ?? [];
  const reference = (name: string, target: string, key: string | undefined): Field => ({
    ...place,
    name,
    indexed: true,
    ...(key === undefined ? {} : { made: { foreignKey: key } }),
    kind: {
      kind: 'foreignKey',
      relation: { to: target, constraint: field.kind.kind === 'manyToMany' && field.kind.relation.constraint },
    },
  });
  const key: Field = {
    ...place,
    name: 'id',
    primaryKey: true,
    // Migrations do not know what the app's own configuration says (django/db/migrations/state.py, `AppConfigStub`).
    kind: { kind: 'plain', type: setting.autoField, options: {} },
  };
  return {
    app: model.app,
    name: `${model.name}_${field.name}`,
    nameAt: field.nameAt,
    place: field.place,
    from: field.from,
    fields: [key, reference(fromName, from, keys[0]), reference(toName, to, keys[1])],
    options: { ...NO_OPTIONS, table, uniqueTogether: [[fromName, toName]] },
  };
}

export function createJoinTable(field: Field, model: Model, project: Project): readonly Operation[] {
  const join = joinModel(field, model, project);
  return join ? createModel(join, project) : [];
}

/** A many-to-many field with the names that its table's keys have from here on. */
export function withJoinKeys(field: Field, model: Model, project: Project): Field {
  if (field.kind.kind !== 'manyToMany' || field.made?.joinKeys?.includes(undefined) === false) return field;
  const join = joinModel(field, model, project);
  if (!join) return field;
  const joinKeys = join.fields.slice(1).map((one) => foreignKey(one, join, project)?.name?.name);
  return { ...field, made: { ...field.made, joinKeys } };
}
