"""The papers of a file to print: which are ready, and for each that is not, what is missing and where to enter it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plumbline import campaign, documents, law
from plumbline.campaign import Project
from plumbline.store import printing
from plumbline.store.reading.households import HouseholdFile
from plumbline.terms import Reason, Refused, Text
from plumbline.web.accounts import Actor
from plumbline.web.plainly import cited
from plumbline.web.workbench.forms.registry import ADDRESS_OF
from plumbline.web.workbench.way import command_of
from plumbline.web.workbench.words import COMMAND_TITLES, ROLES, step_name

FORMS: dict[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A record that is missing: its name, where its form stands, and whose work it is where it is not the actor's."""

    name: Text
    url: str = ""
    who: Text | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """What stands against a paper in one line, with its article, the first day, and the records to be entered."""

    what: Text
    rule: Text
    earliest: date | None
    entries: tuple[Entry, ...]
    remedy: Text


@dataclass(frozen=True, slots=True)
class Row:
    """A paper: its two addresses where it is ready, what is missing where it is not.

    elsewhere  the case has no such paper so far: nobody has to do anything for it
    """

    kind: str
    name: Text
    pdf: str = ""
    docx: str = ""
    missing: tuple[Missing, ...] = ()
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class PrintList:
    """The papers of a file in three groups, each in the order of the procedure."""

    ready: tuple[Row, ...]
    waiting: tuple[Row, ...]
    elsewhere: tuple[Row, ...]


def household_papers(file: HouseholdFile, actor: Actor) -> PrintList:
    """The papers of a household as they stand today."""

    def entered(step: str, named: str) -> Entry:
        held = file.household
        command = command_of(held, step) if not named else "EnterDate"
        row = law.load_procedure().steps[step]
        if not row.is_household:
            return _project_entry(file.project, actor, step, named)
        url = reverse("act", args=(held.id, "date")) if named else reverse("step", args=(held.id, step))
        denied = campaign.may(command, actor.context, held, step="" if named else step)
        return _entry(_name(step, named), url, command, denied=bool(denied))

    def acted(command: str) -> Entry:
        url = reverse("act", args=(file.household.id, ADDRESS_OF[command]))
        denied = campaign.may(command, actor.context, file.household)
        return _entry(COMMAND_TITLES[command], url, command, denied=bool(denied))

    found = printing.offered(file_of(file, actor), actor.now)
    return _listed(found, "printed", file.household.id, entered, acted)


def project_papers(project: Project, actor: Actor) -> PrintList:
    """The papers of a project as they stand today."""

    def entered(step: str, named: str) -> Entry:
        return _project_entry(project, actor, step, named)

    found = printing.offered(project_file_of(project, actor), actor.now)
    return _listed(
        found, "project-printed", project.id, entered, lambda command: Entry(COMMAND_TITLES[command])
    )


def file_of(file: HouseholdFile, actor: Actor) -> printing.File:
    """A household's file as papers read it."""
    return printing.File(
        office=actor.office, project=file.project, household=file.household, today=actor.today
    )


def project_file_of(project: Project, actor: Actor) -> printing.ProjectFile:
    """A project as papers read it."""
    return printing.ProjectFile(office=actor.office, project=project, today=actor.today)


# ---------- rows ----------
Entered = Callable[[str, str], Entry]
Acted = Callable[[str], Entry]


def _listed(
    found: Iterable[printing.Offered], route: str, of: str, entered: Entered, acted: Acted
) -> PrintList:
    rows = [_row(paper, route, of, entered, acted) for paper in found]
    return PrintList(
        ready=tuple(row for row in rows if row.pdf),
        waiting=tuple(row for row in rows if not row.pdf and not row.elsewhere),
        elsewhere=tuple(row for row in rows if row.elsewhere),
    )


def _row(paper: printing.Offered, route: str, of: str, entered: Entered, acted: Acted) -> Row:
    name = documents.kind(paper.kind).name
    if paper.refused is None:
        pdf, docx = (reverse(route, args=(of, paper.kind, form)) for form in FORMS)
        return Row(paper.kind, name, pdf, docx)
    reasons = _telling(paper.refused)
    return Row(
        paper.kind,
        name,
        missing=tuple(_missing(reason, entered, acted) for reason in reasons),
        elsewhere=any(_need(reason) == "when" for reason in reasons),
    )


def _telling(refused: Refused) -> tuple[Reason, ...]:
    """The reasons that say what to do; that a state was not reached follows from the records that are missing."""
    telling = tuple(r for r in refused.reasons if not _need(r).startswith("state("))
    return telling or refused.reasons


def _need(reason: Reason) -> str:
    return reason.code.partition(":")[2]


def _missing(reason: Reason, entered: Entered, acted: Acted) -> Missing:
    entries = tuple(_entries(reason, entered, acted))
    return Missing(_short(reason.message), cited(reason.rule), reason.earliest, entries, reason.remedy)


_STEP = re.compile(r"\b(?:sl|cl)_[a-z_]+(?:\.[a-z_]+)?")


def _entries(reason: Reason, entered: Entered, acted: Acted) -> Iterable[Entry]:
    """The records behind a need: `requires(a)`, `requires_any(a|b)`, `elapsed(step.date)`, an act of our own codes."""
    need, steps = _need(reason), law.load_procedure().steps
    last = need.rpartition(":")[2]
    if last in ADDRESS_OF:
        yield acted(last)
        return
    if need == "compensated":
        yield entered(f"{reason.code[:5]}money_paid", "")
        return
    if reason.earliest is not None:
        return
    for target in dict.fromkeys(_STEP.findall(need)):
        step, _, named = target.partition(".")
        # An execution is recorded after a court's ruling; nobody is sent there from a list of papers.
        if step in steps and not step.endswith("_h_enforced"):
            yield entered(step, named)


def _name(step: str, named: str) -> Text:
    row = law.load_procedure().steps[step].date(named) if named else None
    return row.text if row else step_name(step)


def _entry(name: Text, url: str, command: str, *, denied: bool) -> Entry:
    if not denied:
        return Entry(name, url)
    roles = [ROLES[role] for role in sorted(campaign.COMMAND_ROLES.get(command, ())) if role in ROLES]
    return Entry(name, who=Text("、".join(role.zh for role in roles), ", ".join(role.en for role in roles)))


def _project_entry(project: Project, actor: Actor, step: str, named: str) -> Entry:
    command = "EnterProjectDate" if named else "RecordProjectStep"
    route, target = ("project-date", f"{step}.{named}") if named else ("project-step", step)
    denied = campaign.may(command, actor.context, project=project.id)
    return _entry(_name(step, named), reverse(route, args=(project.id, target)), command, denied=bool(denied))


_BEFORE = re.compile(
    r"^.*?(?:不能记录：|cannot be recorded: )(?:本案不适用此步骤：|the step does not apply here: )?"
)
_BASIS = re.compile(r"。(?:依据|准绳自设规则：).*$|\. (?:[A-Z《]|Plumbline).*$")


def _short(message: Text) -> Text:
    """The law's sentence without the step that it stands against and without its article, which is told beside it."""
    zh, en = (_BASIS.sub("", _BEFORE.sub("", text)) for text in (message.zh, message.en))
    return Text(zh, en)
