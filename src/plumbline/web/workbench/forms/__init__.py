"""Forms of the workbench: each makes one command of the office, and keeps what was typed when refused.

The fields follow from the law's tables where a step has them, so a new step needs no new form. A form
knows no rule: whether the command may be done is decided behind the one door.
"""

from plumbline.web.workbench.forms.acts import ActForm, new_key
from plumbline.web.workbench.forms.household import HouseholdForm
from plumbline.web.workbench.forms.office import AnswerForm, CommitmentForm, GrievanceForm, LateForm
from plumbline.web.workbench.forms.registry import ADDRESS_OF, HOUSEHOLD_FORMS
from plumbline.web.workbench.forms.steps import StepForm

__all__ = [
    "ADDRESS_OF",
    "HOUSEHOLD_FORMS",
    "ActForm",
    "AnswerForm",
    "CommitmentForm",
    "GrievanceForm",
    "HouseholdForm",
    "LateForm",
    "StepForm",
    "new_key",
]
