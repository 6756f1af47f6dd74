import type { TableFacts } from '../../test/support/catalogue/facts';
import { foreignKeyLine } from '../../test/support/catalogue/spelling';
import type { Layer } from '../../test/support/inspect-folder';

/** SQLAlchemy's own MetaData of a project's models, as `truth/sqlalchemy-*.json` has it. */
export interface SqlAlchemyTruth {
  readonly name: string;
  readonly engine: string;
  readonly repo: string;
  readonly files: readonly string[];
  readonly tables: readonly {
    readonly name: string;
    readonly columns: readonly {
      readonly name: string;
      readonly type: string;
      readonly notnull: boolean;
      readonly unique: boolean;
    }[];
    readonly pk: readonly string[];
    readonly constraints: readonly {
      readonly cols: readonly string[];
      readonly ref: string;
      readonly refcols: readonly string[];
      readonly ondelete: string | null;
    }[];
    readonly uniques: readonly (readonly string[])[];
    readonly indexes: readonly { readonly name: string; readonly cols: readonly string[]; readonly unique: boolean }[];
  }[];
}

/** Types as MetaData names them for MySQL, and as our reading of MariaDB does. */
function plainType(type: string): string {
  const lower = type.toLowerCase().replace(/\s/g, '');
  if (lower === 'integer' || lower === 'int' || lower === 'int(11)') return 'int';
  if (lower === 'bool' || lower === 'boolean' || lower === 'tinyint(1)') return 'bool';
  return lower.replace(/^bigint\(20\)$/, 'bigint');
}

const sorted = (lines: readonly string[]) => [...lines].sort();
const columnLine = (name: string, type: string, notNull: boolean) =>
  `${name} ${plainType(type)}${notNull ? ' not null' : ''}`;
const indexLine = (columns: readonly string[], unique: boolean) => `${unique ? 'unique ' : ''}(${columns.join(', ')})`;

/** Defaults are left out: those of MetaData are Python's, made by the client. Keys and indexes are compared by their columns. */
export function sqlAlchemyTables(truth: SqlAlchemyTruth): readonly TableFacts[] {
  return truth.tables.map((table) => {
    const indexed = new Set(table.indexes.filter(({ unique }) => unique).map(({ cols }) => cols.join()));
    const single = table.columns.filter(({ unique, name }) => unique && !indexed.has(name)).map(({ name }) => [name]);
    const uniques = new Set([...table.uniques, ...single].map((columns) => indexLine(columns, true)));
    return {
      name: table.name,
      columns: table.columns.map((column) => columnLine(column.name, column.type, column.notnull)),
      primaryKey: table.pk.join(', '),
      foreignKeys: sorted(
        table.constraints.map((key) =>
          foreignKeyLine({
            name: null,
            columns: key.cols,
            table: key.ref,
            refColumns: key.refcols,
            onDelete: key.ondelete ?? 'no action',
            onUpdate: 'no action',
          }),
        ),
      ),
      uniques: [],
      checks: [],
      indexes: sorted([...uniques, ...table.indexes.map((index) => indexLine(index.cols, index.unique))]),
    };
  });
}

type OurTable = Layer['schema']['tables'][number];

/** MySQL's own index for a foreign key has the key's or its column's name; MetaData knows nothing of it. */
function isOwn(index: OurTable['indexes'][number], { foreignKeys }: OurTable): boolean {
  const isImplied = foreignKeys.some(
    ({ name, columns }) =>
      columns.join() === index.columns.join() &&
      (index.name === name || index.name.replace(/_\d+$/, '') === columns[0]),
  );
  return !isImplied;
}

/** The same of our models. */
export function ourSqlAlchemyTable(table: OurTable): TableFacts {
  return {
    name: table.name,
    columns: table.columns.map((column) => columnLine(column.name, column.type ?? '', column.notNull)),
    primaryKey: (table.primaryKey?.columns ?? []).join(', '),
    foreignKeys: sorted(
      table.foreignKeys.map((key) =>
        foreignKeyLine({ ...key, name: null, table: key.refTable, onUpdate: 'no action' }),
      ),
    ),
    uniques: [],
    checks: [],
    indexes: sorted([
      ...table.uniques.map((key) => indexLine(key.columns, true)),
      ...table.indexes.filter((index) => isOwn(index, table)).map((index) => indexLine(index.columns, index.unique)),
    ]),
  };
}
