import ts from 'typescript';
import { expect, test } from 'vitest';
import { sources, walk } from './sources';

const ours = sources('src', 'webview');

test('a file holds one idea: none is longer than 300 lines', () => {
  const lines = (text: string) => text.replace(/\n$/, '').split('\n').length;
  const long = ours.filter(({ text }) => lines(text) > 300).map(({ path, text }) => `${path}: ${lines(text)}`);
  expect(long).toEqual([]);
});

test('the archived webview toolkit is imported by exactly one module', () => {
  const users = ours.filter(({ text }) => /from '@vscode\/webview-ui-toolkit/.test(text)).map(({ path }) => path);
  expect(users).toHaveLength(1);
  expect(users[0]).toMatch(/^webview\//);
});

test('below workspace nothing asks the clock or the network: both come in as parameters', () => {
  const below = sources(
    ...['model', 'sql', 'code', 'formats', 'review', 'plan', 'rehearse', 'advise'].map((name) => `src/${name}`),
  );
  const found: string[] = [];
  for (const source of below) {
    walk(source, (node, at) => {
      const clock = ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length;
      const call = ts.isCallExpression(node) && /^(Date\.now|performance\.now|fetch)$/.test(node.expression.getText());
      if (clock || call) found.push(at);
    });
  }
  expect(found).toEqual([]);
});
