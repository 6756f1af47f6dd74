import type { ConstraintSpec, IndexColumn } from '../constraint';
import { isMysqlFamily } from '../dialect';
import { nameKey, objectKey } from '../names';
import type { Table } from '../schema';
import type { FoldState } from './state';

/** PostgreSQL's NAMEDATALEN - 1, in bytes. */
const POSTGRES_NAME_BYTES = 63;

/**
 * The name that the engine gives a constraint written without one.
 * PostgreSQL: ChooseConstraintName and ChooseIndexName in `src/backend/commands/indexcmds.c`;
 * InnoDB: `table_ibfk_n` for foreign keys, the first column for unique keys, PRIMARY for the key ("CREATE TABLE", "FOREIGN KEY Constraints").
 * SQL Server and Oracle: a stand-in, see `standInName`. MongoDB: the paths.
 */
export function constraintName(state: FoldState, table: Table, constraint: ConstraintSpec): string {
  if (state.dialect === 'postgresql') return postgresConstraintName(state, table, constraint);
  if (isMysqlFamily(state.dialect)) return mysqlConstraintName(state, table, constraint);
  if (state.dialect === 'mongodb') return documentConstraintName(constraint);
  if (state.dialect === 'sqlserver' || state.dialect === 'oracle') return standInName(state, table, constraint);
  return sqliteConstraintName(table, constraint);
}

/** The name that the engine gives an index written without one. */
export function indexName(
  state: FoldState,
  table: Pick<Table, 'name' | 'schema' | 'indexes' | 'uniques'>,
  columns: readonly IndexColumn[],
): string {
  if (state.dialect === 'postgresql') {
    return freePostgresName((name) => isRelation(state, table.schema, name), table.name, indexWords(columns), 'idx');
  }
  return state.dialect === 'mongodb' ? documentIndexName(columns) : mysqlKeyName(state, table, columns);
}

/** MongoDB has one constraint, the index `_id_`; what a mapper checks has no name, and goes by its paths. */
function documentConstraintName(constraint: ConstraintSpec): string {
  return constraint.kind === 'primaryKey' ? '_id_' : columnWords(constraint);
}

/** `customer_1_placedAt_-1`, `title_text`: each path and its direction or kind (MongoDB manual, "Index Names"). */
function documentIndexName(columns: readonly IndexColumn[]): string {
  return columns
    .map(({ column, expression, order, operatorClass }) => {
      const path = column?.name ?? expression?.text ?? '';
      return `${path}_${operatorClass ?? (order === 'desc' ? -1 : 1)}`;
    })
    .join('_');
}

function postgresConstraintName(state: FoldState, table: Table, constraint: ConstraintSpec): string {
  const relation = (name: string) => isRelation(state, table.schema, name);
  const own = new Set(constraintNames(table));
  const ownConstraint = (name: string) => own.has(name);
  switch (constraint.kind) {
    case 'primaryKey':
      return freePostgresName(relation, table.name, '', 'pkey');
    case 'unique':
      return freePostgresName(relation, table.name, indexWords(constraint.columns), 'key');
    case 'exclusion':
      return freePostgresName(relation, table.name, firstWord(constraint.text), 'excl');
    case 'foreignKey':
      return freePostgresName(ownConstraint, table.name, constraint.columns.map((c) => c.name).join('_'), 'fkey');
    case 'check': {
      const known = new Set(table.columns.map((column) => column.name));
      const columns = [...new Set(constraint.expression.columns)].filter((column) => known.has(column));
      return freePostgresName(ownConstraint, table.name, columns.length === 1 ? (columns[0] ?? '') : '', 'check');
    }
    case 'notNull':
      return freePostgresName(ownConstraint, table.name, constraint.column.name, 'not_null');
  }
}

/** makeObjectName with ChooseRelationName's counter: `t_a_idx`, `t_a_idx1`, … */
function freePostgresName(isTaken: (name: string) => boolean, first: string, second: string, label: string): string {
  for (let pass = 0; ; pass++) {
    const name = makeObjectName(first, second, pass === 0 ? label : `${label}${pass}`);
    if (!isTaken(name)) return name;
  }
}

/** Shortens the longer of the two parts until the whole fits NAMEDATALEN. */
function makeObjectName(first: string, second: string, label: string): string {
  const whole = second === '' ? `${first}_${label}` : `${first}_${second}_${label}`;
  if (whole.length * 3 <= POSTGRES_NAME_BYTES || bytes(whole) <= POSTGRES_NAME_BYTES) return whole;
  const room = POSTGRES_NAME_BYTES - bytes(label) - 1 - (second === '' ? 0 : 1);
  let a = bytes(first);
  let b = bytes(second);
  while (a + b > room) {
    if (a > b) a--;
    else b--;
  }
  const parts = [clip(first, a), ...(second === '' ? [] : [clip(second, b)]), label];
  return parts.join('_');
}

const encoder = new TextEncoder();

function bytes(text: string): number {
  return encoder.encode(text).length;
}

/** Cuts at a byte length without splitting a character, as pg_mbcliplen does. */
function clip(text: string, length: number): string {
  if (text.length * 3 <= length || bytes(text) <= length) return text;
  let cut = text;
  while (bytes(cut) > length) cut = cut.slice(0, -1);
  return cut;
}

/** ChooseIndexColumnNames: column names, `expr`, `expr1`… for expressions, joined by `_`. */
function indexWords(columns: readonly IndexColumn[]): string {
  const words: string[] = [];
  for (const column of columns) {
    const base = column.column?.name ?? expressionWord(column.expression?.text ?? '');
    let word = base;
    for (let pass = 1; words.includes(word); pass++) word = `${base}${pass}`;
    words.push(word);
  }
  return clip(words.join('_'), POSTGRES_NAME_BYTES);
}

/** FigureIndexColname: a function call gives its name, anything else `expr`. */
function expressionWord(text: string): string {
  const call = /^\(*\s*(?:"?[\w$]+"?\.)?"?([a-z_][\w$]*)"?\s*\(/i.exec(text);
  return call?.[1]?.toLowerCase() ?? 'expr';
}

function firstWord(text: string): string {
  return /^\s*"?([\w$]+)"?/.exec(text)?.[1] ?? '';
}

/** Tables, views, sequences and indexes of one schema share a name space in PostgreSQL. */
function isRelation(state: FoldState, schema: string | undefined, name: string): boolean {
  const key = objectKey(state.dialect, schema, name);
  if (state.tables.has(key) || state.views.has(key) || state.sequences.has(key)) return true;
  if (state.tables.hasKeyNamed(schema, name)) return true;
  return [...state.views.values()].some(
    (view) => view.schema === schema && view.indexes.some((index) => index.name === name),
  );
}

/** Every named constraint of a table. */
export function constraintNames(table: Table): string[] {
  return [
    ...(table.primaryKey ? [table.primaryKey.name] : []),
    ...[...table.uniques, ...table.foreignKeys, ...table.checks, ...table.exclusions].map(
      (constraint) => constraint.name,
    ),
  ];
}

function mysqlConstraintName(state: FoldState, table: Table, constraint: ConstraintSpec): string {
  switch (constraint.kind) {
    case 'primaryKey':
      return 'PRIMARY';
    case 'unique':
      return mysqlKeyName(state, table, constraint.columns);
    case 'foreignKey':
      return `${table.name}_ibfk_${nextNumber(table.foreignKeys, `${table.name}_ibfk_`)}`;
    case 'check':
      if (state.dialect === 'mariadb') {
        const column = constraint.inline ? constraint.expression.columns[0] : undefined;
        return column ?? `CONSTRAINT_${nextNumber(table.checks, 'CONSTRAINT_')}`;
      }
      return `${table.name}_chk_${nextNumber(table.checks, `${table.name}_chk_`)}`;
    default:
      return '';
  }
}

function nextNumber(existing: readonly { readonly name: string }[], prefix: string): number {
  const numbers = existing.map(({ name }) => (name.startsWith(prefix) ? Number(name.slice(prefix.length)) : 0));
  return Math.max(0, ...numbers.filter(Number.isInteger)) + 1;
}

/** A key without a name takes its first column's, then `_2`, `_3`… ("CREATE TABLE Statement", Indexes). */
function mysqlKeyName(
  state: FoldState,
  table: Pick<Table, 'indexes' | 'uniques'>,
  columns: readonly IndexColumn[],
): string {
  const base = columns[0]?.column?.name ?? 'functional_index';
  const taken = new Set([...table.indexes, ...table.uniques].map((key) => nameKey(state.dialect, key.name)));
  let name = base;
  for (let pass = 2; taken.has(nameKey(state.dialect, name)) || nameKey(state.dialect, name) === 'primary'; pass++)
    name = `${base}_${pass}`;
  return name;
}

/** SQLite names only the indexes behind UNIQUE and PRIMARY KEY ("Internal Schema Objects"); other constraints have no name. */
function sqliteConstraintName(table: Table, constraint: ConstraintSpec): string {
  if (constraint.kind !== 'unique' && constraint.kind !== 'primaryKey') return '';
  const count = table.uniques.length + (table.primaryKey ? 1 : 0) + 1;
  return `sqlite_autoindex_${table.name}_${count}`;
}

const PREFIXES: Readonly<Record<ConstraintSpec['kind'], string>> = {
  primaryKey: 'PK',
  unique: 'UQ',
  foreignKey: 'FK',
  check: 'CK',
  exclusion: 'EX',
  notNull: 'NN',
};

/**
 * SQL Server ends a name that it makes up in a hash of the object's number (`PK__Customer__A4AE64D8D2C1C9E2`), Oracle counts
 * (`SYS_C0013470`): neither can be told from the text. The stand-in is stable and says what it is of: `PK__Customer`,
 * `FK__Orders__customer_id`, `SYS_C__PK__CUSTOMER`, with a number behind it where it is taken.
 */
function standInName(state: FoldState, table: Table, constraint: ConstraintSpec): string {
  const start = state.dialect === 'oracle' ? 'SYS_C__' : '';
  const columns = constraint.kind === 'primaryKey' ? [] : [columnWords(constraint)].filter((word) => word !== '');
  const base = start + [PREFIXES[constraint.kind], table.name, ...columns].join('__');
  const taken = new Set(constraintNames(table).map((name) => nameKey(state.dialect, name)));
  let name = base;
  for (let pass = 2; taken.has(nameKey(state.dialect, name)); pass++) name = `${base}_${pass}`;
  return name;
}

function columnWords(constraint: ConstraintSpec): string {
  switch (constraint.kind) {
    case 'unique':
    case 'primaryKey':
      return constraint.columns.flatMap(({ column }) => column?.name ?? []).join('_');
    case 'foreignKey':
      return constraint.columns.map(({ name }) => name).join('_');
    case 'check':
      return constraint.expression.columns.join('_');
    case 'notNull':
      return constraint.column.name;
    case 'exclusion':
      return '';
  }
}

/** SQL Server's `DF__Customer__Name__3B75D760`, without the number that cannot be told. */
export function defaultConstraintName(table: Pick<Table, 'name'>, column: string): string {
  return `DF__${table.name}__${column}`;
}

/** True for a name that stands in for one that the engine made up: a statement cannot say it. */
export function isStandIn(name: string): boolean {
  return /^(?:(?:PK|UQ|FK|CK|EX|NN|DF)__|SYS_C__)/.test(name);
}
