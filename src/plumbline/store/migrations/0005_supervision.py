"""Supervision: its matters, what happened to their papers, and the proposals that were dismissed."""

from django.db import migrations, models

_NEW = ("matters", "dismissed", "reminded")


def _empty_tables(apps, _schema_editor):
    """An office written before has the new tables too, empty, as a rebuild gives them."""
    rows = apps.get_model("store", "OfficeRow").objects
    for row in rows.all():
        row.data = {**row.data, **{name: row.data.get(name, {}) for name in _NEW}}
        row.save()


class Migration(migrations.Migration):
    """Three tables, and their place in the office."""

    dependencies = (("store", "0006_answering"),)
    operations = (
        migrations.CreateModel(
            name="MatterRow",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("breach", models.CharField(db_index=True, max_length=160)),
                ("rule", models.CharField(max_length=20)),
                ("project", models.CharField(max_length=60)),
                ("unit", models.CharField(db_index=True, max_length=60)),
                ("rung", models.CharField(max_length=20)),
                ("state", models.CharField(max_length=12)),
                ("opened_on", models.CharField(max_length=10)),
                ("ended", models.CharField(max_length=12)),
            ],
        ),
        migrations.CreateModel(
            name="RungActRow",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("matter", models.PositiveIntegerField(db_index=True)),
                ("rung", models.CharField(max_length=20)),
                ("act", models.CharField(max_length=12)),
                ("day", models.DateField()),
                ("done_on", models.CharField(max_length=10)),
                ("by_person", models.CharField(db_index=True, max_length=60)),
                ("said", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="DismissedRow",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("breach", models.CharField(max_length=160)),
                ("rule", models.CharField(max_length=20)),
                ("project", models.CharField(max_length=60)),
                ("unit", models.CharField(max_length=60)),
                ("facts", models.JSONField()),
                ("reasons", models.TextField()),
                ("by_person", models.CharField(max_length=60)),
            ],
        ),
        migrations.RunPython(_empty_tables, migrations.RunPython.noop),
    )
