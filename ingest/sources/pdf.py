"""PDF files with a text layer: what is printed on their pages, read as printed pages are.

Characters, their places and the ruled lines come from PDFium, the cells between the lines from pdfplumber.
A scanned PDF has pictures and no text: it is said to be one.
"""

import re
from typing import Any

from ingest.sources import pdf_rules, printed_pages
from ingest.sources.builder import TextBuilder
from ingest.sources.pdf_lines import Glyph, glyphs, height, turn
from ingest.sources.printed_pages import PrintedPage
from ingest.sources.source import SourceText, within_bounds
from kg.errors import UnreadableInput

# Fewer characters than this on the average page: a scan with a stamp or a page number.
_SCANNED = 50
_PICTURE = 3
# More than this share of unknown characters: a font without a table of characters, not a stray symbol.
_ILLEGIBLE = 0.3
_UNKNOWN = re.compile("[\ue000-\uf8ff\ufffd-\uffff]")


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
        count = sum(len(found) for _, found in printed)
        if not count or (count < _SCANNED * len(printed) and _pictured(printed)):
            raise UnreadableInput(f"{path}: {_empty(printed)}")
        _legible(printed, path)
        draft = TextBuilder("page")
        printed_pages.write(draft, [_printed(number, *found) for number, found in enumerate(printed, 1)])
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
    if _pictured(printed):
        return "this is a scanned PDF, pictures of pages without text; run it through text recognition (OCR) first"
    return "the PDF holds no text; there is nothing to read"


def _pictured(printed: list[tuple[Any, list[Glyph]]]) -> bool:
    """Tell whether a PDF holds pictures."""
    return any(item.type == _PICTURE for page, _ in printed for item in page.get_objects(max_depth=2))


def _printed(number: int, page: Any, characters: list[Glyph]) -> PrintedPage:
    """Return what is printed on a page of a PDF."""
    shown = turn(page)
    strokes = [shown((*first, *second)) for first, second in pdf_rules.strokes(page)]
    return PrintedPage(number, height(page), characters, strokes)
