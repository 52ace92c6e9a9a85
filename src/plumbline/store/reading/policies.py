"""Sealed policy files: which there are, and the text of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plumbline.store.models import PolicyRow


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A sealed file of a policy: its newest version, the day, the hash, and the number of its leaf."""

    policy: str
    version: str
    sha256: str
    day: date
    number: int


def sealed_files() -> dict[str, tuple[SealedFile, ...]]:
    """Policy → its files, the newest first; each contains all versions before it whole."""
    found: dict[str, list[SealedFile]] = {}
    rows = PolicyRow.objects.order_by("policy", "-seq").values_list(
        "policy", "version", "sha256", "day", "seq"
    )
    for policy, version, sha256, day, seq in rows:
        found.setdefault(policy, []).append(SealedFile(policy, version, sha256, day, seq))
    return {policy: tuple(files) for policy, files in found.items()}


def sealed_text(number: int) -> str:
    """The text of a sealed file by the number of its leaf."""
    return PolicyRow.objects.values_list("text", flat=True).get(pk=number)
