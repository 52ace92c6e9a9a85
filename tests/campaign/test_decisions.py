"""The compensation decision: what it gives, when it is payable, what falls with it, and what settles it.

王's 95.00 ㎡ at 3,200.00 yuan: value 304,000.00, moving 2 × 1,500.00 at least (95 × 15 = 1,425 is less): 1,500.00,
transition 95 × 15 × 6 = 8,550.00. Who has not signed gets neither the cash reward nor a signing reward: 314,050.00.
The signing period of 60 days from 8 April ends on Sunday 7 June and rolls to the 8th.
"""

from __future__ import annotations

import pytest
from tests.store.script import documents, instant
from tests.store.town import IDS, STATE

WANG = IDS["王"]
WANG_FEN = 30_400_000 + 150_000 + 855_000


def asked(campaign, name: str = "王", on: str = "2026-06-09"):
    """The decision is asked for, and the proposal of it is served on the day after."""
    campaign.to_signing()
    campaign.chooses(name, "2026-05-06")
    campaign.step("吴", name, "decision_requested", on)
    day = "2026-06-10"
    campaign.does(
        "吴", "EnterDate", "2026-06-10", household=IDS[name], name="sl_h_compensation_decision.draft_served",
        evidence=documents(instant(day).date(), "decision_draft"),
    )  # fmt: skip
    return campaign


def decided(on: str, name: str = "王", **more):
    return {
        "household": IDS[name],
        "evidence": documents(instant(on).date(), "compensation_decision", "legality_opinion"),
        **more,
    }


def served(campaign, on: str = "2026-06-29", name: str = "王"):
    """The decision of 26 June is served with its remedies stated."""
    campaign.does("吴", "DecideCompensation", "2026-06-26", **decided("2026-06-26", name))
    campaign.step("吴", name, "decision_served", on, conditions=["rights_stated"])
    return campaign


def test_it_waits_for_the_signing_period_and_for_the_comments(campaign):
    campaign.to_signing().chooses("王", "2026-05-06")
    early = campaign.step_refusal("吴", "王", "decision_requested", "2026-06-08")
    waits = early["sl_h_decision_requested:signing_period_over|owner_unclear"]
    assert (waits.earliest.isoformat(), waits.rule) == ("2026-06-09", "R590 26(1)")
    asked(campaign)
    # Fifteen days from 10 June end on the 25th.
    fast = campaign.refusal("吴", "DecideCompensation", "2026-06-25", **decided("2026-06-25"))
    [code] = [code for code in fast if "draft_served" in code]
    assert fast[code].earliest.isoformat() == "2026-06-26"


def test_it_gives_what_the_policy_gives_without_a_signature(campaign):
    asked(campaign).does("吴", "DecideCompensation", "2026-06-26", **decided("2026-06-26"))
    file = campaign.of("王")
    assert file.booked == {"A11": 30_400_000, "A15": 150_000, "A16": 855_000}
    assert (file.stage, file.state, file.account) == ("decided", "decided", "committed")
    # Not served: nothing is payable.
    assert campaign.refusal("赵", "OrderPayment", "2026-06-26T15:00", household=WANG)


def test_it_is_payable_once_it_is_served_and_the_household_moves_when_paid(campaign):
    served(asked(campaign))
    assert (campaign.owed("王"), campaign.of("王").account) == (WANG_FEN, "due")
    unpaid = campaign.step_refusal("程", "王", "vacated", "2026-06-30", conditions=["own_accord"])
    assert "sl_h_vacated:compensated" in unpaid
    campaign.pays("王", "2026-06-30")
    assert campaign.owed("王") == 0
    campaign.does(
        "程", "EnterFact", "2026-07-01", household=WANG, fact="decision_accepted", value=True,
        evidence=documents(instant("2026-07-01").date(), "decision_acceptance"),
    )  # fmt: skip
    assert campaign.of("王").stage == "compensated"
    campaign.vacates("王", "2026-07-02")
    assert campaign.of("王").stage == "vacated"


def test_it_refuses_a_second_decision_while_one_stands(campaign):
    served(asked(campaign))
    again = campaign.refusal("吴", "DecideCompensation", "2026-06-30", **decided("2026-06-30"))
    assert list(again) == ["sl_h_compensation_decision:already_recorded"]


def test_it_cannot_be_recorded_as_a_bare_step(campaign):
    asked(campaign)
    bare = campaign.step_refusal("吴", "王", "compensation_decision", "2026-06-26")
    assert list(bare) == ["sl_h_compensation_decision:own_command"]


def test_it_needs_a_form_of_compensation(campaign):
    campaign.to_signing().step("吴", "王", "decision_requested", "2026-06-09")
    none = campaign.refusal("吴", "DecideCompensation", "2026-06-26", **decided("2026-06-26"))
    assert "decision:choice" in none


def test_it_settles_by_an_agreement_that_replaces_it_and_sets_off_what_was_paid(campaign):
    served(asked(campaign)).pays("王", "2026-06-30")
    campaign.computes("王", "2026-07-01")
    campaign.does("程", "SignAgreement", "2026-07-01T11:00", **campaign.agreement("王", "2026-07-01T11:00"))
    file = campaign.of("王")
    assert file.law["decision.state"] == "replaced"
    # Signed after every period: what the policy gives is what the decision gave, plus the cash reward if any.
    assert campaign.owed("王") == file.total_fen - WANG_FEN
    assert "sl_h_decision_served" not in file.records
    assert file.stage in ("agreed", "compensated")


def test_it_falls_with_the_judgment_and_a_new_one_is_asked_for(campaign):
    served(asked(campaign)).pays("王", "2026-06-30")
    campaign.step("程", "王", "suit_filed", "2026-07-06")
    campaign.step("吴", "王", "judgment_final", "2026-09-01", facts={"household.judgment_outcome": "quashed"})
    file = campaign.of("王")
    assert (file.state, file.law["decision.state"]) == ("decision_requested", "set_aside")
    assert not {"sl_h_decision_served", "sl_h_suit_filed", "sl_h_judgment_final"} & file.records.keys()
    # What was paid stays paid and is set off; nothing is owed to the household until the new decision.
    assert (file.total_fen, campaign.owed("王")) == (0, -WANG_FEN)
    campaign.does(
        "吴", "EnterDate", "2026-09-02", household=WANG, name="sl_h_compensation_decision.draft_served",
        evidence=documents(instant("2026-09-02").date(), "decision_draft"),
    )  # fmt: skip
    campaign.does("吴", "DecideCompensation", "2026-09-18", **decided("2026-09-18"))
    campaign.step("吴", "王", "decision_served", "2026-09-21", conditions=["rights_stated"])
    assert campaign.owed("王") == 0


def test_it_lapses_to_the_court_only_by_its_clocks(campaign):
    # Served on 29 June: six months to sue end on 29 December; the demand waits for the 30th.
    served(asked(campaign)).pays("王", "2026-06-30")
    early = campaign.step_refusal("吴", "王", "demand_served", "2026-09-01")
    assert any("remedies" in code or "state" in code for code in early)
    assert "sl_h_enforced:requires(sl_h_court_granted)" in campaign.step_refusal(
        "吴", "王", "enforced", "2026-09-02", facts={"household.execution_starts": 900}
    )


@pytest.mark.parametrize("who", ["程", "赵", "孙", "余"])
def test_it_is_the_offices_to_record(campaign, who):
    asked(campaign)
    [code] = campaign.refusal(who, "DecideCompensation", "2026-06-26", **decided("2026-06-26"))
    assert "permission" in code or "role" in code


def test_it_counts_in_the_projects_totals(campaign):
    served(asked(campaign))
    assert campaign.project(STATE).policy_total_fen >= WANG_FEN
