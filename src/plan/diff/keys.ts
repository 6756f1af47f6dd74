import {
  type Check,
  type Exclusion,
  type ForeignKey,
  type Ident,
  type Index,
  type IndexColumn,
  isMysqlFamily,
  isStandIn,
  nameKey,
  type PrimaryKey,
  type Unique,
} from '../../model';
import { normalExpression, sameText } from '../../sql';
import { type DiffContext, keyOf, speaksOf } from './context';

/** What a key or index is, without its name: two with the same text are the same thing. */
export function primaryKeySign(context: DiffContext, key: PrimaryKey): string {
  return `key ${parts(context, key.columns)}${included(context, key.include)}${clustering(context, key)}`;
}

export function uniqueSign(context: DiffContext, key: Unique): string {
  const nulls = key.nullsNotDistinct ? ' nulls not distinct' : '';
  if (context.says.names === 'loose') return looseUnique(context, key.columns);
  return `unique ${parts(context, key.columns)}${included(context, key.include)}${nulls}${deferral(context, key)}`;
}

/** Whatever the order of its columns, it holds the same rows. */
function looseUnique(context: DiffContext, columns: readonly IndexColumn[]): string {
  return `unique (${columns
    .map((part) => partName(context, part))
    .sort()
    .join(', ')})`;
}

/** SQL Server: a primary key is clustered unless it says otherwise. */
function clustering({ dialect }: DiffContext, key: PrimaryKey): string {
  return dialect === 'sqlserver' && key.clustered === false ? ' nonclustered' : '';
}

function deferral({ dialect, says }: DiffContext, { deferrable }: { readonly deferrable?: string }): string {
  if (says.silentOn.has('actions') || dialect === 'sqlserver') return '';
  return deferrable === undefined || deferrable === 'not deferrable' ? '' : ` ${deferrable}`;
}

export function foreignKeySign(context: DiffContext, key: ForeignKey): string {
  const target = keyOf(context, key.refTable);
  const columns = names(context, key.columns);
  const actions = speaksOf(context, 'actions')
    ? ` ${action(context, key.onDelete)} ${action(context, key.onUpdate)}`
    : '';
  const match = key.match === 'full' ? ' full' : '';
  const valid = key.notValid && context.says.names === 'exact' ? ' not valid' : '';
  return `(${columns}) ${target} (${names(context, key.refColumns)})${actions}${match}${deferral(context, key)}${valid}`;
}

/** InnoDB and SQL Server take RESTRICT for NO ACTION; Oracle knows neither word. */
function action({ dialect }: DiffContext, taken: ForeignKey['onDelete']): string {
  const isSame = isMysqlFamily(dialect) || dialect === 'sqlserver' || dialect === 'oracle';
  return taken === undefined || (taken === 'restrict' && isSame) ? 'no action' : taken;
}

export function checkSign(context: DiffContext, check: Check): string {
  const state = context.says.names === 'exact' && (check.notValid || check.notEnforced) ? ' not valid' : '';
  return `${normalExpression(check.expression.text, context.dialect)}${check.noInherit ? ' no inherit' : ''}${state}`;
}

export function exclusionSign(context: DiffContext, exclusion: Exclusion): string {
  const where = exclusion.where ? normalExpression(exclusion.where.text, context.dialect) : '';
  return `${exclusion.method ?? 'btree'} ${normalExpression(exclusion.text, context.dialect)} ${where}`;
}

export function indexSign(context: DiffContext, index: Index): string {
  const unique = index.unique ? 'unique' : 'index';
  if (!speaksOf(context, 'index details')) return `${unique} ${plainParts(context, index.columns)}`;
  const where = index.where ? ` where ${normalExpression(index.where.text, context.dialect)}` : '';
  const nulls = index.nullsNotDistinct ? ' nulls not distinct' : '';
  const method = methodOf(context, index);
  return `${unique} ${method}${parts(context, index.columns)}${included(context, index.include)}${where}${nulls}`;
}

function methodOf({ dialect }: DiffContext, { method }: Index): string {
  const plain = dialect === 'sqlserver' ? 'nonclustered' : 'btree';
  return method === undefined || method.toLowerCase() === plain ? '' : `${method.toLowerCase()} `;
}

function included({ dialect }: DiffContext, include: readonly Ident[] | undefined): string {
  if (!include || include.length === 0) return '';
  return ` include (${include.map(({ name }) => nameKey(dialect, name)).join(', ')})`;
}

function names({ dialect }: DiffContext, columns: readonly Ident[]): string {
  return columns.map(({ name }) => nameKey(dialect, name)).join(', ');
}

function plainParts(context: DiffContext, columns: readonly IndexColumn[]): string {
  return columns.map((part) => partName(context, part)).join(', ');
}

function partName({ dialect }: DiffContext, { column, expression }: IndexColumn): string {
  return column ? nameKey(dialect, column.name) : normalExpression(expression?.text ?? '', dialect);
}

function parts(context: DiffContext, columns: readonly IndexColumn[]): string {
  return `(${columns.map((part) => partName(context, part) + detail(context, part)).join(', ')})`;
}

/** Ascending with NULLs last, and descending with NULLs first, is what PostgreSQL and Oracle do when nothing is said. */
function detail(context: DiffContext, part: IndexColumn): string {
  const order = part.order === 'desc' ? ' desc' : '';
  const nulls =
    part.nulls === undefined || part.nulls === (order === '' ? 'last' : 'first') ? '' : ` nulls ${part.nulls}`;
  const prefix = part.prefix === undefined ? '' : `(${part.prefix})`;
  const collation =
    part.collation === undefined || !speaksOf(context, 'collations') ? '' : ` collate ${part.collation}`;
  const kind = part.operatorClass === undefined ? '' : ` ${part.operatorClass.toLowerCase()}`;
  return `${prefix}${collation}${kind}${order}${nulls}`;
}

/** A unique constraint and a plain unique index hold the same rows: the sign of what both are, or undefined where an index is more. */
export function uniqueIndexSign(context: DiffContext, index: Index): string | undefined {
  if (!index.unique || index.where || index.columns.some(({ expression }) => expression)) return undefined;
  if (context.says.names === 'loose') return looseUnique(context, index.columns);
  const columns = index.columns.map(({ column }) => nameKey(context.dialect, column?.name ?? ''));
  return `unique (${columns.join(', ')})${included(context, index.include)}${index.nullsNotDistinct ? ' nulls not distinct' : ''}`;
}

/** True for a name that no statement gives: SQLite has none for most constraints, SQL Server and Oracle make theirs up. */
export function isMadeUp(name: string): boolean {
  return name === '' || name.startsWith('sqlite_autoindex_') || isStandIn(name);
}

export function sameQuery(context: DiffContext, a: string, b: string): boolean {
  return sameText(a, b, context.dialect);
}
