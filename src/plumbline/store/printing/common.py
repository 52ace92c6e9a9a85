"""What papers share: who issues, where the house stands, what was chosen, what they rest on, the day they bear."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plumbline import documents
from plumbline.campaign import Household, Office, Project, rules_of
from plumbline.policy import Policy
from plumbline.store.models import DocumentRow
from plumbline.terms import AreaDm2, Fen, Regime, parse_area

STRUCTURES = {
    "brick_concrete": "砖混",
    "brick_timber": "砖木",
    "brick_wood": "砖木",
    "frame": "框架",
    "timber": "木",
    "earth": "土木",
    "earth_wood": "土木",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFile:
    """A project as its papers read it, on a day."""

    office: Office
    project: Project
    today: date

    @property
    def rule(self) -> Policy | None:
        """The sealed policy of the project."""
        return rules_of(self.office).policy_of(self.office, self.project)

    @property
    def row(self) -> Mapping[str, Any]:
        """The project's entry in the campaign's description."""
        return next(p for p in self.office.description["projects"] if p["id"] == self.project.id)

    @property
    def authorities(self) -> Mapping[str, Any]:
        """What the description says under `papers`, the project's own first."""
        return {**self.office.description.get("papers", {}), **self.row.get("papers", {})}

    @property
    def is_state_land(self) -> bool:
        """Whether the regime is that of buildings on state-owned land."""
        return self.project.regime == Regime.STATE_LAND


@dataclass(frozen=True, slots=True, kw_only=True)
class File(ProjectFile):
    """A household's file as its papers read it, on a day."""

    household: Household


def of_project(file: ProjectFile, *, issuer: str, on: date, number: str = "") -> dict[str, Any]:
    """The values that every paper bears."""
    return {
        "example": bool(file.office.description.get("demonstration")),
        "regime": Regime(file.project.regime),
        "project": file.project.name_zh,
        "issuer": issuer,
        "number": number,
        "on": on,
    }


def base(file: File, *, on: date, number: str = "", issuer: str = "") -> dict[str, Any]:
    """The values that every paper of a household bears; the issuer of `papers` where no other is given."""
    held, said = file.household, file.authorities
    return {
        **of_project(file, issuer=issuer or said["issuer"], on=on, number=number),
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


def title_in_text(held: Household) -> str:
    """The same inside a sentence: 权属证明为……"""
    number = paper_number(held.id, "title_extract")
    return number or "不动产登记簿的记载"


def account(held: Household) -> str:
    """The account by its holder, bank and last figures."""
    if not held.pay_to:
        return "由乙方在签约时书面指定的本人账户"
    end = held.pay_to.get("masked", "")[-4:]
    return f"户名{held.pay_to['holder']}，{held.pay_to['bank']}" + (f"，尾号{end}" if end else "")


def choice(held: Household) -> str:
    """The form of compensation as chosen."""
    return MODES.get(str(held.facts.get("choices", {}).get("mode", "")), "")


def plan_name(file: ProjectFile, version: str = "") -> str:
    """The compensation plan, with its version where one is meant."""
    named = (file.row.get("plan") or {}).get("document") or f"《{file.project.name_zh}补偿方案》"
    # The wording sets the name in title marks itself.
    bare = named.replace("《", "").replace("》", "")
    return f"{bare}（{version}版）" if version else bare


def taking(file: ProjectFile) -> str:
    """The act on which the taking rests, with the number of its paper where one is recorded."""
    name = "房屋征收决定" if file.is_state_land else "征收土地公告"
    kind = "decision_notice" if file.is_state_land else "taking_announcement"
    number = paper_number("", kind, file.project.id)
    return f"{name}（{number}）" if number else name


def agreed_or_decided(file: File) -> str:
    """The agreement or the decision that a duty rests on, with the number and the day of its paper."""
    held = file.household
    name = "补偿协议" if held.is_signed else "补偿决定"
    if not file.is_state_land:
        name = "征地补偿安置协议" if held.is_signed else "征地补偿安置决定"
    endings = ("_h_agreement_signed",) if held.is_signed else ("_h_compensation_decision", "_h_decision_made")
    record = record_of(held, *endings)
    kinds = ("agreement",) if held.is_signed else ("compensation_decision", "cl_decision")
    number = next((n for kind in kinds if (n := number_with(record, kind))), "")
    day = documents.show_day(date.fromisoformat(record["on"])) if record else ""
    told = "，".join(part for part in (number, day) if part)
    return f"{name}（{told}）" if told else name


def project_day(file: ProjectFile, step: str) -> date | None:
    """The day of a step of the project, None where it is not recorded."""
    record = file.project.records.get(step)
    return date.fromisoformat(record["on"]) if record else None


def record_of(held: Household, *endings: str) -> Mapping[str, Any] | None:
    """The standing record of the step with one of these endings."""
    return next((r for step, r in held.records.items() if step.endswith(endings)), None)


def number_with(record: Mapping[str, Any] | None, document: str) -> str:
    """The number of the paper that was recorded with a step, empty where none was."""
    if record is None:
        return ""
    row = DocumentRow.objects.filter(seq=record["seq"], document=document).order_by("n").first()
    return row.number if row else ""


def paid_until(held: Household, on: date) -> Fen:
    """What had been paid or deposited by the end of a day."""
    paid = [o["fen"] for o in held.orders.values() if o["paid"] and o["paid_on"] <= on.isoformat()]
    return Fen(sum(paid))


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
