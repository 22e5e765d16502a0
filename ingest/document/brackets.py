"""Brackets of a text that belong together, and the titles that stand in 《》."""

import re
from collections.abc import Iterator

OPENING, CLOSING = "（(〔[【〈<＜［「『", "）)〕]】〉>＞］」』"
_ROUND, _SQUARE, _ANGLE = "（()）", "［[]］", "〈<＜〉>＞"
_PARTNER = dict(zip(CLOSING, OPENING, strict=True))
# Brackets of one shape close each other, full-width or not.
SHAPE = {c: next((kind[0] for kind in (_ROUND, _SQUARE, _ANGLE) if c in kind), _PARTNER.get(c, c)) for c in OPENING + CLOSING}
LONGEST_BRACKET = 900  # characters a bracket may span; the longest clause of the corpus has 412
NESTING = 4  # closings are matched against so many open brackets; real nesting is two deep
LONGEST_QUOTED = 150  # characters of a title in 《》
_MARKS = re.compile("[" + re.escape(OPENING + CLOSING) + "]")
_TITLE_MARKS = re.compile("[《》]")


def bracket_pairs(text: str) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of matched brackets by their start; stack, span and depth are bounded, so any number of brackets is cheap."""
    opened: list[list[int]] = []
    found = []
    for m in _MARKS.finditer(text):
        mark = m.group()
        if mark in OPENING:
            opened.append([ord(SHAPE[mark]), m.start(), 1])
            continue
        k = next((i for i in range(len(opened) - 1, max(-1, len(opened) - 1 - NESTING), -1) if opened[i][0] == ord(SHAPE[mark])), -1)
        if k >= 0:
            _, start, depth = opened[k]
            del opened[k:]
            if opened:
                opened[-1][2] = max(opened[-1][2], depth + 1)
            if m.end() - start <= LONGEST_BRACKET and depth <= NESTING:
                found.append((start, m.end()))
    return tuple(sorted(found))


def quoted_titles(text: str) -> Iterator[tuple[int, int]]:
    """Yield the outermost stretches in 《》, without the marks; one that nothing closes is left out."""
    depth = start = 0
    for found in _TITLE_MARKS.finditer(text):
        if found[0] == "《":
            start = found.end() if depth == 0 or found.end() - start > LONGEST_QUOTED else start
            depth = 1 if found.end() == start else depth + 1
        elif depth:
            depth -= 1
            if depth == 0 and 1 < found.start() - start <= LONGEST_QUOTED:
                yield start, found.start()
