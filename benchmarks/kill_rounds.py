"""Loads that are ended by kill -9 at random moments, two loads at once, a load beside a removal: the graph is that of an undisturbed load.

python -m benchmarks.kill_rounds [ROUNDS]    on the embedded server, or the Neo4j that NEO4J_URI names (its graph of ours is emptied)
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from benchmarks.measuring import row
from kg import library
from kg.graph import embedded, open_store

ROUNDS = 20
LATEST = 1.2  # of the time an undisturbed load takes: some rounds are killed after the end
SECTION = "一、重点任务\n"
TASKS = 12
Dump = tuple[list[Any], list[Any], str]


def main(rounds: int = ROUNDS) -> None:
    """Print a row for each kind of disturbance: how many rounds gave the graph of an undisturbed load."""
    with tempfile.TemporaryDirectory(prefix="kg-kill-", ignore_cleanup_errors=True) as folder:
        os.environ["KG_HOME"] = str(Path(folder) / "home")
        plans = made_plans(Path(folder) / "plans", 8)
        try:
            for name, disturb in DISTURBANCES.items():
                equal = sum(disturbed(plans, disturb, random.Random(f"{name} {n}")) for n in range(rounds))
                row(name, f"{equal} of {rounds} equal", "all")
        finally:
            embedded.stop()


def made_plans(folder: Path, count: int) -> list[Path]:
    """Write plans of a few bodies each into a folder; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{n}.txt" for n in range(count)]
    for n, path in enumerate(paths):
        tasks = "".join(f"{k}.建设观测站{k + n}个。（责任单位：县水利局、县财政局{'、县气象局' * (k % 2)}）\n" for k in range(1, TASKS + 1))
        path.write_text(f"青山县{2000 + n}年河道治理工作要点\n{SECTION}{tasks}", encoding="utf-8")
    return paths


def disturbed(plans: list[Path], disturb: Callable[[list[Path], float, random.Random], None], chance: random.Random) -> bool:
    """Load plans undisturbed, then anew with a disturbance and once more in peace; tell whether both graphs are one."""
    emptied()
    start = time.monotonic()
    loading(plans).wait()
    expected, seconds = dump(), time.monotonic() - start
    emptied()
    disturb(plans, chance.uniform(0, LATEST * seconds), chance)
    loading(plans).wait()
    return dump() == expected


def loading(plans: list[Path]) -> "subprocess.Popen[bytes]":
    """Start `kg load` in a process of its own."""
    return _kg("load", *map(str, plans))


def _kg(*words: str) -> "subprocess.Popen[bytes]":
    quiet = subprocess.DEVNULL
    return subprocess.Popen([sys.executable, "-m", "kg.cli", *words], stdin=quiet, stdout=quiet, stderr=quiet)


def emptied() -> None:
    """Empty library and graph."""
    with open_store() as store:
        store.clear()
    for kept in library.kept():
        library.forget(kept.iri)


def dump() -> Dump:
    """Return everything in the graph in a total order, and its revision."""
    with open_store() as store:
        nodes = store.read("MATCH (n) RETURN labels(n) AS l, properties(n) AS p ORDER BY n.iri", limit=10**6).rows
        query = "MATCH (a)-[r]->(b) RETURN a.iri AS a, type(r) AS t, b.iri AS b, properties(r) AS p ORDER BY a, t, b, r.iri"
        return [(sorted(labels), p) for labels, p in nodes], store.read(query, limit=10**6).rows, store.revision()


# ---------------------------------------------------------------- what disturbs


def load_killed(plans: list[Path], after: float, _: random.Random) -> None:
    """Kill the loading process."""
    process = loading(plans)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()


def server_killed(plans: list[Path], after: float, _: random.Random) -> None:
    """Kill the embedded server under the loading process."""
    process = loading(plans)
    time.sleep(after)
    if pid := embedded.status().pid:
        psutil.Process(pid).kill()
    process.wait()


def two_loads(plans: list[Path], after: float, chance: random.Random) -> None:
    """Load the same plans twice at once, in two orders."""
    first = loading(plans)
    time.sleep(after / 4)
    second = loading(chance.sample(plans, len(plans)))
    first.wait()
    second.wait()


def load_beside_remove(plans: list[Path], after: float, chance: random.Random) -> None:
    """Remove a document while the others are loaded."""
    one = chance.choice(plans)
    loading([one]).wait()
    process = loading([path for path in plans if path != one])
    time.sleep(after / 2)
    _kg("remove", one.name).wait()
    process.wait()


DISTURBANCES: dict[str, Callable[[list[Path], float, random.Random], None]] = {
    "load killed": load_killed,
    "server killed": server_killed,
    "two loads at once": two_loads,
    "load beside remove": load_beside_remove,
}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
