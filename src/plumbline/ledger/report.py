"""What a verifier found: each problem with its kind, its place, and what it means in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from plumbline.terms import Json, Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it was sealed.

    kind     stable name, a key of `PROBLEM_TEXTS`
    path     relative path of the file
    message  what is wrong and what it means
    seq      the entry, where one can be named
    offset   byte in the file from which it differs, where one can be named
    """

    kind: str
    path: str
    message: Text
    seq: int | None = None
    offset: int | None = None

    @property
    def where(self) -> str:
        """`tile/entries/000, entry 17, byte 5301`."""
        entry = "" if self.seq is None else f", entry {self.seq}"
        return self.path + entry + ("" if self.offset is None else f", byte {self.offset}")

    def as_json(self) -> dict[str, Json]:
        """`{"kind", "where", "message"}`, the message Chinese first."""
        return {"kind": self.kind, "where": self.where, "message": f"{self.message.zh} {self.message.en}"}


@dataclass(frozen=True, slots=True)
class LogReport:
    """Whether a whole log is as it was sealed; size and root (base64) are those of its signed checkpoint.

    Where no checkpoint can be believed, size and root are computed from what is there, and `ok` is False.
    """

    ok: bool
    size: int
    root: str
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, Json]:
        """The shape of `log verify --json`."""
        problems: list[Json] = [problem.as_json() for problem in self.problems]
        return {"ok": self.ok, "size": self.size, "root": self.root, "problems": problems}


def problem(
    kind: str, path: str, seq: int | None = None, offset: int | None = None, **fields: object
) -> Problem:
    """A problem of one of the kinds below; `fields` fill its text."""
    text, fields = PROBLEM_TEXTS[kind], {"seq": seq} | fields
    return Problem(kind, path, Text(text.zh.format(**fields), text.en.format(**fields)), seq, offset)


PROBLEM_TEXTS: dict[str, Text] = {
    "checkpoint_invalid": Text(
        "检查点不可信：{why}。请核对所用公钥，并向公布方索取原件。",
        "The checkpoint cannot be believed: {why}. Compare the key used, and ask the publisher for the original.",
    ),
    "no_quorum": Text(
        "见证签名不足：只有 {have}。该检查点未见证，不能排除另有一本账。",
        "Too few witnesses cosigned (found: {have}). It is unwitnessed: a second history cannot be ruled out.",
    ),
    "unknown_signature": Text(
        "有一行签名出自未登记的公钥 {name}，封存件中也没有这一行：可能被改动过。",
        "A signature line of {name} is of no known key and is not in the sealed copy: it may have been altered.",
    ),
    "history_changed": Text(
        "现账不是由您保存的检查点延续而来：{why}。请保留两份文件，它们就是证据。",
        "The log does not continue the checkpoint you kept: {why}. Keep both files; together they are evidence.",
    ),
    "missing_file": Text(
        "缺少文件。账册不完整，无法逐项复核；请索取该文件。",
        "The file is missing, so the log cannot be checked in full. Ask for it.",
    ),
    "extra_file": Text(
        "账册中不应有此文件，它不受任何签名保护；请查明来源后移走。",
        "The file does not belong to the log and no signature covers it. Find out who put it here, then remove it.",
    ),
    "unrecorded_file": Text(
        "日结记录中没有此文件的哈希，无法确认其内容。",
        "The day's closing record holds no hash of this file, so its content cannot be confirmed.",
    ),
    "entry_damaged": Text(
        "第 {seq} 条记录与封存时不同。",
        "Entry {seq} is not the one that was sealed.",
    ),
    "entry_file_damaged": Text(
        "记录文件的长度不对：{why}。",
        "The file of entries has another length than it should: {why}.",
    ),
    "tile_damaged": Text(
        "哈希与由记录重新计算的结果不同（层 {level}，序号 {index}）。",
        "A hash differs from the one recomputed from the entries (level {level}, index {index}).",
    ),
    "root_mismatch": Text(
        "由记录算出的根与签名的根不同，且无法判定是哪一处；请与公示的四十位数字核对。",
        "The root of the entries is not the signed root, and nothing here tells which of them changed. Compare the forty digits on the notice board.",
    ),
    "leaf_invalid": Text(
        "第 {seq} 条记录不合格式：{why}。",
        "Entry {seq} breaks a rule of the record: {why}.",
    ),
    "leaf_out_of_order": Text(
        "第 {seq} 条记录次序不对：{why}。",
        "Entry {seq} is out of order: {why}.",
    ),
    "day_not_closed": Text(
        "{day} 没有日结：下一条记录已属 {next}。",
        "{day} was never closed: the next entry is already of {next}.",
    ),
    "day_skipped": Text(
        "{closed} 之后应为次日，却是 {day}；没有业务的日子也须日结。",
        "After {closed} comes {day}, not the next day; a day without events is closed all the same.",
    ),
    "day_closed_wrong": Text(
        "{day} 日结中的 {member} 与记录不符：写的是 {claimed}，实为 {found}。",
        "In the closing of {day}, {member} is {claimed}, but the entries give {found}.",
    ),
    "seal_invalid": Text(
        "该日封存的检查点不可信：{why}。",
        "The sealed checkpoint of the day cannot be believed: {why}.",
    ),
    "seal_mismatch": Text(
        "该日封存的检查点（{claimed}）与记录（{found}）不符。",
        "The sealed checkpoint of the day ({claimed}) is not that of the entries ({found}).",
    ),
    "seal_copies_differ": Text(
        "该日检查点的两份副本不同（另一份：{other}）：其中一份在封存后被改动。",
        "The two copies of the day's checkpoint differ (the other: {other}): one was changed after the seal.",
    ),
    "consistency_mismatch": Text(
        "延续证明与由记录重新计算的结果不同。",
        "The proof that the day extends the one before differs from the one recomputed from the entries.",
    ),
    "index_mismatch": Text(
        "盲槽目录与记录不符：{line}。住户可能因此找不到自己的全部记录。",
        "The list of slots is not that of the entries: {line}. A household might not find all of its file.",
    ),
    "slot_twice": Text(
        "盲槽 {slot} 用了两次（第 {first} 条与第 {seq} 条）：同一户有两种历史。",
        "Slot {slot} is used twice (entries {first} and {seq}): one household file has two histories.",
    ),
    "recorded_hash": Text(
        "文件的 SHA-256 与日结记录（第 {closed} 条）不同：封存后被改动。",
        "The SHA-256 of the file is not the one recorded in entry {closed}: it was changed after the seal.",
    ),
    "key_not_listed": Text(
        "公钥清单中没有验证所用的公钥：{why}。",
        "The list of keys does not have the key used for checking: {why}.",
    ),
    "policy_unreadable": Text("见证规则无法读取：{why}。", "The witness policy cannot be read: {why}."),
    "proof_invalid": Text("证明文件不成立：{why}。", "The proof does not hold: {why}."),
}
"""Every kind of problem with its text."""
