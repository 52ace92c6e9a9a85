"""What every form of an act has: its key, the act's own day, its papers, and a place for each refusal."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plumbline.campaign import Command, Evidence
from plumbline.terms import SHANGHAI, Refused
from plumbline.web.accounts import Actor
from plumbline.web.workbench.forms.papers import Papers

KEY_BYTES = 16


def new_key() -> str:
    """A key for a form that is being shown: the second press of a button finds the first one's record by it."""
    return secrets.token_hex(KEY_BYTES)


class DayField(forms.DateField):
    """A day, chosen or typed as 2026-05-22."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=("%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d"), **kwargs)


@dataclass(frozen=True, slots=True)
class Section:
    """Fields of a form that stand together under a heading; `note` says what they are for."""

    title: str | Promise
    fields: tuple[BoundField, ...]
    note: str | Promise = ""


class ActForm(forms.Form):
    """A form that becomes one command; `papers` lists slots of documents, each a tuple of alternatives.

    actor  who acts; the day of the installation's clock is the first choice for the act's own day
    """

    key = forms.RegexField(regex=re.compile(rf"^[0-9a-f]{{{KEY_BYTES * 2}}}$"), widget=forms.HiddenInput)
    dated = True
    """Whether the act has a day of its own; a day that has no hour means its first moment."""

    def __init__(self, data: Any = None, files: Any = None, *, actor: Actor, papers: Sequence[tuple[str, ...]] = (),
                 **kwargs: Any) -> None:  # fmt: skip
        kwargs.setdefault("initial", {}).setdefault("key", new_key())
        super().__init__(data, files, **kwargs)
        self.actor = actor
        if self.dated:
            self.fields["done_on"] = DayField(
                label=_("Day of the act"),
                initial=actor.today,
                help_text=_("The day on which it happened, as its papers show; not the day of entry."),
            )
            self.order_fields(["key", "done_on"])
        self.papers = Papers(self, papers)

    # ---------- what it becomes ----------
    def command(self) -> Command:
        """The command of a valid form."""
        raise TypeError(f"{type(self).__name__} names no command")

    def done_at(self) -> datetime:
        """The instant of the act: the day's first moment, or its hour where the form asks for one."""
        on: date = self.cleaned_data["done_on"]
        at: time = self.cleaned_data.get("done_time") or time()
        return datetime.combine(on, at, SHANGHAI)

    def evidence(self) -> tuple[Evidence, ...]:
        """The papers that were named or handed in."""
        return self.papers.evidence(self.cleaned_data.get("done_on"))

    def clean(self) -> dict[str, Any]:
        """Keep uploaded papers, so that a refusal does not ask for them again."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.papers.keep()
        return cleaned

    # ---------- how it is shown ----------
    def sections(self) -> tuple[Section, ...]:
        """The fields in their groups: the act first, then one group for the papers."""
        papers = frozenset(self.papers.names)
        own = tuple(field for field in self.visible_fields() if field.name not in papers)
        return (Section("", own),) if own else ()

    def place_reasons(self, refused: Refused) -> None:
        """Put each reason of a refusal beside the field it speaks of; the whole stands above the form too."""
        for reason in refused.reasons:
            name = self.field_of(reason.code)
            if name in self.fields:
                self.add_error(name, str(reason.message.in_language(get_language() or "zh-hans")))

    def field_of(self, code: str) -> str:
        """The field that a reason's code speaks of, "" for none."""
        need = code.partition(":")[2]
        if need == "future" or need.startswith("before("):
            return "done_on"
        if need.startswith("evidence("):
            return self.papers.field_of(need.removeprefix("evidence(").rstrip(")"))
        return ""
