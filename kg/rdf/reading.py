"""From a graph back to the Plan it was written from."""

from functools import partial
from typing import Any

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from kg.errors import UnreadableInput
from kg.model import Agent, Citation, Convention, Owner, Plan, Section, Source, Task, Technology
from kg.ontology import MV
from kg.rdf.agents import read_agent
from kg.rdf.fields import DOCUMENT, DOCUMENT_FACTS, FIELDS, SOURCE, TASK_FACTS, Kind, decode


def plan(graph: Graph) -> Plan:
    """Return the plan of a document's graph; UnreadableInput where the graph holds none, or more than one."""
    documents = sorted(graph.subjects(RDF.type, MV.Plan), key=str)
    if len(documents) != 1:
        raise UnreadableInput(f"the graph holds {len(documents)} documents; a plan is read from the graph of exactly one")
    document = documents[0]
    facts: dict[str, Any] = {field: _facts(graph, document, kind) for field, kind in DOCUMENT_FACTS.items()}
    return Plan(
        source=Source(**_values(graph, document, SOURCE)),
        tasks=tuple(_task(graph, task) for task in _ordered(graph, list(graph.objects(document, MV.hasTask)))),
        issuers=_issuers(graph, document, MV.issuerName),
        issued_by=_issuers(graph, document, MV.issuer),
        agents=_agents(graph),
        plan_years=_years(graph, document),
        sections=_sections(graph),
        **_values(graph, document, DOCUMENT),
        **facts,
    )


def _task(graph: Graph, task: Node) -> Task:
    parent = graph.value(task, MV.partOf)
    section = graph.value(task, MV.underSection)
    above = None if parent is None else graph.value(parent, MV.taskId)
    facts: dict[str, Any] = {field: _facts(graph, task, kind) for field, kind in TASK_FACTS.items()}
    return Task(
        parent=None if above is None else str(above),
        section=() if section is None else _path(graph, section),
        **_values(graph, task, FIELDS[Task]),
        **facts,
    )


def _sections(graph: Graph) -> tuple[Section, ...]:
    found = sorted(graph.subjects(RDF.type, MV.Section), key=partial(_number, graph, MV.ordinal))
    return tuple(Section(path=_path(graph, section), **_values(graph, section, FIELDS[Section])) for section in found)


def _path(graph: Graph, section: Node) -> tuple[str, ...]:
    """Return the headings from the document down to a section."""
    heading, above = graph.value(section, MV.heading), graph.value(section, MV.partOf)
    if heading is None or above is None:
        return ()
    return (*_path(graph, above), str(heading))


def _facts(graph: Graph, subject: Node, kind: Kind) -> tuple[Any, ...]:
    """Return the facts of one kind that hang on a document or task, in their order."""
    hanging = graph.subjects(kind.relation, subject) if kind.inverse else graph.objects(subject, kind.relation)
    mine = [node for node in hanging if f"/{kind.segment}/" in str(node) and (node, RDF.type, kind.term) in graph]
    return tuple(_fact(graph, node, kind) for node in _ordered(graph, mine))


def _fact(graph: Graph, node: Node, kind: Kind) -> Any:
    values = _values(graph, node, FIELDS[kind.record]) | _ends(graph, node, kind.record)
    place = graph.value(node, MV.evidence)
    if place is not None:
        values |= _values(graph, place, {"start": MV.start, "end": MV.end})
    return kind.record(**values)


def _ends(graph: Graph, node: Node, record: type) -> dict[str, Any]:
    """Return what a fact points to beyond its own values: a body, a technology, another document."""
    if record is Owner:
        return {"iri": str(graph.value(node, MV.agent))}
    if record is Technology:
        minted = graph.value(node, MV.minted) is not None
        return {"iri": None if minted else str(graph.value(node, MV.technology))}
    if record is Convention:
        owner = graph.value(node, MV.boundOwner)
        return {"iri": None if owner is None else str(owner)}
    if record is Citation:
        cited = graph.value(node, MV.cited)
        return {"title": str(graph.value(cited, MV.documentTitle))}
    return {}


def _issuers(graph: Graph, document: Node, property_: Node) -> tuple[str, ...]:
    issuings = sorted(graph.subjects(MV.issuedDocument, document), key=partial(_number, graph, MV.rank))
    return tuple(str(graph.value(issuing, property_)) for issuing in issuings)


def _agents(graph: Graph) -> tuple[Agent, ...]:
    """Return the bodies that owners, issuers and rules mean; those that only belong to one of them are of the register."""
    named = {node for property_ in (MV.agent, MV.issuer, MV.boundOwner) for node in graph.objects(None, property_)}
    return tuple(read_agent(graph, node) for node in sorted(named, key=str) if isinstance(node, URIRef))


def _years(graph: Graph, document: Node) -> tuple[int, int] | None:
    years = [graph.value(document, property_) for property_ in (MV.firstYear, MV.lastYear)]
    first, last = (None if year is None else decode(year) for year in years)
    return None if first is None or last is None else (first, last)


def _values(graph: Graph, node: Node, fields: dict[str, Any]) -> dict[str, Any]:
    """Return the plain values of a record; what the graph does not say is None."""
    found = {field: graph.value(node, property_) for field, property_ in fields.items()}
    return {field: None if value is None else decode(value) for field, value in found.items()}


def _ordered(graph: Graph, nodes: list[Node]) -> list[Node]:
    return sorted(nodes, key=partial(_number, graph, MV.position))


def _number(graph: Graph, property_: Node, node: Node) -> int:
    found = graph.value(node, property_)
    return 0 if found is None else int(str(found))
