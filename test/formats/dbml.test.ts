import { describe, expect, it } from 'vitest';
import { type Dialect, foldAll, type Table } from '../../src/model';
import { expectLinear } from '../support/growth';
import { formatOf, found } from './support';

function readText(text: string, dialect: Dialect = 'postgresql') {
  const { up } = formatOf('dbml').read({ uri: 'file:///shop.dbml', text }, { dialect });
  const operations = up.statements.flatMap((one) => one.operations);
  const reasons = operations.flatMap((one) =>
    one.kind === 'opaque' ? [`${one.text.split('\n')[0]}: ${one.reason}`] : [],
  );
  return { schema: foldAll(dialect, operations), reasons };
}

function tableOf(text: string, name: string, dialect?: Dialect): Table {
  const { schema, reasons } = readText(text, dialect);
  expect(reasons).toEqual([]);
  return schema.tables.get(name) as Table;
}

const columns = (table: Table) =>
  table.columns.map(({ name, type, notNull, default: value, identity }) =>
    [name, type?.canonical, notNull ? 'required' : '', value ? `= ${value.text}` : '', identity ?? '']
      .filter((word) => word !== '')
      .join(' '),
  );

const keys = (table: Table | undefined) =>
  table?.foreignKeys.map(
    ({ columns: own, refTable, refColumns, onDelete }) =>
      `${own.map(({ name }) => name)} to ${refTable.schema ?? ''}.${refTable.name} ${refColumns.map(({ name }) => name)} ${onDelete ?? ''}`,
  );

describe('tables of DBML', () => {
  it('have columns with settings, quoted names, sized, quoted and array types', () => {
    const text = `Table "order item" as OI [headercolor: #3498DB, note: 'lines'] {
  id bigint [primary key, increment] // counts
  "unit price" decimal(10, 2) [not null, default: 9.5]
  name "character varying" [null, default: 'it\\'s', note: '''
    several
      lines
  ''']
  tags text[]
  at timestamptz [default: \`now()\`]
  on boolean [default: true, unique]
  neg int [default: -1]
  /* a whole
     comment */
  note text
  Note: 'said below'
}`;
    const table = tableOf(text, 'order item');
    expect(columns(table)).toEqual([
      'id bigint required by default',
      'unit price numeric(10,2) required = 9.5',
      "name character varying = 'it''s'",
      'tags text[]',
      'at timestamp with time zone = now()',
      'on boolean = true',
      'neg integer = -1',
      'note text',
    ]);
    expect(table.columns[2]?.comment).toBe('several\n  lines');
    expect([table.comment, table.primaryKey?.name, table.uniques.map(({ name }) => name)]).toEqual([
      'lines',
      'order item_pkey',
      ['order item_on_key'],
    ]);
  });

  it('have indexes, keys of several columns and checks', () => {
    const table = tableOf(
      `Table t {
  a int
  b int
  c text [check: \`c <> ''\`]
  indexes {
    (a, b) [pk]
    c [unique, name: "one_c", type: hash]
    (\`lower(c)\`, b)
  }
  checks {
    \`a > b\` [name: 'order']
  }
}`,
      't',
    );
    expect(table.primaryKey?.columns.map(({ column }) => column?.name)).toEqual(['a', 'b']);
    expect(table.indexes.map(({ name, unique, method }) => [name, unique ?? false, method])).toEqual([
      ['one_c', true, 'hash'],
      ['t_lower_b_idx', false, undefined],
    ]);
    expect(table.checks.map(({ name, expression }) => `${name}: ${expression.text}`)).toEqual([
      "t_c_check: c <> ''",
      'order: a > b',
    ]);
  });

  it('have what their partials have, and their own in its place', () => {
    const table = tableOf(
      `TablePartial base { id int [pk, increment]\n created_at timestamp }
Table t { ~base\n name text\n created_at timestamptz\n indexes { name } }`,
      't',
      'mysql',
    );
    expect(table.columns.map(({ name, type }) => `${name} ${type?.text}`)).toEqual([
      'id int',
      'name text',
      'created_at timestamptz',
    ]);
    expect(table.indexes.map(({ name }) => name)).toEqual(['name']);
  });

  it('have enums as the engine has them', () => {
    const text = `Enum core.status { open\n "in work" [note: 'now'] }\nTable t { s core.status [default: 'open']\n u core.status [default: core.status.open] }`;
    expect(readText(text).schema.enums.get('core.status')?.values).toEqual(['open', 'in work']);
    expect(columns(tableOf(text, 't'))).toEqual(["s core.status = 'open'", "u core.status = 'open'"]);
    expect(tableOf(text, 't', 'mysql').columns[0]?.type?.values).toEqual(['open', 'in work']);
  });
});

describe('references of DBML', () => {
  const TWO = 'Table a { id int [pk] }\nTable app.b as B { id int [pk]\n a_id int\n x int }\n';

  it('point from the many to the one, whichever way they are written', () => {
    const says = (ref: string) => {
      const { schema, reasons } = readText(TWO + ref);
      expect(reasons).toEqual([]);
      return [keys(schema.tables.get('a')), keys(schema.tables.get('app.b'))].flat();
    };
    expect(says('Ref: app.b.a_id > a.id [delete: cascade, update: no action]')).toEqual(['a_id to .a id cascade']);
    expect(says('Ref named: a.id < B.a_id')).toEqual(['a_id to .a id ']);
    expect(says('Ref {\n B.a_id > a.id [delete: set null]\n}')).toEqual(['a_id to .a id set null']);
    expect(says('Ref: a.id - B.a_id')).toEqual(['a_id to .a id ']);
    expect(says('Ref: B.(a_id, x) > a.(id, id)')).toEqual(['a_id,x to .a id,id ']);
    expect(says('Ref: B.a_id ?> a.id')).toEqual(['a_id to .a id ']);
  });

  it('stand behind a column, several of them too', () => {
    const { schema } = readText(
      'Table a { id int [pk]\n b int [ref: < c.a]\n d int [ref: - c.id, ref: > a.id] }\nTable c { id int [pk]\n a int }',
    );
    expect(keys(schema.tables.get('a'))).toEqual(['d to .c id ', 'd to .a id ']);
    expect(keys(schema.tables.get('c'))).toEqual(['a to .a b ']);
  });

  it('of many to many are a table between', () => {
    const { schema } = readText('Table a { id int [pk] }\nTable b { key uuid [pk] }\nRef: a.id <> b.key');
    const between = schema.tables.get('a_b') as Table;
    expect(columns(between)).toEqual(['a_id integer required', 'b_key uuid required']);
    expect(keys(between)).toEqual(['a_id to .a id ', 'b_key to .b key ']);
  });
});

describe('what is not understood', () => {
  it('is said with its line, and diagrams, groups, notes and rows are no part of it', () => {
    const { schema, reasons } = readText(`Table a {
  id int
  ???
  what { x }
}
Something b { c }
Ref: a.id >
TableGroup g [color: #fff] { a }
Note n { 'text' }
DiagramView v { Tables { a } }
Records a(id) { 1\n 2 }`);
    expect([...schema.tables.keys()]).toEqual(['a']);
    expect(reasons).toEqual([
      '???: this line is no column, index or note',
      'what { x }: this line is no column, index or note',
      'Ref: a.id >: this reference has no two sides',
      'Something b { c }: this is no element of DBML',
    ]);
  });

  it('costs no neighbour where a brace or a quote is missing', () => {
    const { schema } = readText("Table a {\n  id int [note: 'open\n\nTable b {\n  id int [pk\n}\nTable c { id int }");
    expect([...schema.tables.keys()]).toEqual(['a', 'b', 'c']);
  });

  it('never throws and never hangs', () => {
    const whole = "Table \"x\" { a b[] [pk, default: `x`] indexes { (a) [pk] } Note: '''n''' } Ref: x.a <> y.b";
    for (let at = 0; at <= whole.length; at++) expect(() => readText(whole.slice(0, at))).not.toThrow();
    const piece = "Table t {\n  id int [pk, note: 'x']\n}\n";
    expectLinear((text) => void readText(text), piece, 'tables');
  });
});

describe('files of DBML', () => {
  it('are a schema each, of the engine that the project names', () => {
    const texts = {
      'docs/a.dbml': "Project p {\n database_type: 'SQL Server'\n}",
      'docs/b.dbml': 'Table t { id int }',
    };
    expect(found('dbml', Object.keys(texts), texts)).toEqual(['docs [sqlserver]: docs/a.dbml', 'docs: docs/b.dbml']);
  });
});
