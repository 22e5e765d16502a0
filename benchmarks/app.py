"""The app as a person meets it: the first picture, a click, the memory; in Chromium, on the sample, in a folder of its own."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psutil

from benchmarks.measuring import row

VISITS = 5
CLICKS = 8
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", *QUIET]
LIT = "(n) => document.querySelector('.panel h2') && document.querySelector('.panel h2').innerText !== n"


def main() -> None:
    """Print how long the first picture, a reload and a click take, and what the app holds in memory."""
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if browser is None:
        sys.exit("there is no Chromium to look at the pages with")
    with tempfile.TemporaryDirectory(prefix="kg-bench-", ignore_cleanup_errors=True) as home, _loaded(home), _app() as (address, process):
        _measure(address, process, browser)


@contextmanager
def _loaded(home: str) -> Iterator[None]:
    """Load the sample into a store of its own, which ends afterwards."""
    os.environ["KG_HOME"] = home
    os.environ.pop("NEO4J_URI", None)
    from ingest.pipeline import read
    from kg import files, library, rdf
    from kg.graph import embedded, projection
    from kg.graph.store import open_store

    plan = read(files.SAMPLE)
    with open_store() as store:
        library.keep(plan)
        store.load(projection.project(rdf.graph(plan)))
        yield
    embedded.stop()


@contextmanager
def _app() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start the app; print how long until it answers."""
    from kg.ui import start

    number, begun = start.port(), time.perf_counter()
    process = subprocess.Popen(start.command(number), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        start.answers(number, process)
        row("the app answers", f"{time.perf_counter() - begun:.1f} s", "")
        yield f"http://{start.ADDRESS}:{number}", process
    finally:
        process.terminate()
        process.wait(10)


def _measure(address: str, process: subprocess.Popen[bytes], browser: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        row("first picture, first visitor of all", f"{_visit(window, address):.2f} s", "")
        visits = [_visit(window, address) for _ in range(VISITS)]
        row("first picture after the page opens", f"{statistics.median(visits):.2f} s", "≤ 1 s")
        page = window.new_page(viewport={"width": 1440, "height": 900})
        row("overview after the page opens", f"{_opened(page, f'{address}/', 'table.matrix'):.2f} s", "≤ 1 s")
        row("a click in the matrix", f"{_clicks(page, 'table.matrix td.t'):.2f} s", "≤ 0.3 s")
        _opened(page, f"{address}/network", "iframe[data-drawn]")
        row("a click in the picture", f"{_nodes(page):.2f} s", "≤ 0.3 s")
        window.close()
    me = psutil.Process(process.pid)
    held = sum(p.memory_info().rss for p in (me, *me.children(recursive=True)))
    row("memory of the app", f"{held / 2**20:.0f} MB", "≤ 500 MB")


def _visit(window: Any, address: str) -> float:
    """Return the seconds until a new visitor sees the picture."""
    page = window.new_context(viewport={"width": 1440, "height": 900}).new_page()
    taken = _opened(page, f"{address}/network", "iframe[data-drawn]")
    page.context.close()
    return taken


def _opened(page: Any, address: str, what: str) -> float:
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(what, timeout=60_000)
    return time.perf_counter() - begun


def _clicks(page: Any, what: str) -> float:
    """Return the median seconds from a click on one row after the other to its panel."""
    taken = []
    for i in range(CLICKS):
        before = page.evaluate("document.querySelector('.panel h2')?.innerText ?? ''")
        begun = time.perf_counter()
        page.click(f"{what} >> nth={i}")
        page.wait_for_function(LIT, arg=before, polling=10)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def _nodes(page: Any) -> float:
    """Return the median seconds from a click on a node of the picture to its panel."""
    element = page.query_selector(".kg-picture iframe")
    frame, box, taken = element.content_frame(), element.bounding_box(), []
    for i in range(CLICKS):
        at = frame.evaluate("(i) => net.canvasToDOM(net.getPositions()[graph.nodes[i * 3].id])", i)
        before = page.evaluate("document.querySelector('.panel h2')?.innerText ?? ''")
        begun = time.perf_counter()
        page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
        page.wait_for_function(LIT, arg=before, polling=10)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)
