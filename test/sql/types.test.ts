import { PGlite } from '@electric-sql/pglite';
import initSqlJs from 'sql.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dialect, SqlType } from '../../src/model';
import { DIALECTS, lineIndex } from '../../src/model';
import { changeOfType, parseType, sameType } from '../../src/sql/types';

const type = (text: string, dialect: Dialect): SqlType =>
  parseType(text, lineIndex('file:///t.sql', text).span(0, text.length), dialect);
const canonical = (text: string, dialect: Dialect): string => type(text, dialect).canonical;

const POSTGRES_SPELLINGS = [
  ...[
    'int',
    'int2',
    'int4',
    'int8',
    'INTEGER',
    'bigint',
    'smallint',
    'decimal',
    'dec(5)',
    'numeric(10)',
    'numeric(10, 2)',
  ],
  ...[
    'numeric(3,-2)',
    'float',
    'float(1)',
    'float(24)',
    'float(25)',
    'real',
    'float4',
    'float8',
    'double  precision',
    'money',
  ],
  ...[
    'bool',
    'boolean',
    'char',
    'char(3)',
    'character',
    'character (4)',
    '"char"',
    '"char"[]',
    'bpchar',
    'bpchar(5)',
    'nchar(4)',
  ],
  ...[
    'national character varying(8)',
    'national char',
    'varchar',
    'varchar(3)',
    'character varying',
    'char varying(7)',
  ],
  ...[
    'varchar(255)[]',
    'varchar(255)[3][4]',
    'int array',
    'int array[4]',
    'text[][]',
    'name',
    'bit',
    'bit(5)',
    'bit varying(5)',
  ],
  ...[
    'varbit(3)',
    'bytea',
    'date',
    'time',
    'time(3)',
    'time with time zone',
    'time(3) with time zone',
    'timetz(2)',
    'timestamp',
  ],
  ...[
    'timestamp(0)',
    'timestamp(3) /* ms */ without time zone',
    'timestamptz',
    'timestamptz(6)',
    'timestamp with time zone',
  ],
  ...[
    'interval',
    'interval(3)',
    'interval year to month',
    'interval day to second(3)',
    'interval second(2)',
    'uuid',
    'json',
    'jsonb',
  ],
  ...[
    'xml',
    'inet',
    'cidr',
    'macaddr',
    'macaddr8',
    'point',
    'int4range',
    'nummultirange',
    'tsvector',
    'tsquery',
    'mood',
    '"Mood"',
  ],
  ...['Mood', 'public.mood', 'other.mood', 'other.mood[]', '"select"', '"Mood"[]', 'public.year', 'pg_catalog.int4'],
  ...[
    'pg_catalog."varchar"',
    'pg_catalog.varchar(4)',
    '"varchar"(3)',
    '"timestamp"',
    'pg_catalog.timestamptz(3)',
    'oid',
    'pg_lsn',
  ],
];

/** Pairs without the ones that the zone of the session decides. */
const POSTGRES_CHANGES = [
  ...[
    'varchar(50)>varchar(100)',
    'varchar(50)>varchar',
    'varchar(50)>text',
    'varchar(100)>varchar(50)',
    'text>varchar',
  ],
  ...[
    'text>varchar(5)',
    'char(5)>char(10)',
    'char(5)>text',
    'char(5)>bpchar',
    'int>bigint',
    'bigint>int',
    'int>numeric',
  ],
  ...['numeric(10,2)>numeric(12,2)', 'numeric(10,2)>numeric(12,4)', 'numeric(10,2)>numeric', 'numeric>numeric(10,2)'],
  ...[
    'numeric(12,2)>numeric(10,2)',
    'timestamp(3)>timestamp(6)',
    'timestamp(3)>timestamp',
    'timestamp(6)>timestamp(3)',
  ],
  ...[
    'time(3)>time(6)',
    'interval(3)>interval(6)',
    'interval>interval day to second',
    'interval day to second>interval',
  ],
  ...[
    'cidr>inet',
    'varbit(5)>varbit(9)',
    'varbit(5)>varbit',
    'varbit(9)>varbit(5)',
    'bit(5)>varbit',
    'bit(5)>varbit(5)',
  ],
  ...[
    'varchar(50)[]>varchar(100)[]',
    'varchar(50)[]>varchar[]',
    'varchar[]>text[]',
    'int[]>bigint[]',
    'numeric(5,2)[]>numeric[]',
  ],
  ...[
    'real>double precision',
    'date>timestamp',
    'bool>int',
    'int>text',
    'uuid>text',
    'text>name',
    'varchar(20)>char(20)',
  ],
];

describe('types of PostgreSQL, against the engine itself', () => {
  let db: PGlite;
  beforeAll(async () => {
    db = await PGlite.create();
    await db.exec(`create schema other; create type mood as enum ('a'); create type "Mood" as enum ('a');
      create type other.mood as enum ('b'); create type "select" as enum ('x'); create domain public.year as int;
      set timezone = 'Europe/Berlin'`);
  }, 60_000);
  afterAll(() => db.close());

  it.each(POSTGRES_SPELLINGS)('%s is spelled as format_type spells it', async (spelling) => {
    await db.exec(`create table spelled (c ${spelling})`);
    const { rows } = await db.query<{ t: string }>(
      "select format_type(atttypid, atttypmod) as t from pg_attribute where attrelid = 'spelled'::regclass and attnum = 1",
    );
    await db.exec('drop table spelled');
    expect(canonical(spelling, 'postgresql')).toBe(rows[0]?.t);
  });

  it.each(POSTGRES_CHANGES)('the cost of %s is what the engine pays', async (pair) => {
    const [from = '', to = ''] = pair.split('>');
    await db.exec(`create table changed (c ${from}); create index changed_c on changed (c)`);
    const files = async () => {
      const { rows } = await db.query(
        "select pg_relation_filenode('changed') as t, pg_relation_filenode('changed_c') as i",
      );
      return rows[0] as { t: number; i: number };
    };
    const before = await files();
    await db.exec(`alter table changed alter column c type ${to} using c::${to}`);
    const after = await files();
    await db.exec('drop table changed');
    const paid = before.t !== after.t ? 'rewrite' : before.i !== after.i ? 'index rebuild' : 'nothing';
    const told = changeOfType(type(from, 'postgresql'), type(to, 'postgresql'), 'postgresql', { major: 18, minor: 0 });
    const cost =
      { same: 'nothing', 'widening without rewrite': 'nothing', narrowing: 'rewrite' }[told as 'same'] ?? told;
    expect(cost).toBe(paid);
  });

  it('timestamp to timestamptz rewrites here, and would not under UTC', async () => {
    const change = (major: number) =>
      changeOfType(type('timestamp', 'postgresql'), type('timestamptz', 'postgresql'), 'postgresql', {
        major,
        minor: 0,
      });
    expect(change(18)).toBe('rewrite unless UTC');
    expect(change(11)).toBe('rewrite');
    await db.exec('create table zoned (c timestamp)');
    const node = async () => (await db.query<{ n: number }>("select pg_relation_filenode('zoned') as n")).rows[0]?.n;
    const first = await node();
    await db.exec('alter table zoned alter column c type timestamptz');
    const second = await node();
    expect(second).not.toBe(first);
    await db.exec("set timezone = 'UTC'; alter table zoned alter column c type timestamp");
    expect(await node()).toBe(second);
    await db.exec("drop table zoned; set timezone = 'Europe/Berlin'");
  });
});

describe('types of PostgreSQL', () => {
  it('serial is its integer with a sequence, and says so', () => {
    expect(type('bigserial', 'postgresql')).toMatchObject({ canonical: 'bigint', family: 'bigint', serial: true });
  });

  it('an extension type keeps its family wherever the extension lives', () => {
    expect(type('public.citext', 'postgresql')).toMatchObject({ canonical: 'citext', family: 'citext' });
    expect(type('extensions.vector(1536)', 'postgresql')).toMatchObject({
      canonical: 'vector(1536)',
      family: 'vector',
      length: 1536,
    });
  });

  it('a longer varchar loses nothing, a shorter one may', () => {
    const change = (from: string, to: string) =>
      changeOfType(type(from, 'postgresql'), type(to, 'postgresql'), 'postgresql');
    expect(change('varchar(100)', 'varchar(50)')).toBe('narrowing');
    expect(change('int', 'bigint')).toBe('rewrite');
    expect(change('bigint', 'int')).toBe('narrowing');
    expect(change('varchar', 'character varying')).toBe('same');
  });

  it('names in any state give a type and never an exception', () => {
    for (const text of [
      '',
      '(',
      'varchar(',
      '"',
      'numeric(,)',
      'a.b.',
      '[',
      "enum('",
      '/*',
      'int int int',
      '%{',
      '[a',
      'interval day(',
      'varchar2(9 char',
    ]) {
      for (const dialect of DIALECTS) expect(type(text, dialect).text).toBe(text);
    }
  });
});

describe('types of MySQL and MariaDB', () => {
  it.each([
    ['int', 'int', 'int(11)'],
    ['INT UNSIGNED', 'int unsigned', 'int(10) unsigned'],
    ['integer(5)', 'int', 'int(5)'],
    ['int zerofill', 'int(10) unsigned zerofill', 'int(10) unsigned zerofill'],
    ['tinyint', 'tinyint', 'tinyint(4)'],
    ['tinyint unsigned', 'tinyint unsigned', 'tinyint(3) unsigned'],
    ['bool', 'tinyint(1)', 'tinyint(1)'],
    ['tinyint(1)', 'tinyint(1)', 'tinyint(1)'],
    ['smallint', 'smallint', 'smallint(6)'],
    ['bigint(20) unsigned', 'bigint unsigned', 'bigint(20) unsigned'],
    ['serial', 'bigint unsigned', 'bigint(20) unsigned'],
    ['decimal', 'decimal(10,0)', 'decimal(10,0)'],
    ['NUMERIC(8)', 'decimal(8,0)', 'decimal(8,0)'],
    ['dec(5,2) unsigned', 'decimal(5,2) unsigned', 'decimal(5,2) unsigned'],
    ['double precision', 'double', 'double'],
    ['real', 'double', 'double'],
    ['float(20,2)', 'float(20,2)', 'float(20,2)'],
    ['float(30)', 'double', 'double'],
    ['char', 'char(1)', 'char(1)'],
    ['character varying(9)', 'varchar(9)', 'varchar(9)'],
    ['varchar(255) character set utf8mb4 collate utf8mb4_bin', 'varchar(255)', 'varchar(255)'],
    ['nvarchar(5)', 'varchar(5)', 'varchar(5)'],
    ['binary', 'binary(1)', 'binary(1)'],
    ['char byte', 'binary(1)', 'binary(1)'],
    ['bit', 'bit(1)', 'bit(1)'],
    ['long varchar', 'mediumtext', 'mediumtext'],
    ['blob(70000)', 'mediumblob', 'mediumblob'],
    ['json', 'json', 'longtext'],
    ['year', 'year', 'year(4)'],
    ['datetime(6)', 'datetime(6)', 'datetime(6)'],
    ['timestamp(0)', 'timestamp', 'timestamp'],
    ["enum('a', 'it''s', 'c ')", "enum('a','it''s','c')", "enum('a','it''s','c')"],
    ["SET('x','y')", "set('x','y')", "set('x','y')"],
    ['geometrycollection', 'geomcollection', 'geometrycollection'],
  ])('%s is %s in MySQL and %s in MariaDB', (text, mysql, mariadb) => {
    expect(canonical(text, 'mysql')).toBe(mysql);
    expect(canonical(text, 'mariadb')).toBe(mariadb);
  });

  it('a type with its charset keeps both', () => {
    expect(type("varchar(10) charset utf8 collate 'utf8_bin'", 'mysql')).toMatchObject({
      charset: 'utf8',
      collation: 'utf8_bin',
      length: 10,
    });
  });

  it('MariaDB has types of its own that MySQL does not know', () => {
    expect(type('uuid', 'mariadb').family).toBe('uuid');
    expect(type('uuid', 'mysql').family).toBe('unknown');
  });

  it('a varchar grows in place until it needs a second length byte', () => {
    const change = (from: string, to: string) => changeOfType(type(from, 'mysql'), type(to, 'mysql'), 'mysql');
    expect(change('varchar(50)', 'varchar(60)')).toBe('widening without rewrite');
    expect(change('varchar(50)', 'varchar(100)')).toBe('rewrite');
    expect(change('varchar(255) charset latin1', 'varchar(256) charset latin1')).toBe('rewrite');
    expect(change('varchar(300)', 'varchar(900)')).toBe('widening without rewrite');
    expect(change('varchar(60)', 'varchar(50)')).toBe('narrowing');
    expect(change("enum('a','b')", "enum('a','b','c')")).toBe('widening without rewrite');
    expect(change("enum('a','b')", "enum('b','a')")).toBe('rewrite');
    expect(change("enum('a','b')", "enum('a')")).toBe('narrowing');
    expect(change('int', 'bigint')).toBe('rewrite');
    expect(change('int unsigned', 'int')).toBe('narrowing');
    expect(change('text', 'tinytext')).toBe('narrowing');
    expect(change('int(11)', 'int')).toBe('same');
  });
});

describe('types of SQLite', () => {
  it('are printed as the engine prints them', async () => {
    const { Database } = await initSqlJs();
    const db = new Database();
    for (const text of [
      'text',
      'Integer',
      'int',
      'VARCHAR (64)',
      'BLOB SUB_TYPE TEXT',
      'blob',
      'boolean',
      'decimal(4, 2)',
      'unsigned big int',
    ]) {
      db.run(`create table t (c ${text})`);
      const [table] = db.exec('pragma table_info(t)');
      expect(canonical(text, 'sqlite')).toBe(table?.values[0]?.[2]);
      db.run('drop table t');
    }
    db.close();
  });

  it('an unknown word takes the family of its affinity', () => {
    expect(type('FLOATING POINT', 'sqlite').family).toBe('integer');
    expect(type('STRING', 'sqlite').family).toBe('decimal');
    expect(type('', 'sqlite').family).toBe('none');
  });
});

describe('the same type', () => {
  it('is found across spellings and dialects', () => {
    expect(sameType(type('int4', 'postgresql'), type('integer', 'postgresql'))).toBe(true);
    expect(sameType(type('varchar(9)', 'postgresql'), type('VARCHAR(9)', 'sqlite'))).toBe(true);
    expect(sameType(type('json', 'mariadb'), type('longtext', 'mariadb'))).toBe(true);
    expect(sameType(type('mood', 'postgresql'), type('public.mood', 'postgresql'))).toBe(true);
  });

  it('is not claimed where sizes, zones, schemas or members differ', () => {
    const differ = (a: string, b: string, dialect: Dialect) =>
      expect(sameType(type(a, dialect), type(b, dialect))).toBe(false);
    differ('varchar(9)', 'varchar(8)', 'postgresql');
    differ('timestamp', 'timestamptz', 'postgresql');
    differ('a.mood', 'b.mood', 'postgresql');
    differ('int[]', 'int', 'postgresql');
    differ('text', 'longtext', 'mysql');
    differ("enum('a')", "enum('b')", 'mysql');
  });
});

describe('types of SQL Server', () => {
  it.each([
    ['[nvarchar](max)', 'nvarchar(max)', 'text'],
    ['NVARCHAR(50)', 'nvarchar(50)', 'varchar'],
    ['varchar', 'varchar(1)', 'varchar'],
    ['national character varying (9)', 'nvarchar(9)', 'varchar'],
    ['varbinary(MAX)', 'varbinary(max)', 'blob'],
    ['integer', 'int', 'integer'],
    ['bit', 'bit', 'boolean'],
    ['decimal', 'decimal(18,0)', 'decimal'],
    ['[numeric](10, 2)', 'numeric(10,2)', 'decimal'],
    ['float', 'float', 'double'],
    ['float(24)', 'real', 'real'],
    ['double precision', 'float', 'double'],
    ['datetime2', 'datetime2(7)', 'datetime'],
    ['datetimeoffset(3)', 'datetimeoffset(3)', 'timestamp'],
    ['rowversion', 'timestamp', 'binary'],
    ['uniqueidentifier', 'uniqueidentifier', 'uuid'],
    ['[sys].[geography]', 'geography', 'geometry'],
    ['[dbo].[Flag]', 'Flag', 'user'],
    ['sales.[Order Number]', 'sales.Order Number', 'user'],
  ])('%s is %s', (text, spelling, family) => {
    expect([canonical(text, 'sqlserver'), type(text, 'sqlserver').family]).toEqual([spelling, family]);
  });

  it('longer texts cost nothing, other forms every row', () => {
    const change = (from: string, to: string) =>
      changeOfType(type(from, 'sqlserver'), type(to, 'sqlserver'), 'sqlserver');
    expect(change('nvarchar(50)', 'nvarchar(max)')).toBe('widening without rewrite');
    expect(change('varchar(50)', 'varchar(20)')).toBe('narrowing');
    expect(change('varchar(50)', 'nvarchar(50)')).toBe('rewrite');
    expect(change('nvarchar(50)', 'varchar(50)')).toBe('narrowing');
    expect(change('int', 'bigint')).toBe('rewrite');
  });
});

describe('types of Oracle', () => {
  it.each([
    ['varchar2(30 char)', 'VARCHAR2(30 CHAR)', 'varchar'],
    ['VARCHAR(30 BYTE)', 'VARCHAR2(30)', 'varchar'],
    ['number', 'NUMBER', 'decimal'],
    ['NUMBER(10)', 'NUMBER(10)', 'decimal'],
    ['NUMBER(*,2)', 'NUMBER(38,2)', 'decimal'],
    ['integer', 'NUMBER(38)', 'decimal'],
    ['decimal(9,2)', 'NUMBER(9,2)', 'decimal'],
    ['double precision', 'FLOAT(126)', 'double'],
    ['date', 'DATE', 'datetime'],
    ['timestamp', 'TIMESTAMP(6)', 'timestamp'],
    ['TIMESTAMP(3) WITH TIME ZONE', 'TIMESTAMP(3) WITH TIME ZONE', 'timestamp'],
    ['timestamp with local time zone', 'TIMESTAMP(6) WITH LOCAL TIME ZONE', 'timestamp'],
    ['INTERVAL YEAR TO MONTH', 'INTERVAL YEAR(2) TO MONTH', 'interval'],
    ['interval day(3) to second', 'INTERVAL DAY(3) TO SECOND(6)', 'interval'],
    ['long raw', 'LONG RAW', 'blob'],
    ['raw(16)', 'RAW(16)', 'varbinary'],
    ['clob', 'CLOB', 'text'],
    ['sys.xmltype', 'XMLTYPE', 'xml'],
    ['cust_address_typ', 'CUST_ADDRESS_TYP', 'user'],
  ])('%s is %s', (text, spelling, family) => {
    expect([canonical(text, 'oracle'), type(text, 'oracle').family]).toEqual([spelling, family]);
  });

  it('more digits and characters cost nothing', () => {
    const change = (from: string, to: string) => changeOfType(type(from, 'oracle'), type(to, 'oracle'), 'oracle');
    expect(change('varchar2(10)', 'varchar2(20)')).toBe('widening without rewrite');
    expect(change('number(5)', 'number(10)')).toBe('widening without rewrite');
    expect(change('number(10)', 'number(5)')).toBe('narrowing');
  });
});
