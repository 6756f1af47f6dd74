import { type Bound, resolve, textValue, truth } from '../../code';
import { type Ident, type IndexColumn, type IndexSpec, isMysqlFamily, type Operation } from '../../model';
import { identOf } from '../code/build';
import { itemsOf } from '../code/compose';
import {
  annotated,
  columnsGiven,
  identGiven,
  isGiven,
  type Site,
  spanOfSite,
  sqlGiven,
  tableGiven,
  valueWord,
} from './site';

/** Texts of an annotation that is an array: `new[] { "gin_trgm_ops" }`. */
function wordsOf(bound: Bound | undefined): readonly (string | undefined)[] {
  return bound ? itemsOf(bound).map((item) => valueWord(item) ?? undefined) : [];
}

function identsOf(bound: Bound | undefined): readonly Ident[] {
  return bound ? itemsOf(bound).flatMap((item) => identOf(item) ?? []) : [];
}

/** `descending: new[] { false, true }`; an empty array says all. */
function isDescending(bound: Bound | undefined): (at: number) => boolean {
  if (!bound) return () => false;
  const items = itemsOf(bound);
  return (at) => items.length === 0 || (items[at] !== undefined && truth(items[at]) === true);
}

const ORDERS: Readonly<Record<string, 'desc' | 'asc'>> = { Descending: 'desc' };
const NULLS: Readonly<Record<string, 'first' | 'last'>> = { NullsFirst: 'first', NullsLast: 'last' };

export function createIndex(site: Site): readonly Operation[] | undefined {
  const table = tableGiven(site);
  const name = identGiven(site, 'name');
  const columns = columnsGiven(site, 'columns', 'column');
  if (!table || !name || !columns) return undefined;
  const span = spanOfSite(site);
  const { annotations } = site;
  const parts = isMysqlFamily(site.dialect) ? mysqlParts(site, columns) : partsOf(site, columns);
  const where = sqlGiven(site, 'filter');
  const include = identsOf(annotations.get('Npgsql:IndexInclude') ?? annotations.get('SqlServer:Include'));
  const method = methodOf(site);
  const concurrently = annotated(annotations, 'Npgsql:CreatedConcurrently') === 'true';
  const index: IndexSpec = {
    name,
    span,
    columns: parts,
    ...(isGiven(site, 'unique') ? { unique: true } : {}),
    ...(method === undefined ? {} : { method }),
    ...(include.length > 0 ? { include } : {}),
    ...(where && where.text.trim() !== '' ? { where } : {}),
    ...(annotated(annotations, 'Npgsql:NullsDistinct') === 'false' ? { nullsNotDistinct: true } : {}),
  };
  return [{ kind: 'createIndex', span, table, index, ...(concurrently ? { concurrently: true } : {}) }];
}

function methodOf({ annotations }: Site): string | undefined {
  const method = annotated(annotations, 'Npgsql:IndexMethod', 'Npgsql:Npgsql:IndexMethod');
  if (method !== undefined) return method;
  if (annotated(annotations, 'SqlServer:Clustered') === 'true') return 'clustered';
  if (annotated(annotations, 'MySql:FullTextIndex') === 'true') return 'fulltext';
  return annotated(annotations, 'MySql:SpatialIndex') === 'true' ? 'spatial' : undefined;
}

function partsOf({ given, annotations }: Site, columns: readonly Ident[]): readonly IndexColumn[] {
  const descending = isDescending(given('descending'));
  const classes = wordsOf(annotations.get('Npgsql:IndexOperators'));
  const collations = wordsOf(annotations.get('Relational:Collation') ?? annotations.get('Npgsql:IndexCollation'));
  const orders = wordsOf(annotations.get('Npgsql:IndexSortOrder'));
  const nulls = wordsOf(annotations.get('Npgsql:IndexNullSortOrder'));
  return columns.map((column, at): IndexColumn => {
    const order = descending(at) ? 'desc' : ORDERS[orders[at] ?? ''];
    const sorted = NULLS[nulls[at] ?? ''];
    return {
      column,
      span: column.span,
      ...(order ? { order } : {}),
      ...(sorted ? { nulls: sorted } : {}),
      ...(classes[at] ? { operatorClass: classes[at] } : {}),
      ...(collations[at] ? { collation: collations[at] } : {}),
    };
  });
}

/** `MySql:IndexPrefixLength`: 0 is the whole column. */
function mysqlParts({ given, annotations }: Site, columns: readonly Ident[]): readonly IndexColumn[] {
  const bound = annotations.get('MySql:IndexPrefixLength');
  const lengths = bound ? itemsOf(bound).map((item) => Number(textValue(item)?.text ?? 0)) : [];
  const descending = isDescending(given('descending'));
  return columns.map((column, at) => ({
    column,
    span: column.span,
    ...(descending(at) ? { order: 'desc' as const } : {}),
    ...(lengths[at] ? { prefix: lengths[at] } : {}),
  }));
}

/** MySQL and SQL Server name the table; elsewhere an index lies in its schema (MigrationsSqlGenerator, DropIndexOperation). */
export function dropIndex(site: Site): readonly Operation[] | undefined {
  const name = identGiven(site, 'name');
  if (!name) return undefined;
  const table = tableGiven(site);
  const schema = site.given('schema') ? { schema: tableGiven(site)?.schema } : {};
  const index = { ...name, ...(schema.schema === undefined ? {} : { schema: schema.schema }) };
  return [{ kind: 'dropIndex', span: spanOfSite(site), index, ...(table ? { table } : {}) }];
}

export function renameIndex(site: Site): readonly Operation[] | undefined {
  const name = identGiven(site, 'name');
  const to = identGiven(site, 'newName');
  if (!name || !to) return undefined;
  const table = tableGiven(site);
  const index = { ...name, ...(table?.schema === undefined ? {} : { schema: table.schema }) };
  return [{ kind: 'renameIndex', span: spanOfSite(site), index, to, ...(table ? { table } : {}) }];
}

/** Columns that the calls of a migration put into indexes. */
export function indexedColumns(site: Site): readonly string[] {
  const table = site.given('table');
  const name = table && textValue(table)?.text;
  const columns = site.given('columns') ?? site.given('column');
  if (name === undefined || !columns) return [];
  return itemsOf(resolve(columns)).flatMap((item) => {
    const column = textValue(item)?.text;
    return column === undefined ? [] : [`${name}.${column}`];
  });
}
