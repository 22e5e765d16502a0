"""Plan ↔ RDF: one graph a document, exact both ways, with the text itself, deterministic ASCII IRIs and no blank nodes.

graph(plan) → rdflib.Graph      plan(graph) → Plan      document_iri(plan)
turtle(plan)    one document, for reading       nquads(plans)   many, sorted, each in the named graph of its document
jsonld(plan)    one document, for the web       parse(path)     what these wrote, one graph a document
"""

from rdflib import Graph

from kg.rdf.naming import document_iri
from kg.rdf.reading import plan
from kg.rdf.serialising import jsonld, nquads, parse, quads, turtle
from kg.rdf.writing import graph

__all__ = ["Graph", "document_iri", "graph", "jsonld", "nquads", "parse", "plan", "quads", "turtle"]
