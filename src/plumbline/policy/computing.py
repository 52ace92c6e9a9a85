"""Compute a household: the amounts of every clause, the total, the top-up, the split, or the refusal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import product
from typing import Any

from plumbline.policy.admission import Admission, Item
from plumbline.policy.engines import RefusedAt, Run, program_of
from plumbline.policy.model import HOUSEHOLD, FallsDue, Policy, TopUp, Version
from plumbline.policy.rounding import largest_remainder
from plumbline.policy.tracing import Trace, trace_amount
from plumbline.terms import Fen, HouseholdId, Json, Reason, Refused, Text, show_yuan

Facts = Mapping[str, Any]
"""A household's facts as the schema has them: nested mappings and lists of texts, integers and booleans."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a household's sheet.

    clause, article, title, basis  what rules it
    name       the line within the clause, empty for the only one
    subject    the record it is for (`b1`), empty for the household
    facts      the facts used, by their place (`buildings.b1.area`)
    steps      the arithmetic in Chinese, the last one the line's own; `steps_en` the same in English
    fen        the amount, rounded once
    payee      `household` or another payee of the policy
    """

    clause: str
    name: Text
    title: Text
    article: str
    basis: tuple[str, ...]
    subject: str
    facts: Mapping[str, Json]
    steps: tuple[str, ...]
    steps_en: tuple[str, ...]
    fen: Fen
    payee: str
    falls_due: FallsDue


@dataclass(frozen=True, slots=True)
class OtherPayee:
    """What a clause pays to somebody else than the household."""

    payee: str
    fen: Fen


@dataclass(frozen=True, slots=True)
class Computation:
    """A household's amounts under one policy.

    version_at_signing  the version that binds: at signing, or at `as_of` for the unsigned
    version_now         the version in force at `as_of`
    clauses             fen of every clause of the policy, zero included
    total_fen           sum of the clauses whose payee is the household; negative = owed by it
    """

    policy_sha256: str
    household_id: HouseholdId
    version_at_signing: str
    version_now: str
    lines: tuple[Line, ...]
    clauses: Mapping[str, Fen]
    total_fen: Fen
    other_payees: Mapping[str, OtherPayee]
    co_owner_split_fen: Mapping[str, Fen]


def validate_facts(policy: Policy, facts: Facts) -> tuple[Reason, ...]:
    """What is wrong with the form of the facts (R04 a category, R05 shares, R07 a number, day or text)."""
    admission = Admission(policy.schema, policy.forms)
    root = admission.household(facts)
    return (
        (*admission.reasons, *_shares_wrong(policy, root))
        if not admission.reasons
        else tuple(admission.reasons)
    )


def compute(
    policy: Policy, facts: Facts, *, trace: bool = True, steps_only: bool = False
) -> Computation | Refused:
    """The amounts of a household, exactly, by the version in force at its signing.

    facts    as the facts schema has them; `dates.signed_at` null = not signed, then the version of `as_of`
    trace    False leaves out the lines' facts and steps, for bulk work; the amounts are the same
    steps_only  of the working the Chinese steps alone, as a record in the ledger keeps them
    raises   PolicyError when the policy itself has faults
    source   the plans' articles on versions, rounding and top-up (A5, A6, A28; B5, B6, B31)
    """
    return _compute(policy, facts, Trace.NONE if not trace else Trace.STEPS if steps_only else Trace.WHOLE)


class _Watched(dict[str, Any]):
    """The household's own values, remembering which were read: what was never read decided nothing."""

    def __init__(self, values: Mapping[str, Any], read: set[str]) -> None:
        super().__init__(values)
        self._read = read

    def __getitem__(self, name: str) -> Any:
        self._read.add(name)
        return super().__getitem__(name)


def _compute(policy: Policy, facts: Facts, trace: Trace) -> Computation | Refused:
    admitted = _admitted(policy, facts)
    return admitted if isinstance(admitted, Refused) else _computed_of(policy, facts, *admitted, trace)


def _admitted(policy: Policy, facts: Facts) -> tuple[Item, Version, Version] | Refused:
    """The household as read, with the version that binds it and the version in force."""
    admission = Admission(policy.schema, policy.forms)
    root = admission.household(facts)
    reasons = admission.reasons or _shares_wrong(policy, root)
    if reasons:
        return Refused(tuple(reasons))
    versions = _versions(policy, root)
    return Refused((versions,)) if isinstance(versions, Reason) else (root, *versions)


def _computed_of(
    policy: Policy, facts: Facts, root: Item, signing: Version, now: Version, trace: Trace
) -> Computation | Refused:
    try:
        return _computed(policy, root, str(facts.get("household_id", "")), signing, now, trace)
    except _Refusals as refused:
        return Refused(refused.reasons)


def due_at_signing(computation: Computation) -> dict[str, Fen]:
    """Fen by clause that the household must have before it moves: lines to it that fall due at signing."""
    due: dict[str, int] = {}
    for line in computation.lines:
        if line.payee == HOUSEHOLD and line.falls_due is FallsDue.SIGNING:
            due[line.clause] = due.get(line.clause, 0) + line.fen
    return {clause: Fen(fen) for clause, fen in due.items()}


def accruing(policy: Policy, facts: Facts) -> Mapping[str, Fen] | Refused:
    """Fen of the clauses that grow by the month, these alone: what the close of a day asks of who waits.

    facts  those of a signed household, as `compute` takes them
    """
    admission = Admission(policy.schema, policy.forms)
    root = admission.household(facts)
    if admission.reasons:
        return Refused(tuple(admission.reasons))
    versions = _versions(policy, root)
    if isinstance(versions, Reason):
        return Refused((versions,))
    run = Run(program_of(policy, versions[0]), root)
    growing = [c.id for c in policy.clauses.values() if any(r.falls_due is FallsDue.ACCRUAL for r in c.lines)]
    try:
        return {clause: Fen(run.clause_fen(clause)) for clause in growing}
    except RefusedAt as refused:
        return Refused((refused.reason,))


def dearer_mode(policy: Policy, facts: Facts, *, trace: bool = True) -> Computation | Refused:
    """The dearest computation among the choices still open, for the estimate of funds.

    Every choice the household has made is kept; every one it has not is tried. Refused when none
    computes, with the reasons of the last choice tried.
    """
    best: Computation | None = None
    last: Refused | None = None
    turned_on: list[dict[str, str]] = []
    admitted: tuple[Item, Version, Version] | None = None
    for chosen, choices in _with_choices(policy, facts):
        # A choice that an earlier computation never read changes nothing in it: cash asks for no flat.
        if any(all(choices[name] == code for name, code in seen.items()) for seen in turned_on):
            continue
        if admitted is None:
            found = _admitted(policy, chosen)
            if isinstance(found, Refused):
                return found  # nothing but the choices differs, and any of them is one of the plan's own
            admitted = found
        root, signing, now = admitted
        read: set[str] = set()
        root.values = _Watched({**root.values, **choices}, read)
        outcome = _computed_of(policy, chosen, root, signing, now, Trace.NONE)
        turned_on.append({name: code for name, code in choices.items() if name in read})
        match outcome:
            case Refused() as refused:
                last = refused
            case Computation() as computation:
                if best is None or computation.total_fen > best.total_fen:
                    best, dearest = computation, chosen
    if best is None:
        assert last is not None, "there is always one way to choose"
        return last
    return compute(policy, dearest) if trace else best


class _Refusals(Exception):
    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        self.reasons = reasons
        super().__init__()


def _versions(policy: Policy, root: Item) -> tuple[Version, Version] | Reason:
    as_of, signed = root.values["dates.as_of"], root.values["dates.signed_at"]
    assert isinstance(as_of, datetime)
    signing = policy.version_at(signed if isinstance(signed, datetime) else as_of)
    now = policy.version_at(as_of)
    if signing is None or now is None:
        first = policy.versions[0]
        return Reason(
            "R01",
            policy.forms.get("R01", ""),
            f"dates: {signed or as_of}",
            Text(f"方案自 {first.start.isoformat()} 起生效，此前没有版本可用。", f"The policy is in force from {first.start.isoformat()}; there is no version before."),
            Text("核对签约时刻和计算时刻。", "Check the instants of signing and of computation."),
        )  # fmt: skip
    return signing, now


def _shares_wrong(policy: Policy, root: Item) -> list[Reason]:
    if policy.shared_by is None or not root.lists[policy.shared_by]:
        return []
    total = sum(_shares(policy.shared_by, root), Fraction(0))
    if total == 1:
        return []
    return [
        Reason(
            "R05",
            policy.forms.get("R05", ""),
            f"{policy.shared_by}: {total}",
            Text(f"登记份额合计为 {total}，不是 1。", f"The registered shares add up to {total}, not to 1."),
            Text("按登记簿更正份额。", "Correct the shares after the register."),
        )
    ]


def _shares(scope: str, root: Item) -> tuple[Fraction, ...]:
    shares = (item.values[f"{scope}.share"] for item in root.lists[scope])
    return tuple(share for share in shares if isinstance(share, Fraction))


def _computed(
    policy: Policy, root: Item, household: str, signing: Version, now: Version, trace: Trace
) -> Computation:
    run = _run(policy, signing, root)
    lines = list(_lines(run, trace))
    clauses = {clause: Fen(0) for clause in policy.clauses}
    for line in lines:
        clauses[line.clause] = Fen(clauses[line.clause] + line.fen)
    total = _total(policy, clauses)
    if policy.top_up is not None:
        topped = _top_up(policy, policy.top_up, root, signing, now, total)
        clauses[policy.top_up.id] = topped[0]
        total += topped[0]
        lines.extend(topped[1])
    split: dict[str, Fen] = {}
    if policy.shared_by is not None and root.lists[policy.shared_by]:
        parts = largest_remainder(total, _shares(policy.shared_by, root))
        split = {item.id: Fen(part) for item, part in zip(root.lists[policy.shared_by], parts, strict=True)}
    others = {
        clause: OtherPayee(policy.clauses[clause].payee, fen)
        for clause, fen in clauses.items()
        if clause in policy.clauses and policy.clauses[clause].payee != HOUSEHOLD and fen
    }
    return Computation(
        policy.sha256,
        HouseholdId(household),
        signing.name,
        now.name,
        tuple(lines),
        clauses,
        Fen(total),
        others,
        split,
    )


def _run(policy: Policy, version: Version, root: Item) -> Run:
    run = Run(program_of(policy, version), root)
    reasons = run.refuse()
    if reasons:
        raise _Refusals(reasons)
    return run


def _lines(run: Run, trace: Trace) -> Iterator[Line]:
    policy = run.program.policy
    for clause in policy.clauses.values():
        try:
            amounts = tuple(run.in_order(clause.id))
        except RefusedAt as refused:
            raise _Refusals((refused.reason,)) from None
        for index, item, amount in amounts:
            rule = clause.lines[index]
            if not rule.scope and not amount.fen:
                continue  # nothing due to the household as a whole needs no line; a record that gets nothing does
            name, used, steps = trace_amount(run, clause.id, index, item, amount, trace)
            yield Line(
                clause.id, name, clause.title, clause.article, clause.basis, item.id if rule.scope else "", used,
                steps.get("zh", ()), steps.get("en", ()), Fen(amount.fen), clause.payee, rule.falls_due,
            )  # fmt: skip


def _total(policy: Policy, clauses: Mapping[str, int]) -> int:
    return sum(fen for clause, fen in clauses.items() if policy.clauses[clause].payee == HOUSEHOLD)


def _top_up(
    policy: Policy, rule: TopUp, root: Item, signing: Version, now: Version, total: int
) -> tuple[Fen, tuple[Line, ...]]:
    """What the version in force gives more, at the household's own signing instant; never less than nothing."""
    signed = root.values["dates.signed_at"] is not None
    if not signed or now is signing:
        return Fen(0), ()
    run = _run(policy, now, root)
    try:
        better = _total(policy, {clause: run.clause_fen(clause) for clause in policy.clauses})
    except RefusedAt as refused:
        raise _Refusals((refused.reason,)) from None
    fen = Fen(max(better - total, 0))
    if not fen:
        return fen, ()
    step = f"{show_yuan(better)} − {show_yuan(total)} = {show_yuan(fen)}"
    between = f"{signing.name} → {now.name}"
    line = Line(
        rule.id, Text(between, between), rule.title, rule.article, rule.basis, "", {},
        (f"版本 {between}：{step}",), (f"version {between}: {step}",), fen, HOUSEHOLD, rule.falls_due,
    )  # fmt: skip
    return fen, (line,)


def _with_choices(policy: Policy, facts: Facts) -> Iterator[tuple[Facts, dict[str, str]]]:
    """The facts under every combination of the choices that the household has not made, and those choices."""
    open_choices = [
        [(field.id, field.path, code) for code in field.values]
        for field in policy.schema.fields.values()
        if field.path[0] == "choices"
        and field.scope == ""
        and field.type == "enum"
        and not _made(facts, field.path)
    ]
    for combination in product(*open_choices):
        chosen: dict[str, Any] = dict(facts)
        for _name, path, code in combination:
            chosen = _put(chosen, path, code)
        yield chosen, {name: code for name, _path, code in combination}


def _made(facts: Any, path: tuple[str, ...]) -> bool:
    for key in path:
        if not isinstance(facts, Mapping) or facts.get(key) is None:
            return False
        facts = facts[key]
    return True


def _put(facts: Mapping[str, Any], path: tuple[str, ...], value: str) -> dict[str, Any]:
    key, *rest = path
    if not rest:
        return {**facts, key: value}
    inner = facts.get(key)
    return {**facts, key: _put(inner if isinstance(inner, Mapping) else {}, tuple(rest), value)}
