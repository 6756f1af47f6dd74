import { type Dialect, objectKey, type TableSize } from '../model';

/** A committed file with the sizes of tables, as the query of `statisticsQuery` gives them. */

/** One line of it. */
export interface Measured {
  readonly schema: string | undefined;
  readonly table: string;
  readonly size: TableSize;
}

const COLUMNS: Readonly<Record<string, keyof TableSize | 'schema' | 'table'>> = {
  schema: 'schema',
  table_schema: 'schema',
  table: 'table',
  table_name: 'table',
  rows: 'rows',
  bytes: 'bytes',
  writes_per_second: 'writesPerSecond',
};

/** Reads CSV (comma, semicolon or tab, as psql --csv, mysql --batch and the other clients print it) or a JSON list. Never throws. */
export function readStatistics(text: string): readonly Measured[] {
  const records = text.trimStart().startsWith('[') ? jsonRecords(text) : csvRecords(text);
  return records.flatMap((record) => measured(record) ?? []);
}

type Cells = ReadonlyMap<string, string>;

function measured(record: ReadonlyMap<string, string>): Measured | undefined {
  const named = new Map(
    [...record].flatMap(([name, value]) => {
      const known = COLUMNS[name.trim().toLowerCase()];
      return known === undefined ? [] : [[known, value] as const];
    }),
  );
  const table = named.get('table');
  const numbers = (['rows', 'bytes', 'writesPerSecond'] as const).flatMap((name) => {
    const value = Number(named.get(name) || Number.NaN);
    return Number.isFinite(value) && value >= 0 ? [[name, value] as const] : [];
  });
  if (table === undefined || table === '' || numbers.length === 0) return undefined;
  return { schema: named.get('schema') || undefined, table, size: Object.fromEntries(numbers) };
}

function jsonRecords(text: string): readonly Cells[] {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return [];
    return value.flatMap((one: unknown) =>
      typeof one === 'object' && one !== null
        ? [new Map(Object.entries(one).map(([key, cell]) => [key, String(cell)]))]
        : [],
    );
  } catch {
    return [];
  }
}

function csvRecords(text: string): readonly Cells[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const [head, ...rest] = lines;
  if (head === undefined) return [];
  const sign = head.includes('\t') ? '\t' : head.includes(';') ? ';' : ',';
  const names = cellsOf(head, sign);
  return rest.map((line) => {
    const cells = cellsOf(line, sign);
    return new Map(names.map((name, at) => [name, cells[at] ?? '']));
  });
}

/** Cells of a line; a doubled quote inside quotes stands for one. Names of tables hold no line ends. */
function cellsOf(line: string, sign: string): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const letter = line.charAt(at);
    if (letter === '"' && quoted && line.charAt(at + 1) === '"') {
      cell += '"';
      at++;
    } else if (letter === '"') quoted = !quoted;
    else if (letter === sign && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell.trim()];
}

/** Sizes by the keys that tables have in a schema of a dialect. */
export function sizesFrom(measures: readonly Measured[], dialect: Dialect): ReadonlyMap<string, TableSize> {
  return new Map(measures.map(({ schema, table, size }) => [objectKey(dialect, schema, table), size]));
}
