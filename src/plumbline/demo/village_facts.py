"""Facts of an invented village household: members by category, houses, fields and crops, trees, wells and graves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from plumbline.demo.chance import Chance
from plumbline.demo.ground import Field
from plumbline.demo.households import Household, Member, Seat
from plumbline.demo.people import Person, family, surname
from plumbline.demo.places import address, show_quantity
from plumbline.terms import show_area

FREEZE = date(2025, 11, 10)
PLAN_DAY = date(2026, 3, 2)
TAKING_DAY = date(2026, 5, 15)

_CLAN = {"tianzhen-makou": ("马", 420), "huaqiao-tangjiaotou": ("居", 380)}
"""A village's own surname and how many households in a thousand bear it."""

_ZONE = {"tianzhen-makou": "II", "huaqiao-tangjiaotou": "I"}
_TREES = {
    "orchard": (
        ("citrus", ("fruiting", "young", "seedling"), 60),
        ("peach", ("fruiting", "young", "seedling"), 55),
    ),
    "forest": (("camphor", ("large", "medium", "small"), 110),),
}


def village_household(seat: Seat, case: str, quarter: Chance) -> Household:
    """The household of a seat in a village; `case` names what must be special about it."""
    chance = quarter.child(seat.id)
    people = _people(seat, case, chance.child("people"))
    persons = [
        _person(f"p{n}", p, case, n, chance.child(f"person-{n}")) for n, p in enumerate(people, start=1)
    ]
    counted = [p for p in persons if p["category"] not in ("resident_only", "state_paid")]
    buildings = _buildings(seat, case, chance.child("buildings"))
    facts: dict[str, Any] = {
        "household": _household(case, len(persons), chance.child("household")),
        "buildings": buildings,
        "persons": persons,
        "parcels": [_parcel(strip, seat, chance.child(strip.id)) for strip in seat.fields],
        "attachments": _attachments(seat, chance.child("attachments")),
    }
    law = {"household.has_rural_home": bool(counted), "household.has_buildings": True, "track.title": "clear"}
    return Household(
        id=seat.id,
        number=seat.number,
        project=seat.project.id,
        block=seat.block.id,
        unit=seat.block.unit,
        regime=seat.project.regime,
        policy=seat.project.policy,
        kind="household",
        names=(people[0].name,),
        address=address(seat.project, seat.block, seat.door),
        people=tuple(Member(f"p{n}", p.name, p.sex, p.relation) for n, p in enumerate(people, start=1)),
        facts=facts,
        law=law,
    )


# ---------- who ----------
def _people(seat: Seat, case: str, chance: Chance) -> tuple[Person, ...]:
    clan, often = _CLAN.get(seat.project.id, ("", 0))
    size = (
        2
        if case == "resident_only"
        else 5
        if case == "married_out"
        else chance.weighted(((1, 6), (2, 18), (3, 20), (4, 25), (5, 18), (6, 10), (7, 3)))
    )
    return family(chance, size, PLAN_DAY, surname(chance, clan, often))


def _person(person_id: str, person: Person, case: str, number: int, chance: Chance) -> dict[str, Any]:
    age = TAKING_DAY.year - person.born.year
    row: dict[str, Any] = {
        "person_id": person_id,
        "category": _category(person, case, number, age, chance),
        "birth_on": person.born.isoformat(),
    }
    registered = max(person.born, date(1988, 1, 1)) + timedelta(days=chance.between(3, 60))
    row["registered_on"] = (
        min(registered, FREEZE - timedelta(days=8)).isoformat()
        if person.born < FREEZE
        else registered.isoformat()
    )
    if person.born >= FREEZE:
        row["entry_reason"] = "birth"
    if row["category"] == "member" and age < 19 and chance.happens(160):
        row["only_child"] = True
    if (
        row["category"] == "member"
        and 31 <= age <= 45
        and person.relation in ("子", "女")
        and chance.happens(420)
    ):
        row["unmarried"] = True
    grade = chance.weighted(((0, 950), (1, 6), (2, 12), (3, 16), (4, 16)))
    if grade:
        row["disability_grade"] = grade
    if chance.happens(12):
        row["serious_illness"] = True
    if age >= 66 and chance.happens(20):
        row["destitute"] = True
    return row


def _category(person: Person, case: str, number: int, age: int, chance: Chance) -> str:
    if case == "resident_only":
        return "resident_only" if number == 1 else "state_paid"
    if case == "married_out" and number == 4:
        return "married_out"
    if person.relation == "户主":
        return "member"
    if person.relation in ("妻", "夫"):
        return "married_in"
    if 18 <= age <= 22 and chance.happens(420):
        return "student" if chance.happens(800) else "serving_soldier"
    return chance.weighted((("member", 955), ("state_paid", 25), ("resident_only", 16), ("prisoner", 4)))


def _household(case: str, size: int, chance: Chance) -> dict[str, Any]:
    facts: dict[str, Any] = {"remaining_land_mu_per_head": f"0.{chance.between(40, 780):03d}"}
    if chance.happens(45):
        start = date(2025, 7, 1) + timedelta(days=chance.below(240))
        facts["low_income"] = {
            "valid_from": start.isoformat(),
            "valid_to": (start + timedelta(days=364)).isoformat(),
        }
    if not case and size > 3 and chance.happens(30):
        facts["co_owners"] = [{"owner_id": "o1", "share": "1/2"}, {"owner_id": "o2", "share": "1/2"}]
    return facts


# ---------- houses ----------
def _buildings(seat: Seat, case: str, chance: Chance) -> list[dict[str, Any]]:
    built = date(chance.bell(1976, 2016), 1, 1) + timedelta(days=chance.below(365))
    certified = built.year < 2013 and case != "uncertified_building" and chance.happens(880)
    main = _house(
        seat.footprint.id,
        seat.footprint.area_dm2 * seat.footprint.floors * chance.between(955, 995) // 1000,
        built,
        certified,
        chance,
    )
    if certified and not case and chance.happens(50):
        main["business"] = {
            "area": show_area(seat.footprint.area_dm2 * chance.between(30, 70) // 100),
            "licence_on": date(chance.between(2008, 2024), 5, 20).isoformat(),
            "operating_at_freeze": chance.happens(850),
        }
    rows = [main]
    for shed in seat.beside:
        later = built + timedelta(days=chance.between(0, 4_000))
        row = _house(
            shed.id,
            shed.area_dm2,
            min(later, date(2023, 6, 1)),
            later.year < 2013 and chance.happens(280),
            chance,
        )
        del row["decoration"]
        rows.append(row | {"structure": chance.pick(("simple", "brick_wood", "brick_concrete"))})
    if case == "uncertified_building" or chance.happens(35):
        late = date(chance.between(2013, 2023), 4, 1) + timedelta(days=chance.below(200))
        row = _house(seat.footprint.id, chance.between(1_200, 3_600), late, False, chance)
        rows.append(row | ({"ruling": "illegal"} if chance.happens(300) else {}))
    return [{"building_id": f"b{n}", **row} for n, row in enumerate(rows, start=1)]


def _house(footprint: str, area: int, built: date, certified: bool, chance: Chance) -> dict[str, Any]:
    ages = (("earth_wood", 1982), ("brick_wood", 1992), ("brick_concrete", 2010), ("frame", 9999))
    structure = next(kind for kind, until in ages if built.year < until)
    grade = chance.weighted((("none", 22), ("plain", 42), ("medium", 30), ("fine", 6)))
    done = max(built, date(2003, 1, 1)) + timedelta(days=chance.between(60, 900))
    row: dict[str, Any] = {
        "footprint_id": footprint,
        "structure": structure,
        "certified": certified,
        "area": show_area(area),
        "built_on": built.isoformat(),
    }
    row["decoration"] = {"grade": grade, "done_on": min(done, date(2025, 9, 30)).isoformat()}
    return row


# ---------- land ----------
def _parcel(strip: Field, seat: Seat, chance: Chance) -> dict[str, Any]:
    row: dict[str, Any] = {
        "parcel_id": strip.id,
        "zone": _ZONE.get(seat.project.id, "III"),
        "land_class": strip.land_class,
        "area": show_area(strip.area_dm2),
    }
    match strip.land_class:
        case "cropland":
            code = chance.weighted((("rice", 46), ("winter_crop", 34), ("vegetable", 20)))
            planted = {
                "rice": date(2025, 6, 8),
                "winter_crop": date(2025, 10, 22),
                "vegetable": date(2025, 9, 12),
            }[code]
            row["crop"] = {
                "code": code,
                "planted_on": (planted + timedelta(days=chance.between(-9, 12))).isoformat(),
            }
        case "pond":
            row["crop"] = {"code": "lotus", "planted_on": "2025-04-12"}
        case "orchard" | "forest":
            row["trees"] = _trees(strip, chance)
        case _:
            pass
    return row


def _trees(strip: Field, chance: Chance) -> list[dict[str, Any]]:
    species, stages, per_mu = chance.pick(_TREES[strip.land_class])
    # 1 mu is 10000/15 ㎡; a grove stands at 60 to 125 % of what the policy counts at most.
    full = strip.area_dm2 * 15 * per_mu // 1_000_000
    total = max(3, full * chance.between(60, 125) // 100)
    parts = (total * 55 // 100, total * 30 // 100)
    counts = (*parts, total - sum(parts))
    rows = [
        {
            "species": species,
            "stage": stage,
            "count": count,
            "planted_on": date(2025 - 4 * (3 - n) - chance.between(0, 3), 3, 12).isoformat(),
        }
        for n, (stage, count) in enumerate(zip(stages, counts, strict=True))
        if count
    ]
    if chance.happens(150):  # planted in a hurry after the announcement: counts for nothing
        rows.append(
            {
                "species": species,
                "stage": stages[-1],
                "count": chance.between(20, 90),
                "planted_on": (FREEZE + timedelta(days=9)).isoformat(),
            }
        )
    return rows


def _attachments(seat: Seat, chance: Chance) -> list[dict[str, Any]]:
    rows = [("electric_meter", "1"), ("water_meter", "1"), ("stove", str(chance.between(1, 3)))]
    likely = (
        ("broadband", 640),
        ("cable_tv", 300),
        ("solar_heater", 420),
        ("gate_iron", 380),
        ("well_pump", 360),
        ("well_earth", 120),
        ("well_stone", 60),
    )
    rows += [(code, "1") for code, often in likely if chance.happens(often)]
    if chance.happens(600):
        rows.append(("air_conditioner", str(chance.between(1, 4))))
    sized = (
        ("yard_concrete", 760, (2_000, 11_000)),
        ("wall_brick", 420, (1_200, 6_400)),
        ("septic_concrete", 500, (200, 900)),
        ("biogas", 110, (600, 1_000)),
        ("pipe_ppr", 330, (900, 5_200)),
    )
    rows += [
        (code, show_quantity(chance.between(*sizes))) for code, often, sizes in sized if chance.happens(often)
    ]
    graves = (("grave_earth", 210), ("grave_masonry", 110), ("grave_stele", 70))
    rows += [(code, str(chance.between(1, 4))) for code, often in graves if chance.happens(often)]
    if any(strip.land_class == "pond" for strip in seat.fields) and chance.happens(300):
        rows.append(("pond_masonry", show_quantity(chance.between(1_500, 6_000))))
    return [{"code": code, "quantity": quantity} for code, quantity in rows]
