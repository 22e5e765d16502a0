"""PDF files: what is printed on their pages, read as printed pages are.

Characters, their places and the ruled lines come from PDFium, the cells between the lines from pdfplumber.
A page that is a picture is recognised where the extra `ocr` is installed, at most so many of a document; else it is told.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from ingest.sources import ocr, pdf_rules, printed_pages
from ingest.sources.builder import TextBuilder
from ingest.sources.pdf_lines import Glyph, glyphs, height, turn
from ingest.sources.printed_pages import PrintedPage
from ingest.sources.source import SourceText, within_bounds
from kg.errors import UnreadableInput
from kg.sentences import sentence

# A page of fewer characters than this, most of which pictures cover, is a scan with a stamp or a page number.
_SCANNED = 50
_COVERED = 0.5
_PICTURE = 3
# Scans are recognised at this many dots an inch, or fewer where a page is so large that it had more points than these on a side.
_DPI = 200
_LONGEST = 3_400
# How many stretches of pages a note lists.
_SHOWN = 10
# More than this share of unknown characters: a font without a table of characters, not a stray symbol.
_ILLEGIBLE = 0.3
_UNKNOWN = re.compile("[\ue000-\uf8ff\ufffd-\uffff]")


def read(data: bytes, path: str, *, recognise: bool) -> SourceText:
    """Return the text of a PDF; `recognise` says whether pages that are pictures are given to the recogniser."""
    import pypdfium2

    within_bounds(len(data), path)
    try:
        return _text(data, path, recognise)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableInput(f"{path}: the PDF is protected by a password; save it without one") from None
        raise UnreadableInput(f"{path}: the PDF is damaged and cannot be opened; get it again or save it anew") from None


def _text(data: bytes, path: str, recognise: bool) -> SourceText:
    """Return the text of a PDF that PDFium can open."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        reading = _PdfReading(document, path, recognise)
        pages = printed_pages.pages(reading.pages())
    finally:
        document.close()
    reading.check()
    draft = TextBuilder("page")
    printed_pages.write(draft, pages)
    if not draft.length and reading.recognised:
        raise UnreadableInput(f"{path}: no text was recognised on its pages; they are blank, photographs or too faint")
    draft.note(draft.last, reading.unrecognised())
    return draft.source("pdf", data, path)


class _PdfReading:
    """The pages of a document while they are read, and what was met: characters, scans that were recognised or were not."""

    def __init__(self, document: Any, path: str, recognise: bool) -> None:
        """Begin with no page."""
        self.document, self.path = document, path
        self.able = recognise and ocr.installed()
        self.recognise = recognise
        self.characters = self.unknown = self.recognised = 0
        self.passed: list[int] = []

    def pages(self) -> Iterator[PrintedPage]:
        """Yield what is printed on the pages; a page with a text layer is never recognised."""
        for number, page in enumerate(self.document, 1):
            found = glyphs(page)
            if _scanned(page, found):
                yield from self._scan(number, page)
            elif found:
                self.characters += len(found)
                self.unknown += sum(_UNKNOWN.match(glyph.character) is not None for glyph in found)
                yield _printed(number, page, found)
            page.close()

    def _scan(self, number: int, page: Any) -> Iterator[PrintedPage]:
        """Yield what is recognised on a page that is a picture; one that is not recognised is counted."""
        if not self.able or self.recognised >= ocr.MOST_PAGES:
            self.passed.append(number)
            return
        self.recognised += 1
        dpi = min(_DPI, 72 * _LONGEST / max(page.get_size()))
        picture = page.render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=False).to_numpy()[:, :, :3]
        yield from ocr.printed(picture, dpi, number, f"{self.path}: page {number} of {len(self.document)}")

    def check(self) -> None:
        """Refuse a document that holds nothing to read: scanned, illegible or empty."""
        if self.unknown > _ILLEGIBLE * max(1, self.characters):
            raise UnreadableInput(f"{self.path}: the text of this PDF cannot be read (its fonts name no characters); print it and scan it")
        if self.characters or self.recognised:
            return
        if not self.passed:
            raise UnreadableInput(f"{self.path}: the PDF holds no text; there is nothing to read")
        what = ocr.INSTALL if self.recognise else "leave out --ocr off"
        raise UnreadableInput(f"{self.path}: this is a scanned PDF, pictures of pages without text; {what}")

    def unrecognised(self) -> str:
        """Return what a reader should be told of scanned pages that were not recognised."""
        if not self.passed:
            return ""
        key = "unread.scanned-most" if self.able else "unread.scanned-install" if self.recognise else "unread.scanned-off"
        return sentence(key, count=len(self.passed), pages=_ranges(self.passed), most=ocr.MOST_PAGES)


def _scanned(page: Any, found: list[Glyph]) -> bool:
    """Tell whether a page is a picture: hardly a character, and pictures that cover most of it."""
    if len(found) >= _SCANNED:
        return False
    width, high = page.get_size()
    boxes = [item.get_bounds() for item in page.get_objects(filter=[_PICTURE], max_depth=3)]
    return bool(sum((b[2] - b[0]) * (b[3] - b[1]) for b in boxes) > _COVERED * width * high)


def _ranges(numbers: Sequence[int]) -> str:
    """Return numbers in order as a person writes them.

    >>> _ranges([3, 5, 6, 7])
    '3、5—7'
    """
    runs = [[n for _, n in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    shown = [f"{run[0]}—{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return "、".join(shown[:_SHOWN]) + ("等" if len(shown) > _SHOWN else "")


def _printed(number: int, page: Any, characters: list[Glyph]) -> PrintedPage:
    """Return what is printed on a page of a PDF."""
    shown = turn(page)
    strokes = [shown((*first, *second)) for first, second in pdf_rules.strokes(page)]
    return PrintedPage(number, height(page), characters, strokes)
