"""What goes away meanwhile: a document, the store, the app; the page says so and goes on, decks and what was struck out are kept."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from loaded import hostile, load
from stores import environment
from windows import Window

from kg.graph import embedded
from kg.graph.store import open_store
from kg.iris import document_iri
from kg.ui import decks, start, struck
from kg.ui.decks import Slide

pytest_plugins = ("windows",)
pytestmark = pytest.mark.browser


def test_a_document_removed_meanwhile_is_said_to_be_gone(window: Window, documents: list[str]) -> None:
    page = window.open(f"/overview?document={documents[1]}")
    page.wait_for_selector("table.matrix td.t")
    with environment(None), open_store() as store:
        store.remove(document_iri(documents[1]))
        page.click("table.matrix td.t >> nth=2")
        page.wait_for_selector(f"text=没有这份文件：{documents[1]}")
        load(store, hostile())
    page.reload()
    page.wait_for_selector("table.matrix td.t")


def test_a_store_that_ended_comes_back_by_itself(window: Window, documents: list[str]) -> None:
    page = window.open(f"/overview?document={documents[0]}")
    page.wait_for_selector("table.matrix td.t")
    with environment(None):
        embedded.stop()
    page.click("table.matrix td.t >> nth=3")
    page.wait_for_selector(".panel .sentence")


def test_two_windows_show_one_deck_and_both_go_on(browser: Any, app: str, documents: list[str]) -> None:
    held = decks.create("会", [Slide("overview", {"document": documents[0]}), Slide("due", {"document": documents[0]})])
    one, other = Window(browser, app), Window(browser, app)
    for window in (one, other):
        window.open(f"/meeting?deck={held.key}")
        window.picture()
    one.page.click(".st-key-act-delete button")
    one.page.wait_for_function("document.querySelectorAll('.panel ol.rows li').length === 1")
    other.page.click(".st-key-act-down button")
    other.page.wait_for_selector("[data-testid=stToast]")
    other.page.wait_for_function("document.querySelectorAll('.panel ol.rows li').length === 1")
    kept = decks.deck(held.key)
    assert kept is not None and [s.page for s in kept.slides] == ["due"]
    decks.remove(held.key)
    one.close()
    other.close()


@pytest.fixture
def killed(documents: list[str], tmp_path: Path) -> Iterator[Any]:
    """Start the app, and again after each call, which kills it with -9."""
    running: list[subprocess.Popen[bytes]] = []
    number = start.port()

    def begin() -> str:
        for process in running:
            os.kill(process.pid, signal.SIGKILL)
            process.wait(10)
        running[:] = [subprocess.Popen(start.command(number), cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)]
        assert start.answers(number, running[0])
        return f"http://{start.ADDRESS}:{number}"

    with environment(None):
        yield begin
    running[0].kill()
    running[0].wait(10)


def test_decks_and_decisions_survive_the_end_of_the_app(killed: Any, browser: Any, documents: list[str]) -> None:
    window = Window(browser, killed())
    page = window.open(f"/matters?document={documents[0]}")
    page.click(".matter a >> nth=0")
    page.wait_for_selector(".matter.struck")
    page = window.open(f"/network?document={documents[0]}&layout=grouped")
    page.click(".st-key-keep button >> nth=0")
    page.click(".st-key-keep-it button")
    page.wait_for_selector("[data-testid=stToast]")
    (held,) = decks.all_decks()[0]
    window.page.goto("about:blank")
    window.address = killed()
    window.open(f"/meeting?deck={held.key}")
    assert window.picture().evaluate("slide().kind") == "graph"
    page = window.open(f"/matters?document={documents[0]}")
    page.wait_for_selector(".matter.struck")
    for key in struck.struck():
        struck.strike(key)
    decks.remove(held.key)
    window.close()
