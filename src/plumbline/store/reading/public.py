"""What everybody may read: recorded steps with their papers, figures of a sealed day, the log's keys.

Only leaves of sealed days are read, so that each line of a public page can be checked against the log.
A project's money is told where at least five households stand behind it; below that, and where the rest
would follow by subtraction, the page says that it is not told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from plumbline import law, ledger
from plumbline.store.home import Home
from plumbline.store.models import DocumentRow, ProjectStepRow
from plumbline.store.reading.money import MoneyOfDay, money_of_day
from plumbline.store.reading.policies import SealedFile, sealed_files
from plumbline.store.reading.projects import all_projects
from plumbline.store.reading.sealed import ProjectName, SealedDay, project_names
from plumbline.store.writing import services
from plumbline.terms import STAGES, Stage, Text

FEWEST = 5
"""Households behind a published sum of money; with fewer, a neighbour could guess whose it is."""

PAYABLE = STAGES[STAGES.index(Stage.AGREED) : STAGES.index(Stage.WITHDRAWN)]
"""Stages in which a household's money may be booked."""


@dataclass(frozen=True, slots=True)
class PublicPaper:
    """A paper of a step: its kind, its number and its day."""

    kind: Text
    number: str
    on: date | None


@dataclass(frozen=True, slots=True)
class PublicStep:
    """A recorded statutory step of a project; `number` is that of its entry in the log."""

    id: str
    name: Text
    rule: Text
    done_on: date
    number: int
    papers: tuple[PublicPaper, ...]


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A project on the sealed day; `money` is None where it must not be told."""

    name: ProjectName
    stages: Mapping[Stage, int]
    households: int
    remaining: int
    signed: int
    money: MoneyOfDay | None


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """The projects of the totals and their whole, on the last sealed day."""

    lines: tuple[PublicLine, ...]
    stages: Mapping[Stage, int]
    households: int
    remaining: int
    signed: int
    money: MoneyOfDay | None


def public_steps(procedure: law.Procedure, size: int) -> dict[str, tuple[PublicStep, ...]]:
    """Project → its recorded steps among the first `size` leaves, in the order of their days."""
    rows = list(ProjectStepRow.objects.filter(seq__lt=size).order_by("done_on", "seq"))
    papers = _papers(procedure, [row.seq for row in rows])
    found: dict[str, list[PublicStep]] = {}
    for row in rows:
        # What was done is shown under the law of its day.
        then = procedure.on(date.fromisoformat(row.done_on))
        step = then.steps.get(row.step)
        if step is None:
            continue
        found.setdefault(row.project, []).append(
            PublicStep(
                id=row.step,
                name=step.name,
                rule=rule_of(then, step),
                done_on=date.fromisoformat(row.done_on),
                number=row.seq,
                papers=papers.get(row.seq, ()),
            )
        )
    return {project: tuple(steps) for project, steps in found.items()}


def rule_of(procedure: law.Procedure, step: law.Step) -> Text:
    """The articles that a step rests on, examples of other provinces left out."""
    cited = [(source_name(procedure, c.source), c.article) for c in step.citations if not c.is_example]
    return Text(
        "；".join(f"{name.zh} {article}" for name, article in cited),
        "; ".join(f"{name.en}, {article}" for name, article in cited),
    )


def source_name(procedure: law.Procedure, source: str) -> Text:
    """A source as it is cited: its title without the number of its decree."""
    known = procedure.sources.get(source)
    if known is None or source == "PRODUCT":
        return Text("准绳自设规则", "Plumbline's own rule")
    return Text(f"《{known.name.zh.partition('（')[0]}》", known.name.en)


def _papers(procedure: law.Procedure, seqs: Iterable[int]) -> dict[int, tuple[PublicPaper, ...]]:
    found: dict[int, list[PublicPaper]] = {}
    for row in DocumentRow.objects.filter(seq__in=list(seqs), household="").order_by("seq", "n"):
        kind = procedure.documents.get(row.document)
        name = kind.name if kind else Text(row.document, row.document)
        on = date.fromisoformat(row.on[:10]) if row.on else None
        found.setdefault(row.seq, []).append(PublicPaper(name, row.number, on))
    return {seq: tuple(papers) for seq, papers in found.items()}


def public_figures(day: SealedDay) -> PublicFigures:
    """The figures of a sealed day by project, without a sum that tells of a few households."""
    names, money = project_names(), money_of_day(day.on)
    told = told_money({pk: _signed(_stages(day, pk)) for pk in names if day.project(pk) is not None})
    lines = tuple(
        _line(name, _stages(day, pk), money.get(pk, MoneyOfDay()) if pk in told else None)
        for pk, name in names.items()
        if day.project(pk) is not None
    )
    whole = sum((money.get(line.name.id, MoneyOfDay()) for line in lines), MoneyOfDay())
    signed = sum(line.signed for line in lines)
    return PublicFigures(
        lines=lines,
        stages={stage: sum(line.stages[stage] for line in lines) for stage in STAGES},
        households=sum(line.households for line in lines),
        remaining=sum(line.remaining for line in lines),
        signed=signed,
        money=whole if signed == 0 or signed >= FEWEST else None,
    )


def told_money(signed: Mapping[str, int]) -> frozenset[str]:
    """The projects whose money may be told, by how many households stand behind each.

    A sum of nobody is nought and tells nothing. Where those left out are together fewer than `FEWEST`,
    the whole less the others would tell their sum, so the next smallest is left out with them.
    """
    order = sorted((n, pk) for pk, n in signed.items() if n)
    hidden = 0
    left = [pk for pk, n in signed.items() if not n]
    for n, pk in order:
        if n < FEWEST or 0 < hidden < FEWEST:
            hidden += n
        else:
            left.append(pk)
    return frozenset(left)


def _stages(day: SealedDay, project: str) -> Mapping[Stage, int]:
    sealed = day.project(project)
    assert sealed is not None, "asked of projects in the sealed account"
    return {stage: int(sealed["stages"].get(stage.value, 0)) for stage in STAGES}


def _signed(stages: Mapping[Stage, int]) -> int:
    return sum(stages[stage] for stage in PAYABLE)


def _line(name: ProjectName, stages: Mapping[Stage, int], money: MoneyOfDay | None) -> PublicLine:
    remaining = sum(n for stage, n in stages.items() if STAGES.index(stage) < STAGES.index(Stage.HANDED_OVER))
    shown = replace(name, name=Text(*(part.replace("*", "") for part in (name.name.zh, name.name.en))))
    return PublicLine(shown, stages, sum(stages.values()), remaining, _signed(stages), money)


@dataclass(frozen=True, slots=True)
class PublicPolicy:
    """A sealed policy: its files, newest first, and the projects whose sums it makes."""

    id: str
    files: tuple[SealedFile, ...]
    projects: tuple[Text, ...]


def public_policies(size: int) -> tuple[PublicPolicy, ...]:
    """Policies sealed among the first `size` leaves, in the order of the projects that they compute."""
    used: dict[str, list[Text]] = {}
    for project in all_projects():
        used.setdefault(project.policy, []).append(Text(project.name_zh, project.name_en))
    files = {
        id: kept
        for id, every in sealed_files().items()
        if (kept := tuple(file for file in every if file.number < size))
    }
    return tuple(PublicPolicy(id, files[id], tuple(names)) for id, names in used.items() if id in files)


def log_keys(home: Home | None = None) -> tuple[ledger.KeyRow, ...]:
    """The verifier keys of the log as its directory serves them; empty before the first seal."""
    path = services(home).home.log / "keys"
    return tuple(ledger.read_key_list(path.read_bytes())) if path.is_file() else ()
