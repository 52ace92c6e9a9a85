"""The papers of a household as the books know it: values for `documents`, gathered from the file, typed by nobody.

`printable` says which papers a file can have now; `print_paper` gathers the values of one and renders it. What the
campaign's description must say (who issues, which court, whom to ask) stands there under `papers`; where it does not,
the paper is refused with the key that is missing.
"""

from plumbline.store.printing.papers import KINDS, print_paper, printable

__all__ = ["KINDS", "print_paper", "printable"]
