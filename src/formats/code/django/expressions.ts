import { argument, type Bound, type Call, dotted, type Expr, resolve, textValue } from '../../../code';
import { type Dialect, isMysqlFamily } from '../../../model';
import { quoteText } from '../../../sql';

/** Django's query expressions as SQL, as far as conditions of constraints and indexes go; undefined for what is not known. */

function quoted(name: string, dialect: Dialect): string {
  return isMysqlFamily(dialect) ? `\`${name}\`` : `"${name}"`;
}

const FUNCTIONS: Readonly<Record<string, string>> = {
  Lower: 'LOWER',
  Upper: 'UPPER',
  Length: 'LENGTH',
  Coalesce: 'COALESCE',
  Trim: 'TRIM',
  Abs: 'ABS',
  MD5: 'MD5',
  Greatest: 'GREATEST',
  Least: 'LEAST',
  NullIf: 'NULLIF',
};

/** A value or expression: a literal, F('x'), Value(…), functions, arithmetic. */
export function printValue(value: Bound, dialect: Dialect): string | undefined {
  const { expr, scope } = resolve(value);
  const inner = (part: Expr) => printValue({ expr: part, scope }, dialect);
  switch (expr.kind) {
    case 'constant':
      return expr.value === null ? 'NULL' : printBoolean(expr.value, dialect);
    case 'number':
      return expr.text;
    case 'unary':
      return expr.operator === '-' && expr.operand.kind === 'number' ? `-${expr.operand.text}` : undefined;
    case 'string':
    case 'template': {
      const text = textValue({ expr, scope })?.text;
      return text === undefined ? undefined : quoteText(text, dialect);
    }
    case 'binary': {
      const [left, right] = [inner(expr.left), inner(expr.right)];
      return left !== undefined && right !== undefined && /^[-+*/%]$/.test(expr.operator)
        ? `(${left} ${expr.operator} ${right})`
        : undefined;
    }
    case 'call':
      return printCall(value, dialect);
    default:
      return undefined;
  }
}

function printBoolean(value: boolean, dialect: Dialect): string {
  if (dialect === 'postgresql') return String(value);
  return value ? '1' : '0';
}

function printCall(value: Bound, dialect: Dialect): string | undefined {
  const { expr, scope } = resolve(value);
  if (expr.kind !== 'call') return undefined;
  const name = dotted(expr.callee)?.split('.').at(-1) ?? '';
  const [first] = expr.args;
  if (name === 'F') {
    const column = first && textValue({ expr: first.value, scope })?.text;
    return column === undefined ? undefined : quoted(column, dialect);
  }
  if (name === 'Value' || name === 'Decimal') return first && printValue({ expr: first.value, scope }, dialect);
  if (name === 'Now' || (name === 'TruncDate' && !first))
    return dialect === 'postgresql' ? 'STATEMENT_TIMESTAMP()' : 'CURRENT_TIMESTAMP';
  if (name === 'RandomUUID') return 'gen_random_uuid()';
  if (name === 'Q') return printCondition(value, dialect);
  const sql = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : name === 'Func' ? functionName(value) : undefined;
  if (sql === undefined) return undefined;
  // `Func(function='now')`: a function of the database by its name.
  const args = expr.args
    .filter((one) => one.name === undefined)
    .map((one) => printArgument({ expr: one.value, scope }, dialect));
  return args.every((one) => one !== undefined) ? `${sql}(${args.join(', ')})` : undefined;
}

function functionName({ expr, scope }: Bound): string | undefined {
  const given = expr.kind === 'call' ? argument(expr.args, undefined, 'function') : undefined;
  return given && textValue({ expr: given, scope })?.text;
}

/** A plain string among a function's arguments names a column. */
export function printArgument(value: Bound, dialect: Dialect): string | undefined {
  const { expr, scope } = resolve(value);
  return expr.kind === 'string' ? quoted(expr.value, dialect) : printValue({ expr, scope }, dialect);
}

/** How a field's name is spelled as a column: references have `_id` behind them. */
export type ColumnOf = (field: string) => string;

const OPERATORS: Readonly<Record<string, string>> = { exact: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' };

/** Conditions joined by one word, as Django's Q keeps them: what joins alike is one list (django/utils/tree.py, `Node.add`). */
interface Joined {
  readonly connector: 'AND' | 'OR';
  readonly negated: boolean;
  readonly parts: readonly string[];
}

function printed({ connector, negated, parts }: Joined): string {
  const whole = parts.length === 1 ? `${parts[0]}` : `(${parts.join(` ${connector} `)})`;
  return negated ? `NOT ${whole}` : whole;
}

/** `Q(a__gt=1) & ~Q(b=None)` as a condition. */
export function printCondition(
  value: Bound,
  dialect: Dialect,
  columnOf: ColumnOf = (field) => field,
): string | undefined {
  const joined = joinedIn(value, dialect, columnOf);
  return joined && printed(joined);
}

function joinedIn(value: Bound, dialect: Dialect, columnOf: ColumnOf): Joined | undefined {
  const { expr, scope } = resolve(value);
  if (expr.kind === 'binary' && (expr.operator === '&' || expr.operator === '|')) {
    const connector = expr.operator === '&' ? 'AND' : 'OR';
    const sides = [expr.left, expr.right].map((side) => joinedIn({ expr: side, scope }, dialect, columnOf));
    const known = sides.filter((side) => side !== undefined);
    if (known.length < sides.length) return undefined;
    const parts = known.flatMap((side) =>
      !side.negated && (side.connector === connector || side.parts.length === 1) ? side.parts : [printed(side)],
    );
    return { connector, negated: false, parts };
  }
  if (expr.kind === 'unary' && expr.operator === '~') {
    const inner = joinedIn({ expr: expr.operand, scope }, dialect, columnOf);
    return (
      inner && (inner.negated ? { ...inner, negated: true, parts: [printed(inner)] } : { ...inner, negated: true })
    );
  }
  if (expr.kind !== 'call' || dotted(expr.callee)?.split('.').at(-1) !== 'Q') {
    const text = printValue({ expr, scope }, dialect);
    return text === undefined ? undefined : { connector: 'AND', negated: false, parts: [text] };
  }
  return ofQ(expr, scope, dialect, columnOf);
}

function ofQ(call: Call, scope: Bound['scope'], dialect: Dialect, columnOf: ColumnOf): Joined | undefined {
  const connector = argument(call.args, undefined, '_connector');
  const negated = argument(call.args, undefined, '_negated');
  const given = call.args.filter(({ name }) => name !== '_connector' && name !== '_negated');
  // Names are put in order: `children=[*args, *sorted(kwargs.items())]`.
  const byName = given.filter(({ name }) => name !== undefined).sort((a, b) => compared(a.name ?? '', b.name ?? ''));
  const parts = [...given.filter(({ name }) => name === undefined), ...byName].map((one) =>
    one.name === undefined
      ? printLookupOrCondition({ expr: one.value, scope }, dialect, columnOf)
      : printLookup(one.name, { expr: one.value, scope }, dialect, columnOf),
  );
  const known = parts.filter((part) => part !== undefined);
  if (known.length === 0 || known.length < parts.length) return undefined;
  const isOr = connector && textValue({ expr: connector, scope })?.text === 'OR';
  return { connector: isOr ? 'OR' : 'AND', negated: negated !== undefined, parts: known };
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Migrations write lookups as pairs: `Q(('price__gt', 0), _connector='OR')`. */
function printLookupOrCondition(value: Bound, dialect: Dialect, columnOf: ColumnOf): string | undefined {
  const { expr, scope } = resolve(value);
  if (expr.kind === 'list') {
    const [key, operand] = expr.items;
    const name = key && textValue({ expr: key, scope })?.text;
    return name === undefined || !operand ? undefined : printLookup(name, { expr: operand, scope }, dialect, columnOf);
  }
  return printCondition({ expr, scope }, dialect, columnOf);
}

function printLookup(key: string, value: Bound, dialect: Dialect, columnOf: ColumnOf): string | undefined {
  const [field = '', lookup = 'exact', more] = key.split('__');
  if (more !== undefined) return undefined;
  const column = quoted(columnOf(field), dialect);
  const { expr, scope } = resolve(value);
  if (lookup === 'isnull')
    return `${column} IS ${expr.kind === 'constant' && expr.value === false ? 'NOT NULL' : 'NULL'}`;
  if (lookup === 'exact' && expr.kind === 'constant') {
    if (expr.value === null) return `${column} IS NULL`;
    // PostgreSQL's booleans stand by themselves (django/db/models/lookups.py, Exact.as_sql).
    return expr.value ? column : `NOT ${column}`;
  }
  if (lookup === 'in' && expr.kind === 'list') {
    const items = expr.items.map((item) => printValue({ expr: item, scope }, dialect));
    return items.every((item) => item !== undefined) ? `${column} IN (${items.join(', ')})` : undefined;
  }
  if (lookup === 'range' && expr.kind === 'list') {
    const [low, high] = expr.items.map((item) => printValue({ expr: item, scope }, dialect));
    return low === undefined || high === undefined ? undefined : `${column} BETWEEN ${low} AND ${high}`;
  }
  const operator = Object.hasOwn(OPERATORS, lookup) ? OPERATORS[lookup] : undefined;
  const printed = printValue({ expr, scope }, dialect);
  return operator === undefined || printed === undefined ? undefined : `${column} ${operator} ${printed}`;
}
