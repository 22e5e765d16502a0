"""Task tables in spreadsheets (xlsx) and comma-separated files: a sheet is a table, what stands above its heading is text.

Cells merged downwards are repeated in each row; a percentage and a date read as they are shown. Text boxes stand behind the sheets.
Left out and said: hidden rows and columns, text struck through, formulas whose result was not kept, comments. Hidden sheets are left out.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any

from ingest.sources.builder import TextBuilder, cell
from ingest.sources.head_labels import owner_label
from ingest.sources.package import member, open_zip, xml
from ingest.sources.source import SourceText, within_bounds
from ingest.sources.text import decode
from kg.errors import UnreadableInput
from kg.register import any_form
from kg.sentences import sentence

# A plan has hundreds of rows; a sheet with more cells than this is data, and would take minutes to read.
MOST_CELLS = 200_000
_DELIMITERS = ",\t;|"
_SAMPLE, _FIRST_LINES, _HEAD_LINES = 20_000, 40, 5  # bytes and lines that tell whether a text is rows of fields, and where its head stands
_FEWEST_FIELDS, _LONGEST_LABEL = 2, 12  # a head has more fields than two, each a label
_LONGEST_FIELD = 10_000_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_DRAWING = re.compile(r"xl/drawings/[^/]+\.xml")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FIRST_NAMES = 3  # hidden columns that are named by their heads


@dataclass(slots=True)
class TableRow:
    """A row of a sheet: its number there, its cells, and what is to be said of it."""

    number: int
    cells: list[str]
    said: list[str] = field(default_factory=list)


def read_xlsx(data: bytes, path: str) -> SourceText:
    """Return the sheets of a workbook."""
    package = open_zip(data, path)
    formulas = _bounded(package, path)
    draft = TextBuilder("row")
    book = _book(data, path, values=True)
    kept = _book(data, path, values=False) if formulas else book
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    sheets = [(sheet.title, _rows(sheet, kept[sheet.title], path)) for sheet in shown]
    sheets = [(title, rows) for title, rows in sheets if any(any(row.cells) for row in rows)]
    for title, rows in sheets:
        if len(sheets) > 1 and not _default_name().fullmatch(title.strip()) and not _has_title(rows):
            draft.paragraph(cell(title), 1)
        write(draft, rows)
    for text in _boxes(package, path):
        draft.paragraph(cell(text), 1)
    return draft.source("xlsx", data, path)


def _has_title(rows: Sequence[TableRow]) -> bool:
    """Tell whether a line stands above the table of a sheet: then the sheet's own name is no heading."""
    filled = [sum(map(bool, row.cells)) for row in rows if any(row.cells)]
    return len(filled) > 1 and filled[0] == 1 and max(filled) > 1


def read_csv(data: bytes, path: str) -> SourceText:
    """Return the rows of a comma-separated file; the separator may be a tab, ; or | as well."""
    within_bounds(len(data), path)
    text = decode(data, path)
    csv.field_size_limit(_LONGEST_FIELD)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    draft = TextBuilder("row")
    few = list(_few(lines, path))
    write(draft, [TableRow(number, [cell(value) for value in line]) for number, line in enumerate(few, 1)])
    return draft.source("csv", data, path)


def is_csv(data: bytes, path: str) -> bool:
    """Tell whether a text is rows of fields below a head that names owners: 序号,任务,责任单位; neither tabs nor bars around a row."""
    try:
        lines = [line for line in decode(data[:_SAMPLE], path).splitlines() if line.strip()][:_FIRST_LINES]
    except UnreadableInput:
        return False
    for at, line in enumerate(lines[:_HEAD_LINES]):
        sign = max(_DELIMITERS.replace("\t", ""), key=line.count)
        if _is_head(line, sign):
            fewest = line.count(sign)
            return len(lines) > at + 1 and all(row.count(sign) >= fewest or '"' in row for row in lines[at + 1 :])
    return False


def _is_head(line: str, sign: str) -> bool:
    """Tell whether a line is the head of a table: short labels that a sign parts, one of them that of owners."""
    labels = [label.strip().strip('"') for label in line.split(sign)]
    is_short = all(labels) and len(labels) > _FEWEST_FIELDS and max(map(len, labels)) <= _LONGEST_LABEL
    return is_short and any(map(owner_label().fullmatch, labels))


def _few(lines: Iterable[list[str]], path: str) -> Iterator[list[str]]:
    """Yield the rows of a comma-separated file, which must be whole and no larger than a plan."""
    cells = 0
    try:
        for line in lines:
            cells += len(line)
            if cells > MOST_CELLS:
                raise _too_large(path, "the table")
            yield line
    except csv.Error:
        raise UnreadableInput(f"{path}: the table is damaged (a quotation mark is not closed); save it anew") from None


def _too_large(path: str, what: str) -> UnreadableInput:
    return UnreadableInput(f"{path}: {what} has more than {MOST_CELLS:,} cells, which no plan has; keep the rows of the plan")


def _delimiter(text: str) -> str:
    """Return the separator: the one that stands in most of the first lines."""
    first = text[:20_000].splitlines()[:20]
    if any(_is_head(line, "，") for line in first[:_HEAD_LINES]):
        return "，"
    return max(_DELIMITERS, key=lambda sign: (sum(sign in line for line in first), sum(line.count(sign) for line in first)))


def write(draft: TextBuilder, rows: Sequence[TableRow]) -> None:
    """Write a sheet: rows of one filled cell before and after the table as paragraphs, the rest as a table."""
    filled = [row for row in rows if any(row.cells) or row.said]
    wide = [at for at, row in enumerate(filled) if sum(map(bool, row.cells)) > 1]
    first, last = (wide[0], wide[-1] + 1) if wide else (len(filled), len(filled))
    for row in filled[:first]:
        _paragraph(draft, row)
    table = filled[first:last]
    spans = draft.table(_trimmed([row.cells for row in table]), [row.number for row in table])
    for row, cells in zip(table, spans, strict=True):
        draft.note((cells[0][0], cells[-1][1]) if cells else (draft.length, draft.length), "；".join(row.said))
    for row in filled[last:]:
        _paragraph(draft, row)


def _paragraph(draft: TextBuilder, row: TableRow) -> None:
    """Write a row of one cell, and what is to be said of it."""
    start, text = draft.length, "".join(row.cells)
    draft.paragraph(text, row.number)
    draft.note((start, start + len(text)), "；".join(row.said))


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Return rows of one length without columns that are empty throughout."""
    width = max((len(row) for row in rows), default=0)
    full = [row + [""] * (width - len(row)) for row in rows]
    used = [column for column in range(width) if any(row[column] for row in full)]
    return [[row[column] for column in used] for row in full]


def _bounded(package: Any, path: str) -> bool:
    """Refuse a workbook whose XML declares entities, or of more cells than a plan has; tell whether it holds formulas."""
    cells, formulas = 0, False
    for name in package.namelist():
        if not name.endswith((".xml", ".rels")):
            continue
        part = member(package, name, path)
        if b"<!DOCTYPE" in part[:4096]:
            raise UnreadableInput(f"{path}: its XML declares entities, as no office program writes; it is refused")
        if _SHEET.fullmatch(name):
            cells += part.count(b"<c ") + part.count(b":c ") + sum(map(_area, _MERGE.finditer(part)))
            formulas = formulas or b"<f" in part or b":f>" in part
        if cells > MOST_CELLS:
            raise _too_large(path, "the workbook")
    return formulas


def _area(merge: re.Match[bytes]) -> int:
    """Return how many cells a merged stretch covers."""
    left, top, right, bottom = merge.groups()
    return (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)


def _column(letters: bytes) -> int:
    """Return the number of a column: A is 1, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _book(data: bytes, path: str, *, values: bool) -> Any:
    """Return the workbook openpyxl makes of the bytes, with the results of formulas or with the formulas."""
    import openpyxl

    try:
        return openpyxl.load_workbook(io.BytesIO(data), data_only=values, rich_text=True)
    except Exception:  # openpyxl raises whatever its parts raise: KeyError, ValueError, TypeError, its own
        raise UnreadableInput(f"{path}: the workbook is damaged and cannot be opened; save it anew") from None


def _rows(sheet: Any, formulas: Any, path: str) -> list[TableRow]:
    """Return the rows of a sheet as they are shown: merged cells repeated downwards, hidden rows and columns left out and said."""
    height, width = _filled(sheet)
    if height * width > MOST_CELLS:
        raise _too_large(path, f"the sheet {sheet.title}")
    values = _values(sheet, height, width)
    away = _hidden_columns(sheet, width)
    rows: list[TableRow] = []
    hidden = 0
    for number, cells in enumerate(values, 1):
        if sheet.row_dimensions[number].hidden:
            hidden += any(cells)
            continue
        _say(rows, hidden)
        hidden = 0
        kept = [text for column, text in enumerate(cells) if column not in away]
        rows.append(TableRow(number, kept, list(_said(sheet, formulas, number, width))))
    _say(rows, hidden)
    _say_columns(rows, values, away)
    return rows


def _filled(sheet: Any) -> tuple[int, int]:
    """Return the last row and column with a value; formats reach further, often to the end of the sheet."""
    held = [(each.row, each.column) for each in sheet._cells.values() if each.value is not None]
    return max((row for row, _ in held), default=0), max((column for _, column in held), default=0)


def _values(sheet: Any, height: int, width: int) -> list[list[str]]:
    """Return the cells of a sheet as they are shown, merged ones repeated downwards."""
    merged = {at: (span.min_row, span.min_col) for span in sheet.merged_cells.ranges for at in _below(span)}
    rows: list[list[str]] = []
    for row in islice(sheet.iter_rows(max_row=max(height, 1), max_col=max(width, 1)), height):
        shown = [shown_as(each.value, each.number_format) for each in row]
        shown = ["" if _is_struck(each) else text for each, text in zip(row, shown, strict=True)]
        for column in range(len(shown)):
            origin = merged.get((len(rows) + 1, column + 1))
            if origin and origin[0] <= len(rows):
                shown[column] = rows[origin[0] - 1][column]
        rows.append(shown)
    return rows


def _hidden_columns(sheet: Any, width: int) -> frozenset[int]:
    """Return the indexes of the hidden columns; one entry may stand for several."""
    hidden = [each for each in sheet.column_dimensions.values() if each.hidden]
    return frozenset(column - 1 for each in hidden for column in range(each.min or 1, min(each.max or 0, width) + 1))


@cache
def _default_name() -> re.Pattern[str]:
    """Return the pattern of a name that a program gave to a sheet: Sheet1, 工作表2."""
    return re.compile(rf"(?:{any_form('SheetNames')})\s*\d*", re.IGNORECASE)


def _say(rows: list[TableRow], hidden: int) -> None:
    """Say of the last row that hidden ones follow."""
    if hidden and rows:
        rows[-1].said.append(sentence("unread.hidden-rows", count=hidden))


def _say_columns(rows: list[TableRow], values: list[list[str]], away: frozenset[int]) -> None:
    """Say of the first filled row which columns are hidden, by the first words in them."""
    names = [next((row[column] for row in values if row[column]), "") for column in sorted(away)]
    names = [name for name in names if name]
    first = next((row for row in rows if sum(map(bool, row.cells)) > 1), None)
    if names and first:
        first.said.append(sentence("unread.hidden-columns", count=len(names), names=names[:_FIRST_NAMES]))


def _said(sheet: Any, formulas: Any, number: int, width: int) -> Iterator[str]:
    """Yield what is to be said of a row: formulas without a result, comments."""
    found = [sheet.cell(number, column) for column in range(1, width + 1)]
    lost = [each.coordinate for each in found if each.value is None and formulas.cell(number, each.column).value is not None]
    if lost:
        yield sentence("unread.formulas", count=len(lost), cells=lost)
    if any(map(_is_struck, found)) or any(_has_struck(each.value) for each in found):
        yield sentence("unread.struck-text")
    if any(getattr(each, "comment", None) for each in found):
        yield sentence("unread.row-comment")


def _is_struck(each: Any) -> bool:
    """Tell whether a cell with a value is struck through as a whole."""
    return each.value is not None and bool(getattr(each, "font", None) and each.font.strike)


def _has_struck(value: Any) -> bool:
    """Tell whether a part of a cell is struck through."""
    return any(_is_struck_run(run) for run in value) if isinstance(value, list) else False


def _is_struck_run(run: Any) -> bool:
    """Tell whether a run of a cell is struck through."""
    return bool(getattr(getattr(run, "font", None), "strike", None))


def _boxes(package: Any, path: str) -> Iterator[str]:
    """Yield the text of boxes that lie over the sheets, a paragraph each."""
    for name in filter(_DRAWING.fullmatch, package.namelist()):
        for paragraph in xml(member(package, name, path), path).iter(f"{_TEXT}p"):
            text = "".join(each.text or "" for each in paragraph.iter(f"{_TEXT}t"))
            if text.strip():
                yield text


def _below(span: Any) -> Iterator[tuple[int, int]]:
    """Yield the cells of a merged stretch that lie below its first."""
    for row in range(span.min_row + 1, span.max_row + 1):
        yield row, span.min_col


def shown_as(value: Any, number_format: str) -> str:
    """Return a value as the sheet shows it.

    >>> shown_as(0.3, "0%"), shown_as(12.0, "General"), shown_as(datetime.date(2023, 6, 30), "yyyy-mm-dd")
    ('30%', '12', '2023年6月30日')
    """
    if value is None:
        return ""
    if isinstance(value, list):  # runs of their own typefaces
        return cell("".join(str(run) for run in value if not _is_struck_run(run)))
    if isinstance(value, datetime.datetime | datetime.date):
        day = f"{value.day}日" if "d" in (number_format or "d").lower() else ""
        return f"{value.year}年{value.month}月{day}"
    if isinstance(value, float):
        if "%" in (number_format or ""):
            return f"{round(value * 100, 6):g}%"
        return str(int(value)) if value.is_integer() else f"{value:.12g}"
    if isinstance(value, int) and "%" in (number_format or ""):
        return f"{value * 100}%"
    return cell(str(value))
