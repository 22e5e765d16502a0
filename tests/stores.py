"""Real stores for the tests: the embedded server, and Neo4j Community (or the Neo4j that NEO4J_URI names, in an empty database).

A test that takes `store` runs on both, each time with an empty graph; `embedded_store` and `neo4j_store` give one of them.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import community
import pytest
from conftest import left_out

from kg import library, settings
from kg.graph import embedded as server
from kg.graph import store
from kg.graph.store import Store
from kg.settings import Server

GIVEN = settings.server()
"""The Neo4j of the one who runs the tests, as the environment names it before any test changes that."""


WRITTEN = ("library", "decks", "vocabulary")
"""What tests leave in KG_HOME that another test would find."""


@pytest.fixture(scope="module", autouse=True)
def nothing_kept(kg_home: Path) -> None:
    """Each module begins with nothing that another module kept."""
    for name in WRITTEN:
        shutil.rmtree(kg_home / name, ignore_errors=True)


@contextmanager
def environment(server: Server | None) -> Iterator[None]:
    """Let the environment name a Neo4j, or none, for the length of a with block."""
    names = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")
    before = {name: os.environ.pop(name, None) for name in names}
    if server:
        values = (server.uri, server.username, server.password, server.database or "")
        os.environ.update(zip(names, values, strict=True))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


@pytest.fixture(scope="session")
def embedded(kg_home: Path) -> Iterator[None]:
    """The embedded server of the session's own folder, ended with the session."""
    yield
    server.stop()


@pytest.fixture(scope="session")
def neo4j_given() -> Iterator[Server]:
    """A running Neo4j whose data are the tests' own."""
    if GIVEN:
        _only_if_empty(GIVEN)
        yield GIVEN
        return
    if why := community.missing():
        left_out(why)
    with tempfile.TemporaryDirectory(prefix="kg-neo4j-", ignore_cleanup_errors=True) as folder, community.running(Path(folder)) as found:
        yield found


def _only_if_empty(server: Server) -> None:
    with environment(server), store.open_store() as given:
        if given.read("MATCH (n) RETURN count(n) AS n").rows != [(0,)]:
            left_out("the database that NEO4J_URI names is not empty, and the tests never touch data that is not theirs")


def emptied(found: Store) -> Store:
    """Remove every document a test before this one left."""
    for document in found.revisions():
        found.remove(document)
    return found


def forget_all() -> None:
    """Remove every document from the library."""
    for kept in library.kept():
        library.forget(kept.iri)


@pytest.fixture
def embedded_store(embedded: None) -> Iterator[Store]:
    """The embedded store, empty."""
    with environment(None), store.open_store() as found:
        yield emptied(found)


@pytest.fixture
def neo4j_store(neo4j_given: Server) -> Iterator[Store]:
    """A store on Neo4j, empty."""
    with environment(neo4j_given), store.open_store() as found:
        yield emptied(found)


@pytest.fixture(
    name="store", params=[pytest.param("embedded_store"), pytest.param("neo4j_store", marks=pytest.mark.neo4j)], ids=["embedded", "neo4j"]
)
def store_fixture(request: pytest.FixtureRequest) -> Store:
    """One store after the other."""
    found: Store = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def empty_library(embedded_store: Store) -> Store:
    """The embedded store and the library, both empty: for a test that counts what the command line loaded."""
    shutil.rmtree(library.folder(), ignore_errors=True)
    return embedded_store
