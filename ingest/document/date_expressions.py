"""Date expressions and the day each one ends.

到2025年底 → 2025-12-31 · 2023年6月底前 → 2023-06-30 · 一季度 → 03-31 · 上半年 → 06-30 · “十四五”末 → 2025-12-31 · 2023—2025年 → 2025-12-31
2012年起5年内 → 2016-12-31 · 5年内, 每年 → no day
A date without a year (6月底前, 年末, 第一季度) takes the year of the last date before it in its stretch of text that is no year before
the plan, else the plan's only year; a plan of several years leaves it open: one candidate or none.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ingest.sources import numeral
from kg.ontology import forms
from kg.register import any_form, longest_first

Kind = Literal["day", "month", "part", "year", "plan", "range", "duration", "recurring", "open"]
Years = tuple[int, int] | None

PLANS = {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}  # the last year of “十一五”, “十二五” …
MONTH_END = "end"  # the notation of those parts of a month that end with it


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression as printed, the day it ends (YYYY-MM-DD) where that can be told, and what kind of expression it is."""

    quote: str
    due: str | None
    start: int
    end: int
    kind: Kind


def dates(text: str, start: int, end: int, *, years: Years) -> list[DateMention]:
    """Return the date expressions of text[start:end] in order; `years` are the first and last year of the plan."""
    return resolved(expressions().finditer(text, start, end), years)


def resolved(matches: Iterable[re.Match[str]], years: Years) -> list[DateMention]:
    """Return the dates that the expressions of one stretch mean, in order."""
    found: list[DateMention] = []
    year = years[0] if years is not None and years[0] == years[1] else None
    for match in matches:
        own_year = _year(match, year)
        found.append(_mention(match, own_year))
        if match["year"] and own_year is not None and (years is None or own_year >= years[0]):
            year = own_year
    return found


@cache
def expressions() -> re.Pattern[str]:
    """Return one expression for all dates; of alternatives that begin alike the longer stands first."""
    word, relative, tenth = any_form("DateWords"), any_form("RelativeYears"), any_form("MonthParts")
    period, plan = any_form("PeriodWords", "period"), any_form("PeriodWords", "plan")
    before, counted = any_form("DateBounds", "before"), any_form("DateBounds", "day")
    month = r"(?:[0-9]{1,2}|十[一二]|[一二三四五六七八九十])"
    of_month = rf"\s*月(?:份)?\s*(?:(?P<day%s>[0-9]{{1,2}})\s*[日号]|(?P<tenth%s>{tenth}))?"
    year = rf"(?:(?P<year>(?:19|20)[0-9]{{2}}|二[〇○零][〇○零一二三四五六七八九]{{2}})\s*年|(?P<this>{relative}))度?\s*"
    within_year = rf"(?:(?P<month1>{month}){of_month % (1, 1)}|(?P<word1>{word})(?:末|底)?|(?P<close>底|末|内|初(?![步期始次心级])))?"
    forms_of_a_date = (
        rf"[“\"]?十(?P<plan>[一二三四五六])五[”\"]?(?:{plan})?(?:期?末|(?:{period})末?)(?:前)?",
        rf"(?P<often>{any_form('DateWords', 'recurring', kind='prefixForm')})",
        r"(?<![0-9])(?:(?P<base>20[0-9]{2})\s*年起[,，]?)?(?<![0-9.．近])(?P<count>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})\s*"
        rf"(?P<period>年|个?月|个?(?:{counted})|日|天)(?:以|之)?内",
        r"(?<![0-9])(?:到|至)?(?P<from>(?:19|20)[0-9]{2})\s*年?\s*[—–\-－~～至到]{1,2}\s*(?P<to>(?:19|20)[0-9]{2})\s*年(?!\s*[0-9]{1,2}\s*月)",
        rf"(?<![0-9])(?:到|至)?\s*{year}{within_year}\s*(?:{before})?",
        rf"(?<![0-9个第一二三四五六七八九十])(?P<month2>{month}){of_month % (2, 2)}\s*(?:{before})?",
        rf"(?<![上去历每次半两几多近])(?:到|至)?(?P<word2>{word})(?:末|底)?\s*(?:{before})?",
    )
    words = (*forms("DateWords", "surfaceForm"), *_recurring(), *forms("RelativeYears", "surfaceForm"))
    first = "".join(sorted({w[0] for w in words}))
    return re.compile(rf"(?=[0-9一二两三四五六七八九十到至“\"]|[{first}])(?:{'|'.join(forms_of_a_date)})")


def _recurring() -> tuple[str, ...]:
    return longest_first(forms("DateWords", "prefixForm"), "recurring")


def _year(match: re.Match[str], known: int | None) -> int | None:
    """Return the year a date means: its own, or the known one."""
    if match["year"]:
        value = numeral(match["year"])
        return int(value) if value is not None else None
    if match["this"]:
        return known + int(forms("RelativeYears", "surfaceForm")[match["this"]]) if known is not None else None
    return known


def _mention(match: re.Match[str], year: int | None) -> DateMention:
    kind, due = _meaning(match, year)
    quote = match[0].strip()
    begin = match.start() + len(match[0]) - len(match[0].lstrip())
    return DateMention(quote, due, begin, begin + len(quote), kind)


def _meaning(match: re.Match[str], year: int | None) -> tuple[Kind, str | None]:
    """Return the kind of a date and the day it ends."""
    month, word = match["month1"] or match["month2"], match["word1"] or match["word2"]
    if match["plan"]:
        return "plan", f"{PLANS[match['plan']]}-12-31"
    if match["often"]:
        return "recurring", None
    if match["count"]:
        return "duration", _lapse(match["base"], match["count"], match["period"])
    if match["to"]:
        return "range", f"{match['to']}-12-31"
    if month:
        day = match["day1"] or match["day2"]
        return ("day" if day else "month"), _month_end(year, month, day, match["tenth1"] or match["tenth2"])
    if word:
        return "part", f"{year}-{forms('DateWords', 'surfaceForm')[word]}" if year else None
    return "year", f"{year}-12-31" if year and match["close"] != "初" else None


def _lapse(base: str | None, count: str, period: str) -> str | None:
    """Return the end of so many years from the base year on: 2012年起5年内 ends with 2016; other durations have no day."""
    length = numeral(count)
    return f"{int(base) + int(length) - 1}-12-31" if base and length and period == "年" else None


def _month_end(year: int | None, month: str, day: str | None, tenth: str | None) -> str | None:
    number = int(numeral(month) or 0)
    if year is None or not 1 <= number <= 12:
        return None
    last = monthrange(year, number)[1]
    part = forms("MonthParts", "surfaceForm").get(tenth or "", MONTH_END)
    chosen = int(day) if day else last if part == MONTH_END else int(part)
    return f"{year}-{number:02d}-{chosen:02d}" if 1 <= chosen <= last else None
