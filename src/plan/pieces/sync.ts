import type { Column, Table } from '../../model';
import type { PlanContext } from '../context';
import { MARKER } from '../marker';
import { isBare, lines, madeName, nameOf, spoken, tableOf } from '../words';

/** Columns of one row that say the same in two ways, and how each is made from the other. */
export interface Pair {
  readonly table: Table;
  readonly old: readonly Column[];
  readonly new: readonly Column[];
  /** SQL for each new column, over the old ones. */
  readonly forward: readonly string[];
  /** SQL for each old column, over the new ones; without it old code does not see what new code writes. */
  readonly backward?: readonly string[];
  /** The change that this is a part of, as SQL: what is pending is told from it. */
  readonly marker: string;
}

export interface Sync {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/** The name of the trigger, and of its function, that keeps a pair equal. */
export function syncName({ table, old, new: made }: Pick<Pair, 'table' | 'old' | 'new'>): string {
  return madeName(table.name, ...old.map(({ name }) => name), 'to', ...made.map(({ name }) => name));
}

/**
 * A trigger that keeps both ways of saying equal while old and new code run side by side. On INSERT whoever is given makes the other;
 * on UPDATE whoever changed does. What the backfill writes is what the old columns say, so it changes nothing else.
 */
export function sync(context: PlanContext, pair: Pair): Sync {
  const isMysql = context.dialect === 'mysql' || context.dialect === 'mariadb';
  return isMysql ? mysqlSync(context, pair) : postgresSync(context, pair);
}

function postgresSync(context: PlanContext, pair: Pair): Sync {
  const name = syncName(pair);
  const table = tableOf(context, pair.table);
  const routine = tableOf(context, { ...(pair.table.schema === undefined ? {} : { schema: pair.table.schema }), name });
  const trigger = nameOf(context, name);
  const forward = assign(context, pair.new, pair.forward);
  const backward = pair.backward === undefined ? undefined : assign(context, pair.old, pair.backward);
  const isEmpty = pair.new.map((column) => `NEW.${nameOf(context, column.name)} IS NULL`).join(' AND ');
  const changed = (columns: readonly Column[]) =>
    columns
      .map((column) => `${value(context, 'NEW', column)} IS DISTINCT FROM ${value(context, 'OLD', column)}`)
      .join(' OR ');
  const body = lines(
    'BEGIN',
    `  -- ${MARKER} ${pair.marker}`,
    "  IF TG_OP = 'INSERT' THEN",
    `    IF ${isEmpty} THEN`,
    ...forward.map((line) => `      ${line}`),
    ...(backward === undefined ? [] : ['    ELSE', ...backward.map((line) => `      ${line}`)]),
    '    END IF;',
    `  ELSIF ${changed(pair.old)} OR (${isEmpty}) THEN`,
    ...forward.map((line) => `    ${line}`),
    ...(backward === undefined ? [] : [`  ELSIF ${changed(pair.new)} THEN`, ...backward.map((line) => `    ${line}`)]),
    '  END IF;',
    '  RETURN NEW;',
    'END',
  );
  const word = context.atLeast(11) ? 'FUNCTION' : 'PROCEDURE';
  return {
    up: [
      lines(`CREATE FUNCTION ${routine}() RETURNS trigger LANGUAGE plpgsql AS $$`, body, '$$'),
      `CREATE TRIGGER ${trigger} BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE ${word} ${routine}()`,
    ],
    down: [`DROP TRIGGER ${trigger} ON ${table}`, `DROP FUNCTION ${routine}()`],
  };
}

/** Types that have no equality: compared as text. */
const NO_EQUALITY: ReadonlySet<string> = new Set(['json', 'xml', 'geometry']);

function value(context: PlanContext, row: string, column: Column): string {
  const name = `${row}.${nameOf(context, column.name)}`;
  return NO_EQUALITY.has(column.type?.family ?? '') ? `${name}::text` : name;
}

/** Assignments to NEW. An expression is asked of the row, so that it may name its columns as they are. */
function assign(context: PlanContext, columns: readonly Column[], values: readonly string[]): readonly string[] {
  return columns.map((column, at) => {
    const [target, from] = [`NEW.${nameOf(context, column.name)}`, values[at] ?? 'NULL'];
    return isBare(from) ? `${target} := NEW.${from};` : `SELECT ${from} INTO ${target} FROM (SELECT NEW.*) AS changed;`;
  });
}

/** One statement each, so that no runner needs to know another delimiter. */
function mysqlSync(context: PlanContext, pair: Pair): Sync {
  const name = syncName(pair);
  const table = tableOf(context, pair.table);
  const names = (columns: readonly Column[]) => columns.map((column) => nameOf(context, column.name));
  const [olds, news] = [names(pair.old), names(pair.new)];
  const onNew = (text: string) => (isBare(text) ? `NEW.${text}` : withNew(text, [...pair.old, ...pair.new]));
  const insert = [
    ...news.map((column, at) => `NEW.${column} = IFNULL(NEW.${column}, ${onNew(pair.forward[at] ?? 'NULL')})`),
    ...olds.flatMap((column, at) => (pair.backward ? [`NEW.${column} = ${onNew(pair.backward[at] ?? 'NULL')}`] : [])),
  ];
  const kept = news.map((column) => `NEW.${column} <=> OLD.${column}`).join(' AND ');
  const update = [
    ...news.map((column, at) => `NEW.${column} = IF(${kept}, ${onNew(pair.forward[at] ?? 'NULL')}, NEW.${column})`),
    ...olds.flatMap((column, at) => (pair.backward ? [`NEW.${column} = ${onNew(pair.backward[at] ?? 'NULL')}`] : [])),
  ];
  const [onInsert, onUpdate] = [nameOf(context, `${name}_i`), nameOf(context, `${name}_u`)];
  return {
    up: [
      `CREATE TRIGGER ${onInsert} BEFORE INSERT ON ${table} FOR EACH ROW SET ${insert.join(', ')}`,
      `CREATE TRIGGER ${onUpdate} BEFORE UPDATE ON ${table} FOR EACH ROW SET ${update.join(', ')}`,
    ],
    down: [`DROP TRIGGER ${onInsert}`, `DROP TRIGGER ${onUpdate}`],
  };
}

/** Columns of an expression as those of the row under the trigger. */
function withNew(text: string, columns: readonly Column[]): string {
  return columns.reduce(
    (done, { name }) => done.replace(new RegExp(`(?<![\\w.])${name}(?![\\w(])`, 'g'), `NEW.${name}`),
    text,
  );
}

export function syncTitle({ table, old, new: made }: Pair): string {
  const list = (columns: readonly Column[]) => columns.map(({ name }) => name).join(' and ');
  return `${list(made)} beside ${list(old)} of ${spoken(table)}`;
}
