"""Appraisal (考核) of units and posts by a published formula, from sealed figures, exactly and open to contest.

A formula is data: parts with weights in hundredths, terms with their measures and sources, a credit with its
cap. The measures are a closed list, each a figure that the sealed ledger holds; a formula may weigh them and
may not add to them. `unfit_formula` names everything that is wrong with one, each with its place and remedy;
`read_formula` reads only one that is fit. `appraise` turns the records of a subject into a score with every
part's inputs and arithmetic; fractions are exact and rounded once, at the end.

What never happens: a score about a resident, a figure that somebody typed, a term on pictures, articles,
meetings, forms or satisfaction, speed that outweighs the law, a tie that is broken.

What may enter: values. No clock, no database; which records a unit has is handed in.
"""

from plumbline.campaign.appraising.figures import (
    Figures,
    SealedRecord,
    Subject,
    figures_from_json,
    figures_json,
)
from plumbline.campaign.appraising.formula import Deduction, Formula, Pace, Part, Share, read_formula
from plumbline.campaign.appraising.linting import Unfit, unfit_formula
from plumbline.campaign.appraising.measures import MEASURES, Measure
from plumbline.campaign.appraising.scoring import (
    Line,
    PartScore,
    Score,
    appraise,
    ranks,
    score_json,
    two_decimals,
)

__all__ = [
    "MEASURES",
    "Deduction",
    "Figures",
    "Formula",
    "Line",
    "Measure",
    "Pace",
    "Part",
    "PartScore",
    "Score",
    "SealedRecord",
    "Share",
    "Subject",
    "Unfit",
    "appraise",
    "figures_from_json",
    "figures_json",
    "ranks",
    "read_formula",
    "score_json",
    "two_decimals",
    "unfit_formula",
]
