"""The pages over a real store: they run, the address drives them, and what is wrong is said in a sentence."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from loaded import HOSTILE_TITLE, hostile, load, poem, sample
from stores import emptied, environment
from streamlit.testing.v1 import AppTest

from kg import files, library
from kg.graph.store import Store, open_store
from kg.ui import reading
from kg.ui.dossier import SAMPLE_NOTICE

MAIN = files.PACKAGE / "ui" / "main.py"
PATIENCE = 60  # seconds; the first page of a process imports everything


def drawn(page: str, **address: str) -> AppTest:
    """Run one page of the app at an address."""

    def script(name: str) -> None:
        import importlib

        import streamlit as st

        from kg.ui import reading

        document = next(d["iri"] for d in reading.documents() if d["iri"].endswith(st.query_params["document"]))
        importlib.import_module(f"kg.ui.views.{name}").page(reading.opened(document))

    found = AppTest.from_function(script, args=(page,), default_timeout=PATIENCE)
    for name, value in address.items():
        found.query_params[name] = value
    return found.run()


@pytest.fixture(scope="module")
def documents(embedded: None) -> Iterator[list[str]]:
    """The sample and a hostile plan, loaded; the app's own connection is new."""
    with environment(None), open_store() as store:
        emptied(store)
        reading.again()
        yield load(store, sample(), hostile(), poem())
        emptied(store)
        for kept in library.kept():
            library.forget(kept.iri)
        reading.again()


def test_the_app_opens_on_a_document(documents: list[str]) -> None:
    found = AppTest.from_file(str(MAIN), default_timeout=PATIENCE).run()
    assert not found.exception
    assert found.selectbox(key="chooser").options
    assert found.query_params["document"] in {iri.rsplit("/", 1)[-1] for iri in documents}


def test_another_document_is_chosen(documents: list[str]) -> None:
    found = AppTest.from_file(str(MAIN), default_timeout=PATIENCE)
    found.query_params["document"] = documents[0].rsplit("/", 1)[-1]
    found.query_params["task"] = "3.1"
    found.run().selectbox(key="chooser").set_value(documents[1]).run()
    assert not found.exception
    assert found.query_params["document"] == documents[1].rsplit("/", 1)[-1]
    assert "task" not in found.query_params


@pytest.mark.parametrize("page", ["overview", "network", "shared", "cypher"])
def test_every_page_runs_says_what_a_sample_is_and_shows_its_cypher(documents: list[str], page: str) -> None:
    found = drawn(page, document=documents[0].rsplit("/", 1)[-1])
    assert not found.exception
    assert SAMPLE_NOTICE in _text(found)
    assert any("MATCH" in code.value for code in found.code)


def _text(found: AppTest) -> str:
    """Return the HTML that the boards of a page draw."""
    return "\n".join(json.loads(e.proto.json).get("html", "") for e in found.get("bidi_component"))


@pytest.mark.parametrize("page", ["overview", "network", "shared", "cypher"])
def test_every_page_runs_on_hostile_names(documents: list[str], page: str) -> None:
    found = drawn(page, document=documents[1].rsplit("/", 1)[-1])
    assert not found.exception
    assert HOSTILE_TITLE not in _text(found)


@pytest.mark.parametrize("page", ["overview", "network", "shared"])
def test_a_text_that_is_no_plan_says_so(documents: list[str], page: str) -> None:
    found = drawn(page, document=documents[2].rsplit("/", 1)[-1])
    assert not found.exception
    assert any("没有读出任务" in piece.value for piece in found.html)


def test_the_table_twin_is_made_when_it_is_opened(documents: list[str]) -> None:
    document = documents[0].rsplit("/", 1)[-1]
    assert not drawn("overview", document=document).dataframe
    assert len(drawn("overview", document=document, table="true").dataframe[0].value) == 125


def test_the_address_that_names_nothing_shows_the_page(documents: list[str]) -> None:
    found = drawn("overview", document=documents[0].rsplit("/", 1)[-1], task="99.99", department="nobody", list="nothing")
    assert not found.exception


def test_a_question_gives_rows(documents: list[str]) -> None:
    found = drawn("cypher", document=documents[0].rsplit("/", 1)[-1])
    assert len(found.dataframe[0].value) > 0
    found.selectbox(key="question").set_value(found.selectbox(key="question").options[1]).run()
    assert not found.exception


REFUSED = [
    "CREATE (:Task {iri: 'x'})",  # writes
    "MATCH (n) DETACH DELETE n",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "LOAD CSV FROM 'http://127.0.0.1:1/' AS row RETURN row",
    "CALL dbms.components()",
    "SHOW USERS",
    "TERMINATE TRANSACTIONS 'x'",
    "MATCH (n",  # wrong
]


@pytest.mark.parametrize("query", REFUSED)
def test_what_does_more_than_read_is_refused_in_words(documents: list[str], query: str) -> None:
    found = drawn("cypher", document=documents[0].rsplit("/", 1)[-1], how="自己写")
    found.text_area(key="query").set_value(query).run()
    assert not found.exception
    said = [piece.value for piece in found.html if "refused" in piece.value]
    assert any("\u4e00" <= c <= "\u9fff" for c in said[0])  # in Chinese: it is read in the room
    assert not found.dataframe


def test_an_empty_store_says_so(embedded_store: Store) -> None:
    reading.again()
    assert embedded_store.documents() == []
    found = AppTest.from_file(str(MAIN), default_timeout=PATIENCE).run()
    assert not found.exception
    assert any("还没有载入任何文件" in piece.value for piece in found.html)
    reading.again()


def test_a_store_that_does_not_answer_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(os.environ, "NEO4J_URI", "bolt://127.0.0.1:1")
    reading.again()
    found = AppTest.from_file(str(MAIN), default_timeout=PATIENCE).run()
    assert not found.exception
    assert any("127.0.0.1:1" in piece.value for piece in found.html)
    reading.again()
