drop view books_to_reorder;
drop table stock;
