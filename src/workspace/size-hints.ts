import { type Comment, type Dialect, objectKey, type Script, type Statement, type TableSize } from '../model';

/** `-- rows: 40M`, `# rows orders: 2.5 million`, behind, above or inside a statement on the table. */
const HINT = /^rows(?:\s+([\w.$"`[\]]+))?\s*[:=]\s*([\d][\d.,_]*)\s*(k|m|b|thousand|million|billion)?\b/i;

const TIMES: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9, t: 1e3 };

interface Hint {
  readonly table: string;
  readonly schema: string | undefined;
  readonly rows: number;
}

const known = new WeakMap<Script, readonly Hint[]>();

function hintsOf(script: Script): readonly Hint[] {
  const before = known.get(script);
  if (before) return before;
  const fresh = script.comments.flatMap((comment) => hintOf(comment, script.statements) ?? []);
  known.set(script, fresh);
  return fresh;
}

function hintOf({ text, span }: Comment, statements: readonly Statement[]): Hint | undefined {
  const found = text.length > 200 ? undefined : HINT.exec(text.trim());
  if (!found) return undefined;
  const rows = numberOf(found[2] ?? '', found[3]);
  if (!Number.isFinite(rows)) return undefined;
  if (found[1] !== undefined) {
    const [table = '', schema] = found[1]
      .replace(/["`[\]]/g, '')
      .split('.')
      .reverse();
    return { table, schema, rows };
  }
  const behind = statements.find(
    (one) => one.span.end.line === span.start.line && one.span.end.offset <= span.start.offset,
  );
  const next = behind ?? statements.find((one) => one.span.end.offset > span.start.offset);
  const operation = next?.operations.find((one) => 'table' in one && one.table !== undefined);
  if (!operation || !('table' in operation) || !operation.table) return undefined;
  return { table: operation.table.name, schema: operation.table.schema, rows };
}

/** `2.5 million`, `40M`, `1,200,000`: a comma or point before three digits parts thousands. */
function numberOf(digits: string, unit: string | undefined): number {
  const plain = digits.replace(/[,_](?=\d{3}\b)/g, '').replace(',', '.');
  const times = unit === undefined ? 1 : (TIMES[unit.charAt(0).toLowerCase()] ?? 1);
  return Number(plain) * times;
}

/**
 * The sizes that comments tell, under those that were measured or set. The same object again where nothing has changed, so that
 * nothing is reviewed again.
 */
export function withHints(
  sizes: ReadonlyMap<string, TableSize>,
  scripts: readonly Script[],
  dialect: Dialect,
  before: ReadonlyMap<string, TableSize> | undefined,
): ReadonlyMap<string, TableSize> {
  const hints = scripts.flatMap(hintsOf);
  if (hints.length === 0) return sizes;
  // The last hint of a history is the newest.
  const told = new Map(
    hints.map(({ schema, table, rows }): [string, TableSize] => [objectKey(dialect, schema, table), { rows }]),
  );
  const merged = new Map([...told, ...sizes]);
  return before && isSame(before, merged) ? before : merged;
}

function isSame(a: ReadonlyMap<string, TableSize>, b: ReadonlyMap<string, TableSize>): boolean {
  return (
    a.size === b.size &&
    [...a].every(([key, size]) => b.get(key)?.rows === size.rows && b.get(key)?.bytes === size.bytes)
  );
}
