"""Printed pages, of whatever format: wrapped lines joined into paragraphs, page numbers and running heads left out, tables as tables.

A reader of a fixed layout hands on the characters and the ruled strokes of each page; `write` makes paragraphs and tables of them.
Coordinates are points from the lower left corner of the page as it is shown.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from ingest.sources import overprint, pdf_columns, pdf_marks, pdf_rules, pdf_tables, unruled_tables
from ingest.sources.builder import TextBuilder, tidy
from ingest.sources.numbering import ITEM_NUMBER
from ingest.sources.pdf_lines import Box, Glyph, PrintedLine, lines, quarter, righted, upright
from ingest.sources.pdf_tables import TableRow
from ingest.sources.recognised_brackets import without_strays
from kg.register import any_form
from kg.sentences import sentence

_PAGE_NUMBER = re.compile(r"[\s—–\-·.]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／]\s*\d{1,4}|[，,]?\s*共\s*\d{1,4}\s*页)?[\s—–\-·.]*")
# A line at the edge of this many pages is a running head.
_RUNNING = 3
_EDGE_LINES = 2
# The gap between a running head and the text is wider than that between two lines.
_GAP = 1.3
# Lines further apart than this many times their height have a table or nothing between them.
_APART = 3.0
# A line that ends this many characters before the right margin ends its paragraph.
_SHORT = 1.6
_INDENTED = 1.2
_FEW = 3  # lines; of so few the longest is the fullest
# After these a line that begins like an item is one.
_LISTING = ("、", "，", ",", "和", "与", "及")  # behind these a list of bodies goes on
_ENDS = ("。", "；", "：", "）", ")", ":", ";")


@cache
def _starts() -> re.Pattern[str]:
    """Return the pattern of a line that begins something of its own: an item, an attachment, a label."""
    return re.compile(rf"{ITEM_NUMBER}|{any_form('Attachments')}|——|{_label().pattern}")


@cache
def _label() -> re.Pattern[str]:
    """Return the pattern of a line that says who owns a task: 责任单位：; what begins below it is no part of it, whatever it ends in."""
    return re.compile(rf"[牵责配]\S{{1,3}}(?:{any_form('OwnerHeadNoun')})[：:]")


@cache
def _signer() -> re.Pattern[str]:
    """Return the pattern of a body that signs: 海棠市商务局."""
    return re.compile(rf"[\u4e00-\u9fff]{{3,20}}(?:{any_form('LineBody')})")


@cache
def _government() -> re.Pattern[str]:
    """Return the pattern of a government that signs: no end of a name that a line divides."""
    return re.compile(rf"[\u4e00-\u9fff]{{3,10}}(?:{any_form('Areas', 'head', kind='suffixForm')})")


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """What is printed on a page: its number, height and characters, and the straight strokes drawn on it as left, bottom, right, top.

    `note` is what a reader should be told of the page.
    """

    number: int
    height: float
    glyphs: Sequence[Glyph]
    strokes: Sequence[Box] = ()
    note: str = ""


Rows = tuple[TableRow, ...]
Stretch = tuple[float, float]  # from where to where on a line


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its lines outside tables, its tables with the height they begin at, and what a reader should be told of it.

    `across` is where its text ends before two columns were put one below the other, 0 where there was one; `labels` is
    where those of a table without rules stand that may go on on the next page.
    """

    number: int
    lines: tuple[PrintedLine, ...]
    tables: tuple[tuple[float, Rows], ...]
    note: str = ""
    across: float = 0.0
    labels: Sequence[Stretch] = ()


def pages(printed: Iterable[PrintedPage]) -> list[Page]:
    """Return the pages, without what repeats at their edges; text that is turned on its page follows as a page of its own."""
    found: list[Page] = []
    for page in printed:
        found += _views(page, found[-1].labels if found else ())
    running = _running(found)
    return [replace(page, lines=tuple(_body(page, running))) for page in found]


def _views(page: PrintedPage, before: Sequence[Stretch]) -> Iterator[Page]:
    """Yield a page as it is read from each side from which there is text to read, the upright one first."""
    text, marks = pdf_marks.parted(page.glyphs)
    note = "；".join(filter(None, [page.note, pdf_marks.note(marks, page.number), overprint.note(text, page.number)]))
    if not text:
        yield Page(page.number, (), (), note)
    for angle in (0, 90, 270, 180):
        if not any(quarter(g.angle) == angle for g in text):
            continue
        view, left = _view(page, upright(text, angle) if angle else text, angle, before if angle == 0 else ())
        yield replace(view, note=note)
        note = ""
        text = upright(left, -angle % 360) if angle else left


def _view(page: PrintedPage, characters: list[Glyph], angle: int, before: Sequence[Stretch]) -> tuple[Page, list[Glyph]]:
    """Return a page as it is read when its characters are turned upright, and the characters that are still to be read."""
    outside, tables = characters, []
    for cells in pdf_rules.tables(map(righted(angle), page.strokes), page.height):
        rows, outside = pdf_tables.filled_in(cells, outside)
        if rows:
            tables.append((pdf_tables.around(cells), rows))
    straight = [g for g in outside if quarter(g.angle) == 0]
    labels: Sequence[Stretch] = ()
    for cells, stretches in unruled_tables.tables(_above_number(straight), before):
        rows, straight = pdf_tables.filled_in(cells, straight, ruled=False)
        if rows:
            tables.append((pdf_tables.around(cells), rows))
            labels = stretches
    unfolded, bands = pdf_columns.unfolded(straight)
    placed = tuple((pdf_columns.moved(box, bands)[3], rows) for box, rows in tables)
    across = max(g.box[2] for g in straight) if bands else 0.0
    return Page(page.number, tuple(lines(unfolded)), placed, across=across, labels=labels), [g for g in outside if quarter(g.angle) != 0]


def _above_number(characters: list[Glyph]) -> list[Glyph]:
    """Return the characters of a page without its number, where that stands alone at the foot."""
    foot = min(characters, key=lambda g: g.box[1] + g.box[3], default=None)
    if foot is None:
        return []
    alone = [g for g in characters if foot.box[1] < (g.box[1] + g.box[3]) / 2 < foot.box[3]]
    is_number = _PAGE_NUMBER.fullmatch("".join(g.character for g in sorted(alone, key=lambda g: g.box[0])))
    return [g for g in characters if g not in alone] if is_number else characters


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
    usual = min(sorted(steps)[len(steps) // 2], _APART * max(line.height for line in page.lines))
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


def write(draft: TextBuilder, pages: Sequence[Page]) -> None:
    """Write the pages' paragraphs and tables from the top down; both go on over a page's end.

    What a reader should be told of a page is said of the first that is written of it, or of the next page where it is blank.
    """
    paragraph = Paragraph(draft, *_margins(pages))
    note = ""
    for page in pages:
        blocks: list[tuple[float, PrintedLine | Rows]] = [(line.top, line) for line in page.lines]
        blocks += page.tables
        note = "；".join(filter(None, [note, page.note]))
        for _, block in sorted(blocks, key=lambda found: -found[0]):
            if isinstance(block, PrintedLine):
                paragraph.add(block, page.number, note)
            else:
                paragraph.table(block, page.number, note)
            note = ""
    paragraph.end()
    draft.note(draft.last, note if draft.length else "")


def _margins(pages: Sequence[Page]) -> tuple[float, float, float]:
    """Return where most lines of the document begin and end, and where those end that are printed across two columns."""
    every = [line for page in pages for line in page.lines if len(line.text) > 8]
    if not every:
        return 0.0, 0.0, 0.0
    left = Counter(round(line.left / 2) for line in every).most_common(1)[0][0] * 2.0
    rights = sorted(line.right for line in every)
    right = rights[int(0.85 * (len(rights) - 1))] if len(rights) > _FEW else rights[-1]
    return left, right, max(right, *(page.across for page in pages))


class Paragraph:
    """The paragraph, or the table, that is being put together from lines of one page and the next."""

    def __init__(self, draft: TextBuilder, left: float, right: float, widest: float) -> None:
        """Begin with no line; `widest` is where lines end that reach beyond the right margin."""
        self.draft = draft
        self.left = left
        self.right = right
        self.widest = widest
        self._text = self._note = ""
        self._read: list[tuple[str, float]] = []
        self._page = self._line_page = 0
        self._last: PrintedLine | None = None
        self._rows: list[TableRow] = []
        self._places: list[int] = []

    def add(self, line: PrintedLine, page: int, note: str = "") -> None:
        """Add a line: to the paragraph it goes on with, else to a new one."""
        self._end_table()
        if self._last is None or not self._goes_on(self._last, line, same_page=page == self._line_page):
            self.end()
            self._page = page
        text = line.text.strip()
        latin = self._text and self._text[-1] < "\u2e80" and text[:1] < "\u2e80" and not self._text.endswith("-")
        blank = latin and not (self._text[-1].isdigit() and text[:1].isdigit())
        self._text += (" " if blank else "") + text
        self._read += line.read
        self._last, self._line_page, self._note = line, page, self._note or note

    def _goes_on(self, last: PrintedLine, line: PrintedLine, *, same_page: bool) -> bool:
        """Tell whether a line continues the one above it: that one is full, and this one begins neither indented nor with a number."""
        size = max(6.0, min(last.height, line.height))
        margin = self.right if last.right < self.right + _SHORT * size else self.widest
        if abs(last.height - line.height) > 0.25 * size or last.right < margin - _SHORT * size:
            return False
        if same_page and last.bottom - line.top > 1.5 * size:
            return False
        indented = line.left > self.left + _INDENTED * size or line.text.startswith("\u3000")
        return not indented and (self._bracket_open() or not self._ends_above(last.text.rstrip(), line.text.strip()))

    def _ends_above(self, last: str, below: str) -> bool:
        """Tell whether a paragraph ends although its line is full: below begins an item, or who signs stands alone."""
        closed, owns = last.endswith(_ENDS), _label().match(self._text) is not None
        if closed or owns:
            signs = (_signer() if closed else _government()).fullmatch(below)
            return _starts().match(below) is not None or (signs is not None and not last.endswith(_LISTING))
        return False

    def _bracket_open(self) -> bool:
        """Tell whether the paragraph goes on inside a bracket: （牵头单位：A；, and below it 配合单位：B）."""
        return max(map(self._text.rfind, "（(")) > max(map(self._text.rfind, "）)"))

    def table(self, rows: Rows, page: int, note: str = "") -> None:
        """Add the rows of a table; one of as many columns right before it goes on."""
        if self._text or (self._rows and len(self._rows[0]) != len(rows[0])):
            self.end()
        self._rows, new = pdf_tables.joined(self._rows, rows)
        if new and note:
            new[0] = pdf_tables.noted(new[0], note)
        self._places[len(self._rows) :] = [page] * len(new)
        self._rows += new

    def end(self) -> None:
        """Write what there is."""
        self._end_table()
        if self._text:
            start = self.draft.length
            text, strays = without_strays(tidy(self._text), self._read)
            self.draft.paragraph(text, self._page)
            self.draft.note((start, self.draft.length - 1), self._note)
            self._say_strays(start, strays)
            self.draft.recognised(start, text, self._read)
        self._text, self._last, self._note, self._read = "", None, "", []

    def _end_table(self) -> None:
        """Write the table."""
        if self._rows:
            rows = [[(*without_strays(cell.text, cell.read), cell.read) for cell in row] for row in pdf_tables.even(self._rows)]
            written = self.draft.table([[text for text, _, _ in row] for row in rows], self._places)
            for row, cells, read in zip(self._rows, written, rows, strict=True):
                self.draft.note((cells[0][0], cells[-1][1]), "；".join(cell.note for cell in row if cell.note))
                for (text, strays, characters), (start, _) in zip(read, cells, strict=True):
                    self.draft.recognised(start, text, characters)
                    self._say_strays(start, strays)
        self._rows, self._places = [], []

    def _say_strays(self, start: int, strays: Sequence[tuple[int, int]]) -> None:
        """Say where brackets were left out of a text that begins here."""
        for low, high in strays:
            self.draft.note((start + low, start + high), sentence("unread.stray-bracket"))
