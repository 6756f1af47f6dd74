import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'rename-schema',
  category: 'backward-compat',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  what: 'ALTER SCHEMA … RENAME moves every object in it at once: code that still runs finds none of them.',
  why: 'search_path settings of roles and databases, qualified names in functions and views kept as text, and every deployed query name the old schema. A schema made in the same migration is exempt.',
  instead:
    'Make the new schema, move tables one by one (SET SCHEMA) behind views in the old one, and drop those when no code names them.',
  sources: ['https://www.postgresql.org/docs/current/sql-alterschema.html'],
  check: {
    createSchema({ schema }, context) {
      context.memory(() => new Set<string>()).add(schema.name);
    },
    renameObject({ objectType, name, to }, context) {
      if (objectType !== 'schema' || context.memory(() => new Set<string>()).has(name.name)) return;
      context.report({
        span: name.span,
        message: `Renaming schema ${name.name} to ${to.name} moves every table in it: queries of code that still runs, and search_path settings, name ${name.name}. Move tables one by one, with views left behind.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [
    { title: 'a schema made in the same migration', sql: 'CREATE SCHEMA a;\nALTER SCHEMA a RENAME TO b;' },
    { title: 'a new owner', sql: 'ALTER SCHEMA a OWNER TO app;' },
  ],
  bad: [
    {
      title: 'an existing schema',
      sql: 'ALTER SCHEMA «app» RENAME TO core;',
      says: [
        'Renaming schema app to core moves every table in it: queries of code that still runs, and search_path settings, name app. Move tables one by one, with views left behind.',
      ],
    },
  ],
};
