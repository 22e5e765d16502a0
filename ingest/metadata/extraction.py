"""What a document says about itself: title, number, issuers, date, years, region, level, kind, status, and what it cites."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.document import NUMBER, Document, Entry, HeadLine, date
from ingest.metadata import citations, issuers, kinds, regions, titles
from ingest.sources import Span
from kg.model import Citation, Status
from kg.register import Place, any_form

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


def metadata(document: Document) -> Metadata:
    """Return what a document says about itself; the name of its file says nothing that is certain."""
    found = titles.title(document)
    title = found.text if found else None
    return replace(
        _origin(document, found),
        title=title,
        title_span=(found.start, found.end) if found else None,
        type=kinds.type_of(title, document.text[: document.first_item]),
        status=kinds.status_of(title, document),
        plan_years=years(title) if title else None,
        cites=_cites(document, title),
    )


def _origin(document: Document, title: titles.Title | None) -> Metadata:
    """Return who issued a document, under which number, when, and for which place."""
    text, head, fields, signed = document.text, document.head, document.site_record, document.signature
    notice = titles.notice(document)
    number = next((line for line in head if line.kind == "number"), None) or _numbered(fields)
    bodies = issuers.issuers(notice, signed, document.letterhead) or (issuers.split(fields["issuers"].text) if "issuers" in fields else ())
    national = _national(bodies, number) or any(line.kind == "addressee" and issuers.addresses_provinces(line.text) for line in head)
    own = None if national else regions.self_called(text)
    titled = [each.text for each in (title, notice) if each]
    place = None if national else _place(document, own, titled, bodies, _number(number.text) if number else None)
    return Metadata(
        level="国家" if national else _level(text, own, place),
        issuers=bodies,
        number=_number(number.text) if number else None,
        number_span=(number.start, number.end) if number else None,
        issued=_issued(signed, fields) or _in_force(text),
        region=place.name if place else None,
    )


def _cites(document: Document, own: str | None) -> tuple[Citation, ...]:
    """Return the documents a text cites in the order of the text."""
    found = [*citations.citations(document, own), *citations.by_number(document.text)]
    return tuple(sorted(found, key=lambda cited: cited.start))


def _place(document: Document, own: str | None, titles: list[str], bodies: tuple[str, ...], number: str | None) -> Place | None:
    """Return the place a document is for: as its titles and its issuers say, else its number, else as the text calls its own."""
    if any(map(regions.of_unknown_zone, titles)):
        return None
    named = [item for title in titles for item in regions.of_title(title)]
    named += [item for body in bodies for item in regions.of_body(body)]
    sure = regions.choose(named, own)
    if sure:
        return sure
    text = document.text[: regions.ENOUGH]
    within = [*regions.of_own_words(text), *(regions.of_number(number) if number else ())]
    within += regions.of_scope(text, citations.others(document), called=own is not None)
    return regions.choose(named + within, own) or regions.choose(named, None)


def _national(bodies: tuple[str, ...], number: HeadLine | None) -> bool:
    """Tell whether the first issuer or the document number is a national body's."""
    return bool(bodies and issuers.national(bodies[0])) or bool(number and issuers.national_mark(number.text))


def _level(text: str, own: str | None, place: Place | None) -> str | None:
    """Return 省, 市 or 县, the place's or as the text calls its own; 国家 where it speaks to ministries."""
    if place:
        return place.level
    if own:
        return regions.level_called(text, own)
    return "国家" if issuers.speaks_of_ministries(text) else None


@cache
def _published() -> re.Pattern[str]:
    return re.compile(rf"自(?:{any_form('IssuerIssues')})之日[（(](?P<day>[^（()）]{{8,14}})[）)]起")


def years(title: str) -> tuple[int, int] | None:
    """Return the years a plan is for, as its title says; 2025年工作总结和2026年工作计划 is for the second.

    >>> years("行动计划（2023—2025年）"), years("2023年工作要点"), years("“十四五”规划")
    ((2023, 2025), (2023, 2023), (2021, 2025))
    """
    every = list(_YEARS.finditer(title))
    found = next((each for each in every if not _looks_back().match(title, each.end())), every[0] if every else None)
    if found:
        first, last = int(found["first"] or found["one"]), int(found["last"] or found["one"])
        return (first, last) if first <= last else None
    five = _FIVE_YEARS.search(title)
    if not five:
        return None
    first = 2006 + 5 * "一二三四五六".index(five["n"])
    return first, first + 4


@cache
def _looks_back() -> re.Pattern[str]:
    """Match what a title has behind a year that is over, where another follows: 工作总结和2026年."""
    return re.compile(rf"[^0-9]{{0,8}}?(?:{any_form('HeadingResult')})[^0-9]{{0,4}}(?=[0-9]{{4}}年)")


def _number(line: str) -> str:
    """Return a document number in its usual form: 国办发〔2020〕43号."""
    found = NUMBER.search(line)
    return f"{found['mark']}〔{found['year']}〕{found['n']}号" if found else line


def _numbered(fields: Mapping[str, Entry]) -> HeadLine | None:
    """Return the document number that a record gives."""
    entry = fields.get("number")
    return HeadLine(entry.text, entry.start, entry.end, "number") if entry and NUMBER.search(entry.text) else None


def _in_force(text: str) -> str | None:
    """Return the day of publication that the closing sentence prints: 自公布之日（2023年12月1日）起施行."""
    found = _published().search(text)
    return date(found["day"]) if found else None


def _issued(signed: Sequence[HeadLine], fields: Mapping[str, Entry]) -> str | None:
    """Return the day a record gives, else that of the signature in the covering notice or at the end."""
    recorded = date(fields["issued"].text) if "issued" in fields else None
    if recorded:
        return recorded
    dates = (date(line.text) for line in signed if line.kind == "date")
    return next((day for day in dates if day), None)
