"""Each gate of the agreement path that waits for a day: shut on the day before, open on the day."""

from __future__ import annotations

import pytest
from tests.store.script import SCRIPT, Act, instant
from tests.store.town import IDS

# The step, the household that tries, the last day on which it is shut, the first on which it is open, what shuts it, and why that day.
FIRST_DAYS = [
    ("sl_h_facts_settled", "张", "2025-12-19", "2025-12-20", "elapsed(sl_survey_results_published)", "R590 15"),  # 12th + 7 = Friday 19th
    ("sl_comments_recorded", "", "2026-02-24", "2026-02-25", "elapsed(sl_plan_published_for_comment)", "R590 10(2)"),  # 19 Feb rolls to the 24th
    ("sl_executive_meeting", "", "2026-03-05", "2026-03-06", "elapsed(sl_legality_review.submitted)", "MAD 26"),  # seven working days
    ("sl_appraiser_selected", "", "2026-03-30", "2026-03-31", "elapsed(sl_appraiser_selected.list_published)", "M77 4"),  # the 20th + 10
    ("sl_appraisal_reports_issued", "", "2026-04-07", "2026-04-08", "elapsed(sl_initial_values_published)", "M77 16"),  # the 6th rolls to the 7th
    ("cl_h_facts_confirmed", "塘张", "2026-03-03", "2026-03-04", "elapsed(cl_h_facts_confirmed.displayed)", "STD_CL 现状调查"),  # 24 Feb + 7
    ("cl_plan_drafted", "", "2026-03-02", "2026-03-03", "elapsed(cl_pre_announcement)", "LAMR 26(2)"),  # the tenth working day is 2 March
    ("cl_comments_recorded", "", "2026-04-03", "2026-04-04", "elapsed(cl_plan_announced)", "LAMR 28(1)"),  # 4 March + 30, a Friday
]  # fmt: skip


def act_of(step: str, name: str) -> Act:
    return next(a for a in SCRIPT if a.step == step and (not name or a.about == IDS[name]))


@pytest.mark.parametrize(("step", "name", "shut", "opens", "need", "rule"), FIRST_DAYS)
def test_it_opens_on_its_first_day_and_not_the_day_before(campaign, step, name, shut, opens, need, rule):
    act = act_of(step, name)
    campaign.until(step, name)
    about = {"household": act.about} if name else {"project": act.about}
    reasons = campaign.refusal(act.who, act.command, shut, **about, **act.fields)
    assert list(reasons) == [f"{step}:{need}"]
    found = reasons[f"{step}:{need}"]
    assert (found.rule, found.earliest) == (rule, instant(opens).date())
    campaign.does(act.who, act.command, opens, **about, **act.fields)


@pytest.mark.parametrize("act", [a for a in SCRIPT if a.command == "RecordProjectStep"], ids=lambda a: a.step)
def test_it_asks_for_the_papers_and_stands_only_once(campaign, act):
    campaign.until(act.step)
    if act.fields["evidence"]:
        bare = {**act.fields, "evidence": []}
        reasons = campaign.refusal("吴", "RecordProjectStep", act.at, project=act.about, **bare)
        assert reasons
        assert all("evidence" in code for code in reasons)
    campaign.does("吴", "RecordProjectStep", act.at, project=act.about, **act.fields)
    again = campaign.refusal("吴", "RecordProjectStep", act.at, project=act.about, **act.fields)
    assert list(again) == [f"{act.step}:already_recorded"]


@pytest.mark.parametrize(
    "act",
    [a for a in SCRIPT if a.command == "RecordStep" and a.about in (IDS["何"], IDS["塘王"])],
    ids=lambda a: a.step,
)
def test_it_takes_no_step_of_a_household_before_the_one_it_rests_on(campaign, act):
    campaign.until(act.step, "何" if act.about == IDS["何"] else "塘王")
    # On its own day the act is open; from a campaign that stopped three acts earlier at another household it may not be.
    bare = {**act.fields, "evidence": []}
    reasons = campaign.refusal(act.who, act.command, act.at, household=act.about, **bare)
    assert all("evidence" in code for code in reasons), list(reasons)
    campaign.does(act.who, act.command, act.at, household=act.about, **act.fields)
    again = campaign.refusal(act.who, act.command, act.at, household=act.about, **act.fields)
    assert f"{act.step}:already_recorded" in again
