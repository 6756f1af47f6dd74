import type { ForeignKey, Schema, Table } from '../../model';
import type { Cases } from '../cases';
import { tableKey } from '../names';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';
import { columnOf } from '../tables';

export const rule = defineRule({
  id: 'circular-foreign-keys',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'Tables refer to each other in a circle, by columns that cannot be NULL and are checked at once: no first row can be stored.',
  why: 'Each INSERT waits for a row that waits for it, so that the first ones need checks switched off; a restore or a copy of the data meets the same. One reference of the circle that may be NULL, or is checked at COMMIT only, opens it; a table that refers to itself is let pass.',
  instead:
    'Drop NOT NULL from one of the references, or make it DEFERRABLE INITIALLY DEFERRED (PostgreSQL, SQLite, Oracle).',
  sources: [
    'https://www.postgresql.org/docs/current/sql-set-constraints.html',
    'https://www.sqlite.org/foreignkeys.html#fk_deferred',
  ],
  check: {
    schema(schema, context) {
      const next = firmReferences(schema, context);
      const reported = new Set<string>();
      for (const start of next.keys()) {
        const circle = circleFrom(start, next);
        const first = circle?.[0];
        if (!circle || !first) continue;
        const id = [...circle.map(({ from }) => from)].sort().join();
        if (reported.has(id)) continue;
        reported.add(id);
        const names = circle.map(({ table }) => table.name);
        const open = context.dialect === 'postgresql' || context.dialect === 'sqlite' || context.dialect === 'oracle';
        context.report({
          span: first.key.at,
          table: first.table,
          message: `${[...names, names[0]].join(' → ')} refer to each other in a circle, all by columns that cannot be NULL: no first row can be stored. Let one of them be NULL${open ? ', or make it DEFERRABLE INITIALLY DEFERRED' : ''}.`,
          related: circle
            .slice(1)
            .map(({ key, table }) => ({ span: key.at, message: `${table.name} refers on to ${key.refTable.name}.` })),
        });
      }
    },
  },
});

interface Step {
  readonly from: string;
  readonly to: string;
  readonly table: Table;
  readonly key: ForeignKey;
}

/** References that must find their row at once: enforced, not deferred, NOT NULL in all columns, to another table. */
function firmReferences(schema: Schema, context: BaseContext): ReadonlyMap<string, readonly Step[]> {
  const next = new Map<string, readonly Step[]>();
  for (const [from, table] of schema.tables) {
    const steps = table.foreignKeys
      .filter(({ deferrable, notEnforced }) => !notEnforced && (deferrable ?? 'not deferrable') === 'not deferrable')
      .filter(({ columns }) => columns.every(({ name }) => columnOf(table, name, context)?.notNull))
      .map((key) => ({ from, to: tableKey(context, key.refTable), table, key }))
      .filter(({ to }) => to !== from);
    if (steps.length > 0) next.set(from, steps);
  }
  return next;
}

/** The shortest way from a table back to itself. */
function circleFrom(start: string, next: ReadonlyMap<string, readonly Step[]>): readonly Step[] | undefined {
  const seen = new Set<string>();
  let ways: readonly (readonly Step[])[] = (next.get(start) ?? []).map((step) => [step]);
  while (ways.length > 0) {
    const closed = ways.find((way) => way.at(-1)?.to === start);
    if (closed) return closed;
    ways = ways.flatMap((way) => {
      const at = way.at(-1)?.to ?? '';
      if (seen.has(at)) return [];
      seen.add(at);
      return (next.get(at) ?? []).map((step) => [...way, step]);
    });
  }
  return undefined;
}

const TWO =
  'CREATE TABLE users (id int PRIMARY KEY, team_id int NOT NULL);\nCREATE TABLE teams (id int PRIMARY KEY, owner_id int NOT NULL CONSTRAINT owner REFERENCES users);';

export const cases: Cases = {
  good: [
    {
      title: 'one reference that may be NULL',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, team_id int);\nCREATE TABLE teams (id int PRIMARY KEY, owner_id int NOT NULL REFERENCES users);\nALTER TABLE users ADD CONSTRAINT team FOREIGN KEY (team_id) REFERENCES teams;',
    },
    {
      title: 'one that is checked at COMMIT',
      sql: `${TWO}\nALTER TABLE users ADD CONSTRAINT team FOREIGN KEY (team_id) REFERENCES teams DEFERRABLE INITIALLY DEFERRED;`,
    },
    { title: 'a tree', sql: 'CREATE TABLE nodes (id int PRIMARY KEY, parent_id int NOT NULL REFERENCES nodes);' },
  ],
  bad: [
    {
      title: 'two tables',
      sql: `${TWO}\nALTER TABLE users ADD CONSTRAINT «team» FOREIGN KEY (team_id) REFERENCES teams;`,
      says: [
        'users → teams → users refer to each other in a circle, all by columns that cannot be NULL: no first row can be stored. Let one of them be NULL, or make it DEFERRABLE INITIALLY DEFERRED.',
      ],
    },
    {
      title: 'three tables in MySQL',
      dialect: 'mysql',
      sql: 'CREATE TABLE a (id int PRIMARY KEY, b int NOT NULL);\nCREATE TABLE b (id int PRIMARY KEY, c int NOT NULL);\nCREATE TABLE c (id int PRIMARY KEY, a int NOT NULL, CONSTRAINT ca FOREIGN KEY (a) REFERENCES a (id));\nALTER TABLE b ADD CONSTRAINT bc FOREIGN KEY (c) REFERENCES c (id);\nALTER TABLE a ADD CONSTRAINT «ab» FOREIGN KEY (b) REFERENCES b (id);',
      says: [
        'a → b → c → a refer to each other in a circle, all by columns that cannot be NULL: no first row can be stored. Let one of them be NULL.',
      ],
    },
  ],
};
