"""The lines of the register of places: those of ontology/places.tsv and areas.tsv, and the user's own. Nothing else reads these files."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg.files import ONTOLOGY
from kg.register.user_files import Fault, table, user_paths

SHIPPED = "ontology/"  # begins the path of a file that is not the user's
_FILES = ("places.tsv", "areas.tsv")
_USER_COLUMNS = ("name", "level", "kind", "parent", "also", "code", "since", "until")
_LEVELS = ("省", "市", "县", None)


class PlaceRow(NamedTuple):
    """A line of the register: its file, its number, its cells by the column."""

    file: str
    line: int
    cells: dict[str, str]


def rows() -> Iterator[PlaceRow]:
    """Yield the lines of the register: those of its files, those of the user's own for any they name in the same place."""
    own = [row for row in user_places() if isinstance(row, PlaceRow)]
    named = {(row.cells["name"], row.cells["parent"]) for row in own}
    yield from (row for row in shipped_places() if (row.cells["name"], row.cells.get("parent", "")) not in named)
    yield from own


def user_places(paths: Iterable[Path] | None = None) -> Iterator[PlaceRow | Fault]:
    """Yield the places of the user's files, or of those named, and a fault for every line that gives none.

    CSV, the first line names the columns: name,level,kind,parent,also     赣东新区,,新区,上饶市,赣东
    """
    for path in user_paths("places") if paths is None else paths:
        for row in table(path, _USER_COLUMNS, "PlaceColumns"):
            if isinstance(row, Fault):
                yield row
            elif not (row.cells.get("level") or row.cells.get("kind")):
                yield row.fault("a place needs a level (省, 市, 县) or a kind, as ontology/areas.tsv has them.")
            elif (level := row.cells.get("level") or None) not in _LEVELS:
                yield row.fault(f"{level} is no level; it is 省, 市, 县 or empty.")
            else:
                cells = dict.fromkeys(_USER_COLUMNS, "") | dict(row.cells) | {"also": " ".join(row.several("also"))}
                yield PlaceRow(str(path), row.line, cells)


def shipped_places() -> Iterator[PlaceRow]:
    """Yield the lines of the register, unchanged."""
    for file in _FILES:
        columns: list[str] = []
        for number, line in enumerate((ONTOLOGY / file).read_text("utf-8").splitlines(), 1):
            if line.startswith("#") or not line:
                continue
            cells = line.split("\t")
            if columns:
                yield PlaceRow(f"{SHIPPED}{file}", number, dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=False)))
            columns = columns or cells
