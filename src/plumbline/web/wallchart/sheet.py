"""The wall as one drawing in millimetres of A3, for print: map, figures, legend, days, seal, all as vectors."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from plumbline.store.reading.map_layers import (
    LAYERS,
    Shape,
    map_projects,
    shapes,
    stage_of_letter,
    stages_line,
)
from plumbline.store.reading.wall import Wall
from plumbline.terms import STAGES, Stage, Text
from plumbline.web.parts import stage_mark
from plumbline.web.parts.burndown import HEIGHT, WIDTH
from plumbline.web.wallchart.colours import of_stage, on_paper
from plumbline.web.wallchart.shown import page, without_mark

MAP_MM = (12, 30, 268, 232)
"""Where the maps stand on the sheet: left, top, width, height."""

GAP_MM = 4
DEGREE = 10_000_000


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes of one look: their path, its colour, and whether it is filled."""

    path: str
    colour: str
    filled: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """The map of a project in its own coordinates, put into a box of the sheet.

    box    left, top, width, height in mm
    seen   the drawing's own box: `west south width height` of the nested view
    """

    name: Text
    box: tuple[int, int, int, int]
    seen: str
    below: tuple[Group, ...]
    stages: tuple[Group, ...]
    line: int


def sheet_of(wall: Wall, project: str = "") -> dict[str, Any]:
    """Context of the sheet; `project` draws that one alone, large."""
    projects = map_projects()
    drawn, letters = shapes(projects), iter(stages_line(projects))
    by_project: list[list[tuple[Shape, str]]] = [[] for _ in projects]
    for shape in drawn:
        letter = next(letters) if LAYERS[shape.layer] == "building" else ""
        by_project[shape.project].append((shape, letter))
    names = {pk: without_mark(_name(data)) for pk, data in projects}
    wanted = [n for n, (pk, _data) in enumerate(projects) if by_project[n] and project in ("", pk)]
    language = get_language() or "zh-hans"
    shown = page(wall)
    return {
        **shown,
        "office_name": _campaign(wall),
        "invented": bool(wall.office.description.get("demonstration")),
        "panels": [
            _panel(names[projects[n][0]], box, by_project[n])
            for n, box in zip(wanted, _boxes(len(wanted)), strict=True)
        ],
        "legend": [_key(n, stage, wall, language) for n, stage in enumerate(STAGES)],
        "plot": {"width": WIDTH, "height": HEIGHT},
        "ink": {name.replace("-", "_"): colour for name, colour in on_paper().items()},
        "lines": [
            {"y": 10 * n, "bar_y": 10 * n + 10.4, "project": row, "bar": _bar(reading)}
            for n, (row, reading) in enumerate(zip(shown["projects"], wall.projects, strict=True))
        ],
        "unit_lines": [
            {"x": 62 * (n // 10), "y": 5 * (n % 10), "unit": row} for n, row in enumerate(shown["units"])
        ],
        "still_lines": [
            {"x": 62 * (n // 3), "y": 5 * (n % 3) + 8, "row": row} for n, row in enumerate(shown["still"])
        ],
        "cells": [
            {"x": f"{12 + n * 396 / len(shown['days']):.2f}", "cell": cell}
            for n, cell in enumerate(shown["days"])
        ],
        "cell_width": f"{396 / max(len(shown['days']), 1) - 0.8:.2f}",
    }


def _name(data: Mapping[str, Any]) -> Text:
    return Text(str(data["name_zh"]), str(data["name_en"]))


def _campaign(wall: Wall) -> Text:
    name = wall.office.description["name"]
    return Text(name["zh"], name["en"])


def _key(n: int, stage: Stage, wall: Wall, language: str) -> dict[str, Any]:
    fill, ink = of_stage(stage)
    return {
        "stage": stage,
        "mark": stage_mark(stage, language),
        "fill": fill,
        "ink": ink,
        "count": wall.stages[stage],
        "x": 12 + n * 22,
    }


def _bar(row: Any) -> list[dict[str, Any]]:
    """Parts of a project's bar, in thousandths of its width."""
    parts, at = [], 0
    for stage in STAGES:
        share = row.stages[stage] * 1000 // row.households if row.households else 0
        if share:
            parts.append({"x": at, "width": share, "fill": of_stage(stage)[0]})
        at += share
    return parts


def _boxes(count: int) -> list[tuple[int, int, int, int]]:
    """Boxes for so many maps: at most three in a line, each line filled whole."""
    left, top, width, height = MAP_MM
    lines = [count] if count <= 1 else [-(-count // 2), count // 2] if count <= 6 else _in_threes(count)
    h = (height - GAP_MM * (len(lines) - 1)) // len(lines)
    boxes = []
    for line, columns in enumerate(lines):
        w = (width - GAP_MM * (columns - 1)) // max(columns, 1)
        boxes += [(left + n * (w + GAP_MM), top + line * (h + GAP_MM), w, h) for n in range(columns)]
    return boxes


def _in_threes(count: int) -> list[int]:
    return [3] * (count // 3) + ([count % 3] if count % 3 else [])


def _panel(name: Text, box: tuple[int, int, int, int], found: Sequence[tuple[Shape, str]]) -> Panel:
    buildings = [(shape, letter) for shape, letter in found if letter]
    points = [p for shape, _l in (buildings or found) for line in shape.lines for p in line]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    narrow = math.cos(math.radians(south / DEGREE))

    def path(some: Iterable[Shape]) -> str:
        return " ".join(_path(shape, west, north, narrow) for shape in some)

    def of(layer: str, *, closed: bool) -> str:
        return path(s for s, _l in found if LAYERS[s.layer] == layer and s.closed is closed)

    ink = on_paper()
    below = (
        Group(of("ground", closed=True), ink["sunk"], True),
        Group(of("field", closed=True), ink["sunk"], True),
        Group(of("field", closed=True), ink["sheet"], False),
        Group(of("trees", closed=True), ink["rule"], True),
        Group(of("water", closed=True), ink["rule"], True),
        Group(of("water", closed=False), ink["rule"], False),
        Group(of("road", closed=True), ink["rule"], True),
        Group(of("road", closed=False), ink["rule"], False),
        Group(of("scope", closed=True), ink["ink-3"], False),
    )
    letters = sorted({letter for _s, letter in buildings})
    stages = tuple(
        Group(path(s for s, one in buildings if one == letter), _colour(letter), True) for letter in letters
    )
    width, height = round((east - west) * narrow) or 1, (north - south) or 1
    edge = max(width, height) // 40
    seen = f"{-edge} {-edge} {width + 2 * edge} {height + 2 * edge}"
    return Panel(name, box, seen, tuple(g for g in below if g.path), stages, max(width, height) // 900 or 1)


def _colour(letter: str) -> str:
    stage = stage_of_letter(letter)
    return on_paper()["sheet"] if stage is None else of_stage(stage)[0]


def _path(shape: Shape, west: int, north: int, narrow: float) -> str:
    """A shape as path data, in units of a degree of latitude, north up."""
    lines = []
    for line in shape.lines:
        points = [f"{round((p[0] - west) * narrow)} {north - p[1]}" for p in line]
        lines.append("M" + "L".join(points) + ("Z" if shape.closed else ""))
    return "".join(lines)
