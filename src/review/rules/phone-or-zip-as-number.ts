import type { Cases } from '../cases';
import { isInteger, ownColumns, wordsOf } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'phone-or-zip-as-number',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver'],
  recommended: true,
  what: 'A phone number, postal code or card number is kept as an integer.',
  why: 'Leading zeros are lost (01234, 00420…), + and letters have no place, and long ones overflow; nobody adds them up. Counts, ids and flags by such names are exempt.',
  instead: 'text, with a CHECK on its form.',
  sources: ['https://www.itu.int/rec/T-REC-E.164/'],
  check: {
    table(table, context) {
      for (const column of ownColumns(table)) {
        if (!isInteger(column) || !saysNumber(column.name)) continue;
        context.report({
          span: column.type?.span ?? column.at,
          table,
          message: `${table.name}.${column.name} is an integer: leading zeros are lost, + and letters have no place. Use text with a CHECK on its form.`,
        });
      }
    },
  },
});

function saysNumber(name: string): boolean {
  const words = wordsOf(name);
  if (
    words.some((word) =>
      /^(?:id|ids|count|counts|num|total|type|status|verified|is|has|version|len|length|type)$/.test(word),
    )
  )
    return false;
  const last = words.at(-1) ?? '';
  return (
    /^(?:phone|telephone|mobile|fax|zip|zipcode|postcode|postalcode|iban|isbn|ssn)$/.test(last) ||
    /(?:phone|telephone|mobile|fax)number$|(?:zip|postal|post)code$|(?:card|account)number$/.test(words.join(''))
  );
}

export const cases: Cases = {
  good: [
    { title: 'text', sql: 'CREATE TABLE t (id int PRIMARY KEY, phone text, zip_code varchar(10));' },
    { title: 'a reference and a count', sql: 'CREATE TABLE t (id int PRIMARY KEY, phone_id int, phone_count int);' },
  ],
  bad: [
    {
      title: 'a phone and a postal code',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, phone «bigint», zip_code «int»);',
      says: [
        't.phone is an integer: leading zeros are lost, + and letters have no place. Use text with a CHECK on its form.',
        't.zip_code is an integer: leading zeros are lost, + and letters have no place. Use text with a CHECK on its form.',
      ],
    },
  ],
};
