"""Brackets that a recogniser saw and nobody printed: one closing bracket too many, of which it was unsure.

（责任单位：市税务局、市财政）局、市住房城乡建设局）      the first ） is noise: 局 was read as two characters
Without it the clause ends inside a name and the bodies behind it are lost.
"""

from collections.abc import Sequence

# A recogniser is surer of a bracket that is printed: of 1,100 closing ones in twenty scans one in a hundred has a doubt of .06 or more.
_UNSURE = 0.1
_SHOWN = 4  # characters on either side that are shown with a bracket
_OPENING, _CLOSING = "（(", "）)"
_ENDS = "。；;"
_NUMERALS = "0123456789一二三四五六七八九十"

Read = Sequence[tuple[str, float]]
Places = list[tuple[int, int]]


def without_strays(text: str, read: Read) -> tuple[str, Places]:
    """Return a text without the closing brackets that a recogniser saw in addition, and where in it they had stood.

    >>> without_strays("（由市财政）局、市税务局负责）", [("）", 0.2), ("）", 0.0)])
    ('（由市财政局、市税务局负责）', [(1, 9)])
    """
    gone = _strays(text, read)
    kept = "".join(character for at, character in enumerate(text) if at not in gone)
    places = [at - before for before, at in enumerate(gone)]
    return kept, [(max(0, at - _SHOWN), min(len(kept), at + _SHOWN)) for at in places]


def _strays(text: str, read: Read) -> list[int]:
    """Return where the brackets stand that are one too many."""
    doubts = _doubts(text, read)
    found: list[int] = []
    depth, closed = 0, list[int]()  # the closing brackets of the sentence
    for at, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING and at and text[at - 1] not in _NUMERALS:
            closed.append(at)
            depth -= 1
        if depth < 0:
            found += _least_sure(closed, doubts)
        if depth < 0 or (depth == 0 and character in _ENDS):
            depth, closed = 0, []
    return found


def _least_sure(closed: Sequence[int], doubts: dict[int, float]) -> list[int]:
    """Return the bracket that is noise; none where the recogniser was sure of each, or its partner may stand in another paragraph."""
    if len(closed) < 2:
        return []
    at = max(closed, key=lambda place: doubts.get(place, 0.0))
    return [at] if doubts.get(at, 0.0) >= _UNSURE else []


def _doubts(text: str, read: Read) -> dict[int, float]:
    """Return how unsure the recogniser was of each closing bracket of a text, by its place."""
    values = [doubt for character, doubt in read if character in _CLOSING]
    places = [at for at, character in enumerate(text) if character in _CLOSING]
    return dict(zip(places, values, strict=True)) if len(values) == len(places) else {}
