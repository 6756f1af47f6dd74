from .base import Base
from .catalogue import Author, Book, book_authors
from .orders import Customer, Order, OrderLine, OrderStatus
from .stock import Stock

__all__ = ["Author", "Base", "Book", "Customer", "Order", "OrderLine", "OrderStatus", "Stock", "book_authors"]
