"""How long a person waits before a page: an address opened, something clicked, a filter changed, what a click sends; medians of ten."""

import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psutil

from benchmarks.measuring import row

RUNS = 10
PATIENCE = 120_000  # ms
SETTLES = 400  # ms; what still arrives after the last thing waited for
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", *QUIET]
SIZE = {"width": 1440, "height": 900}
CLICKED = """([selector, i, state]) => new Promise((done, fail) => {
  const seen = new Set(), fresh = (e) => !seen.has(e.dataset.pick) && seen.add(e.dataset.pick);
  const all = [...document.querySelectorAll(selector)].filter(fresh);
  const now = new Function(`return ${state}`), before = now(), begun = performance.now();
  const look = () => (now() !== before ? done((performance.now() - begun) / 1000)
    : performance.now() - begun > 60000 ? fail(new Error(selector)) : requestAnimationFrame(look));
  all[i % all.length].click(); look(); })"""
SEEN = "(selector) => document.querySelector(selector)?.checkVisibility()"
PANEL = "document.querySelector('.panel h2')?.innerText ?? ''"


@dataclass(frozen=True, slots=True)
class Waited:
    """Seconds that a person waited, the median of several, and the seconds of a core that the app worked for each."""

    seconds: float
    work: float

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s (app {self.work:.2f} s CPU)"


def chromium() -> str:
    """Return the path of the browser, or end with a sentence."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if found is None:
        sys.exit("there is no Chromium to look at the pages with")
    return found


class Visitor:
    """A window on the app, and the process that serves it."""

    def __init__(self, window: Any, address: str, process: int) -> None:
        self.address, self.received = address, list[int]()
        self.page = window.new_context(viewport=SIZE).new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: self.received.append(len(frame))))
        self._app = psutil.Process(process)

    def work(self) -> float:
        """Return the seconds of a core that the app has worked so far."""
        spent = self._app.cpu_times()
        return float(spent.user + spent.system)

    def opened(self, path: str, what: str) -> float:
        """Open an address; return the seconds until something is there."""
        begun = time.perf_counter()
        self.page.goto(f"{self.address}/{path}", wait_until="commit")
        self.shown(what)
        return time.perf_counter() - begun

    def shown(self, what: str) -> None:
        """Wait until something is there, looked for at every frame.

        Playwright's own wait for a selector looks again after .27, .77, 1.27 s …, and would give these figures and no others.
        """
        self.page.wait_for_function(SEEN, arg=what, polling="raf")

    def clicked(self, selector: str, i: int, state: str = PANEL) -> float:
        """Click the i-th of some elements; return the seconds until something in the page is another."""
        return float(self.page.evaluate(CLICKED, [selector, i, state]))

    def sent(self) -> int:
        """Return the bytes that came since the last question."""
        self.page.wait_for_timeout(SETTLES)
        found = sum(self.received)
        self.received.clear()
        return found


@contextmanager
def visitor(address: str, process: int) -> Iterator[Visitor]:
    """Open a browser on the app."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield Visitor(window, address, process)
        window.close()


def median(who: Visitor, once: Callable[[int], float], *, runs: int = RUNS) -> Waited:
    """Return the median of some runs, each given its number."""
    before = who.work()
    taken = [once(i) for i in range(runs)]
    return Waited(statistics.median(taken), (who.work() - before) / runs)


def pages(who: Visitor, found: dict[str, str], said: str, aim: str) -> None:
    """Print how long each page takes from its address: the path, and what is there once it is drawn."""
    for path, what in found.items():
        first = who.opened(path, what)
        again = median(who, lambda _, p=path, w=what: who.opened(p, w))  # type: ignore[misc]  # a loop's own values
        row(f"{said}: {path.partition('?')[0] or 'files'}", f"{again}; first {first:.2f} s", aim)


def clicks(who: Visitor, said: str, selector: str, state: str = PANEL) -> None:
    """Print how long a click takes to its facts, and what it sends."""
    row(f"{said}: a click", str(median(who, lambda i: who.clicked(selector, i, state))), "≤ 0.3 s")
    who.sent()
    amounts = [_amount(who, selector, i, state) for i in range(RUNS, 2 * RUNS)]
    row(f"{said}: what a click sends", f"{statistics.median(amounts) / 1000:.1f} kB", "≤ 20 kB")


def _amount(who: Visitor, selector: str, i: int, state: str) -> int:
    who.clicked(selector, i, state)
    return who.sent()


def switched(who: Visitor, said: str, selector: str, state: str) -> None:
    """Print how long a switch of the page takes, on and off again."""

    def once(_: int) -> float:
        taken = who.clicked(selector, 0, state)
        who.sent()
        return taken

    row(f"{said}: a filter", str(median(who, once)), "≤ 0.7 s")


def nodes(who: Visitor, said: str) -> None:
    """Print how long a click on a node of the picture takes to its facts."""
    element = who.page.query_selector(".kg-picture iframe")
    frame, box = element.content_frame(), element.bounding_box()
    above = frame.evaluate("document.getElementById('net').offsetTop")

    def once(i: int) -> float:
        at = frame.evaluate("(i) => net.canvasToDOM(net.getPositions()[graph.nodes[(i * 3) % graph.nodes.length].id])", i)
        before, begun = who.page.evaluate(PANEL), time.perf_counter()
        who.page.mouse.click(box["x"] + at["x"], box["y"] + at["y"] + above)
        who.page.wait_for_function(f"(before) => ({PANEL}) !== before", arg=before, polling="raf")
        return time.perf_counter() - begun

    row(f"{said}: a click on a node", str(median(who, once)), "≤ 0.3 s")


def legend(who: Visitor, said: str) -> None:
    """Print how long the picture takes to draw what a filter keeps: an entry of the legend, off and on again."""
    frame = who.page.query_selector(".kg-picture iframe").content_frame()

    def once(_: int) -> float:
        before, begun = frame.evaluate("graph.nodes.length"), time.perf_counter()
        frame.evaluate("document.querySelector('#key button').click()")
        while frame.evaluate("graph.nodes.length") == before:
            who.page.wait_for_timeout(5)
        return time.perf_counter() - begun

    row(f"{said}: a filter", str(median(who, once)), "≤ 0.7 s")
