"""Plan ↔ RDF: one graph a document, exact both ways, with the text itself, deterministic ASCII IRIs and no blank nodes.

graph(plan) → rdflib.Graph      plan(graph) → Plan      document_iri(plan)
turtle(plan)    one document, for reading       nquads(plans)   many, sorted, each in the named graph of its document
jsonld(plan)    one document, for the web       parse(path)     what these wrote, one graph a document
plans(path)     the plans in a file that somebody gives, or why there are none
"""

from rdflib import Graph

from kg.rdf.incoming import SUFFIXES, plans
from kg.rdf.naming import document_iri
from kg.rdf.reading import plan
from kg.rdf.serialising import jsonld, nquads, parse, quads, turtle
from kg.rdf.writing import graph

__all__ = ["SUFFIXES", "Graph", "document_iri", "graph", "jsonld", "nquads", "parse", "plan", "plans", "quads", "turtle"]
