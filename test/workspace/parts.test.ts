import { describe, expect, it } from 'vitest';
import type { Format } from '../../src/formats';
import { readSql } from '../../src/sql';
import { createFileStore } from '../../src/workspace/file-store';
import { memoryCache } from '../../src/workspace/reader';
import { createRoot } from '../../src/workspace/root';
import { DEFAULT_SETTINGS } from '../../src/workspace/settings';
import { memoryPort, ROOT } from './memory-port';

/** A tool of one file: each line is a migration, `name: SQL`, with the way back behind a bar. */
const lines: Format = {
  id: 'lines',
  title: 'Lines',
  matches: (path) => path === 'all.lines',
  locate: (files) => {
    const text = files.text('all.lines') ?? '';
    const migrations = text
      .split('\n')
      .filter((line) => line.includes(':'))
      .map((line) => ({
        version: line.slice(0, line.indexOf(':')).replace(/\W.*/, ''),
        name: '',
        path: 'all.lines',
        part: line.slice(0, line.indexOf(':')),
        together: ['words.txt'],
      }));
    return [{ format: 'lines', kind: 'migrations', root: '', migrations }];
  },
  read: ({ uri, text }, { dialect, part = '', together = [] }) => {
    const at = text.indexOf(`${part}:`);
    const line = text.slice(at, text.indexOf('\n', at)).replace('TYPE', together[0]?.text ?? '?');
    const blank = ' '.repeat(at + part.length + 1);
    const [up = '', down = ''] = line.slice(part.length + 1).split('|');
    const start = { line: 0, column: 0, offset: at };
    return {
      up: readSql(uri, blank + up, dialect),
      down: readSql(uri, blank + down, dialect),
      at: { uri, start, end: { ...start, offset: at + line.length } },
      transaction: { mode: 'file', because: '' },
    };
  },
};

async function open(files: Readonly<Record<string, string>>) {
  const port = memoryPort(files);
  const listing = await port.list(() => false);
  return createRoot({
    files: createFileStore(port, listing.files, DEFAULT_SETTINGS),
    listed: [],
    formats: [lines],
    settings: DEFAULT_SETTINGS,
    cache: memoryCache(),
    leavesOut: () => false,
  });
}

const FILES = {
  'all.lines': 'a: create table a (id TYPE)|drop table a\nb x: create table b (id int)\nb y: create table c (id int)\n',
  'words.txt': 'bigint',
};

describe('a file of several migrations', () => {
  it('gives each a place, an id and a way back of its own', async () => {
    const root = await open(FILES);
    const [state] = root.layers();
    expect(state?.dataLayer.migrations.map(({ id }) => id)).toEqual([
      'lines:a',
      'lines:b:all.lines#b x',
      'lines:b:all.lines#b y',
    ]);
    expect([...(state?.dataLayer.schema.tables.keys() ?? [])]).toEqual(['a', 'b', 'c']);
    expect(state?.dataLayer.migrations.map(({ at }) => at?.start.offset)).toEqual([0, 41, 70]);
    const down = state?.dataLayer.migrations[0]?.down;
    expect(down?.kind === 'script' && down.script.statements[0]?.operations[0]?.kind).toBe('dropTable');
  });

  it('is read again when a file that it needs changes', async () => {
    const root = await open(FILES);
    const type = () => root.layers()[0]?.dataLayer.schema.tables.get('a')?.columns[0]?.type?.canonical;
    expect(type()).toBe('bigint');
    root.update('words.txt', 'smallint');
    expect(type()).toBe('smallint');
    expect(root.concerns('words.txt')).toBe(true);
  });

  it('keeps what was read as long as its text is the same', async () => {
    const root = await open(FILES);
    const before = root.layers()[0]?.entries;
    root.update('all.lines', FILES['all.lines']);
    expect(root.layers()[0]?.entries.every((entry, at) => entry === before?.[at])).toBe(true);
    expect(root.uri).toBe(ROOT);
  });
});
