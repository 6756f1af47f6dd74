import type { Table } from '../../model';
import type { Cases } from '../cases';
import { isText, wordsOf } from '../column-words';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'entity-attribute-value',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'A table of entity, attribute and value keeps what should be columns as rows of text.',
  why: 'No value has a type, none can be required or checked, and a question about two attributes joins the table with itself. Opinion: free metadata of users, of which no query asks, may be kept so.',
  instead: 'Columns for what is known, one jsonb column for the rest.',
  sources: ['https://pragprog.com/titles/bksap1/sql-antipatterns-volume-1/'],
  check: {
    table(table, context) {
      const found = isDesigned(table) ? shapeOf(table) : undefined;
      if (!found) return;
      context.report({
        span: table.at,
        table,
        message: `${table.name} keeps (${found.join(', ')}): attributes as rows of text, which have no type, cannot be required, and take a join each. Use columns, or a json column for what is free.`,
      });
    },
  },
});

/** An id of the entity, a name of the attribute, a text of its value, and hardly anything besides. */
function shapeOf(table: Table): readonly string[] | undefined {
  if (table.columns.length > 7) return undefined;
  const by = (fits: RegExp) =>
    table.columns.find((column) => isText(column) && fits.test(wordsOf(column.name).join('_')));
  const attribute = by(
    /^(?:(?:meta|attribute|property|attr|prop|field|option)_?)?(?:key|name|attribute|property|code)$/,
  );
  const value = by(/^(?:(?:meta|attribute|property|attr|prop|field|option)_?)?value$/);
  const entity = table.foreignKeys.length === 1 ? table.foreignKeys[0]?.columns[0]?.name : undefined;
  return attribute && value && entity ? [entity, attribute.name, value.name] : undefined;
}

const P = 'CREATE TABLE products (id int PRIMARY KEY);';

export const cases: Cases = {
  good: [
    { title: 'settings of the whole', sql: 'CREATE TABLE settings (key text PRIMARY KEY, value text);' },
    {
      title: 'values of a type',
      sql: `${P}\nCREATE TABLE prices (product_id int REFERENCES products, name text, value numeric);`,
    },
  ],
  bad: [
    {
      title: 'attributes of products',
      sql: `${P}\nCREATE TABLE «product_attributes» (id int PRIMARY KEY, product_id int REFERENCES products, name text, value text);`,
      says: [
        'product_attributes keeps (product_id, name, value): attributes as rows of text, which have no type, cannot be required, and take a join each. Use columns, or a json column for what is free.',
      ],
    },
  ],
};
