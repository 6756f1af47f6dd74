import { describe, expect, it } from 'vitest';
import type { LocatedMigration } from '../../src/formats';
import type { Operation } from '../../src/model';
import { readSql } from '../../src/sql';
import { formatOf } from './support';

const NOW = new Date('2026-03-04T05:06:07.008Z');

function operations(sql: string): readonly Operation[] {
  return readSql('file:///new.sql', sql, 'postgresql').statements.flatMap((statement) => statement.operations);
}

const UP = operations('create index orders_at on orders (placed_at);');
const CONCURRENT = operations('create index concurrently orders_at on orders (placed_at);');
const DOWN = operations('drop index orders_at;');

type Past = readonly (readonly [string, string, string?])[];

/** Names of the files that a new migration "Add orders' index" gets after these: path and version, with a text where it matters. */
function written(id: string, past: Past, up = UP): Readonly<Record<string, string>> {
  const latest = past.map(([path, version, text]) => {
    const name = path.replace(/^.*?[_-]/, '').replace(/(\.up)?\.sql$/, '');
    const down = path.replace('.up.sql', '.down.sql').replace(/\/up\.sql$/, '/down.sql');
    const migration: LocatedMigration = { version, name, path, ...(down === path ? {} : { downPath: down }) };
    return { migration, text: text ?? '' };
  });
  const files =
    formatOf(id).write?.("Add orders' index", up, DOWN, { dialect: 'postgresql', root: 'db', latest, now: NOW }) ?? [];
  return Object.fromEntries(files.map((file) => [file.path, file.text]));
}

const paths = (id: string, past: Past, up = UP) => Object.keys(written(id, past, up));

describe('a new migration is named and placed as the project does', () => {
  it('counts on with as many digits', () => {
    expect(
      paths('sql-files', [
        ['db/001_a.sql', '001'],
        ['db/002_b.sql', '002'],
      ]),
    ).toEqual(['db/003_add_orders_index.sql']);
    expect(paths('sql-files', [['db/V9-a.sql', '9']])).toEqual(['db/V10-add_orders_index.sql']);
  });

  it('stamps the time where the project does, and later than a last one from a clock that ran ahead', () => {
    expect(paths('sql-files', [['db/20240101000000_a.sql', '20240101000000']])).toEqual([
      'db/20260304050607_add_orders_index.sql',
    ]);
    expect(paths('sql-files', [['db/20990101000000_a.sql', '20990101000000']])).toEqual([
      'db/20990101000001_add_orders_index.sql',
    ]);
  });

  it('makes a folder with both directions where diesel does', () => {
    const past: Past = [['migrations/2020-01-01-000000_a/up.sql', '2020-01-01-000000']];
    expect(paths('sql-files', past)).toEqual([
      'migrations/2026-03-04-050607_add_orders_index/up.sql',
      'migrations/2026-03-04-050607_add_orders_index/down.sql',
    ]);
    expect(paths('sql-files', past, CONCURRENT)).toContain(
      'migrations/2026-03-04-050607_add_orders_index/metadata.toml',
    );
  });

  it('keeps the markers of goose and opts out of the transaction where an operation needs it', () => {
    const past: Past = [['db/001_a.sql', '001', '-- +goose Up\nselect 1;\n']];
    expect(written('sql-files', past)['db/002_add_orders_index.sql']).toMatch(
      /^-- \+goose Up\nCREATE INDEX[\s\S]*-- \+goose Down\nDROP INDEX/i,
    );
    expect(written('sql-files', past, CONCURRENT)['db/002_add_orders_index.sql']).toMatch(
      /^-- \+goose NO TRANSACTION\n/,
    );
  });

  it('writes a pair for golang-migrate', () => {
    expect(paths('golang-migrate', [['m/000007_a.up.sql', '000007']])).toEqual([
      'm/000008_add_orders_index.up.sql',
      'm/000008_add_orders_index.down.sql',
    ]);
  });

  it('goes on with Flyway versions, and sets executeInTransaction where an operation needs it', () => {
    expect(
      paths('flyway', [
        ['sql/V1__a.sql', '1'],
        ['sql/V2__b.sql', '2'],
      ]),
    ).toEqual(['sql/V3__add_orders_index.sql']);
    expect(paths('flyway', [['sql/V1.2__a.sql', '1.2']])).toEqual(['sql/V1.3__add_orders_index.sql']);
    expect(paths('flyway', [['sql/V1__a.sql', '1']], CONCURRENT)).toEqual([
      'sql/V2__add_orders_index.sql',
      'sql/V2__add_orders_index.sql.conf',
    ]);
    expect(paths('flyway', [])).toEqual(['db/V1__add_orders_index.sql']);
  });

  it.each(['sql-files', 'flyway', 'golang-migrate'])('%s finds and reads back what it wrote', (id) => {
    const past: Past =
      id === 'flyway'
        ? [['db/V1__a.sql', '1']]
        : id === 'golang-migrate'
          ? [['db/1_a.up.sql', '1']]
          : [['db/1_a.sql', '1', '-- +goose Up\n']];
    const [path, text] = Object.entries(written(id, past))[0] ?? ['', ''];
    expect(formatOf(id).matches(path)).toBe(true);
    const read = formatOf(id).read({ uri: `file:///${path}`, text }, { dialect: 'postgresql' });
    expect(read.up.statements.flatMap((statement) => statement.operations.map((operation) => operation.kind))).toEqual([
      'createIndex',
    ]);
  });
});
