from django.db import models

from . import catalogue


class Stock(models.Model):
    book = models.OneToOneField(catalogue.Book, on_delete=models.DB_CASCADE, primary_key=True)
    on_hand = models.PositiveIntegerField(db_default=0)
    reorder_at = models.IntegerField(db_default=5)
    shelf = models.TextField(null=True)

    class Meta:
        db_table = "stock"
