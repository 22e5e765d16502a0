"""Word files (docx): paragraphs with their automatic numbers, tables, tracked changes as accepted, content controls, bold.

A short reader over word/document.xml, for the ready ones lose the numbers, insertions and content controls.
Left out: deleted and moved-away text, hidden text, field codes, headers and footers, footnotes.
"""

from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from ingest.sources.builder import TextBuilder, cell, tidy
from ingest.sources.docx_numbers import Numbers, W, numbers, value
from ingest.sources.package import member, open_zip, xml
from ingest.sources.source import SourceText, Span
from kg.errors import UnreadableInput

_MAIN, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = frozenset((W + "del", W + "moveFrom", W + "instrText", W + "delText", _MC + "Fallback"))
_BOX = W + "txbxContent"
# 黑体 is a typeface that prints bold: 以黑体字标注的为牵头单位.
_HEAVY = ("黑体", "SimHei")


def read(data: bytes, path: str) -> SourceText:
    """Return the text of a Word file."""
    package = open_zip(data, path)
    names = set(package.namelist())
    if _MAIN not in names:
        raise UnreadableInput(f"{path}: the Word file has no document inside; open it in Word and save it anew")
    main, numbering, styles = (_part(package, name, path) if name in names else None for name in (_MAIN, _NUMBERING, _STYLES))
    walk = Walk(TextBuilder("paragraph"), numbers(numbering, styles), bold_styles(styles))
    walk.blocks(main)
    walk.end()
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

    def blocks(self, parent: Any) -> None:
        """Write the paragraphs and tables below an element, through content controls and accepted changes."""
        for child in parent:
            if child.tag == W + "p":
                self.paragraph(child)
            elif child.tag == W + "tbl":
                self.table(child)
            elif isinstance(child.tag, str) and child.tag not in _GONE:
                self.blocks(child)

    def paragraph(self, element: Any) -> None:
        """Write one paragraph; one whose mark was deleted runs on into the next."""
        self.place += 1
        pieces = self._kept + self.pieces(element)
        self._kept = pieces if _mark_deleted(element) else []
        if not self._kept:
            text, bold = joined(pieces)
            self.draft.paragraph(text, self.place, bold)
        for box in _boxes(element):
            self.blocks(box)

    def end(self) -> None:
        """Write what a last paragraph without an end has left."""
        if self._kept:
            text, bold = joined(self._kept)
            self.draft.paragraph(text, self.place, bold)

    def pieces(self, element: Any) -> list[tuple[str, bool]]:
        """Return the number and the runs of a paragraph: text and whether it is bold."""
        properties = element.find(W + "pPr")
        heavy = value(properties, "pStyle") in self.heavy
        found = [(text, bold) for text, bold in self._runs(element, heavy=heavy) if text]
        label = self.numbering.label(properties) if found or properties is not None else ""
        return [(label, False), *found] if label and "".join(text for text, _ in found).strip() else found

    def _runs(self, element: Any, *, heavy: bool) -> Iterator[tuple[str, bool]]:
        """Yield the runs below an element."""
        for child in element:
            if child.tag == W + "r":
                yield _run_text(child), self._bold(child, heavy=heavy)
            elif isinstance(child.tag, str) and child.tag not in _GONE and child.tag != W + "pPr":
                yield from self._runs(child, heavy=heavy)

    def _bold(self, run: Any, *, heavy: bool) -> bool:
        """Tell whether a run is set bold, by itself, its style, or its typeface."""
        properties = run.find(W + "rPr")
        if properties is None:
            return heavy
        fonts = properties.find(W + "rFonts")
        if fonts is not None and any(name in (fonts.get(W + "eastAsia") or fonts.get(W + "hAnsi") or "") for name in _HEAVY):
            return True
        own = properties.find(W + "b")
        if own is not None:
            return own.get(W + "val") not in ("0", "false", "off")
        return heavy or value(properties, "rStyle") in self.heavy

    def table(self, element: Any) -> None:
        """Write a table; a cell merged downwards is repeated in each row, one merged sideways is followed by empty cells."""
        rows: list[list[str]] = []
        places: list[int] = []
        for row in _children(element, "tr"):
            if row.find(f"{W}trPr/{W}del") is None:
                above = rows[-1] if rows else []
                rows.append(self._cells(row, above))
                places.append(self.place)
        width = max((len(row) for row in rows), default=0)
        self.draft.table([row + [""] * (width - len(row)) for row in rows], places)

    def _cells(self, row: Any, above: list[str]) -> list[str]:
        """Return the texts of a row's cells, one for each column of the grid."""
        skipped = value(row.find(W + "trPr"), "gridBefore")
        cells = [""] * int(skipped or 0)
        for each in _children(row, "tc"):
            properties = each.find(W + "tcPr")
            merged = properties.find(W + "vMerge") if properties is not None else None
            text = cell("\n".join(self._lines(each)))
            if merged is not None and merged.get(W + "val") != "restart" and len(cells) < len(above):
                text = above[len(cells)]
            cells += [text, *[""] * (int(value(properties, "gridSpan") or 1) - 1)]
        return cells

    def _lines(self, parent: Any) -> Iterator[str]:
        """Yield the paragraphs of a cell, those of a table inside it too."""
        for child in parent:
            if child.tag == W + "p":
                self.place += 1
                yield joined(self.pieces(child))[0]
            elif isinstance(child.tag, str) and child.tag not in _GONE:
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


def _run_text(run: Any) -> str:
    """Return the characters of a run."""
    if run.find(f"{W}rPr/{W}vanish") is not None:
        return ""
    found = []
    for part in run:
        if part.tag == W + "t":
            found.append(part.text or "")
        elif part.tag == W + "tab":
            found.append("\t")
        elif part.tag == W + "noBreakHyphen":
            found.append("-")
        elif part.tag == W + "cr" or (part.tag == W + "br" and part.get(W + "type") in (None, "textWrapping")):
            found.append("\n")
    return "".join(found)


def _mark_deleted(paragraph: Any) -> bool:
    """Tell whether a tracked change deletes the end of a paragraph."""
    return any(paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in ("del", "moveFrom"))


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the text boxes that hang on a paragraph, once each."""
    for box in paragraph.iter(_BOX):
        if not any(above.tag in _GONE or above.tag == _BOX for above in box.iterancestors()):
            yield box
