"""The form of a policy's title: a line that ends in the name of a kind of document (通知, 方案, 要点)."""

import re
from functools import cache

from kg.register import any_form

TITLE_TAIL = r"(?:[（(〔\[【][^（()）\n]{1,30}[）)〕\]】])*"
_SHORTEST = 7


@cache
def no_title() -> re.Pattern[str]:
    """Return the pattern of a line that begins like a sentence or ends like one that goes on."""
    return re.compile(
        rf"^(?:{any_form('SentenceOpenings')}|我[省市县区州]|[一二三四五六七八九十]是|——|各[省市县区]|\d+月\d+日)|[，,、：:]$"
    )


@cache
def title_noun() -> str:
    """Return the pattern of what a title ends in: 工作要点, 十条, 任务分解表."""
    return rf"(?:{any_form('TitleNoun')}|[一二三四五六七八九十百\d]条|[任务分工解责清单图谱路线]{{2,8}}[表图谱])"


@cache
def title_pattern() -> re.Pattern[str]:
    """Return the pattern of a whole title."""
    return re.compile(rf".{{3,390}}?{title_noun()}[》〉>”\"]*{TITLE_TAIL}")


def is_title(text: str) -> bool:
    """Tell whether a line has the form of a title."""
    return len(text) > _SHORTEST and bool(title_pattern().fullmatch(text)) and not no_title().search(text)
