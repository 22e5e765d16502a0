"""Which field of which record is which property: one table, read by the writer and the reader alike."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from rdflib import XSD, URIRef

from kg.model import Agent, Citation, Convention, Goal, Milestone, Owner, Part, Section, Target, Task, Technology, Unread
from kg.ontology import MV, concept, entry
from kg.rdf.statements import Day, Value

DATES = frozenset({"due", "issued"})
CONCEPTS = {"role": MV.Roles, "comparator": MV.Comparators}

FIELDS: dict[type, dict[str, URIRef]] = {
    Citation: {"kind": MV.kind},
    Convention: {"rule": MV.rule, "name": MV.name, "role": MV.role, "direction": MV.direction},
    Agent: {
        "name": MV.name,
        "full_name": MV.fullName,
        "short_name": MV.shortName,
        "level": MV.level,
        "region": MV.region,
        "order": MV.order,
        "collective": MV.collective,
    },
    Section: {"number": MV.number, "numeral": MV.numeral, "name": MV.name},
    Task: {
        "id": MV.taskId,
        "ordinal": MV.ordinal,
        "number": MV.number,
        "numeral": MV.numeral,
        "title": MV.taskTitle,
        "name": MV.name,
        "text": MV.text,
        "start": MV.start,
        "end": MV.end,
        "open": MV.openList,
        "deadline": MV.deadline,
        "due": MV.due,
    },
    Owner: {
        "surface": MV.surface,
        "name": MV.restoredName,
        "link": MV.link,
        "role": MV.role,
        "role_basis": MV.roleBasis,
        "label": MV.label,
        "mode": MV.mode,
        "part": MV.part,
        "rank": MV.rank,
        "kind": MV.ownerKind,
        "doubt": MV.doubt,
    },
    Milestone: {
        "quote": MV.quote,
        "due": MV.due,
        "deed": MV.deed,
        "deed_start": MV.deedStart,
        "deed_end": MV.deedEnd,
        "doubt": MV.doubt,
    },
    Goal: {"quote": MV.quote, "object": MV.object, "doubt": MV.doubt},
    Target: {
        "quote": MV.quote,
        "value": MV.value,
        "high": MV.high,
        "comparator": MV.comparator,
        "unit": MV.unit,
        "object": MV.object,
        "deadline": MV.deadline,
        "due": MV.due,
        "doubt": MV.doubt,
    },
    Technology: {"surface": MV.surface, "name": MV.restoredName, "status": MV.mentionStatus, "rule": MV.rule, "doubt": MV.doubt},
    Part: {"kind": MV.kind, "start": MV.start, "end": MV.end},
    Unread: {"start": MV.start, "end": MV.end, "text": MV.text, "why": MV.why},
}

DOCUMENT: dict[str, URIRef] = {
    "title": MV.documentTitle,
    "title_core": MV.titleCore,
    "title_series": MV.titleSeries,
    "type": MV.documentType,
    "status": MV.documentStatus,
    "level": MV.level,
    "number": MV.documentNumber,
    "issued": MV.issued,
    "region": MV.region,
    "text": MV.fullText,
}

SOURCE: dict[str, URIRef] = {"path": MV.sourcePath, "sha256": MV.sha256, "format": MV.sourceFormat, "scanned": MV.scanned}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact: its class, the path segment of its IRI, the relation that hangs it on its subject, and its direction."""

    record: type
    term: URIRef
    segment: str
    relation: URIRef
    inverse: bool = False


TASK_FACTS: dict[str, Kind] = {
    "milestones": Kind(Milestone, MV.Milestone, "milestone", MV.hasMilestone),
    "owners": Kind(Owner, MV.Responsibility, "responsibility", MV.forTask, inverse=True),
    "goals": Kind(Goal, MV.Target, "goal", MV.hasTarget),
    "targets": Kind(Target, MV.Target, "target", MV.hasTarget),
    "technologies": Kind(Technology, MV.TechnologyMention, "mention", MV.mentionedIn, inverse=True),
}

DOCUMENT_FACTS: dict[str, Kind] = {
    "cites": Kind(Citation, MV.Citation, "citation", MV.citedBy, inverse=True),
    "conventions": Kind(Convention, MV.Convention, "convention", MV.hasConvention),
    "targets": Kind(Target, MV.Target, "target", MV.hasTarget),
    "goals": Kind(Goal, MV.Target, "goal", MV.hasTarget),
    "parts": Kind(Part, MV.Passage, "passage", MV.hasPassage),
    "unread": Kind(Unread, MV.UnreadPassage, "unread", MV.hasUnread),
}


def encode(field: str, value: Any) -> Value:
    """Return a field's value as a statement has it: a concept, a day where it is one, else the plain value."""
    if field in CONCEPTS:
        return URIRef(concept(CONCEPTS[field], value).iri)
    return Day(value) if field in DATES and _is_date(value) else value


def decode(value: Any) -> Any:
    """Return the value of a field from RDF: the notation of a concept, a date as YYYY-MM-DD, else the plain value."""
    if isinstance(value, URIRef):
        return entry(value).notation
    if value.datatype in (None, XSD.string, XSD.date):
        return str(value)
    return value.toPython()


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
