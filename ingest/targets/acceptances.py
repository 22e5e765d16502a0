"""The rules that make a quantity a target: its date, 力争 or 确保, a comparator or bound, the list it goes on, the verb before it."""

import re
from functools import cache

from ingest.targets.context import QuantityContext
from ingest.targets.goal_terms import benefits
from ingest.targets.verbs import has_verb
from kg.ontology import forms
from kg.register import any_form

STEPS = ("year", "month", "part", "plan", "day", "duration")


def is_least(text: str, place: QuantityContext) -> bool:
    """Tell whether 至少 stands before the verb of a quantity: 至少建成1家."""
    return _least().search(text, place.clause, place.quantity.start) is not None


def is_dated(place: QuantityContext) -> bool:
    """Tell whether a date or a duration governs a quantity: 到2025年…10家."""
    return place.date is not None and place.date.kind in STEPS


def is_striven_for(text: str, place: QuantityContext) -> bool:
    """Tell whether 力争 or 确保 stands before a quantity in its sentence."""
    return _striving().search(text, place.sentence, place.quantity.start) is not None


def surpasses(text: str, place: QuantityContext) -> bool:
    """Tell whether the comparator is itself a verb over a subject: 出口额突破3万亿元, 失业率控制在5%以内."""
    compared = text[place.quantity.start : place.quantity.number].strip()
    return compared in forms("Comparators", "verbForm") and place.left.strip() != "" and not place.right.strip()


def is_floor(place: QuantityContext) -> bool:
    """Tell whether a bound is what a subject shall not fall below: 粮食产量不低于1300亿斤; but 比例不低于… and 不少于2次 are rules."""
    large = place.quantity.kind in ("money", "share", "measure", "score") or "万" in place.quantity.unit
    bounded = place.quantity.comparator == "ge" and place.quantity.start < place.quantity.number
    return bounded and large and _floored().fullmatch(place.left + place.right) is not None


def is_indicator(place: QuantityContext) -> bool:
    """Tell whether a clause is a rate and the bound it shall keep: 居民消费价格涨幅2%左右; a bare 首付比例30% is none."""
    bounded = place.quantity.kind == "share" and place.quantity.comparator in ("ge", "le", "approx")
    whole = place.begin == place.clause and not place.right.strip()
    return bounded and whole and _rate().fullmatch(place.left) is not None


def is_order(text: str, place: QuantityContext) -> bool:
    """Tell whether a short word that no list knows as a verb opens the clause and rules a count: 擦亮10张名片, but not 加快6个项目."""
    counted = place.quantity.kind in ("count", "person") and place.right.strip() != "" and not place.right.startswith("的")
    whole = text[place.clause : place.quantity.start] == place.left
    return counted and whole and _order().fullmatch(place.left) is not None and not benefits().search(text, place.sentence, place.ending)


def goes_on(place: QuantityContext) -> bool:
    """Tell whether a quantity goes on a list: 、200名… or a clause that begins with it."""
    return _next().match(place.left) is not None


def runs_parallel(place: QuantityContext) -> bool:
    """Tell whether a clause is a subject and its number, after one that is a goal: 城镇新增就业50万人，失业人员再就业12万人."""
    return place.begin == place.clause and not place.right.strip() and _subject().fullmatch(place.left) is not None


def is_portion(text: str, place: QuantityContext) -> bool:
    """Tell whether a share opens the clause and its part shall do something: 100%的社区卫生院完成改造, 在10%的站点设置…"""
    opens = place.quantity.kind == "share" and _portion().fullmatch(place.left) is not None
    return opens and place.right.startswith("的") and has_verb(text[place.quantity.end + 2 : place.stop])


@cache
def _least() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_form('Comparators', 'ge', kind='prefixForm')})[^0-9，,]{{1,8}}\Z")


@cache
def _next() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[、和及与并]|{any_form('Connectives', 'and', 'among')}|\Z)")


@cache
def _floored() -> re.Pattern[str]:
    return re.compile(rf"[^，,]{{3,30}}(?<!比例)(?:{any_form('QuantityStriving')})?\s*")


@cache
def _rate() -> re.Pattern[str]:
    """Match a subject that is a rate and holds no verb of its own: 居民消费价格涨幅."""
    return re.compile(r"\s*[\u4e00-\u9fff（）()、“”]{2,20}[率幅速重]\s*")


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(r"\s*[\u4e00-\u9fffA-Za-z（）()、]{3,20}")


@cache
def _portion() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_form('QuantityPortion')})*(?:在|使|让)?\s*")


@cache
def _order() -> re.Pattern[str]:
    tending = any_form("GoalWords", "tending")
    return re.compile(rf"\s*(?!{tending}|[全各])(?![^，。]{{0,3}}[有含为是在于由以的等共每中对至从按]\Z)[\u4e00-\u9fff]{{2,4}}")


@cache
def _striving() -> re.Pattern[str]:
    return re.compile(any_form("QuantityStriving"))
