"""The user's own vocabulary: the files in KG_HOME/vocabulary, and their rows, as a spreadsheet saves them.

    technologies    KG_HOME/vocabulary/*.csv              a term a line, its other forms in the cells behind it
    bodies          KG_HOME/vocabulary/bodies/*.csv, *.ttl    a body a line, the first line names the columns
    places          KG_HOME/vocabulary/places/*.csv       a place a line, the first line names the columns
CSV in UTF-8, with or without byte-order mark, in GBK, or Excel's Unicode text (UTF-16, tabs), divided by commas, semicolons or tabs; a line
that begins with # is a note. Columns may have their Chinese names (ontology/name-parts.ttl), days may be written as a spreadsheet does.
"""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from kg import settings
from kg.errors import InvalidValue
from kg.ontology import forms

Kind = Literal["technologies", "bodies", "places"]
SUFFIXES: Mapping[Kind, tuple[str, ...]] = {"technologies": (".csv",), "bodies": (".csv", ".ttl"), "places": (".csv",)}
ENCODINGS = ("utf-8-sig", "gb18030")  # what spreadsheets write: UTF-8 with or without byte-order mark, GBK and its larger relative
SEPARATORS = "、;；|"  # of several values in one cell
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s+0{1,2}:00(?::00)?)?")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in a sentence, and where."""

    path: Path
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class UserRow:
    """A line of a table: its file, its number, its cells by the column; a cell that is not there is empty."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def several(self, column: str) -> tuple[str, ...]:
        """Return the values of a cell that may hold several."""
        return values(self.cells.get(column, ""))

    def fault(self, sentence: str) -> Fault:
        return Fault(self.path, self.line, sentence)


def values(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that may hold several: 省财政厅、省科技厅."""
    for mark in SEPARATORS:
        cell = cell.replace(mark, "\n")
    return tuple(dict.fromkeys(part.strip() for part in cell.split("\n") if part.strip()))


def written_day(cell: str) -> str | None:
    """Return a day as a spreadsheet writes it (2026-01-05, 2026/1/5, 2026年1月5日) in the form of ISO 8601; None where it is none."""
    found = _DAY.fullmatch(cell.strip())
    try:
        return date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None


def column_names(header: Iterable[str], scheme: str) -> list[str]:
    """Return the names of the columns that a first line means, by their names or by what a scheme of ontology/name-parts.ttl calls them."""
    known = forms(scheme, "surfaceForm")
    return [known.get(name, name) for name in (cell.strip().lower() for cell in header)]


def user_folder(kind: Kind) -> Path:
    """Return the folder where the user's files of a kind lie."""
    folder = settings.home() / "vocabulary"
    return folder if kind == "technologies" else folder / kind


def user_paths(kind: Kind) -> list[Path]:
    """Return the user's files of a kind in the order of their names."""
    folder = user_folder(kind)
    return sorted(path for suffix in SUFFIXES[kind] for path in folder.glob(f"*{suffix}"))


def csv_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of every line that holds any and is no note.

    Raises InvalidValue where a line is none of CSV, or the file is in no encoding a spreadsheet writes.
    """
    text = csv_text(path)
    reader = csv.reader(text.splitlines(), delimiter=delimiter(text), strict=True)  # a quotation mark that nothing closes swallows the rest
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells) and not cells[0].startswith("#"):
                yield reader.line_num, cells
    except csv.Error as error:
        raise InvalidValue(f"{path}, line {reader.line_num}: not a line of a CSV file ({error}).") from error


def table(path: Path, columns: tuple[str, ...], scheme: str) -> Iterator[UserRow | Fault]:
    """Yield the rows of a table whose first line names its columns, `name` among them, and a fault for what is no row."""
    header: list[str] = []
    for number, cells in csv_lines(path):
        if not header:
            header = column_names(cells, scheme)
            if unknown := [cell for cell in header if cell and cell not in columns]:
                yield Fault(path, number, f"{unknown[0]} is no column of this table; the columns are {', '.join(columns)}.")
                return
            if "name" not in header:
                yield Fault(path, number, f"the first line names no column `name`; the columns are {', '.join(columns)}.")
                return
            continue
        row = UserRow(path, number, dict(zip(header, cells, strict=False)))
        yield row if row.cells.get("name") else row.fault("no name.")


def delimiter(text: str) -> str:
    """Return what divides the cells: a tab in what Excel saves as Unicode text, a semicolon where its settings say so, else a comma."""
    first = text.partition("\n")[0]
    return next((mark for mark in ("\t", ";") if mark in first and "," not in first), ",")


def csv_text(path: Path) -> str:
    """Return the text of a file, whichever of the encodings it is in; InvalidValue where it is in none."""
    data = path.read_bytes()
    encodings = ("utf-16",) if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except ValueError:
            continue
        if "\0" not in text:
            return text
    raise InvalidValue(f"{path}: not a text in UTF-8, UTF-16 or GBK; save the file as CSV.")


def subject_line(path: Path, iri: str) -> int:
    """Return the line of a Turtle file on which a subject begins, 1 where it cannot be found."""
    name = re.escape(re.split(r"[/#]", iri)[-1])
    begins = re.compile(rf"(?:\S*:|<\S*[/#]){name}>?\s")
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return next((number for number, line in enumerate(lines, 1) if begins.match(line)), 1)
