"""The words of mv:GoalWords, and patterns of those for what is given or priced, which several rules ask for."""

import re
from functools import cache

from ingest.document import alternation
from kg.ontology import forms


def goal_words(notation: str) -> list[str]:
    """Return the words of a group of mv:GoalWords: benefit, standard, rule, standing, stock, tending."""
    return [w for w, n in forms("GoalWords", "surfaceForm").items() if n == notation]


@cache
def benefits() -> re.Pattern[str]:
    """Match a word of what is given: a subsidy, an award."""
    return re.compile(f"(?!补贴性)(?:{alternation(goal_words('benefit'))})")


@cache
def standards() -> re.Pattern[str]:
    """Match a word of what is priced or set as a standard; but 价格指数 is a subject of targets."""
    return re.compile(rf"(?!价格(?:总?水平|指数|涨幅|上涨|增长))(?:{alternation(goal_words('standard'))})")
