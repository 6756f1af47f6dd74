from django.db import models

from shop.fields import IsbnField, RealField


class Author(models.Model):
    name = models.TextField()
    born = models.DateField(blank=True, null=True)

    class Meta:
        db_table = "authors"

    def __str__(self):
        return self.name


class Book(models.Model):
    isbn = IsbnField()
    title = models.TextField()
    price = RealField()
    published_on = models.DateField(blank=True, null=True)
    authors = models.ManyToManyField(Author, through="BookAuthor", related_name="books")

    class Meta:
        db_table = "books"
        db_table_comment = "One row an edition: a hardcover and its paperback are two books."
        constraints = [
            models.UniqueConstraint(fields=["isbn"], name="books_isbn_key"),
        ]

    def __str__(self):
        return self.title


class BookAuthor(models.Model):
    pk = models.CompositePrimaryKey("book_id", "author_id")
    book = models.ForeignKey(Book, on_delete=models.DB_CASCADE, db_index=False)
    author = models.ForeignKey(Author, on_delete=models.PROTECT, db_index=False)

    class Meta:
        db_table = "book_authors"
        indexes = [models.Index(fields=["author"], name="book_authors_author_id_idx")]
