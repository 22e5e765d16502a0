"""The graph database: one class over the official driver, for a Neo4j of the user's own and for the embedded server alike.

NEO4J_URI names a Neo4j; without it the embedded server is started on demand. A document is loaded in one transaction; what
is there afterwards depends on the set of loaded documents alone. In a database that holds other people's data only nodes
whose IRI begins with ours are touched. A Store may be used by several threads and kept for the life of a process.
"""

import logging
import queue
import re
import secrets
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar, cast

from kg import settings
from kg.errors import ForeignDatabase, InvalidValue, KgError, NotWritable, RefusedQuery, StoreUnreachable
from kg.graph import embedded, guard, loading
from kg.graph.projection import Projection
from kg.iris import BASE, is_ours
from kg.ontology import MV, node_label

SECONDS = 10.0
ROWS = 10_000
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
NO_ADDRESS = "{} is no Bolt address of a Neo4j; set NEO4J_URI, for example to bolt://localhost:7687"
TOO_SLOW = "查询超过时限，已停止；请限制路径长度，或者少问一些。"
NOT_ENDED = "查询超过时限，没有自行停止，已由程序处置；请限制路径长度，或者少问一些。"
MARK = "responsibility_graph"  # the metadata by which a transaction of ours is found again
NOT_WRITTEN = ("Transaction error on commit", "TransactionCommitFailed", "TransactionLogError", "No space left")
CONNECT_SECONDS = 5.0  # whoever waits longer for a connection thinks the program hangs
GRACE_SECONDS = 2.0  # a server that ends a query by itself does so within this time after its limit
ATTEMPTS, PAUSE_SECONDS = 5, 0.5  # a server that ends still answers for a moment
OURS = f"n.iri STARTS WITH '{BASE}'"

READERS_SECONDS = 1.0  # what is cut off is given up by the server within this

T = TypeVar("T")
_readers: "weakref.WeakSet[threading.Thread]" = weakref.WeakSet()
"""The threads that read, until they have ended."""


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
    def give_up(self, mark: str) -> str: ...
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

    def give_up(self, mark: str) -> str:
        """End the transaction with a mark, where the user may do so; return what became of it, in words."""
        import neo4j.exceptions as failure

        found = f"SHOW TRANSACTIONS YIELD transactionId, metaData WHERE metaData.{MARK} = $mark RETURN collect(transactionId) AS ids"
        try:
            with self._driver.session(database=self.database) as session:
                ids = session.run(found, mark=mark).single()["ids"]
                session.run("TERMINATE TRANSACTIONS $ids", ids=ids).consume()
        except (failure.DriverError, failure.Neo4jError):
            return "the server may still be working on it"
        return "it was ended on the server" if ids else "it had ended on the server"

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

    def give_up(self, mark: str) -> str:
        """End the server, which has no way to end a query that passes its limit; whoever needs it next starts it again."""
        embedded.kill(self.address)
        return "it did not end by itself, so the embedded server was ended; it starts again with the next question"

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
        """Close the connections, also where a thread given up on still holds one."""
        _let_readers_end()
        with suppress(BufferError):
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

    def schema(self) -> int | None:
        """Return the schema of the program that wrote the graph, None where it is empty."""
        return self._look(loading.schema)

    def emptied(self) -> bool:
        """Tell whether the embedded server gave up its graph, because the machine went down under it, and it was not filled again."""
        return self.kind == "embedded" and embedded.emptied()

    def filled(self) -> None:
        """Note that the graph has all of the library."""
        if self.emptied():
            embedded.filled()

    def clear(self) -> None:
        """Take everything that is ours out of the graph, portion by portion; the library can fill it again."""
        while self._change(loading.clear):
            pass

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

    def read(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        seconds: float = SECONDS,
        limit: int = ROWS,
        trusted: bool = False,
    ) -> Rows:
        """Run a query that only reads; nodes, relationships and paths come as plain dicts, dates as text.

        Raises RefusedQuery where it is wrong, does more than read or takes longer than `seconds` (the embedded server
        allows at most 10 s); StoreUnreachable where the server has gone. A query during which the server went may be what ended it:
        it is not run a second time, unless it is `trusted`, one of the question library.
        """
        guard.check(query)
        given = dict(parameters or {})
        guard.check_parameters(given)
        ask = partial(self._ask, query, given, seconds, limit)
        if trusted:
            return self._try(ask)
        self._try(
            lambda: self._connection.reader().verify_connectivity()
        )  # a server that went before is started; the rest is the query's doing
        try:
            return self._in_words(ask)
        except StoreUnreachable as error:
            raise self._ended(error) from None

    def _ask(self, query: str, parameters: dict[str, Any], seconds: float, limit: int) -> Rows:
        """Run a query within its time; one that does not end by itself is ended on the server, as far as that can be done."""
        mark = secrets.token_hex(8)
        ask = _ask_embedded if self.kind == "embedded" else _ask_neo4j
        answer = _within(seconds + GRACE_SECONDS, partial(ask, self._connection, query, parameters, seconds, limit, mark))
        if answer is None:
            became = self._connection.give_up(mark)
            raise RefusedQuery(f"the query took longer than the time limit of {seconds:g} s; {became}", zh=NOT_ENDED)
        return answer

    def _ended(self, error: StoreUnreachable) -> KgError:
        """Say that the embedded server ended during a query, and why as far as its log tells; another server's silence stays what it is."""
        if self.kind != "embedded" or embedded.status().running:
            return error
        why = embedded.trouble() or "its log tells why"
        return RefusedQuery(
            f"the embedded server ended while it ran the query ({why}); it starts again with the next question: bound what the query"
            " gathers, or ask for less",
            zh="运行这条查询时内置服务器退出了，下次提问时会自动重新启动；请限制查询汇集的内容，或者少问一些。",
        )

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
            return self._try(lambda: self._unhindered(lambda: self._session("WRITE", "execute_write", work)))

    def _unhindered(self, work: Callable[[], T]) -> T:
        """Do something anew where another writer made the same node meanwhile, one that was killed in its transaction, say."""
        import neo4j.exceptions as failure

        for _ in range(ATTEMPTS - 1):
            with suppress(failure.ConstraintError):
                return work()
            time.sleep(PAUSE_SECONDS)
        return work()

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
            raise self._gone(error) from None
        except (failure.DriverError, failure.Neo4jError) as error:
            raise self._not_written(error) or _refusal(error) from None

    def _gone(self, error: Exception) -> KgError:
        """Say why the server cannot be reached; a password of the embedded server's own is nobody's setting."""
        import neo4j.exceptions as failure

        if self.kind == "embedded" and isinstance(error, failure.AuthError):
            return StoreUnreachable("the embedded server lets nobody in for half a minute after several wrong logins; try again then")
        return _unreachable(self._connection.address, error)

    def _not_written(self, error: Exception) -> KgError | None:
        """Say what kept a server from writing where it was no fault of the statement: a full disk, a folder that may not be written."""
        code, message = str(getattr(error, "code", "")), _first_line(error)
        if not any(mark in f"{code} {message}" for mark in NOT_WRITTEN):
            return None
        why = embedded.trouble() if self.kind == "embedded" else "its disk may be full; its log tells why"
        return NotWritable(f"{self.address} could not write what was to be loaded ({why or message}); nothing of it is in the graph")


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

    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what it has to say reaches people as our own sentence
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


Give = Callable[[Rows], None]


def _ask_neo4j(connection: Connection, query: str, parameters: dict[str, Any], seconds: float, limit: int, mark: str, give: Give) -> None:
    """Let Neo4j explain a query first, then run it in a read transaction with a time limit, found again by its mark."""
    import neo4j

    begin = {"timeout": seconds, "metadata": {MARK: mark}}
    with connection.reader().session(database=connection.database, default_access_mode=neo4j.READ_ACCESS) as session:
        with session.begin_transaction(**begin) as transaction:
            summary = transaction.run(f"EXPLAIN\n{query}", parameters).consume()
            guard.check_plan(summary.query_type, summary.plan)
        with session.begin_transaction(**begin) as transaction:
            rows = _first_rows(transaction.run(query, parameters), limit)
    give(rows)  # when the connection is free again: whoever gets the rows may close the store at once


def _ask_embedded(
    connection: Connection, query: str, parameters: dict[str, Any], seconds: float, limit: int, mark: str, give: Give
) -> None:
    """Run a query as the user who may only read; the server's own time limit is what ends it.

    The rows are given as soon as they are there: what was cut off is waited for in the background.
    """
    import neo4j.exceptions as failure

    with connection.reader().session(database=connection.database, default_access_mode="READ") as session:
        result = session.run(query, parameters)
        give(_first_rows(result, limit))
        with suppress(failure.Neo4jError, failure.DriverError):
            result.consume()


def _first_rows(result: Any, limit: int) -> Rows:
    rows: list[tuple[Any, ...]] = []
    for record in result:
        if len(rows) == limit:
            return Rows(tuple(result.keys()), rows, cut=True)
        rows.append(tuple(plain(value) for value in record.values()))
    return Rows(tuple(result.keys()), rows)


def _let_readers_end() -> None:
    """Wait a little for threads that still use a connection: the driver cannot close one that another thread is sending on."""
    for thread in list(_readers):
        thread.join(READERS_SECONDS)


def _within(seconds: float, work: Callable[[Give], None]) -> Rows | None:
    """Return the rows that a piece of work gives, None where there are none after a time; its thread ends when the server does."""
    answers: queue.SimpleQueue[Rows | Exception] = queue.SimpleQueue()

    def run() -> None:
        try:
            work(answers.put)
        except Exception as error:  # raised again below, in the thread that asked
            answers.put(error)

    thread = threading.Thread(target=run, daemon=True, name="kg-store-read")
    thread.start()
    _readers.add(thread)
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        return None
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
        return RefusedQuery("the query took longer than the time limit and was ended; bound its paths, or ask for less", zh=TOO_SLOW)
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
