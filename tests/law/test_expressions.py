"""The closed language: what it reads, what it refuses, and the three outcomes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbline.law import ExpressionError, ProjectSubject, load_calendar, load_procedure, parse, show
from plumbline.law.compiled import rules_of
from plumbline.law.expressions import And, Compare, Condition, Done, Elapsed, Name, Not, Or
from plumbline.law.views import Unknown, View
from plumbline.terms import Regime

ACCEPTED = [
    ("done(sl_h_listed)", Done("sl_h_listed")),
    ("elapsed(sl_hearing)", Elapsed("sl_hearing")),
    ("elapsed(sl_hearing.notice_delivered)", Elapsed("sl_hearing", "notice_delivered")),
    ("compensated", Condition("compensated")),
    ("not compensated", Not(Condition("compensated"))),
    ("choice == money", Compare(Name("choice"), "==", "money")),
    ("project.x >= 10", Compare(Name("project.x"), ">=", 10)),
    ("project.x > project.y", Compare(Name("project.x"), ">", Name("project.y"))),
    ("household.x == true", Compare(Name("household.x"), "==", True)),
    # `and` binds more tightly than `or`, as in the grammar.
    ("a or b and c", Or((Condition("a"), And((Condition("b"), Condition("c")))))),
    ("(a or b) and c", And((Or((Condition("a"), Condition("b"))), Condition("c")))),
]
REFUSED = [
    ("", "the end"),
    ("a b", "should end here"),
    ("a and", "the end"),
    ("not", "the end"),
    ("(a", "')'"),
    ("done(sl_h.day)", "not for its date"),
    ("done()", "a step"),
    ("household.x", "an operator"),
    ("household.x = 1", "no part of the language"),
    ("household.x == 1.5", "no part of the language"),
    ("household.x == -1", "no part of the language"),
    ("household.x in []", "no literal"),
    ("household.x in [a", "']'"),
    ("secret.x == 1", "no name of a fact"),
    ("1 == household.x", "a test"),
    ("true", "not a test"),
    ("a == b", "should end here"),
    ("__import__('os')", "no part of the language"),
    ("a; b", "no part of the language"),
    ("elapsed(a) + 1", "no part of the language"),
]


@pytest.mark.parametrize(("text", "tree"), ACCEPTED, ids=[text for text, _ in ACCEPTED])
def test_it_reads_what_the_grammar_allows(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(("text", "said"), REFUSED, ids=[text or "empty" for text, _ in REFUSED])
def test_it_refuses_what_the_grammar_does_not_know(text, said):
    with pytest.raises(ExpressionError) as error:
        parse(text)
    assert said in str(error.value)


def test_it_refuses_what_is_too_long_or_too_deep():
    with pytest.raises(ExpressionError, match="at most 2000"):
        parse("a or " * 500 + "a")
    with pytest.raises(ExpressionError, match="deeper than 20"):
        parse("(" * 21 + "a" + ")" * 21)
    assert parse("(" * 19 + "a" + ")" * 19) == Condition("a")


_TESTS = st.sampled_from(
    ["compensated", "done(sl_hearing)", "choice in [money, mixed]", "project.x < 3", "elapsed(sl_x.y)"]
)
_TEXTS = st.recursive(
    _TESTS,
    lambda inner: st.one_of(
        inner.map(lambda a: f"not ({a})"),
        st.tuples(inner, inner).map(lambda ab: f"({ab[0]}) and ({ab[1]})"),
        st.tuples(inner, inner).map(lambda ab: f"({ab[0]}) or ({ab[1]})"),
    ),
    max_leaves=6,
)


@given(_TEXTS)
def test_it_writes_a_tree_so_that_it_reads_back_as_the_same_tree(text):
    tree = parse(text)
    assert parse(show(tree)) == tree


YES, NO = "project.major_decision == false", "project.major_decision == true"
UNSET = "project.owners_in_scope >= local.survey_publication_days"
MISSING = Unknown("local", "survey_publication_days")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (f"{YES} and {UNSET}", MISSING),
        (f"{NO} and {UNSET}", False),  # false whatever the local document says
        (f"{YES} or {UNSET}", True),
        (f"{NO} or {UNSET}", MISSING),
        (f"not ({UNSET})", MISSING),
        (f"not ({NO})", True),
    ],
)
def test_it_has_a_third_outcome_that_never_passes_for_true(text, outcome):
    rules = rules_of(load_procedure(), Regime.STATE_LAND)
    view = View(rules, load_calendar(), ProjectSubject(Regime.STATE_LAND), date(2026, 3, 2))
    assert rules.holds(parse(text), view) == outcome
