import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/model';
import { formatOf } from './support';

const kinds = (
  script: { readonly statements: readonly { readonly operations: readonly { readonly kind: string }[] }[] } | undefined,
) => script?.statements.flatMap((statement) => statement.operations.map((operation) => operation.kind));

function read(
  id: string,
  text: string,
  dialect: Dialect = 'postgresql',
  name = '1_a.sql',
  beside: Readonly<Record<string, string>> = {},
) {
  return formatOf(id).read({ uri: `file:///p/${name}`, text }, { dialect, neighbour: (file) => beside[file] });
}

const both = (up: string, down: string) => `${up}\ncreate table a (id int);\n${down}\ndrop table a;\n`;

describe('a file with both directions', () => {
  it.each([
    ['goose', both('-- +goose Up', '-- +goose Down')],
    ['dbmate', both('-- migrate:up', '-- migrate:down')],
    ['sql-migrate', both('-- +migrate Up', '-- +migrate Down')],
    ['tern', both('', '---- create above / drop below ----')],
  ])('of %s is parted at its markers', (_tool, text) => {
    const file = read('sql-files', text);
    expect(kinds(file.up)).toEqual(['createTable']);
    expect(kinds(file.down)).toEqual(['dropTable']);
    expect(file.transaction.mode).toBe('file');
  });

  it('keeps the places in the file: the way down is where it is written', () => {
    const text = both('-- +goose Up', '-- +goose Down');
    const drop = read('sql-files', text).down?.statements[0]?.operations[0];
    expect(drop?.span.start.line).toBe(3);
    expect(text.slice(drop?.span.start.offset, drop?.span.end.offset)).toMatch(/^drop table a/);
  });

  it('without markers is all way up', () => {
    const file = read('sql-files', 'create table a (id int); drop table a;');
    expect(kinds(file.up)).toEqual(['createTable', 'dropTable']);
    expect(file.down).toBeUndefined();
  });
});

describe('the transaction round a file', () => {
  it.each<[string, string, string, Dialect, string, Readonly<Record<string, string>>, string]>([
    [
      'goose opts out',
      'sql-files',
      '-- +goose NO TRANSACTION\n-- +goose Up\nselect 1;',
      'postgresql',
      '1_a.sql',
      {},
      'statement',
    ],
    [
      'dbmate opts out',
      'sql-files',
      '-- migrate:up transaction:false\nselect 1;',
      'postgresql',
      '1_a.sql',
      {},
      'statement',
    ],
    [
      'dbmate opts out of the way down only',
      'sql-files',
      '-- migrate:up\nselect 1;\n-- migrate:down transaction:false\n',
      'postgresql',
      '1_a.sql',
      {},
      'file',
    ],
    [
      'sql-migrate opts out',
      'sql-files',
      '-- +migrate Up notransaction\nselect 1;',
      'postgresql',
      '1_a.sql',
      {},
      'statement',
    ],
    ['diesel wraps', 'sql-files', 'select 1;', 'postgresql', '2020-01-01-000000_a/up.sql', {}, 'file'],
    [
      'diesel opts out',
      'sql-files',
      'select 1;',
      'postgresql',
      '2020-01-01-000000_a/up.sql',
      { 'metadata.toml': 'run_in_transaction = false\n' },
      'statement',
    ],
    ['pop wraps', 'sql-files', 'select 1;', 'postgresql', '1_a.postgres.up.sql', {}, 'file'],
    ['pop opts out', 'sql-files', 'select 1;', 'postgresql', '1_a.postgres.autocommit.up.sql', {}, 'statement'],
    ['nobody known wraps', 'sql-files', 'select 1;', 'postgresql', '1_a.sql', {}, 'statement'],
    ['MySQL commits by itself', 'sql-files', '-- +goose Up\nselect 1;', 'mysql', '1_a.sql', {}, 'statement'],
    ['Flyway wraps', 'flyway', 'select 1;', 'postgresql', 'V1__a.sql', {}, 'file'],
    [
      'Flyway opts out',
      'flyway',
      'select 1;',
      'postgresql',
      'V1__a.sql',
      { 'V1__a.sql.conf': 'executeInTransaction=false' },
      'statement',
    ],
    ['Flyway on MariaDB', 'flyway', 'select 1;', 'mariadb', 'V1__a.sql', {}, 'statement'],
    ['golang-migrate on PostgreSQL', 'golang-migrate', 'select 1;', 'postgresql', '1_a.up.sql', {}, 'file'],
    ['golang-migrate on MySQL', 'golang-migrate', 'select 1;', 'mysql', '1_a.up.sql', {}, 'statement'],
  ])('%s', (_what, id, text, dialect, name, beside, mode) => {
    expect(read(id, text, dialect, name, beside).transaction.mode).toBe(mode);
  });
});
