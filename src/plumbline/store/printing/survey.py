"""The survey form: what the register says, with lines for what is found at the door; after the survey, its facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from plumbline import documents, policy
from plumbline.store.models import DocumentRow
from plumbline.store.printing import common
from plumbline.store.printing.common import File
from plumbline.store.printing.standing import issue_of
from plumbline.terms import AreaDm2, Refused, parse_area


def survey_form(file: File) -> Any:
    """The form of the survey (R590 15; LAMR 26), filled as far as the records go."""
    held = file.household
    issue = issue_of(file, "sl_h_surveyed" if file.is_state_land else "cl_h_surveyed")
    if isinstance(issue, Refused):
        return issue
    surveyed = issue.record is not None
    parcels = [parse_area(str(row["area"])) for row in held.facts.get("parcels", ()) if row.get("area")]
    return documents.SurveyFormValues(
        **common.base(file, on=issue.on),
        identity_end=_identity_end(file),
        shares=common.shares(held),
        title=common.title(held),
        occupant=_occupant(file),
        plot=AreaDm2(sum(parcels)) if parcels else None,
        members=_members(file),
        surveyed_on=issue.on if surveyed else None,
        buildings=tuple(_buildings(file)),
        things=tuple(_things(file)),
        photographs=_photographs(issue.record) if surveyed else None,
    )


def _identity_end(file: File) -> str:
    owners = [p for p in file.household.persons.values() if p["role"] in ("owner", "co_owner")]
    ends = [str(p.get("masked") or p.get("id_number") or "")[-4:] for p in owners]
    return "、".join(end for end in ends if end)


def _occupant(file: File) -> str:
    tenants = [p["name"] for p in file.household.persons.values() if p["role"] == "tenant"]
    if tenants:
        return f"承租人：{'、'.join(tenants)}"
    tenure = file.household.facts.get("household", {}).get("tenure")
    return "公房，由承租人使用" if tenure == "public_tenant" else ""


def _members(file: File) -> str:
    if file.is_state_land:
        return ""
    persons = file.household.facts.get("persons", ())
    of_it = sum(
        1 for p in persons if p.get("category") in ("member", "married_in", "serving_soldier", "student")
    )
    return f"登记{len(persons)}人，其中本集体经济组织成员（含婚入、义务兵、在校生）{of_it}人"


def _photographs(record: Mapping[str, Any] | None) -> int | None:
    if record is None:
        return None
    return DocumentRow.objects.filter(seq=record["seq"], document="survey_photos").count() or None


def _buildings(file: File) -> Iterable[documents.SurveyedBuilding]:
    fields = policy.regime_schema(file.household.regime).fields
    rulings = fields["buildings.ruling"].values
    for n, row in enumerate(file.household.facts.get("buildings", ()), 1):
        registered = bool(row.get("registered", row.get("certified", False)))
        area = parse_area(str(row["area"])) if row.get("area") else None
        ruling = rulings.get(str(row.get("ruling", "none")))
        yield documents.SurveyedBuilding(
            name=f"房屋{n}",
            structure=common.STRUCTURES.get(str(row.get("structure", "")), ""),
            floors=str(row.get("floors", "")),
            built=str(row.get("built_on", ""))[:4],
            use=common.USES.get(str(row.get("use", "")), "" if file.is_state_land else "住宅"),
            registered=area if registered else AreaDm2(0),
            # What is registered is measured at the door; what is not is recorded as it was measured.
            measured=None if registered else area,
            state="已登记" if registered else f"未登记，{ruling.zh if ruling else '待认定'}",
        )


def _things(file: File) -> Iterable[documents.SurveyedThing]:
    named = _names_of_codes(file.rule)
    for row in file.household.facts.get("attachments", ()):
        told, _, unit = named.get(str(row["code"]), str(row["code"])).rstrip("）").partition("（")
        yield documents.SurveyedThing(name=told, unit=unit or "件", quantity=str(row.get("quantity", "1")))


def _names_of_codes(rule: policy.Policy | None) -> Mapping[str, str]:
    """Codes of the policy's schedules with their words."""
    tables = rule.tables.values() if rule else ()
    return {row.key: row.label.zh for table in tables if table.kind == "list" for row in table.rows}
