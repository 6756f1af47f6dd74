import type { ChangeData } from '../../model';
import type { Cases } from '../cases';
import { words } from '../edits';
import { tableName } from '../names';
import { tablesReferencing } from '../references';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'insert-ignore-replace',
  category: 'destructive',
  severity: 'warning',
  dialects: ['mysql', 'mariadb', 'sqlite'],
  recommended: true,
  what: 'INSERT IGNORE turns errors into silence; REPLACE and INSERT OR REPLACE delete the row that is there and write a new one.',
  why: 'IGNORE skips duplicates, but also cuts text that is too long, puts 0 where a number is wrong and drops rows whose foreign key points nowhere. REPLACE deletes first: columns that it does not name fall back to their defaults, and ON DELETE CASCADE takes the children along. A table made in the same migration is exempt.',
  instead:
    'INSERT … ON DUPLICATE KEY UPDATE (MySQL), INSERT … ON CONFLICT (key) DO UPDATE or DO NOTHING (SQLite): it says which key, and keeps the rest of the row.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.4/en/insert.html',
    'https://dev.mysql.com/doc/refman/8.4/en/replace.html',
    'https://www.sqlite.org/lang_conflict.html',
  ],
  check: {
    changeData(operation, context) {
      const [table] = operation.tables;
      if (operation.change !== 'insert' || !table || context.isNew(table)) return;
      const found = howItMeets(operation, context);
      if (!found) return;
      const children = found === 'replace' ? tablesReferencing(context.schema, table) : [];
      const also = children.length > 0 ? ' and its children by ON DELETE CASCADE are gone' : '';
      context.report({
        span: table.span,
        table,
        message:
          found === 'replace'
            ? `Where ${tableName(table)} has a row with the same key it is deleted and written anew: columns that are not named here fall back to their defaults${also}. ${UPSERT[context.dialect === 'sqlite' ? 'sqlite' : 'mysql']}`
            : `Whatever ${tableName(table)} refuses is skipped without an error: duplicates, but also rows with a wrong number, a text too long or a reference to nothing. ${UPSERT[context.dialect === 'sqlite' ? 'sqlite' : 'mysql']}`,
      });
    },
  },
});

const UPSERT = {
  mysql: 'Name what may happen with INSERT … ON DUPLICATE KEY UPDATE.',
  sqlite: 'Name the key with INSERT … ON CONFLICT (…) DO UPDATE or DO NOTHING.',
};

function howItMeets({ span }: ChangeData, context: StepContext): 'ignore' | 'replace' | undefined {
  const text = context.source(span.uri);
  if (text === undefined) return undefined;
  const first: string[] = [];
  for (const word of words(text, span.start.offset, span.end.offset)) {
    first.push(word.text);
    if (first.length === 4) break;
  }
  if (first[0] === 'REPLACE') return 'replace';
  if (first[0] !== 'INSERT') return undefined;
  // SQLite's OR IGNORE skips unique, NOT NULL and CHECK violations alone, which is what is meant by it.
  if (first[1] === 'OR') return first[2] === 'REPLACE' ? 'replace' : undefined;
  return first.slice(1, 3).includes('IGNORE') ? 'ignore' : undefined;
}

const T = 'CREATE TABLE countries (code varchar(2) PRIMARY KEY, name varchar(80));';

export const cases: Cases = {
  good: [
    {
      title: 'an upsert that says what happens',
      before: T,
      sql: "INSERT INTO countries (code, name) VALUES ('at', 'Austria') ON DUPLICATE KEY UPDATE name = 'Austria';",
    },
    {
      title: 'a table made in the same migration',
      sql: `${T}\nINSERT IGNORE INTO countries (code, name) VALUES ('at', 'Austria');`,
    },
    {
      title: 'OR IGNORE in SQLite',
      dialect: 'sqlite',
      before: T,
      sql: "INSERT OR IGNORE INTO countries (code, name) VALUES ('at', 'Austria');",
    },
  ],
  bad: [
    {
      title: 'INSERT IGNORE',
      before: T,
      sql: "INSERT IGNORE INTO «countries» (code, name) VALUES ('at', 'Austria');",
      says: [
        'Whatever countries refuses is skipped without an error: duplicates, but also rows with a wrong number, a text too long or a reference to nothing. Name what may happen with INSERT … ON DUPLICATE KEY UPDATE.',
      ],
    },
    {
      title: 'REPLACE',
      dialect: 'mariadb',
      before: T,
      sql: "REPLACE INTO «countries» (code, name) VALUES ('at', 'Austria');",
      says: [
        'Where countries has a row with the same key it is deleted and written anew: columns that are not named here fall back to their defaults. Name what may happen with INSERT … ON DUPLICATE KEY UPDATE.',
      ],
    },
    {
      title: 'INSERT OR REPLACE with children',
      dialect: 'sqlite',
      before: `${T}\nCREATE TABLE cities (id integer PRIMARY KEY, country text REFERENCES countries (code) ON DELETE CASCADE);`,
      sql: "INSERT OR REPLACE INTO «countries» (code, name) VALUES ('at', 'Austria');",
      says: [
        'Where countries has a row with the same key it is deleted and written anew: columns that are not named here fall back to their defaults and its children by ON DELETE CASCADE are gone. Name the key with INSERT … ON CONFLICT (…) DO UPDATE or DO NOTHING.',
      ],
    },
  ],
};
