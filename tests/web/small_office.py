"""A small office on state-owned land: one project, two blocks, six households, and the cast of all tests.

张 (桥东-0001) signed and waits for her money, 李 (桥东-0002) has his report and waits, 王 (桥东-0003) objects,
刘 (桥西-0004) is paid, 何 (0005) should have been, 杨 (0006) has not chosen; these three are another unit's. 陈 surveys, 赵 approves, 孙 pays,
周 is outside: he holds no post any more. It stands at nine in the morning of 22 May 2026, day 17 of 40.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from plumbline import law
from plumbline.campaign import COMMANDS, read_command
from plumbline.demo import Project, ProjectAct, project_acts
from plumbline.store import writing
from plumbline.store.clock import SetClock
from plumbline.store.home import Home
from plumbline.store.models import GrievanceRow
from plumbline.store.opening import settings_of
from plumbline.store.sealing import close_missed_days
from plumbline.terms import SHANGHAI, Refused, Regime

ROOT = Path(__file__).resolve().parents[2]
POLICY = (ROOT / "examples" / "policies" / "state-renewal-example.yaml").read_text("utf-8")
# In force from the day it is sealed, so that the funds can be estimated by it before the decision.
POLICY = POLICY.replace("2026-03-20T00:00:00+08:00", "2026-03-06T00:00:00+08:00")
LOCAL = {
    "survey_publication_days": 7,
    "hearing_notice_days": 7,
    "many_owners_threshold": 5,
    "decision_announcement_days": 3,
    "appraiser_negotiation_days": 10,
    "initial_value_publication_days": 5,
    "decision_comment_days": 15,
    "transition_months": 24,
}
NOW = datetime(2026, 5, 22, 9, 0, tzinfo=SHANGHAI)
TODAY = NOW.date()


def unit(id: str, kind: str, zh: str, parent: str = "headquarters") -> dict[str, Any]:
    return {"id": id, "kind": kind, "name_zh": zh, "name_en": id, "parent": parent}


def post(
    id: str, of: str, role: str, zh: str, holder: str, *projects: str, to: str = "2026-12-31"
) -> dict[str, Any]:
    row = {"id": id, "unit": of, "role": role, "title_zh": zh, "title_en": id, "holder": holder}
    return {**row, "from": "2025-11-01", "to": to, "projects": list(projects)}


UNITS = [
    {"id": "headquarters", "kind": "headquarters", "name_zh": "指挥部", "name_en": "Headquarters"},
    unit("office", "office", "指挥部办公室"),
    unit("unit-07", "responsible_unit", "市人社局（示例）"),
    unit("unit-08", "responsible_unit", "市住建局（示例）"),
    unit("lead", "lead_unit", "城关街道（示例）"),
    unit("law", "working_group", "政策法规组"),
    unit("funds", "working_group", "资金房源组"),
    unit("inspection", "supervision", "市两办督查室"),
    unit("appraisal", "appraiser", "甲评估公司（虚构）"),
    unit("builder", "construction_unit", "用地单位（虚构）"),
]
PEOPLE = {
    "wu": "吴桂兰",
    "fang": "方志强",
    "cheng": "程晓梅",
    "he": "何勇",
    "chen": "陈卫民",
    "yu": "余文静",
    "zhao": "赵明远",
    "sun": "孙立平",
    "shi": "石建华",
    "gu": "顾评估",
    "zheng": "郑晓东",
    "zhou": "周外",
    "min": "闵双岗",
    "bu": "卜用地",
    "ling": "凌指挥",
}
PHONE = "0700-8100072"
POSTS = [
    post("commander", "headquarters", "commander", "指挥长", "ling"),
    post("office-desk", "office", "office", "综合岗", "wu"),
    post("wall-screen", "office", "wall", "大屏值守岗", "zheng"),
    post("unit-07-head", "unit-07", "unit_head", "包保单位负责人", "fang", "qiao"),
    {**post("unit-07-clerk", "unit-07", "unit_clerk", "包签约岗", "cheng", "qiao"), "phone": PHONE},
    post("unit-08-head", "unit-08", "unit_head", "包保单位负责人", "min", "qiao"),
    post("unit-08-clerk", "unit-08", "unit_clerk", "包签约岗", "he", "qiao"),
    post("office-second", "office", "office", "档案岗", "min"),
    post("lead-head", "lead", "unit_head", "牵头单位负责人", "ling", "qiao", to="2026-05-01"),
    post("survey", "lead", "surveyor", "调查登记岗", "chen", "qiao"),
    post("review", "law", "reviewer", "复核岗", "yu"),
    post("approve", "funds", "approver", "审批岗", "zhao"),
    post("accountant", "funds", "accountant", "会计岗", "sun"),
    post("inspector", "inspection", "supervisor", "督查岗", "shi"),
    post("appraiser", "appraisal", "appraiser", "注册估价师", "gu", "qiao"),
    post("builder-post", "builder", "construction_unit", "用地单位代表", "bu"),
    post("outside", "unit-07", "unit_clerk", "原经办人", "zhou", "qiao", to="2026-05-20"),
]
FIVE = ("signing", "appraisal", "vacating", "demolition", "settling")
DESCRIPTION: dict[str, Any] = {
    "id": "small",
    "name": {"zh": "示例市征迁（测试）", "en": "Example City (test)"},
    "demonstration": True,
    "seed": "small",
    "origin": "plumbline.example.org/small",
    "clock": "demonstration",
    "day1": "2026-05-06",
    "days": 40,
    "papers": {
        "issuer": "示例市征收办（示例）",
        "department": "示例市征收办（示例）",
        "contact": "示例路1号，电话0000-5550001",
        "government": "示例市人民政府",
        "hotline": "0000-5550012",
        "scope": "东至桥东巷，南至河，西至桥西巷，北至城墙",
        "addressees": "市自然资源和规划局、市市场监督管理局",
        "expert_committee": "示例州评估专家委员会（示例）",
        "exchange_stock": "公布的房源表中尚未选定的房屋",
        "exchange_terms": "按补偿方案结清差价",
        "choose_days": 15,
        "money_place": "补偿款在专户以本户名义单列",
        "statement_to": "示例市司法局（示例）",
        "help": "搬家车辆由现场办公室免费安排",
        "reconsideration_body": "示例州人民政府（示例）",
        "court": "示例市人民法院（示例）",
        "late_payment": "逾期按日万分之二支付违约金",
        "copies": "一式四份",
        "fonds": "示例市征收办（示例）",
        "kept": "永久",
    },
    "units": UNITS,
    "people": [{"id": id, "name": name} for id, name in PEOPLE.items()],
    "posts": POSTS,
    "projects": [
        {
            "id": "qiao",
            "name_zh": "桥东桥西片区（示例）",
            "name_en": "Bridge (example)",
            "short_zh": "桥",
            "regime": "state_land",
            "policy": "state-renewal-example",
            "basis_zh": "保障性安居工程（条例第八条第四项）",
            "deadline": "2026-06-14",
            "local": {
                n: {"value": v, "document": "示例政办发〔2025〕41号（虚构）"} for n, v in LOCAL.items()
            },
            "blocks": [
                {"id": "east", "name_zh": "桥东片", "households": 3},
                {"id": "west", "name_zh": "桥西片", "households": 3},
            ],
        }
    ],
    "duties": [
        {
            "project": "qiao",
            "unit": "unit-07",
            "blocks": ["east"],
            "posts": dict.fromkeys(FIVE, "unit-07-clerk"),
        },
        {
            "project": "qiao",
            "unit": "unit-08",
            "blocks": ["west"],
            "posts": dict.fromkeys(FIVE, "unit-08-clerk"),
        },
    ],
}
HOUSEHOLDS = (
    ("桥东-0001", "east", "张桂英", "80.00"),
    ("桥东-0002", "east", "李水生", "62.37"),
    ("桥东-0003", "east", "王建国", "95.50"),
    ("桥西-0004", "west", "刘芳", "54.80"),
    ("桥西-0005", "west", "何志清", "70.15"),
    ("桥西-0006", "west", "杨素梅", "123.45"),
)


def entry(row: int, id: str, block: str, name: str, area: str) -> dict[str, Any]:
    def cell(column: str) -> dict[str, Any]:
        return {"sheet": "分户名册", "row": row, "column": column, "cell": f"{column}{row}"}

    return {
        "household_id": id,
        "kind": "household",
        "names": [name],
        "block": block,
        "address": f"桥头巷 {row} 号",
        "facts": {
            "household": {"tenure": "owner", "sole_home": False, "id_number": "421123197003151234"},
            "buildings": [
                {
                    "building_id": "b1",
                    "footprint_id": f"F-{row}",
                    "area": area,
                    "built_on": "1992-05-01",
                    "use": "residence",
                    "registered": True,
                }
            ],
        },
        "sources": {"buildings[0].area": cell("F"), "buildings[0].built_on": cell("G")},
        "sheet": "分户名册",
        "row": row,
    }


@dataclass
class Play:
    """Commands at a clock that is set forward, every day closed before the next; a refusal ends the play."""

    home: Home
    clock: SetClock
    number: int = 0

    def does(
        self, person: str, command: str, on: date, *, hour: int = 10, late: int = 0, **fields: Any
    ) -> None:
        """A person gives a command on a day; `late` days after the act itself."""
        entered = datetime(on.year, on.month, on.day, hour, tzinfo=SHANGHAI) + timedelta(days=late)
        if entered.date() > self.clock.instant.date():
            self.clock.instant = entered
            close_missed_days(self.home)
        self.clock.instant = max(entered, self.clock.instant)
        self.number += 1
        if command == "EnterProjectDate":
            fields["on"] = on.isoformat()
        else:
            fields["done_at"] = datetime(on.year, on.month, on.day, hour, tzinfo=SHANGHAI)
        given = read_command(COMMANDS[command], fields)
        answer = writing.submit(given, person=person, key=f"play-{self.number}", home=self.home)
        assert not isinstance(answer, Refused), (command, fields, [r.message.zh for r in answer.reasons])

    def step(self, person: str, id: str, step: str, on: date, *papers: str, **more: Any) -> None:
        """A person records a step of a household with its papers."""
        self.does(
            person,
            "RecordStep",
            on,
            household=id,
            step=f"sl_h_{step}",
            evidence=evidence(on, *papers),
            **more,
        )


def evidence(on: date, *kinds: str) -> list[dict[str, Any]]:
    """Papers of these kinds, dated on a day."""
    return [{"document": kind, "number": f"{kind}-{on:%m%d}", "on": on.isoformat()} for kind in kinds]


def day(text: str) -> date:
    """`04-01` of 2026, or a whole date."""
    return date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


FUNDS_FEN = 500_000_000
"""Five million yuan, above what six homes can cost."""

PROJECT = Project("qiao", "桥", "桥", Regime.STATE_LAND, "state-renewal-example", (), "r590_8_4")
ACTS = project_acts(PROJECT)
IDS = tuple(row[0] for row in HOUSEHOLDS)


def open_small_office(home: Home) -> None:
    """Build the whole small office into a home whose database is migrated; its clock then stands at NOW."""
    home.make()
    home.write_settings(settings_of(DESCRIPTION, stands_at=NOW))
    services = writing.services(home)
    services.clock = clock = SetClock(datetime(2025, 12, 1, 8, 0, tzinfo=SHANGHAI))
    with writing.writer(home) as opened:
        opened.submit(COMMANDS["OpenCampaign"](description=DESCRIPTION), person="wu", key="open")
    play = Play(home, clock)
    _winter(play)
    _signing(play)
    _weeks_of_the_campaign(play)
    _today(play)
    clock.instant = NOW


def _winter(play: Play) -> None:
    """Everything up to the opening of the signing period, by the demonstration's calendar."""
    beside = {
        "sl_survey": _list_and_survey,
        "sl_funds_in_full": _funds,
        "sl_initial_values_published": _values,
        "sl_appraisal_reports_issued": _displayed,
    }
    for act in ACTS:
        if act.step == "sl_implementing_unit_entrusted" or act.on > day("04-01"):
            continue
        if act.step in beside:
            beside[act.step](play)
        _project_step(play, act)
        if act.step == "sl_survey_results_published":
            for id in IDS:
                play.step("wu", id, "facts_published", act.on, "survey_publication")


def _project_step(play: Play, act: ProjectAct) -> None:
    rows = {row.id: row for row in law.load_procedure().steps[act.step].dates}
    for name in act.before:
        on = act.dates[name]
        play.does(
            "wu", "EnterProjectDate", on, project="qiao", name=f"{act.step}.{name}",
            evidence=evidence(on, rows[name].evidence[0]),
        )  # fmt: skip
    stated = {n: d.isoformat() for n, d in act.dates.items() if n not in (*act.before, *act.after)}
    facts = {
        **act.facts,
        **({"project.funds_available": FUNDS_FEN} if act.step == "sl_funds_in_full" else {}),
    }
    play.does(
        "wu", "RecordProjectStep", act.on, project="qiao", step=act.step, dates=stated, facts=facts,
        conditions=list(act.conditions), evidence=evidence(act.on, *act.documents),
    )  # fmt: skip


def _list_and_survey(play: Play) -> None:
    entries = tuple(entry(row, *h) for row, h in enumerate(HOUSEHOLDS, start=5))
    play.does(
        "wu", "ImportRegister", day("2025-12-05"), project="qiao", sha256="a" * 64, file_name="名册.xlsx",
        rows=6, entries=entries,
    )  # fmt: skip
    for id in IDS:
        play.step("chen", id, "surveyed", day("2025-12-15"), "survey_sheet", "survey_photos")


def _funds(play: Play) -> None:
    play.does(
        "wu", "SealPolicy", day("03-06"), text=POLICY, projects=["qiao"], evidence=evidence(day("03-06"), "plan_draft")
    )  # fmt: skip
    play.does(
        "wu", "EstimateCosts", day("03-09"), project="qiao", prices={"*": {"residence": 320_000}},
        evidence=evidence(day("03-09"), "cost_estimate"),
    )  # fmt: skip


def _values(play: Play) -> None:
    for id in IDS:
        play.step("yu", id, "facts_settled", day("03-23"), "survey_sheet")
        play.step("gu", id, "inspected", day("03-24"), "inspection_record", "survey_photos")
        play.does(
            "gu", "RecordAppraisedValues", day("03-24"), hour=11, household=id, prices={"b1": 320_000},
            evidence=evidence(day("03-24"), "initial_values"),
        )  # fmt: skip


def _displayed(play: Play) -> None:
    for id in IDS:
        play.step("wu", id, "initial_value_displayed", day("03-25"), "initial_values")


def _signing(play: Play) -> None:
    """Reports served, choices offered; 刘 and 何 sign in April, 刘 is paid."""
    for id in IDS:
        play.step(
            "cheng" if id.startswith("桥东") else "he",
            id,
            "report_served",
            day("04-01"),
            "appraisal_report_h",
            "service_receipt",
        )
        play.step(
            "cheng" if id.startswith("桥东") else "he",
            id,
            "choice_offered",
            day("04-02"),
            "choice_form",
            "service_receipt",
        )
    play.step(
        "cheng",
        "桥东-0003",
        "review_requested",
        day("04-09"),
        "review_request",
        conditions=["value_objected"],
    )
    signs(play, "he", "桥西-0004", day("04-12"))
    signs(play, "he", "桥西-0005", day("04-20"))
    _project_step(play, next(act for act in ACTS if act.step == "sl_demolition_filed"))
    play.does("zhao", "OrderPayment", day("04-21"), household="桥西-0004")
    play.does(
        "sun", "RecordPayment", day("04-22"), household="桥西-0004", order="桥西-0004/1",
        evidence=evidence(day("04-22"), "payment_voucher"),
    )  # fmt: skip


def signs(play: Play, person: str, id: str, on: date) -> None:
    """A household chooses money, its sums are computed, and it signs: 15 days to pay, 20 to move."""
    play.does(
        person, "RecordChoice", on, hour=8, household=id, choices={"mode": "cash"},
        evidence=evidence(on, "choice_form"),
    )  # fmt: skip
    play.does(person, "ComputeSums", on, hour=9, household=id, evidence=evidence(on, "computation_sheet"))
    play.does(
        person, "SignAgreement", on, hour=10, household=id, moving_end=(on + timedelta(days=50)).isoformat(),
        payment_days=15, evidence=evidence(on, "agreement", "authorisation"),
    )  # fmt: skip


def _weeks_of_the_campaign(play: Play) -> None:
    """Days 1 to 16: a promise that will break, enquiries, 张 signs on the 18th."""
    play.does(
        "fang", "GiveCommitment", day("05-07"), unit="unit-07", project="qiao", stage="agreed", households=2,
        due_on="2026-05-20", text="两户签约",
    )  # fmt: skip
    _asks(play, "enquiry", day("05-08"), "桥东-0002", "过渡费怎么算？")
    _asks(play, "request", day("05-09"), "桥东-0003", "请求复测北墙。")
    _asks(play, "enquiry", day("05-11"), "桥西-0006", "能不能选现房？")
    play.does(
        "he",
        "AnswerGrievance",
        day("05-13"),
        grievance=_last_grievance(play),
        text="可以，见第十九条。",
        cites=["A19"],
    )
    signs(play, "cheng", "桥东-0001", day("05-18"))
    play.does(
        "cheng", "CorrectFacts", day("05-12"), late=7, hour=10, household="桥东-0002", reason="门牌抄错",
        changes={"household.sole_home": True}, evidence=evidence(day("05-12"), "survey_sheet"),
    )  # fmt: skip


def _asks(play: Play, kind: str, on: date, id: str, text: str) -> None:
    play.does("wu", "ReceiveGrievance", on, hour=15, household=id, kind=kind, text=text, channel="desk")


def _last_grievance(play: Play) -> int:
    return max(GrievanceRow.objects.values_list("seq", flat=True))


def _today(play: Play) -> None:
    """Day 17, before nine: a second promise."""
    play.does(
        "fang", "GiveCommitment", TODAY, hour=8, unit="unit-07", project="qiao", stage="agreed", households=2,
        due_on="2026-05-30", text="再签一户",
    )  # fmt: skip
