"""What the objects of an OFD page draw (GB/T 33190-2016): characters and straight strokes, in points from the page's lower left corner.

TextObject       Boundary CTM Size HScale, TextCode with X Y DeltaX DeltaY (g 3 5.0: three times 5.0)
PathObject       Boundary CTM, AbbreviatedData of M L C (straight) and Q B A (curves, whose ends alone count)
ImageObject      Boundary, ResourceID       Layer, PageBlock, CompositeObject       hold others
The file counts in millimetres from the upper left corner, downwards.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice, repeat
from typing import Any

from ingest.sources.clean import character
from ingest.sources.pdf_lines import PALE, Box, Glyph
from kg.errors import UnreadableInput

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

POINTS = 72 / 25.4
# Characters and strokes of a document; more than any has, and what a page drawn over and over would reach.
_MOST_DRAWN = 3_000_000
# Units inside units; a unit may name itself.
_DEEPEST = 16
# A path with more parts than this is a drawing and no rule.
_MOST_PARTS = 16_000
# A coordinate beyond this is no place on a page.
_FARTHEST = 1e6
# How much of a character's height lies below the base line, and how wide a Latin one is.
_BELOW = 0.12
_NARROW = 0.5
# A character that is printed again is moved by less than two of these shares of its height; two l are a fifth of it apart.
_AGAIN = 0.06
_NEAR = (0, -1, 1)
_ARGUMENTS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_PART = re.compile(r"[SMLQBAC]|[-+]?\d*\.?\d+(?:[eE][-+]?\d+)?")


@dataclass(frozen=True, slots=True)
class Resources:
    """What objects refer to by number: how to draw (colours), and units that are drawn in several places."""

    parameters: Mapping[str, Any] = field(default_factory=dict)
    units: Mapping[str, Any] = field(default_factory=dict)


class Drawing:
    """What one page draws, gathered object by object; `drawn` counts what the document has drawn before."""

    def __init__(self, resources: Resources, path: str, drawn: int) -> None:
        """Begin with a blank page."""
        self.resources = resources
        self.path = path
        self.drawn = drawn
        self.glyphs: list[Glyph] = []
        self.strokes: list[Box] = []
        self.pictures: list[tuple[str, Box]] = []
        self._places: set[tuple[str, int, int]] = set()

    def draw(self, parent: Any, placed: Matrix, *, parameter: str = "", depth: int = 0) -> None:
        """Draw the objects below an element; `placed` brings its coordinates to the page, `parameter` colours what has no colour."""
        for item in parent if depth < _DEEPEST else ():
            kind, own = local(item), item.get("DrawParam", parameter)
            if item.get("Visible") == "false":
                continue
            if kind in ("Layer", "PageBlock", "Content"):
                self.draw(item, placed, parameter=own, depth=depth + 1)
            elif kind == "CompositeObject":
                self._unit(item, placed, own, depth)
            elif kind == "ImageObject":
                self.pictures.append((item.get("ResourceID", ""), _image_box(item, placed)))
            elif kind == "TextObject":
                drawn = self._within_bounds(_glyphs(item, _object(item, placed), pale=self._pale(item, own)))
                self.glyphs += [glyph for glyph in drawn if self._first(glyph)]
            elif kind == "PathObject":
                self.strokes += self._within_bounds(_strokes(item, _object(item, placed)))

    def _unit(self, item: Any, placed: Matrix, parameter: str, depth: int) -> None:
        """Draw a unit where an object puts it."""
        unit = self.resources.units.get(item.get("ResourceID", ""))
        if unit is not None:
            self._within_bounds(iter((unit,)))
            self.draw(unit, _object(item, placed), parameter=parameter, depth=depth + 1)

    def _first(self, glyph: Glyph) -> bool:
        """Tell whether a character is not drawn a second time in its place, as writers do that print bold by printing twice."""
        step = _AGAIN * max(1.0, glyph.box[3] - glyph.box[1])
        x, y = round(glyph.box[0] / step), round(glyph.box[1] / step)
        near = ((glyph.character, x + right, y + up) for right in _NEAR for up in _NEAR)
        again = any(place in self._places for place in near)
        self._places.add((glyph.character, x, y))
        return not again

    def _within_bounds(self, found: Iterator[Any]) -> list[Any]:
        """Return what an object draws, unless the document has drawn too much."""
        held = list(islice(found, _MOST_DRAWN))
        self.drawn += len(held)
        if self.drawn > _MOST_DRAWN:
            raise UnreadableInput(f"{self.path}: the pages of this OFD draw more than {_MOST_DRAWN:,} characters and lines; divide it")
        return held

    def _pale(self, item: Any, parameter: str) -> bool:
        """Tell whether an object is printed in a light colour or half transparent."""
        colour = child(item, "FillColor")
        if colour is None:
            colour = child(self.resources.parameters.get(parameter), "FillColor")
        said = numbers(colour.get("Value")) if colour is not None else ()
        opaque = math.prod(_share(each.get("Alpha")) for each in (item, colour) if each is not None)
        return 1 - (1 - _brightness(said)) * opaque > PALE


def _share(said: str | None) -> float:
    """Return an opacity, which is counted to 255, as a share."""
    return min(1.0, max(0.0, next(iter(numbers(said)), 255.0) / 255))


def _brightness(colour: tuple[float, ...]) -> float:
    """Return how bright a colour of one (grey), three (red, green, blue) or four parts (cyan, magenta, yellow, black) is; none is black."""
    if len(colour) == 4:
        ink = [1 - part / 255 for part in colour]
        colour = tuple(255 * part * ink[3] for part in ink[:3])
    if len(colour) == 3:
        return (0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]) / 255
    return colour[0] / 255 if colour else 0.0


def _glyphs(item: Any, placed: Matrix, *, pale: bool) -> Iterator[Glyph]:
    """Yield the characters of a text object with their boxes."""
    size = next(iter(numbers(item.get("Size"))), 0.0)
    wide = size * next(iter(numbers(item.get("HScale"))), 1.0)
    angle = -math.degrees(math.atan2(placed[1], placed[0])) % 360
    x = y = 0.0
    for code in item:
        if local(code) != "TextCode" or not code.text:
            continue
        x, y = next(iter(numbers(code.get("X"))), x), next(iter(numbers(code.get("Y"))), y)
        for printed, right, down in zip(code.text, _steps(code, "DeltaX"), _steps(code, "DeltaY"), strict=False):
            own = wide if printed > "\u2e7f" else wide * _NARROW
            meant = character(printed).strip()
            if meant and size > 0:
                yield Glyph(meant, _box(placed, x, y - (1 - _BELOW) * size, x + own, y + _BELOW * size), angle, pale)
            x, y = x + (_advance(code, own) if right is None else right), y + (down or 0.0)


def _advance(code: Any, own: float) -> float:
    """Return how far a character is from the one before it where that is not said: its width, or nothing in a column of characters."""
    return 0.0 if code.get("DeltaY") and not code.get("DeltaX") else own


def _steps(code: Any, name: str) -> Iterator[float | None]:
    """Yield how far each character is from the one before it, as said; None without end where nothing is said."""
    parts = iter((code.get(name) or "").split())
    return chain(chain.from_iterable(_step(part, parts) for part in parts), repeat(None))


def _step(part: str, parts: Iterator[str]) -> Iterator[float | None]:
    """Return one step, or those that `g` repeats."""
    times = next(parts, "0") if part == "g" else "1"
    length = next(iter(numbers(next(parts, "") if part == "g" else part)), 0.0)
    return repeat(length, min(int(times), _MOST_DRAWN) if times.isdecimal() else 0)


def _strokes(item: Any, placed: Matrix) -> Iterator[Box]:
    """Yield the straight strokes of a path, each as the box around it."""
    data = child(item, "AbbreviatedData")
    parts = _PART.findall(data.text or "") if data is not None else []
    if len(parts) > _MOST_PARTS:
        return
    begun = last = (0.0, 0.0)
    for command, point in _commands(parts):
        point = begun if command == "C" else point
        if command in "LC" and point != last:
            yield _box(placed, *last, *point)
        begun = point if command in "MS" else begun
        last = point


def _commands(parts: list[str]) -> Iterator[tuple[str, Point]]:
    """Yield the commands of a path with the point each ends at."""
    at = 0
    while at < len(parts):
        command, count = parts[at], _ARGUMENTS.get(parts[at])
        if count is None:  # a number where a command belongs
            return
        ends = numbers(" ".join(parts[at + 1 : at + 1 + count]))
        if len(ends) < count:
            return
        yield command, (ends[-2], ends[-1]) if ends else (0.0, 0.0)
        at += 1 + count


def _object(item: Any, placed: Matrix) -> Matrix:
    """Return how the coordinates of an object come to the page: by its own matrix, its place, and what holds it."""
    own = numbers(item.get("CTM"))
    place = numbers(item.get("Boundary"))
    shift = (1.0, 0.0, 0.0, 1.0, place[0], place[1]) if len(place) == 4 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    inner = (own[0], own[1], own[2], own[3], own[4], own[5]) if len(own) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return _times(_times(inner, shift), placed)


def _image_box(item: Any, placed: Matrix) -> Box:
    """Return the place of a picture: its boundary, which its own matrix fills."""
    place = numbers(item.get("Boundary"))
    return _box(placed, place[0], place[1], place[0] + place[2], place[1] + place[3]) if len(place) == 4 else (0.0, 0.0, 0.0, 0.0)


def page_matrix(box: tuple[float, ...]) -> Matrix:
    """Return how millimetres from the upper left corner become points from the lower left one, on a page with this box."""
    left, top, _, height = box
    return POINTS, 0.0, 0.0, -POINTS, -left * POINTS, (top + height) * POINTS


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies one after the other."""
    a, b, c, d = outer[:4]
    x, y = _at(outer, inner[4], inner[5])
    return inner[0] * a + inner[1] * c, inner[0] * b + inner[1] * d, inner[2] * a + inner[3] * c, inner[2] * b + inner[3] * d, x, y


def _at(matrix: Matrix, x: float, y: float) -> Point:
    """Return where a point comes to stand."""
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def _box(placed: Matrix, left: float, top: float, right: float, bottom: float) -> Box:
    """Return the box around a rectangle that was put on the page."""
    corners = [_at(placed, x, y) for x in (left, right) for y in (top, bottom)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def numbers(said: str | None) -> tuple[float, ...]:
    """Return the numbers of an attribute; none where one of them is none or no place on a page."""
    try:
        found = tuple(map(float, (said or "").split()))
    except ValueError:
        return ()
    return found if all(abs(each) < _FARTHEST for each in found) else ()


def local(element: Any) -> str:
    """Return the name of an element without its namespace; nothing for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Any, name: str) -> Any:
    """Return the first child of that name."""
    return next((each for each in element if local(each) == name), None) if element is not None else None
