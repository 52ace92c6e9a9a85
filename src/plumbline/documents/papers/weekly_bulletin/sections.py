"""The six sections of the bulletin, composed from the week's figures in the office's own words.

Nothing is said that is no figure, name or date of the facts: no praise, no reason that nobody recorded.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from plumbline.documents.papers.weekly_bulletin.facts import (
    COUNTED,
    PLANNED,
    WORDS,
    Promise,
    Still,
    WeekFacts,
)
from plumbline.documents.papers.weekly_bulletin.standing import UnitLine, of_units
from plumbline.documents.showing import show_day
from plumbline.documents.telling import Sentence, Teller, Told, paragraph, share
from plumbline.terms import STAGE_TEXT


def lead(facts: WeekFacts) -> Told:
    """What the bulletin is about and where its figures come from."""
    text = (
        f"现将第{facts.week}周（{show_day(facts.first)}至{show_day(facts.last)}）工作情况通报如下。"
        f"数字取自逐日封账的日结账，截至{show_day(facts.last)}24时；本期以后的更正载入更正当日的日结账。"
    )
    return paragraph([Sentence(text, ())])


def overall(facts: WeekFacts) -> tuple[Told, ...]:
    """一、总体进展."""
    say = Teller(facts.figures).say
    at, within = f"{facts.at}/all", f"{facts.within}/all"
    reached = {f"s{n}": f"{at}/reached/{stage.value}" for n, stage in enumerate(COUNTED)}
    moved = {f"s{n}": f"{within}/reached/{stage.value}" for n, stage in enumerate(COUNTED)}
    first = [
        say(
            f"截至{show_day(facts.last)}（第{facts.number}天，共{facts.days}天），纳入统计的"
            "{projects}个项目{households}户中，累计签约{s0}户，占{s0/households}；付款{s1}户，腾空{s2}户，"
            "交房{s3}户，拆除{s4}户；尚未交房{remaining}户，其中依法等待{waiting}户。",
            projects=f"{at}/projects",
            households=f"{at}/households",
            remaining=f"{at}/remaining",
            waiting=f"law/{at}/waiting",
            **reached,
        ),
        say(
            "本周签约{s0}户，付款{s1}户，腾空{s2}户，交房{s3}户，拆除{s4}户；尚未交房户数上周末{before}户，本周末{after}户。",
            before=f"{facts.within}/all/remaining_before",
            after=f"{at}/remaining",
            **moved,
        ),
    ]
    money = [
        say(
            "资金方面，累计应付{due:yuan}元，已付{paid:yuan}元，提存{deposited:yuan}元，应付未付{open:yuan}元；"
            "本周新增应付{due_week:yuan}元，支付{paid_week:yuan}元，提存{deposited_week:yuan}元；"
            "与银行尚未对上{unreconciled:yuan}元。",
            **{name: f"{at}/money/{name}" for name in ("due", "paid", "deposited", "open", "unreconciled")},
            **{f"{name}_week": f"{within}/money/{name}" for name in ("due", "paid", "deposited")},
        )
    ]
    return tuple(paragraph(part) for part in (first, list(_planned(facts)), money) if part)


def _planned(facts: WeekFacts) -> Iterator[Sentence]:
    if facts.plan_on is None:
        return
    say = Teller(facts.figures).say
    parts = []
    names: dict[str, str] = {}
    for n, stage in enumerate(PLANNED):
        names |= {
            f"p{n}": f"plan/{facts.at}/{stage.value}",
            f"a{n}": f"{facts.at}/all/reached/{stage.value}",
        }
        parts.append(f"{WORDS[stage]}计划{{p{n}}}户、实际{{a{n}}}户")
    yield say(
        f"与{show_day(facts.plan_on)}留存的计划相比，至本周末累计{'，'.join(parts)}。",
        **names,
    )


def by_project(facts: WeekFacts) -> tuple[Told, ...]:
    """二、分项目进展: one sentence a project, in the order of the campaign's description."""
    say = Teller(facts.figures).say
    told = []
    for project in facts.projects:
        at, within = f"{facts.at}/project:{project.id}", f"{facts.within}/project:{project.id}"
        names = {f"w{n}": f"{within}/reached/{stage.value}" for n, stage in enumerate(COUNTED)}
        told.append(
            say(
                f"{project.name}本周签约{{w0}}户，付款{{w1}}户，腾空{{w2}}户，交房{{w3}}户，拆除{{w4}}户；"
                "累计签约{agreed}户，占全部{households}户的{agreed/households}；"
                "尚未交房{remaining}户，其中依法等待{waiting}户。",
                agreed=f"{at}/reached/agreed",
                households=f"{at}/households",
                remaining=f"{at}/remaining",
                waiting=f"law/{at}/waiting",
                **names,
            )
        )
    return tuple(paragraph([one]) for one in told)


def by_unit(facts: WeekFacts) -> tuple[Told, ...]:
    """三、包保单位进展: by the share of commitments kept; first those that kept all, then the others."""
    say, at = Teller(facts.figures).say, f"{facts.at}/all"
    first = say(
        "截至本周末，包保单位到期的承诺{due}项，兑现{kept}项，未到期{running}项。",
        due=f"{at}/promises/due",
        kept=f"{at}/promises/kept",
        running=f"{at}/promises/running",
    )
    rule = Sentence(
        "以下按承诺兑现率排列：兑现率为完成户数占应完成户数之比，应完成户数不含依法等待的户；没有到期承诺的单位不参加排列。",
        (),
    )
    lines = of_units(facts)
    ranked = [line for line in lines if line.is_ranked]
    told = [paragraph([first, rule] if ranked else [first])]
    if whole := [line for line in ranked if line.has_kept_all]:
        told.append(paragraph([_kept_all(whole)]))
    if short := [line for line in ranked if not line.has_kept_all]:
        told.append(paragraph(_fell_short(facts, line) for line in short))
    return tuple(told)


def _kept_all(lines: list[UnitLine]) -> Sentence:
    sources = tuple(name for line in lines for name in line.sources)
    names = "、".join(line.name for line in lines)
    return Sentence(f"到期承诺全部兑现的有{len(lines)}个单位：{names}。", sources)


def _fell_short(facts: WeekFacts, line: UnitLine) -> Sentence:
    say = Teller(facts.figures).say
    key = f"{facts.at}/unit:{line.id}/promises"
    waiting = "，其中依法等待{excused}户不计入" if line.excused else ""
    sentence = say(
        f"{line.name}到期承诺{{due}}项、兑现{{kept}}项，承诺{{promised}}户、完成{{done}}户{waiting}，"
        f"兑现率{share(line.done, line.owed)}。",
        due=f"{key}/due",
        kept=f"{key}/kept",
        promised=f"{key}/promised",
        done=f"{key}/done",
        excused=f"law/{key}/excused",
    )
    return Sentence(sentence.text, tuple(dict.fromkeys((*sentence.sources, f"law/{key}/excused"))))


def problems(facts: WeekFacts) -> tuple[Told, ...]:
    """四、存在的问题: what stood still for a week, answers overdue, and where money or appraisal holds things up."""
    say, at = Teller(facts.figures).say, facts.at
    told = []
    for kind, words in (("project", "项目"), ("unit", "单位"), ("block", "片区")):
        places = [place for place in facts.still if place.kind == kind]
        if places:
            told.append(paragraph(_standing(facts, places, words)))
    if not facts.still:
        told.append(paragraph([Sentence("没有停滞一周以上的项目、单位和片区。", (f"{at}/still",))]))
    told.append(
        paragraph(
            [
                say(
                    "一周以上没有变化的户，按所处环节：签约后待付款{a}户，付款后待腾空{b}户，腾空后待交房{c}户，交房后待拆除{d}户。",
                    a=f"{at}/all/unmoved/agreed",
                    b=f"{at}/all/unmoved/compensated",
                    c=f"{at}/all/unmoved/vacated",
                    d=f"{at}/all/unmoved/handed_over",
                )
            ]
        )
    )
    told.append(paragraph(_held_up(facts)))
    return tuple(told)


def _standing(facts: WeekFacts, places: list[Still], words: str) -> Iterator[Sentence]:
    say = Teller(facts.figures).say
    parts: list[str] = []
    sources: list[str] = []
    for place in places[:MOST_NAMED]:
        one = say(
            f"{place.name}（{{days}}天，未交房{{remaining}}户，其中依法等待{{waiting}}户）",
            days=f"{place.key}/days",
            remaining=f"{place.key}/remaining",
            waiting=f"law/{place.key}/waiting",
        )
        parts.append(one.text)
        sources += one.sources
    more = "等" if len(places) > MOST_NAMED else ""
    yield Sentence(
        f"停滞一周以上的{words}{len(places)}个：{'、'.join(parts)}{more}。", (f"{facts.at}/still", *sources)
    )


RUNGS = ("reminder", "circular", "formal_talk", "accountability", "referral")
"""The rungs of supervision, lowest first."""

MOST_NAMED = 8
"""Places named in a sentence; the annex has every unit's line."""


def _held_up(facts: WeekFacts) -> Iterator[Sentence]:
    say, at = Teller(facts.figures).say, facts.at
    if facts.overdue:
        units = [
            say(f"{unit.name}{{n}}件", n=f"{at}/unit:{unit.id}/grievances/overdue") for unit in facts.overdue
        ]
        total = say("超期未答复的诉求{n}件", n=f"{at}/all/grievances/overdue")
        yield Sentence(
            f"{total.text}：{'、'.join(one.text for one in units)}。",
            (*total.sources, *(source for one in units for source in one.sources)),
        )
    else:
        yield say("超期未答复的诉求{n}件。", n=f"{at}/all/grievances/overdue")
    yield say(
        "评估结果复核、鉴定尚未答复的{review}户；权属不明或者有争议、继承未办的{title}户；复议、诉讼尚未终结的{remedy}户；"
        "法定期间尚未届满的{period}户。上述各户依法等待，不计入单位责任。",
        review=f"law/{at}/all/waiting/review",
        title=f"law/{at}/all/waiting/title",
        remedy=f"law/{at}/all/waiting/remedy",
        period=f"law/{at}/all/waiting/period",
    )


def supervised(facts: WeekFacts) -> tuple[Told, ...]:
    """五、督办事项办理情况."""
    say, at, within = Teller(facts.figures).say, facts.at, facts.within
    orders = [
        say(
            "本周会商{meetings}次，交办{issued}件，销号{closed}件；至本周末未销号{open}件，其中超期{overdue}件。",
            meetings=f"{within}/all/consultations",
            issued=f"{within}/all/orders/issued",
            closed=f"{within}/all/orders/closed",
            open=f"{at}/all/orders/open",
            overdue=f"{at}/all/orders/overdue",
        ),
        say(
            "本周发出督办提醒{reminder}件，通报{circular}件，约谈{formal_talk}件，问责建议{accountability}件，移交{referral}件。",
            **{rung: f"{within}/all/rungs/{rung}" for rung in RUNGS},
        ),
    ]
    return (
        paragraph(orders),
        paragraph(
            [
                say(
                    "本周到期的承诺{due}项，兑现{kept}项。",
                    due=f"{within}/all/promises/due",
                    kept=f"{within}/all/promises/kept",
                ),
                say(
                    "本周收到诉求{received}件，答复{answered}件；至本周末未答复{open}件，其中超期{overdue}件。",
                    received=f"{within}/all/grievances/received",
                    answered=f"{within}/all/grievances/answered",
                    open=f"{at}/all/grievances/open",
                    overdue=f"{at}/all/grievances/overdue",
                ),
                say(
                    "本周逾期补录{late}件，更正登记事实{corrections}件，均载入当日日结账。",
                    late=f"{within}/all/late",
                    corrections=f"{within}/all/corrections",
                ),
            ]
        ),
    )


def next_week(facts: WeekFacts) -> tuple[Told, ...]:
    """六、下周安排: commitments of the next seven days."""
    first, last = facts.last + timedelta(days=1), facts.last + timedelta(days=7)
    coming = [p for p in facts.promises if p.kept is None and first <= p.due_on <= last]
    return (paragraph(_to_keep(facts, coming)),)


def endings(facts: WeekFacts) -> tuple[Told, ...]:
    """The statutory periods that end in the next seven days: the last words above the signature."""
    return (paragraph(_to_end(facts)),)


def _to_keep(facts: WeekFacts, coming: list[Promise]) -> Iterator[Sentence]:
    say = Teller(facts.figures).say
    count = f"{facts.at}/all/promises/next_week"
    yield say("下周到期的交办事项{n}件。", n=f"{facts.at}/all/orders/next_week")
    if not coming:
        yield say("下周没有到期的承诺。", n=count)
        return
    names = {one.id: one.name for one in (*facts.units, *facts.projects)}
    parts, sources = [], [count]
    for promise in coming:
        key = f"promise:{promise.seq}/households"
        one = say(
            f"{names[promise.unit]}（{show_day(promise.due_on)}前{names[promise.project]}累计"
            f"{WORDS.get(promise.stage, STAGE_TEXT[promise.stage].zh)}{{n}}户）",
            n=key,
        )
        parts.append(one.text)
        sources.append(key)
    yield Sentence(f"下周到期的承诺{len(coming)}项：{'、'.join(parts)}。", tuple(sources))


def _to_end(facts: WeekFacts) -> Iterator[Sentence]:
    say = Teller(facts.figures).say
    if not facts.endings:
        yield Sentence("下周没有届满的法定期限。", (f"law/{facts.at}/endings",))
        return
    parts, sources = [], [f"law/{facts.at}/endings"]
    for ending in facts.endings:
        days = show_day(ending.first)
        if ending.last != ending.first:
            days += (
                f"至{ending.last.day}日"
                if ending.last.month == ending.first.month
                else f"至{show_day(ending.last)}"
            )
        own = not facts.figures[ending.key]
        one = say(
            f"{ending.project}{ending.what}" + (f"（{days}）" if own else f"{{n}}户（{days}）"), n=ending.key
        )
        parts.append(one.text)
        sources.append(ending.key)
    yield Sentence(f"下周届满的法定期限：{'；'.join(parts)}。", tuple(sources))


def characters(paragraphs: tuple[Told, ...]) -> int:
    """How long a text is, as the rule on special-purpose papers counts it."""
    return sum(len(one.text) for one in paragraphs)
