"""Who answers for a household: duties moved whole from a day on, both periods kept, a balanced split."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.store.town import FIVE, IDS, STATE

from plumbline.campaign import balanced_split, open_work, shared_duties

TO_07 = {"project": STATE, "unit": "unit-07", "reason": "片区合并"}


def all_five(post: str, *names: str) -> dict[str, dict[str, str]]:
    return {IDS[name]: dict.fromkeys(FIVE, post) for name in names}


def unit_of(campaign, name: str) -> set[str]:
    return {duty["unit"] for duty in campaign.of(name).duties.values()}


def test_it_moves_households_whole_from_today_with_their_open_cases(campaign):
    campaign.to_signing()
    ask = {"kind": "enquiry", "text": "过渡费怎么算？", "channel": "desk", "household": IDS["杨"]}
    campaign.does("勇", "ReceiveGrievance", "2026-04-10", **ask)
    posts = all_five("unit-07-clerk", "杨", "钱")
    campaign.does("吴", "ReassignDuties", "2026-04-10T10:00", since="2026-04-10", posts=posts, **TO_07)
    assert unit_of(campaign, "杨") == unit_of(campaign, "钱") == {"unit-07"}
    (case,) = campaign.door.state.office().grievances.values()
    assert (case["owner_unit"], case["owner_post"]) == ("unit-07", "unit-07-clerk")


def test_it_begins_a_later_change_by_itself_on_its_day_and_not_before(campaign):
    campaign.to_signing()
    posts = all_five("unit-07-clerk", "杨")
    campaign.does("吴", "ReassignDuties", "2026-04-10", since="2026-04-12", posts=posts, **TO_07)
    campaign.at("2026-04-11T23:00")
    assert unit_of(campaign, "杨") == {"unit-08"}
    campaign.at("2026-04-12T00:30")
    assert unit_of(campaign, "杨") == {"unit-07"}
    assert {d["since"] for d in campaign.of("杨").duties.values()} == {"2026-04-12"}
    assert campaign.door.state.office().ahead == {}


def test_it_refuses_a_day_that_is_past_and_takes_today(campaign):
    campaign.to_signing()
    posts = all_five("unit-07-clerk", "杨")
    past = campaign.refusal("吴", "ReassignDuties", "2026-04-10", since="2026-04-09", posts=posts, **TO_07)
    assert list(past) == ["duties:backwards"]
    campaign.does("吴", "ReassignDuties", "2026-04-10", since="2026-04-10", posts=posts, **TO_07)


def test_it_leaves_no_duty_without_a_post_held_that_day(campaign):
    campaign.to_signing()
    four = {IDS["杨"]: dict.fromkeys(FIVE[1:], "unit-07-clerk")}
    gap = campaign.refusal("吴", "ReassignDuties", "2026-04-10", since="2026-04-10", posts=four, **TO_07)
    assert list(gap) == ["duties:signing"]
    # 周's term ended on 31 December; 程's ends with 2026.
    ended = all_five("old-clerk", "杨")
    codes = campaign.refusal("吴", "ReassignDuties", "2026-04-10", since="2026-04-10", posts=ended, **TO_07)
    assert set(codes) == {f"duties:{duty}" for duty in FIVE}
    posts = all_five("unit-07-clerk", "杨")
    codes = campaign.refusal("吴", "ReassignDuties", "2026-04-10", since="2027-01-01", posts=posts, **TO_07)
    assert set(codes) == {f"duties:{duty}" for duty in FIVE}


def test_it_gives_nobody_a_household_in_which_they_declared_an_interest(campaign):
    campaign.to_signing()
    interest = {"household": IDS["杨"], "person": "cheng", "reason": "表亲"}
    campaign.does("吴", "DeclareConflict", "2026-04-10", **interest)
    posts = all_five("unit-07-clerk", "杨", "钱")
    codes = campaign.refusal("吴", "ReassignDuties", "2026-04-10", since="2026-04-10", posts=posts, **TO_07)
    assert list(codes) == ["duties:conflict"]
    assert unit_of(campaign, "钱") == {"unit-08"}  # the whole command is refused, not one household of it


def test_it_plans_no_second_change_over_the_first(campaign):
    campaign.to_signing()
    posts = all_five("unit-07-clerk", "杨")
    campaign.does("吴", "ReassignDuties", "2026-04-10", since="2026-04-12", posts=posts, **TO_07)
    again = campaign.refusal("吴", "ReassignDuties", "2026-04-11", since="2026-04-13", posts=posts, **TO_07)
    assert list(again) == ["duties:overlap"]


def test_it_lets_a_unit_head_move_between_own_posts_and_give_nothing_away(campaign):
    campaign.to_signing()
    own = {**TO_07, "since": "2026-04-10"}
    campaign.does("方", "ReassignDuties", "2026-04-10", posts=all_five("unit-07-head", "张"), **own)
    away = {**own, "unit": "unit-08", "posts": all_five("unit-08-clerk", "张")}
    assert list(campaign.refusal("方", "ReassignDuties", "2026-04-10", **away)) == ["duties:another_unit"]
    others = {**own, "posts": all_five("unit-07-head", "杨")}
    assert list(campaign.refusal("方", "ReassignDuties", "2026-04-10", **others)) == ["permission:unit"]


def test_it_counts_what_was_reached_for_the_unit_that_held_the_duty_then(campaign):
    # 张 signs under unit-07 on the 10th and moves to unit-08 on the 13th: one signed household for unit-07,
    # none for unit-08, when both promises fall due on the 20th.
    campaign.to_signing()
    promise = {
        "project": STATE,
        "stage": "agreed",
        "households": 1,
        "due_on": "2026-04-20",
        "text": "一户签约",
    }
    campaign.does("方", "GiveCommitment", "2026-04-09T19:00", unit="unit-07", **promise)
    campaign.signs("张", "2026-04-10")
    to_08 = {"project": STATE, "unit": "unit-08", "reason": "调整", "posts": all_five("unit-08-clerk", "张")}
    campaign.does("吴", "ReassignDuties", "2026-04-13", since="2026-04-13", **to_08)
    campaign.at("2026-04-21T09:00")
    (settled,) = campaign.door.state.office().commitments.values()
    assert (settled["kept"], settled["reached"]) == (True, 1)


# ---------- the split ----------
def test_it_shares_open_work_as_evenly_as_it_comes(campaign):
    # Heaviest first: 5 → a, 4 → b, 3 → b (4 < 5 … 7), 2 → a (5 → 7): seven each.
    assert balanced_split({"h1": 5, "h2": 4, "h3": 3, "h4": 2}, ["a", "b"]) == {
        "h1": "a", "h2": "b", "h3": "b", "h4": "a",
    }  # fmt: skip
    # b carries five already, so it gets the lighter part: 4 and 3 → a (7), 2 → b (7).
    assert balanced_split({"h2": 4, "h3": 3, "h4": 2}, ["a", "b"], {"b": 5}) == {
        "h2": "a", "h3": "a", "h4": "b",
    }  # fmt: skip


def test_it_counts_the_steps_that_are_left_and_open_cases(campaign):
    # Listed to demolished are nine stages on; 李 is valued after the reports (three on), so six are left.
    campaign.to_signing()
    assert open_work(campaign.of("李")) == 6
    ask = {"kind": "enquiry", "text": "问", "channel": "desk", "household": IDS["李"]}
    campaign.does("程", "ReceiveGrievance", "2026-04-10", **ask)
    assert open_work(campaign.of("李")) == 7


def test_it_keeps_duties_with_the_same_posts_in_the_same_hands(campaign):
    campaign.to_signing()
    two = ["unit-07-head", "unit-07-clerk"]
    among = {
        "signing": two,
        "appraisal": two,
        "vacating": two[1:],
        "demolition": two[1:],
        "settling": two[:1],
    }
    split = shared_duties([campaign.of("张"), campaign.of("李")], among)
    assert {row["signing"] for row in split.values()} == set(two)
    for row in split.values():
        assert row["signing"] == row["appraisal"]
        assert (row["vacating"], row["settling"]) == ("unit-07-clerk", "unit-07-head")


@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(0, 9), max_size=12),
    st.lists(st.sampled_from("wxyz"), min_size=1, max_size=4, unique=True),
)
def test_it_never_leaves_two_posts_further_apart_than_the_heaviest_file(work, posts):
    split = balanced_split(work, posts)
    loads = [sum(work[h] for h, p in split.items() if p == post) for post in posts]
    assert split.keys() == work.keys()
    assert max(loads) - min(loads) <= max(work.values(), default=0)
    assert split == balanced_split(dict(reversed(list(work.items()))), posts)
