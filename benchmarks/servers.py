"""The servers that are measured: the embedded one in a folder of its own; Neo4j that NEO4J_URI names, or Community from its jars."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measuring import ROOT
from kg import settings
from kg.graph import Store, embedded, open_store

NAMES = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")


@contextmanager
def embedded_store() -> Iterator[Store]:
    """Give an empty store on the embedded server, in a folder that is removed afterwards."""
    before = {name: os.environ.pop(name) for name in (*NAMES, "KG_HOME") if name in os.environ}
    with tempfile.TemporaryDirectory(prefix="kg-bench-", ignore_cleanup_errors=True) as folder:
        os.environ["KG_HOME"] = folder
        try:
            with open_store() as store:
                yield store
        finally:
            embedded.stop()
            del os.environ["KG_HOME"]
            os.environ.update(before)


@contextmanager
def neo4j_store(heap: str = "512m", page_cache: str = "128m") -> Iterator[Store | None]:
    """Give an empty store on Neo4j, started with such memory where NEO4J_URI names none; None, with a sentence, where there is none."""
    if settings.server():
        with open_store() as store:
            yield store
        return
    sys.path += [str(ROOT / "tests"), str(ROOT / "tests" / "neo4j")]
    import community

    if why := community.missing():
        print(f"No Neo4j: {why}")
        yield None
        return
    memory = community.Memory(heap, page_cache)
    temporary = tempfile.TemporaryDirectory(prefix="kg-neo4j-", ignore_cleanup_errors=True)
    with temporary as folder, community.running(Path(folder), memory=memory) as server:
        os.environ.update(zip(NAMES, (server.uri, server.username, server.password, ""), strict=True))
        try:
            with open_store() as store:
                yield store
        finally:
            for name in NAMES:
                os.environ.pop(name, None)
