"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.freeze_notice import FreezeNoticeValues
from plumbline.terms import Regime


def sample(regime: Regime) -> FreezeNoticeValues:
    """The notice for 朱木桥."""
    return FreezeNoticeValues(
        example=True,
        regime=regime,
        project="朱木桥片区旧城区改建项目",
        issuer="青岚县住房和城乡建设局",
        number="青建征〔2026〕7号",
        on=date(2026, 3, 2),
        mark="青岚县住房和城乡建设局文件",
        addressees="县自然资源和规划局、县市场监督管理局、县城市管理局、朱木桥街道办事处",
        reason="朱木桥片区旧城区改建",
        scope="东至槐荫巷，南至青溪路，西至朱木桥河，北至文昌路",
        starts=date(2026, 3, 2),
        ends=date(2027, 3, 1),
        contact="县住房和城乡建设局房屋征收科，电话0000-5550021",
        copies="县人民政府办公室，县司法局",
        printed_by="青岚县住房和城乡建设局办公室",
        printed_on=date(2026, 3, 2),
    )
