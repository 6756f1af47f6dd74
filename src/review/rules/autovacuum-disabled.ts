import type { TableOption } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'autovacuum-disabled',
  category: 'performance',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'autovacuum_enabled = false leaves dead rows and old statistics in the table for good.',
  why: 'The table and its indexes grow with every UPDATE and DELETE, plans go wrong as statistics age, and the one vacuum against transaction id wraparound that still runs then has years to catch up on.',
  instead:
    'Tune it for the table: autovacuum_vacuum_scale_factor, autovacuum_vacuum_cost_delay. For a bulk load, switch it back on afterwards.',
  sources: ['https://www.postgresql.org/docs/current/runtime-config-autovacuum.html'],
  check: {
    createTable({ table, options, temporary }, context) {
      const option = options.find(isOff);
      if (!option || temporary) return;
      context.report({ span: option.span, table, message: message(tableName(table)) });
    },
    alterTable({ table, change }, context) {
      const option = change.kind === 'options' ? change.options.find(isOff) : undefined;
      if (option) context.report({ span: option.span, table, message: message(tableName(table)) });
    },
  },
});

function isOff({ name, value }: TableOption): boolean {
  return name === 'autovacuum_enabled' && /^'?(?:false|off|no|0)'?$/i.test(value.trim());
}

function message(table: string): string {
  return `Without autovacuum dead rows and old statistics of ${table} stay: it grows with every UPDATE, and plans go wrong. Tune autovacuum_vacuum_scale_factor and the cost limits for it instead.`;
}

const T = 'CREATE TABLE logs (id bigint PRIMARY KEY);';

export const cases: Cases = {
  good: [
    { title: 'tuned', before: T, sql: 'ALTER TABLE logs SET (autovacuum_vacuum_scale_factor = 0.01);' },
    { title: 'switched on', before: T, sql: 'ALTER TABLE logs SET (autovacuum_enabled = true);' },
  ],
  bad: [
    {
      title: 'switched off',
      before: T,
      sql: 'ALTER TABLE logs SET («autovacuum_enabled = false»);',
      says: [
        'Without autovacuum dead rows and old statistics of logs stay: it grows with every UPDATE, and plans go wrong. Tune autovacuum_vacuum_scale_factor and the cost limits for it instead.',
      ],
    },
  ],
};
