"""The IRIs of what a document holds: ASCII, made of the hash of its source, of task ids and of places in the order of the text."""

import hashlib
from urllib.parse import quote

from rdflib import URIRef

from kg.model import Plan
from kg.ontology import BASE

_TERM = BASE + "term/"


def document_iri(plan: Plan) -> URIRef:
    """Return the IRI of a document: the first 16 hexadecimal digits of the SHA-256 of its source."""
    return URIRef(f"{BASE}document/{quote(plan.source.sha256[:16], safe='')}")


def part_iri(document: str, kind: str, key: object) -> URIRef:
    """Return the IRI of a thing inside a document: …/task/12, …/responsibility/12.3, …/evidence/40-52."""
    return URIRef(f"{document}/{kind}/{quote(str(key), safe='')}")


def cited_iri(title: str) -> URIRef:
    """Return the IRI of a document that is only named: made of its title."""
    return URIRef(f"{BASE}cited/{digest(title)}")


def term_iri(name: str) -> URIRef:
    """Return the IRI of a technology the vocabulary does not know: made of its name."""
    return URIRef(_TERM + digest(name))


def digest(name: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of a name."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
