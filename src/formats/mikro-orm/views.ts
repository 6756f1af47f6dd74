import { textValue } from '../../code';
import type { Operation } from '../../model';
import { quoteName } from '../../sql';
import { spanOf } from '../code/build';
import { compose, made, quoted } from '../code/compose';
import { embeddedSql } from '../code/embedded-sql';
import type { TableMeta } from './meta';
import { nameOf } from './operations';
import { isOff, isOn, optionOf } from './options';
import type { Reading } from './reading';

export function isView({ args: { options } }: TableMeta): boolean {
  return options.has('view') && !isOff(options, 'view');
}

/** `view: true` with an expression (version 7): its SQL where that is written, else the text of what builds it. */
export function viewOperations(table: TableMeta, on: Reading): readonly Operation[] {
  const { module, place, args } = table;
  const { options } = args;
  const view = nameOf(table, on);
  const given = options.get('expression');
  const text = given && textValue(given);
  const materialized = isOn(options, 'materialized') || optionOf(options.get('view'), 'materialized') !== undefined;
  if (!text) {
    const query = given ? given.scope.module.text.slice(given.expr.start, given.expr.end) : '';
    const kept = { kind: 'createView', view, columns: [], query, sources: [], span: spanOf(module, place) } as const;
    return [materialized ? { ...kept, materialized: true } : kept];
  }
  const named = made(view.name, { start: view.span.start.offset, end: view.span.end.offset });
  const sql = compose(place, [
    `CREATE ${materialized ? 'MATERIALIZED ' : ''}VIEW `,
    view.schema === undefined ? '' : `${quoteName(view.schema, on.dialect)}.`,
    quoted(named, on.dialect),
    ' AS ',
    text,
  ]);
  return embeddedSql(module, sql, on.dialect).statements.flatMap(({ operations }) => operations);
}
