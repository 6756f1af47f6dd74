import { type Bound, resolve, type TextValue, textValue } from '../../code';
import { between, compose, entry, isSet, itemsOf, made, type Part, textsOf } from '../code/compose';
import { literalOf, nameOf, quoted } from './compose';

/** The builder's own words for types (utils/types.ts, defaultTypeShorthands and typeAdapters). */
const TYPES: Readonly<Record<string, string>> = {
  int: 'integer',
  string: 'text',
  float: 'real',
  double: 'double precision',
  datetime: 'timestamp',
  bool: 'boolean',
};

/** A column's settings: an object, a type alone, or a shorthand of the file's (`id` is one of the builder's). */
function settingsOf(bound: Bound, shorthands: Bound | undefined): readonly Bound[] {
  const text = textValue(bound)?.text;
  const own = entry(bound, 'type');
  const word = text ?? (own && textValue(own)?.text);
  const short = word === undefined ? undefined : entry(shorthands, word);
  const base = short ? settingsOf(short, undefined) : [];
  return text === undefined ? [bound, ...base] : short ? base : [bound];
}

export function typeOf(bound: Bound): TextValue | undefined {
  const text = textValue(bound) ?? nameOf(bound);
  const known = text && Object.hasOwn(TYPES, text.text) ? TYPES[text.text] : undefined;
  return known === undefined ? text : made(known, bound.expr);
}

/** `'users'`, `'"users"'`, `'users(id)'` (utils/formatLines, parseReferences): a plain name is put in quotes, all else stays. */
function target(bound: Bound): TextValue | undefined {
  const text = textValue(bound);
  return text && /^"|\)$/.test(text.text) ? text : nameOf(bound);
}

export function references(options: Bound): readonly Part[] | undefined {
  const to = entry(options, 'references');
  const table = to && target(to);
  if (!table) return undefined;
  const action = (name: string, words: string): readonly Part[] => {
    const value = entry(options, name);
    const text = value && textValue(value);
    return text ? [` ${words} `, text] : [];
  };
  const deferrable = isSet(options, 'deferrable') ? ' DEFERRABLE' : '';
  const deferred = deferrable && isSet(options, 'deferred') ? ' INITIALLY DEFERRED' : '';
  return [
    ' REFERENCES ',
    table,
    ...action('onDelete', 'ON DELETE'),
    ...action('onUpdate', 'ON UPDATE'),
    deferrable + deferred,
  ];
}

interface Column {
  readonly name: TextValue;
  readonly parts: readonly Part[];
  readonly isKey: boolean;
}

function generated(options: Bound): readonly Part[] {
  const identity = entry(options, 'sequenceGenerated', 'generated');
  const precedence = identity && entry(identity, 'precedence');
  const words = precedence && textValue(precedence);
  if (words) return [' GENERATED ', words, ' AS IDENTITY'];
  const expression = entry(options, 'expressionGenerated');
  const text = expression && textValue(expression);
  return text ? [' GENERATED ALWAYS AS (', text, ') STORED'] : [];
}

function column(key: TextValue, value: Bound, shorthands: Bound | undefined): Column | undefined {
  const all = settingsOf(value, shorthands);
  const [first] = all;
  if (!first) return undefined;
  const named = all
    .map((one) => entry(one, 'type'))
    .filter((one) => one !== undefined)
    .at(-1);
  const word = textValue(first)?.text;
  const isId = word === 'id' || (named && textValue(named)?.text) === 'id';
  const type = isId ? made('serial', value.expr) : typeOf(named ?? first);
  if (!type) return undefined;
  const has = (...names: readonly string[]) => {
    const teller = all.find((one) => entry(one, ...names));
    return teller !== undefined && isSet(teller, ...names);
  };
  const given = (name: string) => all.map((one) => entry(one, name)).find((one) => one !== undefined);
  const [standard, check, collation] = [given('default'), given('check'), given('collation')];
  const defaultValue = standard && literalOf(standard);
  const condition = check && textValue(check);
  const collated = collation && textValue(collation);
  const refers = all.map(references).find((one) => one !== undefined);
  const parts: readonly Part[] = [
    quoted(key),
    ' ',
    type,
    ...(collated ? [' COLLATE ', collated] : []),
    ...(defaultValue ? [' DEFAULT ', defaultValue] : []),
    has('notNull') || has('primaryKey') ? ' NOT NULL' : '',
    has('unique') ? ' UNIQUE' : '',
    ...(condition ? [' CHECK (', condition, ')'] : []),
    ...(refers ?? []),
    ...generated(first),
  ];
  return { name: quoted(key), parts, isKey: isId || has('primaryKey') };
}

/** The columns of an object; undefined when one of them cannot be told. */
export function columnsOf(bound: Bound, shorthands: Bound | undefined): readonly Column[] | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'map') return undefined;
  const spread = expr.spreads.flatMap(
    (value): readonly (Column | undefined)[] => columnsOf({ expr: value, scope }, shorthands) ?? [undefined],
  );
  const own = expr.entries.map(({ key, value }) => {
    const name = textValue({ expr: key, scope });
    return name && column(name, { expr: value, scope }, shorthands);
  });
  const all = [...spread, ...own];
  const known = all.filter((one) => one !== undefined);
  return known.length === all.length ? known : undefined;
}

/** What stands between the parentheses of a new table: one key column keeps its key, several make one behind them. */
export function tableBody(
  call: { readonly start: number; readonly end: number },
  table: TextValue,
  columns: readonly Column[],
): readonly Part[] {
  const keys = columns.filter(({ isKey }) => isKey);
  const lines = columns.map((one) =>
    compose(call, [...one.parts, one.isKey && keys.length === 1 ? ' PRIMARY KEY' : '']),
  );
  const plain = table.text.replace(/^.*\./, '').replaceAll('"', '');
  const key =
    keys.length > 1
      ? [
          `, CONSTRAINT "${plain}_pkey" PRIMARY KEY (`,
          ...between(
            keys.map(({ name }) => name),
            ', ',
          ),
          ')',
        ]
      : [];
  return [...between(lines, ', '), ...key];
}

/** Table constraints of an options object, named as the builder names them (operations/tables, parseConstraints). */
export function constraintsOf(
  table: TextValue,
  options: Bound,
  name: TextValue | undefined,
): readonly (readonly Part[])[] {
  const plain = table.text.replace(/^.*\./, '').replaceAll('"', '');
  const called = (fallback: string): readonly Part[] => ['CONSTRAINT ', name ? quoted(name) : `"${fallback}"`, ' '];
  const columns = (bound: Bound | undefined) => textsOf(bound)?.map(quoted);
  const found: (readonly Part[])[] = [];
  const check = textsOf(entry(options, 'check')) ?? [];
  check.forEach((text, at) => {
    found.push([...called(`${plain}_chck${check.length > 1 ? `_${at + 1}` : ''}`), 'CHECK (', text, ')']);
  });
  for (const list of uniques(entry(options, 'unique')))
    found.push([
      ...called(`${plain}_uniq_${list.map(({ text }) => text.replaceAll('"', '')).join('_')}`),
      'UNIQUE (',
      ...between(list, ', '),
      ')',
    ]);
  const key = columns(entry(options, 'primaryKey'));
  if (key) found.push([...called(`${plain}_pkey`), 'PRIMARY KEY (', ...between(key, ', '), ')']);
  for (const foreign of itemsOf(entry(options, 'foreignKeys'))) {
    const from = columns(entry(foreign, 'columns'));
    const to = references(foreign);
    if (!from || !to) continue;
    const words = from.map(({ text }) => text.replaceAll('"', '')).join('_');
    found.push([...called(`${plain}_fk_${words}`), 'FOREIGN KEY (', ...between(from, ', '), ')', ...to]);
  }
  const exclude = entry(options, 'exclude');
  const excluded = exclude && textValue(exclude);
  if (excluded) found.push([...called(`${plain}_excl`), 'EXCLUDE ', excluded]);
  return found;
}

/** One column, several of one key, or several keys. */
function uniques(bound: Bound | undefined): readonly (readonly TextValue[])[] {
  const one = textsOf(bound);
  if (one) return [one.map(quoted)];
  return itemsOf(bound).flatMap((item) => {
    const key = textsOf(item);
    return key ? [key.map(quoted)] : [];
  });
}
