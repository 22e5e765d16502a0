"""The stretches of a report that look back: what they count was reached, and is no task and no target.

2024年工作回顾 … 2025年工作安排      一、2024年工作总结 … 二、2025年工作计划      一、过去五年工作回顾 … 二、今后五年总体要求
A heading that looks back counts only where one that looks ahead follows: a report of results alone sets no tasks at all.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.document import Document
from ingest.outline.items import ANNEX, LONGEST_HEADING, NumberedItem
from ingest.sources import BRACKETED, Span, marker
from kg.register import any_form


@cache
def _span() -> re.Pattern[str]:
    """Match a span of time that a report may be of: 2024年, 过去五年, 上半年, “十三五”时期."""
    period, past, half = (any_form("PeriodWords", part) for part in ("period", "past", "half"))
    since = rf"[0-9一二三四五六七八九十〇零]{{1,4}}年(?:{any_form('Baseline', 'since')}|来)?"
    return re.compile(
        rf"(?:{since}|(?:{past})[一二三四五六七八九十]年|[去上本今]年|{half}"
        rf"|“?[十四三二]{{2,3}}五”?(?:{period})?)"
    )


@cache
def _coming() -> re.Pattern[str]:
    return re.compile(f"{_span().pattern}|{any_form('PeriodWords', 'coming')}")


@cache
def _ahead() -> re.Pattern[str]:
    """Match a heading that looks ahead: 2025年工作安排."""
    return re.compile(rf"[^。；]{{0,24}}?(?:{any_form('HeadingAhead')})(?:(?:和|及|与)[^。；]{{0,16}})?")


@cache
def _back() -> re.Pattern[str]:
    """Match a heading that looks back: 2024年工作回顾."""
    reviewed = rf"(?:{any_form('HeadingWork')})*(?:的)?(?:{any_form('HeadingResult')})"
    whose = rf"(?:全[省市县区州]|我[省市县区州局委厅])?(?:{any_form('WorkAttributes')})*"
    return re.compile(rf"(?:{any_form('Connectives', 'about')})?(?:{_span().pattern}的?)*{whose}{reviewed}(?:[和及与][^。；]{{0,16}})?")


def looks_back(heading: str) -> bool:
    """Tell whether a heading opens a review.

    >>> [looks_back(h) for h in ("2024年工作回顾", "过去五年工作总结", "加强总结评估", "2025年工作安排")]
    [True, True, False, False]
    """
    return _back().fullmatch(_bare(heading)) is not None and _span().search(re.sub(r"\s", "", heading)) is not None


def reviews(document: Document, items: Sequence[NumberedItem]) -> list[Span]:
    """Return the stretches of a text that look back, in order."""
    spans: list[Span] = []
    for start, end in sorted([*_chapters(items), *_lines(document, items)]):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return spans


def _chapters(items: Sequence[NumberedItem]) -> Iterator[Span]:
    """Yield the numbered chapters that look back, where one of their rank that looks ahead follows."""
    for i, item in enumerate(items):
        if item.rank > ANNEX and looks_back(item.title or item.heading):
            after = (other for other in items[i + 1 :] if (other.rank, other.parent) == (item.rank, item.parent))
            if any(_ahead().fullmatch(_bare(other.title or other.heading)) for other in after):
                yield item.start, item.last


def _lines(document: Document, items: Sequence[NumberedItem]) -> Iterator[Span]:
    """Yield the stretches below a line without a number that looks back, up to the line or chapter that looks ahead."""
    numbered = {item.start for item in items}
    start: int | None = None
    for line in document.lines:
        printed = document.text[line.start : line.end]
        if line.blank or len(printed) > LONGEST_HEADING:
            continue
        if start is None and line.start not in numbered and looks_back(printed):
            start = line.start
        elif start is not None and _coming().search(re.sub(r"\s", "", printed)) and _ahead().fullmatch(_bare(printed)):
            yield start, line.start
            start = None


def _bare(heading: str) -> str:
    """Return a heading without its number, blanks and the stop that ends it."""
    bare = re.sub(r"\s", "", heading).strip("。：:")
    mark = marker(bare, 0, len(bare))
    return bare[mark.end :] if mark and mark.rank <= BRACKETED else bare
