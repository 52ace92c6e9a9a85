"""What goes wrong or aside in the demonstration, as a real campaign has it: each a plain dated value.

Nothing is refused or overdue because it stands here; the script of days tries these things by ordinary
commands, and law, policy and the clocks answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from plumbline.demo.behaviour import Behaviour
from plumbline.demo.chance import Chance
from plumbline.demo.days import office_hour
from plumbline.demo.description import Description
from plumbline.demo.grievance_texts import GRIEVANCES
from plumbline.demo.households import Household
from plumbline.demo.signing import STANDING_UNIT
from plumbline.terms import SHANGHAI, HouseholdId, Regime, parse_area, show_area


@dataclass(frozen=True, slots=True)
class ValueObjection:
    """An objection to the appraised value; dates that are None have not come while the demonstration lasts."""

    household: HouseholdId
    requested_on: date
    answered_on: date | None = None
    expert_requested_on: date | None = None
    opinion_on: date | None = None
    new_price_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Grievance:
    """An enquiry, request, objection or complaint; `answered_at` None = still open on the last day built."""

    household: HouseholdId
    project: str
    kind: str
    channel: str
    received_at: datetime
    text: str
    answered_at: datetime | None
    answer: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """A unit's promise: so many of its households at this stage or beyond by a day."""

    unit: str
    project: str
    stage: str
    households: int
    due_on: date
    given_at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class SurveyCorrection:
    """A measured area corrected by a dated entry after a second measuring."""

    household: HouseholdId
    building_id: str
    area_before: str
    area_after: str
    done_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class LateEntry:
    """A vacating entered days later with too early a date; the reviewer sends it back, then it is entered rightly."""

    household: HouseholdId
    step: str
    claimed_on: date
    entered_at: datetime
    reviewed_at: datetime
    note: str
    true_on: date
    entered_again_at: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """Something tried that must be refused, or a thing done twice: what, on whose file, when, by which post."""

    what: str
    household: HouseholdId
    at: datetime
    post: str = ""
    duty: str = ""


@dataclass(frozen=True, slots=True)
class BankMismatch:
    """The bank's line of one payment differs from the order by so many fen."""

    household: HouseholdId
    on: date
    difference_fen: int


@dataclass(frozen=True, slots=True)
class AppraiserVote:
    """The owners' vote on the appraiser where no agreement was reached in time."""

    project: str
    list_published_on: date
    voted_on: date
    votes: Mapping[str, int]
    chosen: str


@dataclass(frozen=True, slots=True)
class Incidents:
    """All of them."""

    objections: tuple[ValueObjection, ...]
    grievances: tuple[Grievance, ...]
    commitments: tuple[Commitment, ...]
    correction: SurveyCorrection
    late_entry: LateEntry
    refused_vacating: Attempt
    refused_demolition: Attempt
    refused_duty: Attempt
    typed_twice: Attempt
    bank_mismatch: BankMismatch
    vote: AppraiserVote


def build_incidents(
    description: Description,
    households: Sequence[Household],
    cases: Mapping[str, HouseholdId],
    behaviour: Mapping[HouseholdId, Behaviour],
    chance: Chance,
) -> Incidents:
    """The incidents of a world; every household that they name is a special case or signs, as its part needs."""
    by_id = {h.id: h for h in households}
    return Incidents(
        objections=_objections(cases, by_id),
        grievances=_grievances(households, cases, chance.child("grievances")),
        commitments=_commitments(description, behaviour, chance.child("commitments")),
        correction=_correction(by_id[cases["survey_corrected"]]),
        late_entry=LateEntry(
            household=cases["late_entry"],
            step="sl_h_vacated",
            claimed_on=date(2026, 5, 11),
            entered_at=_at("2026-05-18T16:40"),
            reviewed_at=_at("2026-05-19T09:20"),
            note="腾空移交确认书落款为 5 月 16 日，与录入的 5 月 11 日不符；退回，按确认书日期重新录入",
            true_on=date(2026, 5, 16),
            entered_again_at=_at("2026-05-19T10:05"),
        ),
        refused_vacating=Attempt("sl_h_vacated", cases["refused_vacating"], _at("2026-05-18T10:00")),
        refused_demolition=Attempt("sl_h_demolished", cases["refused_demolition"], _at("2026-05-15T09:00")),
        refused_duty=Attempt(
            "AssignDuties", cases["first_signer"], _at("2026-05-07T09:40"), post="land-user-1", duty="signing"
        ),
        typed_twice=Attempt("SignAgreement", cases["typed_twice"], _at("2026-05-14T11:05")),
        bank_mismatch=BankMismatch(cases["bank_mismatch"], date(2026, 5, 18), -36_000),
        vote=_vote(households),
    )


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def _objections(
    cases: Mapping[str, HouseholdId], by_id: Mapping[HouseholdId, Household]
) -> tuple[ValueObjection, ...]:
    """Four objections: one answered, one decided by the experts, one with the experts, one in review on day 17."""
    final = by_id[cases["objection_expert_final"]]
    raised = next(iter(final.prices.values())) * 1_018 // 1_000
    return (
        ValueObjection(cases["objection_review_upheld"], date(2026, 4, 8), date(2026, 4, 16)),
        ValueObjection(
            final.id, date(2026, 4, 9), date(2026, 4, 17), date(2026, 4, 24), date(2026, 4, 30), raised
        ),
        ValueObjection(
            cases["objection_expert_open"],
            date(2026, 4, 30),
            date(2026, 5, 9),
            date(2026, 5, 15),
            date(2026, 5, 25),
        ),
        ValueObjection(cases["objection_review_open"], date(2026, 5, 14), date(2026, 5, 23)),
    )


def _grievances(
    households: Sequence[Household], cases: Mapping[str, HouseholdId], chance: Chance
) -> tuple[Grievance, ...]:
    """Twelve: seven answered, three open in time, and the first two overdue on day 17."""
    named = set(cases.values())
    result = []
    for number, row in enumerate(GRIEVANCES):
        own = [
            h for h in households if h.project == row.project and h.kind == "household" and h.id not in named
        ]
        household = chance.child(str(number)).pick(own or [h for h in households if h.project == row.project])
        answered = (
            office_hour(date.fromisoformat(row.answered_on), chance.child(f"answer-{number}"))
            if row.answered_on
            else None
        )
        result.append(
            Grievance(
                household=household.id,
                project=row.project,
                kind=row.kind,
                channel=row.channel,
                received_at=office_hour(date.fromisoformat(row.received_on), chance.child(f"hour-{number}")),
                text=row.text,
                answered_at=answered,
                answer=row.answer,
                cites=row.cites,
            )
        )
    return tuple(result)


def _commitments(
    description: Description, behaviour: Mapping[HouseholdId, Behaviour], chance: Chance
) -> tuple[Commitment, ...]:
    """One promise a unit, given on the first two days; the standing unit's is the one that breaks by day 17."""
    result = []
    for project in description.projects:
        for unit in dict.fromkeys(block.unit for block in project.blocks):
            own = [plan for plan in behaviour.values() if plan.unit == unit]
            due = _due(project.regime, unit, chance.child(unit))
            reached = sum(1 for plan in own if plan.signs_on and plan.signs_on <= due)
            count = max(1, reached * 95 // 100)
            if unit == STANDING_UNIT:
                count = reached + max(1, len(own) // 7)
            text = f"{due.month}月{due.day}日前累计签约{count}户"
            day = date(2026, 5, 6) if chance.child(f"day-{unit}").happens(700) else date(2026, 5, 7)
            given = office_hour(day, chance.child(f"hour-{unit}"))
            result.append(Commitment(unit, project.id, "agreed", count, due, given, text))
    return tuple(result)


def _due(regime: Regime, unit: str, chance: Chance) -> date:
    if regime is Regime.COLLECTIVE_LAND:
        return date(2026, 5, 31)
    if unit == STANDING_UNIT:
        return date(2026, 5, 20)
    return chance.pick((date(2026, 5, 15), date(2026, 5, 20), date(2026, 5, 30), date(2026, 5, 31)))


def _correction(household: Household) -> SurveyCorrection:
    building = household.facts["buildings"][0]
    before = parse_area(building["area"])
    after = before + 236
    return SurveyCorrection(
        household=household.id,
        building_id=building["building_id"],
        area_before=building["area"],
        area_after=show_area(after),
        done_at=_at("2026-05-14T15:30"),
        reason="户主申请复测：原测漏量后檐，经复测并由户主签字确认",
    )


def _vote(households: Sequence[Household]) -> AppraiserVote:
    voters = sum(1 for h in households if h.project == "zhumuqiao") * 92 // 100
    chosen = voters * 57 // 100 + 1
    return AppraiserVote(
        project="zhumuqiao",
        list_published_on=date(2026, 3, 20),
        voted_on=date(2026, 3, 31),
        votes={"appraisal-a": voters - chosen, "appraisal-b": chosen},
        chosen="appraisal-b",
    )
