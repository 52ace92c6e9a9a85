"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.agreement import AgreementValues
from plumbline.documents.papers.sample_sums import FACTS, SUMS, TOTAL
from plumbline.terms import AreaDm2, Regime


def sample(regime: Regime) -> AgreementValues:
    """张远山 signs for money."""
    collective = regime is Regime.COLLECTIVE_LAND
    return AgreementValues(
        example=True,
        regime=regime,
        project="柳溪村片区征收土地项目" if collective else "朱木桥片区旧城区改建项目",
        issuer="青岚县自然资源和规划局" if collective else "青岚县住房和城乡建设局",
        number="青征协〔2026〕113号",
        on=date(2026, 7, 15),
        household="柳溪-0046" if collective else "朱木桥-0113",
        owner="张远山",
        location="柳溪镇柳溪村三组17号" if collective else "朱木桥街道槐荫巷28号",
        contact="朱木桥片区现场办公室（槐荫巷2号），电话0000-5551234",
        shares="张远山、李秋禾共同共有",
        title="宅基地使用权证青集用（2008）第0146号" if collective else "不动产权证书青（2015）第0003127号",
        floor_area=AreaDm2(6237),
        use="住宅",
        structure="砖混",
        land="宅基地135.00㎡" if collective else "国有出让，分摊31.20㎡",
        plan="柳溪村片区征地补偿安置方案（1.0版）"
        if collective
        else "朱木桥片区旧城区改建项目房屋征收补偿方案（1.0版）",
        decision="青岚县人民政府征地补偿安置公告（青政征告〔2026〕1号）"
        if collective
        else "青岚县人民政府房屋征收决定（青政征〔2026〕2号）",
        choice="货币补偿",
        facts=FACTS,
        sums=SUMS,
        total=TOTAL,
        payment_days=15,
        account="户名张远山，青岚农村商业银行，尾号6217",
        transition="乙方自行过渡，临时安置费按附件一次性支付6个月",
        business_loss="本户没有经营用房，不涉及停产停业损失",
        social_security="符合条件的2名被征地农民纳入基本养老保险，费用由甲方单独列支" if collective else "",
        moving_until=date(2026, 8, 31),
        late="甲方逾期支付的，每逾期一日按应付未付金额的万分之二支付违约金",
        better="征收补偿方案提高标准的，甲方按提高后的标准向乙方补足差额",
        copies="一式四份，乙方执一份，甲方执两份，归入本户档案一份",
    )
