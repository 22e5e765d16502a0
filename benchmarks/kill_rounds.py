"""Loads that are ended by kill -9 at random moments, two loads at once, a load beside a removal: the graph is that of an undisturbed load.

python -m benchmarks.kill_rounds [ROUNDS]                    on the embedded server
python -m benchmarks.kill_rounds [ROUNDS] neo4j              on a Neo4j of its own, from its Maven artifacts, as the tests run it
python -m benchmarks.kill_rounds [ROUNDS] embedded "load killed"    these kinds of disturbance only
"""

import importlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

import psutil

from benchmarks.measuring import ROOT, row
from kg import library
from kg.graph import embedded, open_store

ROUNDS = 20
LATEST = 1.2  # of the time an undisturbed load takes: some rounds are killed after the end
SECTION = "一、重点任务\n"
TASKS = 12
SECONDS = 120.0  # for a query of the dump: a server that was killed and started is slow at first
PLANS = 30  # more than a group of `kg load`: some are in the graph when others are not
Disturb = Callable[[list[Path], float, random.Random], None]
LABELS = "MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label AS label ORDER BY label"
TYPES = "MATCH ()-[r]->() RETURN DISTINCT type(r) AS type ORDER BY type"
Dump = tuple[list[Any], list[Any], str]


def main(rounds: int = ROUNDS, server: str = "embedded", kinds: Collection[str] = ()) -> None:
    """Print a row for each kind of disturbance, or those named: how many rounds gave the graph of an undisturbed load."""
    with tempfile.TemporaryDirectory(prefix="kg-kill-", ignore_cleanup_errors=True) as folder:
        os.environ["KG_HOME"] = str(Path(folder) / "home")
        plans = made_plans(Path(folder) / "plans", PLANS)
        with neo4j(Path(folder) / "neo4j") if server == "neo4j" else embedded_server() as kill:
            expected, seconds = undisturbed(plans)
            for name in kinds or DISTURBANCES:
                disturb = DISTURBANCES[name]
                work = partial(server_killed, kill=kill) if disturb is server_killed else disturb
                different = [n for n in range(rounds) if not disturbed(plans, work, random.Random(f"{name} {n}"), expected, seconds)]
                numbers = f"; different: {', '.join(map(str, different))}" if different else ""
                row(f"{server}: {name}", f"{rounds - len(different)} of {rounds} equal{numbers}", "all")


@contextmanager
def embedded_server() -> Iterator[Callable[[], None]]:
    """Give what kills the embedded server; whoever needs it next starts it."""
    try:
        yield kill_embedded
    finally:
        embedded.stop()


@contextmanager
def neo4j(home: Path) -> Iterator[Callable[[], None]]:
    """Run a Neo4j that the environment names; give what kills and starts it."""
    sys.path += [str(ROOT / "tests"), str(ROOT / "tests" / "neo4j")]
    community, stores = importlib.import_module("community"), importlib.import_module("stores")
    with community.running(home) as server, stores.environment(server):
        yield lambda: community.killed(home, server)


def made_plans(folder: Path, count: int) -> list[Path]:
    """Write plans of a few bodies each into a folder; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{n}.txt" for n in range(count)]
    for n, path in enumerate(paths):
        tasks = "".join(f"{k}.建设观测站{k + n}个。（责任单位：县水利局、县财政局{'、县气象局' * (k % 2)}）\n" for k in range(1, TASKS + 1))
        path.write_text(f"青山县{2000 + n}年河道治理工作要点\n{SECTION}{tasks}", encoding="utf-8")
    return paths


def undisturbed(plans: list[Path]) -> tuple[Dump, float]:
    """Load plans in peace; return what is in the graph then, and the seconds it took."""
    emptied()
    start = time.monotonic()
    loading(plans).wait()
    seconds = time.monotonic() - start
    return dump(), seconds


def disturbed(plans: list[Path], disturb: Disturb, chance: random.Random, expected: Dump, seconds: float) -> bool:
    """Load plans with a disturbance while that runs, and once more in peace; tell whether the graph is the one expected."""
    emptied()
    disturb(plans, chance.uniform(0, LATEST * seconds), chance)
    loading(plans).wait()
    return dump() == expected


def loading(plans: list[Path], *, stderr: int = subprocess.DEVNULL) -> "subprocess.Popen[bytes]":
    """Start `kg load` in a process of its own."""
    return _kg("load", *map(str, plans), stderr=stderr)


def _kg(*words: str, stderr: int = subprocess.DEVNULL) -> "subprocess.Popen[bytes]":
    quiet = subprocess.DEVNULL
    return subprocess.Popen([sys.executable, "-m", "kg.cli", *words], stdin=quiet, stdout=quiet, stderr=stderr)


def emptied() -> None:
    """Empty library and graph."""
    with open_store() as store:
        store.clear()
    shutil.rmtree(library.folder(), ignore_errors=True)


def dump() -> Dump:
    """Return everything in the graph in a total order, bookkeeping included, and its revision."""
    nodes: list[Any] = []
    links: list[Any] = []
    with open_store() as store:
        labels, types = (store.read(query, trusted=True).rows for query in (LABELS, TYPES))
        for (label,) in labels:  # portions: a server ends what takes longer than ten seconds
            query = f"MATCH (n:{label}) RETURN n.iri AS iri, labels(n) AS labels, properties(n) AS p"
            nodes += [(iri, sorted(names), p) for iri, names, p in store.read(query, limit=10**6, seconds=SECONDS, trusted=True).rows]
        for (kind,) in types:
            query = f"MATCH (a)-[r:{kind}]->(b) RETURN a.iri AS a, b.iri AS b, r.iri AS iri, properties(r) AS p"
            links += [(kind, a, b, iri or "", p) for a, b, iri, p in store.read(query, limit=10**6, seconds=SECONDS, trusted=True).rows]
        once = {iri: (iri, names, p) for iri, names, p in nodes}
        return sorted(once.values(), key=itemgetter(0)), sorted(links, key=itemgetter(0, 1, 2, 3)), store.revision()


# ---------------------------------------------------------------- what disturbs


def kill_embedded() -> None:
    """Kill the embedded server with -9."""
    if pid := embedded.status().pid:
        psutil.Process(pid).kill()


def load_killed(plans: list[Path], after: float, _: random.Random) -> None:
    """Kill the loading process."""
    process = loading(plans)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()


def server_killed(plans: list[Path], after: float, _: random.Random, *, kill: Callable[[], None] = kill_embedded) -> None:
    """Kill the server under the loading process."""
    process = loading(plans)
    time.sleep(after)
    kill()
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


DISTURBANCES: dict[str, Disturb] = {
    "load killed": load_killed,
    "server killed": server_killed,
    "two loads at once": two_loads,
    "load beside remove": load_beside_remove,
}


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS, *sys.argv[2:3], kinds=sys.argv[3:])
