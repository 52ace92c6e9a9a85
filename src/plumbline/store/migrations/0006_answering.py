"""Duties that changed hands with both their periods, and what units report on their commitments."""

from django.db import migrations, models


def _empty_fields(apps, _schema_editor):
    """An office and households written before have the new fields too, empty, as a rebuild gives them."""
    for name, field in (("OfficeRow", "ahead"), ("HouseholdRow", "credited")):
        rows = apps.get_model("store", name).objects
        for row in rows.only("pk", "data").iterator():
            rows.filter(pk=row.pk).update(data={**row.data, field: row.data.get(field, {})})


class Migration(migrations.Migration):
    """Two tables, and the fields that go with them."""

    dependencies = (("store", "0004_consultations"),)
    operations = (
        migrations.CreateModel(
            name="DutyMoveRow",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("day", models.DateField(db_index=True)),
                ("project", models.CharField(max_length=60)),
                ("household", models.CharField(db_index=True, max_length=60)),
                ("held_unit", models.CharField(max_length=60)),
                ("held", models.JSONField()),
                ("held_since", models.CharField(max_length=10)),
                ("unit", models.CharField(max_length=60)),
                ("given", models.JSONField()),
                ("since", models.CharField(max_length=10)),
                ("reason", models.TextField()),
                ("by_person", models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name="ReportRow",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("commitment", models.BigIntegerField(db_index=True)),
                ("unit", models.CharField(max_length=60)),
                ("as_of", models.CharField(max_length=10)),
                ("reached", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("by_person", models.CharField(max_length=60)),
            ],
        ),
        migrations.RunPython(_empty_fields, migrations.RunPython.noop),
    )
