"""Write docs/papers.md: the papers that the office prints, and the values that each of them needs.

python tools/write_papers.py            # write
python tools/write_papers.py --check    # 1 when the page is not current
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/papers.md"
sys.path.insert(0, str(ROOT / "src"))

from plumbline.documents import (  # noqa: E402
    CampaignOfficialValues,
    CampaignValues,
    Form,
    Kind,
    kinds,
    placeholders,
    specs,
)
from plumbline.terms import Regime  # noqa: E402

OF_CAMPAIGN = (CampaignValues, CampaignOfficialValues)
REGIME_TEXT = {Regime.STATE_LAND: "国有土地 state land", Regime.COLLECTIVE_LAND: "集体土地 collective land"}
FORM_TEXT = {
    Form.WORDS: "文字 text",
    Form.DAY: "日期 date",
    Form.YUAN: "金额（分） fen, 0 or more",
    Form.BALANCE: "金额（分），可以为负 fen, may be below zero",
    Form.AREA: "面积（0.01㎡） 0.01 ㎡",
    Form.COUNT: "整数 whole number",
    Form.FLAG: "是或否 yes or no",
    Form.ROWS: "表格的行 rows",
    Form.CHART: "走势图 chart",
    Form.SEAL: "封账标记 mark of the sealed day",
}

HEAD = """# 文书 · Papers

本页由 `tools/write_papers.py` 从程序生成，不手写。Generated from the program; never written by hand.

每种文书一个文件夹（`src/plumbline/documents/papers/`）：所需的值、文字、示例。同一份文字既排成具有约束力的 PDF（PDF/A-2b，同样的值和字体得到同样的字节），又填入可以继续编辑的 Word 文件；PDF 中的每个值都要在 Word 文件中再找到一次。

Each kind is a folder: the values it needs, its wording, its sample. One wording makes both the PDF that binds (PDF/A-2b; the same values and fonts give the same bytes) and the Word file for the office; every value of the PDF is looked for again in the Word file.

    from plumbline.documents import kind, render, sample
    from plumbline.terms import Regime

    paper = kind("payment_notice")
    pdf = render(paper, sample(paper, Regime.STATE_LAND), "pdf")

值缺少、金额与明细之和不符、日期顺序违法、字体缺字的，文书不能打印，并说明缺哪一项、怎样补。
A missing value, an amount that is not the sum of its lines, days out of their lawful order or a character without a font refuse the paper, and say what to do.

## 从记录到文书 · From the records to the paper

分户文书在户档的“文件”页打印，通知和公告在项目页打印；每种给出 PDF 和 Word。文书与法定步骤对应：步骤已经记录的，按记录的日期和文号打印；依法可以办理的，先打印出来签字、盖章，文号留空，再凭它登记；还不能办理的，逐项写明缺哪项记录、依据哪一条、到哪里登记。现场填写的（表号、读数、钥匙、签字）留空；金额一律由方案算出。
A household's papers are printed on the “Papers” page of its file, the project's on the project's page, each as PDF and as Word. A paper stands to a step: recorded, it bears the day and number of the record; open by the law, it is printed to be signed, with room for its number, and the step is recorded with it; otherwise the page says which record is missing, by which article, and where to enter it. What both sides find on the spot (meters, keys, signatures) is a line to write on; no amount is ever typed.

| 文书 paper | 国有土地 state land | 集体土地 collective land |
| --- | --- | --- |
| 暂停办理有关手续的通知 freeze notice | `sl_freeze_notice` | — |
| 征收决定公告、征收土地公告 announcement | `sl_decision_announced` | `cl_taking_announced` |
| 房屋调查登记表 survey form | `sl_h_surveyed` | `cl_h_surveyed` |
| 分户评估结果通知书 appraisal notice | `sl_h_report_served` | — |
| 补偿协议 agreement | 选择以后 after the choice | 选择以后 after the choice |
| 补偿决定书 compensation decision | `sl_h_compensation_decision` | `cl_h_decision_made` |
| 支付通知书 payment notice | 付款以后 after a payment | 付款以后 after a payment |
| 房屋移交单 hand-over receipt | `sl_h_handed_over` | `cl_h_handed_over` |
| 催告书 demand letter | `sl_h_demand_served`、`sl_h_performance_demanded` | `cl_h_demand_served`、`cl_h_performance_demanded` |
| 档案封面和目录 archive | 有材料以后 after the first paper | 有材料以后 after the first paper |

印发机关、法院、征收范围等取自[活动说明书](campaign-file.md)的 `papers`。已经搬离的户不再出具催告书。
Issuer, court, scope and the like come from `papers` of [the description](campaign-file.md). A demand is never issued to a household that has moved.

## 数字文书 · Papers of figures and of tasks

| 文书 | 从哪里来 | 怎样出 |
| --- | --- | --- |
| 日结账 | 一个封账日，一页 | 日结账页“PDF”“Word” |
| 周通报 | 一周全部封账日；正文逐句由数字写成，不超过 4000 字 | `plumbline bulletin --week 2 --out FILE.{docx,pdf,md}`，网页“周通报” |
| 任务书、责任清单 | 现行的责任分配、法定步骤和排程，写明账本版本和日期 | `plumbline tasks --unit ID --out FILE.{xlsx,docx,pdf}`，网页“指挥体系” |
| 任务分解表 | 同上，按项目 | 项目页“文书” |
| 督办提醒单、督查通报、约谈通知书、问责建议书、移交函 | 督查决定的事件：规则查到的事实、决定人、理由、要求、申辩期 | 督办件页“办理全过程” |

![周通报第一页](pictures/bulletin.png) ![任务书第一页](pictures/task-book.png)

数字任何人不能改动：页面上没有可以填写数字的地方，按语具名另列。周通报的 `.md` 在每句后面注明所依据的数字（`2026-05-19/project:zhumuqiao/reached/agreed`）；数字名以 `law/` 开头的，由法律步骤表按当日记录判断。依法等待的户（异议、救济、权属、期间）与数字并列，不计入单位的应完成户数；没有到期承诺的单位不排列，同率同位。
Nobody can edit a figure. The text form names the figures behind each sentence. Households that lawfully wait stand beside a unit's figures and leave what it owes; a unit without a commitment due is not ranked, and equal shares rank equally.

每份文书印有封账日、四十位数字、根和二维码。二维码指向 `/verify/<封账日>/<SHA-256>`：任何人可以看到当日封账，并把由封账日重新算出的数字与手中文书对照。SHA-256 取自数字的规范 JSON（键名排序、无空格、UTF-8）；被改动过的文书找不到自己的页面。网址的主机取说明书 `papers.site`，没有的取账本名称的主机。
Each bears the sealed day, its forty digits, the root and a code to `/verify/<day>/<SHA-256 of the figures>`, a public page that shows that day's seal and the figures worked out again. The host is `papers.site` of the description, else that of the log's name.

说明书 `papers` 的可选项：`site` 网址；`bulletin_series` 周通报的机关代字（没有的留出文号）；`bulletin_mark` 发文机关标志；`bulletin_to` 主送机关；`copies_to`、`printed_by` 版记。
Optional keys of `papers`: `site`, `bulletin_series`, `bulletin_mark`, `bulletin_to`, `copies_to`, `printed_by`.

## 版面 · The page

| 项目 | 尺寸 |
| --- | --- |
| 版心 | 156 × 225 毫米，左 28 毫米；`ink`（默认）按墨迹计，首墨 37 毫米；`box` 按行框计 |
| 正文 | 3号仿宋，每页22行，每行28字；协议、通知书4号，表格类小4号 |
| 发文机关标志 | 红色小标宋，上边缘距版心上边缘 35 毫米 |
| 红线 | 文号下 4 毫米，长 156 毫米 |
| 页码 | 4号宋体，版心下 7 毫米，单页右、双页左，各空一字 |
| 版记 | 末页（双页）版心底部，首末线 0.35 毫米，中间线 0.25 毫米 |

测试把 PDF 按 300 点每英寸画出，量墨迹（`tests/documents/test_page.py`）。纸张、装订、印章由人工完成；Word 文件的版记在末页底部，是否双页由人工核对。
The tests draw the PDF at 300 dots an inch and measure its ink. Paper, binding and seal are done by hand; in Word somebody checks that 版记 lies on an even page.

## 字体 · Fonts

Word 文件写明方正小标宋、仿宋_GB2312、黑体、楷体_GB2312、宋体；PDF 依次在字体目录、系统、随程序安装的字体中寻找，`font_report` 逐个说明用哪个代替。姓名中的生僻字由后备字体补足；都没有的，拒绝打印。
The Word file names the faces; for the PDF the office's folder, the system and the font that comes with the program are searched in this order, and `font_report` says which stands for which. A rare character of a name comes from the fallback; where no font has it, the paper is refused.

## 修改 Word 模板 · Editing a Word template

`word_template(kind, regime)` 导出模板。文字和版式可以改，`{{ }}` 和 `{% %}` 中的内容不能改。交回的模板少了任何一个值，或者写了本文书没有的占位符，都会被拒绝。具有约束力的 PDF 不受模板影响。
`word_template(kind, regime)` exports it. Text and layout may change; what stands in `{{ }}` and `{% %}` may not. A template that lost a value or names one that the paper does not have is refused. The PDF that binds does not depend on it.
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"\n{part}" for paper in kinds() for part in _paper(paper))


def _paper(paper: Kind) -> Iterator[str]:
    of_campaign = issubclass(paper.values, OF_CAMPAIGN)
    regimes = "整个活动 the whole campaign" if of_campaign else "、".join(map(REGIME_TEXT.get, paper.regimes))
    yield f"## {paper.name.zh} · {paper.name.en}\n"
    yield f"`{paper.id}`，{regimes}；`{paper.values.__name__}`\n"
    yield "| 占位符 | 字段 | 形式 | |\n| --- | --- | --- | --- |\n" + "".join(_values(paper.values, ""))
    for spec in specs(paper.values).values():
        if spec.row is not None:
            yield f"“{spec.label.zh}”的每一行 · each row (`{spec.row.__name__}`)：\n"
            yield "| 占位符 | 字段 | 形式 | |\n| --- | --- | --- | --- |\n" + "".join(
                _values(spec.row, "行.")
            )
    for regime in paper.regimes:
        used = "、".join(label for label in placeholders(paper, regime) if "." not in label)
        where = "" if of_campaign else f"{REGIME_TEXT[regime]} "
        yield f"{where}文字用到的占位符：{used}。\n"


def _values(values: type, before: str) -> Iterator[str]:
    for name, spec in specs(values).items():
        label = f"`{before}{spec.label.zh}`"
        if spec.form is Form.YUAN and not before:
            label += f" `{spec.label.zh}大写`"
        empty = "可以为空 optional" if spec.optional else "可以手填 by hand" if spec.by_hand else ""
        yield f"| {label} | `{name}` {spec.label.en} | {FORM_TEXT[spec.form]} | {empty} |\n"


def main(args: list[str]) -> int:
    """Write the page, or say whether it is current."""
    if "--check" in args:
        if PAGE.read_text("utf-8") == page():
            return 0
        print("docs/papers.md is not current: python tools/write_papers.py", file=sys.stderr)  # noqa: T201
        return 1
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
