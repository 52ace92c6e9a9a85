"""Where a file stands, in the words one would say to the household at its door."""

from __future__ import annotations

from collections.abc import Mapping

from plumbline.campaign import Household
from plumbline.terms import STAGES, Regime, Stage, Text

WHERE: Mapping[Stage, Text] = {
    Stage.LISTED: Text(
        "您家已列入名册，接下来入户调查。", "Your household is on the list; the survey comes next."
    ),
    Stage.SURVEYED: Text(
        "您家已调查，结果将张榜公布，请核对。",
        "Your home is surveyed; the results will be posted. Please check them.",
    ),
    Stage.PUBLISHED: Text(
        "调查结果已公布，有出入的可以要求更正。", "The survey is published; you may ask for corrections."
    ),
    Stage.VALUED: Text(
        "您家的评估结果已出，接下来商议补偿协议；选哪种补偿方式由您定。",
        "Your home is valued; the agreement comes next, and the form of compensation is yours to choose.",
    ),
    Stage.AGREED: Text(
        "您家已签协议，现在由征收部门付款。", "You have signed; it is now for the office to pay."
    ),
    Stage.DECIDED: Text(
        "对您家已作出补偿决定，不服的可以申请复议或者起诉。",
        "A decision has been made; you may apply for reconsideration or go to court.",
    ),
    Stage.COMPENSATED: Text(
        "补偿已经付清或者安置已经落实，可以在约定期限内搬迁。",
        "You have been compensated and may move within the agreed time.",
    ),
    Stage.VACATED: Text("您家已腾空，等待验收移交。", "You have moved out; the handing over comes next."),
    Stage.HANDED_OVER: Text(
        "房屋已移交，其余款项照协议付清。",
        "The building is handed over; what is still owed will be paid as agreed.",
    ),
    Stage.DEMOLISHED: Text(
        "房屋已拆除，尚未交付的安置和款项照协议办理。",
        "The building is gone; what is still owed will be delivered as agreed.",
    ),
    Stage.CLOSED: Text("您家各项已办结，档案保存备查。", "All is settled; the file is kept."),
    Stage.WITHDRAWN: Text(
        "您家已不在征收范围内，不须办理任何手续。",
        "You are no longer within the area; there is nothing you must do.",
    ),
}

_NO_MOVING = {
    Regime.STATE_LAND: Text(
        "未付清补偿前不得要求您搬迁（条例第二十七条）。",
        "Nobody may ask you to move before you are compensated (Regulation, article 27).",
    ),
    Regime.COLLECTIVE_LAND: Text(
        "未足额补偿安置前不得要求您搬迁交地（土地管理法第四十八条）。",
        "Nobody may ask you to move or hand over land before compensation in full (Land Administration Law, article 48).",
    ),
}
_NO_PRESSURE = {
    Regime.STATE_LAND: Text(
        "任何人不得用暴力、威胁或者断水断电断路的办法逼您搬迁（条例第二十七条）。",
        "Nobody may use violence, threats, or cut water, power or the road (Regulation, article 27).",
    ),
    Regime.COLLECTIVE_LAND: Text(
        "任何人不得用停水停电、阻断道路的办法逼您搬迁（行政强制法第四十三条）。",
        "Nobody may cut water, power or the road to make you move (Administrative Compulsion Law, article 43).",
    ),
}
_COURT_ONLY = {
    Regime.STATE_LAND: Text(
        "不签协议的，政府只能依法作出补偿决定，强制搬迁只有法院才能裁定（条例第二十六、二十八条）。",
        "If you do not sign, only a decision may follow, and only a court may order you to move (Regulation, articles 26 and 28).",
    ),
    Regime.COLLECTIVE_LAND: Text(
        "不签协议的，强制交地只有法院才能裁定（土地管理法实施条例第六十二条）。",
        "If you do not sign, only a court may order the land to be handed over (Regulation Implementing the Land Administration Law, article 62).",
    ),
}
_CHOICE = Text(
    "要钱还是要房由您选择，不得替您决定（条例第二十一条）。",
    "Money or a flat is yours to choose (Regulation, article 21).",
)
_SAME_RULE = Text(
    "早签晚签同一把尺子；方案以后提高的，已签的补给差额。",
    "One rule for early and late; what a later version gives more is made up to you.",
)


def where_of(household: Household) -> Text:
    """The sentence that says where the household stands."""
    return WHERE[Stage(household.stage)]


def protections_of(household: Household) -> tuple[Text, ...]:
    """What protects the household at this point, the strongest first."""
    regime, at = Regime(household.regime), STAGES.index(Stage(household.stage))
    if household.stage == Stage.WITHDRAWN:
        return ()
    found = []
    if at < STAGES.index(Stage.COMPENSATED):
        found.append(_NO_MOVING[regime])
    if at < STAGES.index(Stage.VACATED):
        found.append(_NO_PRESSURE[regime])
    if at < STAGES.index(Stage.AGREED):
        found += [_COURT_ONLY[regime], *([_CHOICE] if regime is Regime.STATE_LAND else [])]
    return (*found, _SAME_RULE)
