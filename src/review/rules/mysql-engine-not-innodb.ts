import type { TableOption } from '../../model';
import type { Cases } from '../cases';
import { fix, replace } from '../edits';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'mysql-engine-not-innodb',
  category: 'schema-design',
  severity: 'error',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  what: 'MyISAM, ARIA, ARCHIVE and the like have no transactions and no foreign keys.',
  why: 'A ROLLBACK leaves their rows as they are, FOREIGN KEY is read and ignored, each write locks the whole table, and MyISAM loses rows in a crash. Managed services and Group Replication refuse or ignore them. MEMORY for a cache, and engines of a column store, are chosen on purpose and left alone.',
  instead: 'ENGINE=InnoDB, or no ENGINE at all: it is the default.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.4/en/storage-engines.html',
    'https://mariadb.com/kb/en/choosing-the-right-storage-engine/',
  ],
  reviews: ['up', 'dump'],
  check: {
    createTable(operation, context) {
      if (!operation.temporary) check(operation.table.name, operation.options, context);
    },
    alterTable(operation, context) {
      if (operation.change.kind === 'options') check(operation.table.name, operation.change.options, context);
    },
  },
});

function check(table: string, options: readonly TableOption[], context: StepContext): void {
  const engine = options.find(({ name }) => name === 'engine');
  if (!engine || !/^(myisam|aria|isam|merge|mrg_myisam|archive|csv)$/i.test(engine.value)) return;
  const written = context.text(engine.span);
  const fixed = written.replace(new RegExp(`${engine.value}$`, 'i'), 'InnoDB');
  context.report({
    span: engine.span,
    message: `${table} is kept by ${engine.value}: no transactions, no foreign keys, and a lock on the whole table for every write. Use InnoDB.`,
    fixes: [fixed === written ? undefined : fix('thoughtful', 'Use InnoDB', [replace(engine.span, fixed)])],
  });
}

export const cases: Cases = {
  good: [
    { title: 'InnoDB', sql: 'CREATE TABLE t (id int PRIMARY KEY) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;', clean: true },
    { title: 'the default', sql: 'CREATE TABLE t (id int PRIMARY KEY);' },
    {
      title: 'MEMORY and temporary tables',
      sql: 'CREATE TABLE cache (id int PRIMARY KEY) ENGINE=MEMORY;\nCREATE TEMPORARY TABLE t (id int) ENGINE=MyISAM;',
    },
  ],
  bad: [
    {
      title: 'MyISAM',
      sql: 'CREATE TABLE t (id int PRIMARY KEY) «ENGINE=MyISAM» DEFAULT CHARSET=utf8mb4;',
      says: [
        't is kept by MyISAM: no transactions, no foreign keys, and a lock on the whole table for every write. Use InnoDB.',
      ],
      fixed: 'CREATE TABLE t (id int PRIMARY KEY) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;',
    },
    {
      title: 'a change to Aria in MariaDB',
      dialect: 'mariadb',
      before: 'CREATE TABLE t (id int PRIMARY KEY);',
      sql: 'ALTER TABLE t «engine = Aria»;',
      says: [
        't is kept by Aria: no transactions, no foreign keys, and a lock on the whole table for every write. Use InnoDB.',
      ],
      fixed: 'ALTER TABLE t engine = InnoDB;',
    },
  ],
};
