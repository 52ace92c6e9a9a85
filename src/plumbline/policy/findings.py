"""What is wrong with a policy file: findings with a line, a reason and a remedy."""

from __future__ import annotations

from dataclasses import dataclass

from plumbline.terms import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a policy file.

    code     stable name of the kind of fault: `unit`, `name`, `gap`, `overlap`, `cycle`, `version` …
    line     line of the file, from 1
    message  what is wrong, with the words of the file
    remedy   what the author can write instead
    """

    code: str
    line: int
    message: Text
    remedy: Text

    def show(self, file: str, lang: str = "zh") -> str:
        """`file:line: message remedy`, one line for a terminal."""
        return f"{file}:{self.line}: {self.message.in_language(lang)} {self.remedy.in_language(lang)}"


class PolicyError(Exception):
    """A policy text that cannot be read or computed; `findings` says where and why."""

    def __init__(self, name: str, findings: tuple[Finding, ...]) -> None:
        self.name = name
        self.findings = findings
        super().__init__("\n".join(finding.show(name) for finding in findings))


class FaultAt(Exception):
    """A single fault met while reading or typing; collected into a `PolicyError` or a list of findings."""

    def __init__(self, code: str, line: int, message: Text, remedy: Text) -> None:
        self.finding = Finding(code, line, message, remedy)
        super().__init__(message.zh)


def fault(code: str, line: int, *, zh: str, en: str, do_zh: str = "", do_en: str = "") -> FaultAt:
    """A fault ready to raise; the remedy may be left out where the message already says it."""
    return FaultAt(code, line, Text(zh, en), Text(do_zh, do_en))
