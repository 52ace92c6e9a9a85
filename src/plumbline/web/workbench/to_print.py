"""Which papers a household's file can have now, with the addresses of both forms."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import get_language

from plumbline import documents
from plumbline.store import printing
from plumbline.store.printing.common import File
from plumbline.store.reading.households import HouseholdFile
from plumbline.web.accounts import Actor

FORMS: dict[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def file_of(file: HouseholdFile, actor: Actor) -> File:
    """The file as papers read it."""
    return File(actor.office, file.project, file.household, actor.today)


def offered(file: HouseholdFile, actor: Actor) -> list[dict[str, str]]:
    """The papers that can be printed now, each with its name and an address for each form."""
    language = get_language() or "zh-hans"
    return [
        {
            "name": documents.kind(kind).name.in_language(language),
            **{form: reverse("printed", args=(file.household.id, kind, form)) for form in FORMS},
        }
        for kind in printing.printable(file_of(file, actor), actor.now)
    ]
