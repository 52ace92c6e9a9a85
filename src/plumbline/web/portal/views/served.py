"""The sealed log as files, at the addresses that verifiers ask for."""

from __future__ import annotations

from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from plumbline.store.writing import services

OF_SUFFIX = {".checkpoint": "text/plain; charset=utf-8", ".parquet": "application/vnd.apache.parquet"}
OF_NAME = dict.fromkeys(("checkpoint", "keys", "policy"), "text/plain; charset=utf-8")
"""All else in the directory is bytes: tiles, entries, index and consistency files."""

UNFINISHED = ".tmp"


@require_safe
def log_file(_request: HttpRequest, path: str) -> HttpResponseBase:
    """A file of the served directory; nothing above it, no hidden file, none half written.

    raises  Http404 for everything else, in one form
    """
    file = inside(services().home.log, path)
    if file is None:
        raise Http404
    answer = FileResponse(file.open("rb"), content_type=OF_NAME.get(path) or OF_SUFFIX.get(file.suffix))
    answer["Content-Type"] = OF_NAME.get(path) or OF_SUFFIX.get(file.suffix) or "application/octet-stream"
    # Tiles that are full and seals never change; what grows is asked for again each time.
    grows = path in OF_NAME or ".p/" in path or path.startswith("index")
    answer["Cache-Control"] = "no-cache" if grows else "public, max-age=86400"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Access-Control-Allow-Origin"] = "*"
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
