import { expect, it } from 'vitest';
import type { Dialect } from '../../src/model';
import { withGrammars } from '../support/grammars';
import { readScript, sqlOf } from '../support/script-migration';
import { found } from './support';

withGrammars('javascript', 'typescript');

const read = (body: string, rest = '', dialect: Dialect = 'postgresql') =>
  readScript(
    'typeorm-migrations',
    `export class A1700000000000 implements MigrationInterface {\n${rest}\nasync up(queryRunner: QueryRunner) {\n${body}\n}\n}`,
    dialect,
  );

it('reads raw SQL in place, with what is known of it, and says what is not', () => {
  expect(
    sqlOf(
      read(
        'const t = \'users\'; await queryRunner.query(`ALTER TABLE "${t}" ADD "nick" text`); await queryRunner.query(sql()); await this.more(queryRunner);',
        'async more(q: QueryRunner) { await q.query("DROP TABLE a"); }',
      ).up,
    ),
  ).toEqual([
    'ALTER TABLE users ADD COLUMN nick text;',
    'opaque: this SQL cannot be told without running it',
    'DROP TABLE a;',
  ]);
});

it('names keys by the hash that TypeORM makes', () => {
  expect(
    sqlOf(
      read(`await queryRunner.createTable(new Table({
        name: 'question',
        columns: [
          { name: 'id', type: 'int', isPrimary: true, isGenerated: true, generationStrategy: 'increment' },
          { name: 'name', type: 'varchar', length: '20', isNullable: true },
          { name: 'kind', type: 'enum', enum: ['a', 'b'], default: "'a'" },
        ],
      }), true);
      await queryRunner.createIndex('question', new TableIndex({ columnNames: ['name'], isUnique: true }));
      await queryRunner.addColumn('answer', new TableColumn({ name: 'questionId', type: 'int' }));
      await queryRunner.createForeignKey('answer', new TableForeignKey({
        columnNames: ['questionId'], referencedColumnNames: ['id'], referencedTableName: 'question', onDelete: 'CASCADE',
      }));
      const table = await queryRunner.getTable('answer');
      const key = table.foreignKeys.find((fk) => fk.columnNames.indexOf('questionId') !== -1);
      await queryRunner.dropForeignKey('answer', key);
      await queryRunner.dropColumn('answer', 'questionId');`).up,
    ),
  ).toEqual([
    "CREATE TYPE question_kind_enum AS ENUM ('a', 'b');",
    `CREATE TABLE IF NOT EXISTS question ( id SERIAL NOT NULL, name varchar(20), kind question_kind_enum NOT NULL DEFAULT 'a', CONSTRAINT "PK_21e5786aa0ea704ae185a79b2d5" PRIMARY KEY (id) );`,
    expect.stringMatching(/^CREATE UNIQUE INDEX "IDX_[0-9a-f]{26}" ON question \(name\);$/),
    'ALTER TABLE answer ADD COLUMN "questionId" int NOT NULL;',
    'ALTER TABLE answer ADD CONSTRAINT "FK_a4013f10cd6924793fbd5f0d637" FOREIGN KEY ("questionId") REFERENCES question (id) ON DELETE CASCADE;',
    'ALTER TABLE answer DROP CONSTRAINT "FK_a4013f10cd6924793fbd5f0d637";',
    'ALTER TABLE answer DROP COLUMN "questionId";',
  ]);
});

it('knows who leaves the transaction', () => {
  expect(read('', 'transaction = false').transaction.mode).toBe('statement');
  expect(read('').transaction.mode).toBe('file');
});

it('reads classes of CommonJS and finds them by their query runner', () => {
  const text = 'module.exports = class A1 { async up(queryRunner) { await queryRunner.query("DROP TABLE a"); } }';
  expect(sqlOf(readScript('typeorm-migrations', text, 'postgresql', 'm/1-a.js').up)).toEqual(['DROP TABLE a;']);
  expect(
    found('typeorm-migrations', [], {
      'src/migrations/1700000000001-B.ts': text,
      'src/migrations/1600000000001-A.ts': text,
      'src/migrations/helpers.ts': 'export const run = (queryRunner) => queryRunner.query("SELECT 1");',
    }),
  ).toEqual(['src/migrations: 1600000000001 A, 1700000000001 B']);
});
