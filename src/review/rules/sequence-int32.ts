import type { CreateSequence, Schema } from '../../model';
import type { Cases } from '../cases';
import { isInteger } from '../column-words';
import { fix, replace } from '../edits';
import { tableKey, tableName } from '../names';
import { defineRule } from '../rule';
import { columnOf } from '../tables';

export const rule = defineRule({
  id: 'sequence-int32',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A sequence made AS integer or AS smallint ends at 2,147,483,647 or 32,767, whatever the column that takes its numbers.',
  why: 'nextval then fails with "reached maximum value of sequence" and every INSERT that asks for a number with it; rolled-back and skipped numbers count too. A sequence that belongs to an integer column is let pass: there the column is the limit (pg_dump writes serial columns so).',
  instead: 'CREATE SEQUENCE without AS: bigint is the default. ALTER SEQUENCE … AS bigint widens one that is there.',
  sources: ['https://www.postgresql.org/docs/current/sql-createsequence.html'],
  check: {
    createSequence(operation, context) {
      const { family } = operation.dataType ?? {};
      if (family !== 'integer' && family !== 'smallint') return;
      context.memory<CreateSequence[]>(() => []).push(operation);
    },
    migration(context) {
      for (const { sequence, dataType } of context.memory<CreateSequence[]>(() => [])) {
        if (!dataType || feedsInteger(context.schema, tableKey(context, sequence), sequence.name)) continue;
        const most = dataType.family === 'smallint' ? '32,767' : '2,147,483,647';
        context.report({
          span: dataType.span,
          message: `Sequence ${tableName(sequence)} ends at ${most}: nextval then fails, and every INSERT that asks it for a number. Leave AS out, which gives bigint.`,
          fixes: [fix('safe', 'AS bigint', [replace(dataType.span, 'bigint')])],
        });
      }
    },
  },
});

/** True when the sequence belongs to an integer column, or one takes its default from it. */
function feedsInteger({ tables, sequences }: Schema, key: string, name: string): boolean {
  const owner = sequences.get(key)?.ownedBy;
  for (const table of tables.values()) {
    const owned =
      owner && table.name === owner.table ? columnOf(table, owner.column, { dialect: 'postgresql' }) : undefined;
    const fed = table.columns.find(
      ({ default: value }) => value?.calls.includes('nextval') && value.text.includes(name),
    );
    const column = owned ?? fed;
    if (column && isInteger(column) && column.type?.family !== 'bigint') return true;
  }
  return false;
}

export const cases: Cases = {
  good: [
    { title: 'the default, which is bigint', sql: 'CREATE SEQUENCE order_no;\nCREATE SEQUENCE invoice_no AS bigint;' },
    {
      title: 'the sequence of a serial column, as pg_dump writes it',
      sql: "CREATE TABLE t (id integer NOT NULL);\nCREATE SEQUENCE t_id_seq AS integer;\nALTER SEQUENCE t_id_seq OWNED BY t.id;\nALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('t_id_seq'::regclass);",
    },
  ],
  bad: [
    {
      title: 'AS integer',
      sql: 'CREATE SEQUENCE order_no AS «integer» START 1000;',
      says: [
        'Sequence order_no ends at 2,147,483,647: nextval then fails, and every INSERT that asks it for a number. Leave AS out, which gives bigint.',
      ],
      fixed: 'CREATE SEQUENCE order_no AS bigint START 1000;',
    },
    {
      title: 'AS smallint for a bigint column',
      sql: "CREATE SEQUENCE s AS «smallint»;\nCREATE TABLE t (id bigint PRIMARY KEY DEFAULT nextval('s'));",
      says: [
        'Sequence s ends at 32,767: nextval then fails, and every INSERT that asks it for a number. Leave AS out, which gives bigint.',
      ],
      fixed: "CREATE SEQUENCE s AS bigint;\nCREATE TABLE t (id bigint PRIMARY KEY DEFAULT nextval('s'));",
    },
  ],
};
