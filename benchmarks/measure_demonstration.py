"""The demonstration: built from nothing by ordinary commands, beside writing its log's bytes safely to disk."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.timing import best_of, shown_seconds, times
from plumbline.terms import Text

_PLUMBLINE = "from plumbline.cli import main; raise SystemExit(main())"


def figures() -> Iterator[Figure]:
    """Build the demonstration in a fresh directory, then replay its ledger."""
    with tempfile.TemporaryDirectory(prefix="plumbline-bench-") as folder:
        home = Path(folder) / "home"
        seconds, _ = _run(home, "demo", "--no-serve")
        memory_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        _, shown = _run(home, "day", "show", "--json")
        size = json.loads(shown)["size"]
        peer, _ = best_of(3, lambda: _written(home / "log", Path(folder)))
        yield Figure(
            Text(
                f"建立示例（1,200 户，{size} 条，内存峰值 {memory_mb} MB；目标 60 秒以内）",
                f"the demonstration built (1,200 households, {size} entries, peak {memory_mb} MB; aim: within 60 s)",
            ),
            Text(
                f"{shown_seconds(seconds)}，每秒 {size / seconds:,.0f} 条",
                f"{shown_seconds(seconds)}, {size / seconds:,.0f} entries a second",
            ),
            Text("下限：只把它的账册写入磁盘", "bound: writing its log to disk and nothing else"),
            times(seconds, peer),
        )
        checked, _ = _run(home, "rebuild", "--check")
        yield Figure(
            Text(
                f"由账本重放并逐行比较（{size} 条）",
                f"the ledger replayed and compared row for row ({size} entries)",
            ),
            Text(shown_seconds(checked), shown_seconds(checked)),
            Text("建立它所用的时间", "the time that building it took"),
            times(checked, seconds),
        )


def _run(home: Path, *words: str) -> tuple[float, str]:
    """Seconds and output of one command in a process of its own; raises RuntimeError with what it said."""
    environment = {**os.environ, "PLUMBLINE_HOME": str(home), "PYTHONPATH": "src"}
    began = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-c", _PLUMBLINE, *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise RuntimeError(f"plumbline {' '.join(words)} ended with {ran.returncode}: {ran.stderr[-2000:]}")
    return time.perf_counter() - began, ran.stdout


def _written(log: Path, folder: Path) -> None:
    target = folder / "bytes"
    with target.open("wb") as file:
        for path in sorted(log.rglob("*")):
            if path.is_file():
                file.write(path.read_bytes())
        file.flush()
        os.fsync(file.fileno())
