"""Signs that stand beside every colour: a mark for each stage, a shape for each status."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plumbline.terms import STAGES, Stage

_MARKS_ZH = {
    Stage.LISTED: "册",
    Stage.SURVEYED: "查",
    Stage.PUBLISHED: "示",
    Stage.VALUED: "估",
    Stage.AGREED: "签",
    Stage.DECIDED: "决",
    Stage.COMPENSATED: "补",
    Stage.VACATED: "腾",
    Stage.HANDED_OVER: "交",
    Stage.DEMOLISHED: "拆",
    Stage.CLOSED: "档",
    Stage.WITHDRAWN: "退",
}


def stage_mark(stage: Stage, language: str) -> str:
    """One sign for a stage: the character the office uses; in English its number, and × for withdrawn."""
    if not language.lower().startswith("en"):
        return _MARKS_ZH[stage]
    return "×" if stage is Stage.WITHDRAWN else str(STAGES.index(stage) + 1)


@dataclass(frozen=True, slots=True)
class Status:
    """A status with its sign; the sign differs in shape, so that it is read without its colour."""

    sign: str
    label: str | Promise


STATUSES: dict[str, Status] = {
    "open": Status("▸", _("open now")),
    "waiting": Status("◷", _("waiting")),
    "due": Status("●", _("due today")),
    "late": Status("▲", _("overdue")),
    "refused": Status("✕", _("refused")),
    "done": Status("✓", _("done")),
    "sealed": Status("■", _("sealed")),
    "unsealed": Status("□", _("not sealed")),
    "contested": Status("◆", _("contested")),
    "correction": Status("◇", _("correction")),
    "imported": Status("↥", _("imported")),
    "draft": Status("…", _("draft")),
}
