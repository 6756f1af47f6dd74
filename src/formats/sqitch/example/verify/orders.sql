-- Verify bookshop:orders on pg

begin;

select id, email from customers where false;

rollback;
