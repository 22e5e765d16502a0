"""The app as a person meets it: the first picture, a click, the memory; in Chromium, on the sample, in a folder of its own.

Then a plan of 3,000 tasks, and 200 plans with 5,000 tasks: both are the sample repeated, so the figures are of size, not of variety.
"""

import hashlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import psutil

from benchmarks.measuring import row
from ingest.pipeline import read

VISITS = 10
CLICKS = 10
PLANS, REPEATED = 200, 120  # the sample has 25 tasks: 5,000 in all, and 3,000 in one plan
PAGES = {  # what is there once a page is drawn
    "files": "table.files",
    "bodies": "table.files",
    "bodies?department=department/zj-development": ".profile",
    "overview": "table.matrix tbody tr",
    "due": ".timeline",
    "due?in=all": ".timeline",
    "network": "iframe[data-drawn]",
    "shared": "table.shared",
    "technologies": "table.tech",
    "technologies?in=all": "table.tech",
    "cypher": ".st-key-run",
}
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", *QUIET]
LIT = "(n) => document.querySelector('.panel h2') && document.querySelector('.panel h2').innerText !== n"


def main() -> None:
    """Print how long the first picture, a reload and a click take, and what the app holds in memory."""
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if browser is None:
        sys.exit("there is no Chromium to look at the pages with")
    with (
        tempfile.TemporaryDirectory(prefix="kg-bench-", ignore_cleanup_errors=True) as home,
        _loaded(home) as store,
        _app() as (address, process),
    ):
        _measure(address, process, browser)
        _measure_many(address, process, browser, _more(store))


@contextmanager
def _loaded(home: str) -> Iterator[Any]:
    """Load the sample into a store of its own, which ends afterwards."""
    os.environ["KG_HOME"] = home
    os.environ.pop("NEO4J_URI", None)
    from kg import files, library, rdf
    from kg.graph import embedded, projection
    from kg.graph.store import open_store

    plan = read(files.SAMPLE)
    with open_store() as store:
        library.keep(plan)
        store.load(projection.project(rdf.graph(plan)))
        yield store
    embedded.stop()


def _more(store: Any) -> str:
    """Load 199 plans more like the sample, and one of 3,000 tasks; return the key of that one."""
    from kg import files, rdf
    from kg.graph import project
    from kg.iris import document_key

    plan = read(files.SAMPLE)
    for i in range(1, PLANS):
        source = replace(plan.source, sha256=hashlib.sha256(str(i).encode()).hexdigest(), path=f"{i}.txt")
        store.load(project(rdf.graph(replace(plan, title=f"{plan.title}（{i}）", source=source))))
    tasks = tuple(replace(t, id=f"{k}.{t.id}", ordinal=k * len(plan.tasks) + t.ordinal) for k in range(REPEATED) for t in plan.tasks)
    large = replace(plan, title="3,000", tasks=tasks, source=replace(plan.source, sha256="f" * 64))
    store.load(project(rdf.graph(large)))
    return document_key(str(rdf.document_iri(large)))


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
        row("overview after the page opens", f"{_opened(page, f'{address}/overview', 'table.matrix tbody tr'):.2f} s", "≤ 1 s")
        row("a click in the matrix", f"{_clicks(page, 'table.matrix td.t'):.2f} s", "≤ 0.3 s")
        row("what a click sends to the browser", f"{_bytes(page, 'table.matrix td.t') / 1000:.0f} kB", "≤ 20 kB")
        _opened(page, f"{address}/network", "iframe[data-drawn]")
        row("a click in the picture", f"{_nodes(page):.2f} s", "≤ 0.3 s")
        window.close()
    row("memory of the app", f"{_held(process):.0f} MB", "≤ 500 MB")


def _held(process: subprocess.Popen[bytes]) -> float:
    """Return the memory of the app and its children in MB."""
    me = psutil.Process(process.pid)
    return sum(p.memory_info().rss for p in (me, *me.children(recursive=True))) / 2**20


def _measure_many(address: str, process: subprocess.Popen[bytes], browser: str, large: str) -> None:
    """Print how long every page takes over 200 plans, the first time and then, and an overview of 3,000 tasks."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        page = window.new_page(viewport={"width": 1440, "height": 900})
        for path, what in PAGES.items():
            name = "" if path == "files" else path
            first = _opened(page, f"{address}/{name}", what)
            taken = statistics.median(_opened(page, f"{address}/{name}", what) for _ in range(VISITS))
            row(f"{PLANS} plans, 5,000 tasks: {path}", f"{taken:.2f} s (first {first:.2f} s)", "≤ 2 s")
        taken = statistics.median(_opened(page, f"{address}/overview?document={large}", "table.matrix tbody tr") for _ in range(3))
        row("overview of 3,000 tasks", f"{taken:.2f} s", "≤ 3 s")
        window.close()
    row(f"memory of the app, {PLANS} plans", f"{_held(process):.0f} MB", "≤ 500 MB")


def _bytes(page: Any, what: str) -> float:
    """Return the median of the bytes that come from the server between a click and its panel."""
    taken = []
    received: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    page.reload()
    page.wait_for_selector(what)
    page.wait_for_timeout(1500)
    for i in range(CLICKS):
        received.clear()
        page.click(f"{what} >> nth={CLICKS + i}")
        page.wait_for_timeout(700)
        taken.append(sum(received))
    return statistics.median(taken)


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
