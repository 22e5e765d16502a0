"""A power loss: what was reported done is on the disk, and a graph whose files the disk never got is filled again from the library.

`Disk` holds what a disk is sure to have at any moment: the bytes of a file and the names of a folder as they were when each was last
synced. `python -m benchmarks.power_loss` copies the image of a real file system instead.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from stores import environment

from kg import catalogue, disk, library
from kg.cli.output import open_graph
from kg.graph import Store, embedded, open_store, server_facts
from tests.kg.plans import SMALL, bare

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a descriptor's path is read from /proc")


class Disk:
    """What was synced below a folder, by the number of the file or folder."""

    def __init__(self, root: Path) -> None:
        self.root, self.files, self.folders = root, {}, {}  # type: tuple[Path, dict[int, bytes], dict[int, dict[str, int]]]
        self.losses = 0

    def synced(self, descriptor: int) -> None:
        """Note what fsync of a descriptor promises."""
        path = Path(f"/proc/self/fd/{descriptor}").resolve()
        number = os.fstat(descriptor).st_ino
        if path.is_dir():
            self.folders[number] = {below.name: below.lstat().st_ino for below in path.iterdir()}
        else:
            self.files[number] = path.read_bytes()

    def image(self, where: Path) -> Path:
        """Write what is left after a power loss into a folder; a file that was never synced is empty."""
        self.losses += 1
        made = where / str(self.losses)
        self._write(self.root.stat().st_ino, made)
        return made

    def _write(self, number: int, place: Path) -> None:
        if number in self.folders:
            place.mkdir(parents=True)
            for name, below in self.folders[number].items():
                self._write(below, place / name)
        else:
            place.write_bytes(self.files.get(number, b""))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A KG_HOME that is not there yet, in a folder that is."""
    monkeypatch.setenv("KG_HOME", str(tmp_path / "disk" / "home"))
    (tmp_path / "disk").mkdir()
    yield tmp_path
    monkeypatch.undo()


@pytest.fixture
def watched(home: Path, monkeypatch: pytest.MonkeyPatch) -> Disk:
    """The disk of that KG_HOME."""
    made, sync = Disk(home / "disk"), os.fsync

    def fsync(descriptor: int) -> None:
        sync(descriptor)
        made.synced(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    return made


def after_a_loss(home: Path, watched: Disk, monkeypatch: pytest.MonkeyPatch) -> tuple[library.Kept, ...]:
    """Return what the library holds when the machine is up again; nothing of it may be damaged."""
    with monkeypatch.context() as patch:
        patch.setenv("KG_HOME", str(watched.image(home) / "home"))
        assert library.damaged() == ()
        for one in library.kept():
            library.plan(one.key)
        return library.kept()


def test_a_document_is_kept_when_that_is_reported(home: Path, watched: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = library.keep(SMALL)
    assert after_a_loss(home, watched, monkeypatch) == (first,)
    second = library.keep(bare("别的"))
    changed = library.keep(replace(SMALL, title="改名的要点"))
    assert set(after_a_loss(home, watched, monkeypatch)) == {second, changed}
    decided = library.decide(second.key, apart=True)
    assert decided in after_a_loss(home, watched, monkeypatch)
    library.forget(second.key)
    assert after_a_loss(home, watched, monkeypatch) == (changed,)


def test_at_every_moment_the_old_folder_or_the_new_one_is_there(home: Path, watched: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    old = library.keep(SMALL)
    found: list[tuple[library.Kept, ...]] = []
    synced = watched.synced

    def look(descriptor: int) -> None:
        synced(descriptor)
        found.append(after_a_loss(home, watched, monkeypatch))

    monkeypatch.setattr(watched, "synced", look)
    new = library.keep(replace(SMALL, title="改名的要点"))
    assert len(found) >= 5
    assert found == [(old,)] * (len(found) - 1) + [(new,)]


def test_sees_a_file_that_was_not_synced(home: Path, watched: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "write", lambda path, content: path.write_bytes(content))
    library.keep(SMALL)
    with pytest.raises(AssertionError):
        after_a_loss(home, watched, monkeypatch)


def test_a_graph_that_was_open_at_a_power_loss_is_filled_again(embedded_store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    catalogue.load(embedded_store, SMALL)
    embedded_store.close()
    embedded.kill(embedded_store.address)
    where = embedded.folder()
    assert (where / server_facts.OPEN).exists()
    for path in (where / "databases").rglob("*.bucket"):
        path.write_bytes(b"")  # what a disk has of a file that was never synced
    disk.write(where / server_facts.OPEN, b"another run of the machine")
    with environment(None), open_graph() as store:
        assert [d["title"] for d in store.documents()] == [SMALL.title]
        assert not store.emptied()
        catalogue.remove(store, SMALL.source.sha256)
    assert "filled again from the library" in capsys.readouterr().err


def test_a_graph_that_was_closed_is_left_alone_whatever_ran_in_between(embedded_store: Store) -> None:
    catalogue.load(embedded_store, bare("别的"))
    embedded_store.close()
    embedded.stop()
    assert not (embedded.folder() / server_facts.OPEN).exists()
    with environment(None), open_store() as store:
        assert len(store.documents()) == 1 and not store.emptied()
        catalogue.remove(store, bare("别的").source.sha256)
