"""The numbers of pages that stand as lines of their own in text made from a PDF, as pdftotext leaves them.

— 5 —     - 7 -     · 5 ·     第 8 页 共 20 页     第8页        by their form
9     9 / 20                                                     before a form feed, or inside a bracket that goes on after them
"""

import re
from collections.abc import Iterator

from ingest.sources.source import Span

_BLANKS = r"[^\S\n]{0,200}"
_DASHES = "[—–―─－‐·.\\-]{1,2}"
_TOTAL = r"(?:[，,/／\s]{0,5}共\s?\d{1,4}\s?页)?"
_FORMED = re.compile(rf"^{_BLANKS}(?:{_DASHES}\s?\d{{1,4}}\s?{_DASHES}|第\s?\d{{1,4}}\s?页{_TOTAL}){_BLANKS}$", re.MULTILINE)
_BARE = re.compile(rf"^{_BLANKS}\d{{1,4}}(?:\s?[/／]\s?\d{{1,4}})?{_BLANKS}$", re.MULTILINE)
_OPENING, _CLOSING = "（(【[〔", "）)】]〕"
_BRACKET = re.compile(f"[{re.escape(_OPENING + _CLOSING)}。]")
# Characters a bracket that lists bodies may have on one side of a page's end.
_REACH = 400


def page_numbers(characters: str) -> Iterator[Span]:
    """Yield the stretches to leave out: the line of a page's number with the blank lines around it, so that what it parted adjoins."""
    for found in _FORMED.finditer(characters):
        yield _with_blank_lines(characters, found.start(), found.end())
    for found in _BARE.finditer(characters):
        start, end = _with_blank_lines(characters, found.start(), found.end())
        if "\f" in characters[found.end() : end + 1] or _interrupts(characters, start, end):
            yield start, end


def _with_blank_lines(characters: str, start: int, end: int) -> Span:
    """Return a line with its break and the blank lines before and after it; the indent of the next line is not of them."""
    before, after = start, end
    while before and characters[before - 1].isspace():
        before -= 1
    while after < len(characters) and characters[after].isspace():
        after += 1
    first, last = characters.find("\n", before, start), characters.rfind("\n", end, after)
    return (start if first < 0 else first + 1), (end if last < 0 else last + 1)


def _interrupts(characters: str, start: int, end: int) -> bool:
    """Tell whether a line stands inside a bracket: opened before it, closed after it, and no sentence ends between."""
    opened = [found[0] for found in _BRACKET.finditer(characters, max(0, start - _REACH), start)]
    closed = _BRACKET.search(characters, end, end + _REACH)
    return bool(opened) and opened[-1] in _OPENING and closed is not None and closed[0] in _CLOSING
