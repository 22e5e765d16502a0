"""The app as a person meets it, in Chromium, in a folder of its own: pages, clicks, filters, bytes, uploads, memory.

First the sample alone, then a plan of 3,000 tasks and 200 plans with 5,000 tasks (the sample repeated, so these figures are of size, not
of variety), then a document of twenty pages brought in; last the pictures themselves, beside pyvis's own page. Each figure is the
median of ten; beside it stands the CPU time of the app, which says more than a clock on a machine that does other things.
"""

import hashlib
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import psutil

from benchmarks import formats, pictures
from benchmarks.measuring import row
from benchmarks.visiting import RUNS, Visitor, clicks, legend, median, nodes, pages, switched, visitor
from ingest.pipeline import read
from kg import files, library, rdf
from kg.graph import embedded, project
from kg.graph.store import open_store
from kg.iris import document_key
from kg.ui import start
from tests.ingest import made

PLANS, REPEATED = 200, 120  # the sample has 25 tasks: 5,000 in all, and 3,000 in one plan
SIGNS = 20 * 700  # of a document of twenty pages
FIRST_YEAR = 2005  # of the documents brought in
PAGES = {  # what is there once a page is drawn
    "": "table.files",
    "bodies": "table.files",
    "bodies?department=department/zj-development": ".profile",
    "overview": "table.matrix tbody tr",
    "due": ".timeline",
    "network": ".kg-picture iframe[data-drawn]",
    "shared": "table.shared",
    "technologies": "table.tech",
    "matters": ".matter",
    "review": ".source mark",
    "import": "[data-testid=stFileUploader]",
    "cypher": ".st-key-run",
    "meeting": ".st-key-make",
}
OF_ROWS = {name: what for name, what in PAGES.items() if name != "review"}  # the plans made as rows have no text to mark
OF_ALL = {"due?in=all": ".timeline", "technologies?in=all": "table.tech"}
COLUMNS = "document.querySelectorAll('table.matrix thead th.d').length"
ARRIVED = "table.arrivals tr[data-pick]"


def main() -> None:
    """Print every figure."""
    with (
        tempfile.TemporaryDirectory(prefix="kg-bench-", ignore_cleanup_errors=True) as home,
        _loaded(home) as store,
        _app() as (address, process),
    ):
        with visitor(address, process) as who:
            _sample(who)
            row("the sample: memory of the app", _held(process), "≤ 500 MB")
        large = _more(store)
        with visitor(address, process) as who:
            _large(who, large)
            pages(who, OF_ROWS | OF_ALL, f"{PLANS} plans, {PLANS * 25:,} tasks", "≤ 2 s")
            row(f"{PLANS} plans: memory of the app", _held(process), "≤ 500 MB")
            _uploads(who)
            _beside(who, process)
            row("all of it and the reader: memory of the app", _held(process))
    pictures.main()


@contextmanager
def _loaded(home: str) -> Iterator[Any]:
    """Load the sample into a store of its own, which ends afterwards."""
    os.environ["KG_HOME"] = home
    os.environ.pop("NEO4J_URI", None)
    plan = read(files.SAMPLE)
    with open_store() as store:
        library.keep(plan)
        store.load(project(rdf.graph(plan)))
        yield store
    embedded.stop()


def _more(store: Any) -> str:
    """Load 199 plans more like the sample, and one of 3,000 tasks; return the key of that one."""
    plan = read(files.SAMPLE)
    for i in range(1, PLANS):
        source = replace(plan.source, sha256=hashlib.sha256(str(i).encode()).hexdigest(), path=f"{i}.txt")
        store.load(project(rdf.graph(replace(plan, title=f"{plan.title}（{i}）", source=source))))
    tasks = tuple(replace(t, id=f"{k}.{t.id}", ordinal=k * len(plan.tasks) + t.ordinal) for k in range(REPEATED) for t in plan.tasks)
    large = replace(plan, title="3,000", tasks=tasks, source=replace(plan.source, sha256="f" * 64))
    store.load(project(rdf.graph(large)))
    return document_key(str(rdf.document_iri(large)))


@contextmanager
def _app() -> Iterator[tuple[str, int]]:
    """Start the app; print how long until it answers."""
    number, begun = start.port(), time.perf_counter()
    process = subprocess.Popen(start.command(number), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        start.answers(number, process)
        row("the app answers", f"{time.perf_counter() - begun:.1f} s")
        yield f"http://{start.ADDRESS}:{number}", process.pid
    finally:
        process.terminate()
        process.wait(10)


def _held(process: int) -> str:
    """Return the memory of the app, and that of the processes it started."""
    me = psutil.Process(process)
    children = sum(p.memory_info().rss for p in me.children(recursive=True)) / 2**20
    return f"{me.memory_info().rss / 2**20:.0f} MB" + (f", its reader {children:.0f} MB" if children else "")


def _sample(who: Visitor) -> None:
    """Print the pages, clicks and filters of the sample."""
    row("first visitor of all", f"{who.opened('', PAGES['']):.2f} s")
    pages(who, PAGES, "the sample", "≤ 1 s")
    who.opened("overview", PAGES["overview"])
    clicks(who, "the sample, overview", "table.matrix td.t")
    switched(who, "the sample, overview", ".st-key-bar input[type=checkbox]", COLUMNS)
    who.opened("due", PAGES["due"])
    clicks(who, "the sample, due", ".due[data-pick*=task]")
    who.opened("review", PAGES["review"])
    clicks(who, "the sample, review", ".found a[data-pick]", "location.search")
    who.opened("network", PAGES["network"])
    nodes(who, "the sample, network")
    legend(who, "the sample, network")


def _large(who: Visitor, key: str) -> None:
    """Print the overview and the network of a plan of 3,000 tasks."""
    found = {f"{page}?document={key}": PAGES[page] for page in ("overview", "network")}
    pages(who, found, "a plan of 3,000 tasks", "≤ 3 s")
    who.opened(f"overview?document={key}", PAGES["overview"])
    clicks(who, "a plan of 3,000 tasks, overview", "table.matrix td.t")


def _uploads(who: Visitor) -> None:
    """Print how long a document of twenty pages takes from the choice of the file to its marked text."""

    def once(i: int) -> float:
        who.opened("import", PAGES["import"])
        data, begun = _twenty_pages(i), time.perf_counter()
        who.page.set_input_files("input[type=file]", [{"name": f"{i}.docx", "mimeType": "", "buffer": data}])
        who.shown(ARRIVED)
        who.page.click(ARRIVED)
        who.shown(PAGES["review"])
        return time.perf_counter() - begun

    row("a docx of 20 pages, first: to its marked text", f"{once(RUNS):.2f} s")
    row("a docx of 20 pages: to its marked text", str(median(who, once)), "≤ 4 s")


def _beside(who: Visitor, process: int) -> None:
    """Print how long a click takes in one window while a document of twenty pages, brought in by another, is read and loaded."""
    other = Visitor(who.page.context.browser, who.address, process)
    other.opened("overview", PAGES["overview"])

    def once(i: int) -> float:
        who.opened("import", PAGES["import"])
        who.page.set_input_files("input[type=file]", [{"name": f"{i}.docx", "mimeType": "", "buffer": _twenty_pages(RUNS + 1 + i)}])
        taken = other.clicked("table.matrix td.t", i)
        who.shown(ARRIVED)
        return taken

    row("a click while another window's docx of 20 pages is read", str(median(other, once)), "≤ 1 s")


def _twenty_pages(i: int) -> bytes:
    """Return the plan of a year: plans of one year would be editions of one work, and only the tasks of one of them are in the graph."""
    title = f"某市{FIRST_YEAR + i}年项目建设工作要点"
    lines = [title, *(f"{k}.{formats.TASK}" for k in range(1, SIGNS // len(formats.TASK)))]
    return made.docx("".join(made.p(text) for text in lines))
