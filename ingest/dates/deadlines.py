"""Which dates of a task are its deadline, and which are milestones.

Milestones: 4月底前，建立… · 12月评选… · 2025年第一季度完成… · 于2024年10月底前制定… · 到2025年，…达到…
None: 有效期至2025年底 (validity) · 自2023年5月1日起 · 对2024年底前购买…的给予… (window of a subsidy) · 比2020年增长
· 《…（2023—2025年）》 · 2024年度 · 每年12月 · 全年 · a bare year (2025年重大项目清单; but 力争2027年, ，2027年全面建成)
· a year before the plan
Without a day: 6月底前 where neither the text nor the plan gives the year
Deadlines: 2026年12月 (a cell of its own) · 时序进度：2022年6月底前 · 持续推进 · （2024年9月底前完成） · 该项工作于2024年9月底前完成
· 2021年6月底前实现… (opens a task of one sentence). A date that is the deadline is no milestone as well.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.dates.deeds import deed
from ingest.document import DateMention, Document, Years, dates
from ingest.sources import ITEM_NUMBER
from kg.model import Milestone
from kg.ontology import forms
from kg.register import any_form, longest_first

LONGEST_FIELD = 24  # characters of a cell or label value that is nothing but a date
LONGEST_VALUE = 40  # characters behind the first of a labelled value
LONGEST_CLAUSE = 300  # characters of an ownership clause that ends the line of a task
SHORTEST_SENTENCE = 6  # characters; less is a heading or a rest
LATEST = 5  # years after the plan's last in which a cell of numbers still is a date
WINDOW = 60  # characters looked at on either side of a date inside its sentence


def milestones(document: Document, start: int, end: int, *, years: Years, exclude: Sequence[tuple[int, int]] = ()) -> tuple[Milestone, ...]:
    """Return the dated steps of a task's text in order; `exclude` are the spans of ownership clauses.

    What is the deadline is no step, even where the rest of its line stands behind `end`.
    """
    text, found = document.text, document.dates(start, end, years=years)
    line = text.find("\n", end, end + LONGEST_CLAUSE)
    own = _task_deadline(text, start, line if line >= 0 else min(len(text), end + LONGEST_CLAUSE), years, found) if found else None
    taken = [*exclude, (own.start, own.end)] if own is not None else exclude
    free = (d for d in found if (d.due is not None or _is_yearless_milestone(d)) and not any(a <= d.start < b for a, b in taken))
    stop = min((a for a, _ in exclude if a >= start), default=end)
    return tuple(_milestone(document, d, stop if d.end <= stop else end, found) for d in free if _is_milestone(text, start, end, d, years))


def _milestone(document: Document, mention: DateMention, end: int, found: Sequence[DateMention]) -> Milestone:
    """Return a date with what is to be done by it, which stands before `end`."""
    span = deed(document, mention.end, end, dates=found)
    said = (document.text[slice(*span)], *span) if span else (None, None, None)
    return Milestone(mention.quote, mention.due, mention.start, mention.end, *said)


def deadline(document: Document, start: int, end: int, *, years: Years) -> tuple[str | None, str | None]:
    """Return a task's own deadline as printed and the day it ends; start and end may bound the task, its row or just its cell."""
    own = _task_deadline(document.text, start, end, years, document.dates(start, end, years=years))
    return (own.quote, own.due) if own is not None else (None, None)


def _task_deadline(text: str, start: int, end: int, years: Years, found: Sequence[DateMention]) -> DateMention | None:
    """Return the date that governs the whole task: a field's, one that a bracket or sentence gives to all of it, its only sentence's."""
    field = _labelled(text, start, end, years) or next(
        (d for d in (_cell_deadline(text, a, b, years) for a, b in _cells(text, start, end)) if d), None
    )
    field = field or _open_ended(text, start, end)
    if field is not None:
        return field
    return next((d for d in found if _is_closing(text, start, end, d)), None) or _opening(text, start, end, found, years)


def _labelled(text: str, start: int, end: int, years: Years) -> DateMention | None:
    """Return the value behind a label: a date, an open-ended word, or words with dates, which end with the last of them."""
    label = _label().search(text, start, end)
    if label is None:
        return None
    begin, stop = label.span("value")
    value = text[begin:stop].rstrip()
    found = dates(text, begin, begin + len(value), years=years)
    if found:
        return _cell_deadline(text, begin, stop, years) or DateMention(value, found[-1].due, begin, begin + len(value), found[-1].kind)
    return DateMention(value, None, begin, begin + len(value), "open") if _is_open(value) else None


def _is_open(value: str) -> bool:
    """Tell whether a value is open-ended words and nothing else: 长期坚持, 立行立改，长期坚持."""
    return all(word.strip() in forms("DateWords", "labelForm") for word in re.split("[，,、；;]", value.rstrip("。")))


def _open_ended(text: str, start: int, end: int) -> DateMention | None:
    """Return the open-ended word that closes the bracket of those who do the work: （A、B，持续推进）."""
    found = _open_end().search(text, start, end)
    return DateMention(found["open"], None, found.start("open"), found.end("open"), "open") if found else None


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches that may be nothing but a deadline: the whole, the cells of a row from the last on."""
    if end - start <= LONGEST_FIELD:
        yield start, end
    if text.find("\t", start, end) >= 0:
        cells = [m.span() for m in _cell().finditer(text, start, end)]
        yield from ((a, b) for a, b in reversed(cells) if b - a <= LONGEST_FIELD)


def _cell_deadline(text: str, start: int, end: int, years: Years) -> DateMention | None:
    """Return the deadline a stretch of text is, where it is nothing else: dates, or an open-ended word."""
    value = text[start:end].strip()
    begin = text.find(value, start) if value else start
    if _is_open(value):
        return DateMention(value, None, begin, begin + len(value), "open")
    found = dates(value, 0, len(value), years=years)
    if not found and (due := _numeric(value, years)):
        return DateMention(value, due, begin, begin + len(value), "month")
    if not found or found[0].start or found[-1].kind == "recurring" or not _ending().match(value, found[-1].end):
        return None
    return DateMention(value, found[-1].due, begin, begin + len(value), found[-1].kind)


def _numeric(value: str, years: Years) -> str | None:
    """Return the day a cell of numbers ends, where it is a month of the plan or soon after: 2025.06, 2025-12-31, 2025/6/30前."""
    match = re.fullmatch(r"(20[0-9]{2})[./．-](0?[1-9]|1[0-2])(?:[./．-]([0-9]{1,2}))?\s*(?:底?前|底)?", value)
    if match is None or (years is not None and not years[0] <= int(match[1]) <= years[1] + LATEST):
        return None
    last = monthrange(int(match[1]), int(match[2]))[1]
    day = int(match[3]) if match[3] else last
    return f"{match[1]}-{int(match[2]):02d}-{day:02d}" if 1 <= day <= last else None


def _is_closing(text: str, start: int, end: int, mention: DateMention) -> bool:
    """Tell whether a date stands alone in a bracket, or a sentence gives it to the whole: 该项工作于2024年9月底前完成."""
    if mention.due is None or mention.kind == "range":
        return False
    before, after = text[max(start, mention.start - WINDOW) : mention.start], text[mention.end : min(end, mention.end + WINDOW)]
    if before[-1:] in ("（", "(", "【"):
        return (_bracket_closes() if mention.quote[-1] in ("前", "底", "末") else _done_closes()).match(after) is not None
    if _bracketed_end().match(text, mention.end, end) and _in_bracket().search(
        text, max(start, mention.start - LONGEST_CLAUSE), mention.start
    ):
        return True
    return _all_of_it().search(before) is not None and _done().match(after) is not None


def _opening(text: str, start: int, end: int, found: Sequence[DateMention], years: Years) -> DateMention | None:
    """Return the date that opens a task of one sentence: 2021年6月底前实现…"""
    due = [d for d in found if d.due is not None]
    if (
        len(due) != 1
        or not _number().fullmatch(text, start, due[0].start)
        or due[0].quote[-1] != "前"
        or not _is_milestone(text, start, end, due[0], years)
    ):
        return None
    sentences = [
        s for s in re.split("[。；;\n]", text[due[0].end : end]) if len(s) > SHORTEST_SENTENCE and not re.match(r"\s*[（(〔【\[]", s)
    ]
    return due[0] if len(sentences) == 1 else None


def _is_milestone(text: str, start: int, end: int, mention: DateMention, years: Years) -> bool:
    """Tell whether a date is a step of the plan by its own form and by what stands around it."""
    before, after = text[max(start, mention.start - WINDOW) : mention.start], text[mention.end : min(end, mention.end + WINDOW)]
    if _is_no_milestone(mention, before, after) or (years is not None and mention.due is not None and int(mention.due[:4]) < years[0]):
        return False
    if _is_bare(mention) and not _is_ahead(mention, before, years):
        return False
    hindered = _followed().match(after) and not (mention.quote.endswith("前") and _publishing().match(after))
    if _preceded().search(before) or hindered or any(before.rfind(a) > before.rfind(b) for a, b in ("《》", "（）", "()")):
        return False
    if mention.kind == "day" and mention.quote.endswith("前") and _past().match(after):
        return False  # 2023年8月31日前已发放的贷款: which cases are meant
    if mention.kind == "day" and mention.quote[-1] != "前" and not _happening().match(after):
        return False
    return not _benefit().search(re.split("[。；;！\n，,]", before)[-1] + "|" + re.split("[。；;！\n]", after)[0])


def _is_yearless_milestone(mention: DateMention) -> bool:
    """Tell whether a date bounds a step although nothing tells its year: 6月底前 in a plan of several years. Its day stays open."""
    return mention.kind in ("day", "month", "part") and mention.quote.endswith("前")


def _is_no_milestone(mention: DateMention, before: str, after: str) -> bool:
    """Ranges, 全年, 期间 and 至2025年底 are no steps; 到2025年 is one, and so is 至2025年底， where it opens a clause."""
    until = mention.quote.startswith("至") and not (_clause_opens(before) and after.startswith(("，", ",")))
    return mention.kind in ("range", "open") or until or mention.quote.endswith(_periods())


def _is_bare(mention: DateMention) -> bool:
    """Tell whether a date is but a year: 2025年, 今年."""
    return mention.kind == "year" and mention.quote[-1] == "年" and not mention.quote.startswith("到")


def _is_ahead(mention: DateMention, before: str, years: Years) -> bool:
    """Tell whether a bare year is a step: behind 力争, or a later year than the plan's first that opens a clause (，2027年全面建成)."""
    if _striving().search(before):
        return True
    later = years is not None and mention.due is not None and int(mention.due[:4]) > years[0]
    return later and _clause_opens(before)


def _clause_opens(before: str) -> bool:
    return re.search(r"(?:^|[，,。；;：:\n])\s*\Z", before) is not None


@cache
def _done() -> re.Pattern[str]:
    return re.compile(any_form("DateDone"))


@cache
def _done_closes() -> re.Pattern[str]:
    return re.compile(f"(?:{any_form('DateDone')})[）)】]")


@cache
def _bracket_closes() -> re.Pattern[str]:
    return re.compile(f"(?:{any_form('DateDone')})?[）)】]")


@cache
def _all_of_it() -> re.Pattern[str]:
    """Match what stands before a date and means the whole task: 该项工作于."""
    return re.compile(rf"(?:该|{any_form('LineThis')})项?(?:{any_form('HeadingWork')})[^，。；]{{0,6}}\Z")


@cache
def _periods() -> tuple[str, ...]:
    return longest_first(forms("PeriodWords", "surfaceForm"), "period", "year")


@cache
def _label() -> re.Pattern[str]:
    labels = any_form("DateWords", "deadline", kind="prefixForm")
    return re.compile(rf"(?:{labels})\s*[:：】\]]\s*(?P<value>[^\n\t。；;）)〕】\]\s][^\n\t。；;）)〕】\]]{{0,{LONGEST_VALUE}}})")


@cache
def _number() -> re.Pattern[str]:
    """Match what may stand before the first word of a task: nothing, or its number."""
    return re.compile(rf"\s*{ITEM_NUMBER}?\s*")


@cache
def _cell() -> re.Pattern[str]:
    return re.compile(r"[^\t\n]+")


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"[\s。]*(?:前)?(?:{any_form('DateDone')})?[\s。]*\Z")


@cache
def _in_bracket() -> re.Pattern[str]:
    """Match what stands before a date that closes a bracket, behind those who do the work: （A牵头，B配合，."""
    return re.compile(r"[（(〔【\[][^（(〔【\[）)〕】\]。\n]*[，,；;]\s*\Z")


@cache
def _bracketed_end() -> re.Pattern[str]:
    """Match the end of such a bracket, which ends the line."""
    return re.compile(rf"(?:{any_form('DateDone')})[）)〕】\]]\s*(?:\Z|\n|[。；])|(?<=[前底末月])[）)〕】\]]\s*(?:\Z|\n)")


@cache
def _open_end() -> re.Pattern[str]:
    """Match an open-ended word behind the last mark of a bracket that ends the line."""
    return re.compile(rf"(?<=[，,；;])\s*(?P<open>{any_form('DateWords', kind='labelForm')})[）)】]\s*(?:\Z|\n)")


@cache
def _preceded() -> re.Pattern[str]:
    """Match what makes a date before it no step: a validity, a baseline, a condition that opens with 对 or 凡, a rhythm."""
    words = any_form("DateBefore") + "|[自从由较比至每]|[—–~～-]"
    return re.compile(rf"(?:{words})\s*\Z|(?:^|[，,：:。；;\n])\s*[对凡][^，,。；;]*\Z")


@cache
def _followed() -> re.Pattern[str]:
    """Match what makes a date before it no step: what has been done by then (日前…已发放), or what a thing is (前发放的贷款)."""
    return re.compile(
        rf"\s*(?:{any_form('DateBehind')}|[—–\-~～]|[^，,。；;]{{1,40}}的[，,]|[^，,。；;]{{1,12}}已|\w{{2}}的"
        rf"|[，,][^，,。；;]{{0,20}}(?:{any_form('TitleConveyed')}))"
    )


@cache
def _publishing() -> re.Pattern[str]:
    """Match what a step does and a date of publication had done: 3月底前印发方案."""
    return re.compile(rf"\s*(?:{any_form('IssuerIssues')}|{any_form('CitationChanges')})(?!的)")


@cache
def _striving() -> re.Pattern[str]:
    """Match what makes a bare year after it a step: 力争2027年."""
    return re.compile(rf"(?:{any_form('DateStriving')})\s*\Z")


@cache
def _happening() -> re.Pattern[str]:
    return re.compile(f"[，,]?(?:{any_form('DateHappening')})")


@cache
def _past() -> re.Pattern[str]:
    """Match what was done before a day: 前金融机构已发放的…."""
    return re.compile(rf"[^，,。；;的]{{0,12}}(?:{any_form('DatePast')})的")


@cache
def _benefit() -> re.Pattern[str]:
    benefit, given, praise, exempt = (any_form("DateBenefit", part) for part in ("benefit", "given", "praise", "exempt"))
    return re.compile(rf"{benefit}|(?:{given})(?!{praise})|(?:{exempt})(?![^，,。]{{0,12}}的)")
