"""What a register says once it has been read: its entries, its past acts and everything found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from plumbline.registers.cells import SourceCell
from plumbline.registers.findings import Finding
from plumbline.registers.people import Party
from plumbline.terms import Fen, Json


@dataclass(frozen=True, slots=True)
class PastDocument:
    """Evidence of a past act: kind of document, its number and date, the SHA-256 of its scan."""

    document: str
    number: str = ""
    on: date | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class PastAct:
    """One act of a half-finished project, as much of it as an import needs to replay it at its own date.

    step       step id of the statutory procedure, or whatever else the importer knows by name
    done_on    the day on which it happened
    dates      the step's other named days (`term_end`), by name
    facts      facts that the act recorded
    outcome    the step's outcome where it has several
    evidence   its documents, in the register's order
    row        row of sheet 经过 on which it begins; 0 where it was not read from a file
    """

    step: str
    done_on: date
    dates: Mapping[str, date] = field(default_factory=dict)
    facts: Mapping[str, Json] = field(default_factory=dict)
    outcome: str = ""
    evidence: tuple[PastDocument, ...] = ()
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Claim:
    """What the office's own column gives for a clause; `fen` is None where the cell holds no number."""

    fen: Fen | None
    source: SourceCell


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One row of the register with everything that the lists say about the same household.

    kind        household, organisation, or group (one row for several households)
    households  how many households the row stands for: 1, or a group's number
    holding     2 where the name says that this is the person's second holding
    facts       in the policies' facts schema, `household_id` included: areas as texts with two
                decimals, money in fen; what no cell says is absent
    sources     the cell of every fact, by its path: `buildings[0].area`
    claims      amounts that the register itself gives, by clause
    """

    kind: Party
    household_id: str
    names: tuple[str, ...]
    sheet: str
    row: int
    facts: Mapping[str, Json]
    sources: Mapping[str, SourceCell]
    claims: Mapping[str, Claim] = field(default_factory=dict)
    history: tuple[PastAct, ...] = ()
    block: str = ""
    address: str = ""
    remarks: str = ""
    unit: str = ""
    households: int = 1
    holding: int | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """A register that was read.

    sha256   of the file; with sheet and row it is the key of every imported record
    rows     data rows of the main sheet, or of all sheets that the mapping names
    acts     past acts of the project itself, in the register's order
    """

    sha256: str
    rows: int
    entries: tuple[RegisterEntry, ...]
    findings: tuple[Finding, ...]
    acts: tuple[PastAct, ...] = ()

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings that stop an import: with one of them nothing at all is imported."""
        return tuple(finding for finding in self.findings if finding.blocking)

    @property
    def households(self) -> int:
        """Different household numbers among the entries; a group's row counts as one file."""
        return len({entry.household_id for entry in self.entries})
