"""Many documents into an empty store: the corpus, 10,000 tasks in 250 plans, one changed plan, beside a bare CREATE of the same rows.

On the embedded server in a folder of its own, or on the empty Neo4j that NEO4J_URI names. The ratio to the bare CREATE depends little on
how busy the machine is: it is what counting, ledgers and revisions cost.
"""

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from benchmarks.measuring import row, shared
from benchmarks.store import seconds_of, synthetic
from ingest.pipeline import read
from kg import rdf
from kg.catalogue import DOCUMENTS, ROWS
from kg.graph import Projection, Store, embedded, open_store, project
from kg.iris import BASE

PLANS, TASKS = 250, 40
STATEMENT_ROWS = 2_000
KEPT = 200  # plans that are there when one changes


def main() -> None:
    """Print the table, measured in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-", ignore_cleanup_errors=True) as folder:
        os.environ["KG_HOME"] = folder
        try:
            with open_store() as store:
                plans = [_plan(n) for n in range(PLANS)]
                _warmed(store, plans[:5])
                _measured(store, f"{PLANS * TASKS:,} tasks in {PLANS} plans", plans)
                _one_changed(store, plans[:KEPT])
                corpus = sorted((shared() / "corpus" / "docs").glob("*.txt"))
                _measured(store, f"{len(corpus)} documents of the corpus", [project(rdf.graph(read(path))) for path in corpus])
        finally:
            embedded.stop()


def _plan(number: int, tasks: int = TASKS) -> Projection:
    """Return a plan that holds of the bodies and terms those its tasks name."""
    made = synthetic(tasks, document=f"{BASE}document/{number:016x}")
    named = {iri for r in made.relationships for iri in (r.start, r.end)}
    return replace(made, nodes=tuple(n for n in made.nodes if n.iri in named))


def _warmed(store: Store, plans: Sequence[Projection]) -> None:
    store.load_all(plans)
    store.clear()


def _measured(store: Store, name: str, plans: Sequence[Projection]) -> None:
    """Measure the load of plans in groups, then the bare rows; the store is empty before and after."""
    rows = sum(len(p.nodes) + len(p.relationships) for p in plans)
    ours = seconds_of(lambda: [store.load_all(group) for group in _groups(plans)])
    store.clear()
    bare = seconds_of(lambda: _bare(store, plans))
    store.clear()
    row(f"{name}: load", f"{ours:.1f} s; {rows / ours:,.0f} nodes and relationships a second")
    row(f"{name}: bare UNWIND CREATE", f"{bare:.1f} s; {rows / bare:,.0f} a second; the load takes {ours / bare:.2f} times as long")


def _one_changed(store: Store, plans: Sequence[Projection]) -> None:
    for group in _groups(plans):
        store.load_all(group)
    changed = replace(_plan(0, TASKS + 1), revision="2")
    row(f"one changed plan among {len(plans)}", f"{seconds_of(lambda: store.load(changed)):.2f} s", "≤ 1 s")
    store.clear()


def _groups(plans: Sequence[Projection]) -> Iterator[list[Projection]]:
    """Yield plans as `kg load` groups them."""
    group: list[Projection] = []
    for plan in plans:
        group.append(plan)
        if len(group) == DOCUMENTS or sum(len(p.nodes) + len(p.relationships) for p in group) >= ROWS:
            yield group
            group = []
    if group:
        yield group


def _bare(store: Store, plans: Sequence[Projection]) -> None:
    """Create the rows of plans, each shared node once, with statements of the same size and an index, and nothing beside."""
    nodes = {node.iri: node for plan in plans for node in plan.nodes}
    label_of = {iri: min(node.labels) for iri, node in nodes.items()}
    made: dict[str, list[Any]] = defaultdict(list)
    for node in nodes.values():
        create = f"UNWIND $rows AS row CREATE (n:{':'.join(sorted(node.labels))}) SET n = row"
        made[create].append({k: v for k, v in node.properties.items() if v is not None} | {"iri": node.iri})
    for r in (r for plan in plans for r in plan.relationships):
        ends = f"MATCH (a:{label_of[r.start]} {{iri: row.a}}) MATCH (b:{label_of[r.end]} {{iri: row.b}})"
        properties = {k: v for k, v in r.properties.items() if v is not None}
        made[f"UNWIND $rows AS row {ends} CREATE (a)-[r:{r.type}]->(b) SET r = row.p"].append({"a": r.start, "b": r.end, "p": properties})
    connection = store._connection
    with connection.writing(), connection.writer().session(database=connection.database) as session:
        for statement, rows in made.items():
            for first in range(0, len(rows), STATEMENT_ROWS):
                part = rows[first : first + STATEMENT_ROWS]
                session.execute_write(lambda transaction, s=statement, p=part: transaction.run(s, rows=p).consume())


if __name__ == "__main__":
    main()
