"""RDF of a million triples: built from plans and written as N-Quads, beside pyoxigraph's own bulk load and dump of the same quads.

In CPU seconds: both work on one core. The plans are those of the corpus, read before and taken as often as it needs.
"""

import io
import time
from itertools import cycle

import pyoxigraph

from benchmarks.measuring import row, shared
from ingest.pipeline import read
from kg import rdf

TRIPLES = 1_000_000
DOCUMENTS = 40  # of the corpus, from every part of it


def main() -> None:
    """Print a row for each."""
    paths = sorted((shared() / "corpus" / "docs").glob("*.txt"))
    plans = [read(path) for path in paths[:: len(paths) // DOCUMENTS]]
    ours, written, count = 0.0, io.StringIO(), 0
    for turn, plan in enumerate(cycle(plans)):
        if count >= TRIPLES:
            break
        start = time.process_time()
        graph = rdf.graph(plan)
        name = rdf.document_iri(plan)
        written.writelines(line.replace(f"<{name}>", f"<{name}/{turn}>") for line in rdf.quads(graph, name))
        ours += time.process_time() - start
        count += len(graph)
    bulk = _bulk_seconds(written.getvalue().encode())
    row(f"{count:,} triples built and written", f"{ours:.1f} s CPU; {ours / bulk:.1f} times pyoxigraph's", "≤ 1.5 times")
    row("pyoxigraph: bulk load and dump of the same", f"{bulk:.1f} s CPU")


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
