"""Forms of the office: cases without a household, answers, promises, reviews of late entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plumbline.campaign import COMMANDS, Command
from plumbline.store.reading.office import GRIEVANCE_KINDS
from plumbline.terms import STAGE_TEXT, STAGES, Stage, Text
from plumbline.web.workbench.forms.acts import ActForm, DayField
from plumbline.web.workbench.forms.household import CHANNELS, text_area
from plumbline.web.workbench.words import say, word


def _named(projects: Sequence[Mapping[str, Any]]) -> list[tuple[str, Any]]:
    return [(p["id"], say(Text(p["name_zh"], p.get("name_en", p["name_zh"])))) for p in projects]


class GrievanceForm(ActForm):
    """Register an enquiry, request, objection or complaint, of a household or of nobody known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        projects = self.actor.office.description["projects"]
        self.fields |= {
            "kind": forms.ChoiceField(label=_("Kind"), choices=[(k, say(t)) for k, t in GRIEVANCE_KINDS.items()]),
            "channel": forms.ChoiceField(label=_("Channel"), choices=[(c, say(word(c))) for c in CHANNELS]),
            "household": forms.CharField(
                label=_("File number of the household"), required=False, max_length=60,
                help_text=_("Leave it empty where the case is nobody's of the register."),
            ),
            "project": forms.ChoiceField(
                label=_("Project"), required=False, choices=[("", "—"), *_named(projects)]
            ),
            "text": text_area(_("What is asked"), help_text=_("In the person's own words.")),
        }  # fmt: skip

    def command(self) -> Command:
        """The case."""
        named = {n: self.cleaned_data[n] for n in ("kind", "channel", "household", "project", "text")}
        made: Command = COMMANDS["ReceiveGrievance"](done_at=self.done_at(), **named)
        return made

    def field_of(self, code: str) -> str:
        """An unknown household stands beside its number."""
        return "household" if code == "unknown:household" else super().field_of(code)


class AnswerForm(ActForm):
    """Answer a case, with the clauses or articles that the answer rests on."""

    def __init__(self, *args: Any, grievance: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grievance = grievance
        self.fields |= {
            "text": text_area(_("Answer")),
            "cites": forms.CharField(
                label=_("Clauses or articles cited"), max_length=200,
                help_text=_("Such as A16, R590 27; several with commas."),
            ),
        }  # fmt: skip

    def command(self) -> Command:
        """The answer."""
        cites = self.cleaned_data["cites"].replace("，", ",").replace("、", ",").split(",")
        made: Command = COMMANDS["AnswerGrievance"](
            grievance=self.grievance,
            text=self.cleaned_data["text"],
            cites=tuple(c.strip() for c in cites if c.strip()),
            done_at=self.done_at(),
        )
        return made


class CommitmentForm(ActForm):
    """A unit's promise: how many households, to which stage, by which day."""

    dated = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        post = self.actor.held
        projects = [
            p
            for p in self.actor.office.description["projects"]
            if not post.projects or p["id"] in post.projects
        ]
        self.fields |= {
            "project": forms.ChoiceField(label=_("Project"), choices=_named(projects)),
            "stage": forms.ChoiceField(
                label=_("Stage to reach"),
                choices=[
                    (s.value, say(STAGE_TEXT[s])) for s in STAGES if s not in (Stage.LISTED, Stage.WITHDRAWN)
                ],
                initial=Stage.AGREED.value,
            ),
            "households": forms.IntegerField(label=_("Households in all"), min_value=1, max_value=100_000),
            "due_on": DayField(
                label=_("By which day"), help_text=_("A day after today; it is settled at that day's close.")
            ),
            "text": text_area(_("In one sentence")),
        }

    def command(self) -> Command:
        """The promise of the post's own unit, given now."""
        cleaned = self.cleaned_data
        made: Command = COMMANDS["GiveCommitment"](
            unit=self.actor.held.unit,
            project=cleaned["project"],
            stage=cleaned["stage"],
            households=cleaned["households"],
            due_on=cleaned["due_on"],
            text=cleaned["text"],
            # The day's first moment, so that pressing twice sends one and the same command.
            done_at=self.actor.now.replace(hour=0, minute=0, second=0, microsecond=0),
        )
        return made

    def field_of(self, code: str) -> str:
        """The terms are refused as a whole; the day is the likeliest."""
        return "due_on" if code == "commitment:terms" else super().field_of(code)


class LateForm(ActForm):
    """Accept a late entry, or send it back, with a word on why."""

    dated = False

    def __init__(self, *args: Any, proposal: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        self.fields |= {
            "accept": forms.ChoiceField(
                label=_("Review"),
                widget=forms.RadioSelect,
                choices=[("yes", _("accept; it is recorded in its author's name")), ("no", _("send back"))],
            ),
            "note": text_area(_("What the papers show")),
        }

    def command(self) -> Command:
        """The review."""
        made: Command = COMMANDS["ReviewLate"](
            proposal=self.proposal,
            accept=self.cleaned_data["accept"] == "yes",
            note=self.cleaned_data["note"],
        )
        return made
