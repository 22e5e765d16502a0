"""Decides whether a quantity is a target: what rejections.py rejects is none, then acceptances.py accepts.

Targets stand after a verb that makes or reaches something (打造, 引进, 达到, 增长), after 力争 or 确保, under a date (到2025年), or go on
a list of goals.
"""

import re
from functools import cache

from ingest.document import DateMention
from ingest.targets.acceptances import (
    goes_on,
    is_dated,
    is_floor,
    is_indicator,
    is_least,
    is_order,
    is_portion,
    is_striven_for,
    runs_parallel,
    surpasses,
)
from ingest.targets.context import QuantityContext, within_brackets
from ingest.targets.goal_terms import benefits
from ingest.targets.rejections import BACKGROUND, REJECTIONS, doubles, shrinking
from ingest.targets.verbs import ends_with_verb, has_verb
from kg.register import any_form

YEARS = range(1900, 2100)
_HAN = re.compile("[\u4e00-\u9fff]")
INCLUDING = "含"  # （含9家）: an aside on what was counted, and no part of it
REACH_CUT = 24  # characters before a duration in which what is cut down to it stands: 压缩企业开办时间至


def is_target(text: str, place: QuantityContext, *, follows: bool) -> bool:
    """Tell whether a quantity is a target; `follows` says that the quantity before it in the sentence is one."""
    if any(rule(text, place) for rule in REJECTIONS) or (_is_attribute(place) and not follows):
        return False
    if is_dated(place) or is_striven_for(text, place) or has_verb(place.left) or surpasses(text, place) or is_floor(place):
        return True
    if is_least(text, place) or is_portion(text, place) or is_indicator(place):
        return True
    return (follows and (goes_on(place) or runs_parallel(place))) or is_order(text, place)


def may_be_overlooked(text: str, place: QuantityContext) -> bool:
    """Tell whether no rule says why a quantity is no target (a subsidy, a condition, a name, what exists), or it stands in a quoted aim."""
    if _quoted_aim().match(text, place.quantity.end) or (doubles(text, place) and not _named().match(place.right)):
        return True
    if place.quantity.kind == "multiple" and ends_with_verb(place.left) and not place.right.strip():
        return not any(rule(text, place) for rule in (*REJECTIONS[1:], *BACKGROUND))  # 产能扩大两倍
    if not place.quantity.worded and _is_share_of_sum(text, place):
        return place.quantity.kind in ("count", "measure", "person", "share") and not benefits().search(text, place.sentence, place.ending)
    if _is_bounded_time(place) or _has_unknown_unit(place):
        return not any(rule(text, place) for rule in (*REJECTIONS[1:], *BACKGROUND))
    counted = not place.quantity.worded or place.quantity.comparator != "eq"
    return counted and not any(rule(text, place) for rule in (*REJECTIONS, *BACKGROUND)) and not _is_attribute(place)


def is_shortened(text: str, mention: DateMention) -> bool:
    """Tell whether a duration is what something is cut down to, and so an amount and no date: 压缩至5个工作日以内."""
    return mention.kind == "duration" and shrinking().search(text, max(0, mention.start - REACH_CUT), mention.start) is not None


def _is_attribute(place: QuantityContext) -> bool:
    """Tell whether a measure is part of a name: 某公司50万吨聚酯项目."""
    named = place.quantity.kind == "measure" and place.right[:1] not in ("", "、", "的") and place.left.strip() != ""
    return named and not ends_with_verb(place.left)


def _is_share_of_sum(text: str, place: QuantityContext) -> bool:
    """Tell whether a bracket divides what was counted before it: （其中公共车位4000个）, （2026年20个，2027年30个）."""
    opened = max((text.rfind(mark, place.sentence, place.quantity.start) for mark in "（("), default=-1)
    return (
        opened >= 0
        and within_brackets(text, place.sentence, place.quantity.start)
        and (_divides().match(text, opened + 1) is not None or _is_of_one_unit(text, place, opened))
    )


def _is_of_one_unit(text: str, place: QuantityContext, opened: int) -> bool:
    """Tell whether what stands right before a bracket is counted in the same unit: 120公里（庭院管网80公里、市政管网40公里）."""
    unit = place.quantity.unit
    return bool(unit) and text.endswith(unit, place.sentence, opened) and text[opened + 1] != INCLUDING


@cache
def _divides() -> re.Pattern[str]:
    return re.compile(rf"{any_form('Connectives', 'among')}|20[0-9]{{2}}年(?=[^，,。；;）)]{{0,12}}[0-9])")


def _is_bounded_time(place: QuantityContext) -> bool:
    """Tell whether a clause bounds the time that something takes, of which nobody says that it is to be reached: 锻炼时间不少于2小时."""
    quantity = place.quantity
    bounded = quantity.kind == "duration" and quantity.start < quantity.number and quantity.comparator in ("ge", "le")
    return bounded and not place.right.strip() and _timed().search(place.left) is not None


def _has_unknown_unit(place: QuantityContext) -> bool:
    """Tell whether a verb makes a number of something whose unit no table knows: 投放人工鱼礁2万空方; a year before a name is none."""
    quantity = place.quantity
    counted = quantity.kind == "bare" and not quantity.worded and (bool(quantity.unit) or isinstance(quantity.value, int))
    return counted and quantity.value not in YEARS and has_verb(place.left) and _HAN.match(place.right) is not None


@cache
def _timed() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_form('MeanDuration', 'duration', 'measured')})\s*\Z")


@cache
def _named() -> re.Pattern[str]:
    """Match what makes 翻番 part of the name of a programme: 翻番行动."""
    return re.compile(any_form("PolicyNouns", "measure"))


@cache
def _quoted_aim() -> re.Pattern[str]:
    """Match what follows a number in 实现“一村两名或多名村官”目标."""
    return re.compile(f'[^”"“，。；\n]{{0,16}}[”"]的?(?:{any_form("AimNouns", "aim")})')
