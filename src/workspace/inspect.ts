import {
  type Check,
  type Column,
  type Coverage,
  type DataLayer,
  type DeclaredSchema,
  type Dialect,
  defaultSchema,
  type EngineVersion,
  type ForeignKey,
  type Index,
  type IndexColumn,
  type Migration,
  type NotUnderstood,
  type PrimaryKey,
  type Schema,
  type Span,
  type Table,
  type Unique,
  type View,
} from '../model';
import type {
  InspectedColumn,
  InspectedForeignKey,
  InspectedIndex,
  InspectedKey,
  InspectedLayer,
  InspectedMigration,
  InspectedSchema,
  InspectedTable,
  Inspection,
  Place,
} from './inspection';

/** Turns a URI into the file name to print. */
export type FileNames = (uri: string) => string;

/** The data layers as plain data for other programs. */
export function inspect(layers: readonly DataLayer[], fileOf: FileNames): Inspection {
  return { dataLayers: layers.map((layer) => inspectLayer(layer, fileOf)) };
}

function inspectLayer(layer: DataLayer, fileOf: FileNames): InspectedLayer {
  const place = placer(fileOf);
  return {
    name: layer.name,
    purpose: layer.purpose ?? 'product',
    dialect: layer.dialect,
    version: layer.version ? versionText(layer.version) : null,
    dialectBecause: layer.dialectBecause,
    sources: sourcesOf(layer, fileOf),
    coverage: coverageOf(layer.coverage, fileOf),
    schema: schemaOf(layer.schema, place),
    models: modelsOf(layer.models, layer.dialect, place),
    migrations: layer.migrations.map((migration) => migrationOf(migration, fileOf)),
    problems: layer.problems.map(({ span, message }) => ({ ...place(span), message })),
  };
}

type Placer = (span: Span) => Place;

function placer(fileOf: FileNames): Placer {
  return (span) => ({ file: fileOf(span.uri), line: span.start.line + 1, column: span.start.column + 1 });
}

/** PostgreSQL counts majors alone since 10; the others name at least two numbers. */
function versionText({ major, minor, patch }: EngineVersion): string {
  return patch !== undefined
    ? `${major}.${minor}.${patch}`
    : minor > 0 || major < 10
      ? `${major}.${minor}`
      : String(major);
}

function sourcesOf(layer: DataLayer, fileOf: FileNames): InspectedLayer['sources'] {
  const migrations = [...new Set(layer.migrations.map((migration) => fileOf(migration.uri)))];
  const tool = layer.migrations[0]?.tool;
  return [
    ...(tool === undefined ? [] : [{ kind: 'migrations' as const, tool, files: migrations }]),
    ...[...layer.models, ...layer.dumps].map((one) => ({
      kind: one.kind,
      tool: one.tool,
      files: one.scripts.map((script) => fileOf(script.uri)),
    })),
  ];
}

function coverageOf(coverage: Coverage, fileOf: FileNames): InspectedLayer['coverage'] {
  const line = ({ span, text, reason }: NotUnderstood) => ({
    file: fileOf(span.uri),
    line: span.start.line + 1,
    text,
    reason,
  });
  return {
    statements: coverage.statements,
    understood: coverage.understood,
    verified: coverage.verified,
    notUnderstood: coverage.notUnderstood.map(line),
    disputed: coverage.disputed.map(line),
  };
}

function modelsOf(models: readonly DeclaredSchema[], dialect: Dialect, place: Placer): InspectedSchema | null {
  if (models.length === 0) return null;
  const parts = models.map((one) => schemaOf(one.schema, place, dialect));
  return {
    tables: parts.flatMap((part) => part.tables),
    enums: parts.flatMap((part) => part.enums),
    views: parts.flatMap((part) => part.views),
  };
}

function schemaOf(schema: Schema, place: Placer, dialect: Dialect = schema.dialect): InspectedSchema {
  const inSchema = (name: string | undefined) => name ?? defaultSchema(dialect) ?? null;
  return {
    tables: [...schema.tables.values()].map((table) =>
      tableOf(table, inSchema(table.schema), place, defaultSchema(dialect)),
    ),
    enums: [...schema.enums.values()].map((type) => ({
      schema: inSchema(type.schema),
      name: type.name,
      values: type.values,
      at: place(type.at),
    })),
    views: [...schema.views.values()].map((view: View) => ({
      schema: inSchema(view.schema),
      name: view.name,
      materialized: view.materialized,
      columns: view.columns,
      at: place(view.at),
    })),
  };
}

function tableOf(table: Table, schema: string | null, place: Placer, home: string | undefined): InspectedTable {
  return {
    schema,
    name: table.name,
    kind: table.kind,
    columns: table.columns.map((column) => columnOf(column, place)),
    primaryKey: table.primaryKey ? keyOf(table.primaryKey, place) : null,
    uniques: table.uniques.map((key) => keyOf(key, place)),
    foreignKeys: table.foreignKeys.map((key) => foreignKeyOf(key, place, home)),
    checks: table.checks.map((check: Check) => ({
      name: check.name,
      expression: check.expression.text,
      at: place(check.at),
    })),
    indexes: table.indexes.map((index) => indexOf(index, place)),
    comment: table.comment ?? null,
    at: place(table.at),
  };
}

function columnOf(column: Column, place: Placer): InspectedColumn {
  return {
    name: column.name,
    type: column.type?.canonical ?? null,
    notNull: column.notNull,
    default: column.default?.text ?? null,
    identity: column.identity ?? null,
    generated: column.generated
      ? { expression: column.generated.expression.text, stored: column.generated.stored }
      : null,
    comment: column.comment ?? null,
    at: place(column.at),
  };
}

function partText(part: IndexColumn): string {
  return part.column?.name ?? part.expression?.text ?? '';
}

function keyOf(key: PrimaryKey | Unique, place: Placer): InspectedKey {
  return { name: key.name, columns: key.columns.map(partText), at: place(key.at) };
}

/** `home` is the dialect's default schema, which nobody needs to be told. */
function foreignKeyOf(key: ForeignKey, place: Placer, home: string | undefined): InspectedForeignKey {
  const { refTable } = key;
  const isHome = refTable.schema === undefined || refTable.schema === home;
  return {
    name: key.name,
    columns: key.columns.map((column) => column.name),
    refTable: isHome ? refTable.name : `${refTable.schema}.${refTable.name}`,
    refColumns: key.refColumns.map((column) => column.name),
    onDelete: key.onDelete ?? 'no action',
    onUpdate: key.onUpdate ?? 'no action',
    at: place(key.at),
  };
}

function indexOf(index: Index, place: Placer): InspectedIndex {
  return {
    name: index.name,
    columns: index.columns.map(partText),
    unique: index.unique === true,
    method: index.method ?? null,
    where: index.where?.text ?? null,
    include: (index.include ?? []).map((column) => column.name),
    at: place(index.at),
  };
}

function migrationOf(migration: Migration, fileOf: FileNames): InspectedMigration {
  return {
    tool: migration.tool,
    version: migration.version,
    name: migration.name,
    file: fileOf(migration.uri),
    transaction: migration.transaction.mode,
    operations: migration.up.statements.flatMap((statement) => statement.operations.map((operation) => operation.kind)),
    hasDown: migration.down.kind === 'script',
  };
}
