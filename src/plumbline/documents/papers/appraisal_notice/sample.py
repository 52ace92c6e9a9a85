"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.appraisal_notice import AppraisalNoticeValues, AppraisedBuilding
from plumbline.terms import AreaDm2, Fen, Regime


def sample(regime: Regime) -> AppraisalNoticeValues:
    """Values of the worked household A-01: 62.37 ㎡ and its fittings."""
    collective = regime is Regime.COLLECTIVE_LAND
    return AppraisalNoticeValues(
        example=True,
        regime=regime,
        project="柳溪村片区征收土地项目" if collective else "朱木桥片区旧城区改建项目",
        issuer="青岚县自然资源和规划局" if collective else "青岚县住房和城乡建设局",
        number="青征评〔2026〕113号",
        on=date(2026, 7, 3),
        household="柳溪-0046" if collective else "朱木桥-0113",
        owner="张远山",
        location="柳溪镇柳溪村三组17号" if collective else "朱木桥街道槐荫巷28号",
        contact="朱木桥片区现场办公室（槐荫巷2号），电话0000-5551234",
        appraiser="云梦中衡房地产估价有限公司",
        report="云衡估〔2026〕分户第113号",
        reported_on=date(2026, 7, 1),
        valued_on=date(2026, 5, 22),
        items=(
            AppraisedBuilding(name="主房", use="住宅", area=AreaDm2(6237), value=Fen(38_547_779)),
            AppraisedBuilding(name="装饰装修", use="住宅", area=AreaDm2(6237), value=Fen(1_422_036)),
        ),
        total=Fen(39_969_815),
        committee="" if collective else "云梦市房地产价格评估专家委员会",
        objection_until=date(2026, 7, 20) if collective else None,
    )
