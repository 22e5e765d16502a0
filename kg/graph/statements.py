"""Statements that write many rows at once: a row is a list, and the statement names its properties.

Both servers write such rows twice as fast as maps. What has no value is not kept.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.errors import InvalidValue

ROWS = 2_000  # a statement with more gains nothing and holds more memory
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
Run = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]
"""Runs one statement with its parameters in the transaction and returns its rows."""


def create_nodes(run: Run, nodes: Iterable[tuple[tuple[str, ...], dict[str, Any]]]) -> None:
    """Create nodes (labels, properties)."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for names, properties in nodes:
        groups[names].append(properties)
    for names, found in groups.items():
        keys = _keys(found)
        pattern = "".join(f":{plain_name(name)}" for name in names)
        rows = [[properties.get(key) for key in keys] for properties in found]
        in_portions(run, f"UNWIND $rows AS row CREATE (n{pattern} {_literal(keys)})", rows)


def create_relationships(run: Run, rows: Iterable[tuple[str, str, str, dict[str, Any]]], places: Mapping[str, str]) -> None:
    """Create relationships (type, start, end, properties) between nodes whose labels `places` names."""
    groups: dict[tuple[str, str, str], list[tuple[str, str, dict[str, Any]]]] = defaultdict(list)
    for kind, start, end, properties in rows:
        for iri in (start, end):
            if iri not in places:
                raise InvalidValue(f"a relationship {kind} names {iri}, which is no node of this document")
        groups[kind, places[start], places[end]].append((start, end, properties))
    for (kind, first, second), found in groups.items():
        keys = _keys(properties for _, _, properties in found)
        ends = f"MATCH (a:{plain_name(first)} {{iri: row[0]}}) MATCH (b:{plain_name(second)} {{iri: row[1]}})"
        listed = [[start, end, *(properties.get(key) for key in keys)] for start, end, properties in found]
        in_portions(run, f"UNWIND $rows AS row {ends} CREATE (a)-[r:{plain_name(kind)} {_literal(keys, first=2)}]->(b)", listed)


def describe_nodes(run: Run, nodes: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Give nodes, found by a label, the properties that are given and no others."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for label, properties in nodes:
        groups[label].append(properties)
    for label, rows in groups.items():
        in_portions(run, f"UNWIND $rows AS row MATCH (n:{plain_name(label)} {{iri: row.iri}}) SET n = row", rows)


def in_portions(run: Run, statement: str, rows: Sequence[Any]) -> None:
    for first in range(0, len(rows), ROWS):
        run(statement, {"rows": rows[first : first + ROWS]})


def portions_of(run: Run, query: str, iris: Sequence[str]) -> Iterator[dict[str, Any]]:
    for first in range(0, len(iris), ROWS):
        yield from run(query, {"iris": iris[first : first + ROWS]})


def _keys(found: Iterable[Mapping[str, Any]]) -> list[str]:
    return sorted({key for properties in found for key in properties})


def _literal(keys: Sequence[str], *, first: int = 0) -> str:
    """Return a map of properties as a statement writes it, their values from the places of a row; what is null is not kept."""
    return "{" + ", ".join(f"{plain_name(key)}: row[{place}]" for place, key in enumerate(keys, first)) + "}"


def plain_name(name: str) -> str:
    """Return a label or relationship type that needs no quotes in a statement."""
    if not NAME.fullmatch(name):
        raise InvalidValue(f"{name!r} cannot be a label or relationship type")
    return name
