"""The vocabularies of ontology/ as a closed namespace with labels and colours, and as compiled tables."""

from kg.ontology.compiled import forms, gathered, vocabulary
from kg.ontology.records import AdministrativeLine, BodyRelation, BodyType, OntologyTerm, RegisteredBody, Term, Vocabulary
from kg.ontology.terms import (
    IRI,
    MV,
    NAMESPACE,
    above,
    colour,
    concept,
    concepts,
    entries,
    entry,
    label,
    node_label,
    property_name,
    relationship_type,
)

__all__ = [
    "IRI",
    "MV",
    "NAMESPACE",
    "AdministrativeLine",
    "BodyRelation",
    "BodyType",
    "OntologyTerm",
    "RegisteredBody",
    "Term",
    "Vocabulary",
    "above",
    "colour",
    "concept",
    "concepts",
    "entries",
    "entry",
    "forms",
    "gathered",
    "label",
    "node_label",
    "property_name",
    "relationship_type",
    "vocabulary",
]
