import type { Cases } from '../cases';
import { wordsOf } from '../column-words';
import { listed } from '../names';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'pii-column-unmarked',
  category: 'security',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'oracle'],
  recommended: false,
  what: 'Columns whose names say personal data have no comment that marks them.',
  why: 'Who must delete, export or mask personal data looks for it by its mark. Opinion, for teams that keep such a register; a table is told once.',
  instead: "COMMENT ON COLUMN … IS 'pii: …'.",
  sources: ['https://eur-lex.europa.eu/eli/reg/2016/679/oj'],
  check: {
    table(table, context) {
      if (!isDesigned(table)) return;
      const found = table.columns.filter(({ name, comment }) => !comment && isPersonal(name));
      const [first] = found;
      if (!first) return;
      context.report({
        span: first.at,
        table,
        message: `${listed(found.map(({ name }) => name))} of ${table.name} hold${found.length === 1 ? 's' : ''} personal data by name, and no comment marks it.`,
      });
    },
  },
});

function isPersonal(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  return (
    /^(?:email|phone|mobile|ssn|passport|iban|dob|birthday|birthdate)$/.test(last) ||
    /^(?:firstname|lastname|fullname|surname|birthdate|dateofbirth|phonenumber|emailaddress|ipaddress|taxid|nationalid)$/.test(
      words.join(''),
    )
  );
}

export const cases: Cases = {
  good: [
    {
      title: 'a mark',
      sql: "CREATE TABLE t (id int PRIMARY KEY, email text);\nCOMMENT ON COLUMN t.email IS 'pii: contact';",
    },
    { title: 'nothing personal', sql: 'CREATE TABLE t (id int PRIMARY KEY, name text, email_sent_at timestamptz);' },
  ],
  bad: [
    {
      title: 'no mark',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, «email» text, first_name text);',
      says: ['email and first_name of t hold personal data by name, and no comment marks it.'],
    },
  ],
};
