"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.handover_receipt import HandoverReceiptValues, Utility
from plumbline.terms import AreaDm2, Fen, Regime


def sample(regime: Regime) -> HandoverReceiptValues:
    """张远山 hands over."""
    collective = regime is Regime.COLLECTIVE_LAND
    return HandoverReceiptValues(
        example=True,
        regime=regime,
        project="柳溪村片区征收土地项目" if collective else "朱木桥片区旧城区改建项目",
        issuer="柳溪镇人民政府" if collective else "青岚县房屋征收补偿中心",
        on=date(2026, 8, 20),
        household="柳溪-0046" if collective else "朱木桥-0113",
        owner="张远山",
        location="柳溪镇柳溪村三组17号" if collective else "朱木桥街道槐荫巷28号",
        contact="朱木桥片区现场办公室（槐荫巷2号），电话0000-5551234",
        basis="补偿协议（青征协〔2026〕113号）",
        title="宅基地使用权证青集用（2008）第0146号" if collective else "不动产权证书青（2015）第0003127号",
        floor_area=AreaDm2(6237),
        compensated_on=date(2026, 7, 23),
        paid=Fen(40_119_815),
        moved_on=date(2026, 8, 18),
        handed_on=date(2026, 8, 20),
        keys="大门2把，房门3把",
        left="旧衣柜1个，移交人书面放弃",
        inspection="已经腾空，门窗完好",
        utilities=(
            Utility(name="自来水", meter="0423117", reading="1,286", state="户主申请销户，已结清"),
            Utility(name="电", meter="31-77025", reading="20,415", state="户主申请销户，已结清"),
            Utility(name="燃气", meter="无", reading="无", state="未开通"),
        ),
    )
