/** What is compared of a table, each fact as one line of text, engine's and ours spelled alike. */
export interface TableFacts {
  readonly name: string;
  /** In order: `name type [not null] [default …] [identity] [generated …]`. */
  readonly columns: readonly string[];
  readonly primaryKey: string;
  readonly foreignKeys: readonly string[];
  readonly uniques: readonly string[];
  readonly checks: readonly string[];
  readonly indexes: readonly string[];
}

export interface Difference {
  readonly table: string;
  readonly text: string;
}

/** Columns one by one in order, then keys and indexes as sets. */
export function compareTables(truth: TableFacts, ours: TableFacts | undefined): readonly Difference[] {
  if (!ours) return [{ table: truth.name, text: 'is missing' }];
  const differences: string[] = [];
  for (let i = 0; i < Math.max(truth.columns.length, ours.columns.length); i++) {
    const engine = truth.columns[i];
    const read = ours.columns[i];
    if (engine !== read) differences.push(`column ${i + 1}: engine "${engine ?? 'none'}", ours "${read ?? 'none'}"`);
  }
  if (truth.primaryKey !== ours.primaryKey)
    differences.push(`primary key: engine "${truth.primaryKey}", ours "${ours.primaryKey}"`);
  for (const part of ['foreignKeys', 'uniques', 'checks', 'indexes'] as const) {
    const ourLines = counted(ours[part]);
    const truthLines = counted(truth[part]);
    for (const line of truthLines) if (!ourLines.has(line)) differences.push(`${part}: engine has "${line}"`);
    for (const line of ourLines) if (!truthLines.has(line)) differences.push(`${part}: ours has "${line}"`);
  }
  return differences.map((text) => ({ table: truth.name, text }));
}

/** SQLite allows the same unnamed foreign key twice; a second one counts. */
function counted(lines: readonly string[]): ReadonlySet<string> {
  const seen = new Map<string, number>();
  return new Set(
    lines.map((line) => {
      const count = (seen.get(line) ?? 0) + 1;
      seen.set(line, count);
      return count === 1 ? line : `${line} (${count})`;
    }),
  );
}
