-- Verify bookshop:stock on pg

begin;

select book_id, on_hand from stock where false;

rollback;
