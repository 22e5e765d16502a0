"""The graph database: one class over the official driver, for a Neo4j of the user's own and for the embedded server alike.

NEO4J_URI names a Neo4j; without it the embedded server is started on demand. A document is loaded in one transaction; what
is there afterwards depends on the set of loaded documents alone. In a database that holds other people's data only nodes
whose IRI begins with ours are touched. A Store may be used by several threads and kept for the life of a process.
"""

import queue
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, cast

from kg import settings
from kg.errors import ForeignDatabase, InvalidValue, KgError, RefusedQuery, StoreUnreachable
from kg.graph import embedded, guard, loading
from kg.graph.projection import Projection
from kg.iris import BASE, is_ours
from kg.ontology import MV, node_label

SECONDS = 10.0
ROWS = 10_000
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
NO_ADDRESS = "{} is no Bolt address of a Neo4j; set NEO4J_URI, for example to bolt://localhost:7687"
TOO_SLOW = "查询超过时限，已停止；请限制路径长度，或者少问一些。"
CONNECT_SECONDS = 5.0  # whoever waits longer for a connection thinks the program hangs
ATTEMPTS, PAUSE_SECONDS = 5, 0.5  # a server that ends still answers for a moment
OURS = f"n.iri STARTS WITH '{BASE}'"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a document did: whether anything changed, and how many nodes and relationships the document has."""

    changed: bool
    nodes: int
    relationships: int


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: the names of its columns, its rows, and whether more rows were cut off."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    cut: bool = False


class Connection(Protocol):
    """What a Store uses: drivers for writing and for reading, and a way to get new ones when the server has gone."""

    kind: str
    address: str
    database: str | None

    def writing(self) -> AbstractContextManager[None]: ...
    def writer(self) -> Any: ...
    def reader(self) -> Any: ...
    def again(self) -> bool: ...
    def close(self) -> None: ...


class Neo4j:
    """A connection to the Neo4j that the environment names; one user both reads and writes."""

    kind = "neo4j"

    def __init__(self, server: settings.Server) -> None:
        if server.uri.split("://")[0] not in SCHEMES:
            raise StoreUnreachable(NO_ADDRESS.format(_without_password(server.uri)))
        self.address = _without_password(server.uri)
        self.database = server.database
        self._driver = _driver(server.uri, (server.username, server.password))

    def writing(self) -> AbstractContextManager[None]:
        """Neo4j lets writers wait for each other by itself."""
        return nullcontext()

    def writer(self) -> Any:
        """Return the driver that writes."""
        return self._driver

    def reader(self) -> Any:
        """Return the driver that reads."""
        return self._driver

    def again(self) -> bool:
        """A server of somebody else's is not ours to start."""
        return False

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()


class Embedded:
    """A connection to the embedded server, which is started where it does not run, also after it has gone."""

    kind = "embedded"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._attach(embedded.start())

    def _attach(self, endpoint: embedded.Endpoint) -> None:
        self.address = endpoint.uri
        self.database: str | None = endpoint.database
        self._writer = _driver(endpoint.uri, endpoint.writer)
        self._reader = _driver(endpoint.uri, endpoint.reader)

    def writing(self) -> AbstractContextManager[None]:
        """Hold the right to write, of which there is one."""
        return embedded.writing()

    def writer(self) -> Any:
        """Return the driver of the user who may write."""
        return self._writer

    def reader(self) -> Any:
        """Return the driver of the user who may only read."""
        return self._reader

    def again(self) -> bool:
        """Attach to the server again, starting it where it has gone; its port may be another now."""
        import neo4j.exceptions as failure

        with self._lock:
            for _ in range(ATTEMPTS):
                endpoint = embedded.start()
                if endpoint.uri != self.address:
                    self.close()
                    self._attach(endpoint)
                try:
                    self._reader.verify_connectivity()
                    return True
                except failure.DriverError:  # seen while it was ending
                    time.sleep(PAUSE_SECONDS)
        return False

    def close(self) -> None:
        """Close the connections; the server ends by itself when nobody is left."""
        self._writer.close()
        self._reader.close()


class Store:
    """The loaded documents as a property graph."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._constrained: set[str] = set()

    @property
    def kind(self) -> str:
        """Which server answers: embedded, or neo4j."""
        return self._connection.kind

    @property
    def address(self) -> str:
        """Where it answers."""
        return self._connection.address

    def close(self) -> None:
        """Close the connections."""
        self._connection.close()

    def load(self, projection: Projection) -> Loaded:
        """Write a projection in one transaction; nothing is written where the graph holds the same one already.

        Raises ForeignDatabase where our labels belong to somebody else, StoreUnreachable where the server has gone.
        """
        return self.load_all([projection])[0]

    def load_all(self, projections: Sequence[Projection]) -> list[Loaded]:
        """Write several projections, each document once, all in one transaction; as `load`."""
        for projection in projections:
            _check_iris(projection)
        known = self._look(lambda run: loading.records(run, [p.document for p in projections]))
        new = [p for p in projections if p.document not in known or known[p.document].revision != p.revision]
        changed: dict[str, bool] = {}
        if new:
            self._prepare(tuple(sorted({label for p in new for label in loading.labels(p)})))
            changed = dict(zip([p.document for p in new], self._change(lambda run: loading.load(run, new)), strict=True))
        return [Loaded(changed.get(p.document, False), *loading.nodes_and_relationships(p)) for p in projections]

    def remove(self, document: str) -> bool:
        """Delete a document and the shared nodes that only it used; return whether it was there."""
        if not self._look(lambda run: loading.records(run, [document])):
            return False
        return self._change(lambda run: loading.remove(run, document))

    def documents(self) -> list[dict[str, Any]]:
        """Return the loaded documents: the properties of their nodes, by title and iri."""
        label = node_label(MV.Document)
        query = f"MATCH (n:{label}) WHERE {OURS} AND n.sha256 IS NOT NULL RETURN properties(n) AS document ORDER BY n.title, n.iri"
        return [plain(row["document"]) for row in self._look(lambda run: run(query, {}))]

    def revisions(self) -> dict[str, str]:
        """Return the revision of every loaded document by its IRI: what a store that lags behind lacks."""
        query = f"MATCH (r:{loading.BOOKKEEPING_LABEL}) WHERE r.document IS NOT NULL RETURN r.document AS document, r.revision AS revision"
        return {row["document"]: row["revision"] for row in self._look(lambda run: run(query, {}))}

    def revision(self) -> str:
        """Return a value that changes whenever the graph does, and is equal for equal graphs."""
        return self._look(loading.revision)

    def read(self, query: str, parameters: Mapping[str, Any] | None = None, *, seconds: float = SECONDS, limit: int = ROWS) -> Rows:
        """Run a query that only reads; nodes, relationships and paths come as plain dicts, dates as text.

        Raises RefusedQuery where it is wrong, does more than read or takes longer than `seconds` (the embedded server
        allows at most 10 s); StoreUnreachable where the server has gone.
        """
        guard.check(query)
        given = dict(parameters or {})
        ask = _ask_embedded if self.kind == "embedded" else _ask_neo4j
        return self._try(lambda: ask(self._connection, query, given, seconds, limit))

    def _prepare(self, labels: tuple[str, ...]) -> None:
        """Refuse somebody else's database, then make iri unique under each label; before the transaction, as servers demand."""
        missing = {*labels, loading.BOOKKEEPING_LABEL} - self._constrained
        if not missing:
            return
        self._look(_refuse_foreign)
        with self._connection.writing():
            self._try(lambda: self._alone([loading.constraint(label) for label in sorted(missing)]))
        self._constrained |= missing

    def _alone(self, statements: list[str]) -> None:
        """Run statements each in a transaction of its own."""
        with self._connection.writer().session(database=self._connection.database) as session:
            for statement in statements:
                session.execute_write(lambda transaction, statement=statement: transaction.run(statement).consume())

    def _look(self, work: Callable[[loading.Run], T]) -> T:
        return self._try(lambda: self._session("READ", "execute_read", work))

    def _change(self, work: Callable[[loading.Run], T]) -> T:
        with self._connection.writing():
            return self._try(lambda: self._session("WRITE", "execute_write", work))

    def _session(self, access: str, how: str, work: Callable[[loading.Run], T]) -> T:
        """Do a piece of work in a transaction that the driver repeats where another one was in the way."""
        driver = self._connection.writer()
        with driver.session(database=self._connection.database, default_access_mode=access) as session:
            return cast(T, getattr(session, how)(lambda transaction: work(_runner(transaction))))

    def _try(self, work: Callable[[], T]) -> T:
        """Do something on the server; where the embedded one has gone, start it and try once more."""
        try:
            return self._in_words(work)
        except StoreUnreachable:
            if not self._connection.again():
                raise
        return self._in_words(work)

    def _in_words(self, work: Callable[[], T]) -> T:
        """Do something on the server; what it has against it becomes our own error."""
        import neo4j.exceptions as failure

        try:
            return work()
        except (failure.ServiceUnavailable, failure.SessionExpired, failure.AuthError) as error:
            raise _unreachable(self._connection.address, error) from None
        except (failure.DriverError, failure.Neo4jError) as error:
            raise _refusal(error) from None


def connect() -> Store:
    """Return a Store on the Neo4j that NEO4J_URI names, or on the embedded server; close it after use.

    Raises StoreUnreachable within ten seconds where nobody answers or the password is refused.
    """
    import neo4j.exceptions as failure

    server = settings.server()
    address = _without_password(server.uri) if server else "the embedded server"
    try:
        connection: Connection = Neo4j(server) if server else Embedded()
        connection.reader().verify_connectivity()
    except (failure.DriverError, failure.Neo4jError, ValueError) as error:
        raise _unreachable(address, error) from None
    return Store(connection)


@contextmanager
def open_store() -> Iterator[Store]:
    """Give a Store for the length of a with block."""
    store = connect()
    try:
        yield store
    finally:
        store.close()


# ---------------------------------------------------------------- the driver


def _without_password(uri: str) -> str:
    """Return an address without the user and password that somebody wrote into it: bolt://user:secret@host is bolt://host."""
    scheme, separator, rest = uri.partition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2]}"


def _driver(uri: str, auth: tuple[str, str]) -> Any:
    import neo4j

    return neo4j.GraphDatabase.driver(
        uri,
        auth=auth,
        connection_timeout=CONNECT_SECONDS,
        connection_acquisition_timeout=CONNECT_SECONDS,
        max_transaction_retry_time=CONNECT_SECONDS,
        notifications_min_severity="OFF",
        user_agent="responsibility-graph",
    )


def _runner(transaction: Any) -> loading.Run:
    def run(query: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [row.data() for row in transaction.run(query, dict(parameters))]

    return run


def _ask_neo4j(connection: Connection, query: str, parameters: dict[str, Any], seconds: float, limit: int) -> Rows:
    """Let Neo4j explain a query first, then run it in a read transaction with a time limit."""
    import neo4j

    with connection.reader().session(database=connection.database, default_access_mode=neo4j.READ_ACCESS) as session:
        with session.begin_transaction(timeout=seconds) as transaction:
            summary = transaction.run(f"EXPLAIN\n{query}", parameters).consume()
            guard.check_plan(summary.query_type, summary.plan)
        with session.begin_transaction(timeout=seconds) as transaction:
            return _first_rows(transaction.run(query, parameters), limit)


def _ask_embedded(connection: Connection, query: str, parameters: dict[str, Any], seconds: float, limit: int) -> Rows:
    """Run a query as the user who may only read; the server ends it after its own time limit.

    The rows are given as soon as they are there: what was cut off is waited for in the background.
    """
    import neo4j.exceptions as failure

    def ask(give: Callable[[Rows], None]) -> None:
        with connection.reader().session(database=connection.database, default_access_mode="READ") as session:
            result = session.run(query, parameters)
            give(_first_rows(result, limit))
            with suppress(failure.Neo4jError, failure.DriverError):
                result.consume()

    return _within(seconds, ask)


def _first_rows(result: Any, limit: int) -> Rows:
    rows: list[tuple[Any, ...]] = []
    for record in result:
        if len(rows) == limit:
            return Rows(tuple(result.keys()), rows, cut=True)
        rows.append(tuple(plain(value) for value in record.values()))
    return Rows(tuple(result.keys()), rows)


def _within(seconds: float, work: Callable[[Callable[[Rows], None]], None]) -> Rows:
    """Return the rows that a piece of work gives, or raise RefusedQuery after a time; its thread ends when the server does."""
    answers: queue.SimpleQueue[Rows | Exception] = queue.SimpleQueue()

    def run() -> None:
        try:
            work(answers.put)
        except Exception as error:  # raised again below, in the thread that asked
            answers.put(error)

    threading.Thread(target=run, daemon=True, name="kg-store-read").start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise RefusedQuery(_too_slow(seconds), zh=TOO_SLOW) from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def plain(value: Any) -> Any:
    """Return a value of the driver as what JSON knows: nodes, relationships and paths as dicts, dates as text.

    A node: {"labels", "properties"}; a relationship: {"type", "properties"}; a path: {"nodes", "relationships"}.
    """
    import neo4j.graph

    if isinstance(value, neo4j.graph.Node):
        return {"labels": sorted(value.labels), "properties": plain(dict(value))}
    if isinstance(value, neo4j.graph.Relationship):
        return {"type": value.type, "properties": plain(dict(value))}
    if isinstance(value, neo4j.graph.Path):
        return {"nodes": [plain(node) for node in value.nodes], "relationships": [plain(r) for r in value.relationships]}
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return value.iso_format() if hasattr(value, "iso_format") else str(value)


# ---------------------------------------------------------------- whose data it is


def _check_iris(projection: Projection) -> None:
    for iri in (projection.document, *(node.iri for node in projection.nodes)):
        if not is_ours(iri):
            raise InvalidValue(f"{iri} does not begin with {BASE}: it is no node of ours")


def _refuse_foreign(run: loading.Run) -> None:
    """Raise ForeignDatabase where nodes labelled as documents, tasks or sections have no IRI of ours."""
    for term in (MV.Document, MV.Task, MV.Section):
        label = node_label(term)
        if run(f"MATCH (n:{label}) WHERE n.iri IS NULL OR NOT {OURS} RETURN 1 AS found LIMIT 1", {}):
            raise ForeignDatabase(
                f"the database holds nodes labelled {label} that are not ours; nothing was written:"
                " name a database of its own by NEO4J_DATABASE"
            )


# ---------------------------------------------------------------- errors in words

PLACE = re.compile(r"\s*\(?\b(?:at )?line (\d+)(?:, column |:)(\d+)(?: \(offset: \d+\)\))?")

EXPECTED = re.compile(r"[:,] expected\b.*", re.DOTALL)  # forty key words help nobody

TOO_LARGE = ("OutOfMemory", "heap budget", "arcadedb.queryMax")  # of Neo4j, of ArcadeDB


def _unreachable(address: str, error: Exception) -> KgError:
    import neo4j.exceptions as failure

    if isinstance(error, failure.AuthError) or "Unauthorized" in str(getattr(error, "code", "")):
        return StoreUnreachable(f"{address} refuses the user name or password; set NEO4J_USERNAME and NEO4J_PASSWORD")
    if isinstance(error, failure.ConfigurationError | ValueError):
        return StoreUnreachable(NO_ADDRESS.format(address))
    if "DatabaseNotFound" in str(getattr(error, "code", "")):
        return StoreUnreachable(f"{address} has no such database; set NEO4J_DATABASE")
    return StoreUnreachable(f"{address} does not answer; is the server running, and is NEO4J_URI its address?")


def _refusal(error: Exception) -> KgError:
    """Say in one sentence what the server had against a statement."""
    code, message = str(getattr(error, "code", "")), _first_line(error)
    if "DatabaseNotFound" in code or "Unauthorized" in code:
        return _unreachable("the server", error)
    if "TimedOut" in code or "Timeout" in code or "command.timeout" in message:
        return RefusedQuery(_too_slow(None), zh=TOO_SLOW)
    if any(mark in f"{code} {message}" for mark in TOO_LARGE):
        return RefusedQuery(
            "the query needs more memory than the server gives one query; bound its paths, or ask for less",
            zh="查询需要的内存超过一次查询的上限；请限制路径长度，或者少问一些。",
        )
    if "Forbidden" in code or "AccessMode" in code or "not allowed" in message:
        return RefusedQuery("the query would change the graph or the server; queries here only read", zh=guard.CHANGES)
    if "ParameterMissing" in code:
        name = message.removeprefix("Expected parameter(s):").strip()
        return RefusedQuery(f"a parameter is missing: {name}", zh=f"缺少参数：{name}")
    place, reason = _place(message), EXPECTED.sub("", PLACE.sub("", message)).strip(" -:")
    return RefusedQuery(f"the query is wrong{place}: {reason}", zh=f"查询有误{_place_zh(place)}：{reason}")


def _place(message: str) -> str:
    """Return the place a message names, in words: ArcadeDB (line 1:24) counts columns from 0, Neo4j read an EXPLAIN in the line above."""
    found = PLACE.search(message)
    if found is None:
        return ""
    line, column = int(found[1]), int(found[2])
    return f" at line {line - 1}, column {column}" if "(offset" in message else f" at line {line}, column {column + 1}"


def _place_zh(place: str) -> str:
    return re.sub(r" at line (\d+), column (\d+)", r"（第 \1 行第 \2 列）", place)


def _first_line(error: Exception) -> str:
    text = getattr(error, "message", None) or str(error)
    return str(text).strip().split("\n")[0]


def _too_slow(seconds: float | None) -> str:
    limit = f" of {seconds:g} s" if seconds else ""
    return f"the query took longer than the time limit{limit} and was ended; bound its paths, or ask for less"
