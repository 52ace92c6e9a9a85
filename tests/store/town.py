"""A tiny campaign for the tests: two projects, two blocks each, ten households, and the cast of all tests.

河街 (state-owned land): 张 80.00 ㎡ signs early, 李 62.50 ㎡ waits, 王 95.00 ㎡ objects, 杨 100.00 ㎡ exchanges
for a flat off-plan, 钱 50.00 ㎡ chooses more flat than it gives up, 吕 is three co-owners, 何 has an
unregistered annex in 李's building. 塘头 (collective land): 塘张 takes money, 塘李 flats, 塘王 never signs.

吴 keeps the office, 陈 surveys, 余 and 江 review, 赵 approves, 孙 pays, 顾 appraises, 程 is the clerk of 河街 north and
何勇 that of the rest, 蔡 demolishes, 卜 stands for the land-using company, 周 is outside: his post ended. 多 holds four posts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
POLICIES = ROOT / "examples" / "policies"
STATE_POLICY, VILLAGE_POLICY = "state-renewal-example", "collective-land-example"
STATE, VILLAGE = "hejie", "tangtou"
DOCUMENT = "示例政办发〔2025〕41号（虚构）"

PEOPLE = {
    "吴": ("wu", "吴桂兰"),
    "陈": ("chen", "陈卫民"),
    "余": ("yu", "余文静"),
    "江": ("jiang", "江复核"),
    "赵": ("zhao", "赵明远"),
    "孙": ("sun", "孙立平"),
    "顾": ("gu", "顾评估"),
    "方": ("fang", "方志强"),
    "程": ("cheng", "程晓梅"),
    "勇": ("he", "何勇"),
    "蔡": ("cai", "蔡拆除"),
    "石": ("shi", "石建华"),
    "卜": ("bu", "卜用地"),
    "周": ("zhou", "周外"),
    "郑": ("zheng", "郑晓东"),
    "多": ("duo", "多岗兼"),
}
"""Name in the tests → (id of the person, name in the office)."""


def _unit(id: str, kind: str, zh: str) -> dict[str, Any]:
    return {"id": id, "kind": kind, "name_zh": zh, "name_en": id, "parent": "headquarters"}


def _post(
    id: str, unit: str, role: str, holder: str, *projects: str, to: str = "2026-12-31"
) -> dict[str, Any]:
    return {
        "id": id, "unit": unit, "role": role, "title_zh": id, "title_en": id, "holder": PEOPLE[holder][0],
        "from": "2025-10-01", "to": to, "projects": list(projects),
    }  # fmt: skip


POSTS = [
    _post("office-desk", "office", "office", "吴"),
    _post("surveyor", "street", "surveyor", "陈"),
    _post("reviewer", "law-group", "reviewer", "余"),
    _post("second-reviewer", "law-group", "reviewer", "江"),
    _post("approver", "funds-group", "approver", "赵"),
    _post("accountant", "funds-group", "accountant", "孙"),
    _post("appraiser", "appraisal", "appraiser", "顾", STATE),
    _post("unit-07-head", "unit-07", "unit_head", "方"),
    _post("unit-07-clerk", "unit-07", "unit_clerk", "程"),
    _post("unit-08-clerk", "unit-08", "unit_clerk", "勇"),
    _post("contractor", "wrecker", "demolition_contractor", "蔡"),
    _post("inspector", "inspection", "supervisor", "石"),
    _post("company-man", "company", "construction_unit", "卜"),
    _post("old-clerk", "unit-07", "unit_clerk", "周", to="2025-12-31"),
    _post("wall-screen", "office", "wall", "郑"),
    _post("many-surveyor", "street", "surveyor", "多"),
    _post("many-reviewer", "law-group", "reviewer", "多"),
    _post("many-approver", "funds-group", "approver", "多"),
    _post("many-accountant", "funds-group", "accountant", "多"),
]
FIVE = ("signing", "appraisal", "vacating", "demolition", "settling")


def _duties(project: str, unit: str, *blocks: str) -> dict[str, Any]:
    return {
        "project": project,
        "unit": unit,
        "blocks": list(blocks),
        "posts": dict.fromkeys(FIVE, f"{unit}-clerk"),
    }


def _local(**values: int) -> dict[str, Any]:
    return {name: {"value": value, "document": DOCUMENT} for name, value in values.items()}


DESCRIPTION: dict[str, Any] = {
    "id": "two-projects",
    "name": {"zh": "示例市征迁（测试）", "en": "Example City (test)"},
    "origin": "plumbline.example.org/two-projects",
    "clock": "real",
    "day1": "2026-04-08",
    "days": 40,
    "units": [
        {"id": "headquarters", "kind": "headquarters", "name_zh": "指挥部", "name_en": "Headquarters"},
        _unit("office", "office", "指挥部办公室"),
        _unit("unit-07", "responsible_unit", "市人社局（示例）"),
        _unit("unit-08", "responsible_unit", "市住建局（示例）"),
        _unit("street", "lead_unit", "城关街道（示例）"),
        _unit("law-group", "working_group", "政策法规组"),
        _unit("funds-group", "working_group", "资金房源组"),
        _unit("inspection", "supervision", "督查室"),
        _unit("appraisal", "appraiser", "甲评估公司（虚构）"),
        _unit("wrecker", "demolition_contractor", "乙拆除公司（虚构）"),
        _unit("company", "construction_unit", "用地公司（虚构）"),
    ],
    "people": [{"id": id, "name": name} for id, name in PEOPLE.values()],
    "posts": POSTS,
    "projects": [
        {
            "id": STATE, "name_zh": "河街片区（示例）", "name_en": "River Street (example)", "regime": "state_land",
            "policy": STATE_POLICY,
            "local": _local(
                survey_publication_days=7, hearing_notice_days=7, many_owners_threshold=5, decision_announcement_days=3,
                appraiser_negotiation_days=10, initial_value_publication_days=5,
            ),
            "blocks": [{"id": "north", "name_zh": "北片"}, {"id": "south", "name_zh": "南片"}],
        },
        {
            "id": VILLAGE, "name_zh": "塘头村（示例）", "name_en": "Pond Head (example)", "regime": "collective_land",
            "policy": VILLAGE_POLICY,
            "local": _local(survey_publication_days=7, announcement_days=10, payment_days=60, social_security_list_days=7),
            "blocks": [{"id": "group-1", "name_zh": "一组"}, {"id": "group-2", "name_zh": "二组"}],
        },
    ],
    "duties": [
        _duties(STATE, "unit-07", "north"),
        _duties(STATE, "unit-08", "south"),
        _duties(VILLAGE, "unit-08", "group-1", "group-2"),
    ],
}  # fmt: skip


# ---------- the households ----------
IDS = {
    "张": "河街-0001",
    "李": "河街-0002",
    "王": "河街-0003",
    "杨": "河街-0004",
    "钱": "河街-0005",
    "吕": "河街-0006",
    "何": "河街-0007",
    "塘张": "塘头-0001",
    "塘李": "塘头-0002",
    "塘王": "塘头-0003",
}
FULL_NAMES = {
    "张": "张桂英",
    "李": "李水生",
    "王": "王建国",
    "杨": "杨素梅",
    "钱": "钱满仓",
    "吕": "吕家兴",
    "何": "何志清",
    "塘张": "张塘生",
    "塘李": "李塘妹",
    "塘王": "王塘根",
}
IN_STATE = ("张", "李", "王", "杨", "钱", "吕", "何")
IN_VILLAGE = ("塘张", "塘李", "塘王")
PRICE_FEN = 320_000
"""Every dwelling of 河街 is appraised at 3,200.00 yuan a ㎡, so that sums can be done in the head."""


def _dwelling(area: str, footprint: str, **more: Any) -> dict[str, Any]:
    return {
        "building_id": "b1", "footprint_id": footprint, "area": area, "built_on": "1992-05-01",
        "use": "residence", "registered": True, **more,
    }  # fmt: skip


def _state_facts(*buildings: dict[str, Any], **household: Any) -> dict[str, Any]:
    return {"household": {"tenure": "owner", "sole_home": False, **household}, "buildings": list(buildings)}


def _village_facts(area: str, built_on: str, persons: int) -> dict[str, Any]:
    house = {
        "building_id": "b1",
        "area": area,
        "built_on": built_on,
        "structure": "brick_concrete",
        "certified": True,
    }
    person = {"birth_on": "1980-03-01", "registered_on": "2001-01-01", "category": "member"}
    return {
        "household": {},
        "buildings": [house],
        "persons": [{"person_id": f"p{n}", **person} for n in range(1, persons + 1)],
    }


SHARES = [{"owner_id": owner, "share": "1/3"} for owner in ("o1", "o2", "o3")]
FACTS = {
    "张": _state_facts(_dwelling("80.00", "F-1")),
    "李": _state_facts(_dwelling("62.50", "F-2")),
    "王": _state_facts(_dwelling("95.00", "F-3")),
    "杨": _state_facts(_dwelling("100.00", "F-4")),
    "钱": _state_facts(_dwelling("50.00", "F-5")),
    "吕": _state_facts(_dwelling("70.00", "F-6"), co_owners=SHARES),
    "何": _state_facts(_dwelling("60.00", "F-2"), {
        "building_id": "b2", "footprint_id": "F-2", "area": "20.00", "built_on": "1996-05-01", "use": "residence",
        "registered": False, "ruling": "lawful", "clear_height_m": "2.60",
    }),
    "塘张": _village_facts("120.00", "2000-06-01", 2),
    "塘李": _village_facts("90.00", "2010-06-01", 3),
    "塘王": _village_facts("100.00", "2005-06-01", 2),
}  # fmt: skip
BLOCKS = {
    "张": "north",
    "李": "north",
    "王": "north",
    "杨": "south",
    "钱": "south",
    "吕": "south",
    "何": "north",
    "塘张": "group-1",
    "塘李": "group-1",
    "塘王": "group-2",
}
CHOICES: dict[str, dict[str, Any]] = {
    "杨": {"mode": "swap", "swap": {"kind": "off_plan", "flats": [{"flat_id": "A-1", "area": "110.00"}]}, "transition": "self"},
    "钱": {"mode": "swap", "swap": {"kind": "ready", "flats": [{"flat_id": "A-2", "area": "77.50"}]}, "transition": "self"},
    "塘李": {"mode": "flats", "flats": [{"flat_id": "B-1", "area": "140.00", "floor": 5}]},
}  # fmt: skip
"""What a household chooses; money where it is not named."""


def entry(name: str) -> dict[str, Any]:
    """A household's row as the register gives it."""
    row = list(IDS).index(name) + 5
    cell = {"sheet": "分户名册", "row": row, "column": "F", "cell": f"F{row}", "raw": "x"}
    return {
        "household_id": IDS[name],
        "kind": "household",
        "names": [FULL_NAMES[name]],
        "block": BLOCKS[name],
        "address": f"示例巷 {row} 号",
        "remarks": "",
        "facts": FACTS[name],
        "law": {},
        "sources": {"buildings[0].area": cell},
        "sheet": "分户名册",
        "row": row,
    }


def policy_text(policy: str, *, improved: bool = False) -> str:
    """A shipped policy, whole or as it stood before its version 1.1."""
    text = (POLICIES / f"{policy}.yaml").read_text("utf-8")
    if improved:
        return text
    head, _, rest = text.partition('  "1.1":\n')
    return head + rest[rest.index("\nchapters:") :]
