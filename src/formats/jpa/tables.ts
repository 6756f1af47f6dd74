import type { CodeModule, Placed } from '../../code';
import type { ColumnSpec, ForeignKeySpec, Ident, QualifiedName } from '../../model';
import { keyColumns, spanOf } from '../code/build';
import type { TableDraft, TableName } from './draft';
import { hashedName } from './naming';
import type { Reading } from './reading';

export function qualifiedName({ ident, schema }: TableName): QualifiedName {
  return schema === undefined ? ident : { ...ident, schema };
}

/** The table of a name: one for all that name it. */
export function draftOf(name: TableName, module: CodeModule, place: Placed, on: Reading): TableDraft {
  const key = `${name.schema ?? ''}.${name.ident.name}`;
  const known = on.tables.get(key);
  if (known) return known;
  const fresh = emptyDraft(name, module, place);
  on.tables.set(key, fresh);
  return fresh;
}

/** A table that is only asked for its columns. */
export function emptyDraft(name: TableName, module: CodeModule, place: Placed): TableDraft {
  return { name, module, place, columns: new Map(), constraints: [], indexes: [], others: [], primary: [] };
}

/** Adds a column; of several attributes on one column the first tells what it is, and any of them that it is never NULL. */
export function putColumn(draft: TableDraft, spec: ColumnSpec): void {
  const known = draft.columns.get(spec.name.name);
  if (!known) draft.columns.set(spec.name.name, spec);
  else if (spec.nullable === false && known.nullable === undefined)
    draft.columns.set(spec.name.name, { ...known, nullable: false });
}

/** Adds a unique constraint, once for the same columns. */
export function putUnique(
  draft: TableDraft,
  columns: readonly Ident[],
  at: { module: CodeModule; place: Placed },
  name: Ident | undefined,
): void {
  const key = columnsKey(columns);
  if (
    columns.length === 0 ||
    draft.constraints.some(
      (one) => one.kind === 'unique' && columnsKey(one.columns.flatMap(({ column }) => column ?? [])) === key,
    )
  )
    return;
  const span = spanOf(at.module, at.place);
  draft.constraints.push({ kind: 'unique', columns: keyColumns(columns), span, ...(name ? { name } : {}) });
}

const columnsKey = (columns: readonly Ident[]) =>
  columns
    .map(({ name }) => name)
    .sort()
    .join('\n');

export function putForeignKey(draft: TableDraft, key: ForeignKeySpec): void {
  const same = draft.constraints.some(
    (one) =>
      one.kind === 'foreignKey' &&
      columnsKey(one.columns) === columnsKey(key.columns) &&
      one.refTable.name === key.refTable.name,
  );
  if (!same) draft.constraints.push(key);
}

/** The name that Hibernate makes of a constraint's columns; none where it does not make the schema, or leaves naming to the engine. */
export function chosenName(
  kind: 'FK' | 'UK' | 'IDX' | 'UK_',
  draft: TableDraft,
  columns: readonly Ident[],
  on: Reading,
  references?: string,
): Ident | undefined {
  if (!on.project.makesSchema) return undefined;
  const inline = on.project.hibernate === 6 && (on.dialect === 'postgresql' || on.dialect === 'oracle');
  // CreateTableUniqueDelegate writes `unique` within the table, without a name.
  if (kind.startsWith('UK') && inline) return undefined;
  const [first] = columns;
  const names = columns.map(({ name }) => name);
  return first && { name: hashedName(kind, draft.name.ident.name, names, references), span: first.span };
}
