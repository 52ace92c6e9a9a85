"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.demand_letter import DemandLetterValues
from plumbline.terms import Fen, Regime


def sample(regime: Regime) -> DemandLetterValues:
    """王静宜 did not move after the decision had become final."""
    collective = regime is Regime.COLLECTIVE_LAND
    return DemandLetterValues(
        example=True,
        regime=regime,
        project="柳溪村片区征收土地项目" if collective else "朱木桥片区旧城区改建项目",
        issuer="青岚县人民政府",
        number="青政催〔2027〕1号",
        on=date(2027, 4, 19),
        mark="青岚县人民政府",
        household="柳溪-0071" if collective else "朱木桥-0207",
        owner="王静宜",
        location="柳溪镇柳溪村二组8号" if collective else "朱木桥街道青溪路65号",
        on_agreement=False,
        basis="青岚县人民政府征地补偿安置决定书（青政征补〔2026〕4号，2026年10月14日送达）"
        if collective
        else "青岚县人民政府房屋征收补偿决定书（青政征补〔2026〕4号，2026年10月14日送达）",
        duty="腾退住宅并交出土地" if collective else "搬迁并移交房屋",
        due_on=date(2026, 11, 13),
        compensated_on=date(2026, 10, 12),
        paid=Fen(40_681_145),
        money_place="存于青岚县征收补偿费用专户王静宜名下，凭身份证件随时领取",
        remedies="补偿决定书载明的行政复议期限和起诉期限已经届满，没有申请行政复议，没有提起行政诉讼",
        term_days=10,
        statement_to="青岚县司法局行政复议与应诉科（电话0000-5550066）",
        help="搬家车辆、临时存放和周转用房由现场办公室免费安排",
        contact="朱木桥片区现场办公室（槐荫巷2号），电话0000-5551234",
    )
