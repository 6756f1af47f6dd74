drop table book_authors;
drop table books;
drop table authors;
