import { type Bound, type CodeModule, type Placed, type TextValue, textValue } from '../../code';
import type { Dialect, Operation, QualifiedName } from '../../model';
import { quoteName } from '../../sql';
import { spanOf } from './build';
import { compose, made, quoted } from './compose';
import { embeddedSql } from './embedded-sql';

/** A view that a class stands for. */
export interface EntityView {
  readonly module: CodeModule;
  readonly place: Placed;
  readonly view: QualifiedName;
  readonly materialized: boolean;
  /** What is given as its query. */
  readonly given?: Bound;
  /** The query's SQL, where it could be told; else what `given` itself says as text. */
  readonly text?: TextValue;
}

/** The view that an ORM makes of it: its SQL where that is written, else the text of what builds it. */
export function entityView(
  { module, place, view, materialized, given, text = given && textValue(given) }: EntityView,
  dialect: Dialect,
): readonly Operation[] {
  if (!text) {
    const query = given ? given.scope.module.text.slice(given.expr.start, given.expr.end) : '';
    const span = spanOf(module, place);
    return [
      { kind: 'createView', view, columns: [], query, sources: [], span, ...(materialized ? { materialized } : {}) },
    ];
  }
  const named = made(view.name, { start: view.span.start.offset, end: view.span.end.offset });
  const sql = compose(place, [
    `CREATE ${materialized ? 'MATERIALIZED ' : ''}VIEW `,
    view.schema === undefined ? '' : `${quoteName(view.schema, dialect)}.`,
    quoted(named, dialect),
    ' AS ',
    text,
  ]);
  return embeddedSql(module, sql, dialect).statements.flatMap(({ operations }) => operations);
}
