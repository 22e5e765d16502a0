"""Quantified goals of a task: what number is to be reached, of what, by when.

打造省级平台4个以上 · 引进不少于20名专家 · 覆盖率达到90%以上 · 出口额突破3万亿元 · 培育1—2家企业 · 实施…等5项任务 · 规模翻一番
Several: 培训20名讲师、300名学员 · 培训讲师、学员各200名 · 甲、乙覆盖率均达到45% · 分别达到30%、50%
Which quantities are targets filter.py decides. A quote runs from the verb (or from the subject of 达到) to the end of the object.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ingest.document import OPENING, Document, Quantity, Years, alternation, fractions
from ingest.sources import ITEM_NUMBER
from ingest.targets.acceptances import is_least
from ingest.targets.baselines import comparison
from ingest.targets.context import QuantityContext, quantity_contexts
from ingest.targets.filter import is_shortened, is_target, may_be_overlooked
from ingest.targets.indicators import indicators
from ingest.targets.yearly import by_years
from kg.model import Target
from kg.ontology import forms
from kg.register import any_form

MARKS = "、，,"
JOINTS = f"{MARKS} 和 及 与 以 并 或 \t\n　"  # sets of characters to strip, the blank among the joints
_SHARED = "共[享建治管同性]"  # 共享率 begins with a word of its own, 共20家 with one for a sum
LONGEST_VERB = 6  # characters of a verb
SHORTEST_OBJECT = 2  # characters left behind the verbs that open an object
SHORTEST_ORDER = 4  # characters: so short a word before a number rules it, whether it is a known verb or not
AGAIN = re.compile(r"(?:再|又|\A、)(?P<verb>\w{2,4})\s*\Z")  # 2027年再改造60所, 、改造提升8亩: of what was counted before


@cache
def _collectives() -> re.Pattern[str]:
    """Match a class of subjects: 各市、县, 全省."""
    return re.compile(any_form("QuantityEveryone"))


@cache
def _level() -> re.Pattern[str]:
    """Match the level of what is counted: 国家级, 省级."""
    words = any_form("LevelWords", "level", "central", kind="prefixForm")
    return re.compile(f"(?:{words})级")


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
    """Yield the targets that goals are; one without an object has that of the one before it in the sentence."""
    last: Target | None = None
    for group in _groups(text, goals):
        inherited = last.object if last and text.find("。", last.end, group[0].quantity.start) < 0 else ""
        for target in _several(text, group):
            thing = "" if last and last.unit == target.unit and _ending_word(target.object) == target.object else target.object
            last = replace(target, object=_inherited(thing, last.object if last else "", inherited) or target.object)
            yield last


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
    """Return the object of the clause before: 培育龙头企业、上市公司，分别增加50家、10家."""
    return object_before(re.split("[，,]", text[place.sentence : place.clause].rstrip("，, "))[-1])


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
    after = _object_after(place.right)
    if after and (_governs_forward(left, place.right) or is_least(text, place) or len(left.strip()) <= SHORTEST_ORDER):
        lead = _subject_start(left) if len(left.strip()) <= SHORTEST_ORDER else _verb_start(left)
        begin, stop, thing = place.begin + lead, quantity.end + len(place.right.rstrip(JOINTS)), after
    else:
        begin, stop = place.begin + _subject_start(left), quantity.end
        thing = object_before(text[begin : quantity.start])
        if not thing and place.begin > place.clause and not left.startswith("、"):  # 改造2万户、完成1万户: of what was counted before
            begin = place.clause + _subject_start(text[place.clause : place.begin])
            thing = object_before(
                re.sub(f"{re.escape(place.date.quote)}.*" if place.date else r"\Z", "", text[begin : quantity.start], flags=re.S)
            )
    begin += len(text[begin:stop]) - len(text[begin:stop].lstrip(JOINTS))
    again = AGAIN.search(left)
    thing = "" if again and again["verb"].startswith(thing) and _ending_word(again["verb"]) == again["verb"] else thing
    date, due = (place.date.quote, place.date.due) if place.date else ("", None)
    return Target(text[begin:stop], quantity.value, quantity.high, quantity.comparator, quantity.unit, thing, date, due, begin, stop)


def _at_least(text: str, place: QuantityContext) -> Quantity:
    """Return a quantity with the 至少 that stands before its verb: 至少建成1家."""
    least = place.quantity.comparator == "eq" and is_least(text, place)
    return replace(place.quantity, comparator="ge") if least else place.quantity


def _governs_forward(left: str, right: str) -> bool:
    """Tell whether the counted thing follows the number (打造10个平台) rather than precedes it (平台达到10个)."""
    bare = _determiner().sub("", left.rstrip(JOINTS))
    return not bare or right.startswith("的") or left[-1:] in ("、", "和", "及", "与", "等", "的", "在") or _verb_start(bare) < len(bare)


def _object_after(right: str) -> str:
    """Return the object after a number, up to what it shall do (赴…培训, 参加…); none where a list goes on or a longer bracket begins."""
    if not right or right[0] in (*MARKS, "和", "及", "与"):
        return ""
    thing = re.sub(r"^[（(][^（()）]{1,4}[）)]", "", right.strip(JOINTS)).removeprefix("的")
    acting = _acting().search(thing, 2)
    stretch = _least().sub("", re.sub(r"\s+", "", thing[: acting.start()] if acting else thing))
    stretch = _adverbs().sub("", stretch) if acting else stretch
    return stretch if re.search(r"\w", stretch) and stretch[0] not in OPENING else ""


def _verb_start(left: str) -> int:
    """Return where the chain of verbs and adverbs that ends a stretch begins: 重点引进、培养和扶持; its end where there is none."""
    bare = _determiner().sub("", left)
    begin = at = len(bare.rstrip())
    while word := _ending_word(bare[max(0, at - LONGEST_VERB) : at]):
        begin = at - len(word)
        at = len(bare[:begin].rstrip(JOINTS))
    return begin if begin < len(bare) else len(left)


def _subject_start(left: str) -> int:
    """Return where the quote of an object before its number begins: behind 力争, 其中 and the like, at the verb behind 面向…, 在…."""
    match = _leading().match(left)
    begin = match.end() if match else 0
    return begin + _behind_where(left[begin:])


def _behind_where(stretch: str) -> int:
    """Return where the verb stands behind what says where or for whom: 在物流领域|打造场景, 面向企业|开展培训; 0 where nothing does."""
    if not stretch.startswith(tuple(forms("QuantityWhere", "surfaceForm"))):
        return 0
    return max((m.start() for m in _leading_chain().finditer(stretch) if m.end() < len(stretch)), default=0)


def object_before(stretch: str) -> str:
    """Return the object before a number, without the verbs before it and what reaches the number behind it."""
    thing = _old_value().sub("", _tail().sub("", stretch.strip(JOINTS)))
    thing = thing[_behind_where(thing) :]
    everywhere = _everywhere().match(thing)
    thing = thing[everywhere.end() :] if everywhere else thing
    caused = _caused().match(thing)
    thing = thing[caused.end() :] if caused else thing
    chain = _leading_chain().match(thing)
    whole = chain is None or len(thing[chain.end() :].strip()) < SHORTEST_OBJECT  # 开工率: its verb is part of the noun
    return re.sub(r"\s+", "", thing if chain is None or whole else thing[chain.end() :]).lstrip("、，,").removesuffix("的")


@cache
def _evenly() -> re.Pattern[str]:
    """Match what gives every subject of a list the same number: 甲、乙覆盖率均要达到, but not 年均增长."""
    reach = any_form("ReachVerbs", kind="verbForm")
    return re.compile(rf"(?<![年月日人户平])[均各都](?:[已要]|{any_form('QuantityStriving')})?(?:为|{reach})?\s*\Z")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(f"{any_form('Connectives', 'and')}|[、和与及](?![^（(]*[）)])")


@cache
def _determiner() -> re.Pattern[str]:
    return re.compile(rf"(?:第[一二三四五六七八九十]批|{any_form('QuantityDeterminer')})\Z")


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(f"{any_form('QuantityActing')}|到(?=[^位期达]{{2,30}}?(?:{any_form('SendingPurpose')}))")


@cache
def _least() -> re.Pattern[str]:
    """Match the comparator of the number that follows a list: 75%的县（市）至少|1个."""
    return re.compile(rf"(?:{any_form('Comparators', kind='prefixForm')})\Z")


@cache
def _closed_list() -> re.Pattern[str]:
    """Match 等区域 behind the last place of a list, and the head that all of them share."""
    return re.compile(rf"等(?:{any_form('QuantityListed')})(?=[\u4e00-\u9fff]{{2}})(?P<head>.+)\Z")


@cache
def _adverbs() -> re.Pattern[str]:
    """Match the adverbs that end a stretch before its verb: 紧缺领域大力|开展."""
    return re.compile(rf"(?:{any_form('Modality')})+\Z")


@cache
def _everywhere() -> re.Pattern[str]:
    """Match 全市 before the verb of an object: 全市|新增床位, but not 全市生产总值."""
    sure = any_form("GoalVerbs", "make", kind="verbForm")
    return re.compile(rf"全[省市县区州国](?=(?:{sure})[^，,]{{2}})")


@cache
def _caused() -> re.Pattern[str]:
    """Match who is made to do what up to what is done: 引导银行机构发放|贷款 but not 推动企业培训平台."""
    causing, actor, done = (any_form(f"Quantity{name}") for name in ("Causing", "Actor", "Done"))
    return re.compile(rf"(?:{causing})[^，,、]{{0,8}}?(?:{actor})(?:{done})(?=[^，,、]{{2}})")


@cache
def _leading() -> re.Pattern[str]:
    number = rf"{ITEM_NUMBER}|[一二三四五六七八九十]是"
    modal = any_form("Modality", kind="prefixForm")
    does = rf"(?:{any_form('Roles', 'responsible', kind='verbForm')})(?![人制率])"
    body = rf"[\u4e00-\u9fff（）、]{{2,30}}?(?:{any_form('BodyEndings', 'strong', kind='suffixForm')})"
    modal = rf"(?:{body}(?:[要应须]|{does})|{does}|{modal})"
    return re.compile(rf"(?:[\s、，,和及与—–·●■◆]|{number}|(?!{any_form('AgainWords')}|{_SHARED})(?:{modal}))*")


@cache
def _chained() -> tuple[frozenset[str], ...]:
    """Return all verbs and adverbs by length, the longest first."""
    words = {**forms("GoalVerbs", "verbForm"), **forms("ReachVerbs", "verbForm"), **forms("Modality", "surfaceForm")}
    return tuple(frozenset(w for w in words if len(w) == n) for n in range(LONGEST_VERB, 0, -1))


def _ending_word(text: str) -> str:
    return next((text[-n:] for n, words in zip(range(LONGEST_VERB, 0, -1), _chained(), strict=True) if text[-n:] in words), "")


@cache
def _leading_chain() -> re.Pattern[str]:
    """Match verbs at the front: 重点引进和培养, 直接服务; a word that is a noun as well (服务) counts behind an adverb only."""
    verbs = forms("GoalVerbs", "verbForm")
    sure = alternation(w for w, n in verbs.items() if n == "make")
    adverb = any_form("Modality")
    return re.compile(
        rf"(?:(?:{adverb})*(?:{sure})|(?:{adverb})(?:{alternation(verbs)}))(?:[、和与及并]?(?:{sure})|[（(](?:{sure})[）)])*(?:(?!{_SHARED})(?:{any_form('QuantityDeterminer')}))?"
    )


@cache
def _old_value() -> re.Pattern[str]:
    return re.compile("[由从][^由从]*[0-9].*\\Z")


@cache
def _tail() -> re.Pattern[str]:
    """Match what ends a subject before its number: 均|达到, 比上年|增长, 按可比口径计算|提高, 达到去年的|2倍; and 同期 behind a date."""
    period = any_form("ComparisonBases", "period")
    every, adverb = any_form("DateWords", "recurring", kind="prefixForm"), any_form("Modality", "value", kind="prefixForm")
    chain = rf"(?:{adverb}|{any_form('DegreeAdverbs')}|{every}|{comparison()}|\A(?:[初底末]|{period}))*"
    return re.compile(rf"{chain}(?:{any_form('ReachVerbs', kind='verbForm')})?(?:(?<=[到为])(?:{period})的)?\s*\Z")
