"""A running app and people's windows on it, for the tests in a real browser.

Chromium is the system's own (CHROMIUM names another one). A request to anything but this machine, and an error in the console, fail the
test that made it.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from conftest import left_out
from loaded import hostile, load, sample
from stores import emptied, environment, forget_all

from kg.graph.store import open_store
from kg.model import Plan
from kg.ui import start

QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", *QUIET]
HOME = ("127.0.0.1", "localhost", "")
PATIENCE = 60_000  # ms; the first page of a process imports everything


def chromium() -> str:
    """Return the path of the browser; without one the tests are left out."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        left_out("there is no Chromium to look at the pages with")
    return str(found)


@contextmanager
def alone(*plans: Plan) -> Iterator[list[str]]:
    """Load plans into an empty store that is empty again afterwards, and give their IRIs; without a browser the tests are left out."""
    chromium()
    with environment(None), open_store() as store:
        emptied(store)
        forget_all()
        yield load(store, *plans)
        emptied(store)
        forget_all()


@pytest.fixture(scope="module")
def documents(embedded: None) -> Iterator[list[str]]:
    """The sample and a hostile plan, loaded."""
    with alone(sample(), hostile()) as iris:
        yield [iri.rsplit("/", 1)[-1] for iri in iris]


@pytest.fixture(scope="module")
def app(documents: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running app, started from a folder of its own."""
    number = start.port()
    log = tmp_path_factory.mktemp("app") / "log"
    with log.open("w") as out, environment(None):
        process = subprocess.Popen(start.command(number), cwd=log.parent, stdout=out, stderr=subprocess.STDOUT)
    try:
        assert start.answers(number), log.read_text()
        yield f"http://{start.ADDRESS}:{number}"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for the module."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield found
        found.close()


class Window:
    """A person's window: its page, and what it asked of other machines."""

    def __init__(self, browser: Any, address: str, *, width: int = 1440, height: int = 900) -> None:
        self.address, self.elsewhere, self.errors = address, list[str](), list[str]()
        self.page = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True).new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _asked(self, request: Any) -> None:
        if urlsplit(request.url).hostname not in (*HOME, None):
            self.elsewhere.append(request.url)

    def _said(self, message: Any) -> None:
        """Keep an error of the console; Streamlit's own search for the folder it is served under is none."""
        if message.type == "error" and "/_stcore/" not in message.location["url"]:
            self.errors.append(message.text)

    def open(self, path: str) -> Any:
        """Open a page of the app and wait until it is drawn."""
        self.page.goto(self.address + path)
        self.page.wait_for_selector(".kg.head h1")
        return self.page

    def picture(self) -> Any:
        """Return the frame of the picture, drawn."""
        self.page.wait_for_selector(".kg-picture iframe[data-drawn]")
        return self.page.query_selector(".kg-picture iframe").content_frame()

    def close(self) -> None:
        """Close the window; nothing may have left this machine or failed on the way."""
        self.page.context.close()
        assert self.elsewhere == [], self.elsewhere
        assert self.errors == [], self.errors


@pytest.fixture
def window(browser: Any, app: str) -> Iterator[Window]:
    """A window on the app."""
    found = Window(browser, app)
    yield found
    found.close()


def hindrances(where: Any) -> list[tuple[str, str]]:
    """Return what axe-core finds serious in a page, or inside a frame (which it does not look into from without)."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(where).response["violations"]
    return [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")]


def spot(window: Window, node: str) -> tuple[float, float]:
    """Return where on the screen a node of the picture is drawn."""
    frame, box = window.picture(), window.page.query_selector(".kg-picture iframe").bounding_box()
    at = frame.evaluate("(id) => net.canvasToDOM(net.getPositions([id])[id])", node)
    return box["x"] + at["x"], box["y"] + at["y"] + frame.evaluate("document.getElementById('net').offsetTop")


def click(window: Window, node: str) -> None:
    """Click a node of the picture where it is drawn."""
    window.page.mouse.click(*spot(window, node))


def until(frame: Any, holds: str) -> None:
    """Wait until something holds in the frame, whose own rules forbid the browser's way of waiting."""
    end = time.monotonic() + PATIENCE / 1000
    while not frame.evaluate(holds):
        assert time.monotonic() < end, holds
        time.sleep(0.05)
