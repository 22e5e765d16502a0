"""The picture of who is named for what: positions, the first drawing, and pyvis's own page beside it; in Chromium, without the app."""

import os
import random
import shutil
import statistics
import sys
import time
from typing import Any

from benchmarks.measuring import row
from kg.picture import Body, Item, Layout, Link, picture, shell

SIZES = ((22, 25, "≤ 0.5 s"), (80, 420, "≤ 1 s"), (300, 2_700, "≤ 1.5 s"))  # bodies, tasks, aim
RUNS = 10
OWN_UP_TO, PATIENCE = 3_000, 60_000  # nodes of pyvis's own page, ms it is waited for
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
HOST = '<body style="margin:0"><iframe sandbox="allow-scripts" style="width:1000px;height:760px;border:0"></iframe></body>'
DRAW = """([shell, graph]) => new Promise((done) => {
  const frame = document.querySelector("iframe"); let begun;
  addEventListener("message", (e) => {
    if (e.data.type === "ready") { begun = performance.now(); frame.contentWindow.postMessage({ kg: 1, type: "graph", graph }, "*"); }
    if (e.data.type === "drawn") requestAnimationFrame(() => done(performance.now() - begun));
  });
  frame.srcdoc = shell;
})"""
SETTLED = "window.network?.physics?.stabilized === true"


def main() -> None:
    """Print how long a picture of three sizes takes in both layouts, and pyvis's own page beside it."""
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if browser is None:
        sys.exit("there is no Chromium to look at the pictures with")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        for bodies, tasks, aim in SIZES:
            _measure(window, bodies, tasks, aim)
        window.close()


def _measure(window: Any, bodies: int, tasks: int, aim: str) -> None:
    given = rows(bodies, tasks)
    for layout in (Layout.RING, Layout.GROUPED):
        begun = time.process_time()
        drawn = picture(*given, layout=layout).payload()
        row(f"{bodies + tasks:,} nodes, {len(given[2]):,} lines, {layout.value}: positions", f"{time.process_time() - begun:.2f} s", "")
        taken = statistics.median(_drawn(window, drawn) for _ in range(RUNS))
        row(f"{bodies + tasks:,} nodes, {layout.value}: first picture", f"{taken:.2f} s", aim)
    if bodies + tasks <= OWN_UP_TO:
        row(f"{bodies + tasks:,} nodes: pyvis's own page", _own(window, given), "")


def rows(bodies: int, tasks: int) -> tuple[list[Body], list[Item], list[Link]]:
    """Return bodies and tasks with two to six bodies a task, the same every time."""
    chance = random.Random(1)
    named = [Body(f"b{i}", f"第{i}厅", f"第{i}厅", "#0b57ad") for i in range(bodies)]
    items = [Item(f"t{i}", str(i + 1), "") for i in range(tasks)]
    links = [Link(b.key, t.key, i == 0, "") for t in items for i, b in enumerate(chance.sample(named, chance.randint(2, min(6, bodies))))]
    return named, items, links


def _drawn(window: Any, graph: dict[str, Any]) -> float:
    """Return the seconds from the data to the drawing."""
    page = window.new_page(viewport={"width": 1440, "height": 900})
    page.set_content(HOST)
    taken = page.evaluate(DRAW, [shell(), graph])
    page.close()
    return float(taken) / 1000


def _own(window: Any, given: tuple[list[Body], list[Item], list[Link]]) -> str:
    """Return how long pyvis's own page takes until nothing moves any more; its requests to other machines are refused."""
    from playwright.sync_api import TimeoutError as TooLong
    from pyvis.network import Network

    net = Network(cdn_resources="in_line")
    for node in (*given[0], *given[1]):
        net.add_node(node.key, label=node.label)
    for link in given[2]:
        net.add_edge(link.body, link.task)
    page = window.new_page(viewport={"width": 1440, "height": 900})
    page.route("http*://**", lambda route: route.abort())
    page.set_default_timeout(PATIENCE)
    begun = time.perf_counter()
    try:
        page.set_content(net.generate_html())
        page.wait_for_function(SETTLED)
    except TooLong:
        return f"> {PATIENCE // 1000} s"
    finally:
        page.close()
    return f"{time.perf_counter() - begun:.1f} s"
