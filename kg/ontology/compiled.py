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
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from kg import files, settings
from kg.ontology.records import AdministrativeLine, BodyRelation, BodyType, OntologyTerm, RegisteredBody, Term, Vocabulary

FORMAT = 5  # raise when the compiled form changes


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
