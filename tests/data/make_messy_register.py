"""Makes messy-register.xls and messy-register.xlsx: one register of invented people, with every fault met.

Run from the repository: `python tests/data/make_messy_register.py`. The two files hold the same cells.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import xlwt
from openpyxl.comments import Comment

HERE = Path(__file__).parent
NUM, DIV = "#NUM!", "#DIV/0!"

HEADINGS = [
    ["示例片区征收摸底表（人名均为虚构）", "", "", "", "", "", "", "", "", "", "", ""],
    [
        "序号",
        "姓 名",
        "面积",
        "",
        "",
        "简易结构\n(元)",
        "附属物(元)",
        "",
        20,
        "建成日期",
        "合计(元)",
        "备 注",
    ],
    ["", "", "住宅\n(M2)", "门面房\n(M2)", "空地(亩)", "", "", "", "", "", "", ""],
]
HEADING_MERGES = [(1, 1, 1, 12), (2, 3, 2, 5), (2, 1, 3, 1), (2, 2, 3, 2)]
ROWS = [
    [1, "马一平", 82.03999999999999, 0, 0.1, 2051, 9463, "", "", date(2001, 3, 5), 11514, ""],
    [2, "牛 二", 65.76, 12.5, "", "计入附属物", 3350, "", "", "1998.6.1", 3350, ""],
    [3, "杨三", 37.335, "", "", 0, 0, "", "", "", 0, ""],
    [4, "杨三2", 20, "", "", 0, 0, "", "", "", 0, ""],
    [5, "侯四-1", 30, "", "", 0, 0, "", "", "", 0, ""],
    [6, "侯四-2", "", 15, "", 0, 0, "", "", "", 0, "9.17m2计入附属\n\n"],
    [7, "红星塑料厂", "", 86.57, "", 0, 0, "", "", "", 0, ""],
    [8, "马一平等11户", 0, 0, "", 0, 3330, "", "", "", 3330, ""],
    [9, "", "", "", "", "", "", "", "", "", "", ""],
    [10, "", 20, "", "", "", "", "", "", "", "", ""],
    [11, "朱五", -3, "", "", 0, 0, "", "", "", 0, ""],
    [12, "朱六", 9999999, "", "", 0, 0, "", "", "", 0, ""],
    [13, "龚七", "八十七点五", "", "", 0, 0, "", "", "", 0, ""],
    [14, "龚八", DIV, 5, "", 0, 0, "", "", "", NUM, "基底与邻有争议"],
    [14, "龚九", 50, "", "", 0, 0, "", "", "", 0, ""],
    [15, "马一平", 41.5, "", "", 0, 0, "", "", "", 0, ""],
    [16, "侯十", 24.02, "", 0.3, 0, 0, "", "", "", 0, "仅对建筑面积分户"],
    [17, "侯百", 34.58, "", "", 0, 0, "", "", "", 0, ""],
    [18, "倪千", 10, "", "", 0, 0, "", "", "2031-01-01", 0, ""],
    [19, "倪万", 10, "", "", 0, 0, "", "", "1998年", 0, ""],
    [20, "倪亿", "87.50", "1,012.5", "", "12.5元", "无", "", "", "", True, ""],
    ["", "", "", "", "", "", "", "合计不含附属物", "", "", "", ""],
    ["合计", "", 568.235, "", "", 2051, 16143, "", "", "", NUM, ""],
]
ROW_MERGES = [(20, 5, 21, 5), (20, 12, 21, 12)]
OLD = [["序号", "姓名", "住宅面积（平方米）"], [1, "马一平", 82.04], [2, "牛二", 66], [3, "杨三", 37.335]]


def make_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001
    sheet = book.active
    sheet.title = "摸底表"
    for number, row in enumerate([*HEADINGS, *ROWS], 1):
        for column, value in enumerate(row, 1):
            if value != "":
                sheet.cell(number, column, value)
    for top, left, bottom, right in [*HEADING_MERGES, *ROW_MERGES]:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    sheet["C4"].comment = Comment("批注不是数据", "示例")
    sheet["Z900"].number_format = "0.00"  # only formatted, far outside the table
    old = book.create_sheet("旧表")
    for row in OLD:
        old.append(row)
    book.save(path)


def make_xls(path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("摸底表")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for number, row in enumerate([*HEADINGS, *ROWS]):
        for column, value in enumerate(row):
            if value in (NUM, DIV):
                sheet.row(number).set_cell_error(column, value)
            elif isinstance(value, date):
                sheet.write(number, column, value, day)
            elif value != "":
                sheet.write(number, column, value)
    for top, left, bottom, right in [*HEADING_MERGES, *ROW_MERGES]:
        value = [*HEADINGS, *ROWS][top - 1][left - 1]
        sheet.merged_ranges.append((top - 1, bottom - 1, left - 1, right - 1))
        assert value != ""
    old = book.add_sheet("旧表")
    for number, row in enumerate(OLD):
        for column, value in enumerate(row):
            old.write(number, column, value)
    book.save(str(path))


if __name__ == "__main__":
    make_xlsx(HERE / "messy-register.xlsx")
    make_xls(HERE / "messy-register.xls")
