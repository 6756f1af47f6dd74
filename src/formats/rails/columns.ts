import { type Bound, type Placed, type TextValue, textValue } from '../../code';
import { quoteText } from '../../sql';
import { compose, made, type Part, quoted } from '../code/compose';
import { flag, has, isNil, type Options, text } from './given';
import { typeSql } from './types';
import { defaultSql, type Env, isMysql, resultOf } from './values';

/** A column as a migration asks for it. */
export interface ColumnRequest {
  readonly name: TextValue;
  /** `string`, or a type of the engine in its own words. */
  readonly type: string;
  /** Where the type's word stands. */
  readonly typeAt: Placed;
  readonly options: Options;
  readonly at: Placed;
}

/** A column as SQL, and what must be said of it behind the statement. */
export interface ColumnSql {
  readonly name: TextValue;
  readonly sql: TextValue;
  readonly comment?: TextValue;
  /** A default or type that cannot be told without running it. */
  readonly untold?: Bound;
}

function number(options: Options, name: string): number | undefined {
  const value = text(options, name);
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}

/** Datetimes have six digits since 7.0 unless they are asked for with another number, or with none (`precision: nil`). */
function precisionOf(type: string, options: Options, { version, dialect }: Env): number | undefined {
  if (options.has('precision')) return number(options, 'precision');
  const isAliased = type === 'timestamp' && dialect === 'sqlite';
  return version >= 7 && (type === 'datetime' || isAliased) ? 6 : undefined;
}

/** An integer that is the primary key numbers itself, unless a default is given (`integer_like_primary_key?`). */
function numbered(type: string, options: Options, env: Env): string | undefined {
  if (type === 'primary_key')
    return PRIMARY_KEYS[env.dialect === 'sqlite' ? 'sqlite' : isMysql(env) ? 'mysql' : 'postgresql'];
  if (flag(options, 'primary_key') !== true || options.has('default')) return undefined;
  const isBig = type === 'bigint' || (type === 'integer' && (number(options, 'limit') ?? 4) > 4);
  if (type !== 'integer' && type !== 'bigint') return undefined;
  if (env.dialect === 'sqlite') return PRIMARY_KEYS.sqlite;
  if (isMysql(env)) {
    const unsigned = flag(options, 'unsigned') === true ? ' unsigned' : '';
    return `${isBig ? 'bigint' : 'int'}${unsigned} NOT NULL AUTO_INCREMENT PRIMARY KEY`;
  }
  return `${isBig ? 'bigserial' : 'serial'} NOT NULL PRIMARY KEY`;
}

const PRIMARY_KEYS = {
  postgresql: 'bigserial PRIMARY KEY',
  mysql: 'bigint NOT NULL AUTO_INCREMENT PRIMARY KEY',
  sqlite: 'integer PRIMARY KEY AUTOINCREMENT NOT NULL',
} as const;

/** A type's SQL by its options. */
export function columnType(type: string, options: Options, env: Env): string {
  const size = text(options, 'size');
  const [limit, precision, scale] = [
    number(options, 'limit'),
    precisionOf(type, options, env),
    number(options, 'scale'),
  ];
  const own = text(options, type === 'enum' ? (has(options, 'enum_type') ? 'enum_type' : 'enum_name') : '');
  const base = typeSql(
    own ?? type,
    {
      ...(limit === undefined ? {} : { limit }),
      ...(precision === undefined ? {} : { precision }),
      ...(scale === undefined ? {} : { scale }),
      ...(size === undefined ? {} : { size }),
    },
    env.dialect,
  );
  const unsigned = isMysql(env) && flag(options, 'unsigned') === true ? ' unsigned' : '';
  return `${base}${unsigned}${env.dialect === 'postgresql' && flag(options, 'array') === true ? '[]' : ''}`;
}

/** `visit_ColumnDefinition` and `add_column_options!`. */
export function columnSql(request: ColumnRequest, env: Env): ColumnSql {
  const { name, options, at, typeAt } = request;
  const isVirtual = request.type === 'virtual';
  const type = isVirtual ? (text(options, 'type') ?? 'string') : request.type;
  const own = numbered(type, options, env);
  const own2 = own === undefined ? defaultPart(type, options, at, env) : {};
  const key = own ?? columnType(type, options, env);
  const parts: readonly Part[] = [
    quoted(name, env.dialect),
    ' ',
    made(key, typeAt),
    ...(own === undefined
      ? [...wordsOf(options, env), ...(own2.parts ?? []), ...constraintsOf(options), ...generatedOf(options, at, env)]
      : []),
    ...mysqlComment(options, env),
  ];
  const comment = options.get('comment');
  const said = comment && !isNil(comment) ? textValue(comment) : undefined;
  return {
    name,
    sql: compose(at, parts),
    ...(said && env.dialect === 'postgresql' ? { comment: said } : {}),
    ...(own2.untold ? { untold: own2.untold } : {}),
  };
}

function mysqlComment(options: Options, env: Env): readonly Part[] {
  const said = text(options, 'comment');
  return said !== undefined && isMysql(env) ? [` COMMENT ${quoteText(said, env.dialect)}`] : [];
}

/** Character set and collation. */
function wordsOf(options: Options, env: Env): readonly Part[] {
  const [charset, collation] = [text(options, 'charset'), text(options, 'collation')];
  if (isMysql(env))
    return [
      charset === undefined ? '' : ` CHARACTER SET ${charset}`,
      collation === undefined ? '' : ` COLLATE ${collation}`,
    ];
  return collation === undefined ? [] : [` COLLATE "${collation}"`];
}

function defaultPart(
  type: string,
  options: Options,
  at: Placed,
  env: Env,
): { readonly parts?: readonly Part[]; readonly untold?: Bound } {
  const bound = options.get('default');
  if (!bound || isNil(bound)) return {};
  const value = defaultSql(bound, flag(options, 'array') === true ? 'array' : type, env);
  if (!value) return { untold: resultOf(bound) ?? bound };
  return { parts: [' DEFAULT ', compose(at, [value])] };
}

function constraintsOf(options: Options): readonly Part[] {
  const isKey = flag(options, 'primary_key') === true;
  const isRequired = isKey || flag(options, 'null') === false;
  const counts = flag(options, 'auto_increment') === true ? ' AUTO_INCREMENT' : '';
  return [isRequired ? ' NOT NULL' : '', counts, isKey ? ' PRIMARY KEY' : ''];
}

/** `t.virtual :full, type: :string, as: "…", stored: true` */
function generatedOf(options: Options, at: Placed, env: Env): readonly Part[] {
  const as = options.get('as');
  const expression = as && textValue(resultOf(as) ?? as);
  if (!expression) return [];
  const isStored = flag(options, 'stored') === true || env.dialect === 'postgresql';
  return [compose(at, [' GENERATED ALWAYS AS (', expression, `) ${isStored ? 'STORED' : 'VIRTUAL'}`])];
}
