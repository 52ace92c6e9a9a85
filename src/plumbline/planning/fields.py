"""Typed access to the fields of a document, noting every finding with its place and remedy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plumbline.terms import Text

FINDINGS_SHOWN = 50
"""So many findings are kept: a file that is wrong throughout is wrong in one way, and fifty lines show it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in a document: where, what, and what to do about it."""

    path: str
    message: Text
    remedy: Text


class UnreadableDocument(ValueError):
    """A document that is not what it should be; `findings` says everything that was found, in both languages."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(f"{f.path}: {f.message.zh} {f.message.en}" for f in self.findings))


@dataclass(slots=True)
class Reading:
    """The findings of one reading; after a finding the reading goes on with a harmless value."""

    findings: list[Finding] = field(default_factory=list)

    def note(self, path: str, message: Text, remedy: Text) -> None:
        """Keep a finding, up to `FINDINGS_SHOWN`."""
        if len(self.findings) < FINDINGS_SHOWN:
            self.findings.append(Finding(path, message, remedy))

    def refuse_if_any(self) -> None:
        """Raise `UnreadableDocument` when anything was found."""
        if self.findings:
            raise UnreadableDocument(self.findings)

    def whole(self, value: object, path: str, *, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.note(
            path,
            Text(
                f"应为 {low} 至 {high} 的整数，现为 {value!r}。",
                f"must be a whole number from {low} to {high}; found {value!r}.",
            ),
            Text("请改为范围内的整数，不加引号。", "Write a whole number in the range, without quotes."),
        )
        return low

    def whole_or_none(self, value: object, path: str, *, low: int, high: int) -> int | None:
        """A whole number or null."""
        return None if value is None else self.whole(value, path, low=low, high=high)

    def word(self, value: object, path: str) -> str:
        """A text that is not empty."""
        if isinstance(value, str) and value:
            return value
        self.note(
            path,
            Text(f"应为非空文字，现为 {value!r}。", f"must be a text that is not empty; found {value!r}."),
            Text("请填写名称或编号。", "Write a name or an id."),
        )
        return ""

    def known(self, value: object, path: str, names: Mapping[str, object], what: Text) -> str:
        """The id of an entry that exists."""
        if isinstance(value, str) and value in names:
            return value
        listed = ", ".join(list(names)[:8])
        self.note(
            path,
            Text(f"{what.zh} {value!r} 不存在。", f"there is no {what.en} {value!r}."),
            Text(
                f"现有：{listed}。请更正或补充。", f"There are: {listed}. Correct the name or add the entry."
            ),
        )
        return ""

    def mapping(self, value: object, path: str) -> Mapping[str, object]:
        """An object with named fields."""
        if isinstance(value, Mapping):
            return value
        self.note(
            path,
            Text("应为对象 {…}。", "must be an object {…}."),
            Text("请按格式说明填写。", "Write it as the format describes."),
        )
        return {}

    def items(self, value: object, path: str) -> Iterator[tuple[str, object]]:
        """The entries of a list, each with its path."""
        if isinstance(value, Sequence) and not isinstance(value, str):
            for index, entry in enumerate(value):
                yield f"{path}[{index}]", entry
            return
        self.note(
            path,
            Text("应为列表 […]。", "must be a list […]."),
            Text("请按格式说明填写。", "Write it as the format describes."),
        )

    def entries(self, value: object, path: str) -> Iterator[tuple[str, Mapping[str, object]]]:
        """The objects of a list, each with its path."""
        for at, entry in self.items(value, path):
            yield at, self.mapping(entry, at)

    def row(self, value: object, path: str, width: int) -> tuple[object, ...]:
        """A row of a fixed number of cells."""
        if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == width:
            return tuple(value)
        self.note(
            path,
            Text(f"应为 {width} 格的一行。", f"must be a row of {width} cells."),
            Text("请补齐或删去多余的格。", "Add the missing cells or take away the others."),
        )
        return (None,) * width

    def rows(
        self, value: object, path: str, columns: tuple[str, ...]
    ) -> Iterator[tuple[str, tuple[object, ...]]]:
        """Rows of a table `{columns, rows}`, their cells in the order of `columns`, each with its path."""
        table = self.mapping(value, path)
        named = [entry for _, entry in self.items(table.get("columns"), f"{path}.columns")]
        missing = [name for name in columns if name not in named]
        if missing:
            self.note(
                f"{path}.columns",
                Text(f"缺少列 {'、'.join(missing)}。", f"lacks the columns {', '.join(missing)}."),
                Text("请补齐列名及各行的值。", "Add the column names and their cells."),
            )
            return
        order = [named.index(name) for name in columns]
        for at, entry in self.items(table.get("rows"), f"{path}.rows"):
            cells = self.row(entry, at, len(named))
            yield at, tuple(cells[index] for index in order)

    def once(self, name: str, path: str, names: Mapping[str, object]) -> None:
        """Note an id that stands twice."""
        if name in names:
            self.note(
                path,
                Text(f"编号 {name!r} 重复。", f"the id {name!r} stands twice."),
                Text("请给每条记录不同的编号。", "Give every entry an id of its own."),
            )
