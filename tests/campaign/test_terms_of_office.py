"""Posts change hands from a day on: no gap under a duty, no two holders, no shared login, nothing backwards."""

from __future__ import annotations

from datetime import date

from tests.store.town import FIVE, IDS, STATE

NEW = {"person": "lin", "name": "林新到", "reason": "轮岗"}


def holder(campaign, post: str, day: str) -> str:
    held = campaign.door.state.office().post_on(post, date.fromisoformat(day))
    return held.holder if held else ""


def test_it_gives_a_post_to_a_newcomer_and_keeps_the_former_term(campaign):
    campaign.to_signing()
    campaign.does("吴", "AppointHolder", "2026-04-10", post_id="unit-07-clerk", since="2026-04-10", **NEW)
    assert holder(campaign, "unit-07-clerk", "2026-04-09") == "cheng"
    assert holder(campaign, "unit-07-clerk", "2026-04-10") == "lin"
    assert campaign.door.state.office().posts_of("cheng", date(2026, 4, 10)) == ()


def test_it_announces_a_later_holder_who_begins_on_the_day(campaign):
    campaign.to_signing()
    campaign.does("吴", "AppointHolder", "2026-04-10", post_id="unit-07-clerk", since="2026-04-13", **NEW)
    assert [p.id for p in campaign.door.state.office().posts_of("cheng", date(2026, 4, 12))] == [
        "unit-07-clerk"
    ]
    assert holder(campaign, "unit-07-clerk", "2026-04-13") == "lin"  # announced
    campaign.at("2026-04-13T08:00")
    assert campaign.door.state.office().ahead == {}
    assert holder(campaign, "unit-07-clerk", "2026-04-12") == "cheng"
    assert holder(campaign, "unit-07-clerk", "2026-04-13") == "lin"


def test_it_refuses_backwards_overlap_and_a_login_of_two_persons(campaign):
    campaign.to_signing()
    post = {"post_id": "unit-07-clerk"}
    codes = campaign.refusal("吴", "AppointHolder", "2026-04-10", since="2026-04-09", **post, **NEW)
    assert list(codes) == ["post:backwards"]
    shared = {**NEW, "person": "chen"}  # 陈卫民's
    codes = campaign.refusal("吴", "AppointHolder", "2026-04-10", since="2026-04-10", **post, **shared)
    assert list(codes) == ["post:login"]
    campaign.does("吴", "AppointHolder", "2026-04-10", since="2026-04-12", **post, **NEW)
    codes = campaign.refusal("吴", "AppointHolder", "2026-04-10", since="2026-04-13", **post, **NEW)
    assert "post:overlap" in codes


def test_it_ends_no_term_while_a_duty_would_be_left_with_nobody(campaign):
    # unit-07's clerk answers for three households of 河街 north until somebody else does.
    campaign.to_signing()
    end = {"post_id": "unit-07-clerk", "last": "2026-04-12", "reason": "调离"}
    assert list(campaign.refusal("吴", "EndTerm", "2026-04-10", **end)) == ["post:gap"]
    north = [name for name in IDS if campaign.of(name).block == "north"]
    posts = {IDS[name]: dict.fromkeys(FIVE, "unit-07-head") for name in north}
    move = {"project": STATE, "unit": "unit-07", "since": "2026-04-13", "reason": "程晓梅调离"}
    campaign.does("吴", "ReassignDuties", "2026-04-10", posts=posts, **move)
    campaign.does("吴", "EndTerm", "2026-04-10", **end)
    assert holder(campaign, "unit-07-clerk", "2026-04-12") == "cheng"
    assert holder(campaign, "unit-07-clerk", "2026-04-13") == ""


def test_it_brings_nobody_by_a_post_to_a_household_of_their_own_interest(campaign):
    campaign.to_signing()
    campaign.does("吴", "DeclareConflict", "2026-04-10", household=IDS["张"], person="he", reason="姻亲")
    given = {"post_id": "unit-07-clerk", "person": "he", "since": "2026-04-10", "reason": "轮岗"}
    assert list(campaign.refusal("吴", "AppointHolder", "2026-04-10", **given)) == ["post:conflict"]


def test_it_lets_the_office_alone_fill_and_end_posts(campaign):
    campaign.to_signing()
    given = {"post_id": "unit-07-clerk", "since": "2026-04-10", **NEW}
    assert list(campaign.refusal("方", "AppointHolder", "2026-04-10", **given)) == ["permission:role"]
