"""Graphs as text: Turtle for one document, sorted N-Quads for many, JSON-LD; the same plan always gives the same bytes."""

import json
import logging
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rdflib import RDF, Dataset, Graph, Literal, URIRef

from kg.errors import UnreadableInput
from kg.model import Plan
from kg.ontology import MV, NAMESPACE
from kg.rdf.naming import document_iri
from kg.rdf.statements import lines, quoted
from kg.rdf.writing import graph as graph_of
from kg.rdf.writing import statements

ADVICE = "give a file as `kg build` writes it"
SHOWN = 60  # characters of a line or an IRI that is wrong
SYNTAX = re.compile(r"at line (\d+) of [^\n]*\n\s*Bad syntax \((.*?)\) at ", re.DOTALL)
INVALID_LINE = re.compile(r"Invalid line(?:: | \(.*? at (?!\s*\):)| \(.*\):\s*)(.+)")
logging.getLogger("rdflib").addHandler(logging.NullHandler())  # what is wrong in a file reaches people as our own sentence
FORMATS = {".ttl": "turtle", ".nq": "nquads", ".jsonld": "json-ld", ".nt": "nt"}


def turtle(plan: Plan) -> str:
    """Return one document as Turtle."""
    return graph_of(plan).serialize(format="turtle")


def jsonld(plan: Plan) -> str:
    """Return one document as JSON-LD, things and keys sorted."""
    found = json.loads(graph_of(plan).serialize(format="json-ld", context={"mv": NAMESPACE}))
    things = found.get("@graph", [])
    found["@graph"] = sorted((_sorted(thing) for thing in things), key=lambda thing: str(thing.get("@id")))
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)


def nquads(plans: Iterable[Plan]) -> Iterator[str]:
    """Yield the lines of the documents as N-Quads, each document sorted and in the named graph of its IRI."""
    for plan in plans:
        yield from lines(statements(plan), document_iri(plan))


def quads(graph: Graph, name: URIRef) -> Iterator[str]:
    """Yield the sorted lines of one named graph, each ending in a line break."""
    yield from sorted(f"{_nt(s)} {_nt(p)} {_nt(o)} <{name}> .\n" for s, p, o in graph)


def parse(path: Path) -> Iterator[Graph]:
    """Yield the graph of every document in a file that turtle, nquads or jsonld wrote; UnreadableInput where it cannot be read."""
    found = Dataset()
    try:
        found.parse(path, format=FORMATS.get(path.suffix.lower(), "turtle"))
    except Exception as error:  # rdflib's parsers raise whatever they met
        raise UnreadableInput(f"{path} cannot be read as RDF: {_reason(error)}; {ADVICE}") from error
    graphs = [g for g in sorted(found.graphs(), key=lambda g: str(g.identifier)) if (None, RDF.type, MV.Plan) in g]
    if not graphs:
        raise UnreadableInput(f"{path} holds no document of the responsibility graph, though it is RDF; {ADVICE}, or the plan itself")
    for named in graphs:
        made = Graph()
        for triple in named:
            made.add(triple)
        yield made


def _reason(error: Exception) -> str:
    """Say what a parser met: that it is no text, the line of a mistake, or its own words."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if isinstance(error, UnicodeDecodeError):
        return "it breaks off" if "unexpected end" in error.reason else "it is no text"
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno} is no JSON ({error.msg})"
    if broken := INVALID_LINE.match(str(error)):
        return f"a line is written wrongly at {broken[1][:SHOWN]}"
    found = SYNTAX.search(str(error))
    return f"line {found[1]} is written wrongly or breaks off ({found[2][:SHOWN]})" if found else first_line(error)


def first_line(error: Exception) -> str:
    """Return the beginning of what an error says, or its name."""
    lines = str(error).strip().splitlines()
    return lines[0][: 2 * SHOWN] if lines else type(error).__name__


def _nt(node: Any) -> str:
    if not isinstance(node, Literal):
        return f"<{node}>"
    written = quoted(str(node))
    if node.language:
        return f"{written}@{node.language}"
    return f"{written}^^<{node.datatype}>" if node.datatype else written


def _sorted(thing: Any) -> Any:
    """Return a JSON-LD value with its lists in a fixed order."""
    if isinstance(thing, dict):
        return {key: _sorted(value) for key, value in thing.items()}
    if isinstance(thing, list):
        return sorted((_sorted(value) for value in thing), key=lambda value: json.dumps(value, sort_keys=True))
    return thing
