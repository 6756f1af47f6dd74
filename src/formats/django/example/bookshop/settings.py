INSTALLED_APPS = ["shop"]
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "bookshop"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
