"""Footprints from a GeoJSON file: polygons as rings of whole 1e-7 degrees, every feature kept or named.

Buildings become footprints that households may name; roads, water, fields and parcels are drawn beneath
them and belong to nobody. Heights may be missing; holes, multi-polygons and thin slivers are kept as
they are.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from plumbline.terms import Text

MAX_BYTES = 100_000_000
"""A county's footprints have about twenty million bytes; more is the wrong file."""

MAX_FEATURES = 200_000
SCALE = 10_000_000
"""Units in a degree: 1e-7 degree is about a centimetre."""

LAYERS = {"buildings": "building", "building": "building", "roads": "road", "road": "road", "water": "water"}
"""A file's words for a layer; what is not known is drawn as background."""

KINDS = {
    "street": "road",
    "lane": "road",
    "road": "road",
    "path": "road",
    "river": "water",
    "canal": "water",
    "pond": "water",
    "water": "water",
}
"""What a feature's own kind says of its layer, where the file names none."""

KEPT = ("kind", "block", "floors", "width_cm", "land_class")
"""Properties kept for drawing; nothing of a person is among them."""


@dataclass(frozen=True, slots=True)
class MapFinding:
    """A feature that is not drawn as it stands: its place in the file, and why."""

    feature: str
    message: Text


@dataclass(slots=True)
class MapFile:
    """Features of a map file: {"id", "layer", "rings" | "lines", "height_dm"}, and what was found."""

    sha256: str
    features: list[dict[str, Any]] = field(default_factory=list)
    findings: list[MapFinding] = field(default_factory=list)


class MapUnreadable(ValueError):
    """The file is no GeoJSON map; the message says why and what to do."""


def read_geojson(data: bytes) -> MapFile:
    """The features of a GeoJSON file in WGS 84.

    raises  MapUnreadable for another format, an empty file, or coordinates that are no degrees
    """
    if len(data) > MAX_BYTES:
        raise MapUnreadable(
            f"文件有 {len(data)} 字节，超过 {MAX_BYTES}。请按项目拆分。 (too large: split it by project)"
        )
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise MapUnreadable(
            "不是 GeoJSON。请从测绘软件另存为 GeoJSON（WGS 84）。 (not GeoJSON: save it as GeoJSON, WGS 84)"
        ) from error
    rows = document.get("features") if isinstance(document, dict) else None
    if not isinstance(rows, list) or not rows:
        raise MapUnreadable("GeoJSON 中没有要素（features）。 (no features)")
    if len(rows) > MAX_FEATURES:
        raise MapUnreadable(f"要素有 {len(rows)} 个，超过 {MAX_FEATURES}。 (too many features)")
    result, seen = MapFile(hashlib.sha256(data).hexdigest()), set()
    for number, row in enumerate(rows, 1):
        _feature(result, seen, number, row)
    return result


def _feature(result: MapFile, seen: set[str], number: int, row: Any) -> None:
    properties = row.get("properties") or {} if isinstance(row, dict) else {}
    name = (
        str(row.get("id") or properties.get("id") or properties.get("footprint_id") or f"feature-{number}")
        if isinstance(row, dict)
        else ""
    )
    geometry = row.get("geometry") if isinstance(row, dict) else None
    if not isinstance(geometry, dict) or name in seen:
        zh, en = (
            ("编号重复", "its id is there twice") if name in seen else ("没有几何图形", "it has no geometry")
        )
        result.findings.append(
            MapFinding(
                name or f"feature-{number}",
                Text(f"第 {number} 个要素：{zh}，未导入", f"feature {number}: {en}, left out"),
            )
        )
        return
    seen.add(name)
    rings, lines = _shapes(geometry, number)
    if not rings and not lines:
        result.findings.append(
            MapFinding(
                name,
                Text(f"第 {number} 个要素没有可画的形状，未导入", f"feature {number} has no shape, left out"),
            )
        )
        return
    layer = _layer(properties)
    feature: dict[str, Any] = {"id": name, "layer": layer if rings or layer != "building" else "background"}
    feature |= {
        key: value for key in KEPT if isinstance(value := properties.get(key), str | int) and value != ""
    }
    if rings:
        feature["rings"] = rings
    if lines:
        feature["lines"] = lines
    height = properties.get("height")
    if isinstance(height, int | Decimal) and 0 < height < 1000:
        feature["height_dm"] = int(Decimal(height) * 10)
    result.features.append(feature)


def _layer(properties: dict[str, Any]) -> str:
    named = properties.get("layer")
    if named is not None:
        return LAYERS.get(str(named).lower(), "background")
    if "footprint_id" in properties:
        return "building"
    if "land_class" in properties:
        return "field"
    kind = str(properties.get("kind", ""))
    return KINDS.get(kind, "background" if kind else "building")


def _shapes(geometry: dict[str, Any], number: int) -> tuple[list[Any], list[Any]]:
    """Rings of polygons and points of lines; a collection gives those of its members."""
    kind, points = geometry.get("type"), geometry.get("coordinates")
    if kind == "GeometryCollection":
        parts = [_shapes(part, number) for part in geometry.get("geometries") or ()]
        return [r for rings, _ in parts for r in rings], [line for _, lines in parts for line in lines]
    match kind:
        case "Polygon":
            return [_line(ring, number) for ring in points or () if len(ring) >= 4], []
        case "MultiPolygon":
            return [_line(ring, number) for polygon in points or () for ring in polygon if len(ring) >= 4], []
        case "LineString":
            return [], [_line(points or (), number)]
        case "MultiLineString":
            return [], [_line(line, number) for line in points or ()]
        case _:
            return [], []


def _line(points: Any, number: int) -> list[list[int]]:
    return [[_degree(point[0], 180, number), _degree(point[1], 90, number)] for point in points]


def _degree(value: Any, most: int, number: int) -> int:
    try:
        degrees = Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        degrees = Decimal(most + 1)
    if not -most <= degrees <= most:
        raise MapUnreadable(
            f"第 {number} 个要素的坐标 {value} 不是经纬度。请转换为 WGS 84 经纬度再导入。 "
            f"(feature {number}: {value} is no degree; convert to WGS 84 longitude and latitude)"
        )
    return int((degrees * SCALE).to_integral_value())
