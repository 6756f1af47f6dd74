/** What converters of types share. */
import type { SqlType } from '../../model';

export interface ConvertedType {
  readonly text: string;
  /** What cannot be carried over; absent where nothing is lost. */
  readonly loss?: string;
  /** Labels that a check must hold, where the engine has no enumeration. */
  readonly values?: readonly string[];
}

/** Whether the column is part of a key or an index: engines limit the length of what they index. */
export type Keyed = 'keyed' | 'plain';

export type Converter = (type: SqlType, keyed: Keyed) => ConvertedType;

export const to = (text: string, loss?: string): ConvertedType => (loss === undefined ? { text } : { text, loss });

export const sized = (name: string, length: number | undefined, otherwise: string, most: number) =>
  length === undefined || length > most ? otherwise : `${name}(${length})`;
export const numeric = (name: string, { precision, scale }: SqlType, otherwise: string) =>
  precision === undefined
    ? otherwise
    : `${name}(${precision}${scale === undefined || scale === 0 ? '' : `, ${scale}`})`;
export const fraction = ({ precision }: SqlType) => `(${Math.min(6, precision ?? 6)})`;
export const TZ_LOSS = 'the zone is not kept: store UTC, and convert in the application';
export const unknown = (type: SqlType, text: string) =>
  to(text, `type ${type.canonical} has no counterpart: kept as ${text}`);

/** Oracle's NUMBER(10) is an integer elsewhere. */
export function wholeNumber({
  family,
  precision,
  scale,
  canonical,
}: SqlType): 'smallint' | 'integer' | 'bigint' | undefined {
  if (family !== 'decimal' || precision === undefined || scale !== 0 || !/^number/i.test(canonical)) return undefined;
  return precision <= 4 ? 'smallint' : precision <= 9 ? 'integer' : precision <= 19 ? 'bigint' : undefined;
}
