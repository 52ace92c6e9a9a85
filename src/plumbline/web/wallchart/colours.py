"""The colours of stages and papers for a drawing that stands outside a page, read from the one file that names them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from plumbline.terms import STAGES, Stage

_TOKENS = Path(__file__).parents[1] / "static" / "plumbline" / "css" / "tokens.css"
_TOKEN = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), #[0-9a-f]{6}\);")


@lru_cache(maxsize=1)
def on_paper() -> dict[str, str]:
    """Name of a token → its colour on paper."""
    return dict(_TOKEN.findall(_TOKENS.read_text("utf-8")))


def of_stage(stage: Stage) -> tuple[str, str]:
    """A stage's colour and the ink on it."""
    n = STAGES.index(stage) + 1
    return on_paper()[f"stage-{n}"], on_paper()[f"on-stage-{n}"]
