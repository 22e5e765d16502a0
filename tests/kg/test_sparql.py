"""A question gives equal rows in Neo4j, the embedded server and SPARQL; a SPARQL query only reads, within its limits."""

import re
import sys
from types import ModuleType
from typing import Any

import pytest
from stores import forget_all

from ingest.pipeline import read
from kg import catalogue, files, library, sparql
from kg.errors import KgError, RefusedQuery, UnknownTerm
from kg.export import cell_text
from kg.graph import Rows, Store, ask, queries
from kg.iris import document_iri
from kg.model import Plan
from tests.kg.made_plans import made_plans
from tests.kg.plans import SMALL
from tests.kg.test_catalogue import GOLD

ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("department-load", {}),
    ("department-load", {"collectives": True}),
    ("department-tasks", {"department": "省发展改革委"}),
    ("due-by", {"day": "2024-06-30"}),
    ("due-by", {"day": "2030-12-31", "since": "2023-12-31"}),
    ("headline-targets", {"goals": True}),
    ("overlap-pairs", {}),
    ("overlap-pairs", {"least": 2, "collectives": True}),
    ("shared-tasks", {"department": "省发展改革委", "other": "省经信厅"}),
    ("targets-with-deadline", {}),
    ("task-owners", {"task": "1"}),
    ("task-owners", {"task": "算力中心"}),
    ("tasks-without-target", {}),
    ("technologies", {}),
    ("technologies", {"candidates": True, "technology": "数字"}),
)


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    """The sample, a plan with every kind of fact, plans of eight fields, and fifty of ten places and five years."""
    return [read(files.SAMPLE), SMALL, *(read(path) for path in sorted((GOLD / "fields").glob("*.txt"))), *made_plans()]


def in_an_order(rows: list[tuple[Any, ...]]) -> list[str]:
    """Rows in one order, as cells: each database sorts equal and missing values its own way, SPARQL has no lists, 3 and 3.0 are one."""
    return sorted(repr(tuple(cell_text(float(v) if type(v) is int else v) for v in row)) for row in rows)


@pytest.fixture(scope="module")
def asked() -> list[tuple[str, dict[str, Any]]]:
    """What every twin is asked: of all documents, and of the small plan alone."""
    document = document_iri(SMALL.source.sha256)
    return [*ASKED, *((name, {**given, "document": document}) for name, given in ASKED)]


@pytest.fixture(scope="module")
def answers(plans: list[Plan], asked: list[tuple[str, dict[str, Any]]]) -> list[Rows]:
    """What SPARQL answers, of one graph merged once: a process each would read it anew for every question."""
    forget_all()
    for plan in plans:
        library.keep(plan)
    graph = sparql._merged(sparql._sources())
    return [sparql._rows(graph.query(sparql.twin(name, given), prefixes=sparql.PREFIXES), sparql.ROWS) for name, given in asked]


def test_every_question_has_a_twin_that_is_asked() -> None:
    assert {name for name, _ in ASKED} == set(sparql.twins()) == {q.name for q in queries().values() if q.kind == "question"}


def test_every_question_gives_equal_rows_in_cypher_and_sparql(
    store: Store, plans: list[Plan], asked: list[tuple[str, dict[str, Any]]], answers: list[Rows]
) -> None:
    forget_all()
    assert all(isinstance(outcome, catalogue.Outcome) for outcome in catalogue.load_many(store, plans))
    for (name, given), found in zip(asked, answers, strict=True):
        expected = ask(store, name, given)
        assert found.columns == expected.columns or not expected.rows  # of no rows the embedded server names no columns
        assert in_an_order(found.rows) == in_an_order(expected.rows), (name, given)
        assert expected.rows or "document" in given
    forget_all()


@pytest.fixture
def kept() -> None:
    forget_all()
    library.keep(SMALL)


REFUSED = (
    ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * WHERE { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * WHERE { ?s ?p '#' . service silent ?x { ?s ?p ?o } }", "SERVICE"),
    ("INSERT DATA { <http://a> <http://b> <http://c> }", "wrong"),
    ("LOAD <file:///etc/passwd>", "wrong"),
    ("SELECT ?x WHERE {", "wrong"),
    (" ", "empty"),
)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(("query", "words"), REFUSED)
def test_refuses_what_is_no_question_to_the_library(query: str, words: str) -> None:
    with pytest.raises(RefusedQuery, match=re.escape(words)):
        sparql.select(query)


@pytest.mark.usefixtures("kept")
def test_answers_every_form_of_question() -> None:
    assert sparql.select("ASK { ?s a mv:Task }").rows == [(True,)]
    assert len(sparql.select("CONSTRUCT { ?s mv:name ?n } WHERE { ?s a mv:Task ; mv:name ?n }").rows) == len(SMALL.tasks)
    assert sparql.select("SELECT ('SERVICE' AS ?x) (1 + 1 AS ?n) WHERE {}").rows == [("SERVICE", 2)]
    cut = sparql.select("SELECT ?s WHERE { ?s ?p ?o }", limit=3)
    assert (len(cut.rows), cut.cut) == (3, True)


@pytest.mark.usefixtures("kept")
def test_needs_nothing_of_the_main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = ModuleType("__main__")
    gone.__file__ = "a page of the app that is not there any more.py"
    monkeypatch.setitem(sys.modules, "__main__", gone)
    assert sparql.select("ASK { ?s a mv:Task }").rows == [(True,)]


@pytest.mark.usefixtures("kept")
def test_ends_what_takes_too_long() -> None:
    with pytest.raises(RefusedQuery, match="time limit of 1 s"):
        sparql.select("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", seconds=1)


@pytest.mark.usefixtures("kept")
def test_a_twin_wants_what_its_question_wants() -> None:
    with pytest.raises(KgError, match="wants department="):
        sparql.twin("department-tasks")
    with pytest.raises(UnknownTerm, match="no parameter"):
        sparql.twin("department-load", {"day": "2024-01-01"})
    assert r'"a\"b"' in sparql.twin("department-tasks", {"department": 'a"b'})
