import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Dialect, foldAll, type Operation } from '../../src/model';
import { readSql } from '../../src/sql';
import { withGrammars } from '../support/grammars';
import { summaryOf } from './summary';
import { formatOf, found } from './support';

withGrammars('typescript', 'javascript');

type Files = Readonly<Record<string, string>>;

const packageOf = (version: string) => `{ "dependencies": { "@mikro-orm/core": "${version}" } }`;

function operationsOf(files: Files, dialect: Dialect): readonly Operation[] {
  const sources = Object.entries(files)
    .filter(([path]) => /\.[jt]s$/.test(path))
    .map(([path, text]) => ({ path, uri: `file:///${path}`, text }));
  const neighbour = (name: string) => files[name];
  const reads = formatOf('mikro-orm').readTogether?.(sources, { dialect, neighbour }) ?? [];
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

describe('what the schema generator of 6.6.14 makes of the project in fixtures/', () => {
  const fixture = (name: string) => readFileSync(resolve(__dirname, 'fixtures/mikro-orm', name), 'utf8');
  const files = {
    'package.json': packageOf('^6.6.14'),
    'src/entities.ts': fixture('entities.ts.txt'),
    'src/schemas.ts': fixture('schemas.ts.txt'),
  };
  it.each(['postgresql', 'mysql', 'sqlite'] as const)('is what we read of it, for %s', (dialect) => {
    expect(operationsOf(files, dialect).filter(({ kind }) => kind === 'opaque')).toEqual([]);
    // Its quotes in checks are letters to compare.
    const sql = fixture(`${dialect}.sql`).replaceAll(/check \([`"](\w+)[`"] in/g, 'check ($1 in');
    expect(summaryOfFiles(files, dialect)).toEqual(sqlSummary(sql, dialect));
  });
});

/** Entities, the version that reads them, and their SQL in PostgreSQL. */
const CASES: readonly (readonly [string, string, string | Files, string])[] = [
  [
    'version 5: moments without digits, no defaults by first values, its own words for actions',
    '^5.9.0',
    `@Entity() export class Post {
       @PrimaryKey() id!: number;
       @Property() at: Date = new Date();
       @Property() views: number = 0;
       @ManyToOne(() => Post, { nullable: true, onDelete: 'cascade', onUpdateIntegrity: 'no action' }) parent?: Post;
     }`,
    `create table post (id serial primary key, at timestamptz(0) not null, views int not null, parent_id int,
       constraint post_parent_id_foreign foreign key (parent_id) references post (id) on delete cascade on update no action);`,
  ],
  [
    'version 7: references without actions, unless what they refer to may be missing or they are the key',
    '7.1.0',
    `@Entity() export class Post {
       @PrimaryKey() id!: number;
       @ManyToOne(() => Post) first!: Post;
       @ManyToOne(() => Post, { nullable: true }) second?: Post;
     }
     @Entity() export class Extra { @OneToOne(() => Post, { primary: true }) post!: Post; }`,
    `create table post (id serial primary key, first_id int not null, second_id int,
       constraint post_first_id_foreign foreign key (first_id) references post (id),
       constraint post_second_id_foreign foreign key (second_id) references post (id) on delete set null);
     create table extra (post_id int not null, constraint extra_pkey primary key (post_id),
       constraint extra_post_id_foreign foreign key (post_id) references post (id) on delete cascade on update cascade);`,
  ],
  [
    'names as entities have them, strings as text, by the configuration',
    '^6.0.0',
    {
      'mikro-orm.config.ts': `import { defineConfig, EntityCaseNamingStrategy } from '@mikro-orm/postgresql';
        export default defineConfig({ entities: [], namingStrategy: EntityCaseNamingStrategy, discovery: {
          inferDefaultValues: false,
          getMappedType(type, platform) { if (type === 'string') { return Type.getType(TextType); } return platform.getDefaultMappedType(type); } } });`,
      'a.ts': `@Entity() export class BlogPost {
        @PrimaryKey() id!: number;
        @Property() fullTitle: string = '';
        @ManyToOne(() => BlogPost) nextPost!: BlogPost;
        @ManyToMany(() => BlogPost) seeAlso = new Collection<BlogPost>(this); }`,
    },
    `create table "BlogPost" (id serial, "fullTitle" text not null, "nextPost" int not null, constraint "BlogPost_pkey" primary key (id),
       constraint "BlogPost_nextPost_foreign" foreign key ("nextPost") references "BlogPost" (id) on update cascade);
     create table "BlogPost_seeAlso" ("blogPost_1" int not null, "blogPost_2" int not null,
       constraint "BlogPost_seeAlso_pkey" primary key ("blogPost_1", "blogPost_2"),
       constraint "BlogPost_seeAlso_blogPost_1_foreign" foreign key ("blogPost_1") references "BlogPost" (id) on update cascade on delete cascade,
       constraint "BlogPost_seeAlso_blogPost_2_foreign" foreign key ("blogPost_2") references "BlogPost" (id) on update cascade on delete cascade);`,
  ],
  [
    'ts-morph reads types and what may be missing from the source',
    '^6.0.0',
    `import { TsMorphMetadataProvider } from '@mikro-orm/reflection';
     export default defineConfig({ entities: [], metadataProvider: TsMorphMetadataProvider });
     enum Kind { A = 'a', B = 'b' }
     @Entity() export class Post {
       @PrimaryKey() id!: number;
       @Property() at!: Date | null;
       @Property() note?: Opt<string>;
       @Property() words!: string[];
       @Property() data!: Record<string, number>;
       @Enum() kind!: Kind;
       @ManyToOne() parent?: Ref<Post>;
     }`,
    `create table post (id serial primary key, at timestamptz, note varchar(255), words text[] not null, data jsonb not null,
       kind text check (kind in ('a', 'b')) not null, parent_id int,
       constraint post_parent_id_foreign foreign key (parent_id) references post (id) on update cascade on delete set null);`,
  ],
  [
    'types of the project, columns that the database makes, enumerations of its own, schemas',
    '^6.0.0',
    `class Money extends Type { getColumnType() { return 'numeric(12,4)'; } }
     class Slug extends StringType {}
     @Entity({ tableName: 'shop.items' }) export class Item {
       @PrimaryKey({ autoincrement: false }) id!: number;
       @Property({ type: Money }) price!: string;
       @Property({ type: new Slug(), length: 9 }) slug!: string;
       @Property({ generated: (columns) => \`(\${columns.price} * 2) stored\`, type: 'decimal' }) double!: string;
       @Enum({ items: ['a', 'b'], nativeEnumName: 'kind' }) kind!: string;
       @Enum({ items: ['a', 'b'], array: true }) kinds!: string[];
       @Unique() @Property() code!: string;
     }`,
    `create type shop.kind as enum ('a', 'b');
     create table shop.items (id int not null, price numeric(12,4) not null, slug varchar(9) not null,
       double numeric(10,0) not null generated always as ((price * 2)) stored, kind shop.kind not null, kinds text[] not null, code varchar(255) not null,
       constraint items_pkey primary key (id), constraint items_code_unique unique (code));`,
  ],
];

describe('entities as the tables that MikroORM makes of them', () => {
  it.each(CASES)('%s', (_, version, files, expected) => {
    const all = {
      'package.json': packageOf(version),
      ...(typeof files === 'string' ? { 'a.ts': files } : files),
    };
    expect(summaryOfFiles(all, 'postgresql')).toEqual(sqlSummary(expected, 'postgresql'));
  });

  it('says what it cannot tell, and makes no table of what has none', () => {
    const text = `
      @Entity({ expression: 'select 1' }) export class Stats { @Property() n!: number; }
      @Entity({ abstract: true }) export abstract class Base { @PrimaryKey() id!: number; }
      @Embeddable() export class Part { @Property() x!: number; }
      @Entity() export class Real extends Base {
        @ManyToOne(() => Elsewhere) other!: any;
        @Property({ type: StrangeType }) odd!: any;
        @Check({ expression: computed() }) @Property() y!: number;
      }`;
    const operations = operationsOf({ 'package.json': packageOf('^6.0.0'), 'a.ts': text }, 'postgresql');
    expect(operations.flatMap((one) => (one.kind === 'createTable' ? [one.table.name] : []))).toEqual(['real']);
    expect(operations.flatMap((one) => (one.kind === 'opaque' ? [one.reason] : []))).toEqual([
      'the type of odd cannot be told',
      'this check cannot be told',
      'the entity that other refers to was not found',
    ]);
  });
});

describe('where entities are found', () => {
  const entity = `import { Entity } from '@mikro-orm/core'; @Entity() export class A {}`;
  it('takes the dialect from the driver that the package has, and leaves documents alone', () => {
    const files = (driver: string) => ({
      'api/package.json': `{ "dependencies": { "@mikro-orm/${driver}": "^6.0.0" } }`,
      'api/src/a.ts': entity,
      'web/src/a.ts': entity,
    });
    expect(found('mikro-orm', [], files('mariadb'))).toEqual(['api/src [mariadb]: api/src/a.ts']);
    expect(found('mikro-orm', [], files('mongodb'))).toEqual([]);
  });
});

describe('migrations', () => {
  const read = (text: string) =>
    formatOf('mikro-orm-migrations').read({ uri: 'file:///Migration1.ts', text }, { dialect: 'postgresql' });
  it('are the SQL that a class adds, in the transaction that it asks for', () => {
    const { up, down, transaction } = read(`import { Migration } from '@mikro-orm/migrations';
      const TABLE = 'notes';
      export class Migration1 extends Migration {
        override isTransactional() { return false; }
        override async up(): Promise<void> {
          this.addSql(\`create table \${TABLE} (id int primary key);\`);
          this.addSql('create index concurrently notes_id on notes (id);');
          this.addSql(this.sqlOfElsewhere());
          await this.getKnex().table('notes').update({ id: 1 });
        }
        override async down(): Promise<void> { this.addSql('drop table notes;'); }
      }`);
    const kinds = (script: typeof up | undefined) =>
      script?.statements.flatMap(({ operations }) => operations.map(({ kind }) => kind));
    expect(kinds(up)).toEqual(['createTable', 'createIndex', 'opaque', 'opaque']);
    expect(kinds(down)).toEqual(['dropTable']);
    expect(transaction.mode).toBe('statement');
  });
});
