"""The embedded server: started on demand, shared, private, safe against kill -9, ended when nobody is left."""

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import neo4j
import psutil
import pytest
from stores import environment

from kg import settings
from kg.errors import Exit, NotWritable, StoreUnreachable
from kg.graph import embedded, store
from kg.graph.embedded import Endpoint
from kg.graph.store import open_store
from kg.settings import Server

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="file modes and kill -9 are POSIX")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A KG_HOME of its own, whose server is ended afterwards."""
    monkeypatch.setenv("KG_HOME", str(tmp_path))
    with environment(None):
        yield tmp_path
        embedded.stop()


def answer(endpoint: Endpoint, query: str = "RETURN 1 AS one") -> list[object]:
    with neo4j.GraphDatabase.driver(endpoint.uri, auth=endpoint.writer) as driver:
        return [record[0] for record in driver.execute_query(query, database_=endpoint.database).records]


def test_starts_once_and_is_shared(home: Path) -> None:
    first = embedded.start()
    assert embedded.start() == first
    assert answer(first) == [1]
    status = embedded.status()
    assert (status.running, status.address) == (True, first.uri)
    assert status.memory and status.memory < 1 << 30
    assert status.disk > 0


def test_is_started_once_by_many_at_a_time(home: Path) -> None:
    found: list[Endpoint] = []
    threads = [threading.Thread(target=lambda: found.append(embedded.start())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1 and len(found) == 4


def test_listens_on_loopback_only(home: Path) -> None:
    embedded.start()
    process = psutil.Process(embedded.status().pid)
    listening = {c.laddr.ip for c in process.net_connections(kind="tcp") if c.status == "LISTEN"}
    assert {ip.removeprefix("::ffff:") for ip in listening} == {"127.0.0.1"}


@POSIX
def test_passwords_are_the_owners_alone(home: Path) -> None:
    endpoint = embedded.start()
    assert stat.S_IMODE((home / "server" / "server.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((home / "server").stat().st_mode) == 0o700
    with neo4j.GraphDatabase.driver(endpoint.uri, auth=("root", "root")) as driver, pytest.raises(neo4j.exceptions.AuthError):
        driver.verify_connectivity()
    command = " ".join(psutil.Process(embedded.status().pid).cmdline())
    assert endpoint.writer[1] not in command and endpoint.reader[1] not in command


def test_stops_and_keeps_what_it_has(home: Path) -> None:
    answer(embedded.start(), "CREATE (n:Thing {name: '甲'}) RETURN n.name AS name")
    assert embedded.stop()
    assert not embedded.status().running
    assert not embedded.stop()
    assert answer(embedded.start(), "MATCH (n:Thing) RETURN n.name AS name") == ["甲"]


def test_reset_leaves_nothing(home: Path) -> None:
    answer(embedded.start(), "CREATE (n:Thing {name: '甲'}) RETURN n.name AS name")
    embedded.reset()
    assert not embedded.status().running
    assert {path.name for path in (home / "server").iterdir()} <= {"lock", "serving", "writing"}
    assert answer(embedded.start(), "MATCH (n) RETURN count(n) AS n") == [0]


@POSIX
def test_survives_its_own_kill(home: Path) -> None:
    answer(embedded.start(), "CREATE (n:Thing {name: '甲'}) RETURN n.name AS name")
    pid = embedded.status().pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    assert gone(pid, 30)
    assert answer(embedded.start(), "MATCH (n:Thing) RETURN n.name AS name") == ["甲"]
    assert embedded.status().pid != pid


@POSIX
def test_an_open_store_goes_on_after_a_kill(home: Path) -> None:
    with open_store() as found:
        assert found.read("RETURN 1 AS one").rows == [(1,)]
        pid = embedded.status().pid
        assert pid
        os.kill(pid, signal.SIGKILL)
        assert found.read("RETURN 2 AS two").rows == [(2,)]
        assert found.documents() == []


CLIENT = """
import sys, time
from kg.graph.store import open_store
with open_store() as store:
    store.read("RETURN 1 AS one")
    print("open", flush=True)
    time.sleep(60)
"""


@POSIX
def test_ends_by_itself_after_the_last_client_however_that_ended(home: Path) -> None:
    code = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    endpoint = embedded.start(idle=2.0)
    with neo4j.GraphDatabase.driver(endpoint.uri, auth=endpoint.reader) as driver:  # somebody is there until the client is
        driver.verify_connectivity()
        client = subprocess.Popen([sys.executable, "-c", CLIENT], stdout=subprocess.PIPE, text=True, env=code)
        assert client.stdout and client.stdout.readline() == "open\n"
    time.sleep(3)
    pid = embedded.status().pid
    assert pid
    client.kill()
    client.wait()
    assert gone(pid, 20)
    assert answer(embedded.start()) == [1]


IDLE_SECONDS, IDLE_SHARE = 1.0, 0.03  # of a core; a server that asked the system for its connections without end took 4.5 %


def test_an_idle_server_takes_next_to_nothing_of_the_processor(embedded_store: store.Store) -> None:
    assert embedded_store.read("RETURN 1 AS one").rows == [(1,)]
    server = psutil.Process(embedded.status().pid)
    shares = (_share(server) for _ in range(20))  # the first seconds may go to what the server compiles after earlier work
    assert any(share <= IDLE_SHARE for share in shares)


def _share(process: psutil.Process) -> float:
    """Return what a process takes of a core for a second."""
    before = process.cpu_times()
    time.sleep(IDLE_SECONDS)
    after = process.cpu_times()
    return float(after.user + after.system - before.user - before.system) / IDLE_SECONDS


def test_ends_when_its_folder_is_gone(tmp_path: Path) -> None:
    embedded.start(tmp_path / "server")
    pid = embedded.status(tmp_path / "server").pid
    assert pid
    (tmp_path / "server").rename(tmp_path / "elsewhere")  # removing it file by file would race with the server's own writing
    assert gone(pid, 30)


def gone(pid: int, seconds: float) -> bool:
    """Wait for a process to end; asking for the server's status would count as a visit."""
    limit = time.monotonic() + seconds
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE and time.monotonic() < limit:
        time.sleep(0.2)
    return time.monotonic() < limit


def test_a_port_given_to_somebody_else_is_not_taken_for_the_server(home: Path) -> None:
    embedded.start()
    embedded.stop()
    place = home / "server" / "server.json"
    facts = json.loads(place.read_text())
    with socket.create_server(("127.0.0.1", 0)) as other:
        place.write_text(json.dumps({**facts, "bolt": other.getsockname()[1], "pid": os.getpid(), "born": 1.0}))
        assert not embedded.status().running
        assert answer(embedded.start()) == [1]


def test_starts_anew_where_the_passwords_were_lost(home: Path) -> None:
    answer(embedded.start(), "CREATE (n:Thing {name: '甲'}) RETURN n.name AS name")
    embedded.stop()
    (home / "server" / "server.json").write_text("{")
    assert answer(embedded.start(), "MATCH (n:Thing) RETURN n.name AS name") == ["甲"]


def test_passwords_that_were_changed_hold_from_the_next_start(home: Path) -> None:
    """Whoever edits server.json, or takes it from a copy, has the server those passwords name; nobody waits for it in vain."""
    answer(embedded.start(), "CREATE (n:Thing {name: '甲'}) RETURN n.name AS name")
    place = home / "server" / "server.json"
    place.write_text(json.dumps({**json.loads(place.read_text()), "root_password": "another one", "reader_password": "and another"}))
    with pytest.raises(StoreUnreachable, match=r"server\.json was changed while it ran.*kg store stop") as error:
        store.connect()
    assert "another" not in str(error.value)
    embedded.stop()
    assert answer(embedded.start(), "MATCH (n:Thing) RETURN n.name AS name") == ["甲"]
    with environment(None), store.open_store() as found:
        assert found.read("MATCH (n:Thing) RETURN n.name AS name").rows == [("甲",)]


def test_says_so_where_the_folder_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("KG_HOME", str(tmp_path / "file"))
    with environment(None), pytest.raises(NotWritable, match="KG_HOME"):
        store.connect()


def test_wrong_logins_of_another_program_are_no_fault_of_the_settings(home: Path) -> None:
    endpoint = embedded.start()
    for n in range(6):
        wrong = neo4j.GraphDatabase.driver(endpoint.uri, auth=(endpoint.reader[0], f"guess {n}"))
        with wrong, pytest.raises(neo4j.exceptions.AuthError):
            wrong.verify_connectivity()
    with pytest.raises(StoreUnreachable, match="half a minute") as error:
        store.connect()
    assert not [word for word in ("NEO4J", "guess", endpoint.reader[1], endpoint.writer[1]) if word in str(error.value)]


LOGS = (  # what a start left in the log, what is said about it
    ("Error occurred during initialization of VM\nCould not reserve enough space for 524288KB object heap", "too little memory"),
    ("java.io.IOException: No space left on device", "disk is full"),
    ("ImportError: /lib/libc.so.6: version `GLIBC_2.34' not found", "does not run on this system"),
    ("ModuleNotFoundError: No module named 'arcadedb'", "arcadedb-embedded is not installed"),
    ("java.net.BindException: Address already in use", "took its port"),
    ("something nobody foresaw", "server.log tells why"),
)


@pytest.mark.parametrize(("log", "words"), LOGS)
def test_says_why_it_did_not_start(log: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "server.log").write_text(log)
    error = embedded.start_failure(tmp_path)
    assert words in str(error)
    assert error.code is Exit.UNREACHABLE


def test_a_start_that_fails_says_why(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "JVM", "-Xmx1k")
    with pytest.raises(StoreUnreachable, match="did not start"):
        embedded.start()


UNREACHABLE = (  # address, what is said
    ("bolt://127.0.0.1:1", "does not answer"),
    ("neo4j://127.0.0.1:1", "does not answer"),
    ("bolt://no-such-host.invalid:7687", "does not answer"),
    ("nonsense", "no Bolt address"),
    ("http://127.0.0.1:7474", "no Bolt address"),
)


@pytest.mark.parametrize(("uri", "words"), UNREACHABLE)
def test_an_address_nobody_answers_at_is_said_fast(uri: str, words: str) -> None:
    before = time.monotonic()
    with environment(Server(uri, "neo4j", "x", None)), pytest.raises(StoreUnreachable) as error:
        store.connect()
    assert words in str(error.value) and uri in str(error.value)
    assert time.monotonic() - before < 10


def test_a_port_that_swallows_everything_is_given_up_fast() -> None:
    before = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        uri = f"bolt://127.0.0.1:{silent.getsockname()[1]}"
        with environment(Server(uri, "neo4j", "x", None)), pytest.raises(StoreUnreachable, match="does not answer"):
            store.connect()
    assert time.monotonic() - before < 10


@pytest.mark.neo4j
def test_a_wrong_password_is_said(neo4j_given: Server) -> None:
    wrong = Server(neo4j_given.uri, neo4j_given.username, "wrong", None)
    with environment(wrong), pytest.raises(StoreUnreachable, match="refuses the user name or password"):
        store.connect()


@pytest.mark.neo4j
def test_a_database_that_does_not_exist_is_said(neo4j_given: Server) -> None:
    server = Server(neo4j_given.uri, neo4j_given.username, neo4j_given.password, "nowhere")
    with environment(server), pytest.raises(StoreUnreachable, match="NEO4J_DATABASE"), open_store() as found:
        found.documents()


def test_the_folder_is_in_kg_home(home: Path) -> None:
    assert embedded.folder() == settings.home() / "server" == home / "server"


def test_a_clock_that_was_set_changes_nothing(home: Path) -> None:
    """The server is known by what its process is, not by the time it began: an older server.json still says that time."""
    first = embedded.start()
    kept = json.loads((embedded.folder() / "server.json").read_text())
    (embedded.folder() / "server.json").write_text(json.dumps({**kept, "born": 5.0}))
    assert embedded.start() == first and embedded.status().running
    assert embedded.stop()


def test_a_copied_folder_has_a_server_of_its_own(home: Path, tmp_path: Path) -> None:
    original = embedded.start()
    answer(original, "CREATE (n:Thing {name: '甲'}) RETURN n.name AS name")
    copy = tmp_path / "copy" / "server"
    copy.mkdir(parents=True)
    shutil.copy(embedded.folder() / "server.json", copy / "server.json")
    assert not embedded.status(copy).running
    assert not embedded.stop(copy)  # the server of the original is not the copy's to end
    assert embedded.status().running
    other = embedded.start(copy)
    try:
        assert other.uri != original.uri
        assert answer(other, "MATCH (n:Thing) RETURN count(n) AS n") == [0]
    finally:
        embedded.stop(copy)
