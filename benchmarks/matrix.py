"""Who is named together, read from the store: 500 departments × 10,000 tasks, the numbers of the tasks and the matrix from them.

The embedded server by default, in a folder of its own; NEO4J_URI names a Neo4j that is empty, in which the plan is removed again.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.measuring import RUNS, row
from benchmarks.store import synthetic
from kg.analysis import meetings, two_modes
from kg.graph import ask, open_store
from kg.graph import embedded as server
from kg.graph.store import Store

TASKS, DEPARTMENTS = 10_000, 500
QUERIES = ("page-plan-tasks", "page-body-tasks", "page-nested-tasks")


def main() -> None:
    """Print the table."""
    with _filled() as store:
        read = _median(lambda: [_rows(store, name) for name in QUERIES])
        whole = _median(lambda: meetings(two_modes(*(_rows(store, name) for name in QUERIES))))
        printed = _median(lambda: [_rows(store, f"page-all-{name}") for name in ("plans", "bodies")], runs=1)
        met = len(meetings(two_modes(*(_rows(store, name) for name in QUERIES))))
        row(f"{store.kind}: numbers of {TASKS:,} tasks and who is named for them", f"{read:.2f} s")
        row(f"{store.kind}: the matrix from the store", f"{whole:.2f} s; {met:,} pairs meet", "≤ 0.5 s")
        row(f"{store.kind}: everything that is printed of them, for comparison", f"{printed:.2f} s")


@contextmanager
def _filled() -> Iterator[Store]:
    """Give a store with the plan in it."""
    projection = synthetic(TASKS, DEPARTMENTS)
    with tempfile.TemporaryDirectory(prefix="kg-bench-", ignore_cleanup_errors=True) as folder:
        os.environ["KG_HOME"] = folder
        try:
            with open_store() as store:
                store.load(projection)
                yield store
                if store.kind != "embedded":  # whose folder goes
                    store.remove(projection.document)
        finally:
            if not os.environ.get("NEO4J_URI"):
                server.stop()


def _rows(store: Store, name: str) -> list[dict[str, Any]]:
    found = ask(store, name)
    return [dict(zip(found.columns, values, strict=True)) for values in found.rows]


def _median(work: Callable[[], object], *, runs: int = RUNS) -> float:
    """Return the wall seconds of a call, the median of some."""
    work()
    return statistics.median(_seconds(work) for _ in range(runs))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
