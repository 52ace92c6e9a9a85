"""What no entry in a file may do, in no role and no state: the law's prohibitions without end, where a file could break them.

Pay to somebody else than the entitled, write the appraiser's figure over, turn a home into an unlawful building by
a correction, leave a household without a home, sign in its place, keep who employs a relative. Words in which a task asks for pressure are told in `pressure`.
source  R590 19-20, 24(2), 27(3), 33; LAM 48(1), 49(2); LAMR 32(2); GBD2010_15; PIPL 6
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from plumbline import law, policy
from plumbline.campaign.commands import CorrectFacts, RecordPersons, SignAgreement
from plumbline.campaign.deciding.draft import Draft, kinds
from plumbline.campaign.households import Household
from plumbline.campaign.projects import Project
from plumbline.terms import Reason, Regime, local_day

ENTITLED = frozenset({"owner", "co_owner", "heir", "public_tenant", "user"})
"""Roles of persons who are paid. An agent signs and asks; the money is not the agent's."""

_APPRAISED = frozenset({"assessed_price_fen_per_m2", "shop_price_fen_per_m2"})
_LEVERS = re.compile(
    r"employer|employment|workplace|work_unit|relative|kinship|school|工作单位|就业|亲属|家属|就读|学校",
    re.IGNORECASE,
)
"""Names of facts by which a household could be pressed through others. No plan asks for one of them."""

_OWN_PLACES = frozenset({"household_id", "policy", "choices", "dates"})
"""Facts that no survey states: they follow from acts of their own and are read by the policy alone."""

_IDENTITY = ("id_number", "identity_number", "phone", "bank_account", "account_number")
"""What registers write of a person beside the plan's facts: who it is and where to reach and pay. Pages mask it."""

Tree = dict[str, Any]
"""Names that facts may have, nested as the facts are; an empty one is a single value."""


# ---------- the money ----------
def diverted(draft: Draft, household: Household, command: RecordPersons) -> tuple[Reason, ...]:
    """The account is that of somebody who is entitled: never a firm's, an agent's or an official's."""
    holder = str(command.account.get("holder") or "").strip()
    entitled = {str(p.get("name")).strip() for p in command.persons if p.get("role") in ENTITLED}
    if not holder or holder in entitled:
        return ()
    return (_never(draft, household, "p_no_diversion", f"account.holder = {holder}"),)


# ---------- the home ----------
def without_a_home(draft: Draft, household: Household, mode: str) -> tuple[Reason, ...]:
    """A household with a rural home is resettled, in whichever form it chooses: `none` is for those who have no home."""
    if mode != "none" or not household.law.get("household.has_rural_home"):
        return ()
    return (_never(draft, household, "p_living_standard", f"choices.mode = {mode}"),)


def in_anothers_place(draft: Draft, household: Household, command: SignAgreement) -> tuple[Reason, ...]:
    """On collective land the agreement about a home is the householder's own; no committee signs in its place."""
    if household.regime != Regime.COLLECTIVE_LAND or "signatory_entitled" in command.conditions:
        return ()
    fact = "signatory_entitled = false"
    on = local_day(command.done_at)
    return (_never(draft, household, "p_collective_cannot_decide_individual_home", fact, on=on),)


# ---------- the surveyed facts ----------
def over_the_appraiser(draft: Draft, household: Household, command: CorrectFacts) -> tuple[Reason, ...]:
    """A unit price comes from the appraiser alone; a correction of the survey does not write it."""
    if household.regime != Regime.STATE_LAND:
        return ()
    priced = [path for path, value in command.changes.items() if _APPRAISED & {*_names(path, value)}]
    return tuple(_never(draft, household, "p_no_appraiser_interference", path) for path in priced[:1])


def by_a_shortcut(
    draft: Draft, household: Household, command: CorrectFacts, corrected: Mapping[str, Any]
) -> tuple[Reason, ...]:
    """A building is found unlawful by a determination that is served and can be fought, not by a correction.

    corrected  the household's facts as they would stand; a building that stood so before is only said again
    """
    determined = "sl_h_unregistered_determined" in household.records or "unregistered_determination" in kinds(
        command.evidence
    )
    if household.regime != Regime.STATE_LAND or determined:
        return ()
    before = {str(b.get("building_id")): b for b in household.facts.get("buildings", ())}
    turned = [
        f"buildings.{building.get('building_id')}.{name}"
        for building in corrected.get("buildings", ())
        for name in _turned(before.get(str(building.get("building_id")), {}), building)
    ]
    return tuple(_never(draft, household, "p_illegal_building_not_a_shortcut", fact) for fact in turned[:1])


def _turned(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """What makes a building unlawful that was none: a ruling, or a registration that it had and lost."""
    if after.get("ruling") == "illegal" != before.get("ruling"):
        yield "ruling"
    if after.get("registered") is False and before.get("registered") is True:
        yield "registered"


def levers(draft: Draft, project_id: str, files: Iterable[Mapping[str, Any]]) -> tuple[Reason, ...]:
    """The first fact that keeps who employs, teaches or is related to a household: no list of that kind is kept."""
    for facts in files:
        for name in _all_names(facts):
            if _LEVERS.search(name):
                return (_never(draft, draft.project(project_id), "p_no_linked_pressure", name),)
    return ()


def _all_names(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield str(name)
            yield from _all_names(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _all_names(inner)


def _never(
    draft: Draft, of: Household | Project, ending: str, fact: str, *, on: date | None = None
) -> Reason:
    regime = Regime(of.regime)
    prefix = "sl_" if regime is Regime.STATE_LAND else "cl_"
    return law.forbidden_for_ever(
        draft.rules.procedure, regime, f"{prefix}{ending}", fact, on=on or draft.today
    )


def _names(path: str, value: Any) -> Iterator[str]:
    yield from (name for name, _found in _leaves(path, value))


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Every single value that a change writes, with the name it is written under."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(str(name), inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(path, inner)
    else:
        yield path.rpartition(".")[2], value


# ---------- what a file may know ----------
def known_names(draft: Draft, project_id: str) -> Tree:
    """The names that a survey may add to a file: the regime's schema, and the plan's own facts."""
    project = draft.project(project_id)
    rule = draft.rules.policy_of(draft.state.office(), project)
    return _tree(rule.schema if rule else policy.regime_schema(str(project.regime)))


def _tree(schema: policy.Schema) -> Tree:
    scopes: dict[str, Tree] = {"": {"household": {name: {} for name in _IDENTITY}}}
    for list_of in schema.lists.values():
        scopes[list_of.scope] = {list_of.id_key: {}, "footprint_id": {}, **{name: {} for name in _IDENTITY}}
        _put(scopes[list_of.inside], list_of.path, scopes[list_of.scope])
    for field in schema.fields.values():
        _put(scopes[field.scope], field.path, {})
    return scopes[""]


def _put(tree: Tree, path: tuple[str, ...], leaf: Tree) -> None:
    for name in path[:-1]:
        tree = tree.setdefault(name, {})
    tree.setdefault(path[-1], leaf)


def unknown_facts(known: Tree, facts: Mapping[str, Any]) -> list[str]:
    """Every place of facts that has no such name, as `household.employer`."""
    return list(_unknown(known, {k: v for k, v in facts.items() if k not in _OWN_PLACES}, ""))


def _unknown(known: Tree, value: Any, place: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in known:
                yield f"{place}{name}"
            else:
                yield from _unknown(known[name], inner, f"{place}{name}.")
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _unknown(known, inner, place)
