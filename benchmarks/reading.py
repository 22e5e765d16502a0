"""Reading beside the cut alone: characters a second, with discovery, without, with the fast twin, with two processes."""

import shutil
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.measuring import best, row, shared, texts
from ingest.batch import ReadOptions, read_all
from ingest.document import segmentation as segment
from ingest.pipeline import read


def main() -> None:
    """Print the share of jieba's own speed that the whole extraction reaches."""
    found = texts()
    paths = sorted((shared() / "corpus" / "docs").glob("*.txt"))
    characters, octets = sum(map(len, found)), sum(len(t.encode()) for t in found)
    cut = characters / best(lambda: [segment.words(text) for text in found])
    row("the cut alone", f"{cut:,.0f} characters/s", "")
    for what, segmenter, discover, aim in (
        ("everything", "jieba", True, "≥ 0.9 of the cut"),
        ("without discovery", "jieba", False, ""),
    ):
        speed = characters / best(partial(_read, paths, segmenter, discover))
        row(what, f"{speed:,.0f} characters/s, {speed / cut:.2f} of the cut", aim)
    twin = octets / best(partial(_read, paths, "rjieba")) / 1e6
    row("everything, with rjieba", f"{twin:.2f} MB/s", "≥ 3 MB/s")
    one, two = jobs(1), jobs(2)
    row("--jobs 2 against one", f"{one / two:.2f} ×", "≥ 1.7 ×")


def _read(paths: Sequence[Path], segmenter: str, discover: bool = True) -> None:
    for path in paths:
        read(path, segmenter=segmenter, discover=discover)


def jobs(count: int, *, copies: int = 8) -> float:
    """Return the wall seconds for the corpus, several times over, with a number of processes."""
    with tempfile.TemporaryDirectory() as folder:
        for i in range(copies):
            for path in (shared() / "corpus" / "docs").glob("*.txt"):
                shutil.copy(path, Path(folder) / f"{i}-{path.name}")
        start = time.perf_counter()
        for _ in read_all([folder], ReadOptions(), jobs=count):
            pass
        return time.perf_counter() - start
