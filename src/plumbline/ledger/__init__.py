"""The ledger (账本): events that can only be added, sealed every day, checkable without us.

An event is a leaf: canonical JSON without personal data, whose private fields are salted commitments
(`commit`, `Opening`). The leaves form a Merkle tree (`CompactTree`), stored as tiles of 256 and signed
once a day (`seal_day`); blind slots let a household find all of its file and nobody else link it.
Whoever has the directory and the printed key can check all of it (`verify_log`), and a resident one
event with a single file (`verify_proof`). Every format is a public one where one exists (RFC 6962,
RFC 8785, C2SP), so that programs we did not write can convict us.

What never happens: a leaf or a sealed file changes; a value is repaired instead of refused; a private
key, a clock or a random number is made here (the caller brings them). Only `exported` touches files.
What may enter: bytes, formats and proofs. What an event means belongs to the rooms above.
"""

from plumbline.ledger.base64text import Base64Error, from_std64, from_url64, std64, url64
from plumbline.ledger.canonical import MAX_INTEGER, CanonicalError, canonical, parse, parse_canonical
from plumbline.ledger.checkpoint_text import Checkpoint, CheckpointError, read_checkpoint_text
from plumbline.ledger.checkpoints import SignedCheckpoint, Signer, open_checkpoint, with_lines
from plumbline.ledger.commitments import (
    SALT_SIZE,
    Opening,
    OpeningError,
    commit,
    commit_all,
    opens,
    read_opening,
)
from plumbline.ledger.cosignatures import CHECKS, cosign, cosignature_message, subtree_message
from plumbline.ledger.exported import ExportedLog, ExportError, read_from, write_files
from plumbline.ledger.hashing import EMPTY_ROOT, HASH_SIZE, leaf_hash, node_hash
from plumbline.ledger.household_files import HouseholdReport, household_zip, verify_household_zip
from plumbline.ledger.key_list import KeyRow, key_list, read_key_list
from plumbline.ledger.leaf import DAY_CLOSED, MAX_LEAF, MAX_SLOTS, Leaf, LeafError, leaf_bytes, read_leaf
from plumbline.ledger.merkle_proofs import consistency_proof, inclusion_proof, is_consistent, is_included
from plumbline.ledger.notes import Note, NoteError, SignatureLine, is_ed25519, read_note, verify_note
from plumbline.ledger.printed import CROCKFORD, forty_digits, receipt_code
from plumbline.ledger.proof_files import (
    ProofFile,
    ProofFormatError,
    ProofReport,
    make_proof,
    read_proof,
    verify_proof,
)
from plumbline.ledger.report import PROBLEM_TEXTS, LogReport, Problem
from plumbline.ledger.sealing import (
    SealedDay,
    SealError,
    checkpoint_path,
    consistency_body,
    consistency_path,
    grow_tiles,
    previous_seal,
    seal_day,
)
from plumbline.ledger.slots import SLOT_SIZE, SUBJECT_KEY_SIZE, SlotError, blind_slot, find_file, index_path
from plumbline.ledger.tiles import (
    Tile,
    TileError,
    entry_tile,
    nodes_of,
    read_entries,
    stored_leaf,
    stored_nodes,
    tile_levels,
    tile_of_path,
    tiles_of_size,
)
from plumbline.ledger.tree import CompactTree, compact_tree, root_of
from plumbline.ledger.verifier_keys import KeyTextError, KeyType, VerifierKey, read_vkey
from plumbline.ledger.verify_log import verify_files, verify_log
from plumbline.ledger.witness_policy import (
    PolicyFileError,
    WitnessPolicy,
    read_witness_policy,
    unwitnessed_policy,
)

__all__ = [
    "CHECKS",
    "CROCKFORD",
    "DAY_CLOSED",
    "EMPTY_ROOT",
    "HASH_SIZE",
    "MAX_INTEGER",
    "MAX_LEAF",
    "MAX_SLOTS",
    "PROBLEM_TEXTS",
    "SALT_SIZE",
    "SLOT_SIZE",
    "SUBJECT_KEY_SIZE",
    "Base64Error",
    "CanonicalError",
    "Checkpoint",
    "CheckpointError",
    "CompactTree",
    "ExportError",
    "ExportedLog",
    "HouseholdReport",
    "KeyRow",
    "KeyTextError",
    "KeyType",
    "Leaf",
    "LeafError",
    "LogReport",
    "Note",
    "NoteError",
    "Opening",
    "OpeningError",
    "PolicyFileError",
    "Problem",
    "ProofFile",
    "ProofFormatError",
    "ProofReport",
    "SealError",
    "SealedDay",
    "SignatureLine",
    "SignedCheckpoint",
    "Signer",
    "SlotError",
    "Tile",
    "TileError",
    "VerifierKey",
    "WitnessPolicy",
    "blind_slot",
    "canonical",
    "checkpoint_path",
    "commit",
    "commit_all",
    "compact_tree",
    "consistency_body",
    "consistency_path",
    "consistency_proof",
    "cosign",
    "cosignature_message",
    "entry_tile",
    "find_file",
    "forty_digits",
    "from_std64",
    "from_url64",
    "grow_tiles",
    "household_zip",
    "inclusion_proof",
    "index_path",
    "is_consistent",
    "is_ed25519",
    "is_included",
    "key_list",
    "leaf_bytes",
    "leaf_hash",
    "make_proof",
    "node_hash",
    "nodes_of",
    "open_checkpoint",
    "opens",
    "parse",
    "parse_canonical",
    "previous_seal",
    "read_checkpoint_text",
    "read_entries",
    "read_from",
    "read_key_list",
    "read_leaf",
    "read_note",
    "read_opening",
    "read_proof",
    "read_vkey",
    "read_witness_policy",
    "receipt_code",
    "root_of",
    "seal_day",
    "std64",
    "stored_leaf",
    "stored_nodes",
    "subtree_message",
    "tile_levels",
    "tile_of_path",
    "tiles_of_size",
    "unwitnessed_policy",
    "url64",
    "verify_files",
    "verify_household_zip",
    "verify_log",
    "verify_note",
    "verify_proof",
    "with_lines",
    "write_files",
]
