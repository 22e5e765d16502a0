"""The command line as a person meets it: whole processes whose caches exist."""

import sys

from benchmarks.measuring import best, process, row, shared

KG = [sys.executable, "-m", "kg.cli"]


def main() -> None:
    """Print the times of help and of an extraction, in a new process and in a warm one."""
    seed = str(shared() / "corpus" / "docs" / "seed.txt")
    process([*KG, "extract", seed], runs=1)
    for what, command, aim in (("kg --help", ["--help"], "≤ 0.3 s"), ("kg extract of one plan", ["extract", seed], "≤ 1.5 s")):
        seconds, memory = process([*KG, *command])
        row(what, f"{seconds:.2f} s, {memory:.0f} MB", aim)
    row("a document in a warm process", f"{warm() * 1000:.0f} ms", "≤ 40 ms")


def warm() -> float:
    """Return the seconds a document of the corpus takes on average once everything is in memory."""
    from ingest.pipeline import read

    paths = sorted((shared() / "corpus" / "docs").glob("*.txt"))
    read(paths[0])
    return best(lambda: [read(path) for path in paths], runs=2) / len(paths)
