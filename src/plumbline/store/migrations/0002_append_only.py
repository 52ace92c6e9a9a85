"""The ledger's tables refuse UPDATE and DELETE in the database itself, whoever holds the connection."""

from django.db import migrations

_TABLES = ("store_leaf", "store_opening")
_SAYS = "the ledger is append only: correct it by a dated event of today"


def _add(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table in _TABLES:
        for act in ("UPDATE", "DELETE"):
            name = f"{table}_no_{act.lower()}"
            if vendor == "sqlite":
                schema_editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
                )
            else:
                schema_editor.execute(
                    f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                    f"$$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$"
                )
                schema_editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
                )


class Migration(migrations.Migration):
    """Triggers on the two tables of the ledger; they are never taken off again."""

    dependencies = (("store", "0001_initial"),)
    operations = (migrations.RunPython(_add, migrations.RunPython.noop),)
