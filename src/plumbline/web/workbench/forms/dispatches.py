"""Forms of a dispatch order: sign for it, answer it, verify it, send it back, withdraw it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from plumbline.campaign import COMMANDS, Command
from plumbline.web.workbench.forms.acts import ActForm
from plumbline.web.workbench.forms.household import text_area

EVIDENCE = "order_evidence"
VERIFICATION = "verification_record"


class DispatchForm(ActForm):
    """An act on one order; `words` is the field of its text, where it has one."""

    name: ClassVar[str]
    words: ClassVar[tuple[str, Any] | None] = None
    slots: ClassVar[Sequence[tuple[str, ...]]] = ()

    def __init__(self, *args: Any, order: int, **kwargs: Any) -> None:
        super().__init__(*args, papers=self.slots, **kwargs)
        self.order = order
        if self.words is not None:
            field, label = self.words
            self.fields[field] = text_area(label)
            self.order_fields(["key", "done_on", field])

    def command(self) -> Command:
        """The act on its day, with its words and papers."""
        words = {self.words[0]: self.cleaned_data[self.words[0]]} if self.words else {}
        made: Command = COMMANDS[self.name](
            order=self.order, done_at=self.done_at(), evidence=self.evidence(), **words
        )
        return made

    def field_of(self, code: str) -> str:
        """Words, day and paper have their fields."""
        if code == "order:evidence":
            return "paper0_number"
        if code == "order:before":
            return "done_on"
        name = code.partition(":")[2]
        return name if name in self.fields else super().field_of(code)


class SignForForm(DispatchForm):
    """The addressee has it."""

    name = "SignForDispatch"


class AnswerOrderForm(DispatchForm):
    """What was done, and a paper that shows it."""

    name = "AnswerDispatch"
    words = ("text", _("What was done"))
    slots = ((EVIDENCE,), (EVIDENCE,))


class CloseOrderForm(DispatchForm):
    """A second person has seen that the standard is met."""

    name = "CloseDispatch"
    words = ("note", _("What was found, against the standard"))
    slots = ((VERIFICATION,),)


class SendBackForm(DispatchForm):
    """Something is missing; the day stays."""

    name = "SendBackDispatch"
    words = ("note", _("What is still missing"))


class WithdrawForm(DispatchForm):
    """The order is taken back."""

    name = "WithdrawDispatch"
    words = ("reason", _("Reason"))


NEXT: dict[str, type[DispatchForm]] = {
    "issued": SignForForm,
    "signed": AnswerOrderForm,
    "answered": CloseOrderForm,
}
"""State of an order → the form that leads it on; it stands on the order's own page."""

ASIDE: dict[str, type[DispatchForm]] = {"send-back": SendBackForm, "withdraw": WithdrawForm}
"""Address → what may be done beside it."""
