"""Where the shipped examples lie: the demonstration's description and the policies."""

from __future__ import annotations

from pathlib import Path


def examples() -> Path:
    """The folder of examples: a wheel carries it inside the package, a checkout at its top."""
    package = Path(__file__).resolve().parents[1]
    carried = package / "examples"
    return carried if carried.is_dir() else package.parents[1] / "examples"
