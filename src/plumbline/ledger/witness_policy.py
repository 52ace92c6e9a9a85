"""Witness policies (C2SP tlog-policy): which witnesses are known, and which of them are enough."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plumbline.ledger.verifier_keys import KeyTextError, KeyType, VerifierKey, read_vkey

MAX_POLICY = 100_000
"""Bytes; the specification asks for 32 logs, witnesses and groups, which take about a tenth of it."""

NO_QUORUM = "none"


class PolicyFileError(ValueError):
    """A policy file that cannot be read; the text names the line."""


@dataclass(frozen=True, slots=True)
class WitnessPolicy:
    """Logs and witnesses by their keys, groups by threshold and members, and the name that must be met."""

    logs: tuple[VerifierKey, ...]
    witnesses: Mapping[str, VerifierKey]
    groups: Mapping[str, tuple[int, tuple[str, ...]]]
    quorum: str

    def is_met(self, cosigned: Iterable[str]) -> bool:
        """Whether the witnesses of these names are a quorum."""
        return self.quorum == NO_QUORUM or self._has_witnessed(self.quorum, frozenset(cosigned))

    def _has_witnessed(self, name: str, cosigned: frozenset[str]) -> bool:
        if name not in self.groups:
            return name in cosigned
        threshold, members = self.groups[name]
        return sum(self._has_witnessed(member, cosigned) for member in members) >= threshold


def unwitnessed_policy(vkey: VerifierKey) -> bytes:
    """The policy file of a log that has no witnesses yet."""
    return f"log {vkey.text}\nquorum {NO_QUORUM}\n".encode()


def read_witness_policy(data: bytes) -> WitnessPolicy:
    """A policy by its file.

    raises  PolicyFileError for an unknown line, a name not defined above, a key or name defined twice,
            a member of two groups, a threshold out of range, or not exactly one quorum line
    """
    if len(data) > MAX_POLICY or any(
        (byte < 0x20 and byte not in (0x09, 0x0A)) or byte == 0x7F for byte in data
    ):
        raise PolicyFileError(f"more than {MAX_POLICY} bytes, or a control character")
    # Octets above 0x7F are opaque to the format; Latin-1 keeps each as it is.
    reader = _Reader()
    for number, line in enumerate(data.decode("latin-1").split("\n"), 1):
        words = line.replace("\t", " ").split(" ")
        words = [word for word in words if word]
        if not words or words[0].startswith("#"):
            continue
        try:
            reader.take(words)
        except ValueError as error:
            raise PolicyFileError(f"line {number}: {error}") from error
    if reader.quorum is None:
        raise PolicyFileError("no quorum line")
    return WitnessPolicy(tuple(reader.logs), reader.witnesses, reader.groups, reader.quorum)


class _Reader:
    """Takes the lines one by one and knows what is defined so far."""

    def __init__(self) -> None:
        self.logs: list[VerifierKey] = []
        self.witnesses: dict[str, VerifierKey] = {}
        self.groups: dict[str, tuple[int, tuple[str, ...]]] = {}
        self.quorum: str | None = None
        self._members: set[str] = set()

    def take(self, words: Sequence[str]) -> None:
        match words:
            case ["log", vkey] | ["log", vkey, _]:
                self.logs.append(self._fresh_key(vkey, (KeyType.ED25519,), self.logs))
            case ["witness", name, vkey] | ["witness", name, vkey, _]:
                kinds = (KeyType.COSIGNATURE_V1, KeyType.MLDSA44_COSIGNATURE)
                key = self._fresh_key(vkey, kinds, self.witnesses.values())
                self.witnesses[self._fresh_name(name)] = key
            case ["group", name, threshold, *members] if members:
                self._group(name, threshold, members)
            case ["quorum", name]:
                if self.quorum is not None:
                    raise ValueError("a second quorum line")
                self.quorum = name if name == NO_QUORUM else self._defined(name)
            case _:
                raise ValueError(f"not a line of a policy: {' '.join(words)[:60]!r}")

    def _group(self, name: str, threshold: str, members: Sequence[str]) -> None:
        for member in members:
            if self._defined(member) in self._members:
                raise ValueError(f"{member} is a member twice, so it would count twice")
            self._members.add(member)
        self.groups[self._fresh_name(name)] = (_threshold(threshold, len(members)), tuple(members))

    def _defined(self, name: str) -> str:
        if name not in self.witnesses and name not in self.groups:
            raise ValueError(f"{name} is not defined above")
        return name

    def _fresh_name(self, name: str) -> str:
        if name == NO_QUORUM or name in self.witnesses or name in self.groups:
            raise ValueError(f"the name {name} is taken")
        return name

    @staticmethod
    def _fresh_key(text: str, kinds: Sequence[KeyType], present: Iterable[VerifierKey]) -> VerifierKey:
        try:
            key = read_vkey(text.encode("latin-1").decode("utf-8"))
        except UnicodeDecodeError as error:
            raise KeyTextError("a vkey that is not UTF-8") from error
        if key.type not in kinds:
            raise ValueError(f"the key of {key.name} is of another kind than this line needs")
        if any(other.public == key.public for other in present):
            raise ValueError(f"the key of {key.name} stands there twice")
        return key


def _threshold(text: str, count: int) -> int:
    match text:
        case "any":
            return 1
        case "all":
            return count
        case _ if text.isascii() and text.isdigit() and not text.startswith("0") and int(text[:9]) <= count:
            return int(text[:9])
        case _:
            raise ValueError(f"threshold {text[:20]!r} is not any, all or 1 to {count}")
