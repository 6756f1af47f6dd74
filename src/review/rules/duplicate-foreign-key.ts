import type { ForeignKey } from '../../model';
import { nameKey, objectKey } from '../../model';
import type { Cases } from '../cases';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'duplicate-foreign-key',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver'],
  recommended: true,
  what: 'Two foreign keys over the same columns reference the same key.',
  why: 'Each row written is checked twice, each deleted parent looked up twice, and where their actions differ (CASCADE and RESTRICT) the stricter one wins in silence. Mostly an ORM added one beside the one that a migration had made.',
  instead: 'Drop one, in doubt the one whose ON DELETE is not what was meant.',
  sources: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK'],
  check: {
    table(table, context) {
      const seen = new Map<string, ForeignKey>();
      for (const key of table.foreignKeys) {
        const shape = shapeOf(key, context);
        const first = seen.get(shape);
        if (!first) seen.set(shape, key);
        else
          context.report({
            span: key.at,
            table,
            message: `${key.name} says what ${first.name} says already: ${key.columns.map(({ name }) => name).join(', ')} references ${key.refTable.name}. Drop one of them${differs(first, key)}.`,
            related: [{ span: first.at, message: 'The same reference' }],
          });
      }
    },
  },
});

function shapeOf(key: ForeignKey, { dialect }: BaseContext): string {
  const names = (columns: ForeignKey['columns']) => columns.map(({ name }) => nameKey(dialect, name)).join();
  return `${names(key.columns)} ${objectKey(dialect, key.refTable.schema, key.refTable.name)} ${names(key.refColumns)}`;
}

function differs(a: ForeignKey, b: ForeignKey): string {
  const [one, two] = [a.onDelete ?? 'no action', b.onDelete ?? 'no action'];
  return one === two ? '' : ` (their ON DELETE differs: ${one} and ${two})`;
}

const A = 'CREATE TABLE a (id int PRIMARY KEY);';

export const cases: Cases = {
  good: [
    {
      title: 'two columns to one table',
      sql: `${A}\nCREATE TABLE b (id int PRIMARY KEY, x int REFERENCES a (id), y int REFERENCES a (id));`,
    },
  ],
  bad: [
    {
      title: 'one column twice',
      sql: `${A}\nCREATE TABLE b (id int PRIMARY KEY, x int, CONSTRAINT f FOREIGN KEY (x) REFERENCES a (id), CONSTRAINT «g» FOREIGN KEY (x) REFERENCES a (id) ON DELETE CASCADE);`,
      says: [
        'g says what f says already: x references a. Drop one of them (their ON DELETE differs: no action and cascade).',
      ],
    },
  ],
};
