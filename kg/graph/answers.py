"""Queries that only read, on either server: within a time, up to a number of rows, as plain data."""

import queue
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from kg.graph import guard
from kg.graph.connection import MARK, Connection

READERS_SECONDS = 1.0  # what is cut off is given up by the server within this
_readers: "weakref.WeakSet[threading.Thread]" = weakref.WeakSet()
"""The threads that read, until they have ended."""


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: the names of its columns, its rows, and whether more rows were cut off."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    cut: bool = False


Give = Callable[[Rows], None]


def ask_neo4j(connection: Connection, query: str, parameters: dict[str, Any], seconds: float, limit: int, mark: str, give: Give) -> None:
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


def ask_embedded(connection: Connection, query: str, parameters: dict[str, Any], seconds: float, limit: int, mark: str, give: Give) -> None:
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


def within(seconds: float, work: Callable[[Give], None]) -> Rows | None:
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


def let_readers_end() -> None:
    """Wait a little for threads that still use a connection: the driver cannot close one that another thread is sending on."""
    for thread in list(_readers):
        thread.join(READERS_SECONDS)


def plain(value: Any) -> Any:
    """Return a value of the driver as what JSON knows: nodes, relationships and paths as dicts, dates as text.

    A node: {"labels", "properties"}; a relationship: {"type", "properties", "start", "end"}, these two the IRIs of its nodes where the
    answer holds them too; a path: {"nodes", "relationships"}.
    """
    if value is None or isinstance(value, str | int | float):  # most values: nothing else is asked of them
        return value
    import neo4j.graph

    if isinstance(value, neo4j.graph.Node):
        return {"labels": sorted(value.labels), "properties": plain(dict(value))}
    if isinstance(value, neo4j.graph.Relationship):
        ends = {side: node.get("iri") for side, node in zip(("start", "end"), value.nodes, strict=True) if node is not None}
        return {"type": value.type, "properties": plain(dict(value)), "start": ends.get("start"), "end": ends.get("end")}
    if isinstance(value, neo4j.graph.Path):
        return {"nodes": [plain(node) for node in value.nodes], "relationships": [plain(r) for r in value.relationships]}
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value.iso_format() if hasattr(value, "iso_format") else str(value)
