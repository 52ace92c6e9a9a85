"""The matrix of docs/law: every row of the law against every way in, each cell the test that holds it.

The pure function's cells come from the golden rows of tests/law/rows. The other ways in are read from the
names that pytest collects of files called `test_law_web*.py`, `test_law_api*.py` and `test_law_import*.py`:
a test holds the row whose id stands in its name. Where the only test is one of `test_there_is_no_way_in`, the row
cannot even be said through that way; a way without any test is shown as open.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.law.rowing import all_checks, golden  # noqa: E402

from plumbline.law import Procedure  # noqa: E402
from plumbline.law.grounds import of_prohibition, of_step  # noqa: E402
from plumbline.terms import Regime, Text  # noqa: E402

CHANNELS = {"web": "网页表单 web form", "api": "接口 API", "import": "导入 import"}
OPEN = "未测 open"
NOWHERE = "无此入口 no way in"
_PROVES = "test_there_is_no_way_in"
_TITLE = "# 条文与入口对照 · Every row against every way in"
_HEAD = f"""{_TITLE}

本页由 `tools/write_law.py` 从金表（`tests/law/rows`）和测试名称生成，不手写。Generated from the golden rows and from
the names of the tests; never written by hand.

“纯函数”一栏的数字，是按该行编号找到的检验数：`pytest tests/law -k 编号`。“字句”表示该行没有可触发的门，只逐字核对。
其余各栏的数字，是以该行编号命名、从这一入口去破它而不成的测试数：拒绝须引用该行或者守住该行的那道门的依据
（或者因岗位无权；冻结后所建的，则不计任何补偿）。
“无此入口”表示从这一入口连说都无从说起：由 `test_there_is_no_way_in[编号]` 以封闭的命令、字段、栏目清单证明。
写“未测”的，尚无这样的测试。
The number under “pure function” counts the checks found by the row's id: `pytest tests/law -k ID`. “Words” marks a row
that opens or shuts no gate and is held word for word. The other numbers count the tests named after the row that try to
break it through that way in and fail: refused with the article of the row or of the gate that keeps it, or because the
post may not; what is built after the freeze is taken down and earns nothing. “No way in” means that it cannot even be
said there: `test_there_is_no_way_in[ID]` proves it by closed lists of commands, fields and columns. “Open” means that
there is no such test yet.
"""


def matrix(procedure: Procedure) -> str:
    """The whole page."""
    counts = Counter(check.row for check in all_checks())
    for check in all_checks():
        if check.table == "steps" and check.words.get("step", check.row) != check.row:
            counts[check.words["step"]] += 1
    through = _collected()
    parts = [_HEAD, _summary(procedure, counts, through)]
    for regime in Regime:
        rules = procedure.regimes[regime]
        parts.append(f"\n## {rules.text.zh} · {rules.text.en}\n")
        for title, rows in _tables(procedure, regime).items():
            parts.append(f"\n### {title}\n\n")
            parts.append(_table(rows, counts, through))
    return "".join(parts)


Through = dict[str, tuple[Counter[str], Counter[str]]]
"""For each way in: how many tests of each row are refused, and how many prove that there is no way."""


def _summary(procedure: Procedure, counts: Counter[str], through: Through) -> str:
    ids = [id for regime in Regime for rows in _tables(procedure, regime).values() for id, _, _ in rows]
    cells = Counter("checks" if counts[id] else _pure(id, counts) for id in ids)
    checks = sum(1 for _ in all_checks())
    said = "，".join(f"{name} {n}" for name, n in cells.items() if name != "checks")
    lines = [
        f"\n共 {len(ids)} 行，{checks} 项检验。{len(ids)} rows, {checks} checks.\n\n",
        "| 入口 way in | 按编号检验 held by checks | 其余 the others |\n| --- | --- | --- |\n",
        f"| 纯函数 pure function | {cells['checks']} | {said} |\n",
    ]
    for channel, name in CHANNELS.items():
        cells = Counter(_cell(through[channel], id) for id in ids)
        held = len(ids) - cells[NOWHERE] - cells[OPEN]
        lines.append(f"| {name} | {held} | {NOWHERE} {cells[NOWHERE]}，{OPEN} {cells[OPEN]} |\n")
    return "".join(lines)


def _tables(procedure: Procedure, regime: Regime) -> dict[str, list[tuple[str, str, Text]]]:
    """The rows of a regime as (id, article, words), table by table."""
    rules = procedure.regimes[regime]
    steps = [step for step in procedure.steps.values() if step.regime is regime]
    return {
        "步骤 steps": [(step.id, of_step(step).rule, step.name) for step in steps],
        "禁止 prohibitions": [
            (row.id, of_prohibition(row).rule, row.text) for row in rules.prohibitions.values()
        ],
        "权利 rights": [(row.id, f"{row.source} {row.article}", row.text) for row in rules.rights.values()],
    }


def _table(rows: list[tuple[str, str, Text]], counts: Counter[str], through: Through) -> str:
    heading = ["编号 id", "依据 article", "内容", "what", "纯函数 pure function", *CHANNELS.values()]
    lines = [heading, ["---"] * len(heading)]
    for id, article, text in rows:
        cells = [_cell(through[channel], id) for channel in CHANNELS]
        lines.append([f"`{id}`", article, text.zh, text.en, _pure(id, counts), *cells])
    return "".join(f"| {' | '.join(cell.replace('|', '／') for cell in line)} |\n" for line in lines)


def _cell(tests: tuple[Counter[str], Counter[str]], id: str) -> str:
    tried, shut = tests
    return str(tried[id]) if tried[id] else NOWHERE if shut[id] else OPEN


def _pure(id: str, counts: Counter[str]) -> str:
    if counts[id]:
        return str(counts[id])
    never = any(
        "until never" in golden("regimes")[regime.value]["prohibitions"].get(id, {}).get("says", ())
        for regime in Regime
    )
    return "永不准许 for ever" if never else "字句 words"


def _collected() -> Through:
    """The collected tests by the row's id in their name, for each way in; of files that git tracks."""
    tracked = subprocess.run(
        ["git", "ls-files", "tests"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    found = {channel: (Counter[str](), Counter[str]()) for channel in CHANNELS}
    files = {path: way for path in tracked for way in CHANNELS if f"/test_law_{way}" in path}
    if not files:
        return found
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:randomly", *files]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    for line in listed.stdout.splitlines():
        path, _, name = line.partition("::")
        if path in files:
            found[files[path]][_PROVES in name].update(set(re.findall(r"\b[a-z]\w*_\w+", name)))
    return found
