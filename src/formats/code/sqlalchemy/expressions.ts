import { type Bound, resolve, textValue } from '../../../code';
import { type Dialect, isMysqlFamily } from '../../../model';
import { quoteName } from '../../../sql';
import { type BoundCall, type Compile, itemsIn, lastWord, positional, wordOf } from './compile';
import { typeSql } from './types';

/** Nobody nests conditions deeper. */
const DEEPEST = 24;

/**
 * The SQL of an expression of SQLAlchemy's language: `text('…')`, `func.lower(…)`, columns with operators. A plain string is what the
 * place makes of it: SQL in a check or an index, a literal in a comparison.
 */
export function expressionSql(
  bound: Bound,
  on: Compile,
  strings: 'sql' | 'literal' | 'column',
  depth = 0,
): string | undefined {
  if (depth > DEEPEST) return undefined;
  const attribute = attributeName(bound, on);
  if (attribute !== undefined) return quoteName(attribute, on.dialect, 'whenNeeded');
  const { expr, scope } = resolve(bound);
  const inner = (value: Bound['expr']) => expressionSql({ expr: value, scope }, on, 'literal', depth + 1);
  switch (expr.kind) {
    case 'string':
    case 'template': {
      const value = textValue({ expr, scope })?.text;
      if (value === undefined || strings === 'sql') return value;
      return strings === 'column' ? quoteName(value, on.dialect, 'whenNeeded') : literal(value);
    }
    case 'number':
      return expr.text;
    case 'constant':
      return expr.value === null ? 'NULL' : booleanSql(on.dialect, expr.value);
    case 'unary': {
      const operand = inner(expr.operand);
      if (operand === undefined) return undefined;
      return expr.operator === '~' || expr.operator === 'not' ? `NOT (${operand})` : `${expr.operator}${operand}`;
    }
    case 'binary': {
      const [left, right] = [inner(expr.left), inner(expr.right)];
      return left === undefined || right === undefined ? undefined : binary(expr.operator, left, right);
    }
    case 'call':
      return callSql({ expr, scope }, on, depth);
    case 'member':
    case 'name': {
      const column = columnOf(expr);
      return column === undefined ? undefined : quoteName(column, on.dialect, 'whenNeeded');
    }
    default: {
      const value = textValue({ expr, scope });
      return value?.text;
    }
  }
}

/** `User.email`: the column that an attribute of a class makes. */
function attributeName(bound: Bound, on: Compile): string | undefined {
  if (bound.expr.kind !== 'member') return undefined;
  const made = resolve(bound).expr;
  if (made.kind !== 'call' || !/^(?:Column|mapped_column|column)$/.test(wordOf(made) ?? '')) return undefined;
  const column = on.columnName?.(bound);
  return (column && textValue(column)?.text) ?? bound.expr.name;
}

const literal = (value: string) => `'${value.replaceAll("'", "''")}'`;

function booleanSql(dialect: Dialect, value: boolean): string {
  if (dialect === 'postgresql' || isMysqlFamily(dialect)) return String(value);
  return value ? '1' : '0';
}

const OPERATORS: Readonly<Record<string, string>> = { '==': '=', '!=': '!=', '&': 'AND', '|': 'OR' };

function binary(operator: string, left: string, right: string): string {
  const word = OPERATORS[operator] ?? operator;
  if (right === 'NULL' && (word === '=' || word === '!=')) return `${left} IS ${word === '=' ? '' : 'NOT '}NULL`;
  return `${left} ${word} ${right}`;
}

/** `table.c.name`, `Model.name`: the column's own name; `sa.true()` without its call is none. */
function columnOf(expr: Bound['expr']): string | undefined {
  return expr.kind === 'member' || expr.kind === 'name' ? lastWord(expr) : undefined;
}

function callSql(call: BoundCall, on: Compile, depth: number): string | undefined {
  const { expr, scope } = call;
  const word = wordOf(expr) ?? '';
  const args = positional(call);
  const inner = (bound: Bound | undefined, strings: 'sql' | 'literal' | 'column' = 'literal') =>
    bound && expressionSql(bound, on, strings, depth + 1);
  if (expr.callee.kind === 'member') {
    const { object } = expr.callee;
    // Functions: `func.lower(…)`, `sa.func.now()`, `func.pg_catalog.now()`.
    if (isFunc(object))
      return functionSql(
        word,
        args.map((arg) => inner(arg)),
        on.dialect,
      );
    const method = methodSql(word, { expr: object, scope }, args, on, depth);
    if (method !== undefined) return method;
  }
  const [first] = args;
  switch (word) {
    case 'text':
    case 'literal_column':
    case 'DDL':
    case 'TextClause':
      return inner(first, 'sql');
    case 'column':
    case 'Column':
    case 'desc':
    case 'asc':
    case 'nullslast':
    case 'nullsfirst':
    case 'nulls_last':
    case 'nulls_first':
    case 'quoted_name':
    case 'f':
      return inner(first, 'column');
    case 'literal':
    case 'bindparam':
    case 'DefaultClause':
      return inner(first);
    case 'true':
    case 'True_':
      return booleanSql(on.dialect, true);
    case 'false':
    case 'False_':
      return booleanSql(on.dialect, false);
    case 'null':
      return 'NULL';
    case 'and_':
    case 'or_': {
      const parts = args.map((arg) => inner(arg));
      return parts.every((part) => part !== undefined) ? parts.join(word === 'and_' ? ' AND ' : ' OR ') : undefined;
    }
    case 'not_': {
      const negated = inner(first);
      return negated === undefined ? undefined : `NOT (${negated})`;
    }
    case 'cast':
    case 'type_coerce': {
      const [value, type] = [inner(first), args[1] && typeSql(args[1], on)];
      return value === undefined || !type ? undefined : `CAST(${value} AS ${type.sql})`;
    }
    case 'array': {
      const items = itemsIn(first).map((item) => inner(item));
      return items.every((item) => item !== undefined) ? `ARRAY[${items.join(', ')}]` : undefined;
    }
    default:
      return undefined;
  }
}

function isFunc(expr: Bound['expr']): boolean {
  return lastWord(expr) === 'func' || (expr.kind === 'member' && isFunc(expr.object));
}

function functionSql(name: string, args: readonly (string | undefined)[], dialect: Dialect): string | undefined {
  if (args.some((arg) => arg === undefined)) return undefined;
  // Functions of the standard that are written without parentheses (sqlalchemy.sql.functions, AnsiFunction).
  if (/^(?:current_(?:timestamp|date|time|user)|localtime(?:stamp)?|session_user)$/.test(name))
    return name.toUpperCase();
  if (name === 'now' && dialect !== 'postgresql' && !isMysqlFamily(dialect)) return 'CURRENT_TIMESTAMP';
  return `${name}(${args.join(', ')})`;
}

const COMPARES: Readonly<Record<string, string>> = {
  is_: 'IS',
  isnot: 'IS NOT',
  is_not: 'IS NOT',
  like: 'LIKE',
  ilike: 'ILIKE',
};

/** Methods of a column or expression. */
function methodSql(
  word: string,
  object: Bound,
  args: readonly Bound[],
  on: Compile,
  depth: number,
): string | undefined {
  const own = () => expressionSql(object, on, 'column', depth + 1);
  const first = args[0] && expressionSql(args[0], on, 'literal', depth + 1);
  if (Object.hasOwn(COMPARES, word)) {
    const left = own();
    return left === undefined || first === undefined ? undefined : `${left} ${COMPARES[word]} ${first}`;
  }
  switch (word) {
    case 'in_':
    case 'notin_':
    case 'not_in': {
      const items = itemsIn(args[0]).map((item) => expressionSql(item, on, 'literal', depth + 1));
      const left = own();
      if (left === undefined || items.length === 0 || items.some((item) => item === undefined)) return undefined;
      return `${left} ${word === 'in_' ? 'IN' : 'NOT IN'} (${items.join(', ')})`;
    }
    case 'op':
    case 'label':
    case 'desc':
    case 'asc':
    case 'nulls_last':
    case 'nulls_first':
    case 'nullslast':
    case 'nullsfirst':
    case 'self_group':
      return own();
    case 'astext':
      return own();
    default:
      return undefined;
  }
}

/** What `server_default=` writes behind DEFAULT: a string is a literal, constructs are themselves (DDLCompiler.get_column_default_string). */
export function defaultSql(bound: Bound, on: Compile): string | undefined {
  const { expr } = resolve(bound);
  // A name that stays a name is a value from elsewhere: a default names no column.
  const sql = expr.kind === 'name' || expr.kind === 'member' ? undefined : expressionSql(bound, on, 'literal');
  if (sql === undefined) return undefined;
  const isCallOf = expr.kind === 'call' && expr.callee.kind === 'member' && isFunc(expr.callee.object);
  // SQLite wants an expression in parentheses (SQLite, CREATE TABLE, "The DEFAULT clause"); CURRENT_TIMESTAMP is none.
  return on.dialect === 'sqlite' && isCallOf ? `(${sql})` : sql;
}
