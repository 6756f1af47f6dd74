-- Verify bookshop:catalogue on pg

begin;

select id, name, born from authors where false;

rollback;
