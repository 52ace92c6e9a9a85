"""The report of a check: one JSON shape for machines, one table in the office's words for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from plumbline.registers.entries import Register
from plumbline.registers.findings import CODES, Finding, finding_json
from plumbline.registers.people import Party
from plumbline.terms import Json

SHOWN_NOTES = 3
"""Findings of one kind that are listed one by one where they do not stop an import; the rest is counted."""


def register_json(register: Register) -> dict[str, Json]:
    """`{"rows", "households", "findings": [...]}` of `register check --json`."""
    return {
        "rows": register.rows,
        "households": register.households,
        "findings": [finding_json(finding) for finding in register.findings],
    }


def report_lines(register: Register, *, lang: str = "zh") -> list[str]:
    """The report for people: counts, what stops an import one by one, doubts by kind, what to do next."""
    english = lang.lower().startswith("en")
    kinds = Counter(entry.kind for entry in register.entries)
    organisations, groups = kinds[Party.ORGANISATION], kinds[Party.GROUP]
    if english:
        head = f"{register.rows} rows, {register.households} files ({organisations} organisations, {groups} group rows)"
    else:
        head = (
            f"共 {register.rows} 行，{register.households} 户（其中单位 {organisations}、一行多户 {groups}）"
        )
    notes = [finding for finding in register.findings if not finding.blocking]
    stop = "Must be corrected before an import" if english else "须改正后才能导入"
    doubt = "For your attention; these do not stop an import" if english else "请留意，不妨碍导入"
    lines = [head]
    lines += _section(stop, register.blocking, lang, shown=len(register.findings))
    lines += _section(doubt, notes, lang, shown=SHOWN_NOTES)
    return [*lines, "", _next_step(register, english=english)]


def _section(title: str, findings: Sequence[Finding], lang: str, *, shown: int) -> list[str]:
    if not findings:
        return []
    lines = ["", f"{title} ({len(findings)})" if lang.startswith("en") else f"{title}（{len(findings)} 处）"]
    for code in dict.fromkeys(finding.code for finding in findings):
        same = [finding for finding in findings if finding.code == code]
        lines.append(f"  {CODES[code].in_language(lang)} × {len(same)}")
        lines += [f"    {finding.message.in_language(lang)}" for finding in same[:shown]]
        if len(same) > shown:
            places = " ".join(finding.cell for finding in same[shown : shown + 8])
            lines.append(f"    … {places}{' …' if len(same) > shown + 8 else ''}")
    return lines


def _next_step(register: Register, *, english: bool) -> str:
    if count := len(register.blocking):
        if english:
            return f"Next: correct the {count} places above and check again. Nothing was changed; an import takes the whole file or nothing."
        return (
            f"下一步：改正以上 {count} 处后再检查一次。本次没有改动任何数据；导入时整份导入或者整份不导入。"
        )
    if english:
        return "Next: plumbline register import FILE --project ID. Nothing was changed by this check."
    return "下一步：可以用 plumbline register import 文件 --project 项目 导入。本次检查没有改动任何数据。"
