"""What a household may still do and what it is owed, each with its day; and what it may choose from."""

from datetime import date

import pytest

SIGNED, UNSIGNED, LATE = "桥东-0001", "桥东-0002", "桥西-0005"
ANNOUNCED = "公告房屋征收决定"


@pytest.fixture
def read(office):
    """Rights and owed steps of a household on a day, as the page asks for them."""
    from plumbline import campaign
    from plumbline.store.reading.households import file_of
    from plumbline.store.reading.sealed import the_office
    from plumbline.web.portal.running import owed_of, rights_of
    from plumbline.web.workbench.way import way_of

    def asked(number: str, today: date):
        rules, file = campaign.rules_of(the_office()), file_of(number)
        standing = way_of(rules, file.project, file.household, today).standing
        return (
            rights_of(rules, standing, file.project, file.household, today),
            owed_of(rules, standing, file.project, file.household, today),
        )

    return asked


@pytest.fixture
def page(client, office):
    """The household's own page."""
    from plumbline.store.codes import code_of

    def shown(number: str) -> str:
        client.post("/mine/enter", {"number": number, "code": code_of(number)})
        return client.get("/mine").content.decode()

    return shown


@pytest.mark.parametrize(
    ("title", "last"),
    [
        # Announced on 20 March: 60 days end on 19 May, six months on 20 September, a Sunday that is
        # worked before the National Day, so nothing is carried on.
        ("行政复议", date(2026, 5, 19)),
        ("行政诉讼", date(2026, 9, 20)),
    ],
)
def test_the_announced_decision_may_be_fought_to_the_last_day(read, title, last):
    def against_it(today: date) -> list[date]:
        rights, _owed = read(UNSIGNED, today)
        return [r.last for r in rights if r.title.zh == title and r.act and r.act.zh == ANNOUNCED]

    assert against_it(last) == [last]
    assert against_it(date.fromordinal(last.toordinal() + 1)) == []


def test_the_day_of_an_announced_act_is_the_least(read):
    # The act is known when its notice ends; whoever reads the day of the announcement loses nothing by it.
    rights, _owed = read(UNSIGNED, date(2026, 5, 22))
    assert [r.at_least for r in rights if r.act and r.act.zh == ANNOUNCED] == [True]


def test_the_page_does_not_say_that_nothing_runs_while_a_suit_is_open(page):
    shown = page(SIGNED)
    assert "至少到2026年9月20日" in shown
    assert "针对：公告房屋征收决定（2026年3月20日）" in shown
    assert "现在没有正在计时的期限" not in shown


def test_a_signer_reads_by_when_the_money_must_come(page):
    # Signed on 18 May, payable within 15 days: 2 June.
    shown = page(SIGNED)
    assert shown.index("支付货币补偿") < shown.index("2026年6月2日") < shown.index('id="h-sums"')
    assert "协议约定的搬迁期限" in shown
    assert "不论到没到这一天，都不得要求您搬迁" in shown


def test_what_the_office_has_missed_is_said_to_the_household(read, page):
    # Signed on 20 April: 5 May was the fifteenth day; on the 5th it is not late yet.
    _rights, owed = read(LATE, date(2026, 5, 5))
    assert [(o.last, o.late) for o in owed] == [(date(2026, 5, 5), False)]
    _rights, owed = read(LATE, date(2026, 5, 6))
    assert [(o.last, o.late) for o in owed] == [(date(2026, 5, 5), True)]
    assert "逾期" in page(LATE)


def test_whoever_has_not_chosen_sees_what_each_form_gives(page):
    # 62.37 ㎡ × 3,200 = 199,584.00 for the building, whichever form is chosen in the end.
    shown = page(UNSIGNED)
    assert "试算不作依据，选哪种由您定" in shown
    assert "货币补偿" in shown
    assert "199,584.00" in shown
    assert "62.37 ㎡ × 3200.00 = 199584.00" in shown
    # An exchange is reckoned from the flat that is chosen: there is none yet, and the page says so.
    assert shown.index("产权调换</span>") < shown.index("暂不能确定") < shown.index("已选定房屋")


def test_whoever_has_signed_is_shown_what_was_signed_alone(page):
    assert "试算" not in page(SIGNED)


def test_what_is_not_sealed_yet_is_said_to_be(page):
    from plumbline.campaign import COMMANDS, read_command
    from plumbline.store.writing import submit

    assert "今晚零时封账" not in page(UNSIGNED)
    asked = {"kind": "enquiry", "text": "问付款时间", "channel": "desk", "household": UNSIGNED}
    asked |= {"done_at": "2026-05-22T08:40:00+08:00"}
    submit(read_command(COMMANDS["ReceiveGrievance"], asked), person="cheng", key="desk-7001")
    assert page(UNSIGNED).count("今晚零时封账") == 1
