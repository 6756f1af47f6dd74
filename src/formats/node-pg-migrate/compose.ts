import type { Placed, StringPiece } from '../../code';
import { type Bound, resolve, type TextValue, textValue, truth } from '../../code';
import { isKeyword } from '../../sql';

/**
 * SQL put together as the builder does it, each part with its place in the file: names stand where their strings do, the words
 * between them at the call. Reading it gives operations that point into the file.
 */
export type Part = string | TextValue | undefined;

export function compose(call: Placed, parts: readonly Part[]): TextValue {
  const pieces: StringPiece[] = [];
  for (const part of parts) {
    if (typeof part === 'string') pieces.push({ start: call.start, end: call.end, text: part });
    else if (part) pieces.push(...part.pieces);
  }
  return { text: pieces.map(({ text }) => text).join(''), pieces };
}

/** Parts with something between them. */
export function between(parts: readonly TextValue[], glue: string): readonly Part[] {
  return parts.flatMap((part, at) => (at === 0 ? [part] : [glue, part]));
}

/** A name as SQL has it. In quotes it takes the quotes of its string along, so that it stays letter for letter. */
export function quoted(value: TextValue): TextValue {
  const { text, pieces } = value;
  if (/^[a-z_][a-z0-9_$]*$/.test(text) && !isKeyword(text, 'postgresql')) return value;
  const [only] = pieces;
  const escaped = `"${text.replaceAll('"', '""')}"`;
  if (pieces.length === 1 && only && only.end - only.start === text.length && escaped.length === text.length + 2)
    return { text: escaped, pieces: [{ start: only.start - 1, end: only.end + 1, text: escaped }] };
  const place = { start: pieces[0]?.start ?? 0, end: pieces.at(-1)?.end ?? 0 };
  return { text: escaped, pieces: [{ ...place, text: escaped }] };
}

/** A text made for something at a place. */
export function made(text: string, place: Placed): TextValue {
  return { text, pieces: [{ start: place.start, end: place.end, text }] };
}

/** An entry of a literal object. */
export function entry(bound: Bound | undefined, ...names: readonly string[]): Bound | undefined {
  const map = bound && resolve(bound);
  if (map?.expr.kind !== 'map') return undefined;
  const found = map.expr.entries.find(({ key }) => key.kind === 'string' && names.includes(key.value));
  return found && { expr: found.value, scope: map.scope };
}

/** True when an option is set. */
export function isSet(options: Bound | undefined, ...names: readonly string[]): boolean {
  const value = entry(options, ...names);
  return value !== undefined && truth(value) === true;
}

/** A table's or type's name: `'users'`, `{ schema: 'audit', name: 'events' }`. */
export function nameOf(bound: Bound | undefined): TextValue | undefined {
  if (!bound) return undefined;
  const text = textValue(bound);
  if (text) return quoted(text);
  const [schema, name] = [entry(bound, 'schema'), entry(bound, 'name')];
  const last = name && textValue(name);
  const first = schema && textValue(schema);
  if (!last) return undefined;
  return first ? compose(bound.expr, [quoted(first), '.', quoted(last)]) : quoted(last);
}

/** The items of a list, or the one thing that stands for a list of one. */
export function itemsOf(bound: Bound | undefined): readonly Bound[] {
  if (!bound) return [];
  const { expr, scope } = resolve(bound);
  return expr.kind === 'list' ? expr.items.map((item) => ({ expr: item, scope })) : [{ expr, scope }];
}

/** One string or a list of them. */
export function textsOf(bound: Bound | undefined): readonly TextValue[] | undefined {
  if (!bound) return undefined;
  const items = itemsOf(bound).map((item) => textValue(item));
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? known : undefined;
}

/** A value as the builder writes it: strings in quotes, `pgm.func('…')` as it is (utils, escapeValue). */
export function literalOf(bound: Bound): TextValue | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'call') {
    const name = expr.callee.kind === 'member' ? expr.callee.name : '';
    const [first] = expr.args;
    return name === 'func' && first ? textValue({ expr: first.value, scope }) : undefined;
  }
  if (expr.kind === 'constant') return made(String(expr.value), expr);
  if (expr.kind === 'unary' && expr.operator === '-' && expr.operand.kind === 'number')
    return made(`-${expr.operand.text}`, expr);
  const text = textValue(bound);
  if (!text) return undefined;
  return expr.kind === 'number' ? text : compose(expr, ["'", made(text.text.replaceAll("'", "''"), expr), "'"]);
}
