"""The lines of a PDF page: characters in reading order with where they stand, from the page's own text layer.

Coordinates are points from the lower left corner, as PDF counts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ingest.sources.clean import character

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box."""

    character: str
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as printed: its text, its box, and the height of its characters."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

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


def glyphs(page: Any) -> list[Glyph]:
    """Return the characters of a page as it is shown, without breaks and blanks."""
    textpage = page.get_textpage()
    count = textpage.count_chars()
    text = textpage.get_text_range()
    characters = text if len(text) == count else [textpage.get_text_range(index, 1) for index in range(count)]
    turned = turn(page)
    found = [
        Glyph(meant, turned(textpage.get_charbox(index, loose=True)))
        for index, printed in enumerate(characters)
        if (meant := character(printed).strip())
    ]
    textpage.close()
    return found


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
    )


def _spaced(row: list[Glyph]) -> Iterator[str]:
    """Yield the characters of a line and the blanks between them."""
    height = sorted(g.box[3] - g.box[1] for g in row)[len(row) * 3 // 4]
    for count, glyph in enumerate(row):
        if count:
            gap = glyph.box[0] - row[count - 1].box[2]
            latin = row[count - 1].character < "\u2e80" and glyph.character < "\u2e80"
            if gap > _BLANK * height or (latin and gap > 0.25 * height):
                yield " "
        yield glyph.character
