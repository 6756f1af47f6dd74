import type { Placed, StringLiteral } from '../../code';

/** Settings of a `gorm` tag by their names in capitals; a setting alone has its name as value. */
export type Tag = ReadonlyMap<string, Setting>;

export interface Setting extends Placed {
  readonly value: string;
}

/** One setting as written, for those that may stand several times: `index:a;index:b`. */
export interface Written extends Setting {
  readonly key: string;
}

/** The `gorm` part of a struct tag: `json:"id" gorm:"primaryKey;size:10"` (reflect.StructTag). */
export function writtenIn(tag: StringLiteral | undefined): readonly Written[] {
  if (!tag) return [];
  const { value, start } = tag;
  // Between backquotes letters stand for themselves.
  const offset = start + 1;
  for (let at = 0; at < value.length; ) {
    const colon = value.indexOf(':"', at);
    if (colon < 0) return [];
    const end = closing(value, colon + 2);
    if (value.slice(at, colon).trim() === 'gorm')
      return settingsIn(value.slice(colon + 2, end), ';', offset + colon + 2);
    at = end + 1;
  }
  return [];
}

function closing(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

/** Settings between separators, which a backslash makes letters (gorm, schema/utils.go `ParseTagSetting`). */
export function settingsIn(text: string, separator: string, offset: number): readonly Written[] {
  const found: Written[] = [];
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && (text[at] !== separator || text[at - 1] === '\\')) continue;
    const part = text.slice(from, at).replaceAll(`\\${separator}`, separator);
    const colon = part.indexOf(':');
    const key = (colon < 0 ? part : part.slice(0, colon)).trim().toUpperCase();
    const value = colon < 0 ? key : part.slice(colon + 1);
    const start = offset + from + (colon < 0 ? part.length - part.trimStart().length : colon + 1);
    if (key !== '') found.push({ key, value, start, end: offset + at });
    from = at + 1;
  }
  return found;
}

export function tagOf(written: readonly Written[]): Tag {
  return new Map(written.map(({ key, ...rest }) => [key, rest]));
}

/** A setting that is there and not `false`. */
export function isSet(tag: Tag, ...names: readonly string[]): boolean {
  return names.some((name) => {
    const value = tag.get(name)?.value;
    return value !== undefined && value.toLowerCase() !== 'false' && value !== '';
  });
}
