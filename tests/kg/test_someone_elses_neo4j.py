"""A Neo4j of somebody else's that is not as the settings say, or holds what is in our way: one sentence, what to do, and no password."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import community
import pytest
from conftest import left_out
from stores import environment

from kg.errors import ForeignDatabase, KgError, StoreUnreachable
from kg.graph.loading import constraint
from kg.graph.store import Store, open_store
from kg.settings import Server
from tests.kg.test_store import D1, projection

pytestmark = pytest.mark.neo4j

LABEL = "Department"  # of a shared node of the projection
IN_THE_WAY = (  # what somebody did, what undoes it, what is said
    (
        f"CREATE INDEX theirs FOR (n:{LABEL}) ON (n.iri)",
        "DROP INDEX theirs IF EXISTS",
        f"the database has an index on the iri of {LABEL} that is not ours",
    ),
    (
        f"CREATE (:{LABEL} {{iri: 'urn:x', name: '别人的'}}), (:{LABEL} {{iri: 'urn:x', name: '别人的'}})",
        f"MATCH (n:{LABEL} {{iri: 'urn:x'}}) DELETE n",
        f"the database holds nodes labelled {LABEL} that are not ours and share one iri",
    ),
)


def said(server: Server) -> str:
    """What is said where the documents of a server are asked for; it names the server, and no password."""
    with environment(server), pytest.raises(StoreUnreachable) as error, open_store() as store:
        store.documents()
    assert server.uri in str(error.value)
    return sentence(error.value, server)


def sentence(error: KgError, server: Server) -> str:
    """The English sentence of an error that has a Chinese one, without the password of a server in either."""
    assert error.zh and not [text for text in (str(error), error.zh) if server.password in text or "\n" in text]
    return str(error)


@pytest.mark.parametrize(("statement", "undone", "words"), IN_THE_WAY, ids=["an index", "one iri twice"])
def test_what_keeps_an_iri_from_being_unique_is_named(
    neo4j_store: Store, neo4j_given: Server, statement: str, undone: str, words: str
) -> None:
    write = neo4j_store._connection.writer().execute_query
    write(f"DROP CONSTRAINT {constraint(LABEL).split()[2]} IF EXISTS")
    write(statement)
    try:
        with open_store() as store, pytest.raises(ForeignDatabase) as error:
            store.load(projection(D1))
        told = sentence(error.value, neo4j_given)
        assert told.startswith(words) and "no document was written" in told and "NEO4J_URI" in told
        assert neo4j_store.documents() == []
    finally:
        write(undone)
    assert neo4j_store.load(projection(D1)).changed  # what was in the way is gone: now it can be done


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_database_that_community_edition_cannot_have(neo4j_given: Server, scheme: str) -> None:
    uri = neo4j_given.uri.replace("bolt", scheme, 1)
    told = said(replace(neo4j_given, uri=uri, database="nowhere"))
    assert told == (
        f"{uri} has no database nowhere; leave NEO4J_DATABASE unset for the server's own"
        " (the only one that Community Edition has), or set it to one that is there"
    )


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
@pytest.mark.parametrize("encrypted", ["+s", "+ssc"])
def test_tls_where_the_server_has_none(neo4j_given: Server, scheme: str, encrypted: str) -> None:
    told = said(replace(neo4j_given, uri=neo4j_given.uri.replace("bolt", f"{scheme}{encrypted}", 1)))
    assert told.endswith(f"asks for TLS, and the server did not answer to that; if it has none, begin NEO4J_URI with {scheme}://")


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Neo4j that speaks to nobody without TLS."""
    if why := community.missing():
        left_out(why)
    home: Path = tmp_path_factory.mktemp("encrypted")
    with community.running(home, tls=True) as server:
        yield server


WITH_TLS: tuple[tuple[str, Any], ...] = (  # scheme, what is said of it
    ("{0}", "ended the connection at once; if the server wants TLS, begin NEO4J_URI with {0}+s://, or with {0}+ssc:// where"),
    ("{0}+s", "is not trusted by this machine; if it is one that the server made itself, begin NEO4J_URI with {0}+ssc://"),
)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_wants_tls(encrypted: Server, scheme: str) -> None:
    for given, words in WITH_TLS:
        assert words.format(scheme) in said(replace(encrypted, uri=encrypted.uri.replace("bolt+ssc", given.format(scheme))))
    with environment(replace(encrypted, uri=encrypted.uri.replace("bolt", scheme))), open_store() as store:
        assert store.documents() == []
