"""Quantities as plans print them: number, scale, measure word and the words that compare.

4个以上 · 不少于100名 · 超过10亿千瓦 · 控制在65%以下 · 50个左右 · 1—2家 · 1个到3个百分点 · 三十家 · 百项 · 330万人 · 300余家 · 10%(含)以上
A blank may stand before the words: 10% 以上.
The scale stays in the unit as printed: 330万人 is 330 万人, 3万亿元 is 3 万亿元; 万家 without a digit is 10000 家.
翻一番 and 翻番 are 1 番, 翻两番 2 番, 倍增 is 1 倍.
Numbers longer than fifteen digits are no quantities: beyond that a JSON number would not keep them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from ingest.sources import numeral
from kg.model import Comparator
from kg.ontology import forms
from kg.register import any_form

HOLIDAY = "节"  # counts lessons behind digits; behind numerals in words it ends the name of a day: 五一节
REACH_BACK = 8  # characters before a number in which its comparator may stand; the longest is 至少达到


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; start and end take in the words that compare, `kind` is the unit's (count, money, share, …).

    `number` is where the number itself begins, `worded` says that it is written in Chinese numerals.
    """

    start: int
    end: int
    number: int
    value: float | int
    high: float | int | None
    comparator: Comparator
    unit: str
    kind: str
    worded: bool


def quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """Yield the quantities of text[start:end] in order."""
    return resolved(text, start, expressions().finditer(text, start, end))


def resolved(text: str, start: int, matches: Iterable[re.Match[str]]) -> Iterator[Quantity]:
    """Yield the quantities that the expressions of a stretch from `start` on mean, in order."""
    for match in matches:
        found = _quantity(text, start, match)
        if found is not None:
            yield found


def fractions(text: str, start: int, end: int) -> Iterator[Quantity]:
    """Yield the shares that are written in words (三成以上, 三分之二, 过半): no target is read of them, they are told."""
    for found in _fraction().finditer(text, start, end):
        yield Quantity(found.start(), found.end(), found.start(), 0, None, "eq", "", "share", False)


@cache
def _fraction() -> re.Pattern[str]:
    """Match a share in words: 三成, 七成五, 七、八成, 近五成 but not 一成不变 and 统一成立, 三分之二, 过半数."""
    tenths = rf"[一二两三四五六七八九]成[一二三四五六七八九半]?(?!{any_form('Halves', kind='suffixForm')})"
    shares = "[二三四五六七八九十]分之[一二三四五六七八九]"
    about = f"(?:{alternation(forms('Comparators', 'prefixForm'))})?"
    return re.compile(rf"{about}(?<![一二三四五六七八九十百千万亿第统单专唯之])(?:{tenths}|{shares})|{any_form('Halves')}")


def alternation(words: Iterable[str]) -> str:
    """Return a regular expression of the words, longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def expressions() -> re.Pattern[str]:
    """Return one expression for all quantities."""
    unit, scale = alternation(forms("Units", "surfaceForm")), alternation(forms("Scales", "surfaceForm"))
    suffix, to, more = _broken(forms("Comparators", "suffixForm")), alternation(_forms_of("range")), alternation(_forms_of("gt"))
    number = r"(?:[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?)"
    worded = "[一二两三四五六七八九十百千万亿零〇]{1,9}"
    # 增长 10% 以上: a blank that is typed or left by a converter, but 3 + 2 is a sum; 600人次 at the end of a line and 以上， below it
    blank = rf"(?:[ \u3000](?![+＋])|[ \t]*\n[ \t\u3000]*(?![+＋])(?=(?:{suffix})[，,。；;、的（()）]))?"
    measured = rf"(?P<scale>{scale})?(?P<inner>{suffix}|{more})?\s*(?P<unit>{unit})?"
    return re.compile(
        rf"(?<![0-9A-Za-z.．第+＋/])(?P<low>{number})(?:\s*(?P<lowunit>(?:{scale})?(?:{unit})?)\s*(?:{to})\s*(?P<high>{number}))?\s*"
        rf"{measured}(?:{blank}(?P<suffix>{suffix}))?"
        rf"|(?:{any_form('Hundredths')})(?P<percent>{worded})(?:{blank}(?P<psuffix>{suffix}))?"
        rf"|(?<![一二两三四五六七八九十百千万亿零〇第几数])(?![十百]分)(?P<worded>{worded}?)(?P<wscale>[万亿]{{1,2}})?(?P<winner>{more})?(?P<wunit>{unit})"
        rf"(?:{blank}(?P<wsuffix>{suffix}))?|(?P<doubled>{any_form('Multiples')})"
    )


def _broken(words: Iterable[str]) -> str:
    """Return a regular expression of the words, longest first, each whole or broken by the end of a printed line: 以 ⏎ 上."""
    gap = r"(?:[ \t]*\n[ \t\u3000]*)?"
    return "|".join(gap.join(map(re.escape, w)) for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _forms_of(notation: str) -> tuple[str, ...]:
    return tuple(w for w, n in forms("Comparators", "surfaceForm").items() if n == notation)


@cache
def _prefixes() -> re.Pattern[str]:
    """Match a comparator that ends before a number; 节约, 预约, 最近, 附近 hold none."""
    return re.compile(rf"(?<![节预契最附])(?:{alternation(forms('Comparators', 'prefixForm'))})\s*\Z")


def _quantity(text: str, start: int, match: re.Match[str]) -> Quantity | None:
    """Return the quantity of a match, or None where the number is too long or a Chinese numeral is none."""
    parts = match.groupdict()
    if parts["doubled"]:
        unit = forms("Multiples", "surfaceForm")[parts["doubled"]]  # 翻番 is one 番 more, 倍增 one 倍
        return Quantity(match.start(), match.end(), match.start(), 1, None, "eq", unit, "multiple", False)
    worded = bool(parts["worded"] is not None or parts["percent"])
    low, high, unit = _worded(parts) if worded else _printed(parts)
    if low is None or (parts["high"] and high is None):
        return None
    before = _prefixes().search(text, max(start, match.start() - REACH_BACK), match.start())
    after = "".join(next((parts[name] for name in ("suffix", "inner", "wsuffix", "winner", "psuffix") if parts[name]), "").split())
    comparator = "range" if high is not None else _comparator(before[0].strip() if before else "", after)
    begin, end = before.start() if before else match.start(), match.end()
    if worded and unit == HOLIDAY:
        return None
    if _kind(unit) == "duration" and _within().match(text, end):
        end, comparator = end + 1, "le" if comparator == "eq" else comparator
    return Quantity(begin, end, match.start(), low, high, cast(Comparator, comparator), unit, _kind(unit), worded)


@cache
def _within() -> re.Pattern[str]:
    """Match what bounds a duration behind it, and begins no word: 24小时内, but not 3年内部培训."""
    return re.compile("内(?![部外涵])")


def _kind(unit: str) -> str:
    """Return the kind of a unit, whose scale says nothing: 万人 counts people; no unit is bare."""
    kinds = forms("Units", "surfaceForm")
    return kinds.get(unit) or kinds.get(unit.lstrip("十百千万亿")) or "bare"


def _printed(parts: dict[str, Any]) -> tuple[float | int | None, float | int | None, str]:
    """Return low, high and unit of a number in digits; 1个到3个 and 5—10个 take the unit of the second number."""
    high = numeral(parts["high"]) if parts["high"] else None
    unit = (parts["scale"] or "") + (parts["unit"] or "")
    return numeral(parts["low"]), high, unit or (parts["lowunit"] or "")


def _worded(parts: dict[str, Any]) -> tuple[float | int | None, None, str]:
    """Return value and unit of Chinese numerals: 三百家 is 300 家, 三万名 is 3 万名, 万家 is 10000 家, 百分之三十 is 30 %."""
    if parts["percent"]:
        return numeral(parts["percent"]), None, "%"
    number, scale, unit = parts["worded"], parts["wscale"] or "", parts["wunit"]
    if not number and not scale:
        return None, None, unit
    if not number:
        return numeral(scale), None, unit
    return numeral(number), None, scale + unit


def _comparator(before: str, after: str) -> str:
    """Return what the words around a number say: the word after it is the closer one (控制在50个左右 is about)."""
    return (
        (forms("Comparators", "suffixForm") | forms("Comparators", "surfaceForm")).get(after)
        or forms("Comparators", "prefixForm").get(before)
        or "eq"
    )
