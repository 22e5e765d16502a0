"""Whether a vocabulary of technologies is one: what is wrong in it, with the line.

one label for two concepts      "公有云" under both 公有云 and 混合云
a cycle in skos:broader         电池 above 锂电池 above 电池
no source                       a concept without dcterms:source
no name                         a concept without one prefLabel in zh and one in en
a wider term that is none       skos:broader or skos:related to something the file does not define
a neighbour that is above       skos:related and skos:broader between the same two (SKOS Reference, S27)
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from rdflib import DCTERMS, SKOS, Graph, URIRef
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax

from kg.ontology import MV
from kg.register.technologies import above
from kg.register.user_files import Fault

LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
LANGUAGES = ["en", "zh"]


def faults(path: Path) -> Iterator[Fault]:
    """Yield what is wrong in a vocabulary; a file that is no Turtle has one fault."""
    try:
        graph = Graph().parse(path, format="turtle")
    except BadSyntax as error:
        yield Fault(path, error.lines + 1, "not Turtle: a statement is broken on this line or the one before.")
        return
    except (ParserError, ValueError) as error:
        yield Fault(path, 1, f"not Turtle ({error}).")
        return
    written = _Written(path, graph)
    for check in CHECKS:
        yield from check(written)


class _Written:
    """A vocabulary as a file has it: the graph, and the lines where its concepts are."""

    def __init__(self, path: Path, graph: Graph) -> None:
        self.path = path
        self.graph = graph
        self.lines = path.read_text(encoding="utf-8-sig").splitlines()

    @cached_property
    def concepts(self) -> list[URIRef]:
        """The technologies in the order of the file."""
        found = (s for s in self.graph.subjects(SKOS.inScheme, MV.Technologies) if isinstance(s, URIRef))
        return sorted(found, key=self.line)

    @cached_property
    def broader(self) -> dict[str, tuple[str, ...]]:
        return {str(c): tuple(map(str, self.graph.objects(c, SKOS.broader))) for c in self.concepts}

    @cached_property
    def _begins(self) -> dict[str, int]:
        """The first line of every subject, by its name in the file."""
        return {line.split(maxsplit=1)[0]: number for number, line in reversed([*enumerate(self.lines, 1)]) if re.match(r"[\w<]", line)}

    def line(self, concept: URIRef, text: str = "") -> int:
        """Return the line of a concept that contains a text, else the concept's first line."""
        names = (concept.n3(self.graph.namespace_manager), f"<{concept}>")
        first = next((self._begins[name] for name in names if name in self._begins), 1)
        for number in range(first, len(self.lines) + 1):
            if text and text in self.lines[number - 1]:
                return number
            if self.lines[number - 1].rstrip().endswith("."):
                break
        return first

    def name(self, concept: URIRef) -> str:
        """Return a concept's Chinese name, else its name in the file."""
        names = (o for o in self.graph.objects(concept, SKOS.prefLabel) if getattr(o, "language", None) == "zh")
        return str(next(names, concept.n3(self.graph.namespace_manager)))

    def fault(self, concept: URIRef, sentence: str, text: str = "") -> Fault:
        return Fault(self.path, self.line(concept, text), sentence)


def _shared_labels(written: _Written) -> Iterator[Fault]:
    """Yield the labels of two concepts, in capitals or small letters, and those that one concept has twice."""
    seen: dict[str, URIRef] = {}
    for concept in written.concepts:
        labels = [(str(o), o) for p in LABELS for o in written.graph.objects(concept, p) if getattr(o, "language", None) == "zh"]
        for text, _ in sorted(labels):
            other = seen.setdefault(text.casefold(), concept)
            if other != concept:
                names = f"{written.name(other)} (line {written.line(other)}) and of {written.name(concept)}"
                yield written.fault(concept, f"“{text}” is a label of {names}; one label means one thing.", f'"{text}"')
        for text in sorted({t for t, _ in labels if [x for x, _ in labels].count(t) > 1}):
            yield written.fault(concept, f"“{text}” is twice a label of {written.name(concept)}.", f'"{text}"')


def _cycles(written: _Written) -> Iterator[Fault]:
    for concept in written.concepts:
        if str(concept) in above(str(concept), written.broader):
            sentence = f"{written.name(concept)} is above itself: skos:broader leads back to it."
            yield written.fault(concept, sentence, "skos:broader")


def _sources(written: _Written) -> Iterator[Fault]:
    for concept in written.concepts:
        if not any(str(o).strip() for o in written.graph.objects(concept, DCTERMS.source)):
            yield written.fault(concept, f"{written.name(concept)} names no source (dcterms:source).")


def _names(written: _Written) -> Iterator[Fault]:
    for concept in written.concepts:
        languages = sorted(str(getattr(o, "language", None)) for o in written.graph.objects(concept, SKOS.prefLabel))
        if languages != LANGUAGES:
            yield written.fault(concept, f"{written.name(concept)} needs one skos:prefLabel in zh and one in en.", "skos:prefLabel")


def _undefined(written: _Written) -> Iterator[Fault]:
    for concept in written.concepts:
        for relation in (SKOS.broader, SKOS.related):
            for other in sorted(written.graph.objects(concept, relation), key=str):
                if str(other) not in written.broader:
                    name = other.n3(written.graph.namespace_manager)
                    yield written.fault(concept, f"{written.name(concept)} is tied to {name}, which the file does not define.", name)


def _related_above(written: _Written) -> Iterator[Fault]:
    for concept in written.concepts:
        for other in written.graph.objects(concept, SKOS.related):
            if str(other) in above(str(concept), written.broader) or str(concept) in above(str(other), written.broader):
                names = f"{written.name(concept)} and {written.name(URIRef(str(other)))}"
                yield written.fault(concept, f"{names} are related, and one is above the other.", "skos:related")


CHECKS: tuple[Callable[[_Written], Iterator[Fault]], ...] = (_shared_labels, _cycles, _sources, _names, _undefined, _related_above)
