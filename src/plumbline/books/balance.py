"""The balance of a day, counted a second way: stages from moves, money from the households themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plumbline.books.accounts import Account
from plumbline.terms import STAGES, Text, show_yuan


@dataclass(frozen=True, slots=True)
class HouseholdBalance:
    """What a household's own file says of its money, in fen; `account` as in the events, empty before signing."""

    household: str
    project: str
    stage: str
    account: str
    booked_fen: int
    settled_fen: int
    deposited_fen: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that does not balance: what, which rows, the two figures."""

    kind: str
    where: str
    expected: int
    found: int
    message: Text


@dataclass(frozen=True, slots=True)
class DayCheck:
    """The outcome of a day's balance; `differences` empty means balanced."""

    differences: tuple[Difference, ...]

    @property
    def is_balanced(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def balances(postings: Iterable[tuple[str, str, int]]) -> dict[Account, int]:
    """Balance of every account (credits less debits) from rows of (debit, credit, fen)."""
    result = dict.fromkeys(Account, 0)
    for debit, credit, fen in postings:
        result[Account(debit)] -= fen
        result[Account(credit)] += fen
    return result


def check_day(
    *,
    households: Iterable[HouseholdBalance],
    posted: Mapping[str, Mapping[Account, int]],
    yesterday: Mapping[str, int],
    moves: Iterable[tuple[str | None, str]],
    stages: Mapping[str, int],
) -> DayCheck:
    """Count the day again and name what differs.

    households  every household, from its own file
    posted      project → balances of its accounts, from the postings
    yesterday   stage → households at yesterday's close
    moves       (stage before or None for a new household, stage after) of every move of the day
    stages      stage → households now, as the tables have them
    """
    rows = list(households)
    return DayCheck(tuple(_stages(rows, yesterday, moves, stages) + _money(rows, posted)))


def _stages(
    rows: list[HouseholdBalance],
    yesterday: Mapping[str, int],
    moves: Iterable[tuple[str | None, str]],
    stages: Mapping[str, int],
) -> list[Difference]:
    counted = dict.fromkeys((s.value for s in STAGES), 0)
    for row in rows:
        counted[row.stage] += 1
    moved = {s.value: yesterday.get(s.value, 0) for s in STAGES}
    for before, after in moves:
        if before is not None:
            moved[before] -= 1
        moved[after] += 1
    found = []
    for stage in counted:
        shown = stages.get(stage, 0)
        if counted[stage] != shown:
            found.append(
                _differs("stage_count", stage, counted[stage], shown, "户档计数", "counted from the files")
            )
        if moved[stage] != shown:
            found.append(
                _differs(
                    "stage_moves",
                    stage,
                    moved[stage],
                    shown,
                    "昨日数加当日变动",
                    "yesterday plus the day's moves",
                )
            )
    return found


def _differs(kind: str, where: str, expected: int, found: int, zh: str, en: str) -> Difference:
    return Difference(
        kind,
        where,
        expected,
        found,
        Text(f"{where}：{zh} {expected}，账表 {found}", f"{where}: {en} {expected}, the table says {found}"),
    )


def _money(rows: list[HouseholdBalance], posted: Mapping[str, Mapping[Account, int]]) -> list[Difference]:
    counted: dict[str, dict[Account, int]] = {}
    position = {"committed": Account.COMMITTED, "due": Account.DUE, "owed": Account.OWED}
    for row in rows:
        of = counted.get(row.project) or counted.setdefault(row.project, dict.fromkeys(Account, 0))
        of[Account.PAID] += row.settled_fen - row.deposited_fen
        of[Account.DEPOSITED] += row.deposited_fen
        if row.account:
            of[position[row.account]] += row.booked_fen - row.settled_fen
    found = []
    for project in sorted({*counted, *posted}):
        for account in (Account.COMMITTED, Account.DUE, Account.OWED, Account.PAID, Account.DEPOSITED):
            expected = counted.get(project, {}).get(account, 0)
            shown = posted.get(project, {}).get(account, 0)
            if expected != shown:
                text = Text(
                    f"{project} {account.value}：户档合计 {show_yuan(expected)}，分录余额 {show_yuan(shown)}",
                    f"{project} {account.value}: files {show_yuan(expected)}, postings {show_yuan(shown)}",
                )
                found.append(Difference("money", f"{project}/{account.value}", expected, shown, text))
    return found
