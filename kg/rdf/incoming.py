"""RDF files as somebody gives them: what `kg build` wrote, and in one sentence what anything else is.

Nothing is fetched. A document of such a file is read when it has all that `kg build` writes and its facts stand in its text; of several
documents in one file those that do not are named, and the others are read.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from rdflib import Graph, URIRef

from kg.errors import KgError, UnreadableInput
from kg.model import Plan
from kg.rdf.reading import plan as plan_of
from kg.rdf.serialising import ADVICE, FORMATS, SHOWN, first_line, parse
from kg.rdf.writing import statements

SUFFIXES = frozenset({*FORMATS, ".rdf", ".owl", ".n3", ".trig", ".trix"})
NOT_IN_IRIS = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
PLACED = ("surface", "quote")  # the field that holds the characters between start and end


def plans(path: Path) -> Iterator[Plan | KgError]:
    """Yield the plan of every document in a file, or why it cannot be read."""
    try:
        graphs = list(_graphs(path))
    except KgError as error:
        yield error
        return
    for graph in graphs:
        try:
            yield _checked(plan_of(graph))
        except Exception as error:  # a graph of anybody's making: whatever is missing in it fails somewhere
            why = "something that it names is missing" if isinstance(error, LookupError) else first_line(error)
            yield UnreadableInput(f"{path} holds a document that is not as `kg build` writes it ({why}); build it again")


def _graphs(path: Path) -> Iterator[Graph]:
    """Yield the graph of every document in a file."""
    if path.suffix.lower() not in FORMATS:
        raise UnreadableInput(f"{path} is RDF in a form that is not read here ({', '.join(sorted(FORMATS))} are); {ADVICE}")
    if path.exists() and not path.is_file():
        raise UnreadableInput(f"{path} is no file; {ADVICE}")
    if path.suffix.lower() == ".jsonld":
        _refuse_addresses(path)
    for graph in parse(path):
        yield _with_iris(graph, path)


def _refuse_addresses(path: Path) -> None:
    """Refuse JSON-LD whose terms are explained at an address: it would have to be fetched."""
    waiting: list[Any] = []
    with suppress(OSError, ValueError):  # what is no JSON, the parser has words for
        waiting.append(json.loads(path.read_bytes()))
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            contexts = one.get("@context")
            named = [c for c in (contexts if isinstance(contexts, list) else [contexts]) if isinstance(c, str)]
            if named := [*named, *(str(one[key]) for key in ("@import",) if key in one)]:
                raise UnreadableInput(f"{path} names a context at {named[0][:SHOWN]}, and nothing is fetched; {ADVICE}")
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def _with_iris(graph: Graph, path: Path) -> Graph:
    """Return a graph whose IRIs hold no character that an IRI cannot hold."""
    for node in (node for triple in graph for node in triple if isinstance(node, URIRef)):
        if NOT_IN_IRIS.search(node):
            raise UnreadableInput(f"{path} has the IRI <{node[:SHOWN]}>, which holds a character that no IRI does (a space?); {ADVICE}")
    return graph


def _checked(plan: Plan) -> Plan:
    """Return a plan with nothing missing, whose facts stand where they say, and which can be written again."""
    for record in _records(plan):
        if missing := [f.name for f in fields(record) if getattr(record, f.name) is None and "None" not in str(f.type)]:
            raise UnreadableInput(f"a {type(record).__name__} without {missing[0]}")
        printed = [getattr(record, name) for name in PLACED if hasattr(record, name)]
        if printed and plan.text[record.start : record.end] != printed[0]:
            raise UnreadableInput(f"{printed[0][:SHOWN]} does not stand at {record.start}–{record.end} of the text")
    statements(plan)
    return plan


def _records(record: Any) -> Iterator[Any]:
    """Yield a record and all the records in it."""
    yield record
    for field in fields(record):
        value = getattr(record, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if is_dataclass(one):
                yield from _records(one)
