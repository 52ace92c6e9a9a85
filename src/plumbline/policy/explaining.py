"""A computation told to a person, and the JSON shapes of `policy explain` and `policy compute`."""

from __future__ import annotations

from plumbline.policy.computing import Computation, Line
from plumbline.policy.model import FALLS_DUE_TEXT, HOUSEHOLD
from plumbline.terms import Json, Refused, refused_json, show_yuan


def explain(computation: Computation, lang: str = "zh") -> str:
    """The household's sheet as text: clause by clause, each line with its steps, then the total."""
    english = lang.lower().startswith("en")
    told: list[str] = []
    clause = ""
    for line in computation.lines:
        if line.clause != clause:
            clause = line.clause
            basis = ", ".join(line.basis)
            told.append(
                f"{line.clause} {line.article} {line.title.in_language(lang)}"
                + (f" [{basis}]" if basis else "")
            )
        told.extend(_line(line, lang))
    total = show_yuan(computation.total_fen)
    told.append(f"Total to the household: {total} yuan" if english else f"付户合计：{total} 元")
    for name, other in computation.other_payees.items():
        told.append(f"{name} → {other.payee}: {show_yuan(other.fen)}" + (" yuan" if english else " 元"))
    for owner, fen in computation.co_owner_split_fen.items():
        told.append((f"of which {owner}: " if english else f"其中 {owner}：") + show_yuan(fen))
    versions = f"{computation.version_at_signing} → {computation.version_now}"
    told.append(f"Version at signing → now: {versions}" if english else f"签约时版本 → 现行版本：{versions}")
    return "\n".join(told)


def explanation_json(computation: Computation, lang: str = "zh") -> dict[str, Json]:
    """The shape of `policy explain --json`."""
    english = lang.lower().startswith("en")
    return {
        "household_id": computation.household_id,
        "lines": [
            {
                "clause": line.clause,
                "article": line.article,
                "name": line.name.in_language(lang),
                "title_zh": line.title.zh,
                "title_en": line.title.en,
                "basis": list(line.basis),
                "subject": line.subject,
                "facts": dict(line.facts),
                "steps": list(line.steps_en if english else line.steps),
                "fen": line.fen,
                "payee": line.payee,
                "falls_due": line.falls_due.value,
            }
            for line in computation.lines
        ],
        "total_fen": computation.total_fen,
    }


def computation_json(household_id: str, computed: Computation | Refused) -> dict[str, Json]:
    """One row of `policy compute` to `.json`; clauses that are zero are left out."""
    if isinstance(computed, Refused):
        return {"household_id": household_id, **refused_json(computed)}
    row: dict[str, Json] = {"household_id": household_id}
    row.update({clause: fen for clause, fen in computed.clauses.items() if fen})
    row["total_fen"] = computed.total_fen
    if computed.other_payees:
        row["other_payees"] = {
            clause: {"payee": other.payee, "fen": other.fen}
            for clause, other in computed.other_payees.items()
        }
    if computed.co_owner_split_fen:
        row["co_owner_split_fen"] = dict(computed.co_owner_split_fen)
    row["version_at_signing"] = computed.version_at_signing
    row["version_now"] = computed.version_now
    return row


def _line(line: Line, lang: str) -> list[str]:
    english = lang.lower().startswith("en")
    steps = line.steps_en if english else line.steps
    where = " ".join(part for part in (line.subject, line.name.in_language(lang)) if part)
    told = [f"    {step}" for step in steps[:-1]]
    last = steps[-1] if steps else show_yuan(line.fen)
    notes = [FALLS_DUE_TEXT[line.falls_due].in_language(lang)]
    if line.payee != HOUSEHOLD:
        notes.insert(0, f"→ {line.payee}")
    return [*told, f"  {where + ': ' if where else ''}{last}  ({'; '.join(notes)})"]
