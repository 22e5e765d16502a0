"""A document's way into library and graph: what an interrupted load left is made good by the next."""

from dataclasses import replace

import pytest

from kg import catalogue, library
from kg.graph import Store
from kg.naming import DocumentName, document_named
from tests.kg.plans import SMALL, bare


@pytest.fixture(autouse=True)
def empty_library() -> None:
    for kept in library.kept():
        library.forget(kept.iri)


def test_what_the_library_holds_and_the_graph_lacks_is_loaded(embedded_store: Store) -> None:
    kept = library.keep(SMALL)  # killed before the graph was written
    other = library.keep(bare("别的"))
    catalogue.load(embedded_store, bare("别的"))
    assert catalogue.load_missing(embedded_store) == [kept.iri]
    assert {d["iri"] for d in embedded_store.documents()} == {kept.iri, other.iri}
    assert catalogue.load_missing(embedded_store) == []


def test_a_document_is_removed_by_any_of_its_names(embedded_store: Store) -> None:
    for name in (SMALL.title or "", library.keep(SMALL).key[:6], "small.txt"):
        catalogue.load(embedded_store, SMALL)
        assert catalogue.remove(embedded_store, name) == SMALL.title
        assert embedded_store.documents() == [] and library.kept() == ()


def test_documents_of_one_title_are_told_apart_by_region() -> None:
    one = DocumentName("https://w3id.org/responsibility-graph/id/document/" + "a" * 16, "工作要点", region="青山县")
    two = replace(one, iri=one.iri[:-1] + "b", region="绿水县")
    assert document_named("a" * 15 + "b", (one, two)) is two
