insert into authors (name, born) values ('Ursula K. Le Guin', '1929-10-21');
