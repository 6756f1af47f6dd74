/** An entity relationship diagram as Mermaid text (Mermaid, "Entity Relationship Diagrams"). */
import { type Column, objectKey, type Schema, type Table } from '../../model';

export interface ErdOptions {
  /** Keys of the tables to show; with their neighbours one step along foreign keys when `around`. */
  readonly tables?: readonly string[];
  readonly extent: 'these' | 'around';
  readonly columns: 'all' | 'keys' | 'none';
}

/** The schema, or some tables of it. */
export function erd(schema: Schema, { tables, extent, columns }: ErdOptions): string {
  const keys = tables === undefined ? new Set(schema.tables.keys()) : chosen(schema, tables, extent);
  const shown = [...schema.tables].filter(([key, { partitionOf }]) => keys.has(key) && partitionOf === undefined);
  const names = new Map(shown.map(([key, table]) => [key, entityName(table)]));
  return [
    'erDiagram',
    ...shown.flatMap(([, table]) => entity(table, columns)),
    ...shown.flatMap(([key, table]) => relations(schema, key, table, names)),
  ].join('\n');
}

function chosen(schema: Schema, tables: readonly string[], extent: ErdOptions['extent']): ReadonlySet<string> {
  const keys = new Set(tables);
  if (extent === 'these') return keys;
  for (const [key, table] of schema.tables) {
    for (const reference of table.foreignKeys) {
      const to = referenced(schema, reference.refTable);
      if (tables.includes(key)) keys.add(to);
      if (tables.includes(to)) keys.add(key);
    }
  }
  return keys;
}

const referenced = ({ dialect }: Schema, { schema, name }: { readonly schema?: string; readonly name: string }) =>
  objectKey(dialect, schema, name);

/** Quoted, since names may be anything; quotes themselves have no escape. */
const entityName = ({ schema, name }: Table) =>
  `"${(schema === undefined ? name : `${schema}.${name}`).replace(/["\n]/g, "'")}"`;

/** Types and attributes are bare words: what else is in them becomes an underscore. */
const word = (text: string) =>
  text
    .trim()
    .replace(/[^\p{L}\p{N}_()-]+/gu, '_')
    .replace(/^(?=[^\p{L}])/u, '_') || '_';

function entity(table: Table, columns: ErdOptions['columns']): readonly string[] {
  const listed =
    columns === 'none' ? [] : table.columns.filter((column) => columns === 'all' || keyWords(table, column) !== '');
  if (listed.length === 0) return [`  ${entityName(table)}`];
  return [`  ${entityName(table)} {`, ...listed.map((column) => attribute(table, column)), '  }'];
}

function attribute(table: Table, column: Column): string {
  const type = word((column.type?.canonical ?? 'unknown').replace(/,\s*/g, '-'));
  const keys = keyWords(table, column);
  return `    ${type} ${word(column.name)}${keys === '' ? '' : ` ${keys}`}${column.notNull ? '' : ' "null"'}`;
}

function keyWords(table: Table, { name }: Column): string {
  const inKey = (parts: readonly { readonly column?: { readonly name: string } }[] | undefined) =>
    parts?.some(({ column }) => column?.name === name) === true;
  return [
    inKey(table.primaryKey?.columns) ? 'PK' : '',
    table.foreignKeys.some(({ columns }) => columns.some((column) => column.name === name)) ? 'FK' : '',
    table.uniques.some(({ columns }) => columns.length === 1 && inKey(columns)) ? 'UK' : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** One or none to many; to one where the referring columns are unique; one where they are NOT NULL. */
function relations(schema: Schema, key: string, table: Table, names: ReadonlyMap<string, string>): readonly string[] {
  const self = names.get(key);
  return table.foreignKeys.flatMap((reference) => {
    const to = names.get(referenced(schema, reference.refTable));
    if (to === undefined || self === undefined) return [];
    const own = reference.columns.map(({ name }) => name);
    const required = own.every((name) => table.columns.find((column) => column.name === name)?.notNull === true);
    const unique = [table.primaryKey, ...table.uniques].some(
      (one) =>
        one !== undefined &&
        one.columns.length === own.length &&
        one.columns.every(({ column }) => own.includes(column?.name ?? '')),
    );
    return [
      `  ${to} ${required ? '||' : '|o'}--${unique ? 'o|' : 'o{'} ${self} : "${own.join(', ').replace(/"/g, "'")}"`,
    ];
  });
}
