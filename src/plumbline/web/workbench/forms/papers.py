"""Papers of an act: number, day and scan for each kind the law asks for; scans are kept by their hash.

A scan is kept as soon as it arrives, so a refused form does not ask for it again; the form carries its
signed hash. Only the few formats that an office files are taken, told by their content, never by a name.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from plumbline.campaign import Evidence
from plumbline.store.home import Home
from plumbline.web.workbench.words import document_name, say

if TYPE_CHECKING:
    from plumbline.web.workbench.forms.acts import ActForm

MAX_BYTES = 20 * 1024 * 1024
"""Of one scan: sixty pages at 300 dpi; more is a film or the wrong file."""

FORMATS = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_SIGNER = Signer(salt="plumbline.paper")
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Slot:
    """One paper that is asked for, or one of several that serve alike."""

    title: Any
    fields: tuple[BoundField, ...]
    kept: str


class Papers:
    """The fields of a form's papers and what was handed in."""

    def __init__(self, form: ActForm, slots: Sequence[tuple[str, ...]]) -> None:
        self.form = form
        self.slots = tuple(slots)
        for n, kinds in enumerate(self.slots):
            self._add(n, kinds)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all fields of papers."""
        ends = ("kind", "number", "on", "file", "kept")
        every = (f"paper{n}_{end}" for n in range(len(self.slots)) for end in ends)
        return tuple(name for name in every if name in self.form.fields)

    def _add(self, n: int, kinds: tuple[str, ...]) -> None:
        fields = self.form.fields
        if len(kinds) > 1:
            fields[f"paper{n}_kind"] = forms.ChoiceField(
                label=_("Which paper"), choices=[(k, say(document_name(k))) for k in kinds], required=False
            )
        fields[f"paper{n}_number"] = forms.CharField(
            label=_("Number of the paper"), max_length=120, required=False
        )
        fields[f"paper{n}_on"] = forms.DateField(
            label=_("Day of the paper"), required=False,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        )  # fmt: skip
        fields[f"paper{n}_file"] = forms.FileField(
            label=_("Scan"),
            required=False,
            widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx,.xlsx"}),
        )
        fields[f"paper{n}_kept"] = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)

    def shown(self) -> tuple[Slot, ...]:
        """The slots as a page shows them, each with what was already handed in."""
        return tuple(self._slot(n, kinds) for n, kinds in enumerate(self.slots))

    def _slot(self, n: int, kinds: tuple[str, ...]) -> Slot:
        names = [name for name in self.names if name.startswith(f"paper{n}_") and not name.endswith("_kept")]
        kept = _sha_of(self.form.data.get(f"paper{n}_kept", "")) if self.form.is_bound else ""
        title = say(document_name(kinds[0])) if len(kinds) == 1 else _("one of these papers")
        return Slot(title, tuple(self.form[name] for name in names), kept)

    def keep(self) -> None:
        """Keep the scans that came with the form; what is no scan is an error of its field."""
        data = self.form.data.copy() if hasattr(self.form.data, "copy") else dict(self.form.data)
        for n in range(len(self.slots)):
            upload = self.form.cleaned_data.get(f"paper{n}_file")
            if not isinstance(upload, UploadedFile):
                continue
            try:
                data[f"paper{n}_kept"] = _SIGNER.sign(keep(upload))
            except forms.ValidationError as wrong:
                self.form.add_error(f"paper{n}_file", wrong)
        self.form.data = data

    def evidence(self, done_on: date | None) -> tuple[Evidence, ...]:
        """The papers that have a number, a day or a scan; a paper without a day has the act's."""
        found = []
        for n, kinds in enumerate(self.slots):
            cleaned = self.form.cleaned_data
            sha256 = _sha_of(self.form.data.get(f"paper{n}_kept", ""))
            number, on = cleaned.get(f"paper{n}_number") or "", cleaned.get(f"paper{n}_on")
            if number or on or sha256:
                kind = cleaned.get(f"paper{n}_kind") or kinds[0]
                found.append(Evidence(kind, number, on or done_on, sha256))
        return tuple(found)

    def field_of(self, kinds: str) -> str:
        """The field beside which a missing paper (`a` or `a|b`) is told."""
        wanted = set(kinds.split("|"))
        n = next((n for n, slot in enumerate(self.slots) if wanted & set(slot)), None)
        return "" if n is None else f"paper{n}_number"


def _sha_of(signed: str) -> str:
    try:
        sha256 = _SIGNER.unsign(signed) if signed else ""
    except BadSignature:
        return ""
    return sha256 if sha256 and (Home.from_environment().documents / sha256).exists() else ""


# ---------- keeping ----------
def keep(upload: UploadedFile[Any]) -> str:
    """Keep a scan under its SHA-256 and return it in hex; the same scan twice is one file.

    raises  ValidationError for a file too large, or of another format than `FORMATS`
    """
    size = upload.size or 0
    if size > MAX_BYTES:
        raise forms.ValidationError(
            _("The file has %(size)s MB; a scan has at most 20 MB. Scan it at 300 dpi or in parts."),
            params={"size": -(-size // 1024**2)},
        )
    if format_of(upload) is None:
        raise forms.ValidationError(
            _(
                "The content is none of PDF, JPEG, PNG, DOCX, XLSX. Save the paper in one of these and send it again."
            )
        )
    digest = hashlib.sha256()
    for part in upload.chunks(_CHUNK):
        digest.update(part)
    home = Home.from_environment()
    home.make()
    path = home.documents / digest.hexdigest()
    if not path.exists():
        partial = path.with_suffix(".part")
        with partial.open("wb") as file:
            for part in upload.chunks(_CHUNK):
                file.write(part)
        partial.replace(path)
    return digest.hexdigest()


def format_of(file: IO[bytes] | UploadedFile[Any]) -> str | None:
    """The format that a file's content shows, or None; a name is not asked."""
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return _office_format(file) if head.startswith(b"PK\x03\x04") else None


def _office_format(file: Any) -> str | None:
    try:
        names = set(zipfile.ZipFile(file).namelist())
    except zipfile.BadZipFile:
        return None
    finally:
        file.seek(0)
    if "[Content_Types].xml" not in names:
        return None
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else None
