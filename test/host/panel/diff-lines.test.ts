import { describe, expect, test } from 'vitest';
import { diffLines } from '../../../src/host/panel/diff-lines';

const marks = { added: '+', removed: '-', same: ' ', gap: '…' } as const;
const shown = (before: string, after: string) =>
  diffLines(before, after).lines.map(({ kind, text }) => marks[kind] + text);

describe('lines of a proposal', () => {
  test('a new file is all added', () => {
    expect(shown('', 'a\nb\n')).toEqual(['+a', '+b']);
  });
  test('a change keeps one line around it', () => {
    expect(shown('1\n2\n3\n4\n5\n6\n', '1\n2\n3\nx\n5\n6\n')).toEqual([' 3', '-4', '+x', ' 5']);
  });
  test('far changes have a gap between them', () => {
    expect(shown('a\n1\n2\n3\n4\nb\n', 'A\n1\n2\n3\n4\nB\n')).toEqual(['-a', '+A', ' 1', '…', ' 4', '-b', '+B']);
  });
  test('an equal text has no lines', () => {
    expect(diffLines('a\nb', 'a\r\nb\r\n')).toEqual({ added: 0, removed: 0, lines: [] });
  });
  test('applied to the old text, the lines give the new one, for a thousand random pairs', () => {
    let seed = 7;
    const random = (most: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % most;
    };
    for (let round = 0; round < 1000; round++) {
      const old = Array.from({ length: random(12) }, () => 'abcd'[random(4)] ?? 'a');
      const now = Array.from({ length: random(12) }, () => 'abcd'[random(4)] ?? 'a');
      const { added, removed } = diffLines(old.join('\n'), now.join('\n'));
      expect(old.length - removed).toBe(now.length - added);
      expect(added + removed).toBe(old.length + now.length - 2 * longestCommon(old, now));
    }
  });
  test('two unlike texts of ten thousand lines are compared, at a cost that their product would not allow', () => {
    const text = (letter: string) => Array.from({ length: 10_000 }, (_, line) => `${letter}${line}`).join('\n');
    expect(diffLines(text('a'), text('b'))).toMatchObject({ added: 10_000, removed: 10_000 });
  });
});

/** By the textbook's table. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const one of a) {
    const next = [0];
    b.forEach((other, at) => {
      next.push(one === other ? (row[at] ?? 0) + 1 : Math.max(next[at] ?? 0, row[at + 1] ?? 0));
    });
    row = next;
  }
  return row.at(-1) ?? 0;
}
