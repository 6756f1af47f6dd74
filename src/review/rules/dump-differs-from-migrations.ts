import type { Cases } from '../cases';
import { defineRule } from '../rule';
import { differenceText } from './models-differ-from-migrations';

export const rule = defineRule({
  id: 'dump-differs-from-migrations',
  category: 'consistency',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'The schema file beside the migrations is not what the migrations make.',
  why: 'New databases, and those of tests, are often set up from the schema file: they lack what the migrations have, or have what no other database does, and the tests prove the wrong thing. Mostly two branches were merged, or the file was not written again after the last migration. The texts of views, routines and checks are not compared: engines print them their own way.',
  instead:
    'Run the migrations on an empty database and write the file anew (`rails db:schema:dump`, `dbmate dump`, `pg_dump --schema-only`).',
  sources: [
    'https://guides.rubyonrails.org/active_record_migrations.html#schema-dumping-and-you',
    'https://github.com/amacneil/dbmate#schema-file',
  ],
  check: {
    difference(difference, context) {
      if (difference.side !== 'dump') return;
      context.report({ span: difference.span, message: differenceText(difference), related: difference.related });
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'the same as an engine prints it',
      purpose: 'dump',
      history: 'CREATE TABLE users (id serial PRIMARY KEY, email text UNIQUE);',
      sql: "CREATE TABLE public.users (id integer NOT NULL, email text); CREATE SEQUENCE public.users_id_seq AS integer; ALTER SEQUENCE public.users_id_seq OWNED BY public.users.id; ALTER TABLE ONLY public.users ALTER COLUMN id SET DEFAULT nextval('public.users_id_seq'::regclass); ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id); ALTER TABLE ONLY public.users ADD CONSTRAINT users_email_key UNIQUE (email);",
    },
    {
      title: "the runner's own table",
      purpose: 'dump',
      history: 'CREATE TABLE users (id int PRIMARY KEY);',
      sql: 'CREATE TABLE users (id int PRIMARY KEY); CREATE TABLE schema_migrations (version text PRIMARY KEY);',
    },
  ],
  bad: [
    {
      title: 'a column that the file lacks',
      purpose: 'dump',
      history: 'CREATE TABLE users (id int PRIMARY KEY, age int);',
      sql: 'CREATE TABLE «users» (id int PRIMARY KEY);',
      says: ['The migrations still have column "users.age".'],
    },
    {
      title: 'an index that no migration makes',
      purpose: 'dump',
      history: 'CREATE TABLE users (id int PRIMARY KEY, age int);',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, age int); CREATE INDEX «by_age» ON users (age);',
      says: ['No migration adds an index (age) on "users".'],
    },
  ],
};
