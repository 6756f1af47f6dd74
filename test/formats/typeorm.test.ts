import { describe, expect, it } from 'vitest';
import type { ReadContext } from '../../src/formats';
import { type Dialect, foldAll, type Operation } from '../../src/model';
import { readSql } from '../../src/sql';
import { withGrammars } from '../support/grammars';
import { summaryOf } from './summary';
import { formatOf, found } from './support';

withGrammars('typescript', 'javascript');

type Files = Readonly<Record<string, string>>;

function operationsOf(files: Files, dialect: Dialect, rest: Partial<ReadContext> = {}): readonly Operation[] {
  const sources = Object.entries(files)
    .filter(([path]) => /\.[jt]s$/.test(path))
    .map(([path, text]) => ({ path, uri: `file:///${path}`, text }));
  const neighbour = (name: string) => files[name];
  const reads = formatOf('typeorm').readTogether?.(sources, { dialect, neighbour, ...rest }) ?? [];
  return reads.flatMap(({ up }) => up.statements.flatMap(({ operations }) => operations));
}

const summaryOfFiles = (files: Files, dialect: Dialect) => summaryOf(foldAll(dialect, operationsOf(files, dialect)));
const sqlSummary = (text: string, dialect: Dialect) =>
  summaryOf(
    foldAll(
      dialect,
      readSql('file:///e.sql', text, dialect).statements.flatMap(({ operations }) => operations),
    ),
  );

const NEW = '{ "dependencies": { "typeorm": "^1.0.0" } }';

/** Entities, and the SQL that TypeORM makes of them. */
const CASES: readonly (readonly [string, Dialect, string | Files, string])[] = [
  [
    'types by the properties, names by the default strategy',
    'postgresql',
    `@Entity() export class BlogPost {
       @PrimaryGeneratedColumn() id: number;
       @Column({ unique: true }) slug: string;
       @Column({ nullable: true }) rating?: number;
       @Column({ default: false }) isPublished: boolean;
       @Column() at: Date;
       @Column('simple-array') tags: string[];
       @Column('text', { array: true, default: [] }) words: string[];
       @Column({ type: 'jsonb', default: { a: 1 } }) meta: object;
       @Column('decimal', { precision: 8, scale: 2, default: 0 }) price: string;
       @Column('timestamp', { precision: 3, default: () => 'CURRENT_TIMESTAMP(3)' }) seen: Date;
       @CreateDateColumn() createdAt: Date;
       @UpdateDateColumn({ type: 'timestamptz' }) updatedAt: Date;
       @DeleteDateColumn() deletedAt: Date;
       @VersionColumn() version: number;
       notAColumn = 1;
     }`,
    `create table blog_post (id serial not null, slug character varying not null, rating integer, "isPublished" boolean not null default false, at timestamp not null,
       tags text not null, words text[] not null default '{}', meta jsonb not null default '{"a":1}', price numeric(8,2) not null default 0,
       seen timestamp(3) not null default ('now'::text)::timestamp(3) with time zone, "createdAt" timestamp not null default now(), "updatedAt" timestamptz not null default now(),
       "deletedAt" timestamp, version integer not null,
       constraint "UQ_7a1f994eda1ad6e18788ca90b9e" unique (slug), constraint "PK_694e842ad1c2b33f5939de6fede" primary key (id));`,
  ],
];

describe('entities are the tables that TypeORM makes', () => {
  it.each(CASES)('%s', (_, dialect, schema, sql) => {
    const files = typeof schema === 'string' ? { 'package.json': NEW, 'entities.ts': schema } : schema;
    expect(operationsOf(files, dialect).filter(({ kind }) => kind === 'opaque')).toEqual([]);
    expect(summaryOfFiles(files, dialect)).toEqual(sqlSummary(sql, dialect));
  });
});

describe('what the entities of a project import', () => {
  it('is followed into its other files, through the names that its compiler maps', () => {
    const files = {
      'package.json': NEW,
      'server/constants/status.ts': 'export enum Status { UNKNOWN = 1, DONE }',
      'server/entity/job.ts': `import { Status } from '@server/constants/status';
        @Entity() export class Job { @PrimaryColumn() id: number; @Column({ default: Status.UNKNOWN }) status: Status; }`,
    };
    const [path = '', text = ''] = Object.entries(files).at(-1) ?? [];
    const source = { path, uri: `file:///${path}`, text };
    const neighbour = (name: string) => (files as Files)[name];
    const [read] = formatOf('typeorm').readTogether?.([source], { dialect: 'sqlite', neighbour }) ?? [];
    const made = read?.up.statements.flatMap(({ operations }) => operations) ?? [];
    const [table] = Object.values(summaryOf(foldAll('sqlite', made)).tables);
    expect(table?.columns).toEqual(['id INTEGER not null', 'status INTEGER not null default 1']);
  });

  it('is said where it cannot be told, and the rest of the table is read', () => {
    const text = `import { start, Thing } from 'elsewhere';
      @Entity() export class Job { @PrimaryColumn() id: number; @Column({ default: start() }) at: number; @Column() odd: Thing; @ManyToOne(() => Thing) thing: Thing; }`;
    const operations = operationsOf({ 'package.json': NEW, 'job.ts': text }, 'postgresql');
    expect(operations.flatMap((one) => (one.kind === 'opaque' ? [one.reason] : []))).toEqual([
      'the default of at cannot be told',
      'the type of odd cannot be told',
      'the entity that thing refers to was not found',
    ]);
    expect(operations[0]).toMatchObject({ kind: 'createTable', columns: { length: 3 } });
  });
});

describe('entities are found', () => {
  const entity = `import { Entity } from 'typeorm';\n@Entity() export class A {}`;

  it('one schema for each package that depends on TypeORM, of the driver that its data source names', () => {
    expect(
      found('typeorm', [], {
        'api/package.json': '{ "dependencies": { "typeorm": "0.3.20" } }',
        'api/src/a.entity.ts': entity,
        'api/src/app.module.ts': `import { TypeOrmModule } from '@nestjs/typeorm'; const m = TypeOrmModule.forRoot({ type: 'mysql', autoLoadEntities: true });`,
        'other/b.ts': entity,
      }),
    ).toEqual(['api/src [mysql]: api/src/a.entity.ts, api/src/app.module.ts']);
  });

  it('and none of another library whose decorators have the same names', () => {
    expect(
      found('typeorm', [], {
        'package.json': '{ "dependencies": { "typeorm": "0.3.20", "@mikro-orm/core": "6" } }',
        'a.ts': `import { Entity } from '@mikro-orm/core';\n// not typeorm\n@Entity() export class A {}`,
      }),
    ).toEqual([]);
  });
});
