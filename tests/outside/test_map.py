"""A real extract of a map through the ordinary import: every shape with its layer, twice changes nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.outside.test_import_2011 import OFFICE, PROJECT, plumbline

from plumbline.store.maps_in import read_geojson

__all__ = ["plumbline"]


@pytest.fixture(scope="module")
def extract():
    return Path(os.environ["PLUMBLINE_OUTSIDE_DATA"]) / "real" / "wuhan-osm.geojson"


def test_every_shape_of_a_real_extract_is_drawn_or_named(extract):
    shapes = len(json.loads(extract.read_text("utf-8"))["features"])
    read = read_geojson(extract.read_bytes())
    assert len(read.features) + len({found.feature for found in read.findings}) == shapes
    assert len(read.features) > shapes * 0.95


def test_it_goes_in_whole_and_once(plumbline, extract):
    words = ("map", "import", extract, "--project", PROJECT, "--as", OFFICE)
    code, shown = plumbline(*words)
    assert code == 0, shown
    code, again = plumbline(*words)
    assert code == 0, again
    assert again["already_present"] > 0
