/** What `rehearse` takes beside PATH. */

export type RehearsalFormat = 'text' | 'json' | 'markdown';

export interface RehearsalOptions {
  readonly format: RehearsalFormat;
  readonly which: 'last' | 'all';
  /** For one rehearsal, or for the whole history. */
  readonly seconds: number;
  /** In each table, for the first and the second way up. */
  readonly rows?: readonly [number, number];
  readonly timeZone?: string;
}

const FORMATS: readonly RehearsalFormat[] = ['text', 'json', 'markdown'];

interface Values {
  readonly format?: string;
  readonly all?: boolean;
  readonly rows?: string;
  readonly seconds?: string;
  readonly 'time-zone'?: string;
}

export type ReadRehearsalOptions =
  | { readonly kind: 'read'; readonly options: RehearsalOptions }
  | { readonly kind: 'wrong'; readonly message: string };

export function readRehearsalOptions(values: Values): ReadRehearsalOptions {
  const wrong = (message: string) => ({ kind: 'wrong', message }) as const;
  const format = FORMATS.find((known) => known === (values.format ?? 'text'));
  if (!format) return wrong(`--format must be one of ${FORMATS.join(', ')}`);
  const which = values.all ? 'all' : 'last';
  const seconds = Number(values.seconds ?? (which === 'all' ? '600' : '60'));
  if (!(seconds > 0)) return wrong('--seconds must be a number of seconds');
  const rows = values.rows === undefined ? undefined : sizesIn(values.rows);
  if (rows === 'wrong') return wrong('--rows must be two numbers, the second larger: --rows 1000,5000');
  const timeZone = values['time-zone'];
  return {
    kind: 'read',
    options: { format, which, seconds, ...(rows ? { rows } : {}), ...(timeZone === undefined ? {} : { timeZone }) },
  };
}

function sizesIn(text: string): readonly [number, number] | 'wrong' {
  const [first = Number.NaN, second = Number.NaN, ...more] = text.split(',').map(Number);
  return first > 0 && second > first && more.length === 0 ? [first, second] : 'wrong';
}
