"""What a value is compared with, which is no value of the plan itself.

比上年 · 较去年同期 · 比2020年 · 较“十四五”末 · 同比 · 与去年同期相比 · 在去年的基础上 · 达到去年的（2倍） · 按可比口径计算
"""

import re
from functools import cache

from kg.register import any_form


@cache
def comparison() -> str:
    """Return the pattern of a comparison with an earlier time, as it stands before 增长 or 下降."""
    period, measure, rate = (any_form("ComparisonBases", part) for part in ("period", "measure", "rate"))
    plan = rf"“?十[二三四五六]五”?(?:{any_form('PeriodWords', 'period', 'plan')})?"
    earlier = rf"(?:{period}|[0-9]{{4}}年|{plan})(?:[年期]?[初底末])?(?:{period})?"
    level, beside = (any_form("ComparisonBases", part) for part in ("level", "beside"))
    against = rf"[比较]{earlier}(?:{level})?|[与同和]{earlier}(?:{beside})|在?{earlier}(?:{any_form('Baseline', 'base')})"
    return rf"(?:{against}|{rate}|按?(?:{measure})(?:计算)?)[，,]?"


@cache
def _compared() -> re.Pattern[str]:
    return re.compile(rf"{comparison()}|(?<=[到为])(?:{any_form('ComparisonBases', 'period')})的(?=\Z)")


def without_comparison(stretch: str) -> str:
    """Return a stretch without what it compares with: 较去年同期 names last year and says nothing of last year.

    >>> without_comparison("产值较去年同期"), without_comparison("去年产值较上年")
    ('产值', '去年产值')
    """
    return _compared().sub("", stretch)


def compares(stretch: str) -> bool:
    """Tell whether a stretch holds a comparison with an earlier time."""
    return _compared().search(stretch) is not None
