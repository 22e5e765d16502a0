"""Goals without a number: 打造一批示范场景, 形成若干解决方案, 实现乡镇全覆盖. They are never among the targets.

A quote runs from the verb to the end of the clause; the object is what stands behind 一批 and the like, or before 全覆盖.
一个 and 一套 count nothing and are no goals; nor is what has a number (建设一批共20个…), a subsidy or a thing that exists, a condition
(对取得若干证书的人员), a word of a slogan (“一次申报、一批发布”, 遴选一批、培育一批), or 全覆盖 that only describes (开展全覆盖检查).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.document import Document, alternation
from ingest.targets.context import FARTHEST, last_end, next_start, within_brackets
from kg.model import Goal
from kg.ontology import forms
from kg.register import any_form

LONGEST_VERB = 12  # characters of the verbs before 一批: 孵化培育, 规划建设和改造
JOINT = "、和、及、与、并"  # characters of a class, and to strip
QUOTES = (("“", "”"), ("‘", "’"), ("《", "》"))


def goals(document: Document, start: int, end: int, *, exclude: Sequence[tuple[int, int]] = ()) -> tuple[Goal, ...]:
    """Return the goals without a number of text[start:end] in order; `exclude` are the spans of ownership clauses."""
    found = (
        _goal(document, start, end, m)
        for m in _vague().finditer(document.text, start, end)
        if not any(a <= m.start() < b for a, b in exclude)
    )
    return tuple(_apart(goal for goal in found if goal is not None))


def _goal(document: Document, start: int, end: int, match: re.Match[str]) -> Goal | None:
    """Return the goal that a vague amount or 全覆盖 makes of its clause, or None where no verb stands before it."""
    text, marks = document.text, document.marks
    clause = last_end(marks.clause, text, max(start, match.start() - FARTHEST), match.start())
    stop = next_start(marks.clause, text, match.end(), min(end, match.end() + FARTHEST))
    if within_brackets(text, clause, match.start()) or re.search("[0-9]", text[match.end() : stop]):
        return None
    found = _whole(text, clause, match) if match["whole"] else _some(text, clause, stop, match)
    return found if found and _names_something(found) else None


def _names_something(goal: Goal) -> bool:
    """Tell whether an object is one: no rest of a list, of a condition or of a quotation that is cut."""
    thing = goal.object
    return not (
        thing[0] in (*JOINT, "，", ",", "的", "次", "”")
        or thing.endswith("的")
        or any(thing.count(a) != thing.count(b) for a, b in QUOTES)
        or thing.count('"') % 2
    )


def _some(text: str, clause: int, stop: int, match: re.Match[str]) -> Goal | None:
    """打造一批…, 在…领域形成若干…: the verbs directly before the amount, or 一批 that goes on a list of the clause."""
    verb = _verbs().search(text, max(clause, match.start() - LONGEST_VERB), match.start())
    if verb is None and text[match.start() - 1 : match.start()] not in tuple(JOINT):
        return None
    begin = verb.start() if verb else match.start()
    if text[begin - 1 : begin] == "对" and begin > clause:
        return None
    following = _vague().search(text, match.end(), stop)
    quote = text[begin : following.start() if following else stop].rstrip(JOINT + " \t　")
    if following and (chained := _verbs().search(quote)) and chained.start() > match.end() - begin:
        quote = quote[: chained.start()].rstrip(JOINT)
    thing = re.sub(r"\s+", "", quote[match.end() - begin :])
    return Goal(quote, thing, begin, begin + len(quote)) if thing else None


def _whole(text: str, clause: int, match: re.Match[str]) -> Goal | None:
    """实现行政村5G网络全覆盖, 存量隐患基本清零: the clause from its first verb to the word that says all of it."""
    lead = _lead().match(text, clause, match.start())
    begin = lead.end() if lead else clause
    thing = re.sub(r"\s+", "", _reaching().sub("", _lead_verb().sub("", text[begin : match.start()], count=1)))
    return Goal(text[begin : match.end()], thing, begin, match.end()) if thing else None


def _apart(found: Iterator[Goal]) -> Iterator[Goal]:
    """Yield goals that do not overlap, the first of two."""
    end = -1
    for goal in found:
        if goal.start >= end:
            yield goal
            end = goal.end


@cache
def _vague() -> re.Pattern[str]:
    words = forms("Vague", "surfaceForm")
    miscut = forms("GoalMiscut", "surfaceForm")
    some = "|".join(
        re.escape(w) + "".join(f"(?!{m[1:]})" for m in miscut if w.endswith(m[0]))  # 若干项 is none in 若干项目
        for w in sorted((w for w, n in words.items() if n == "some"), key=lambda w: (-len(w), w))
    )
    whole = alternation(w for w, n in words.items() if n == "whole")
    first = "".join(sorted({w[0] for w in words}))
    return re.compile(
        rf"(?=[{first}])(?:(?P<some>(?:{some})(?!{any_form('PolicyNouns')}))|(?<![健齐安周俱])(?P<whole>{whole})(?![的、][^，,。；;]{{0,12}}的)(?=[^\u4e00-\u9fff]|[的和与及并]|$))"
    )


@cache
def _verbs() -> re.Pattern[str]:
    verb = any_form("GoalVerbs", kind="verbForm")
    return re.compile(rf"(?:{verb})(?:[{JOINT}]?(?:{verb}))*\s*\Z")


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[\s、]|到?[0-9]{{4}}年[底末]?前?|[一二三四五两0-9]+年内|(?!各[项类级])(?:{any_form('Modality', kind='prefixForm')}))+"
    )


@cache
def _lead_verb() -> re.Pattern[str]:
    return re.compile(
        rf"\A(?:{any_form('DegreeAdverbs')}|{any_form('GoalVerbs', kind='verbForm')}|{any_form('Modality')}|{any_form('GoalReached')})+"
    )


@cache
def _reaching() -> re.Pattern[str]:
    """Match what reaches the whole behind its object: 优惠政策做到应享尽享, 即报即批、应保尽保."""
    return re.compile(rf"(?:{any_form('ReachVerbs', kind='verbForm')}|{any_form('GoalReached')}|[{JOINT}])+\Z")
