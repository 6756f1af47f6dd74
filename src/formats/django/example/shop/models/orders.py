from django.db import models
from django.db.models import Func, Q

from shop.fields import LocalDateTimeField, OrderStatusField


class Customer(models.Model):
    email = models.TextField()
    name = models.TextField()
    fax = models.CharField(max_length=30, null=True)
    created_at = LocalDateTimeField(db_default=Func(function="now"))

    class Meta:
        db_table = "customers"
        constraints = [models.UniqueConstraint(fields=["email"], name="customers_email_key")]


class Order(models.Model):
    class Status(models.TextChoices):
        OPEN = "open"
        PAID = "paid"
        SHIPPED = "shipped"
        CANCELLED = "cancelled"

    id = models.AutoField(primary_key=True)
    customer = models.ForeignKey("shop.Customer", on_delete=models.PROTECT, related_name="orders", db_index=False)
    status = OrderStatusField(choices=Status.choices, db_default=Status.OPEN)
    placed_at = models.DateTimeField(db_default=Func(function="now"))

    class Meta:
        db_table = "orders"


class OrderLine(models.Model):
    pk = models.CompositePrimaryKey("order_id", "book_id")
    order = models.ForeignKey(Order, on_delete=models.DB_CASCADE, related_name="lines", db_index=False)
    book = models.ForeignKey("Book", on_delete=models.PROTECT, db_index=False)
    quantity = models.IntegerField()
    unit_price = models.DecimalField(max_digits=10, decimal_places=2)

    class Meta:
        db_table = "order_lines"
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="order_lines_quantity_check"),
        ]
