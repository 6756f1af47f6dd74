import type { ConstraintSpec, IndexSpec } from '../../../src/model';
import { readSql } from '../../../src/sql';
import type { TableFacts } from './facts';
import { type Engine, plainAction, tableName } from './ours';
import { columnLine, foreignKeyLine, indexLine, plainDefault, plainExpression } from './spelling';

/** A catalogue as `truth/*.json` has it; each engine fills some of it. */
export interface Catalogue {
  readonly name: string;
  readonly engine: string;
  readonly repo: string;
  readonly commit: string;
  readonly files: readonly string[];
  readonly loadErrors: readonly string[];
  readonly tables: readonly CatalogueTable[];
}

export interface CatalogueTable {
  readonly schema?: string;
  readonly name: string;
  readonly kind: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly notnull: boolean;
    readonly default: string | null;
    readonly identity?: string | null;
    readonly generated?: string | null;
    readonly gen?: string | null;
    readonly extra?: string;
    readonly hidden?: number;
  }[];
  readonly pk?: readonly string[];
  readonly constraints: readonly {
    readonly name?: string;
    readonly type: string;
    readonly cols: readonly string[];
    readonly ref?: string | null;
    readonly refcols?: readonly (string | null)[] | null;
    readonly ondelete?: string | null;
    readonly onupdate?: string | null;
    readonly def?: string;
  }[];
  readonly indexes: readonly {
    readonly name: string;
    readonly unique: boolean;
    readonly primary?: boolean;
    readonly def?: string;
    readonly type?: string;
    readonly cols?: readonly (string | null)[];
    readonly origin?: string;
    readonly partial?: boolean;
  }[];
}

export function engineOf(catalogue: Catalogue): Engine {
  return catalogue.engine.startsWith('PostgreSQL')
    ? 'postgresql'
    : catalogue.engine.startsWith('SQLite')
      ? 'sqlite'
      : 'mariadb';
}

/** Tables only: views are queries, and their columns' types are not ours to tell yet. */
export function truthTables(engine: Engine, all: readonly CatalogueTable[]): readonly TableFacts[] {
  const tables = all.filter((table) => ['r', 'p', 'f', 'BASE TABLE', 'table', 'virtual'].includes(table.kind));
  return tables.map((table) =>
    engine === 'postgresql' ? postgresTable(table) : engine === 'sqlite' ? sqliteTable(table) : mariadbTable(table),
  );
}

const PG_ACTIONS: Readonly<Record<string, string>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};
const PG_IDENTITY: Readonly<Record<string, string>> = { a: 'always', d: 'by default' };

function constraintOf(definition: string): ConstraintSpec | undefined {
  const script = readSql('file:///engine.sql', `ALTER TABLE t ADD CONSTRAINT c ${definition};`, 'postgresql');
  const operation = script.statements[0]?.operations[0];
  return operation?.kind === 'addConstraint' ? operation.constraint : undefined;
}

function indexOf(definition: string): IndexSpec | undefined {
  const operation = readSql('file:///engine.sql', `${definition};`, 'postgresql').statements[0]?.operations[0];
  return operation?.kind === 'createIndex' ? operation.index : undefined;
}

function parts(columns: IndexSpec['columns']): readonly string[] {
  return columns.map((column) => plainExpression(column.column?.name ?? column.expression?.text ?? ''));
}

function postgresTable(table: CatalogueTable): TableFacts {
  const own = new Set(
    table.constraints.filter(({ type }) => type === 'p' || type === 'u' || type === 'x').map(({ name }) => name),
  );
  const constraints = (type: string) => table.constraints.filter((constraint) => constraint.type === type);
  return {
    name: tableName(table.schema, table.name, 'postgresql'),
    columns: table.columns.map((column) =>
      columnLine({
        name: column.name,
        type: column.type.replace(/\bpublic\./g, ''),
        notNull: column.notnull,
        default: column.generated ? '' : plainDefault(column.default),
        identity: PG_IDENTITY[column.identity ?? ''] ?? '',
        generated: column.generated ? plainExpression(column.generated) : '',
      }),
    ),
    primaryKey: (constraints('p')[0]?.cols ?? []).join(', '),
    foreignKeys: constraints('f').map((key) =>
      foreignKeyLine({
        name: key.name ?? null,
        columns: key.cols,
        table: (key.ref ?? '').replace(/^public\./, '').replace(/"/g, ''),
        refColumns: (key.refcols ?? []).map(String),
        onDelete: PG_ACTIONS[key.ondelete ?? ''] ?? '',
        onUpdate: PG_ACTIONS[key.onupdate ?? ''] ?? '',
      }),
    ),
    uniques: constraints('u').map((key) => `${key.name} (${key.cols.join(', ')})`),
    checks: constraints('c').map((check) => {
      const spec = constraintOf(check.def ?? '');
      return `${check.name} ${plainExpression(spec?.kind === 'check' ? spec.expression.text : (check.def ?? ''))}`;
    }),
    indexes: table.indexes
      .filter((index) => !own.has(index.name))
      .map((index) => {
        const spec = indexOf(index.def ?? '');
        return indexLine({
          name: index.name,
          unique: index.unique,
          method: spec?.method ?? 'unread',
          columns: parts(spec?.columns ?? []),
          include: (spec?.include ?? []).map((column) => column.name),
          where: plainExpression(spec?.where?.text ?? ''),
        });
      }),
  };
}

function mariadbTable(table: CatalogueTable): TableFacts {
  return {
    name: table.name,
    columns: table.columns.map((column) =>
      columnLine({
        name: column.name,
        type: column.type,
        notNull: column.notnull,
        default: plainDefault(column.default),
        identity: column.extra?.includes('auto_increment') ? 'auto increment' : '',
        generated: column.gen ? plainExpression(column.gen) : '',
      }),
    ),
    primaryKey: (table.pk ?? []).join(', '),
    foreignKeys: table.constraints.map((key) =>
      foreignKeyLine({
        name: key.name ?? null,
        columns: key.cols,
        table: key.ref ?? '',
        refColumns: (key.refcols ?? []).map(String),
        onDelete: plainAction(key.ondelete ?? '', 'mariadb'),
        onUpdate: plainAction(key.onupdate ?? '', 'mariadb'),
      }),
    ),
    uniques: [],
    checks: [],
    indexes: table.indexes
      .filter((index) => !index.primary)
      .map((index) =>
        indexLine({
          name: index.name,
          unique: index.unique,
          method: (index.type ?? '').toLowerCase(),
          columns: (index.cols ?? []).map((column) => plainExpression(column ?? '')),
          include: [],
          where: '',
        }),
      ),
  };
}

function sqliteTable(table: CatalogueTable): TableFacts {
  return {
    name: table.name.toLowerCase(),
    columns: table.columns.map((column) =>
      columnLine({
        name: column.name,
        type: column.type,
        notNull: column.notnull,
        default: plainDefault(column.default),
        identity: '',
        generated: column.hidden ? 'generated' : '',
      }),
    ),
    primaryKey: (table.pk ?? []).join(', '),
    foreignKeys: table.constraints.map((key) =>
      foreignKeyLine({
        name: null,
        columns: key.cols,
        table: key.ref ?? '',
        refColumns: (key.refcols ?? []).filter((column) => column !== null),
        onDelete: key.ondelete ?? '',
        onUpdate: key.onupdate ?? '',
      }),
    ),
    uniques: table.indexes.filter((index) => index.origin === 'u').map((index) => `(${(index.cols ?? []).join(', ')})`),
    checks: [],
    indexes: table.indexes
      .filter((index) => index.origin === 'c')
      .map((index) =>
        indexLine({
          name: index.name,
          unique: index.unique,
          method: '',
          columns: (index.cols ?? []).map((column) => plainExpression(column ?? '')),
          include: [],
          where: index.partial ? 'partial' : '',
        }),
      ),
  };
}
