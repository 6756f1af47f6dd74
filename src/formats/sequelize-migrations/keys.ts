import { type Bound, type Placed, resolve, type TextValue, textValue } from '../../code';
import { type Dialect, isMysqlFamily } from '../../model';
import {
  between,
  compose,
  entry,
  isSet,
  itemsOf,
  literal,
  made,
  type Part,
  quoted,
  textIn,
  textsOf,
} from '../code/compose';
import { actionsOf, defaultOf, deferrable, type TableName, tableNameOf } from './attributes';

/** `inflection.underscore`: `userGroups` is `user_groups` (utils.js, nameIndex). */
function underscored(text: string): string {
  return text
    .replace(/([A-Z\d]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/-/g, '_')
    .toLowerCase();
}

/** The name that Sequelize gives an index without one. */
export function indexName(table: TableName, fields: readonly TextValue[], place: Placed): TextValue {
  const own = table.name.text.replace(/\./g, '_');
  return made(underscored(`${own}_${fields.map(({ text }) => text).join('_')}`), place);
}

/** A field of an index: a name, `{ name, order, length, operator }`, `Sequelize.fn('lower', Sequelize.col('email'))`, a literal. */
function fieldOf(
  bound: Bound,
  operator: TextValue | undefined,
  dialect: Dialect,
): { readonly name: TextValue; readonly sql: TextValue } | undefined {
  const plain = textValue(bound);
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'call') {
    const sql = expressionOf({ expr, scope }, dialect);
    return sql && { name: sql, sql: compose(expr, ['(', sql, ')']) };
  }
  const name = plain ?? textIn(bound, 'name', 'attribute');
  if (!name) return undefined;
  const [order, length, own, collate] = [
    textIn(bound, 'order'),
    textIn(bound, 'length'),
    textIn(bound, 'operator'),
    textIn(bound, 'collate'),
  ];
  const used = own ?? operator;
  const parts: readonly Part[] = [
    quoted(name, dialect),
    isMysqlFamily(dialect) && length ? `(${length.text})` : '',
    dialect === 'postgresql' && collate ? ` COLLATE "${collate.text}"` : '',
    dialect === 'postgresql' && used ? ` ${used.text}` : '',
    order ? ` ${order.text}` : '',
  ];
  return { name, sql: compose(expr, parts) };
}

function expressionOf(bound: Bound, dialect: Dialect): TextValue | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'call') return literal(bound, dialect);
  const name = expr.callee.kind === 'member' ? expr.callee.name : expr.callee.kind === 'name' ? expr.callee.name : '';
  const args = expr.args.map(({ value }): Bound => ({ expr: value, scope }));
  const first = args[0] && textValue(args[0]);
  if (!first) return undefined;
  if (name === 'literal') return first;
  if (name === 'col') return quoted(first, dialect);
  if (name !== 'fn') return undefined;
  const rest = args.slice(1).map((arg) => expressionOf(arg, dialect));
  const known = rest.filter((one) => one !== undefined);
  return known.length === rest.length ? compose(expr, [first, '(', ...between(known, ', '), ')']) : undefined;
}

/** `addIndex(table, ['a'], options)` and `addIndex(table, { fields })`, and the older name as the third argument. */
export function addIndex(
  place: Placed,
  [name, second, third]: readonly Bound[],
  dialect: Dialect,
): TextValue | undefined {
  const table = tableNameOf(name, dialect);
  const isList = second !== undefined && resolve(second).expr.kind === 'list';
  const options = isList ? third : second;
  const given = isList ? second : entry(options, 'fields');
  if (!table || !given) return undefined;
  const fields = itemsOf(given).map((item) => fieldOf(item, textIn(options, 'operator'), dialect));
  const known = fields.filter((field) => field !== undefined);
  const where = entry(options, 'where');
  const condition = where && conditionOf(where, dialect);
  if (known.length < fields.length || known.length === 0 || (where && !condition)) return undefined;
  const own =
    textIn(options, 'name', 'indexName') ??
    (isList && third ? textValue(third) : undefined) ??
    indexName(
      table,
      known.map((one) => one.name),
      place,
    );
  const kind = textIn(options, 'type')?.text.toUpperCase();
  const unique = isSet(options, 'unique') || kind === 'UNIQUE' ? 'UNIQUE ' : '';
  const type = isMysqlFamily(dialect) && kind !== undefined && kind !== 'UNIQUE' ? `${kind} ` : '';
  const using = textIn(options, 'using', 'method', 'indexType')?.text;
  const concurrently = dialect === 'postgresql' && isSet(options, 'concurrently') ? 'CONCURRENTLY ' : '';
  const list: readonly Part[] = [
    ' (',
    ...between(
      known.map(({ sql }) => sql),
      ', ',
    ),
    ')',
  ];
  const method = using !== undefined && (dialect === 'postgresql' || isMysqlFamily(dialect)) ? ` USING ${using}` : '';
  if (isMysqlFamily(dialect))
    return compose(place, [
      'ALTER TABLE ',
      table.sql,
      ` ADD ${unique}${type}INDEX `,
      quoted(own, dialect),
      method,
      ...list,
    ]);
  return compose(place, [
    `CREATE ${unique}INDEX ${concurrently}`,
    quoted(own, dialect),
    ' ON ',
    table.sql,
    method,
    ...list,
    ...(condition ? [' WHERE ', condition] : []),
  ]);
}

const COMPARISONS: Readonly<Record<string, string>> = {
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  eq: '=',
  ne: '!=',
  like: 'LIKE',
};

/** A condition: `{ deletedAt: null }`, `{ price: { [Op.gt]: 0 } }`, `Sequelize.literal('…')`. */
export function conditionOf(bound: Bound, dialect: Dialect): TextValue | undefined {
  const { expr, scope } = resolve(bound);
  const text = textValue(bound) ?? (expr.kind === 'call' ? expressionOf(bound, dialect) : undefined);
  if (text) return text;
  if (expr.kind !== 'map' || expr.entries.length === 0) return undefined;
  const parts = expr.entries.map(({ key, value }) => {
    const operator = key.kind === 'member' ? key.name : undefined;
    const inner = { expr: value, scope };
    if (operator === 'and' || operator === 'or') {
      const sides = itemsOf(inner).map((item) => conditionOf(item, dialect));
      const known = sides.filter((side) => side !== undefined);
      return known.length === sides.length
        ? compose(value, ['(', ...between(known, ` ${operator.toUpperCase()} `), ')'])
        : undefined;
    }
    const column = textValue({ expr: key, scope });
    return column && comparison(quoted(column, dialect), inner, dialect);
  });
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? compose(expr, between(known, ' AND ')) : undefined;
}

function comparison(column: TextValue, bound: Bound, dialect: Dialect): TextValue | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'constant' && expr.value === null) return compose(expr, [column, ' IS NULL']);
  if (expr.kind === 'list') return isIn(column, ' IN (', { expr, scope }, dialect);
  if (expr.kind !== 'map') {
    const value = literal({ expr, scope }, dialect);
    return value && compose(expr, [column, ' = ', value]);
  }
  const parts = expr.entries.map(({ key, value }): TextValue | undefined => {
    const word = key.kind === 'member' ? key.name : key.kind === 'string' ? key.value.replace(/^\$/, '') : '';
    const inner = resolve({ expr: value, scope });
    const isNull = inner.expr.kind === 'constant' && inner.expr.value === null;
    if (isNull) return compose(value, [column, /^(?:ne|not)$/.test(word) ? ' IS NOT NULL' : ' IS NULL']);
    if (word === 'in' || word === 'notIn') return isIn(column, word === 'in' ? ' IN (' : ' NOT IN (', inner, dialect);
    const operator = COMPARISONS[word];
    const text = literal(inner, dialect);
    return operator && text ? compose(value, [column, ` ${operator} `, text]) : undefined;
  });
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length && known.length > 0 ? compose(expr, between(known, ' AND ')) : undefined;
}

function isIn(column: TextValue, words: string, list: Bound, dialect: Dialect): TextValue | undefined {
  const values = itemsOf(list).map((item) => literal(item, dialect));
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? compose(list.expr, [column, words, ...between(known, ', '), ')']) : undefined;
}

/** `addConstraint(table, { type, fields, … })`, and the older form with the fields first (abstract/query-generator.js, getConstraintSnippet). */
export function addConstraint(
  place: Placed,
  [name, second, third]: readonly Bound[],
  dialect: Dialect,
): TextValue | undefined {
  const table = tableNameOf(name, dialect);
  const isList = second !== undefined && resolve(second).expr.kind === 'list';
  const options = isList ? third : second;
  const fields = textsOf(isList ? second : entry(options, 'fields'));
  const type = textIn(options, 'type')?.text.toUpperCase();
  if (!table || !fields || !options || type === undefined) return undefined;
  const columns = between(
    fields.map((field) => quoted(field, dialect)),
    ', ',
  );
  const words = fields.map(({ text }) => text).join('_');
  const say = (ending: string, ...parts: readonly Part[]) => {
    const own = quoted(textIn(options, 'name') ?? made(`${table.name.text}_${words}_${ending}`, place), dialect);
    const later = deferrable(entry(options, 'deferrable'));
    return compose(place, ['ALTER TABLE ', table.sql, ' ADD CONSTRAINT ', own, ...parts, later]);
  };
  switch (type) {
    case 'UNIQUE':
      return say('uk', ' UNIQUE (', ...columns, ')');
    case 'PRIMARY KEY':
      return say('pk', ' PRIMARY KEY (', ...columns, ')');
    case 'CHECK': {
      const where = entry(options, 'where');
      const condition = where && conditionOf(where, dialect);
      return condition && say('ck', ' CHECK (', condition, ')');
    }
    case 'DEFAULT': {
      const value = entry(options, 'defaultValue');
      const text = value && defaultOf(value, made('', place), dialect);
      return text && text !== 'none' ? say('df', ' DEFAULT (', text, ') FOR ', ...columns) : undefined;
    }
    case 'FOREIGN KEY': {
      const to = entry(options, 'references');
      const other = to && tableNameOf(entry(to, 'table', 'model'), dialect);
      const refs = textsOf(entry(to, 'field', 'fields', 'key'));
      if (!other || !refs) return undefined;
      const list = between(
        refs.map((one) => quoted(one, dialect)),
        ', ',
      );
      return say(
        `${other.name.text}_fk`,
        ' FOREIGN KEY (',
        ...columns,
        ') REFERENCES ',
        other.sql,
        ' (',
        ...list,
        ')',
        ...actionsOf(options),
      );
    }
    default:
      return undefined;
  }
}
