"""What printed technologies were linked to: a table of (surface → concept) against the plans that were read.

technologies.tsv, tab-separated, a header first:
    surface    means      not
    公有云     公有云     混合云
    锰酸锂电池            磷酸铁锂电池
`means` is the name of the concept the surface is a name or true synonym of, empty where no concept means it; `not` is a near concept it
must not be taken for. The IRI that is compared is that of the concept with this name.

Field `linking technology`, counted over every technology of the plans whose surface is in the table: hits the concept of the table (or a
candidate under its own name where none means it), extra any other concept, missed a candidate where a concept means it.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.evaluation.scores import Difference, Score
from kg.errors import InvalidValue
from kg.model import Plan, Technology
from kg.ontology import vocabulary

TECHNOLOGIES = "technologies.tsv"
COLUMNS = ("surface", "means", "not")
FIELD = "linking technology"


@dataclass(frozen=True, slots=True)
class TechnologyLink:
    """What a printed technology means, as a person decided."""

    surface: str
    means: str
    near: str


def technology_links(path: Path) -> tuple[TechnologyLink, ...]:
    """Read a table of technologies.

    Raises InvalidValue for a file that is none, with the line where it can be named.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise InvalidValue(f"{path}: no table of technologies in UTF-8 ({error}).") from error
    header, *rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)) or [[]]
    if tuple(header) != COLUMNS:
        raise InvalidValue(f"{path}: the first line must name the columns {', '.join(COLUMNS)}, divided by tabs.")
    return tuple(_link(path, number, row) for number, row in enumerate(rows, 2))


def _link(path: Path, number: int, row: list[str]) -> TechnologyLink:
    if len(row) != len(COLUMNS):
        raise InvalidValue(f"{path}, line {number}: {len(row)} cells where {len(COLUMNS)} are needed.")
    for name in row[1:]:
        if name and name not in concept_iris():
            raise InvalidValue(f"{path}, line {number}: {name} is the name of no technology in ontology/technologies.ttl.")
    return TechnologyLink(*row)


@cache
def concept_iris() -> dict[str, str]:
    """Return the IRIs of the shipped technologies by their names."""
    return {term.name: term.iri for term in vocabulary().terms}


def technology_link_scores(rows: Iterable[TechnologyLink], plans: Mapping[str, Plan]) -> tuple[Score, tuple[Difference, ...]]:
    """Return the score over the plans and every difference; `plans` are by the name of their document."""
    meant = {row.surface: row for row in rows}
    counted = [one for name, plan in plans.items() for one in _counted(name, plan, meant)]
    return sum((score for score, _ in counted), Score()), tuple(difference for _, difference in counted if difference)


def _counted(document: str, plan: Plan, meant: Mapping[str, TechnologyLink]) -> Iterator[tuple[Score, Difference | None]]:
    for technology in (t for task in plan.tasks for t in task.technologies):
        row = meant.get("".join(technology.surface.split()))
        if row is not None:
            score = link_score(technology, row.means, concept_iris().get(row.means))
            got = (technology.name,) if technology.status == "confirmed" else ()
            wanted = (row.means,) if row.means else ()
            yield score, None if score.hits else Difference(document, FIELD, row.surface, wanted, got)


def link_score(technology: Technology, name: str, iri: str | None) -> Score:
    """Compare what a technology was linked to with the name and, where there is one, the IRI it should have."""
    if technology.status != "confirmed":
        return Score(missed=1) if name and name != technology.name else Score(hits=1)
    right = technology.name == name and iri in (None, technology.iri)
    return Score(hits=1) if right else Score(extra=1, missed=1 if name else 0)
