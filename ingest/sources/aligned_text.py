"""Tables in a text whose columns are aligned with blanks, as pdftotext -layout writes them and people type them.

序号       重点任务        牵头单位     配合单位
1        推进农村宽带      市工业和信息   市财政局
         提速。         化局       永宁移动公司
A character takes one place of the line, or a Chinese one takes two; the lines are read as those of a page without rules.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from unicodedata import east_asian_width

from ingest.sources import pdf_tables, unruled_tables
from ingest.sources.builder import TextBuilder
from ingest.sources.head_labels import owner_label
from ingest.sources.pdf_lines import Glyph
from ingest.sources.pdf_tables import PdfCell
from ingest.sources.source import SourceText
from kg.register import any_form

_APART = re.compile(r"\s{2,}|\u3000")
_LABELS = 3
# A label and its value: 责任单位        县体育局.
_PAIR = re.compile(r"[ \t]{0,8}(?P<label>[\u4e00-\u9fff]{2,8})(?:[ \t]{2,}|\t)(?P<value>\S(?:[ ]?\S)*)[ \t]*")
# Lines stand further apart than characters are high, as on a page.
_LEADING = 1.5
_LONGEST_LABEL = 12
# A text of more lines than this is searched for no table.
_MOST_LINES = 20_000

Rows = tuple[pdf_tables.TableRow, ...]


def read(text: str, data: bytes, path: str) -> SourceText | None:
    """Return a text with the tables that are aligned in it; None where there is none."""
    lines = text.removesuffix("\n").split("\n")
    heads = [at for at, line in enumerate(lines) if _is_head(line)] if len(lines) <= _MOST_LINES else []
    found = {at: table for at, end in pairwise([*heads, len(lines)]) if (table := _table(lines[at:end]))}
    found |= {at: card for at, card in _cards(lines) if not any(a <= at < a + count for a, (_, count) in found.items())}
    return _written(lines, found, data, path) if found else None


def _written(lines: Sequence[str], found: dict[int, tuple[Rows, int]], data: bytes, path: str) -> SourceText:
    """Return the lines as paragraphs, and the tables where they stand."""
    draft = TextBuilder("paragraph")
    until = 0
    for at, line in enumerate(lines):
        if at in found:
            rows, count = found[at]
            draft.table([[cell.text for cell in row] for row in rows], [at + 1] * len(rows))
            until = at + count
        elif at >= until:
            draft.paragraph(line, at + 1)
    return draft.source("txt", data, path)


def _cards(lines: Sequence[str]) -> Iterator[tuple[int, tuple[Rows, int]]]:
    """Yield where a label and its value stand on each of several lines, those of a task and of its owners among them, and the rows."""
    pairs = [_PAIR.fullmatch(line) for line in lines]
    for is_pair, run in groupby(enumerate(pairs), lambda pair: pair[1] is not None):
        found = [(at, pair) for at, pair in run if pair] if is_pair else []
        labels = ["".join(pair["label"].split()) for _, pair in found]
        if any(map(owner_label().fullmatch, labels)) and any(map(_tasks().fullmatch, labels)):
            rows = [(PdfCell(label), PdfCell(pair["value"].strip())) for label, (_, pair) in zip(labels, found, strict=True)]
            yield found[0][0], (tuple(rows), len(rows))


@cache
def _tasks() -> re.Pattern[str]:
    """Match the label of a task: 任务, 建设内容."""
    return re.compile(f"[\u4e00-\u9fff]{{0,6}}(?:{any_form('TableHeadTask', 'task')})|{any_form('TableHeadTask', 'whole')}")


def _is_head(line: str) -> bool:
    """Tell whether a line is the head of a table: short labels far apart, one of them that of owners."""
    labels = [label for label in _APART.split(line.strip()) if label]
    short = all(len(label) <= _LONGEST_LABEL for label in labels)
    return len(labels) >= _LABELS and short and any(owner_label().fullmatch(label) for label in labels)


def _table(lines: Sequence[str]) -> tuple[Rows, int] | None:
    """Return the table that begins with a line, and how many lines it has."""
    for wide in (1, 2):
        glyphs = list(_glyphs(lines, wide))
        for cells, _ in unruled_tables.tables(glyphs):
            rows, left = pdf_tables.filled_in(cells, glyphs, ruled=False)
            below = [round(-g.box[3] / _LEADING) for g in left]
            if rows and 0 not in below:
                return rows, min(below, default=len(lines))
    return None


def _glyphs(lines: Sequence[str], wide: int) -> Iterator[Glyph]:
    """Yield the characters of lines with their places: `wide` is how many places a Chinese one takes."""
    for at, line in enumerate(lines):
        place = 0
        for character in line:
            width = wide if east_asian_width(character) in "WF" else 1
            if not character.isspace():
                yield Glyph(character, (float(place), -_LEADING * at - 1, float(place + width), -_LEADING * at))
            place += width
