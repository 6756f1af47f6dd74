/** A parser's tree, of which nothing is believed: every part is asked for by kind. */
export type Json = Readonly<Record<string, unknown>>;

export function node(value: Json, key: string): Json {
  const part = value[key];
  return typeof part === 'object' && part !== null ? (part as Json) : {};
}

export function list(value: Json, key: string): readonly Json[] {
  const part = value[key];
  return Array.isArray(part) ? part.filter((one): one is Json => typeof one === 'object' && one !== null) : [];
}

export function text(value: Json, key: string): string {
  const part = value[key];
  return typeof part === 'string' ? part : '';
}

export function bool(value: Json, key: string): boolean {
  return value[key] === true;
}

/** The one key of a tagged object, and what is under it. */
export function first(value: Json): readonly [string | undefined, Json] {
  const key = Object.keys(value)[0];
  return [key, key === undefined ? {} : node(value, key)];
}
