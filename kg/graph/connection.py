"""The driver's connections: to a Neo4j of the user's own, and to the embedded server, which is started where it does not run."""

import logging
import threading
import time
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol

from kg import settings
from kg.errors import StoreUnreachable
from kg.graph import embedded
from kg.graph.server_errors import NO_ADDRESS

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
MARK = "responsibility_graph"  # the metadata by which a transaction of ours is found again
CONNECT_SECONDS = 5.0  # whoever waits longer for a connection thinks the program hangs
ATTEMPTS, PAUSE_SECONDS = 5, 0.5  # a server that ends still answers for a moment


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
            raise StoreUnreachable(NO_ADDRESS.format(without_password(server.uri)))
        self.address = without_password(server.uri)
        self.database = server.database
        self._driver = open_driver(server.uri, (server.username, server.password))

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
        self._writer = open_driver(endpoint.uri, endpoint.writer)
        self._reader = open_driver(endpoint.uri, endpoint.reader)

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


def without_password(uri: str) -> str:
    """Return an address without the user and password that somebody wrote into it: bolt://user:secret@host is bolt://host."""
    scheme, separator, rest = uri.partition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2]}"


def open_driver(uri: str, auth: tuple[str, str]) -> Any:
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
