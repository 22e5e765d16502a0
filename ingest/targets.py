"""Quantified goals of a task: what number is to be reached, of what, by when.

打造省级平台4个以上 · 引进不少于20名专家 · 覆盖率达到90%以上 · 出口额突破3万亿元
培育1—2家企业 · 建设A、B各20个 · 油菜、花生机械化率分别达到50%、65%
Goals only. What is no goal is told by its form: subsidies and standards (给予最高50万元), rules and conditions (首付比例不低于20%),
what exists already (已建成30个), old values (由30万元提高到…), durations, ranks and names with numbers (500强, 万亩千亿, 5G, “1+10+N”).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.dates import DateMention, Years, dates
from ingest.quantities import Quantity, alternation, quantities
from kg.model import Target
from kg.vocabulary.compiled import forms

SENTENCE = "。；;！!？?\n\t"
CLAUSE = SENTENCE + "，,：:"
LONGEST_NAME = 16  # characters: a quotation up to this length is a name (“1+10+N”, “万人同屏”), a longer one may hold goals


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity in its surroundings: where its sentence and clause begin, and the text before and after it inside the clause."""

    quantity: Quantity
    sentence: int
    clause: int
    stop: int
    left: str
    right: str
    before: str


def targets(text: str, start: int, end: int, *, years: Years, exclude: Sequence[tuple[int, int]] = ()) -> tuple[Target, ...]:
    """Return the targets of text[start:end] in order; `exclude` are the spans of ownership clauses."""
    known = dates(text, start, end, years=years)
    taken = [*exclude, *((d.start, d.end) for d in known)]
    found: list[Target] = []
    previous: Place | None = None
    for quantity in quantities(text, start, end):
        if any(a < quantity.end and quantity.start < b for a, b in taken):
            continue
        place = _place(text, start, end, quantity, found[-1].end if found else start)
        if _is_goal(text, place, previous):
            found.extend(_targets(text, place, known))
            previous = place
    return tuple(found)


def _place(text: str, start: int, end: int, quantity: Quantity, last: int) -> Place:
    """Return the surroundings of a quantity: clauses end at ， ： and sentences at 。 ；."""
    sentence = _after_any(text, SENTENCE, start, quantity.start)
    clause = max(sentence, _after_any(text, CLAUSE, sentence, quantity.start))
    opened = text.rfind("“", clause, quantity.start)
    if opened >= 0 and text.find("”", opened, quantity.start) < 0:
        clause = opened + 1
    stop = _before_any(text, CLAUSE, quantity.end, end)
    return Place(
        quantity,
        sentence,
        clause,
        stop,
        text[max(clause, min(last, quantity.start)) : quantity.start],
        text[quantity.end : stop],
        text[sentence : quantity.start],
    )


def _after_any(text: str, marks: str, start: int, end: int) -> int:
    for at in range(end - 1, start - 1, -1):
        if text[at] in marks and not (text[at] in ",，" and text[at + 1 : at + 4].isdigit() and text[at - 1 : at].isdigit()):
            return at + 1
    return start


def _before_any(text: str, marks: str, start: int, end: int) -> int:
    for at in range(start, end):
        if text[at] in marks:
            return at
    return end


def _is_goal(text: str, place: Place, previous: Place | None) -> bool:
    q = place.quantity
    if q.kind in ("duration", "ordinal", "bare") or (q.worded and q.value < 10 and q.comparator == "eq"):
        return False
    if q.kind == "money" and "亿" not in q.unit:
        return False
    if _inside(text, place):
        return False
    if re.search("给予|补贴|补助|奖励|最高|首付", place.before):
        return False
    made = _last(_verbs("GoalVerbs"), place.left)
    reached = _last(_verbs("ReachVerbs"), place.left)
    return made is not None or reached is not None or (previous is not None and previous.sentence == place.sentence)


def _inside(text: str, place: Place) -> bool:
    """Tell whether a quantity stands in brackets, a title or a short quotation."""
    before = place.before
    for a, b in ("（）", "()", "《》", "〔〕", "[]"):
        if before.rfind(a) > before.rfind(b):
            return True
    opened = text.rfind("“", place.sentence, place.quantity.start)
    closed = text.find("”", place.quantity.start, place.quantity.start + LONGEST_NAME)
    return opened >= 0 and text.find("”", opened, place.quantity.start) < 0 and 0 <= closed - opened <= LONGEST_NAME


@cache
def _verbs(scheme: str) -> re.Pattern[str]:
    return re.compile(alternation(forms(scheme, "verbForm")))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def _targets(text: str, place: Place, known: Sequence[DateMention]) -> Iterator[Target]:
    """Yield the targets of one quantity."""
    q = place.quantity
    begin, stop = q.start - len(place.left), place.stop
    date = next((d for d in reversed(known) if place.sentence <= d.start < q.start), None)
    yield Target(
        quote=text[begin:stop],
        value=q.value,
        high=q.high,
        comparator=q.comparator,
        unit=q.unit,
        object=place.right or place.left,
        deadline=date.quote if date else "",
        due=date.due if date else None,
        start=begin,
        end=stop,
    )
