"""The eight printed logins of the demonstration: persons of the description with passwords from its seed.

They protect nothing: the demonstration says so on the page that prints them. A real campaign never has them.
"""

from __future__ import annotations

from dataclasses import dataclass

from plumbline.demo.chance import Chance
from plumbline.demo.description import Description
from plumbline.terms import Text

_WORDS = ["bamboo", "bridge", "canal", "cedar", "clay", "cloud", "copper", "crane", "ferry", "field", "garden", "ginger", "harbour", "iron", "jade", "lake", "lantern", "lotus", "maple", "meadow", "mulberry", "orchard", "peach", "pebble", "pine", "plum", "pond", "reed", "rice", "river", "sail", "silk", "spring", "stone", "sugar", "tea", "thatch", "willow"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Login:
    """One printed login: the person's id is the user name."""

    person: str
    name: str
    label: Text
    password: str


def logins(description: Description) -> tuple[Login, ...]:
    """The printed logins in the description's order; the same seed prints the same passwords."""
    names = {row["id"]: row["name"] for row in description.whole["people"]}
    return tuple(
        Login(
            person=row["person"],
            name=names[row["person"]],
            label=Text(row["label_zh"], row["label_en"]),
            password=_password(Chance(description.seed).child("login").child(row["person"])),
        )
        for row in description.whole["demonstration_logins"]
    )


def _password(chance: Chance) -> str:
    first, second, third = chance.shuffled(_WORDS)[:3]
    return f"{first}-{second}-{third}-{chance.between(10, 99)}"
