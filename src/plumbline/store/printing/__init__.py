"""The papers of projects and households as the books know them: values for `documents`, typed by nobody.

A paper stands to a step of the procedure: recorded, it is printed as it was issued; open, it is printed to be signed;
else it is refused with what the law still asks for. What the campaign's description must say (who issues, which
court, whom to ask) stands there under `papers`; where it does not, the paper is refused with the key.
`offered` says how every paper of a file stands, `print_paper` gathers the values of one and renders it.
"""

from plumbline.store.printing.common import File, ProjectFile
from plumbline.store.printing.papers import KINDS, PROJECT_KINDS, Offered, offered, print_paper

__all__ = ["KINDS", "PROJECT_KINDS", "File", "Offered", "ProjectFile", "offered", "print_paper"]
