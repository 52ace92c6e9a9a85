"""What lies on the ground: footprints of buildings, fields, yards, streets, water, scopes. Plain values."""

from __future__ import annotations

from dataclasses import dataclass

from plumbline.demo.geometry import Ring, area_dm2


@dataclass(frozen=True, slots=True)
class Footprint:
    """The outline of one building.

    id        ASCII, unique in the demonstration; a household's building names it
    kind      terrace, courtyard, apartment, shop, workshop, annex, farmhouse or outbuilding
    floors    storeys above ground
    room      how many households it was laid out for; an annex or outbuilding has none of its own
    belongs   for an annex or outbuilding the footprint it stands beside
    """

    id: str
    project: str
    block: str
    kind: str
    floors: int
    room: int
    ring: Ring
    belongs: str = ""

    @property
    def area_dm2(self) -> int:
        """Area on the ground in 0.01 ㎡."""
        return area_dm2(self.ring)


@dataclass(frozen=True, slots=True)
class Field:
    """A parcel of farmland; `holder` is the running number of the household in its block, 0 = the collective's."""

    id: str
    project: str
    block: str
    land_class: str
    holder: int
    ring: Ring

    @property
    def area_dm2(self) -> int:
        """Area in 0.01 ㎡."""
        return area_dm2(self.ring)


@dataclass(frozen=True, slots=True)
class Shape:
    """A background shape: `street`, `lane` and `bridge` are lines, all other kinds are surfaces."""

    id: str
    kind: str
    project: str
    name_zh: str
    ring: Ring
    width_cm: int = 0

    @property
    def is_line(self) -> bool:
        """Whether the points are a line and not the edge of a surface."""
        return self.kind in ("street", "lane", "bridge")


@dataclass(frozen=True, slots=True)
class Ground:
    """The whole invented ground, in the order in which it was laid out."""

    footprints: tuple[Footprint, ...]
    fields: tuple[Field, ...]
    shapes: tuple[Shape, ...]
