"""What a run takes beyond what is in memory before it; Linux alone says so."""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

STATUS = Path("/proc/self/status")
FORGET_PEAK = Path("/proc/self/clear_refs")


def resident_kibibytes(name: str) -> int:
    """`VmRSS`: now. `VmHWM`: the most since the peak was last forgotten."""
    for line in STATUS.read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise LookupError(name)


def peak_mebibytes(ask: Callable[[], Any]) -> float | None:
    """The most memory that `ask` needed at a time, its answer with it; None where the system does not tell."""
    if not STATUS.exists():
        return None
    gc.collect()
    FORGET_PEAK.write_text("5")
    before = resident_kibibytes("VmRSS")
    answer = ask()
    peak = resident_kibibytes("VmHWM")
    del answer
    return (peak - before) / 1024
