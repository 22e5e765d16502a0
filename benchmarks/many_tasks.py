"""Very many tasks in plans of 40 into Neo4j, and what questions take then.

    python -m benchmarks.many_tasks 20000          Community from its jars with a heap of 512 MB, which bears some 100,000
    python -m benchmarks.many_tasks 1000000 4g 4g  the same with a heap of 4 GB and a page cache of 4 GB
    NEO4J_URI=… python -m benchmarks.many_tasks 1000000   on an empty Neo4j of one's own

Plans are made, loaded and forgotten group by group, so this process stays small.
"""

import sys
import time
from collections.abc import Iterator
from itertools import islice

from benchmarks.loading import TASKS, load, synthetic_plan
from benchmarks.measuring import row
from benchmarks.questions import GIVEN
from benchmarks.servers import neo4j_store
from benchmarks.store import seconds_of
from kg.errors import RefusedQuery
from kg.graph import Projection, Store, ask, query

PARTS = 10  # of a run, each with a row
ASKED = ("department-tasks", "task-owners", "shared-tasks", "page-body", "overlap-pairs", "department-load")


def main(tasks: int = 20_000, heap: str = "512m", page_cache: str = "128m") -> None:
    """Print a row for each tenth of the load, then one for each question."""
    with neo4j_store(heap, page_cache) as store:
        if store:
            _loaded(store, tasks // TASKS)
            for name in ASKED:
                _asked(store, name)


def _asked(store: Store, name: str) -> None:
    given = {p.name: GIVEN[p.name] for p in query(name).parameters if p.required}
    try:
        took = min(seconds_of(lambda: ask(store, name, given)) for _ in range(2))
    except RefusedQuery as error:
        row(name, str(error))
    else:
        row(name, f"{1000 * took:,.0f} ms")


def _loaded(store: Store, count: int) -> None:
    plans = iter(map(synthetic_plan, range(count)))
    for part in range(PARTS):
        start, rows = time.perf_counter(), 0
        for few in _portions(islice(plans, count // PARTS)):
            load(store, few)
            rows += sum(len(p.nodes) + len(p.relationships) for p in few)
        seconds = time.perf_counter() - start
        row(f"{(part + 1) * (count // PARTS) * TASKS:,} tasks", f"{rows / seconds:,.0f} nodes and relationships a second")


def _portions(plans: Iterator[Projection], size: int = 100) -> Iterator[list[Projection]]:
    while few := list(islice(plans, size)):
        yield few


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]), *sys.argv[2:4])
