"""What arguments and files of a command may be, and the words for what they are not."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from datetime import date

from plumbline.terms import Text

FIRST_YEAR, LAST_YEAR = 2000, 2199
"""Years of a day that a command can be about."""


def day(text: str) -> date:
    """A day of an argument, `2026-05-22`.

    raises  ArgumentTypeError, in both languages, for anything else
    """
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ArgumentTypeError(f"{text!r}: 应为日期，如 2026-05-22 / a day such as 2026-05-22")
    return found


def trouble(error: Exception) -> Text:
    """Why a file could not be read, without the words of a programming language."""
    match error:
        case json.JSONDecodeError():
            return Text(
                f"第 {error.lineno} 行第 {error.colno} 列起不是 JSON",
                f"no JSON from line {error.lineno}, column {error.colno}",
            )
        case UnicodeDecodeError():
            return Text("不是 UTF-8 编码的文字", "it is no text in UTF-8")
        case RecursionError():
            return Text("嵌套过深", "it is nested too deep")
        case FileNotFoundError():
            return Text("找不到这个文件", "there is no such file")
        case IsADirectoryError():
            return Text("这是一个文件夹", "it is a folder")
        case PermissionError():
            return Text("没有权限", "permission denied")
        case OSError():
            return Text(f"打不开（{error.strerror}）", f"it cannot be opened ({error.strerror})")
        case _:
            return Text(str(error), str(error))
