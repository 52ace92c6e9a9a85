"""The store as a Django application."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Tables of the ledger and of its read models."""

    name = "plumbline.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "账册"
