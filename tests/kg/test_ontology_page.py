"""docs/ontology.md says what the ontology says, and the ontology agrees with the vocabularies it stands on."""

import owlrl
import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import ORG, OWL, PROV

from docs import write_ontology
from kg import files, rdf
from kg.ontology import MV
from tests.kg.plans import SMALL

P_PLAN = Namespace("http://purl.org/net/p-plan#")
QUDT = Namespace("http://qudt.org/schema/qudt/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
OA = Namespace("http://www.w3.org/ns/oa#")
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")

BELOW = (  # what the recommendations say of the classes ours stand under
    (P_PLAN.Plan, PROV.Plan),
    (PROV.Plan, PROV.Entity),
    (ORG.ChangeEvent, PROV.Activity),
    (PROV.Attribution, PROV.AgentInfluence),
    (PROV.AgentInfluence, PROV.Influence),
    (ORG.OrganizationalUnit, ORG.Organization),
    (ORG.Organization, PROV.Agent),
)
APART = (  # what they say, or by their definitions, no thing can be at once
    (PROV.Activity, PROV.Entity),
    (SKOS.Concept, SKOS.ConceptScheme),
    (SKOS.Concept, SKOS.Collection),
    (OA.Annotation, ORG.Organization),
    (QUDT.Quantity, ORG.Organization),
    (ELI.LegalResource, PROV.Activity),
)


def everything(*added: tuple[URIRef, URIRef, URIRef]) -> Graph:
    """The ontology with its vocabularies of roles and quantities, a plan with every kind of fact, and the axioms above."""
    made = rdf.graph(SMALL)
    for name in ("metaverse.ttl", "roles.ttl", "quantities.ttl"):
        made.parse(files.ONTOLOGY / name, format="turtle")
    for below, above in BELOW:
        made.add((below, RDFS.subClassOf, above))
    for one, other in APART:
        made.add((one, OWL.disjointWith, other))
    for triple in added:
        made.add(triple)
    return made


def contradictions(graph: Graph) -> list[str]:
    """What the OWL 2 RL rules find to be impossible."""
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    return [str(message) for message in graph.objects(None, ERROR) if isinstance(message, Literal)]


def test_the_ontology_and_a_plan_contradict_no_vocabulary() -> None:
    graph = everything()
    assert contradictions(graph) == []
    plan = next(graph.subjects(RDF.type, MV.Plan))
    assert (plan, RDF.type, PROV.Entity) in graph and (plan, RDF.type, ELI.LegalResource) in graph


@pytest.mark.parametrize(("subject", "kind"), [(MV.lead, SKOS.ConceptScheme), (rdf.document_iri(SMALL), ORG.ChangeEvent)])
def test_the_reasoner_sees_a_contradiction(subject: URIRef, kind: URIRef) -> None:
    assert contradictions(everything((subject, RDF.type, kind)))


def test_the_page_is_what_the_ontology_says() -> None:
    assert write_ontology.PAGE.read_text(encoding="utf-8") == write_ontology.page(), "python -m docs.write_ontology writes it anew"
