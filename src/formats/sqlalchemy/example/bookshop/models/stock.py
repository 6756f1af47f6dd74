from sqlalchemy import CheckConstraint, DDL, ForeignKey, event, text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Stock(Base):
    __tablename__ = "stock"
    __table_args__ = (CheckConstraint("on_hand >= 0", name="stock_on_hand_check"),)

    book_id: Mapped[int] = mapped_column(ForeignKey("books.id", ondelete="CASCADE"), primary_key=True)
    on_hand: Mapped[int] = mapped_column(server_default=text("0"))
    reorder_at: Mapped[int] = mapped_column(server_default=text("5"))
    shelf: Mapped[str | None]


event.listen(
    Base.metadata,
    "after_create",
    DDL(
        """
        CREATE VIEW books_to_reorder AS
        SELECT b.id, b.isbn, b.title, s.on_hand
        FROM books b
        JOIN stock s ON s.book_id = b.id
        WHERE s.on_hand <= s.reorder_at
        """
    ),
)
