"""A full disk under the server: one sentence that says so, nothing of a document is half there, and with space again all goes on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from stores import environment

from kg import catalogue, library
from kg.errors import Exit, NotWritable
from kg.graph import Store, embedded, server_errors
from tests.kg.plans import SMALL, bare
from tests.kg.test_store import graph

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="what another process may write is limited there alone")


@contextmanager
def no_space() -> Iterator[None]:
    """Let the system refuse the embedded server every write, as a full disk does."""
    server = psutil.Process(embedded.status().pid)
    before = server.rlimit(psutil.RLIMIT_FSIZE)
    server.rlimit(psutil.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        server.rlimit(psutil.RLIMIT_FSIZE, before)


@LINUX
def test_the_server_cannot_write(empty_library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue.load(empty_library, SMALL)
    before = graph(empty_library)
    monkeypatch.setattr(embedded, "LEAST_FREE", 2**70)  # more than any disk has: the limit above leaves space on this one
    with no_space(), pytest.raises(NotWritable, match=r"the disk is full.*make space, then load it again"):
        catalogue.load(empty_library, bare("另一份要点"))
    assert graph(empty_library) == before
    catalogue.repair(empty_library)
    assert len(empty_library.documents()) == len(library.kept()) == 2


@LINUX
def test_the_server_cannot_start(tmp_path: Path) -> None:
    full = "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (0, r.RLIM_INFINITY)); from kg.cli import main; main()"
    with environment(None):
        variables = {**os.environ, "KG_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run([sys.executable, "-c", full, "documents"], capture_output=True, text=True, env=variables)
    assert (told.returncode, len(told.stderr.strip().splitlines())) == (2, 1)
    assert str(tmp_path / "server") in told.stderr and "the disk is full" in told.stderr


def test_a_neo4j_that_stopped_its_database_is_no_wrong_query() -> None:
    said = "The database has encountered a critical error, and needs to be restarted. Please see database logs for more details."
    error = server_errors.stopped("bolt://here:7687", RuntimeError(said))
    assert error is not None and error.code is Exit.UNREACHABLE and "start Neo4j again" in str(error)
    assert server_errors.stopped("bolt://here:7687", RuntimeError("Invalid input")) is None
