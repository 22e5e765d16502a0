"""Many documents on several machines: Dask hands each to a worker, and the plans come back in the order of the documents.

A worker gets a document's bytes, so it needs no file of the client's; it needs the same program and the same vocabularies of the
user's own, and says so where it has others. A worker that dies costs the time of what it was reading: the scheduler gives its
documents to another. Whoever reaches a scheduler can run programs on its workers: use it in a network of your own.
"""

import hashlib
import logging
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.batch import AHEAD, Failure, ReadOptions, Result, in_order, meta_of, read_one, supplied
from ingest.sources import Found, Refused, documents, file_bytes
from kg import files, settings
from kg.errors import ClusterFailed, InvalidValue, UnreadableInput
from kg.model import Plan

if TYPE_CHECKING:
    from distributed import Client, Future

LOCAL = "local"
INSTALL = 'reading on a cluster needs the extra cluster: pip install "responsibility-graph[cluster]"'
CONNECT_SECONDS = 10.0
WORKER_SECONDS = 60.0  # a worker that is started anew is there after some seconds
LOOK_SECONDS = 5.0  # how often it is looked whether there are workers at all

_reading = threading.Lock()  # the libraries that read PDF and the words are not made for several threads


def read_all(paths: Iterable[str], reading: ReadOptions, *, scheduler: str) -> Iterator[Plan | Failure]:
    """Yield a plan or a failure for every document of files, folders, zips and - (standard input), in order.

    `scheduler` is the address of a Dask scheduler (tcp://host:8786), or `local` for a worker a core on this machine.

    Raises InvalidValue without the extra `cluster`, ClusterFailed where scheduler or workers do not answer.
    """
    supplied(reading.meta)
    with _client(scheduler) as client:
        yield from in_order(documents(paths), partial(_begin, client, reading), AHEAD * _threads(client))


def _begin(client: "Client", reading: ReadOptions, entry: Found | Refused) -> Result:
    """Hand a document to the cluster."""
    work = client.submit(_read_alone, _with_bytes(entry), reading, meta_of(entry.path, reading.meta), program(), pure=False)
    return partial(_result, client, entry.path, work)


def _with_bytes(entry: Found | Refused) -> Found | Refused:
    if isinstance(entry, Refused) or entry.data is not None:
        return entry
    try:
        return Found(entry.path, file_bytes(Path(entry.path)))
    except UnreadableInput as error:
        return Refused(entry.path, error)


def _result(client: "Client", path: str, work: "Future[Plan | Failure]") -> Plan | Failure:
    """Wait for a document, as long as there is a worker."""
    from concurrent.futures import CancelledError

    from distributed.scheduler import KilledWorker

    while True:
        try:
            return work.result(timeout=LOOK_SECONDS)
        except TimeoutError:
            _threads(client)
        except KilledWorker:
            return Failure(path, f"{path}: several workers ended while they read it; read it alone, without a cluster.")
        except (CancelledError, OSError) as error:
            raise ClusterFailed("the scheduler of the cluster is gone; start it anew and read the documents again.") from error


# ---------------------------------------------------------------- on a worker


def _read_alone(entry: Found | Refused, reading: ReadOptions, meta: Mapping[str, str], wanted: str) -> Plan | Failure:
    """Read a document on a worker, whatever number of threads that has. Raises InvalidValue where it reads otherwise than the client."""
    if program() != wanted:
        raise InvalidValue(
            "a worker of the cluster has another version of the program or other files in KG_HOME/vocabulary;"
            " make them equal, then start it anew."
        )
    with _reading:
        return read_one(entry, reading, meta)


@cache
def program() -> str:
    """Return the hash of what decides how a document is read: the code, the ontology and the user's own vocabularies."""
    packages = (files.PACKAGE, files.PACKAGE.parent / "ingest")
    code = (path for package in packages for path in package.rglob("*.py"))
    digest = hashlib.sha256()
    for path in (*sorted(code), *_below(files.ONTOLOGY), *_below(settings.home() / "vocabulary")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


# ---------------------------------------------------------------- the cluster


@contextmanager
def _client(scheduler: str) -> "Iterator[Client]":
    """Connect to a scheduler, or start one with its workers on this machine."""
    if find_spec("distributed") is None:
        raise InvalidValue(f"{INSTALL}.")
    if scheduler == LOCAL:
        with local() as client:
            yield client
    else:
        with _connected(scheduler) as client:
            yield client


@contextmanager
def local(workers: int | None = None) -> "Iterator[Client]":
    """Start a scheduler and its workers, each a process with one thread, on the loopback of this machine: a worker a core."""
    from distributed import Client, LocalCluster

    quiet = {"silence_logs": logging.CRITICAL, "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(workers or os.cpu_count(), threads_per_worker=1, host="127.0.0.1", **quiet) as cluster, Client(cluster) as client:
        yield client


def _connected(scheduler: str) -> "Client":
    """Connect to the scheduler at an address."""
    from distributed import Client

    try:
        return Client(scheduler, timeout=CONNECT_SECONDS)
    except ValueError as error:
        raise InvalidValue(f"{scheduler} is no address of a Dask scheduler ({error}); give one like tcp://host:8786, or local.") from error
    except OSError as error:
        raise ClusterFailed(f"no Dask scheduler answers at {scheduler}; start one with `dask scheduler`, or give local.") from error


def _threads(client: "Client") -> int:
    """Return how many threads the workers have; raise ClusterFailed where there is no worker and none comes."""
    try:
        client.wait_for_workers(1, timeout=WORKER_SECONDS)
    except TimeoutError:
        raise ClusterFailed("the cluster has no worker; start one with `dask worker` and the address of its scheduler.") from None
    threads: dict[str, int] = client.nthreads()
    return max(1, sum(threads.values()))
