import { type Bound, type Call, resolve, textValue } from '../../code';
import { type Dialect, isMysqlFamily } from '../../model';
import { quoteText } from '../../sql';
import { lastWord } from '../code/csharp';

/** A CLR value of program text as the provider writes it in SQL; undefined when it cannot be told. */
export function sqlLiteral(bound: Bound, dialect: Dialect, type: string): string | undefined {
  const { expr, scope } = resolve(bound);
  switch (expr.kind) {
    case 'string':
      return quoteText(jsonDefault(expr.value, type), dialect);
    case 'template':
    case 'binary': {
      const text = textValue({ expr, scope });
      return text && quoteText(text.text, dialect);
    }
    case 'constant':
      if (expr.value === null) return 'NULL';
      return booleanLiteral(expr.value ? 'true' : 'false', dialect);
    case 'number':
      return numberLiteral(scope.module.text.slice(expr.start, expr.end), dialect);
    case 'unary': {
      const inner = sqlLiteral({ expr: expr.operand, scope }, dialect, type);
      return expr.operator === '-' && inner !== undefined ? `-${inner}` : undefined;
    }
    case 'call':
      return constructed(expr, { expr, scope }, dialect, type);
    case 'list':
      return listLiteral({ expr, scope }, dialect, type);
    case 'member':
      return wellKnown(expr.object.kind === 'name' ? `${expr.object.name}.${expr.name}` : expr.name);
    default:
      return undefined;
  }
}

/** The differ gives JSON columns an empty string, which Npgsql makes an empty document (NpgsqlMigrationsSqlGenerator.DefaultValue). */
function jsonDefault(text: string, type: string): string {
  return text === '' && /^jsonb?$/.test(type) ? '{}' : text;
}

function booleanLiteral(value: 'true' | 'false', dialect: Dialect): string {
  const digit = value === 'true' ? '1' : '0';
  if (dialect === 'sqlserver') return `CAST(${digit} AS bit)`;
  return dialect === 'postgresql' || isMysqlFamily(dialect) ? value.toUpperCase() : digit;
}

/** `1`, `1L`, `0m` (a decimal has a fraction), `0.0` (of SQL Server's a double has an exponent), `0f`. */
function numberLiteral(written: string, dialect: Dialect): string {
  const text = written.replace(/_/g, '');
  const suffix = /^0x/i.test(text) ? '' : (/[a-zA-Z]+$/.exec(text)?.[0].toLowerCase() ?? '');
  const plain = suffix === '' ? text : text.slice(0, -suffix.length);
  if (suffix === 'm') {
    const decimal = plain.includes('.') ? plain : `${plain}.0`;
    return dialect === 'sqlite' ? quoteText(decimal, dialect) : decimal;
  }
  const real = suffix === 'd' || suffix === 'f' || (plain.includes('.') && suffix === '');
  return real && dialect === 'sqlserver' ? `${plain}E0` : plain;
}

function wellKnown(name: string): string | undefined {
  if (name === 'Guid.Empty') return "'00000000-0000-0000-0000-000000000000'";
  return undefined;
}

/** `new Guid("…")`, `new DateTime(2020, 1, 2)`, `new byte[0]`, `new List<string>()` */
function constructed(call: Call, bound: Bound, dialect: Dialect, type: string): string | undefined {
  const { scope } = bound;
  const { callee, args } = call;
  const name = callee.kind === 'name' || callee.kind === 'member' ? lastWord(callee.name) : '';
  const [first] = args;
  if (callee.kind === 'member' && callee.name === 'Parse' && first)
    return sqlLiteral({ expr: first.value, scope }, dialect, type);
  if (!call.construct) return undefined;
  if (name === 'Guid' && first) return sqlLiteral({ expr: first.value, scope }, dialect, type);
  if (/^(?:List|HashSet)$/.test(name) && args.length === 0) return emptyList(dialect, type);
  if (name === 'DateTimeOffset' && first?.value.kind === 'call') {
    const inner = momentOf(first.value, scope);
    return inner && momentLiteral(inner, 'with zone', dialect, type);
  }
  if (name === 'DateOnly') {
    const parts = numbersOf(call, scope);
    return parts && `${dialect === 'postgresql' ? 'DATE ' : ''}'${dateText(parts)}'`;
  }
  if (/^(?:TimeSpan|TimeOnly)$/.test(name)) return timeLiteral(name, call, scope, dialect);
  if (name !== 'DateTime') return undefined;
  const moment = momentOf(call, scope);
  const last = args.at(-1)?.value;
  const isUtc = last?.kind === 'member' && last.name === 'Utc';
  return moment && momentLiteral(moment, isUtc ? 'with zone' : 'plain', dialect, type);
}

const two = (value: number | undefined) => String(value ?? 0).padStart(2, '0');

/** The numbers that a constructor is given; `DateTimeKind.Utc` behind them is none. */
function numbersOf({ args }: Call, scope: Bound['scope']): readonly number[] | undefined {
  const values = args.map(({ value }) => resolve({ expr: value, scope }).expr);
  const numbers = values.flatMap((value) =>
    value.kind === 'number'
      ? [Number(value.text)]
      : value.kind === 'unary' && value.operand.kind === 'number'
        ? [-Number(value.operand.text)]
        : [],
  );
  const isOther = values.some(({ kind }) => kind !== 'number' && kind !== 'unary' && kind !== 'member');
  return isOther ? undefined : numbers;
}

function dateText([year, month, day]: readonly number[]): string {
  return `${String(year ?? 1).padStart(4, '0')}-${two(month ?? 1)}-${two(day ?? 1)}`;
}

interface Moment {
  readonly date: string;
  readonly time: string;
  readonly fraction: string;
}

function momentOf(call: Call, scope: Bound['scope']): Moment | undefined {
  const numbers = numbersOf(call, scope);
  if (!numbers || numbers.length < 3) return undefined;
  const [, , , hour, minute, second, millisecond] = numbers;
  const fraction = String(millisecond ?? 0)
    .padStart(3, '0')
    .padEnd(7, '0');
  return { date: dateText(numbers), time: `${two(hour)}:${two(minute)}:${two(second)}`, fraction };
}

/** A moment in the manner of each provider's type mappings. */
function momentLiteral(moment: Moment, zone: 'with zone' | 'plain', dialect: Dialect, type: string): string {
  const { date, time, fraction } = moment;
  const short = Number(fraction) === 0 ? '' : `.${fraction.replace(/0+$/, '')}`;
  if (dialect === 'sqlserver') {
    if (type === 'date') return `'${date}'`;
    const full = type === 'datetime' ? `.${fraction.slice(0, 3)}` : type === 'smalldatetime' ? '' : `.${fraction}`;
    return `'${date}T${time}${full}${/^datetimeoffset/.test(type) ? '+00:00' : zone === 'with zone' ? 'Z' : ''}'`;
  }
  if (dialect !== 'postgresql') return `'${date} ${time}${short}'`;
  if (type === 'date') return `DATE '${date}'`;
  const year = date.startsWith('0001-01-01') && time === '00:00:00' ? "'-infinity'" : undefined;
  const zoned = /with time zone|timestamptz/.test(type);
  return `${zoned ? 'TIMESTAMPTZ' : 'TIMESTAMP'} ${year ?? `'${date}${zoned ? ' ' : 'T'}${time}${short}${zoned ? 'Z' : ''}'`}`;
}

function timeLiteral(name: string, call: Call, scope: Bound['scope'], dialect: Dialect): string | undefined {
  const numbers = numbersOf(call, scope);
  if (!numbers) return undefined;
  // TimeSpan of more than three numbers begins with days.
  const [hour, minute, second] = name === 'TimeSpan' && numbers.length > 3 ? numbers.slice(1) : numbers;
  const text = `'${two(hour)}:${two(minute)}:${two(second)}'`;
  if (dialect !== 'postgresql') return text;
  return name === 'TimeSpan' ? `INTERVAL ${text}` : `TIME ${text}`;
}

function emptyList(dialect: Dialect, type: string): string {
  return dialect === 'postgresql' ? `ARRAY[]::${type || 'text[]'}` : "'[]'";
}

/** Bytes, and arrays of PostgreSQL. */
function listLiteral({ expr, scope }: Bound, dialect: Dialect, type: string): string | undefined {
  if (expr.kind !== 'list') return undefined;
  if (/\[\]$/.test(type) && dialect === 'postgresql') {
    const items = expr.items.map((item) => sqlLiteral({ expr: item, scope }, dialect, type.slice(0, -2)));
    if (items.includes(undefined)) return undefined;
    return items.length === 0 ? emptyList(dialect, type) : `ARRAY[${items.join(',')}]::${type}`;
  }
  const bytes = expr.items.map((item) => {
    const value = resolve({ expr: item, scope }).expr;
    return value.kind === 'number' ? Number(value.text) : Number.NaN;
  });
  if (bytes.some(Number.isNaN)) return undefined;
  const hex = bytes.map((byte) => (byte & 255).toString(16).padStart(2, '0').toUpperCase()).join('');
  if (dialect === 'postgresql') return `BYTEA E'\\\\x${hex}'`;
  return dialect === 'sqlite' ? `X'${hex}'` : `0x${hex}`;
}
