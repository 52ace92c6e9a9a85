"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.survey_form import SurveyedBuilding, SurveyedThing, SurveyFormValues
from plumbline.terms import AreaDm2, Regime


def sample(regime: Regime) -> SurveyFormValues:
    """张远山's house, in town or in the village."""
    collective = regime is Regime.COLLECTIVE_LAND
    return SurveyFormValues(
        example=True,
        regime=regime,
        project="柳溪村片区征收土地项目" if collective else "朱木桥片区旧城区改建项目",
        issuer="青岚县柳溪镇人民政府" if collective else "青岚县房屋征收补偿中心",
        on=date(2026, 5, 22),
        household="柳溪-0046" if collective else "朱木桥-0113",
        owner="张远山",
        location="柳溪镇柳溪村三组17号" if collective else "朱木桥街道槐荫巷28号",
        contact="朱木桥片区现场办公室（槐荫巷2号），电话0000-5551234",
        identity_end="013X",
        shares="张远山、李秋禾共同共有",
        title="宅基地使用权证青集用（2008）第0146号" if collective else "不动产权证书青（2015）第0003127号",
        occupant="自住，无出租",
        plot=AreaDm2(13500 if collective else 6800),
        members="4人，均为本村集体经济组织成员" if collective else "",
        surveyed_on=date(2026, 5, 20),
        buildings=(
            SurveyedBuilding(
                name="主房", structure="砖混", floors="2", built="1998", use="住宅",
                registered=AreaDm2(12460), measured=AreaDm2(12485), state="已登记",
            ),
            SurveyedBuilding(
                name="东厢房", structure="砖木", floors="1", built="2004", use="辅助用房",
                registered=AreaDm2(0), measured=AreaDm2(1830), state="未登记，待认定",
            ),
        ),
        things=(
            SurveyedThing(name="水井", unit="口", quantity="1", remark="手压式"),
            SurveyedThing(name="围墙", unit="米", quantity="23.50", remark="砖砌，高2.20米"),
            SurveyedThing(name="桂花树", unit="株", quantity="2", remark="胸径18厘米"),
        ),
        photographs=14,
    )  # fmt: skip
