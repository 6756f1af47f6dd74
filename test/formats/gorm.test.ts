import { describe, expect, it } from 'vitest';
import { plural, singular } from '../../src/formats/gorm/inflect';
import { columnText, madeName, tableText } from '../../src/formats/gorm/names';
import { type Dialect, foldAll } from '../../src/model';
import { readSql } from '../../src/sql';
import { withGrammars } from '../support/grammars';
import { summaryOf } from './summary';
import { formatOf } from './support';

withGrammars('go');

function tablesOf(text: string, dialect: Dialect) {
  const file = { path: 'models/m.go', uri: 'file:///models/m.go', text: `package models\n\n${text}` };
  const reads = formatOf('gorm').readTogether?.([file], { dialect }) ?? [];
  return summaryOf(
    foldAll(
      dialect,
      reads.flatMap(({ up }) => up.statements.flatMap(({ operations }) => operations)),
    ),
  ).tables;
}

const sqlTables = (text: string, dialect: Dialect) =>
  summaryOf(
    foldAll(
      dialect,
      readSql('file:///e.sql', text, dialect).statements.flatMap(({ operations }) => operations),
    ),
  ).tables;

/** Models, and the SQL that AutoMigrate makes of them. */
const CASES: readonly (readonly [string, Dialect, string, string])[] = [
  [
    'gorm.Model, types of PostgreSQL, indexes with names of their own and made ones',
    'postgresql',
    `type Kind int8
     type User struct {
       gorm.Model
       Name string \`json:"name" gorm:"size:80;not null;uniqueIndex"\`
       Nick *string \`gorm:"index:idx_nick_age,priority:2"\`
       Age uint8 \`gorm:"index:idx_nick_age,priority:1,sort:desc"\`
       Kind Kind \`gorm:"default:3"\`
       Rate float64 \`gorm:"precision:10;scale:2"\`
       Data []byte
       Meta datatypes.JSON
       Tags []string \`gorm:"serializer:json"\`
       Gone string \`gorm:"-"\`
       secret string
     }`,
    `create table users (id bigserial primary key, created_at timestamptz, updated_at timestamptz, deleted_at timestamptz, name varchar(80) not null,
       nick text, age smallint, kind smallint default 3, rate numeric(10,2), data bytea, meta jsonb, tags text);
     create index idx_users_deleted_at on users (deleted_at);
     create unique index idx_users_name on users (name);
     create index idx_nick_age on users (age desc, nick);`,
  ],
  [
    'types of MySQL',
    'mysql',
    `type Item struct { ID uint \`gorm:"primaryKey"\`; Code string \`gorm:"unique"\`; Body string; At time.Time; Ok bool; N int32; F float32; U uint64; S string \`gorm:"default:x"\` }`,
    `create table items (id bigint unsigned not null auto_increment primary key, code varchar(191), body longtext, at datetime(3), ok boolean, n int, f float,
       u bigint unsigned, s varchar(191) default 'x', constraint uni_items_code unique (code));`,
  ],
  [
    'belongs to, has many, many to many, with actions and names',
    'postgresql',
    `type Company struct { ID int64 \`gorm:"primaryKey"\`; Staff []Worker \`gorm:"constraint:OnDelete:SET NULL"\` }
     type Worker struct { ID int64 \`gorm:"primaryKey"\`; CompanyID *int64; Company Company; BossID *int64; Boss *Worker; Skills []Skill \`gorm:"many2many:worker_skills"\` }
     type Skill struct { Code string \`gorm:"primaryKey;size:8"\` }`,
    `create table companies (id bigserial primary key);
     create table workers (id bigserial primary key, company_id bigint, boss_id bigint,
       constraint fk_companies_staff foreign key (company_id) references companies (id) on delete set null,
       constraint fk_workers_boss foreign key (boss_id) references workers (id));
     create table skills (code varchar(8) primary key);
     create table worker_skills (worker_id bigint not null, skill_code varchar(8) not null, primary key (worker_id, skill_code),
       constraint fk_worker_skills_worker foreign key (worker_id) references workers (id),
       constraint fk_worker_skills_skill foreign key (skill_code) references skills (code));`,
  ],
  [
    'embedded structs with prefixes, names of tables, keys of several columns, no table for what is only embedded',
    'postgresql',
    `type Author struct { Name string \`gorm:"size:20"\`; Email string }
     type Post struct { Area string \`gorm:"primaryKey"\`; No int \`gorm:"primaryKey;autoIncrement:false"\`; Author Author \`gorm:"embedded;embeddedPrefix:author_"\`; Score int \`gorm:"check:score > 1"\` }
     func (*Post) TableName() string { return "blog" }`,
    `create table blog (area text not null, no bigint not null, author_name varchar(20), author_email text, score bigint, primary key (area, no),
       constraint chk_blog_score check (score > 1));`,
  ],
];

describe('GORM', () => {
  it.each(CASES)('reads %s', (_, dialect, models, sql) => {
    expect(tablesOf(models, dialect)).toEqual(sqlTables(sql, dialect));
  });

  it('names columns and tables as its naming strategy does', () => {
    const words = ['ID', 'UserID', 'HTTPServer', 'OAuth2Token', 'CreatedAt', 'APIKey', 'IsVIP', 'A', 'UUID'];
    expect(words.map(columnText)).toEqual([
      'id',
      'user_id',
      'http_server',
      'o_auth2_token',
      'created_at',
      'api_key',
      'is_v_ip',
      'a',
      'uuid',
    ]);
    expect(tableText('UserNews', { prefix: 't_', singular: false })).toBe('t_user_news');
    expect(tableText('SysUser', { prefix: '', singular: true })).toBe('sys_user');
  });

  it('cuts long names with a sum at their end', () => {
    const name = madeName('fk', 'a_table_with_a_name_that_is_long', 'a_relation_with_a_name_that_is_long_too');
    expect(name).toMatch(/^fk_a_table_with_a_name_that_is_long_a_relation_with_a_na[0-9a-f]{8}$/);
  });

  it('bends English as its inflection does', () => {
    expect(['person', 'status', 'category', 'money', 'bus', 'quiz'].map(plural)).toEqual([
      'people',
      'statuses',
      'categories',
      'money',
      'buses',
      'quizzes',
    ]);
    expect(['people', 'statuses', 'categories', 'friends'].map(singular)).toEqual([
      'person',
      'status',
      'category',
      'friend',
    ]);
  });

  it('makes no tables of structs that are no models', () => {
    const text =
      'type Request struct { Name string `json:"name"` }\ntype Row struct { Count int `gorm:"column:count"` }';
    expect(tablesOf(text, 'postgresql')).toEqual({});
  });
});
