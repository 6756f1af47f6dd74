import { type Bound, type CodeType, resolve } from '../../code';
import { type ColumnSpec, type Dialect, type Expression, type Ident, isMysqlFamily, type SqlType } from '../../model';
import { column, expressionAt, spanOf, typeAt } from '../code/build';
import type { Given } from '../code/csharp';
import { sqlLiteral } from '../ef-core/literals';
import { storeType } from '../ef-core/store-types';
import { annotated, gap, isGiven, numberGiven, type Site, sqlGiven, textGiven } from './site';

/** A column of an operation. */
export interface ColumnSite extends Site {
  readonly table: string;
  readonly clr: CodeType | undefined;
  /** In a key of the table that is being made. */
  readonly keyed?: boolean;
}

/** The store type: as the migration says, else as the provider maps the CLR type. */
export function typeOf(site: ColumnSite, name: string, given: Given = site.given, clr = site.clr): SqlType | undefined {
  const { module, dialect, place } = site;
  const bound = given('type');
  const said = textGiven({ given }, 'type');
  if (said !== undefined && bound) return typeAt(bound.scope.module, serial(site, said), resolve(bound).expr, dialect);
  const facets = {
    unicode: flag(given, 'unicode'),
    fixedLength: flag(given, 'fixedLength'),
    rowVersion: isGiven({ given }, 'rowVersion'),
    maxLength: numberGiven({ given }, 'maxLength'),
    precision: numberGiven({ given }, 'precision'),
    scale: numberGiven({ given }, 'scale'),
    keyed: site.keyed || site.indexed.has(`${site.table}.${name}`),
  };
  const mapped = clr && storeType(clr, facets, dialect);
  if (mapped === undefined || !clr) return undefined;
  return typeAt(module, serial(site, mapped), clr.start < clr.end ? clr : place, dialect);
}

function flag(given: Given, name: string): boolean | undefined {
  const bound = given(name);
  const value = bound && resolve(bound).expr;
  return value?.kind === 'constant' ? value.value === true : undefined;
}

const SERIAL: Readonly<Record<string, string>> = {
  int: 'serial',
  int4: 'serial',
  integer: 'serial',
  bigint: 'bigserial',
  int8: 'bigserial',
  smallint: 'smallserial',
  int2: 'smallserial',
};

function serial(site: Site, type: string): string {
  return site.dialect === 'postgresql' && strategyOf(site) === 'serial' ? (SERIAL[type] ?? type) : type;
}

export type Strategy = 'serial' | 'always' | 'by default' | 'auto increment';

/** How a column numbers itself, by its provider's annotations. */
export function strategyOf({ dialect, annotations }: Site, from = annotations): Strategy | undefined {
  if (dialect === 'postgresql') {
    const word = annotated(from, 'Npgsql:ValueGenerationStrategy');
    if (word === 'IdentityByDefaultColumn') return 'by default';
    if (word === 'IdentityAlwaysColumn') return 'always';
    // Before version 2.0 of the provider: `Npgsql:ValueGeneratedOnAdd`, with a column that numbers itself.
    const isOld = annotated(from, 'Npgsql:ValueGeneratedOnAdd') === 'true';
    return word === 'SerialColumn' || isOld ? 'serial' : undefined;
  }
  if (dialect === 'sqlserver') {
    const isIdentity = annotated(from, 'SqlServer:ValueGenerationStrategy') === 'IdentityColumn';
    return from.has('SqlServer:Identity') || isIdentity ? 'always' : undefined;
  }
  if (dialect === 'sqlite')
    return annotated(from, 'Sqlite:Autoincrement', 'Autoincrement') === 'true' ? 'auto increment' : undefined;
  const numbers = annotated(from, 'MySql:ValueGenerationStrategy', 'MySQL:ValueGenerationStrategy');
  const generated = annotated(from, 'MySql:ValueGeneratedOnAdd', 'MySQL:AutoIncrement');
  return numbers === 'IdentityColumn' || generated === 'true' ? 'auto increment' : undefined;
}

/** What MySQL's strategies mean for moments: the database fills them (Pomelo, MySqlMigrationsSqlGenerator.ColumnDefinition). */
function mysqlMoments(site: ColumnSite, type: SqlType | undefined): Pick<ColumnSpec, 'default' | 'onUpdate'> {
  const strategy = annotated(site.annotations, 'MySql:ValueGenerationStrategy');
  if (!isMysqlFamily(site.dialect) || !type || !/^(?:datetime|timestamp)/.test(type.canonical)) return {};
  const now = expressionAt(site.module, `CURRENT_TIMESTAMP(${type.precision ?? 6})`, site.place, site.dialect);
  if (strategy === 'ComputedColumn') return { default: now, onUpdate: now };
  return strategy === 'IdentityColumn' ? { default: now } : {};
}

/** The default: SQL as it is, or a value as the provider writes it. */
export function defaultOf(
  site: ColumnSite,
  type: SqlType | undefined,
  given: Given = site.given,
): Expression | undefined {
  const sql = sqlGiven({ ...site, given }, 'defaultValueSql');
  if (sql) return sql.text.trim() === '' ? undefined : sql;
  const bound = given('defaultValue');
  if (!bound || isNull(bound)) return undefined;
  const value = resolve(bound);
  const text = sqlLiteral(bound, site.dialect, type?.text ?? '');
  if (text !== undefined) return expressionAt(value.scope.module, text, value.expr, site.dialect);
  gap(site, bound.expr, 'The default value cannot be told from the code.');
  return undefined;
}

function isNull(bound: Bound): boolean {
  const { expr } = resolve(bound);
  return expr.kind === 'constant' && expr.value === null;
}

function generatedOf(site: ColumnSite): Pick<ColumnSpec, 'generated'> {
  const expression = sqlGiven(site, 'computedColumnSql');
  if (!expression) return tsVector(site);
  // PostgreSQL had none but stored columns before 18.
  const stored = isGiven(site, 'stored') || (site.dialect === 'postgresql' && !site.given('stored'));
  return { generated: { expression, stored } };
}

/** `Npgsql:TsVectorConfig` and its properties make a generated column (NpgsqlMigrationsSqlGenerator.ColumnsToTsVector). */
function tsVector(site: ColumnSite): Pick<ColumnSpec, 'generated'> {
  const config = annotated(site.annotations, 'Npgsql:TsVectorConfig');
  const properties = site.annotations.get('Npgsql:TsVectorProperties');
  const list = properties && resolve(properties);
  if (config === undefined || list?.expr.kind !== 'list') return {};
  const names = list.expr.items.flatMap((item) => (item.kind === 'string' ? [`"${item.value}"`] : []));
  const text = names.map((name) => `coalesce(${name}, '')`).join(" || ' ' || ");
  const expression = expressionAt(site.module, `to_tsvector('${config}', ${text})`, site.place, site.dialect);
  return { generated: { expression, stored: true } };
}

/** A column as the provider defines it. */
export function columnSpec(site: ColumnSite, name: Ident, from: 'created' | 'altered' = 'created'): ColumnSpec {
  const { module, dialect, annotations } = site;
  const type = typeOf(site, name.name);
  if (!type) gap(site, site.clr ?? site.place, 'The store type of this CLR type is not known.');
  const strategy = strategyOf(site);
  const collation = textGiven(site, 'collation') ?? annotated(annotations, 'Relational:Collation', 'MySql:Collation');
  const charset = annotated(annotations, 'MySql:CharSet');
  const comment = isMysqlFamily(dialect) ? textGiven(site, 'comment') : undefined;
  // A column that numbers itself has no default: the differ's is left out (Generate(AddColumnOperation)).
  const value = strategy || isRowVersion(dialect, type) ? undefined : defaultOf(site, type);
  const generated = generatedOf(site);
  const inline = dialect === 'sqlserver' && generated.generated !== undefined;
  const defaultName = annotated(annotations, 'Relational:DefaultConstraintName');
  return column(name, spanOf(module, { start: name.span.start.offset, end: site.place.end }), {
    ...(type ? { type } : {}),
    ...(isGiven(site, 'nullable') || inline ? {} : { nullable: false }),
    ...(strategy && strategy !== 'serial' ? { identity: strategy } : {}),
    ...(value ? { default: value } : {}),
    ...(value && defaultName !== undefined ? { defaultName: { name: defaultName, span: value.span } } : {}),
    ...(from === 'created' || isMysqlFamily(dialect) ? mysqlMoments(site, type) : {}),
    ...generated,
    ...(collation === undefined ? {} : { collation }),
    ...(charset === undefined ? {} : { charset }),
    ...(comment === undefined ? {} : { comment }),
  });
}

function isRowVersion(dialect: Dialect, type: SqlType | undefined): boolean {
  return dialect === 'sqlserver' && type?.canonical === 'timestamp';
}
