import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/model';
import { withGrammars } from '../support/grammars';
import { formatOf, found } from './support';

withGrammars('go');

const UP = { goose: '-- +goose Up\n', dbmate: '-- migrate:up\n' } as const;

function read(id: string, text: string, name = '1_a.sql', dialect: Dialect = 'postgresql') {
  const file = formatOf(id).read({ uri: `file:///p/${name}`, text }, { dialect });
  const kinds = (script: typeof file.up | undefined) =>
    script?.statements.flatMap(({ operations }) => operations.map(({ kind }) => kind));
  return { up: kinds(file.up), down: kinds(file.down), mode: file.transaction.mode };
}

describe.each(['goose', 'dbmate'] as const)('%s', (id) => {
  it('claims folders whose files have its markers, in the order of their numbers', () => {
    const texts = { 'db/10_b.sql': UP[id], 'db/9_a.sql': UP[id], 'other/1_x.sql': 'create table x (id int);' };
    expect(found(id, [], texts)).toEqual(['db: 9 a, 10 b']);
  });

  it('claims no folder for its names alone, nor for the marker of another', () => {
    const other = id === 'goose' ? UP.dbmate : UP.goose;
    expect(found(id, [], { 'a/1_a.sql': '', 'b/1_b.sql': other, 'c/1_c.sql': '-- +migrate Up\n' })).toEqual([]);
  });

  it('takes what stands before its first marker for a preface, and no marker of another tool for one', () => {
    const text = `-- create table never (id int);\n${UP[id]}create table a (id int);\n-- Down Migration\n`;
    expect(read(id, text)).toEqual({ up: ['createTable'], down: undefined, mode: 'file' });
  });

  it('knows no transaction round DDL in MySQL', () => {
    expect(read(id, `${UP[id]}create table a (id int);`, '1_a.sql', 'mysql').mode).toBe('statement');
  });
});

describe('goose', () => {
  it('reads statements between StatementBegin and StatementEnd as they are', () => {
    const body = 'create function f() returns int as $$ begin return 1; end; $$ language plpgsql;\n';
    const text = `-- +goose Up\n-- +goose StatementBegin\n${body}-- +goose StatementEnd\n\n-- +goose Down\ndrop function f;\n`;
    expect(read('goose', text)).toEqual({ up: ['createRoutine'], down: ['dropObject'], mode: 'file' });
  });

  it('leaves tests and helpers of Go to themselves, and takes Go files that use goose', () => {
    const go = 'package m\nimport "github.com/pressly/goose/v3"\n';
    const texts = {
      'm/00001_a.sql': UP.goose,
      'm/00002_b.go': go,
      'm/00002_b_test.go': go,
      'm/00003_c.go': 'package m\n',
      'm/helpers.go': go,
    };
    expect(found('goose', [], texts)).toEqual(['m: 00001 a, 00002 b']);
  });

  it('reads what a Go migration executes, both ways, prepared statements once', () => {
    const text = `package m
import ("context"; "database/sql"; "github.com/pressly/goose/v3")
func init() { goose.AddMigrationNoTxContext(up, down) }
const table = "users"
func up(ctx context.Context, db *sql.DB) error {
  if _, err := db.ExecContext(ctx, "CREATE TABLE " + table + " (id int)"); err != nil { return err }
  stmt, err := db.Prepare(\`INSERT INTO users VALUES (?)\`)
  for _, id := range ids() { stmt.Exec(id) }
  _, err = db.Exec(built())
  return err
}
func down(ctx context.Context, db *sql.DB) error { _, err := db.Exec(\`DROP TABLE users\`); return err }
`;
    expect(read('goose', text, '2_b.go')).toEqual({
      up: ['createTable', 'changeData', 'opaque'],
      down: ['dropTable'],
      mode: 'statement',
    });
  });

  it('counts a Go file in which no registration is seen against coverage', () => {
    const file = read('goose', 'package m\n\nvar x = 1\n', '2_b.go');
    expect(file.up).toEqual(['opaque']);
  });
});

describe('dbmate', () => {
  it('takes a name without an underscore', () => {
    expect(found('dbmate', [], { 'db/20240101000000.sql': UP.dbmate })).toEqual(['db: 20240101000000']);
  });

  it('opts out of the transaction of one direction', () => {
    const text = '-- migrate:up transaction:false\ncreate table a (id int);\n-- migrate:down\ndrop table a;\n';
    expect(read('dbmate', text)).toEqual({ up: ['createTable'], down: ['dropTable'], mode: 'statement' });
  });
});
