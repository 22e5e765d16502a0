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

FORMAT = 5  # raise when the compiled form changes


@dataclass(frozen=True, slots=True)
class OntologyTerm:
    """A term of the ontology: its labels, colour, parents, and what it becomes in the property graph."""

    iri: str
    label_zh: str
    label_en: str
    comment: str
    colour: str | None
    notation: str | None
    scheme: str | None
    order: int | None
    parents: tuple[str, ...]
    node_label: str | None
    relationship_type: str | None
    property_name: str | None
    starts_at: str | None
    ends_at: str | None
    inlined: bool
    shared: bool
    root: bool


@dataclass(frozen=True, slots=True)
class AdministrativeLine:
    """A line (条线): other cores name bodies in it of which there is no type (房管局 beside 住建局).

    Markers identify it wherever they occur in a name (税务局);
    category and order are what its bodies have where the register does not know better.
    """

    iri: str
    name: str
    other_cores: tuple[str, ...]
    markers: tuple[str, ...]
    category: str
    order: int


@dataclass(frozen=True, slots=True)
class BodyType:
    """A usual body of a province, city or county: the spellings of its name, its lines, and its official name where that is fixed.

    `cores` stand before an ending (发改 + 委), `forms` are all that follows the place (中级人民法院); ontology/body-types.ttl explains
    the others.
    """

    iri: str
    name: str
    cores: tuple[str, ...]
    forms: tuple[str, ...]
    tails: tuple[str, ...]
    lines: tuple[str, ...]
    category: str
    official_core: str | None
    official_at: tuple[str, ...]
    official_endings: tuple[str, ...]
    official_name: str | None
    needs_place: bool
    short_places: tuple[str, ...]
    city_type: str | None
    subordinate_to: str | None


@dataclass(frozen=True, slots=True)
class RegisteredBody:
    """A body of the register: labels are all its names, dates bound its existence.

    `central` are names that mean it only in documents of the central authorities, `negative` look-alikes that are not it.
    """

    iri: str
    name: str
    full_name: str
    short_name: str
    labels: tuple[str, ...]
    central: tuple[str, ...]
    negative: tuple[str, ...]
    category: str
    level: str | None
    region: str | None
    order: int
    lines: tuple[str, ...]
    valid_from: str | None
    valid_to: str | None


@dataclass(frozen=True, slots=True)
class BodyRelation:
    """A statement between two bodies: a succession (merged, renamed) or a membership, with kind, date and source where known."""

    iri: str
    type: str
    start: str
    end: str
    kind: str
    date: str | None
    source: str | None


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

    entries: tuple[OntologyTerm, ...]
    lines: tuple[AdministrativeLine, ...]
    types: tuple[BodyType, ...]
    bodies: tuple[RegisteredBody, ...]
    ties: tuple[BodyRelation, ...]
    terms: tuple[Term, ...]
    forms: dict[str, dict[str, str]]


RECORDS: dict[str, type] = {
    "entries": OntologyTerm,
    "lines": AdministrativeLine,
    "types": BodyType,
    "bodies": RegisteredBody,
    "ties": BodyRelation,
    "terms": Term,
}


def forms(scheme: str, kind: str) -> dict[str, str]:
    """Return surface form → notation for a scheme ("Roles", "Comparators", …) and a kind of form ("labelForm", …)."""
    return vocabulary().forms.get(f"{scheme}/{kind}", {})


@cache
def vocabulary() -> Vocabulary:
    """Return the compiled vocabulary, from the cache where the Turtle has not changed since."""
    kept = settings.cache() / f"vocabulary-{fingerprint()}.json"
    try:
        return _decode(json.loads(kept.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        made = _compile()
        _keep(kept, made)
        return made


@cache
def fingerprint() -> str:
    """Return the hash of the files of ontology/ and of the compiled form: another hash, another vocabulary."""
    digest = hashlib.sha256(str(FORMAT).encode())
    for path in sorted(files.ONTOLOGY.glob("*.ttl")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


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
    tables = {name: tuple(kind(**_tupled(record)) for record in found[name]) for name, kind in RECORDS.items()}
    return Vocabulary(**tables, forms=found["forms"])


def _tupled(record: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in record.items()}


def _compile() -> Vocabulary:
    """Read every Turtle file of ontology/ but the shapes and gather its tables."""
    return gathered(sorted(files.ONTOLOGY.glob("*.ttl")))


def gathered(paths: Iterable[Path]) -> Vocabulary:
    """Return the tables of Turtle files; what the parser raises where one is none."""
    from kg.ontology.gathering import gather

    return gather(paths)
