"""The IRIs of what a document holds as rdflib's URIRef; kg.iris defines what they are made of."""

from rdflib import URIRef

from kg import iris
from kg.model import Plan


def document_iri(plan: Plan) -> URIRef:
    """Return the IRI of a plan's document."""
    return URIRef(iris.document_iri(plan.source.sha256))


def part_iri(document: str, kind: str, key: object) -> URIRef:
    """Return the IRI of a thing inside a document."""
    return URIRef(iris.part_iri(document, kind, key))


def cited_iri(title: str) -> URIRef:
    """Return the IRI of a document that is only named."""
    return URIRef(iris.cited_iri(title))


def term_iri(name: str) -> URIRef:
    """Return the IRI of a technology the vocabulary does not know."""
    return URIRef(iris.term_iri(name))
