import type { Index, IndexColumn, Span, Table, Unique } from '../../model';
import { nameKey } from '../../model';
import type { Cases } from '../cases';
import { capital } from '../names';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

/** An index, or the one behind a key: what it is called, where it stands, and what it orders by. */
interface Candidate {
  readonly what: string;
  readonly at: Span;
  readonly columns: readonly IndexColumn[];
  readonly unique: boolean;
  readonly index?: Index;
}

export const rule = defineRule({
  id: 'redundant-index',
  category: 'performance',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'mongodb'],
  recommended: true,
  what: 'Another index or key starts with the same columns in the same order, so this index answers no query that the other does not.',
  why: 'Each index is written on every INSERT and on most UPDATEs, takes disk and cache, and makes plans slower to choose. A unique index is kept even when a longer one covers its columns, since it enforces something; so is one that differs in method, operator class, sort order, predicate or INCLUDE.',
  instead:
    'Drop the shorter index (CONCURRENTLY in PostgreSQL; make it invisible first in MySQL 8 to see whether anything misses it).',
  sources: [
    'https://www.postgresql.org/docs/current/indexes-multicolumn.html',
    'https://dev.mysql.com/doc/refman/8.4/en/multiple-column-indexes.html',
  ],
  check: {
    table(table, context) {
      const all = candidates(table);
      for (const [position, candidate] of all.entries()) {
        if (!candidate.index || !isPlain(candidate.index)) continue;
        const other = all.find(
          (longer, at) => longer !== candidate && covers(longer, candidate, context, at < position),
        );
        if (!other) continue;
        const same = other.columns.length === candidate.columns.length;
        const drop = other.unique || !same ? 'Drop it.' : 'Drop one of them.';
        context.report({
          span: candidate.at,
          table,
          message: same
            ? `${capital(candidate.what)} has the same columns as ${other.what} of ${table.name}: it only costs writes. ${drop}`
            : `${capital(candidate.what)} is the beginning of ${other.what} of ${table.name}, which answers the same queries: it only costs writes. ${drop}`,
          related: [{ span: other.at, message: `${capital(other.what)} starts with the same columns.` }],
        });
      }
    },
  },
});

/** Written indexes and the ones behind keys; not the ones that MySQL makes by itself and removes by itself. */
function candidates(table: Table): readonly Candidate[] {
  const keys = [
    ...(table.primaryKey ? [{ what: 'the primary key', key: table.primaryKey }] : []),
    ...table.uniques.map((key) => ({ what: `unique key ${uniqueName(key)}`, key })),
  ].map(({ what, key }) => ({ what, at: key.at, columns: key.columns, unique: true }));
  const indexes = table.indexes
    .filter(({ implicit }) => !implicit)
    .map((index) => ({
      what: `index ${index.name}`,
      at: index.at,
      columns: index.columns,
      unique: index.unique ?? false,
      index,
    }));
  return [...keys, ...indexes];
}

/** SQLite's own names for keys say nothing: its columns do. */
function uniqueName({ name, columns }: Unique): string {
  if (!name.startsWith('sqlite_autoindex_')) return name;
  return `(${columns.map(({ column, expression }) => column?.name ?? expression?.text ?? '').join(', ')})`;
}

/** A B-tree over all rows with nothing besides its columns: the only kind whose beginning says everything. */
function isPlain({ method, include, storage }: Index): boolean {
  return (method === undefined || /^btree$/i.test(method)) && (include ?? []).length === 0 && storage === undefined;
}

function covers(longer: Candidate, shorter: Candidate, context: BaseContext, isEarlier: boolean): boolean {
  if (longer.columns.length < shorter.columns.length) return false;
  const same = longer.columns.length === shorter.columns.length;
  // A unique index enforces its own columns: only an equal unique one stands for it.
  if (shorter.unique && !(same && longer.unique)) return false;
  // Of two equal ones the later is reported, and a plain one rather than a unique one.
  if (same && longer.unique === shorter.unique && !isEarlier) return false;
  if (longer.index && !/^btree$/i.test(longer.index.method ?? 'btree')) return false;
  if ((longer.index?.where?.text ?? '') !== (shorter.index?.where?.text ?? '')) return false;
  if ((longer.index?.nullsNotDistinct ?? false) !== (shorter.index?.nullsNotDistinct ?? false) && shorter.unique)
    return false;
  return shorter.columns.every((part, at) => samePart(part, longer.columns[at], context));
}

function samePart(a: IndexColumn, b: IndexColumn | undefined, context: BaseContext): boolean {
  if (!b) return false;
  const key = (part: IndexColumn) =>
    part.column ? nameKey(context.dialect, part.column.name) : `(${part.expression?.text ?? ''})`;
  const order = (part: IndexColumn) =>
    `${part.order ?? 'asc'} ${part.nulls ?? ''} ${part.operatorClass ?? ''} ${part.collation ?? ''} ${part.prefix ?? ''}`;
  return key(a) === key(b) && order(a) === order(b);
}

export const cases: Cases = {
  good: [
    {
      title: 'another first column',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a int, b int);\nCREATE INDEX t_a_b ON t (a, b);\nCREATE INDEX t_b ON t (b);',
    },
    {
      title: 'a unique beginning, which enforces something',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a int, b int);\nCREATE UNIQUE INDEX t_a ON t (a);\nCREATE INDEX t_a_b ON t (a, b);',
    },
    {
      title: 'a partial index beside a whole one',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a int, b int);\nCREATE INDEX t_a ON t (a) WHERE b > 0;\nCREATE INDEX t_a_b ON t (a, b);',
    },
    {
      title: 'other order, operator class, method or expression',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a text, b int);\nCREATE INDEX ON t (a);\nCREATE INDEX ON t (a text_pattern_ops, b);\nCREATE INDEX ON t (a DESC, b);\nCREATE INDEX ON t USING hash (b);\nCREATE INDEX ON t (lower(a));',
    },
    {
      title: 'the index that MySQL makes for a foreign key',
      dialect: 'mysql',
      sql: 'CREATE TABLE p (id int PRIMARY KEY);\nCREATE TABLE c (id int PRIMARY KEY, p int, q int, FOREIGN KEY (p) REFERENCES p (id), KEY p_q (p, q));',
    },
    {
      title: 'an index in the other direction, in SQLite',
      dialect: 'sqlite',
      sql: 'CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, b INT);\nCREATE INDEX t_a ON t (a DESC);\nCREATE INDEX t_a_b ON t (a, b);',
    },
    {
      title: 'an index with columns to read besides',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a int, b int);\nCREATE INDEX i ON t (a) INCLUDE (b);\nCREATE INDEX j ON t (a, id);',
    },
  ],
  bad: [
    {
      title: 'the beginning of another index',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a int, b int);\nCREATE INDEX «t_a» ON t (a);\nCREATE INDEX t_a_b ON t (a, b);',
      says: [
        'Index t_a is the beginning of index t_a_b of t, which answers the same queries: it only costs writes. Drop it.',
      ],
    },
    {
      title: 'an index equal to a unique key, in MySQL',
      dialect: 'mysql',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, email varchar(100), UNIQUE KEY uq_email (email), KEY «ix_email» (Email));',
      says: ['Index ix_email has the same columns as unique key uq_email of users: it only costs writes. Drop it.'],
    },
    {
      title: 'an index on the beginning of the primary key',
      dialect: 'sqlite',
      sql: 'CREATE TABLE book_author (book_id INT, author_id INT, PRIMARY KEY (book_id, author_id));\nCREATE INDEX «book_author_book» ON book_author (book_id);',
      says: [
        'Index book_author_book is the beginning of the primary key of book_author, which answers the same queries: it only costs writes. Drop it.',
      ],
    },
    {
      title: 'the beginning of a unique key that SQLite names',
      dialect: 'sqlite',
      sql: 'CREATE TABLE rules (id INTEGER PRIMARY KEY, user_name TEXT, rule_id TEXT, UNIQUE (user_name, rule_id));\nCREATE INDEX «rules_user» ON rules (user_name);',
      says: [
        'Index rules_user is the beginning of unique key (user_name, rule_id) of rules, which answers the same queries: it only costs writes. Drop it.',
      ],
    },
    {
      title: 'the same index twice',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a int);\nCREATE INDEX one ON t (a);\nCREATE INDEX «two» ON t USING btree (a);',
      says: ['Index two has the same columns as index one of t: it only costs writes. Drop one of them.'],
    },
  ],
};
