import { type Bound, type Call, type TextValue, textValue } from '../../code';
import { between, compose, entry, isSet, itemsOf, made, type Part, textsOf } from '../code/compose';
import { columnsOf, constraintsOf, tableBody, typeOf } from './columns';
import { literalOf, nameOf, quoted } from './compose';

/** The SQL of one call; undefined when its arguments cannot be told. */
export type Builder = (
  call: Call,
  args: readonly Bound[],
  shorthands: Bound | undefined,
) => readonly TextValue[] | undefined;

/** Calls that change nothing. */
export const NOTHING: ReadonlySet<string> = new Set(['noTransaction', 'func', 'toString', 'query', 'select']);

const one = (call: Call, parts: readonly Part[]): readonly TextValue[] => [compose(call, parts)];
const exists = (options: Bound | undefined) => (isSet(options, 'ifExists') ? 'IF EXISTS ' : '');
const notExists = (options: Bound | undefined) => (isSet(options, 'ifNotExists') ? 'IF NOT EXISTS ' : '');
const cascades = (options: Bound | undefined) => (isSet(options, 'cascade') ? ' CASCADE' : '');

const createTable: Builder = (call, [name, columns, options], shorthands) => {
  const table = nameOf(name);
  const body = columns && columnsOf(columns, shorthands);
  if (!table || !body) return undefined;
  const extra = entry(options, 'constraints');
  const constraints = extra ? constraintsOf(table, extra, undefined) : [];
  const inherits = nameOf(entry(options, 'inherits'));
  const comment = entry(options, 'comment');
  const said = comment && literalOf(comment);
  const lines = [tableBody(call, table, body), ...constraints].filter((line) => line.length > 0);
  const create = compose(call, [
    `CREATE ${isSet(options, 'temporary') ? 'TEMPORARY ' : ''}TABLE ${notExists(options)}`,
    table,
    ' (',
    ...between(
      lines.map((line) => compose(call, line)),
      ', ',
    ),
    ')',
    ...(inherits ? [' INHERITS (', inherits, ')'] : []),
  ]);
  return said ? [create, compose(call, ['COMMENT ON TABLE ', table, ' IS ', said])] : [create];
};

const dropOf =
  (what: string): Builder =>
  (call, [name, options]) => {
    const names = textsOf(name)?.map(quoted) ?? [nameOf(name)];
    if (names.some((known) => known === undefined)) return undefined;
    return names.map((known) => compose(call, [`DROP ${what} ${exists(options)}`, known, cascades(options)]));
  };

const addColumns: Builder = (call, [name, columns, options], shorthands) => {
  const table = nameOf(name);
  const found = columns && columnsOf(columns, shorthands);
  if (!table || !found) return undefined;
  return found.map(({ parts, isKey }) =>
    compose(call, ['ALTER TABLE ', table, ` ADD COLUMN ${notExists(options)}`, ...parts, isKey ? ' PRIMARY KEY' : '']),
  );
};

const dropColumns: Builder = (call, [name, columns, options]) => {
  const table = nameOf(name);
  const found = textsOf(columns) ?? (columns && columnsOf(columns, undefined)?.map((column) => column.name));
  if (!table || !found) return undefined;
  return found.map((column) =>
    compose(call, ['ALTER TABLE ', table, ` DROP COLUMN ${exists(options)}`, quoted(column), cascades(options)]),
  );
};

const renameOf =
  (head: string, middle: string): Builder =>
  (call, args) => {
    const names = args.slice(0, middle === '' ? 2 : 3).map(nameOf);
    const [table, from, to] = middle === '' ? [names[0], undefined, names[1]] : names;
    if (!table || !to || (middle !== '' && !from)) return undefined;
    return one(call, [head, table, ` RENAME${middle} `, from, middle === '' ? 'TO ' : ' TO ', to]);
  };

const alterColumn: Builder = (call, [name, column, options]) => {
  const [table, own] = [nameOf(name), nameOf(column)];
  if (!table || !own || !options) return undefined;
  const head: readonly Part[] = ['ALTER TABLE ', table, ' ALTER COLUMN ', own];
  const found: TextValue[] = [];
  const [type, standard, using] = [entry(options, 'type'), entry(options, 'default'), entry(options, 'using')];
  const [toType, value, by] = [type && typeOf(type), standard && literalOf(standard), using && textValue(using)];
  if (standard)
    found.push(
      compose(call, value && value.text !== 'null' ? [...head, ' SET DEFAULT ', value] : [...head, ' DROP DEFAULT']),
    );
  if (toType) found.push(compose(call, [...head, ' SET DATA TYPE ', toType, ...(by ? [' USING ', by] : [])]));
  if (isSet(options, 'notNull')) found.push(compose(call, [...head, ' SET NOT NULL']));
  else if (entry(options, 'notNull') || isSet(options, 'allowNull'))
    found.push(compose(call, [...head, ' DROP NOT NULL']));
  return found.length > 0 ? found : undefined;
};

const addConstraint: Builder = (call, [name, constraint, options]) => {
  const table = nameOf(name);
  if (!table || !options) return undefined;
  const own = constraint && textValue(constraint);
  const text = textValue(options);
  const lines = text ? [[...(own ? ['CONSTRAINT ', quoted(own), ' '] : []), text]] : constraintsOf(table, options, own);
  return lines.length > 0 ? lines.map((line) => compose(call, ['ALTER TABLE ', table, ' ADD ', ...line])) : undefined;
};

const onConstraint =
  (words: string): Builder =>
  (call, [name, constraint, options]) => {
    const [table, own] = [nameOf(name), nameOf(constraint)];
    return (
      table &&
      own &&
      one(call, ['ALTER TABLE ', table, ` ${words} CONSTRAINT ${exists(options)}`, own, cascades(options)])
    );
  };

/** A column of an index: `'email'`, `'lower(email)'`, `{ name: 'email', opclass: 'text_ops', sort: 'DESC' }`. */
interface IndexKey {
  readonly name: TextValue;
  readonly parts: readonly Part[];
}

function indexKeys(bound: Bound | undefined): readonly IndexKey[] | undefined {
  const keys = itemsOf(bound).map((item): IndexKey | undefined => {
    const given = entry(item, 'name') ?? item;
    const name = textValue(given);
    if (!name) return undefined;
    const [opclass, sort] = [entry(item, 'opclass'), entry(item, 'sort')];
    const [by, order] = [nameOf(opclass), sort && textValue(sort)];
    // utils, generateColumnString: what has parentheses or spaces is an expression.
    const own = /[ ().]/.test(name.text) ? name : quoted(name);
    return { name, parts: [own, ...(by ? [' ', by] : []), ...(order ? [' ', order] : [])] };
  });
  const known = keys.filter((key) => key !== undefined);
  return known.length === keys.length ? known : undefined;
}

/** `users_email_unique_index` (operations/indexes, generateIndexName). */
function indexName(call: Call, table: TextValue, keys: readonly IndexKey[], options: Bound | undefined): TextValue {
  const given = entry(options, 'name');
  const named = given && textValue(given);
  if (named) return quoted(named);
  const own = table.text.replace(/^.*\./, '').replaceAll('"', '');
  const ending = isSet(options, 'unique') ? '_unique_index' : '_index';
  return quoted(made(`${[own, ...keys.map(({ name }) => name.text)].join('_')}${ending}`, call));
}

const createIndex: Builder = (call, [name, columns, options]) => {
  const table = nameOf(name);
  const keys = indexKeys(columns);
  if (!table || !keys || keys.length === 0) return undefined;
  const [method, where] = [entry(options, 'method'), entry(options, 'where')];
  const [by, condition] = [method && textValue(method), where && textValue(where)];
  const include = textsOf(entry(options, 'include'))?.map(quoted);
  const unique = isSet(options, 'unique') ? 'UNIQUE ' : '';
  const concurrently = isSet(options, 'concurrently') ? 'CONCURRENTLY ' : '';
  return one(call, [
    `CREATE ${unique}INDEX ${concurrently}${notExists(options)}`,
    indexName(call, table, keys, options),
    ' ON ',
    table,
    ...(by ? [' USING ', by] : []),
    ' (',
    ...between(
      keys.map(({ parts }) => compose(call, parts)),
      ', ',
    ),
    ')',
    ...(include ? [' INCLUDE (', ...between(include, ', '), ')'] : []),
    ...(condition ? [' WHERE ', condition] : []),
  ]);
};

const dropIndex: Builder = (call, [name, columns, options]) => {
  const table = nameOf(name);
  const keys = indexKeys(columns);
  if (!table || !keys) return undefined;
  const concurrently = isSet(options, 'concurrently') ? 'CONCURRENTLY ' : '';
  return one(call, [
    `DROP INDEX ${concurrently}${exists(options)}`,
    indexName(call, table, keys, options),
    cascades(options),
  ]);
};

const createType: Builder = (call, [name, values]) => {
  const type = nameOf(name);
  const list = textsOf(values);
  if (type && list) {
    const labels = list.map((label) => compose(call, ["'", label, "'"]));
    return one(call, ['CREATE TYPE ', type, ' AS ENUM (', ...between(labels, ', '), ')']);
  }
  const attributes = values && columnsOf(values, undefined);
  if (!type || !attributes) return undefined;
  const lines = attributes.map(({ parts }) => compose(call, parts));
  return one(call, ['CREATE TYPE ', type, ' AS (', ...between(lines, ', '), ')']);
};

const addTypeValue: Builder = (call, [name, value, options]) => {
  const [type, label] = [nameOf(name), value && literalOf(value)];
  if (!type || !label) return undefined;
  const place = (word: string): readonly Part[] => {
    const beside = entry(options, word.toLowerCase());
    const other = beside && literalOf(beside);
    return other ? [` ${word} `, other] : [];
  };
  return one(call, [
    'ALTER TYPE ',
    type,
    ` ADD VALUE ${notExists(options)}`,
    label,
    ...place('BEFORE'),
    ...place('AFTER'),
  ]);
};

const createOf =
  (what: string): Builder =>
  (call, [name, options]) => {
    const names = textsOf(name)?.map(quoted) ?? [nameOf(name)];
    if (names.some((known) => known === undefined)) return undefined;
    return names.map((known) => compose(call, [`CREATE ${what} ${notExists(options)}`, known]));
  };

const createView =
  (what: string): Builder =>
  (call, [name, options, definition]) => {
    const view = nameOf(name);
    const query = definition && textValue(definition);
    const replace = isSet(options, 'replace') ? 'OR REPLACE ' : '';
    return view && query && one(call, [`CREATE ${replace}${what} ${notExists(options)}`, view, ' AS ', query]);
  };

const truncate: Builder = (call, [name, options]) => {
  const table = nameOf(name);
  return table && one(call, ['TRUNCATE ', table, cascades(options)]);
};

/** Every call by its name (salsita.github.io/node-pg-migrate, "Migrations"), the older names too. */
export const BUILDERS: Readonly<Record<string, Builder>> = {
  createTable,
  dropTable: dropOf('TABLE'),
  renameTable: renameOf('ALTER TABLE ', ''),
  addColumns,
  addColumn: addColumns,
  dropColumns,
  dropColumn: dropColumns,
  renameColumn: renameOf('ALTER TABLE ', ' COLUMN'),
  alterColumn,
  addConstraint,
  createConstraint: addConstraint,
  dropConstraint: onConstraint('DROP'),
  renameConstraint: renameOf('ALTER TABLE ', ' CONSTRAINT'),
  createIndex,
  addIndex: createIndex,
  dropIndex,
  createType,
  addType: createType,
  dropType: dropOf('TYPE'),
  renameType: renameOf('ALTER TYPE ', ''),
  addTypeValue,
  createExtension: createOf('EXTENSION'),
  addExtension: createOf('EXTENSION'),
  dropExtension: dropOf('EXTENSION'),
  createSchema: createOf('SCHEMA'),
  dropSchema: dropOf('SCHEMA'),
  createSequence: createOf('SEQUENCE'),
  dropSequence: dropOf('SEQUENCE'),
  createView: createView('VIEW'),
  dropView: dropOf('VIEW'),
  createMaterializedView: createView('MATERIALIZED VIEW'),
  dropMaterializedView: dropOf('MATERIALIZED VIEW'),
  truncateTable: truncate,
};
