"""A resident's proof of one event: a text file that convinces without us (C2SP tlog-proof).

Its second line carries the leaf and what opens it. That line is authenticated by nothing but the checks
made here, so it is re-encoded and compared, and nothing of it is shown before every check has passed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plumbline.ledger.base64text import Base64Error, from_std64, std64
from plumbline.ledger.canonical import CanonicalError, canonical, parse_canonical
from plumbline.ledger.checkpoint_text import CheckpointError
from plumbline.ledger.checkpoints import SignedCheckpoint, open_checkpoint
from plumbline.ledger.commitments import Opening, OpeningError, opens, read_opening
from plumbline.ledger.hashing import HASH_SIZE, leaf_hash
from plumbline.ledger.leaf import Leaf, LeafError, read_leaf
from plumbline.ledger.merkle_proofs import inclusion_proof, is_included
from plumbline.ledger.notes import NoteError
from plumbline.ledger.tree import Node
from plumbline.ledger.verifier_keys import VerifierKey
from plumbline.ledger.witness_policy import WitnessPolicy
from plumbline.terms import Json, Text

MAX_PROOF = 1_000_000
"""Bytes; a proof at a million leaves has about three thousand."""

_TITLE = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,17})")


class ProofFormatError(ValueError):
    """A file that is not a tlog-proof of ours, or not in its one spelling."""


@dataclass(frozen=True, slots=True)
class ProofFile:
    """A proof taken apart; nothing in it is verified yet."""

    leaf: bytes
    openings: tuple[Opening, ...]
    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes

    @property
    def data(self) -> bytes:
        """Bytes of the file."""
        openings: list[Json] = [one.as_json() for one in sorted(self.openings, key=lambda one: one.field)]
        extra = canonical({"leaf": self.leaf.decode("utf-8"), "open": openings})
        lines = [_TITLE, f"extra {std64(extra)}", f"index {self.index}", *map(std64, self.path), "", ""]
        return "\n".join(lines).encode("ascii") + self.checkpoint


@dataclass(frozen=True, slots=True)
class ProofReport:
    """The four ticks of a proof, and, only when every one of them holds, what it opens.

    signature  签名: the log's own key has signed the checkpoint
    witnessed  见证: the policy's quorum has cosigned it; None where no policy was given
    recorded   记录在账: the leaf stands in the tree at its index
    matches    内容相符: every opening is that of its field in the leaf
    """

    signature: bool
    witnessed: bool | None
    recorded: bool
    matches: bool
    reasons: tuple[Text, ...] = ()
    leaf: Leaf | None = None
    checkpoint: SignedCheckpoint | None = None
    opened: Mapping[str, Json] | None = None

    @property
    def ok(self) -> bool:
        """Whether every tick holds; a quorum that was not asked for does not count."""
        return self.signature and self.witnessed is not False and self.recorded and self.matches


def make_proof(
    *, leaf: bytes, openings: Sequence[Opening], index: int, size: int, node: Node, checkpoint: bytes
) -> bytes:
    """A proof file of leaf `index` under a sealed checkpoint of `size` leaves.

    openings  what its receiver may see, each of another field
    node      nodes of the log, as `stored_nodes` gives them
    """
    return ProofFile(leaf, tuple(openings), index, tuple(inclusion_proof(index, size, node)), checkpoint).data


def read_proof(data: bytes) -> ProofFile:
    """The parts of a proof file.

    raises  ProofFormatError unless the file, written again from its parts, has the same bytes: so no
            member can be added, misspelt or spelt otherwise
    """
    if len(data) > MAX_PROOF:
        raise ProofFormatError(f"a proof of {len(data)} bytes; the limit is {MAX_PROOF}")
    head, blank, checkpoint = data.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise ProofFormatError("something other than ASCII before the checkpoint") from error
    if not blank or len(lines) < 3 or lines[0] != _TITLE or not lines[1].startswith("extra "):
        raise ProofFormatError(f"the first two lines are not {_TITLE!r} and 'extra …'")
    index = _INDEX.fullmatch(lines[2])
    if index is None:
        raise ProofFormatError("the third line is not 'index N'")
    try:
        leaf, openings = _read_extra(from_std64(lines[1].removeprefix("extra ")))
        path = tuple(from_std64(line, HASH_SIZE) for line in lines[3:])
    except (Base64Error, CanonicalError, OpeningError) as error:
        raise ProofFormatError(str(error)) from error
    proof = ProofFile(leaf, openings, int(index[1]), path, checkpoint)
    if proof.data != data:
        raise ProofFormatError("not in its one spelling")
    return proof


def _read_extra(data: bytes) -> tuple[bytes, tuple[Opening, ...]]:
    extra = parse_canonical(data)
    if not isinstance(extra, dict) or extra.keys() != {"leaf", "open"}:
        raise ProofFormatError('the second line has other members than "leaf" and "open"')
    leaf, openings = extra["leaf"], extra["open"]
    if not isinstance(leaf, str) or not isinstance(openings, list):
        raise ProofFormatError("the leaf is not a text, or the openings are not a list")
    read = tuple(read_opening(one) for one in openings)
    if len({one.field for one in read}) < len(read):
        raise ProofFormatError("a field is opened twice")
    return leaf.encode("utf-8"), read


def verify_proof(data: bytes, vkey: VerifierKey, policy: WitnessPolicy | None = None) -> ProofReport:
    """Check a proof file against the log's key, and a quorum of witnesses where a policy is given.

    Every check is made, so that the report says which ticks hold; a file that cannot be read fails them all.
    """
    try:
        proof = read_proof(data)
    except ProofFormatError as error:
        reason = Text(
            f"证明文件格式不对：{error}。", f"The file is not a proof in its one spelling: {error}."
        )
        return ProofReport(False, None if policy is None else False, False, False, (reason,))
    reasons: list[Text] = []
    signed = _signed(proof, vkey, policy, reasons)
    witnessed = _witnessed(signed, policy, reasons)
    leaf = _leaf(proof, reasons)
    recorded = _recorded(proof, leaf, signed, reasons)
    matches = leaf is not None and _matches(proof, leaf, reasons)
    report = ProofReport(signed is not None, witnessed, recorded, matches, tuple(reasons))
    if not report.ok:
        return report
    opened = {one.field: one.value for one in proof.openings}
    return ProofReport(True, witnessed, True, True, (), leaf, signed, opened)


def _signed(
    proof: ProofFile, vkey: VerifierKey, policy: WitnessPolicy | None, reasons: list[Text]
) -> SignedCheckpoint | None:
    try:
        return open_checkpoint(proof.checkpoint, vkey, policy)
    except (NoteError, CheckpointError) as error:
        reasons.append(Text(f"签名不成立：{error}。", f"The signature does not hold: {error}."))
        return None


def _witnessed(
    signed: SignedCheckpoint | None, policy: WitnessPolicy | None, reasons: list[Text]
) -> bool | None:
    if policy is None:
        return None
    if signed is not None and policy.is_met(signed.witnesses):
        return True
    have = ", ".join(sorted(signed.witnesses)) if signed else ""
    reasons.append(
        Text(
            f"见证不足：已有 {have or '无'}，须满足 {policy.quorum}。",
            f"Not witnessed: {have or 'nobody'} cosigned, the policy asks for {policy.quorum}.",
        )
    )
    return False


def _leaf(proof: ProofFile, reasons: list[Text]) -> Leaf | None:
    try:
        return read_leaf(proof.leaf)
    except LeafError as error:
        reasons.append(Text(f"记录不合格式：{error}。", f"The record breaks a rule of its form: {error}."))
        return None


def _recorded(
    proof: ProofFile, leaf: Leaf | None, signed: SignedCheckpoint | None, reasons: list[Text]
) -> bool:
    if signed is None or leaf is None:
        return False
    if leaf.seq != proof.index:
        reasons.append(
            Text(
                f"记录的序号 {leaf.seq} 与证明的位置 {proof.index} 不同。",
                f"The record says it is number {leaf.seq}, the proof is of {proof.index}.",
            )
        )
        return False
    included = is_included(
        leaf_hash(proof.leaf), index=proof.index, size=signed.size, root=signed.root, path=proof.path
    )
    if not included:
        reasons.append(
            Text(
                "记录不在已签名的账中：哈希路径到不了签名的根。",
                "The record is not in the signed log: its hashes do not lead to the signed root.",
            )
        )
    return included


def _matches(proof: ProofFile, leaf: Leaf, reasons: list[Text]) -> bool:
    wrong = [one.field for one in proof.openings if not opens(one, leaf.com)]
    for field in wrong:
        reasons.append(
            Text(
                f"“{field}” 与封存时不同，或该记录没有这一项。",
                f"{field} is not what was sealed, or the record has no such field.",
            )
        )
    return not wrong
