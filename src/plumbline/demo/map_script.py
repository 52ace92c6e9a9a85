"""The maps: each project's footprints and what lies beneath them, imported as an office would."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from plumbline.demo.description import Project
from plumbline.demo.ground import Ground
from plumbline.demo.plots import LAYERS, geojson
from plumbline.demo.script import Cast, Move, at, command
from plumbline.store.maps_in import read_geojson

MAPS_ON = date(2025, 12, 2)


def map_moves(projects: Sequence[Project], ground: Ground, cast: Cast, *, hour: int = 17) -> Iterator[Move]:
    """One import for each project and layer that has anything to draw, from an hour of the day on."""
    person, post = cast.post_of("office", person=cast.office)
    for number, project in enumerate(projects):
        for order, layer in enumerate(LAYERS):
            text = geojson(ground, layer, project=project.id)
            if '"Feature"' not in text:
                continue
            read = read_geojson(text.encode())
            moment = at(MAPS_ON, hour, number * 5 + order)
            taken = command(
                "ImportMap",
                project=project.id,
                sha256=read.sha256,
                features=tuple(read.features),
                done_at=moment,
            )
            yield Move(moment, person, post, taken, f"map-{project.id}-{layer}")
