"""What is to outlast a power loss: bytes of a file, and the names in a folder, are on the disk when these functions return."""

import errno
import os
from pathlib import Path

from kg.errors import NotWritable

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # no space on the disk, none left for the user, none left for one file


def write(path: Path, content: bytes) -> None:
    """Write a file and wait until the disk has its bytes; its name is there after `sync` of its folder."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync(place: Path) -> None:
    """Wait until the disk has the bytes of a file, or the names of a folder; Windows writes those by itself and opens no folder."""
    if os.name == "nt":
        return
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make(folder: Path) -> None:
    """Make a folder for its owner alone, and those above it, where they are missing; the disk has their names."""
    if folder.is_dir():
        return
    make(folder.parent)
    folder.mkdir(exist_ok=True, mode=0o700)
    sync(folder.parent)


def full(error: OSError) -> bool:
    """Tell whether the system refused to write because there is no space."""
    return error.errno in FULL


def refused(folder: Path, error: OSError) -> NotWritable:
    """Say that the system refused to write into a folder of KG_HOME, why, and what to do."""
    why = error.strerror or str(error)
    if full(error):
        return NotWritable(
            f"{folder} cannot be written: the disk is full ({why}); make space there, or set KG_HOME to a folder on another disk"
        )
    return NotWritable(f"{folder} cannot be written ({why}); set KG_HOME to a folder that can")
