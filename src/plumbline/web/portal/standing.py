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

_STILL_OPEN = Text("仍可以协商签约。", "An agreement is still open to you.")
_MAY_FIGHT = Text("不服的，可以申请复议或者起诉。", "You may apply for reconsideration or go to court.")
_BY_STATE: Mapping[str, tuple[Text, ...]] = {
    "decision_requested": (
        Text(
            "征收部门已报请作出补偿决定，决定还没有作出。",
            "A decision on your compensation has been asked for; none has been made.",
        ),
        _STILL_OPEN,
    ),
    "decided": (
        Text(
            "已对您家作出补偿决定，还没有送达；期限从送达的次日起算。",
            "A decision has been made and not been served; your time runs from the day after service.",
        ),
        _STILL_OPEN,
    ),
    "decision_served": (
        Text("补偿决定已送达您家。", "The decision on your compensation has been served."),
        _MAY_FIGHT,
        _STILL_OPEN,
    ),
    "performance_decided": (
        Text("要求履行协议的决定已送达您家。", "A decision that the agreement be performed has been served."),
        _MAY_FIGHT,
    ),
    "ordered": (
        Text("责令交出土地的决定已送达您家。", "An order to hand over the land has been served."),
        _MAY_FIGHT,
    ),
    "remedies_exhausted": (
        Text(
            "复议、起诉的期限已过或者已有结果。", "The time for remedies is over, or they have been decided."
        ),
        _STILL_OPEN,
    ),
    "demanded": (
        Text("催告书已送达您家，您可以陈述和申辩。", "A demand has been served; you may state your case."),
        _STILL_OPEN,
    ),
    "court_applied": (
        Text(
            "已申请法院执行，由法院审查；您可以向法院提出意见。",
            "The court has been asked for enforcement and examines it; you may be heard by the court.",
        ),
        _STILL_OPEN,
    ),
    "court_not_granted": (Text("法院没有准予执行。", "The court has not granted enforcement."),),
    "court_granted": (
        Text(
            "法院已裁定准予执行。执行依裁定进行，不得在夜间和法定节假日进行。",
            "The court has granted enforcement. It follows the ruling, never at night or on a statutory holiday.",
        ),
        _STILL_OPEN,
    ),
}
"""What is so where there is no agreement, state by state: a stage would say too much or too little."""

_SET_ASIDE = Text(
    "原来的补偿决定已被撤销、变更或者确认违法，不再作数。",
    "The earlier decision has been quashed, varied or found unlawful, and counts no more.",
)
_GIVEN = Text(
    "补偿已经支付、提存或者落实安置。", "Compensation has been paid, deposited or provided in kind."
)

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
    """The sentences that say where the household stands."""
    without_agreement = not household.is_signed
    said: tuple[Text, ...] = _BY_STATE.get(household.state, ())
    if not said and without_agreement and household.stage == Stage.COMPENSATED:
        said = (_GIVEN, _STILL_OPEN)
    elif not said:
        return WHERE[Stage(household.stage)]
    elif household.stage == Stage.COMPENSATED:
        said = (*said, _GIVEN)
    if household.law.get("decision.state") == "set_aside":
        said = (_SET_ASIDE, *said)
    return Text("".join(one.zh for one in said), " ".join(one.en for one in said))


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
    if at < STAGES.index(Stage.VACATED) and not household.is_signed:
        found.append(_COURT_ONLY[regime])
    if at < STAGES.index(Stage.AGREED) and regime is Regime.STATE_LAND:
        found.append(_CHOICE)
    return (*found, _SAME_RULE)
