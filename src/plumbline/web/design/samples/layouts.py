"""The layouts filled with samples, as real pages will be."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plumbline.terms import STAGES, Text
from plumbline.web.design.samples import household, office, rows
from plumbline.web.navigation import Destination
from plumbline.web.parts import Crumb, Tab

NAMES = (_("Today"), _("Households"), _("Projects"), _("Units"), _("Cases"), _("Plan"), _("Day account"))


def content(name: str) -> dict[str, Any]:
    """Context of `design/layout_<name>.html`."""
    return {
        "invented": True,
        "brand_url": reverse("design"),
        "campaign_name": Text("示例市征迁工作指挥部", "Example City headquarters"),
        "places": tuple(Destination("#", label, n == 1) for n, label in enumerate(NAMES)),
        "acting": office.acting() if name == "desk" else None,
        "crumbs": (Crumb(_("Households"), "#"), Crumb("朱木桥-0113")) if name == "desk" else (),
        "tabs": (Tab(_("File"), "#", True), Tab(_("Documents"), "#", count=3), Tab(_("Cases"), "#", count=1)),
        "print_head": office.print_head(),
        "today": household.TODAY,
        "sealed": office.seal(),
        "line": household.line(blocked=False),
        "next": household.OPEN,
        "sums": household.sums(),
        "facts": household.facts(),
        "duties": household.duties(),
        "timeline": household.history(),
        "documents": office.documents(),
        "figures": office.figures(),
        "remaining": office.figures()[3],
        "countdown": office.countdown(),
        "burndown": office.burndown(),
        "bar": office.stages(),
        "days": office.days(),
        "projects": office.projects(),
        "units": office.units(),
        "money": office.money(),
        "table": rows.table(),
        "stages": STAGES,
    }
