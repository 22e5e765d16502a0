"""Quantified goals of a task: what number is to be reached, of what, by when.

打造省级平台4个以上 · 引进不少于20名专家 · 覆盖率达到90%以上 · 出口额突破3万亿元 · 培育1—2家企业 · 实施…等5项任务 · 规模翻一番
Several: 培训20名讲师、300名学员 · 培训讲师、学员各200名 · 甲、乙覆盖率均达到45% · 分别达到30%、50%
Which quantities are targets filter.py decides. A quote runs from the verb (or from the subject of 达到) to the end of the object.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ingest.document import Document, Quantity, Years, fractions
from ingest.targets.acceptances import is_least
from ingest.targets.baselines import comparison
from ingest.targets.context import QuantityContext, quantity_contexts
from ingest.targets.filter import is_shortened, is_target, may_be_overlooked
from ingest.targets.indicators import indicators
from ingest.targets.objects import (
    JOINTS,
    ending_word,
    governs_forward,
    headed,
    is_verb,
    object_after,
    object_before,
    subject_start,
    verb_start,
    without_making,
)
from ingest.targets.yearly import by_years
from kg.model import Target
from kg.ontology import forms
from kg.register import any_form

EVENTS = ("次", "场", "期", "轮")  # units of what is done rather than made: 培训2次 counts trainings, 新建6所 no 新建
_YEARS = re.compile("[0-9一二三四五六七八九十两]+年[内来间]?")  # 三年累计新增24家: no thing, but in how long
SCALES = "十百千万亿"
COUNTED = ("count", "measure", "person")  # kinds of units in which the head of a line is counted
SHORTEST_ORDER = 4  # characters: so short a word before a number rules it, whether it is a known verb or not
AGAIN = re.compile(r"(?:再|又|\A、)(?P<verb>\w{2,4})\s*\Z")  # 2027年再改造60所, 、改造提升8亩: of what was counted before


@cache
def _collectives() -> re.Pattern[str]:
    """Match a class of subjects: 各市、县, 全省."""
    return re.compile(any_form("QuantityEveryone"))


@cache
def _level() -> re.Pattern[str]:
    """Match the level of what is counted: 国家级, 省级, 5A级."""
    words = any_form("LevelWords", "level", "central", kind="prefixForm")
    return re.compile(f"(?:(?:{words})|[1-5]?A)级")


def targets(document: Document, start: int, end: int, *, years: Years, exclude: Sequence[tuple[int, int]] = ()) -> tuple[Target, ...]:
    """Return the targets of text[start:end] in order; `exclude` are the spans of ownership clauses."""
    return targets_and_rest(document, start, end, years=years, exclude=exclude)[0]


def targets_and_rest(
    document: Document, start: int, end: int, *, years: Years, exclude: Sequence[tuple[int, int]] = ()
) -> tuple[tuple[Target, ...], tuple[Quantity, ...]]:
    """Return the targets of text[start:end] in order, and the quantities that are none although no rule says why."""
    text = document.text
    listed = list(indicators(document, start, end, years=years))
    known = [d for d in document.dates(start, end, years=years) if not is_shortened(text, d)]
    taken = [*exclude, *((d.start, d.end) for d in known), *((t.start, t.end) for t in listed)]
    goals: list[QuantityContext] = []
    rest: list[Quantity] = []
    for place in quantity_contexts(document, start, end, _free(document.quantities(start, end), sorted(taken)), known):
        if _is_past(place, years):
            continue
        if is_target(text, place, follows=bool(goals) and goals[-1].sentence == place.sentence):
            goals.append(place)
        elif may_be_overlooked(text, place):
            rest.append(place.quantity)
    parts = quantity_contexts(document, start, end, _free(fractions(text, start, end), sorted(taken)), known)
    rest += [place.quantity for place in parts if not _is_past(place, years) and may_be_overlooked(text, place)]
    found = list(by_years(document, list(_described(text, goals)), years=years))
    spans = [(t.start, t.end) for t in found]
    left = tuple(q for q in rest if not any(s < q.end and q.start < e for s, e in spans))
    return tuple(sorted([*found, *listed], key=lambda t: t.start)) if listed else tuple(found), left


def _described(text: str, goals: Sequence[QuantityContext]) -> Iterator[Target]:
    """Yield the targets that goals are; one without an object has that of the one before it in the sentence, but 60% is of no count."""
    last: Target | None = None
    kind, before = "", list[Target]()
    for group in _groups(text, goals):
        now = group[0].quantity
        made = ending_word(group[0].left.rstrip()) in forms("GoalVerbs", "verbForm")  # 清淤5公里: of nothing counted in another unit
        fresh = made and last is not None and last.unit.lstrip(SCALES) != now.unit.lstrip(SCALES)
        goes_on = last is not None and text.find("。", last.end, now.start) < 0 and not fresh
        inherited, kind = last.object if last and goes_on and len(group) == 1 else "", now.kind
        head = headed(text, now.start) if kind in COUNTED else ""
        for target in _in_turn(text, _several(text, group), before):
            thing = "" if last and last.unit == target.unit and ending_word(target.object) == target.object else target.object
            last = replace(target, object=_inherited(thing, last.object if last else "", inherited) or target.object or head)
            before.append(last)
            yield last


def _in_turn(text: str, group: list[Target], before: Sequence[Target]) -> list[Target]:
    """Return targets that 分别 gives to what the clauses before count, each with its own: 收入25亿元，利润2亿元，分别增长8%和10%."""
    subjects = before[-len(group) :]
    near = len(subjects) == len(group) > 1 and not re.search("[。；;\n]", text[subjects[0].end : group[0].start])
    own = near and _grows().match(text, group[0].start, group[0].end) is not None
    return [replace(t, object=subject.object) for t, subject in zip(group, subjects, strict=True)] if own else group


@cache
def _counted() -> re.Pattern[str]:
    """Match a number with its unit at the end of a stretch, which is no object: 一季度3万人."""
    return re.compile(rf"[0-9](?:{any_form('Scales')})?(?:{any_form('Units', 'count', 'person', 'money', 'measure')})\Z")


@cache
def _grows() -> re.Pattern[str]:
    """Match values that say nothing but how much something grows or shrinks: 同比分别增长8%."""
    adverb = f"{any_form('Modality')}|{any_form('Modality', 'value', kind='prefixForm')}|{comparison()}"
    return re.compile(rf"(?:{adverb})*(?:{any_form('ReachVerbs', kind='verbForm')})(?=[约近超0-9])")


def _inherited(thing: str, before: str, inherited: str) -> str:
    """Return the object of a target, or of the one before, at its own level where it prints no more: 国家级…3户、省级20户."""
    if _level().fullmatch(thing) and _level().search(before):
        return _level().sub(thing, before, count=1)
    return thing or inherited


def _is_past(place: QuantityContext, years: Years) -> bool:
    """Tell whether the date that governs a quantity is before the plan: 2020年达到… in a plan of 2023."""
    due = place.date.due if place.date else None
    return years is not None and due is not None and int(due[:4]) < years[0]


def _free(found: Iterator[Quantity], taken: Sequence[tuple[int, int]]) -> list[Quantity]:
    """Return the quantities that overlap no date and no ownership clause; both come in order."""
    free: list[Quantity] = []
    at = 0
    for quantity in found:
        while at < len(taken) and taken[at][1] <= quantity.number:
            at += 1
        if at == len(taken) or taken[at][0] >= quantity.end:
            free.append(quantity)
    return free


def _groups(text: str, goals: Sequence[QuantityContext]) -> Iterator[list[QuantityContext]]:
    """Yield the goals, those together whose values stand side by side: 分别达到30%、50%和60%, 增长10%和12%."""
    group: list[QuantityContext] = []
    for place in goals:
        between = text[group[-1].quantity.end : place.quantity.start] if group else ""
        if group and (not between or between.strip(JOINTS) or place.right.strip(JOINTS) or place.quantity.kind != group[0].quantity.kind):
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _several(text: str, group: Sequence[QuantityContext]) -> list[Target]:
    """Return the targets of a group: one a number, or one a subject where 均 or 各 gives all of them the same number."""
    target = _target(text, group[0])
    if not target.object and len(group) > 1:
        target = replace(target, object=_shared_object(text, group[0]))
    subjects = _subjects(target.object)
    if len(group) > 1:
        return _respectively(text, target, subjects, group)
    if len(subjects) > 1 and _evenly().search(group[0].left):
        return [replace(target, object=subject) for subject in subjects]
    return [target]


def _shared_object(text: str, place: QuantityContext) -> str:
    """Return the object of the clause before: 培育龙头企业、上市公司，分别增加50家、10家; nothing where that has a number of its own."""
    thing = object_before(re.split("[，,]", text[place.sentence : place.clause].rstrip("，, "))[-1])
    return "" if re.search("[0-9]", thing) else thing


def _respectively(text: str, target: Target, subjects: Sequence[str], group: Sequence[QuantityContext]) -> list[Target]:
    """Return the targets that 分别 lists: the subjects in turn where there are as many, one quote, the comparator of the last for all."""
    quote, last = text[target.start : group[-1].quantity.end], group[-1].quantity
    things = subjects if len(subjects) == len(group) else [target.object] * len(group)
    shared = last.comparator if all(p.quantity.comparator == "eq" for p in group[:-1]) else None
    return [
        replace(target, quote=quote, end=last.end, value=p.quantity.value, high=p.quantity.high, unit=p.quantity.unit, object=thing,
                comparator=shared or p.quantity.comparator)
        for p, thing in zip(group, things, strict=True)
    ]  # fmt: skip


def _subjects(thing: str) -> list[str]:
    """Return the subjects a stretch lists; one where it names a class (各市、县) or shares its head (种植、收获机械化率).

    The head behind 等区域 belongs to each: 甲、乙等区域烟尘浓度 are 甲烟尘浓度 and 乙烟尘浓度.
    """
    if _collectives().match(thing):
        return [thing]
    parts = [p for p in _joint().split(thing) if p]
    closed = _closed_list().search(parts[-1]) if len(parts) > 1 else None
    if closed:
        return [part + closed["head"] for part in (*parts[:-1], parts[-1][: closed.start()])]
    shares_head = len(parts) > 1 and re.search("[率量数额重]$", thing) is not None and parts[0][-1] != thing[-1]
    return [thing] * len(parts) if shares_head else parts


def _target(text: str, place: QuantityContext) -> Target:
    """Return the target a quantity is: the object stands after it (打造10个平台) or before it (平台达到10个)."""
    quantity, left = _at_least(text, place), place.left.rstrip()
    after = object_after(place.right)
    if after and (governs_forward(left, place.right) or is_least(text, place) or len(left.strip()) <= SHORTEST_ORDER):
        lead = subject_start(left) if len(left.strip()) <= SHORTEST_ORDER else verb_start(left)
        begin, stop, thing = place.begin + lead, quantity.end + len(place.right.rstrip(JOINTS)), after
    else:
        begin, stop = place.begin + subject_start(left), quantity.end
        thing = object_before(text[begin : quantity.start])
        if not thing and place.begin > place.clause and not left.startswith("、"):  # 改造2万户、完成1万户: of what was counted before
            begin = place.clause + subject_start(text[place.clause : place.begin])
            thing = object_before(
                re.sub(f"{re.escape(place.date.quote)}.*" if place.date else r"\Z", "", text[begin : quantity.start], flags=re.S)
            )
    begin += len(text[begin:stop]) - len(text[begin:stop].lstrip(JOINTS))
    again = AGAIN.search(left)
    thing = "" if again and again["verb"].startswith(thing) and ending_word(again["verb"]) == again["verb"] else thing
    date, due = (place.date.quote, place.date.due) if place.date else ("", None)
    thing = _made(thing, quantity)
    return Target(text[begin:stop], quantity.value, quantity.high, quantity.comparator, quantity.unit, thing, date, due, begin, stop)


def _made(thing: str, quantity: Quantity) -> str:
    """Return an object without the verbs that make it: nothing of 新建, 旅游厕所 of 旅游厕所新建; what is done is counted as events are."""
    if _YEARS.fullmatch(thing) or _counted().search(thing):
        return ""
    if quantity.unit[:1] in EVENTS:
        return ending_word(thing) if is_verb(thing) else thing
    return "" if is_verb(thing) else without_making(thing) if quantity.kind == "count" else thing


def _at_least(text: str, place: QuantityContext) -> Quantity:
    """Return a quantity with the 至少 that stands before its verb: 至少建成1家."""
    least = place.quantity.comparator == "eq" and is_least(text, place)
    return replace(place.quantity, comparator="ge") if least else place.quantity


@cache
def _evenly() -> re.Pattern[str]:
    """Match what gives every subject of a list the same number: 甲、乙覆盖率均要达到, but not 年均增长."""
    reach = any_form("ReachVerbs", kind="verbForm")
    return re.compile(rf"(?<![年月日人户平])[均各都](?:[已要]|{any_form('QuantityStriving')})?(?:为|{reach})?\s*\Z")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(f"{any_form('Connectives', 'and')}|[、和与及](?![^（(]*[）)])")


@cache
def _closed_list() -> re.Pattern[str]:
    """Match 等区域 behind the last place of a list, and the head that all of them share."""
    return re.compile(rf"等(?:{any_form('QuantityListed')})(?=[\u4e00-\u9fff]{{2}})(?P<head>.+)\Z")
