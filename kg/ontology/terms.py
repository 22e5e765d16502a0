"""The ontology's words: a closed namespace, and what metaverse.ttl defines for each term: label, colour, node label, relationship type.

>>> label(MV.Task), node_label(MV.Task), relationship_type(MV.Responsibility)
('任务', 'Task', 'RESPONSIBLE_FOR')
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Generic, TypeVar

from kg.errors import UnknownTerm
from kg.ontology.compiled import vocabulary
from kg.ontology.records import OntologyTerm

if TYPE_CHECKING:
    from rdflib import URIRef

T = TypeVar("T")

ROOT = "https://w3id.org/responsibility-graph/"
NAMESPACE = ROOT + "ontology#"


class Terms(Generic[T]):
    """A closed namespace: only what ontology/ declares can be named, MV.Task; anything else raises UnknownTerm."""

    def __init__(self, namespace: str, made: Callable[[str], T]) -> None:
        self._namespace, self._made = namespace, made

    def __getattr__(self, name: str) -> T:
        if name.startswith("__"):
            raise AttributeError(name)
        found = self[name]
        self.__dict__[name] = found  # the next time Python finds it without asking
        return found

    def __getitem__(self, name: str) -> T:
        return self._made(entry(self._namespace + name).iri)

    def __contains__(self, name: object) -> bool:
        return f"{self._namespace}{name}" in entries()

    def __dir__(self) -> list[str]:
        return sorted(iri.removeprefix(self._namespace) for iri in entries())


@cache
def _term(iri: str) -> URIRef:
    from rdflib import URIRef

    return URIRef(iri)


MV = Terms(NAMESPACE, _term)
IRI = Terms(NAMESPACE, str)  # the same as plain strings, for reading and linking: a start without rdflib is 70 ms shorter


@cache
def entries() -> dict[str, OntologyTerm]:
    """Return every term of the ontology by its IRI."""
    return {entry.iri: entry for entry in vocabulary().entries}


def entry(term: str) -> OntologyTerm:
    """Return the entry of a term, named by its IRI, its local name (Task) or mv:Task; UnknownTerm with a near match else."""
    local = term.removeprefix(NAMESPACE).removeprefix("mv:")
    found = entries().get(NAMESPACE + local)
    if found is None:
        raise UnknownTerm(f"mv:{local} is not in ontology/{_near(local)}")
    return found


def label(term: str, lang: str = "zh") -> str:
    """Return the label of a term in Chinese or English: label(MV.Task) is 任务."""
    found = entry(term)
    return found.label_en if lang == "en" else found.label_zh


def comment(term: str) -> str:
    """Return what a term means, in a sentence."""
    return entry(term).comment


def colour(term: str) -> str:
    """Return the colour of a class or of a category of bodies, as #RRGGBB; of the class above where it has none of its own."""
    found = next((e.colour for e in (entry(term), *_above(term)) if e.colour), None)
    if found is None:
        raise UnknownTerm(f"mv:{entry(term).iri.removeprefix(NAMESPACE)} has no colour in ontology/metaverse.ttl")
    return found


def node_label(term: str) -> str:
    """Return the node label of a class: its own or the nearest above it."""
    found = next((e.node_label for e in (entry(term), *_above(term)) if e.node_label), None)
    if found is None:
        raise UnknownTerm(f"mv:{entry(term).iri.removeprefix(NAMESPACE)} becomes no node: it has no mv:nodeLabel in ontology/metaverse.ttl")
    return found


def relationship_type(term: str) -> str:
    """Return the relationship type a relation or a qualified class becomes."""
    found = next((e.relationship_type for e in (entry(term), *_above(term)) if e.relationship_type), None)
    if found is None:
        raise UnknownTerm(f"mv:{entry(term).iri.removeprefix(NAMESPACE)} becomes no relationship: it has no mv:relationshipType")
    return found


def property_name(term: str) -> str:
    """Return the property a value becomes on its node or relationship."""
    found = entry(term).property_name
    if found is None:
        raise UnknownTerm(f"mv:{entry(term).iri.removeprefix(NAMESPACE)} becomes no property: it has no mv:propertyName")
    return found


def concepts(scheme: str) -> tuple[OntologyTerm, ...]:
    """Return the concepts of a scheme in their order: concepts(MV.Categories) begins with the Party organs."""
    found = (e for e in entries().values() if e.scheme == entry(scheme).iri)
    return tuple(sorted(found, key=lambda e: (e.order is None, e.order or 0, e.iri)))


def concept(scheme: str, notation: str) -> OntologyTerm:
    """Return the concept of a scheme by its notation: concept(MV.Roles, "lead"), concept(MV.Categories, "党委")."""
    known = _by_notation(entry(scheme).iri)
    if notation not in known:
        raise UnknownTerm(f"{notation} is no concept of {label(scheme, 'en')}; there are {', '.join(known)}")
    return known[notation]


def above(term: str) -> tuple[OntologyTerm, ...]:
    """Return a class of ours and all of ours above it, nearest first."""
    return (entry(term), *_above(term))


@cache
def _by_notation(scheme: str) -> dict[str, OntologyTerm]:
    return {e.notation: e for e in concepts(scheme) if e.notation is not None}


@cache
def _above(term: str) -> tuple[OntologyTerm, ...]:
    found: dict[str, OntologyTerm] = {}
    waiting = list(entry(term).parents)
    while waiting:
        iri = waiting.pop(0)
        if iri in entries() and iri not in found:
            found[iri] = entries()[iri]
            waiting.extend(found[iri].parents)
    return tuple(found.values())


def _near(local: str) -> str:
    known = [iri.removeprefix(NAMESPACE) for iri in entries()]
    close = difflib.get_close_matches(local, known, n=1)
    return f"; did you mean mv:{close[0]}?" if close else ""
