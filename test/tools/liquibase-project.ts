/** A project of our own for Liquibase: changelogs in all its languages, with as many kinds of changes and types as both engines have. */

const xml = (inside: string) => `<?xml version="1.0" encoding="UTF-8"?>
<databaseChangeLog
    xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
${inside}
</databaseChangeLog>
`;

const TYPES = [
  'bigint',
  'int',
  'integer',
  'smallint',
  'tinyint',
  'boolean',
  'blob',
  'longblob',
  'clob',
  'text',
  'longtext',
  'nclob',
  'varchar(20)',
  'nvarchar(20)',
  'varchar2(30)',
  'char(3)',
  'nchar(3)',
  'currency',
  'date',
  'datetime',
  'timestamp',
  'datetime(3)',
  'time',
  'decimal(10,2)',
  'decimal',
  'number(5)',
  'numeric(8, 3)',
  'float',
  'double',
  'uuid',
  'varbinary(16)',
  'java.sql.Types.BIGINT',
  'java.sql.Types.VARCHAR(40)',
  'java.sql.Types.CLOB',
  'java.sql.Types.TIMESTAMP',
];

const typed = TYPES.map((type, at) => `            <column name="c${at}" type="${type}"/>`).join('\n');

const FIRST = xml(`
    <changeSet id="1-types" author="ada">
        <createTable tableName="kinds">
${typed}
            <column name="zoned" type="\${zoned}"/>
        </createTable>
    </changeSet>
    <changeSet id="1-people" author="ada">
        <createTable tableName="people" remarks="All people">
            <column name="id" type="bigint" autoIncrement="true">
                <constraints primaryKey="true" primaryKeyName="pk_people" nullable="false"/>
            </column>
            <column name="name" type="varchar(80)" defaultValue="nobody">
                <constraints nullable="false" unique="true" uniqueConstraintName="uq_people_name"/>
            </column>
            <column name="active" type="boolean" defaultValueBoolean="true"/>
            <column name="rank" type="int" defaultValueNumeric="3" remarks="How high"/>
            <column name="credit" type="decimal(8, 2)" defaultValue="0.25"/>
            <column name="seen_at" type="\${moment}" defaultValueComputed="CURRENT_TIMESTAMP"/>
            <column name="groupName" type="varchar(10)"/>
        </createTable>
        <createTable tableName="posts">
            <column name="id" type="int" autoIncrement="true"><constraints primaryKey="true"/></column>
            <column name="person_id" type="bigint">
                <constraints nullable="false" foreignKeyName="fk_posts_person" references="people(id)" deleteCascade="true"/>
            </column>
            <column name="title" type="varchar(100)"/>
            <column name="score" type="int"/>
            <column name="mass" type="float"/>
        </createTable>
        <createTable tableName="pairs">
            <column name="a" type="int"><constraints primaryKey="true"/></column>
            <column name="b" type="int"><constraints primaryKey="true"/></column>
            <column name="c" type="int"><constraints unique="true" uniqueConstraintName="uq_c_d"/></column>
            <column name="d" type="int"><constraints unique="true" uniqueConstraintName="uq_c_d"/></column>
        </createTable>
        <createIndex tableName="posts" indexName="ix_posts_score"><column name="score" descending="true"/><column name="title"/></createIndex>
        <createIndex tableName="posts" indexName="ix_posts_title" unique="true"><column name="title"/></createIndex>
        <dropIndex tableName="posts" indexName="ix_posts_title"/>
    </changeSet>
    <changeSet id="1-never" author="ada" dbms="oracle">
        <createTable tableName="never"><column name="id" type="int"/></createTable>
    </changeSet>
    <changeSet id="1-asked" author="ada">
        <preConditions onFail="MARK_RAN"><not><tableExists tableName="asked"/></not></preConditions>
        <createTable tableName="asked"><column name="id" type="int"/></createTable>
    </changeSet>`);

const SECOND = `databaseChangeLog:
  - changeSet:
      id: 2-columns
      author: bo
      changes:
        - addColumn:
            tableName: posts
            columns:
              - column:
                  name: kind
                  type: varchar(10)
                  value: plain
                  constraints:
                    nullable: false
              - column:
                  name: weight
                  type: int
                  defaultValueNumeric: 1
                  constraints:
                    nullable: false
              - column:
                  name: parent_id
                  type: int
                  constraints:
                    foreignKeyName: fk_posts_parent
                    references: posts(id)
        - addUniqueConstraint:
            tableName: posts
            columnNames: kind, weight
            constraintName: uq_posts_kind
        - addNotNullConstraint:
            tableName: posts
            columnName: title
            columnDataType: varchar(100)
            defaultNullValue: none
        - dropNotNullConstraint:
            tableName: posts
            columnName: kind
            columnDataType: varchar(10)
        - addDefaultValue:
            tableName: posts
            columnName: score
            columnDataType: int
            defaultValueNumeric: 7
        - modifyDataType:
            tableName: posts
            columnName: score
            newDataType: bigint
        - renameColumn:
            tableName: posts
            oldColumnName: mass
            newColumnName: density
            columnDataType: float
  - changeSet:
      id: 2-tables
      author: bo
      changes:
        - createTable:
            tableName: orders
            columns:
              - column: { name: id, type: int, constraints: { nullable: false } }
              - column: { name: person_id, type: bigint }
              - column: { name: note, type: clob }
              - column: { name: gone, type: int }
        - addPrimaryKey: { tableName: orders, columnNames: id, constraintName: pk_orders }
        - addForeignKeyConstraint:
            constraintName: fk_orders_person
            baseTableName: orders
            baseColumnNames: person_id
            referencedTableName: people
            referencedColumnNames: id
            onDelete: SET NULL
            onUpdate: CASCADE
        - dropColumn:
            tableName: orders
            columns:
              - column: { name: gone }
        - renameTable: { oldTableName: orders, newTableName: purchases }
        - createView:
            viewName: named
            selectQuery: select id, name from people
        - insert:
            tableName: people
            columns:
              - column: { name: name, value: somebody }
`;

const THIRD = `${JSON.stringify(
  {
    databaseChangeLog: [
      {
        changeSet: {
          id: '3-json',
          author: 'cy',
          changes: [
            {
              createTable: {
                tableName: 'tags',
                columns: [
                  { column: { name: 'id', type: 'uuid', constraints: { primaryKey: true, nullable: false } } },
                  { column: { name: 'word', type: 'varchar(30)', constraints: { nullable: false, unique: true } } },
                ],
              },
            },
            { dropUniqueConstraint: { tableName: 'posts', constraintName: 'uq_posts_kind' } },
            { dropForeignKeyConstraint: { baseTableName: 'posts', constraintName: 'fk_posts_parent' } },
            { dropDefaultValue: { tableName: 'posts', columnName: 'weight', columnDataType: 'int' } },
            { createTable: { tableName: 'gone', columns: [{ column: { name: 'x', type: 'int' } }] } },
            { dropTable: { tableName: 'gone' } },
            {
              sql: {
                sql: 'create table plain (id int not null, word varchar(9)); create index ix_plain on plain (word);',
              },
            },
          ],
        },
      },
    ],
  },
  undefined,
  2,
)}\n`;

const FOURTH = `--liquibase formatted sql

--changeset dee:4-sql
CREATE TABLE stock (
  id int NOT NULL,
  shelf varchar(20),
  PRIMARY KEY (id)
);
CREATE INDEX ix_stock_shelf ON stock (shelf);
--rollback DROP TABLE stock;

--changeset dee:4-postgres dbms:postgresql splitStatements:false
CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
--rollback DROP FUNCTION one();

--changeset dee:4-maria dbms:mariadb
ALTER TABLE stock MODIFY shelf varchar(21) NOT NULL;
--rollback ALTER TABLE stock MODIFY shelf varchar(20);
`;

const MASTER = xml(`
    <property name="moment" value="timestamp" dbms="postgresql"/>
    <property name="moment" value="datetime" dbms="mariadb"/>
    <property name="zoned" value="timestamp with time zone" dbms="postgresql"/>
    <property name="zoned" value="timestamp" dbms="mariadb"/>
    <include file="changes/001-first.xml" relativeToChangelogFile="true"/>
    <include file="changes/002-second.yaml" relativeToChangelogFile="true"/>
    <include file="db/changes/003-third.json"/>
    <includeAll path="sql" relativeToChangelogFile="true"/>`);

/** Its files below the folder that Liquibase searches. */
export const LIQUIBASE_PROJECT: Readonly<Record<string, string>> = {
  'db/changelog-master.xml': MASTER,
  'db/changes/001-first.xml': FIRST,
  'db/changes/002-second.yaml': SECOND,
  'db/changes/003-third.json': THIRD,
  'db/sql/004-fourth.sql': FOURTH,
};
