/** A Django project by hand that has only models: what Django 3.2 knows of inheritance, keys, relations, options and field classes. */

import { DJANGO_PROJECT } from './django-project';

const SETTINGS = (DJANGO_PROJECT['settings.py'] ?? '').replace(
  'INSTALLED_APPS = ["library", "loans"]',
  'INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "people", "stock.apps.StockConfig"]\nAUTH_USER_MODEL = "people.Person"\nCODE_LENGTH = 7',
);

const PEOPLE = `from django.contrib.auth.models import AbstractUser, Group
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class Stamped(models.Model):
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)
    made_by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        abstract = True
        ordering = ["made_at"]


class Person(AbstractUser):
    nick = models.CharField(max_length=30, unique=True)
    boss = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    friends = models.ManyToManyField("self")
    main_group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE)


class Note(Stamped):
    about_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    about_id = models.PositiveIntegerField()
    about = GenericForeignKey("about_type", "about_id")
    text = models.TextField(blank=True)

    class Meta:
        index_together = [("about_type", "about_id")]
`;

const BASE = `from django.db import models


class Coded(models.Model):
    code = models.SlugField(max_length=20)
    gone = models.IntegerField(default=0)

    class Meta:
        abstract = True
        unique_together = [("code", "gone")]
        indexes = [models.Index(fields=["-code"], name="%(app_label)s_%(class)s_ix")]


class Ordered(models.Model):
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
`;

const ITEMS = `from django.conf import settings
from django.db import models
from django.db.models import F, Q

from people import models as people
from people.models import Stamped

from ..fields import CodeField, CountField, RefField
from .base import Coded, Ordered

LONGEST = 40


class Item(Coded, Ordered):
    SIZE = 3
    id = models.AutoField(primary_key=True)
    name = models.CharField(max_length=LONGEST, db_index=True)
    tag = CodeField(null=True)
    sku = CodeField(max_length=12, unique=True)
    amount = CountField()
    size = models.CharField(max_length=SIZE, db_column="siz")
    price = models.DecimalField(max_digits=9, decimal_places=2)
    token = models.UUIDField(unique=True)
    extra = models.JSONField(default=dict)
    limit = models.CharField(max_length=settings.CODE_LENGTH)


class Boxed(Item):
    gone = None
    box = models.ForeignKey("Box", on_delete=models.CASCADE, to_field="label")

    class Meta:
        constraints = [
            models.CheckConstraint(check=Q(weight__gte=0) & ~Q(weight=13) | Q(height__isnull=True), name="boxed_weight"),
            models.UniqueConstraint(fields=["box", "weight"], condition=Q(weight__gt=5), name="boxed_heavy"),
            models.UniqueConstraint(fields=["height"], name="boxed_height"),
        ]

    weight = models.IntegerField()
    height = models.FloatField(null=True)


class Box(Stamped):
    label = models.CharField(max_length=12, unique=True)
    watchers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True)
    keepers = models.ManyToManyField(people.Person, related_name="kept", db_table="box_keepers")
    items = models.ManyToManyField(Item, through="Place", related_name="boxes")


class Place(models.Model):
    item = models.ForeignKey(Item, on_delete=models.CASCADE)
    box = models.OneToOneField(Box, on_delete=models.CASCADE, primary_key=True)
    since = models.DateField()

    class Meta:
        order_with_respect_to = "item"
        db_table = "places"


class HiddenBox(Box):
    class Meta:
        proxy = True


class Seal(models.Model):
    box = RefField(HiddenBox)
    loose = models.ForeignKey(Item, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False)


class Outside(models.Model):
    name = models.TextField()

    class Meta:
        managed = False
        db_table = "outside"
`.replace('from django.db.models import F, Q', 'from django.db.models import Q');

const FIELDS = `from django.db import models


class CodeField(models.CharField):
    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 9)
        super().__init__(*args, **kwargs)


class CountField(models.Field):
    def __init__(self, *args, **kwargs):
        kwargs["null"] = True
        super().__init__(*args, **kwargs)

    def get_internal_type(self):
        return "PositiveIntegerField"


class RefField(models.OneToOneField):
    def __init__(self, to, on_delete=models.CASCADE, **kwargs):
        kwargs["null"] = True
        super().__init__(to, on_delete=on_delete, **kwargs)
`;

export const DJANGO_MODELS: Readonly<Record<string, string>> = {
  'manage.py': DJANGO_PROJECT['manage.py'] ?? '',
  'settings.py': SETTINGS,
  'requirements.txt': 'Django==3.2.25\n',
  'people/__init__.py': '',
  'people/models.py': PEOPLE,
  'stock/__init__.py': '',
  'stock/apps.py':
    'from django.apps import AppConfig\n\n\nclass StockConfig(AppConfig):\n    name = "stock"\n    label = "wares"\n    default_auto_field = "django.db.models.AutoField"\n',
  'stock/fields.py': FIELDS,
  'stock/models/__init__.py': 'from .items import *\n',
  'stock/models/base.py': BASE,
  'stock/models/items.py': ITEMS,
};
