"""`python -m benchmarks`: measure every part, print the table, and write it where it is asked for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks import (
    measure_demonstration,
    measure_documents,
    measure_law,
    measure_ledger,
    measure_planning,
    measure_policy,
    measure_registers,
)
from benchmarks.figures import table, write
from benchmarks.machine import machine

ROOT = Path(__file__).resolve().parents[1]
PARTS = {
    "policy": measure_policy.figures,
    "law": measure_law.figures,
    "registers": measure_registers.figures,
    "ledger": measure_ledger.figures,
    "planning": measure_planning.figures,
    "documents": measure_documents.figures,
    "demonstration": measure_demonstration.figures,
}
PAGES = {"README.md": "en", "README.zh-CN.md": "zh"}


def main() -> int:
    """Measure; 2 when a table of some parts alone is asked to be written."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=list(PARTS), action="append", help="one part; may be repeated")
    parser.add_argument("--write", action="store_true", help="write the table into both READMEs")
    args = parser.parse_args()
    if args.write and args.only:
        print("--write takes all parts: leave out --only", file=sys.stderr)
        return 2
    found = []
    for name in args.only or PARTS:
        print(f"{name} ...", file=sys.stderr)
        found += PARTS[name]()
    print(table(machine(), found, "en"))
    if args.write:
        for page, language in PAGES.items():
            write(ROOT / page, table(machine(), found, language))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
