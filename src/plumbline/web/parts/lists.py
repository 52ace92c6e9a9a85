"""Lists whose state lies in the address: filters, order and page, read from it and written back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise

from plumbline.web.parts.tables import Column, Row

PAGE_ROWS = 50
"""Rows a page: two screens of a desk; more is what the export is for."""
MAX_PAGE = 100_000
MAX_FILTER_LENGTH = 100
"""Longest filter text read: longer than any name or file number, short enough for a log line."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: a choice among `choices` (value, label), or free text where there are none."""

    name: str
    label: str | Promise
    choices: tuple[tuple[str, str | Promise], ...] = ()


@dataclass(frozen=True, slots=True)
class ListState:
    """What a list shows, as its address says: filter values by name, order (`-key` descending), page."""

    values: tuple[tuple[str, str], ...]
    order: str
    page: int

    def address(self, **changes: str | int | None) -> str:
        """The address of the same list with some of it changed; None and "" leave a parameter out."""
        whole: dict[str, str | int | None] = {**dict(self.values), "order": self.order, "page": self.page}
        whole.update(changes)
        kept = {name: value for name, value in whole.items() if value not in (None, "")}
        if kept.get("page") == 1:
            del kept["page"]
        return "?" + urlencode(kept)


@dataclass(frozen=True, slots=True)
class FilterShown:
    """A filter with what it is set to, and the address of the list without it."""

    filter: Filter
    value: str
    value_label: str | Promise
    clear_url: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Head of a column: where its order leads and how it is ordered now (`aria-sort`)."""

    column: Column
    url: str
    sort: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Which rows of how many are shown, and the neighbouring pages' addresses, "" where there is none."""

    first: int
    last: int
    total: int
    page: int
    pages: int
    previous_url: str
    next_url: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """All that `parts/_list.html` shows."""

    caption: str | Promise
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    filters: tuple[FilterShown, ...]
    order: str
    pages: Pages
    export_url: str
    clear_url: str
    filtered: bool
    foot: Row | None = None


def read_state(
    query: QueryDict, columns: Sequence[Column], filters: Sequence[Filter], *, order: str
) -> ListState:
    """The state an address asks for; what it asks for and the list does not know is passed over.

    order  the order when the address names none
    """
    sortable = {sign + column.key for column in columns if column.sortable for sign in ("", "-")}
    wanted = query.get("order", "")
    page = query.get("page", "1")
    return ListState(
        values=tuple((item.name, value) for item in filters if (value := _value(query, item))),
        order=wanted if wanted in sortable else order,
        page=min(int(page), MAX_PAGE) if page.isascii() and page.isdigit() and int(page[:9]) else 1,
    )


def list_page(
    caption: str | Promise,
    state: ListState,
    columns: Sequence[Column],
    filters: Sequence[Filter],
    rows: Iterable[Row],
    *,
    total: int,
    page_rows: int = PAGE_ROWS,
    foot: Row | None = None,
) -> ListPage:
    """The page of a list; `rows` are those of the state's page, `total` counts all that the filters let pass.

    foot  what all of those add up to, under their columns
    """
    values = dict(state.values)
    clear = state.address(page=None, **dict.fromkeys(values))
    return ListPage(
        caption=caption,
        headings=tuple(_heading(column, state) for column in columns),
        rows=tuple(rows),
        filters=tuple(_shown(item, values.get(item.name, ""), state) for item in filters),
        order=state.order,
        pages=_pages(state, total, page_rows),
        export_url=state.address(page=None, export="xlsx"),
        clear_url=clear,
        filtered=bool(values),
        foot=foot,
    )


def _value(query: QueryDict, item: Filter) -> str:
    value = query.get(item.name, "").strip()[:MAX_FILTER_LENGTH]
    known = {choice for choice, _label in item.choices}
    return value if not known or value in known else ""


def _shown(item: Filter, value: str, state: ListState) -> FilterShown:
    label = dict(item.choices).get(value, value)
    return FilterShown(item, value, label, state.address(page=None, **{item.name: None}))


def _heading(column: Column, state: ListState) -> Heading:
    if not column.sortable:
        return Heading(column, "", "")
    descending = state.order == column.key
    sorts = {column.key: "ascending", f"-{column.key}": "descending"}
    url = state.address(page=None, order=f"-{column.key}" if descending else column.key)
    return Heading(column, url, sorts.get(state.order, "none"))


def _pages(state: ListState, total: int, page_rows: int) -> Pages:
    pages = max(-(-total // page_rows), 1)
    page = min(state.page, pages)
    first = (page - 1) * page_rows
    return Pages(
        first=min(first + 1, total),
        last=min(first + page_rows, total),
        total=total,
        page=page,
        pages=pages,
        previous_url=state.address(page=page - 1) if page > 1 else "",
        next_url=state.address(page=page + 1) if page < pages else "",
    )
