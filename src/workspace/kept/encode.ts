import { type Head, TAG, TAG_BITS, WORDS } from './code';

/** Values that are not written but named by a number: the reader has its own. */
export type Externals = ReadonlyMap<unknown, number>;

/** Numbers for values, each by its first place. */
function numbering<T>(): { readonly all: T[]; of(value: T): number } {
  const numbers = new Map<T, number>();
  const all: T[] = [];
  return {
    all,
    of: (value) => {
      const known = numbers.get(value);
      if (known !== undefined) return known;
      numbers.set(value, all.length);
      all.push(value);
      return all.length - 1;
    },
  };
}

/** A list of integers that grows. */
function growing(): { push(value: number): void; bytes(): Uint8Array } {
  let held = new Int32Array(1 << 16);
  let size = 0;
  return {
    push: (value) => {
      if (size === held.length) {
        const larger = new Int32Array(size * 2);
        larger.set(held);
        held = larger;
      }
      held[size] = value;
      size++;
    },
    bytes: () => new Uint8Array(held.buffer, 0, size * 4),
  };
}

const SMALLEST = -(2 ** (31 - TAG_BITS));
const LARGEST = 2 ** (31 - TAG_BITS) - 1;

function isSmall(value: unknown): value is number {
  return Number.isInteger(value) && !Object.is(value, -0) && Number(value) >= SMALLEST && Number(value) <= LARGEST;
}

interface SpanShape {
  readonly uri: string;
  readonly start: { readonly line: number; readonly column: number; readonly offset: number };
  readonly end: { readonly line: number; readonly column: number; readonly offset: number };
}

function isPosition(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).join() === 'line,column,offset';
}

function isSpan(value: object, keys: string): value is SpanShape {
  return (
    keys === 'uri\0start\0end' &&
    'uri' in value &&
    typeof value.uri === 'string' &&
    'start' in value &&
    isPosition(value.start) &&
    'end' in value &&
    isPosition(value.end)
  );
}

/** Keys that make the same object when they are set one after another. */
function safeKeys(object: object): readonly string[] {
  const keys = Object.keys(object);
  if (keys.some((key) => key === '__proto__' || key.includes('\0'))) throw new TypeError('a key cannot be kept');
  return keys;
}

/**
 * Writes plain data (objects, arrays, maps, sets, texts, numbers) into bytes. What is shared stays shared, and each text is written
 * once: readings consist of spans, and all spans of a file name the file. Throws on anything else, functions above all.
 */
export function encode(value: unknown, externals: Externals): Uint8Array {
  const strings = numbering<string>();
  const shapes = numbering<string>();
  const keysOf: (readonly string[])[] = [];
  const written = new Map<object, number>();
  const body = growing();
  const put = (tag: number, payload: number) => body.push((payload << TAG_BITS) | tag);

  const writeObject = (object: object): void => {
    const before = written.get(object);
    if (before !== undefined) {
      put(TAG.again, before);
      return;
    }
    written.set(object, written.size);
    if (Array.isArray(object)) {
      put(TAG.array, object.length);
      for (const item of object) write(item);
    } else if (object instanceof Map) {
      put(TAG.map, object.size);
      for (const [key, inner] of object) {
        write(key);
        write(inner);
      }
    } else if (object instanceof Set) {
      put(TAG.set, object.size);
      for (const item of object) write(item);
    } else writePlain(object);
  };

  const writePlain = (object: object): void => {
    if (Object.getPrototypeOf(object) !== Object.prototype) throw new TypeError('only plain data can be kept');
    const keys = Object.keys(object).join('\0');
    if (isSpan(object, keys)) {
      put(TAG.span, strings.of(object.uri));
      for (const { line, column, offset } of [object.start, object.end]) {
        body.push(line);
        body.push(column);
        body.push(offset);
      }
      return;
    }
    const shape = shapes.of(keys);
    if (shape === keysOf.length) keysOf.push(safeKeys(object));
    put(TAG.object, shape);
    for (const inner of Object.values(object)) write(inner);
  };

  const write = (one: unknown): void => {
    const external = typeof one === 'object' || typeof one === 'string' ? externals.get(one) : undefined;
    if (external !== undefined) put(TAG.external, external);
    else if (typeof one === 'string') put(TAG.string, strings.of(one));
    else if (isSmall(one)) put(TAG.integer, one);
    else if (typeof one === 'number') put(TAG.number, strings.of(Object.is(one, -0) ? '-0' : String(one)));
    else if (typeof one === 'object' && one !== null) writeObject(one);
    else {
      const word = WORDS.findIndex((known) => known === one);
      if (word < 0) throw new TypeError(`a ${typeof one} cannot be kept`);
      put(TAG.word, word);
    }
  };

  write(value);
  const head: Head = { strings: strings.all, shapes: keysOf };
  return joined(Buffer.from(JSON.stringify(head)), body.bytes());
}

/** The head's length, the head, and the body at a place that can be divided by four. */
function joined(head: Uint8Array, body: Uint8Array): Uint8Array {
  const start = Math.ceil((4 + head.length) / 4) * 4;
  const bytes = new Uint8Array(start + body.length);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  bytes.set(body, start);
  return bytes;
}
