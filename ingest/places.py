"""Where ownership clauses stand: in brackets, on lines of their own, at the end of a paragraph.

…。（责任单位：A）      责任单位：A      …。责任单位：A、B      （A负责）      a line that is nothing but A牵头，B配合
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.grammar import read
from ingest.names import is_body
from ingest.ownership import Position, Reading
from ingest.wording import CLOSING, OPENING, SHAPE, compact, label_before, wording

BRACKET_REACH = 900  # characters a bracket may span; the longest clause of the corpus has 412
NESTING = 4  # closings are matched against so many open brackets; real nesting is two deep
LINE_REACH = 500  # characters of a line that are read as a list
ENDS = '。！!？?；;”"』」'
MARKS = re.compile("[" + re.escape(OPENING + CLOSING) + "]")
COLON = re.compile("[:：]")
ORNAMENT = re.compile(r"[\s\u3000\-—–•●◆★☆■□▪*※>》【\[（(〔0-9.．、]*$")
NUMBERED = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十百]+[）)、.．]|第[一二三四五六七八九十百]+[条章]|\d+[.．、]|[（(]\d+[）)])")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of text read as ownership."""

    start: int
    end: int
    reading: Reading
    position: Position


def places(text: str) -> list[Place]:
    """Return the places of a text in order, none inside another."""
    found = list(_bracketed(text))
    found += _labelled(text, [(p.start, p.end) for p in found])
    found.sort(key=lambda p: p.start)
    found += _sentences(text, [(p.start, p.end) for p in found])
    return sorted(found, key=lambda p: p.start)


def bracket_pairs(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of matched brackets by their start; the stack is bounded, so a million openings cost nothing."""
    opened: list[tuple[str, int]] = []
    found = []
    for m in MARKS.finditer(text):
        mark = m.group()
        if mark in OPENING:
            opened.append((SHAPE[mark], m.start()))
            continue
        k = next((i for i in range(len(opened) - 1, max(-1, len(opened) - 1 - NESTING), -1) if opened[i][0] == SHAPE[mark]), -1)
        if k >= 0:
            if m.end() - opened[k][1] <= BRACKET_REACH:
                found.append((opened[k][1], m.end()))
            del opened[k:]
    return sorted(found)


def _bracketed(text: str) -> Iterator[Place]:
    """Yield the brackets that are ownership clauses."""
    past = 0
    pairs = bracket_pairs(text)
    for start, end in pairs:
        if start < past:
            continue
        reading = read_bracket(text, start, end)
        if reading is not None:
            past = end
            yield Place(start, end, reading, "bracket")


def read_bracket(text: str, start: int, end: int) -> Reading | None:
    """Return what a bracket says of ownership, None where it is something else."""
    if not may_own(text, start + 1, end - 1):
        return None
    reading = read(text, start + 1, end - 1)
    if not reading.mentions:
        return None
    if reading.labelled:
        return reading
    if reading.left or not _stands_apart(text, start, end, reading):
        return None
    return reading


def may_own(text: str, start: int, end: int) -> bool:
    """Tell cheaply whether a bracket can be ownership: it holds a label's head or closes like a body or a verb."""
    told = text[start:end]
    if "单位" in told or "部门" in told or "责任" in told or "牵头" in told:
        return True
    last = told.rstrip()
    table = wording()
    return last.endswith((*table.tails, *table.strong, "等")) or last[-1:] in CLOSING or "。" in told


def _stands_apart(text: str, start: int, end: int, reading: Reading) -> bool:
    """Tell whether an unlabelled bracket stands where owners stand: after a sentence, not after the word it explains."""
    before = text[:start].rstrip()[-1:] if start < 40 else text[max(0, start - 40) : start].rstrip()[-1:]
    apart = before == "" or before in ENDS or "\n" in text[max(0, start - 40) : start][len(text[max(0, start - 40) : start].rstrip()) :]
    after = text[end : end + 1]
    closes = after in ("", "\n", "\r") or text[end : end + 40].lstrip(" \t\u3000")[:1] in ("", "\n", "\r")
    if reading.verb:
        return apart or closes or after in "。；;"
    if not all(is_body(compact(text[m.start : m.end]), strong=True) for m in reading.mentions):
        return False
    several = len(reading.mentions) > 1
    return (apart and (closes or after in "。；;") and (several or _begins_known(text, reading))) or (closes and several)


def _begins_known(text: str, reading: Reading) -> bool:
    """Tell whether the first of a bare list begins like a body of the state: 市财政局, 各区政府, 园区管委会."""
    table, first = wording(), reading.mentions[0]
    return compact(text[first.start : first.end]).startswith((*table.levels, *table.central, *table.organs, "各"))


def _labelled(text: str, taken: list[tuple[int, int]]) -> Iterator[Place]:
    """Yield the labels with a colon outside the brackets found: on their own line, or run on at the end of a paragraph."""
    past, held = 0, _Held(taken)
    for m in COLON.finditer(text):
        if m.start() < past or held.holds(m.start()):
            continue
        label = label_before(text, max(past, m.start() - 40), m.start())
        if label is None or label[2] is None:
            continue
        place = _line(text, label[0], m.end(), label[1])
        if place is not None:
            past = place.end
            yield place


class _Held:
    """Spans already read, asked in rising order of place."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans, self.at = sorted(spans), 0

    def holds(self, place: int) -> bool:
        while self.at < len(self.spans) and self.spans[self.at][1] <= place:
            self.at += 1
        return self.at < len(self.spans) and self.spans[self.at][0] <= place


def _line(text: str, start: int, colon_end: int, label: str) -> Place | None:
    """Return the clause that a label opens on a line, to the first word that is no body."""
    begin = text.rfind("\n", 0, start) + 1
    own = ORNAMENT.search(text[max(begin, start - 30) : start])
    on_line = start - begin <= 30 and own is not None and own.start() == 0
    end = line_end(text, colon_end)
    reading = read(text, colon_end, end, label=label, whole=False)
    if not reading.mentions:
        return None
    first = reading.mentions[0]
    if not on_line and not is_body(compact(text[first.start : first.end])):
        return None
    opening = _opening(text, start, begin)
    position: Position = "bracket" if opening < start else "line" if on_line else "run_on"
    return Place(opening, _with_closing(text, reading.end, end), reading, position)


def _opening(text: str, start: int, begin: int) -> int:
    """Return the start with the bracket that nobody closed: （责任单位：A at the end of a line."""
    before = text[max(begin, start - 8) : start].rstrip()
    return start - (len(text[max(begin, start - 8) : start]) - len(before)) - 1 if before[-1:] in tuple(OPENING) else start


def _with_closing(text: str, end: int, line: int) -> int:
    return end + 1 if end < line and text[end] in CLOSING + "。" else end


def line_end(text: str, start: int) -> int:
    """Return where the list that begins here may end at most: its line, or the next ones where it is broken off."""
    end = _newline(text, start)
    if not text[start:end].strip():
        end = _newline(text, min(len(text), end + 1))
    while end < len(text) and end - start < LINE_REACH and text[start:end].rstrip()[-1:] in ("、", "，", ","):
        end = _newline(text, end + 1)
    return min(end, start + LINE_REACH)


def _newline(text: str, start: int) -> int:
    at = text.find("\n", start)
    return len(text) if at < 0 else at


def _sentences(text: str, taken: list[tuple[int, int]]) -> Iterator[Place]:
    """Yield lines, and last sentences of paragraphs, that are nothing but bodies and verbs: A牵头，B配合。"""
    held, tails = _Held(taken), wording().tails
    for m in re.finditer(r"[^\n]+", text):
        told = m.group().rstrip(" \t\r\u3000。")
        if not told.endswith(tails) or held.holds(m.start() + len(told) - 1):
            continue
        start = m.start() + max(told.rfind("。"), told.rfind("；"), told.rfind(";")) + 1
        end = m.start() + len(told)
        if 4 <= end - start <= LINE_REACH and text[start:end].lstrip()[:1] != "由":
            reading = read(text, start, end)
            if reading.mentions and reading.verb and not reading.left and not reading.labelled and _names_state(text, reading):
                yield Place(start, min(end + 1, m.end()), reading, "line" if start == m.start() else "run_on")


def _names_state(text: str, reading: Reading) -> bool:
    return _begins_known(text, reading) and all(is_body(compact(text[m.start : m.end]), strong=True) for m in reading.mentions)
