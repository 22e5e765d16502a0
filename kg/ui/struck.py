"""What a person struck out of the matters to discuss: a plain file in KG_HOME, a key a line, written whole and renamed into place."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg import disk
from kg.settings import home

NAME = "struck-matters.txt"
WAIT = 5.0  # seconds for another window that is writing


def struck() -> frozenset[str]:
    """Return the keys of the matters that were struck out; a file that cannot be read strikes out nothing."""
    try:
        return frozenset((home() / NAME).read_text("utf-8").split())
    except (OSError, UnicodeDecodeError):
        return frozenset()


def strike(key: str) -> None:
    """Strike a matter out, or take it back where it was struck out.

    Raises NotWritable where the folder cannot be written.
    """
    with _writing() as path:
        kept = struck() ^ {key}
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8") as out:
            out.write("".join(f"{one}\n" for one in sorted(kept)))
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)


@contextmanager
def _writing() -> Iterator[Path]:
    """Hold the file for one writer; what the system refuses becomes one sentence."""
    from filelock import FileLock, Timeout

    try:
        home().mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(home() / f".{NAME}.lock", timeout=WAIT):
            yield home() / NAME
    except (OSError, Timeout) as error:
        raise disk.refused(home(), error) from error
