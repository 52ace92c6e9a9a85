"""What every command may carry: papers, and plain facts and days by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Evidence:
    """One document behind an act: its kind in the law's list, its number, its day, its bytes' hash.

    document  id of `documents` in the procedure (`survey_sheet`)
    number    the office's number of the paper, may be empty
    on        day of the paper
    sha256    hex of the scan, may be empty where the paper is not scanned yet
    """

    document: str
    number: str = ""
    on: date | None = None
    sha256: str = ""


Facts: TypeAlias = Mapping[str, Any]
Dates: TypeAlias = Mapping[str, date]
