"""Watermarks and stamps: characters that a page prints over or under its text and that are no part of it.

slanting      内部资料 printed at 45° over the page, once or tiled; the characters of a seal
upright       one that is light or much larger than the text, and covers characters of it
A mark as dark as the text is left out too, and told: what it covers may have been read wrongly.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.sources.pdf_lines import Box, Glyph, quarter
from kg.sentences import sentence

# A mark upright is this many times as high as the usual character of its page.
_LARGE = 1.5
# A light mark with more characters than this is a sentence, and told as well.
_SENTENCE = 30
# How many characters of a mark a note quotes.
_QUOTED = 20


@dataclass(frozen=True, slots=True)
class PdfMark:
    """What is printed over the text of a page: its characters, the box around them, and whether it is light."""

    text: str
    box: Box
    pale: bool


def parted(found: Sequence[Glyph]) -> tuple[list[Glyph], list[PdfMark]]:
    """Return the characters of a page's text and the marks over it."""
    slanting = _slanting(found)
    straight = [g for g in found if id(g) not in slanting]
    covering = {id(g) for run in _covering(straight) for g in run}
    over = [g for g in found if id(g) in slanting or id(g) in covering]
    if not over:
        return list(found), []
    return [g for g in straight if id(g) not in covering], [
        _mark(g for g in over if g.pale is pale) for pale in sorted({g.pale for g in over})
    ]


def _slanting(found: Sequence[Glyph]) -> set[int]:
    """Return which characters slant, or stand between two that do, as the one at the top of a seal."""
    slants = [quarter(g.angle) is None for g in found]
    around = zip(found, slants, [False, *slants], [*slants[1:], False], strict=False)
    return {id(g) for g, slant, before, after in around if slant or (before and after)}


def note(marks: Iterable[PdfMark], page: int) -> str:
    """Return what a reader should be told of the marks of a page; nothing where they are light, as watermarks are."""
    told = [mark.text[:_QUOTED] for mark in marks if not mark.pale or len(set(mark.text)) > _SENTENCE]
    return sentence("unread.marked", page=page, marks="".join(f"“{each}”" for each in told)) if told else ""


def _mark(over: Iterable[Glyph]) -> PdfMark:
    """Return the mark that characters make."""
    held = list(over)
    boxes = [g.box for g in held]
    around = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    return PdfMark("".join(g.character for g in held), around, held[0].pale)


def _covering(found: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Yield stretches of light or large characters, in the order in which they are drawn, that cover characters of the text."""
    if not found:
        return
    heights = sorted(_high(g) for g in found)
    large = _LARGE * heights[len(heights) // 2]
    runs = [(kind, list(run)) for kind, run in groupby(found, key=lambda g: (g.pale, _high(g) > large, round(_high(g) / 2)))]
    over = [run for (pale, is_large, _), run in runs if pale or is_large]
    if not over or len(over) == len(runs):
        return
    middles = _by_place((g for (pale, is_large, _), run in runs if not (pale or is_large) for g in run), large)
    yield from (run for run in over if any(_covers(g.box, middles, large) for g in run))


def _high(glyph: Glyph) -> float:
    """Return the larger side of a character's box: its height, whichever way it is turned."""
    return max(glyph.box[2] - glyph.box[0], glyph.box[3] - glyph.box[1])


Places = dict[tuple[int, int], list[tuple[float, float]]]


def _by_place(found: Iterable[Glyph], step: float) -> Places:
    """Return the middles of characters by the square of the page they lie in."""
    places: Places = defaultdict(list)
    for g in found:
        x, y = (g.box[0] + g.box[2]) / 2, (g.box[1] + g.box[3]) / 2
        places[int(x // step), int(y // step)].append((x, y))
    return places


def _covers(box: Box, middles: Places, step: float) -> bool:
    """Tell whether the middle of a character of the text lies well inside a box."""
    inset = 0.1 * (box[3] - box[1])
    columns = range(int(box[0] // step), int(box[2] // step) + 1)
    rows = range(int(box[1] // step), int(box[3] // step) + 1)
    near = (middle for column in columns for row in rows for middle in middles.get((column, row), ()))
    return any(box[0] + inset <= x <= box[2] - inset and box[1] + inset <= y <= box[3] - inset for x, y in near)
