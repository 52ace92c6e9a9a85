"""Supervision in the demonstration: a reminder that is answered and accepted, one that climbs, a proposal that is dismissed.

Each rests on what the days brought by themselves: two cases left unanswered, and an order past its day. On day 17
the public notice is answered and its time to answer is over; nobody has concluded it yet. The units' other
failings stand on the desk as proposals.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from plumbline.demo.script import Cast, Move, at, command
from plumbline.store.writing import Writer

SUPERVISOR = "inspection-1"
CLIMBS, ACCEPTED = 1, 2
"""Numbers of the two matters."""

FIRST_UNIT, SECOND_UNIT = "unit-13", "unit-02"
"""Who answers for the first two cases of the demonstration."""


def _may(day: int) -> date:
    return date(2026, 5, day)


def supervision_moves(cast: Cast) -> Iterator[Move]:
    """Everything that supervision does up to day 17."""
    yield from _climbs(cast)
    yield from _accepted(cast)
    yield _dismissed(cast)


def _climbs(cast: Cast) -> Iterator[Move]:
    """The complaint of 16 April: reminded on day 2, unanswered over three working days, made public on day 7."""
    head = cast.holder(f"{FIRST_UNIT}-head")
    opened = at(_may(7), 10)
    yield _opens(cast, opened, "grievance-0", "reminder", f"{FIRST_UNIT}-head", "climbs-reminder", {
        "reasons": "投诉应在 5 月 1 日前答复，至今没有答复，也没有办理记录",
        "demand": "到现场查看，书面答复并送达，说明超期的原因",
        "new_due": _may(11),
    })  # fmt: skip
    yield _acts(head, at(_may(7), 15), "DeliverRung", "climbs-signed", matter=CLIMBS)
    # The 8th, the worked Saturday of the 9th and the 11th are its three working days.
    yield _acts(cast.holder(SUPERVISOR), at(_may(12), 9, 30), "ConcludeRung", "climbs-concluded", matter=CLIMBS,
                outcome="unanswered", reasons="签收后三个工作日内没有申辩，诉求仍未答复，依卷决定")  # fmt: skip
    yield _opens(cast, at(_may(12), 16), "grievance-0", "circular", FIRST_UNIT, "climbs-circular", {
        "reasons": "经提醒仍未答复投诉，申辩期内没有说明原因",
        "demand": "三日内答复，并向指挥部办公室报送办理情况",
    })  # fmt: skip
    yield _acts(head, at(_may(13), 9, 20), "DeliverRung", "climbs-circular-signed", matter=CLIMBS)
    yield _acts(head, at(_may(15), 11), "AnswerRung", "climbs-answered", matter=CLIMBS,
                text="5 月 14 日已会同社区到现场查看，排水沟被建筑余料堵塞，正在联系拆除单位清理，清理后书面答复")  # fmt: skip


def _accepted(cast: Cast) -> Iterator[Move]:
    """The request of 20 April: reminded on day 6, answered with its reason, accepted on day 8."""
    head = cast.holder(f"{SECOND_UNIT}-head")
    yield _opens(cast, at(_may(11), 9, 30), "grievance-1", "reminder", f"{SECOND_UNIT}-head", "accepted-reminder", {
        "reasons": "申请应在 5 月 7 日前答复，至今没有答复",
        "demand": "答复能否上门办理选房，说明超期的原因",
        "new_due": _may(29),
    })  # fmt: skip
    yield _acts(head, at(_may(11), 14), "DeliverRung", "accepted-signed", matter=ACCEPTED)
    yield _acts(head, at(_may(12), 10, 30), "AnswerRung", "accepted-answered", matter=ACCEPTED,
                text="上门选房须公证员到场，公证处 5 月 12 日才排定 5 月 27 日上门；已电话告知本户，办妥后书面答复")  # fmt: skip
    yield _acts(cast.holder(SUPERVISOR), at(_may(13), 10), "ConcludeRung", "accepted-concluded", matter=ACCEPTED,
                outcome="accepted", reasons="公证处的排期记录属实，已告知本户；按 5 月 29 日的新时限答复")  # fmt: skip


def _dismissed(cast: Cast) -> Move:
    person, post = cast.holder(SUPERVISOR)
    moment = at(_may(20), 10)
    dismissal = command(
        "DismissBreach", breach="order:3", done_at=moment,
        reasons="已向资金房源组核实：用款计划已编成，待专户银行核对余额后一并反馈，先不立项",
    )  # fmt: skip
    return Move(moment, person, post, dismissal, "supervision-dismissed")


def _opens(
    cast: Cast, moment: datetime, case: str, rung: str, addressee: str, key: str, said: dict[str, Any]
) -> Move:
    person, post = cast.holder(SUPERVISOR)
    made = partial(_opening, moment, case, {"rung": rung, "addressee": addressee, **said})
    return Move(moment, person, post, made, f"supervision-{key}")


def _opening(moment: datetime, case: str, said: dict[str, Any], opened: Writer) -> Any:
    return command("OpenRung", breach=f"grievance:{opened.seq_of(case)}", done_at=moment, **said)


def _acts(who: tuple[str, str], moment: datetime, kind: str, key: str, **said: Any) -> Move:
    return Move(moment, *who, command(kind, done_at=moment, **said), f"supervision-{key}")
