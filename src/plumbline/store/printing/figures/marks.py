"""What papers of figures share: who issues them, and the mark of their day with the address of the check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plumbline import documents
from plumbline.campaign import Office
from plumbline.store.reading.office import unit_names
from plumbline.store.reading.sealed import SealedDay
from plumbline.store.signing import origin_of
from plumbline.store.writing import services


def of_campaign(office: Office) -> dict[str, Any]:
    """The values that every paper of the campaign bears."""
    description = office.description
    demonstration = bool(description.get("demonstration"))
    name = str(description["name"]["zh"])
    # Every page of an example says so; its name need not say it twice.
    return {"example": demonstration, "project": name.removesuffix("（示例）") if demonstration else name}


def said(office: Office) -> Mapping[str, Any]:
    """What the description says under `papers`."""
    papers: Mapping[str, Any] = office.description.get("papers", {})
    return papers


def headquarters(office: Office) -> str:
    """The body that issues the campaign's papers, by its full name."""
    structure = office.description.get("structure", {}).get("headquarters", {})
    names = unit_names(office)
    unit = structure.get("unit", "")
    return names[unit].zh if unit in names else str(office.description["name"]["zh"])


def mark_of(office: Office, day: SealedDay, digest: str) -> documents.SealMark:
    """The mark of a sealed day on a paper with these figures."""
    return documents.SealMark(
        on=day.on,
        number=f"（第{day.number}天）" if day.number else "",
        size=day.size,
        root=day.root,
        digits=day.digits,
        address=f"{site_of(office)}/verify/{day.on.isoformat()}/{digest}",
    )


def site_of(office: Office) -> str:
    """The public site, `papers.site` of the description; without it the host in the log's own name."""
    site = str(said(office).get("site", "")).rstrip("/")
    return site or f"https://{origin_of(services().home).partition('/')[0]}"
