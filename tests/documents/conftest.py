"""The fonts of the wheel alone, so that every machine sets the same pages."""

from __future__ import annotations

import pytest

from plumbline.documents import FontSet, Kind, find_fonts, kinds
from plumbline.terms import Regime

EVERY = [(one, regime) for one in kinds() for regime in one.regimes]


def every_paper() -> pytest.MarkDecorator:
    """Each kind of paper in each regime that has it."""
    return pytest.mark.parametrize(
        ("paper", "regime"), EVERY, ids=[f"{one.id}-{r.value}" for one, r in EVERY]
    )


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    return find_fonts(system=False)


def by_id(name: str) -> Kind:
    return next(one for one in kinds() if one.id == name)


STATE, COLLECTIVE = Regime.STATE_LAND, Regime.COLLECTIVE_LAND
