"""PDF files with a text layer: wrapped lines joined into paragraphs, page numbers and running heads left out, tables as tables.

Characters, their places and the ruled lines come from PDFium, the cells between the lines from pdfplumber.
A scanned PDF has pictures and no text: it is said to be one.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ingest.sources import pdf_rules
from ingest.sources.builder import TextBuilder, cell, tidy
from ingest.sources.pdf_lines import Box, Glyph, PrintedLine, glyphs, height, lines, turn
from ingest.sources.pdf_rules import Cells
from ingest.sources.source import SourceText, within_bounds
from kg.errors import UnreadableInput

# Fewer characters than this on the average page: a scan with a stamp or a page number.
_SCANNED = 50
# More than this share of unknown characters: a font without a table of characters, not a stray symbol.
_ILLEGIBLE = 0.3
_UNKNOWN = re.compile("[\ue000-\uf8ff\ufffd-\uffff]")
_PAGE_NUMBER = re.compile(r"[\s—–\-·.]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／]\s*\d{1,4}|[，,]?\s*共\s*\d{1,4}\s*页)?[\s—–\-·.]*")
# A line at the edge of this many pages is a running head.
_RUNNING = 3
_EDGE_LINES = 2
# The gap between a running head and the text is wider than that between two lines.
_GAP = 1.3
# A line that ends this many characters before the right margin ends its paragraph.
_SHORT = 1.6
_INDENTED = 1.2
_STARTS = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,4}[章条节]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[、.．](?!\d)|[①-⑳]|附件|——|[牵责配]\S{1,3}单位[：:])"
)
_ENDED = re.compile(r"(?:^|[。；;！）)])$")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its lines outside tables, its tables with the height they begin at, and the margins of its text."""

    number: int
    lines: tuple[PrintedLine, ...]
    tables: tuple[tuple[float, tuple[tuple[str, ...], ...]], ...]


def read(data: bytes, path: str) -> SourceText:
    """Return the text of a PDF."""
    import pypdfium2

    within_bounds(len(data), path)
    try:
        return _text(data, path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableInput(f"{path}: the PDF is protected by a password; save it without one") from None
        raise UnreadableInput(f"{path}: the PDF is damaged and cannot be opened; get it again or save it anew") from None


def _text(data: bytes, path: str) -> SourceText:
    """Return the text of a PDF that PDFium can open."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        printed = [(page, glyphs(page)) for page in document]
        if sum(len(found) for _, found in printed) < _SCANNED * len(printed):
            raise UnreadableInput(f"{path}: {_empty(printed)}")
        _legible(printed, path)
        draft = TextBuilder("page")
        _write(draft, _pages(printed))
        return draft.source("pdf", data, path)
    finally:
        document.close()


def _legible(printed: list[tuple[Any, list[Glyph]]], path: str) -> None:
    """Refuse a text layer whose fonts do not say which characters they draw."""
    characters = [glyph.character for _, found in printed for glyph in found]
    if sum(_UNKNOWN.match(character) is not None for character in characters) > _ILLEGIBLE * len(characters):
        raise UnreadableInput(f"{path}: the text of this PDF cannot be read (its fonts name no characters); run it through OCR first")


def _empty(printed: list[tuple[Any, list[Glyph]]]) -> str:
    """Return the sentence for a PDF without text: scanned, or empty."""
    pictures = any(item.type == 3 for page, _ in printed for item in page.get_objects(max_depth=2))
    if pictures:
        return "this is a scanned PDF, pictures of pages without text; run it through text recognition (OCR) first"
    return "the PDF holds no text; there is nothing to read"


def _pages(printed: list[tuple[Any, list[Glyph]]]) -> list[Page]:
    """Return the pages, without what repeats at their edges."""
    found = []
    for number, (page, characters) in enumerate(printed, 1):
        outside, filled_in = characters, []
        for cells in pdf_rules.tables(page, turn(page), height(page)):
            texts, outside = _fill(cells, outside)
            if texts:
                filled_in.append((_around(cells)[3], texts))
        found.append(Page(number, tuple(lines(outside)), tuple(filled_in)))
    running = _running(found)
    return [Page(page.number, tuple(_body(page, running)), page.tables) for page in found]


def _fill(rows: Cells, characters: list[Glyph]) -> tuple[tuple[tuple[str, ...], ...], list[Glyph]]:
    """Return the texts of a table's cells and the characters outside it; nothing where it is a frame and no table."""
    edge = _around(rows)
    inside = [g for g in characters if _within(g, edge)]
    texts = _texts(rows, inside)
    filled = sum(bool(text) for row in texts for text in row)
    if filled < 4 or filled < 0.3 * sum(len(row) for row in texts) or not any(sum(map(bool, row)) > 1 for row in texts):
        return (), characters
    return texts, [g for g in characters if not _within(g, edge)]


def _texts(rows: Cells, inside: list[Glyph]) -> tuple[tuple[str, ...], ...]:
    """Return the texts of cells; one that reaches down over several rows is repeated in each."""
    found: list[tuple[str, ...]] = []
    for row in rows:
        boxes = [box for box in row if box]
        bottom = max((box[1] for box in boxes), default=0.0)
        near = [g for g in inside if any(box[1] <= (g.box[1] + g.box[3]) / 2 <= box[3] for box in boxes)]
        found.append(tuple(_cell(box, near) if box else _from_above(rows, found, column, bottom) for column, box in enumerate(row)))
    return tuple(found)


def _from_above(rows: Cells, found: list[tuple[str, ...]], column: int, bottom: float) -> str:
    """Return the text of the cell of an earlier row that reaches down to this height."""
    for above in range(len(found) - 1, -1, -1):
        box = rows[above][column] if column < len(rows[above]) else None
        if box:
            return found[above][column] if box[1] < bottom + 1 else ""
    return ""


def _around(rows: Cells) -> Box:
    """Return the box around a table."""
    boxes = [box for row in rows for box in row if box]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _within(glyph: Glyph, box: Box) -> bool:
    """Tell whether the middle of a character lies in a box."""
    x, y = (glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _cell(box: Box, characters: list[Glyph]) -> str:
    """Return the text of a cell."""
    return cell("\n".join(line.text for line in lines([g for g in characters if _within(g, box)])))


def _running(pages: list[Page]) -> frozenset[tuple[str, int]]:
    """Return the lines that stand at the same height at the edge of several pages, their figures left out."""
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        counts.update({_shape(line) for line in _edge(page)})
    return frozenset(shape for shape, count in counts.items() if count >= _RUNNING)


def _edge(page: Page) -> list[PrintedLine]:
    """Return the first and last lines of a page that a wider gap divides from its text."""
    steps = [above.bottom - below.bottom for above, below in pairwise(page.lines)]
    if not steps:
        return list(page.lines)
    usual = sorted(steps)[len(steps) // 2]
    first = next((count for count in range(1, _EDGE_LINES + 1) if count <= len(steps) and steps[count - 1] > _GAP * usual), 0)
    last = next((count for count in range(1, _EDGE_LINES + 1) if count <= len(steps) and steps[-count] > _GAP * usual), 0)
    return [*page.lines[:first], *page.lines[len(page.lines) - last :]]


def _shape(line: PrintedLine) -> tuple[str, int]:
    """Return a line without its figures, and its height on the page, roughly."""
    return re.sub(r"\d+", "#", line.text), round(line.bottom / 6)


def _body(page: Page, running: frozenset[tuple[str, int]]) -> Iterator[PrintedLine]:
    """Yield the lines of a page that are neither its number nor a running head."""
    edge = _edge(page)
    for line in page.lines:
        outermost = line in (page.lines[0], page.lines[-1])
        if not (outermost and _PAGE_NUMBER.fullmatch(line.text)) and not (line in edge and _shape(line) in running):
            yield line


def _write(draft: TextBuilder, pages: list[Page]) -> None:
    """Write the pages' paragraphs and tables from the top down; a table goes on over the page's end."""
    left, right = _margins(pages)
    paragraph = Paragraph(draft, left, right)
    for page in pages:
        blocks: list[tuple[float, PrintedLine | tuple[tuple[str, ...], ...]]] = [(line.top, line) for line in page.lines]
        blocks += page.tables
        for _, block in sorted(blocks, key=lambda found: -found[0]):
            if isinstance(block, PrintedLine):
                paragraph.add(block, page.number)
            else:
                paragraph.table(block, page.number)
    paragraph.end()


def _margins(pages: list[Page]) -> tuple[float, float]:
    """Return where most lines of the document begin and end."""
    every = [line for page in pages for line in page.lines if len(line.text) > 8]
    if not every:
        return 0.0, 0.0
    left = Counter(round(line.left / 2) for line in every).most_common(1)[0][0] * 2.0
    rights = sorted(line.right for line in every)
    return left, rights[int(0.85 * (len(rights) - 1))]


class Paragraph:
    """The paragraph, or the table, that is being put together from lines of one page and the next."""

    def __init__(self, draft: TextBuilder, left: float, right: float) -> None:
        """Begin with no line."""
        self.draft = draft
        self.left = left
        self.right = right
        self._text = ""
        self._page = self._line_page = 0
        self._last: PrintedLine | None = None
        self._rows: list[tuple[str, ...]] = []
        self._places: list[int] = []

    def add(self, line: PrintedLine, page: int) -> None:
        """Add a line: to the paragraph it goes on with, else to a new one."""
        self._end_table()
        if self._last is None or not self._goes_on(self._last, line, same_page=page == self._line_page):
            self.end()
            self._page = page
        text = line.text.strip()
        blank = self._text and self._text[-1] < "\u2e80" and text[:1] < "\u2e80" and not self._text.endswith("-")
        self._text += (" " if blank else "") + text
        self._last, self._line_page = line, page

    def _goes_on(self, last: PrintedLine, line: PrintedLine, *, same_page: bool) -> bool:
        """Tell whether a line continues the one above it: that one is full, and this one begins neither indented nor with a number."""
        size = max(6.0, min(last.height, line.height))
        if abs(last.height - line.height) > 0.25 * size or last.right < self.right - _SHORT * size:
            return False
        if same_page and last.bottom - line.top > 1.5 * size:
            return False
        indented = line.left > self.left + _INDENTED * size or line.text.startswith("\u3000")
        return not indented and not (_STARTS.match(line.text) and last.text.rstrip().endswith(("。", "；", "：", "）", ")", ":", ";")))

    def table(self, rows: tuple[tuple[str, ...], ...], page: int) -> None:
        """Add the rows of a table; one of as many columns right before it goes on, its repeated heading left out."""
        if self._text or (self._rows and len(self._rows[0]) != len(rows[0])):
            self.end()
        new = rows[1:] if self._rows and rows[0] == self._rows[0] else rows
        if self._rows and new and page != self._places[-1] and continues(self._rows[-1], new[0]):
            self._rows[-1] = tuple(first + second for first, second in zip(self._rows[-1], new[0], strict=True))
            new = new[1:]
        self._rows += new
        self._places += [page] * len(new)

    def end(self) -> None:
        """Write what there is."""
        self._end_table()
        if self._text:
            self.draft.paragraph(tidy(self._text), self._page)
        self._text, self._last = "", None

    def _end_table(self) -> None:
        """Write the table."""
        if self._rows:
            self.draft.table(filled(self._rows), self._places)
        self._rows, self._places = [], []


def continues(last: tuple[str, ...], first: tuple[str, ...]) -> bool:
    """Tell whether a page's first row is the rest of the last row before it: no number, and text that had not ended."""
    shared = [(above, below) for above, below in zip(last, first, strict=True) if below]
    return not first[0] and 0 < len(shared) < len([text for text in last if text]) and not any(_ENDED.search(above) for above, _ in shared)


def filled(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return rows of one length."""
    width = max(len(row) for row in rows)
    return [row + ("",) * (width - len(row)) for row in rows]
