"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from plumbline.terms import Text


def machine() -> Text:
    """Processor, cores, system and Python in one line of both languages."""
    cores = os.cpu_count() or 1
    rest = f"{_processor()}, {platform.system()}, Python {platform.python_version()}"
    return Text(f"{cores} 核，{rest}", f"{cores} cores, {rest}")


def _processor() -> str:
    names = Path("/proc/cpuinfo")
    if names.exists():
        for line in names.read_text("utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
