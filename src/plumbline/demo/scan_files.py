"""The files behind the demonstration's papers: every invented scan lies where an office's scans lie."""

from __future__ import annotations

from datetime import date

from plumbline.demo.scans import scan_bytes, scan_sha256
from plumbline.store.home import Home
from plumbline.store.models import DocumentRow


def write_scans(home: Home) -> int:
    """Write the invented scan of each kind and day that a paper names; the number of files that there are now."""
    named = DocumentRow.objects.exclude(sha256="").values_list("sha256", "document", "on").distinct()
    written = set()
    for sha256, document, on in named.order_by("sha256"):
        day = date.fromisoformat(on[:10])
        if sha256 not in written and scan_sha256(document, day) == sha256:
            (home.documents / sha256).write_bytes(scan_bytes(document, day))
            written.add(sha256)
    return len(written)
