import type { Span, SqlType, TypeFamily } from '../../../model';

/** Aliases of `$type` (MongoDB manual, "BSON Types"), with `uuid` (binary subtype 4), `map` (an object of any keys) and `mixed` (anything). */
const FAMILIES: Readonly<Record<string, TypeFamily>> = {
  string: 'text',
  number: 'double',
  double: 'double',
  int: 'integer',
  long: 'bigint',
  decimal: 'decimal',
  bool: 'boolean',
  date: 'timestamp',
  objectId: 'objectid',
  uuid: 'uuid',
  binData: 'blob',
  object: 'object',
  map: 'object',
  mixed: 'none',
};

/** Reads `string`, `objectId[]`, `object[][]`: a BSON type and as many arrays of it. What is none of them keeps its word. */
export function parseDocumentType(text: string, span: Span): SqlType {
  const canonical = text.trim();
  let word = canonical;
  let dimensions = 0;
  for (; word.endsWith('[]'); word = word.slice(0, -2)) dimensions++;
  const family = Object.hasOwn(FAMILIES, word) ? FAMILIES[word] : undefined;
  return {
    text: canonical,
    canonical,
    family: family ?? 'unknown',
    ...(word === 'date' ? { zone: true } : {}),
    ...(dimensions > 0 ? { dimensions } : {}),
    span,
  };
}
