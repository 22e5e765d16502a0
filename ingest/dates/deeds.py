"""What is to be done by a date: the clause behind it, as the text prints it.

6月底前，组建产业联盟，做好沟通 → 组建产业联盟
年底前，争取，建成平台 → 争取，建成平台             a clause too short to say anything takes in the next of its sentence
2025年底前75%的县（市）建成医院 → 75%的县（市）建成医院     marks inside brackets end nothing, a bracket behind the clause is no part of it
2026年、2027年，各市制定目标 → 各市制定目标           of dates in a row the last one
该项工作于6月底前完成。 → none                   the deed stands elsewhere; the task says it
"""

import re
from collections.abc import Sequence
from functools import cache

from ingest.document import DateMention, Document
from ingest.sources import Span
from kg.register import any_form

FEWEST_LETTERS = 4  # a clause with fewer says no deed: the next one is taken too
_COMMAS = "，,：:"
_BETWEEN = re.compile(r"[\s，,、：:）)]*")  # between a date and its deed
_BEHIND = re.compile(r"[\s（(【〔\[“‘、]+\Z")  # what opens behind a clause, where the next thing is cut off


def deed(document: Document, after: int, end: int, *, dates: Sequence[DateMention]) -> Span | None:
    """Return the stretch of what is to be done by a date that ends at `after`, inside text[after:end]; `dates` are all those of it."""
    begin = _begin(document.text, after, end, {d.start: d.end for d in dates})
    stop = _stop(document, begin, end)
    stop = begin + len(_BEHIND.sub("", document.text[begin:stop].rstrip()))
    return (begin, stop) if stop > begin and not _done().fullmatch(document.text, begin, stop) else None


def _begin(text: str, after: int, end: int, dates: dict[int, int]) -> int:
    """Return where the words behind a date begin, and behind the dates that follow it directly."""
    found = _BETWEEN.match(text, after, end)
    begin = found.end() if found else after
    return _begin(text, dates[begin], end, dates) if begin > after and begin in dates else begin


def _stop(document: Document, begin: int, end: int) -> int:
    """Return where the clause ends that begins at a place, or the one behind it where that says too little."""
    inside = [span for span in document.brackets if begin <= span[0] < end]
    ends = (m for m in document.marks.clause.finditer(document.text, begin, end) if not any(a < m.start() < b for a, b in inside))
    stop = next((m.start() for m in ends if m[0] not in _COMMAS or m.start() - begin >= FEWEST_LETTERS), end)
    return next((a for a, b in inside if b == stop), stop)  # without the bracket behind it


@cache
def _done() -> re.Pattern[str]:
    return re.compile(any_form("DateDone"))
