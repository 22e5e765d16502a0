"""What is to outlast a power loss: bytes of a file, and the names in a folder, are on the disk when these functions return."""

import os
from pathlib import Path


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
