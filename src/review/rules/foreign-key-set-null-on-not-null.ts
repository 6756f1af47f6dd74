import { nameKey } from '../../model';
import type { Cases } from '../cases';
import { listed } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'foreign-key-set-null-on-not-null',
  category: 'schema-design',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite'],
  recommended: true,
  what: 'A foreign key says SET NULL for a column that is NOT NULL, so the action can only fail.',
  why: 'Deleting (or re-keying) a parent row makes the engine write NULL into a column that forbids it: the DELETE fails with a not-null violation, usually first in production. InnoDB refuses such a key when it is declared.',
  instead:
    'Let the column be NULL if a child may outlive its parent; else ON DELETE CASCADE if it must go along, or RESTRICT if the parent must stay.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
    'https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html',
  ],
  check: {
    table(table, context) {
      for (const key of table.foreignKeys) {
        if (key.notEnforced) continue;
        const events = [
          ...(key.onDelete === 'set null' ? ['DELETE'] : []),
          ...(key.onUpdate === 'set null' ? ['UPDATE'] : []),
        ];
        const strict = key.columns.filter(({ name }) =>
          table.columns.some(
            (column) => column.notNull && nameKey(context.dialect, column.name) === nameKey(context.dialect, name),
          ),
        );
        // A composite reference may null only some of its columns (PostgreSQL 15: SET NULL (column)), so all must be strict.
        if (events.length === 0 || strict.length < key.columns.length) continue;
        const names = listed(strict.map(({ name }) => `${table.name}.${name}`));
        context.report({
          span: key.at,
          table,
          message: `ON ${listed(events)} SET NULL cannot work: ${names} ${strict.length > 1 ? 'are' : 'is'} NOT NULL, so deleting a row of ${key.refTable.name} that is referenced fails. Drop NOT NULL, or use CASCADE or RESTRICT.`,
        });
      }
    },
  },
});

const P = 'CREATE TABLE p (id int PRIMARY KEY);\n';

export const cases: Cases = {
  good: [
    {
      title: 'a column that may be NULL',
      sql: `${P}CREATE TABLE c (id int PRIMARY KEY, p int UNIQUE REFERENCES p ON DELETE SET NULL);`,
    },
    {
      title: 'another action',
      sql: `${P}CREATE TABLE c (id int PRIMARY KEY, p int NOT NULL UNIQUE REFERENCES p ON DELETE CASCADE);`,
    },
    {
      title: 'NOT NULL dropped later',
      sql: `${P}CREATE TABLE c (id int PRIMARY KEY, p int NOT NULL UNIQUE REFERENCES p ON DELETE SET NULL);\nALTER TABLE c ALTER p DROP NOT NULL;`,
    },
  ],
  bad: [
    {
      title: 'behind a column',
      sql: `${P}CREATE TABLE c (id int PRIMARY KEY, p int NOT NULL UNIQUE «REFERENCES p ON DELETE SET NULL»);`,
      says: [
        'ON DELETE SET NULL cannot work: c.p is NOT NULL, so deleting a row of p that is referenced fails. Drop NOT NULL, or use CASCADE or RESTRICT.',
      ],
    },
    {
      title: 'a named key in SQLite',
      dialect: 'sqlite',
      sql: `${P}CREATE TABLE c (id INTEGER PRIMARY KEY, p INT NOT NULL, CONSTRAINT «c_p» FOREIGN KEY (p) REFERENCES p (id) ON UPDATE SET NULL ON DELETE SET NULL);\nCREATE INDEX c_p_idx ON c (p);`,
      says: [
        'ON DELETE and UPDATE SET NULL cannot work: c.p is NOT NULL, so deleting a row of p that is referenced fails. Drop NOT NULL, or use CASCADE or RESTRICT.',
      ],
    },
  ],
};
