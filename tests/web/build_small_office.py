"""Build the small office into a home of its own and keep its rows: `python -m tests.web.build_small_office HOME`.

A process of its own, so that the tests' database and the office's never meet; the rows are loaded into
whatever database a test runs on.
"""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path

ROWS = "rows.pickle"
PASSWORD = "bamboo-bridge-canal-11"


def main(home: Path) -> None:
    """Migrate, open, play, make the accounts, keep the rows."""
    os.environ["PLUMBLINE_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "plumbline.web.settings"
    import django

    django.setup()
    from django.apps import apps
    from django.core.management import call_command
    from tests.web import small_office

    from plumbline.store.home import Home
    from plumbline.web.accounts import make_accounts

    call_command("migrate", verbosity=0)
    small_office.open_small_office(Home.from_environment())
    make_accounts(Home.from_environment(), passwords=dict.fromkeys(small_office.PEOPLE, PASSWORD))
    kept = {}
    for label in ("store", "auth"):
        for model in apps.get_app_config(label).get_models():
            if model.__name__ not in ("Permission", "Group"):
                kept[model._meta.label] = list(model._default_manager.order_by("pk").values())
    (home / ROWS).write_bytes(pickle.dumps(kept))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
