"""Targets in a list of indicators, a line each: 1.绿色建筑占比：2026年达到90%。 · 公园绿地（公顷）：35 · 失业率 ≤5.5%."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ingest.document import Document, Quantity, Years
from ingest.sources import ITEM_NUMBER, Span
from ingest.targets.indicators import UNIT, value
from ingest.targets.quantified import targets_and_rest
from kg.model import Target
from kg.ontology import forms
from kg.register import any_form

_BLANKS = r"[ \t\u3000]*"
_NAME = r"(?P<name>[^\s：:，,。；;0-9][^\n\t：:，,。；;]{0,29}?)"
_LINE = re.compile(rf"{_BLANKS}(?:{ITEM_NUMBER})?{_BLANKS}{_NAME}(?:[：:]|[ \u3000]+){_BLANKS}")


def listed_targets(
    document: Document, start: int, end: int, *, years: Years, exclude: Sequence[Span] = ()
) -> tuple[tuple[Target, ...], tuple[Quantity, ...]]:
    """Return the targets of a list of indicators, and the quantities in it that are none."""
    lines = [read for line in _lines(document.text, start, end) if (read := _target(document, *line, years)) is not None]
    taken = sorted([*exclude, *((t.start, t.end) for t in lines)])
    found, rest = targets_and_rest(document, start, end, years=years, exclude=taken)
    others = (t if t.object and t.object not in forms("GoalVerbs", "verbForm") else _named(document, t) for t in found)
    return tuple(sorted([*lines, *others], key=lambda t: t.start)), rest


def _named(document: Document, target: Target) -> Target:
    """Return a target whose words say no object with the name that opens its line: 城区绿地：新增35公顷."""
    line = document.lines[document.line_at(target.start)]
    head = _LINE.match(document.text, line.start, target.start)
    return replace(target, object=UNIT.sub("", head["name"])) if head else target


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the lines of a stretch without their ends."""
    yield from ((found.start(), found.end()) for found in re.compile(r"[^\n]+").finditer(text, start, end))


def _target(document: Document, start: int, end: int, years: Years) -> Target | None:
    """Return the target of a line that is a name, perhaps a date, and a number; None where it says more."""
    text, head = document.text, _LINE.match(document.text, start, end)
    if head is None:
        return None
    day = next(iter(document.dates(head.end(), end, years=years)), None)
    begin = day.end if day and day.start == head.end() else head.end()
    reach = _reach().match(text, begin, end)
    begin = reach.end() if reach else begin
    stop = end - len(text[begin:end]) + len(text[begin:end].rstrip("。；; \t\u3000"))
    quantity, bracket = value(document, begin, stop), UNIT.search(head["name"])
    if quantity is None:
        return None
    unit = quantity.unit or (bracket[1] if bracket else "")
    name = head["name"][: bracket.start()] if bracket else head["name"]
    deadline, due = (day.quote, day.due) if day and day.start == head.end() else ("", None)
    first, thing = head.start("name"), name.strip()
    return Target(text[first:stop], quantity.value, quantity.high, quantity.comparator, unit, thing, deadline, due, first, stop)


@cache
def _reach() -> re.Pattern[str]:
    """Match what stands before the number: 达到, 提高到."""
    return re.compile(rf"[，, ]*(?:{any_form('ReachVerbs', kind='verbForm')}|[为到])?[ \u3000]*")
