import type { Expression, IndexColumn } from '../constraint';
import type { HistoryProblem } from '../migration';
import type { Ident } from '../names';
import type { RenameColumn } from '../operation';
import type { Table } from '../schema';
import {
  changeAllTables,
  type FoldState,
  find,
  keyOf,
  missing,
  NO_PROBLEMS,
  putTable,
  referenceKey,
  same,
} from './state';

/** Keys, indexes, checks and other tables' references follow a renamed column, as they do in the engine's catalogue. */
export function renameColumn(state: FoldState, operation: RenameColumn): readonly HistoryProblem[] {
  const table = find(state, state.tables, operation.table);
  if (!table) {
    const view = find(state, state.views, operation.table);
    return view ? NO_PROBLEMS : missing('Table', operation.table);
  }
  const { column, to } = operation;
  if (!table.columns.some((known) => same(state, known.name, column.name))) {
    if (!table.complete) return NO_PROBLEMS;
    return [
      {
        span: column.span,
        message: `Table "${table.name}" has no column "${column.name}" at this point of the history.`,
      },
    ];
  }
  putTable(state, withRenamedColumn(state, table, column.name, to));
  renameReferences(state, table, column.name, to.name);
  return NO_PROBLEMS;
}

function withRenamedColumn(state: FoldState, table: Table, from: string, to: Ident): Table {
  const ident = (column: Ident): Ident => (same(state, column.name, from) ? { ...column, name: to.name } : column);
  const expression = (written: Expression): Expression => renamedInExpression(state, written, from, to.name);
  const parts = (columns: readonly IndexColumn[]): readonly IndexColumn[] =>
    columns.map((part) => ({
      ...part,
      ...(part.column ? { column: ident(part.column) } : {}),
      ...(part.expression ? { expression: expression(part.expression) } : {}),
    }));
  const key = <T extends { readonly columns: readonly IndexColumn[] }>(spec: T): T => ({
    ...spec,
    columns: parts(spec.columns),
  });
  return {
    ...table,
    columns: table.columns.map((column) =>
      same(state, column.name, from) ? { ...column, name: to.name, at: to.span } : column,
    ),
    ...(table.primaryKey ? { primaryKey: key(table.primaryKey) } : {}),
    uniques: table.uniques.map(key),
    indexes: table.indexes.map((index) => ({
      ...key(index),
      ...(index.where ? { where: expression(index.where) } : {}),
    })),
    foreignKeys: table.foreignKeys.map((foreign) => ({ ...foreign, columns: foreign.columns.map(ident) })),
    checks: table.checks.map((check) => ({ ...check, expression: expression(check.expression) })),
  };
}

/** The engine stores expressions by column number, so a rename shows in them. */
function renamedInExpression(state: FoldState, expression: Expression, from: string, to: string): Expression {
  if (!expression.columns.some((column) => same(state, column, from))) return expression;
  const word = new RegExp(`(["\`]?)(?<![\\w$.])${from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w$(])\\1`, 'gi');
  return {
    ...expression,
    text: expression.text.replace(word, (_all, quote: string) => `${quote}${to}${quote}`),
    columns: expression.columns.map((column) => (same(state, column, from) ? to : column)),
  };
}

function renameReferences(state: FoldState, target: Table, from: string, to: string): void {
  const key = keyOf(state, target);
  changeAllTables(state, (table) => {
    if (!table.foreignKeys.some((foreign) => referenceKey(state, foreign.refTable) === key)) return table;
    const foreignKeys = table.foreignKeys.map((foreign) =>
      referenceKey(state, foreign.refTable) === key
        ? {
            ...foreign,
            refColumns: foreign.refColumns.map((column) =>
              same(state, column.name, from) ? { ...column, name: to } : column,
            ),
          }
        : foreign,
    );
    return { ...table, foreignKeys };
  });
}
