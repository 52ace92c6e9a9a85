"""What goes wrong or aside: tried by ordinary commands, answered by law, policy, post and clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from plumbline.demo.bank_script import statement
from plumbline.demo.days import office_day_from
from plumbline.demo.household_script import HouseholdScript
from plumbline.demo.script import Cast, Move, at, command, papers
from plumbline.demo.world import World
from plumbline.store.writing import Writer

STATEMENT_ON = date(2026, 5, 20)
"""The bank's statement of the days before arrives on this day."""


def incident_moves(world: World, cast: Cast) -> Iterator[Move]:
    """All incidents of the world."""
    yield from _grievances(world, cast)
    yield from _commitments(world, cast)
    yield from _objections(world, cast)
    yield from _correction(world, cast)
    yield from _late_entry(world, cast)
    yield from _refusals(world, cast)
    yield from _twice(world, cast)
    yield _statement(world, cast)


def _grievances(world: World, cast: Cast) -> Iterator[Move]:
    for number, row in enumerate(world.incidents.grievances):
        unit = world.household(row.household).unit
        person, post = cast.holder(f"{unit}-head")
        received = command(
            "ReceiveGrievance",
            kind=row.kind,
            text=row.text,
            channel=row.channel,
            household=row.household,
            done_at=row.received_at,
        )
        key = f"grievance-{number}"
        yield Move(row.received_at, person, post, received, key)
        if row.answered_at:
            yield Move(row.answered_at, person, post, partial(_answer, key, row), f"{key}-answer")


def _answer(key: str, row: Any, opened: Writer) -> Any:
    seq = opened.seq_of(key)
    return command(
        "AnswerGrievance", grievance=seq, text=row.answer, cites=tuple(row.cites), done_at=row.answered_at
    )


def _commitments(world: World, cast: Cast) -> Iterator[Move]:
    for row in world.incidents.commitments:
        person, post = cast.holder(f"{row.unit}-head")
        given = command(
            "GiveCommitment",
            unit=row.unit,
            project=row.project,
            stage=row.stage,
            households=row.households,
            due_on=row.due_on,
            text=row.text,
            done_at=row.given_at,
        )
        yield Move(row.given_at, person, post, given, f"commitment-{row.unit}")


def _objections(world: World, cast: Cast) -> Iterator[Move]:
    """Objections to a value: asked, answered, taken to the experts; each paper recorded on its day."""
    for row in world.incidents.objections:
        own = HouseholdScript(world, cast, world.household(row.household))
        appraiser, office = own.post("appraiser"), cast.post_of("office", person=cast.office)
        yield own.step(
            "review_requested",
            at(row.requested_on, 10, 20),
            own.clerk,
            "review_request",
            conditions=("value_objected",),
        )
        if row.answered_on:
            yield own.step(
                "review_answered", at(row.answered_on, 11), appraiser, "review_result", "service_receipt"
            )
        if row.expert_requested_on:
            yield own.step(
                "expert_requested",
                at(row.expert_requested_on, 9, 40),
                own.clerk,
                "expert_request",
                conditions=("review_result_objected",),
            )
        if row.opinion_on:
            yield own.step(
                "expert_opinion", at(row.opinion_on, 15), office, "expert_opinion", "service_receipt"
            )
            if row.new_price_fen:
                prices = dict.fromkeys(own.household.prices, row.new_price_fen)
                later = at(row.opinion_on, 16)
                values = command(
                    "RecordAppraisedValues",
                    household=row.household,
                    prices=prices,
                    shop_prices=dict(own.household.shop_prices),
                    done_at=later,
                    evidence=papers(row.opinion_on, "appraisal_report_h"),
                )
                yield own.move(later, appraiser, values, "values-corrected")


def _correction(world: World, cast: Cast) -> Iterator[Move]:
    row = world.incidents.correction
    own = HouseholdScript(world, cast, world.household(row.household))
    corrected = command(
        "CorrectFacts",
        household=row.household,
        changes={f"buildings[{row.building_id}].area": row.area_after},
        reason=row.reason,
        done_at=row.done_at,
        evidence=papers(row.done_at.date(), "survey_sheet"),
    )
    yield own.move(row.done_at, own.post("surveyor"), corrected, "correction")
    paid = at(office_day_from(row.done_at.date() + timedelta(days=1)), 15)
    yield from own.settle_rest(paid, "correction")


def _late_entry(world: World, cast: Cast) -> Iterator[Move]:
    """A day claimed too early, entered a week late: the reviewer sends it back, then it is entered rightly."""
    row = world.incidents.late_entry
    own = HouseholdScript(world, cast, world.household(row.household))
    claimed = at(row.claimed_on, 15)
    wrong = command(
        "RecordStep",
        household=row.household,
        step=row.step,
        done_at=claimed,
        evidence=papers(row.claimed_on, "handover_record"),
        conditions=("own_accord",),
    )
    yield own.move(row.entered_at, own.mover, wrong, "late-claim")
    person, post = cast.post_of("reviewer", person=cast.reviewer)
    yield Move(
        row.reviewed_at,
        person,
        post,
        partial(_send_back, f"{row.household}/late-claim", row.note),
        f"{row.household}/late-review",
    )
    right = command(
        "RecordStep",
        household=row.household,
        step=row.step,
        done_at=at(row.true_on, 15),
        evidence=papers(row.true_on, "handover_record"),
        conditions=("own_accord",),
    )
    yield own.move(row.entered_again_at, own.mover, right, "vacated-again")


def _send_back(key: str, note: str, opened: Writer) -> Any:
    return command("ReviewLate", proposal=opened.seq_of(key), accept=False, note=note)


def _refusals(world: World, cast: Cast) -> Iterator[Move]:
    """Attempts that the law refuses; each is kept as an attempt, apart from the ledger."""
    vacating = world.incidents.refused_vacating
    own = HouseholdScript(world, cast, world.household(vacating.household))
    moved = command(
        "RecordStep",
        household=vacating.household,
        step=vacating.what,
        done_at=vacating.at,
        evidence=papers(vacating.at.date(), "handover_record"),
        conditions=("own_accord",),
    )
    yield Move(
        vacating.at, *own.mover, moved, f"{vacating.household}/refused-vacating", refused="sl_h_vacated:"
    )
    demolition = world.incidents.refused_demolition
    own = HouseholdScript(world, cast, world.household(demolition.household))
    pulled = command(
        "RecordStep",
        household=demolition.household,
        step=demolition.what,
        done_at=demolition.at,
        evidence=papers(demolition.at.date(), "demolition_record"),
    )
    yield Move(
        demolition.at,
        *own.post("demolition_contractor"),
        pulled,
        f"{demolition.household}/refused-demolition",
        refused="sl_h_demolished:",
    )
    duty = world.incidents.refused_duty
    own = HouseholdScript(world, cast, world.household(duty.household))
    posts = dict.fromkeys(
        ("signing", "appraisal", "vacating", "demolition", "settling"), f"{own.household.unit}-head"
    )
    given = command(
        "AssignDuties",
        household=duty.household,
        unit=own.household.unit,
        posts={**posts, duty.duty: duty.post},
        reason="试派用地单位岗位",
        done_at=duty.at,
    )
    yield Move(
        duty.at,
        *cast.post_of("office", person=cast.office),
        given,
        f"{duty.household}/refused-duty",
        refused="sl_p_developer_out",
    )


def _twice(world: World, cast: Cast) -> Iterator[Move]:
    """A record typed twice: with its own key again it is the same receipt, with another it is refused."""
    row = world.incidents.typed_twice
    own = HouseholdScript(world, cast, world.household(row.household))
    signs = own.plan.signs_at
    assert signs is not None
    for move in own.signing(signs):
        if move.key.endswith("/signs"):
            again = max(row.at, signs + timedelta(minutes=5))
            yield Move(again, move.person, move.post, move.command, move.key)
            yield Move(
                again + timedelta(minutes=2),
                move.person,
                move.post,
                move.command,
                f"{move.key}-again",
                refused="sl_h_agreement_signed:already_recorded",
            )


def _statement(world: World, cast: Cast) -> Move:
    person, post = cast.post_of("accountant", person=cast.accountant)
    moment = at(STATEMENT_ON, 16, 30)
    return Move(moment, person, post, partial(_received, world, moment), "statement-1")


def _received(world: World, moment: Any, opened: Writer) -> Any:
    return statement(
        opened,
        world.households,
        before=STATEMENT_ON,
        received=moment,
        name="statement.csv",
        mismatch=world.incidents.bank_mismatch,
    )
