import type { Column, ForeignKey, Table } from '../../model';
import { isMysqlFamily, nameKey } from '../../model';
import type { Cases } from '../cases';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'foreign-key-type-mismatch',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb'],
  recommended: true,
  what: 'A foreign key column and the column that it references have different types.',
  why: 'An integer that references a bigint fails on the first key over 2147483647, while the parent goes on; MySQL refuses integers of different size or sign outright; and where the engine must cast, it may not use the index. Lengths of character types may differ.',
  instead: 'Give the child the parent’s type: for a grown table add a column of the right type, backfill it and swap.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html',
    'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
  ],
  check: {
    table(table, context) {
      for (const key of table.foreignKeys) {
        if (key.notEnforced) continue;
        const parent = context.table(key.refTable);
        if (!parent) continue;
        const pair = firstMismatch(table, parent, key, context);
        if (!pair) continue;
        context.report({
          span: key.at,
          table,
          message: message(table, parent, pair),
          related: [{ span: pair.parent.at, message: `${parent.name}.${pair.parent.name} is ${shown(pair.parent)}.` }],
        });
      }
    },
  },
});

interface Pair {
  readonly child: Column;
  readonly parent: Column;
}

function firstMismatch(table: Table, parent: Table, key: ForeignKey, context: BaseContext): Pair | undefined {
  for (const [at, name] of key.columns.entries()) {
    const child = columnNamed(table, name.name, context);
    const target = columnNamed(parent, key.refColumns[at]?.name, context);
    if (child && target && differs(child, target, context)) return { child, parent: target };
  }
  return undefined;
}

function columnNamed(table: Table, name: string | undefined, { dialect }: BaseContext): Column | undefined {
  return name === undefined
    ? undefined
    : table.columns.find((column) => nameKey(dialect, column.name) === nameKey(dialect, name));
}

const CHARACTER = new Set(['char', 'varchar', 'text', 'citext', 'name']);

/** By what the engine compares: family and sign; lengths of text may differ, and user-defined types are theirs to know. */
function differs({ type: a }: Column, { type: b }: Column, { dialect }: BaseContext): boolean {
  if (!a || !b || a.family === 'unknown' || b.family === 'unknown' || a.family === 'user' || b.family === 'user')
    return false;
  if (CHARACTER.has(a.family) && CHARACTER.has(b.family)) return false;
  if (a.family !== b.family) return true;
  return isMysqlFamily(dialect) && (a.unsigned ?? false) !== (b.unsigned ?? false);
}

function shown({ type }: Column): string {
  return type?.canonical ?? 'of no type';
}

const WIDTH: Readonly<Record<string, number>> = { tinyint: 1, smallint: 2, mediumint: 3, integer: 4, bigint: 8 };

function message(table: Table, parent: Table, { child, parent: target }: Pair): string {
  const narrow = (WIDTH[child.type?.family ?? ''] ?? 9) < (WIDTH[target.type?.family ?? ''] ?? 0);
  const harm = narrow
    ? 'keys beyond the smaller range cannot be stored here'
    : 'the engine refuses the key or must cast on every check and join';
  return `${table.name}.${child.name} is ${shown(child)}, but ${parent.name}.${target.name}, which it references, is ${shown(target)}: ${harm}. Make it ${shown(target)}.`;
}

export const cases: Cases = {
  good: [
    {
      title: 'the same type',
      sql: 'CREATE TABLE p (id bigint PRIMARY KEY);\nCREATE TABLE c (id int PRIMARY KEY, p int8 UNIQUE REFERENCES p);',
    },
    {
      title: 'a serial key is an integer',
      sql: 'CREATE TABLE p (id bigserial PRIMARY KEY);\nCREATE TABLE c (id int PRIMARY KEY, p bigint UNIQUE REFERENCES p);',
    },
    {
      title: 'text of other lengths',
      dialect: 'mysql',
      sql: 'CREATE TABLE p (code varchar(10) PRIMARY KEY) ENGINE=InnoDB;\nCREATE TABLE c (id int PRIMARY KEY, code varchar(20), FOREIGN KEY (code) REFERENCES p (code)) ENGINE=InnoDB;',
    },
    {
      title: 'a parent that is not known',
      sql: 'CREATE TABLE c (id int PRIMARY KEY, p int UNIQUE REFERENCES elsewhere (id));',
    },
  ],
  bad: [
    {
      title: 'an integer that references a bigint',
      sql: 'CREATE TABLE p (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);\nCREATE TABLE c (id int PRIMARY KEY, p int UNIQUE «REFERENCES p»);',
      says: [
        'c.p is integer, but p.id, which it references, is bigint: keys beyond the smaller range cannot be stored here. Make it bigint.',
      ],
    },
    {
      title: 'another sign in MySQL',
      dialect: 'mysql',
      sql: 'CREATE TABLE p (id int unsigned PRIMARY KEY) ENGINE=InnoDB;\nCREATE TABLE c (id int PRIMARY KEY, p int, CONSTRAINT «c_p» FOREIGN KEY (p) REFERENCES p (id)) ENGINE=InnoDB;',
      says: [
        'c.p is int, but p.id, which it references, is int unsigned: the engine refuses the key or must cast on every check and join. Make it int unsigned.',
      ],
    },
    {
      title: 'text that references a uuid',
      sql: 'CREATE TABLE p (id uuid PRIMARY KEY);\nCREATE TABLE c (id int PRIMARY KEY, p text UNIQUE);\nALTER TABLE c ADD CONSTRAINT «c_p» FOREIGN KEY (p) REFERENCES p (id);',
      says: [
        'c.p is text, but p.id, which it references, is uuid: the engine refuses the key or must cast on every check and join. Make it uuid.',
      ],
    },
  ],
};
