"""Rows for people and programs: an aligned table, CSV (also as Excel opens it) or JSON."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any, Literal

Format = Literal["table", "csv", "excel", "json"]
WIDEST_CELL = 60  # columns of the terminal; a longer cell is cut with … in the table, never in CSV or JSON


def rendered(columns: Sequence[str], rows: Iterable[Sequence[Any]], form: Format) -> str:
    """Return rows as a table, CSV, CSV for Excel or JSON (a list of objects), without a line break at the end."""
    if form == "json":
        return json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=1, default=str)
    if form == "csv":
        return _csv(columns, rows)
    if form == "excel":  # which takes a CSV without a byte-order mark for GBK
        return "\ufeff" + _csv(columns, rows).replace("\n", "\r\n")
    return _table(columns, rows)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([inert(cell_text(value)) for value in row] for row in rows)
    return out.getvalue().rstrip("\n")


def inert(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def cell_text(value: Any) -> str:
    """Return a value as a cell: nothing for None, lists joined by 、, maps as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "、".join(cell_text(v) for v in value)
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict) else str(value)


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return columns aligned by their width on a terminal, where a Chinese character takes two columns."""
    from rich.cells import cell_len, set_cell_size

    cells = [list(columns)] + [[_short(cell_text(v)) for v in row] for row in rows]
    widths = [max(cell_len(row[i]) for row in cells) for i in range(len(columns))]
    lines = ["  ".join(set_cell_size(cell, wide) for cell, wide in zip(row, widths, strict=True)).rstrip() for row in cells]
    rule = "  ".join("─" * wide for wide in widths)
    return "\n".join([lines[0], rule, *lines[1:]])


def _short(cell: str) -> str:
    from rich.cells import cell_len, set_cell_size

    flat = " ".join(cell.split())
    return flat if cell_len(flat) <= WIDEST_CELL else set_cell_size(flat, WIDEST_CELL - 1).rstrip() + "…"
