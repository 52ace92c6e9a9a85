"""What agreements and decisions say of dwellings, businesses and social security, from the household's facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plumbline.campaign import Household
from plumbline.terms import AreaDm2, Regime, parse_area


def dwelling_of(held: Household) -> tuple[str, AreaDm2] | None:
    """The flats that the household chose and their area, None where it chose none."""
    choices = held.facts.get("choices", {})
    flats = (choices.get("swap") or {}).get("flats") or choices.get("flats") or ()
    if not flats:
        return None
    area = sum(parse_area(str(flat["area"])) for flat in flats)
    return "、".join(str(flat["flat_id"]) for flat in flats), AreaDm2(area)


def business_loss(facts: Mapping[str, Any]) -> str:
    """The loss of business, or that there is none."""
    if any(b.get("business") for b in facts.get("buildings", ())):
        return "停产停业损失按附件所列计算"
    return "本户没有经营用房，不涉及停产停业损失"


def social_security(held: Household) -> str:
    """Who is provided for on collective land, empty where it is not recorded."""
    persons = held.law.get("household.social_security_persons")
    if held.regime == Regime.STATE_LAND or persons is None:
        return ""
    return f"符合条件的{persons}名被征地农民纳入社会保障，费用由征收部门单独列支"
