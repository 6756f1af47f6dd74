import { describe, expect, it } from 'vitest';
import type { WrittenFile } from '../../src/formats';
import type { Dialect } from '../../src/model';
import { readSql } from '../../src/sql';
import { formatOf, portOf } from './support';

type Files = Readonly<Record<string, string>>;

interface Steps {
  readonly up: string;
  readonly down?: string;
  readonly name?: string;
  readonly dialect?: Dialect;
}

function operationsOf(sql: string, dialect: Dialect) {
  return readSql('file:///steps.sql', sql, dialect).statements.flatMap(({ operations }) => operations);
}

/** What the writer makes of SQL in a project. */
function written(files: Files, { up, down = '', name = 'Add loyalty', dialect = 'postgresql' }: Steps) {
  const { locate, write } = formatOf('liquibase');
  const [located] = locate(portOf(files));
  if (located?.kind !== 'migrations' || !write) throw new Error('no changelog');
  return write(name, operationsOf(up, dialect), operationsOf(down, dialect), {
    dialect,
    root: located.root,
    latest: located.migrations.map((migration) => ({ migration, text: files[migration.path] ?? '' })),
    now: new Date('2026-03-04T05:06:07Z'),
    text: (path) => files[path],
  });
}

const byPath = (files: readonly WrittenFile[]): Files =>
  Object.fromEntries(files.map(({ path, text }) => [path, text]));

/** The change sets behind those that were there, as `path author:id`. */
function added(files: Files, steps: Steps): readonly string[] {
  const { locate } = formatOf('liquibase');
  const all = (some: Files) => locate(portOf(some)).flatMap((one) => (one.kind === 'migrations' ? one.migrations : []));
  const after = all({ ...files, ...byPath(written(files, steps)) });
  return after.slice(all(files).length).map(({ path, part }) => `${path} ${part}`);
}

/** A changelog in XML with these things inside. */
const xml = (...inside: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog">\n${inside.map((one) => `    ${one}\n`).join('')}</databaseChangeLog>\n`;

const set = (id: string, author = 'ada') =>
  `<changeSet id="${id}" author="${author}"><createTable tableName="t${id.replace(/\W/g, '')}"><column name="id" type="int"/></createTable></changeSet>`;

/** The change sets that a writer puts into an XML changelog, without what was there. */
function setIn(steps: Steps): string {
  const [file] = written({ 'db/changelog.xml': xml(set('1')) }, steps);
  const text = file?.text ?? '';
  return text
    .slice(text.indexOf('<changeSet id="2"'), text.lastIndexOf('</databaseChangeLog>'))
    .trimEnd()
    .replaceAll('\n    ', '\n');
}

describe('a new change set is placed', () => {
  it('at the end of the only changelog, numbered on, by the same author', () => {
    const yaml = `databaseChangeLog:
- changeSet:
    id: 1
    author: bo
    changes:
    - createTable:
        tableName: orders
        columns:
        - column: {name: id, type: int}
`;
    expect(written({ 'db/changelog.yaml': yaml }, { up: 'ALTER TABLE orders ADD COLUMN note text' })).toEqual([
      {
        path: 'db/changelog.yaml',
        edited: true,
        text: `${yaml}- changeSet:
    id: "2"
    author: bo
    changes:
      - addColumn:
          tableName: orders
          columns:
            - column:
                name: note
                type: text
`,
      },
    ]);
  });

  it('in a file of its own that the master changelog then names', () => {
    const files = {
      'db/master.xml': xml('<include file="changes/001-first.xml" relativeToChangelogFile="true"/>'),
      'db/changes/001-first.xml': xml(set('001-first')),
    };
    const steps = { up: 'DROP TABLE t001first' };
    expect(byPath(written(files, steps))).toEqual({
      'db/changes/002-add-loyalty.xml': xml(
        '<changeSet id="002-add-loyalty" author="ada">',
        '    <dropTable tableName="t001first"/>',
        '</changeSet>',
      ),
      'db/master.xml': xml(
        '<include file="changes/001-first.xml" relativeToChangelogFile="true"/>',
        '<include file="changes/002-add-loyalty.xml" relativeToChangelogFile="true"/>',
      ),
    });
    expect(added(files, steps)).toEqual(['db/changes/002-add-loyalty.xml ada:002-add-loyalty']);
  });

  it('in a file alone where the master changelog includes all of the folder', () => {
    const files = {
      'db/master.yaml': 'databaseChangeLog:\n  - includeAll:\n      path: db/changes\n',
      'db/changes/20240102_first.xml': xml(set('20240102-1')),
    };
    expect(written(files, { up: 'DROP TABLE a' }).map(({ path }) => path)).toEqual([
      'db/changes/20260304_add_loyalty.xml',
    ]);
    expect(added(files, { up: 'DROP TABLE a' })).toEqual(['db/changes/20260304_add_loyalty.xml ada:20260304-1']);
  });

  it.each([
    [
      'db/changes/20240101120000_added_entity_Book.xml',
      '20240101120000-1',
      '20260304050607_add_loyalty',
      '20260304050607-1',
    ],
    ['db/changes/release-1.9.xml', '1', 'release-1.10', '2'],
    ['db/changes/books.xml', '1714000000000-3', 'add-loyalty', '1772600767000-1'],
    ['db/changes/V007__books.xml', 'create books', 'V008__add_loyalty', 'add-loyalty'],
    ['db/changes/2024-01-02-books.xml', '2024-01-02-books', '2026-03-04-add-loyalty', '2026-03-04-add-loyalty'],
    ['db/changes/0009_books.xml', 'ABC-12 books', '0010_add_loyalty', 'ABC-13 add-loyalty'],
  ])('beside %s with the id %s as %s with the id %s', (path, id, stem, next) => {
    const files = { 'db/master.xml': xml(`<include file="${path}"/>`), [path]: xml(set(id)) };
    expect(added(files, { up: 'DROP TABLE a' })).toEqual([`db/changes/${stem}.xml ada:${next}`]);
  });

  it('behind the include of YAML and JSON masters as well', () => {
    const sql = '--liquibase formatted sql\n\n--changeset bo:1\nCREATE TABLE a (id int);\n';
    const json =
      '{\n  "databaseChangeLog": [\n    { "include": { "file": "changes/1-a.sql", "relativeToChangelogFile": true } }\n  ]\n}\n';
    const yaml =
      'databaseChangeLog:\n- include:\n    file: changes/1-a.sql\n    relativeToChangelogFile: true\n# the end\n';
    for (const [path, text] of Object.entries({ 'db/changelog.json': json, 'db/master.yaml': yaml })) {
      const files = { [path]: text, 'db/changes/1-a.sql': sql };
      expect(added(files, { up: 'DROP TABLE a' })).toEqual(['db/changes/2-add-loyalty.sql bo:2']);
    }
  });

  it('in the changelog that grows, where others have been closed', () => {
    const many = Array.from({ length: 12 }, (_, at) => set(String(at + 1)));
    const files = {
      'db/master.xml': xml('<include file="db/changes/one.xml"/>', '<include file="db/changes/two.xml"/>'),
      'db/changes/one.xml': xml(set('1')),
      'db/changes/two.xml': xml(...many),
    };
    expect(added(files, { up: 'DROP TABLE a' })).toEqual(['db/changes/two.xml ada:13']);
  });
});

describe("Liquibase's own changes are written where they mean exactly the step", () => {
  it.each([
    ['ALTER TABLE a ALTER COLUMN b SET NOT NULL', '<addNotNullConstraint tableName="a" columnName="b"/>'],
    ['ALTER TABLE a RENAME COLUMN b TO c', '<renameColumn tableName="a" oldColumnName="b" newColumnName="c"/>'],
    ['ALTER TABLE s.a RENAME TO c', '<renameTable schemaName="s" oldTableName="a" newTableName="c"/>'],
    [
      "ALTER TABLE a ALTER COLUMN b SET DEFAULT 'it''s'",
      '<addDefaultValue tableName="a" columnName="b" defaultValue="it\'s"/>',
    ],
    ['ALTER TABLE a ALTER COLUMN b DROP DEFAULT', '<dropDefaultValue tableName="a" columnName="b"/>'],
    [
      'ALTER TABLE a ADD CONSTRAINT k PRIMARY KEY (b, c)',
      '<addPrimaryKey tableName="a" constraintName="k" columnNames="b, c"/>',
    ],
    [
      'ALTER TABLE a ADD CONSTRAINT u UNIQUE (b)',
      '<addUniqueConstraint tableName="a" constraintName="u" columnNames="b"/>',
    ],
    ['DROP TABLE a CASCADE', '<dropTable tableName="a" cascadeConstraints="true"/>'],
    ['DROP INDEX a_b', '<dropIndex indexName="a_b"/>'],
    // What Liquibase has no words for, or would do otherwise, is SQL.
    ['ALTER TABLE a ALTER COLUMN b TYPE bigint', '<sql>ALTER TABLE a ALTER COLUMN b TYPE bigint</sql>'],
    ['DROP TABLE IF EXISTS a', '<sql>DROP TABLE IF EXISTS a</sql>'],
    ['CREATE INDEX i ON a (b) WHERE c > 1', '<sql>CREATE INDEX i ON a (b) WHERE c > 1</sql>'],
    ['CREATE INDEX i ON a (lower(b))', '<sql>CREATE INDEX i ON a (lower(b))</sql>'],
    ['ALTER TABLE a ADD CHECK (b < 1)', '<sql><![CDATA[ALTER TABLE a ADD CHECK (b < 1)]]></sql>'],
  ])('%s', (up, change) => {
    expect(setIn({ up })).toBe(`<changeSet id="2" author="ada">\n    ${change}\n</changeSet>`);
  });

  it('with the keys of a table at its columns', () => {
    const up =
      "CREATE TABLE a (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, b text NOT NULL DEFAULT 'x', c timestamptz DEFAULT now(), d int)";
    expect(setIn({ up })).toBe(`<changeSet id="2" author="ada">
    <createTable tableName="a">
        <column name="id" type="bigint" autoIncrement="true" generationType="ALWAYS">
            <constraints nullable="false" primaryKey="true"/>
        </column>
        <column name="b" type="text" defaultValue="x">
            <constraints nullable="false"/>
        </column>
        <column name="c" type="timestamptz" defaultValueComputed="now()"/>
        <column name="d" type="int"/>
    </createTable>
</changeSet>`);
  });

  it('per dialect: MySQL drops a foreign key by its kind', () => {
    expect(setIn({ up: 'ALTER TABLE a DROP FOREIGN KEY f', dialect: 'mysql' })).toContain(
      '<dropForeignKeyConstraint baseTableName="a" constraintName="f"/>',
    );
  });
});

describe('the way back', () => {
  it('is left to Liquibase where it finds the same', () => {
    expect(setIn({ up: 'ALTER TABLE a ADD b int', down: 'ALTER TABLE a DROP COLUMN b' })).not.toContain('rollback');
  });

  it('is written where Liquibase finds none or another', () => {
    expect(setIn({ up: 'DROP TABLE a', down: 'CREATE TABLE a (id int)' })).toContain(`    <rollback>
        <createTable tableName="a">
            <column name="id" type="int"/>
        </createTable>
    </rollback>`);
  });

  it('stands in comments of formatted SQL', () => {
    const files = { 'db/changelog.sql': '--liquibase formatted sql\n\n--changeset bo:1\nCREATE TABLE a (id int);\n' };
    const steps = {
      up: 'CREATE INDEX CONCURRENTLY i ON a (id)',
      down: 'DROP INDEX CONCURRENTLY i',
    };
    const [file] = written(files, steps);
    expect(file?.text).toBe(`${files['db/changelog.sql']}
--changeset bo:2 runInTransaction:false
CREATE INDEX CONCURRENTLY i ON a (id);
--rollback DROP INDEX CONCURRENTLY i;
`);
  });
});

describe('a step that needs it', () => {
  it('takes its change set out of the transaction', () => {
    expect(setIn({ up: 'CREATE INDEX CONCURRENTLY i ON a (b)' })).toContain('runInTransaction="false"');
  });

  it('is not parted at the semicolons of its body', () => {
    const up = 'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$';
    expect(setIn({ up })).toContain('<sql splitStatements="false">');
  });
});

/** What a changelog's changes make, as the kinds of operations with the SQL-like words that matter. */
function read(inside: string, dialect: Dialect = 'postgresql') {
  const text = xml(`<changeSet id="1" author="ada">${inside}</changeSet>`);
  const { up, down, irreversible } = formatOf('liquibase').read({ uri: 'file:///db/changelog.xml', text }, { dialect });
  const operations = (statements: typeof up.statements) => statements.flatMap((one) => one.operations);
  return { up: operations(up.statements), down: down && operations(down.statements), irreversible };
}

const steps = (operations: ReturnType<typeof read>['up']) =>
  operations.map((operation) => (operation.kind === 'alterColumn' ? operation.change.kind : operation.kind));

describe('a column that is added with a value', () => {
  const column = (constraints: string) =>
    `<addColumn tableName="a"><column name="b" type="int" value="1" defaultValueNumeric="2"><constraints ${constraints}/></column><column name="c" type="int"/></addColumn>`;

  it('is filled before it is NOT NULL, as Liquibase has it', () => {
    const { up } = read(column('nullable="false"'));
    expect(steps(up)).toEqual(['addColumn', 'addColumn', 'changeData', 'setNotNull']);
    expect(up[0]).not.toHaveProperty('column.nullable');
  });

  it('is restated in MySQL, and given its default again', () => {
    const { up } = read(column('nullable="false"'), 'mysql');
    expect(steps(up)).toEqual(['addColumn', 'addColumn', 'changeData', 'redefine', 'setDefault']);
  });

  it('stays as it is where it may be null', () => {
    expect(steps(read(column('unique="true"')).up)).toEqual(['addColumn', 'addConstraint', 'addColumn', 'changeData']);
  });
});

describe('changes of other times', () => {
  it('modifyColumn changes the type, and in MySQL restates the column', () => {
    const change =
      '<modifyColumn tableName="a"><column name="b" type="varchar(9)"><constraints nullable="false"/></column></modifyColumn>';
    expect(steps(read(change).up)).toEqual(['setType']);
    expect(read(change, 'mysql').up).toMatchObject([
      { kind: 'alterColumn', change: { kind: 'redefine', column: { nullable: false } } },
    ]);
  });

  it('dropAllForeignKeyConstraints is said to depend on the database', () => {
    const { up } = read('<dropAllForeignKeyConstraints baseTableName="a"/>');
    expect(up).toMatchObject([{ kind: 'opaque', reason: expect.stringContaining('whichever foreign keys') }]);
  });
});

describe('modifySql', () => {
  const inside = (more: string) =>
    `<createTable tableName="a"><column name="b" type="int"/></createTable><modifySql dbms="mysql" ${more}><append value=" engine innodb"/></modifySql>`;

  it('changes what is run, and what is rolled back only where it says so', () => {
    const plain = read(inside(''), 'mysql');
    expect(plain.up).toMatchObject([{ kind: 'createTable', options: [{ name: 'engine' }] }]);
    expect(plain.down?.map(({ kind }) => kind)).toEqual(['dropTable']);
    expect(read(inside('applyToRollback="true"'), 'mysql').down?.map(({ kind }) => kind)).not.toEqual(['dropTable']);
  });
});

describe('changelogs side by side', () => {
  const state = (...tables: readonly string[]) =>
    xml(
      `<changeSet id="1" author="ada">${tables.map((name) => `<createTable tableName="${name}"/>`).join('')}</changeSet>`,
    );
  const paths = (files: Files) =>
    formatOf('liquibase')
      .locate(portOf(files))
      .flatMap((one) => (one.kind === 'migrations' ? one.migrations.map(({ path }) => path) : []));

  it('are one history by their names', () => {
    expect(paths({ 'db/changelog/1.xml': state('a', 'b'), 'db/changelog/2.xml': state('c', 'd') })).toEqual([
      'db/changelog/1.xml',
      'db/changelog/2.xml',
    ]);
  });

  it('that each make all tables are states, of which the newest counts', () => {
    const files = {
      'liquibase/schema-2.10.xml': state('a', 'b', 'c'),
      'liquibase/schema-2.9.xml': state('a', 'b'),
    };
    expect(paths(files)).toEqual(['liquibase/schema-2.10.xml']);
  });
});
