"""Forms of the appraisal: a contest, and its answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plumbline.campaign import COMMANDS, Command
from plumbline.web.workbench.forms import ActForm
from plumbline.web.workbench.forms.household import text_area


class _Now(ActForm):
    """An act of today: its day is not asked."""

    dated = False

    def _today(self) -> Any:
        # The day's first moment, so that pressing twice sends one and the same command.
        return self.actor.now.replace(hour=0, minute=0, second=0, microsecond=0)


class ContestForm(_Now):
    """Contest the score of the own unit or post."""

    def __init__(self, *args: Any, appraisal: int, subject: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.appraisal, self.subject = appraisal, subject
        self.fields["text"] = text_area(
            _("What is contested, and why"), help_text=_("Name the part and the record that is wrong.")
        )

    def command(self) -> Command:
        """The contest."""
        made: Command = COMMANDS["ContestAppraisal"](
            appraisal=self.appraisal,
            subject=self.subject,
            text=self.cleaned_data["text"],
            done_at=self._today(),
        )
        return made


class AnswerForm(_Now):
    """Answer a contest: strike out the records that no longer count, or none."""

    def __init__(self, *args: Any, contest: int, records: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contest = contest
        self.fields["strikes"] = forms.MultipleChoiceField(
            label=_("Records to strike out"), required=False, choices=list(records),
            widget=forms.CheckboxSelectMultiple,
            help_text=_("None: the contest is not upheld. The score is computed anew without them."),
        )  # fmt: skip
        self.fields["text"] = text_area(_("Answer with its reasons"))

    def command(self) -> Command:
        """The answer."""
        made: Command = COMMANDS["AnswerContest"](
            contest=self.contest,
            text=self.cleaned_data["text"],
            strikes=tuple(self.cleaned_data["strikes"]),
            done_at=self._today(),
        )
        return made
