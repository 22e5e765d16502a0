"""Word files (docx): paragraphs with their automatic numbers, tables, tracked changes as accepted, content controls, boxes, notes.

A short reader over word/document.xml, for the ready ones lose the numbers, insertions and content controls.
Footnotes and endnotes stand behind the text, in the order of their marks. Left out: headers and footers.
"""

from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from ingest.sources.builder import TextBuilder, cell, tidy
from ingest.sources.docx_numbers import Numbers, W, count, numbers, value
from ingest.sources.docx_runs import BOX, GONE, Runs
from ingest.sources.package import member, open_zip, xml
from ingest.sources.source import SourceText, Span
from kg.errors import UnreadableInput
from kg.sentences import sentence

_MAIN, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_NOTES = ("footnote", "endnote")
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_PICTURES = ("drawing", "pict", "object")
_OPENING = 40  # characters at which is told what no paragraph follows
# Word itself makes no table of more columns than 63; a file that says so of one cell is damaged or made to fill memory.
_MOST_COLUMNS = 63


def read(data: bytes, path: str) -> SourceText:
    """Return the text of a Word file."""
    package = open_zip(data, path)
    names = set(package.namelist())
    if _MAIN not in names:
        raise UnreadableInput(f"{path}: the Word file has no document inside; open it in Word and save it anew")
    main, numbering, styles = (_part(package, name, path) if name in names else None for name in (_MAIN, _NUMBERING, _STYLES))
    notes = {kind: _part(package, f"word/{kind}s.xml", path) for kind in _NOTES if f"word/{kind}s.xml" in names}
    walk = Walk(TextBuilder("paragraph"), numbers(numbering, styles), bold_styles(styles))
    walk.blocks(main)
    walk.end(notes)
    return walk.draft.source("docx", data, path)


def _part(package: ZipFile, name: str, path: str) -> Any:
    """Return the root of a part, in the namespace that Word itself writes (ISO 29500 strict has another)."""
    return xml(member(package, name, path).replace(_STRICT, W[1:-1].encode()), path)


class Walk:
    """The way through a document body, counting paragraphs and list numbers as it goes."""

    def __init__(self, draft: TextBuilder, numbering: Numbers, heavy: frozenset[str]) -> None:
        """Begin before the first paragraph."""
        self.draft = draft
        self.numbering = numbering
        self.heavy = heavy
        self.place = 0
        self._kept: list[tuple[str, bool]] = []
        self._passed: list[str] = []
        self._notes: list[tuple[str, str]] = []

    def blocks(self, parent: Any) -> None:
        """Write the paragraphs and tables below an element, through content controls and accepted changes."""
        for child in parent:
            if child.tag == W + "p":
                self.paragraph(child)
            elif child.tag == W + "tbl":
                self.table(child)
            elif isinstance(child.tag, str) and child.tag not in GONE:
                self.blocks(child)

    def paragraph(self, element: Any) -> None:
        """Write one paragraph; one whose mark was deleted runs on into the next."""
        self.place += 1
        pieces = self._kept + self.pieces(element)
        self._kept = pieces if _mark_deleted(element) else []
        if not self._kept:
            self._write(pieces)
        for box in _boxes(element):
            self.blocks(box)

    def _write(self, pieces: list[tuple[str, bool]]) -> None:
        """Write the runs of a paragraph, and say of it what was passed over."""
        start = self.draft.length
        text, bold = joined(pieces)
        self.draft.paragraph(text, self.place, bold)
        if text.strip():  # a picture that stands alone is told at the paragraph below it
            self.draft.note((start, start + len(text)), self._said())

    def _said(self) -> str:
        """Return what was passed over since this was asked last."""
        said, self._passed = "；".join(dict.fromkeys(self._passed)), []
        return said

    def end(self, notes: dict[str, Any]) -> None:
        """Write what a last paragraph without an end has left, and the footnotes and endnotes that the text refers to."""
        if self._kept:
            self._write(self._kept)
        referred, self._notes = self._notes, []
        start = self.draft.length
        for kind, number in referred:
            for note in notes[kind].iter(W + kind) if kind in notes else ():
                if note.get(W + "id") == number:
                    self.blocks(note)
        self.draft.footnote(start)
        self.draft.note((0, min(self.draft.length, _OPENING)), self._said())

    def pieces(self, element: Any) -> list[tuple[str, bool]]:
        """Return the number and the runs of a paragraph: text and whether it is bold."""
        properties = element.find(W + "pPr")
        runs = Runs(self.heavy)
        found = [(text, bold) for text, bold in runs.below(element, heavy=value(properties, "pStyle") in self.heavy) if text]
        self._passed += runs.passed
        self._notes += runs.notes
        label = self.numbering.label(properties) if found or properties is not None else ""
        return [(label, False), *found] if label and "".join(text for text, _ in found).strip() else found

    def table(self, element: Any) -> None:
        """Write a table; a cell merged downwards is repeated in each row, one merged sideways is followed by empty cells.

        A table of one column around another is its frame: what stands in it is written as it stands on the page.
        """
        if _is_frame(element):
            for each in (each for row in _children(element, "tr") for each in _children(row, "tc")):
                self.blocks(each)
            return
        rows: list[list[str]] = []
        places: list[int] = []
        said: list[tuple[int, int, str]] = []
        for row in _children(element, "tr"):
            if row.find(f"{W}trPr/{W}del") is None:
                above = rows[-1] if rows else []
                cells, passed = self._cells(row, above)
                said += [(len(rows), column, why) for column, why in passed]
                rows.append(cells)
                places.append(self.place)
        width = max((len(row) for row in rows), default=0)
        spans = self.draft.table([row + [""] * (width - len(row)) for row in rows], places)
        for at, column, why in said:
            self.draft.note(spans[at][column], why)

    def _cells(self, row: Any, above: list[str]) -> tuple[list[str], list[tuple[int, str]]]:
        """Return the texts of a row's cells, one for each column of the grid, and by column what was passed over."""
        cells = [""] * count(row.find(W + "trPr"), "gridBefore", 0, _MOST_COLUMNS)
        said: list[tuple[int, str]] = []
        for each in _children(row, "tc"):
            properties = each.find(W + "tcPr")
            merged = properties.find(W + "vMerge") if properties is not None else None
            text = cell("\n".join(self._lines(each)))
            if merged is not None and merged.get(W + "val") != "restart" and len(cells) < len(above):
                text = above[len(cells)]
            passed = self._said()
            if why := sentence("unread.picture-cell") if not text and _holds_picture(each) else passed:
                said.append((len(cells), why))
            cells += [text, *[""] * (count(properties, "gridSpan", 1, _MOST_COLUMNS) - 1)]
        return cells, said

    def _lines(self, parent: Any) -> Iterator[str]:
        """Yield the paragraphs of a cell, those of boxes and of a table inside it too."""
        for child in parent:
            if child.tag == W + "p":
                self.place += 1
                yield joined(self.pieces(child))[0]
                for box in _boxes(child):
                    yield from self._lines(box)
            elif isinstance(child.tag, str) and child.tag not in GONE:
                yield from self._lines(child)


def joined(pieces: list[tuple[str, bool]]) -> tuple[str, list[Span]]:
    """Return runs as one text, with its bold stretches."""
    text, bold = "", []
    for piece, heavy in pieces:
        start, text = len(text), text + tidy(piece)
        if heavy and len(text) > start:
            bold.append((start, len(text)))
    return text, bold


def bold_styles(styles: Any) -> frozenset[str]:
    """Return the styles whose text is bold, by themselves or through the style they rest on."""
    if styles is None:
        return frozenset()
    own: dict[str, bool | None] = {}
    based: dict[str, str | None] = {}
    for style in styles.iter(W + "style"):
        name = style.get(W + "styleId", "")
        mark = style.find(f"{W}rPr/{W}b")
        own[name] = None if mark is None else mark.get(W + "val") not in ("0", "false", "off")
        based[name] = value(style, "basedOn")
    return frozenset(name for name in own if _inherits(name, own, based))


def _inherits(name: str, own: dict[str, bool | None], based: dict[str, str | None]) -> bool:
    """Tell whether a style is bold; the nearest style that says so decides."""
    at: str | None = name
    for _ in range(len(own)):
        if at is None or at not in own:
            return False
        if (said := own[at]) is not None:
            return said
        at = based[at]
    return False


def _children(parent: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, through content controls and accepted changes."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from _children(child, name)


def _is_frame(table: Any) -> bool:
    """Tell whether a table has one column and another table in it."""
    return all(len(list(_children(row, "tc"))) == 1 for row in _children(table, "tr")) and table.find(f".//{W}tbl") is not None


def _holds_picture(element: Any) -> bool:
    """Tell whether a cell holds a picture."""
    return any(next(element.iter(W + name), None) is not None for name in _PICTURES)


def _mark_deleted(paragraph: Any) -> bool:
    """Tell whether a tracked change deletes the end of a paragraph."""
    return any(paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in ("del", "moveFrom"))


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the text boxes that hang on a paragraph, once each."""
    for box in paragraph.iter(BOX):
        if not any(above.tag in GONE or above.tag == BOX for above in box.iterancestors()):
            yield box
