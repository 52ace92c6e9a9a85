"""A campaign in which everything happens once: every command is given, every kind of event is written."""

from __future__ import annotations

from datetime import date, timedelta

from tests.store.appraisal_way import appraises, publishes_formula
from tests.store.playing import Campaign
from tests.store.script import documents, instant
from tests.store.town import IDS, STATE

from plumbline.campaign import ANOTHER_ORGANS

FEATURES = [
    {"id": f"F-{n}", "layer": "building", "rings": [[[n, 0], [n + 1, 0], [n + 1, 1], [n, 0]]]}
    for n in range(1, 8)
]


def everything(campaign: Campaign) -> Campaign:
    """From the first signature to closed files, 9 April to 10 July."""
    publishes_formula(campaign)
    _office(campaign)
    appraises(campaign)
    campaign.signs("张", "2026-04-10", instalments=["1/2", "1/2"])
    campaign.signs("杨", "2026-04-10T11:00")
    campaign.signs("钱", "2026-04-10T12:00")
    campaign.signs("塘张", "2026-04-10T13:00")
    campaign.does("程", "ObjectToPlan", "2026-04-10T14:00", household=IDS["王"], text="标准过低")
    _left_lying(campaign)
    _rung(campaign, "reminder", "2026-04-10T15:00")
    wrong = {"household": IDS["张"], "order": campaign.orders("张", "2026-04-13T08:00"), "reason": "应分两期"}
    campaign.does("赵", "CancelOrder", "2026-04-13T08:30", **wrong)
    campaign.pays("张", "2026-04-13", instalment=1).pays("张", "2026-04-14", instalment=2)
    campaign.pays("杨", "2026-04-13T11:00").pays("杨", "2026-04-14T11:00", advance=True)
    _rung(campaign, "circular", "2026-04-16T10:00")
    campaign.secures("杨", "2026-04-15").vacates("杨", "2026-04-20").hands_over("杨", "2026-04-21")
    campaign.vacates("张", "2026-04-20T12:00").hands_over("张", "2026-04-21T12:00")
    _rung(campaign, "formal_talk", "2026-04-22T10:00")
    campaign.pays("张", "2026-04-24")
    _rung(campaign, "accountability", "2026-04-28T10:00")
    _another_organ(campaign)
    _late(campaign)
    campaign.step("蔡", "张", "demolished", "2026-05-07")
    campaign.raises_policy("2026-05-11")
    campaign.does("吴", "ReviseSums", "2026-05-11T11:00", project=STATE)
    campaign.pays("张", "2026-05-12")
    _bank(campaign)
    campaign.announces_taking()
    campaign.signs("塘李", "2026-06-10T10:00")
    campaign.pays("塘张", "2026-06-10T14:00").vacates("塘张", "2026-06-12").hands_over(
        "塘张", "2026-06-12T15:00"
    )
    campaign.step("吴", "张", "title_settled", "2026-06-15")
    campaign.step("吴", "张", "file_closed", "2026-06-16")
    _decision(campaign)
    return campaign.at("2026-07-10T09:00")


def _decision(campaign: Campaign) -> None:
    """王 does not sign in the sixty days: decided, served, and settled by an agreement after all."""
    campaign.chooses("王", "2026-06-16T14:00")
    campaign.step("吴", "王", "decision_requested", "2026-06-16T15:00")
    campaign.does(
        "吴", "EnterDate", "2026-06-16T16:00", household=IDS["王"], name="sl_h_compensation_decision.draft_served",
        evidence=documents(date(2026, 6, 16), "decision_draft"),
    )  # fmt: skip
    paper = documents(date(2026, 7, 2), "compensation_decision", "legality_opinion")
    campaign.does("吴", "DecideCompensation", "2026-07-02", household=IDS["王"], evidence=paper)
    campaign.step("吴", "王", "decision_served", "2026-07-03", conditions=["rights_stated"])
    campaign.pays("王", "2026-07-06")
    campaign.computes("王", "2026-07-08")
    campaign.does("程", "SignAgreement", "2026-07-08T11:00", **campaign.agreement("王", "2026-07-08T11:00"))


def _office(campaign: Campaign) -> None:
    campaign.to_signing()
    day = date(2026, 4, 9)
    known = {
        "person_id": "p1",
        "role": "owner",
        "name": "张桂英",
        "id_number": "11010519491231002X",
        "share": "1",
    }
    account = {"holder": "张桂英", "bank": "示例农商行", "number": "6222020200012345670"}
    campaign.does(
        "陈", "RecordPersons", "2026-04-09T18:05", household=IDS["张"], persons=[known], account=account
    )
    campaign.does("吴", "ImportMap", "2026-04-09T18:10", project=STATE, sha256="c" * 64, features=FEATURES)
    table = {
        "holidays": [{"from": "2027-01-01", "to": "2027-01-03"}],
        "working_weekends": [],
        "statutory_days": ["2027-01-01"],
    }
    campaign.does(
        "吴", "EnterCalendarYear", "2026-04-09T18:20", year=2027, notice="示例〔2026〕1号", table=table
    )
    campaign.does(
        "吴",
        "SetLocalParameter",
        "2026-04-09T18:30",
        project=STATE,
        name="transition_months",
        value=24,
        document="示例政办发〔2026〕2号",
    )
    campaign.does(
        "程", "DeclareConflict", "2026-04-09T18:40", household=IDS["李"], person="zhao", reason="姻亲"
    )
    duties = dict.fromkeys(campaign.of("吕").duties, "unit-08-clerk")
    campaign.does(
        "吴",
        "AssignDuties",
        "2026-04-09T18:50",
        household=IDS["吕"],
        unit="unit-08",
        posts=duties,
        reason="交接",
    )
    promise = {
        "unit": "unit-07",
        "project": STATE,
        "stage": "agreed",
        "households": 2,
        "due_on": "2026-05-20",
        "text": "两户签约",
    }
    campaign.does("方", "GiveCommitment", "2026-04-09T19:00", **promise)
    asked = {"kind": "enquiry", "text": "李水生问：过渡费怎么算？", "channel": "desk", "household": IDS["李"]}
    campaign.does("程", "ReceiveGrievance", "2026-04-09T19:10", key="device/01", **asked)
    campaign.gives(
        "程", "ReceiveGrievance", "2026-04-09T19:10", key="device/01", **{**asked, "text": "李水生另问"}
    )
    number = int(next(iter(campaign.door.state.office().grievances)))
    campaign.does(
        "程",
        "AnswerGrievance",
        "2026-04-09T19:20",
        grievance=number,
        text="李水生：见第十六条",
        cites=["A16"],
    )
    campaign.does("吴", "MakePlan", "2026-04-09T19:30", day="2026-04-09", finish="2026-05-17", bound="2026-05-15", overdue=1,
                  dates={IDS["张"]: {"sl_h_vacated": ["2026-04-20", "2026-04-25", "2026-05-10"]}}, impossible={IDS["王"]: {"code": "review", "earliest": None}})  # fmt: skip
    paper = documents(day, "title_extract")
    campaign.does(
        "勇",
        "EnterFact",
        "2026-04-09T19:40",
        household=IDS["吕"],
        fact="track.title",
        value="co_owned",
        evidence=paper,
    )
    _consultation(campaign)
    _answering(campaign)


def _answering(campaign: Campaign) -> None:
    """何's duties go to another post tomorrow, the inspector's post to a newcomer today and to nobody later; a report."""
    duties = {IDS["何"]: dict.fromkeys(campaign.of("何").duties, "surveyor")}
    moved = {"project": STATE, "unit": "street", "posts": duties, "reason": "何家附属房由街道办理"}
    campaign.does("吴", "ReassignDuties", "2026-04-09T22:00", since="2026-04-10", **moved)
    given = int(max(campaign.door.state.office().commitments, key=int))
    said = {"commitment": given, "as_of": "2026-04-09", "reached": 0, "text": "李水生尚在商量"}
    campaign.does("程", "ReportProgress", "2026-04-09T22:10", **said)
    term = {"post_id": "wall-screen", "reason": "轮岗"}
    campaign.does(
        "吴", "AppointHolder", "2026-04-09T22:20", person="lin", name="林新到", since="2026-04-09", **term
    )
    campaign.does("吴", "EndTerm", "2026-04-09T22:30", last="2026-04-30", **term)


def _consultation(campaign: Campaign) -> None:
    """Two decisions: one order is answered, sent back, answered again and closed, one is withdrawn."""
    day = date(2026, 4, 9)
    campaign.does("吴", "OpenConsultation", "2026-04-09T20:00", place="指挥部", chair="office-desk",
                  present=["office-desk", "unit-07-head"], observers=["inspector"])  # fmt: skip
    decision = {"consultation": 1, "due_on": "2026-04-20", "standard": "李水生收到书面答复"}
    campaign.does(
        "吴",
        "DecideInConsultation",
        "2026-04-09T20:10",
        matter="答复过渡费",
        addressee="unit-07-clerk",
        **decision,
    )
    campaign.does(
        "吴",
        "DecideInConsultation",
        "2026-04-09T20:20",
        matter="核对附属房",
        addressee="surveyor",
        **decision,
    )
    campaign.does("吴", "CloseConsultation", "2026-04-09T20:30", consultation=1)
    campaign.does("吴", "ReopenConsultation", "2026-04-09T20:40", consultation=1, reason="补记列席")
    campaign.does("吴", "CloseConsultation", "2026-04-09T20:50", consultation=1)
    campaign.does("程", "SignForDispatch", "2026-04-09T21:00", order=1)
    answer = {"order": 1, "text": "已送达", "evidence": documents(day, "service_receipt")}
    campaign.does("程", "AnswerDispatch", "2026-04-09T21:10", **answer)
    campaign.does("石", "SendBackDispatch", "2026-04-09T21:20", order=1, note="回证未签名")
    campaign.does("程", "AnswerDispatch", "2026-04-09T21:30", **answer)
    closed = {"order": 1, "note": "回证已签名", "evidence": documents(day, "service_receipt")}
    campaign.does("石", "CloseDispatch", "2026-04-09T21:40", **closed)
    campaign.does("吴", "WithdrawDispatch", "2026-04-09T21:50", order=2, reason="并入复测")


def _late(campaign: Campaign) -> None:
    late = {"household": IDS["王"], "changes": {"household.sole_home": True}, "reason": "王建国补交证明"}
    campaign.does("陈", "CorrectFacts", "2026-04-25", entered="2026-05-06", **late)
    number = int(max(campaign.door.state.office().proposals, key=int))
    campaign.does(
        "余", "ReviewLate", "2026-05-06T11:00", proposal=number, accept=True, note="王建国的证明已核"
    )


def _bank(campaign: Campaign) -> None:
    orders = campaign.of("张").orders
    lines = [
        {"on": "2026-04-13", "fen": order["fen"], "payee": "张桂英", "reference": number}
        for number, order in orders.items()
    ]
    lines.append({"on": "2026-04-30", "fen": 1234, "payee": "不明", "reference": ""})
    at = instant("2026-05-13")
    campaign.does("孙", "ReceiveStatement", at, sha256="d" * 64, file_name="对账单.csv", lines=lines)


# ---------- supervision ----------
_SCANNED = {"document": "service_receipt", "number": "送1号", "on": "2026-04-28", "sha256": "e" * 64}


def _left_lying(campaign: Campaign) -> None:
    """Two questions of 1 April, due on the 9th over the Qingming holiday: one is dismissed, one climbs."""
    for minute in (0, 1):
        asked = {"kind": "enquiry", "text": "李水生另问", "channel": "desk", "household": IDS["李"]}
        received = f"2026-04-01T17:0{minute}"
        campaign.does("程", "ReceiveGrievance", received, entered="2026-04-10T14:30", **asked)
    key = f"grievance:{list(campaign.door.state.office().grievances)[-1]}"
    campaign.does("石", "DismissBreach", "2026-04-10T14:40", breach=key, reasons="李水生重复来询，并入前件")


def _rung(campaign: Campaign, rung: str, moment: str) -> None:
    """The rung below is concluded against the addressee, this one opened, signed for and answered."""
    day = instant(moment)
    if rung != "reminder":
        end = {"matter": 1, "outcome": "not_accepted", "reasons": "李水生外出不影响书面答复"}
        campaign.does("石", "ConcludeRung", day - timedelta(minutes=30), **end)
    key = f"grievance:{list(campaign.door.state.office().grievances)[-2]}"
    opened = {
        "breach": key,
        "rung": rung,
        "addressee": "unit-07-clerk",
        "reasons": "李水生之询逾期",
        "demand": "三日内答复",
    }
    if rung in ANOTHER_ORGANS:
        opened |= {"organ": "市纪委监委（示例）", "evidence": [_SCANNED]}
    campaign.does("石", "OpenRung", day, **opened)
    if rung == "circular":
        campaign.does("石", "RemindOfRung", day + timedelta(minutes=10), matter=1)
    campaign.does("程", "DeliverRung", day + timedelta(minutes=20), matter=1)
    campaign.does("程", "AnswerRung", day + timedelta(minutes=30), matter=1, text="李水生外出")


def _another_organ(campaign: Campaign) -> None:
    """The organ's receipt, a correction, and the whole withdrawn and ended."""
    right = {"matter": 1, "wrong": "三日", "right": "五日", "reasons": "李水生的件适用五日"}
    campaign.does("石", "CorrectRung", "2026-04-28T13:00", **right)
    receipt = {"matter": 1, "receiver": "受理岗", "number": "收1号", "evidence": [_SCANNED]}
    campaign.does("石", "RecordRungReceipt", "2026-04-28T14:00", **receipt)
    campaign.does("石", "WithdrawRung", "2026-04-28T15:00", matter=1, reasons="李水生的件已由受理机关退回")
    campaign.does("石", "EndMatter", "2026-04-28T16:00", matter=1, reasons="李水生的件办结")
