"""Entries beside one another: the same name twice, the same household on two sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from plumbline.registers.entries import RegisterEntry
from plumbline.registers.findings import Finding
from plumbline.registers.people import Party
from plumbline.terms import Json, Text

_NONE = "—"
_SHOWN = 4
"""Differing facts that one message lists; the rest is counted."""


def compare_names(entries: Iterable[RegisterEntry]) -> Iterator[Finding]:
    """One finding for each later household that bears exactly the names of an earlier one on its sheet.

    Whether it is one person with two holdings or two persons of one name, only the office knows; second
    holdings that the name itself marks have their own finding.
    """
    first: dict[tuple[str, tuple[str, ...]], RegisterEntry] = {}
    for entry in entries:
        if entry.kind is not Party.HOUSEHOLD or entry.holding is not None or not entry.names:
            continue
        earlier = first.setdefault((entry.sheet, entry.names), entry)
        if earlier is not entry:
            shown = "、".join(entry.names)
            zh = f"“{shown}”与第 {earlier.row} 行同名。请核对是同一人的两处，还是同名的两人。"
            en = f"“{shown}” has the name of row {earlier.row}. Check whether it is one person's second holding or two persons."
            yield _about(entry, "same_name", shown, f"{earlier.sheet} {earlier.row}", zh, en, blocking=False)


def compare_sheets(sheets: Sequence[tuple[Sequence[RegisterEntry], frozenset[str]]]) -> Iterator[Finding]:
    """Same names within each sheet, and each household that stands on more than one sheet.

    sheets  of each sheet its entries and the facts it has columns for; only facts of both are compared

    Two rows for one household cannot both be imported, so they stop an import until one sheet is named
    with --sheet; where the two rows differ, the message says in what.
    """
    first: dict[str, tuple[RegisterEntry, frozenset[str]]] = {}
    for entries, columns in sheets:
        yield from compare_names(entries)
        for entry in entries:
            earlier, others = first.setdefault(entry.household_id, (entry, columns))
            if earlier.sheet != entry.sheet:
                yield _twice(earlier, entry, columns & others)


def _twice(earlier: RegisterEntry, entry: RegisterEntry, both: frozenset[str]) -> Finding:
    place_zh, place_en = (
        f"表“{earlier.sheet}”第 {earlier.row} 行",
        f"row {earlier.row} of sheet “{earlier.sheet}”",
    )
    differing = [
        f"{path} {earlier.facts.get(path, _NONE)} / {entry.facts.get(path, _NONE)}"
        for path in dict.fromkeys((*earlier.facts, *entry.facts))
        if path in both and not _agree(earlier.facts.get(path), entry.facts.get(path))
    ]
    if set(earlier.names) != set(entry.names):
        differing.insert(0, f"{'、'.join(earlier.names)} / {'、'.join(entry.names)}")
    if not differing:
        zh = f"户“{entry.household_id}”在{place_zh}已经有了，事实一致。请用 --sheet 指定一张表。"
        en = f"household “{entry.household_id}” is also on {place_en}, with the same facts. Name one sheet with --sheet."
        return _about(entry, "also_on_sheet", entry.household_id, earlier.sheet, zh, en, blocking=True)
    shown = "；".join(differing[:_SHOWN]) + (f"；… {len(differing)}" if len(differing) > _SHOWN else "")
    zh = f"户“{entry.household_id}”与{place_zh}不一致：{shown}。请核实后用 --sheet 指定一张表。"
    en = f"household “{entry.household_id}” differs from {place_en}: {shown}. Settle which is right and name one sheet with --sheet."
    return _about(entry, "sheets_disagree", shown, earlier.sheet, zh, en, blocking=True)


def _agree(one: Json, other: Json) -> bool:
    """The same value; a sheet that says nothing agrees with one that says zero, and with nothing else."""
    if one is None or other is None:
        said = other if one is None else one
        return said is None or (isinstance(said, str) and re.fullmatch(r"0(\.0+)?", said) is not None)
    return one == other


def _about(
    entry: RegisterEntry, code: str, found: str, expected: str, zh: str, en: str, *, blocking: bool
) -> Finding:
    source = entry.sources["household_id"]
    here = Text(f"表“{entry.sheet}”第 {entry.row} 行：{zh}", f"Sheet “{entry.sheet}”, row {entry.row}: {en}")
    return Finding(entry.sheet, entry.row, source.column, source.cell, code, found, expected, here, blocking)
