"""Fill a Word template with a paper's values and settle its bytes: the same values, the same file."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO

from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from plumbline.documents.fields import Shown
from plumbline.documents.pictures import Picture
from plumbline.terms import Reason, Refused, Text

LARGEST_TEMPLATE = 5_000_000
"""Bytes; a template with a coat of arms or two is far below."""
LARGEST_UNPACKED = 50_000_000
"""Bytes of the parts together; a small file that unpacks to more is no letter."""
_ALLOWED = re.compile(
    r"\{\{ ?\w+(\.\w+)? ?\}\}|\{%(p|tr)? ?(if( not)? \w+|else|endif|for \w+ in \w+|endfor) ?%\}"
)
"""What our own templates hold: values, conditions on a value, rows of a list. Nothing is computed."""
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: every part of a file bears it."""


def fill_template(
    template: bytes,
    values: Mapping[str, Shown],
    *,
    on: date,
    title: str,
    author: str,
    drawn: Callable[[Picture], bytes],
) -> bytes | Refused:
    """The template with its values, dated with the paper's own day.

    drawn    makes a picture's pixels (PNG): Word shows no vector text of its own accord
    refused  a file that is no Word template, or one with a placeholder that this paper does not have
    """
    # The office's template is somebody else's text: it may name values, not run anything.
    if strange := _strange(template):
        return Refused((_unfit(strange),))
    names = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        document = DocxTemplate(BytesIO(template))
        told = {
            label: InlineImage(document, BytesIO(drawn(value)), width=Mm(value.width_mm))
            if isinstance(value, Picture)
            else value
            for label, value in values.items()
        }
        document.render(told, jinja_env=names, autoescape=True)
    except (TemplateError, PackageNotFoundError, zipfile.BadZipFile, KeyError) as error:
        return Refused((_unfit(str(error)),))
    core = document.docx.core_properties
    core.title, core.author, core.last_modified_by = title, author, author
    core.comments, core.keywords, core.revision = "", "", 1
    out = BytesIO()
    document.save(out)
    return settle(out.getvalue(), on)


def _strange(template: bytes) -> str:
    """What a template holds beside text, values and conditions; empty where it is in order."""
    if len(template) > LARGEST_TEMPLATE:
        return f"{len(template)} bytes"
    try:
        with zipfile.ZipFile(BytesIO(template)) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
                return f"more than {LARGEST_UNPACKED} bytes unpacked"
            texts = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")]
    except (zipfile.BadZipFile, UnicodeDecodeError) as error:
        return str(error)
    for text in texts:
        inside = re.search(r"<[^<>]*\{[{%#][^<>]*>", text)
        # Word parts a placeholder over several runs: it is read with the marks between them left out.
        left = _ALLOWED.sub("", re.sub(r"<[^<>]*>", "", text))
        found = inside or re.search(r"\{[{%#].{0,40}", left)
        if found:
            return found.group()
    return ""


def settle(made: bytes, on: date) -> bytes:
    """The same file with no trace of when it was made: parts in order, all of one time, dated `on`."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            content = old.read(name)
            if name == "docProps/core.xml":
                stamp = f"{on.isoformat()}T00:00:00Z".encode()
                content = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            part = zipfile.ZipInfo(name, _FIRST)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o644 << 16
            new.writestr(part, content)
    return out.getvalue()


def text_of(document: bytes) -> str:
    """All text of a Word file, feet and heads included, without white space."""
    found: list[str] = []
    with zipfile.ZipFile(BytesIO(document)) as parts:
        for name in sorted(parts.namelist()):
            if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
                xml = parts.read(name).decode()
                found.extend(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))
    text = (
        "".join(found).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&#34;", '"')
    )
    return re.sub(r"\s", "", text.replace("&#39;", "'").replace("&amp;", "&"))


def _unfit(fact: str) -> Reason:
    return Reason(
        code="paper:template",
        rule="D03",
        fact=fact,
        message=Text(f"Word模板不能使用：{fact}", f"The Word template cannot be used: {fact}"),
        remedy=Text(
            "请从系统重新导出本文书的模板，只改文字和版式，不改“{{ }}”和“{% %}”中的内容。",
            "Export this paper's template again; change text and layout, never what stands in {{ }} and {% %}.",
        ),
    )
