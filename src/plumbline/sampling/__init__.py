"""Verifiable draws (摇号) and verifiable spot checks (抽查): chance that nobody in the office can steer.

The model: an `Announcement` fixes pool, number, algorithm and public sources, and is sealed before any source
is drawn (`may_announce`, `came_first`); the sources' published numbers and the announcement's own seq make a
key, and RFC 3797 makes the picks (`conclude`, `draw`). A `Void` needs a reason that was announced; a struck
number keeps its place and is passed over. A spot check states how surely it finds what is false (`least_sample`,
`most_false`), and draws from leaves that a checkpoint sealed (`sealed_pool`). A record (`draw_record`) lets
anybody do the draw again, with this room (`check`) or with any program of the RFC.

Never here: a random number, a clock, a file, the network, a float, a name of a person. What may enter: sources
of public chance with a countable number of outcomes, and exact statements about samples.
"""

from plumbline.sampling.admitting import Seal, came_first, may_announce
from plumbline.sampling.announced_records import check, draw_record
from plumbline.sampling.announcements import (
    ANNOUNCEMENT_FORMAT,
    FALLBACK_TEXT,
    LEAST_BITS,
    VOID_TEXT,
    AnnouncedPool,
    Announcement,
    Fallback,
    Purpose,
    SealedLog,
    Source,
    Standing,
    VoidReason,
)
from plumbline.sampling.documents import (
    announcement_json,
    outcome_json,
    read_announcement,
    read_outcome,
    read_void,
    result_json,
    result_open_json,
    seal_json,
    void_json,
)
from plumbline.sampling.drawing import MAX_POOL, DrawCase, Drawn, Hash, draw, key_string
from plumbline.sampling.fields import Fields
from plumbline.sampling.kinds import (
    KIND_TEXT,
    Balls,
    Kind,
    bits_tenths,
    numbers_of,
    outcomes,
    round_instant,
    show_bits,
)
from plumbline.sampling.pools import Pool, pool_of_leaves, read_pool, sealed_pool
from plumbline.sampling.records import (
    Difference,
    check_record,
    check_refusals,
    read_case,
    read_records,
    run_record,
)
from plumbline.sampling.refusing import DrawFileError
from plumbline.sampling.results import Because, DrawResult, Outcome, Struck, case_of, conclude, list_sha256
from plumbline.sampling.spot_checks import SampleSize, detection, false_among, least_sample, most_false
from plumbline.sampling.voiding import Void, may_void

__all__ = [
    "ANNOUNCEMENT_FORMAT",
    "FALLBACK_TEXT",
    "KIND_TEXT",
    "LEAST_BITS",
    "MAX_POOL",
    "VOID_TEXT",
    "AnnouncedPool",
    "Announcement",
    "Balls",
    "Because",
    "Difference",
    "DrawCase",
    "DrawFileError",
    "DrawResult",
    "Drawn",
    "Fallback",
    "Fields",
    "Hash",
    "Kind",
    "Outcome",
    "Pool",
    "Purpose",
    "SampleSize",
    "Seal",
    "SealedLog",
    "Source",
    "Standing",
    "Struck",
    "Void",
    "VoidReason",
    "announcement_json",
    "bits_tenths",
    "came_first",
    "case_of",
    "check",
    "check_record",
    "check_refusals",
    "conclude",
    "detection",
    "draw",
    "draw_record",
    "false_among",
    "key_string",
    "least_sample",
    "list_sha256",
    "may_announce",
    "may_void",
    "most_false",
    "numbers_of",
    "outcome_json",
    "outcomes",
    "pool_of_leaves",
    "read_announcement",
    "read_case",
    "read_outcome",
    "read_pool",
    "read_records",
    "read_void",
    "result_json",
    "result_open_json",
    "round_instant",
    "run_record",
    "seal_json",
    "sealed_pool",
    "show_bits",
    "void_json",
]
