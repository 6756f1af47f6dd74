import { type Column, type ColumnChange, type Expression, isMysqlFamily, type SqlType, type Table } from '../../model';
import { columnSpec, normalExpression, parseType, quoteName, sameDefault, sameType } from '../../sql';
import { type DiffContext, type ident, speaksOf } from './context';

/** What differs between a column and what it should be. */
export type ColumnPart =
  | 'type'
  | 'nullability'
  | 'default'
  | 'identity'
  | 'generated'
  | 'collation'
  | 'onUpdate'
  | 'comment';

interface Pair {
  readonly table: { readonly before: Table; readonly after: Table };
  readonly before: Column;
  readonly after: Column;
}

/** The parts in which a column is not yet what it should be. */
export function columnDifferences(context: DiffContext, pair: Pair): ReadonlySet<ColumnPart> {
  const { before, after } = pair;
  const found = new Set<ColumnPart>();
  const differs = (part: ColumnPart, is: boolean) => is && found.add(part);
  differs('type', speaksOf(context, 'types') && !hasSameType(context, before, after));
  differs('nullability', before.notNull !== after.notNull && nullabilityCounts(context, pair));
  differs('identity', speaksOf(context, 'numbering') && before.identity !== after.identity && identityCounts(context));
  differs('default', speaksOf(context, 'defaults') && !hasSameDefault(context, before, after));
  differs('generated', speaksOf(context, 'generated') && !hasSameExpression(context, before, after));
  differs('collation', speaksOf(context, 'collations') && !hasSameCollation(context, pair));
  differs(
    'onUpdate',
    speaksOf(context, 'defaults') && normal(context, before.onUpdate) !== normal(context, after.onUpdate),
  );
  differs('comment', speaksOf(context, 'comments') && (before.comment ?? '') !== (after.comment ?? ''));
  return found;
}

/** A document's fields have no identities; a field that numbers itself does so in the program. */
function identityCounts({ dialect }: DiffContext): boolean {
  return dialect !== 'mongodb';
}

function hasSameType(context: DiffContext, before: Column, after: Column): boolean {
  if (!before.type || !after.type) return context.says.names === 'loose' || before.type === after.type;
  if (before.generated && after.generated && context.dialect === 'sqlserver') return true;
  if (before.type.family === 'unknown' || after.type.family === 'unknown')
    return before.type.canonical.toLowerCase() === after.type.canonical.toLowerCase();
  // SQLite keeps to affinities: lengths mean nothing to it ("Datatypes In SQLite", 3.1).
  if (context.dialect === 'sqlite' && context.says.names === 'loose' && before.type.family === after.type.family)
    return true;
  if (context.says.names === 'loose' && isSameMoment(context, before.type, after.type)) return true;
  return sameType(before.type, after.type) || isSameSpelling(context, before.type, after.type);
}

/** Without a precision PostgreSQL keeps six digits of a second, MySQL none ("Date/Time Types"; "Fractional Seconds in Time Values"). */
function isSameMoment({ dialect }: DiffContext, before: SqlType, after: SqlType): boolean {
  const digits = dialect === 'postgresql' ? 6 : isMysqlFamily(dialect) ? 0 : undefined;
  const isMoment = ['time', 'timestamp', 'datetime'].includes(before.family) && before.dimensions === after.dimensions;
  const isSameKind = before.family === after.family && (before.zone ?? false) === (after.zone ?? false);
  return digits !== undefined && isMoment && isSameKind && (before.precision ?? digits) === (after.precision ?? digits);
}

/** SQLite's BOOLEAN, MySQL's BOOL and TINYINT(1): canonical spellings that the engine gives alike. */
function isSameSpelling({ dialect }: DiffContext, before: SqlType, after: SqlType): boolean {
  const plain = (type: SqlType) => type.canonical.toLowerCase().replaceAll(' ', '');
  if (plain(before) === plain(after)) return before.family !== 'user';
  return isMysqlFamily(dialect) && withoutWidth(before) === withoutWidth(after);
}

/** MySQL 8.0.19 and later show no display width of integers, save for tinyint(1) ("Numeric Type Attributes"). */
function withoutWidth(type: SqlType): string {
  const text = type.canonical.toLowerCase();
  return text.startsWith('tinyint(1)') ? text : text.replace(/^((?:tiny|small|medium|big)?int)\(\d+\)/, '$1');
}

/** A key's columns are NOT NULL whatever is said; SQLite's are not, but nobody means NULL by it. */
function nullabilityCounts(context: DiffContext, { table, after }: Pair): boolean {
  if (!speaksOf(context, 'nullability')) return false;
  const key = table.after.primaryKey?.columns.some(({ column }) => column?.name === after.name) ?? false;
  return !(key && context.dialect === 'sqlite' && context.says.names === 'loose');
}

const isNumbered = ({ default: value, identity, type }: Column): boolean =>
  identity !== undefined || type?.serial === true || (value?.calls.includes('nextval') ?? false);

function hasSameDefault(context: DiffContext, before: Column, after: Column): boolean {
  if (!speaksOf(context, 'numbering') && (isNumbered(before) || isNumbered(after))) return true;
  if (!speaksOf(context, 'other defaults') && !after.default) return true;
  return sameDefault(before.default, after.default, after, context.dialect);
}

function hasSameExpression(context: DiffContext, before: Column, after: Column): boolean {
  const [old, wanted] = [before.generated, after.generated];
  if (!old || !wanted) return old === wanted;
  return old.stored === wanted.stored && normal(context, old.expression) === normal(context, wanted.expression);
}

function hasSameCollation(context: DiffContext, { table, before, after }: Pair): boolean {
  if (!isMysqlFamily(context.dialect))
    return (before.collation ?? before.type?.collation) === (after.collation ?? after.type?.collation);
  // What a column does not say its table says; what neither says the server decides.
  const effective = (column: Column, { options }: Table) =>
    column.collation ?? column.type?.collation ?? options.collation;
  const [old, wanted] = [effective(before, table.before), effective(after, table.after)];
  return old === undefined || wanted === undefined || old.toLowerCase() === wanted.toLowerCase();
}

function normal({ dialect }: DiffContext, expression: Expression | undefined): string {
  return expression ? normalExpression(expression.text, dialect) : '';
}

/** The changes that make the column what it should be: those that free it of what it was, then those that give it what is new. */
export interface ColumnSteps {
  readonly first: readonly ColumnChange[];
  readonly last: readonly ColumnChange[];
  /** No ALTER does it: the column is dropped and made anew. */
  readonly remade: boolean;
}

const NOTHING: ColumnSteps = { first: [], last: [], remade: false };

export function columnSteps(context: DiffContext, pair: Pair, parts: ReadonlySet<ColumnPart>): ColumnSteps {
  if (parts.size === 0) return NOTHING;
  const { before, after } = pair;
  if (parts.has('generated') && isRemade(context, before, after)) return { ...NOTHING, remade: true };
  if (isMysqlFamily(context.dialect)) return mysqlSteps(after, parts);
  const first: ColumnChange[] = [];
  const last: ColumnChange[] = [];
  if (parts.has('generated') && before.generated) first.push({ kind: 'dropExpression' });
  if (parts.has('identity') && before.identity && !after.identity) first.push({ kind: 'dropIdentity' });
  const dropsDefault = before.default !== undefined && mustDropDefault(context, pair, parts);
  if (dropsDefault) first.push({ kind: 'dropDefault' });
  const type = typeChange(context, pair, parts);
  if (type) last.push(type);
  const nullability = nullabilityChange(context, after, parts);
  if (nullability) last.push(nullability);
  if (after.default && (parts.has('default') || dropsDefault))
    last.push({ kind: 'setDefault', value: after.default, ...defaultName(after) });
  if (parts.has('identity') && after.identity)
    last.push({ kind: before.identity ? 'setIdentity' : 'addIdentity', identity: after.identity });
  if (parts.has('comment')) last.push({ kind: 'setComment', comment: after.comment });
  return { first, last, remade: false };
}

function defaultName(column: Column): { readonly name?: ReturnType<typeof ident> } {
  const name = columnSpec(column).defaultName;
  return name ? { name } : {};
}

/** MySQL restates a column whole; a default alone has words of its own. */
function mysqlSteps(after: Column, parts: ReadonlySet<ColumnPart>): ColumnSteps {
  if (parts.size > 1 || !parts.has('default'))
    return { ...NOTHING, last: [{ kind: 'redefine', column: columnSpec(after) }] };
  return { ...NOTHING, last: [after.default ? { kind: 'setDefault', value: after.default } : { kind: 'dropDefault' }] };
}

/** A plain column can become generated in no engine; another expression needs PostgreSQL 17 or MySQL ("ALTER TABLE"). */
function isRemade({ dialect }: DiffContext, before: Column, after: Column): boolean {
  if (dialect === 'sqlite') return false;
  if (!after.generated) return dialect !== 'postgresql' && !isMysqlFamily(dialect);
  return !before.generated || !isMysqlFamily(dialect) || before.generated.stored !== after.generated.stored;
}

/** A default goes first where the new type could not take it over, and in SQL Server always: it is a constraint. */
function mustDropDefault({ dialect }: DiffContext, { before, after }: Pair, parts: ReadonlySet<ColumnPart>): boolean {
  if (parts.has('default') && (!after.default || dialect === 'sqlserver')) return true;
  if (!parts.has('type')) return false;
  return dialect === 'sqlserver' || usingOf({ dialect }, before, after) !== undefined;
}

function typeChange(
  context: DiffContext,
  { before, after }: Pair,
  parts: ReadonlySet<ColumnPart>,
): ColumnChange | undefined {
  const isStated = context.dialect === 'sqlserver' && parts.has('nullability');
  if (!after.type || !(parts.has('type') || parts.has('collation') || isStated)) return undefined;
  const type = after.type.serial ? parseType(after.type.canonical, after.type.span, context.dialect) : after.type;
  const using = parts.has('type') ? usingOf(context, before, { ...after, type }) : undefined;
  const collation =
    after.collation ?? (parts.has('collation') && context.dialect === 'postgresql' ? 'default' : undefined);
  return { kind: 'setType', type, ...(using ? { using } : {}), ...(collation === undefined ? {} : { collation }) };
}

/** SQL Server's ALTER COLUMN makes a column nullable unless it says NOT NULL. */
function nullabilityChange(
  { dialect }: DiffContext,
  { notNull }: Column,
  parts: ReadonlySet<ColumnPart>,
): ColumnChange | undefined {
  const isStated = dialect === 'sqlserver' && (parts.has('type') || parts.has('collation')) && notNull;
  if (!parts.has('nullability') && !isStated) return undefined;
  return { kind: notNull ? 'setNotNull' : 'dropNotNull' };
}

const NUMBERS = ['smallint', 'integer', 'bigint', 'decimal', 'real', 'double'];
const TEXTS = ['text', 'varchar', 'char', 'citext', 'name'];
const MOMENTS = ['date', 'timestamp'];

/** PostgreSQL converts by itself where an assignment would ("Type Conversion", Value Storage); elsewhere USING says how. */
function usingOf({ dialect }: Pick<DiffContext, 'dialect'>, before: Column, after: Column): Expression | undefined {
  const [from, to] = [before.type, after.type];
  if (dialect !== 'postgresql' || !from || !to) return undefined;
  const isWithin = (families: readonly string[]) => families.includes(from.family) && families.includes(to.family);
  const isScalar = from.dimensions === undefined && to.dimensions === undefined;
  if (isScalar && (isWithin(NUMBERS) || isWithin(TEXTS) || isWithin(MOMENTS) || isWithin(['json', 'jsonb'])))
    return undefined;
  if (isScalar && TEXTS.includes(to.family)) return undefined;
  if (from.family === to.family && from.family !== 'user' && isScalar) return undefined;
  const name = quoteName(before.name, dialect);
  const isWrapped = from.dimensions === undefined && to.dimensions !== undefined;
  const text = isWrapped ? `ARRAY[${name}]::${to.text}` : castText(name, from, to);
  return { text, span: after.at, kind: 'other', calls: [], columns: [before.name] };
}

/** A cast that PostgreSQL has: directly where there is one, else through the text of the value, which may refuse rows. */
function castText(name: string, from: SqlType, to: SqlType): string {
  const isInteger = from.family === 'integer' && from.dimensions === undefined;
  if (TEXTS.includes(from.family) && from.dimensions === undefined) return `${name}::${to.text}`;
  if (to.family === 'boolean' && isInteger) return `${name}::${to.text}`;
  if (to.family === 'boolean' && NUMBERS.includes(from.family)) return `${name} <> 0`;
  if (from.family === 'boolean' && NUMBERS.includes(to.family)) return `${name}::integer::${to.text}`;
  return `${name}::text::${to.text}`;
}
