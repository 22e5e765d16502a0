"""The corpus read on a cluster of this machine while its workers are killed: what one process reads, and how long it takes.

python -m benchmarks.cluster [KILLED]    kills that many workers with -9, at random moments of the run
"""

import os
import random
import signal
import sys
import threading
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from benchmarks.measuring import row, shared
from ingest.batch import Failure, ReadOptions
from ingest.batch import read_all as read_alone
from kg import cluster
from kg.model import Plan, plan_json

if TYPE_CHECKING:
    from distributed import Client

KILLED = 5
WORKERS = (1, 2, 4)


def main(killed: int = KILLED) -> None:
    """Print the seconds of one process and of clusters of several sizes, undisturbed and disturbed, and whether all read the same."""
    paths = [str(shared() / "corpus" / "docs")]
    expected, alone = read(read_alone(paths, ReadOptions()))
    row(f"{len(expected)} documents: one process", f"{alone:.1f} s")
    for workers in WORKERS:
        with cluster.local(workers) as client:
            address = client.scheduler_info()["address"]
            found, seconds = read(cluster.read_all(paths, ReadOptions(), scheduler=address))
            row(f"cluster of {workers}", f"{seconds:.1f} s; {'equal' if found == expected else 'DIFFERS'}", "equal")
            threading.Thread(target=kill, args=(client, killed, seconds, random.Random(workers)), daemon=True).start()
            found, seconds = read(cluster.read_all(paths, ReadOptions(), scheduler=address))
            row(f"cluster of {workers}, {killed} killed", f"{seconds:.1f} s; {'equal' if found == expected else 'DIFFERS'}", "equal")


def read(found: Iterable[Plan | Failure]) -> tuple[list[object], float]:
    """Return what was read as JSON, a failure as its sentence, and the seconds it took."""
    start = time.monotonic()
    plain = [one.sentence if isinstance(one, Failure) else plan_json(one) for one in found]
    return plain, time.monotonic() - start


def kill(client: "Client", count: int, seconds: float, chance: random.Random) -> None:
    """Kill a worker at so many random moments of a run of that length; its nanny starts another."""
    moments = sorted(chance.uniform(0, seconds) for _ in range(count))
    start = time.monotonic()
    for moment in moments:
        time.sleep(max(0.0, start + moment - time.monotonic()))
        processes = sorted(client.run(os.getpid, on_error="ignore").values())
        if processes:
            os.kill(chance.choice(processes), signal.SIGKILL)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
