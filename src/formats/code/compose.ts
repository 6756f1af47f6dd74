import { type Bound, type Placed, resolve, type StringPiece, type TextValue, textValue, truth } from '../../code';
import type { Dialect } from '../../model';
import { quoteName, quoteText } from '../../sql';

/**
 * SQL put together as a tool's builder does it, each part with its place in the file: names stand where their strings do, the words
 * between them at the call. Reading it gives operations that point into the file.
 */
export type Part = string | TextValue | undefined;

export function compose(call: Placed, parts: readonly Part[]): TextValue {
  const pieces: StringPiece[] = [];
  for (const part of parts) {
    if (typeof part === 'string') {
      if (part !== '') pieces.push({ start: call.start, end: call.end, text: part });
    } else if (part) pieces.push(...part.pieces);
  }
  return { text: pieces.map(({ text }) => text).join(''), pieces };
}

/** Parts with something between them. */
export function between(parts: readonly TextValue[], glue: string): readonly Part[] {
  return parts.flatMap((part, at) => (at === 0 ? [part] : [glue, part]));
}

/** A name as SQL has it; in quotes, or with escapes, it stands for the whole of its string. */
export function quoted(value: TextValue, dialect: Dialect): TextValue {
  const { text, pieces } = value;
  const escaped = quoteName(text, dialect);
  if (escaped === text) return value;
  const place = { start: pieces[0]?.start ?? 0, end: pieces.at(-1)?.end ?? 0 };
  return { text: escaped, pieces: [{ ...place, text: escaped }] };
}

/** A text made for something at a place. */
export function made(text: string, place: Placed): TextValue {
  return { text, pieces: [{ start: place.start, end: place.end, text }] };
}

/** A part of a text, with its places. */
export function slice({ text, pieces }: TextValue, from: number, to = text.length): TextValue {
  const found: StringPiece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const [start, end] = [Math.max(from - at, 0), Math.min(to - at, piece.text.length)];
    at += piece.text.length;
    if (start >= end) continue;
    const verbatim = piece.text.length === piece.end - piece.start;
    const place = verbatim ? { start: piece.start + start, end: piece.start + end } : piece;
    found.push({ start: place.start, end: place.end, text: piece.text.slice(start, end) });
  }
  return { text: text.slice(from, to), pieces: found };
}

/** An entry of a literal object. */
export function entry(bound: Bound | undefined, ...names: readonly string[]): Bound | undefined {
  const map = bound && resolve(bound);
  if (map?.expr.kind !== 'map') return undefined;
  const found = map.expr.entries.find(({ key }) => key.kind === 'string' && names.includes(key.value));
  if (found) return { expr: found.value, scope: map.scope };
  for (const spread of [...map.expr.spreads].reverse()) {
    const inside = entry({ expr: spread, scope: map.scope }, ...names);
    if (inside) return inside;
  }
  return undefined;
}

/** True when an option is set. */
export function isSet(options: Bound | undefined, ...names: readonly string[]): boolean {
  const value = entry(options, ...names);
  return value !== undefined && truth(value) === true;
}

/** The text of an entry. */
export function textIn(options: Bound | undefined, ...names: readonly string[]): TextValue | undefined {
  const value = entry(options, ...names);
  return value && textValue(value);
}

/** The items of a list, or the one thing that stands for a list of one. */
export function itemsOf(bound: Bound | undefined): readonly Bound[] {
  if (!bound) return [];
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'list') return [{ expr, scope }];
  return expr.items.flatMap((item) =>
    item.kind === 'spread' ? itemsOf({ expr: item.value, scope }) : [{ expr: item, scope }],
  );
}

/** One string or a list of them. */
export function textsOf(bound: Bound | undefined): readonly TextValue[] | undefined {
  if (!bound) return undefined;
  const items = itemsOf(bound).map((item) => textValue(item));
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? known : undefined;
}

/** A value as SQL has it: text in quotes, numbers, truth and NULL as they are; undefined when it cannot be told. */
export function literal(bound: Bound, dialect: Dialect): TextValue | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'constant') return made(String(expr.value), expr);
  if (expr.kind === 'unary' && expr.operator === '-' && expr.operand.kind === 'number')
    return made(`-${expr.operand.text}`, expr);
  if (expr.kind === 'number') return made(expr.text, expr);
  const text = textValue({ expr, scope });
  return text && made(quoteText(text.text, dialect), expr);
}
