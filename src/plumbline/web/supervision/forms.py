"""Forms of supervision: dismiss, open a rung, deliver, answer, conclude; withdraw, correct, end beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from plumbline.campaign import (
    ADDRESSED,
    ANOTHER_ORGANS,
    COMMANDS,
    OUTCOMES,
    Breach,
    Command,
    least_answer_days,
    posts,
)
from plumbline.store.reading.office import names_of, unit_names
from plumbline.terms import Text
from plumbline.web.accounts import Actor
from plumbline.web.workbench.forms import ActForm
from plumbline.web.workbench.forms.acts import DayField
from plumbline.web.workbench.forms.household import text_area
from plumbline.web.workbench.words import say

_LIST_ROWS = 8
_ORGAN_LENGTH = 80
_EVIDENCE_SLOTS = 3


class _Undated(ActForm):
    """An act of the moment: its instant is the day's first, so that pressing twice sends one and the same command."""

    dated = False
    name: ClassVar[str]
    slots: ClassVar[Sequence[tuple[str, ...]]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("papers", self.slots)
        super().__init__(*args, **kwargs)

    def done_at(self) -> datetime:
        """The day's first moment."""
        if self.dated:
            return super().done_at()
        return self.actor.now.replace(hour=0, minute=0, second=0, microsecond=0)

    def fields_of_command(self) -> Mapping[str, Any]:
        """What the command says besides its day and papers."""
        return {}

    def command(self) -> Command:
        """The act."""
        made: Command = COMMANDS[self.name](
            done_at=self.done_at(), evidence=self.evidence(), **self.fields_of_command()
        )
        return made

    def field_of(self, code: str) -> str:
        """Most reasons are named after their field."""
        name = code.partition(":")[2]
        if name == "evidence" or code == "rung:receipt":
            return "paper0_number"
        if code == "rung:resident":
            return "reasons"
        if code == "rung:answer_period":
            return "outcome"
        return name if name in self.fields else super().field_of(code)


# ---------- on a proposal ----------
class DismissForm(_Undated):
    """Dismiss a proposed breach with the reason."""

    name = "DismissBreach"

    def __init__(self, *args: Any, breach: Breach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.breach = breach
        self.fields["reasons"] = text_area(
            _("Reason"), help_text=_("It stays beside the facts, in your name.")
        )

    def fields_of_command(self) -> Mapping[str, Any]:
        """The proposal and why nothing follows from it."""
        return {"breach": self.breach.key, "reasons": self.cleaned_data["reasons"]}


class OpenForm(_Undated):
    """Open a rung for a breach: to whom, why, what is asked, how long for the answer."""

    name = "OpenRung"

    def __init__(self, *args: Any, breach: str, unit: str, rung: str, **kwargs: Any) -> None:
        slots = (("supervision_evidence",),) * _EVIDENCE_SLOTS if rung in ANOTHER_ORGANS else ()
        super().__init__(*args, papers=slots, **kwargs)
        self.breach, self.rung = breach, rung
        least = least_answer_days(self.actor.office, rung)
        self.fields |= {
            "addressee": forms.ChoiceField(
                label=_("Addressee"), choices=_addressees(self.actor, unit),
                help_text=_("The unit that answers for it, or a post of it; never a resident."),
            ),
            "reasons": text_area(_("Reasons of the decision")),
            "demand": text_area(_("What is asked")),
            "new_due": DayField(label=_("New day for it"), required=False),
            "answer_days": forms.IntegerField(
                label=_("Working days for the answer"), initial=least, min_value=1, max_value=99,
                help_text=_("Counted from the day after delivery, by the official calendar."),
            ),
        }  # fmt: skip
        if rung == "circular":
            units = unit_names(self.actor.office)
            self.fields["scope"] = forms.MultipleChoiceField(
                label=_("Published among"), required=False, choices=[(id, say(name)) for id, name in units.items()],
                widget=forms.SelectMultiple(attrs={"size": _LIST_ROWS}), help_text=_("None chosen: the whole campaign."),
            )  # fmt: skip
        if rung in ANOTHER_ORGANS:
            self.fields["organ"] = forms.CharField(
                label=_("Organ that decides"), max_length=_ORGAN_LENGTH,
                help_text=_("What follows is decided there; here only its receipt is kept."),
            )  # fmt: skip

    def fields_of_command(self) -> Mapping[str, Any]:
        """The decision."""
        cleaned = self.cleaned_data
        named = {n: cleaned[n] for n in ("addressee", "reasons", "demand", "new_due", "answer_days")}
        return {
            "breach": self.breach, "rung": self.rung, **named,
            "scope": tuple(cleaned.get("scope", ())), "organ": cleaned.get("organ", ""),
        }  # fmt: skip


def _addressees(actor: Actor, unit: str) -> list[tuple[str, Any]]:
    """The unit, then its posts that are held today, each with its holder."""
    names = names_of(actor.office)
    ids = dict.fromkeys(
        p.id for p in posts(actor.office.description) if p.unit == unit and p.role in ADDRESSED
    )
    held = [post for id in ids if (post := actor.office.post_on(id, actor.today)) is not None]
    shown = [
        (
            p.id,
            say(Text(*(f"{title} · {names.get(p.holder, p.holder)}" for title in (p.title_zh, p.title_en)))),
        )
        for p in held
    ]
    return [(unit, say(unit_names(actor.office).get(unit, Text(unit, unit)))), *shown]


# ---------- on a matter ----------
class MatterForm(_Undated):
    """An act on the standing paper of a matter; `words` are the fields of its texts."""

    words: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, *args: Any, matter: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matter = matter
        for field, label in self.words.items():
            self.fields[field] = text_area(label)
        self.order_fields(["key", "done_on", "outcome", *self.words])

    def fields_of_command(self) -> Mapping[str, Any]:
        """The matter and the words."""
        return {"matter": self.matter, **{name: self.cleaned_data[name] for name in self.words}}


class SignForm(MatterForm):
    """The addressee has the paper; from now on the time to answer runs."""

    name = "DeliverRung"


class DeliverForm(MatterForm):
    """The supervisor records a delivery with its receipt."""

    name = "DeliverRung"
    dated = True
    slots = (("service_receipt",),)


class RemindForm(MatterForm):
    """Remind of the paper."""

    name = "RemindOfRung"


class AnswerForm(MatterForm):
    """The addressee's answer, with what shows it."""

    name = "AnswerRung"
    words: ClassVar[Mapping[str, Any]] = {"text": _("What was done, and the reason")}
    slots = (("answer_evidence",),)


class ConcludeForm(MatterForm):
    """The decision on the answer."""

    name = "ConcludeRung"
    words: ClassVar[Mapping[str, Any]] = {"reasons": _("Reasons of the decision")}

    def __init__(self, *args: Any, answered: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = ("accepted", "not_accepted") if answered else ("unanswered",)
        self.fields["outcome"] = forms.ChoiceField(
            label=_("Conclusion"), widget=forms.RadioSelect, choices=[(o, say(OUTCOMES[o])) for o in possible]
        )
        self.order_fields(["key", "outcome", "reasons"])

    def fields_of_command(self) -> Mapping[str, Any]:
        """The conclusion with its reasons."""
        return {**super().fields_of_command(), "outcome": self.cleaned_data["outcome"]}


class WithdrawForm(MatterForm):
    """The last paper is withdrawn."""

    name = "WithdrawRung"
    words: ClassVar[Mapping[str, Any]] = {"reasons": _("Reason")}


class CorrectForm(MatterForm):
    """The last paper is corrected."""

    name = "CorrectRung"
    words: ClassVar[Mapping[str, Any]] = {
        "wrong": _("What it says wrongly"),
        "right": _("What is right"),
        "reasons": _("Reason"),
    }


class ReceiptForm(MatterForm):
    """The deciding organ's receipt."""

    name = "RecordRungReceipt"
    slots = (("organ_receipt",),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"] = forms.CharField(label=_("Received by"), max_length=_ORGAN_LENGTH)
        self.fields["number"] = forms.CharField(label=_("Number of the receipt"), max_length=_ORGAN_LENGTH)
        self.order_fields(["key", "receiver", "number"])

    def fields_of_command(self) -> Mapping[str, Any]:
        """Who received it, under which number."""
        named = {name: self.cleaned_data[name] for name in ("receiver", "number")}
        return {**super().fields_of_command(), **named}


class EndForm(MatterForm):
    """The matter stays where it is."""

    name = "EndMatter"
    words: ClassVar[Mapping[str, Any]] = {"reasons": _("Reason")}


ASIDE: Mapping[str, type[MatterForm]] = {
    "deliver": DeliverForm,
    "remind": RemindForm,
    "receipt": ReceiptForm,
    "correct": CorrectForm,
    "withdraw": WithdrawForm,
    "end": EndForm,
}
"""End of the address → what a supervisor may do beside the matter's main form."""
