"""Invented values."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from plumbline.documents.papers.archive import ArchivedPaper, ArchiveValues
from plumbline.terms import Regime

_LISTED = (
    ("", "青岚县房屋征收补偿中心", "房屋调查登记表", date(2026, 5, 20), 2),
    ("", "青岚县房屋征收补偿中心", "房屋及附属物影像（14件）", date(2026, 5, 20), 14),
    ("青征评〔2026〕113号", "青岚县住房和城乡建设局", "分户评估结果通知书及送达回证", date(2026, 7, 3), 3),
    ("", "云梦中衡房地产估价有限公司", "分户评估报告", date(2026, 7, 1), 18),
    ("", "张远山", "补偿方式选择书", date(2026, 7, 10), 1),
    (
        "青征协〔2026〕113号",
        "青岚县住房和城乡建设局、张远山",
        "补偿协议及补偿金额计算表",
        date(2026, 7, 15),
        7,
    ),
    ("青征付〔2026〕58号", "青岚县住房和城乡建设局", "补偿款支付通知书及银行回单", date(2026, 7, 24), 3),
    ("", "张远山、青岚县房屋征收补偿中心", "房屋移交单", date(2026, 8, 20), 1),
)


def sample(regime: Regime) -> ArchiveValues:
    """The file of 张远山."""
    collective = regime is Regime.COLLECTIVE_LAND
    return ArchiveValues(
        example=True,
        regime=regime,
        project="柳溪村片区征收土地项目" if collective else "朱木桥片区旧城区改建项目",
        issuer="柳溪镇人民政府" if collective else "青岚县房屋征收补偿中心",
        on=date(2026, 9, 10),
        household="柳溪-0046" if collective else "朱木桥-0113",
        owner="张远山",
        location="柳溪镇柳溪村三组17号" if collective else "朱木桥街道槐荫巷28号",
        archive_number="ZS2026-BC-0113",
        fonds="青岚县房屋征收补偿中心",
        outcome="签订协议，货币补偿，已付清，已移交，已拆除",
        from_day=date(2026, 5, 20),
        to_day=date(2026, 9, 8),
        kept="永久",
        compiled_by="陈立新",
        checked_by="赵明慧",
        papers=tuple(
            ArchivedPaper(
                number=number,
                author=author,
                title=title,
                dated=dated,
                pages=pages,
                sha256=sha256(title.encode()).hexdigest(),
            )
            for number, author, title, dated, pages in _LISTED
        ),
    )
