"""The office's papers: one data function a kind, a PDF that binds and a Word file, from the same values.

A paper is a frozen dataclass of values, a wording of plain lines that a lawyer can read, and a layout. The
values are shown once (dates, areas, fen in digits and capitals) and put into the wording; Typst sets the PDF
from it, docxtpl fills the Word template made from it, and every value is looked for in the Word file again.

What never happens: an amount that is not the sum of its lines, a blank where a value is missing (the paper is
refused by the value's name; a line stands only where something is written on the paper itself), a resident's paper without remedies, a character replaced because a font lacks
it, a clock: a paper bears the day that its values give. A demonstration's papers say so on every page.
What may enter: kinds of paper, their wording, page and Word making, fonts. No rule of procedure, no sum.
"""

from plumbline.documents.fields import Form, Shown, Spec, specs
from plumbline.documents.fonts import Face, FontSet, NoFont, find_fonts, font_report
from plumbline.documents.kinds import kind, kinds
from plumbline.documents.model import Layout, Page, Profile
from plumbline.documents.of_campaign import CampaignOfficialValues, CampaignValues
from plumbline.documents.paper import (
    HouseholdValues,
    Kind,
    OfficialValues,
    PaperValues,
    blank_number,
    gather,
)
from plumbline.documents.papers.agreement import AgreementValues
from plumbline.documents.papers.appraisal_notice import AppraisalNoticeValues, AppraisedBuilding
from plumbline.documents.papers.archive import ArchivedPaper, ArchiveValues
from plumbline.documents.papers.compensation_decision import CompensationDecisionValues
from plumbline.documents.papers.consultation_minutes import (
    ConsultationMinutesValues,
    MinutesDecision,
    MinutesPeople,
    MinutesTopic,
)
from plumbline.documents.papers.daily_account import AccountRow, DailyAccountValues, Item, MoneyRow
from plumbline.documents.papers.decision_announcement import DecisionAnnouncementValues
from plumbline.documents.papers.demand_letter import LEAST_WORKING_DAYS, DemandLetterValues
from plumbline.documents.papers.dispatch_order import DispatchOrderValues
from plumbline.documents.papers.duty_list import DutyLine, DutyListValues
from plumbline.documents.papers.freeze_notice import FreezeNoticeValues
from plumbline.documents.papers.handover_receipt import HandoverReceiptValues, Utility
from plumbline.documents.papers.payment_notice import PaidPart, PaymentNoticeValues
from plumbline.documents.papers.supervision_circular import SupervisionCircularValues
from plumbline.documents.papers.supervision_reminder import SupervisionReminderValues
from plumbline.documents.papers.survey_form import SurveyedBuilding, SurveyedThing, SurveyFormValues
from plumbline.documents.papers.task_book import RedLine, RollRow, TaskBookValues, TaskRow, WeekRow
from plumbline.documents.papers.task_breakdown import BreakdownRow, TaskBreakdownValues
from plumbline.documents.papers.weekly_bulletin import (
    MOST_CHARACTERS,
    Preface,
    WeeklyBulletinValues,
    compose,
    figures_digest,
)
from plumbline.documents.papers.weekly_bulletin.facts import (
    COUNTED,
    PLANNED,
    WORDS,
    DayOfWeek,
    Ending,
    Named,
    Promise,
    Still,
    WeekFacts,
)
from plumbline.documents.papers.weekly_bulletin.markdown import bulletin_markdown
from plumbline.documents.pictures import Bar, Chart, Line, Schedule
from plumbline.documents.rendering import (
    missing_from,
    page_of,
    placeholders,
    preview,
    printed_values,
    render,
    word_template,
)
from plumbline.documents.samples import sample
from plumbline.documents.sealed import SealMark, digest_of
from plumbline.documents.sheets import Column, Sheet, write_sheets
from plumbline.documents.showing import capitals, show_day
from plumbline.documents.sums import FactLine, SumLine, facts_of, sums_agree, sums_of
from plumbline.documents.supervising import FoundFact, ListedEvidence, SupervisionValues, in_eights
from plumbline.documents.telling import Sentence, Told
from plumbline.documents.word_filling import text_of

__all__ = [
    "COUNTED",
    "LEAST_WORKING_DAYS",
    "MOST_CHARACTERS",
    "PLANNED",
    "WORDS",
    "AccountRow",
    "AgreementValues",
    "AppraisalNoticeValues",
    "AppraisedBuilding",
    "ArchiveValues",
    "ArchivedPaper",
    "Bar",
    "BreakdownRow",
    "CampaignOfficialValues",
    "CampaignValues",
    "Chart",
    "Column",
    "CompensationDecisionValues",
    "ConsultationMinutesValues",
    "DailyAccountValues",
    "DayOfWeek",
    "DecisionAnnouncementValues",
    "DemandLetterValues",
    "DispatchOrderValues",
    "DutyLine",
    "DutyListValues",
    "Ending",
    "Face",
    "FactLine",
    "FontSet",
    "Form",
    "FoundFact",
    "FreezeNoticeValues",
    "HandoverReceiptValues",
    "HouseholdValues",
    "Item",
    "Kind",
    "Layout",
    "Line",
    "ListedEvidence",
    "MinutesDecision",
    "MinutesPeople",
    "MinutesTopic",
    "MoneyRow",
    "Named",
    "NoFont",
    "OfficialValues",
    "Page",
    "PaidPart",
    "PaperValues",
    "PaymentNoticeValues",
    "Preface",
    "Profile",
    "Promise",
    "RedLine",
    "RollRow",
    "Schedule",
    "SealMark",
    "Sentence",
    "Sheet",
    "Shown",
    "Spec",
    "Still",
    "SumLine",
    "SupervisionCircularValues",
    "SupervisionReminderValues",
    "SupervisionValues",
    "SurveyFormValues",
    "SurveyedBuilding",
    "SurveyedThing",
    "TaskBookValues",
    "TaskBreakdownValues",
    "TaskRow",
    "Told",
    "Utility",
    "WeekFacts",
    "WeekRow",
    "WeeklyBulletinValues",
    "blank_number",
    "bulletin_markdown",
    "capitals",
    "compose",
    "digest_of",
    "facts_of",
    "figures_digest",
    "find_fonts",
    "font_report",
    "gather",
    "in_eights",
    "kind",
    "kinds",
    "missing_from",
    "page_of",
    "placeholders",
    "preview",
    "printed_values",
    "render",
    "sample",
    "show_day",
    "specs",
    "sums_agree",
    "sums_of",
    "text_of",
    "word_template",
    "write_sheets",
]
