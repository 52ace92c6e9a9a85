"""The map: shapes in whole 1e-7 degrees, and the stage of each building; no household stands in either.

Shapes change only with an import, so they are packed once for a version; the stages are one letter a
building, in the shapes' order.
"""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, Q

from plumbline.store.models import BuildingRow, FootprintRow, HouseholdRow, ProjectRow
from plumbline.store.reading.office import Version
from plumbline.terms import STAGES, Stage, Text

LAYERS = ("building", "road", "water", "field", "trees", "scope", "ground")
"""What is drawn, by its number in the packed form: scope is the line around a project, ground a block or a yard."""

_KINDS = {"bridge": "road", "trees": "trees", "scope": "scope"}
"""Background shapes that are drawn as more than ground, by their own kind."""

ROAD_CM = 500
"""Width of a road whose file names none: two cars pass."""

NOBODY = "."
"""Letter of a building without a household; stages are `a` (listed) to `l` (withdrawn)."""

_PLACE = {stage.value: n for n, stage in enumerate(STAGES)}


@dataclass(frozen=True, slots=True)
class Place:
    """A block as the map names it: its project, and its number in the project."""

    project: str
    block: str
    name: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape to draw.

    layer   place in `LAYERS`
    project place in the projects' order
    block   place among all blocks, -1 where no household names the shape
    closed  rings of a surface; open ones are lines
    width_cm  of a line
    lines   points as (longitude, latitude) in 1e-7 degrees
    """

    layer: int
    project: int
    block: int
    closed: bool
    width_cm: int
    lines: Sequence[Sequence[Sequence[int]]]


def blocks_of(projects: Iterable[tuple[str, Any]]) -> tuple[Place, ...]:
    """All blocks in the order of projects and of each project's description."""
    return tuple(
        Place(pk, block, str(data["blocks"][block])) for pk, data in projects for block in data["blocks"]
    )


def map_projects() -> list[tuple[str, dict[str, Any]]]:
    """Projects of the totals in their order, each with its aggregate."""
    rows = ProjectRow.objects.filter(in_totals=True).order_by("position")
    return list(rows.values_list("pk", "data"))


def version_of(projects: Iterable[tuple[str, Any]]) -> str:
    """What the shapes depend on: the maps and registers taken in, and the blocks; changes with an import."""
    parts = [
        f"{pk}:{','.join(data['maps'])}:{','.join(data['registers'])}:{','.join(data['blocks'])}"
        for pk, data in projects
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


def shapes(projects: Sequence[tuple[str, Any]]) -> list[Shape]:
    """All shapes, in the order of their import; a building's block is that of its first household."""
    number = {pk: n for n, (pk, _data) in enumerate(projects)}
    places = {(place.project, place.block): n for n, place in enumerate(blocks_of(projects))}
    of = _blocks_of_footprints(places)
    rows = FootprintRow.objects.order_by("pk").values_list("project", "footprint", "layer", "data")
    return [
        Shape(
            layer=LAYERS.index(_layer(layer, data)),
            project=number[project],
            block=of.get((project, footprint), places.get((project, str(data.get("block"))), -1)),
            closed="rings" in data,
            width_cm=int(data.get("width_cm") or ROAD_CM),
            lines=data.get("rings") or data.get("lines") or (),
        )
        for project, footprint, layer, data in rows.iterator()
        if project in number
    ]


def _layer(layer: str, data: Mapping[str, Any]) -> str:
    if layer in ("building", "road", "water", "field"):
        return layer
    return _KINDS.get(str(data.get("kind")), "ground")


def _blocks_of_footprints(places: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for project, footprint, household_block, _stage in _households_on_footprints():
        found.setdefault((project, footprint), places.get((project, household_block), -1))
    return found


def _households_on_footprints() -> Iterable[tuple[str, str, str, str]]:
    """(project, footprint, block, stage) of every building that names a footprint, in order of listing."""
    households = {
        pk: (project, block, stage)
        for pk, project, block, stage in HouseholdRow.objects.order_by().values_list(
            "pk", "project", "block", "stage"
        )
    }
    rows = BuildingRow.objects.exclude(footprint="").order_by("pk").values_list("household", "footprint")
    for household, footprint in rows.iterator():
        if household in households:
            project, block, stage = households[household]
            yield project, footprint, block, stage


def stages_line(projects: Sequence[tuple[str, Any]]) -> str:
    """One letter a building, in the shapes' order: the stage of its least advanced household."""
    least: dict[tuple[str, str], int] = {}
    for project, footprint, _block, stage in _households_on_footprints():
        n = _PLACE[stage]
        least[project, footprint] = min(n, least.get((project, footprint), n))
    known = {pk for pk, _data in projects}
    rows = FootprintRow.objects.filter(layer="building").order_by("pk").values_list("project", "footprint")
    return "".join(
        NOBODY if (n := least.get(row)) is None else chr(ord("a") + n)
        for row in rows.iterator()
        if row[0] in known
    )


def stage_of_letter(letter: str) -> Stage | None:
    """The stage that a letter stands for, None for nobody's building."""
    return None if letter == NOBODY else STAGES[ord(letter) - ord("a")]


@dataclass(frozen=True, slots=True)
class Present:
    """What the map is asked every minute: stages by building, households by block, what all is called."""

    shapes: str
    stages: str
    projects: tuple[Text, ...]
    blocks: tuple[Place, ...]
    counts: Mapping[tuple[str, str], tuple[int, int]]


@lru_cache(maxsize=2)
def present_at(_at: Version) -> Present:
    """The present of a state of the read models; several screens ask for the same."""
    projects = map_projects()
    return Present(
        shapes=version_of(projects),
        stages=stages_line(projects),
        projects=tuple(Text(str(data["name_zh"]), str(data["name_en"])) for _pk, data in projects),
        blocks=blocks_of(projects),
        counts=block_counts(),
    )


@lru_cache(maxsize=2)
def packed(_version: str) -> bytes:
    """The shapes as 32-bit little-endian integers, for the version that the caller has just asked for.

    west, south, count, then for each shape: layer, project, block, closed, width in cm, lines, and for each
    line its number of points and the points, each as its distance from the one before (the first from west, south).
    """
    drawn = shapes(map_projects())
    west = min((p[0] for s in drawn for line in s.lines for p in line), default=0)
    south = min((p[1] for s in drawn for line in s.lines for p in line), default=0)
    numbers = array("i", (west, south, len(drawn)))
    for shape in drawn:
        numbers.extend(
            (shape.layer, shape.project, shape.block, int(shape.closed), shape.width_cm, len(shape.lines))
        )
        for line in shape.lines:
            _pack_line(numbers, line, west, south)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _pack_line(numbers: array[int], line: Sequence[Sequence[int]], west: int, south: int) -> None:
    numbers.append(len(line))
    x, y = west, south
    for point in line:
        numbers.extend((point[0] - x, point[1] - y))
        x, y = point[0], point[1]


def block_counts() -> dict[tuple[str, str], tuple[int, int]]:
    """(project, block) → households and those that remain, as they stand now."""
    rows = (
        HouseholdRow.objects.order_by()
        .values_list("project", "block")
        .annotate(n=Count("pk"), left=Count("pk", filter=Q(remaining=True)))
    )
    return {(project, block): (n, left) for project, block, n, left in rows}
