"""The numbered items of a text as a tree: which item stands under which, what its heading says, how far it reaches.

一、  （一）  1.  （1）  ①  第X条, at the beginning of a line or inside one that holds several items; 附件1 opens a part of its own.
Ids are made of the printed numbers from the top down (2.1.4), so that numbers that begin again stay apart; of two equal ids the second
gets -2.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.document import CLOSING, FINAL, OPENING, Document, Line
from ingest.sources import ARABIC, Marker, inner_markers, marker, numeral
from kg.register import any_form

ANNEX = -1  # rank of 附件1, above every number
BARE = -2  # under this key the last number without a point is kept
FOLDED = 600  # a line longer than this, or with two clauses, may hold several items: paragraphs of plans are shorter
NEAR = 4  # lines, blank ones too, in which the next line is sought
LONGEST_HEADING = 60  # a heading on its own line; the longest printed ones have some fifty characters
LONGEST_TITLE = 40  # a title before the text in the same paragraph: 完善推进机制。…

_ANNEX = re.compile(r"附[ \t\u3000]*件[ \t\u3000]*(?P<n>[0-9０-９一二三四五六七八九十]{0,3})[ \t\u3000]*[：:]?(?=$|[^0-9：:、，。的中所])")
_ANNEX_LIST = re.compile(r"附[ \t\u3000]*件[ \t\u3000]*[：:][ \t\u3000]*\S")
_BARE = re.compile(r"\d\d(?=[一-鿿“《])(?![年月日个家项号])", re.ASCII)
_STOP = re.compile(r"[。！？；;：:]|[ \t\u3000]{2}")
_PUNCTUATED = re.compile(r"[，,。；;]")
_SENTENCE = re.compile(r"[。！？；;]")
_FACTS = re.compile(r"[0-9]|[（(]")  # what a sentence of facts holds and a title with a comma does not
OPENED, CLOSED = "（(《“〈【〔[", "）)》”〉】〕]"


@cache
def _known() -> re.Pattern[str]:
    """Match a heading that is known where the text follows without a break: 一、工作目标到2023年底…."""
    text_behind = r"(?![是为的中和及与、，,。.；;：:分清到位得能够上]|$)"
    goals, aim = any_form("HeadingGoals", "goals"), any_form("AimNouns", "aim")
    return re.compile(rf"(?:{any_form('HeadingKnown')}){text_behind}|(?:{goals})(?:{aim})(?=到(?:20|“))")


@dataclass(frozen=True, slots=True)
class NumberedItem:
    """A numbered item: `start` at its number, `body` after it, `end` where the next item begins, `last` where all under it ends.

    `heading` is number and title as printed, `alone` tells whether they stand alone in their line.
    """

    id: str
    rank: int
    number: str
    parent: int
    start: int
    body: int
    end: int
    last: int
    heading: str
    title: str | None
    alone: bool


def items(document: Document, folded: Sequence[int]) -> list[NumberedItem]:
    """Return the items in order; `folded` are indexes of lines in which clauses end before more text."""
    text, found = document.text, document.lines
    marks = list(_marks(document, frozenset(folded)))
    parents = _parents(marks)
    ids = _ids(marks, parents)
    lasts = _lasts(marks, len(text))
    ends = [*(m.start for m in marks[1:]), len(text)]
    stops = _line_ends(text, marks, found, document.full_line)
    return [_item(text, m, ids[i], parents[i], min(stops[i], ends[i]), ends[i], lasts[i]) for i, m in enumerate(marks)]


def _item(text: str, mark: Marker, name: str, parent: int, stop: int, end: int, last: int) -> NumberedItem:
    head = text[mark.end : min(stop, mark.end + 200)].replace("\n", "").strip()
    known = _known().match(head) if _PUNCTUATED.search(head) else None
    alone = len(head) <= LONGEST_HEADING and not _SENTENCE.search(head[:-1]) and not known
    title = known.group() if known else head.rstrip("。：: ") if alone and end > stop else _title(head)
    number = text[mark.start : mark.end].strip()
    heading = number + (head if alone else title or first_clauses(head))
    return NumberedItem(name, mark.rank, number, parent, mark.start, mark.end, end, last, heading, title or None, alone)


def _title(head: str) -> str | None:
    """Return the title in front of the text of the same paragraph: 完善推进机制。2023年…, and 强化管理，规范运行。制定…"""
    stop = _STOP.search(head)
    if stop is None or stop.start() > LONGEST_TITLE or not head[stop.end() :].strip():
        return None
    title = head[: stop.start()]
    listed = "，" in title or "," in title
    opened = sum(c in OPENING for c in title) > sum(c in CLOSING for c in title)  # （主责：A） holds the colon
    return title if title and not opened and (not listed or (stop.group() == "。" and whole(title) and not _FACTS.search(title))) else None


def first_clauses(head: str) -> str:
    """Return the first clauses of a text that has no title, as many as a heading holds; never part of one, of a bracket or a quotation."""
    if len(head) <= LONGEST_HEADING:
        return head
    stops = [m.start() for m in _PUNCTUATED.finditer(head) if whole(head[: m.start()])]
    return head[: max((stop for stop in stops if stop <= LONGEST_HEADING), default=stops[0] if stops else LONGEST_HEADING)]


def whole(stretch: str) -> bool:
    """Tell whether every bracket and quotation that opens in a stretch closes in it."""
    return sum(c in OPENED for c in stretch) == sum(c in CLOSED for c in stretch)


def _goes_on(text: str, found: Sequence[Line], k: int, limit: int) -> int | None:
    """Return the line that a full one goes on in: the next, or behind a blank one where the line ends inside a sentence."""
    below = k + 1
    while below < min(len(found), limit) and found[below].blank and text[found[k].end - 1] not in FINAL:
        below += 1
    return below if below < min(len(found), limit) and not found[below].blank else None


def _line_ends(text: str, marks: Sequence[Marker], found: Sequence[Line], full: int | None) -> list[int]:
    """Return for every marker the end of the line it stands in; over full lines where a converter broke them."""
    ends, k = [], 0
    for mark in marks:
        while found[k].next <= mark.start:
            k += 1
        stop = k
        while full and found[stop].end - found[stop].start >= full and (below := _goes_on(text, found, stop, k + 2 * NEAR)) is not None:
            stop = below
        ends.append(found[stop].end)
    return ends


def _marks(document: Document, folded: frozenset[int]) -> Iterator[Marker]:
    text, found = document.text, document.lines
    last: dict[int, int] = {}
    listing = False
    for k, line in enumerate(found):
        if line.blank or document.in_footnote(line.start):
            continue
        mark = _first_mark(text, line, last)
        listing = _ANNEX_LIST.match(text, line.start, line.end) is not None or (listing and mark is not None and mark.rank == ARABIC)
        if not listing and (annex := _annex(text, line)) is not None:
            last = {}
            yield annex
            continue
        if mark is not None and not listing:
            _remember(last, mark)
            yield mark
        if k in folded or line.end - line.start > FOLDED:
            within = _inner(text, mark.end if mark and not listing else line.start, line.end, last, wanted=k in folded)
        else:
            within = _glued(text, found, k, mark) if mark and not listing else []
        for inner in within:
            _remember(last, inner)
            yield inner


def _glued(text: str, found: Sequence[Line], k: int, mark: Marker) -> list[Marker]:
    """Return the first item below a heading that stands in the same line, where the next line is the second: （一）布局行动。 1.建设…"""
    stop = min(found[k].end, mark.end + LONGEST_HEADING)
    first = next((m for m in inner_markers(text, mark.end, stop, {}) if m.value == 1 and m.rank > mark.rank), None)
    below = next((line for line in found[k + 1 : k + 1 + NEAR] if not line.blank), None) if first else None
    second = marker(text, below.start, below.end) if below else None
    return [first] if first and second and (second.rank, second.value) == (first.rank, 2) else []


def _inner(text: str, start: int, end: int, last: dict[int, int], *, wanted: bool) -> list[Marker]:
    """Return the items inside a line; without clauses in it only a run of them proves that the line was folded."""
    found = list(inner_markers(text, start, end, last))
    return found if wanted or len([m for m in found if m.rank <= ARABIC]) >= 3 else []


def _first_mark(text: str, line: Line, last: dict[int, int]) -> Marker | None:
    """Return the number at the beginning of a line; 11.121… counts only after item 10, else it is a number with a decimal point."""
    mark = marker(text, line.start, line.end)
    if mark is None:
        return _bare_mark(text, line, last)
    return None if mark.glued and mark.value != last.get(ARABIC, 0) + 1 else mark


def _bare_mark(text: str, line: Line, last: dict[int, int]) -> Marker | None:
    """Return a number of two digits right before the text, where the numbers run on: 02… 03… 10…"""
    found = _BARE.match(text, line.start, line.end)
    if found is None or (found.group()[0] != "0" and int(found.group()) != last.get(BARE, 0) + 1):
        return None
    last[BARE] = int(found.group())
    return Marker(ARABIC, int(found.group()), line.start, found.end()) if int(found.group()) else None


def _remember(last: dict[int, int], mark: Marker) -> None:
    last[mark.rank] = mark.value


def _annex(text: str, line: Line) -> Marker | None:
    """Return 附件1 on its own line, or before the title of the annex, as a marker above all numbers."""
    found = _ANNEX.match(text, line.start, line.end)
    if found is None or line.end - line.start > LONGEST_HEADING or _SENTENCE.search(text, line.start, line.end):
        return None
    return Marker(ANNEX, int(numeral(found["n"]) or 1) if found["n"] else 1, line.start, found.end())


def _parents(marks: Sequence[Marker]) -> list[int]:
    """Return the index of the item above each item, -1 at the top: the nearest earlier one of a smaller rank."""
    parents: list[int] = []
    stack: list[int] = []
    for i, mark in enumerate(marks):
        while stack and marks[stack[-1]].rank >= mark.rank:
            stack.pop()
        parents.append(stack[-1] if stack else -1)
        stack.append(i)
    return parents


def _ids(marks: Sequence[Marker], parents: Sequence[int]) -> list[str]:
    ids: list[str] = []
    taken: dict[str, int] = {}
    for mark, parent in zip(marks, parents, strict=True):
        step = f"a{mark.value}" if mark.rank == ANNEX else str(mark.value)
        ids.append(unique(f"{ids[parent]}.{step}" if parent >= 0 else step, taken))
    return ids


def unique(name: str, taken: dict[str, int]) -> str:
    """Return the name, or name-2, name-3 … where it was given before."""
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else unique(f"{name}-{taken[name]}", taken)


def _lasts(marks: Sequence[Marker], end: int) -> list[int]:
    """Return where everything under each item ends: at the next item of the same or a smaller rank."""
    lasts = [end] * len(marks)
    stack: list[int] = []
    for i, mark in enumerate(marks):
        while stack and marks[stack[-1]].rank >= mark.rank:
            lasts[stack.pop()] = mark.start
        stack.append(i)
    return lasts
