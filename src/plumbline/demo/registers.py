"""The demonstration's registers: rows as the writer of registers takes them, with the history of the villages.

register_file(world, "tianzhen-makou", estimate_total_fen=...)   an .xlsx for the ordinary import command
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plumbline import policy
from plumbline.demo.behaviour import Behaviour
from plumbline.demo.choices import heads
from plumbline.demo.days import VILLAGE_DAYS
from plumbline.demo.description import Project
from plumbline.demo.households import OWNER_UNIT, Household
from plumbline.demo.procedure_days import IMPORTED_UNTIL, ProjectAct, imported, project_acts
from plumbline.demo.scans import paper_number, scan_sha256, scans_zip
from plumbline.demo.world import World
from plumbline.registers import PastAct, PastDocument, write_register
from plumbline.terms import Refused, Regime


@dataclass(frozen=True, slots=True)
class Funds:
    """What the estimate of a project came to and what lies in its special account, in fen."""

    estimate_total_fen: int
    available_fen: int


def funds_for(households: Iterable[Household], rule: policy.Policy, as_of: str) -> Funds:
    """What an office would estimate for its households at their dearer mode, and that sum in whole millions of yuan.

    as_of  the instant of the estimate, ISO with its offset
    """
    total = 0
    for household in households:
        buildings = [
            {k: v for k, v in b.items() if k != "footprint_id"} for b in household.facts.get("buildings", ())
        ]
        facts = {
            **household.facts,
            "buildings": buildings,
            "household_id": household.id,
            "policy": household.policy,
            "dates": {"signed_at": None, "as_of": as_of},
        }
        computed = policy.dearer_mode(rule, facts, trace=False)
        assert not isinstance(computed, Refused), f"{household.id}: {computed}"
        total += max(0, int(computed.total_fen)) + sum(other.fen for other in computed.other_payees.values())
    return Funds(total, (total // 100_000_000 + 1) * 100_000_000)


def register_rows(world: World, project_id: str) -> list[dict[str, object]]:
    """One row a household: identity, facts and, on collective land, its past acts."""
    project = world.description.project(project_id)
    return [
        _row(project, household, world.behaviour[household.id]) for household in world.of_project(project_id)
    ]


def register_file(world: World, project_id: str, funds: Funds | None = None) -> bytes:
    """The register of a project as .xlsx; with `funds`, those of the collective projects' history are stated."""
    project = world.description.project(project_id)
    acts = project_history(world, project_id, funds) if project.regime is Regime.COLLECTIVE_LAND else ()
    return write_register(project.regime, register_rows(world, project_id), acts=acts)


def unsigned_at_application(world: World, project_id: str) -> int:
    """Households without agreement on the last day before the application."""
    plans = [world.behaviour[h.id] for h in world.of_project(project_id)]
    return sum(
        1 for plan in plans if plan.signs_on is None or plan.signs_on > VILLAGE_DAYS.last_before_application
    )


def project_history(world: World, project_id: str, funds: Funds | None = None) -> tuple[PastAct, ...]:
    """The past acts of a collective project itself, up to its application."""
    acts = project_acts(world.description.project(project_id), unsigned_at_application(world, project_id))
    return tuple(_past_of(act, funds) for act in imported(acts))


def history_scans(world: World, project_id: str) -> bytes:
    """The zip that lies beside a collective project's register: one file a kind of document and day."""
    acts = [*project_history(world, project_id)]
    for row in register_rows(world, project_id):
        acts += row["history"]  # type: ignore[arg-type]
    return scans_zip((paper.document, paper.on) for act in acts for paper in act.evidence if paper.on)


# ---------- rows ----------
def _row(project: Project, household: Household, plan: Behaviour) -> dict[str, object]:
    signed = plan.signs_at if plan.signs_on and plan.signs_on <= IMPORTED_UNTIL else None
    facts: dict[str, Any] = {"policy": household.policy, **household.facts}
    if household.regime is Regime.COLLECTIVE_LAND and signed:
        facts |= {"choices": dict(plan.choice.choices), "dates": {"signed_at": signed.isoformat()}}
    return {
        "household_id": household.id,
        "names": household.names,
        "kind": household.kind,
        "block": household.block,
        "address": household.address,
        "unit": household.unit,
        "remarks": f"产权单位：{OWNER_UNIT}" if household.law["track.title"] == "public_tenancy" else "",
        "facts": {key: value for key, value in facts.items() if value != []},
        "history": household_history(household, plan) if project.regime is Regime.COLLECTIVE_LAND else (),
    }


# ---------- history ----------
def household_history(household: Household, plan: Behaviour) -> tuple[PastAct, ...]:
    """The past acts of a village household up to the application, each with its evidence, in order of days.

    `policy_computed` is the entry that the household's sum was computed; the sum itself stands nowhere here.
    """
    assert plan.registered_on is not None, "a village household registers before it signs"
    village = VILLAGE_DAYS
    acts = [
        past("cl_h_listed", plan.listed_on),
        past("cl_h_surveyed", plan.surveyed_on, "land_survey", "survey_photos", facts=household.law),
        past(
            "cl_h_facts_confirmed",
            plan.confirmed_on,
            "land_survey",
            "survey_publication",
            dates={"displayed": village.displayed},
        ),
        past("cl_h_registered", plan.registered_on, "registration_form"),
    ]
    if plan.choice_offered_on:
        acts.append(past("cl_h_choice_offered", plan.choice_offered_on, "choice_form", "service_receipt"))
    if plan.signs_on and plan.signs_on <= IMPORTED_UNTIL:
        assert plan.moving_end is not None, "an agreement names the end of the moving period"
        acts.append(past("policy_computed", plan.signs_on, "computation_sheet"))
        said = {"choice": plan.choice.law, "signatory_entitled": True, "agreement.transition_months": 30}
        acts.append(
            past(
                "cl_h_agreement_signed",
                plan.signs_on,
                "agreement",
                dates={"moving_end": plan.moving_end},
                facts=said,
            )
        )
    # Everybody of working age is asked for social security before the application goes out.
    security = {"household.social_security_persons": insurable(household)}
    acts.append(
        past(
            "cl_h_social_security_confirmed",
            village.social_security.first,
            "social_security_opinion",
            facts=security,
        )
    )
    return tuple(sorted(acts, key=lambda act: act.done_on))


def insurable(household: Household) -> int:
    """How many of a village household are asked for social security: the grown members that certainly count."""
    grown = [p for p in household.facts["persons"] if p["birth_on"] <= "2010-05-15"]
    return min(len(grown), heads(household))


def past(
    step: str,
    on: date,
    *documents: str,
    dates: Mapping[str, date] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> PastAct:
    """A past act of a day with one invented scan for each of its documents."""
    papers = tuple(PastDocument(d, paper_number(d, on), on, scan_sha256(d, on)) for d in documents)
    return PastAct(step, on, dict(dates or {}), dict(facts or {}), evidence=papers)


def _past_of(act: ProjectAct, funds: Funds | None) -> PastAct:
    facts: dict[str, Any] = dict(act.facts)
    if act.step == "cl_funds_in_full" and funds:
        facts |= {
            "project.estimate_total": funds.estimate_total_fen,
            "project.funds_available": funds.available_fen,
        }
    return past(act.step, act.on, *act.documents, dates=act.dates, facts=facts)
