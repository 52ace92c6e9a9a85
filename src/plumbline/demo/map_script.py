"""The maps: each project's footprints and what lies beneath them, imported as an office would."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plumbline.demo.plots import LAYERS, geojson
from plumbline.demo.script import Cast, Move, at, command
from plumbline.demo.world import World
from plumbline.store.maps_in import read_geojson

MAPS_ON = date(2025, 12, 2)


def map_moves(world: World, cast: Cast) -> Iterator[Move]:
    """One import for each project and layer that has anything to draw."""
    person, post = cast.post_of("office", person=cast.office)
    for number, project in enumerate(world.description.projects):
        for order, layer in enumerate(LAYERS):
            text = geojson(world.ground, layer, project=project.id)
            if '"Feature"' not in text:
                continue
            read = read_geojson(text.encode())
            moment = at(MAPS_ON, 17, number * 5 + order)
            taken = command(
                "ImportMap",
                project=project.id,
                sha256=read.sha256,
                features=tuple(read.features),
                done_at=moment,
            )
            yield Move(moment, person, post, taken, f"map-{project.id}-{layer}")
