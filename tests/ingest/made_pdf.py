"""PDF pages made for the tests, each line where a row of the test puts it: columns, turned lines, marks, merged cells, flat glyphs."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

FONT = "STSong-Light"
SIZE = 12
LEADING = 20
A4 = (595, 842)


@dataclass(frozen=True, slots=True)
class Printed:
    """A line on a page: where it begins, its size, the angle of its line (counter-clockwise), and its colour (0 black, 1 white)."""

    text: str
    x: float
    y: float
    size: float = SIZE
    angle: float = 0
    grey: float = 0
    red: bool = False


def canvas(out: io.BytesIO) -> Any:
    """Return a canvas that can write Chinese."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return Canvas(out, pagesize=A4)


def printed(pages: Sequence[Iterable[Printed]]) -> bytes:
    """Return a PDF with these lines on its pages."""
    out = io.BytesIO()
    paper = canvas(out)
    for page in pages:
        for line in page:
            _print(paper, line)
        paper.showPage()
    paper.save()
    return out.getvalue()


def _print(paper: Any, line: Printed) -> None:
    """Print a line."""
    paper.saveState()
    paper.translate(line.x, line.y)
    paper.rotate(line.angle)
    paper.setFillColorRGB(*((0.85, 0.1, 0.1) if line.red else (line.grey,) * 3))
    paper.setFont(FONT, line.size)
    paper.drawString(0, 0, line.text)
    paper.restoreState()


def wrapped(paragraphs: Sequence[str], width: int) -> list[str]:
    """Return paragraphs as lines of so many characters, the first of each indented by two."""
    found = []
    for paragraph in paragraphs:
        text = "\u3000\u3000" + paragraph
        found += [text[at : at + width] for at in range(0, len(text), width)]
    return found


def block(lines: Sequence[str], *, left: float = 70, top: float = 760) -> list[Printed]:
    """Return lines one below the other."""
    return [Printed(text, left, top - k * LEADING) for k, text in enumerate(lines)]


Table = Sequence[Sequence[str | None]]


def ruled(pages: Sequence[Table], widths: Sequence[float], *, title: str = "", high: float = 40, turned: int | None = None) -> bytes:
    """Return a PDF with a ruled table on each page; None is a cell that belongs to the one above, \\n a break in a cell.

    The column `turned` is printed upwards.
    """
    out = io.BytesIO()
    paper = canvas(out)
    for number, rows in enumerate(pages):
        if title and not number:
            paper.setFont(FONT, 16)
            paper.drawString(120, 790, title)
        _rows(paper, rows, widths, high, turned)
        paper.showPage()
    paper.save()
    return out.getvalue()


def _rows(paper: Any, rows: Table, widths: Sequence[float], high: float, turned: int | None) -> None:
    """Draw the lines and the texts of a table."""
    top, left = 760, 60
    lefts = [left + sum(widths[:k]) for k in range(len(widths) + 1)]
    paper.line(left, top, lefts[-1], top)
    for x in lefts:
        paper.line(x, top, x, top - high * len(rows))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            y = top - at * high
            if at + 1 == len(rows) or rows[at + 1][column] is not None:
                paper.line(lefts[column], y - high, lefts[column + 1], y - high)
            if text:
                _cell(paper, text.split("\n"), lefts[column], y, upwards=high * _tall(rows, at, column) if column == turned and at else 0)


def _tall(rows: Table, at: int, column: int) -> int:
    """Return how many rows a cell covers."""
    below = [row[column] is None for row in rows[at + 1 :]] + [False]
    return 1 + below.index(False)


def _cell(paper: Any, lines: Sequence[str], x: float, y: float, *, upwards: float) -> None:
    """Write the lines of a cell."""
    for k, text in enumerate(lines):
        if upwards:
            _print(paper, Printed(text, x + 15 + 13 * k, y - upwards + 4, 10, 90))
        else:
            _print(paper, Printed(text, x + 5, y - 15 - 13 * k, 10))


def flat(lines: Sequence[str], flat_ones: str) -> bytes:
    """Return a PDF whose font draws each character as a path (Type 3), as Chromium prints; `flat_ones` are mere strokes."""
    characters = sorted(set("".join(lines)))
    codes = {character: code for code, character in enumerate(characters, 1)}
    procedures = [_stroke(character in flat_ones) for character in characters]
    content = "BT /F1 12 Tf " + "".join(
        f"1 0 0 1 60 {760 - 24 * k} Tm <{''.join(f'{codes[c]:02x}' for c in line)}> Tj " for k, line in enumerate(lines)
    )
    names = " ".join(f"/g{code}" for code in codes.values())
    drawn = " ".join(f"/g{code} {5 + code} 0 R" for code in codes.values())
    unicode_map = "begincmap 1 begincodespacerange <00> <ff> endcodespacerange " + "".join(
        f"1 beginbfchar <{code:02x}> <{ord(character):04x}> endbfchar " for character, code in codes.items()
    )
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[.001 0 0 .001 0 0]"
        f"/Encoding<</Differences[1 {names}]>>/CharProcs<<{drawn}>>/FirstChar 1/LastChar {len(codes)}"
        f"/Widths[{'1000 ' * len(codes)}]/ToUnicode 5 0 R>>"
    )
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 {6 + len(codes)} 0 R>>>>/Contents 4 0 R>>"
    streams = [content + "ET", unicode_map + "endcmap", *procedures]
    return _file(
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, *map(_stream, streams), font],
    )


def _stroke(is_flat: bool) -> str:
    """Return the drawing of a character: a square, or a stroke as 一 is one."""
    low, high = (360, 430) if is_flat else (-80, 850)
    return f"1000 0 50 {low} 950 {high} d1 50 {low} 900 {high - low} re f"


def _stream(content: str) -> str:
    """Return an object that holds a stream."""
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    """Return a PDF of these objects, the first of which is its catalogue."""
    out, places = "%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{held}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return (out + end).encode("latin-1")
