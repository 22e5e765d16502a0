"""A user's own technologies: the CSV files in KG_HOME/vocabulary, a term a line.

The first cell is the name, the others are forms it is printed in as well; a line that begins with # is a note:
    数智底座,数智化底座
A term has the IRI that a candidate of this name has, so what was found before and what is confirmed now are one node.
"""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

from kg import settings
from kg.errors import InvalidValue
from kg.ontology import Term

DISCOVERED = "https://w3id.org/responsibility-graph/id/term/"


def user_terms() -> Iterator[Term]:
    """Yield the terms of the user's own files, in the order of their names and lines."""
    for path in sorted((settings.home() / "vocabulary").glob("*.csv")):
        for row in _rows(path):
            cells = [cell.strip() for cell in row if cell.strip()]
            if cells and not cells[0].startswith("#"):
                yield Term(term_iri(cells[0]), cells[0], tuple(sorted({*cells})), ())


def term_iri(name: str) -> str:
    """Return the IRI of a technology that the shipped vocabulary does not have."""
    return DISCOVERED + hashlib.sha256(name.encode()).hexdigest()[:16]


def _rows(path: Path) -> list[list[str]]:
    try:
        return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, ValueError, csv.Error) as error:
        raise InvalidValue(f"{path}: not a vocabulary in CSV and UTF-8 ({error}).") from error
