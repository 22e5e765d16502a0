"""The embedded server, seen from inside its process: ArcadeDB with a Bolt listener on loopback, until nobody needs it any more.

python -m kg.graph.embedded_process FOLDER IDLE_SECONDS    started by kg.graph.embedded
"""

import json
import os
import shutil
import signal
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from kg import disk
from kg.graph.server_facts import DATABASE, EMPTIED, OPEN, READER, ROOT, ServerFacts, read_facts, write_facts

LOOK_SECONDS = 0.2  # for being told to end, which costs nothing
COUNT_SECONDS = 5.0  # for open connections, which the system is asked for: more often, an idle server takes 4 % of a core
EARLIER_SECONDS = 60.0  # for a server of this folder that is still ending
LEAVE_SECONDS = 15.0  # to stop in good order


def serve(where: Path, idle: float) -> None:
    """Run the server of a folder until it is told to end or nobody has been connected for `idle` seconds."""
    import filelock

    told: list[int] = []
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _: told.append(number))
    with filelock.FileLock(where / "serving", timeout=EARLIER_SECONDS):
        facts = read_facts(where)
        if facts is None:
            raise SystemExit(f"there is no server.json in {where}")
        _open(where)
        server = _server(where, facts)
        try:
            _write_ready(where, facts)
            counted = time.monotonic()
            while not told and not (where / "stop").exists():
                time.sleep(LOOK_SECONDS)
                if time.monotonic() - counted > min(COUNT_SECONDS, idle / 4):
                    counted = time.monotonic()
                    if _left_alone(where, facts.bolt, idle):
                        break
        finally:
            _leave(server, where)


def _open(where: Path) -> None:
    """Note that the database is open, and in which run of the machine.

    One that was open when another run of the machine ended is removed: the system had promised nothing of its files, and what is left of
    them may hold anything. The library fills the graph again (`emptied`). The users are removed each time: they follow from server.json,
    and a server whose users have other passwords than stand there would let nobody in.
    """
    for users in where.glob("config/server-users*"):
        users.unlink()
    noted = where / OPEN
    if noted.exists() and noted.read_text("utf-8") != _run_of_the_machine():
        (where / EMPTIED).touch()
        disk.sync(where)
        for left in where.glob("databases"):
            shutil.rmtree(left)
    disk.write(noted, _run_of_the_machine().encode())
    disk.sync(where)


def _run_of_the_machine() -> str:
    """Return what tells one run of the machine, from its start to its end, from the next."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("utf-8").strip()
    except OSError:
        import psutil

        return str(round(psutil.boot_time() / 60))  # a clock that was set costs one filling from the library


def _closed(where: Path) -> None:
    """Note that the database was closed, when the disk has all of it."""
    for path in (where / "databases").rglob("*"):
        disk.sync(path)
    (where / OPEN).unlink(missing_ok=True)


def _leave(server: Any, where: Path) -> NoReturn:
    """Stop the server and end the process, also where its folder has gone and it does not come to an end by itself."""
    late = threading.Timer(LEAVE_SECONDS, os._exit, (1,))
    late.daemon = True
    late.start()
    try:
        server.stop()
        _closed(where)
    finally:
        os._exit(0)


def _write_ready(where: Path, facts: ServerFacts) -> None:
    """Say in server.json which process serves: from now on others attach."""
    (where / "used").touch()
    write_facts(where, replace(facts, pid=os.getpid()))


def _server(where: Path, facts: ServerFacts) -> Any:
    """Start ArcadeDB with its Bolt listener on loopback, the database and the user who only reads."""
    try:
        import arcadedb_embedded as arcadedb
    except ImportError:
        import arcadedb

    _write_groups(where)
    listen = {"server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin", "bolt_port": facts.bolt, "http_port": facts.http}
    server = arcadedb.create_server(
        root_path=str(where), root_password=facts.root_password, config={"mode": "development", "host": "127.0.0.1", **listen}
    )
    server.start()
    server.create_database(DATABASE)
    _make_reader(facts)
    return server


def _write_groups(where: Path) -> None:
    """Write the groups of users: readers may read records and nothing else (no schema, no security, no other folder)."""
    records = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]

    def group(access: list[str], on_records: list[str]) -> dict[str, Any]:
        return {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": on_records}}}

    groups = {
        "admin": group(["updateSecurity", "updateSchema", "updateDatabaseSettings"], records),
        READER: group([], ["readRecord"]),
        "*": group([], []),
    }
    (where / "config").mkdir(exist_ok=True)
    text = json.dumps({"databases": {"*": {"groups": groups}}, "version": 2}, indent=1)
    (where / "config" / "server-groups.json").write_text(text, encoding="utf-8")


def _make_reader(facts: ServerFacts) -> None:
    """Create the user who only reads."""
    import base64
    import urllib.request

    user = {"name": READER, "password": facts.reader_password, "databases": {DATABASE: [READER]}}
    login = base64.b64encode(f"{ROOT}:{facts.root_password}".encode()).decode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{facts.http}/api/v1/server",
        data=json.dumps({"command": f"create user {json.dumps(user)}"}).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Basic {login}"},
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy of the environment has no business on loopback
    direct.open(request, timeout=20).close()


def _left_alone(where: Path, port: int, idle: float) -> bool:
    """Tell whether nobody is connected and nobody was for `idle` seconds.

    Open connections are counted, not promises of clients: the system closes those of a killed client. `used` is
    touched by whoever attaches and by every look that finds a connection; with its folder, the server's reason is gone.
    """
    import psutil

    used = where / "used"
    try:
        if _connected(psutil.Process(), port):
            os.utime(used)
        return time.time() - used.stat().st_mtime > idle
    except FileNotFoundError:
        return True


def _connected(process: Any, port: int) -> bool:
    return any(c.status == "ESTABLISHED" and c.laddr and c.laddr.port == port for c in process.net_connections(kind="tcp"))


if __name__ == "__main__":
    serve(Path(sys.argv[1]), float(sys.argv[2]))
