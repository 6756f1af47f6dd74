"""Types of columns that Django has no field for: the tables are older than the models."""
from django.db import models


class IsbnField(models.CharField):
    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 13
        super().__init__(*args, **kwargs)

    def db_type(self, connection):
        return "char(13)"


class RealField(models.FloatField):
    def db_type(self, connection):
        return "real"


class LocalDateTimeField(models.DateTimeField):
    """A moment without a time zone."""

    def db_type(self, connection):
        return "timestamp"


class OrderStatusField(models.CharField):
    def db_type(self, connection):
        return "order_status"
