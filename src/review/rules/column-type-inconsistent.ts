import type { Column, Schema, Table } from '../../model';
import type { Cases } from '../cases';
import { wordsOf } from '../column-words';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'column-type-inconsistent',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'An id of the same name has another type here than in the other tables.',
  why: 'A join of the two converts one side, which its index does not serve (MySQL) or the server refuses (PostgreSQL: operator does not exist: bigint = text); the smaller integer overflows first. Only ids are compared, and only where two other tables agree; a column with a foreign key is left to foreign-key-type-mismatch. Opinion: a name may be an id of another system in one table.',
  instead: 'Give it the type of the others.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.4/en/type-conversion.html',
    'https://www.postgresql.org/docs/current/typeconv-oper.html',
  ],
  check: {
    schema(schema, context) {
      for (const [name, uses] of idsOf(schema)) {
        const common = mostOf(uses.map(({ column }) => kindOf(column)));
        const agree = uses.filter(({ column }) => kindOf(column) === common);
        const others = uses.filter(({ column }) => kindOf(column) !== common);
        const [first] = agree;
        if (!first || agree.length < 2 || agree.length < 3 * others.length) continue;
        for (const { table, column } of others) {
          if (isReference(table, column) || isOwnKey(table, column)) continue;
          context.report({
            span: column.type?.span ?? column.at,
            table,
            message: `${table.name}.${name} is ${column.type?.text}, and ${first.column.type?.text} in ${first.table.name}${agree.length > 1 ? ` and ${agree.length - 1} more` : ''}: joins convert one side and lose its index, or fail. Give it the same type.`,
          });
        }
      }
    },
  },
});

interface Use {
  readonly table: Table;
  readonly column: Column;
}

/** Columns named `<something>_id`, which mean the same thing wherever they stand. */
function idsOf(schema: Schema): ReadonlyMap<string, readonly Use[]> {
  const found = new Map<string, Use[]>();
  for (const table of schema.tables.values()) {
    if (!isDesigned(table)) continue;
    for (const column of table.columns) {
      const words = wordsOf(column.name);
      if (words.length < 2 || words.at(-1) !== 'id' || !column.type || column.type.dimensions || isVague(words))
        continue;
      if (/^(?:unknown|none|user)$/.test(column.type.family)) continue;
      found.set(column.name, [...(found.get(column.name) ?? []), { table, column }]);
    }
  }
  return found;
}

/** Ids that other systems give, or whose target the name does not say. */
function isVague(words: readonly string[]): boolean {
  return words.some((word) =>
    /^(?:external|ext|remote|provider|source|target|object|entity|item|parent|resource|record|subject|ref|reference|owner|model|foreign|client|request|message|stripe|global|public|row|data|content|node|trace|session|device|instance|account)$/.test(
      word,
    ),
  );
}

/** Texts of any length join with each other. */
function kindOf({ type }: Column): string {
  const family = type?.family ?? '';
  if (/^(?:text|varchar|char|citext)$/.test(family)) return 'text';
  return type?.unsigned ? `${family} unsigned` : family;
}

function mostOf(kinds: readonly string[]): string | undefined {
  const count = (kind: string) => kinds.filter((other) => other === kind).length;
  return [...kinds].sort((a, b) => count(b) - count(a))[0];
}

function isOwnKey({ primaryKey }: Table, { name }: Column): boolean {
  return primaryKey?.columns.length === 1 && primaryKey.columns[0]?.column?.name === name;
}

function isReference({ foreignKeys }: Table, { name }: Column): boolean {
  return foreignKeys.some(({ columns }) => columns.some((column) => column.name === name));
}

const THREE = [1, 2, 3].map((n) => `CREATE TABLE t${n} (id bigint PRIMARY KEY, customer_id bigint);`).join('\n');

export const cases: Cases = {
  good: [
    { title: 'the same everywhere', before: THREE, sql: 'CREATE TABLE t (id bigint PRIMARY KEY, customer_id bigint);' },
    {
      title: 'texts of several lengths',
      sql: 'CREATE TABLE a (customer_id text);\nCREATE TABLE b (customer_id varchar(20));\nCREATE TABLE c (customer_id varchar(40));',
    },
    {
      title: 'an id that another system gives',
      before: THREE.replaceAll('customer_id', 'external_id'),
      sql: 'CREATE TABLE t (id bigint PRIMARY KEY, external_id text);',
    },
  ],
  bad: [
    {
      title: 'a smaller integer',
      before: THREE,
      sql: 'CREATE TABLE t (id bigint PRIMARY KEY, customer_id «integer»);',
      says: [
        't.customer_id is integer, and bigint in t1 and 2 more: joins convert one side and lose its index, or fail. Give it the same type.',
      ],
    },
  ],
};
