"""Spreadsheets in and out: registers, mapping files, bank statements.

The model: a file becomes a `Workbook` of exact cells; a main sheet and its lists become a `Register` of
`RegisterEntry`s in the policies' facts schema, each fact with the cell it came from, each doubt a
`Finding`. A file that cannot be read at all is `Refused`. What a register may say is a `FactsSchema`,
which is a value: `standard_schema(regime)`, or one handed in.

What never happens: a cell that is text, an error or empty becomes a zero; a float's tail is cut without
being said; a row is dropped without a name for why; one finding that blocks lets part of a file through.

What may enter: reading and writing of tables. No policy, no law, no database, no clock.
"""

from plumbline.registers.cells import Cell, CellKind, Sheet, SourceCell, Workbook
from plumbline.registers.entries import Claim, PastAct, PastDocument, Register, RegisterEntry
from plumbline.registers.findings import CODES, Finding, finding_json
from plumbline.registers.intake import MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS, MAX_UNPACKED_BYTES
from plumbline.registers.mapping import ColumnRule, RegisterMapping, SheetRule, read_mapping
from plumbline.registers.numerals import parse_money_numeral, parse_numeral
from plumbline.registers.people import Party
from plumbline.registers.reading import read_register
from plumbline.registers.report import register_json, report_lines
from plumbline.registers.schema import FactsSchema, Field, FieldKind, Table, flat_schema
from plumbline.registers.standard import standard_schema
from plumbline.registers.statement import Statement, StatementLine, read_statement
from plumbline.registers.values import Rules
from plumbline.registers.workbook import read_workbook
from plumbline.registers.writing import register_row, write_register, write_template

__all__ = [
    "CODES",
    "MAX_COLUMNS",
    "MAX_FILE_BYTES",
    "MAX_ROWS",
    "MAX_UNPACKED_BYTES",
    "Cell",
    "CellKind",
    "Claim",
    "ColumnRule",
    "FactsSchema",
    "Field",
    "FieldKind",
    "Finding",
    "Party",
    "PastAct",
    "PastDocument",
    "Register",
    "RegisterEntry",
    "RegisterMapping",
    "Rules",
    "Sheet",
    "SheetRule",
    "SourceCell",
    "Statement",
    "StatementLine",
    "Table",
    "Workbook",
    "finding_json",
    "flat_schema",
    "parse_money_numeral",
    "parse_numeral",
    "read_mapping",
    "read_register",
    "read_statement",
    "read_workbook",
    "register_json",
    "register_row",
    "report_lines",
    "standard_schema",
    "write_register",
    "write_template",
]
