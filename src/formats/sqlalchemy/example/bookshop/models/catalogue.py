import datetime

from sqlalchemy import BigInteger, CHAR, Column, ForeignKey, Index, REAL, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, bigkey

book_authors = Table(
    "book_authors",
    Base.metadata,
    Column("book_id", BigInteger, ForeignKey("books.id", ondelete="CASCADE"), primary_key=True),
    Column("author_id", BigInteger, ForeignKey("authors.id"), primary_key=True),
    Index("book_authors_author_id_idx", "author_id"),
)


class Author(Base):
    __tablename__ = "authors"

    id: Mapped[bigkey]
    name: Mapped[str]
    born: Mapped[datetime.date | None]

    books: Mapped[list["Book"]] = relationship(secondary=book_authors, back_populates="authors")


class Book(Base):
    __tablename__ = "books"
    __table_args__ = (
        UniqueConstraint("isbn", name="books_isbn_key"),
        {"comment": "One row an edition: a hardcover and its paperback are two books."},
    )

    id: Mapped[bigkey]
    isbn: Mapped[str] = mapped_column(CHAR(13))
    title: Mapped[str]
    price: Mapped[float] = mapped_column(REAL)
    published_on: Mapped[datetime.date | None]

    authors: Mapped[list[Author]] = relationship(secondary=book_authors, back_populates="books")
