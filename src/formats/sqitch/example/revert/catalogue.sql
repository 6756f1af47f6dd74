-- Revert bookshop:catalogue from pg

begin;

drop table book_authors;
drop table books;
drop table authors;

commit;
