import type { RefreshView, View } from '../../model';
import { objectKey } from '../../model';
import type { Cases } from '../cases';
import { fix, insertAfter, isPlain } from '../edits';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'refresh-matview-non-concurrent',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'REFRESH MATERIALIZED VIEW without CONCURRENTLY blocks readers of the view while its query runs.',
  why: 'It holds ACCESS EXCLUSIVE on the view for the whole query. A view made in the same migration and WITH NO DATA have no readers to wait.',
  instead:
    'REFRESH MATERIALIZED VIEW CONCURRENTLY (allowed inside a transaction); it needs a unique index on columns, without WHERE.',
  sources: ['https://www.postgresql.org/docs/current/sql-refreshmaterializedview.html'],
  check: {
    refreshView(operation, context) {
      if (operation.concurrently || operation.withData === false || context.isNew(operation.view)) return;
      const view = context.schema.views.get(objectKey('postgresql', operation.view.schema, operation.view.name));
      const ready = view?.indexes.some(
        ({ unique, where, columns }) => unique && !where && columns.every((c) => c.column),
      );
      context.report({
        span: operation.view.span,
        message: message(operation, view, ready === true),
        fixes: [
          ready && isPlain(context)
            ? fix('safe', 'Refresh it CONCURRENTLY', [insertAfter(context, operation.span, ['VIEW'], ' CONCURRENTLY')])
            : undefined,
        ],
      });
    },
  },
});

function message({ view }: RefreshView, known: View | undefined, ready: boolean): string {
  const name = tableName(view);
  const first = ready ? '' : known ? `Give ${name} a unique index first; then use` : 'With a unique index on it, use';
  return `Refreshing ${name} holds ACCESS EXCLUSIVE on it: its readers wait until the query has run. ${first || 'Use'} REFRESH MATERIALIZED VIEW CONCURRENTLY.`;
}

const VIEW = 'CREATE MATERIALIZED VIEW totals AS SELECT 1 AS id;';
const INDEXED = `${VIEW}\nCREATE UNIQUE INDEX totals_id ON totals (id);`;

export const cases: Cases = {
  good: [
    { title: 'CONCURRENTLY', before: INDEXED, sql: 'REFRESH MATERIALIZED VIEW CONCURRENTLY totals;', clean: true },
    { title: 'a view made in the same migration', sql: `${VIEW}\nREFRESH MATERIALIZED VIEW totals;` },
    { title: 'WITH NO DATA', before: VIEW, sql: 'REFRESH MATERIALIZED VIEW totals WITH NO DATA;' },
  ],
  bad: [
    {
      title: 'a view with a unique index',
      before: INDEXED,
      sql: 'REFRESH MATERIALIZED VIEW «totals»;',
      says: [
        'Refreshing totals holds ACCESS EXCLUSIVE on it: its readers wait until the query has run. Use REFRESH MATERIALIZED VIEW CONCURRENTLY.',
      ],
      fixed: 'REFRESH MATERIALIZED VIEW CONCURRENTLY totals;',
    },
    {
      title: 'a view without one, where CONCURRENTLY would fail',
      before: VIEW,
      sql: 'REFRESH MATERIALIZED VIEW «totals»;',
      says: [
        'Refreshing totals holds ACCESS EXCLUSIVE on it: its readers wait until the query has run. Give totals a unique index first; then use REFRESH MATERIALIZED VIEW CONCURRENTLY.',
      ],
    },
  ],
};
