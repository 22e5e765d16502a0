"""Queries that grow or run without bound: the asker gets one true sentence, the query is not run again, and others go on."""

import threading
import time

import pytest

from kg.errors import RefusedQuery
from kg.graph import Store, embedded
from tests.kg.test_store import D1, projection

GROWING = "RETURN size(reduce(s = 'a', i IN range(1, 40) | s + s)) AS n"
ENDLESS = "RETURN $text =~ $pattern AS found"  # Neo4j does not look at the clock within a regular expression
RUNNING_ON = "MATCH (a:Task) RETURN size([(a)-[:RESPONSIBLE_FOR*1..24]-(b) | 1]) AS n"  # nor the embedded server within a path


def asked(store: Store, query: str, length: int = 10, seconds: float = 1.0) -> tuple[str, float]:
    """The sentence a query is refused with, and after how many seconds."""
    start = time.monotonic()
    with pytest.raises(RefusedQuery) as refused:
        store.read(query, {"text": "a" * length + "!", "pattern": f"(.*a){{{length // 2}}}"}, seconds=seconds)
    return str(refused.value), time.monotonic() - start


def test_the_embedded_server_comes_back_from_a_query_that_grows(embedded_store: Store) -> None:
    sentence, _ = asked(embedded_store, GROWING, seconds=10)
    assert "memory" in sentence and "NEO4J_URI" not in sentence
    assert not embedded.status().running or "more memory" in sentence
    assert embedded_store.read("RETURN 1 AS n").rows == [(1,)]


def test_the_embedded_server_is_ended_where_a_query_does_not_end(embedded_store: Store) -> None:
    embedded_store.load(projection(D1, tasks=60))
    before = embedded.status().pid
    answers = []
    other = threading.Thread(target=lambda: answers.append(embedded_store.read("RETURN 2 AS n", trusted=True).rows))
    sentence, seconds = asked(embedded_store, RUNNING_ON)
    other.start()
    assert "was ended; it starts again" in sentence and seconds < 30
    other.join(60)
    assert answers == [[(2,)]] and embedded.status().pid != before


@pytest.mark.neo4j
def test_neo4j_gives_up_in_time_and_says_what_became_of_the_query(neo4j_store: Store) -> None:
    sentence, seconds = asked(neo4j_store, ENDLESS, length=31)
    assert "longer than the time limit of 1 s" in sentence and seconds < 15
    assert neo4j_store.read("RETURN 1 AS n").rows == [(1,)]


@pytest.mark.neo4j
def test_neo4j_refuses_a_query_that_grows(neo4j_store: Store) -> None:
    asked(neo4j_store, GROWING, seconds=5)
    assert neo4j_store.read("RETURN 1 AS n").rows == [(1,)]
