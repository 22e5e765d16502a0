"""From the Turtle of ontology/ to the compiled tables: the terms of the ontology, lines, places, bodies, technologies and surface forms."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.term import Node

from kg.ontology.records import AdministrativeLine, BodyRelation, BodyType, OntologyTerm, RegisteredBody, Term, Vocabulary

NAMESPACE = "https://w3id.org/responsibility-graph/ontology#"
_MV = Namespace(NAMESPACE)
_SHAPES = "shapes.ttl"  # rules about graphs, no vocabulary
_FORM_KINDS = (_MV.labelForm, _MV.verbForm, _MV.prefixForm, _MV.suffixForm, _MV.surfaceForm)


def gather(paths: Iterable[Path]) -> Vocabulary:
    """Return the tables of the vocabularies in these Turtle files."""
    graph = Graph()
    for path in paths:
        if path.name != _SHAPES:
            graph.parse(path, format="turtle")
    lines = tuple(sorted(_lines(graph), key=lambda line: (line.order, line.iri)))
    return Vocabulary(
        entries=tuple(_entries(graph)),
        lines=lines,
        types=tuple(_types(graph, lines)),
        bodies=tuple(sorted(_bodies(graph), key=lambda body: (body.region or "", body.order, body.iri))),
        ties=tuple(_ties(graph)),
        terms=tuple(_terms(graph)),
        forms=_forms(graph),
    )


def _entries(graph: Graph) -> Iterator[OntologyTerm]:
    """Yield every term of the ontology's own namespace."""
    for subject in sorted({s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(NAMESPACE)}):
        yield OntologyTerm(
            iri=str(subject),
            label_zh=_label(graph, subject, "zh"),
            label_en=_label(graph, subject, "en"),
            comment=_in(graph, subject, "zh", RDFS.comment, SKOS.definition) or "",
            colour=_text(graph, subject, _MV.colour),
            notation=_text(graph, subject, SKOS.notation),
            scheme=_text(graph, subject, SKOS.inScheme),
            order=_integer(graph, subject, _MV.order),
            parents=_iris(graph, subject, RDFS.subClassOf),
            node_label=_text(graph, subject, _MV.nodeLabel),
            relationship_type=_text(graph, subject, _MV.relationshipType),
            property_name=_text(graph, subject, _MV.propertyName),
            starts_at=_text(graph, subject, _MV.startsAt),
            ends_at=_text(graph, subject, _MV.endsAt),
            inlined=graph.value(subject, _MV.inlined) is not None,
            shared=graph.value(subject, _MV.sharedNode) is not None,
            root=graph.value(subject, _MV.rootNode) is not None,
        )


def _lines(graph: Graph) -> Iterator[AdministrativeLine]:
    for line in graph.subjects(RDF.type, _MV.Line):
        yield AdministrativeLine(
            iri=str(line),
            name=_label(graph, line, "zh"),
            other_cores=_literals(graph, line, _MV.otherCore),
            markers=_literals(graph, line, _MV.marker),
            category=_text(graph, line, _MV.category) or "",
            order=_integer(graph, line, _MV.order) or 0,
        )


def _types(graph: Graph, lines: tuple[AdministrativeLine, ...]) -> Iterator[BodyType]:
    """Yield the types of bodies; the category is the type's own, else that of its first line."""
    categories = {line.iri: line.category for line in lines}
    for found in sorted(graph.subjects(RDF.type, _MV.BodyType), key=str):
        own = _iris(graph, found, _MV.inLine)
        yield BodyType(
            iri=str(found),
            name=_text(graph, found, _MV.name) or "",
            cores=_literals(graph, found, _MV.core),
            forms=_literals(graph, found, _MV.form),
            tails=_literals(graph, found, _MV.tail),
            lines=own,
            category=_text(graph, found, _MV.category) or next((categories[line] for line in own), ""),
            official_core=_text(graph, found, _MV.officialCore),
            official_at=_literals(graph, found, _MV.officialAt),
            official_endings=_literals(graph, found, _MV.officialEnding),
            official_name=_text(graph, found, _MV.officialName),
            needs_place=graph.value(found, _MV.needsPlace) is not None,
            short_places=_literals(graph, found, _MV.shortPlace),
            city_type=_text(graph, found, _MV.cityType),
            subordinate_to=_text(graph, found, _MV.subordinateTo),
        )


def _bodies(graph: Graph) -> Iterator[RegisteredBody]:
    """Yield the bodies of the register: those with a category, so that a mere mention of a body is none."""
    for body in graph.subjects(RDF.type, _MV.Department):
        name = _text(graph, body, _MV.name) or ""
        full_name = _text(graph, body, _MV.fullName) or name
        yield RegisteredBody(
            iri=str(body),
            name=name,
            full_name=full_name,
            short_name=_text(graph, body, _MV.shortName) or name,
            labels=tuple(sorted({name, full_name, *_literals(graph, body, SKOS.altLabel)})),
            central=_literals(graph, body, _MV.centralLabel),
            negative=_literals(graph, body, _MV.negativeLabel),
            category=_text(graph, body, _MV.category) or "",
            level=_text(graph, body, _MV.level),
            region=_text(graph, body, _MV.region),
            order=_integer(graph, body, _MV.order) or 0,
            lines=_iris(graph, body, _MV.inLine),
            valid_from=_text(graph, body, _MV.validFrom),
            valid_to=_text(graph, body, _MV.validTo),
        )


def _ties(graph: Graph) -> Iterator[BodyRelation]:
    """Yield successions and memberships."""
    ends = ((_MV.Succession, _MV.predecessor, _MV.successor), (_MV.Membership, _MV.member, _MV.memberOf))
    for kind, start, end in ends:
        for tie in sorted(graph.subjects(RDF.type, kind), key=str):
            yield BodyRelation(
                iri=str(tie),
                type=str(kind),
                start=_text(graph, tie, start) or "",
                end=_text(graph, tie, end) or "",
                kind=_text(graph, tie, _MV.kind) or "",
                date=_text(graph, tie, _MV.date),
                source=_text(graph, tie, _MV.source),
            )


def _terms(graph: Graph) -> Iterator[Term]:
    """Yield the technologies: concepts of mv:Technologies; a hidden label is found in a text like any other."""
    for concept in sorted(graph.subjects(SKOS.inScheme, _MV.Technologies), key=str):
        name = _label(graph, concept, "zh")
        labels = {name, *_literals(graph, concept, SKOS.altLabel), *_literals(graph, concept, SKOS.hiddenLabel)}
        yield Term(str(concept), name, tuple(sorted(labels)), _iris(graph, concept, SKOS.broader))


def _forms(graph: Graph) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for concept, scheme in sorted(graph.subject_objects(SKOS.inScheme), key=str):
        notation = graph.value(concept, SKOS.notation)
        for kind in _FORM_KINDS if notation is not None else ():
            table = found.setdefault(f"{_local(scheme)}/{_local(kind)}", {})
            table.update((str(form), str(notation)) for form in graph.objects(concept, kind))
    return {k: v for k, v in found.items() if v}


def _label(graph: Graph, subject: Node, language: str) -> str:
    return _in(graph, subject, language, SKOS.prefLabel, RDFS.label) or _local(subject)


def _in(graph: Graph, subject: Node, language: str, *predicates: Node) -> str | None:
    """Return the first value in a language, of the first predicate that has one."""
    found = (o for p in predicates for o in sorted(graph.objects(subject, p), key=str) if getattr(o, "language", None) == language)
    return next((str(o) for o in found), None)


def _text(graph: Graph, subject: Node, predicate: Node) -> str | None:
    found = graph.value(subject, predicate)
    return None if found is None else str(found)


def _integer(graph: Graph, subject: Node, predicate: Node) -> int | None:
    found = _text(graph, subject, predicate)
    return None if found is None else int(found)


def _literals(graph: Graph, subject: Node, predicate: Node) -> tuple[str, ...]:
    return tuple(sorted(str(o) for o in graph.objects(subject, predicate)))


def _iris(graph: Graph, subject: Node, predicate: Node) -> tuple[str, ...]:
    return tuple(sorted(str(o) for o in graph.objects(subject, predicate) if isinstance(o, URIRef)))


def _local(iri: Node) -> str:
    return str(iri).rpartition("#")[2]
