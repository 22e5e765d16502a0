"""Many documents into an empty store: the corpus, 10,000 tasks in 250 plans, one changed plan, beside a bare CREATE of the same rows.

On the embedded server in a folder of its own, then on Neo4j: the empty one that NEO4J_URI names, or Community from its artifacts.
The ratio to the bare CREATE depends little on how busy the machine is: it is what counting, ledgers and revisions cost.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from benchmarks.measuring import row, shared
from benchmarks.servers import embedded_store, neo4j_store
from benchmarks.store import seconds_of, synthetic
from ingest.pipeline import read
from kg import rdf
from kg.catalogue import DOCUMENTS, ROWS
from kg.graph import Projection, Store, project
from kg.iris import BASE

PLANS, TASKS = 250, 40
STATEMENT_ROWS = 2_000
KEPT = 200  # plans that are there when one changes
FIGURES = {  # nodes and relationships a second of the synthetic plans, seconds of the corpus
    "embedded": ("≥ 10,000 a second", ""),
    "neo4j": ("≥ 15,000 a second", "≤ 12 s"),
}


def main() -> None:
    """Print a table for each server."""
    plans = [synthetic_plan(n) for n in range(PLANS)]
    corpus = corpus_rows()
    with embedded_store() as store:
        measured(store, plans, corpus)
    with neo4j_store() as found:
        if found:
            measured(found, plans, corpus)


def corpus_rows() -> list[Projection]:
    """Return the rows of the documents of the corpus."""
    return [project(rdf.graph(read(path))) for path in sorted((shared() / "corpus" / "docs").glob("*.txt"))]


def measured(store: Store, plans: Sequence[Projection], corpus: Sequence[Projection]) -> None:
    """Print the rows of one server, which is warm then and empty again afterwards."""
    print(f"\n### {store.kind}")
    warm(store, plans)
    rate, seconds = FIGURES[store.kind]
    _load_measured(store, f"{PLANS * TASKS:,} tasks in {len(plans)} plans", plans, rate)
    _one_changed(store, plans[:KEPT])
    _load_measured(store, f"{len(corpus)} documents of the corpus", corpus, seconds)


def synthetic_plan(number: int, tasks: int = TASKS) -> Projection:
    """Return a plan that holds of the bodies and terms those its tasks name."""
    made = synthetic(tasks, document=f"{BASE}document/{number:016x}")
    named = {iri for r in made.relationships for iri in (r.start, r.end)}
    return replace(made, nodes=tuple(n for n in made.nodes if n.iri in named))


def warm(store: Store, plans: Sequence[Projection]) -> None:
    """Load plans and take them out again: a server compiles what it runs often."""
    load(store, plans)
    store.clear()


def load(store: Store, plans: Sequence[Projection]) -> None:
    """Load plans in groups as `kg load` makes them."""
    for group in _groups(plans):
        store.load_all(group)


def _load_measured(store: Store, name: str, plans: Sequence[Projection], aim: str) -> None:
    """Measure the load of plans in groups, then the bare rows; the store is empty before and after."""
    rows = sum(len(p.nodes) + len(p.relationships) for p in plans)
    ours = seconds_of(lambda: load(store, plans))
    store.clear()
    bare = seconds_of(lambda: _bare(store, plans))
    store.clear()
    row(f"{name}: load", f"{ours:.1f} s; {rows / ours:,.0f} nodes and relationships a second", aim)
    row(f"{name}: bare UNWIND CREATE", f"{bare:.1f} s; {rows / bare:,.0f} a second; the load takes {ours / bare:.2f} times as long")


def _one_changed(store: Store, plans: Sequence[Projection]) -> None:
    load(store, plans)
    changed = replace(synthetic_plan(0, TASKS + 1), revision="2")
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
