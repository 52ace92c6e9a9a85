"""What a unit reports on its commitment: its own word, of a day that has come, beside the measure."""

from __future__ import annotations

import pytest
from tests.store.town import STATE

PROMISE = {"unit": "unit-07", "project": STATE, "stage": "agreed", "households": 2, "text": "两户签约"}


@pytest.fixture
def promised(campaign):
    """unit-07 promises two signatures by the 20th, on 9 April."""
    campaign.to_signing()
    campaign.does("方", "GiveCommitment", "2026-04-09T19:00", due_on="2026-04-20", **PROMISE)
    campaign.number = int(next(iter(campaign.door.state.office().commitments)))
    return campaign


def report(campaign, **changed):
    return {"commitment": campaign.number, "as_of": "2026-04-11", "reached": 1, "text": "一户已签", **changed}


def test_it_keeps_the_units_word_and_changes_nothing_that_is_counted(promised):
    before = promised.door.state.office().commitments
    promised.does("程", "ReportProgress", "2026-04-11T18:00", **report(promised))
    event = promised.door.events[-1][0]
    assert (event.type, event.open["reached"], event.open["as_of"]) == (
        "commitment.reported/1",
        1,
        "2026-04-11",
    )
    assert promised.door.state.office().commitments == before


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"as_of": "2026-04-12"}, "report:day"),  # tomorrow
        ({"as_of": "2026-04-08"}, "report:day"),  # the day before it was given
        ({"reached": 5}, "report:reached"),  # unit-07 answers for four
        ({"reached": -1}, "report:reached"),
        ({"text": " "}, "report:text"),
        ({"text": "不签就停水"}, "sl_p_no_supply_cut"),
        ({"commitment": 1}, "report:unknown"),
    ],
)
def test_it_refuses_what_cannot_be_a_report(promised, changed, code):
    codes = promised.refusal("程", "ReportProgress", "2026-04-11T18:00", **report(promised, **changed))
    assert code in " ".join(codes)


def test_it_takes_the_report_of_the_unit_itself_until_it_is_settled(promised):
    theirs = promised.refusal("勇", "ReportProgress", "2026-04-11T18:00", **report(promised))
    assert list(theirs) == ["report:unit"]
    late = promised.refusal("程", "ReportProgress", "2026-04-21T09:00", **report(promised))
    assert list(late) == ["report:settled"]
