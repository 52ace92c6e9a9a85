"""The ruler 一把尺子: a policy is one file that is the published plan, and every amount comes out of it.

A file is chapters of articles; each article holds its text, its figures and tables with units, the
quantities it names, what it refuses and what it pays, in formulas of Chinese words. `load_policy`
reads it with every scalar as text, `check_policy` finds what must not be sealed, `compute` gives a
household's amounts in whole fen with the facts and the arithmetic of each line, by the version in
force at its signing and with the top-up to the version of today.

What never happens: a float, an amount typed by hand, a formula that fails on an admitted household,
a figure without a name. A household that cannot be computed is `Refused` with code and clause.
What may enter: the language, its checks, its engines (`engines/`), explanation and printed articles;
no clock, no database, no law of procedure.
"""

from plumbline.policy.checks import check_policy
from plumbline.policy.computing import (
    Computation,
    Facts,
    Line,
    OtherPayee,
    accruing,
    compute,
    dearer_mode,
    due_at_signing,
    validate_facts,
)
from plumbline.policy.explaining import computation_json, explain, explanation_json
from plumbline.policy.findings import Finding, PolicyError
from plumbline.policy.improving import not_an_improvement
from plumbline.policy.loader import load_policy, parse_policy
from plumbline.policy.model import FALLS_DUE_TEXT, HOUSEHOLD, Clause, FallsDue, Policy, Version
from plumbline.policy.rendering import Block, render_articles
from plumbline.policy.schema import Field, ListOf, Schema, regime_schema

__all__ = [
    "FALLS_DUE_TEXT",
    "HOUSEHOLD",
    "Block",
    "Clause",
    "Computation",
    "Facts",
    "FallsDue",
    "Field",
    "Finding",
    "Line",
    "ListOf",
    "OtherPayee",
    "Policy",
    "PolicyError",
    "Schema",
    "Version",
    "accruing",
    "check_policy",
    "computation_json",
    "compute",
    "dearer_mode",
    "due_at_signing",
    "explain",
    "explanation_json",
    "load_policy",
    "not_an_improvement",
    "parse_policy",
    "regime_schema",
    "render_articles",
    "validate_facts",
]
