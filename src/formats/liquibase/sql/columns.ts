import { isMysqlFamily } from '../../../model';
import { childOf, childrenOf, type Element, isTrue, type Piece, textOf, type Value } from '../changelog';
import {
  cascades,
  compose,
  deferrable,
  type Engine,
  givenValue,
  literal,
  type Made,
  made,
  name,
  names,
  qualified,
  tableOf,
  typeOf,
} from './build';

/** An empty element where a column says nothing of constraints. */
const NONE: Element = { name: 'constraints', start: 0, end: 0, attributes: new Map(), children: [] };

const constraintsOf = (column: Element) => childOf(column, 'constraints') ?? NONE;

function identity(engine: Engine, column: Element): string {
  if (!isTrue(column, 'autoIncrement')) return '';
  if (isMysqlFamily(engine.dialect)) return ' AUTO_INCREMENT';
  const start = textOf(column, 'startWith');
  const step = textOf(column, 'incrementBy');
  if (engine.dialect === 'sqlserver') return ` IDENTITY (${start ?? 1}, ${step ?? 1})`;
  if (engine.dialect === 'sqlite') return '';
  const words = [start && `START WITH ${start}`, step && `INCREMENT BY ${step}`].filter(Boolean).join(' ');
  const always = /^always$/i.test(textOf(column, 'generationType') ?? '') ? 'ALWAYS' : 'BY DEFAULT';
  return ` GENERATED ${always} AS IDENTITY${words === '' ? '' : ` (${words})`}`;
}

/** A column as CREATE TABLE and ADD have it; `key` says whether it is part of the primary key. */
function columnSql(engine: Engine, column: Element, key: 'key' | 'no key'): readonly Piece[] {
  const type = typeOf(engine, column, 'type') ?? '';
  const constraints = constraintsOf(column);
  const value = givenValue(engine, column, 'defaultValue', type);
  const numbers = identity(engine, column);
  const remarks = textOf(column, 'remarks');
  const notNull = textOf(constraints, 'nullable') === 'false' || key === 'key' || isTrue(constraints, 'primaryKey');
  const named = constraints.attributes.get('notNullConstraintName');
  const nullName =
    notNull && named && engine.dialect !== 'mysql' && engine.dialect !== 'mariadb' && engine.dialect !== 'postgresql';
  const ending = [
    ` ${type}`,
    numbers,
    value === undefined || numbers !== '' ? '' : ` DEFAULT ${value}`,
    nullName ? ` CONSTRAINT ${named.text}` : '',
    notNull ? ' NOT NULL' : isMysqlFamily(engine.dialect) ? ' NULL' : '',
    remarks && isMysqlFamily(engine.dialect) ? ` COMMENT ${literal(engine, remarks)}` : '',
  ];
  return [...name(engine, column.attributes.get('name')), ...compose(column, ending.join(''))];
}

function named(engine: Engine, element: Element, constraint: Value | undefined): readonly Piece[] {
  return constraint && constraint.text.trim() !== ''
    ? compose(element, 'CONSTRAINT ', name(engine, constraint), ' ')
    : [];
}

/** `REFERENCES t (c)` of a column: `references="t(c)"`, or table and columns apart. */
function referencesOf(engine: Engine, constraints: Element): readonly Piece[] | undefined {
  const whole = constraints.attributes.get('references');
  if (whole) return compose(constraints, 'REFERENCES ', whole, cascades(constraints), deferrable(constraints));
  const table = constraints.attributes.get('referencedTableName');
  if (!table) return undefined;
  const schema = constraints.attributes.get('referencedTableSchemaName');
  const columns = constraints.attributes.get('referencedColumnNames');
  return compose(
    constraints,
    'REFERENCES ',
    qualified(engine, schema, table),
    ...(columns ? [' (', names(engine, constraints, columns), ')'] : []),
    cascades(constraints),
    deferrable(constraints),
  );
}

function foreignKey(engine: Engine, column: Element): readonly Piece[] | undefined {
  const constraints = constraintsOf(column);
  const references = referencesOf(engine, constraints);
  if (!references) return undefined;
  const own = name(engine, column.attributes.get('name'));
  return compose(
    constraints,
    named(engine, constraints, constraints.attributes.get('foreignKeyName')),
    'FOREIGN KEY (',
    own,
    ') ',
    references,
  );
}

function joined(element: Element, parts: readonly (readonly Piece[])[]): readonly Piece[] {
  return parts.flatMap((part, at) => (at === 0 ? part : [...compose(element, ', '), ...part]));
}

function primaryKey(engine: Engine, table: Element, keys: readonly Element[]): readonly Piece[] {
  const given = keys.map((one) => constraintsOf(one).attributes.get('primaryKeyName')).find(Boolean);
  const columns = keys.map((one) => name(engine, one.attributes.get('name')));
  return compose(table, named(engine, table, given), 'PRIMARY KEY (', joined(table, columns), ')');
}

/** Columns that share a unique constraint's name share the constraint. */
function uniques(engine: Engine, table: Element, columns: readonly Element[]): readonly (readonly Piece[])[] {
  const groups = new Map<string, Element[]>();
  for (const column of columns.filter((one) => isTrue(constraintsOf(one), 'unique'))) {
    const key = textOf(constraintsOf(column), 'uniqueConstraintName') ?? `\n${column.start}`;
    groups.set(key, [...(groups.get(key) ?? []), column]);
  }
  return [...groups.values()].map((group) => {
    const given = constraintsOf(group[0] ?? NONE).attributes.get('uniqueConstraintName');
    const parts = group.map((one) => name(engine, one.attributes.get('name')));
    return compose(table, named(engine, table, given), 'UNIQUE (', joined(table, parts), ')');
  });
}

export function createTable(engine: Engine, table: Element): readonly Made[] {
  const columns = childrenOf(table, 'column');
  const keys = columns.filter((one) => isTrue(constraintsOf(one), 'primaryKey'));
  // SQLite numbers its rows by one key column alone, which says so itself.
  const rowid = engine.dialect === 'sqlite' && keys.length === 1 && keys.some((one) => isTrue(one, 'autoIncrement'));
  const parts = columns.map((column) => {
    const isKey = keys.includes(column);
    const text = columnSql(engine, column, isKey ? 'key' : 'no key');
    return rowid && isKey
      ? [
          ...name(engine, column.attributes.get('name')),
          ...compose(column, ' INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL'),
        ]
      : text;
  });
  const all = [
    ...parts,
    ...(keys.length > 0 && !rowid ? [primaryKey(engine, table, keys)] : []),
    ...columns.flatMap((column) => {
      const key = foreignKey(engine, column);
      return key ? [key] : [];
    }),
    ...uniques(engine, table, columns),
  ];
  const remarks = textOf(table, 'remarks');
  const ending = remarks && isMysqlFamily(engine.dialect) ? `) COMMENT=${literal(engine, remarks)}` : ')';
  const guarded = isTrue(table, 'ifNotExists') ? 'IF NOT EXISTS ' : '';
  const create = made(table, `CREATE TABLE ${guarded}`, tableOf(engine, table), ' (', joined(table, all), ending);
  const noted = remarks ? comment(engine, table, 'TABLE', tableOf(engine, table), remarks) : [];
  return [create, ...noted, ...columns.flatMap((column) => columnRemarks(engine, table, column))];
}

/** COMMENT ON, where the dialect has it; MySQL's comments are in the definitions. */
export function comment(
  engine: Engine,
  element: Element,
  kind: string,
  target: readonly Piece[],
  text: string,
): readonly Made[] {
  if (engine.dialect !== 'postgresql' && engine.dialect !== 'oracle') return [];
  return [made(element, `COMMENT ON ${kind} `, target, ` IS ${literal(engine, text)}`)];
}

function columnRemarks(engine: Engine, table: Element, column: Element): readonly Made[] {
  const remarks = textOf(column, 'remarks');
  if (!remarks) return [];
  const target = compose(column, tableOf(engine, table), '.', name(engine, column.attributes.get('name')));
  return comment(engine, column, 'COLUMN', target, remarks);
}

/** A column that is filled may only then be NOT NULL: Liquibase says that last (AddColumnChange). */
function isFilledFirst(engine: Engine, column: Element): boolean {
  return givenValue(engine, column, 'value', '') !== undefined && textOf(constraintsOf(column), 'nullable') === 'false';
}

/** The column without its NOT NULL. */
function nullableOf(column: Element): Element {
  const children = column.children.map((child) => {
    if (child.name !== 'constraints') return child;
    const attributes = new Map([...child.attributes].filter(([key]) => key !== 'nullable'));
    return { ...child, attributes };
  });
  return { ...column, children };
}

export function addColumn(engine: Engine, change: Element): readonly Made[] {
  const columns = childrenOf(change, 'column');
  const filled = columns.filter((column) => givenValue(engine, column, 'value', '') !== undefined);
  const table = tableOf(engine, change);
  return [
    ...columns.flatMap((column) => added(engine, change, column)),
    ...filled.map((column) => {
      const value = givenValue(engine, column, 'value', typeOf(engine, column, 'type') ?? '');
      return made(column, 'UPDATE ', table, ' SET ', name(engine, column.attributes.get('name')), ` = ${value}`);
    }),
    ...filled.filter((column) => isFilledFirst(engine, column)).flatMap((column) => notNull(engine, change, column)),
    ...columns.flatMap((column) => columnRemarks(engine, change, column)),
  ];
}

/** One column, with its keys. */
function added(engine: Engine, change: Element, column: Element): readonly Made[] {
  const table = tableOf(engine, change);
  const constraints = constraintsOf(column);
  const own = name(engine, column.attributes.get('name'));
  const isKey = isTrue(constraints, 'primaryKey');
  const after = column.attributes.get('afterColumn');
  const place = after && isMysqlFamily(engine.dialect) ? [' AFTER ', name(engine, after)] : [];
  const declared = isFilledFirst(engine, column) ? nullableOf(column) : column;
  const key = foreignKey(engine, column);
  const given = constraints.attributes.get('uniqueConstraintName');
  return [
    made(
      column,
      'ALTER TABLE ',
      table,
      ' ADD ',
      columnSql(engine, declared, isKey ? 'key' : 'no key'),
      isKey ? ' PRIMARY KEY' : '',
      ...place,
    ),
    ...(isTrue(constraints, 'unique')
      ? [made(constraints, 'ALTER TABLE ', table, ' ADD ', named(engine, constraints, given), 'UNIQUE (', own, ')')]
      : []),
    ...(key ? [made(constraints, 'ALTER TABLE ', table, ' ADD ', key)] : []),
  ];
}

/** NOT NULL of a column that has been filled. MySQL restates the column for it, and gives it its default again. */
function notNull(engine: Engine, change: Element, column: Element): readonly Made[] {
  const { dialect } = engine;
  const alter = compose(column, 'ALTER TABLE ', tableOf(engine, change));
  const own = name(engine, column.attributes.get('name'));
  const type = typeOf(engine, column, 'type') ?? '';
  if (dialect === 'oracle') return [made(column, alter, ' MODIFY ', own, ' NOT NULL')];
  if (dialect === 'sqlserver') return [made(column, alter, ' ALTER COLUMN ', own, ` ${type} NOT NULL`)];
  if (!isMysqlFamily(dialect)) return [made(column, alter, ' ALTER COLUMN ', own, ' SET NOT NULL')];
  const value = givenValue(engine, column, 'defaultValue', type);
  return [
    made(column, alter, ' MODIFY ', own, ` ${type} NOT NULL`),
    ...(value === undefined ? [] : [made(column, alter, ' ALTER ', own, ` SET DEFAULT ${value}`)]),
  ];
}

/** `modifyColumn` of Liquibase 1 and of its extension: the type, and on MySQL and SQL Server all that is said of the column. */
export function modifyColumn(engine: Engine, change: Element): readonly Made[] {
  const { dialect } = engine;
  return childrenOf(change, 'column').map((column) => {
    const alter = compose(column, 'ALTER TABLE ', tableOf(engine, change));
    const own = name(engine, column.attributes.get('name'));
    const type = typeOf(engine, column, 'type') ?? '';
    if (isMysqlFamily(dialect)) return made(column, alter, ' MODIFY ', columnSql(engine, column, 'no key'));
    if (dialect === 'oracle') return made(column, alter, ' MODIFY ', own, ` ${type}`);
    if (dialect === 'sqlserver') return made(column, alter, ' ALTER COLUMN ', columnSql(engine, column, 'no key'));
    return made(column, alter, ' ALTER COLUMN ', own, ` TYPE ${type}`);
  });
}
