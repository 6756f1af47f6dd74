import type { Inspection } from '../../../src/workspace';
import type { TableFacts } from './facts';
import { columnLine, foreignKeyLine, indexLine, plainDefault, plainExpression } from './spelling';

type Schema = Inspection['dataLayers'][number]['schema'];
type Table = Schema['tables'][number];
export type Engine = 'postgresql' | 'mariadb' | 'sqlite';

function typeText(type: string | null): string {
  return (type ?? '').replace(/\bpublic\./g, '');
}

/** InnoDB knows RESTRICT and NO ACTION as one; MariaDB 10.11's catalogue prints either for the other. */
export function plainAction(action: string, engine: Engine): string {
  const lower = action.toLowerCase();
  return engine === 'mariadb' && lower === 'restrict' ? 'no action' : lower;
}

/** MySQL's second way to write a string. */
function singleQuoted(text: string | null): string | null {
  return text === null ? null : text.replace(/^"([^"']*)"$/, "'$1'");
}

/** MariaDB's catalogue has a number with as many digits as its column: `0` of a `decimal(8,2)` is `0.00`. */
function inScale(text: string | null, type: string | null): string | null {
  const scale = /^(?:decimal|numeric|float|double)\(\d+,\s*(\d+)\)/i.exec(type ?? '')?.[1];
  return scale !== undefined && text !== null && /^-?\d+(?:\.\d+)?$/.test(text)
    ? Number(text).toFixed(Number(scale))
    : text;
}

/** How a key or index of ours is compared depends on what the engine's catalogue can tell. */
export function ourTable(table: Table, engine: Engine): TableFacts {
  return {
    name: tableName(table.schema, table.name, engine),
    columns: table.columns.map((column) =>
      columnLine({
        name: column.name,
        type: typeText(column.type),
        notNull: column.notNull,
        default: plainDefault(
          engine === 'mariadb' ? inScale(singleQuoted(column.default), column.type) : column.default,
        ),
        // SQLite's catalogue shows no AUTOINCREMENT.
        identity: engine === 'sqlite' ? '' : (column.identity ?? ''),
        // SQLite's pragma says that a column is generated, not how.
        generated:
          column.generated && engine !== 'sqlite'
            ? plainExpression(column.generated.expression)
            : column.generated
              ? 'generated'
              : '',
      }),
    ),
    primaryKey: (table.primaryKey?.columns ?? []).join(', '),
    foreignKeys: table.foreignKeys.map((key) =>
      foreignKeyLine({
        ...key,
        name: engine === 'sqlite' ? null : key.name,
        table: key.refTable.replace(/^public\./, ''),
        onDelete: plainAction(key.onDelete, engine),
        onUpdate: plainAction(key.onUpdate, engine),
      }),
    ),
    uniques:
      engine === 'mariadb'
        ? []
        : table.uniques.map((key) => `${engine === 'sqlite' ? '' : `${key.name} `}(${key.columns.join(', ')})`),
    checks:
      engine === 'postgresql' ? table.checks.map((check) => `${check.name} ${plainExpression(check.expression)}`) : [],
    indexes: indexesOf(table, engine),
  };
}

function indexesOf(table: Table, engine: Engine): readonly string[] {
  const made = table.indexes.map((index) =>
    indexLine({
      ...index,
      method: engine === 'sqlite' ? '' : (index.method ?? 'btree'),
      columns: index.columns.map(plainExpression),
      where: engine === 'sqlite' ? (index.where ? 'partial' : '') : plainExpression(index.where ?? ''),
    }),
  );
  if (engine !== 'mariadb') return made;
  const keys = table.uniques.map((key) =>
    indexLine({
      name: key.name,
      unique: true,
      method: 'btree',
      columns: key.columns.map(plainExpression),
      include: [],
      where: '',
    }),
  );
  return [...made, ...keys];
}

export function tableName(schema: string | null | undefined, name: string, engine: Engine): string {
  return engine === 'postgresql' && schema && schema !== 'public'
    ? `${schema}.${name}`
    : engine === 'sqlite'
      ? name.toLowerCase()
      : name;
}
