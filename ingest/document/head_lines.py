"""The lines of a document's head and tail, and what each is: title, number, addressees, signature, date, page furniture.

The head ends where the first item begins; the tail begins after the last item.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, takewhile

from ingest.document import site_record as record
from ingest.document.line_kinds import DATE, NUMBER, LineKind, line_kind, long_title
from ingest.sources import ITEM_NUMBER
from kg.register import any_form

# Where a document's own title, number and covering notice stand; beyond that a line is body text.
HEAD = 8_000
TAIL = 1_500
_MOST_LINES = 200
# Blanks, and the marks of a heading in Markdown.
_AROUND = " \t\u3000\xa0\r\x0b\x0c#*"

_WORD = re.compile(r"\S+")
_SIDE_BY_SIDE = ("furniture", "number", "signature", "date")
_LABEL = re.compile(r"^[\u4e00-\u9fff]{2,5}[：:]")
_DATE_LINE = re.compile(rf"^.{{0,40}}(?:{DATE.pattern}).{{0,6}}$", re.MULTILINE)
# ……制定如下措施：一、优化……
_ITEM_WITHIN = re.compile(rf"(?<=[：:。])\s*(?={ITEM_NUMBER})")


@cache
def _last_date() -> re.Pattern[str]:
    """Match the signature of a text in one line: ……抓好落实。某省人民政府2024年3月1日（此件公开发布）."""
    event = rf"\s*(?:{any_form('LineEvent')})?\s*(?:[（(][^（()）]{{2,12}}[）)])?\s*$"
    return re.compile(rf"(?<=[。）)])[^。）)]{{0,60}}{DATE.pattern}(?={event})")


@cache
def _inner_date() -> re.Pattern[str]:
    """Match the same inside such a text: ……请认真贯彻执行。某省人民政府2024年3月1日某省……方案."""
    body = rf"[\u4e00-\u9fff]{{2,40}}(?:{any_form('CoreEndings')}|{any_form('Areas', 'head', kind='suffixForm')})"
    return re.compile(rf"(?<=[。）)])\s*{body}{DATE.pattern}(?![前底内起至止以之后开印召])")


@cache
def _one_line() -> re.Pattern[str]:
    """Match a title, its number and the addressees behind it on one line."""
    title = rf"[^。；;：:]{{2,140}}?(?:{any_form('IssuerAct')})[^。；;：:]{{4,140}}?(?P<noun>{any_form('TitleOneLine')})"
    return re.compile(rf"{title}\s*(?:[（(]?{NUMBER.pattern}[）)]?)?\s*(?=各[^，,。]{{2,20}})")


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line of text without the blanks around it, and what it is."""

    text: str
    start: int
    end: int
    kind: LineKind


def lines(text: str, start: int, end: int) -> Iterator[HeadLine]:
    """Yield the lines of a stretch that hold anything."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        stripped = text[start:stop].strip(_AROUND)
        if stripped:
            at = start + text[start:stop].index(stripped[0])
            yield HeadLine(stripped, at, at + len(stripped), line_kind(stripped))
        start = stop + 1


def head(text: str) -> list[HeadLine]:
    """Return the lines before the first item."""
    end = min(len(text), HEAD)
    recorded = record.starts(text, end)
    before = takewhile(lambda line: line.kind != "item", (_of_record(line, text, recorded) for line in lines(text, 0, end)))
    return [part for count, line in enumerate(islice(before, _MOST_LINES)) for part in _divided(line, first=count == 0)]


def first_item(text: str, head: Sequence[HeadLine]) -> int:
    """Return where the first item begins, also in a text that is one single line."""
    end = head[-1].end if head else 0
    found = _ITEM_WITHIN.search(text, 0, end)
    return found.start() if found else end


def _of_record(line: HeadLine, text: str, recorded: frozenset[int]) -> HeadLine:
    """Return a line of the record a site prints above a document as page furniture; what it says is read as a record."""
    return replace(line, kind="furniture") if text.rfind("\n", 0, line.start) + 1 in recorded else line


def _divided(line: HeadLine, *, first: bool) -> list[HeadLine]:
    """Divide a title that has its number behind it, and the whole text if that is one line.

    关于……的意见国办发〔2020〕24号            关于……的通知某政〔2024〕2号各市人民政府：……
    """
    if parts := _several(line):
        return parts
    whole = first and line.kind == "body"
    found = (_one_line().match if whole else long_title().fullmatch)(line.text)
    if not found or not (whole or (line.kind == "short" and found["mark"])):
        return [line]
    cut = found.end("noun")
    parts = [HeadLine(line.text[:cut], line.start, line.start + cut, "short")]
    if found["mark"]:
        number = line.text[found.start("mark") : found.end("n") + 1]
        parts.append(HeadLine(number, line.start + found.start("mark"), line.start + found.end("n") + 1, "number"))
    return [*parts, HeadLine(line.text[found.end() :], line.start + found.end(), line.end, "body")] if whole else parts


def _several(line: HeadLine) -> list[HeadLine]:
    """Return what stands side by side on a line as number, issuers, date: 某市人民政府 某政发〔2026〕3号 2026年3月5日.

    What is furniture goes first, and a label with all that follows it: 签发人：张某 李某.
    """
    words = [m.span() for m in _WORD.finditer(line.text)]
    label = next((i for i, (start, _) in enumerate(words) if _LABEL.search(line.text[start:])), len(words) - 1)
    spans = [*words[:label], (words[label][0], len(line.text))] if words else []
    parts = [HeadLine(line.text[s:e], line.start + s, line.start + e, line_kind(line.text[s:e])) for s, e in spans]
    if "number" not in (kinds := {part.kind for part in parts}) or len(parts) < 2 or not kinds <= {*_SIDE_BY_SIDE}:
        return []
    return sorted(parts, key=lambda part: _SIDE_BY_SIDE.index(part.kind))


def dated(text: str, head: Sequence[HeadLine]) -> list[HeadLine]:
    """Return the lines of the first signature: those above the first line that is a date, and that line.

    The head's, else one that follows the bodies that sign wherever it stands (an annex may follow), else the tail's.
    """
    for found in _signatures(text, head):
        index = next((i for i, line in enumerate(found) if line.kind == "date"), None)
        if index is not None:
            return list(found[: index + 1])
    last = _last_date().search(text, max(0, len(text) - TAIL)) or _inner_date().search(text, 0, HEAD)
    return [HeadLine(last[0].strip(), last.start(), last.end(), "date")] if last else []


def _signatures(text: str, head: Sequence[HeadLine]) -> Iterator[Sequence[HeadLine]]:
    """Yield where a signature may stand, likeliest first."""
    yield head
    yield _signed(text)
    yield tail(text)


def _signed(text: str) -> list[HeadLine]:
    """Return the lines around the first date that stands right below a signature, after the head."""
    for found in _DATE_LINE.finditer(text):
        around = list(lines(text, max(0, found.start() - 600), found.end()))
        if len(around) > 1 and around[-1].kind == "date" and around[-2].kind == "signature":
            return around
    return []


def tail(text: str) -> list[HeadLine]:
    """Return the lines after the last item."""
    found = list(lines(text, max(0, len(text) - TAIL), len(text)))
    items = [i for i, line in enumerate(found) if line.kind == "item"]
    return found[items[-1] + 1 :] if items else found
