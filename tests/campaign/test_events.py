"""Laws of the events: what is public holds nobody's name, every leaf is small, nobody types an amount."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest
from tests.store.playing import Campaign
from tests.store.script import instant
from tests.store.town import FULL_NAMES, IDS, PEOPLE
from tests.store.whole_way import everything

from plumbline import ledger
from plumbline.campaign import COMMANDS, EVENT_SCHEMAS, make_event
from plumbline.campaign.evolve import _EVOLUTIONS
from plumbline.store.keyed import as_committed
from plumbline.terms import at_millis


@pytest.fixture(scope="module")
def events(doors) -> list[Any]:
    """Every event of a campaign in which everything happens."""
    return [event for event, _stamp in everything(Campaign(doors[0].copy(), played=doors)).door.events]


def texts(value: Any) -> list[str]:
    """Every text in a value, keys included."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [t for key, item in value.items() for t in (key, *texts(item))]
    return [t for item in value for t in texts(item)] if isinstance(value, list | tuple) else []


def test_it_has_one_evolution_for_every_kind_of_event():
    assert EVENT_SCHEMAS.keys() == _EVOLUTIONS.keys()


def test_it_knows_public_and_committed_fields_apart():
    for name, schema in EVENT_SCHEMAS.items():
        assert schema.open.isdisjoint(schema.com), name
        assert schema.title.zh, name
        assert schema.title.en, name
        assert "key" in schema.com, name


def test_it_writes_every_kind_of_event_somewhere_in_the_whole_way(events):
    written = {event.type for event in events}
    assert EVENT_SCHEMAS.keys() - written == set()


def test_it_publishes_nobodys_name_file_or_words(events):
    private = {
        *IDS.values(),
        *FULL_NAMES.values(),
        *(id for id, _name in PEOPLE.values()),
        *(name for _id, name in PEOPLE.values()),
    }
    private |= {
        "姻亲",
        "补交证明",
        "过渡费怎么算",
        "过渡费",
        "回证未签名",
        "标准过低",
        "示例巷",
        "11010519491231002X",
        "农商行",
    }
    for event in events:
        for text in texts(dict(event.open)):
            assert not any(name in text for name in private if len(name) > 3 or not name.isascii()), (
                event.type,
                text,
            )
            assert text not in private, (event.type, text)


def test_it_publishes_no_households_amount(events):
    # The sums of single households stand in committed fields alone; what is public are totals of a project.
    for event in events:
        if "fen" in json.dumps(sorted(event.open)):
            assert event.type in {"costs.estimated/1", "funds.recorded/1", "bank.statement_received/1"}, (
                event.type
            )


def test_it_keeps_every_leaf_under_sixteen_kilobytes(events):
    for seq, event in enumerate(events):
        salts = {name: bytes(32) for name in event.com}
        at = instant("2026-04-10T00:00" if event.type == "day.closed/1" else "2026-04-09")
        body = ledger.leaf_bytes(
            ledger.Leaf(
                seq=seq, day="2026-04-09", at=at_millis(at), type=event.type, by="office-desk", slots=(ledger.blind_slot(bytes(32), seq),) * len(event.files),
                com=ledger.commit_all(as_committed(event.com), salts), open=dict(event.open), pol=event.pol,
            )
        )  # fmt: skip
        assert len(body) < 16_384, event.type


def test_it_names_the_policy_wherever_an_amount_depends_on_it(events):
    dependent = {
        "agreement.signed/1",
        "decision.made/1",
        "sums.computed/1",
        "sums.revised/1",
        "values.recorded/1",
        "costs.estimated/1",
    }
    for event in events:
        assert (event.pol is not None) is (event.type in dependent | {"policy.sealed/1"}), event.type


def test_it_refuses_a_field_that_the_schema_does_not_name():
    with pytest.raises(ValueError, match="amount"):
        make_event("payment.made/1", com={"amount": 1})
    with pytest.raises(ValueError, match="household"):
        make_event("duties.assigned/1", open={"household": "x"})


def test_it_commits_an_absent_field_as_null():
    event = make_event("household.objected_to_plan/1", com={"household": "x"})
    assert set(event.com) == EVENT_SCHEMAS[event.type].com
    assert event.com["text"] is None


# ---------- nobody types an amount ----------
UNIT_PRICES = {
    ("RecordAppraisedValues", "prices"),
    ("RecordAppraisedValues", "shop_prices"),
    ("EstimateCosts", "prices"),
}
"""Prices a ㎡ by the appraiser and for the estimate: the only money that a person writes down, and no sum of a household."""


MATTER_ACTS = (
    "DeliverRung", "RemindOfRung", "AnswerRung", "ConcludeRung", "WithdrawRung", "CorrectRung", "RecordRungReceipt",
    "EndMatter",
)  # fmt: skip
"""Commands that name a matter of supervision by its number."""


def whole_numbers(kind: type) -> set[str]:
    """Fields of a command that can hold a whole number, parts of mappings included."""
    found = set()
    for fld in fields(kind):
        hint = get_type_hints(kind)[fld.name]
        inner = [hint, *get_args(hint), *(a for part in get_args(hint) for a in get_args(part))]
        if any(part is int for part in inner) and not is_dataclass(hint):
            found.add(fld.name)
    return found


def test_it_has_no_field_for_an_amount_owed_to_a_household():
    numbers = {(name, field) for name, kind in COMMANDS.items() for field in whole_numbers(kind)}
    assert numbers - UNIT_PRICES == {
        ("EnterCalendarYear", "year"),
        ("SetLocalParameter", "value"),  # days, months, percents of a cited document
        ("GiveCommitment", "households"),
        ("ReviewLate", "proposal"),
        ("EnterProjectFact", "value"),  # facts of the law's table
        ("EnterFact", "value"),
        ("ImportRegister", "rows"),
        ("SignAgreement", "payment_days"),
        ("SignAgreement", "transition_months"),
        ("DecideCompensation", "moving_days"),
        ("OrderPayment", "instalment"),  # its number
        ("AnswerGrievance", "grievance"),
        ("DecideInConsultation", "consultation"),  # numbers of meetings, orders and agenda items
        ("DecideInConsultation", "about"),
        ("CloseConsultation", "consultation"),
        ("ReopenConsultation", "consultation"),
        ("SignForDispatch", "order"),
        ("AnswerDispatch", "order"),
        ("CloseDispatch", "order"),
        ("SendBackDispatch", "order"),
        ("WithdrawDispatch", "order"),
        ("MakePlan", "overdue"),
        *((act, "matter") for act in MATTER_ACTS),
        ("OpenRung", "answer_days"),
        ("EnterForAppraisal", "record"),  # numbers of records, an appraisal, a contest: no figure among them
        ("ContestAppraisal", "appraisal"),
        ("AnswerContest", "contest"),
        ("ReportProgress", "commitment"),
        ("ReportProgress", "reached"),  # households, by the unit's own word; compared and never counted with
    }
    for name, kind in COMMANDS.items():
        for fld in fields(kind):
            assert not any(word in fld.name for word in ("fen", "yuan", "amount", "sum", "total")), (
                name,
                fld.name,
            )


def test_it_has_no_fact_for_an_amount_owed_to_a_household():
    from plumbline import law

    facts = law.load_procedure().facts.items()
    typed = {name for name, row in facts if not row.derived and row.type == "fen"}
    # Of the money among the law's facts only the funds of a project are entered; the estimate has a command of its own.
    assert typed == {"project.funds_available", "project.estimate_total"}
