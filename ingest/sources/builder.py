"""The text of a document while a reader writes it: paragraphs, tables, bold stretches, and where each came from."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.sources.clean import plain, settled
from ingest.sources.source import Bullet, Doubt, Note, Run, SourceTable, SourceText, Span, Unit, sha256
from kg.errors import UnreadableInput

_BREAKS = re.compile(r"[\s\x00-\x08\x0b-\x1f]+")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
# What closes a name or a quotation, so that the next line begins another; a break inside a date parts nothing.
_CLOSED = ")）〕］]】〉>”"
_DATED = "年月日"
# A short quotation begins a name: “四区”政府.
_QUOTED = re.compile('[“‘"「][\u3400-\u9fff]{1,6}[”’"」][\u3400-\u9fff]')
# The number of an entry of a list in a cell.
_LISTED = re.compile(r"(?:[（(]?\d{1,2}[)）]|\d{1,2}[.．、]|[①-⑳])(?!\d)")


class TextBuilder:
    """A text that grows paragraph by paragraph; `unit` says what the places count."""

    def __init__(self, unit: Unit) -> None:
        """Begin with nothing."""
        self.unit = unit
        self.length = 0
        self._pieces: list[str] = []
        self._tables: list[SourceTable] = []
        self._bold: list[Span] = []
        self._runs: list[Run] = []
        self._notes: list[Note] = []
        self._doubts: list[Doubt] = []
        self._bullets: list[Bullet] = []
        self._footnotes: list[Span] = []
        self.last: Span = (0, 0)

    def paragraph(self, text: str, place: int, bold: Sequence[Span] = ()) -> None:
        """Add a paragraph; `bold` are stretches of it."""
        self._runs.append(Run(self.length, place))
        for start, end in bold:
            self._embolden(self.length + start, self.length + end)
        self.last = (self.length, self.length + len(text))
        self._write(text + "\n")

    def bullet(self, start: int, depth: int) -> None:
        """Say that what was written since a place is an item of a list without numbers."""
        if start < self.length:
            self._bullets.append(Bullet(start, self.length - 1, depth))

    def footnote(self, start: int) -> None:
        """Say that what was written since a place is a footnote."""
        if start < self.length:
            self._footnotes.append((start, self.length - 1))

    def note(self, span: Span, why: str) -> None:
        """Say of a stretch that was written why it may not be what is printed; nothing where there is no reason."""
        if why:
            self._notes.append(Note(*span, why))

    def recognised(self, start: int, text: str, read: Sequence[tuple[str, float]]) -> None:
        """Say of a text that was written at a place which of its characters were read by a recogniser, and how unsure it was of each."""
        rest = iter(read)
        for at, character in enumerate(text, start) if read else ():
            value = next((doubt for read_as, doubt in rest if read_as == character), None) if not character.isspace() else None
            if value is not None:
                self._doubt(at, value)

    def _doubt(self, at: int, value: float) -> None:
        """Note the doubt of a character, joined to the stretch before where it is the same."""
        if self._doubts and self._doubts[-1].end == at and self._doubts[-1].value == value:
            self._doubts[-1] = replace(self._doubts[-1], end=at + 1)
        else:
            self._doubts.append(Doubt(at, at + 1, value))

    def table(self, rows: Sequence[Sequence[str]], places: Sequence[int]) -> Sequence[tuple[Span, ...]]:
        """Add a table and return where its cells stand: a line a row, its cells divided by tabs."""
        spans = []
        for row, place in zip(rows, places, strict=True):
            self._runs.append(Run(self.length, place))
            spans.append(tuple(self._row(row)))
            self.last = (spans[-1][0][0], spans[-1][-1][1])
        if spans:
            self._tables.append(SourceTable(tuple(spans)))
        return spans

    def _row(self, row: Sequence[str]) -> list[Span]:
        """Write the cells of a row and return where they stand."""
        spans = []
        for count, cell in enumerate(row):
            if count:
                self._write("\t")
            start = self.length
            self._write(cell)
            spans.append((start, self.length))
        self._write("\n")
        return spans

    def _embolden(self, start: int, end: int) -> None:
        """Note a bold stretch, joined to the one before where they touch."""
        if self._bold and self._bold[-1][1] == start:
            self._bold[-1] = (self._bold[-1][0], end)
        elif end > start:
            self._bold.append((start, end))

    def _write(self, text: str) -> None:
        """Add characters."""
        self._pieces.append(text)
        self.length += len(text)

    def source(self, kind: str, data: bytes, path: str) -> SourceText:
        """Return the finished text."""
        text = settled("".join(self._pieces))
        if not text.strip():
            raise UnreadableInput(f"{path}: the file holds no text; there is nothing to read")
        return SourceText(
            text,
            kind,
            sha256(data),
            tables=tuple(self._tables),
            bold=tuple(self._bold),
            origin=tuple(self._runs),
            unit=self.unit,
            notes=tuple(self._notes),
            doubts=tuple(self._doubts),
            bullets=tuple(sorted(self._bullets, key=lambda bullet: (bullet.start, bullet.depth))),
            footnotes=tuple(self._footnotes),
        )


def tidy(text: str) -> str:
    """Return the clean characters of a paragraph."""
    return plain(text)[0]


def cell(text: str) -> str:
    """Return the text of a cell on one line; a break, which its author made, is a blank between two words and nothing beside a mark.

    >>> cell("省数据局\\n省财政厅"), cell("省数据局、\\n省财政厅"), cell("2025年6月\\n底前"), cell("建成 A\\nB 两项")
    ('省数据局 省财政厅', '省数据局、省财政厅', '2025年6月底前', '建成 A B 两项')
    """
    stripped = tidy(text).strip()
    return _BREAKS.sub(lambda found: _between(stripped, found), stripped)


def _between(text: str, found: re.Match[str]) -> str:
    """Return what stands for white space inside a cell."""
    if "\n" not in found[0]:
        return found[0].replace("\t", " ")
    before, after = text[found.start() - 1], text[found.end() : found.end() + 1]
    begins = _IDEOGRAPH.match(after) or _QUOTED.match(text, found.end()) or _LISTED.match(text, found.end())
    if begins and (_IDEOGRAPH.match(before) or before in _CLOSED) and before not in _DATED:
        return " "
    return "" if _wide(before) or _wide(after) else " "


def _wide(character: str) -> bool:
    """Tell whether a character is Chinese or its punctuation."""
    return character > "\u2e7f"
