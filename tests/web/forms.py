"""A form of a page as a person fills it in: what stands in it, changed here and there, sent."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class _Reader(HTMLParser):
    """Reads the fields of the page's main form: the one that posts back to its own address."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self.inside = False
        self.area = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        if tag == "form":
            self.inside = at.get("method") == "post" and not at.get("action")
        if not self.inside:
            return
        name = at.get("name") or ""
        if tag == "input" and name and name != "csrfmiddlewaretoken":
            kind = at.get("type", "text")
            if kind == "file" or (kind in ("radio", "checkbox") and "checked" not in at):
                return
            self.values[name] = at.get("value", "on" if kind == "checkbox" else "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in at or self.select not in self.values):
            self.values[self.select] = at.get("value", "")
        elif tag == "textarea":
            self.area = name
            self.values[name] = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""


def read_form(page: str) -> dict[str, Any]:
    """What stands in the form of a page."""
    reader = _Reader()
    reader.feed(page)
    return reader.values


def fill_in(client: Any, path: str, /, **changes: Any) -> Any:
    """Open a form, change some of it, send it; the answer to the sending."""
    shown = client.get(path)
    assert shown.status_code == 200, (path, shown.status_code, shown.headers.get("Location"))
    return client.post(path, {**read_form(shown.content.decode()), **changes})
