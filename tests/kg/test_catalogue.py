"""A document's way into library and graph: what an interrupted load left is made good by the next."""

import csv
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import community
import pytest
from conftest import left_out
from stores import environment, forget_all

from ingest.pipeline import read
from kg import catalogue, library, settings
from kg.errors import ForeignDatabase
from kg.export import write_import
from kg.graph import NodeRow, Projection, Store, embedded, open_store
from kg.model import Plan, Source
from kg.naming import DocumentName, document_named
from tests.kg.plans import SMALL, bare


@pytest.fixture(autouse=True)
def empty_library() -> None:
    forget_all()


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


GOLD = Path(__file__).parents[1] / "gold"


def dump(store: Store) -> tuple[list[Any], list[Any], str]:
    """Everything in the graph, bookkeeping included, in a total order, and its revision."""
    nodes = store.read("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties ORDER BY n.iri", limit=100_000).rows
    query = "MATCH (a)-[r]->(b) RETURN a.iri AS a, type(r) AS type, b.iri AS b, properties(r) AS p ORDER BY a, type, b, r.iri"
    found = [(sorted(labels), properties) for labels, properties in nodes]
    return found, store.read(query, limit=100_000).rows, store.revision()


def loaded(store: Store, plans: Iterable[Plan], **bounds: int) -> tuple[list[Any], list[Any], str]:
    """The graph after loading plans into an empty library and store, which are empty again afterwards."""
    outcomes = list(catalogue.load_many(store, plans, **bounds))
    found = dump(store)
    for outcome in outcomes:
        assert isinstance(outcome, catalogue.Outcome) and outcome.nodes
    forget_all()
    store.clear()  # one removal after the other takes minutes
    return found


@pytest.fixture(scope="module")
def several() -> list[Plan]:
    """Plans with bodies in common, two years of one series, and two editions of one work."""
    copy = replace(SMALL, source=Source("copy.docx", "c0" * 32, "docx"))
    files = (*sorted((GOLD / "fields").glob("*.txt"))[:3], *sorted((GOLD / "editions").glob("*.txt")))
    return [SMALL, *(read(path) for path in files), copy, bare("别的")]


def test_the_graph_does_not_depend_on_order_or_groups(store: Store, several: list[Plan]) -> None:
    expected = loaded(store, several)
    backwards = several[::-1]
    assert loaded(store, backwards, documents=1) == expected
    assert loaded(store, several[3:] + several[:3], documents=3) == expected
    assert loaded(store, backwards, rows=400) == expected


@pytest.mark.corpus
def test_forty_documents_in_any_order_and_groups(store: Store, corpus: Path) -> None:
    paths = sorted((corpus / "corpus" / "docs").glob("*.txt"), key=lambda path: path.stat().st_size)[5:85:2]
    plans = [read(path) for path in paths]
    assert len(plans) == 40
    assert loaded(store, plans[::-1], documents=7) == loaded(store, plans)


def test_what_was_removed_comes_back_as_it_was(store: Store, several: list[Plan]) -> None:
    for _ in catalogue.load_many(store, several):
        pass
    before = dump(store)
    for plan in several[::2]:
        catalogue.remove(store, plan.source.sha256)
    for _ in catalogue.load_many(store, several[::2]):
        pass
    assert dump(store) == before


def test_an_interrupted_load_loses_nothing_that_was_read(embedded_store: Store, several: list[Plan]) -> None:
    def stopped() -> Iterable[Plan]:
        yield from several[:3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(catalogue.load_many(embedded_store, stopped(), documents=2))
    assert len(library.kept()) == 3
    catalogue.load_missing(embedded_store)
    assert {d["iri"] for d in embedded_store.documents()} == {k.iri for k in library.kept()}


def test_a_document_the_graph_cannot_say_costs_no_other(
    embedded_store: Store, several: list[Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan whose rows name a node of somebody else's IRI is told; those of its group are loaded."""
    project = catalogue.project

    def spoilt(graph: Any) -> Projection:
        made = project(graph)
        foreign = NodeRow(("Task",), "http://example.org/t", {"iri": "http://example.org/t"}, False)
        return replace(made, nodes=(*made.nodes, foreign)) if made.document.endswith(SMALL.source.sha256[:16]) else made

    monkeypatch.setattr(catalogue, "project", spoilt)
    outcomes = list(catalogue.load_many(embedded_store, several[:4]))
    assert [type(o).__name__ for o in outcomes] == ["NotLoaded", "Outcome", "Outcome", "Outcome"]
    assert len(embedded_store.documents()) == 3


def written_by(store: Store, schema: int) -> None:
    with store._connection.writing(), store._connection.writer().session(database=store._connection.database) as session:
        session.run("MATCH (g:ResponsibilityGraph) WHERE g.schema IS NOT NULL SET g.schema = $schema", schema=schema).consume()


@pytest.mark.parametrize("way", [catalogue.load_missing, catalogue.repair, lambda store: catalogue.remove(store, "别的.txt")])
def test_a_graph_of_an_older_version_is_written_anew(embedded_store: Store, way: Any) -> None:
    other = replace(bare("别的"), source=replace(bare("别的").source, path="别的.txt"))
    for plan in (SMALL, other):
        catalogue.load(embedded_store, plan)
    before = dump(embedded_store)
    written_by(embedded_store, 0)
    way(embedded_store)
    if not library.kept()[1:]:  # removed
        catalogue.load(embedded_store, other)
    assert dump(embedded_store) == before


def test_a_graph_of_a_newer_version_or_of_another_library_is_left_as_it_is(embedded_store: Store) -> None:
    catalogue.load(embedded_store, SMALL)
    written_by(embedded_store, 99)
    with pytest.raises(ForeignDatabase, match=r"newer version.*update the program"):
        catalogue.load_missing(embedded_store)
    written_by(embedded_store, 0)
    forget_all()
    with pytest.raises(ForeignDatabase, match="1 documents that this library lacks"):
        catalogue.repair(embedded_store)
    assert embedded_store.documents()
    embedded_store.clear()


def test_the_whole_graph_is_what_loading_leaves(embedded_store: Store, several: list[Plan]) -> None:
    for _ in catalogue.load_many(embedded_store, several):
        pass
    nodes, relationships, _ = dump(embedded_store)
    whole = catalogue.whole()
    by_iri = sorted(whole.nodes, key=lambda node: node[1]["iri"])
    assert [(sorted(labels), properties) for labels, properties in by_iri] == nodes
    rows = [(start, kind, end, properties) for kind, start, end, properties in whole.relationships]
    assert sorted(map(repr_of, rows)) == sorted(map(repr_of, relationships))


def repr_of(row: tuple[Any, ...]) -> str:
    return repr((*row[:3], sorted(row[3].items())))


def test_writes_what_neo4j_admin_reads(several: list[Plan], tmp_path: Path) -> None:
    for plan in several:
        library.keep(plan)
    whole = catalogue.whole()
    files = {path.name: path for path in write_import(whole, tmp_path / "files")}
    arguments = files["import.args"].read_text("utf-8").splitlines()
    named = [argument.rpartition("=")[2] for argument in arguments if argument.endswith(".csv")]
    assert sorted(named) == sorted(name for name in files if name.endswith(".csv"))
    rows = {name: list(csv.reader(files[name].open(encoding="utf-8", newline=""))) for name in named}
    assert sum(len(r) - 1 for n, r in rows.items() if n.startswith("nodes")) == len(whole.nodes)
    assert sum(len(r) - 1 for n, r in rows.items() if n.startswith("rel")) == len(whole.relationships)
    assert all("iri:ID" in r[0] for n, r in rows.items() if n.startswith("nodes"))
    head = next(r[0] for r in rows.values() if "leaf:boolean" in r[0])  # of tasks
    assert {"ordinal:long", "start:long", "text"} <= set(head)


@pytest.mark.neo4j
def test_an_imported_graph_is_a_loaded_one(embedded_store: Store, several: list[Plan], tmp_path: Path) -> None:
    """neo4j-admin fills an empty Neo4j; what is there is what loading leaves, and the next load changes nothing."""
    if why := community.missing():
        left_out(why)
    for _ in catalogue.load_many(embedded_store, several):
        pass
    write_import(catalogue.whole(), tmp_path / "files")
    community.imported(tmp_path / "files", tmp_path / "neo4j")
    with community.running(tmp_path / "neo4j") as server, environment(server), open_store() as store:
        assert dump(store) == dump(embedded_store)
        assert not any(o.changed for o in catalogue.load_many(store, several) if isinstance(o, catalogue.Outcome))


def test_a_copied_home_is_a_library_and_a_graph_of_its_own(embedded_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copied while its server runs, to another path: the copy has all documents, and what is done to it leaves the original alone."""
    catalogue.load(embedded_store, SMALL)
    copy = tmp_path / "另一台机器"
    for name in ("library", "server"):
        shutil.copytree(settings.home() / name, copy / name)
    with monkeypatch.context() as patch, environment(None):
        patch.setenv("KG_HOME", str(copy))
        with open_store() as other:
            catalogue.load_missing(other)
            assert other.documents() == embedded_store.documents()
            catalogue.remove(other, SMALL.source.sha256)
            assert (other.documents(), library.kept()) == ([], ())
        embedded.stop()
    assert [k.sha256 for k in library.kept()] == [d["sha256"] for d in embedded_store.documents()] == [SMALL.source.sha256]
