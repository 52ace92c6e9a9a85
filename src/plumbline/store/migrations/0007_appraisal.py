"""The appraisal: its formula, what was entered, published scores and their contests."""

from django.db import migrations, models

_NEW = ("appraisal_formula", "appraisal_entries", "appraisals", "contests")


def _empty_tables(apps, _schema_editor):
    """An office written before has the new tables too, empty, as a rebuild gives them."""
    rows = apps.get_model("store", "OfficeRow").objects
    for row in rows.all():
        row.data = {**row.data, **{name: row.data.get(name, {}) for name in _NEW}}
        row.save()


class Migration(migrations.Migration):
    """Four tables, and their place in the office."""

    dependencies = (("store", "0005_supervision"),)
    operations = (
        migrations.CreateModel(
            name="AppraisalFormulaRow",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("formula", models.CharField(max_length=60)),
                ("version", models.CharField(max_length=20)),
                ("sha256", models.CharField(max_length=64)),
                ("text", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="AppraisalEntryRow",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("day", models.DateField(db_index=True)),
                ("unit", models.CharField(db_index=True, max_length=60)),
                ("post", models.CharField(max_length=60)),
                ("measure", models.CharField(max_length=40)),
                ("record", models.BigIntegerField()),
                ("text", models.TextField()),
                ("by_person", models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name="AppraisalRow",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("sealed_day", models.DateField(db_index=True)),
                ("published_on", models.CharField(max_length=10)),
                ("formula", models.CharField(max_length=64)),
                ("scores", models.JSONField()),
                ("by_person", models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name="ContestRow",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("appraisal", models.PositiveIntegerField(db_index=True)),
                ("subject", models.CharField(db_index=True, max_length=60)),
                ("text", models.TextField()),
                ("filed_on", models.CharField(max_length=10)),
                ("answer_by", models.CharField(max_length=10)),
                ("by_person", models.CharField(max_length=60)),
                ("answered_seq", models.BigIntegerField(null=True)),
                ("answered_on", models.CharField(max_length=10)),
                ("answered_by", models.CharField(max_length=60)),
                ("answer", models.TextField()),
                ("strikes", models.JSONField()),
                ("result", models.JSONField()),
            ],
        ),
        migrations.RunPython(_empty_tables, migrations.RunPython.noop),
    )
