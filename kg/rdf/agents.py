"""Bodies and technologies as a document's graph describes them: with what the reading or the register knows."""

from functools import cache
from typing import Any

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from kg.iris import tie_iri
from kg.model import Agent
from kg.ontology import MV, AdministrativeLine, BodyRelation, Term, vocabulary
from kg.rdf.fields import FIELDS, decode, encode
from kg.rdf.statements import Statements
from kg.register import describe, subordination, ties


def write_agent(statements: Statements, known: Agent) -> None:
    """Write a body once: its class, names, category, level, region, order, lines, what it became and belongs to."""
    if statements.described(known.iri):
        return
    _write(statements, known)
    for tie in (*ties(known.iri), *([subordination(known.iri, known.above)] if known.above else [])):
        _tie(statements, tie)


def read_agent(graph: Graph, agent: URIRef) -> Agent:
    """Return the body that a graph describes, as `write_agent` wrote it."""
    found = {field: graph.value(agent, property_) for field, property_ in FIELDS[Agent].items()}
    values: dict[str, Any] = {field: None if value is None else decode(value) for field, value in found.items()}
    above = [b for t, b in _memberships(graph, agent) if str(t) == tie_iri(str(agent), str(b))]
    return Agent(
        iri=str(agent),
        term=str(next(t for t in graph.objects(agent, RDF.type) if t in (MV.Department, MV.Locality, MV.Collective))),
        category=None if (category := graph.value(agent, MV.category)) is None else str(category),
        lines=tuple(sorted(str(line) for line in graph.objects(agent, MV.inLine))),
        above=str(above[0]) if above else None,
        **values,
    )


def _memberships(graph: Graph, agent: URIRef) -> list[tuple[Node, Node]]:
    """Return the statements that a body belongs to another, with that other body."""
    found = ((tie, graph.value(tie, MV.memberOf)) for tie in graph.subjects(MV.member, agent))
    return [(tie, above) for tie, above in found if above is not None]


def describe_technology(statements: Statements, iri: str, name: str) -> URIRef:
    """Write a technology once, with the broader terms above it."""
    technology = URIRef(iri)
    if not statements.described(iri):
        known = _terms().get(iri)
        statements.add(technology, RDF.type, MV.Technology)
        statements.add(technology, MV.name, known.name if known else name)
        for broader in known.broader if known else ():
            if broader in _terms():
                statements.add(technology, MV.broader, describe_technology(statements, broader, ""))
    return technology


def _write(statements: Statements, body: Agent) -> None:
    agent = URIRef(body.iri)
    statements.add(agent, RDF.type, URIRef(body.term))
    for field, property_ in FIELDS[Agent].items():
        if (value := getattr(body, field)) is not None:
            statements.add(agent, property_, encode(field, value))
    if body.category is not None:
        statements.add(agent, MV.category, URIRef(body.category))
    for line in body.lines:
        statements.add(agent, MV.inLine, _line(statements, _lines()[line]))


def _line(statements: Statements, line: AdministrativeLine) -> URIRef:
    iri = URIRef(line.iri)
    if not statements.described(line.iri):
        statements.add(iri, RDF.type, MV.Line)
        statements.add(iri, MV.name, line.name)
    return iri


def _tie(statements: Statements, tie: BodyRelation) -> None:
    """Write a succession or membership; the body at its other end is described, too."""
    if statements.described(tie.iri):
        return
    iri = URIRef(tie.iri)
    statements.add(iri, RDF.type, URIRef(tie.type))
    starts, ends = (MV.predecessor, MV.successor) if URIRef(tie.type) == MV.Succession else (MV.member, MV.memberOf)
    for end, body in ((starts, tie.start), (ends, tie.end)):
        write_agent(statements, describe("", iri=body))
        statements.add(iri, end, URIRef(body))
    for property_, value in ((MV.kind, tie.kind), (MV.date, tie.date), (MV.source, tie.source)):
        if value:
            statements.add(iri, property_, value)


@cache
def _lines() -> dict[str, AdministrativeLine]:
    return {line.iri: line for line in vocabulary().lines}


@cache
def _terms() -> dict[str, Term]:
    return {term.iri: term for term in vocabulary().terms}
