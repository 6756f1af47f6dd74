import { argument } from '../attributes';
import { indexesOf, primaryKeyOf } from '../keys';
import type { Attribute } from '../psl';
import { foreignKeysOf } from '../relations';
import type { Model, PrismaSchema } from '../schema';
import type { Edit } from './edits';

interface NamedKey {
  readonly name: string;
  readonly columns: readonly string[];
  /** Where the attribute starts that makes it. */
  readonly start: number;
}

function keysOf(schema: PrismaSchema, model: Model): readonly NamedKey[] {
  const primary = primaryKeyOf(schema, model);
  const columns = (parts: readonly { readonly column?: { readonly name: string } }[]) =>
    parts.flatMap(({ column }) => column?.name ?? []);
  return [
    ...(primary?.name
      ? [{ name: primary.name.name, columns: columns(primary.columns), start: primary.span.start.offset }]
      : []),
    ...indexesOf(schema, model).map((index) => ({
      name: index.name?.name ?? '',
      columns: columns(index.columns),
      start: index.span.start.offset,
    })),
    ...foreignKeysOf(schema, model).map((key) => ({
      name: key.name?.name ?? '',
      columns: key.columns.map(({ name }) => name),
      start: key.name?.span.start.offset ?? -1,
    })),
  ];
}

/**
 * Writes out the names that Prisma derives from a table's or column's name, before that name changes: a rename leaves the names of
 * keys and indexes alone, and without `map` the next migration would rename them all.
 */
export function pinNames(schema: PrismaSchema, model: Model, column?: string): readonly Edit[] {
  const attributes = [...model.attributes, ...model.fields.flatMap((field) => field.attributes)];
  return keysOf(schema, model).flatMap((key) => {
    const found = attributes.find(({ start }) => start === key.start);
    const isConcerned = column === undefined || (key.columns.includes(column) && !isPrimary(found));
    return found && isConcerned && !argument(found, 'map') ? [withMap(model, found, key.name)] : [];
  });
}

/** A primary key is named for its table alone. */
function isPrimary(attribute: Attribute | undefined): boolean {
  return attribute?.name === 'id';
}

function withMap(model: Model, attribute: Attribute, name: string): Edit {
  const { uri } = model.file;
  const hasList = model.file.text.charAt(attribute.end - 1) === ')';
  const at = hasList ? attribute.end - 1 : attribute.end;
  const text = `map: "${name}"`;
  return { uri, start: at, end: at, newText: hasList ? (attribute.args.length > 0 ? `, ${text}` : text) : `(${text})` };
}
