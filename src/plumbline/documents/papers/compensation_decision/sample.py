"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.compensation_decision import CompensationDecisionValues
from plumbline.documents.papers.sample_sums import FACTS, SUMS, TOTAL
from plumbline.terms import AreaDm2, Regime


def sample(regime: Regime) -> CompensationDecisionValues:
    """王静宜 did not sign."""
    collective = regime is Regime.COLLECTIVE_LAND
    dwelling = "安置房" if collective else "产权调换"
    return CompensationDecisionValues(
        example=True,
        regime=regime,
        project="柳溪村片区征收土地项目" if collective else "朱木桥片区旧城区改建项目",
        issuer="青岚县人民政府",
        number="青政征补〔2026〕4号",
        on=date(2026, 10, 12),
        mark="青岚县人民政府",
        household="柳溪-0071" if collective else "朱木桥-0207",
        owner="王静宜",
        location="柳溪镇柳溪村二组8号" if collective else "朱木桥街道青溪路65号",
        title="宅基地使用权证青集用（2011）第0213号" if collective else "不动产权证书青（2017）第0010466号",
        floor_area=AreaDm2(6237),
        use="住宅",
        structure="砖混",
        land="宅基地120.00㎡，位于村庄建设用地范围内" if collective else "",
        decision="云梦省人民政府批准征收土地（云政地〔2026〕118号），征收土地公告于2026年6月9日发布"
        if collective
        else "青岚县人民政府于2026年5月20日作出房屋征收决定（青政征〔2026〕2号），于2026年5月22日公告",
        plan="柳溪村片区征地补偿安置方案" if collective else "朱木桥片区旧城区改建项目房屋征收补偿方案",
        signing_ended=None if collective else date(2026, 8, 14),
        appraisal="调查结果经公示，王静宜没有提出异议"
        if collective
        else "分户评估报告（云衡估〔2026〕分户第207号）于2026年7月3日送达，复核评估维持原结果，"
        "复核结果于2026年7月20日送达，在十日内没有申请鉴定",
        draft_on=date(2026, 9, 18),
        comments="王静宜要求调换到一层房屋；经核实，一层尚有房源，已列入可以选择的房屋",
        facts=FACTS,
        sums=SUMS,
        total=TOTAL,
        ways="重新安排宅基地建房、提供安置房、货币补偿" if collective else "",
        chosen="王静宜没有选择",
        exchange="青溪路安置小区3幢102室",
        exchange_area=AreaDm2(6530),
        exchange_terms="调换房屋价值421,350.00元，按方案第九条与被征收房屋价值结清差价",
        choose_days=15,
        otherwise="按货币补偿办理",
        transition=f"货币补偿的，一次性支付6个月临时安置费；选择{dwelling}的，按月支付至房屋交付后3个月",
        business_loss="没有经营用房，不涉及停产停业损失",
        social_security="安置对象3人，其中2人纳入被征地农民基本养老保险，费用已经单独列支"
        if collective
        else "",
        money_place="补偿款已存入青岚县征收补偿费用专户王静宜名下，凭身份证件到现场办公室办理领取",
        moving_days=30,
        reconsideration_body="云梦市人民政府",
        court="云梦市中级人民法院",
        contact="朱木桥片区现场办公室（槐荫巷2号），电话0000-5551234",
    )
