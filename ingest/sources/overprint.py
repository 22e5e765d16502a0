"""Characters that are printed over one another: the text of a cell that runs on into the next one, on a sheet without rules.

What is read of such a line is a mixture of both texts, so it is told. A character printed twice at one place is only bold.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.sources.pdf_lines import Glyph, quarter
from kg.sentences import sentence

# Characters of two texts at any shift lie over one another by half; those of one text by less, whatever their font.
_SHARED = 0.45
# Fewer may be a sign that is made of several characters.
_LEAST = 3
_SHOWN = 24  # characters of the line that are shown
_LETTER = re.compile("[0-9A-Za-z\u3400-\u9fff]")


def note(found: Sequence[Glyph], page: int) -> str:
    """Return what a reader should be told of a page on which characters lie over one another; nothing where none do."""
    letters = [g for g in found if g.doubt is None and quarter(g.angle) == 0 and _LETTER.match(g.character)]
    if not letters:
        return ""
    size = sorted(g.box[3] - g.box[1] for g in letters)[len(letters) // 2] or 1.0
    mixed = next((row for row in _rows(letters, size) if sum(_over(a, b) for a, b in pairwise(row)) >= _LEAST), None)
    return sentence("unread.overprinted", page=page, text=_shown(mixed)) if mixed else ""


def _rows(letters: Sequence[Glyph], size: float) -> Iterator[list[Glyph]]:
    """Yield the characters that stand at one height, from left to right; each height is looked at from two bounds."""
    for shift in (0.0, 0.5):
        rows: dict[int, list[Glyph]] = {}
        for glyph in letters:
            rows.setdefault(int((glyph.box[1] + glyph.box[3]) / 2 / size + shift), []).append(glyph)
        yield from (sorted(rows[height], key=lambda g: g.box[0]) for height in sorted(rows, reverse=True))


def _over(left: Glyph, right: Glyph) -> bool:
    """Tell whether two characters that follow one another lie over one another."""
    narrower = min(left.box[2] - left.box[0], right.box[2] - right.box[0])
    lower = min(left.box[3] - left.box[1], right.box[3] - right.box[1])
    across, up = left.box[2] - right.box[0], min(left.box[3], right.box[3]) - max(left.box[1], right.box[1])
    return left.character != right.character and across > _SHARED * narrower and up > lower / 2


def _shown(row: Sequence[Glyph]) -> str:
    """Return the beginning of what is read where the characters of a row lie over one another."""
    first = next(at for at, (a, b) in enumerate(pairwise(row)) if _over(a, b))
    return "".join(g.character for g in row[first : first + _SHOWN])
