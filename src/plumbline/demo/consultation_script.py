"""Three consultations of the headquarters and what became of their orders, by ordinary commands.

On day 17 the first two are closed and the third is open. Of their orders two are done (one after it was
sent back), one is withdrawn, one is overdue, one waits for its verifier, one is in hand, and one is given and not
signed for. The agendas prepare themselves from what the days before brought.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from plumbline.campaign import Evidence
from plumbline.demo.scans import scan_sha256
from plumbline.demo.script import Cast, Move, at, command

PLACE = "指挥部一楼会议室（示例）"
CHAIR = "commander-deputy-first"
PRESENT = (
    "office-head", "office-desk", "group-implementation-leader", "group-funds-housing-leader", "group-people-work-leader",
    "finance-1", "lead-chengguan-head", "lead-hexi-head", "lead-dongxin-head", "lead-park-head", "lead-newtown-head",
)  # fmt: skip
OBSERVERS = ("inspection-1", "discipline-1")


@dataclass(frozen=True, slots=True)
class Order:
    """A decision, and what its owner and its verifier did; days that are None have not come.

    back  a first answer was sent back on this day, with these words
    """

    addressee: str
    matter: str
    standard: str
    due_on: date
    signed_on: date | None = None
    answered_on: date | None = None
    answer: str = ""
    closed_on: date | None = None
    note: str = ""
    back: tuple[date, str] | None = None
    withdrawn: tuple[date, str] | None = None


def _may(day: int) -> date:
    return date(2026, 5, day)


FIRST = (
    Order(
        "office-enquiries", "对逾期和三日内到期的诉求逐件答复，答复引用方案条款", "诉求台账中到期的每一件都有书面答复和送达回证",
        _may(13), _may(11), _may(13), "到期诉求均已书面答复，答复书和送达回证附后", _may(15), "抽看答复书和送达回证，与诉求台账一致",
        back=(_may(14), "两件答复没有引用条款，请补正后重新送达"),
    ),
    Order(
        "lead-chengguan-head", "对连续三日没有进展的片区，逐户核对停在哪一步、等什么，列出清单", "清单逐户写明环节、事由和法定最早日",
        _may(15), _may(11), _may(14), "已会同包保单位逐户核对，清单附后；依法等待的单列", _may(15), "清单与分户档案逐户相符",
    ),
    Order(
        "finance-1", "核对已签约未付款户的付款安排，按协议约定的付款日排出用款计划", "用款计划逐日列出，专户余额足以支付",
        _may(18), _may(12),
    ),
    Order(
        "dwellings-1", "汇总选择产权调换户的周转用房需求", "需求汇总表分项目列出", _may(16), _may(11),
        withdrawn=(_may(14), "周转用房需求已由各分指挥部在选房登记中汇总，不再另报"),
    ),
)  # fmt: skip
SECOND = (
    Order(
        "appraisal-a-1", "对在复核、鉴定期内的评估异议，告知产权人办理进度和答复期限", "每一件都有告知书和送达回证",
        _may(25), _may(19),
    ),
    Order(
        "office-procedure", "核对各项目公告、公布的张贴影像和网页留存，缺的补齐", "公告台账每一项都有张贴影像和网页留存",
        _may(20), _may(18), _may(20), "公告台账已核对，缺的三项影像已补齐，附后",
    ),
    Order(
        "lead-hexi-head", "对没有签约的户再次入户送达方案解释材料，答复疑问；签不签约由户主决定", "入户记录写明解释的条款和户主的疑问，不作签约承诺",
        _may(22),
    ),
)  # fmt: skip


def consultation_moves(cast: Cast) -> Iterator[Move]:
    """Every move of the three consultations."""
    yield from _meeting(cast, 1, at(_may(11), 15, 30), FIRST, closed=at(_may(11), 17))
    yield from _meeting(cast, 2, at(_may(18), 15, 30), SECOND, closed=at(_may(18), 17, 10))
    yield from _meeting(cast, 3, at(_may(21), 16, 30), ())


def _meeting(
    cast: Cast, number: int, held: datetime, orders: tuple[Order, ...], *, closed: datetime | None = None
) -> Iterator[Move]:
    office = cast.post_of("office", person=cast.office)
    opened = command(
        "OpenConsultation", place=PLACE, chair=CHAIR, present=PRESENT, observers=OBSERVERS,
        absent=("group-policy-law-leader",) if number == 1 else (), done_at=held,
    )  # fmt: skip
    yield Move(held, *office, opened, f"consultation-{number}")
    for item, order in enumerate(orders, start=1):
        moment, key = held.replace(minute=30 + 5 * item), f"consultation-{number}-{item}"
        decided = command(
            "DecideInConsultation", consultation=number, matter=order.matter, addressee=order.addressee,
            due_on=order.due_on, standard=order.standard, done_at=moment,
        )  # fmt: skip
        yield Move(moment, *office, decided, key)
        # Orders are numbered through: those of the second consultation follow those of the first.
        yield from _life(cast, order, item + (len(FIRST) if number == 2 else 0), key)
    if closed is not None:
        ended = command("CloseConsultation", consultation=number, done_at=closed)
        yield Move(closed, *office, ended, f"consultation-{number}-closed")


def _life(cast: Cast, order: Order, number: int, key: str) -> Iterator[Move]:
    owner, verifier = cast.holder(order.addressee), cast.holder("inspection-1")
    if order.signed_on:
        yield _act(owner, at(order.signed_on, 17, 40), number, "SignForDispatch", f"{key}-signed")
    if order.back and order.answered_on:
        day, words = order.back
        early = at(order.answered_on, 16, 30)
        yield _act(owner, early, number, "AnswerDispatch", f"{key}-answered-first", text=order.answer,
                   evidence=_paper("order_evidence", order.answered_on))  # fmt: skip
        yield _act(verifier, at(day, 10), number, "SendBackDispatch", f"{key}-back", note=words)
    if order.answered_on:
        answered = at(order.back[0] if order.back else order.answered_on, 16)
        yield _act(owner, answered, number, "AnswerDispatch", f"{key}-answered", text=order.answer,
                   evidence=_paper("order_evidence", answered.date()))  # fmt: skip
    if order.closed_on:
        yield _act(verifier, at(order.closed_on, 17, 20), number, "CloseDispatch", f"{key}-closed", note=order.note,
                   evidence=_paper("verification_record", order.closed_on))  # fmt: skip
    if order.withdrawn:
        day, words = order.withdrawn
        office = cast.post_of("office", person=cast.office)
        yield _act(office, at(day, 11, 30), number, "WithdrawDispatch", f"{key}-withdrawn", reason=words)


def _act(who: tuple[str, str], moment: datetime, number: int, kind: str, key: str, **fields: Any) -> Move:
    return Move(moment, *who, command(kind, order=number, done_at=moment, **fields), key)


def _paper(document: str, day: date) -> tuple[Evidence, ...]:
    number = f"示例指督〔2026〕{day.month}{day.day:02d}号"
    return (Evidence(document, number, day, scan_sha256(document, day)),)
