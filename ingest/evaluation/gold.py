"""What plans are compared with: gold documents, the tables of links beside them, and what of it was annotated and must be reached."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.evaluation.linking import FIELDS as LINKING_FIELDS
from ingest.evaluation.linking import LINKING, LinkingRow, linking_rows
from ingest.evaluation.technology_links import FIELD as TECHNOLOGY_LINK
from ingest.evaluation.technology_links import TECHNOLOGIES, TechnologyLink, technology_links
from kg import files
from kg.errors import InvalidValue, UnreadableInput

READ = (
    "tasks", "owner surface", "owner name", "owner name+role", "owner kind", "open lists",
    "targets", "document targets", "technologies exact", "technologies relaxed", "technologies confirmed",
    "silent losses",
)  # fmt: skip
LINKS = (
    "technologies linked",
    "owners linked",
    *(f"linking {field}" for field in LINKING_FIELDS),
    TECHNOLOGY_LINK,
)  # where the gold says it
FIELDS = (*READ, *LINKS)
PRECISE = frozenset({"technologies confirmed", "linking full name"})  # what is not given is no fault there, what is wrong is one

Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the gold holds: documents a field is annotated in (all where a field is not named), and the least F1 a field."""

    annotated: Mapping[str, frozenset[str]]
    excepted: Mapping[str, frozenset[str]]
    least: Mapping[str, float]

    def covers(self, field: str, document: str) -> bool:
        """Tell whether a field was annotated in a document."""
        named = self.annotated.get(field)
        return (named is None or document in named) and document not in self.excepted.get(field, frozenset())


def coverage(path: Path | None = None) -> Coverage:
    """Read what is annotated and what must be reached from a TOML file, by default data/evaluation.toml."""
    path = path or files.DATA / "evaluation.toml"
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidValue(f"{path}: not a file of thresholds in TOML ({error}).") from error
    if unknown := sorted({*found.get("least", {})} - {*FIELDS}):
        raise InvalidValue(f"{path}: unknown field {unknown[0]}; the fields are {', '.join(FIELDS)}.")
    sets = {kind: {k: frozenset(v) for k, v in found.get(kind, {}).items()} for kind in ("annotated", "excepted")}
    return Coverage(sets["annotated"], sets["excepted"], found.get("least", {}))


def gold_documents(folder: Path) -> dict[str, Gold]:
    """Return the gold documents of a folder by their name; none where a table of links is all there is."""
    if folder.is_file() or (any((folder / table).is_file() for table in (LINKING, TECHNOLOGIES)) and not any(folder.glob("*.json"))):
        return {}
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
    if not found:
        raise UnreadableInput(f"{folder}: no gold documents (*.json) in this folder.")
    return {gold["doc"]: gold for gold in found.values() if "doc" in gold}


def gold_links(folder: Path) -> tuple[LinkingRow, ...]:
    """Return the table of links of a gold folder, or the table itself where a file is named; nothing where there is none."""
    if folder.is_file():
        return () if folder.name == TECHNOLOGIES else linking_rows(folder)
    return linking_rows(folder / LINKING) if (folder / LINKING).is_file() else ()


def gold_technologies(folder: Path) -> tuple[TechnologyLink, ...]:
    """Return the table of technologies of a gold folder, or the table itself where it is named; nothing where there is none."""
    path = folder if folder.is_file() else folder / TECHNOLOGIES
    return technology_links(path) if path.name == TECHNOLOGIES and path.is_file() else ()
