"""Neo4j Community from its Maven artifacts (115 MB), on loopback, in a temporary folder."""

import datetime
import ipaddress
import os
import secrets
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import maven
import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from kg.settings import Server


class Memory(NamedTuple):
    """The heap and the page cache of a server, as Java and Neo4j write sizes."""

    heap: str
    page_cache: str


POM = Path(__file__).with_name("pom.xml")
START_SECONDS = 120
SMALL = Memory("512m", "128m")
OPENS = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")


def missing() -> str | None:
    """Say what this machine lacks to run Neo4j, or None."""
    return maven.missing(POM, "Neo4j")


def imported(files: Path, home: Path) -> None:
    """Let neo4j-admin fill the database of a folder, in which no server runs, from files that `kg export neo4j-import` wrote."""
    _configure(home, _free_port(), SMALL)
    opens = [f"--add-opens={name}=ALL-UNNAMED" for name in OPENS]
    command = ["java", "-Xmx512m", *opens, "-cp", f"{maven.fetch(POM, 'Neo4j')}{os.sep}*", "org.neo4j.cli.AdminTool", "@import.args"]
    places = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    subprocess.run(command, cwd=files, env={**os.environ, **places}, check=True, capture_output=True, timeout=START_SECONDS)


_processes: dict[Path, "subprocess.Popen[bytes]"] = {}


@contextmanager
def running(home: Path, *, tls: bool = False, memory: Memory = SMALL) -> Iterator[Server]:
    """Run a Neo4j in a folder for the length of a with block; with `tls` it speaks to nobody without, and made its certificate itself."""
    port, password = _free_port(), secrets.token_urlsafe(12)
    _configure(home, port, memory, *(_with_tls(home) if tls else ()))
    _start(home, memory)
    try:
        uri = f"bolt{'+ssc' if tls else ''}://127.0.0.1:{port}"
        _set_password(uri, password, home)
        yield Server(uri, "neo4j", password, None)
    finally:
        process = _processes.pop(home)
        process.kill()  # its folder goes with it
        process.wait(60)


def killed(home: Path, server: Server) -> None:
    """Kill the Neo4j of a folder with -9, start it again and wait until it answers."""
    _processes[home].kill()
    _processes[home].wait()
    _start(home)
    _once_it_answers(home, lambda: _asked(server.uri, (server.username, server.password), "RETURN 1"))


def _start(home: Path, memory: Memory = SMALL) -> None:
    with (home / "console.log").open("ab") as log:
        _processes[home] = subprocess.Popen(
            _command(maven.fetch(POM, "Neo4j"), home, memory.heap), stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=home
        )


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _with_tls(home: Path) -> list[str]:
    """Make a certificate in a folder; return the settings of a server that wants every connection encrypted with it."""
    _make_certificate(home / "certificates")
    policy = {"enabled": "true", "base_directory": home / "certificates", "client_auth": "NONE"}
    return ["server.bolt.tls_level=REQUIRED", *(f"dbms.ssl.policy.bolt.{name}={value}" for name, value in policy.items())]


def _make_certificate(folder: Path) -> None:
    """Write private.key and public.crt of a certificate for the loopback that vouches for itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "loopback")])
    made, loopback = x509.CertificateBuilder(name, name, key.public_key()), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    now, day = datetime.datetime.now(datetime.UTC), datetime.timedelta(days=1)
    made = made.serial_number(x509.random_serial_number()).not_valid_before(now - day).not_valid_after(now + day)
    signed = made.add_extension(x509.SubjectAlternativeName([loopback]), critical=False).sign(key, hashes.SHA256())
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    folder.mkdir()
    (folder / "public.crt").write_bytes(signed.public_bytes(pem))
    (folder / "private.key").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))


def _configure(home: Path, port: int, memory: Memory, *more: str) -> None:
    lines = [
        *more,
        f"server.bolt.listen_address=127.0.0.1:{port}",
        "server.http.enabled=false",
        "server.https.enabled=false",
        "dbms.usage_report.enabled=false",
        f"server.memory.pagecache.size={memory.page_cache}",
        *(f"server.directories.{name}={home / name}" for name in ("data", "logs", "import")),
    ]
    for name in ("conf", "data", "logs", "import"):
        (home / name).mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _command(jars: Path, home: Path, heap: str) -> list[str]:
    opens = [f"--add-opens={name}=ALL-UNNAMED" for name in OPENS]
    place = [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    entry = "org.neo4j.server.CommunityEntryPoint"
    return ["java", f"-Xmx{heap}", *opens, "-Dlog4j2.disable.jmx=true", "-cp", f"{jars}{os.sep}*", entry, *place]


def _set_password(uri: str, password: str, home: Path) -> None:
    """Wait until the server answers and give the first user a password of its own."""
    change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new"
    _once_it_answers(home, lambda: _asked(uri, ("neo4j", "neo4j"), change, "system", new=password))


def _asked(uri: str, auth: tuple[str, str], query: str, database: str | None = None, **parameters: str) -> None:
    with neo4j.GraphDatabase.driver(uri, auth=auth, max_transaction_retry_time=0) as driver:
        driver.execute_query(query, parameters, database_=database)


def _once_it_answers(home: Path, ask: Callable[[], None]) -> None:
    """Ask until the server answers; what it wrote is the error where it ends or takes too long."""
    limit = time.monotonic() + START_SECONDS
    while True:
        try:
            return ask()
        except (DriverError, Neo4jError, OSError) as error:
            if _processes[home].poll() is not None or time.monotonic() > limit:
                said = (home / "console.log").read_text(encoding="utf-8", errors="replace")[-2000:]
                raise RuntimeError(f"Neo4j did not start: {error}\n{said}") from error
            time.sleep(0.3)
