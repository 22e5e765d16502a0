"""The ruled tables of a PDF page: the lines and boxes it draws, put together into rows of cells.

The lines come from PDFium, the cells from the table finder of pdfplumber, whose own way to the lines takes ten times as long.
"""

import ctypes
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ingest.sources.pdf_lines import Box

Cells = list[list[Box | None]]
Point = tuple[float, float]

_PATH, _FORM = 2, 5
_LINE, _CURVE, _MOVE = 0, 1, 2
# A path with more corners than this is a drawing and no rule.
_MOST_SEGMENTS = 4_000
# Lines and corners closer than this are meant to touch; boxes thinner than this are lines.
_NEAR = 3.0
# A stroke shorter than this bounds no cell.
_SHORTEST = 4.0
# So many lines down that end at one height are the columns of a table.
_OPEN = 3


def tables(strokes: Iterable[Box], height: float) -> list[Cells]:
    """Return the tables that strokes draw as rows of boxes, counted from the lower left corner; None where a cell is part of another."""
    edges = [edge for stroke in strokes if (edge := _edge(stroke, height))]
    if len(edges) < 4:
        return []
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    merged = merge_edges(edges, _NEAR, _NEAR, _NEAR, _NEAR)
    merged = [*merged, *_closing(merged, "top"), *_closing(merged, "bottom")]
    cells = intersections_to_cells(edges_to_intersections(merged, _NEAR, _NEAR))
    found = [_rows(group, height) for group in cells_to_tables(cells)]
    return [rows for rows in found if len(rows[0]) > (1 if len(rows) > 1 else 2)]


def _rows(cells: list[Box], height: float) -> Cells:
    """Return cells, whose boxes count from above, as rows with a place for every column."""
    columns = sorted({box[0] for box in cells})
    at = {(box[1], box[0]): (box[0], height - box[3], box[2], height - box[1]) for box in cells}
    return [[at.get((top, left)) for left in columns] for top in sorted({box[1] for box in cells})]


def _closing(edges: list[dict[str, Any]], end: str) -> Iterator[dict[str, Any]]:
    """Yield the strokes that are not drawn where the end of the page cuts a row: lines down end at one height, and none runs across."""
    across = [edge for edge in edges if edge["orientation"] == "h"]
    heights: dict[int, list[dict[str, Any]]] = {}
    for edge in edges:
        if edge["orientation"] == "v":
            heights.setdefault(round(edge[end] / _NEAR), []).append(edge)
    for group in heights.values():
        left, right, y = min(edge["x0"] for edge in group), max(edge["x0"] for edge in group), group[0][end]
        closed = any(abs(edge["top"] - y) <= 2 * _NEAR and edge["x0"] < right and edge["x1"] > left for edge in across)
        if len(group) >= _OPEN and not closed:
            yield {**group[0], "x0": left, "x1": right, "top": y, "bottom": y, "width": right - left, "height": 0.0, "orientation": "h"}


def _edge(box: Box, height: float) -> dict[str, Any] | None:
    """Return a stroke in the form the table finder takes; None for a slanting or a tiny one."""
    left, right = sorted((box[0], box[2]))
    low, high = sorted((box[1], box[3]))
    across, up = right - left, high - low
    if min(across, up) > _NEAR or max(across, up) < _SHORTEST:
        return None
    flat = across > up
    x, y = (left + right) / 2, (low + high) / 2
    x0, x1, top, bottom = (left, right, height - y, height - y) if flat else (x, x, height - high, height - low)
    sizes = {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top}
    return sizes | {"orientation": "h" if flat else "v", "object_type": "line"}


def strokes(page: Any) -> Iterator[tuple[Point, Point]]:
    """Yield the straight strokes a page draws, also those inside its forms."""
    for item in page.get_objects(filter=[_PATH], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if max(right - left, top - bottom) >= _SHORTEST:
            yield from _thin(item) or _segments(item)


def _placed(item: Any) -> Callable[[float, float], Point]:
    """Return how the points of a path come to stand on the page: by its own matrix and those of the forms around it."""
    matrices = [item.get_matrix()]
    around = getattr(item, "container", None)
    while around is not None:
        matrices.append(around.get_matrix())
        around = getattr(around, "container", None)

    def place(x: float, y: float) -> Point:
        for matrix in matrices:
            x, y = matrix.on_point(x, y)
        return x, y

    return place


def _thin(item: Any) -> list[tuple[Point, Point]]:
    """Return a box that is so thin that it is meant as a line, as one stroke."""
    if getattr(item, "container", None) is not None:
        return []
    left, bottom, right, top = item.get_bounds()
    if top - bottom < _NEAR:
        return [((left, (top + bottom) / 2), (right, (top + bottom) / 2))]
    if right - left < _NEAR:
        return [(((left + right) / 2, bottom), ((left + right) / 2, top))]
    return []


def _segments(item: Any) -> Iterator[tuple[Point, Point]]:
    """Yield the strokes of a path, the one that closes it too."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPath_CountSegments(item.raw)
    if not 0 < count <= _MOST_SEGMENTS:
        return
    place = _placed(item)
    x, y = ctypes.c_float(), ctypes.c_float()
    begun = last = (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item.raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind, point = pdfium.FPDFPathSegment_GetType(segment), place(x.value, y.value)
        if kind == _LINE:
            yield last, point
        begun = point if kind == _MOVE else begun
        last = point
        if kind != _CURVE and pdfium.FPDFPathSegment_GetClose(segment):
            yield last, begun
