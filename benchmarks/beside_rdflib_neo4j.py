"""The documents of the corpus into an empty Neo4j by rdflib-neo4j 1.1 with batching, and by ours: same facts, same server, both warm.

The facts are those of the property graph, as triples: labels as classes, properties as literals, a relationship with properties as a
resource of its own between its ends. rdflib-neo4j is no dependency: RDFLIB_NEO4J_PYTHON names the Python of an environment that has it
(python3 -m venv …; pip install rdflib-neo4j==1.1). The triples are parsed before the clock starts.
"""

import importlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the other Python has nothing of ours
    from kg.graph import Projection, Store

WORDS = "http://example.org/graph#"  # of the triples' classes and relations
PYTHON = "RDFLIB_NEO4J_PYTHON"
ROUNDS = 4  # in turn, the best of each counts: a server compiles what it runs often, and other programs come and go


def main() -> None:
    """Print a row for each, and how many times as fast ours is."""
    from benchmarks.loading import corpus_rows, warm
    from benchmarks.measuring import row
    from benchmarks.servers import neo4j_store

    python = os.environ.get(PYTHON)
    if not python:
        sys.exit(f"Set {PYTHON} to the Python of an environment with rdflib-neo4j 1.1.")
    corpus = corpus_rows()
    rows = sum(len(p.nodes) + len(p.relationships) for p in corpus)
    with neo4j_store() as store, tempfile.TemporaryDirectory() as folder:
        if store is None:
            return
        file = Path(folder) / "facts.nt"
        file.write_text("".join(_triples(corpus)), encoding="utf-8")
        warm(store, corpus)
        ours, theirs = (
            min(seconds) for seconds in zip(*((_ours(store, corpus), _theirs(python, file)) for _ in range(ROUNDS)), strict=True)
        )
        row(f"{len(corpus)} documents: ours", f"{ours:.1f} s; {rows / ours:,.0f} nodes and relationships a second", "≤ 12 s")
        row(
            f"{len(corpus)} documents: rdflib-neo4j 1.1, batching",
            f"{theirs:.1f} s; ours is {theirs / ours:.1f} times as fast",
            "≥ 5 times",
        )


def _ours(store: "Store", corpus: "Sequence[Projection]") -> float:
    from benchmarks.loading import load
    from benchmarks.store import seconds_of

    seconds = seconds_of(lambda: load(store, corpus))
    store.clear()
    return seconds


def _theirs(python: str, file: Path) -> float:
    command = [python, "-P", str(Path(__file__)), str(file)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    )
    return float(done.stdout.split()[-1])


def _triples(projections: "Iterable[Projection]") -> Iterator[str]:
    """Yield the facts of documents as lines of N-Triples; what several documents say is said once a document, as they are loaded."""
    for projection in projections:
        for node in projection.nodes:
            for label in node.labels:
                yield f"<{node.iri}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{WORDS}{label}> .\n"
            yield from _literals(node.iri, node.properties)
        for number, r in enumerate(projection.relationships):
            if r.iri is None and not r.properties:
                yield f"<{r.start}> <{WORDS}{r.type}> <{r.end}> .\n"
                continue
            own = r.iri or f"{projection.document}/relationship/{number}"
            yield f"<{own}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{WORDS}{r.type.title()}> .\n"
            yield f"<{r.start}> <{WORDS}{r.type}> <{own}> .\n<{own}> <{WORDS}OF> <{r.end}> .\n"
            yield from _literals(own, r.properties)


def _literals(iri: str, properties: dict[str, Any]) -> Iterator[str]:
    from rdflib import Literal

    for name, value in properties.items():
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                yield f"<{iri}> <{WORDS}{name}> {Literal(one).n3() if not isinstance(one, str) else _quoted(one)} .\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def stored_in(file: Path) -> float:
    """Return the seconds in which rdflib-neo4j stores the triples of a file, then take them out again; run by the other Python."""
    neo4j, rdflib, package = (importlib.import_module(name) for name in ("neo4j", "rdflib", "rdflib_neo4j"))
    facts = rdflib.Graph().parse(file, format="nt")
    uri, user = os.environ["NEO4J_URI"], (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
    login = {"uri": uri, "database": os.environ.get("NEO4J_DATABASE") or "neo4j", "user": user[0], "pwd": user[1]}
    strategy = package.HANDLE_VOCAB_URI_STRATEGY.IGNORE
    settings = package.Neo4jStoreConfig(auth_data=login, handle_vocab_uri_strategy=strategy, batching=True)
    start = time.perf_counter()
    graph = rdflib.Graph(store=package.Neo4jStore(config=settings))
    for subject in facts.subjects(unique=True):
        for triple in facts.triples((subject, None, None)):
            graph.add(triple)
    graph.close(True)
    seconds = time.perf_counter() - start
    with neo4j.GraphDatabase.driver(uri, auth=user) as driver:
        _emptied(driver)
    return seconds


def _emptied(driver: Any) -> None:
    while driver.execute_query("MATCH (n:Resource) WITH n LIMIT 2000 DETACH DELETE n RETURN count(*) AS gone").records[0]["gone"]:
        pass


if __name__ == "__main__":
    print(stored_in(Path(sys.argv[1])))
