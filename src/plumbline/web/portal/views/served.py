"""The sealed log as files, at the addresses that verifiers ask for."""

from __future__ import annotations

import re
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from plumbline.store.writing import services

OF_SUFFIX = {".checkpoint": "text/plain; charset=utf-8", ".parquet": "application/vnd.apache.parquet"}
OF_NAME = dict.fromkeys(("checkpoint", "keys", "policy"), "text/plain; charset=utf-8")
"""All else in the directory is bytes: tiles, entries, index and consistency files."""

UNFINISHED = ".tmp"

NEVER_CHANGED = ("tile/", "seal/", "parts/")
"""Written once: a partial tile has its width in its name, a seal and a partition their day."""

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@require_safe
def log_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file of the served directory, whole or the range asked for; nothing above it, none half written.

    raises  Http404 for everything else, in one form
    """
    file = inside(services().home.log, path)
    if file is None:
        raise Http404
    answer = _part_of(file, request.headers.get("Range", ""))
    answer["Content-Type"] = OF_NAME.get(path) or OF_SUFFIX.get(file.suffix) or "application/octet-stream"
    answer["Accept-Ranges"] = "bytes"
    answer["Cache-Control"] = FOR_EVER if path.startswith(NEVER_CHANGED) else ASK_AGAIN
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _part_of(file: Path, wanted: str) -> HttpResponseBase:
    """The bytes that a `Range` header asks for (RFC 9110, 14.2); the whole file where it asks for none.

    Several ranges at once are answered with the whole, as the RFC allows.
    """
    asked = _RANGE.fullmatch(wanted.strip())
    if asked is None or asked.group() == "bytes=-":
        return FileResponse(file.open("rb"))
    size = file.stat().st_size
    first, last = asked.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(size - 1, int(last)) if first and last else size - 1
    if start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with file.open("rb") as source:
        source.seek(start)
        answer = HttpResponse(source.read(end - start + 1), status=206)
    answer["Content-Range"] = f"bytes {start}-{end}/{size}"
    return answer


def inside(directory: Path, path: str) -> Path | None:
    """The file of a path below a directory, None for anything that is not plainly one."""
    parts = path.split("/")
    if (
        "\\" in path
        or "\0" in path
        or any(not p or p.startswith(".") or p.endswith(UNFINISHED) for p in parts)
    ):
        return None
    root = directory.resolve()
    file = root.joinpath(*parts).resolve()
    return file if file.is_relative_to(root) and file.is_file() else None
