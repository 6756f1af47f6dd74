import type { CodeModule, StringPiece, TextValue } from '../../code';
import type { Dialect, Position, Script, Span } from '../../model';
import { readSql } from '../../sql';

/** Reads SQL that stands in a string of a program, or of a changelog. Every place is that of the file which the string stands in. */
export function embeddedSql(
  host: Pick<CodeModule, 'uri' | 'lines'>,
  { text, pieces }: TextValue,
  dialect: Dialect,
): Script {
  const read = readSql(host.uri, text, dialect);
  return withPlaces(read, placesOf(host, pieces));
}

type MapPosition = (position: Position, side: 'start' | 'end') => Position;

/** Where each letter of the value stands in the file: in its piece, letter for letter, or the whole of an escape. */
function placesOf(host: Pick<CodeModule, 'lines'>, pieces: readonly StringPiece[]): MapPosition {
  const starts: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    starts.push(length);
    length += piece.text.length;
  }
  const pieceAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return ({ offset }, side) => {
    // An end belongs to the letter before it.
    const at = pieceAt(side === 'end' && offset > 0 ? offset - 1 : offset);
    const piece = pieces[at];
    if (!piece) return host.lines.position(0);
    const inside = offset - (starts[at] ?? 0);
    const verbatim = piece.text.length === piece.end - piece.start;
    if (verbatim) return host.lines.position(piece.start + Math.min(inside, piece.text.length));
    return host.lines.position(side === 'end' ? piece.end : piece.start);
  };
}

function isSpan(value: object): value is Span {
  return 'uri' in value && 'start' in value && 'end' in value;
}

/** The script with every span moved. Readers share span objects, so each is moved once. */
function withPlaces(script: Script, map: MapPosition): Script {
  const moved = new Map<object, unknown>();
  const move = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const known = moved.get(value);
    if (known !== undefined) return known;
    const fresh = isSpan(value)
      ? { uri: value.uri, start: map(value.start, 'start'), end: map(value.end, 'end') }
      : Array.isArray(value)
        ? value.map(move)
        : moveFields(value);
    moved.set(value, fresh);
    return fresh;
  };
  const moveFields = (value: object): object => {
    const copy: Record<string, unknown> = { ...value };
    for (const key in copy) {
      const inner = copy[key];
      if (typeof inner === 'object') copy[key] = move(inner);
    }
    return copy;
  };
  return move(script) as Script;
}
