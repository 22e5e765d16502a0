"""The embedded server: start and attach, memory, loading the sample and synthetic plans, every question."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

from benchmarks.measuring import RUNS, row
from benchmarks.plans import place
from kg import files
from kg.graph import embedded
from kg.graph import questions as queries
from kg.graph.projection import NodeRow, Projection, RelationshipRow, project
from kg.graph.store import Store, open_store
from kg.iris import BASE

TASKS = 1_000
OWNERS, TECHNOLOGIES = 5, 4  # on each task, as in a dense plan
BODIES, TERMS = 200, 800


def main() -> None:
    """Print the table, measured in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-", ignore_cleanup_errors=True) as folder:
        os.environ["KG_HOME"] = folder
        os.environ.pop("NEO4J_URI", None)
        try:
            _server()
            with open_store() as store:
                _loading(store)
                _questions(store)
        finally:
            embedded.stop()


def _server() -> None:
    row("first start, new folder", f"{seconds_of(embedded.start):.2f} s", "≤ 4 s")
    row("attach", f"{1000 * seconds_of(embedded.start):.0f} ms")
    row("stop", f"{seconds_of(embedded.stop):.2f} s")
    row("start again", f"{seconds_of(embedded.start):.2f} s", "≤ 4 s")
    _memory("nothing loaded")


def _loading(store: Store) -> None:
    sample = _sample()
    for name, projection in (("the sample", sample), (f"{TASKS:,} tasks", synthetic(TASKS))):
        size = f"{len(projection.nodes):,} nodes, {len(projection.relationships):,} relationships"
        row(f"load {name}", f"{seconds_of(lambda p=projection: store.load(p)):.2f} s; {size}")
        row(f"load {name} again", f"{1000 * seconds_of(lambda p=projection: store.load(p)):.0f} ms, unchanged")
    store.remove(sample.document)
    row("load the sample, warm", f"{seconds_of(lambda: store.load(sample)):.2f} s")
    _memory("all loaded")


def _questions(store: Store) -> None:
    given: dict[str, dict[str, Any]] = {
        "department-tasks": {"department": f"{BASE}body/1"},
        "task-owners": {"task": "25"},
        "shared-tasks": {"department": f"{BASE}body/1", "other": f"{BASE}body/2"},
        "due-by": {"day": "2023-12-31"},
    }
    for name, query in queries.queries().items():
        if query.kind == "question":
            times = [seconds_of(lambda n=name: queries.ask(store, n, given.get(n))) for _ in range(RUNS)]
            count = len(queries.ask(store, name, given.get(name)).rows)
            row(f"ask {name}", f"{1000 * statistics.median(times):.0f} ms; {count:,} rows")
    _memory("all asked")


def _sample() -> Projection:
    from ingest.pipeline import read
    from kg.rdf import graph

    return project(graph(read(files.SAMPLE)))


def synthetic(tasks: int, bodies: int = BODIES, document: str = f"{BASE}document/{'f' * 16}") -> Projection:
    """Return a plan with tasks that have five owners and four technologies each, some bodies and terms far more often than others."""
    nodes = [NodeRow(("Document",), document, {"iri": document, "title": "合成文件", "sha256": "f" * 64}, False)]
    nodes += [_node(("Department", "Owner"), f"{BASE}body/{n}", f"部门{n}", shared=True) for n in range(bodies)]
    nodes += [_node(("Technology",), f"{BASE}term/{n}", f"技术{n}", shared=True) for n in range(TERMS)]
    rows: list[RelationshipRow] = []
    for n in range(tasks):
        task = f"{document}/task/{n}"
        nodes.append(
            NodeRow(("Task",), task, {"iri": task, "ordinal": n, "name": f"任务{n}", "text": f"任务{n}。" * 40, "leaf": True}, False)
        )
        rows.append(RelationshipRow("HAS_TASK", document, task, None, {}))
        rows += [_owned(task, k, place(n, k, bodies)) for k in range(OWNERS)]
        rows += [_involves(task, k, place(n, k, TERMS)) for k in range(TECHNOLOGIES)]
    return Projection(document, "1", tuple(nodes), tuple(rows))


def _node(labels: tuple[str, ...], iri: str, name: str, *, shared: bool) -> NodeRow:
    return NodeRow(labels, iri, {"iri": iri, "name": name}, shared)


def _owned(task: str, k: int, body: int) -> RelationshipRow:
    about = {"role": "responsible", "role_basis": "stated", "label": "责任单位", "mode": "joint", "part": 1, "rank": k + 1}
    return RelationshipRow("RESPONSIBLE_FOR", f"{BASE}body/{body}", task, f"{task}/responsibility/{k}", about)


def _involves(task: str, k: int, term: int) -> RelationshipRow:
    return RelationshipRow("INVOLVES", task, f"{BASE}term/{term}", f"{task}/mention/{k}", {"status": "confirmed", "rule": "vocabulary"})


def seconds_of(work: Callable[[], object]) -> float:
    """Return the wall seconds that a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _memory(when: str) -> None:
    row(f"memory of the server, {when}", f"{(embedded.status().memory or 0) / 2**20:.0f} MB", "≤ 1,000 MB")


if __name__ == "__main__":
    main()
