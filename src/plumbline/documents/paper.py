"""What every paper has: the base of the values, and the kind that binds values to a wording and a layout."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

from plumbline.documents.fields import Shown, day, flag, missing, shown, specs, words, wrong
from plumbline.documents.model import Layout
from plumbline.documents.showing import show_day
from plumbline.documents.wording import Node, parse_wording
from plumbline.terms import Reason, Refused, Regime, Text

_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}〔[0-9]{4}〕[1-9][0-9]{0,5}号")
_BLANK_NUMBER = re.compile(r"_+〔[0-9]{4}〕_+号")


def blank_number(on: date) -> str:
    """The number of a paper that is not issued yet: its year, and room for the office that gives the number."""
    return f"____〔{on.year}〕____号"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperValues:
    """Values that every paper bears.

    example  whether the campaign is a demonstration: every page says so
    issuer   the body that signs, by its full name
    number   发文字号, `示征指〔2026〕12号`; may be empty on sheets and forms, blank (`blank_number`) before it is issued
    on       the day that the paper bears, never the day of printing
    """

    example: Annotated[bool, flag("示例", "example")]
    regime: Regime
    project: Annotated[str, words("项目名称", "project")]
    issuer: Annotated[str, words("发文机关", "issuing body")]
    number: Annotated[str, words("文号", "document number", optional=True)] = ""
    on: Annotated[date, day("成文日期", "day of the paper")]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialValues(PaperValues):
    """Values of a paper with a red head; without `printed_by` it has no 版记."""

    mark: Annotated[str, words("发文机关标志", "mark of the red head")]
    copies: Annotated[str, words("抄送", "copies to", optional=True)] = ""
    printed_by: Annotated[str, words("印发机关", "printed by", optional=True)] = ""
    printed_on: Annotated[date | None, day("印发日期", "printed on", optional=True)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdValues(PaperValues):
    """Values of a paper that goes to one household."""

    household: Annotated[str, words("户号", "household's number")]
    owner: Annotated[str, words("被征收人", "expropriated owner")]
    location: Annotated[str, words("房屋坐落", "location")]
    contact: Annotated[str, words("联系方式", "whom to ask: office, address, telephone of the post")]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper.

    id       its folder's name
    values   the class of its values
    regimes  the regimes that have it
    computed  further values of the wording, computed from the values
    faults   what is wrong across several values
    evidence the document of the procedure that the signed paper is, by regime; none for a mere notice
    """

    id: str
    name: Text
    values: type[Any]
    layout: Layout
    regimes: tuple[Regime, ...] = (Regime.STATE_LAND, Regime.COLLECTIVE_LAND)
    computed: Callable[[Any], Mapping[str, Shown]] = lambda _: {}
    faults: Callable[[Any], Iterator[Reason]] = lambda _: iter(())
    evidence: tuple[tuple[Regime, str], ...] = ()

    def document(self, regime: Regime) -> str | None:
        """The document of the law's tables that this paper becomes once it is signed (`freeze_letter`)."""
        return dict(self.evidence).get(regime)

    def wording(self, regime: Regime) -> tuple[Node, ...]:
        """The wording for a regime: `state_land.txt`, `collective_land.txt`, or `wording.txt` for both."""
        return _wording(self.id, regime.value)

    def shown(self, values: Any) -> dict[str, Shown]:
        """All values of the wording by their Chinese labels: the one source of both forms."""
        collective = values.regime is Regime.COLLECTIVE_LAND
        return {**_ABSENT, **shown(values), "集体土地": collective, **self.computed(values)}

    def refused(self, values: Any) -> Refused | None:
        """Every reason why these values make no paper of this kind."""
        if not isinstance(values, self.values):
            raise TypeError(f"{self.id} is made from {self.values.__name__}, not {type(values).__name__}")
        reasons = [*wrong(values), *self._regime(values), *self._number(values)]
        # Rules across values are asked only of values that are there.
        reasons = reasons or list(self.faults(values))
        return Refused(tuple(reasons)) if reasons else None

    def _regime(self, values: Any) -> Iterator[Reason]:
        if values.regime not in self.regimes:
            yield fault(
                "regime",
                Text(
                    f"集体土地征收没有《{self.name.zh}》。", f"The collective regime has no {self.name.en}."
                ),
                Text("请改用该项目所适用程序的文书。", "Use the papers of the project's own procedure."),
            )

    def _number(self, values: Any) -> Iterator[Reason]:
        if not values.number:
            if self.layout is Layout.OFFICIAL:
                yield missing("number", specs(PaperValues)["number"].label)
        elif not (_NUMBER.fullmatch(values.number) or _BLANK_NUMBER.fullmatch(values.number)):
            yield fault(
                "number",
                Text(f"文号“{values.number}”不合格式。", f"“{values.number}” is no document number."),
                Text(
                    "写作“机关代字〔四位年份〕序号号”，如“示征指〔2026〕12号”：六角括号，序号不编虚位，不加“第”。",
                    "Write 机关代字〔year〕n号, as in 示征指〔2026〕12号: six-cornered brackets, no padding, no 第.",
                ),
            )


def evidence(state_land: str | None, collective_land: str | None) -> tuple[tuple[Regime, str], ...]:
    """The documents of the procedure that a paper becomes under each regime."""
    both = ((Regime.STATE_LAND, state_land), (Regime.COLLECTIVE_LAND, collective_land))
    return tuple((regime, document) for regime, document in both if document is not None)


_ABSENT: dict[str, Shown] = {"发文机关标志": "", "抄送": "", "印发机关": "", "印发日期": ""}


def fault(code: str, message: Text, remedy: Text, *, rule: str = "D01") -> Reason:
    """A refusal of a paper for values that do not agree with each other or with the law."""
    return Reason(code=f"paper:{code}", rule=rule, fact=message.zh, message=message, remedy=remedy)


def needed(values: Any, *names: str) -> Iterator[Reason]:
    """The refusal for values that are optional in general but needed in this case."""
    for name in names:
        if getattr(values, name) in (None, "", (), 0):
            yield missing(name, specs(type(values))[name].label)


def before(values: Any, first: str, second: str, law: str) -> Iterator[Reason]:
    """A refusal where the first day lies after the second; `law` says why the order matters."""
    one, two = getattr(values, first), getattr(values, second)
    if one is None or two is None or one <= two:
        return
    labels = specs(type(values))
    early, late = labels[first].label, labels[second].label
    yield fault(
        "order",
        Text(
            f"“{early.zh}”（{show_day(one)}）晚于“{late.zh}”（{show_day(two)}）。",
            f"“{early.en}” ({one}) lies after “{late.en}” ({two}).",
        ),
        Text("请核对两个日期的凭证后更正。", "Check both days against their evidence and correct them."),
        rule=law,
    )


def gather(kind: Kind, given: Mapping[str, Any]) -> Any | Refused:
    """The values of a kind from a mapping by field name; a missing one is refused by its label.

    Unknown names are our own mistake (TypeError): a value that no wording prints is a slip of the caller.
    """
    labels = specs(kind.values)
    absent = [
        missing(field.name, labels[field.name].label if field.name in labels else Text("征收类型", "regime"))
        for field in fields(kind.values)
        if field.name not in given and field.default is MISSING
    ]
    if absent:
        return Refused(tuple(absent))
    values = kind.values(**given)
    return kind.refused(values) or values


@cache
def _wording(kind: str, regime: str) -> tuple[Node, ...]:
    folder = files("plumbline.documents") / "papers" / kind
    own = folder / f"{regime}.txt"
    return parse_wording((own if own.is_file() else folder / "wording.txt").read_text("utf-8"))
