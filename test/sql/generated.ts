import type { SqlDialect } from '../../src/model';
import { randomOf } from './operations';

const NAMES = [
  'id',
  'email',
  'user',
  'order',
  'Total Amount',
  'createdAt',
  'select',
  'größe',
  'a_1',
  'say "hi"',
  'tick`ed',
  'x',
];

const TYPES: Readonly<Record<SqlDialect, readonly string[]>> = {
  postgresql: [
    'integer',
    'varchar(40)',
    'timestamptz(3)',
    'numeric(10, 2)',
    'text[]',
    'double precision',
    '"Mood"',
    'other.mood',
    'bit varying(5)',
  ],
  mysql: [
    'int unsigned',
    'varchar(40)',
    'datetime(3)',
    'decimal(10, 2)',
    "enum('a','it''s')",
    'tinyint(1)',
    'longtext',
    'json',
  ],
  mariadb: ['int(11)', 'varchar(40)', 'timestamp', 'uuid', "set('x','y')", 'bigint(20) unsigned', 'mediumblob'],
  sqlite: ['INTEGER', 'VARCHAR (40)', 'TEXT', 'decimal(4,2)', 'BLOB SUB_TYPE TEXT', 'boolean'],
  sqlserver: [
    'int',
    'nvarchar(40)',
    'nvarchar(max)',
    'decimal(10,2)',
    'datetime2(7)',
    'uniqueidentifier',
    'bit',
    '[dbo].[Flag]',
  ],
  oracle: [
    'NUMBER(10,2)',
    'VARCHAR2(40 CHAR)',
    'DATE',
    'TIMESTAMP(6) WITH TIME ZONE',
    'CLOB',
    'RAW(16)',
    'INTERVAL DAY(2) TO SECOND(6)',
  ],
};
const DEFAULTS = ['0', "'it''s'", 'CURRENT_TIMESTAMP', '(1 + 2)', 'NULL', '-1.5'];
const CHECKS = ['x > 0', "x IN ('a', 'b')", 'x BETWEEN 1 AND 5', '(x > 0) OR (x IS NULL)', 'length(x) < 9'];
const ACTIONS = ['', ' ON DELETE CASCADE', ' ON DELETE SET NULL ON UPDATE NO ACTION', ' ON UPDATE RESTRICT'];

const ORACLE_ACTIONS = ['', ' ON DELETE CASCADE', ' ON DELETE SET NULL'];

/** Statements that a dialect accepts, put together at random from parts that are hard: names, defaults, keys, actions. */
export function generatedScript(dialect: SqlDialect, seed: number): string {
  const random = randomOf(seed);
  const pick = <T>(items: readonly T[]): T => items[random(items.length)] as T;
  const quote = dialect === 'mysql' || dialect === 'mariadb' ? '`' : '"';
  const name = () =>
    quote +
    pick(NAMES)
      .split(quote)
      .join(quote + quote) +
    quote;
  const isOwn = dialect === 'sqlserver' || dialect === 'oracle';
  const actions =
    dialect === 'oracle'
      ? ORACLE_ACTIONS
      : ACTIONS.filter((action) => dialect !== 'sqlserver' || !action.includes('RESTRICT'));
  const list = () => `(${Array.from({ length: 1 + random(3) }, name).join(', ')})`;
  const maybe = (text: string) => (random(2) === 0 ? '' : text);
  const column = () =>
    `${name()} ${pick(TYPES[dialect])}${maybe(' NOT NULL')}${maybe(` DEFAULT ${pick(DEFAULTS)}`)}${maybe(pick([' UNIQUE', ` CHECK (${pick(CHECKS)})`, ` REFERENCES ${name()} ${list()}${pick(actions)}`]))}`;
  const constraint = () =>
    maybe(`CONSTRAINT ${name()} `) +
    pick([
      `UNIQUE ${list()}`,
      `CHECK (${pick(CHECKS)})`,
      `FOREIGN KEY ${list()} REFERENCES ${name()} ${list()}${pick(actions)}`,
    ]);
  const key = () => `(${name()}${maybe(pick([' DESC', ' ASC']))}, ${name()})`;
  const common = [
    () =>
      `CREATE TABLE ${isOwn ? '' : maybe('IF NOT EXISTS ')}${name()} (${[column(), column(), constraint()].join(', ')})`,
    () => `DROP TABLE ${dialect === 'oracle' ? '' : maybe('IF EXISTS ')}${name()}`,
    () =>
      dialect === 'sqlserver'
        ? "EXEC sp_rename N'dbo.[a b].[c]', N'd e', N'COLUMN'"
        : `ALTER TABLE ${name()} RENAME COLUMN ${name()} TO ${name()}`,
    () => `ALTER TABLE ${name()} DROP COLUMN ${name()}`,
    () => `CREATE ${maybe('UNIQUE ')}INDEX ${name()} ON ${name()} ${key()}`,
    () => `CREATE VIEW ${name()} AS SELECT 1 AS x`,
  ];
  const own: Readonly<Record<SqlDialect, readonly (() => string)[]>> = {
    postgresql: [
      () => `ALTER TABLE ${name()}.${name()} ADD COLUMN ${column()}`,
      () => `ALTER TABLE ${name()} ALTER COLUMN ${name()} TYPE ${pick(TYPES.postgresql)}${maybe(' USING x::text')}`,
      () =>
        `ALTER TABLE ${name()} ALTER COLUMN ${name()} ${pick(['SET NOT NULL', 'DROP NOT NULL', 'DROP DEFAULT', `SET DEFAULT ${pick(DEFAULTS)}`])}`,
      () => `ALTER TABLE ${name()} ADD ${constraint()}`,
      () => `ALTER TABLE ${name()} ADD CONSTRAINT ${name()} CHECK (${pick(CHECKS)}) NOT VALID`,
      () => `ALTER TABLE ${name()} VALIDATE CONSTRAINT ${name()}`,
      () =>
        `CREATE INDEX CONCURRENTLY ${name()} ON ${name()} USING gin (x gin_trgm_ops, lower(x)) INCLUDE ${list()} WHERE x IS NOT NULL`,
      () => `CREATE TYPE ${name()} AS ENUM ('a', 'it''s')`,
      () => `ALTER TYPE ${name()} ADD VALUE ${maybe('IF NOT EXISTS ')}'b'${maybe(" AFTER 'a'")}`,
      () => `COMMENT ON COLUMN ${name()}.${name()} IS 'it''s'`,
      () => `ALTER TABLE ${name()} ENABLE ROW LEVEL SECURITY`,
    ],
    mysql: [
      () => `ALTER TABLE ${name()} MODIFY COLUMN ${column()}${maybe(' FIRST')}`,
      () => `ALTER TABLE ${name()} CHANGE COLUMN ${name()} ${column()} AFTER ${name()}`,
      () => `ALTER TABLE ${name()} DROP FOREIGN KEY ${name()}`,
      () => `DROP INDEX ${name()} ON ${name()}`,
      () => `CREATE TABLE ${name()} (${column()}, KEY ${name()} (x(10))) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
    ],
    mariadb: [
      () => `ALTER TABLE ${name()} ADD COLUMN ${maybe('IF NOT EXISTS ')}${column()} COMMENT 'back\\\\slash'`,
      () => `ALTER TABLE ${name()} ADD ${constraint()}`,
      () => `ALTER TABLE ${name()} CONVERT TO CHARACTER SET utf8mb4`,
    ],
    sqlite: [
      () => `CREATE TABLE ${name()} (${name()} INTEGER PRIMARY KEY AUTOINCREMENT, ${column()}) STRICT`,
      () => `CREATE INDEX ${name()} ON ${name()} (lower(x), y) WHERE y > 0`,
    ],
    sqlserver: [
      () => `ALTER TABLE dbo.${name()} ADD ${column()}`,
      () => `ALTER TABLE ${name()} ${maybe('WITH NOCHECK ')}ADD CONSTRAINT ${name()} CHECK (${pick(CHECKS)})`,
      () => `ALTER TABLE ${name()} ADD CONSTRAINT ${name()} DEFAULT ${pick(DEFAULTS)} FOR ${name()}`,
      () => `ALTER TABLE ${name()} ALTER COLUMN ${name()} ${pick(TYPES.sqlserver)} ${pick(['NULL', 'NOT NULL'])}`,
      () => `ALTER TABLE ${name()} WITH CHECK CHECK CONSTRAINT ${name()}`,
      () => `ALTER TABLE ${name()} DROP CONSTRAINT ${maybe('IF EXISTS ')}${name()}`,
      () =>
        `CREATE TABLE ${name()} (${name()} int IDENTITY(1,1) NOT NULL CONSTRAINT ${name()} PRIMARY KEY CLUSTERED, ${name()} AS (x + 1) PERSISTED, INDEX ${name()} CLUSTERED ${key()}) ON [PRIMARY]`,
      () =>
        `CREATE ${maybe('UNIQUE ')}${maybe('CLUSTERED ')}INDEX ${name()} ON ${name()} ${key()} INCLUDE ${list()} WHERE x > 0 WITH (ONLINE = ON)`,
      () => `DROP INDEX ${name()} ON ${name()}`,
      () =>
        "EXEC sp_addextendedproperty @name = N'MS_Description', @value = N'it''s', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N't', @level2type = N'COLUMN', @level2name = N'a b'",
      () => `CREATE TYPE ${name()} FROM nvarchar(20) NOT NULL`,
    ],
    oracle: [
      () => `ALTER TABLE ${name()} ADD ${column()}`,
      () =>
        `ALTER TABLE ${name()} MODIFY ${name()} ${pick([...TYPES.oracle, 'NOT NULL', 'NULL', 'DEFAULT 1', 'DEFAULT NULL'])}`,
      () =>
        `ALTER TABLE ${name()} ADD ${constraint()}${maybe(pick([' DISABLE', ' ENABLE NOVALIDATE', ' DEFERRABLE INITIALLY DEFERRED']))}`,
      () => `ALTER TABLE ${name()} DROP PRIMARY KEY CASCADE`,
      () => `ALTER TABLE ${name()} RENAME CONSTRAINT ${name()} TO ${name()}`,
      () => `DROP TABLE ${name()} CASCADE CONSTRAINTS`,
      () =>
        `CREATE GLOBAL TEMPORARY TABLE ${name()} (${name()} NUMBER(10) GENERATED BY DEFAULT AS IDENTITY, ${name()} NUMBER GENERATED ALWAYS AS (x + 1) VIRTUAL) ON COMMIT PRESERVE ROWS`,
      () =>
        `CREATE ${pick(['', 'UNIQUE ', 'BITMAP '])}INDEX ${name()} ON ${name()} (UPPER(x), y DESC) TABLESPACE users ONLINE`,
      () => `COMMENT ON COLUMN ${name()}.${name()} IS 'it''s'`,
    ],
  };
  const statements = [...common, ...own[dialect]];
  return `${Array.from({ length: 8 }, () => pick(statements)()).join(';\n')};\n`;
}
