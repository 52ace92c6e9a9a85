"""Two times: when an act happened and when it was entered; what is late needs a second hand."""

from __future__ import annotations

from datetime import date

import pytest
from tests.store.script import documents
from tests.store.town import IDS, STATE


def proposal(campaign) -> int:
    """Number of the one late entry that waits."""
    waiting = [n for n, p in campaign.door.state.office().proposals.items() if p["accepted"] is None]
    assert len(waiting) == 1
    return int(waiting[0])


def test_it_records_nothing_that_has_not_happened_yet(campaign):
    campaign.to_signing()
    step = campaign._step("张", "review_requested", "2026-04-10", {"conditions": ["value_objected"]})
    reasons = campaign.refusal("程", "RecordStep", "2026-04-10T10:01", entered="2026-04-10T10:00", **step)
    assert list(reasons) == ["done_at:future"]
    campaign.does("程", "RecordStep", "2026-04-10T10:00", **step)


@pytest.mark.parametrize(("entered", "waits"), [("2026-04-13T23:00", False), ("2026-04-14T00:01", True)])
def test_it_sends_an_act_of_more_than_three_days_ago_to_a_reviewer(campaign, entered, waits):
    # Done on the 10th: the 13th is three days later, the 14th is four.
    campaign.ready_to_sign("张", "2026-04-10")
    campaign.does(
        "程", "SignAgreement", "2026-04-10T11:00", entered=entered, **campaign.agreement("张", "2026-04-10")
    )
    assert campaign.of("张").is_signed is not waits
    assert bool(campaign.door.state.office().proposals) is waits


def test_it_signs_in_the_authors_name_at_the_acts_own_day_once_accepted(campaign):
    campaign.ready_to_sign("张", "2026-04-30")
    # On 30 April the first period still runs: 40,000.00; entered on 12 May, in the second.
    campaign.does(
        "程",
        "SignAgreement",
        "2026-04-30T16:00",
        entered="2026-05-12",
        **campaign.agreement("张", "2026-04-30"),
    )
    campaign.does("余", "ReviewLate", "2026-05-13", proposal=proposal(campaign), accept=True, note="原件已核")
    household = campaign.of("张")
    assert household.booked["A25"] == 4_000_000
    assert household.agreement["signed_at"] == "2026-04-30T16:00:00+08:00"
    signed = next(e for e, _ in reversed(campaign.door.events) if e.type == "agreement.signed/1")
    assert (signed.com["by_person"], signed.com["reviewed_by"]) == ("cheng", "yu")


def test_it_keeps_nothing_of_a_late_act_that_is_sent_back(campaign):
    campaign.ready_to_sign("张", "2026-04-10")
    campaign.does(
        "程",
        "SignAgreement",
        "2026-04-10T11:00",
        entered="2026-04-20",
        **campaign.agreement("张", "2026-04-10"),
    )
    number = proposal(campaign)
    campaign.does("余", "ReviewLate", "2026-04-21", proposal=number, accept=False, note="日期不符")
    assert not campaign.of("张").is_signed
    # What was sent back cannot be accepted afterwards.
    assert list(
        campaign.refusal("江", "ReviewLate", "2026-04-21", proposal=number, accept=True, note="")
    ) == ["late:unknown"]


def test_it_lets_nobody_review_an_entry_of_his_own(campaign):
    campaign.without("sl_h_facts_settled", name="王").until("sl_plan_drafted")
    step = campaign._step("王", "facts_settled", "2025-12-20", {})
    campaign.does("余", "RecordStep", "2025-12-20T12:00", entered="2025-12-26", **step)
    number = proposal(campaign)
    assert list(
        campaign.refusal("余", "ReviewLate", "2025-12-26", proposal=number, accept=True, note="")
    ) == ["late:same_hand"]
    campaign.does("江", "ReviewLate", "2025-12-26", proposal=number, accept=True, note="已核")
    assert campaign.of("王").records["sl_h_facts_settled"]["on"] == "2025-12-20"
    # The hand is the author's; that the reviewer was another stands beside it.
    assert campaign.of("王").hands["review"] == "yu"


def test_it_judges_a_late_act_again_on_the_day_of_its_review(campaign):
    # 王 vacates late, and before the review is done somebody else records it.
    campaign.signs("王", "2026-04-10")
    campaign.pays("王", "2026-04-13")
    step = campaign._step("王", "vacated", "2026-04-15", {"conditions": ["own_accord"]})
    campaign.does("程", "RecordStep", "2026-04-15", entered="2026-04-20", **step)
    number = proposal(campaign)
    campaign.vacates("王", "2026-04-20T15:00")
    reasons = campaign.refusal("余", "ReviewLate", "2026-04-21", proposal=number, accept=True, note="")
    assert list(reasons) == ["sl_h_vacated:already_recorded"]


def test_it_refuses_a_late_act_at_once_where_the_law_refuses_it(campaign):
    campaign.to_signing()
    step = campaign._step("张", "vacated", "2026-04-10", {"conditions": ["own_accord"]})
    assert "sl_h_vacated:compensated" in campaign.refusal(
        "程", "RecordStep", "2026-04-10", entered="2026-04-20", **step
    )


def test_it_sends_a_backdated_day_that_opens_a_gate_to_a_reviewer(campaign):
    # The list of appraisers "published" ten days ago would open the lot today.
    campaign.without("sl_appraiser_selected.list_published").until("sl_appraiser_selected")
    paper = documents(date(2026, 3, 20), "appraiser_list")
    entered = {"project": STATE, "name": "sl_appraiser_selected.list_published", "evidence": paper}
    campaign.does("吴", "EnterProjectDate", "2026-03-20", entered="2026-03-31T09:00", **entered)
    lot = {"facts": {"project.appraiser_method": "lot"}}
    assert campaign.project_refusal("sl_appraiser_selected", "2026-03-31T10:00", **lot)
    campaign.does(
        "余", "ReviewLate", "2026-03-31T11:00", proposal=proposal(campaign), accept=True, note="公告照片已核"
    )
    campaign.project_step("sl_appraiser_selected", "2026-03-31T12:00", **lot)


def test_it_refuses_a_day_that_lies_ahead(campaign):
    campaign.without("sl_appraiser_selected.list_published").until("sl_appraiser_selected")
    paper = documents(date(2026, 4, 1), "appraiser_list")
    reasons = campaign.refusal(
        "吴", "EnterProjectDate", "2026-04-01", entered="2026-03-31T09:00", project=STATE,
        name="sl_appraiser_selected.list_published", evidence=paper,
    )  # fmt: skip
    assert reasons


def test_it_takes_a_payment_dated_before_its_voucher_could_be_seen_to_a_reviewer(campaign):
    campaign.signs("张", "2026-04-10")
    order = campaign.orders("张", "2026-04-13")
    voucher = documents(date(2026, 4, 14), "payment_voucher")
    paid = {"household": IDS["张"], "order": order, "evidence": voucher}
    campaign.does("孙", "RecordPayment", "2026-04-14", entered="2026-04-18", **paid)
    assert campaign.owed("张") == 34_310_000
    campaign.does(
        "余", "ReviewLate", "2026-04-18T15:00", proposal=proposal(campaign), accept=True, note="银行回单已核"
    )
    assert (campaign.owed("张"), campaign.of("张").compensated_on) == (0, "2026-04-14")
