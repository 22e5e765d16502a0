"""The picture of a page made ready for recognition: without seals, upright, straight; and the ruled lines on it.

seals       the stamp over a signature: what is red inside a stretch as large as a seal disappears, a red heading does not
turned      by 90, 180 or 270 degrees; askew by up to 3 degrees
rules       strokes longer than any of a character
Places are pixels from the upper left corner. Source of the method for rules: morphological opening (OpenCV).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Quads = NDArray[np.float32]  # n × 4 corners × 2
Rect = tuple[float, float, float, float]  # left, top, right, bottom

# Red: this much brighter than green and blue.
_RED = 50
# A seal is at least 25 and at most 90 mm wide on a page of 210 mm, and about as high as wide.
_SEAL = (0.11, 0.45)
_ROUND = (0.55, 1.8)
# How far a page may be askew (degrees), and on how many pixels of its longer side it is measured.
_MOST_SKEW = 4.0
_PROFILED = 900
# Below this skew (degrees) a page is left as it is: turning blurs it.
_LEAST_SKEW = 0.05
# A rule is longer than this many lines are high: across, and down.
_ACROSS = 2.2
_DOWN = 1.5
# A rule is thinner than this share of a line's height.
_THIN = 0.35
# A line's box is made wider by this share of its height; what a ruled line cuts off of it is text where it is wide enough.
_BESIDE = 0.6
_NARROW = 0.5
# Pixels that a ruled line itself takes on either side.
_CLEAR = 3


@dataclass(frozen=True, slots=True)
class Straight:
    """A page turned upright and straight, and where the lines of text stand on it."""

    grey: Picture
    boxes: tuple[Rect, ...]


def without_seals(picture: Picture) -> Picture:
    """Return a colour picture in grey, the red of seals taken out."""
    grey: Picture = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.uint8)
    red = picture[:, :, 0].astype(np.int16) - np.maximum(picture[:, :, 1], picture[:, :, 2]) > _RED
    if not red.any():
        return grey
    for left, top, wide, high in _seals(red.astype(np.uint8)):
        area = np.s_[top : top + high, left : left + wide]
        grey[area] = picture[area][:, :, 0]
    return grey


def _seals(red: Picture) -> list[tuple[int, int, int, int]]:
    """Return where seals stand: stretches of red of a seal's size."""
    width = min(red.shape[:2])
    reach = max(3, width // 60)
    joined = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(joined)
    least, most = (share * width for share in _SEAL)
    sized = [tuple(int(v) for v in row[:4]) for row in found[1:] if least <= row[2] <= most and least <= row[3] <= most]
    return [(x, y, w, h) for x, y, w, h in sized if _ROUND[0] <= w / h <= _ROUND[1]]


def sideways(quads: Quads) -> bool:
    """Tell whether most of a page's text runs up or down."""
    across, along = _sides(quads)
    return float(np.sum(along[along > across * 1.5])) > float(np.sum(across[across > along * 1.5]))


def _sides(quads: Quads) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the width and height of boxes."""
    return np.ptp(quads[:, :, 0], axis=1), np.ptp(quads[:, :, 1], axis=1)


def turned(grey: Picture, quads: Quads, quarters: int) -> tuple[Picture, Quads]:
    """Return a page and its boxes turned by quarters of a circle, counter-clockwise."""
    for _ in range(quarters):
        width = grey.shape[1]
        grey = np.ascontiguousarray(np.rot90(grey))
        quads = np.stack([quads[:, :, 1], width - quads[:, :, 0]], axis=2)
    return grey, quads


def straight(grey: Picture, quads: Quads) -> Straight:
    """Return an upright page turned by the few degrees by which it is askew."""
    skew = _skew(grey)
    if abs(skew) >= _LEAST_SKEW:
        height, width = grey.shape
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
        grey = cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255).astype(np.uint8)
        quads = cv2.transform(quads.reshape(1, -1, 2), matrix).reshape(-1, 4, 2).astype(np.float32)
    lows, highs = quads.min(axis=1), quads.max(axis=1)
    return Straight(grey, tuple((float(a[0]), float(a[1]), float(b[0]), float(b[1])) for a, b in zip(lows, highs, strict=True)))


def _skew(grey: Picture) -> float:
    """Return by how many degrees a page is askew: turned back by it, its rows of pixels differ most, lines being dark and gaps light."""
    share = _PROFILED / max(grey.shape)
    small = cv2.resize(grey, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 15, 12)
    coarse = max(np.arange(-_MOST_SKEW, _MOST_SKEW + 0.1, 0.25), key=lambda angle: _contrast(ink, angle))
    return float(max(np.arange(coarse - 0.25, coarse + 0.26, 0.05), key=lambda angle: _contrast(ink, angle)))


def _contrast(ink: Any, angle: float) -> float:
    """Return how much neighbouring rows of a picture differ when it is turned."""
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), 1.0)
    rows = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1, dtype=np.float64)
    return float(np.sum(np.diff(rows) ** 2))


def rules(page: Straight) -> list[Rect]:
    """Return the ruled lines of a page."""
    if not page.boxes:
        return []
    high = float(np.median([box[3] - box[1] for box in page.boxes]))
    ink = cv2.adaptiveThreshold(page.grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 2 * int(high) + 1, 15)
    return [*_strokes(ink, int(_ACROSS * high), 1, _THIN * high), *_strokes(ink, 1, int(_DOWN * high), _THIN * high)]


def _strokes(ink: Any, across: int, down: int, thin: float) -> list[Rect]:
    """Return the strokes of at least a length, across or down, that are thin."""
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3 if across > 1 else 5, 5 if across > 1 else 3), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((down, across), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(opened)
    strokes = [tuple(float(v) for v in row[:4]) for row in found[1:] if min(row[2], row[3]) <= thin]
    return [_middle_line(x, y, w, h) for x, y, w, h in strokes]


def _middle_line(x: float, y: float, wide: float, high: float) -> Rect:
    """Return the line through the middle of a thin stroke."""
    if wide >= high:
        return x, y + high / 2, x + wide, y + high / 2
    return x + wide / 2, y, x + wide / 2, y + high


def cut(boxes: Sequence[Rect], strokes: Sequence[Rect]) -> list[Rect]:
    """Return boxes a little wider, so that no comma at their end is lost, and divided where a ruled line runs down through them."""
    down = [(x, top, bottom) for x, top, right, bottom in strokes if x == right]
    return [part for box in boxes for part in _parts(box, down)]


def _parts(box: Rect, down: Sequence[tuple[float, float, float]]) -> list[Rect]:
    """Return the parts of a wider box between the lines that run down through it."""
    high, middle = box[3] - box[1], (box[1] + box[3]) / 2
    left, top, right, bottom = box[0] - _BESIDE * high, box[1], box[2] + _BESIDE * high, box[3]
    places = sorted(x for x, first, last in down if first <= middle <= last and left < x < right)
    ends = [left, *places, right]
    inset = [(a + _CLEAR * (a != left), b - _CLEAR * (b != right)) for a, b in pairwise(ends)]
    return [(a, top, b, bottom) for a, b in inset if b - a > _NARROW * high]
