"""Consultations, the dispatch orders of their decisions, and what was done on each."""

from django.db import migrations, models

_NEW = ("consultations", "dispatches", "still")


def _empty_tables(apps, _schema_editor):
    """An office written before has the new tables too, empty, as a rebuild gives them."""
    rows = apps.get_model("store", "OfficeRow").objects
    for row in rows.all():
        row.data = {**row.data, **{name: row.data.get(name, {}) for name in _NEW}}
        row.save()


class Migration(migrations.Migration):
    """Three tables, and their place in the office."""

    dependencies = (("store", "0003_cancelled_orders"),)
    operations = (
        migrations.CreateModel(
            name="ConsultationRow",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("project", models.CharField(max_length=60)),
                ("held_at", models.CharField(max_length=32)),
                ("sealed", models.CharField(max_length=10)),
                ("place", models.TextField()),
                ("chair", models.CharField(max_length=60)),
                ("present", models.JSONField()),
                ("absent", models.JSONField()),
                ("observers", models.JSONField()),
                ("agenda", models.JSONField()),
                ("by_person", models.CharField(max_length=60)),
                ("closed_on", models.CharField(max_length=10)),
                ("reopened", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="DispatchRow",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("consultation", models.PositiveIntegerField(db_index=True)),
                ("item", models.PositiveIntegerField()),
                ("project", models.CharField(max_length=60)),
                ("unit", models.CharField(db_index=True, max_length=60)),
                ("post", models.CharField(db_index=True, max_length=60)),
                ("matter", models.TextField()),
                ("standard", models.TextField()),
                ("about", models.JSONField()),
                ("issued_on", models.CharField(max_length=10)),
                ("due_on", models.CharField(max_length=10)),
                ("state", models.CharField(db_index=True, max_length=12)),
                ("since", models.CharField(max_length=10)),
                ("answered_by", models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name="DispatchActRow",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("order", models.PositiveIntegerField(db_index=True)),
                ("act", models.CharField(max_length=12)),
                ("day", models.DateField(db_index=True)),
                ("done_on", models.CharField(max_length=10)),
                ("by_person", models.CharField(max_length=60)),
                ("text", models.TextField()),
            ],
        ),
        migrations.RunPython(_empty_tables, migrations.RunPython.noop),
    )
