import type { ConstraintSpec, Operation, Statement } from '../../model';
import { keyColumns, opaque, scriptOf, spanOf, statement } from '../code/build';
import { moduleOf } from '../code/project-imports';
import type { ReadContext, ReadFile, SourceFile } from '../format';
import { checksOf, columnSpec, commentOf, identOf, indexesOf, uniqueOf } from './columns';
import { type Model, modelOf, modelStructs, type Reading } from './model';
import { foreignKeys, type JoinTable, joinTables, type Placed, tableName } from './relations';
import { transaction } from './transaction';
import { openWorld } from './world';

export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const [only] = readTogether([{ ...file, path: file.uri }], context);
  return only ?? { up: { uri: file.uri, statements: [], comments: [], problems: [] }, transaction };
}

/** Reads models as the tables that AutoMigrate makes of them. */
export function readTogether(files: readonly SourceFile[], context: ReadContext): readonly ReadFile[] {
  const world = openWorld(files);
  const on: Reading = { world, dialect: context.dialect, ...settingsIn(files), models: new Map() };
  const models = modelStructs(world).map((struct) => modelOf(struct, on));
  const keys = on.hasForeignKeys ? foreignKeys(models, on).filter(({ key }) => !key.notEnforced) : [];
  const joins = joinTables(models, on);
  const made = oncePerTable(models).map((model) => ({
    uri: model.struct.module.uri,
    statement: tableStatement(model, keys, on),
  }));
  const between = joins.map((join) => ({ uri: join.owner.struct.module.uri, statement: joinStatement(join, on) }));
  return files.map((file) => ({
    up: scriptOf(
      moduleOf(file),
      [...made, ...between].flatMap((one): readonly Statement[] => (one.uri === file.uri ? [one.statement] : [])),
    ),
    transaction,
  }));
}

/** `NamingStrategy{TablePrefix: "t_", SingularTable: true}` and foreign keys switched off, where a file of the set says so. */
function settingsIn(files: readonly SourceFile[]): Pick<Reading, 'naming' | 'hasForeignKeys'> {
  const text = files
    .filter((file) => /NamingStrategy|DisableForeignKeyConstraintWhenMigrating/.test(file.text))
    .map((file) => file.text)
    .join('\n');
  return {
    naming: {
      prefix: /\bTablePrefix:\s*"([^"]*)"/.exec(text)?.[1] ?? '',
      singular: /\bSingularTable:\s*true\b/.test(text),
    },
    hasForeignKeys: !/\bDisableForeignKeyConstraintWhenMigrating:\s*true\b/.test(text),
  };
}

/** Several structs may stand for one table; the one with most columns tells what it is. */
function oncePerTable(models: readonly Model[]): readonly Model[] {
  const widest = new Map<string, Model>();
  for (const model of models) {
    const known = widest.get(model.table);
    if (!known || known.columns.length < model.columns.length) widest.set(model.table, model);
  }
  return models.filter((model) => widest.get(model.table) === model && model.columns.length > 0);
}

function tableStatement(model: Model, keys: readonly Placed[], on: Reading): Statement {
  const { struct, columns } = model;
  const table = tableName(model);
  const span = spanOf(struct.module, struct.def);
  const primary: readonly ConstraintSpec[] =
    model.keys.length === 0
      ? []
      : [{ kind: 'primaryKey', columns: keyColumns(model.keys.map(identOf)), span: table.span }];
  const create: Operation = {
    kind: 'createTable',
    table,
    columns: columns.map((column) => columnSpec(column, model, on)),
    constraints: [
      ...primary,
      ...keys.flatMap((one) => (one.model.table === model.table ? [one.key] : [])),
      ...columns.flatMap((column) => [...uniqueOf(column, model), ...checksOf(column, model, on)]),
    ],
    indexes: [],
    options: [],
    span,
  };
  return statement(span, [
    create,
    ...indexesOf(model, on).map((index): Operation => ({ kind: 'createIndex', table, index, span: index.span })),
    ...columns.flatMap((column) => commentOf(column, table, on)),
    ...columns.flatMap((column) =>
      column.unread === undefined ? [] : [opaque(column.struct.module, column.place, column.unread)],
    ),
  ]);
}

function joinStatement({ table, columns, keys }: JoinTable, on: Reading): Statement {
  const key: ConstraintSpec = {
    kind: 'primaryKey',
    columns: keyColumns(columns.map(({ name }) => name)),
    span: table.span,
  };
  const constraints: readonly ConstraintSpec[] = on.hasForeignKeys ? [key, ...keys] : [key];
  return statement(table.span, [
    { kind: 'createTable', table, columns, constraints, indexes: [], options: [], span: table.span },
  ]);
}
