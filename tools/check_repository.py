"""What must hold for the repository as a whole, whatever the code does.

    python tools/check_repository.py

No address of a package registry, no path of a machine, no secret, no file of others, no test that does
not test, no float near money, no file that has outgrown one idea, and a docstring for every room.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 600
"""Lines of a file of code; tables of law and data may be longer."""

TEXT = {
    ".py",
    ".md",
    ".yaml",
    ".yml",
    ".toml",
    ".txt",
    ".in",
    ".json",
    ".html",
    ".css",
    ".js",
    ".sh",
    ".cfg",
    ".po",
    "",
}
_HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "npmjs" + ".com/package")
_MACHINE = re.compile(r"(?<![\w.])/(?:wo" + r"rk|ro" + r"ot|tm" + r"p|o" + r"pt|home/[a-z])/[\w.-]+")
_SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE " + r"KEY-----")
_DEAD_TEST = re.compile(r"pytest\.skip\(|mark\.skip|mark\.xfail|unittest\.skip")
_FLOAT = re.compile(r"\bfloat\(|: float\b|-> float\b")
EXACT_ROOMS = ("policy", "books", "ledger", "campaign", "law", "sampling")
FOREIGN = (
    "psplib",
    "wuhan-osm",
    "register-2011.xls",
    "drand.json",
    "jcs_rfc8785",
    "rfc6962_probes",
    "tlog_tiles_tessera",
)
CORE = (
    "terms",
    "policy",
    "law",
    "ledger",
    "books",
    "planning",
    "campaign",
    "registers",
    "documents",
    "sampling",
)
ROOMS = (*CORE, "store", "web", "cli", "demo")


def tracked() -> list[Path]:
    """Files that git tracks, by their path from the root."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S607
    return [Path(name) for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def findings(files: list[Path]) -> Iterator[str]:
    """Everything that must not be, one line each."""
    for path in files:
        name = str(path)
        if any(part in path.name for part in FOREIGN) and path.suffix in {
            ".xls",
            ".json",
            ".geojson",
            ".rcp",
        }:
            yield f"{name}: a file of others may not enter the repository"
        if path.suffix in TEXT:
            yield from _text(path, (ROOT / path).read_text("utf-8", errors="replace"))
        if path.suffix == ".py" and path.parts[:2] == ("src", "plumbline"):
            yield from _past_the_door(path, (ROOT / path).read_text("utf-8"))
    for room in ROOMS:
        yield from _room(room)


def _text(path: Path, text: str) -> Iterator[str]:
    name = str(path)
    for host in _HOSTS:
        if host in text:
            yield f"{name}: the address of a package registry ({host})"
    if found := _MACHINE.search(text):
        yield f"{name}: a path of a machine ({found.group()})"
    if _SECRET.search(text):
        yield f"{name}: a private key"
    if path.suffix != ".py":
        return
    if name.startswith("tests/") and _DEAD_TEST.search(text):
        yield f"{name}: a test that may not test"
    lines = text.count("\n")
    if lines > LONGEST and "tables" not in path.parts:
        yield f"{name}: {lines} lines; look for the idea that wants its own file"
    if name.startswith(tuple(f"src/plumbline/{room}/" for room in EXACT_ROOMS)) and (
        found := _FLOAT.search(text)
    ):
        yield f"{name}: a float where only whole numbers and fractions belong ({found.group()})"


def _past_the_door(path: Path, text: str) -> Iterator[str]:
    """Imports of another core room that go past its `__init__.py`."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.ImportFrom(module=str(module), level=0):
                names = [module]
            case ast.Import():
                names = [alias.name for alias in node.names]
            case _:
                continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "plumbline" and len(parts) > 2 and parts[1] in CORE and parts[1] != path.parts[2]:
                yield f"{path}:{node.lineno}: {name} lies behind the door of the room {parts[1]}; ask the room"


def _room(room: str) -> Iterator[str]:
    path = ROOT / "src/plumbline" / room / "__init__.py"
    doc = ast.get_docstring(ast.parse(path.read_text("utf-8"))) if path.is_file() else None
    if not doc or len(doc.split()) < 40:
        yield f"src/plumbline/{room}: a room teaches itself: its docstring says what it is for"
    elif "may enter" not in " ".join(doc.split()):
        yield f"src/plumbline/{room}: the docstring does not say what may enter the room"


def main() -> int:
    """Print every finding; 1 when there is one."""
    found = list(findings(tracked()))
    print("\n".join(found) if found else "the repository is in order")  # noqa: T201
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
