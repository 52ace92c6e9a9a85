"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.payment_notice import PaidPart, PaymentNoticeValues
from plumbline.terms import Fen, Regime


def sample(regime: Regime) -> PaymentNoticeValues:
    """张远山 is paid, with one part still to come."""
    collective = regime is Regime.COLLECTIVE_LAND
    return PaymentNoticeValues(
        example=True,
        regime=regime,
        project="柳溪村片区征收土地项目" if collective else "朱木桥片区旧城区改建项目",
        issuer="青岚县自然资源和规划局" if collective else "青岚县住房和城乡建设局",
        number="青征付〔2026〕58号",
        on=date(2026, 7, 24),
        household="柳溪-0046" if collective else "朱木桥-0113",
        owner="张远山",
        location="柳溪镇柳溪村三组17号" if collective else "朱木桥街道槐荫巷28号",
        contact="朱木桥片区现场办公室（槐荫巷2号），电话0000-5551234",
        basis="2026年7月15日签订的补偿协议（青征协〔2026〕113号）",
        parts=(
            PaidPart(item="房屋价值补偿", basis="补偿方案第十一条", amount=Fen(38_547_779)),
            PaidPart(item="装饰装修", basis="补偿方案第十三条", amount=Fen(1_422_036)),
            PaidPart(item="搬迁费", basis="补偿方案第十五条", amount=Fen(150_000)),
        ),
        total=Fen(40_119_815),
        paid_on=date(2026, 7, 23),
        account="户名张远山，青岚农村商业银行，尾号6217",
        still_due=Fen(561_330),
        still_due_when="搬迁后10日内支付",
        reconsideration_body="青岚县人民政府",
        court="青岚县人民法院",
    )
