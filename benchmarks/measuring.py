"""How things are measured: the machine, whole processes with their memory, and calls inside one process."""

import datetime
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5


def machine() -> str:
    """Return the date and the size of the machine."""
    memory = psutil.virtual_memory().total / 2**30
    return f"{datetime.date.today()}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, CPython {platform.python_version()}"


def shared() -> Path:
    """Return the folder of the corpus, or end with a sentence."""
    folder = Path(os.environ.get("KG_CORPUS") or ROOT.parent / "shared")
    if not (folder / "corpus" / "docs").is_dir():
        sys.exit(f"{folder}: no corpus there; name it with KG_CORPUS.")
    return folder


def texts() -> list[str]:
    """Return the texts of the corpus."""
    return [path.read_text(encoding="utf-8") for path in sorted((shared() / "corpus" / "docs").glob("*.txt"))]


def process(command: Sequence[str], *, runs: int = RUNS) -> tuple[float, float]:
    """Run a command several times; return the median of its wall seconds and its highest memory in MB."""
    seconds, memory = zip(*(_once(command) for _ in range(runs)), strict=True)
    return statistics.median(seconds), max(memory)


def _once(command: Sequence[str]) -> tuple[float, float]:
    start = time.perf_counter()
    child = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0.0
    while child.poll() is None:
        peak = max(peak, _memory(child))
        time.sleep(0.005)
    return time.perf_counter() - start, peak


def _memory(child: psutil.Popen) -> float:
    try:
        return float(child.memory_info().rss) / 2**20
    except psutil.Error:
        return 0.0


def best(call: Callable[[], object], *, runs: int = 3) -> float:
    """Return the CPU seconds of the fastest of some calls in this process."""
    return min(_cpu(call) for _ in range(runs))


def _cpu(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def row(what: str, figure: str, aim: str = "") -> None:
    """Print a line of a table."""
    print(f"| {what} | {figure} | {aim} |", flush=True)
