"""A project outside the totals: lists and the wall leave it out until somebody names it."""

from __future__ import annotations

from django.db.models import Q
from tests.store.town import IDS, IN_STATE, IN_VILLAGE, STATE, VILLAGE

from plumbline.store.models import ProjectRow
from plumbline.store.reading.households import HouseholdFilter, find
from plumbline.store.reading.map_layers import map_projects


def found(**wanted) -> int:
    return find(Q(), HouseholdFilter(**wanted)).total()


def test_it_is_in_no_list_until_it_is_named(installation):
    assert found() == len(IN_STATE) + len(IN_VILLAGE)
    ProjectRow.objects.filter(pk=STATE).update(in_totals=False)
    assert found() == len(IN_VILLAGE)
    assert found(project=STATE) == len(IN_STATE)
    assert found(text=IDS[IN_STATE[0]]) == 1


def test_it_is_not_drawn_on_the_wall(installation):
    ProjectRow.objects.filter(pk=STATE).update(in_totals=False)
    assert [pk for pk, _data in map_projects()] == [VILLAGE]
