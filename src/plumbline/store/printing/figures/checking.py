"""A paper of figures checked against its day: the figures worked out again, and whether they give its digest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from plumbline import documents
from plumbline.store.printing.figures.day_account import account_figures
from plumbline.store.printing.figures.unit_figures import project_figures, unit_figures
from plumbline.store.reading.office import unit_names
from plumbline.store.reading.sealed import SealedDay, project_names, sealed_day, the_office
from plumbline.store.reading.weeks import sealed_facts_of, weeks
from plumbline.terms import Text


@dataclass(frozen=True, slots=True)
class Checked:
    """A paper that the address belongs to: its name, its day, and its figures as they come out now."""

    name: Text
    day: SealedDay
    figures: Mapping[str, int]


def checked(on: date, digest: str) -> Checked | SealedDay | None:
    """What an address of a paper says: the paper, the day alone where no paper has the digest, or None.

    A paper that was altered has another digest, so its address leads to no paper.
    """
    day = sealed_day(on)
    if day is None:
        return None
    for name, told, figures in _papers(day.root, on):
        if told == digest:
            return Checked(name, day, figures)
    return day


_Paper = tuple[Text, str, Mapping[str, int]]


@lru_cache(maxsize=32)
def _papers(_root: str, on: date) -> tuple[_Paper, ...]:
    # The root names the day's whole ledger: a sealed day never changes, so its papers are worked out once.
    day = sealed_day(on)
    assert day is not None, "asked of sealed days"
    return tuple(_each(day))


def _each(day: SealedDay) -> Iterator[_Paper]:
    figures = account_figures(day)
    yield Text("日结账", "Daily account"), documents.digest_of(figures), _numbers(figures)
    office = the_office()
    for id, name in unit_names(office).items():
        of_unit = unit_figures(day, id)
        title = Text(f"任务书、责任清单：{name.zh}", f"Task book, duty list: {name.en}")
        yield title, documents.digest_of(of_unit), _numbers(of_unit)
    for project in project_names().values():
        of_project = project_figures(day, project.id)
        title = Text(f"任务分解表：{project.name.zh}", f"Task breakdown: {project.name.en}")
        yield title, documents.digest_of(of_project), _numbers(of_project)
    for week in weeks():
        if week.last == day.on and not week.missing:
            facts = sealed_facts_of(week)
            yield (
                Text(f"周通报第{week.number}期", f"Weekly bulletin no. {week.number}"),
                documents.figures_digest(facts),
                facts.sealed,
            )


def _numbers(figures: Mapping[str, str | int]) -> dict[str, int]:
    return {name: value for name, value in figures.items() if isinstance(value, int)}
