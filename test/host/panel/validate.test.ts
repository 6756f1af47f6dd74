import { describe, expect, test } from 'vitest';
import { validate } from '../../../src/host/panel/validate';
import type { PanelMessage } from '../../../src/protocol';

const good: readonly PanelMessage[] = [
  { kind: 'ready' },
  { kind: 'draft', text: '' },
  { kind: 'send', text: 'hello' },
  { kind: 'retry', turn: 't1' },
  { kind: 'openPlace', place: { uri: 'file:///w/a.sql', line: 0, column: 4 } },
  { kind: 'openCitation', path: 'db/schema.sql', line: 12 },
  { kind: 'openLink', url: 'https://www.postgresql.org/docs' },
  { kind: 'act', action: 'addKey', turn: '' },
  { kind: 'accept', proposal: 'p1' },
];

describe('messages of the panel', () => {
  test.each(good)('$kind is believed', (message) => {
    expect(validate(structuredClone(message))).toEqual(message);
  });

  const junk: readonly unknown[] = [
    undefined,
    null,
    'ready',
    42,
    [],
    {},
    { kind: 'unknown' },
    { kind: 'toString' },
    { kind: '__proto__' },
    { kind: ['ready'] },
    { kind: 'ready', extra: 1 },
    { kind: 'send' },
    { kind: 'send', text: 1 },
    { kind: 'send', text: 'x'.repeat(1_000_001) },
    { kind: 'openPlace', place: { uri: 'file:///a', line: -1, column: 0 } },
    { kind: 'openPlace', place: { uri: 'file:///a', line: 1.5, column: 0 } },
    { kind: 'openPlace', place: null },
    { kind: 'openPlace', place: { uri: 'file:///a', line: 1, column: 0, more: 1 } },
    { kind: 'openCitation', path: 'a', line: Number.NaN },
    { kind: 'openLink', url: 'command:workbench.action.terminal.new' },
    { kind: 'openLink', url: 'javascript:alert(1)' },
    { kind: 'openLink', url: 'file:///etc/passwd' },
    { kind: 'openLink', url: ' https://x' },
    { kind: 'act', action: 'rm -rf', turn: '' },
    { kind: 'act', action: 'constructor', turn: '' },
    { kind: 'accept', proposal: { id: 'p1' } },
  ];
  test.each(junk.map((message) => [JSON.stringify(message)?.slice(0, 80), message]))(
    '%s is dropped',
    (_name, message) => {
      expect(validate(message)).toBeUndefined();
    },
  );
});
