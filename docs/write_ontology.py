"""Write docs/ontology.md from ontology/metaverse.ttl: a class diagram, and each term with label, definition and an example of the sample.

python -m docs.write_ontology
"""

from collections.abc import Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from ingest.pipeline import read
from kg import files, rdf
from kg.ontology import MV, NAMESPACE

PAGE = Path(__file__).with_name("ontology.md")
HEAD = """# The ontology

Written by `python -m docs.write_ontology` from [ontology/metaverse.ttl](../ontology/metaverse.ttl); the examples are of the sample plan.
The prefix `mv:` is `{namespace}`. What a term becomes in the property graph stands in its last column.

"""
KINDS = (
    ("Classes", OWL.Class),
    ("Relations", OWL.ObjectProperty),
    ("Values", OWL.DatatypeProperty),
    ("Annotations of the ontology", OWL.AnnotationProperty),
)
LONGEST = 60  # characters of an example


def page() -> str:
    """Return the page: equal for equal ontology and sample."""
    ontology = Graph().parse(files.ONTOLOGY / "metaverse.ttl", format="turtle")
    sample = rdf.graph(read(files.SAMPLE))
    tables = [f"## {title}\n\n{table(ontology, sample, kind)}" for title, kind in KINDS]
    return HEAD.format(namespace=NAMESPACE) + diagram(ontology) + "\n" + "\n".join(tables)


def diagram(ontology: Graph) -> str:
    """Return the classes with what is above them and the relations between them, as a Mermaid class diagram."""
    lines = ["```mermaid", "classDiagram"]
    for term in terms(ontology, OWL.Class):
        parents = sorted(p for p in ontology.objects(term, RDFS.subClassOf) if isinstance(p, URIRef))
        lines += [f"    {_id(ontology, parent)} <|-- {_local(term)}" for parent in parents]
    for term in terms(ontology, OWL.ObjectProperty):
        ends = (ontology.value(term, RDFS.domain), ontology.value(term, RDFS.range))
        if all(isinstance(end, URIRef) and end.startswith(NAMESPACE) for end in ends):
            lines.append(f"    {_local(ends[0])} --> {_local(ends[1])} : {_local(term)}")
    return "\n".join([*lines, "```", ""])


def table(ontology: Graph, sample: Graph, kind: URIRef) -> str:
    """Return the terms of a kind, a row each."""
    rows = ["| term | 中文 | English | definition | example | in the graph |", "|---|---|---|---|---|---|"]
    for term in terms(ontology, kind):
        labels = [said(ontology, term, RDFS.label, language) for language in ("zh", "en")]
        meaning = said(ontology, term, RDFS.comment, "en") or said(ontology, term, SKOS.definition, "zh") or alignment(ontology, term)
        cells = (f"`mv:{_local(term)}`", *labels, meaning, example(sample, term, kind), becomes(ontology, term))
        rows.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    return "\n".join(rows) + "\n"


def terms(ontology: Graph, kind: URIRef) -> Iterator[URIRef]:
    """Yield the terms of ours of a kind, by name."""
    yield from sorted(t for t in ontology.subjects(RDF.type, kind) if isinstance(t, URIRef) and t.startswith(NAMESPACE))


def said(ontology: Graph, term: URIRef, predicate: URIRef, language: str) -> str:
    """Return what the ontology says of a term in a language, nothing where it says nothing."""
    found = (o for o in ontology.objects(term, predicate) if isinstance(o, Literal) and o.language == language)
    return str(min(found, default=""))


def alignment(ontology: Graph, term: URIRef) -> str:
    """Return what a term is a case of in ELI, ORG, PROV, P-Plan, SKOS, QUDT or Web Annotation, where no definition says more."""
    above = sorted(_name(ontology, o) for p in (RDFS.subPropertyOf, RDFS.subClassOf) for o in ontology.objects(term, p))
    return f"a case of {', '.join(above)}" if above else ""


def example(sample: Graph, term: URIRef, kind: URIRef) -> str:
    """Return the first value of a relation in the sample, or what the first member of a class is called."""
    if kind == OWL.Class:
        members = sorted(sample.subjects(RDF.type, term))
        names = (sample.value(m, p) for m in members for p in (MV.name, MV.quote, MV.surface, MV.exact, MV.documentTitle))
        return _short(next((n for n in names if n is not None), members[0] if members else None))
    return _short(min(sample.objects(None, term), default=None))


def becomes(ontology: Graph, term: URIRef) -> str:
    """Return what a term becomes in the property graph: (:Label), [:TYPE], .property."""
    forms = ((MV.nodeLabel, "(:{})"), (MV.relationshipType, "[:{}]"), (MV.propertyName, ".{}"))
    return " ".join(f"`{form.format(value)}`" for mark, form in forms if (value := ontology.value(term, mark)) is not None)


def _short(value: Node | None) -> str:
    if value is None:
        return ""
    text = " ".join(str(value).split())
    text = text.rpartition("/")[2] if isinstance(value, URIRef) else text
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _local(term: Node | None) -> str:
    return str(term).removeprefix(NAMESPACE)


def _name(ontology: Graph, term: Node) -> str:
    return ontology.namespace_manager.normalizeUri(str(term))


def _id(ontology: Graph, term: URIRef) -> str:
    """Return a name that Mermaid takes: prov_Attribution for a term of another vocabulary."""
    return _name(ontology, term).removeprefix("mv:").replace(":", "_").replace("-", "_")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
