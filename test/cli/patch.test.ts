import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileDiff } from '../../src/cli/print-patch';
import { lineIndex, type TextEdit } from '../../src/model';
import { applyEdits } from '../../src/review';

function edit(text: string, from: number, to: number, newText: string): TextEdit {
  return { span: lineIndex('file:///a.sql', text).span(from, to), newText };
}

/** What `git apply` makes of a patch. */
function applied(text: string, patch: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'patch-'));
  try {
    writeFileSync(join(folder, 'a.sql'), text);
    execFileSync('git', ['apply', '-'], { cwd: folder, input: patch });
    return readFileSync(join(folder, 'a.sql'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const LINES = Array.from({ length: 30 }, (_, at) => `line ${at};`).join('\n');

describe('a patch of fixes is what git applies', () => {
  it.each([
    ['a word in one line', LINES, (text: string) => [edit(text, 10, 10, ' more')]],
    [
      'lines added and taken out, far from each other',
      LINES,
      (text: string) => [
        edit(text, 0, 0, 'first;\nsecond;\n'),
        edit(text, text.indexOf('line 20'), text.indexOf('line 22'), ''),
        edit(text, text.length, text.length, ' last'),
      ],
    ],
    [
      'near each other',
      LINES,
      (text: string) => [
        edit(text, text.indexOf('line 5'), text.indexOf('line 5'), 'x\n'),
        edit(text, text.indexOf('line 8'), text.indexOf('line 9'), 'y\n'),
      ],
    ],
    ['carriage returns', 'a;\r\nb;\r\nc;\r\n', (text: string) => [edit(text, 4, 5, 'B')]],
    ['one line without an end', 'a;', (text: string) => [edit(text, 0, 1, 'b')]],
  ])('%s', (_, text, edits) => {
    const made = edits(text);
    expect(applied(text, fileDiff('a.sql', text, made))).toBe(applyEdits(text, made));
  });
});
