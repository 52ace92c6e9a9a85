"""Facts of an invented household on state-owned land: dwellings, shops, annexes, people, decoration, prices.

Every household is valid for the policy: nothing is refused for form, and a business is never larger than the
building it is in. What is unlawful (an illegal annex, a building after the freeze) is there to count for nothing.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from plumbline.demo.chance import Chance
from plumbline.demo.households import Household, Member, Seat
from plumbline.demo.people import Person, family, full_name, surname, surname_of
from plumbline.demo.places import address, level_fen, show_quantity
from plumbline.terms import show_area

FREEZE = date(2025, 12, 1)
TODAY = date(2026, 3, 20)
"""The value date: ages of the policy are counted to it."""

_SHARES = (("1/2", "1/2"), ("1/3", "1/3", "1/3"), ("1/2", "1/4", "1/4"), ("1/2", "1/3", "1/6"))
_COMPANIES = ("竹木器厂", "印刷厂", "粮油加工厂", "五金机械厂", "服装厂", "酱品厂", "家具厂")


def state_household(seat: Seat, case: str, quarter: Chance) -> Household:
    """The household of a seat; `case` names what must be special about it."""
    chance = quarter.child(seat.id)
    tenure = _tenure(seat, case, chance.child("tenure"))
    buildings = _buildings(seat, case, tenure, chance.child("buildings"))
    uses = {b["use"] for b in buildings}
    title = _title(case, tenure, chance.child("title"))
    people = () if tenure == "company" or title == "owner_unknown" else _people(seat, chance.child("people"))
    names = _names(seat, tenure, title, people, chance.child("names"))
    prices, shop_prices = _prices(seat, buildings, quarter, chance.child("prices"))
    facts: dict[str, Any] = {
        "household": _household(case, tenure, title, uses, names, chance.child("household")),
        "buildings": buildings,
        "attachments": _attachments(uses, seat, chance.child("attachments")),
        "persons": [_person(f"p{n}", p, chance.child(f"person-{n}")) for n, p in enumerate(people, start=1)],
    }
    law = {
        "household.use": "dwelling"
        if uses == {"residence"}
        else "mixed"
        if "residence" in uses
        else "non_residential",
        "household.owner_is_individual": tenure != "company",
        "household.has_unregistered": any(b["registered"] is False for b in buildings),
        "track.title": title,
    }
    flat = (
        f"{1 + seat.place % 2}-{1 + seat.place // 2}0{1 + seat.place % 2}"
        if seat.footprint.kind == "apartment"
        else ""
    )
    return Household(
        id=seat.id,
        number=seat.number,
        project=seat.project.id,
        block=seat.block.id,
        unit=seat.block.unit,
        regime=seat.project.regime,
        policy=seat.project.policy,
        kind="organisation" if tenure == "company" else "household",
        names=names,
        address=address(seat.project, seat.block, seat.door, flat),
        people=tuple(Member(f"p{n}", p.name, p.sex, p.relation) for n, p in enumerate(people, start=1)),
        facts=facts,
        law=law,
        prices=prices,
        shop_prices=shop_prices,
    )


# ---------- who ----------
def _tenure(seat: Seat, case: str, chance: Chance) -> str:
    if case == "company_owner" or (not case and seat.footprint.kind == "workshop" and chance.happens(700)):
        return "company"
    if case == "public_tenant" or (not case and seat.footprint.kind == "apartment" and chance.happens(190)):
        return "public_tenant"
    return "owner"


def _title(case: str, tenure: str, chance: Chance) -> str:
    if tenure == "public_tenant":
        return "public_tenancy"
    fixed = {
        "owner_unknown": "owner_unknown",
        "title_disputed": "disputed",
        "inheritance_open": "inheritance_open",
        "co_owners": "co_owned",
    }
    if case in fixed:
        return fixed[case]
    if case or tenure == "company":
        return "clear"
    return chance.weighted((("clear", 925), ("co_owned", 55), ("mortgaged", 20)))


def _people(seat: Seat, chance: Chance) -> tuple[Person, ...]:
    size = chance.weighted(((1, 15), (2, 27), (3, 26), (4, 17), (5, 10), (6, 5)))
    return family(
        chance, size, TODAY, surname(chance, seat.block.name_zh[0] if "家" in seat.block.name_zh else "", 400)
    )


def _names(
    seat: Seat, tenure: str, title: str, people: tuple[Person, ...], chance: Chance
) -> tuple[str, ...]:
    if tenure == "company":
        return (f"示例市{seat.block.name_zh.removesuffix('片')}{chance.pick(_COMPANIES)}（虚构）",)
    if title == "owner_unknown":
        return ("权利人不明（登记人下落不明）",)
    if title == "co_owned":
        others = chance.between(1, 2)
        return (
            people[0].name,
            *(full_name(chance, "m", people[0].born.year, surname_of(people[0].name)) for _ in range(others)),
        )
    return (people[0].name,)


def _household(
    case: str, tenure: str, title: str, uses: set[str], names: tuple[str, ...], chance: Chance
) -> dict[str, Any]:
    lives_here = tenure != "company" and "residence" in uses and title != "owner_unknown"
    facts: dict[str, Any] = {
        "tenure": "public_tenant" if tenure == "public_tenant" else "owner",
        "sole_home": lives_here and (case == "minimum_dwelling" or chance.happens(560)),
    }
    if lives_here and (case == "low_income" or chance.happens(38)):
        start = date(2025, 7, 1) + timedelta(days=chance.below(300))
        facts["low_income"] = {
            "valid_from": start.isoformat(),
            "valid_to": (start + timedelta(days=364)).isoformat(),
        }
    if lives_here and (case == "bereaved_parents" or chance.happens(6)):
        facts["bereaved_parents"] = True
    if lives_here and (case == "martyr_family" or chance.happens(6)):
        facts["martyr_family"] = True
    if uses & {"workshop"}:
        facts["equipment_relocation_fen"] = chance.between(800, 96_000) * 100
    if title == "co_owned":
        shares = next(
            s for s in (_SHARES if case == "co_owners" else chance.shuffled(_SHARES)) if len(s) == len(names)
        )
        facts["co_owners"] = [
            {"owner_id": f"o{n}", "share": share} for n, share in enumerate(shares, start=1)
        ]
    return facts


def _person(person_id: str, person: Person, chance: Chance) -> dict[str, Any]:
    registered = max(person.born, date(1985, 1, 1)) + timedelta(days=chance.between(3, 60))
    row: dict[str, Any] = {"person_id": person_id, "birth_on": person.born.isoformat()}
    if person.relation in ("妻", "夫", "孙子", "孙女") and chance.happens(25):
        # Entered in the freeze: counts only because of the reason and because it is before the value date.
        registered = FREEZE + timedelta(days=chance.between(2, 100))
        row["entry_reason"] = "marriage" if person.relation in ("妻", "夫") else "return"
    row["registered_on"] = registered.isoformat()
    grade = chance.weighted(((0, 945), (1, 7), (2, 12), (3, 18), (4, 18)))
    if grade:
        row["disability_grade"] = grade
    if chance.happens(14):
        row["serious_illness"] = True
    return row


# ---------- what ----------
def _buildings(seat: Seat, case: str, tenure: str, chance: Chance) -> list[dict[str, Any]]:
    built = _built_on(seat, chance)
    rows = _main(seat, case, tenure, built, chance)
    extras = [
        _annex(annex.id, annex.area_dm2, case, chance.child(annex.id))
        for annex in seat.beside
        if tenure == "owner"
    ]
    needs_extra = (
        case in ("illegal_annex", "temporary_building", "rush_building", "survey_corrected") and not extras
    )
    if tenure == "owner" and (needs_extra or (not extras and seat.place == 0 and chance.happens(60))):
        extras.append(_annex(seat.footprint.id, chance.between(720, 2_600), case, chance.child("extra")))
    return [{"building_id": f"b{n}", **row} for n, row in enumerate([*rows, *extras], start=1)]


def _built_on(seat: Seat, chance: Chance) -> date:
    first, last = {"apartment": (1978, 2003), "courtyard": (1936, 1968), "workshop": (1966, 1999)}.get(
        seat.footprint.kind, (1958, 2004)
    )
    return date(chance.bell(first, last), 1, 1) + timedelta(days=chance.below(365))


def _main(seat: Seat, case: str, tenure: str, built: date, chance: Chance) -> list[dict[str, Any]]:
    footprint = seat.footprint
    base = {"footprint_id": footprint.id, "built_on": built.isoformat(), "registered": True}
    ground = footprint.area_dm2 * chance.between(955, 995) // 1000
    if tenure == "company" or footprint.kind == "workshop":
        use = "workshop" if chance.happens(800) else "office"
        return [{**base, "use": use, "area": show_area(ground), "business": _trade(chance)}]
    if footprint.kind == "apartment":
        area = chance.bell(3_850, 9_800)
    else:
        area = max(2_150, ground * footprint.floors // footprint.room)
    if case == "minimum_dwelling":
        area = chance.between(2_900, 3_700)
    if footprint.kind == "shop" and not case:
        shop = {**base, "use": "shop", "area": show_area(ground), "business": _trade(chance)}
        if footprint.floors == 1:
            return [shop]
        return [
            {
                **base,
                "use": "residence",
                "area": show_area(ground * (footprint.floors - 1)),
                **_decoration(built, chance),
            },
            shop,
        ]
    home = {**base, "use": "residence", "area": show_area(area), **_decoration(built, chance)}
    if case == "home_as_shop" or (
        not case and footprint.kind == "terrace" and tenure == "owner" and chance.happens(60)
    ):
        home["business"] = _home_trade(ground // footprint.room, area, chance)
    return [home]


def _decoration(built: date, chance: Chance) -> dict[str, Any]:
    grade = chance.weighted((("none", 24), ("plain", 40), ("medium", 28), ("fine", 8)))
    earliest = max(built, date(2004, 1, 1))
    done = earliest + timedelta(days=chance.below(max(1, (date(2025, 9, 1) - earliest).days)))
    if chance.happens(8):
        done = FREEZE + timedelta(days=chance.between(3, 80))
    if grade != "none" and chance.happens(45):
        return {
            "decoration": {"assessed_fen": chance.between(9_000, 68_000) * 100, "done_on": done.isoformat()}
        }
    return {"decoration": {"grade": grade, "done_on": done.isoformat()}}


def _trade(chance: Chance) -> dict[str, Any]:
    licence = date(chance.between(1998, 2024), 1, 1) + timedelta(days=chance.below(365))
    row: dict[str, Any] = {"licence_on": licence.isoformat(), "operating_at_freeze": chance.happens(860)}
    if chance.happens(720):
        months = chance.pick((12, 24, 36, 36))
        row |= {"profit_fen": chance.between(-40_000, 420_000) * months * 8, "profit_months": months}
    return row


def _home_trade(ground: int, area: int, chance: Chance) -> dict[str, Any]:
    part = min(ground, area) * chance.between(45, 92) // 100
    licence = date(chance.between(2003, 2024), 1, 1) + timedelta(days=chance.below(365))
    opened = licence + timedelta(days=chance.between(-40, 90))
    row: dict[str, Any] = {
        "area": show_area(part),
        "licence_on": licence.isoformat(),
        "operating_since": min(opened, date(2025, 11, 20)).isoformat(),
    }
    row |= {"operating_at_freeze": chance.happens(900), "floor": 1}
    if chance.happens(600):
        row |= {"profit_fen": chance.between(20_000, 90_000) * 24 * 10, "profit_months": 24}
    return row


def _annex(footprint: str, area: int, case: str, chance: Chance) -> dict[str, Any]:
    ruling = chance.weighted((("lawful", 20), ("legacy", 62), ("illegal", 12), ("temporary", 6)))
    ruling = {"illegal_annex": "illegal", "temporary_building": "temporary", "rush_building": "legacy"}.get(
        case, ruling
    )
    built = date(chance.between(1979, 2018), 1, 1) + timedelta(days=chance.below(365))
    if case == "rush_building":
        built = FREEZE + timedelta(days=18)
    height = chance.weighted((("2.80", 40), ("2.45", 30), ("2.10", 16), ("1.75", 9), ("1.15", 5)))
    row = {"footprint_id": footprint, "built_on": built.isoformat(), "registered": False, "use": "residence"}
    row |= {"area": show_area(max(420, area)), "ruling": ruling, "clear_height_m": height}
    if ruling == "temporary":
        row |= {
            "built_on": date(2024, 3, 1).isoformat(),
            "temporary": {
                "approved_months": 24 if chance.happens(500) else 36,
                "remaining_months": chance.between(0, 9),
            },
        }
    return row


def _attachments(uses: set[str], seat: Seat, chance: Chance) -> list[dict[str, Any]]:
    rows = [("water_meter_main", "1"), ("electric_meter_main", "1")]
    if "residence" in uses:
        likely = (
            ("ac_wall", 780),
            ("broadband", 720),
            ("cable_tv", 400),
            ("gas_pipeline", 430),
            ("water_heater_electric", 520),
            ("ac_cabinet", 240),
        )
        rows += [
            (code, str(chance.between(1, 3)) if code == "ac_wall" else "1")
            for code, often in likely
            if chance.happens(often)
        ]
        rare = (
            ("water_heater_solar", 140),
            ("landline", 90),
            ("ac_window", 50),
            ("smokeless_stove", 60),
            ("electric_meter_tou", 80),
        )
        rows += [(code, "1") for code, often in rare if chance.happens(often)]
    if seat.footprint.kind == "apartment":
        rows += [("balcony_enclosed", show_quantity(chance.between(280, 720)))] if chance.happens(520) else []
    else:
        sized = (
            ("awning", 300, (350, 1_800)),
            ("roof_shed", 120, (600, 2_400)),
            ("yard_wall", 160, (500, 2_900)),
        )
        rows += [
            (code, show_quantity(chance.between(*sizes)))
            for code, often, sizes in sized
            if chance.happens(often)
        ]
        rows += [("well", "1")] if seat.footprint.kind == "courtyard" and chance.happens(550) else []
    if uses & {"workshop", "shop"}:
        rows.append(("electric_meter_three_phase", "1"))
    table = [{"code": code, "quantity": quantity} for code, quantity in rows]
    if table and chance.happens(14):
        table[-1]["installed_on"] = (FREEZE + timedelta(days=chance.between(5, 90))).isoformat()
    return table


# ---------- prices ----------
def _prices(
    seat: Seat, buildings: list[dict[str, Any]], quarter: Chance, chance: Chance
) -> tuple[dict[str, int], dict[str, int]]:
    prices: dict[str, int] = {}
    shops: dict[str, int] = {}
    for row in buildings:
        level = level_fen(seat.project, seat.block, row["use"], quarter)
        age = max(0, 2005 - int(row["built_on"][:4]))
        quality = 1_060 - age * 4 + chance.between(-35, 35) - (220 if not row["registered"] else 0)
        prices[row["building_id"]] = level * quality // 1_000
        if row["use"] == "residence" and "business" in row:
            shops[row["building_id"]] = (
                level_fen(seat.project, seat.block, "shop", quarter) * chance.between(930, 1_060) // 1_000
            )
    return prices, shops
