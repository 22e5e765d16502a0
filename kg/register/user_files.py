"""The user's own vocabulary: the files in KG_HOME/vocabulary, and their rows, as a spreadsheet saves them.

    technologies    KG_HOME/vocabulary/*.csv              a term a line, its other forms in the cells behind it
    bodies          KG_HOME/vocabulary/bodies/*.csv, *.ttl    a body a line, the first line names the columns
    places          KG_HOME/vocabulary/places/*.csv       a place a line, the first line names the columns
CSV in UTF-8, with or without byte-order mark, in GBK, or Excel's Unicode text (UTF-16, tabs); a line that begins with # is a note.
"""

import codecs
import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg import settings
from kg.errors import InvalidValue

Kind = Literal["technologies", "bodies", "places"]
SUFFIXES: Mapping[Kind, tuple[str, ...]] = {"technologies": (".csv",), "bodies": (".csv", ".ttl"), "places": (".csv",)}
ENCODINGS = ("utf-8-sig", "gb18030")  # what spreadsheets write: UTF-8 with or without byte-order mark, GBK and its larger relative
SEPARATORS = "、;；|"  # of several values in one cell


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
        text = self.cells.get(column, "")
        for mark in SEPARATORS:
            text = text.replace(mark, "\n")
        return tuple(dict.fromkeys(part.strip() for part in text.split("\n") if part.strip()))

    def fault(self, sentence: str) -> Fault:
        return Fault(self.path, self.line, sentence)


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
    reader = csv.reader(text.splitlines(), delimiter=delimiter(text))
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells) and not cells[0].startswith("#"):
                yield reader.line_num, cells
    except csv.Error as error:
        raise InvalidValue(f"{path}, line {reader.line_num}: not a line of a CSV file ({error}).") from error


def table(path: Path, columns: tuple[str, ...]) -> Iterator[UserRow | Fault]:
    """Yield the rows of a table whose first line names its columns, `name` among them, and a fault for what is no row."""
    header: list[str] = []
    for number, cells in csv_lines(path):
        if not header:
            header = [cell.lower() for cell in cells]
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
    """Return what divides the cells: a tab in what Excel saves as Unicode text, else a comma."""
    first = text.partition("\n")[0]
    return "\t" if "\t" in first and "," not in first else ","


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
