"""Forms of reports, duties that move, and posts that change hands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from plumbline.campaign import COMMANDS, Command, Post
from plumbline.store.reading.office import names_of
from plumbline.web.workbench.forms.acts import ActForm, DayField
from plumbline.web.workbench.forms.household import text_area


class ReportForm(ActForm):
    """A unit says how far it is; the sealed day says it too, and both stand side by side."""

    dated = False

    def __init__(self, *args: Any, commitment: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commitment = commitment
        self.fields |= {
            "as_of": DayField(label=_("Day that it speaks of"), initial=self.actor.today),
            "reached": forms.IntegerField(
                label=_("Households at the stage"), min_value=0, max_value=100_000,
                help_text=_("Your own count. It is compared with the sealed day and enters no account."),
            ),
            "text": text_area(_("What was done, what hinders")),
        }  # fmt: skip

    def command(self) -> Command:
        """The report, made now."""
        made: Command = COMMANDS["ReportProgress"](
            commitment=self.commitment,
            as_of=self.cleaned_data["as_of"],
            reached=self.cleaned_data["reached"],
            text=self.cleaned_data["text"],
            done_at=_first_moment(self),
        )
        return made

    def field_of(self, code: str) -> str:
        """Each refusal beside what it speaks of."""
        known = {"report:day": "as_of", "report:reached": "reached", "report:text": "text"}
        return known.get(code) or super().field_of(code)


class MoveDutiesForm(ActForm):
    """Confirm a proposed split: the reason, and the proposal that was read."""

    dated = False

    def __init__(
        self, *args: Any, project: str, unit: str, posts: Mapping[str, Mapping[str, str]], since: date, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.project, self.unit, self.posts, self.since = project, unit, posts, since
        self.fields["reason"] = text_area(_("Reason"))

    @property
    def proposal(self) -> str:
        """A mark of the proposal that is shown; another split has another one."""
        told = json.dumps([self.unit, self.since.isoformat(), self.posts], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()

    def clean(self) -> dict[str, Any]:
        """What is confirmed is what was read: the block's work may have changed in between."""
        cleaned = super().clean()
        if self.data.get("proposal") != self.proposal:
            raise forms.ValidationError(
                _now("The block's work has changed since. Read the new proposal, then confirm it.")
            )
        return cleaned

    def command(self) -> Command:
        """The whole block in one command."""
        made: Command = COMMANDS["ReassignDuties"](
            project=self.project,
            unit=self.unit,
            posts=self.posts,
            since=self.since,
            reason=self.cleaned_data["reason"],
            done_at=_first_moment(self),
        )
        return made

    def field_of(self, code: str) -> str:
        """The reason is the one thing that is typed here."""
        return "reason" if code == "duties:reason" else super().field_of(code)


class AppointForm(ActForm):
    """Give a post to a person from a day on."""

    dated = False

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.post = post
        people = sorted(names_of(self.actor.office).items(), key=lambda row: row[1])
        self.fields |= {
            "known": forms.ChoiceField(
                label=_("Person"), required=False,
                choices=[("", _("— somebody new —")), *((id, f"{name}（{id}）") for id, name in people)],
            ),
            "person": forms.SlugField(
                label=_("Id of somebody new"), required=False, max_length=40,
                help_text=_("Small letters, digits and hyphens: the name of the account."),
            ),
            "name": forms.CharField(label=_("Name of somebody new"), required=False, max_length=60),
            "since": DayField(label=_("From which day"), initial=self.actor.today, help_text=_(
                "Today or later; whoever holds the post ends the day before."
            )),
            "until": DayField(label=_("Last day of the term"), required=False),
            "reason": text_area(_("Reason")),
        }  # fmt: skip

    def command(self) -> Command:
        """The appointment."""
        cleaned = self.cleaned_data
        made: Command = COMMANDS["AppointHolder"](
            post_id=self.post.id,
            person=cleaned["known"] or cleaned["person"],
            name="" if cleaned["known"] else cleaned["name"],
            since=cleaned["since"],
            until=cleaned["until"],
            reason=cleaned["reason"],
            done_at=_first_moment(self),
        )
        return made

    def field_of(self, code: str) -> str:
        """Each refusal beside what it speaks of."""
        known = {
            "post:backwards": "since", "post:overlap": "since", "post:same": "known", "post:conflict": "known",
            "post:login": "person", "post:person": "person", "post:term": "until", "post:reason": "reason",
        }  # fmt: skip
        return known.get(code) or super().field_of(code)


class EndTermForm(ActForm):
    """End a holder's term with a day."""

    dated = False

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.post = post
        self.fields |= {
            "last": DayField(label=_("Last day of the term"), initial=self.actor.today),
            "reason": text_area(_("Reason")),
        }

    def command(self) -> Command:
        """The end of the term."""
        made: Command = COMMANDS["EndTerm"](
            post_id=self.post.id,
            last=self.cleaned_data["last"],
            reason=self.cleaned_data["reason"],
            done_at=_first_moment(self),
        )
        return made

    def field_of(self, code: str) -> str:
        """Each refusal beside what it speaks of."""
        known = {"post:backwards": "last", "post:term": "last", "post:gap": "last", "post:reason": "reason"}
        return known.get(code) or super().field_of(code)


def _first_moment(form: ActForm) -> Any:
    # The day's first moment, so that pressing twice sends one and the same command.
    return form.actor.now.replace(hour=0, minute=0, second=0, microsecond=0)
