"""Task tables in spreadsheets (xlsx) and comma-separated files: a sheet is a table, what stands above its heading is text.

Cells merged downwards are repeated in each row; a percentage and a date read as they are shown. Hidden sheets are left out.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.sources.builder import TextBuilder, cell
from ingest.sources.package import member, open_zip
from ingest.sources.source import SourceText, within_bounds
from ingest.sources.text import decode
from kg.errors import UnreadableInput

# A plan has hundreds of rows; a sheet with more cells than this is data.
_MOST_CELLS = 500_000
_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表|表)\s*\d*", re.IGNORECASE)
_DELIMITERS = ",\t;|"
_LONGEST_FIELD = 10_000_000


def read_xlsx(data: bytes, path: str) -> SourceText:
    """Return the sheets of a workbook."""
    _safe(data, path)
    draft = TextBuilder("row")
    book = _book(data, path)
    sheets = [(sheet.title, _values(sheet, path)) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    sheets = [(title, rows) for title, rows in sheets if any(any(row) for row in rows)]
    for title, rows in sheets:
        if len(sheets) > 1 and not _DEFAULT_NAME.fullmatch(title.strip()):
            draft.paragraph(cell(title), 1)
        write(draft, rows)
    return draft.source("xlsx", data, path)


def read_csv(data: bytes, path: str) -> SourceText:
    """Return the rows of a comma-separated file; the separator may be a tab, ; or | as well."""
    within_bounds(len(data), path)
    text = decode(data, path)
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows = [[cell(value) for value in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))]
    except csv.Error:
        raise UnreadableInput(f"{path}: the table is damaged (a quotation mark is not closed); save it anew") from None
    draft = TextBuilder("row")
    write(draft, rows)
    return draft.source("csv", data, path)


def _delimiter(text: str) -> str:
    """Return the separator: the one that stands in most of the first lines."""
    first = text[:20_000].splitlines()[:20]
    return max(_DELIMITERS, key=lambda sign: (sum(sign in line for line in first), sum(line.count(sign) for line in first)))


def write(draft: TextBuilder, rows: Sequence[Sequence[str]]) -> None:
    """Write a sheet: rows of one filled cell before and after the table as paragraphs, the rest as a table."""
    numbered = [(number, list(row)) for number, row in enumerate(rows, 1) if any(row)]
    wide = [at for at, (_, row) in enumerate(numbered) if sum(map(bool, row)) > 1]
    first, last = (wide[0], wide[-1] + 1) if wide else (len(numbered), len(numbered))
    for number, row in numbered[:first]:
        draft.paragraph("".join(row), number)
    draft.table(_trimmed([row for _, row in numbered[first:last]]), [number for number, _ in numbered[first:last]])
    for number, row in numbered[last:]:
        draft.paragraph("".join(row), number)


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Return rows of one length without columns that are empty throughout."""
    width = max((len(row) for row in rows), default=0)
    full = [row + [""] * (width - len(row)) for row in rows]
    used = [column for column in range(width) if any(row[column] for row in full)]
    return [[row[column] for column in used] for row in full]


def _safe(data: bytes, path: str) -> None:
    """Refuse a workbook whose XML declares entities."""
    package = open_zip(data, path)
    for name in package.namelist():
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in member(package, name, path)[:4096]:
            raise UnreadableInput(f"{path}: its XML declares entities, as no office program writes; it is refused")


def _book(data: bytes, path: str) -> Any:
    """Return the workbook openpyxl makes of the bytes."""
    import openpyxl

    try:
        return openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception:  # openpyxl raises whatever its parts raise: KeyError, ValueError, TypeError, its own
        raise UnreadableInput(f"{path}: the workbook is damaged and cannot be opened; save it anew") from None


def _values(sheet: Any, path: str) -> list[list[str]]:
    """Return the cells of a sheet as they are shown, merged ones repeated downwards."""
    if (sheet.max_row or 0) * (sheet.max_column or 0) > 20 * _MOST_CELLS:
        raise UnreadableInput(f"{path}: the sheet {sheet.title} has {sheet.max_row} rows, more than a plan has; keep those of the plan")
    merged = {at: (span.min_row, span.min_col) for span in sheet.merged_cells.ranges for at in _below(span)}
    rows: list[list[str]] = []
    for row in sheet.iter_rows():
        shown = [shown_as(each.value, each.number_format) for each in row]
        for column in range(len(shown)):
            origin = merged.get((len(rows) + 1, column + 1))
            if origin and origin[0] <= len(rows):
                shown[column] = rows[origin[0] - 1][column]
        rows.append(shown)
    return rows


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
