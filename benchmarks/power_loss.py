"""A machine that goes down during or after a load: the image of its disk is copied, and what was reported done until then is looked for.

python -m benchmarks.power_loss [ROUNDS]    needs Linux, the superuser and loop devices

KG_HOME lies in a file system of its own in a file. That file, copied while the file system is mounted, is what the disk got: what the
system still held in memory is not in it. Its limits: a disk that reports what it has not written is not shown, nor a copy of one single
moment (the file is copied in a fraction of a second, and the journal is replayed as after a crash); the copy is opened in the same run of
the machine, so the note of the run in which the database was open is changed by hand.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.kill_rounds import PLANS, Dump, dump, embedded_server, emptied, loading, made_plans, undisturbed
from benchmarks.measuring import row
from kg import library
from kg.graph import embedded, server_facts

ROUNDS = 20
SIZE = 256 * 2**20
LATER = 8.0  # seconds: a system writes by itself what is some seconds old, so early and late copies hold more or less of it


def main(rounds: int = ROUNDS) -> None:
    """Print in how many rounds every document reported done was there, and how many gave the graph of an undisturbed load."""
    if sys.platform != "linux" or os.geteuid() != 0:
        row("power loss", "left out: needs Linux and the superuser")
        return
    with tempfile.TemporaryDirectory(prefix="kg-power-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ["KG_HOME"] = str(folder / "home")
        plans = made_plans(folder / "plans", PLANS)
        with embedded_server():
            expected, _ = undisturbed(plans)
            emptied()
        found = [lost(folder, plans, expected, random.Random(n)) for n in range(rounds)]
        kept, reported, equal = (sum(column) for column in zip(*found, strict=True))
        row("power loss: documents reported done", f"{kept:,} of {reported:,} kept", "all")
        row("power loss: the graph after the next load", f"{equal} of {rounds} equal", "all")


def lost(folder: Path, plans: list[Path], expected: Dump, chance: random.Random) -> tuple[int, int, bool]:
    """Load plans, copy the disk at a random moment; return how many documents are kept, were reported, and whether the graph is right."""
    disk, copy = folder / "disk.img", folder / "copy.img"
    made(disk)
    with mounted(disk, folder / "disk"):
        reported = load_until(plans, chance.randint(0, len(plans)), chance)
        subprocess.run(["cp", "--sparse=always", disk, copy], check=True)
        embedded.stop()
    with mounted(copy, folder / "copy"):
        return (*up_again(reported), again(plans, expected))


def load_until(plans: list[Path], count: int, chance: random.Random) -> set[str]:
    """Load until so many documents are reported done and a while longer; return their titles."""
    process = loading(plans, stderr=subprocess.PIPE)
    assert process.stderr
    lines = [line for _, line in zip(range(count), process.stderr, strict=False)]
    time.sleep(chance.uniform(0, LATER))
    process.kill()
    process.wait()
    return {line.decode().partition(":")[0] for line in lines}


def up_again(reported: set[str]) -> tuple[int, int]:
    """Open the copy as another run of the machine does; return how many of the documents reported are whole, and how many there are."""
    noted = embedded.folder() / server_facts.OPEN
    if noted.exists():
        noted.write_text("another run of the machine", encoding="utf-8")
    return len(reported & {str(one.title) for one in library.kept()}), len(reported)


def again(plans: list[Path], expected: Dump) -> bool:
    with embedded_server():
        loading(plans).wait()
        return dump() == expected


def made(disk: Path) -> None:
    """Make a file that holds an empty file system."""
    disk.unlink(missing_ok=True)
    with disk.open("wb") as file:
        file.truncate(SIZE)
    subprocess.run(["mkfs.ext4", "-q", "-F", disk], check=True)


@contextmanager
def mounted(disk: Path, place: Path) -> Iterator[None]:
    """Mount a file system, with KG_HOME in it, for the length of a with block."""
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", "loop", disk, place], check=True)
    os.environ["KG_HOME"] = str(place / "home")
    try:
        yield
    finally:
        embedded.stop()
        subprocess.run(["umount", "--lazy", place], check=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
