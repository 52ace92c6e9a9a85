"""The persons of a household's file: who owns and in which share, who acts for whom, and the account to pay into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from plumbline.campaign.codec import plain
from plumbline.campaign.commands import RecordPersons
from plumbline.campaign.deciding.draft import Draft, reason
from plumbline.campaign.deciding.never import diverted
from plumbline.campaign.events import make_event
from plumbline.campaign.identity import wrong_account, wrong_identity
from plumbline.terms import HouseholdId, Reason, Refused, Text

PERSON_ROLES: dict[str, Text] = {
    "owner": Text("所有权人", "owner"),
    "co_owner": Text("共有人", "co-owner"),
    "public_tenant": Text("公房承租人", "tenant of public housing"),
    "heir": Text("继承人", "heir"),
    "user": Text("使用权人", "holder of the right of use"),
    "agent": Text("代理人", "agent"),
    "member": Text("家庭成员", "member of the household"),
}
"""What a person is to the household. A missing or unknown owner is a state of the title, not a person."""

OWNERS = ("owner", "co_owner")
_PERSON_FIELDS = frozenset({"person_id", "role", "name", "share", "id_kind", "id_number", "phone"})
_ACCOUNT_FIELDS = frozenset({"holder", "bank", "number"})
MAX_PERSONS, MAX_NAME = 60, 60


def record_persons(draft: Draft, command: RecordPersons) -> Refused | None:
    """Record the persons anew, whole; a number that is not given again stays as it was recorded for that person."""
    household = draft.household(command.household)
    wrong = tuple(_wrong_persons(command.persons, household.persons)) + tuple(_wrong_account(command.account))
    wrong = wrong or diverted(draft, household, command)
    if wrong:
        return Refused(wrong)
    draft.emit(
        make_event(
            "persons.recorded/1",
            com={
                "household": household.id,
                "persons": plain(command.persons),
                "pay_to": plain(command.account),
                **draft.act(command.done_at, command.evidence),
            },
            files=(HouseholdId(household.id),),
        )
    )
    return None


def _wrong_persons(persons: tuple[Any, ...], known: Mapping[str, Any]) -> Iterator[Reason]:
    if not 1 <= len(persons) <= MAX_PERSONS:
        yield _wrong("persons", f"应有 1 至 {MAX_PERSONS} 人", f"there should be 1 to {MAX_PERSONS} persons")
        return
    seen: set[str] = set()
    for number, person in enumerate(persons):
        where = f"persons[{number}]"
        if not isinstance(person, Mapping) or not all(isinstance(v, str) for v in person.values()):
            yield _wrong(where, "每人为一组文字项", "each person is a set of texts")
            continue
        if unknown := sorted(set(person) - _PERSON_FIELDS):
            yield _wrong(f"{where}.{unknown[0]}", "没有这一项", "there is no such item")
        yield from _wrong_person(where, person, known, seen)
        seen.add(str(person.get("person_id")))
    if seen:
        yield from _wrong_shares([p for p in persons if isinstance(p, Mapping)])


def _wrong_person(
    where: str, person: Mapping[str, str], known: Mapping[str, Any], seen: set[str]
) -> Iterator[Reason]:
    own = person.get("person_id", "")
    if not own or len(own) > 20 or own in seen:
        yield _wrong(f"{where}.person_id", "编号缺失或者重复", "the id is missing or there twice")
    if not 1 <= len(person.get("name", "").strip()) <= MAX_NAME:
        yield _wrong(f"{where}.name", "姓名（名称）缺失或者过长", "the name is missing or too long")
    if person.get("role") not in PERSON_ROLES:
        roles = "、".join(PERSON_ROLES)
        yield _wrong(
            f"{where}.role", f"身份应为：{roles}", f"the role should be one of {', '.join(PERSON_ROLES)}"
        )
    number, kind = person.get("id_number", ""), person.get("id_kind", "resident_id")
    if number and (text := wrong_identity(kind, number)):
        yield _wrong(f"{where}.id_number", text.zh, text.en)
    elif not number and own in known and kind != known[own].get("id_kind", kind):
        yield _wrong(
            f"{where}.id_number", "换了证件种类，须填新的号码", "another kind of document needs its number"
        )


def _wrong_shares(persons: list[Mapping[str, str]]) -> Iterator[Reason]:
    owners = [p for p in persons if p.get("role") in OWNERS]
    given = [p.get("share", "") for p in owners]
    if not any(given):
        return
    try:
        shares = [Fraction(text) for text in given]
    except (ValueError, ZeroDivisionError):
        yield _wrong("persons.share", "有一人写了份额，各权利人都须写明，如 1/2", "where one owner's share is stated, all are, such as 1/2")  # fmt: skip
        return
    if any(share <= 0 for share in shares) or sum(shares) != 1:
        yield _wrong("persons.share", "各权利人份额之和须为 1", "the owners' shares must add up to 1")


def _wrong_account(account: Mapping[str, Any]) -> Iterator[Reason]:
    if not account:
        return
    if not all(isinstance(value, str) for value in account.values()) or set(account) - _ACCOUNT_FIELDS:
        yield _wrong(
            "account", "账户只有户名、开户行、账号三项", "an account has holder, bank and number alone"
        )
        return
    for name, zh, en in (("holder", "户名", "the holder"), ("bank", "开户行", "the bank")):
        if not 1 <= len(account.get(name, "").strip()) <= MAX_NAME:
            yield _wrong(f"account.{name}", f"{zh}缺失或者过长", f"{en} is missing or too long")
    if account.get("number") and (text := wrong_account(account["number"])):
        yield _wrong("account.number", text.zh, text.en)


def _wrong(where: str, zh: str, en: str) -> Reason:
    return reason(
        "persons:value",
        "准绳自设规则",
        where,
        message=(f"{where}：{zh}", f"{where}: {en}"),
        remedy=("请对照证件改正", "correct it by the document"),
    )
