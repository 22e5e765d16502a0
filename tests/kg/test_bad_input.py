"""Bad input is refused, or read, with one clear sentence; what was loaded before stays as it is."""

import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest.sources import read_text
from kg.cli import entry as cli
from kg.errors import UnreadableInput
from kg.graph import Store
from tests.kg.test_cli import PLAN, Kg, Told, kg, plan  # noqa: F401  # the fixtures

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
HALF = "一、工作安排\n1.修桥一座。（责任单位：县交通局）".encode("gb18030")[:-1]


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def one_sentence(told: Told, path: Path | str) -> bool:
    """Tell whether the error names the place and is a line without a trace."""
    lines = told.err.strip().splitlines()
    return len(lines) == 1 and str(path) in lines[0] and "Traceback" not in told.err


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("picture.txt", PICTURE),
        ("archive.xyz", PICTURE),  # an unknown suffix with bytes that are no text
        ("broken.docx", b"PK\x03\x04 no more than the beginning"),
        ("broken.pdf", b"%PDF-1.7\n nothing behind"),
        ("broken.xlsx", b"PK\x03\x04"),
        ("large.txt", b"a" * (65 * 2**20)),  # more than a document may have
    ],
)
def test_what_cannot_be_read_is_refused(kg: Kg, tmp_path: Path, name: str, data: bytes) -> None:  # noqa: F811
    path = written(tmp_path, name, data)
    told = kg("extract", str(path))
    assert (told.code, told.out) == (2, "")
    assert one_sentence(told, path)


@pytest.mark.parametrize(
    ("name", "data", "tasks"),
    [
        ("half.txt", HALF, None),  # half a GB18030 character at the end
        ("control.txt", PLAN.replace("。", "。\x00\x07").encode(), 2),
        ("line.txt", PLAN.replace("\n", "").ljust(200_000, "好").encode(), None),  # a single line of 200,000 characters
        ("notes.xyz", PLAN.encode(), 2),  # an unknown suffix, but text
        ("big.txt", ("这一段没有任务。\n" * 100_000).encode(), 0),  # 2.5 MB; benchmarks/commands.py reads one of 50 MB
    ],
)
def test_what_is_text_is_read(kg: Kg, tmp_path: Path, name: str, data: bytes, tasks: int | None) -> None:  # noqa: F811
    told = kg("extract", str(written(tmp_path, name, data)))
    assert told.code == 0, told.err
    found = json.loads(told.out)
    assert tasks is None or len(found["tasks"]) == tasks


def test_two_files_with_one_name_are_two_documents(kg: Kg, tmp_path: Path, empty_library: Store) -> None:  # noqa: F811
    for folder, text in (("a", PLAN), ("b", PLAN.replace("五条", "六条"))):
        (tmp_path / folder).mkdir()
        written(tmp_path / folder, "plan.txt", text.encode())
    assert kg("load", str(tmp_path)).code == 0
    hashes = [d["hash"] for d in json.loads(kg("documents", "--format", "json").out) if d["source"].endswith("plan.txt")]
    assert len(hashes) == 2
    assert [kg("remove", one).code for one in hashes] == [0, 0]


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up the superuser's rights for a while: he may read everything."""
    if os.name == "nt" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="permissions are not bits of the file here")
def test_a_file_without_permission_is_refused(plan: Path) -> None:  # noqa: F811
    plan.chmod(0)
    with as_nobody(), pytest.raises(UnreadableInput, match=r"plan\.txt"):
        read_text(plan)


def test_a_data_folder_that_cannot_be_written_is_refused(
    kg: Kg,  # noqa: F811
    plan: Path,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KG_HOME", str(written(tmp_path, "file", b"")))  # a file where the folder should be: not writable for anybody
    told = kg("load", str(plan))
    assert (told.code, one_sentence(told, "file")) == (2, True)


def test_a_taken_port_is_refused(kg: Kg) -> None:  # noqa: F811
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        told = kg("app", "--port", port, "--no-browser")
    assert (told.code, one_sentence(told, port)) == (2, True)


def test_bad_input_leaves_what_was_loaded(kg: Kg, plan: Path, tmp_path: Path) -> None:  # noqa: F811
    assert kg("load", str(plan)).code == 0
    before = kg("documents", "--format", "csv").out
    assert kg("load", str(written(tmp_path, "picture.txt", PICTURE))).code == 2
    assert kg("documents", "--format", "csv").out == before
    assert kg("remove", "青山县2024年河道治理工作要点").code == 0


def test_a_fault_of_the_program_is_a_sentence_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero")

    run: Callable[..., None] = broken
    monkeypatch.setattr(cli, "app", run)
    monkeypatch.setattr(cli, "_speak_utf8", lambda: None)
    monkeypatch.setattr(sys, "argv", ["kg", "documents"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert (ended.value.code, capsys.readouterr().err.count("\n")) == (2, 1)
