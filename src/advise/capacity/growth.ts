/** Sizes over time, from what comes in a month and how long it is kept. */

export interface Growth {
  readonly table: string;
  readonly rowsNow: number;
  readonly rowsPerMonth: number;
  /** Rows older than this are deleted or dropped with their partition. */
  readonly keptMonths?: number;
  /** Per row, indexes included. */
  readonly bytesPerRow: number;
}

export interface GrowthPoint {
  readonly month: number;
  readonly rows: number;
  readonly bytes: number;
}

export interface GrowthSeries {
  readonly table: string;
  readonly points: readonly GrowthPoint[];
}

/** One table at the given months from now. */
export function grow(growth: Growth, months: readonly number[]): GrowthSeries {
  const { table, rowsNow, rowsPerMonth, keptMonths, bytesPerRow } = growth;
  const points = months.map((month): GrowthPoint => {
    const all = rowsNow + rowsPerMonth * month;
    // What is there now is taken to be as old as it took to come in at this rate.
    const rows =
      keptMonths === undefined ? all : Math.min(all, Math.max(rowsPerMonth * keptMonths, month === 0 ? rowsNow : 0));
    return { month, rows: Math.round(rows), bytes: Math.round(rows * bytesPerRow) };
  });
  return { table, points };
}

/** The months that tables and charts show. */
export const MONTHS: readonly number[] = [0, 6, 12, 24, 36];

/** `3.2 GB`, in powers of 1,000 as disks are sold. */
export function bytesText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toPrecision(2)} ${units[unit] ?? 'bytes'}`;
}

/** `40,000,000` as `40M`. */
export function countsText(count: number): string {
  if (count >= 999_500_000) return `${trimmed(count / 1e9)}G`;
  if (count >= 999_500) return `${trimmed(count / 1e6)}M`;
  return count >= 10_000 ? `${trimmed(count / 1_000)}k` : String(Math.round(count));
}

const trimmed = (value: number) => String(Number(value.toPrecision(3)));

/** A Mermaid chart of bytes by month (Mermaid, "XY Chart"), the largest tables each as a line. */
export function growthChart(series: readonly GrowthSeries[]): string {
  const largest = [...series].sort((a, b) => lastOf(b) - lastOf(a)).slice(0, 5);
  const most = Math.max(
    1,
    ...largest.map(lastOf),
    ...largest.flatMap(({ points }) => points.map(({ bytes }) => bytes)),
  );
  const unit =
    most >= 1e12 ? { name: 'TB', bytes: 1e12 } : most >= 1e9 ? { name: 'GB', bytes: 1e9 } : { name: 'MB', bytes: 1e6 };
  const months = largest[0]?.points.map(({ month }) => (month === 0 ? '"now"' : `"${month} months"`)) ?? [];
  const line = ({ points }: GrowthSeries) =>
    `  line [${points.map(({ bytes }) => Number((bytes / unit.bytes).toPrecision(4))).join(', ')}]`;
  return [
    'xychart-beta',
    `  title "${largest.map(({ table }) => table.replace(/"/g, "'")).join(', ')}"`,
    `  x-axis [${months.join(', ')}]`,
    `  y-axis "${unit.name}" 0 --> ${Math.ceil((most / unit.bytes) * 1.1)}`,
    ...largest.map(line),
  ].join('\n');
}

const lastOf = ({ points }: GrowthSeries) => points.at(-1)?.bytes ?? 0;

/** `40M`, `12.5k`, `1,000`. */
export function readCount(text: string): number | undefined {
  const found = /^([\d.,]+)([kMG]?)$/i.exec(text.trim());
  const number = Number(found?.[1]?.replace(/,/g, '') ?? Number.NaN);
  if (!Number.isFinite(number)) return undefined;
  return number * ({ k: 1e3, m: 1e6, g: 1e9 }[(found?.[2] ?? '').toLowerCase()] ?? 1);
}
