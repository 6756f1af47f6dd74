/** Defaults and checks in another engine: what is plain is carried over, what is not is said. */
import { type Column, type Dialect, isMysqlFamily, type SqlDialect, type SqlType } from '../../model';
import { tokensOf } from '../../sql';

export type Converted =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'lost'; readonly because: string };

const text = (value: string): Converted => ({ kind: 'text', text: value });
const lost = (because: string): Converted => ({ kind: 'lost', because });

const NOW =
  /^(?:now|current_timestamp|getdate|sysdatetime|sysutcdatetime|getutcdate|sysdate|systimestamp|localtimestamp|statement_timestamp|transaction_timestamp|clock_timestamp)\s*(?:\(\s*\d?\s*\))?$/i;
const UUID = /^(?:gen_random_uuid|uuid_generate_v4|uuid|newid|newsequentialid|sys_guid)\s*\(\s*\)$/i;

/** A default in the target's words. `converted` is the type that the column gets. */
export function convertDefault(column: Column, target: SqlDialect, converted: SqlType): Converted {
  if (column.default === undefined) return { kind: 'none' };
  const plain = bare(column.default.text);
  if (/^nextval\b/i.test(plain) || /\.nextval$/i.test(plain)) return { kind: 'none' };
  if (/^null$/i.test(plain)) return { kind: 'none' };
  if (NOW.test(plain))
    return text(
      isMysqlFamily(target) && converted.precision !== undefined && converted.precision > 0
        ? `CURRENT_TIMESTAMP(${converted.precision})`
        : converted.family === 'date' && target !== 'sqlite'
          ? today(target)
          : 'CURRENT_TIMESTAMP',
    );
  if (/^current_date(?:\(\))?$/i.test(plain)) return text(today(target));
  if (UUID.test(plain)) return uuidIn(target);
  if (converted.family === 'boolean' || column.type?.family === 'boolean') return booleanIn(plain, target, converted);
  if (/^[+-]?\d+(?:\.\d+)?$/.test(plain)) return text(plain);
  if (/^N?'(?:[^']|'')*'$/i.test(plain)) return literal(plain.replace(/^N/i, ''), target, converted);
  return lost(`default ${column.default.text} is an expression of its own engine`);
}

function today(target: SqlDialect): string {
  if (target === 'oracle') return 'TRUNC(SYSDATE)';
  if (target === 'sqlserver') return 'CAST(GETDATE() AS date)';
  return isMysqlFamily(target) ? '(CURRENT_DATE)' : 'CURRENT_DATE';
}

function uuidIn(target: SqlDialect): Converted {
  const by: Readonly<Record<SqlDialect, string>> = {
    postgresql: 'gen_random_uuid()',
    mysql: '(UUID())',
    mariadb: '(UUID())',
    sqlserver: 'NEWID()',
    oracle: '',
    sqlite: '',
  };
  return by[target] === ''
    ? lost('there is no generator of UUIDs as text: let the application make them')
    : text(by[target]);
}

function booleanIn(plain: string, target: SqlDialect, converted: SqlType): Converted {
  const yes = /^(?:true|1|'t'|'1'|b'1'|'true')$/i.test(plain) || plain === '((1))';
  const no = /^(?:false|0|'f'|'0'|b'0'|'false')$/i.test(plain) || plain === '((0))';
  if (!yes && !no) return lost(`default ${plain} is no boolean`);
  if (target === 'postgresql' && converted.family === 'boolean') return text(yes ? 'true' : 'false');
  return text(yes ? '1' : '0');
}

function literal(value: string, target: SqlDialect, converted: SqlType): Converted {
  const long = /^(?:text|blob|json|jsonb)$/.test(converted.family);
  if (target === 'oracle' && value === "''")
    return lost("the empty string is NULL in Oracle: '' cannot be a default of a column that is NOT NULL");
  // MySQL 8.0.13+ takes an expression in brackets as a default of TEXT, BLOB and JSON.
  return text(target === 'mysql' && long ? `(${value})` : value);
}

/** Without the casts of PostgreSQL and the brackets of SQL Server around the whole. */
function bare(value: string): string {
  let plain = value.trim().replace(/::"?[a-z][\w ."]*(?:\(\d+(?:,\s*\d+)?\))?(?:\[\])?/gi, '');
  while (/^\([^()]*(?:\([^()]*\)[^()]*)*\)$/.test(plain) && plain.length > 2) plain = plain.slice(1, -1).trim();
  return plain;
}

const PLAIN_WORDS: ReadonlySet<string> = new Set(
  'and or not in is null between like true false length lower upper coalesce abs'.split(' '),
);

/** A condition that every engine reads alike: columns, literals, comparisons. */
export function convertCondition(
  condition: string,
  from: Dialect,
  target: SqlDialect,
  columns: ReadonlyMap<string, Column>,
): Converted {
  if (from === 'mongodb') return lost('MongoDB’s validators are no SQL');
  const plain = condition.replace(/::"?[a-z][\w ."]*(?:\(\d+(?:,\s*\d+)?\))?/gi, '');
  const tokens = tokensOf(plain, from);
  for (const { kind, word, name } of tokens) {
    if (kind === 'symbol' && !/^[()<>=!,+\-*/]$/.test(word))
      return lost(`the condition uses ${word}, which is not the same everywhere`);
    if (kind === 'word' && !PLAIN_WORDS.has(word) && !columns.has(name.toLowerCase()))
      return lost(`the condition uses ${word}, which is not the same everywhere`);
    // Text that is compared with a boolean word.
    if ((word === 'true' || word === 'false') && target !== 'postgresql')
      return lost('the condition compares with true or false, which the engine has no word for');
    const column = columns.get(name.toLowerCase());
    if (
      (kind === 'word' || kind === 'quoted') &&
      column?.type?.family === 'boolean' &&
      target !== 'postgresql' &&
      !/[=<>]/.test(plain)
    )
      return lost('the condition is a boolean column by itself');
  }
  const written = tokens.map(({ kind, text: word, name, word: lower, start }, at) => {
    const isColumn = kind === 'quoted' || (kind === 'word' && columns.has(name.toLowerCase()));
    const before = plain.slice(tokens[at - 1]?.end ?? 0, start);
    return before + (isColumn ? quotedName(name, target) : lower === 'length' && target === 'sqlserver' ? 'LEN' : word);
  });
  return text(written.join('').trim());
}

const quotedName = (name: string, target: SqlDialect) =>
  isMysqlFamily(target)
    ? `\`${name}\``
    : target === 'sqlserver'
      ? `[${name}]`
      : target === 'oracle'
        ? `"${name.toUpperCase()}"`
        : `"${name}"`;
