"""What was found in a register: one shape for every doubt and fault, in the office's words."""

from __future__ import annotations

from dataclasses import dataclass

from plumbline.registers.cells import Cell
from plumbline.terms import Json, Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that somebody should look at.

    sheet, row, column, cell  the place; a finding about a whole row names its first cell
    code      stable name of the kind, a key of `CODES`
    found     what stands there, as text
    expected  what may stand there, or what it was read as
    blocking  whether it stops an import; what is doubtful but lawful is reported and does not
    """

    sheet: str
    row: int
    column: str
    cell: str
    code: str
    found: str
    expected: str
    message: Text
    blocking: bool


CODES: dict[str, Text] = {
    # numbers
    "rounded": Text("去掉浮点尾数", "float tail cut off"),
    "too_precise": Text("多于两位小数", "more decimals than two"),
    "converted": Text("换算单位", "unit converted"),
    "unit_in_cell": Text("单元格里写了单位", "unit written in the cell"),
    "number_as_text": Text("数字存成了文字", "number stored as text"),
    "numeral": Text("按中文数字读取", "read from Chinese numerals"),
    "text_in_number": Text("数字栏里是文字", "text where a number belongs"),
    "error_value": Text("错误值", "error value"),
    "not_a_number": Text("不是数字", "not a number"),
    "blank_mark": Text("以符号表示空白", "a mark for nothing"),
    "merged_value": Text("合并单元格的数", "number in merged cells"),
    "negative": Text("负数", "negative"),
    "too_large": Text("数值过大", "too large"),
    "not_whole": Text("不是整数", "not a whole number"),
    "wrong_unit": Text("单位不符", "unit does not fit"),
    # other values
    "not_a_day": Text("不是日期", "not a date"),
    "not_an_instant": Text("不是时刻", "not an instant"),
    "after_today": Text("日期在今天之后", "date after today"),
    "too_early": Text("日期过早", "date too early"),
    "not_yes_or_no": Text("不是是或否", "neither yes nor no"),
    "unknown_word": Text("不在选项之内", "not one of the words"),
    "not_a_share": Text("不是份额", "not a share"),
    "shares_not_one": Text("份额之和不为一", "shares do not add up to one"),
    "unknown_block": Text("片区不存在", "unknown block"),
    "not_a_hash": Text("不是 SHA-256", "not a SHA-256"),
    "not_facts": Text("事实写法不清", "facts not understood"),
    "not_text": Text("不是文字", "not a text"),
    # rows
    "no_household_id": Text("没有户号", "row without a household number"),
    "row_without_name": Text("没有姓名", "row without a name"),
    "duplicate_household": Text("户号重复", "household twice"),
    "also_on_sheet": Text("两张表都有此户", "household on two sheets"),
    "sheets_disagree": Text("两张表不一致", "two sheets disagree"),
    "group_row": Text("一行多户", "one row for several households"),
    "organisation": Text("单位", "organisation"),
    "second_holding": Text("同一人的另一处", "another holding of one person"),
    "same_name": Text("同名", "same name"),
    "spaced_name": Text("姓名中有空格", "name broken by spaces"),
    "disputed": Text("有争议", "disputed"),
    "total_row": Text("合计行", "row of totals"),
    "empty_entry": Text("没有任何事实", "no facts at all"),
    "unknown_household": Text("主表没有此户", "household not on the main sheet"),
    "unknown_parcel": Text("没有此地块", "unknown parcel"),
    "too_many": Text("条数过多", "too many records"),
    "duplicate_record": Text("编号重复", "record twice"),
    "missing_value": Text("缺少必填项", "required value missing"),
    "no_act": Text("没有步骤或日期", "no step or day"),
    # headings and sheets
    "no_such_column": Text("没有这一栏", "no such column"),
    "two_such_columns": Text("两栏同名", "two columns of one heading"),
    "column_passed_over": Text("未读取的栏", "column passed over"),
    "sheet_passed_over": Text("未读取的表", "sheet passed over"),
    "no_rows": Text("没有数据行", "no data rows"),
    # statements
    "repeated_line": Text("流水重复", "line twice"),
    "no_amount": Text("没有金额", "no amount"),
}
"""Every code with its name in the two languages; docs and the report use the same list."""


def finding_at(
    cell: Cell, code: str, expected: str, zh: str, en: str, *, blocking: bool, found: str | None = None
) -> Finding:
    """A finding about one cell; the place is put before the message."""
    assert code in CODES, code
    here = Text(f"表“{cell.sheet}”{cell.name}：{zh}", f"Sheet “{cell.sheet}”, {cell.name}: {en}")
    shown = cell.text if found is None else found
    return Finding(cell.sheet, cell.row, cell.column, cell.name, code, shown, expected, here, blocking)


def finding_json(finding: Finding) -> dict[str, Json]:
    """The JSON shape of a finding."""
    return {
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "cell": finding.cell,
        "code": finding.code,
        "found": finding.found,
        "expected": finding.expected,
        "message_zh": finding.message.zh,
        "message_en": finding.message.en,
    }
