"""What the papers of a household share: who issues, where the house stands, what was chosen, the day it bears."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plumbline.campaign import Household, Office, Project, rules_of
from plumbline.policy import Policy
from plumbline.store.models import DocumentRow
from plumbline.terms import AreaDm2, Reason, Refused, Regime, Text, parse_area

AUTHORITIES = (
    "issuer",
    "department",
    "contact",
    "reconsideration_body",
    "court",
    "late_payment",
    "copies",
    "fonds",
    "kept",
)
"""Keys of `papers` in the campaign's description."""

STRUCTURES = {
    "brick_concrete": "砖混",
    "brick_timber": "砖木",
    "frame": "框架",
    "timber": "木",
    "earth": "土木",
    "simple": "简易",
}
USES = {"residence": "住宅", "shop": "商业", "office": "办公", "workshop": "生产", "storage": "仓储"}
MODES = {
    "cash": "货币补偿",
    "swap": "房屋产权调换",
    "flats": "安置房安置",
    "self_build": "宅基地自建安置",
    "none": "货币补偿",
}


@dataclass(frozen=True, slots=True)
class File:
    """A household's file as papers read it."""

    office: Office
    project: Project
    household: Household
    today: date

    @property
    def rule(self) -> Policy | None:
        """The sealed policy of its project."""
        return rules_of(self.office).policy_of(self.office, self.project)

    @property
    def row(self) -> Mapping[str, Any]:
        """The project's entry in the campaign's description."""
        return next(p for p in self.office.description["projects"] if p["id"] == self.project.id)

    @property
    def authorities(self) -> Mapping[str, str]:
        """What the description says of those who issue and those who may be asked, the project's own first."""
        return {**self.office.description.get("papers", {}), **self.row.get("papers", {})}


def missing_authorities(file: File) -> Refused | None:
    """Why no paper can be printed yet: the description names no issuer, no court."""
    missing = [key for key in AUTHORITIES if not file.authorities.get(key)]
    if not missing:
        return None
    return Refused(
        (
            Reason(
                code="papers:authorities",
                rule="准绳自设规则",
                fact=f"papers.{missing[0]}",
                message=Text(
                    f"活动说明书中没有 papers.{'、papers.'.join(missing)}，文书不能出具",
                    f"the campaign's description says nothing under papers.{', papers.'.join(missing)}: no paper can be issued",
                ),
                remedy=Text(
                    "请在活动说明书的 papers 一项写明后再开立",
                    "write them under papers in the description and open with it",
                ),
            ),
        )
    )


def base(file: File, *, on: date, number: str = "") -> dict[str, Any]:
    """The values that every paper of a household bears."""
    held, said = file.household, file.authorities
    return {
        "example": bool(file.office.description.get("demonstration")),
        "regime": Regime(held.regime),
        "project": file.project.name_zh,
        "issuer": said["issuer"],
        "number": number,
        "on": on,
        "household": held.id,
        "owner": "、".join(held.names) or "权利人不明",
        "location": held.address or f"{file.project.blocks.get(held.block, held.block)}（以现场图号为准）",
        "contact": said["contact"],
    }


def floor_area(held: Household) -> AreaDm2:
    """The area of all buildings, in 0.01 ㎡."""
    return AreaDm2(sum(parse_area(str(b["area"])) for b in held.facts.get("buildings", ()) if b.get("area")))


def uses(held: Household) -> str:
    """The uses of the buildings, each once."""
    found = [USES.get(str(b.get("use", "residence")), "其他") for b in held.facts.get("buildings", ())]
    return "、".join(dict.fromkeys(found)) or "无房屋"


def structures(held: Household) -> str:
    """The structures of the buildings, each once."""
    found = [
        STRUCTURES.get(str(b.get("structure", "")), "以登记簿记载为准")
        for b in held.facts.get("buildings", ())
    ]
    return "、".join(dict.fromkeys(found)) or "无房屋"


def shares(held: Household) -> str:
    """Who owns with whom: by the persons recorded, else by the register's names."""
    owners = [p for p in held.persons.values() if p["role"] in ("owner", "co_owner")]
    if any(p.get("share") for p in owners):
        return "、".join(f"{p['name']}占{p['share']}" for p in owners)
    names = [p["name"] for p in owners] or list(held.names)
    if len(names) > 1:
        return f"{'、'.join(names)}共有，各自份额以权属登记为准"
    return f"{names[0]}单独所有" if names else "权利人不明"


def title(held: Household) -> str:
    """The proof of title by its recorded paper."""
    number = paper_number(held.id, "title_extract")
    return f"权属证明 {number}" if number else "以不动产登记簿记载为准"


def account(held: Household) -> str:
    """The account by its holder, bank and last figures."""
    if not held.pay_to:
        return "由乙方在签约时书面指定的本人账户"
    end = held.pay_to.get("masked", "")[-4:]
    return f"户名{held.pay_to['holder']}，{held.pay_to['bank']}" + (f"，尾号{end}" if end else "")


def choice(held: Household) -> str:
    """The form of compensation as chosen."""
    return MODES.get(str(held.facts.get("choices", {}).get("mode", "")), "")


def plan_name(file: File, version: str) -> str:
    """The compensation plan with its version."""
    named = (file.row.get("plan") or {}).get("document") or f"《{file.project.name_zh}补偿方案》"
    # The wording sets the name in title marks itself.
    return f"{named.replace('《', '').replace('》', '')}（{version}版）"


def taking(file: File) -> str:
    """The act on which the taking rests, with the number of its paper where one is recorded."""
    state_land = file.household.regime == Regime.STATE_LAND
    name = "房屋征收决定" if state_land else "征收土地公告"
    number = paper_number("", "decision_notice" if state_land else "taking_announcement", file.project.id)
    return f"{name}（{number}）" if number else name


def paper_number(household: str, document: str, project: str = "") -> str:
    """The number of the newest recorded paper of a kind, empty where none has one."""
    rows = DocumentRow.objects.filter(household=household, document=document).exclude(number="")
    if project:
        rows = rows.filter(project=project)
    found = rows.order_by("-seq").first()
    return found.number if found else ""


def official_number(text: str) -> str:
    """The number where it is one of an official document (示征指〔2026〕12号); an office's other marks are left out."""
    return text if re.fullmatch(r"[\u4e00-\u9fff]{1,12}〔[0-9]{4}〕[1-9][0-9]{0,5}号", text) else ""
