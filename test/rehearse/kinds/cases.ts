/** Kinds of statement, on a schema that has one of everything. What each locks, rewrites and reads is in recorded.txt. */

export interface KindCase {
  readonly id: string;
  readonly sql: string;
  readonly before?: string;
  /** It refuses a transaction. */
  readonly how?: 'outside';
  /** The first major version that knows it. */
  readonly since?: number;
}

export const schema = (rows: number) => `
create type mood as enum ('sad','ok','happy');
create domain posint as int check (value > 0);
create table parent(id bigint primary key, name text not null);
insert into parent select g, 'p'||g from generate_series(1,100) g;
create table t(id bigint primary key, parent_id bigint, vc varchar(50), n int, amt numeric(10,2), ts timestamp, txt text, flag boolean, rng int4range, ch char(10), email text, d posint, big text, ip inet, nn int);
insert into t select g, 1+g%100, 'v'||g, g, g*1.5, timestamp '2024-01-01' + g*interval '1 minute', 'some text '||g, g%2=0, int4range(g,g+1), 'c'||g%10, 'u'||g||'@x.io', 1+g%7, null, null, g from generate_series(1,${rows}) g;
update t set big = (select string_agg(md5(x::text), '') from generate_series(1,300) x) where id <= 5;
alter table t alter big set storage external;
create index t_vc_idx on t(vc); create index t_n_idx on t(n); create index t_txt_idx on t(lower(txt));
create unique index t_email_uq on t(email);
alter table t add constraint t_chk_nv check (n >= 0) not valid;
alter table t add constraint t_fk_nv foreign key (parent_id) references parent(id) not valid;
alter table t add constraint t_nn_chk check (nn is not null);
create table child(id int, t_id bigint references t(id)); insert into child select id,id from t where id<=50;
create function trg() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger t_trg before update on t for each row execute function trg();
create view tv as select id, flag from t;
create materialized view mv as select id, flag from t; create unique index mv_id on mv(id);
create table pt(id int not null, d date not null) partition by range(d);
create table pt_2023 partition of pt for values from ('2023-01-01') to ('2024-01-01');
create table pt_2024(id int not null, d date not null); insert into pt_2024 select g, '2024-02-01' from generate_series(1,${rows}) g;
create table pt_2025(id int not null, d date not null, check (d >= '2025-01-01' and d < '2026-01-01')); insert into pt_2025 select g, '2025-02-01' from generate_series(1,${rows}) g;
create table ptd(id int not null, d date not null) partition by range(d);
create table ptd_def partition of ptd default; insert into ptd select g, '2030-01-01' from generate_series(1,${rows}) g;
create table ptd_2024(id int not null, d date not null);
create table heap2(id int, v text); insert into heap2 select g,'x' from generate_series(1,${rows}) g;
create sequence sq;
analyze;
`;

export const cases: readonly KindCase[] = [
  { id: 'add column, no default', sql: 'alter table t add c1 int' },
  { id: 'add column, constant default', sql: 'alter table t add c1 int not null default 5' },
  { id: 'add column, default now() (stable)', sql: 'alter table t add c1 timestamptz default now()' },
  { id: 'add column, volatile default', sql: 'alter table t add c1 uuid default gen_random_uuid()' },
  { id: 'add column, serial', sql: 'alter table t add c1 serial' },
  { id: 'add column, identity', sql: 'alter table t add c1 int generated always as identity' },
  { id: 'add column, generated stored', sql: 'alter table t add c1 int generated always as (n*2) stored' },
  {
    id: 'add column, generated virtual (18)',
    sql: 'alter table t add c1 int generated always as (n*2) virtual',
    since: 18,
  },
  { id: 'add column, constrained domain', sql: 'alter table t add c1 posint' },
  { id: 'add column with FK (references)', sql: 'alter table t add c1 bigint references parent(id)' },
  { id: 'add column with CHECK', sql: 'alter table t add c1 int check (c1 > 0)' },
  { id: 'add column UNIQUE', sql: 'alter table t add c1 int unique' },
  { id: 'set default', sql: 'alter table t alter n set default 1' },
  { id: 'drop default', sql: 'alter table t alter n drop default' },
  { id: 'set not null', sql: 'alter table t alter n set not null' },
  { id: 'set not null, proven by valid CHECK', sql: 'alter table t alter nn set not null' },
  { id: 'drop not null', sql: 'alter table parent alter name drop not null' },
  { id: 'add not null not valid (18)', sql: 'alter table t add constraint nnc not null n not valid', since: 18 },
  { id: 'add check', sql: 'alter table t add constraint c1 check (n > 0)' },
  { id: 'add check not valid', sql: 'alter table t add constraint c1 check (n > 0) not valid' },
  { id: 'validate check', sql: 'alter table t validate constraint t_chk_nv' },
  { id: 'add FK', sql: 'alter table t add constraint f1 foreign key (parent_id) references parent(id)' },
  {
    id: 'add FK not valid',
    sql: 'alter table t add constraint f1 foreign key (parent_id) references parent(id) not valid',
  },
  { id: 'validate FK', sql: 'alter table t validate constraint t_fk_nv' },
  { id: 'drop FK constraint', sql: 'alter table t drop constraint t_fk_nv' },
  { id: 'drop check constraint', sql: 'alter table t drop constraint t_chk_nv' },
  { id: 'create index', sql: 'create index i1 on t(amt)' },
  { id: 'create unique index', sql: 'create unique index i1 on t(n)' },
  { id: 'create index concurrently', sql: 'create index concurrently i1 on t(amt)', how: 'outside' },
  { id: 'drop index', sql: 'drop index t_n_idx' },
  { id: 'drop index concurrently', sql: 'drop index concurrently t_n_idx', how: 'outside' },
  { id: 'reindex index', sql: 'reindex index t_n_idx' },
  { id: 'reindex table', sql: 'reindex table t' },
  { id: 'reindex index concurrently', sql: 'reindex index concurrently t_n_idx', how: 'outside' },
  { id: 'alter index rename', sql: 'alter index t_n_idx rename to t_n_idx2' },
  { id: 'alter index set fillfactor', sql: 'alter index t_n_idx set (fillfactor=80)' },
  { id: 'type varchar(50)->varchar(100)', sql: 'alter table t alter vc type varchar(100)' },
  { id: 'type varchar(50)->text', sql: 'alter table t alter vc type text' },
  { id: 'type varchar(50)->varchar(20)', sql: 'alter table t alter vc type varchar(20)' },
  { id: 'type text->varchar(100)', sql: 'alter table t alter txt type varchar(100)' },
  { id: 'type int->bigint', sql: 'alter table t alter n type bigint' },
  { id: 'type bigint->int USING', sql: 'alter table t alter parent_id type int using parent_id::int' },
  { id: 'type text->int USING', sql: 'alter table t alter email type int using length(email)' },
  { id: 'type numeric(10,2)->numeric(12,2)', sql: 'alter table t alter amt type numeric(12,2)' },
  { id: 'type numeric(10,2)->numeric', sql: 'alter table t alter amt type numeric' },
  { id: 'type numeric(10,2)->numeric(10,4)', sql: 'alter table t alter amt type numeric(10,4)' },
  {
    id: 'type timestamp->timestamptz (TZ=UTC)',
    sql: 'alter table t alter ts type timestamptz',
    before: "set timezone='UTC'",
  },
  {
    id: 'type timestamp->timestamptz (TZ=Berlin)',
    sql: 'alter table t alter ts type timestamptz',
    before: "set timezone='Europe/Berlin'",
  },
  { id: 'type char(10)->text', sql: 'alter table t alter ch type text' },
  { id: 'type domain->base (posint->int)', sql: 'alter table t alter d type int' },
  { id: 'type int->domain posint', sql: 'alter table t alter nn type posint' },
  { id: 'type cidr/inet->text', sql: 'alter table t alter ip type text' },
  { id: 'rename column', sql: 'alter table t rename n to n2' },
  { id: 'rename table', sql: 'alter table t rename to t2' },
  { id: 'rename constraint', sql: 'alter table t rename constraint t_chk_nv to zz' },
  { id: 'drop column', sql: 'alter table t drop column amt' },
  { id: 'drop column with index', sql: 'alter table t drop column n' },
  { id: 'add unique', sql: 'alter table t add constraint u1 unique (n)' },
  { id: 'add primary key', sql: 'alter table heap2 add primary key (id)' },
  { id: 'add unique using index', sql: 'alter table t add constraint u1 unique using index t_email_uq' },
  { id: 'add exclusion constraint', sql: 'alter table t add constraint x1 exclude using gist (rng with &&)' },
  { id: 'create trigger', sql: 'create trigger t2 after insert on t for each row execute function trg()' },
  { id: 'drop trigger', sql: 'drop trigger t_trg on t' },
  { id: 'disable trigger', sql: 'alter table t disable trigger t_trg' },
  { id: 'enum add value', sql: "alter type mood add value 'great'" },
  { id: 'enum rename value', sql: "alter type mood rename value 'ok' to 'fine'" },
  { id: 'create materialized view', sql: 'create materialized view mv2 as select id,n from t' },
  { id: 'refresh materialized view', sql: 'refresh materialized view mv' },
  { id: 'refresh matview concurrently', sql: 'refresh materialized view concurrently mv' },
  { id: 'create view', sql: 'create view v2 as select * from t' },
  { id: 'create or replace view', sql: 'create or replace view tv as select id, flag, n from t' },
  { id: 'drop view', sql: 'drop view tv' },
  {
    id: 'attach partition (needs scan)',
    sql: "alter table pt attach partition pt_2024 for values from ('2024-01-01') to ('2025-01-01')",
  },
  {
    id: 'attach partition (CHECK proves)',
    sql: "alter table pt attach partition pt_2025 for values from ('2025-01-01') to ('2026-01-01')",
  },
  {
    id: 'attach partition (default exists)',
    sql: "alter table ptd attach partition ptd_2024 for values from ('2024-01-01') to ('2025-01-01')",
  },
  {
    id: 'create table partition of',
    sql: "create table pt_2026 partition of pt for values from ('2026-01-01') to ('2027-01-01')",
  },
  { id: 'detach partition', sql: 'alter table pt detach partition pt_2023' },
  { id: 'detach partition concurrently', sql: 'alter table pt detach partition pt_2023 concurrently', how: 'outside' },
  { id: 'set statistics', sql: 'alter table t alter n set statistics 500' },
  { id: 'set (n_distinct)', sql: 'alter table t alter n set (n_distinct=5)' },
  { id: 'set storage', sql: 'alter table t alter txt set storage external' },
  { id: 'set compression', sql: 'alter table t alter txt set compression pglz' },
  { id: 'set (fillfactor)', sql: 'alter table t set (fillfactor=70)' },
  { id: 'set (autovacuum_...)', sql: 'alter table t set (autovacuum_enabled=false)' },
  { id: 'comment on table', sql: "comment on table t is 'x'" },
  { id: 'comment on column', sql: "comment on column t.n is 'x'" },
  { id: 'create statistics', sql: 'create statistics st1 on n, amt from t' },
  { id: 'analyze', sql: 'analyze t' },
  { id: 'cluster using', sql: 'cluster t using t_n_idx' },
  { id: 'alter table cluster on', sql: 'alter table t cluster on t_n_idx' },
  { id: 'vacuum', sql: 'vacuum t', how: 'outside' },
  { id: 'vacuum full', sql: 'vacuum full t', how: 'outside' },
  { id: 'truncate', sql: 'truncate t cascade' },
  { id: 'enable RLS', sql: 'alter table t enable row level security' },
  { id: 'create policy', sql: 'create policy p1 on t using (true)' },
  { id: 'replica identity full', sql: 'alter table t replica identity full' },
  { id: 'set unlogged', sql: 'alter table heap2 set unlogged' },
  { id: 'set access method (rewrite)', sql: 'alter table heap2 set access method heap' },
  { id: 'owner to', sql: 'alter table t owner to postgres' },
  { id: 'set schema', sql: 'alter table heap2 set schema other', before: 'create schema if not exists other' },
  { id: 'create table with FK', sql: 'create table nt(id int, p bigint references parent(id))' },
  { id: 'create table like', sql: 'create table nt (like t including all)' },
  { id: 'create table as', sql: 'create table nt as select * from t' },
  { id: 'drop table (referenced by FK)', sql: 'drop table t cascade' },
  { id: 'drop table (has FK to parent)', sql: 'drop table child' },
  {
    id: 'inherit',
    sql: 'alter table pt_2024 inherit inh',
    before: 'create table if not exists inh(id int not null, d date not null)',
  },
  { id: 'alter domain add check', sql: 'alter domain posint add check (value < 1000000)' },
  { id: 'alter sequence', sql: 'alter sequence sq increment 5' },
  { id: 'grant', sql: 'grant select on t to public' },
  { id: 'create publication', sql: 'create publication pub1 for table t' },
  { id: 'create rule', sql: 'create rule r1 as on insert to heap2 do nothing' },
  { id: 'update all rows', sql: 'update t set n = n + 1' },
  { id: 'delete all', sql: 'delete from heap2' },
  { id: 'insert select', sql: 'insert into heap2 select id, vc from t' },
  { id: 'update one row by pk', sql: 'update t set txt = txt where id = 1' },
  { id: 'select for update', sql: 'select * from t where id=1 for update' },
  { id: 'lock table', sql: 'lock table t in share mode' },
  {
    id: 'multi-subcommand (alter type+add col)',
    sql: 'alter table t add c1 int, alter n type bigint, alter txt set statistics 10',
  },
  { id: 'swap type via temp (txt->jsonb USING)', sql: 'alter table t alter big type jsonb using to_jsonb(big)' },
];
