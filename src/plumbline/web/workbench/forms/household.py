"""Forms about one household whose commands carry more than a step's record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from plumbline.campaign import COMMANDS, Command, Household, Office, Project, posts, rules_of
from plumbline.store.reading.households import HouseholdFile
from plumbline.store.reading.office import GRIEVANCE_KINDS, names_of, unit_names
from plumbline.terms import DUTIES, Fen, Regime, show_yuan
from plumbline.web.accounts import Actor
from plumbline.web.workbench.forms.acts import ActForm, DayField
from plumbline.web.workbench.forms.money import price_in_fen
from plumbline.web.workbench.sums import title_of
from plumbline.web.workbench.words import here, post_name, say, word

CHANNELS = ("desk", "field", "phone", "letter", "site")
FLAT_LINES = 6
LONG_TEXT = 2_000
"""Signs of a text that somebody writes at a counter: two pages."""


class HouseholdForm(ActForm):
    """A form about a household; `slots` are the papers that may come with it."""

    name: ClassVar[str]
    slots: ClassVar[Sequence[tuple[str, ...]]] = ()

    def __init__(
        self, data: Any = None, files: Any = None, *, actor: Actor, file: HouseholdFile, **kwargs: Any
    ) -> None:
        self.file = file
        super().__init__(data, files, actor=actor, papers=self.slots, **kwargs)

    @property
    def household(self) -> Household:
        """The household it is about."""
        return self.file.household

    @property
    def project(self) -> Project:
        """Its project."""
        return self.file.project

    @property
    def office(self) -> Office:
        """The office as it stands."""
        return self.actor.office

    def fields_of_command(self) -> Mapping[str, Any]:
        """The command's fields besides household, instant and evidence."""
        return {}

    def command(self) -> Command:
        """The command of a valid form."""
        made: Command = COMMANDS[self.name](
            household=self.household.id,
            done_at=self.done_at(),
            evidence=self.evidence(),
            **self.fields_of_command(),
        )
        return made


def text_area(label: Any, **kwargs: Any) -> forms.CharField:
    """A field for a few sentences."""
    return forms.CharField(
        label=label, max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 3}), **kwargs
    )


# ---------- choice, sums, agreement ----------
_MODES = {
    Regime.STATE_LAND: ("cash", "swap"),
    Regime.COLLECTIVE_LAND: ("flats", "cash", "self_build", "none"),
}


class ChoiceForm(HouseholdForm):
    """The resident's own choice, as the form that they signed says."""

    name = "RecordChoice"
    slots = (("choice_form",),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state_land = self.household.regime == Regime.STATE_LAND
        self.fields["mode"] = forms.ChoiceField(
            label=_("Form of compensation"),
            widget=forms.RadioSelect,
            choices=[(m, say(word(m))) for m in _MODES[Regime(self.household.regime)]],
        )
        if state_land:
            self.fields["kind"] = forms.ChoiceField(
                label=_("Kind of replacement dwelling"), required=False,
                choices=[("", "—"), ("ready", _("ready")), ("off_plan", _("off plan"))],
            )  # fmt: skip
            self.fields["transition"] = forms.ChoiceField(
                label=_("Until the dwelling is delivered"), required=False,
                choices=[("", "—"), ("self", _("own housing")), ("turnover", _("transitional dwelling"))],
            )  # fmt: skip
        self.fields["flats"] = forms.CharField(
            label=_("Dwellings chosen"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("One a line: number, area in ㎡, and the floor where the plan asks for it."),
        )  # fmt: skip

    def clean_flats(self) -> list[dict[str, Any]]:
        """The dwellings, line by line."""
        rows = [
            line.replace("，", ",").split(",")
            for line in self.cleaned_data["flats"].splitlines()
            if line.strip()
        ]
        if len(rows) > FLAT_LINES or any(len(row) not in (2, 3) for row in rows):
            raise forms.ValidationError(
                _("Write one dwelling a line as 3-502, 88.50 or 3-502, 88.50, 5; at most six of them.")
            )
        flats = []
        for row in rows:
            flat: dict[str, Any] = {"flat_id": row[0].strip(), "area": row[1].strip()}
            flats.append(
                flat | ({"floor": int(row[2])} if len(row) == 3 and row[2].strip().isdigit() else {})
            )
        return flats

    def fields_of_command(self) -> Mapping[str, Any]:
        """The choices in the facts schema."""
        cleaned, flats = self.cleaned_data, self.cleaned_data["flats"]
        choices: dict[str, Any] = {"mode": cleaned["mode"]}
        if cleaned["mode"] == "swap":
            choices["swap"] = {"kind": cleaned.get("kind") or "off_plan", "flats": flats}
        elif flats:
            choices["flats"] = flats
        if cleaned.get("transition"):
            choices["transition"] = cleaned["transition"]
        return {"choices": choices}


class SumsForm(HouseholdForm):
    """Print the computation sheet; the page shows the sums before the button is pressed."""

    name = "ComputeSums"
    slots = (("computation_sheet",),)


class SignForm(HouseholdForm):
    """The signed agreement with its terms; the sums are the policy's."""

    name = "SignAgreement"
    slots = (("agreement",), ("authorisation",))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = next(p for p in self.office.description["projects"] if p["id"] == self.project.id)
        terms = row.get("agreement", {})
        self.fields |= {
            "done_time": forms.TimeField(
                label=_("Hour of signature"), required=False, widget=forms.TimeInput(attrs={"type": "time"}),
                help_text=_("Where a reward ends on this day; else leave it empty."),
            ),
            "moving_end": DayField(label=_("Last day for moving"), help_text=_("As the agreement fixes it.")),
            "payment_days": forms.IntegerField(
                label=_("Days to pay"), min_value=1, max_value=365, initial=terms.get("payment_days", 15)
            ),
            "transition_months": forms.IntegerField(
                label=_("Months of transition"), min_value=0, max_value=60, initial=_months(terms)
            ),
            "instalments": forms.CharField(
                label=_("Instalments"), initial="1", max_length=40,
                help_text=_("Parts that add up to one, such as 4/5, 1/5; 1 where all is paid at once."),
            ),
            "signatory_entitled": forms.BooleanField(
                label=_("The signatory is the right holder or authorised"), required=False
            ),
        }  # fmt: skip
        self.order_fields(["key", "done_on", "done_time", "moving_end"])

    def fields_of_command(self) -> Mapping[str, Any]:
        """The terms of the paper."""
        cleaned = self.cleaned_data
        parts = cleaned["instalments"].replace("，", ",").replace("、", ",").split(",")
        return {
            "moving_end": cleaned["moving_end"],
            "payment_days": cleaned["payment_days"],
            "transition_months": cleaned["transition_months"],
            "instalments": tuple(part.strip() for part in parts if part.strip()),
            "conditions": ("signatory_entitled",) if cleaned["signatory_entitled"] else (),
        }

    def field_of(self, code: str) -> str:
        """Reasons of the agreement's own terms have their fields."""
        own = {
            "agreement:instalments": "instalments",
            "date(moving_end)": "moving_end",
            "signatory_entitled": "signatory_entitled",
        }
        return own.get(code) or own.get(code.partition(":")[2]) or super().field_of(code)


def _months(terms: Mapping[str, Any]) -> int:
    months = terms.get("transition_months", 0)
    return months if isinstance(months, int) else 0


# ---------- money ----------
class OrderForm(HouseholdForm):
    """Order what is due: all of it, an agreed instalment, named clauses, or a month in advance."""

    name = "OrderPayment"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = self.household.agreement.get("instalments") or ("1",)
        several = [(f"part{n}", _("instalment %(n)s") % {"n": n}) for n in range(1, len(parts) + 1)]
        self.fields["what"] = forms.ChoiceField(
            label=_("What is paid"),
            widget=forms.RadioSelect,
            initial="all",
            choices=[
                ("all", _("everything due and unpaid")),
                *(several if len(parts) > 1 else []),
                ("clauses", _("the clauses marked below")),
                ("advance", _("one month of transition allowance in advance")),
            ],
        )
        self.fields["clauses"] = forms.MultipleChoiceField(
            label=_("Clauses"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[(clause, self._clause(clause, fen)) for clause, fen in self.household.unpaid.items()],
        )
        self.fields["deposit"] = forms.BooleanField(label=_("Deposit instead of paying out"), required=False)

    def _clause(self, clause: str, fen: int) -> str:
        rule = rules_of(self.office).policy_of(self.office, self.project)
        title = here(title_of(rule, clause)) if rule else ""
        return f"{clause} {title} {_yuan(fen)}"

    def fields_of_command(self) -> Mapping[str, Any]:
        """Lines, an instalment or an advance; never a sum."""
        what = self.cleaned_data["what"]
        return {
            "clauses": tuple(self.cleaned_data["clauses"]) if what == "clauses" else (),
            "instalment": int(what.removeprefix("part")) if what.startswith("part") else None,
            "advance": what == "advance",
            "deposit": self.cleaned_data["deposit"],
        }

    def field_of(self, code: str) -> str:
        """What was chosen is where its refusal stands."""
        return "what" if code.startswith("payment:") else super().field_of(code)


def _yuan(fen: int) -> str:
    return str(_("%(sum)s yuan") % {"sum": show_yuan(Fen(fen))})


class CancelForm(HouseholdForm):
    """Cancel an order that was not paid."""

    name = "CancelOrder"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_orders = [key for key, order in self.household.orders.items() if not order["paid"]]
        self.fields |= {
            "order": forms.ChoiceField(
                label=_("Order"),
                choices=[(o, o) for o in open_orders],
                initial=open_orders[0] if open_orders else None,
            ),
            "reason": text_area(_("Reason")),
        }

    def fields_of_command(self) -> Mapping[str, Any]:
        """The order and why it is cancelled."""
        return {"order": self.cleaned_data["order"], "reason": self.cleaned_data["reason"]}

    def field_of(self, code: str) -> str:
        """The reason has its own field; all else is about the order."""
        return {"payment:reason": "reason", "payment:order": "order"}.get(code) or super().field_of(code)


class PaymentForm(HouseholdForm):
    """Record that the bank paid an order."""

    name = "RecordPayment"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_orders = {key: order for key, order in self.household.orders.items() if not order["paid"]}
        self.fields["order"] = forms.ChoiceField(
            label=_("Order"),
            choices=[(key, f"{key} · {_yuan(order['fen'])}") for key, order in open_orders.items()],
            initial=next(iter(open_orders), None),
            help_text=_("The sum is the order's; compare it with the bank's slip."),
        )

    slots = (("payment_voucher",), ("deposit_certificate",))

    def fields_of_command(self) -> Mapping[str, Any]:
        """The order that was paid."""
        return {"order": self.cleaned_data["order"]}


class ValuesForm(HouseholdForm):
    """The appraiser's unit prices, building by building, in yuan per ㎡."""

    name = "RecordAppraisedValues"
    slots = (("initial_values",),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ids = [str(b["building_id"]) for b in self.household.facts.get("buildings", ())]
        for id in self.ids:
            self.fields[f"price_{id}"] = forms.CharField(
                label=_("Building %(id)s, yuan per ㎡") % {"id": id},
                max_length=16,
                validators=(),
                required=True,
            )

    def clean(self) -> dict[str, Any]:
        """Prices in whole fen."""
        cleaned = super().clean()
        for id in self.ids:
            text = cleaned.get(f"price_{id}")
            if text is None:
                continue
            try:
                cleaned[f"price_{id}"] = price_in_fen(text)
            except ValueError as wrong:
                self.add_error(f"price_{id}", str(wrong))
        return cleaned

    def fields_of_command(self) -> Mapping[str, Any]:
        """Fen per ㎡ by building."""
        return {"prices": {id: self.cleaned_data[f"price_{id}"] for id in self.ids}}


# ---------- cases, objections, conflicts, duties ----------
class HouseholdGrievanceForm(HouseholdForm):
    """An enquiry, request, objection or complaint of this household."""

    name = "ReceiveGrievance"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {
            "kind": forms.ChoiceField(
                label=_("Kind"), choices=[(k, say(t)) for k, t in GRIEVANCE_KINDS.items()]
            ),
            "channel": forms.ChoiceField(label=_("Channel"), choices=[(c, say(word(c))) for c in CHANNELS]),
            "text": text_area(_("What is asked"), help_text=_("In the person's own words.")),
        }

    def fields_of_command(self) -> Mapping[str, Any]:
        """Kind, channel and words."""
        return {name: self.cleaned_data[name] for name in ("kind", "channel", "text")}


class ObjectionForm(HouseholdForm):
    """The household says that the plan breaches the law; it counts towards the hearing."""

    name = "ObjectToPlan"
    slots = (("comment_register",),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = text_area(_("What the household says"))

    def fields_of_command(self) -> Mapping[str, Any]:
        """The words."""
        return {"text": self.cleaned_data["text"]}


class ConflictForm(HouseholdForm):
    """Declare that one has an interest in this household and will not act on its file."""

    name = "DeclareConflict"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = text_area(_("Reason"))

    def fields_of_command(self) -> Mapping[str, Any]:
        """The declaring person and the reason."""
        return {"person": self.actor.person, "reason": self.cleaned_data["reason"]}


class DutiesForm(HouseholdForm):
    """Give the five duties to one unit and one named post each."""

    name = "AssignDuties"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held, names, units = self.household.duties, names_of(self.office), unit_names(self.office)
        today: date = self.actor.today
        able = [
            p
            for p in posts(self.office.description)
            if p.is_held_on(today)
            and p.role not in ("wall", "construction_unit")
            and (not p.projects or self.project.id in p.projects)
        ]
        choices = [
            (p.id, f"{here(units[p.unit])} {here(post_name(p))} · {names.get(p.holder, p.holder)}")
            for p in able
        ]
        responsible = [
            u for u in self.office.description["units"] if u["kind"] in ("responsible_unit", "lead_unit")
        ]
        self.fields["unit"] = forms.ChoiceField(
            label=_("Responsible unit"),
            choices=[(u["id"], say(units[u["id"]])) for u in responsible],
            initial=next((d["unit"] for d in held.values()), None),
        )
        for duty, text in DUTIES.items():
            self.fields[f"duty_{duty.value}"] = forms.ChoiceField(
                label=say(text), choices=choices, initial=held.get(duty.value, {}).get("post")
            )
        self.fields["reason"] = text_area(_("Reason"))

    def fields_of_command(self) -> Mapping[str, Any]:
        """Unit, posts and reason."""
        chosen = {duty.value: self.cleaned_data[f"duty_{duty.value}"] for duty in DUTIES}
        return {"unit": self.cleaned_data["unit"], "posts": chosen, "reason": self.cleaned_data["reason"]}

    def field_of(self, code: str) -> str:
        """A duty's refusal stands beside the duty."""
        head, _colon, duty = code.partition(":")
        return f"duty_{duty}" if head == "duties" else super().field_of(code)
