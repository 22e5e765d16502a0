"""The embedded graph database: ArcadeDB as a private Bolt server on this machine's loopback, started when it is needed.

One server a folder (KG_HOME/server). The first process that needs it starts it, others attach; it ends by itself when
nobody has been connected for some minutes, whatever way its clients ended. server.json holds random passwords and is
readable by its owner alone; a file lock keeps two processes from starting or ending it at once.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg import disk, settings
from kg.errors import KgError, StoreUnreachable
from kg.graph.server_facts import DATABASE, EMPTIED, READER, ROOT, ServerFacts, new_facts, read_facts, write_facts

HEAP = "640m"  # the whole process stays under 1 GB
QUERY_SECONDS = 10  # the driver's time limit is not honoured here, so the server's own must be what readers are promised
IDLE_SECONDS = 300.0  # long enough to go on with the next command at once, short enough not to be found tomorrow
START_SECONDS = 60.0  # measured: 2.7 s; a busy or slow machine takes its time
STOP_SECONDS = 15.0
LOCK_SECONDS = START_SECONDS + STOP_SECONDS + 15  # whoever waits for the lock waits for another's start or stop
WRITING_SECONDS = 300.0  # the largest plans load in a few seconds
LEAST_FREE = 2**20  # bytes: less than one document's part of the write-ahead log
FULL = "the disk is full"
# the first compiler alone: half the processor time of a start and of a first load, and no slower afterwards (3,000 tasks)
JVM = (
    f"-Xmx{HEAP} -Xms64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError"
    f" -Darcadedb.command.timeout={QUERY_SECONDS * 1000}"
    " -Darcadedb.opencypher.loadCsv.allowFileUrls=false -Darcadedb.opencypher.loadCsv.allowRemoteUrls=false"
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the embedded server answers, and the two users it knows: one that writes, one that only reads."""

    uri: str
    database: str
    writer: tuple[str, str]
    reader: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Status:
    """The embedded server as `kg store status` shows it; memory and disk in bytes."""

    running: bool
    folder: Path
    address: str | None
    pid: int | None
    memory: int | None
    disk: int


def folder() -> Path:
    """Return the folder of the embedded server; it need not exist."""
    return settings.home() / "server"


# ---------------------------------------------------------------- what people call


def start(where: Path | None = None, *, idle: float = IDLE_SECONDS) -> Endpoint:
    """Attach to the server of a folder, starting it where none runs.

    Raises NotWritable where the folder may not be written, StoreUnreachable where the server does not start.
    """
    where = where or folder()
    with _locked(where):
        facts = read_facts(where)
        if facts is None or not _alive(facts, where):
            facts = _launch(where, facts or new_facts(), idle)
        (where / "used").touch()
    return _endpoint(facts)


def status(where: Path | None = None) -> Status:
    """Tell whether the server of a folder runs, where, and how much memory and disk it takes."""
    where = where or folder()
    facts = read_facts(where)
    size = sum(path.stat().st_size for path in where.rglob("*") if path.is_file()) if where.is_dir() else 0
    if facts is None or not _alive(facts, where):
        return Status(False, where, None, None, None, size)
    import psutil

    memory: int = psutil.Process(facts.pid).memory_info().rss
    return Status(True, where, _endpoint(facts).uri, facts.pid, memory, size)


def stop(where: Path | None = None) -> bool:
    """End the server of a folder now; return whether one was running."""
    where = where or folder()
    if not where.is_dir():
        return False
    with _locked(where):
        return _end(where)


def kill(address: str, where: Path | None = None) -> bool:
    """End the server at an address at once, as it is; its write-ahead log keeps what was loaded. Return whether it was running."""
    import psutil

    where = where or folder()
    with _locked(where):
        facts = read_facts(where)
        if facts is None or _endpoint(facts).uri != address or not _serves(facts, where):
            return False
        process = psutil.Process(facts.pid)
        process.kill()
        process.wait(STOP_SECONDS)
        return True


def trouble(where: Path | None = None) -> str | None:
    """Return what stands in the server's way, in words: what its log says of memory, disk and folder since its start, or a full disk.

    None where nothing is known. A server that cannot write any more often cannot write that into its log either.
    """
    where = where or folder()
    if where.is_dir() and shutil.disk_usage(where).free < LEAST_FREE:
        return FULL
    log = where / "server.log"
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    found = (words for marks, words in WORDS_OF_A_LOG[:3] if any(mark in text for mark in marks))
    words = next(found, None)
    return words.format(HEAP=HEAP) if words else None


def emptied(where: Path | None = None) -> bool:
    """Tell whether the graph was emptied because the machine went down under the server, and was not filled again."""
    return ((where or folder()) / EMPTIED).exists()


def filled(where: Path | None = None) -> None:
    """Note that the library has filled the graph again."""
    ((where or folder()) / EMPTIED).unlink(missing_ok=True)


def reset(where: Path | None = None) -> None:
    """End the server of a folder and remove all that it keeps; the library is untouched and can fill it again."""
    where = where or folder()
    if not where.is_dir():
        return
    with _locked(where):
        _end(where)
        for path in where.iterdir():
            if path.name not in ("lock", "serving", "writing"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()


@contextmanager
def writing(where: Path | None = None) -> Iterator[None]:
    """Let one process write at a time: the server itself sends those who meet away, and not all of them find the way back."""
    import filelock

    try:
        with filelock.FileLock((where or folder()) / "writing", timeout=WRITING_SECONDS):
            yield
    except filelock.Timeout:
        raise StoreUnreachable(f"another process has been loading documents for more than {WRITING_SECONDS:.0f} s; try again") from None


# ---------------------------------------------------------------- the folder


@contextmanager
def _locked(where: Path) -> Iterator[None]:
    """Hold the folder's lock, making the folder where it is missing."""
    import filelock

    lock = filelock.FileLock(where / "lock", timeout=LOCK_SECONDS)
    try:
        where.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock.acquire()
    except filelock.Timeout:
        raise StoreUnreachable(f"another process has been starting or ending the embedded server in {where} for too long") from None
    except OSError as error:
        raise disk.refused(where, error) from None
    try:
        yield
    except OSError as error:
        raise disk.refused(where, error) if disk.full(error) else error from None
    finally:
        lock.release()


# ---------------------------------------------------------------- the process


def _endpoint(facts: ServerFacts) -> Endpoint:
    return Endpoint(f"bolt://127.0.0.1:{facts.bolt}", DATABASE, writer=(ROOT, facts.root_password), reader=(READER, facts.reader_password))


def _alive(facts: ServerFacts, where: Path) -> bool:
    """Return whether the process of server.json still runs, serves this folder and answers on its port."""
    return _serves(facts, where) and _answers(facts.bolt)


def _serves(facts: ServerFacts, where: Path) -> bool:
    """Return whether the process of server.json is a server of this very folder.

    Its command line names the folder: a number that was given away again, a clock that was set, and a copy of the folder that still
    names the server of the original are all told apart by it.
    """
    import psutil

    try:
        process = psutil.Process(facts.pid) if facts.pid else None
        return process is not None and process.status() != psutil.STATUS_ZOMBIE and str(where.resolve()) in process.cmdline()
    except psutil.Error:
        return False


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 1):
            return True
    except OSError:
        return False


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return one.getsockname()[1], two.getsockname()[1]


def _launch(where: Path, facts: ServerFacts, idle: float) -> ServerFacts:
    """Start the server's process and wait until it is ready."""
    bolt, http = _free_ports()
    write_facts(where, replace(facts, bolt=bolt, http=http, pid=0))
    (where / "stop").unlink(missing_ok=True)
    (where / "used").touch()
    return _wait(where, _spawn(where, idle))


def _spawn(where: Path, idle: float) -> "subprocess.Popen[bytes]":
    """Start kg.graph.embedded_process as a process of its own that outlives the one that needed it."""
    code = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, (code, os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "ARCADEDB_JVM_ARGS": JVM, "ARCADEDB_NATIVE_ISOLATE_ARGS": JVM, "PYTHONPATH": path}
    if sys.platform == "linux":
        environment["LC_ALL"] = "C.UTF-8"  # Java takes the names of files from the locale: under C a folder with Chinese names is none
    apart: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    with (where / "server.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "kg.graph.embedded_process", str(where.resolve()), str(idle)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=where,
            env=environment,
            **apart,
        )


def _wait(where: Path, process: "subprocess.Popen[bytes]") -> ServerFacts:
    """Return what the server writes when it is ready; raise StoreUnreachable when it ends before or takes too long.

    Ready may be an earlier one, whose starter was killed: then the one started here is not needed.
    """
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit:
        facts = read_facts(where)
        if facts and facts.pid and _alive(facts, where):
            if facts.pid != process.pid:
                process.kill()
            return facts
        if process.poll() is not None:
            raise start_failure(where)
        time.sleep(0.02)
    process.kill()
    raise StoreUnreachable(f"the embedded server did not start within {START_SECONDS:.0f} s; see {where / 'server.log'}")


WORDS_OF_A_LOG = (
    (
        ("reserve enough space", "OutOfMemory", "insufficient memory", "Cannot allocate memory"),
        "there is too little memory ({HEAP} are given to it)",
    ),
    (("No space left on device", "There is not enough space"), FULL),
    (("Permission denied", "AccessDenied", "Read-only file system"), "its folder cannot be written"),
    (("No module named 'arcadedb",), "the package arcadedb-embedded is not installed; install it, or name a Neo4j by NEO4J_URI"),
    (("GLIBC", "cannot open shared object", "DLL load failed"), "its Java does not run on this system; name a Neo4j by NEO4J_URI"),
    (("Address already in use", "BindException", "Unable to listen"), "another program took its port; try again"),
    (("LockException", "is locked", "already in use"), "another process holds its files"),
)


def start_failure(where: Path) -> KgError:
    """Say in one sentence why the server ended while it was starting, from what it wrote into its log."""
    log = where / "server.log"
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    for marks, words in WORDS_OF_A_LOG:
        if any(mark in text for mark in marks):
            return StoreUnreachable(f"the embedded server did not start: {words.format(HEAP=HEAP)} ({log})")
    return StoreUnreachable(f"the embedded server did not start; {log} tells why")


def _end(where: Path) -> bool:
    """Ask the server to end, and end it if it does not; the write-ahead log makes both safe."""
    import psutil

    facts = read_facts(where)
    if facts is None or not _serves(facts, where):
        return False
    (where / "stop").touch()
    process = psutil.Process(facts.pid)
    try:
        process.wait(STOP_SECONDS)
    except psutil.TimeoutExpired:
        process.kill()
        process.wait(STOP_SECONDS)
    return True
