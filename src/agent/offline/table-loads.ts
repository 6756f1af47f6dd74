/** `orders 40M rows, 1M a month, kept 24 months; books 2000` as the capacity tool takes it. */
import { type LoadFact, readCount } from '../../advise';

export interface CapacityInput {
  readonly dataLayer: string;
  readonly tables: readonly {
    readonly table: string;
    readonly rows: number;
    readonly rowsPerMonth: number;
    readonly keptMonths: number;
  }[];
  readonly load: readonly { readonly what: LoadFact; readonly value: number }[];
}

const FACTS: readonly (readonly [pattern: RegExp, what: LoadFact])[] = [
  [/^([\d.,]+[kM]?) requests(?:\/s| a second| per second)$/i, 'requests per second'],
  [/^([\d.,]+[kM]?) reads(?:\/s| a second| per second)$/i, 'reads per second'],
  [/^([\d.,]+[kM]?) writes(?:\/s| a second| per second)$/i, 'writes per second'],
  [/^([\d.,]+) cores$/i, 'cores'],
  [/^([\d.,]+) instances$/i, 'instances'],
  [/^([\d.,]+) ms$/i, 'milliseconds per request'],
  [/^([\d.,]+) GB memory$/i, 'memory GB'],
  [/^([\d.,]+) ?% hot$/i, 'hot percent'],
  [/^rpo ([\d.,]+) ?min(?:utes)?$/i, 'RPO minutes'],
  [/^rto ([\d.,]+) ?min(?:utes)?$/i, 'RTO minutes'],
];

/** Reads the words after `/capacity`. Pieces that belong to a table follow it up to the next one. */
export function readCapacity(text: string): CapacityInput {
  const tables: { table: string; rows: number; rowsPerMonth: number; keptMonths: number }[] = [];
  const load: { what: LoadFact; value: number }[] = [];
  for (const piece of text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)) {
    const fact = FACTS.flatMap(([pattern, what]) => {
      const count = readCount(pattern.exec(piece)?.[1] ?? '');
      return count === undefined ? [] : [{ what, value: Math.round(count) }];
    })[0];
    const last = tables.at(-1);
    const monthly = readCount(/^\+?([\d.,]+[kMG]?)(?: rows)? (?:a|per|each) month$/i.exec(piece)?.[1] ?? '');
    const kept = readCount(/^(?:kept|keep)(?: for)? ([\d.]+) months?$/i.exec(piece)?.[1] ?? '');
    const table = /^([\w."`]+)[\s:]+([\d.,]+[kMG]?)(?: rows)?$/i.exec(piece);
    const rows = readCount(table?.[2] ?? '');
    if (fact !== undefined) load.push(fact);
    else if (monthly !== undefined && last !== undefined) last.rowsPerMonth = Math.round(monthly);
    else if (kept !== undefined && last !== undefined) last.keptMonths = Math.round(kept);
    else if (table?.[1] !== undefined && rows !== undefined)
      tables.push({ table: table[1], rows: Math.round(rows), rowsPerMonth: 0, keptMonths: 0 });
    else tables.push({ table: piece, rows: 0, rowsPerMonth: 0, keptMonths: 0 });
  }
  return { dataLayer: '', tables, load };
}
