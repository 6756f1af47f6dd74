import { type Bound, type Link, type Placed, resolve, type Scope, type TextValue, textValue, truth } from '../../code';
import type { Dialect } from '../../model';
import { isMysqlFamily } from '../../model';
import { quoteText } from '../../sql';
import { between, compose, entry, isSet, literal, made, type Part, quoted, textsOf } from '../code/compose';
import { type Foreign, foreignFrom, type Key } from './keys';
import { incrementsSql, typeSql } from './types';
import { defaultOf, rawOf } from './values';

/** A column as its chain of calls tells it. */
export interface KnexColumn {
  readonly place: Placed;
  readonly name: TextValue;
  readonly kind: string;
  readonly type: TextValue;
  /** `NOT NULL`, `NULL`, or nothing said. */
  readonly nullable: 'not null' | 'null' | undefined;
  readonly default: TextValue | undefined;
  readonly rest: readonly Part[];
  readonly checks: readonly Part[];
  readonly comment: string | undefined;
  readonly keys: readonly Key[];
  readonly foreigns: readonly Foreign[];
  /** SQL that must run before: a native enum's type. */
  readonly before: readonly TextValue[];
  /** `.alter()`, and what of the column it alters. */
  readonly alters: { readonly nullable: boolean; readonly type: boolean } | undefined;
  /** What was given and cannot be told. */
  readonly untold: readonly Placed[];
}

export interface ColumnCall {
  readonly place: Placed;
  readonly kind: string;
  readonly links: readonly Link[];
  readonly scope: Scope;
  /** The table's, which its own types have too. */
  readonly schema: TextValue | undefined;
}

const argsOf = ({ call }: Link, scope: Scope): readonly Bound[] =>
  call.args.map(({ value }): Bound => ({ expr: value, scope }));

/** A column; undefined when its name or type cannot be told. */
export function readColumn(
  { place, kind, links, scope, schema }: ColumnCall,
  dialect: Dialect,
): KnexColumn | undefined {
  const [first, ...modifiers] = links;
  if (!first) return undefined;
  const args = argsOf(first, scope);
  const isNumbered = kind === 'increments' || kind === 'bigincrements';
  const given = args[0] && textValue(args[0]);
  const name = given ?? (isNumbered && args.length === 0 ? made('id', place) : undefined);
  const type =
    name && (kind === 'enu' ? enumOf(place, name, args, schema, dialect) : typeOf(place, kind, args, dialect));
  if (!name || !type) return undefined;
  const said = (...names: readonly string[]) => modifiers.findLast((link) => names.includes(link.name));
  const standard = said('defaultTo', 'default', 'defaultsTo');
  const value = standard && argsOf(standard, scope)[0];
  const text = value && defaultOf(value, kind, dialect);
  const comment = said('comment');
  const alter = said('alter');
  const options = alter && argsOf(alter, scope)[0];
  const not = (option: string) => {
    const bound = entry(options, option);
    return bound !== undefined && truth(bound) === false;
  };
  return {
    place,
    name,
    kind,
    type: type.text,
    nullable: isNumbered ? undefined : nullableOf(modifiers, scope),
    default: text && leavesOut(kind, text, dialect) ? undefined : text,
    rest: isMysqlFamily(dialect) ? mysqlWords(said, scope, dialect) : [],
    checks: modifiers.flatMap((link) => checkOf(link, name, argsOf(link, scope), dialect)),
    comment: comment && textOf(argsOf(comment, scope)[0]),
    keys: isNumbered ? [] : keysOf(modifiers, name, scope),
    foreigns: foreignFrom([name], place, modifiers, scope),
    before: type.before,
    alters: alter && { nullable: !not('alterNullable'), type: !not('alterType') },
    untold: standard && value && !text ? [value.expr] : [],
  };
}

const textOf = (bound: Bound | undefined): string | undefined => bound && textValue(bound)?.text;

/** MySQL says nothing where the default is NULL, or where the type takes none (mysql-columncompiler.js, defaultTo). */
function leavesOut(kind: string, value: TextValue, dialect: Dialect): boolean {
  if (!isMysqlFamily(dialect)) return false;
  return value.text === 'NULL' || kind === 'blob' || kind.includes('text');
}

function nullableOf(modifiers: readonly Link[], scope: Scope): KnexColumn['nullable'] {
  const last = modifiers.findLast(({ name }) => /^(?:nullable|notNullable|notNull)$/.test(name));
  if (!last) return undefined;
  const [first] = argsOf(last, scope);
  return last.name !== 'nullable' || (first && truth(first) === false) ? 'not null' : 'null';
}

interface Typed {
  readonly text: TextValue;
  readonly before: readonly TextValue[];
}

function typeOf(place: Placed, kind: string, args: readonly Bound[], dialect: Dialect): Typed | undefined {
  if (kind === 'specifictype') {
    const own = args[1] && (textValue(args[1]) ?? rawOf(args[1], dialect));
    return own && { text: own, before: [] };
  }
  if (kind === 'increments' || kind === 'bigincrements') {
    const option = entry(args[1], 'primaryKey');
    const isKey = option === undefined || truth(option) !== false;
    return { text: made(incrementsSql(kind, isKey ? 'key' : 'no key', dialect), place), before: [] };
  }
  const key = kind === 'uuid' && isSet(args[1], 'primaryKey') ? ' PRIMARY KEY' : '';
  return { text: made(typeSql(kind, args.slice(1), dialect) + key, place), before: [] };
}

function enumOf(
  place: Placed,
  name: TextValue,
  args: readonly Bound[],
  table: TextValue | undefined,
  dialect: Dialect,
): Typed | undefined {
  const [, values, options] = args;
  const labels = textsOf(values)?.map((label) => made(quoteText(label.text, dialect), label.pieces[0] ?? place));
  const list = labels && compose(place, between(labels, ', '));
  if (isMysqlFamily(dialect)) return list && { text: compose(place, ['enum(', list, ')']), before: [] };
  if (dialect === 'sqlserver') return { text: made('nvarchar(100)', place), before: [] };
  if (dialect === 'oracle' && labels) {
    const longest = Math.max(1, ...labels.map(({ text }) => text.length - 2));
    return list && { text: checked(place, `varchar2(${longest})`, name, list, dialect), before: [] };
  }
  if (dialect !== 'postgresql' || !isSet(options, 'useNative'))
    return list && { text: checked(place, 'text', name, list, dialect), before: [] };
  const own = entry(options, 'enumName');
  const bare = own && textValue(own);
  const schema = entry(options, 'schemaName');
  const qualifier = schema ? textValue(schema) : table;
  if (!bare) return undefined;
  const type = compose(place, [...(qualifier ? [quoted(qualifier, dialect), '.'] : []), quoted(bare, dialect)]);
  if (isSet(options, 'existingType')) return { text: type, before: [] };
  return list && { text: type, before: [compose(place, ['CREATE TYPE ', type, ' AS ENUM (', list, ')'])] };
}

function checked(place: Placed, type: string, name: TextValue, list: TextValue, dialect: Dialect): TextValue {
  return compose(place, [`${type} check (`, quoted(name, dialect), ' in (', list, '))']);
}

type Said = (...names: readonly string[]) => Link | undefined;

function mysqlWords(said: Said, scope: Scope, dialect: Dialect): readonly Part[] {
  const text = (link: Link | undefined) => link && textOf(argsOf(link, scope)[0]);
  const [comment, collation, after] = [text(said('comment')), text(said('collate')), said('after')];
  const behind = after && argsOf(after, scope)[0];
  const column = behind && textValue(behind);
  return [
    comment === undefined ? '' : ` comment ${quoteText(comment, dialect)}`,
    collation === undefined ? '' : ` collate '${collation}'`,
    said('first') ? ' first' : '',
    ...(column ? [' after ', quoted(column, dialect)] : []),
  ];
}

/** `unsigned` stands between the type and NOT NULL. */
function unsigned(column: { readonly links: readonly Link[] }, dialect: Dialect): string {
  return isMysqlFamily(dialect) && column.links.some(({ name }) => name === 'unsigned') ? ' unsigned' : '';
}

function keysOf(modifiers: readonly Link[], name: TextValue, scope: Scope): readonly Key[] {
  return modifiers.flatMap((link): readonly Key[] => {
    if (link.name !== 'index' && link.name !== 'unique' && link.name !== 'primary') return [];
    const [first, second] = argsOf(link, scope);
    const place = {
      start: link.call.callee.kind === 'member' ? link.call.callee.nameAt.start : link.call.start,
      end: link.call.end,
    };
    return [{ kind: link.name, place, columns: [name], named: first, options: second }];
  });
}

function checkOf(link: Link, column: TextValue, args: readonly Bound[], dialect: Dialect): readonly Part[] {
  const own = quoted(column, dialect);
  const [first, second] = args;
  const say = (condition: readonly Part[], named: Bound | undefined): readonly Part[] => {
    const name = named && textValue(named);
    return [' ', ...(name ? ['constraint ', quoted(name, dialect), ' '] : []), 'check (', ...condition, ')'];
  };
  const values = () => itemsLiteral(first, dialect);
  switch (link.name) {
    case 'checkPositive':
    case 'checkNegative':
      return say([own, link.name === 'checkPositive' ? ' > 0' : ' < 0'], first);
    case 'checkIn':
    case 'checkNotIn': {
      const list = values();
      return list
        ? say([own, link.name === 'checkIn' ? ' in (' : ' not in (', ...between(list, ', '), ')'], second)
        : [];
    }
    case 'checkBetween': {
      const list = values();
      const [low, high] = list ?? [];
      return low && high ? say([own, ' between ', low, ' and ', high], second) : [];
    }
    case 'checkLength': {
      const [operator, length] = [textOf(first), textOf(second)];
      return operator && length
        ? say([dialect === 'sqlserver' ? 'LEN(' : 'length(', own, `) ${operator} ${length}`], args[2])
        : [];
    }
    case 'checkRegex': {
      const pattern = first && literal(first, dialect);
      return pattern ? say([own, dialect === 'postgresql' ? ' ~ ' : ' REGEXP ', pattern], second) : [];
    }
    case 'check': {
      const condition = first && (textValue(first) ?? rawOf(first, dialect));
      return condition ? say([condition], args[2]) : [];
    }
    default:
      return [];
  }
}

function itemsLiteral(bound: Bound | undefined, dialect: Dialect): readonly TextValue[] | undefined {
  const list = bound && resolve(bound);
  if (list?.expr.kind !== 'list') return undefined;
  const items = list.expr.items.map((expr) => literal({ expr, scope: list.scope }, dialect));
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? known : undefined;
}

/** The definition as it stands in CREATE TABLE, ADD COLUMN and MODIFY. */
export function definition(column: KnexColumn, table: string, links: readonly Link[], dialect: Dialect): TextValue {
  const named = dialect === 'sqlserver' ? `CONSTRAINT ${`${table}_${column.name.text}_default`.toLowerCase()} ` : '';
  return compose(column.place, [
    quoted(column.name, dialect),
    ' ',
    column.type,
    unsigned({ links }, dialect),
    column.nullable ? ` ${column.nullable}` : '',
    ...(column.default ? [` ${named}default `, column.default] : []),
    ...column.checks,
    ...column.rest,
  ]);
}
