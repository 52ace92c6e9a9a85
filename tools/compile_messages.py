"""The words of the interface: compile their translations, or find those that are missing.

    python tools/compile_messages.py            every .po beside its .mo
    python tools/compile_messages.py --check    exit 1 where an entry is missing, empty, fuzzy or unused
    python tools/compile_messages.py --add      write the missing entries into the .po, to be translated

Source strings are English. They are found in templates through Django's own reading of the tags and
in Python through the syntax tree, so neither gettext nor a build step is needed.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib

WEB = Path(__file__).resolve().parents[1] / "src" / "plumbline" / "web"
SINGULAR = {"gettext", "gettext_lazy", "gettext_noop", "_"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}


class Message(NamedTuple):
    """A source string with its plural and its context, "" where it has none."""

    text: str
    plural: str = ""
    context: str = ""


def messages_of_code(source: str) -> Iterator[Message]:
    """The messages of Python source: calls of gettext's names with literal texts."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name in SINGULAR and texts:
            yield Message(texts[0])
        elif name in PLURAL and len(texts) >= 2:
            yield Message(texts[0], plural=texts[1])
        elif name in CONTEXT and len(texts) >= 2:
            yield Message(texts[1], context=texts[0])


def messages_of_template(source: str) -> Iterator[Message]:
    """The messages of a template; Django turns its tags into the calls that gettext's tools read."""
    from django.utils.translation.template import templatize

    code = templatize(source)
    for call in re.finditer(r"\b(gettext|ngettext|pgettext|_)\((?:[^()]|\([^()]*\))*\)", code):
        try:
            yield from messages_of_code(call.group())
        except SyntaxError:
            continue


def messages_of_web() -> set[Message]:
    """All messages of the site."""
    found: set[Message] = set()
    for path in sorted(WEB.rglob("*.py")):
        found.update(messages_of_code(path.read_text("utf-8")))
    for path in sorted((WEB / "templates").rglob("*.html")):
        found.update(messages_of_template(path.read_text("utf-8")))
    return found


def catalogues() -> list[Path]:
    """The .po files of the site."""
    return sorted((WEB / "locale").glob("*/LC_MESSAGES/*.po"))


def compile_all() -> None:
    """Write each .mo beside its .po."""
    for path in catalogues():
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def faults(catalogue: polib.POFile, wanted: set[Message]) -> list[str]:
    """What is wrong with a catalogue, one line each."""
    entries = {
        Message(e.msgid, e.msgid_plural or "", e.msgctxt or ""): e for e in catalogue if not e.obsolete
    }
    missing = [f"missing: {m.text!r}" for m in sorted(wanted - entries.keys())]
    unused = [f"unused: {m.text!r}" for m in sorted(entries.keys() - wanted)]
    open_ = [f"not translated: {m.text!r}" for m, e in entries.items() if not e.translated()]
    return missing + unused + open_


def add_missing(catalogue: polib.POFile, wanted: set[Message]) -> None:
    """Enter what the catalogue lacks, untranslated, and drop what nothing uses."""
    entries = {Message(e.msgid, e.msgid_plural or "", e.msgctxt or ""): e for e in catalogue}
    for message in sorted(wanted - entries.keys()):
        catalogue.append(
            polib.POEntry(
                msgid=message.text,
                msgid_plural=message.plural,
                msgctxt=message.context or None,
                msgstr_plural={0: ""} if message.plural else {},
            )
        )
    for unused in entries.keys() - wanted:
        catalogue.remove(entries[unused])
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))


def main(arguments: list[str]) -> int:
    """Compile, check or add."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="report what is missing, empty, fuzzy or unused")
    parser.add_argument("--add", action="store_true", help="write missing entries into the .po files")
    chosen = parser.parse_args(arguments)
    wanted = messages_of_web() if chosen.add or chosen.check else set()
    wrong = 0
    for path in catalogues():
        catalogue = polib.pofile(str(path), wrapwidth=100)
        if chosen.add:
            add_missing(catalogue, wanted)
            catalogue.save()
        if chosen.check:
            for fault in faults(catalogue, wanted):
                sys.stdout.write(f"{path.relative_to(WEB)}: {fault}\n")
                wrong += 1
    compile_all()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
