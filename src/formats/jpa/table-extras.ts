import type { Ident, IndexColumn, IndexSpec } from '../../model';
import { expressionAt, spanOf } from '../code/build';
import { type Annotation, identFor, nested, placeOf, textOf, textsOf, truthOf } from './annotations';
import type { TableDraft } from './draft';
import { physicalName } from './naming';
import type { Reading } from './reading';
import { chosenName, putUnique, qualifiedName } from './tables';

/** What `@Table`, `@JoinTable` and `@CollectionTable` say beside the name: unique constraints, indexes, checks, a comment. */
export function putExtras(draft: TableDraft, table: Annotation, on: Reading): void {
  for (const one of nested(table, 'uniqueConstraints')) {
    const columns = textsOf(one, 'columnNames').map((text) =>
      identFor(physicalName(text.text, on.project, on.dialect).name, one, text),
    );
    putUnique(
      draft,
      columns,
      { module: one.scope.module, place: one },
      nameOf(one, on) ?? chosenName('UK', draft, columns, on),
    );
  }
  for (const one of nested(table, 'indexes')) putIndex(draft, one, on);
  for (const one of nested(table, 'check')) putCheck(draft, one, on);
  const comment = textOf(table, 'comment');
  if (comment) putComment(draft, table, comment.text);
}

function nameOf(annotation: Annotation, on: Reading): Ident | undefined {
  const given = textOf(annotation, 'name');
  const project = { ...on.project, naming: 'as written' as const };
  return given && identFor(physicalName(given.text, project, on.dialect).name, annotation, given);
}

/** `@Index(columnList = "name, born DESC")` */
function putIndex(draft: TableDraft, annotation: Annotation, on: Reading): void {
  const list = textOf(annotation, 'columnList');
  if (!list) return;
  const columns = columnsIn(list, annotation, on);
  const names = columns.flatMap(({ column }) => column ?? []);
  const name = nameOf(annotation, on);
  if (truthOf(annotation, 'unique') === true) {
    putUnique(
      draft,
      names,
      { module: annotation.scope.module, place: annotation },
      name ?? chosenName('UK', draft, names, on),
    );
    return;
  }
  const chosen = name ?? chosenName('IDX', draft, names, on);
  const index: IndexSpec = {
    columns,
    span: spanOf(annotation.scope.module, annotation),
    ...(chosen ? { name: chosen } : {}),
  };
  draft.indexes.push(index);
}

function columnsIn(
  list: NonNullable<ReturnType<typeof textOf>>,
  annotation: Annotation,
  on: Reading,
): readonly IndexColumn[] {
  const whole = placeOf(list);
  const verbatim = whole.end - whole.start === list.text.length;
  let at = 0;
  return list.text.split(',').flatMap((part): readonly IndexColumn[] => {
    const from = at + (part.length - part.trimStart().length);
    at += part.length + 1;
    const [word = '', order = ''] = part.trim().split(/\s+/);
    if (word === '') return [];
    const { name } = physicalName(word, on.project, on.dialect);
    const place = verbatim ? { start: whole.start + from, end: whole.start + from + word.length } : annotation;
    const span = spanOf(annotation.scope.module, place);
    const column = { name, span };
    return [{ column, span, ...(/^desc$/i.test(order) ? { order: 'desc' as const } : {}) }];
  });
}

/** `@Check(name, constraints)` on a class, and `@CheckConstraint` within `@Table`. */
export function putCheck(draft: TableDraft, annotation: Annotation, on: Reading): void {
  const text = textOf(annotation, 'constraints', 'constraint', 'value');
  if (!text) return;
  const { module } = annotation.scope;
  const name = nameOf(annotation, on);
  draft.constraints.push({
    kind: 'check',
    expression: expressionAt(module, text.text, placeOf(text).end > 0 ? placeOf(text) : annotation, on.dialect),
    span: spanOf(module, annotation),
    ...(name ? { name } : {}),
  });
}

export function putComment(draft: TableDraft, annotation: Annotation, comment: string): void {
  const name = qualifiedName(draft.name);
  draft.others.push({
    kind: 'commentOn',
    objectType: 'table',
    name,
    comment,
    span: spanOf(annotation.scope.module, annotation),
  });
}
