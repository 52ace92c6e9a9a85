"""What a household would choose, in the facts schema of the policies (`choices`), and the law's word for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plumbline.demo.chance import Chance
from plumbline.demo.dwellings import Dwelling, Stock
from plumbline.demo.households import Household
from plumbline.terms import Regime, parse_area, show_area

_SHARING = frozenset({"member", "married_in", "serving_soldier", "student", "prisoner", "married_out"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A household's own choice.

    choices    for the policy: mode, flats, transition
    law        for the procedure: money, exchange, mixed, new_homestead_plot, resettlement_dwelling
    turnover   whether a transitional dwelling is lent instead of an allowance
    """

    choices: Mapping[str, Any]
    law: str
    turnover: bool = False

    @property
    def wants_dwelling(self) -> bool:
        """Whether a replacement dwelling or plot must be secured before the household moves."""
        return self.law in ("exchange", "mixed", "resettlement_dwelling", "new_homestead_plot")


def choose(household: Household, case: str, stock: Stock, chance: Chance) -> Choice:
    """The choice of one household; takes its flats from the stock."""
    if household.regime is Regime.STATE_LAND:
        return _on_state_land(household, case, stock, chance)
    return _in_village(household, stock, chance)


def registered_home_dm2(household: Household) -> int:
    """Registered area of its dwellings: never more than what the policy recognises, so safe as a lower bound."""
    return sum(
        parse_area(b["area"])
        for b in household.facts["buildings"]
        if b["use"] == "residence" and b["registered"]
    )


def heads(household: Household) -> int:
    """Members that certainly count for resettlement: a lower bound of the policy's n and of its shares W."""
    return sum(
        1
        for p in household.facts["persons"]
        if p["category"] in _SHARING and "allocated_elsewhere" not in p and p["registered_on"] < "2025-11-10"
    )


# ---------- state land ----------
def _on_state_land(household: Household, case: str, stock: Stock, chance: Chance) -> Choice:
    home = registered_home_dm2(household)
    modes = (("cash", 57), ("off_plan", 34), ("ready", 9))
    mode = {
        "ready_exchange": "ready",
        "turnover_housing": "off_plan",
        "co_owners": "cash",
        "refused_vacating": "cash",
    }.get(case, chance.weighted(modes))
    flats = _exchange_flats(household, home, mode, stock, chance) if home and mode != "cash" else []
    if not flats:
        return Choice({"mode": "cash"}, "money")
    choices: dict[str, Any] = {
        "mode": "swap",
        "swap": {"kind": mode, "flats": [{"flat_id": f.id, "area": show_area(f.area_dm2)} for f in flats]},
    }
    turnover = mode == "off_plan" and (case == "turnover_housing" or chance.happens(60))
    if mode == "off_plan":
        choices["transition"] = "turnover" if turnover else "self"
    mixed = any(b["use"] != "residence" for b in household.facts["buildings"])
    return Choice(choices, "mixed" if mixed else "exchange", turnover)


def _exchange_flats(
    household: Household, home: int, mode: str, stock: Stock, chance: Chance
) -> list[Dwelling]:
    due = home * 115 // 100
    if household.facts["household"]["sole_home"]:
        due = max(due, 5_750)
    # The policy refuses more than 30 ㎡ above E; few would pay for more than 18.
    limit, wanted = due + 1_800, due + chance.between(-300, 900)
    estate = "binjiang" if mode == "ready" else "xincheng"
    return _flats(stock, estate, wanted, limit)


def _flats(stock: Stock, estate: str, wanted: int, limit: int) -> list[Dwelling]:
    """One flat to 135 ㎡, two to 270, three above; empty when the stock has none that fits."""
    count = 1 if wanted <= 13_500 else 2 if wanted <= 27_000 else 3
    taken: list[Dwelling] = []
    for left in range(count, 0, -1):
        used = sum(d.area_dm2 for d in taken)
        flat = stock.take(estate, (wanted - used) // left, limit - used)
        if flat is None:
            break
        taken.append(flat)
    return taken


# ---------- villages ----------
def _in_village(household: Household, stock: Stock, chance: Chance) -> Choice:
    count = heads(household)
    if not count:
        return Choice({"mode": "none"}, "money")
    mode = chance.weighted((("flats", 68), ("cash", 20), ("self_build", 12)))
    if mode == "cash":
        return Choice({"mode": "cash"}, "money")
    if mode == "self_build":
        return Choice({"mode": "self_build"}, "new_homestead_plot")
    due = max(5_000 * count, 6_000)
    estate = "makou" if household.project == "tianzhen-makou" else "tangjiao"
    flats = _flats(stock, estate, due * chance.between(84, 104) // 100, due + 3_900)
    if not flats:
        return Choice({"mode": "cash"}, "money")
    rows = [{"flat_id": f.id, "area": show_area(f.area_dm2), "floor": f.floor} for f in flats]
    return Choice({"mode": "flats", "flats": rows}, "resettlement_dwelling")
