"""A bookshop: its catalogue, its customers and what they order."""
