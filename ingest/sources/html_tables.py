"""The tables of a web page: the cells where they show, what is struck out of them, which tables hold data and which lay out the page."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from ingest.sources.builder import cell
from ingest.sources.head_labels import body_label
from kg.sentences import sentence

BLOCK_NAMES = """
    p div section article aside details summary figure figcaption address h1 h2 h3 h4 h5 h6 li ul ol dl dt dd tr td th table tbody thead
    tfoot blockquote pre center form body html hr main
"""
BLOCKS = frozenset(BLOCK_NAMES.split())
SPACE = re.compile(r"[ \t\r\n\f]+")
# Elements nested deeper than this are no layout of a page; what is in them is read as one text.
DEEPEST = 100
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|table|flex|grid|list-item)", re.IGNORECASE)
_STRUCK = frozenset(("del", "s", "strike"))
_STRUCK_STYLE = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
# The first row of a table of tasks has at least so many labels, each at most so long.
_LABELS, _LONGEST_LABEL = 3, 12


def grid(table: Any, of: Callable[[Any], str] | None = None) -> list[list[str]]:
    """Return what is `of` a table's cells, else their texts, in the columns where they show."""
    rows: list[list[str]] = []
    pending: dict[int, tuple[int, str]] = {}
    for row in _own_rows(table):
        cells: list[str] = []
        for each in (child for child in row.iter() if child.tag in ("td", "th")):
            _from_above(cells, pending)
            text, down, across = (of or _cell_text)(each), _span(each, "rowspan"), _span(each, "colspan")
            for offset in range(across):
                if down > 1:
                    pending[len(cells)] = (down - 1, text if offset == 0 else "")
                cells.append(text if offset == 0 else "")
        _from_above(cells, pending)
        rows.append(cells)
    return rows


def _from_above(cells: list[str], pending: dict[int, tuple[int, str]]) -> None:
    """Fill in the cells that reach down from a row above."""
    while len(cells) in pending:
        at = len(cells)
        left, text = pending.pop(at)
        cells.append(text)
        if left > 1:
            pending[at] = (left - 1, text)


def _cell_text(node: Any) -> str:
    """Return the text of a cell, its paragraphs divided by breaks."""
    return cell("\n".join(SPACE.sub(" ", line) for line in _lines(node, 0)))


def _lines(node: Any, depth: int) -> Iterator[str]:
    """Yield the lines of a cell."""
    if depth > DEEPEST:
        yield node.text(deep=True)
        return
    text = ""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            text += child.text_content or ""
        elif is_struck(child):
            continue
        elif child.tag == "br" or is_block(child):
            yield text
            text = ""
            yield from _lines(child, depth + 1)
        else:
            inner = list(_lines(child, depth + 1))
            text += inner[0] if len(inner) == 1 else "\n".join(inner)
    yield text


def struck_cell(node: Any) -> str:
    """Return what is said of a cell in which text is struck through; nothing of any other."""
    struck = any(is_struck(each) and each.text(deep=True).strip() for each in node.css("del,s,strike,[style]"))
    return sentence("unread.struck-text") if struck else ""


def is_block(node: Any) -> bool:
    """Tell whether an element begins and ends a paragraph: a block of HTML, or what a style shows as one or as a cell of a table."""
    return node.tag in BLOCKS or bool(_BLOCK_STYLE.search(node.attributes.get("style") or ""))


def is_struck(node: Any) -> bool:
    """Tell whether an element strikes its text through."""
    return node.tag in _STRUCK or bool(_STRUCK_STYLE.search(node.attributes.get("style") or ""))


def _span(node: Any, name: str) -> int:
    """Return a cell's rowspan or colspan, within reason."""
    said = (node.attributes.get(name) or "1").strip()
    return max(1, min(int(said[:4]), 200)) if said.isascii() and said.isdigit() else 1


def is_table(table: Any) -> bool:
    """Tell a table of data from one that only lays out the page: it has two columns and two rows, and no article inside.

    A table inside makes it a layout unless its own head names owners. Whether one is inside is asked once: the cells of tables nested in
    one another hold all the cells below them.
    """
    if len(table.css("table")) > 1 and not _names_owners(table):  # itself among them
        return False
    rows = [[child for child in row.iter() if child.tag in ("td", "th")] for row in _own_rows(table)]
    wide = [row for row in rows if len(row) > 1]
    return len(wide) > 1 and not any(len(each.css("p")) > 12 for row in rows for each in row)


def _own_rows(table: Any) -> list[Any]:
    """Return the rows of a table without those of tables inside it."""
    parts = [child for child in table.iter() if child.tag in ("tr", "tbody", "thead", "tfoot")]
    return [row for part in parts for row in ([part] if part.tag == "tr" else (r for r in part.iter() if r.tag == "tr"))]


def _names_owners(table: Any) -> bool:
    """Tell whether the first row of a table holds three short labels or more, one of them that of owners."""
    first = next(iter(_own_rows(table)), None)
    cells = [child for child in first.iter() if child.tag in ("td", "th")] if first is not None else []
    if len(cells) < _LABELS or any(cell.css_first("table") is not None for cell in cells):
        return False
    labels = ["".join(child.text(deep=True).split()) for child in cells]
    return all(len(label) <= _LONGEST_LABEL for label in labels) and any(map(body_label().fullmatch, labels))
