import type { Cases } from '../cases';
import { isText, ownColumns, wordsOf } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'ip-as-text',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mariadb'],
  recommended: false,
  what: 'An IP address kept as text cannot be compared with a network, and ::1 and 0:0:0:0:0:0:0:1 are two values.',
  why: 'Whether it lies in 10.0.0.0/8 is no question for a text, order is that of letters, and what is no address is stored as well. Opinion: addresses that are only shown, hashed or shortened may be text.',
  instead: 'inet (PostgreSQL), INET6 (MariaDB 10.5).',
  sources: ['https://www.postgresql.org/docs/current/datatype-net-types.html', 'https://mariadb.com/kb/en/inet6/'],
  check: {
    table(table, context) {
      for (const column of ownColumns(table)) {
        if (!isText(column) || column.type?.dimensions || !namesAddress(column.name)) continue;
        context.report({
          span: column.type?.span ?? column.at,
          table,
          message: `${table.name}.${column.name} keeps an IP address as text: no question about networks can be asked, and one address has many spellings. Use ${context.dialect === 'postgresql' ? 'inet' : 'INET6'}.`,
        });
      }
    },
  },
});

function namesAddress(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  return (
    /^(?:ip|ipv4|ipv6|ipaddr|ipaddress)$/.test(last) ||
    (/^addr(?:ess)?$/.test(last) && /^ip(?:v[46])?$/.test(words.at(-2) ?? ''))
  );
}

export const cases: Cases = {
  good: [
    { title: 'inet', sql: 'CREATE TABLE t (id int PRIMARY KEY, ip inet);' },
    { title: 'other addresses', sql: 'CREATE TABLE t (id int PRIMARY KEY, address text, ip_hash text);' },
  ],
  bad: [
    {
      title: 'by name',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, ip «varchar(45)»);',
      says: [
        't.ip keeps an IP address as text: no question about networks can be asked, and one address has many spellings. Use inet.',
      ],
    },
    {
      title: 'in camel case',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, "remoteIpAddress" «text»);',
      says: [
        't.remoteIpAddress keeps an IP address as text: no question about networks can be asked, and one address has many spellings. Use inet.',
      ],
    },
  ],
};
