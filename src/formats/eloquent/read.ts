import type { ConstraintSpec, CreateTable, Ident } from '../../model';
import { column, primaryKey, scriptOf, statement } from '../code/build';
import type { ReadContext, ReadFile, SourceFile } from '../format';
import { moduleOf, settingsOf } from '../laravel/project';
import { baseName } from '../paths';
import { type Classes, type Declared, declaredIn, type Model, modelOf } from './model';
import { tellRelations } from './relations';
import { isElsewhere, type Tables, type Told, tellModel } from './tables';
import { transaction } from './transaction';

/** Models are read together: each may name the others' tables and the columns that its relations stand on in them. */
export function readTogether(files: readonly SourceFile[], context: ReadContext): readonly ReadFile[] {
  const sources = files.map((file) => ({ file, module: moduleOf(file) }));
  const classes = classesIn(sources.flatMap(({ file, module }) => declaredIn(module, file.path)));
  const tables: Tables = new Map();
  const models = [...classes.values()].flatMap((one) => modelOf(one, classes) ?? []);
  const here = models.filter((model) => !isElsewhere(model, classes) && !isBase(model, models));
  for (const model of here) tellModel(tables, model, classes);
  for (const model of here) tellRelations(tables, model, classes);
  const prefix = prefixOf(files, context);
  return sources.map(({ file, module }) => {
    const own = [...tables.values()].filter(({ path }) => path === file.path);
    const statements = own.map((told) => {
      const operation = createTable(told, prefix);
      return statement(operation.span, [operation]);
    });
    return { up: scriptOf(module, statements), transaction };
  });
}

/** A file alone. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const path = baseName(file.uri);
  const [only] = readTogether([{ ...file, path }], context);
  return only ?? { up: { uri: file.uri, statements: [], comments: [], problems: [] }, transaction };
}

function classesIn(all: readonly Declared[]): Classes {
  return new Map(all.map((one) => [one.def.name, one]));
}

/** What others extend and what names neither a table nor columns is there to be extended, even where it is not abstract. */
function isBase({ declared }: Model, models: readonly Model[]): boolean {
  const says = declared.def.body.some(
    (stmt) =>
      stmt.kind === 'assign' && stmt.target.kind === 'name' && /^(?:table|fillable|guarded)$/.test(stmt.target.name),
  );
  return !says && models.some((other) => other.declared !== declared && other.chain.includes(declared));
}

function prefixOf(files: readonly SourceFile[], context: ReadContext): string {
  const [first] = files;
  const { neighbour } = context;
  if (!first || !neighbour) return '';
  return settingsOf({ ...context, neighbour: (name) => neighbour(name, first.path) }).prefix;
}

function createTable({ name, columns, key, references }: Told, prefix: string): CreateTable {
  const prefixed = (ident: Ident): Ident => (prefix === '' ? ident : { ...ident, name: prefix + ident.name });
  const keys = key ? [primaryKey([key], key.span)] : [];
  const foreignKeys = [...references.values()].map(
    (one): ConstraintSpec => ({
      kind: 'foreignKey',
      columns: [one.column],
      refTable: prefixed(one.table),
      refColumns: [one.key],
      notEnforced: true,
      span: one.column.span,
    }),
  );
  return {
    kind: 'createTable',
    table: prefixed(name),
    columns: [...columns.values()].map((one) => column(one, one.span)),
    constraints: [...keys, ...foreignKeys],
    indexes: [],
    options: [],
    partial: true,
    span: name.span,
  };
}
