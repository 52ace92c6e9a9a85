"""The invented values of each kind's sample, for previews, tests and whoever edits a template."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from plumbline.documents.paper import Kind
from plumbline.terms import Regime


def sample(kind: Kind, regime: Regime) -> Any:
    """The sample values of a kind in a regime that has it; always marked as an example."""
    return import_module(f"plumbline.documents.papers.{kind.id}.sample").sample(regime)
