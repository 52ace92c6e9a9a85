"""Bank statements: the headings that banks use, both directions, nothing guessed."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from plumbline.registers import Statement, read_statement
from plumbline.terms import Refused


def lines(content, name="对账单.csv"):
    statement = read_statement(content, name=name)
    assert isinstance(statement, Statement)
    return [(line.on, line.amount_fen, line.payee, line.reference) for line in statement.lines], [
        (finding.cell, finding.code, finding.blocking) for finding in statement.findings
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_it_reads_a_bank_export_with_a_column_each_way(encoding):
    text = (
        "示例银行对账单\n交易日期,借方发生额,贷方发生额,对方户名,流水号\n"
        '2026-05-16,"312,045.67",,张三,S001\n20260517,,1000.00,财政局,S002\n合计,312045.67,1000.00,,\n'
    )
    assert lines(text.encode(encoding))[0] == [
        (date(2026, 5, 16), 31_204_567, "张三", "S001"),
        (date(2026, 5, 17), -100_000, "财政局", "S002"),  # money that came in
    ]


def test_it_reads_one_column_with_the_direction_beside_it():
    text = "交易时间,金额,借贷标志,收款人,用途\n2026-05-16 10:20:00,10.50,借,张三,补偿款\n2026-05-16,10.50,贷,张三,退回\n2026-05-16,1,?,张三,\n"
    got, findings = lines(text.encode())
    assert [(fen, reference) for _, fen, _, reference in got] == [(1050, "补偿款"), (-1050, "退回")]
    assert ("C4", "unknown_word", True) in findings


def test_it_reads_excel_and_keeps_the_cell():
    book = openpyxl.Workbook()
    book.active.append(["日期", "付款金额", "收款人"])
    book.active.append([date(2026, 5, 16), 984.48, "张三"])
    book.active.append([date(2026, 5, 16), "#N/A", "李四"])
    out = io.BytesIO()
    book.save(out)
    statement = read_statement(out.getvalue(), name="对账单.xlsx")
    assert isinstance(statement, Statement)
    (line,) = statement.lines
    assert (line.amount_fen, line.source.cell, line.source.raw) == (98_448, "B2", "984.48")
    assert [(f.cell, f.code, f.blocking) for f in statement.findings] == [("B3", "error_value", True)]


def test_it_makes_of_every_row_a_line_or_a_finding():
    text = "日期,金额,收款人,流水号\n昨天,1.00,张三,a\n2026-05-16,,李四,b\n2026-05-16,约三千,王五,c\n2026-05-16,2.00,赵六,d\n2026-05-16,2.00,赵六,d\n"
    got, findings = lines(text.encode())
    assert [fen for _, fen, _, _ in got] == [200]
    assert {(cell, code, blocking) for cell, code, blocking in findings if code != "number_as_text"} == {
        ("A2", "not_a_day", True),
        ("A3", "no_amount", True),
        ("B4", "text_in_number", True),
        ("A6", "repeated_line", False),
    }


def test_it_refuses_a_table_that_is_no_statement():
    answer = read_statement("户号,姓名\n1,张三\n".encode(), name="x.csv")
    assert isinstance(answer, Refused)
    assert answer.reasons[0].code == "register:no_heading"
