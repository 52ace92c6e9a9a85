"""The campaign's description file as the demonstration needs it: projects, blocks and who answers for them.

The same file opens the campaign (`plumbline init --config`); its form is told in docs/campaign-file.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from plumbline.terms import Regime

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same reader in C, where libyaml is built in


@dataclass(frozen=True, slots=True)
class Block:
    """A block (片区, on collective land a villagers' group) with the unit that answers for it."""

    id: str
    name_zh: str
    households: int
    unit: str


@dataclass(frozen=True, slots=True)
class Project:
    """A project of the description; `short_zh` begins its households' file numbers."""

    id: str
    name_zh: str
    short_zh: str
    regime: Regime
    policy: str
    blocks: tuple[Block, ...]
    basis: str

    @property
    def has_tract_plan(self) -> bool:
        """Whether the public interest rests on an approved plan of tract development."""
        return self.basis == "lam_45_5"


@dataclass(frozen=True, slots=True)
class Description:
    """The parts of the description that shape the invented world, and the whole as it was read.

    projects  those of the campaign's totals
    older     those outside the totals, which come with their history
    """

    seed: str
    projects: tuple[Project, ...]
    whole: Mapping[str, Any]
    older: tuple[Project, ...] = ()

    def project(self, project_id: str) -> Project:
        """The project of this id."""
        return next(p for p in (*self.projects, *self.older) if p.id == project_id)


def read_description(path: Path) -> Description:
    """The description of a YAML file; it has been checked by whoever opens the campaign with it."""
    return description_of(yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER))  # noqa: S506 — a safe loader


def description_of(whole: Mapping[str, Any]) -> Description:
    """The description of its plain form.

    raises  ValueError when the campaign is none that calls itself a demonstration: nothing is invented for a real one
    """
    if whole.get("demonstration") is not True:
        raise ValueError(
            "only a campaign whose description says `demonstration: true` gets invented households"
        )
    unit_of = {(row["project"], block): row["unit"] for row in whole["duties"] for block in row["blocks"]}
    rows = [(row, bool(row.get("in_totals", True))) for row in whole["projects"]]
    inside = tuple(_project(row, unit_of) for row, counts in rows if counts)
    outside = tuple(_project(row, unit_of) for row, counts in rows if not counts)
    return Description(str(whole["seed"]), inside, whole, outside)


def _project(row: Mapping[str, Any], unit_of: Mapping[tuple[str, str], str]) -> Project:
    return Project(
        id=row["id"],
        name_zh=row["name_zh"],
        short_zh=row["short_zh"],
        regime=Regime(row["regime"]),
        policy=row["policy"],
        blocks=tuple(
            Block(b["id"], b["name_zh"], b["households"], unit_of[row["id"], b["id"]]) for b in row["blocks"]
        ),
        basis=row["basis"],
    )
