"""Tables: the ledger's own (append only), its read models (rebuilt from it), and what is apart from both."""

from __future__ import annotations

from django.db import models


# ---------- the ledger: written once ----------
class Leaf(models.Model):
    """One sealed-or-to-be-sealed record: the exact bytes of the leaf and its hash."""

    seq = models.BigIntegerField(primary_key=True)
    day = models.DateField(db_index=True)
    at = models.BigIntegerField()
    type = models.CharField(max_length=60, db_index=True)
    body = models.BinaryField()
    hash = models.BinaryField(max_length=32)


class Opening(models.Model):
    """Salts and values of a leaf's committed fields, encrypted under the key of its file."""

    seq = models.BigIntegerField(primary_key=True)
    key_id = models.CharField(max_length=32, db_index=True)
    body = models.BinaryField()


class Head(models.Model):
    """The one row that the writer locks: size of the log and the tree's open nodes."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField(default=0)
    at = models.BigIntegerField(default=0)
    nodes = models.JSONField(default=list)


# ---------- read models: written by handlers, rebuilt by replay ----------
class IdempotencyRow(models.Model):
    """Same key and hash: the same receipt again; same key, other hash: a conflict."""

    key = models.CharField(max_length=200, primary_key=True)
    command_hash = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    events = models.PositiveIntegerField()


class OfficeRow(models.Model):
    """The office as an aggregate."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    data = models.JSONField()


class ProjectRow(models.Model):
    """A project as an aggregate, in the order of the description."""

    id = models.CharField(max_length=60, primary_key=True)
    position = models.PositiveIntegerField()
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160)
    regime = models.CharField(max_length=20)
    in_totals = models.BooleanField()
    data = models.JSONField()


class HouseholdRow(models.Model):
    """A household as an aggregate, with the columns that lists filter and sort by."""

    id = models.CharField(max_length=60, primary_key=True)
    position = models.BigIntegerField(db_index=True)
    project = models.CharField(max_length=60, db_index=True)
    block = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    names = models.CharField(max_length=300)
    address = models.CharField(max_length=300)
    stage = models.CharField(max_length=20, db_index=True)
    state = models.CharField(max_length=40)
    since = models.CharField(max_length=10)
    unit = models.CharField(max_length=60, db_index=True)
    choice = models.CharField(max_length=40)
    title_state = models.CharField(max_length=40)
    signed_on = models.CharField(max_length=10)
    area_dm2 = models.BigIntegerField()
    total_fen = models.BigIntegerField()
    settled_fen = models.BigIntegerField()
    deposited_fen = models.BigIntegerField()
    account = models.CharField(max_length=12)
    grievances_open = models.PositiveIntegerField()
    remaining = models.BooleanField(db_index=True)
    data = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=["project", "stage"]), models.Index(fields=["unit", "stage"]))


class DutyRow(models.Model):
    """Who answers for a household's duty now."""

    household = models.CharField(max_length=60, db_index=True)
    duty = models.CharField(max_length=20)
    unit = models.CharField(max_length=60, db_index=True)
    post = models.CharField(max_length=60)
    since = models.CharField(max_length=10)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["household", "duty"], name="one_answer_for_each_duty"),
        )


class BuildingRow(models.Model):
    """A household's building and the footprint on which it stands."""

    household = models.CharField(max_length=60, db_index=True)
    building = models.CharField(max_length=40)
    footprint = models.CharField(max_length=60, db_index=True)
    use = models.CharField(max_length=20)
    area_dm2 = models.BigIntegerField()


class FileEntry(models.Model):
    """The n-th event of a household's file."""

    household = models.CharField(max_length=60, db_index=True)
    n = models.PositiveIntegerField()
    seq = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["household", "n"], name="no_gap_in_a_file"),)


class MoveRow(models.Model):
    """A household came to a state and a stage; `before` is empty for a new one."""

    seq = models.BigIntegerField(primary_key=True)
    day = models.DateField(db_index=True)
    project = models.CharField(max_length=60)
    household = models.CharField(max_length=60, db_index=True)
    unit = models.CharField(max_length=60)
    before = models.CharField(max_length=20)
    stage = models.CharField(max_length=20)
    state = models.CharField(max_length=40)
    done_on = models.CharField(max_length=10)


class PostingRow(models.Model):
    """Fen from one account to another."""

    seq = models.BigIntegerField()
    n = models.PositiveIntegerField()
    day = models.DateField(db_index=True)
    project = models.CharField(max_length=60, db_index=True)
    household = models.CharField(max_length=60)
    clause = models.CharField(max_length=20)
    debit = models.CharField(max_length=30)
    credit = models.CharField(max_length=30)
    fen = models.BigIntegerField()


class ProjectStepRow(models.Model):
    """A recorded step of a project, with its public fields."""

    seq = models.BigIntegerField(primary_key=True)
    project = models.CharField(max_length=60, db_index=True)
    step = models.CharField(max_length=60)
    done_on = models.CharField(max_length=10)
    data = models.JSONField()


class PolicyRow(models.Model):
    """A sealed policy file."""

    seq = models.BigIntegerField(primary_key=True)
    policy = models.CharField(max_length=60, db_index=True)
    version = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    day = models.DateField()
    text = models.TextField()


class OrderRow(models.Model):
    """A payment order and whether it is paid, or was cancelled."""

    order = models.CharField(max_length=80, primary_key=True)
    household = models.CharField(max_length=60, db_index=True)
    project = models.CharField(max_length=60)
    fen = models.BigIntegerField()
    lines = models.JSONField()
    deposit = models.BooleanField()
    ordered_on = models.CharField(max_length=10)
    paid_on = models.CharField(max_length=10)
    cancelled_on = models.CharField(max_length=10, default="")


class GrievanceRow(models.Model):
    """An enquiry, request, objection or complaint with its owner and its due day."""

    seq = models.BigIntegerField(primary_key=True)
    household = models.CharField(max_length=60, db_index=True)
    project = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    text = models.TextField()
    owner_unit = models.CharField(max_length=60, db_index=True)
    owner_post = models.CharField(max_length=60)
    received_on = models.CharField(max_length=10)
    due_on = models.CharField(max_length=10)
    answered_on = models.CharField(max_length=10)
    answer = models.TextField()
    cites = models.JSONField()


class CommitmentRow(models.Model):
    """A unit's promise; `kept` is null until its day."""

    seq = models.BigIntegerField(primary_key=True)
    unit = models.CharField(max_length=60, db_index=True)
    project = models.CharField(max_length=60)
    stage = models.CharField(max_length=20)
    households = models.PositiveIntegerField()
    given_on = models.CharField(max_length=10)
    due_on = models.CharField(max_length=10)
    text = models.TextField()
    kept = models.BooleanField(null=True)
    reached = models.PositiveIntegerField(null=True)


class DutyMoveRow(models.Model):
    """A household's duties changed hands: who held them before and since when, who holds them from which day, and why.

    held, given  duty → post
    """

    seq = models.BigIntegerField(primary_key=True)
    day = models.DateField(db_index=True)
    project = models.CharField(max_length=60)
    household = models.CharField(max_length=60, db_index=True)
    held_unit = models.CharField(max_length=60)
    held = models.JSONField()
    held_since = models.CharField(max_length=10)
    unit = models.CharField(max_length=60)
    given = models.JSONField()
    since = models.CharField(max_length=10)
    reason = models.TextField()
    by_person = models.CharField(max_length=60)


class ReportRow(models.Model):
    """What a unit said of its commitment on a day, beside what the sealed day measures."""

    seq = models.BigIntegerField(primary_key=True)
    day = models.DateField()
    commitment = models.BigIntegerField(db_index=True)
    unit = models.CharField(max_length=60)
    as_of = models.CharField(max_length=10)
    reached = models.PositiveIntegerField()
    text = models.TextField()
    by_person = models.CharField(max_length=60)


class ConsultationRow(models.Model):
    """A consultation: who, where, its agenda as references, and the day on which its minutes were locked."""

    number = models.PositiveIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    project = models.CharField(max_length=60)
    held_at = models.CharField(max_length=32)
    sealed = models.CharField(max_length=10)
    place = models.TextField()
    chair = models.CharField(max_length=60)
    present = models.JSONField()
    absent = models.JSONField()
    observers = models.JSONField()
    agenda = models.JSONField()
    by_person = models.CharField(max_length=60)
    closed_on = models.CharField(max_length=10)
    reopened = models.TextField()


class DispatchRow(models.Model):
    """A dispatch order, the excerpt of a decision: who, what, by when, and where it stands."""

    number = models.PositiveIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    consultation = models.PositiveIntegerField(db_index=True)
    item = models.PositiveIntegerField()
    project = models.CharField(max_length=60)
    unit = models.CharField(max_length=60, db_index=True)
    post = models.CharField(max_length=60, db_index=True)
    matter = models.TextField()
    standard = models.TextField()
    about = models.JSONField()
    issued_on = models.CharField(max_length=10)
    due_on = models.CharField(max_length=10)
    state = models.CharField(max_length=12, db_index=True)
    since = models.CharField(max_length=10)
    answered_by = models.CharField(max_length=60)


class DispatchActRow(models.Model):
    """What was done on a dispatch order, from its issue to its end; by whom, in which words."""

    seq = models.BigIntegerField(primary_key=True)
    order = models.PositiveIntegerField(db_index=True)
    act = models.CharField(max_length=12)
    day = models.DateField(db_index=True)
    done_on = models.CharField(max_length=10)
    by_person = models.CharField(max_length=60)
    text = models.TextField()


class MatterRow(models.Model):
    """A matter of supervision: the breach that it is about, the unit, the rung it stands on, and how it ended."""

    number = models.PositiveIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    breach = models.CharField(max_length=160, db_index=True)
    rule = models.CharField(max_length=20)
    project = models.CharField(max_length=60)
    unit = models.CharField(max_length=60, db_index=True)
    rung = models.CharField(max_length=20)
    state = models.CharField(max_length=12)
    opened_on = models.CharField(max_length=10)
    ended = models.CharField(max_length=12)


class RungActRow(models.Model):
    """What happened to a paper of a matter, from its decision to its conclusion, with its words."""

    seq = models.BigIntegerField(primary_key=True)
    matter = models.PositiveIntegerField(db_index=True)
    rung = models.CharField(max_length=20)
    act = models.CharField(max_length=12)
    day = models.DateField()
    done_on = models.CharField(max_length=10)
    by_person = models.CharField(max_length=60, db_index=True)
    said = models.JSONField()


class DismissedRow(models.Model):
    """A proposed breach that a supervisor dismissed, with its facts and the reason."""

    seq = models.BigIntegerField(primary_key=True)
    day = models.DateField()
    breach = models.CharField(max_length=160)
    rule = models.CharField(max_length=20)
    project = models.CharField(max_length=60)
    unit = models.CharField(max_length=60)
    facts = models.JSONField()
    reasons = models.TextField()
    by_person = models.CharField(max_length=60)


class AppraisalFormulaRow(models.Model):
    """A published formula of the appraisal; the last one before day 1 binds."""

    seq = models.BigIntegerField(primary_key=True)
    day = models.DateField()
    formula = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    text = models.TextField()


class AppraisalEntryRow(models.Model):
    """What a supervisor entered about a unit or a post, with the record on which it rests."""

    seq = models.BigIntegerField(primary_key=True)
    day = models.DateField(db_index=True)
    unit = models.CharField(max_length=60, db_index=True)
    post = models.CharField(max_length=60)
    measure = models.CharField(max_length=40)
    record = models.BigIntegerField()
    text = models.TextField()
    by_person = models.CharField(max_length=60)


class AppraisalRow(models.Model):
    """A published appraisal of a sealed day; `scores` has each subject's sealed records and what they gave."""

    number = models.PositiveIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    sealed_day = models.DateField(db_index=True)
    published_on = models.CharField(max_length=10)
    formula = models.CharField(max_length=64)
    scores = models.JSONField()
    by_person = models.CharField(max_length=60)


class ContestRow(models.Model):
    """A contest of a score, and its final answer; `result` is empty until then."""

    number = models.PositiveIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    appraisal = models.PositiveIntegerField(db_index=True)
    subject = models.CharField(max_length=60, db_index=True)
    text = models.TextField()
    filed_on = models.CharField(max_length=10)
    answer_by = models.CharField(max_length=10)
    by_person = models.CharField(max_length=60)
    answered_seq = models.BigIntegerField(null=True)
    answered_on = models.CharField(max_length=10)
    answered_by = models.CharField(max_length=60)
    answer = models.TextField()
    strikes = models.JSONField()
    result = models.JSONField()


class LateRow(models.Model):
    """An act entered more than three days late, and what its reviewer said."""

    seq = models.BigIntegerField(primary_key=True)
    day = models.DateField()
    command = models.CharField(max_length=40)
    household = models.CharField(max_length=60)
    project = models.CharField(max_length=60)
    by_person = models.CharField(max_length=60)
    done_on = models.CharField(max_length=10)
    accepted = models.BooleanField(null=True)
    reviewed_by = models.CharField(max_length=60)


class CorrectionRow(models.Model):
    """A dated correction of surveyed facts."""

    seq = models.BigIntegerField(primary_key=True)
    day = models.DateField()
    household = models.CharField(max_length=60)
    project = models.CharField(max_length=60)
    reason = models.TextField()


class DocumentRow(models.Model):
    """A paper named as evidence: of which household or project, by which event."""

    seq = models.BigIntegerField(db_index=True)
    n = models.PositiveIntegerField()
    project = models.CharField(max_length=60)
    household = models.CharField(max_length=60, db_index=True)
    document = models.CharField(max_length=60)
    number = models.CharField(max_length=120)
    on = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64, db_index=True)


class FootprintRow(models.Model):
    """A building's footprint on the map: rings in 1e-7 degrees."""

    project = models.CharField(max_length=60, db_index=True)
    footprint = models.CharField(max_length=60, db_index=True)
    layer = models.CharField(max_length=20)
    data = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["project", "footprint"], name="one_footprint_id"),)


class BankLineRow(models.Model):
    """A line of a bank statement, matched with a payment or not."""

    seq = models.BigIntegerField(db_index=True)
    n = models.PositiveIntegerField()
    on = models.CharField(max_length=10)
    fen = models.BigIntegerField()
    payee = models.CharField(max_length=120)
    reference = models.CharField(max_length=120)
    matched = models.BooleanField()


class PlanRow(models.Model):
    """The plan kept on a day."""

    seq = models.BigIntegerField(primary_key=True)
    day = models.DateField(db_index=True)
    finish = models.CharField(max_length=10)
    bound = models.CharField(max_length=10)
    overdue = models.BigIntegerField()
    dates = models.JSONField()
    impossible = models.JSONField()


class DayRow(models.Model):
    """A closed day: its account, its balance, the size and root that were sealed."""

    day = models.DateField(primary_key=True)
    seq = models.BigIntegerField()
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    balanced = models.BooleanField()
    account = models.JSONField()
    differences = models.JSONField()


# ---------- apart from the ledger ----------
class Attempt(models.Model):
    """A refused command: who tried what, and the reasons. Not an event of the project."""

    at = models.DateTimeField()
    person = models.CharField(max_length=60)
    post = models.CharField(max_length=60)
    command = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    refused = models.JSONField()


class AccessRow(models.Model):
    """Who looked at which household's file, and as what."""

    at = models.DateTimeField()
    person = models.CharField(max_length=60)
    household = models.CharField(max_length=60, db_index=True)
    what = models.CharField(max_length=40)


REPLAYED: tuple[type[models.Model], ...] = (
    IdempotencyRow, OfficeRow, ProjectRow, HouseholdRow, DutyRow, BuildingRow, FileEntry, MoveRow, PostingRow,
    ProjectStepRow, PolicyRow, OrderRow, GrievanceRow, CommitmentRow, DutyMoveRow, ReportRow, ConsultationRow, DispatchRow, DispatchActRow,
    MatterRow, RungActRow, DismissedRow,
    AppraisalFormulaRow, AppraisalEntryRow, AppraisalRow, ContestRow,
    LateRow, CorrectionRow, DocumentRow, FootprintRow, BankLineRow, PlanRow, DayRow,
)  # fmt: skip
"""The read models, in the order in which a dump writes them."""
