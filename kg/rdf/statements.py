"""The statements of a graph as plain values: what a plan says is found once, and taken by an rdflib graph or written as lines.

A statement is subject, relation and value; a value is an IRI (URIRef), a day (Day), or text, a number or truth as Python has it.
"""

from collections.abc import Callable, Iterable
from typing import Any

from rdflib import XSD, Graph, Literal, URIRef


class Day(str):
    """A day as YYYY-MM-DD."""

    __slots__ = ()


Value = URIRef | Day | str | int | float
Statement = tuple[URIRef, URIRef, Value]


class Statements:
    """The statements of one graph while it is written."""

    def __init__(self) -> None:
        self.found: list[Statement] = []
        self._described: set[str] = set()

    def add(self, subject: URIRef, relation: URIRef, value: Value) -> None:
        """Write one statement."""
        self.found.append((subject, relation, value))

    def described(self, iri: str) -> bool:
        """Return whether a thing was described before; from now on it was."""
        if iri in self._described:
            return True
        self._described.add(iri)
        return False


def graph_of(statements: Iterable[Statement]) -> Graph:
    """Return statements as an rdflib graph."""
    made = Graph()
    for subject, relation, value in statements:
        made.add((subject, relation, value if isinstance(value, URIRef) else _literal(value)))
    return made


def lines(statements: Iterable[Statement], name: URIRef) -> list[str]:
    """Return statements as the sorted lines of a named graph in N-Quads, each once and ending in a line break."""
    end = f" <{name}> .\n"
    return sorted({f"<{subject}> <{relation}> {_WRITTEN[type(value)](value)}{end}" for subject, relation, value in statements})


def quoted(text: str) -> str:
    """Return text as N-Triples quote it."""
    if text.isprintable() and '"' not in text and "\\" not in text:  # most text, and much faster than to look at every character
        return f'"{text}"'
    return f'"{text.translate(_ESCAPES)}"'


def _literal(value: Value) -> Literal:
    return Literal(str(value), datatype=XSD.date, normalize=False) if isinstance(value, Day) else Literal(value)


_ESCAPES = str.maketrans(
    {chr(n): f"\\u{n:04X}" for n in (*range(0x20), 0x7F)} | {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
)
_WRITTEN: dict[type, Callable[[Any], str]] = {
    URIRef: lambda iri: f"<{iri}>",
    str: quoted,
    Day: lambda day: f'"{day}"^^<{XSD.date}>',
    bool: lambda truth: f'"{str(truth).lower()}"^^<{XSD.boolean}>',
    int: lambda number: f'"{number}"^^<{XSD.integer}>',
    float: lambda number: f'"{number}"^^<{XSD.double}>',
}
