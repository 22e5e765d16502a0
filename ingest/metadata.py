"""What a document says about itself: title, number, issuers, date, years, region, level, kind, status, and what it cites."""

import re
from dataclasses import dataclass

from ingest import head as heads
from ingest import titles
from ingest.readers.source import SourceText, Span
from kg.model import Citation, Status

_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(rf"(?P<first>{_YEAR})\s*年?\s*[-—–―~～至到]{{1,2}}\s*(?P<last>{_YEAR})\s*年?|(?P<one>{_YEAR})\s*年(?!\d*月)")
_FIVE_YEARS = re.compile(r"[“\"]?十(?P<n>[一二三四五六])五[”\"]?")


@dataclass(frozen=True, slots=True)
class Metadata:
    """A document's own words about itself; None where the text does not say. Spans are stretches of the text."""

    title: str | None = None
    type: str | None = None
    status: Status = "issued"
    level: str | None = None
    issuers: tuple[str, ...] = ()
    number: str | None = None
    issued: str | None = None
    plan_years: tuple[int, int] | None = None
    region: str | None = None
    cites: tuple[Citation, ...] = ()
    title_span: Span | None = None
    number_span: Span | None = None


def metadata(source: SourceText, *, path: str | None = None) -> Metadata:
    """Return what a document says about itself."""
    text = source.text
    head = heads.head(text)
    title = titles.title(head, text)
    number = next((line for line in head if line.kind == "number"), None)
    return Metadata(
        title=title.text if title else None,
        title_span=(title.start, title.end) if title else None,
        number=_number(number.text) if number else None,
        number_span=(number.start, number.end) if number else None,
        issued=_issued(head, heads.tail(text)),
        plan_years=years(title.text) if title else None,
    )


def years(title: str) -> tuple[int, int] | None:
    """Return the years a plan is for, as its title says.

    >>> years("行动计划（2023—2025年）"), years("2023年工作要点"), years("“十四五”规划")
    ((2023, 2025), (2023, 2023), (2021, 2025))
    """
    found = _YEARS.search(title)
    if found:
        first, last = int(found["first"] or found["one"]), int(found["last"] or found["one"])
        return (first, last) if first <= last else None
    five = _FIVE_YEARS.search(title)
    if not five:
        return None
    first = 1996 + 5 * "一二三四五六".index(five["n"]) + 5
    return first, first + 4


def _number(line: str) -> str:
    """Return a document number in its usual form: 国办发〔2020〕43号."""
    found = heads.NUMBER.search(line)
    return f"{found['mark']}〔{found['year']}〕{found['n']}号" if found else line


def _issued(head: list[heads.Line], tail: list[heads.Line]) -> str | None:
    """Return the day of the signature, in the covering notice or at the end."""
    dated = [line for line in head + tail if line.kind == "date"]
    return heads.date(dated[0].text) if dated else None
