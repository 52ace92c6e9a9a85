"""Fill a Word template with a paper's values and settle its bytes: the same values, the same file."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import date
from io import BytesIO

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from plumbline.documents.fields import Shown
from plumbline.terms import Reason, Refused, Text

LARGEST_TEMPLATE = 5_000_000
"""Bytes; a template with a coat of arms or two is far below."""
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: every part of a file bears it."""


def fill_template(
    template: bytes, values: Mapping[str, Shown], *, on: date, title: str, author: str
) -> bytes | Refused:
    """The template with its values, dated with the paper's own day.

    refused  a file that is no Word template, or one with a placeholder that this paper does not have
    """
    if len(template) > LARGEST_TEMPLATE:
        return Refused((_unfit(f"{len(template)} bytes"),))
    # The office's template is somebody else's text: it may name values, not run anything.
    names = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        document = DocxTemplate(BytesIO(template))
        document.render(dict(values), jinja_env=names, autoescape=True)
    except (TemplateError, PackageNotFoundError, zipfile.BadZipFile, KeyError) as error:
        return Refused((_unfit(str(error)),))
    core = document.docx.core_properties
    core.title, core.author, core.last_modified_by = title, author, author
    core.comments, core.keywords, core.revision = "", "", 1
    out = BytesIO()
    document.save(out)
    return settle(out.getvalue(), on)


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
