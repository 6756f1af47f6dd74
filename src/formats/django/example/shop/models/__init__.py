from .catalogue import Author, Book, BookAuthor
from .orders import Customer, Order, OrderLine
from .stock import Stock

__all__ = ["Author", "Book", "BookAuthor", "Customer", "Order", "OrderLine", "Stock"]
