import { type Ident, type IndexColumn, objectKey, type QualifiedName } from '../model';
import { quoteName } from '../sql';
import type { BaseContext } from './rule';

/** A table as people say it: with its schema when the text names one. */
export function tableName(name: QualifiedName): string {
  return name.schema === undefined ? name.name : `${name.schema}.${name.name}`;
}

/** The key of a table in `Schema.tables`, for a rule's memory. */
export function tableKey(
  { dialect }: Pick<BaseContext, 'dialect'>,
  { schema, name }: { readonly schema?: string; readonly name: string },
): string {
  return objectKey(dialect, schema, name);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** A table for SQL text of a fix: as the script writes it, with its schema where the script names one. */
export function writtenTable(context: BaseContext, name: QualifiedName): string {
  const own = context.text(name.span) || quoteName(name.name, context.dialect);
  return name.schema === undefined ? own : `${quoteName(name.schema, context.dialect)}.${own}`;
}

/** An identifier for SQL text of a fix: as the script writes it. */
export function written(context: BaseContext, name: Ident): string {
  return context.text(name.span) || quoteName(name.name, context.dialect);
}

/** Key columns of an index or key, when they are all plain columns. */
export function plainColumns(columns: readonly IndexColumn[]): readonly Ident[] | undefined {
  const names = columns.flatMap(({ column }) => (column ? [column] : []));
  return names.length === columns.length ? names : undefined;
}

/** With a capital first letter, for the start of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
