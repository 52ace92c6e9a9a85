"""YAML with lines, every scalar as text: a date stays a text and 1.20 never becomes a float."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import yaml

from plumbline.policy.findings import FaultAt, fault

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same reader in C, where libyaml is built in

MAX_BYTES = 1_000_000
"""A published plan is some tens of kilobytes; a file above this is not one."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """One written value, unread."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list of the file."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping of the file in its written order."""

    entries: dict[str, Node]
    lines: dict[str, int]
    line: int

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        return self.entries.get(key)


Node: TypeAlias = "Scalar | Items | Table"


def read_yaml(text: str) -> Table:
    """The file as a tree of texts.

    raises  FaultAt with the line for what is not YAML, for aliases, for a key written twice and for
            a file whose top is not a mapping
    """
    if len(text.encode()) > MAX_BYTES:
        raise fault("size", 1, zh=f"文件超过 {MAX_BYTES} 字节。", en=f"The file exceeds {MAX_BYTES} bytes.")
    try:
        top = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or "unreadable"
        raise fault(
            "yaml",
            line,
            zh=f"这里不是可读的 YAML（{problem}）。",
            en=f"Not readable as YAML here ({problem}).",
            do_zh="检查缩进、冒号和引号。",
            do_en="Check indentation, colons and quotes.",
        ) from None
    node = _convert(top, set()) if top is not None else None
    if not isinstance(node, Table):
        raise fault(
            "shape", 1, zh="文件开头应是“名称: 值”。", en="The file must begin with `name: value` lines."
        )
    return node


def _convert(node: yaml.Node, seen: set[int]) -> Node:
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise fault(
            "alias",
            line,
            zh="不得用 & 和 * 引用别处的内容。",
            en="Aliases (& and *) are not allowed.",
            do_zh="写出全文。",
            do_en="Write it out.",
        )
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return Scalar(node.value, line)
    if isinstance(node, yaml.SequenceNode):
        return Items(tuple(_convert(item, seen) for item in node.value), line)
    assert isinstance(node, yaml.MappingNode)
    entries: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        at = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise fault("shape", at, zh="名称应是文字。", en="A name must be a text.")
        if key.value in entries:
            raise fault(
                "twice",
                at,
                zh=f"“{key.value}”写了两次（第 {lines[key.value]} 行）。",
                en=f"`{key.value}` is written twice (line {lines[key.value]}).",
            )
        entries[key.value] = _convert(value, seen)
        lines[key.value] = at
    return Table(entries, lines, line)


def wrong_shape(node: Node, want_zh: str, want_en: str) -> FaultAt:
    """The fault for a node of another shape than wanted."""
    return fault("shape", node.line, zh=f"这里应是{want_zh}。", en=f"Expected {want_en} here.")


def as_text(node: Node) -> str:
    """The text of a scalar."""
    if not isinstance(node, Scalar):
        raise wrong_shape(node, "一个值", "one value")
    return node.text


def as_table(node: Node) -> Table:
    """The node as a mapping."""
    if not isinstance(node, Table):
        raise wrong_shape(node, "“名称: 值”", "`name: value`")
    return node


def as_items(node: Node) -> tuple[Node, ...]:
    """The members of a list."""
    if not isinstance(node, Items):
        raise wrong_shape(node, "列表", "a list")
    return node.items


def only_keys(table: Table, allowed: frozenset[str]) -> None:
    """Refuse a key that the language does not know: a typing error must not be passed over."""
    for key, line in table.lines.items():
        if key not in allowed:
            known = ", ".join(sorted(allowed))
            raise fault(
                "key",
                line,
                zh=f"不认识“{key}”。",
                en=f"Unknown key `{key}`.",
                do_zh=f"这里可以写：{known}。",
                do_en=f"Known here: {known}.",
            )


def need(table: Table, key: str) -> Node:
    """The value of a key that must be there."""
    node = table.get(key)
    if node is None:
        raise fault("missing", table.line, zh=f"缺“{key}”。", en=f"`{key}` is missing.")
    return node
