import type { Dialect, Span } from '../../model';
import type { Cases } from '../cases';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'reserved-word-identifier',
  category: 'naming',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'A table or column is called as a word of the language: without quotes a query is refused, or asks something else.',
  why: 'SELECT * FROM user gives the current user in PostgreSQL, with no error; FROM order is refused. Opinion: an ORM that quotes everything hides it.',
  instead: 'users, orders, position, group_name.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-keywords-appendix.html',
    'https://dev.mysql.com/doc/refman/8.4/en/keywords.html',
    'https://learn.microsoft.com/en-us/sql/t-sql/language-elements/reserved-keywords-transact-sql',
  ],
  check: {
    table(table, context) {
      if (table.partitionOf) return;
      ask(table.name, table.at, 'Table', context);
      for (const { name, at } of table.columns) ask(name, at, `${table.name}: column`, context);
    },
  },
});

function ask(name: string, span: Span, what: string, context: BaseContext): void {
  if (!isReserved(name.toLowerCase(), context.dialect)) return;
  const how =
    context.dialect === 'postgresql' && name === 'user'
      ? 'without quotes it means the current user'
      : 'without quotes a query is refused';
  context.report({ span, message: `${what} ${name} is a word of the language: ${how}. Choose another name.` });
}

/** Reserved in all of the dialects, of those that anybody would call a thing. */
const EVERYWHERE = new Set(
  'all and as asc between by case check column create default delete desc distinct drop else exists for foreign from group having in index insert into is join key like not null on or order primary references select set table then to union unique update user using values when where with'.split(
    ' ',
  ),
);
const OF: Readonly<Partial<Record<Dialect, ReadonlySet<string>>>> = {
  postgresql: new Set(
    'analyse analyze any array both cast collate constraint current_date end except false fetch grant initially intersect lateral leading limit localtime offset only placing returning some symmetric trailing true variadic window'.split(
      ' ',
    ),
  ),
  mysql: new Set(
    'analyze character condition database div each elseif enclosed escaped exit false fetch function generated grant groups interval keys kill lead leading left limit lines load lock loop match mod natural optimize option out over partition precision procedure range rank read release rename repeat replace require restrict return right row rows schema separator signal sql ssl starting stored system trigger true undo unlock unsigned usage use virtual while window write xor'.split(
      ' ',
    ),
  ),
  sqlserver: new Set(
    'any authorization backup begin break browse bulk checkpoint close commit compute constraint contains continue convert cross current cursor database deny disk end escape exec execute exit external fetch file fillfactor function goto grant identity if inner intersect kill left lineno load merge national of off offsets open option over percent pivot plan proc procedure public raiserror read restore return revert revoke right rollback rule save schema session_user shutdown statistics system_user top tran transaction trigger truncate use view waitfor while'.split(
      ' ',
    ),
  ),
  oracle: new Set(
    'access add audit cluster comment compress connect current date exclusive file grant identified immediate increment initial intersect level lock long maxextents minus mode modify nocompress nowait number of offline online option pctfree prior public raw rename resource revoke row rowid rownum rows session share size start successful synonym sysdate trigger uid validate view whenever'.split(
      ' ',
    ),
  ),
};
/** Words of the first list that MySQL lets pass, or PostgreSQL. */
const FREE: Readonly<Partial<Record<Dialect, ReadonlySet<string>>>> = {
  postgresql: new Set([
    'by',
    'delete',
    'drop',
    'exists',
    'index',
    'insert',
    'key',
    'set',
    'update',
    'values',
    'between',
    'is',
    'join',
    'like',
  ]),
  mysql: new Set(['user']),
  oracle: new Set(['key', 'foreign', 'primary', 'references', 'case', 'when', 'join', 'using']),
};

function isReserved(name: string, dialect: Dialect): boolean {
  const own = dialect === 'mariadb' ? 'mysql' : dialect;
  return OF[own]?.has(name) === true || (EVERYWHERE.has(name) && FREE[own]?.has(name) !== true);
}

export const cases: Cases = {
  good: [
    {
      title: 'names of their own',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, position int, name text, value text, key text);',
    },
    {
      title: 'user in MySQL, which is no reserved word',
      dialect: 'mysql',
      sql: 'CREATE TABLE user (id int PRIMARY KEY);',
    },
  ],
  bad: [
    {
      title: 'the current user',
      sql: 'CREATE TABLE «"user"» (id int PRIMARY KEY);',
      says: ['Table user is a word of the language: without quotes it means the current user. Choose another name.'],
    },
    {
      title: 'a column of MySQL',
      dialect: 'mysql',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, «`rank`» int);',
      says: ['t: column rank is a word of the language: without quotes a query is refused. Choose another name.'],
    },
  ],
};
