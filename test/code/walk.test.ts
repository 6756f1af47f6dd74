import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { GRAMMARS, type Language, languageOf, parseCode } from '../../src/code';
import { grammarOf } from '../../src/code/grammars';
import { parseTree } from '../../src/code/node';
import { publicWalker, walkerOf } from '../../src/code/walk';
import { withGrammars } from '../support/grammars';

withGrammars();

const languages = Object.keys(GRAMMARS) as Language[];
const formats = resolve(__dirname, '../../src/formats');
const files = readdirSync(formats, { recursive: true, encoding: 'utf8' }).filter((name) => /\bexample\b/.test(name));

test.each(languages)('the quick walk over a tree of %s sees what the public cursor sees', (language) => {
  const grammar = grammarOf(language);
  const texts = files
    .filter((name) => languageOf(name) === language)
    .map((name) => readFileSync(join(formats, name), 'utf8'));
  expect(grammar).toBeDefined();
  expect(grammar?.walker).not.toBe(publicWalker);
  for (const text of [...texts, 'class A { (', 'x = [1, "é😀" # y\n"""', ''])
    if (grammar) expect(parseTree(grammar, text)).toEqual(parseTree({ ...grammar, walker: publicWalker }, text));
});

test('a runtime without the functions of the quick walk is walked by the public cursor', () => {
  expect(walkerOf({})).toBe(publicWalker);
  expect(walkerOf({ _ts_tree_root_node_wasm: () => 0 })).toBe(publicWalker);
});

test.each(languages)(
  '%s nested deeper than anyone writes is read as far as the stack allows, and says so',
  (language) => {
    const start = language === 'php' ? '<?php ' : '';
    const { problems } = parseCode(
      language,
      'file:///deep',
      `${start}x = ${'['.repeat(20_000)}1${']'.repeat(20_000)};`,
    );
    expect(problems.length).toBeGreaterThan(0);
  },
);
