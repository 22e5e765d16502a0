"""Rows as a workbook: a sheet a table, its head frozen and filtered, and every cell a value, never a formula or a link."""

import io
import re
from collections.abc import Sequence
from typing import Any

from kg.export.tables import cell_text

LONGEST_NAME = 31  # characters of a sheet's name that the format allows
LONGEST_CELL = 32_767  # characters of a cell that the format allows
WIDEST, NARROWEST = 60, 8  # characters of a column
REFUSED = re.compile(r"[\[\]:*?/\\]")  # signs that the format refuses in a sheet's name

Sheet = tuple[str, Sequence[str], Sequence[Sequence[Any]]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return an XLSX file with a sheet for each name, columns and rows."""
    import xlsxwriter

    out = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, settings) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for name, (_, columns, rows) in zip(_names(sheets), sheets, strict=True):
            _fill(book.add_worksheet(name), columns, rows, head, cell)
    return out.getvalue()


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """Return names of sheets as the format allows them, no two alike."""
    names: list[str] = []
    for i, (name, _, _) in enumerate(sheets, 1):
        plain = REFUSED.sub("", name).strip("'")[:LONGEST_NAME] or str(i)
        names.append(plain if plain.lower() not in {n.lower() for n in names} else f"{plain[: LONGEST_NAME - 4]} {i}")
    return names


def _fill(sheet: Any, columns: Sequence[str], rows: Sequence[Sequence[Any]], head: Any, cell: Any) -> None:
    """Write the head and the rows of a sheet."""
    sheet.write_row(0, 0, [cell_text(c) for c in columns], head)
    for i, row in enumerate(rows, 1):
        for j, value in enumerate(row):
            _write(sheet, i, j, value, cell)
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    for j in range(len(columns)):
        sheet.set_column(j, j, _width([columns[j], *(row[j] for row in rows[:200])]))


def _write(sheet: Any, row: int, column: int, value: Any, cell: Any) -> None:
    """Write a number as a number, anything else as text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value, cell)
    else:
        sheet.write_string(row, column, cell_text(value)[:LONGEST_CELL], cell)


def _width(values: Sequence[Any]) -> int:
    """Return the width of a column, where a Chinese character counts two."""
    longest = max((sum(2 if ord(c) > 0x2E7F else 1 for c in cell_text(v)) for v in values), default=0)
    return min(WIDEST, max(NARROWEST, longest + 2))
