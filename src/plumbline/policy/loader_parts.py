"""Read the small parts of a policy file: texts, formulas, amounts, days, versions."""

from __future__ import annotations

from datetime import date, datetime

from plumbline.policy.findings import fault
from plumbline.policy.formula import parse_formula
from plumbline.policy.model import PURPOSES, FallsDue, NamedDay, Pay, Slabs, UpTo, Version
from plumbline.policy.reading import Node, Scalar, Table, as_items, as_table, as_text, need, only_keys
from plumbline.policy.tree import Formula
from plumbline.terms import Regime, Text


def read_amount(node: Table) -> Pay | UpTo | Slabs:
    """The amount of a line: exactly one of `pay`, `up_to` and `slab`."""
    kinds = [key for key in ("pay", "up_to", "slab") if node.get(key)]
    if len(kinds) != 1:
        raise fault(
            "shape",
            node.line,
            zh="每行写 pay、up_to、slab 之一。",
            en="A line has exactly one of pay, up_to, slab.",
        )
    if kinds[0] == "pay":
        return Pay(read_formula(need(node, "pay")))
    if kinds[0] == "up_to":
        return UpTo(read_formula(need(node, "up_to")), read_formula(need(node, "from")))
    slab = as_table(need(node, "slab"))
    only_keys(slab, frozenset({"table", "start", "end", "times"}))
    return Slabs(
        as_text(need(slab, "table")), read_formula(need(slab, "start")), read_formula(need(slab, "end")),
        read_formula(need(slab, "times")), slab.line,
    )  # fmt: skip


def read_formula(node: Node) -> Formula:
    """The formula of a value, with its line."""
    return parse_formula(as_text(node), node.line)


def read_purpose(node: Table) -> str:
    """The kind of payment that procedure asks for, empty where none is written."""
    written = node.get("purpose")
    if written is None:
        return ""
    if as_text(written) not in PURPOSES:
        raise fault(
            "purpose", written.line, zh=f"用途“{as_text(written)}”不认识；可写：{'、'.join(PURPOSES)}。",
            en=f"Unknown purpose `{as_text(written)}`; known: {', '.join(PURPOSES)}.",
        )  # fmt: skip
    return as_text(written)


def read_falls_due(node: Table, default: FallsDue) -> FallsDue:
    """When the amount is to be paid."""
    written = node.get("falls_due")
    if written is None:
        return default
    try:
        return FallsDue(as_text(written))
    except ValueError:
        raise fault(
            "falls_due", written.line, zh=f"付款时点“{as_text(written)}”不认识。", en=f"Unknown time of payment `{as_text(written)}`.",
            do_zh="可用：signing、vacating、accrual、later。", do_en="Known: signing, vacating, accrual, later.",
        ) from None  # fmt: skip


def read_label(name: str, node: Table) -> Text:
    """The words of a name; Chinese is the name itself unless `zh` says otherwise."""
    zh = node.get("zh")
    return Text(as_text(zh) if zh else name, as_text(need(node, "en")))


def read_text(node: Node) -> Text:
    """A text in both languages."""
    table = as_table(node)
    only_keys(table, frozenset({"zh", "en"}))
    return Text(as_text(need(table, "zh")).strip(), as_text(need(table, "en")).strip())


def read_texts(node: Node | None) -> dict[str, Text]:
    """Texts by name."""
    return {key: read_text(value) for key, value in read_entries(node).items()}


def read_entries(node: Node | None) -> dict[str, Node]:
    """The entries of a mapping; none where it is not written."""
    return as_table(node).entries if node else {}


def read_words(node: Node | None) -> tuple[str, ...]:
    """One word or a list of them."""
    if node is None:
        return ()
    return (node.text,) if isinstance(node, Scalar) else tuple(as_text(item) for item in as_items(node))


def read_regime(node: Node) -> Regime:
    """The regime."""
    try:
        return Regime(as_text(node))
    except ValueError:
        raise fault(
            "regime", node.line, zh=f"“{as_text(node)}”不是制度名称。", en=f"`{as_text(node)}` is not a regime.",
            do_zh="写 state_land 或 collective_land。", do_en="Write state_land or collective_land.",
        ) from None  # fmt: skip


def read_days(node: Node | None) -> dict[str, NamedDay]:
    """The named days of the plan."""
    days: dict[str, NamedDay] = {}
    for name, entry in read_entries(node).items():
        table = as_table(entry)
        only_keys(table, frozenset({"on", "zh", "en"}))
        written = need(table, "on")
        try:
            on = date.fromisoformat(as_text(written))
        except ValueError:
            raise fault(
                "day",
                written.line,
                zh=f"“{as_text(written)}”不是日期。",
                en=f"`{as_text(written)}` is not a day.",
                do_zh="写作 2025-12-01。",
                do_en="Write 2025-12-01.",
            ) from None
        days[name] = NamedDay(name, read_label(name, table), on, table.line)
    return days


def read_versions(node: Node) -> tuple[Version, ...]:
    """The versions, in the order written; at least one."""
    versions: list[Version] = []
    for name, entry in as_table(node).entries.items():
        table = as_table(entry)
        only_keys(table, frozenset({"from", "raises", "notes"}))
        written = need(table, "from")
        try:
            start = datetime.fromisoformat(as_text(written))
            if start.tzinfo is None:
                raise ValueError
        except ValueError:
            raise fault(
                "version", written.line, zh=f"版本 {name} 的生效时刻“{as_text(written)}”不是带 +08:00 的时刻。",
                en=f"Version {name}: `{as_text(written)}` is not an instant with +08:00.",
                do_zh="写作 2026-03-20T00:00:00+08:00。", do_en="Write 2026-03-20T00:00:00+08:00.",
            ) from None  # fmt: skip
        raises = {
            key: (as_text(value), value.line) for key, value in read_entries(table.get("raises")).items()
        }
        versions.append(Version(name, start, raises, table.line))
    if not versions:
        raise fault("version", node.line, zh="至少要有一个版本。", en="There must be one version at least.")
    return tuple(versions)
