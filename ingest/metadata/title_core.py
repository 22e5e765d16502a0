"""What a title is without that in which editions and years of one plan differ.

青山市数字产业2024年工作要点（征求意见稿）
    core     青山市数字产业2024年工作要点     editions of one plan have it in common: blanks and the mark of an edition are left out
    series   青山市数字产业工作要点          plans of one series over the years have it in common: the years are left out as well
"""

import re
from functools import cache

from kg.register import any_form

_YEARS = re.compile(r"[（(]?(?:19|20)\d\d(?:\s*[—–\-－~至到]+\s*(?:19|20)?\d\d)?年?(?:度)?[）)]?")
_BRACKETS = str.maketrans("（）()［］[]【】", "〔〕〔〕〔〕〔〕〔〕")


def core(title: str) -> str:
    """Return a title without blanks and the mark of an edition, brackets of all forms alike."""
    return _unmarked().sub("", title).translate(_BRACKETS)


def series(title: str) -> str:
    """Return the core of a title without its years."""
    return _YEARS.sub("", core(title))


@cache
def _unmarked() -> re.Pattern[str]:
    """Match what does not tell titles apart: blanks, the mark of an edition."""
    return re.compile(rf"\s|[（(〔\[【]?(?:{any_form('EditionMarks')})[）)〕\]】]?")
