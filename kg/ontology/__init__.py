"""The vocabularies of ontology/ as a closed namespace with labels and colours, and as compiled tables."""

from kg.ontology.compiled import (
    AdministrativeLine,
    Body,
    BodyRelation,
    BodyType,
    OntologyTerm,
    Term,
    Vocabulary,
    forms,
    gathered,
    vocabulary,
)
from kg.ontology.terms import MV, NAMESPACE, above, colour, concept, concepts, entries, entry, label, node_label, relationship_type

__all__ = [
    "MV",
    "NAMESPACE",
    "AdministrativeLine",
    "Body",
    "BodyRelation",
    "BodyType",
    "OntologyTerm",
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
    "relationship_type",
    "vocabulary",
]
