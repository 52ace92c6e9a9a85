"""A project's board as its page shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plumbline.campaign import Office, Project
from plumbline.store.reading.projects import ProjectBoard, StepOnBoard
from plumbline.store.reading.sealed import SealedDay
from plumbline.terms import Fen, Regime, Stage, Text, is_remaining
from plumbline.web import parts
from plumbline.web.parts import Crumb
from plumbline.web.workbench.words import say, shown_value

STATES: dict[str, tuple[str, Promise]] = {
    "overdue": ("late", _("overdue")),
    "open": ("open", _("open now")),
    "waiting": ("waiting", _("a period runs")),
    "blocked": ("waiting", _("not open")),
    "done": ("done", _("done")),
    "absent": ("draft", _("not in this case")),
}
"""State of a step on the board → its status badge and its words."""

SOURCES: dict[str, Promise] = {
    "local": _("local document"),
    "table": _("stricter basis of the law's table"),
    "product": _("Plumbline's own rule"),
    "missing": _("missing: steps that need it are refused"),
}


def _in_words(zh: str, en: str) -> str:
    return Text(zh, en).in_language(get_language() or "zh-hans")


def cards(
    projects: list[Project], sealed: SealedDay | None, clean: Mapping[str, date], office: Office
) -> dict[str, Any]:
    """Context of the list: the projects of the totals on the last sealed day, then those outside."""
    lines = {line["id"]: line for line in sealed.account["projects"]} if sealed else {}
    deadlines = {
        row["id"]: date.fromisoformat(str(row["deadline"])) for row in office.description["projects"]
    }
    shown = [
        parts.ProjectCard(
            name=_in_words(project.name_zh, project.name_en),
            url=reverse("project", args=[project.id]),
            regime=Regime(project.regime),
            households=int(lines[project.id]["households"]) if project.id in lines else project.households,
            remaining=int(lines[project.id]["remaining"])
            if project.id in lines
            else sum(n for stage, n in project.stages.items() if is_remaining(Stage(stage))),
            bar=parts.stage_bar(
                {
                    Stage(s): int(n)
                    for s, n in (lines.get(project.id) or {"stages": project.stages})["stages"].items()
                }
            ),
            planned_on=clean.get(project.id),
        )
        for project in projects
    ]
    pairs = list(zip(projects, shown, strict=True))
    return {
        "sealed": sealed,
        "inside": [(card, deadlines[p.id]) for p, card in pairs if p.in_totals],
        "outside": [(card, deadlines[p.id]) for p, card in pairs if not p.in_totals],
    }


def step_row(step: StepOnBoard, today: date) -> dict[str, Any]:
    """A step with its badge and how far its days are."""
    status, words = STATES[step.state]
    return {
        "step": step,
        "status": status,
        "words": words,
        "waits_days": max((step.earliest - today).days, 0) if step.earliest else None,
        "is_open": step.state in ("open", "overdue"),
        "why": _why(step),
    }


def _why(step: StepOnBoard) -> Text:
    """What the first reason says is missing, without the step's name before it and the article behind it."""
    if step.refused is None:
        return Text("", "")
    said = step.refused.reasons[0].message
    zh = said.zh.removeprefix(f"“{step.name.zh}”不能记录：").partition("。")[0]
    return Text(f"{zh}。", said.en.removeprefix(f"“{step.name.en}” cannot be recorded: "))


def board(found: ProjectBoard, sealed: SealedDay | None) -> dict[str, Any]:
    """Context of the board."""
    project = found.project
    rows = [step_row(step, found.today) for step in found.steps]
    counts = Counter(step.state for step in found.steps)
    short = Fen(max(project.estimate_fen - project.funds_fen, 0))
    return {
        "project": project,
        "name": Text(project.name_zh, project.name_en),
        "today": found.today,
        "sealed": sealed,
        "sealed_line": sealed.project(project.id) if sealed else None,
        "crumbs": (
            Crumb(_("Projects"), reverse("projects")),
            Crumb(_in_words(project.name_zh, project.name_en)),
        ),
        "rows": rows,
        "counts": [
            {"state": state, "status": STATES[state][0], "words": STATES[state][1], "n": counts[state]}
            for state in STATES
            if counts[state]
        ],
        "rights": [
            {"text": text, "rule": rule, "last": last, "over": over}
            for text, rule, last, over in found.rights
        ],
        "parameters": [
            {
                "row": row,
                "value": say(shown_value(row.value)) if row.value else "—",
                "source": SOURCES[row.source],
            }
            for row in found.parameters
        ],
        "blocks": [
            {
                "row": row,
                "bar": parts.stage_bar(row.stages),
                "url": f"{reverse('households')}?{urlencode({'project': project.id, 'block': row.id})}",
            }
            for row in found.blocks
        ],
        "clean_on": found.clean_on,
        "deadline": date.fromisoformat(str(found.description["deadline"])),
        "parcels": found.description.get("key_parcels", ()),
        "policy": found.policy,
        "funds": Fen(project.funds_fen),
        "estimate": Fen(project.estimate_fen),
        "policy_total": Fen(project.policy_total_fen),
        "short": short,
    }
