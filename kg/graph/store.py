"""The graph database: one class over the official driver, for a Neo4j of the user's own and for the embedded server alike.

NEO4J_URI names a Neo4j; without it the embedded server is started on demand. A document is loaded in one transaction; what
is there afterwards depends on the set of loaded documents alone. In a database that holds other people's data only nodes
whose IRI begins with ours are touched. A Store may be used by several threads and kept for the life of a process.
"""

import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar, cast

from kg import settings
from kg.errors import ForeignDatabase, InvalidValue, KgError, NotWritable, RefusedQuery, StoreUnreachable
from kg.graph import bookkeeping, embedded, guard, loading
from kg.graph.answers import Rows, ask_embedded, ask_neo4j, let_readers_end, plain, within
from kg.graph.connection import ATTEMPTS, PAUSE_SECONDS, Connection, Embedded, Neo4j, without_password
from kg.graph.projection import Projection
from kg.graph.server_errors import first_line, not_constrained, refusal, stopped, unreachable
from kg.graph.statements import Run
from kg.iris import BASE, is_ours
from kg.ontology import MV, node_label
from kg.sentences import failure

SECONDS = 10.0
ROWS = 10_000
NOT_WRITTEN = ("Transaction error on commit", "TransactionCommitFailed", "TransactionLogError", "No space left")
GRACE_SECONDS = 2.0  # a server that ends a query by itself does so within this time after its limit
OURS = f"n.iri STARTS WITH '{BASE}'"


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a document did: whether anything changed, and how many nodes and relationships the document has."""

    changed: bool
    nodes: int
    relationships: int


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
        let_readers_end()
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
        known = self._look(lambda run: bookkeeping.records(run, [p.document for p in projections]))
        new = [p for p in projections if p.document not in known or known[p.document].revision != p.revision]
        changed: dict[str, bool] = {}
        if new:
            self._prepare(tuple(sorted({label for p in new for label in bookkeeping.labels(p)})))
            changed = dict(zip([p.document for p in new], self._change(lambda run: loading.load(run, new)), strict=True))
        return [Loaded(changed.get(p.document, False), *loading.nodes_and_relationships(p)) for p in projections]

    def remove(self, document: str) -> bool:
        """Delete a document and the shared nodes that only it used; return whether it was there."""
        if not self._look(lambda run: bookkeeping.records(run, [document])):
            return False
        return self._change(lambda run: loading.remove(run, document))

    def schema(self) -> int | None:
        """Return the schema of the program that wrote the graph, None where it is empty."""
        return self._look(bookkeeping.schema)

    def emptied(self) -> bool:
        """Tell whether the embedded server gave up its graph, because the machine went down under it, and it was not filled again."""
        return self.kind == "embedded" and embedded.emptied()

    def filled(self) -> None:
        """Note that the graph has all of the library."""
        if self.emptied():
            embedded.filled()

    def clear(self) -> None:
        """Take everything that is ours out of the graph, portion by portion; the library can fill it again."""
        for portion in (loading.clear_shared, loading.clear):
            while self._change(portion):
                pass

    def documents(self) -> list[dict[str, Any]]:
        """Return the loaded documents: the properties of their nodes, by title and iri."""
        label = node_label(MV.Document)
        query = f"MATCH (n:{label}) WHERE {OURS} AND n.sha256 IS NOT NULL RETURN properties(n) AS document ORDER BY n.title, n.iri"
        return [plain(row["document"]) for row in self._look(lambda run: run(query, {}))]

    def revisions(self) -> dict[str, str]:
        """Return the revision of every loaded document by its IRI: what a store that lags behind lacks."""
        query = (
            f"MATCH (r:{bookkeeping.BOOKKEEPING_LABEL}) WHERE r.document IS NOT NULL RETURN r.document AS document, r.revision AS revision"
        )
        return {row["document"]: row["revision"] for row in self._look(lambda run: run(query, {}))}

    def revision(self) -> str:
        """Return a value that changes whenever the graph does, and is equal for equal graphs."""
        return self._look(bookkeeping.revision)

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
        ask = ask_embedded if self.kind == "embedded" else ask_neo4j
        answer = within(seconds + GRACE_SECONDS, partial(ask, self._connection, query, parameters, seconds, limit, mark))
        if answer is None:
            became = self._connection.give_up(mark)
            raise failure(RefusedQuery, "query.not-ended", seconds=f"{seconds:g}", became=became)
        return answer

    def _ended(self, error: StoreUnreachable) -> KgError:
        """Say that the embedded server ended during a query, and why as far as its log tells; another server's silence stays what it is."""
        if self.kind != "embedded" or embedded.status().running:
            return error
        why = embedded.trouble() or "its log tells why"
        return failure(RefusedQuery, "query.server-ended", why=why)

    def _prepare(self, labels: tuple[str, ...]) -> None:
        """Refuse somebody else's database, then make iri unique under each label; before the transaction, as servers demand."""
        missing = {*labels, bookkeeping.BOOKKEEPING_LABEL} - self._constrained
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

    def _look(self, work: Callable[[Run], T]) -> T:
        return self._try(lambda: self._session("READ", "execute_read", work))

    def _change(self, work: Callable[[Run], T]) -> T:
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

    def _session(self, access: str, how: str, work: Callable[[Run], T]) -> T:
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
            raise unreachable(self.address, error, own=self.kind == "embedded") from None
        except (failure.DriverError, failure.Neo4jError) as error:
            raise self._refused(error) from None

    def _refused(self, error: Exception) -> KgError:
        """Say what the server has against a statement."""
        known = self._not_written(error) or stopped(self.address, error) or not_constrained(error)
        return known or refusal(self.address, self._connection.database, error)

    def _not_written(self, error: Exception) -> KgError | None:
        """Say what kept a server from writing where it was no fault of the statement: a full disk, a folder that may not be written."""
        code, message = str(getattr(error, "code", "")), first_line(error)
        if not any(mark in f"{code} {message}" for mark in NOT_WRITTEN):
            return None
        where = f"the embedded server in {embedded.folder()}" if self.kind == "embedded" else self.address
        why = embedded.trouble() if self.kind == "embedded" else "its disk may be full; its log tells why"
        return NotWritable(
            f"{where} could not write ({why or message}); of what was not reported as loaded nothing is in the graph:"
            " make space, then load it again"
        )


def connect() -> Store:
    """Return a Store on the Neo4j that NEO4J_URI names, or on the embedded server; close it after use.

    Raises StoreUnreachable within ten seconds where nobody answers or the password is refused.
    """
    import neo4j.exceptions as failure

    server = settings.server()
    address = without_password(server.uri) if server else "the embedded server"
    try:
        connection: Connection = Neo4j(server) if server else Embedded()
        connection.reader().verify_connectivity()
    except (failure.DriverError, failure.Neo4jError, ValueError) as error:
        raise unreachable(address, error, own=server is None) from None
    return Store(connection)


@contextmanager
def open_store() -> Iterator[Store]:
    """Give a Store for the length of a with block."""
    store = connect()
    try:
        yield store
    finally:
        store.close()


# ---------------------------------------------------------------- the transaction


def _runner(transaction: Any) -> Run:
    def run(query: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [row.data() for row in transaction.run(query, dict(parameters))]

    return run


# ---------------------------------------------------------------- whose data it is


def _check_iris(projection: Projection) -> None:
    for iri in (projection.document, *(node.iri for node in projection.nodes)):
        if not is_ours(iri):
            raise InvalidValue(f"{iri} does not begin with {BASE}: it is no node of ours")


def _refuse_foreign(run: Run) -> None:
    """Raise ForeignDatabase where nodes labelled as documents, tasks or sections have no IRI of ours."""
    for term in (MV.Document, MV.Task, MV.Section):
        label = node_label(term)
        if run(f"MATCH (n:{label}) WHERE n.iri IS NULL OR NOT {OURS} RETURN 1 AS found LIMIT 1", {}):
            raise failure(ForeignDatabase, "database.foreign", label=label)
