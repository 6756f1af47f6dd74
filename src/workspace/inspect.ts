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
  type Identity,
  type Index,
  type IndexColumn,
  type Migration,
  type OperationKind,
  type PrimaryKey,
  type Schema,
  type Span,
  type Table,
  type TableKind,
  type TransactionMode,
  type Unique,
  type View,
} from '../model';

/** A place in a file for people: line and column count from 1, the file is relative to the inspected folder. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface InspectedColumn {
  readonly name: string;
  /** As the engine's catalogue spells it; null for SQLite's typeless columns. */
  readonly type: string | null;
  readonly notNull: boolean;
  readonly default: string | null;
  readonly identity: Identity | null;
  readonly generated: { readonly expression: string; readonly stored: boolean } | null;
  readonly comment: string | null;
  readonly at: Place;
}

export interface InspectedKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly at: Place;
}

export interface InspectedForeignKey extends InspectedKey {
  readonly refTable: string;
  readonly refColumns: readonly string[];
  /** `no action` where nothing is written, as the engines have it. */
  readonly onDelete: string;
  readonly onUpdate: string;
}

export interface InspectedCheck {
  readonly name: string;
  readonly expression: string;
  readonly at: Place;
}

export interface InspectedIndex extends InspectedKey {
  readonly unique: boolean;
  readonly method: string | null;
  readonly where: string | null;
  readonly include: readonly string[];
}

export interface InspectedTable {
  readonly schema: string | null;
  readonly name: string;
  readonly kind: TableKind;
  readonly columns: readonly InspectedColumn[];
  readonly primaryKey: InspectedKey | null;
  readonly uniques: readonly InspectedKey[];
  readonly foreignKeys: readonly InspectedForeignKey[];
  readonly checks: readonly InspectedCheck[];
  /** Those that were made as indexes; keys have theirs from the engine. */
  readonly indexes: readonly InspectedIndex[];
  readonly comment: string | null;
  readonly at: Place;
}

export interface InspectedSchema {
  readonly tables: readonly InspectedTable[];
  readonly enums: readonly {
    readonly schema: string | null;
    readonly name: string;
    readonly values: readonly string[];
    readonly at: Place;
  }[];
  readonly views: readonly {
    readonly schema: string | null;
    readonly name: string;
    readonly materialized: boolean;
    readonly columns: readonly string[];
    readonly at: Place;
  }[];
}

export interface InspectedMigration {
  readonly tool: string;
  readonly version: string;
  readonly name: string;
  readonly file: string;
  readonly transaction: TransactionMode;
  readonly operations: readonly OperationKind[];
  readonly hasDown: boolean;
}

export interface InspectedLayer {
  readonly name: string;
  readonly dialect: Dialect;
  readonly version: string | null;
  /** What told the dialect. */
  readonly dialectBecause: string;
  readonly sources: readonly {
    readonly kind: 'migrations' | 'models' | 'dump';
    readonly tool: string;
    readonly files: readonly string[];
  }[];
  readonly coverage: {
    readonly statements: number;
    readonly understood: number;
    readonly notUnderstood: readonly {
      readonly file: string;
      readonly line: number;
      readonly text: string;
      readonly reason: string;
    }[];
  };
  readonly schema: InspectedSchema;
  /** As the ORM's models declare it; null where there are none. */
  readonly models: InspectedSchema | null;
  readonly migrations: readonly InspectedMigration[];
  /** What cannot be in the history: a column added to a table that is not there. */
  readonly problems: readonly (Place & { readonly message: string })[];
}

/** What `database-architect inspect --format json` prints: docs/inspect.schema.json. */
export interface Inspection {
  readonly dataLayers: readonly InspectedLayer[];
}

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
  const migrations = layer.migrations.map((migration) => fileOf(migration.uri));
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
  return {
    statements: coverage.statements,
    understood: coverage.understood,
    notUnderstood: coverage.notUnderstood.map(({ span, text, reason }) => ({
      file: fileOf(span.uri),
      line: span.start.line + 1,
      text,
      reason,
    })),
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
