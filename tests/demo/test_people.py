"""Invented people: plausible names and ages, nobody of public life."""

from __future__ import annotations

from datetime import date

from plumbline.demo.chance import Chance
from plumbline.demo.people import _AVOIDED, family, full_name, surname_of


def test_it_makes_names_of_two_to_four_characters():
    chance = Chance("names")
    names = [full_name(chance, chance.pick(("m", "f")), chance.between(1935, 2022)) for _ in range(800)]
    assert all(2 <= len(name) <= 4 for name in names)
    assert len(set(names)) > 700
    assert not set(names) & _AVOIDED


def test_it_keeps_parents_older_than_their_children():
    for number in range(200):
        people = family(Chance(f"family-{number}"), 5, date(2026, 3, 20), "周")
        head = people[0]
        assert head.relation == "户主"
        assert all(p.born.year - head.born.year >= 21 for p in people if p.relation in ("子", "女"))
        assert all(head.born.year - p.born.year >= 21 for p in people if p.relation in ("父", "母"))
        assert all(p.born < date(2026, 3, 20) for p in people)


def test_it_names_no_two_persons_of_a_household_alike():
    for number in range(100):
        people = family(Chance(f"f{number}"), 6, date(2026, 3, 20), "欧阳")
        assert len({p.name for p in people}) == len(people)


def test_it_knows_surnames_of_two_characters():
    assert surname_of("欧阳建国") == "欧阳"
    assert surname_of("欧建国") == "欧"
