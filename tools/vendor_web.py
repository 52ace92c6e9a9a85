"""Copy the scripts of others from node_modules into the ignored folder that the site serves.

    python tools/vendor_web.py

What is copied, and its licence, stands in `docs/licences.md`; versions and hashes in `package-lock.json`.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = {"htmx.org/dist/htmx.min.js": "htmx.min.js"}
"""Path in node_modules → name in the served folder."""


def main() -> int:
    """Copy each file; 1 when one is missing, with the line that brings it."""
    target = ROOT / "src/plumbline/web/static/vendor"
    target.mkdir(parents=True, exist_ok=True)
    for source, name in FILES.items():
        path = ROOT / "node_modules" / source
        if not path.is_file():
            print(f"{source} is missing: run `npm ci` first", file=sys.stderr)  # noqa: T201
            return 1
        shutil.copyfile(path, target / name)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
