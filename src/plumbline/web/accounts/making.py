"""Accounts for all people of a campaign's description."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.contrib.auth.models import Group, User
from django.db import transaction

from plumbline.store.home import Home
from plumbline.store.reading.sealed import the_office

MUST_CHANGE = "must-change-password"
"""The group of people whose password is still the first one."""

FIRST_PASSWORDS = "initial-passwords.txt"
PRINTED_LOGINS = "demonstration-logins.json"
"""The printed logins of a demonstration, shown on its log-in: [{person, name, label_zh, label_en, password}]."""

_RANDOM_BYTES = 12
_RANDOM_ITERATIONS = 20_000


def make_accounts(
    home: Home, *, passwords: Mapping[str, str] | None = None, description: Mapping[str, Any] | None = None
) -> int:
    """Make an account for every person of the campaign's description who has none yet.

    passwords    person → password, of a demonstration's printed logins; these need not be changed
    description  the open campaign's where none is given
    returns      how many accounts were made; people with an account keep their password

    Everybody else gets a random first password. It stands once in `initial-passwords.txt` in the home
    directory, readable by its owner alone, to be handed out and deleted; it must be changed at log-in.
    In a demonstration the people without a printed login cannot sign in at all.
    """
    whole = description or the_office().description
    given, invented = dict(passwords or {}), bool(whole.get("demonstration"))
    with transaction.atomic():
        known = set(User.objects.values_list("username", flat=True))
        people = [row for row in whole["people"] if row["id"] not in known]
        random = {
            row["id"]: secrets.token_urlsafe(_RANDOM_BYTES)
            for row in people
            if row["id"] not in given and not invented
        }
        users = User.objects.bulk_create(
            User(
                username=row["id"],
                first_name=str(row["name"])[:150],
                password=_kept(given.get(row["id"]), random.get(row["id"])),
            )
            for row in people
        )
        group, _made = Group.objects.get_or_create(name=MUST_CHANGE)
        for user in users:
            if user.username in random:
                user.groups.add(group)
    _hand_out(
        home.path / FIRST_PASSWORDS,
        [(p["id"], p["name"], random[p["id"]]) for p in people if p["id"] in random],
    )
    if invented:
        _print(home.path / PRINTED_LOGINS, whole, given)
    return len(users)


def _kept(given: str | None, made: str | None) -> str:
    """How a password is kept; without one it is a password that nobody can type.

    A random first password needs no slow hash against guessing, and must be changed at log-in anyway:
    a county's accounts are made in a second instead of minutes.
    """
    if made is None:
        return make_password(given)
    hasher = PBKDF2PasswordHasher()
    return hasher.encode(made, hasher.salt(), iterations=_RANDOM_ITERATIONS)


def _hand_out(path: Path, rows: list[tuple[str, str, str]]) -> None:
    if not rows:
        return
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.writelines(f"{person}\t{name}\t{password}\n" for person, name, password in rows)


def _print(path: Path, description: Mapping[str, Any], passwords: Mapping[str, str]) -> None:
    names = {row["id"]: row["name"] for row in description["people"]}
    rows = [
        {**row, "name": names[row["person"]], "password": passwords[row["person"]]}
        for row in description.get("demonstration_logins", ())
        if row["person"] in passwords
    ]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
