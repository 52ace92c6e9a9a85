"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.decision_announcement import DecisionAnnouncementValues
from plumbline.terms import Regime


def sample(regime: Regime) -> DecisionAnnouncementValues:
    """The announcement for 朱木桥, or for 柳溪村."""
    return _collective() if regime is Regime.COLLECTIVE_LAND else _state()


def _state() -> DecisionAnnouncementValues:
    return DecisionAnnouncementValues(
        example=True,
        regime=Regime.STATE_LAND,
        project="朱木桥片区旧城区改建项目",
        issuer="青岚县人民政府",
        number="青政告〔2026〕5号",
        on=date(2026, 5, 22),
        mark="青岚县人民政府公告",
        decided_by="青岚县人民政府",
        decision_number="青政征〔2026〕2号",
        decided_on=date(2026, 5, 20),
        purpose="为了旧城区改建的公共利益需要（《国有土地上房屋征收与补偿条例》第八条第五项）",
        scope="东至槐荫巷，南至青溪路，西至朱木桥河，北至文昌路",
        extent="312户，建筑面积34,518.60平方米",
        department="青岚县住房和城乡建设局",
        unit="青岚县房屋征收补偿中心",
        plan="朱木桥片区旧城区改建项目房屋征收补偿方案",
        signing_days=30,
        payment="补偿费用已经足额到位、专户存储、专款专用，自补偿协议生效之日起15日内支付",
        reconsideration_body="云梦市人民政府",
        court="云梦市中级人民法院",
        contact="朱木桥片区现场办公室（槐荫巷2号），电话0000-5551234",
        hotline="0000-5550012",
    )


def _collective() -> DecisionAnnouncementValues:
    return DecisionAnnouncementValues(
        example=True,
        regime=Regime.COLLECTIVE_LAND,
        project="柳溪村片区征收土地项目",
        issuer="青岚县人民政府",
        number="青政征告〔2026〕3号",
        on=date(2026, 6, 9),
        mark="青岚县人民政府公告",
        decided_by="云梦省人民政府",
        decision_number="云政地〔2026〕118号",
        decided_on=date(2026, 5, 26),
        purpose="为了实施城镇道路建设的公共利益需要（《中华人民共和国土地管理法》第四十五条第一款第二项）",
        scope="柳溪镇柳溪村二组、三组，东至青溪河，南至县道，西至柳溪路，北至村界",
        extent="集体土地12.4360公顷，住宅86户，建筑面积11,204.35平方米",
        department="青岚县自然资源和规划局",
        unit="柳溪镇人民政府",
        plan="柳溪村片区征地补偿安置方案",
        payment="自本公告发布之日起60日内足额支付补偿费用；有权属争议或者无法支付的，依法提存并书面通知",
        social_security="被征地农民的社会保障费用已经单独列支，足额存入社会保障资金专户，参保对象名单另行公示",
        handing_over="补偿费用足额支付且安置、过渡落实后，按协议或者决定确定的期限交地",
        reconsideration_body="云梦省人民政府",
        contact="柳溪村片区现场办公室（柳溪村村部），电话0000-5552268",
        hotline="0000-5550012",
    )
