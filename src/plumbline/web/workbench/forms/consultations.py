"""Forms of consultations: opening one, recording a decision, opening one again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plumbline.campaign import ADDRESSED, APART, CHAIRS, COMMANDS, Command, Post, posts
from plumbline.store.models import ConsultationRow
from plumbline.store.reading.office import names_of, unit_names
from plumbline.terms import Text
from plumbline.web.accounts import Actor
from plumbline.web.workbench.forms.acts import ActForm, DayField
from plumbline.web.workbench.forms.household import text_area
from plumbline.web.workbench.words import post_name, say

LIST_ROWS = 8
PLACE_LENGTH = 120


def choices_of(actor: Actor, held: Iterable[Post]) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Posts under their units, each with its holder, as a select shows them."""
    units, names = unit_names(actor.office), names_of(actor.office)
    grouped: dict[str, list[tuple[str, Any]]] = {}
    for post in held:
        title, holder = post_name(post), names.get(post.holder, post.holder)
        grouped.setdefault(post.unit, []).append(
            (post.id, say(Text(f"{title.zh} · {holder}", f"{title.en} · {holder}")))
        )
    return [(say(units.get(unit, Text(unit, unit))), found) for unit, found in grouped.items()]


def _held(actor: Actor) -> tuple[Post, ...]:
    return tuple(p for p in posts(actor.office.description) if p.is_held_on(actor.today))


class ConsultationForm(ActForm):
    """Open a consultation; who met last time is marked already, the agenda makes itself."""

    def __init__(self, *args: Any, last: ConsultationRow | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = _held(self.actor)
        inside = [p for p in held if p.role not in APART]
        projects = [
            p
            for p in self.actor.office.description["projects"]
            if not self.actor.held.projects or p["id"] in self.actor.held.projects
        ]
        whole = [] if self.actor.held.projects else [("", _("the whole campaign"))]
        named = [(p["id"], say(Text(p["name_zh"], p.get("name_en", p["name_zh"])))) for p in projects]
        self.fields |= {
            "done_time": forms.TimeField(
                label=_("Hour"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
                initial=self.actor.now.replace(second=0, microsecond=0).time(),
            ),
            "project": forms.ChoiceField(label=_("About"), required=False, choices=[*whole, *named]),
            "place": forms.CharField(label=_("Meeting place"), max_length=PLACE_LENGTH, initial=last.place if last else ""),
            "chair": forms.ChoiceField(
                label=_("In the chair"), initial=last.chair if last else None,
                choices=choices_of(self.actor, (p for p in held if p.role in CHAIRS)),
            ),
            "present": _people(_("Present"), choices_of(self.actor, inside), last.present if last else []),
            "absent": _people(_("Excused"), choices_of(self.actor, inside), (), required=False),
            "observers": _people(
                _("Observing"), choices_of(self.actor, held), last.observers if last else (), required=False
            ),
        }  # fmt: skip
        self.fields["done_on"].label = _("Day")
        self.fields["done_on"].help_text = ""

    def command(self) -> Command:
        """The consultation."""
        named = {n: self.cleaned_data[n] for n in ("project", "place", "chair")}
        lists = {n: tuple(self.cleaned_data[n]) for n in ("present", "absent", "observers")}
        made: Command = COMMANDS["OpenConsultation"](done_at=self.done_at(), **named, **lists)
        return made

    def field_of(self, code: str) -> str:
        """Each reason of the office's own stands beside what it speaks of."""
        own = {f"consultation:{name}": name for name in ("place", "chair", "present", "project")}
        return own.get(code) or super().field_of(code)


def _people(
    label: Any, choices: Sequence[Any], initial: Iterable[str], *, required: bool = True
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, initial=list(initial), required=required,
        widget=forms.SelectMultiple(attrs={"size": LIST_ROWS}), help_text=_("Several: hold Ctrl (or ⌘) while choosing."),
    )  # fmt: skip


class DecisionOfMeetingForm(ActForm):
    """A decision: what, who, by when, seen done by what; it is on its owner's list at once."""

    dated = False

    def __init__(
        self, *args: Any, meeting: ConsultationRow, agenda: Sequence[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        held = (p for p in _held(self.actor) if p.role in ADDRESSED)
        self.fields |= {
            "matter": text_area(_("What is to be done")),
            "addressee": forms.ChoiceField(
                label=_("Who answers for it"), choices=choices_of(self.actor, held),
                help_text=_("One post; its unit is the responsible unit."),
            ),
            "due_on": DayField(label=_("Due day"), initial=self.actor.today),
            "standard": text_area(
                _("Seen done by"), help_text=_("What a second person can check when it is reported done.")
            ),
            "about": forms.MultipleChoiceField(
                label=_("Items of the agenda that it answers"), required=False, choices=agenda,
                widget=forms.SelectMultiple(attrs={"size": LIST_ROWS}),
            ),
        }  # fmt: skip

    def command(self) -> Command:
        """The decision, taken now."""
        cleaned = self.cleaned_data
        made: Command = COMMANDS["DecideInConsultation"](
            consultation=self.meeting.number,
            matter=cleaned["matter"],
            addressee=cleaned["addressee"],
            due_on=cleaned["due_on"],
            standard=cleaned["standard"],
            about=tuple(int(number) for number in cleaned["about"]),
            # The day's first moment, so that pressing twice sends one and the same command.
            done_at=self.actor.now.replace(hour=0, minute=0, second=0, microsecond=0),
        )
        return made

    def field_of(self, code: str) -> str:
        """Owner, day and agenda have their fields; pressure stands beside what asks for it."""
        if code.endswith(":never"):
            return "matter"
        own = {
            "consultation:addressee": "addressee", "consultation:due": "due_on", "consultation:about": "about",
            "consultation:words": "matter",
        }  # fmt: skip
        return own.get(code) or super().field_of(code)


class CloseMeetingForm(ActForm):
    """End a consultation; its minutes are locked by it."""

    dated = False

    def __init__(self, *args: Any, meeting: ConsultationRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def command(self) -> Command:
        """The end, now."""
        made: Command = COMMANDS["CloseConsultation"](
            consultation=self.meeting.number,
            done_at=self.actor.now.replace(hour=0, minute=0, second=0, microsecond=0),
        )
        return made


class ReopenMeetingForm(CloseMeetingForm):
    """Open the newest consultation again, with the reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = text_area(_("Reason"))

    def command(self) -> Command:
        """The opening, now."""
        made: Command = COMMANDS["ReopenConsultation"](
            consultation=self.meeting.number,
            reason=self.cleaned_data["reason"],
            done_at=self.actor.now.replace(hour=0, minute=0, second=0, microsecond=0),
        )
        return made

    def field_of(self, code: str) -> str:
        """The reason has its field."""
        return "reason" if code == "consultation:reason" else super().field_of(code)
