"""Where a refusal stands: the article it cites, or our own stricter rule said to be so."""

from __future__ import annotations

from dataclasses import dataclass

from plumbline.law.compiled import Rules
from plumbline.law.expressions import Condition, Elapsed, Expr, tests_in
from plumbline.law.procedure import Nature, Period, Procedure, Prohibition, Step
from plumbline.terms import OWN_RULE, Text

PRODUCT_RULE = OWN_RULE.zh
"""The `rule` of a refusal that rests on our own rule; a law is never cited for it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The source, article and paraphrase that carry a refusal."""

    source: str
    article: str
    text: Text
    nature: Nature

    @property
    def rule(self) -> str:
        """`R590 27(1)`, or 准绳自设规则 for our own."""
        if self.nature is Nature.PRODUCT:
            return PRODUCT_RULE
        return self.source if self.article == "-" else f"{self.source} {self.article}"

    def basis_for(self, rules: Rules) -> Text:
        """`basis`, worked out once for the rules."""
        known: Text | None = rules.memo.get(self)
        if known is None:
            known = rules.memo[self] = self.basis(rules.procedure)
        return known

    def basis(self, procedure: Procedure) -> Text:
        """The sentence that names the source in a message."""
        if self.nature is Nature.PRODUCT:
            return Text(f"准绳自设规则：{self.text.zh}", f"Plumbline's own rule: {self.text.en}")
        name = procedure.sources[self.source].name
        place = Text(f"《{name.zh}》", name.en)
        if self.article[:1].isdigit():
            place = Text(f"{place.zh}第{self.article}条", f"{place.en}, art. {self.article}")
        elif self.article != "-":  # a heading of a catalogue that has no articles
            place = Text(f"{place.zh}“{self.article}”", f"{place.en}, “{self.article}”")
        if self.nature is Nature.LOCAL:
            return Text(
                f"依据{place.zh}，天数由地方规定：{self.text.zh}",
                f"{place.en}; the days are set locally: {self.text.en}",
            )
        if self.nature is Nature.CONTRACT:
            return Text(
                f"依据{place.zh}及约定：{self.text.zh}", f"{place.en}, and the agreement: {self.text.en}"
            )
        return Text(f"依据{place.zh}：{self.text.zh}", f"{place.en}: {self.text.en}")


def of_step(step: Step) -> Ground:
    """The first article that a step itself cites; another province's example cites nothing."""
    cited = next((c for c in step.citations if not c.is_example), step.citations[0])
    nature = Nature.PRODUCT if cited.source == "PRODUCT" or cited.is_example else step.nature
    return Ground(cited.source, cited.article, cited.text, nature)


def of_period(procedure: Procedure, period: Period) -> Ground:
    """The article of a period, with the words of the step that states it where they fit."""
    owner = procedure.steps.get(period.owner)
    text = Text("期限未满", "the period has not run")
    for cited in owner.citations if owner else ():
        if cited.source == period.source:
            text = cited.text
            break
    return Ground(period.source, period.article, text, period.nature)


def of_prohibition(prohibition: Prohibition) -> Ground:
    """The article of a prohibition."""
    return Ground(prohibition.source, prohibition.article, prohibition.text, prohibition.nature)


def of_need(rules: Rules, step: Step, need: Expr) -> Ground:
    """The article behind one expression of a step: of the period it turns on, else the step's own."""
    tests = [need]
    if isinstance(need, Condition):
        check = (rules.procedure.conditions[need.id].check or {}).get(rules.regime)
        tests = list(tests_in(check)) if check is not None else []
    for test in tests:
        if (
            isinstance(test, Elapsed)
            and (period := rules.counted(test.target).period) is not None
            and period.source
        ):
            return of_period(rules.procedure, period)
    return of_step(step)
