"""The lines of a PDF page: characters in reading order with where they stand, from the page's own text layer.

Coordinates are points from the lower left corner, as PDF counts.
"""

import ctypes
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ingest.sources.clean import character

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box.

    `angle` is the direction of its line as the page is shown, in degrees clockwise (0 from left to right, 90 downwards);
    `pale` says that it is printed in a light colour or half transparent, `doubt` how unsure a recogniser was of it (0 to 1),
    None where no recogniser was asked; `spaced` says that a blank is written before it.
    """

    character: str
    box: Box
    angle: float = 0.0
    pale: bool = False
    doubt: float | None = None
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as printed: its text and its box; `read` are the characters a recogniser read and the doubt of each."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    read: tuple[tuple[str, float], ...] = ()

    @property
    def height(self) -> float:
        """The height of the line."""
        return self.top - self.bottom


# Characters whose middles are less than this share of their height apart stand on one line.
_SAME_LINE = 0.55
# A gap wider than this share of a character's height is printed as a blank between Latin letters or columns.
_BLANK = 0.9
# A gap wider than this many characters stands between columns.
_APART = 2.5
# Characters less than this share of their neighbours' height are of another kind of text: a button beside a title.
_OTHER_SIZE = 0.65
# A character lower than this share of its width, or of the character before it, may be drawn by a font without a height.
_FLAT = 0.6
# How much of a font's height lies below the base line.
_BELOW = 0.12
_HAN, _ENDS = re.compile("[\u3400-\u9fff]"), re.compile("[\u3400-\u9fff）)〕]")
_NAME = 3  # characters of the shortest name of a body
_BLANKS = " \u3000\xa0"
# Lighter than this is a watermark's colour (0 black, 1 white); body text is darker even where it is red, blue or grey.
PALE = 0.6
# Degrees by which the lines of a page that was fed askew may slant.
_STRAIGHT = 5


def glyphs(page: Any) -> list[Glyph]:
    """Return the characters of a page as it is shown, in the order in which the page draws them, without breaks and blanks."""
    textpage = page.get_textpage()
    count = textpage.count_chars()
    text = textpage.get_text_range()
    characters = text if len(text) == count else [textpage.get_text_range(index, 1) for index in range(count)]
    turned, rotation = turn(page), page.get_rotation()
    found: list[Glyph] = []
    spaced = False
    for index, printed in enumerate(characters):
        if meant := character(printed).strip():
            box = _full(textpage, index, textpage.get_charbox(index, loose=True), found[-1:])
            found.append(Glyph(meant, turned(box), _angle(textpage, index, rotation), _pale(textpage, index), spaced=spaced))
        spaced = not meant and printed in _BLANKS and _is_written(textpage, index)
    textpage.close()
    return found


def _is_written(textpage: Any, index: int) -> bool:
    """Tell whether a blank stands in the file, and was not put there by PDFium for a gap."""
    import pypdfium2.raw as pdfium

    return not pdfium.FPDFText_IsGenerated(textpage.raw, index)


def _angle(textpage: Any, index: int, rotation: int) -> float:
    """Return the direction in which a character's line runs on the page as it is shown."""
    import pypdfium2.raw as pdfium

    return (math.degrees(pdfium.FPDFText_GetCharAngle(textpage.raw, index)) + rotation) % 360


def _pale(textpage: Any, index: int) -> bool:
    """Tell whether a character is printed in a light colour or half transparent."""
    import pypdfium2.raw as pdfium

    red, green, blue, alpha = (ctypes.c_uint(255) for _ in range(4))
    if not pdfium.FPDFText_GetFillColor(textpage.raw, index, red, green, blue, alpha):
        return False
    brightness = (0.3 * red.value + 0.59 * green.value + 0.11 * blue.value) / 255
    return 1 - (1 - brightness) * alpha.value / 255 > PALE


def _full(textpage: Any, index: int, box: Box, before: Sequence[Glyph]) -> Box:
    """Return the box of a character with the height of its font: where a font draws 一 or — as a path (Type 3), its box is flat."""
    across, up = box[2] - box[0], box[3] - box[1]
    least = max([across, *(min(g.box[2] - g.box[0], g.box[3] - g.box[1]) for g in before)])
    if min(across, up) >= _FLAT * least:
        return box
    import pypdfium2.raw as pdfium

    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetMatrix(textpage.raw, index, matrix)
    pdfium.FPDFText_GetCharOrigin(textpage.raw, index, x, y)
    size = pdfium.FPDFText_GetFontSize(textpage.raw, index)
    if abs(matrix.d) >= abs(matrix.c):
        return _reaching(box, 1, y.value, size * matrix.d)
    return _reaching(box, 0, x.value, size * matrix.c)


def _reaching(box: Box, axis: int, base: float, size: float) -> Box:
    """Return a box that reaches along one axis from below the base line to the height of the font."""
    low, high = sorted((base - _BELOW * size, base + (1 - _BELOW) * size))
    ends = list(box)
    ends[axis], ends[axis + 2] = min(box[axis], low), max(box[axis + 2], high)
    return ends[0], ends[1], ends[2], ends[3]


def height(page: Any) -> float:
    """Return the height of a page as it is shown."""
    left, bottom, right, top = page.get_mediabox()
    return float(right - left if page.get_rotation() in (90, 270) else top - bottom)


def turn(page: Any) -> Callable[[Box], Box]:
    """Return how boxes turn on a page that is shown turned (wide tables)."""
    left, bottom, right, top = page.get_mediabox()
    turns: dict[int, Callable[[Box], Box]] = {
        90: lambda b: (b[1] - bottom, right - b[2], b[3] - bottom, right - b[0]),
        180: lambda b: (right - b[2], top - b[3], right - b[0], top - b[1]),
        270: lambda b: (top - b[3], b[0] - left, top - b[1], b[2] - left),
    }
    return turns.get(page.get_rotation(), lambda b: (b[0] - left, b[1] - bottom, b[2] - left, b[3] - bottom))


def quarter(angle: float) -> int | None:
    """Return the quarter turn (0, 90, 180, 270) a direction is meant as; None for a slanting one."""
    nearest = round(angle / 90) * 90
    return nearest % 360 if abs(angle - nearest) <= _STRAIGHT else None


def upright(found: Iterable[Glyph], angle: int) -> list[Glyph]:
    """Return characters whose lines run in a direction as they stand when the page is turned so that these lines run from left to right."""
    turned = righted(angle)
    return [replace(glyph, box=turned(glyph.box), angle=(glyph.angle - angle) % 360) for glyph in found]


def righted(angle: int) -> Callable[[Box], Box]:
    """Return how boxes turn on a page that is turned against a direction."""
    turns: dict[int, Callable[[Box], Box]] = {
        90: lambda b: (-b[3], b[0], -b[1], b[2]),
        180: lambda b: (-b[2], -b[3], -b[0], -b[1]),
        270: lambda b: (b[1], -b[2], b[3], -b[0]),
    }
    return turns.get(angle, lambda b: b)


def lines(found: list[Glyph]) -> list[PrintedLine]:
    """Return the lines of characters, from the top down."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(found, key=lambda g: (-_middle(g.box), g.box[0])):
        if rows and _on_line(rows[-1], glyph):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [_line(part) for row in rows for part in _columns(sorted(row, key=lambda g: g.box[0]))]


def _columns(row: list[Glyph]) -> Iterator[list[Glyph]]:
    """Divide a line where a gap, or a gap and another size, shows that its parts do not belong together."""
    start = 0
    widest = _APART * max(g.box[3] - g.box[1] for g in row)
    for index in range(1, len(row)):
        before, after = row[index - 1].box, row[index].box
        gap, small, large = after[0] - before[2], *sorted((before[3] - before[1], after[3] - after[1]))
        if gap > widest or (gap > _BLANK * small and small < _OTHER_SIZE * large):
            yield row[start:index]
            start = index
    yield row[start:]


def _middle(box: Box) -> float:
    """Return the height at which a character's middle stands."""
    return (box[1] + box[3]) / 2


def _on_line(row: list[Glyph], glyph: Glyph) -> bool:
    """Tell whether a character stands on a line; punctuation is small, so the line's tallest character decides."""
    tallest = max(row[-40:], key=lambda g: g.box[3] - g.box[1]).box
    height = max(tallest[3] - tallest[1], glyph.box[3] - glyph.box[1])
    inside = tallest[1] - 0.2 * height <= _middle(glyph.box) <= tallest[3] + 0.2 * height
    return inside or abs(_middle(tallest) - _middle(glyph.box)) < _SAME_LINE * height


def _line(row: list[Glyph]) -> PrintedLine:
    """Return characters as a line, with blanks where a gap shows one."""
    return PrintedLine(
        "".join(_spaced(row)),
        min(g.box[0] for g in row),
        min(g.box[1] for g in row),
        max(g.box[2] for g in row),
        max(g.box[3] for g in row),
        tuple((g.character, g.doubt) for g in row if g.doubt is not None),
    )


def _spaced(row: list[Glyph]) -> Iterator[str]:
    """Yield the characters of a line and the blanks between them."""
    height = sorted(g.box[3] - g.box[1] for g in row)[len(row) * 3 // 4]
    typed = _typed(row)
    for count, glyph in enumerate(row):
        if count:
            gap = glyph.box[0] - row[count - 1].box[2]
            latin = row[count - 1].character < "\u2e80" and glyph.character < "\u2e80"
            if gap > _BLANK * height or (latin and gap > 0.25 * height) or count in typed:
                yield " "
        yield glyph.character


def _typed(row: Sequence[Glyph]) -> frozenset[int]:
    """Return before which characters of a line a blank stands that somebody typed between two Chinese words: 省财政厅 省科技厅.

    None where a word between two blanks is too short to be a name: 工 作 要 点 is one.
    """
    found = [at for at in range(1, len(row)) if row[at].spaced and _HAN.match(row[at].character) and _ENDS.match(row[at - 1].character)]
    return frozenset(found if all(b - a >= _NAME for a, b in pairwise(found)) else ())
