"""The corpus loaded into both servers in several orders and groups, half of it removed and loaded again: one sorted dump each time.

python -m benchmarks.same_graph [embedded] [neo4j]    Neo4j is one of its own, from its Maven artifacts, as the tests run it
"""

import hashlib
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from benchmarks.kill_rounds import Dump, dump, embedded_server, emptied, neo4j
from benchmarks.measuring import row, shared
from ingest.batch import ReadOptions, read_all
from kg import catalogue
from kg.graph import open_store
from kg.model import Plan

SERVERS = ("embedded", "neo4j")
GROUPS = (catalogue.DOCUMENTS, 7, 1)


def main(servers: Sequence[str] = SERVERS) -> None:
    """Print for each server and way of loading how many nodes and relationships the dump has, and its hash."""
    with tempfile.TemporaryDirectory(prefix="kg-same-", ignore_cleanup_errors=True) as folder:
        os.environ["KG_HOME"] = str(Path(folder) / "home")
        plans = [plan for plan in read_all([str(shared() / "corpus" / "docs")], ReadOptions()) if isinstance(plan, Plan)]
        found = [one for server in servers for one in dumps(server, plans, Path(folder))]
        row(f"{len(plans)} documents, {len(found)} dumps", "all equal" if all(one == found[0] for one in found) else "THEY DIFFER", "equal")


def dumps(server: str, plans: Sequence[Plan], folder: Path) -> list[Dump]:
    """Return the dump of a server after each way of loading."""
    running: AbstractContextManager[object] = neo4j(folder / "neo4j") if server == "neo4j" else embedded_server()
    with running:
        orders = [plans if n == 0 else random.Random(n).sample(plans, len(plans)) for n in range(len(GROUPS))]
        found = [loaded(server, order, documents) for order, documents in zip(orders, GROUPS, strict=True)]
        return [*found, half_again(server, plans)]


def loaded(server: str, plans: Sequence[Plan], documents: int) -> Dump:
    """Load plans into an empty library and graph, in groups of so many documents."""
    emptied()
    start = time.monotonic()
    load(plans, documents)
    return told(f"{server}: groups of {documents}", start)


def half_again(server: str, plans: Sequence[Plan]) -> Dump:
    """Remove every second of the plans that are loaded, and load them again."""
    start = time.monotonic()
    half = random.Random(server).sample(plans, len(plans) // 2)
    with open_store() as store:
        for plan in half:
            catalogue.remove(store, plan.source.sha256)
    load(half, GROUPS[0])
    return told(f"{server}: {len(half)} removed and loaded again", start)


def load(plans: Sequence[Plan], documents: int) -> None:
    with open_store() as store:
        for outcome in catalogue.load_many(store, plans, documents=documents):
            if isinstance(outcome, catalogue.NotLoaded):
                raise outcome.error


def told(name: str, start: float) -> Dump:
    """Print and return the dump of the graph as it is now."""
    seconds, found = time.monotonic() - start, dump()
    print_of = hashlib.sha256(json.dumps(found, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]
    row(name, f"{seconds:.0f} s; {len(found[0]):,} nodes, {len(found[1]):,} relationships; {print_of}")
    return found


if __name__ == "__main__":
    main(sys.argv[1:] or SERVERS)
