"""What the heads of the columns of a table of tasks say.

序号  重点任务  工作内容及要求  牵头单位  责任部门及科室  完成时限  开工时间  备注
"""

import re
from functools import cache

from kg.ontology import forms
from kg.register import any_form

LEAST_SPECIFIC = "9"  # a head without a word of mv:TaskColumns


@cache
def number_head() -> re.Pattern[str]:
    """Match the head of a column of numbers: 序号."""
    return re.compile(rf"{any_form('TableHeadNumber')}|No\.?|NO\.?")


@cache
def note_head() -> re.Pattern[str]:
    """Match the head of a column of notes: 备注."""
    return re.compile(any_form("TableHeadNote"))


@cache
def deadline_head() -> re.Pattern[str]:
    """Match the head of a column of deadlines: 完成时限."""
    return re.compile(rf"[一-鿿]{{0,6}}(?:{any_form('TableHeadDeadline')})(?:{any_form('TableHeadDeadlineEnd')})?")


@cache
def task_head() -> re.Pattern[str]:
    """Match the head of a column of tasks: 重点任务, 工作内容及要求."""
    named = f"[一-鿿]{{0,6}}(?:{any_form('TableHeadTask', 'task')})(?:[和及与、]?(?:{any_form('TableHeadMore')}))?"
    return re.compile(rf"{named}|{any_form('TableHeadTask', 'whole')}")


@cache
def task_label() -> re.Pattern[str]:
    """Match what a form prints before the name of a task at the beginning of a line: 任务名称：, 【任务1】."""
    label = rf"(?:{task_head().pattern})"
    return re.compile(rf"(?:{label}[：:]|[【\[]{label}[ \t\u3000]*\d{{0,3}}[：:]?[】\]][：:]?)[ \t\u3000]*(?=\S)")


@cache
def owner_head() -> re.Pattern[str]:
    """Match the head of a column of owners: 牵头单位, 责任部门及科室, 牵头（责任）单位, 牵头/责任单位, 牵头市直单位, 县（区）落实单位."""
    rank, role, owner = any_form("TableHeadRank"), any_form("TableHeadRole"), any_form("TableHeadOwner", "owner")
    whole, area = any_form("TableHeadOwner", "whole"), "(?:[省市县区州镇乡（）()、]{1,8})?"
    return re.compile(
        rf"{area}(?:{rank})?(?:{role})+(?:[（(](?:{role})+[）)]|[/／](?:{role})+)?(?:{rank})?(?:{owner})(?:[（(].{{0,12}}[）)]|及.{{0,8}})?|{whole}"
    )


@cache
def body_head() -> re.Pattern[str]:
    """Match the head of a column of bodies that says nothing of what they do: 单位, 部门."""
    return re.compile(any_form("TableHeadOwner", "owner"))


@cache
def indicator_head() -> re.Pattern[str]:
    """Match the head of a column of indicators: 主要指标, 指标名称."""
    before, noun, behind = (any_form("IndicatorHeads", part) for part in ("before", "indicator", "behind"))
    return re.compile(rf"(?:{before})?(?:{noun})(?:{behind})?")


@cache
def begin_head() -> re.Pattern[str]:
    """Match the head of a column of days on which something begins: 开工时间."""
    return re.compile(any_form("TableHeadBegin"))


def specificity(label: str) -> str:
    """Return how specific the head of a column of tasks is, by its words; of two task columns the more specific one holds the task."""
    return min((rank for word, rank in forms("TaskColumns", "surfaceForm").items() if word in label), default=LEAST_SPECIFIC)
