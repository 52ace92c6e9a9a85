"""The persons of a file with their shares and numbers, and the account that the household is paid into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plumbline.campaign import IDENTITY_KINDS, PERSON_ROLES
from plumbline.web.workbench.forms.acts import Section
from plumbline.web.workbench.forms.household import HouseholdForm
from plumbline.web.workbench.words import say

FREE_ROWS = 2
"""Empty rows below the persons that are recorded: a couple, or an owner with an agent."""

_FIELDS = ("name", "role", "share", "id_kind", "id_number", "phone")


class PersonsForm(HouseholdForm):
    """All persons of the file, whole; a number that is recorded already is left empty here and stays."""

    name = "RecordPersons"
    slots = (("title_extract",), ("authorisation",))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.household.persons
        taken = {int(id[1:]) for id in known if id[0] == "p" and id[1:].isdigit()}
        free = [n for n in range(1, len(taken) + FREE_ROWS + 1) if n not in taken][:FREE_ROWS]
        self.ids = [*known, *(f"p{n}" for n in free)]
        for number, id in enumerate(self.ids):
            self._add(number, known.get(id, {}), self.household.names if id not in known else ())
        account = self.household.pay_to
        self.fields |= {
            "account_holder": forms.CharField(
                label=_("Account holder"), max_length=60, required=False, initial=account.get("holder", "")
            ),
            "account_bank": forms.CharField(
                label=_("Bank"), max_length=60, required=False, initial=account.get("bank", "")
            ),
            "account_number": forms.CharField(
                label=_("Account number"), max_length=30, required=False, widget=_figures(),
                help_text=_kept(account.get("masked", "")),
            ),
        }  # fmt: skip

    def _add(self, number: int, person: Mapping[str, Any], names: tuple[str, ...]) -> None:
        first = "" if person or number >= len(names) else names[number]
        self.fields |= {
            f"name_{number}": forms.CharField(
                label=_("Name"), max_length=60, required=False, initial=person.get("name", first)
            ),
            f"role_{number}": forms.ChoiceField(
                label=_("What the person is here"), initial=person.get("role", "owner" if number == 0 else "co_owner"),
                choices=[(role, say(text)) for role, text in PERSON_ROLES.items()],
            ),
            f"share_{number}": forms.CharField(
                label=_("Share"), max_length=20, required=False, initial=person.get("share", ""),
                help_text=_("Such as 1/2; all owners' shares add up to 1."),
            ),
            f"id_kind_{number}": forms.ChoiceField(
                label=_("Document"), initial=person.get("id_kind", "resident_id"),
                choices=[(kind, say(text)) for kind, text in IDENTITY_KINDS.items()],
            ),
            f"id_number_{number}": forms.CharField(
                label=_("Number of the document"), max_length=30, required=False, widget=_figures(),
                help_text=_kept(person.get("id_masked", "")),
            ),
            f"phone_{number}": forms.CharField(
                label=_("Telephone"), max_length=20, required=False, initial=person.get("phone", "")
            ),
        }  # fmt: skip

    def sections(self) -> tuple[Section, ...]:
        """The act's day, then each person, then the account."""
        day = Section("", tuple(self[name] for name in ("done_on",)))
        persons = tuple(
            Section(_("Person %(n)s") % {"n": n + 1}, tuple(self[f"{name}_{n}"] for name in _FIELDS))
            for n in range(len(self.ids))
        )
        account = tuple(self[f"account_{name}"] for name in ("holder", "bank", "number"))
        return (day, *persons, Section(_("Account for payment"), account))

    def fields_of_command(self) -> Mapping[str, Any]:
        """Rows with a name, and the account where a holder is named."""
        cleaned = self.cleaned_data
        account = {
            name: value
            for name in ("holder", "bank", "number")
            if (value := cleaned[f"account_{name}"].strip().replace(" ", "" if name == "number" else " "))
        }
        return {"persons": tuple(self._persons()), "account": account}

    def _persons(self) -> Iterator[dict[str, str]]:
        for number, id in enumerate(self.ids):
            row = {name: self.cleaned_data[f"{name}_{number}"].strip() for name in _FIELDS}
            row["id_number"] = row["id_number"].replace(" ", "").upper()
            if row["name"]:
                yield {"person_id": id, **{name: value for name, value in row.items() if value}}

    def rows(self) -> list[int]:
        """Numbers of the rows that were sent, in the order of the command's persons."""
        return [n for n in range(len(self.ids)) if self.cleaned_data.get(f"name_{n}", "").strip()]

    def place_reasons(self, refused: Any) -> None:
        """`persons[1].id_number` of the command is the second row that has a name."""
        for reason in refused.reasons:
            where = reason.fact
            if where.startswith("persons[") and "." in where:
                sent, name = where.removeprefix("persons[").split("].")
                field = f"{name}_{self.rows()[int(sent)]}"
            else:
                field = where.replace("account.", "account_").replace("persons.share", "share_0")
            if field in self.fields:
                self.add_error(field, say(reason.message))


def _figures() -> forms.TextInput:
    # What a browser remembers of a number would be there for the next person at the desk.
    return forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text", "spellcheck": "false"})


def _kept(masked: str) -> Any:
    return _("Recorded: %(masked)s. Leave empty to keep it.") % {"masked": masked} if masked else ""
