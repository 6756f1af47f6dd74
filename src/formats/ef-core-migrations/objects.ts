import { type Bound, resolve, textValue } from '../../code';
import { type Ident, isMysqlFamily, type Operation, type QualifiedName, type TableOption } from '../../model';
import { identAt, typeAt } from '../code/build';
import { storeType } from '../ef-core/store-types';
import type { ColumnSite } from './columns';
import { setComment } from './comments';
import { annotated, hasSchemas, identGiven, type Site, spanOfSite, tableGiven, textGiven } from './site';

type Read = (site: Site) => readonly Operation[] | undefined;

export const dropTable: Read = (site) => {
  const table = tableGiven(site, 'name');
  return table && [{ kind: 'dropTable', span: spanOfSite(site), table }];
};

export const dropColumn: Read = (site) => {
  const table = tableGiven(site);
  const column = identGiven(site, 'name');
  return table && column && [{ kind: 'dropColumn', span: spanOfSite(site), table, column }];
};

export const renameColumn: Read = (site) => {
  const table = tableGiven(site);
  const column = identGiven(site, 'name');
  const to = identGiven(site, 'newName');
  return table && column && to && [{ kind: 'renameColumn', span: spanOfSite(site), table, column, to }];
};

/** A new name, a new schema, or both: two steps in PostgreSQL and SQL Server. */
export const renameTable: Read = (site) => {
  const table = tableGiven(site, 'name');
  if (!table) return undefined;
  const span = spanOfSite(site);
  const newName = identGiven(site, 'newName');
  const newSchema = hasSchemas(site.dialect) ? textGiven(site, 'newSchema') : undefined;
  const to: QualifiedName = newName ?? table;
  const renames: readonly Operation[] =
    newName && newName.name !== table.name
      ? [{ kind: 'renameTable', span, table, to: { ...newName, ...schemaOf(table.schema) } }]
      : [];
  if (newSchema === undefined || newSchema === table.schema) return renames;
  const moved: QualifiedName = { ...to, ...schemaOf(table.schema) };
  return [...renames, { kind: 'alterTable', span, table: moved, change: { kind: 'setSchema', schema: newSchema } }];
};

function schemaOf(schema: string | undefined): { readonly schema?: string } {
  return schema === undefined ? {} : { schema };
}

/** The standard schemas are there; SQLite has none, MySQL makes none of them (Pomelo: schemas are ignored). */
export const ensureSchema: Read = (site) => {
  const schema = identGiven(site, 'name');
  if (!schema) return undefined;
  if (!hasSchemas(site.dialect)) return [];
  if (/^(?:public|dbo)$/i.test(schema.name)) return [];
  return [{ kind: 'createSchema', span: spanOfSite(site), schema, ifNotExists: true }];
};

const dropping =
  (objectType: 'schema' | 'sequence'): Read =>
  (site) => {
    const name = tableGiven(site, 'name');
    if (objectType === 'schema' && !hasSchemas(site.dialect)) return [];
    return name && [{ kind: 'dropObject', span: spanOfSite(site), objectType, name }];
  };

export const dropSchema = dropping('schema');
export const dropSequence = dropping('sequence');

export function createSequence(site: ColumnSite): readonly Operation[] | undefined {
  const sequence = tableGiven(site, 'name');
  if (!sequence) return undefined;
  const word = site.clr && storeType(site.clr, {}, site.dialect);
  const dataType =
    word === undefined || !site.clr ? {} : { dataType: typeAt(site.module, word, site.clr, site.dialect) };
  return [{ kind: 'createSequence', span: spanOfSite(site), sequence, ...dataType }];
}

export const alterSequence: Read = (site) => {
  const sequence = tableGiven(site, 'name');
  const span = spanOfSite(site);
  const text = site.module.text.slice(span.start.offset, span.end.offset);
  return sequence && [{ kind: 'alterSequence', span, sequence, text }];
};

export const restartSequence: Read = (site) => {
  const sequence = tableGiven(site, 'name');
  const start = site.given('startValue');
  const value = start ? ` WITH ${textValue(start)?.text ?? ''}` : '';
  return (
    sequence && [{ kind: 'alterSequence', span: spanOfSite(site), sequence, restart: true, text: `RESTART${value}` }]
  );
};

export const renameSequence: Read = (site) => {
  const name = tableGiven(site, 'name');
  if (!name) return undefined;
  const span = spanOfSite(site);
  const to = identGiven(site, 'newName');
  const newSchema = textGiven(site, 'newSchema');
  const renamed: readonly Operation[] =
    to && to.name !== name.name ? [{ kind: 'renameObject', span, objectType: 'sequence', name, to }] : [];
  if (newSchema === undefined || newSchema === name.schema) return renamed;
  const moved: QualifiedName = { ...(to ?? name), ...schemaOf(name.schema) };
  return [...renamed, { kind: 'setObjectSchema', span, objectType: 'sequence', name: moved, schema: newSchema }];
};

export const alterTable: Read = (site) => {
  const table = tableGiven(site, 'name');
  if (!table) return undefined;
  const span = spanOfSite(site);
  const [comment, old] = [textGiven(site, 'comment'), textGiven(site, 'oldComment')];
  const commented = comment === old ? [] : setComment(site, 'table', table, { comment });
  if (!isMysqlFamily(site.dialect)) return commented;
  const option = (name: string, value: string | undefined, was: string | undefined): readonly TableOption[] =>
    value === undefined || value === was ? [] : [{ name, value, span }];
  const { annotations, oldAnnotations } = site;
  const options = [
    ...option('charset', annotated(annotations, 'MySql:CharSet'), annotated(oldAnnotations, 'MySql:CharSet')),
    ...option(
      'collation',
      annotated(annotations, 'Relational:Collation'),
      annotated(oldAnnotations, 'Relational:Collation'),
    ),
    ...option('comment', comment, old),
  ];
  return options.length === 0 ? [] : [{ kind: 'alterTable', span, table, change: { kind: 'options', options } }];
};

/** Extensions and enums that PostgreSQL's provider keeps as annotations of the database (NpgsqlMigrationsSqlGenerator). */
export const alterDatabase: Read = (site) => {
  if (site.dialect !== 'postgresql') return [];
  return [...site.annotations]
    .flatMap(([key, value]) => extensionOf(site, key) ?? enumOf(site, key, value))
    .concat([...site.oldAnnotations].flatMap(([key]) => droppedOf(site, key)));
};

const EXTENSION = 'Npgsql:PostgresExtension:';
const ENUM = 'Npgsql:Enum:';

/** What stands behind a prefix, `schema.name`, as a name. */
function nameBehind(site: Site, key: string, prefix: string): QualifiedName {
  const rest = key.slice(prefix.length).replace(/^\./, '');
  const dot = rest.indexOf('.');
  const ident: Ident = identAt(site.module, rest.slice(dot + 1), placeOfKey(site, key, rest.slice(dot + 1)));
  return { ...ident, ...schemaOf(dot > 0 ? rest.slice(0, dot) : undefined) };
}

/** Where the name stands in the annotation's key. */
function placeOfKey({ module, place }: Site, key: string, name: string) {
  const at = module.text.indexOf(`"${key}"`, place.start);
  if (at < 0 || at > place.end) return place;
  const end = at + 1 + key.length;
  return { start: end - name.length, end };
}

function extensionOf(site: Site, key: string): readonly Operation[] | undefined {
  if (!key.startsWith(EXTENSION)) return undefined;
  if (site.oldAnnotations.has(key)) return [];
  const { schema: _, ...extension } = nameBehind(site, key, EXTENSION);
  return [{ kind: 'createExtension', span: spanOfSite(site), extension, ifNotExists: true }];
}

function labelsOf(bound: Bound | undefined): readonly string[] {
  const text = bound && textValue(resolve(bound))?.text;
  return text === undefined || text === '' ? [] : text.split(',').map((label) => label.trim());
}

function enumOf(site: Site, key: string, value: Bound): readonly Operation[] {
  if (!key.startsWith(ENUM)) return [];
  const type = nameBehind(site, key, ENUM);
  const span = spanOfSite(site);
  const values = labelsOf(value);
  if (!site.oldAnnotations.has(key)) {
    const schema: readonly Operation[] =
      type.schema === undefined || type.schema === 'public'
        ? []
        : [{ kind: 'createSchema', span, schema: { name: type.schema, span: type.span }, ifNotExists: true }];
    return [...schema, { kind: 'createEnum', span, type, values }];
  }
  const old = labelsOf(site.oldAnnotations.get(key));
  return values.flatMap((label, at): readonly Operation[] => {
    if (old.includes(label)) return [];
    const before = at === 0 && at < values.length - 1 && old[0] !== undefined ? { before: old[0] } : {};
    const previous = values[at - 1];
    const after = at > 0 && at < values.length - 1 && previous !== undefined ? { after: previous } : {};
    return [{ kind: 'addEnumValue', span, type, value: label, ...before, ...after }];
  });
}

function droppedOf(site: Site, key: string): readonly Operation[] {
  if (!key.startsWith(ENUM) || site.annotations.has(key)) return [];
  return [{ kind: 'dropObject', span: spanOfSite(site), objectType: 'type', name: nameBehind(site, key, ENUM) }];
}
