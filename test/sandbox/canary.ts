/**
 * A WebAssembly library whose only content is a string of JavaScript: what Emscripten's dlopen evaluates when a library has an export
 * named `__em_js__…`. Ours writes a file, if anything lets it sing.
 */

const bytes = (text: string): number[] => [...new TextEncoder().encode(text)];

function number(value: number): number[] {
  const out: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return [...out, rest];
    out.push((rest & 127) | 128);
  }
}

const text = (value: string): number[] => [...number(bytes(value).length), ...bytes(value)];
const section = (id: number, content: readonly number[]): number[] => [id, ...number(content.length), ...content];

const I32 = 0x7f;
const CONST = 0x00;

export function canary(file: string): Uint8Array {
  const script = `(void)<::>{}; require('node:fs').writeFileSync(${JSON.stringify(file)}, 'sang')\0`;
  const data = bytes(script);
  // tool-conventions, "Dynamic Linking": the memory that the library wants.
  const memory = [1, ...number(number(data.length).length + 3), ...number(data.length), 0, 0, 0];
  return new Uint8Array([
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...section(0, [...text('dylink.0'), ...memory]),
    ...section(2, [
      2,
      ...text('env'),
      ...text('memory'),
      2,
      0,
      1,
      ...text('env'),
      ...text('__memory_base'),
      3,
      I32,
      CONST,
    ]),
    ...section(6, [1, I32, CONST, 0x41, 0, 0x0b]),
    ...section(7, [1, ...text('__em_js__canary'), 3, 1]),
    // At the library's place in memory.
    ...section(11, [1, 0, 0x23, 0, 0x0b, ...number(data.length), ...data]),
  ]);
}
