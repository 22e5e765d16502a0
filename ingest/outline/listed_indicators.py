"""The stretches of a document that list its indicators outside every task: a table of indicators, an annex of indicators as lines.

指标 | 单位 | 2025年 | 2027年          附件2 ⏎ 主要指标表 ⏎ 1.绿色建筑占比：2026年达到90%。
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.document import Document
from ingest.outline.items import ANNEX, NumberedItem
from ingest.outline.table_heads import indicator_head
from ingest.outline.value_columns import is_value_label
from ingest.sources import Span
from kg.register import any_form

LONGEST_TITLE = 40  # characters of the title of an annex


def indicator_lists(document: Document, items: Sequence[NumberedItem]) -> list[Span]:
    """Return the stretches in which indicators are listed, in order."""
    return sorted([*_tables(document), *_annexes(document, items)])


def _tables(document: Document) -> Iterator[Span]:
    """Yield the lines with tabs from a head with indicators and their values on, as far as they go."""
    start: int | None = None
    for line in document.lines:
        cells = [re.sub(r"\s", "", cell) for cell in document.text[line.begin : line.next].split("\t")]
        if start is not None and len(cells) < 2:
            yield start, line.begin
            start = None
        elif start is None and any(map(indicator_head().fullmatch, cells)) and any(map(is_value_label, cells)):
            start = line.begin
    if start is not None:
        yield start, len(document.text)


def _annexes(document: Document, items: Sequence[NumberedItem]) -> Iterator[Span]:
    """Yield what stands below the title of an annex of indicators."""
    for item in items:
        found = re.compile(r"\s*([^\n]+)\n").match(document.text, item.body, item.last) if item.rank == ANNEX else None
        if found and len(found[1]) <= LONGEST_TITLE and _title().search(re.sub(r"\s", "", found[1])):
            yield found.end(), item.last


@cache
def _title() -> re.Pattern[str]:
    """Match the end of the title of a list of indicators: 主要指标表, 指标体系."""
    return re.compile(rf"(?:{any_form('IndicatorHeads', 'indicator')})(?:{any_form('IndicatorHeads', 'list')})\Z")
