"""Ten thousand documents in one run: the memory of the process from the first to the last, and the documents a second.

python -m benchmarks many        the number of documents is MANY_DOCUMENTS (default 10,000)
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks.measuring import row, shared
from ingest.pipeline import read_source
from ingest.sources import read_text

LEVELS = "省市县区"
NAMES = "甲乙丙丁戊己庚辛壬癸"


def renamed(text: str, turn: int) -> str:
    """Return a text whose bodies have names of their own: a different letter behind every 省, 市, 县, 区."""
    name = NAMES[turn % 10] + NAMES[turn // 10 % 10]
    return text.translate({ord(level): f"{name}{level}" for level in LEVELS})


def documents(count: int) -> Iterator[tuple[str, bytes]]:
    """Yield the corpus again and again, each time with other names."""
    paths = sorted((shared() / "corpus" / "docs").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    for i in range(count):
        yield f"{i}-{Path(paths[i % len(paths)]).name}", renamed(texts[i % len(paths)], i // len(paths)).encode()


def main() -> None:
    """Print the memory after the first hundred documents, the highest, and the speed."""
    count = int(os.environ.get("MANY_DOCUMENTS", "10000"))
    process = psutil.Process()
    memory: list[float] = []
    start = time.perf_counter()
    for i, (name, data) in enumerate(documents(count), 1):
        read_source(read_text(name, data), name)
        if i % 100 == 0:
            memory.append(process.memory_info().rss / 2**20)
    seconds = time.perf_counter() - start
    row("memory after 100 documents", f"{memory[0]:.0f} MB")
    row(f"highest over {count} documents", f"{max(memory):.0f} MB", "≤ 500 MB")
    row("documents a second", f"{count / seconds:.0f}")
