"""The pages over a real store: they run, the address drives them, and what is wrong is said in a sentence."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
import streamlit
from loaded import HOSTILE_TITLE, hostile, load, poem, sample, twin
from running import PATIENCE, drawn
from stores import emptied, environment, forget_all
from streamlit.testing.v1 import AppTest

from kg import files, library
from kg.graph.store import Store, open_store
from kg.iris import document_iri
from kg.model import Plan
from kg.ui import frame, reading
from kg.ui.deadlines import entries
from kg.ui.language import say
from kg.ui.pages import VIEWS, Group

MAIN = files.PACKAGE / "ui" / "main.py"


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    """The sample, a hostile plan, a text that is no plan, and another document with the title of the sample."""
    return [sample(), hostile(), poem(), twin()]


@pytest.fixture(scope="module", autouse=True)
def connection() -> Iterator[None]:
    """The app's own connection is new for the module."""
    reading.again()
    yield
    reading.again()


@pytest.fixture(autouse=True)
def main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """The main module, which AppTest replaces, is put back: a process that is spawned later would look for its file."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture
def documents(embedded: None, plans: list[Plan]) -> Iterator[list[str]]:
    """The plans, loaded and kept and nothing else; written anew where a test before this one left something else."""
    wanted = [document_iri(plan.source.sha256) for plan in plans]
    with environment(None), open_store() as store:
        if sorted(store.revisions()) != sorted(wanted) or sorted(k.iri for k in library.kept()) != sorted(wanted):
            emptied(store)
            forget_all()
            streamlit.cache_resource.clear()  # what is held is told apart by the graph's revision alone
            load(store, *plans)
        yield wanted


def test_the_app_opens_on_all_documents(documents: list[str]) -> None:
    found = AppTest.from_file(str(MAIN), default_timeout=PATIENCE).run()
    assert not found.exception
    assert found.selectbox(key="chooser").value in documents
    assert dict(found.query_params) == {}  # opening writes no address, so Back leads out


def test_another_document_is_chosen(documents: list[str]) -> None:
    found = AppTest.from_file(str(MAIN), default_timeout=PATIENCE)
    found.query_params["document"] = documents[0].rsplit("/", 1)[-1]
    found.query_params["task"] = "3.1"
    found.run().selectbox(key="chooser").set_value(documents[1]).run()
    assert not found.exception
    assert found.query_params["document"] == documents[1].rsplit("/", 1)[-1]
    assert "task" not in found.query_params


@pytest.mark.parametrize("page", [v.name for v in VIEWS if v.group is Group.ONE])
def test_every_page_of_a_document_says_that_it_is_a_sample(documents: list[str], page: str) -> None:
    found = drawn(page, document=documents[0].rsplit("/", 1)[-1])
    assert not found.exception
    assert say("app.sample_notice") in _text(found)


def _text(found: AppTest) -> str:
    """Return the HTML that the boards of a page draw."""
    return "\n".join(json.loads(e.proto.json).get("html", "") for e in found.get("bidi_component"))


@pytest.mark.parametrize("page", [v.name for v in VIEWS])
def test_every_page_runs_on_hostile_names(documents: list[str], page: str) -> None:
    found = drawn(page, document=documents[1].rsplit("/", 1)[-1])
    assert not found.exception
    assert HOSTILE_TITLE not in _text(found)


@pytest.mark.parametrize("page", [v.name for v in VIEWS if v.group is Group.ONE and v.name != "review"])  # that shows any text
def test_a_text_that_is_no_plan_says_so(documents: list[str], page: str) -> None:
    found = drawn(page, document=documents[2].rsplit("/", 1)[-1])
    assert not found.exception
    assert any("没有读出任务" in piece.value for piece in found.html)


ENGLISH = [
    # what is picked, the words that stand there in English
    ({}, "Named for 21 tasks: departments: 19"),
    ({"task": "2.2.4"}, "bodies named"),
    ({"around": "2.2.4", "steps": "1"}, "Drawn is only what is around"),
]


@pytest.mark.parametrize(("more", "said"), ENGLISH)
def test_the_picture_speaks_english(documents: list[str], more: dict[str, str], said: str) -> None:
    found = drawn("network", "en", document=documents[0].rsplit("/", 1)[-1], **more)
    assert not found.exception
    assert said in _text(found)
    assert not [word for word in ("列名", "圈内", "未画", "点单位") if word in _text(found)]


def test_the_table_twin_is_made_when_it_is_opened(documents: list[str]) -> None:
    document = documents[0].rsplit("/", 1)[-1]
    assert not drawn("overview", document=document).dataframe
    assert len(drawn("overview", document=document, table="1").dataframe[0].value) == 125


@pytest.mark.parametrize(
    ("page", "queries", "rows"),
    [
        ("overview", ("page-namings",), 125),
        ("due", ("page-due", "page-headlines"), 11),
        ("review", ("page-namings", "page-targets", "page-technologies", "page-milestones"), 221),
    ],
)
def test_a_table_has_the_rows_of_its_queries(documents: list[str], page: str, queries: tuple[str, ...], rows: int) -> None:
    found = [reading.asked(name, {"document": documents[0]}) for name in queries]
    asked = len(entries(*found)) if page == "due" else sum(len(of_query) for of_query in found)
    table = drawn(page, document=documents[0].rsplit("/", 1)[-1], table="1").dataframe[0].value
    assert len(table) == asked == rows


def test_the_address_that_names_nothing_shows_the_page(documents: list[str]) -> None:
    found = drawn("overview", document=documents[0].rsplit("/", 1)[-1], task="99.99", department="nobody", list="nothing")
    assert not found.exception


def test_a_question_gives_rows_once_it_is_run(documents: list[str]) -> None:
    found = drawn("cypher", document=documents[0].rsplit("/", 1)[-1])
    assert not found.dataframe
    found.button(key="run").click().run()
    assert not found.exception
    assert len(found.dataframe[0].value) > 0


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
    found = drawn("cypher", document=documents[0].rsplit("/", 1)[-1], by="cypher", query=query)
    found.button(key="run").click().run()
    assert not found.exception
    said = [piece.value for piece in found.html if "refused" in piece.value]
    assert any("\u4e00" <= c <= "\u9fff" for c in said[0])  # in Chinese: it is read in the meeting
    assert not found.dataframe


def test_an_address_shows_a_query_and_does_not_run_it(documents: list[str]) -> None:
    found = drawn("cypher", by="cypher", query="MATCH (t:Task) RETURN t.iri AS iri LIMIT 1")
    assert not found.dataframe
    assert found.text_area[0].value == "MATCH (t:Task) RETURN t.iri AS iri LIMIT 1"


def test_a_query_of_a_page_is_filled_in_and_gives_its_rows(documents: list[str]) -> None:
    asked = dict(parse_qsl(frame.asking("page-namings", {"document": documents[0]})))
    found = drawn("cypher", **asked)
    assert not found.dataframe
    found.button(key="run").click().run()
    assert len(found.dataframe[0].value) == 125


def test_a_document_that_is_gone_is_said_to_be_gone(documents: list[str]) -> None:
    for page in ("overview", "network", "shared"):
        found = drawn(page, document="0123456789abcdef")
        assert not found.exception
        assert any("没有这份文件：0123456789abcdef" in piece.value for piece in found.html)
        assert not _text(found).strip()  # no other document is shown in its place


def test_two_documents_of_one_title_are_two_lines_and_each_opens_its_own(documents: list[str]) -> None:
    twins = [documents[0], documents[3]]
    found = AppTest.from_file(str(MAIN), default_timeout=PATIENCE).run()
    shown = found.selectbox(key="chooser").options
    assert len(shown) == len(set(shown)) == 4
    for iri in twins:
        found.selectbox(key="chooser").set_value(iri).run()
        assert found.query_params["document"] == iri.rsplit("/", 1)[-1]


def test_an_empty_store_says_so(embedded_store: Store) -> None:
    assert embedded_store.documents() == []
    found = AppTest.from_file(str(MAIN), default_timeout=PATIENCE).run()
    assert not found.exception
    assert any("还没有载入任何文件" in piece.value for piece in found.html)


def test_a_store_that_does_not_answer_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(os.environ, "NEO4J_URI", "bolt://127.0.0.1:1")
    reading.again()
    found = AppTest.from_file(str(MAIN), default_timeout=PATIENCE).run()
    assert not found.exception
    assert any("127.0.0.1:1" in piece.value for piece in found.html)
    reading.again()


FILTER = "元宇宙产业发展"  # in the title of the sample and of its twin, not in that of the hostile plan


def test_what_falls_due_is_that_of_the_documents_and_the_line_that_are_chosen(documents: list[str]) -> None:
    every, some = (_table("due", documents[0], **more) for more in ({}, {"q": FILTER}))
    assert HOSTILE_TITLE in set(every.iloc[:, 0]) and HOSTILE_TITLE not in set(some.iloc[:, 0]) and 0 < len(some) < len(every)
    line = next(line for line, name in reading.line_names().items() if name == "科技")
    held = {body.name for body in reading.departments().values() if line in body.lines}
    of_line = _table("due", documents[0], q=FILTER, line=line)
    expected = [row for row in some.values.tolist() if held & set(row[5].split("、"))]
    assert of_line.values.tolist() == expected and 0 < len(expected) < len(some)


def test_technologies_are_those_of_the_documents_that_are_chosen(documents: list[str]) -> None:
    rows = reading.answer("page-technology-lines", documents=f"{documents[0]} {documents[3]}")
    found = _table("technologies", documents[0], q=FILTER)
    assert sum(found.iloc[:, 3]) == sum(r["namings"] for r in rows) < sum(_table("technologies", documents[0]).iloc[:, 3])
    assert sum(r["namings"] for r in reading.answer("page-technology-lines", documents=documents[1])) == sum(
        r["namings"] for r in reading.answer("page-technology-lines")
    ) - sum(r["namings"] for r in rows)


def _table(page: str, document: str, **more: str) -> Any:
    """Return the table of a page over all documents."""
    return drawn(page, document=document.rsplit("/", 1)[-1], table="1", **{"in": "all"}, **more).dataframe[0].value
