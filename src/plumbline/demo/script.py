"""The script of the demonstration: moves at simulated instants, each an ordinary command of somebody in a post."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from plumbline.campaign import COMMANDS, Evidence
from plumbline.demo.scans import paper_number, scan_sha256
from plumbline.demo.world import World
from plumbline.store.writing import Writer
from plumbline.terms import SHANGHAI

Make = Callable[[Writer], Any]
"""A command made when its moment comes, from the state as it is then; None = nothing to do."""


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that somebody does.

    at       the simulated instant of the entry
    person   who does it, acting in `post`
    command  the command, or a function that makes it from the state of that moment
    key      idempotency key
    refused  the code (or its beginning) of the reason that must refuse it; empty = it must be recorded
    """

    at: datetime
    person: str
    post: str
    command: Any
    key: str
    refused: str = ""

    def made(self, opened: Writer) -> Any:
        """The command at its moment."""
        return self.command(opened) if callable(self.command) else self.command


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays which part: posts of the description by role, project and unit."""

    posts: tuple[Mapping[str, Any], ...]
    office: str = "wu-guilan"
    reviewer: str = "yu-wenjing"
    accountant: str = "sun-liping"
    _held: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, world: World) -> Cast:
        """The cast of a world's description."""
        rows = tuple(world.description.whole["posts"])
        return cls(rows, _held={row["id"]: row["holder"] for row in rows})

    def post_of(self, role: str, *, project: str = "", person: str = "") -> tuple[str, str]:
        """(person, post) of the first post with a role, of a project or held by a person."""
        for row in self.posts:
            mine = not project or not row.get("projects") or project in row["projects"]
            if row["role"] == role and mine and (not person or row["holder"] == person):
                return row["holder"], row["id"]
        raise KeyError(f"no post {role} of {project or person}")

    def holder(self, post: str) -> tuple[str, str]:
        """(person, post) of a post by its id."""
        return self._held[post], post


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant of a day, Asia/Shanghai."""
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def papers(day: date, *documents: str) -> tuple[Evidence, ...]:
    """Evidence of a day: one invented scan for each kind of document and day."""
    return tuple(Evidence(d, paper_number(d, day), day, scan_sha256(d, day)) for d in documents)


def command(kind: str, /, **fields: Any) -> Any:
    """A command by its name."""
    return COMMANDS[kind](**fields)


def in_order(moves: Iterable[Move]) -> list[Move]:
    """Moves by their instants; those of one instant keep the order in which they were written."""
    return sorted(moves, key=lambda move: move.at)
