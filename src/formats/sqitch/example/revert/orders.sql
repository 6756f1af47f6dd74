-- Revert bookshop:orders from pg

begin;

drop table order_lines;
drop table orders;
drop table customers;
drop type order_status;

commit;
