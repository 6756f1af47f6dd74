import { baseName } from '../paths';

/** node-pg-migrate, migration.ts: digits, a separator, a name; SQL may come as a pair of up and down. */
const NAME = /^(\d+)([_-])(.*?)(?:\.(up|down))?\.(sql|[cm]?[jt]s)$/;

export interface PgmName {
  readonly version: string;
  readonly separator: string;
  readonly title: string;
  readonly direction: 'up' | 'down' | 'both';
  readonly language: 'sql' | 'code';
}

export function pgmName(path: string): PgmName | undefined {
  const found = NAME.exec(baseName(path));
  if (!found || /\.d\.[cm]?ts$/.test(path)) return undefined;
  const [, version = '', separator = '_', title = '', direction, ending] = found;
  return {
    version,
    separator,
    title,
    direction: direction === 'up' || direction === 'down' ? direction : 'both',
    language: ending === 'sql' ? 'sql' : 'code',
  };
}

export function matches(path: string): boolean {
  return pgmName(path) !== undefined;
}

/** When a prefix says: milliseconds since 1970, or since version 7 a date of 17 digits (getNumericPrefix); any other number is its value. */
export function momentOf(version: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(version);
  if (!parts) return Number(version);
  const [, year, month, day, hour, minute, second, milli] = parts.map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second, milli);
}
