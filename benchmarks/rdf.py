"""RDF of a million triples: built from plans and written as N-Quads, beside pyoxigraph's own bulk load and dump of the same quads.

In CPU seconds: both work on one core. The plans are those of the corpus, read before and taken as often as it needs.
"""

import hashlib
import io
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle

import pyoxigraph

from benchmarks.measuring import row, shared
from ingest.pipeline import read
from kg import rdf
from kg.model import Plan

TRIPLES = 1_000_000
DOCUMENTS = 40  # of the corpus, from every part of it


def main() -> None:
    """Print a row for each."""
    paths = sorted((shared() / "corpus" / "docs").glob("*.txt"))
    plans = [read(path) for path in paths[:: len(paths) // DOCUMENTS]]
    ours, written = 0.0, io.StringIO()
    count = 0
    for plan in _anew(plans):
        if count >= TRIPLES:
            break
        start = time.process_time()
        lines = list(rdf.nquads([plan]))
        written.writelines(lines)
        ours += time.process_time() - start
        count += len(lines)
    bulk = min(_bulk_seconds(written.getvalue().encode()) for _ in range(2))
    row(f"{count:,} triples built and written", f"{ours:.1f} s CPU; {ours / bulk:.1f} times pyoxigraph's", "≤ 1.5 times")
    row("pyoxigraph: bulk load and dump of the same", f"{bulk:.1f} s CPU")


def _anew(plans: Sequence[Plan]) -> Iterator[Plan]:
    """Yield plans again and again, each time as another document."""
    for turn, plan in enumerate(cycle(plans)):
        yield replace(plan, source=replace(plan.source, sha256=hashlib.sha256(f"{plan.source.sha256} {turn}".encode()).hexdigest()))


def _bulk_seconds(quads: bytes) -> float:
    """Return the CPU seconds in which pyoxigraph takes quads, as its own objects, and writes them."""
    found = list(pyoxigraph.parse(quads, pyoxigraph.RdfFormat.N_QUADS))
    start = time.process_time()
    store = pyoxigraph.Store()
    store.bulk_extend(found)
    store.dump(io.BytesIO(), pyoxigraph.RdfFormat.N_QUADS)
    return time.process_time() - start


if __name__ == "__main__":
    main()
