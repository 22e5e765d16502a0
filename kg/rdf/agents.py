"""Bodies and technologies as a document's graph describes them: with what the register knows, or what their name tells."""

from functools import cache

from rdflib import RDF, Graph, Literal, URIRef

from kg.ontology import MV, AdministrativeLine, BodyRelation, Term, forms, vocabulary
from kg.register import Description, describe, subordination, ties

_DEFAULT_ROLE = "implement"  # what 以下均需各市落实 asks for, where the rule's words name no role


def describe_agent(graph: Graph, iri: str, name: str, *, kind: str | None, region: str | None, level: str | None) -> URIRef:
    """Write a body into the graph once: its class, names, category, level, region, order, lines, what it became and belongs to."""
    agent = URIRef(iri)
    if (agent, RDF.type, None) not in graph:
        known = describe(name, iri=iri, kind=kind, region=region, level=level)
        _write(graph, known)
        for tie in (*ties(iri), *([subordination(iri, known.above)] if known.above else [])):
            _tie(graph, tie)
    return agent


def describe_technology(graph: Graph, iri: str, name: str) -> URIRef:
    """Write a technology into the graph once, with the broader terms above it."""
    technology = URIRef(iri)
    if (technology, RDF.type, None) not in graph:
        known = _terms().get(iri)
        graph.add((technology, RDF.type, MV.Technology))
        graph.add((technology, MV.name, Literal(known.name if known else name)))
        for broader in known.broader if known else ():
            if broader in _terms():
                graph.add((technology, MV.broader, describe_technology(graph, broader, "")))
    return technology


def role_in(words: str) -> str:
    """Return the role a rule's words ask for: 以下均需各市落实 → implement, 以下均由各市配合 → cooperate."""
    verbs = forms("Roles", "verbForm")
    found = sorted((words.rfind(verb), len(verb), verb) for verb in verbs if verb in words)
    return verbs[found[-1][2]] if found else _DEFAULT_ROLE


def _write(graph: Graph, body: Description) -> None:
    agent = URIRef(body.iri)
    graph.add((agent, RDF.type, URIRef(body.term)))
    values = {
        MV.name: body.name,
        MV.fullName: body.full_name,
        MV.shortName: body.short_name,
        MV.level: body.level,
        MV.region: body.region,
        MV.order: body.order,
        MV.collective: body.collective,
    }
    for property_, value in values.items():
        if value is not None:
            graph.add((agent, property_, Literal(value)))
    if body.category is not None:
        graph.add((agent, MV.category, URIRef(body.category)))
    for line in body.lines:
        graph.add((agent, MV.inLine, _line(graph, _lines()[line])))


def _line(graph: Graph, line: AdministrativeLine) -> URIRef:
    iri = URIRef(line.iri)
    graph.add((iri, RDF.type, MV.Line))
    graph.add((iri, MV.name, Literal(line.name)))
    return iri


def _tie(graph: Graph, tie: BodyRelation) -> None:
    """Write a succession or membership; the body at its other end is described, too."""
    iri = URIRef(tie.iri)
    if (iri, RDF.type, None) in graph:
        return
    graph.add((iri, RDF.type, URIRef(tie.type)))
    starts, ends = (MV.predecessor, MV.successor) if URIRef(tie.type) == MV.Succession else (MV.member, MV.memberOf)
    for end, body in ((starts, tie.start), (ends, tie.end)):
        graph.add((iri, end, describe_agent(graph, body, "", kind=None, region=None, level=None)))
    for property_, value in ((MV.kind, tie.kind), (MV.date, tie.date), (MV.source, tie.source)):
        if value:
            graph.add((iri, property_, Literal(value)))


@cache
def _lines() -> dict[str, AdministrativeLine]:
    return {line.iri: line for line in vocabulary().lines}


@cache
def _terms() -> dict[str, Term]:
    return {term.iri: term for term in vocabulary().terms}
