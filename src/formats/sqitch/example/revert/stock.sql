-- Revert bookshop:stock from pg

begin;

drop view books_to_reorder;
drop table stock;

commit;
