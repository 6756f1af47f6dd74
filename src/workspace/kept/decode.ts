import { type Head, TAG, TAG_BITS, TAG_MASK, WORDS } from './code';

interface Source {
  readonly head: Head;
  readonly body: Int32Array;
  readonly externals: readonly unknown[];
}

function sourceOf(bytes: Uint8Array, externals: readonly unknown[]): Source {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  const start = Math.ceil((4 + length) / 4) * 4;
  const head: Head = JSON.parse(Buffer.from(bytes.subarray(4, 4 + length)).toString('utf8'));
  // A copy, for a view has to begin at a place that can be divided by four.
  const body = new Int32Array(new Uint8Array(bytes.subarray(start)).buffer);
  return { head, body, externals };
}

/** Reads back what `encode` wrote; `externals` are the values that were named by number. Throws on bytes that it did not write. */
export function decode(bytes: Uint8Array, externals: readonly unknown[]): unknown {
  const { head, body } = sourceOf(bytes, externals);
  const { strings, shapes } = head;
  const made: object[] = [];
  let at = 0;
  const next = (): number => {
    const value = body[at];
    if (value === undefined) throw new RangeError('the bytes end too early');
    at++;
    return value;
  };
  const position = () => ({ line: next(), column: next(), offset: next() });
  const text = (index: number): string => {
    const found = strings[index];
    if (found === undefined) throw new RangeError('a text is missing');
    return found;
  };
  const keep = <T extends object>(value: T): T => {
    made.push(value);
    return value;
  };

  const readArray = (length: number): readonly unknown[] => {
    const items: unknown[] = keep([]);
    for (let index = 0; index < length; index++) items.push(read());
    return items;
  };
  const readMap = (size: number): ReadonlyMap<unknown, unknown> => {
    const map = keep(new Map<unknown, unknown>());
    for (let index = 0; index < size; index++) map.set(read(), read());
    return map;
  };
  const readSet = (size: number): ReadonlySet<unknown> => {
    const set = keep(new Set<unknown>());
    for (let index = 0; index < size; index++) set.add(read());
    return set;
  };
  const readPlain = (shape: number): object => {
    const keys = shapes[shape];
    if (!keys) throw new RangeError('a shape is missing');
    const object = keep<Record<string, unknown>>({});
    for (const key of keys) object[key] = read();
    return object;
  };

  function read(): unknown {
    const code = next();
    const payload = code >> TAG_BITS;
    switch (code & TAG_MASK) {
      case TAG.word:
        return WORDS[payload];
      case TAG.integer:
        return payload;
      case TAG.number:
        return Number(text(payload));
      case TAG.string:
        return text(payload);
      case TAG.external:
        return externals[payload];
      case TAG.again:
        return made[payload];
      case TAG.array:
        return readArray(payload);
      case TAG.map:
        return readMap(payload);
      case TAG.set:
        return readSet(payload);
      case TAG.object:
        return readPlain(payload);
      case TAG.span:
        return keep({ uri: text(payload), start: position(), end: position() });
      default:
        throw new RangeError('a tag is unknown');
    }
  }

  return read();
}
