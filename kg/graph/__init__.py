"""The property graph: projection from RDF, loading, the store, the embedded server, and the questions asked of it."""

from kg.graph.answers import Rows
from kg.graph.bookkeeping import SCHEMA
from kg.graph.bulk import WholeGraph, whole_graph
from kg.graph.loading import constraint
from kg.graph.projection import NodeRow, Projection, RelationshipRow, project, with_edition
from kg.graph.questions import Parameter, Query, ask, bound, loaded_document, loaded_names, owner_named, queries, query
from kg.graph.store import Loaded, Store, connect, open_store

__all__ = [
    "SCHEMA",
    "Loaded",
    "NodeRow",
    "Parameter",
    "Projection",
    "Query",
    "RelationshipRow",
    "Rows",
    "Store",
    "WholeGraph",
    "ask",
    "bound",
    "connect",
    "constraint",
    "loaded_document",
    "loaded_names",
    "open_store",
    "owner_named",
    "project",
    "queries",
    "query",
    "whole_graph",
    "with_edition",
]
