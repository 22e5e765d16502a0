"""Targets in tables of indicators, whose header names an indicator and the years: 指标 | 单位 | 2020年 | 2025年 | 属性.

A row gives a target for every year of the plan that its header names, or for 目标值; without known years the last year counts.
Rows are lines of cells between tabs and are read from the right, since a merged cell at their left may be missing.
数字经济占比（%） | 8 | 10 · 企业数 | 家 | 90 | [150] (in all) · 办件满意率 | ≥95% · 能耗 | 完成国家任务 (no target)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.document import Document, Quantity, Years
from kg.model import Target
from kg.ontology import forms
from kg.register import any_form

Cell = tuple[int, int]
YEAR = re.compile(r"(?:20[0-9]{2})\s*年?")
UNIT = re.compile(r"\s*[（(]([^（()）]{1,8})[）)]\s*\Z")
VALUE = re.compile(r"[\s\[［〔【\]］〕】]*")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(any_form("IndicatorHeads", "indicator"))


@cache
def _name() -> re.Pattern[str]:
    """Match the head of the column of indicators: 主要指标, 指标名称."""
    before, noun, behind = (any_form("IndicatorHeads", part) for part in ("before", "indicator", "behind"))
    return re.compile(rf"(?:{before})?(?:{noun})(?:{behind})?\s*\Z")


@cache
def _aimed() -> re.Pattern[str]:
    return re.compile(any_form("AimNouns", "aim"))


@cache
def _basis() -> re.Pattern[str]:
    """Match the head of a column of what was reached: 2020年实际."""
    return re.compile(any_form("TableHeadBasis"))


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns of a table stand, counted from the right (-1 is the last): name, unit or None, values with their year."""

    name: int
    unit: int | None
    values: tuple[tuple[int, str], ...]


def indicators(document: Document, start: int, end: int, *, years: Years) -> Iterator[Target]:
    """Yield the targets of the tables of indicators in text[start:end]."""
    text = document.text
    if text.find("\t", start, end) < 0 or not _named().search(text, start, end):
        return
    header: Header | None = None
    for begin, stop in _lines(text, start, end):
        cells = [m.span() for m in re.finditer(r"[^\t]+|(?<=\t)(?=\t|\Z)", text[begin:stop])]
        row = [(begin + a, begin + b) for a, b in cells]
        if len(row) < 2:
            header = None
        elif named := _header(text, row, years):
            header = named
        elif header is not None:
            yield from _row(document, row, header)


def _lines(text: str, start: int, end: int) -> Iterator[Cell]:
    """Yield the lines of a stretch without their ends."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _header(text: str, row: list[Cell], years: Years) -> Header | None:
    """Return what the cells of a header say, or None where a row is no header."""
    labels = [re.sub(r"\s+", "", text[a:b]) for a, b in row]
    name = next((n for n, cell in enumerate(labels) if _name().match(cell)), None)
    if name is None:
        return None
    dated = [(n, year[0]) for n, cell in enumerate(labels) if (year := YEAR.search(cell)) and not _basis().search(cell)]
    first = years[0] if years is not None else max((int(y[:4]) for _, y in dated), default=0)
    values = [(n, y) for n, y in dated if int(y[:4]) >= first] or [
        (n, "") for n, cell in enumerate(labels) if _aimed().search(cell) and n != name
    ]
    unit = next((n for n, cell in enumerate(labels) if forms("IndicatorHeads", "surfaceForm").get(cell) == "unit"), None)
    width = len(row)
    return Header(name - width, None if unit is None else unit - width, tuple((n - width, y) for n, y in values)) if values else None


def _row(document: Document, row: list[Cell], header: Header) -> Iterator[Target]:
    """Yield the targets of a row: its quote runs from the name of the indicator to the value."""
    if len(row) < -header.name:
        return
    text = document.text
    name = text[slice(*row[header.name])]
    bracket = UNIT.search(name)
    unit = text[slice(*row[header.unit])].strip() if header.unit is not None else bracket[1] if bracket else ""
    thing = re.sub(r"^[0-9]{1,3}[.．、]|\s+", "", name[: bracket.start()] if bracket else name)
    for column, year in header.values:
        quantity = value(document, *row[column])
        if quantity is None or not thing or row[column][0] < row[header.name][0]:
            continue
        begin, stop = row[header.name][0], row[column][0] + len(text[slice(*row[column])].rstrip())
        yield Target(
            text[begin:stop], quantity.value, quantity.high, quantity.comparator, quantity.unit or unit, thing, year,
            f"{year[:4]}-12-31" if year else None, begin, stop,
        )  # fmt: skip


def value(document: Document, start: int, end: int) -> Quantity | None:
    """Return the quantity a cell is, also in brackets; None where it says more or less than that."""
    text = document.text
    lead = VALUE.match(text, start, end)
    found = next(document.quantities(lead.end() if lead else start, end), None)
    if (
        found is None
        or found.kind == "ordinal"
        or text[start : found.start].strip(" 　\t[［〔【")
        or not VALUE.fullmatch(text, found.end, end)
    ):
        return None
    return found
