"""Accounts for all people of a campaign's description."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from django.db import transaction

from plumbline.store.home import Home

MUST_CHANGE = "must-change-password"
"""The group of people whose password is still the first one."""

FIRST_PASSWORDS = "initial-passwords.txt"
_WORD_BYTES = 12


def make_accounts(
    description: Mapping[str, Any], passwords: Mapping[str, str] | None = None, *, home: Home | None = None
) -> int:
    """Make an account for every person of the description that has none yet.

    passwords  person → password, of a demonstration's printed logins; these need not be changed
    returns    how many accounts were made; people with an account keep their password

    Everybody else gets a random first password. It stands once in `initial-passwords.txt` in the home
    directory, readable by its owner alone, to be handed out and deleted; it must be changed at log-in.
    In a demonstration the people without a printed login cannot sign in at all.
    """
    given = dict(passwords or {})
    invented = bool(description.get("demonstration"))
    with transaction.atomic():
        known = set(User.objects.values_list("username", flat=True))
        people = [row for row in description["people"] if row["id"] not in known]
        random = {
            row["id"]: secrets.token_urlsafe(_WORD_BYTES)
            for row in people
            if row["id"] not in given and not invented
        }
        users = User.objects.bulk_create(
            User(
                username=row["id"],
                first_name=str(row["name"])[:150],
                # Without a password given or made, `make_password(None)` is one that nobody can type.
                password=make_password(given.get(row["id"]) or random.get(row["id"])),
            )
            for row in people
        )
        group, _made = Group.objects.get_or_create(name=MUST_CHANGE)
        group.user_set.add(*[user for user in users if user.username in random])
    handed_out = [(row["id"], row["name"], random[row["id"]]) for row in people if row["id"] in random]
    if handed_out:
        _write((home or Home.from_environment()).path / FIRST_PASSWORDS, handed_out)
    return len(users)


def _write(path: Path, rows: list[tuple[str, str, str]]) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.writelines(f"{person}\t{name}\t{password}\n" for person, name, password in rows)
