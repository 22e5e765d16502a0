"""The words of mv:GoalWords, and patterns of those for what is given or priced, which several rules ask for."""

import re
from functools import cache

from kg.ontology import forms
from kg.register import any_form


def goal_words(notation: str) -> list[str]:
    """Return the words of a group of mv:GoalWords: benefit, standard, rule, standing, stock, tending."""
    return [w for w, n in forms("GoalWords", "surfaceForm").items() if n == notation]


@cache
def benefits() -> re.Pattern[str]:
    """Match a word of what is given: a subsidy, an award."""
    return re.compile(f"(?!{any_form('GoalWords', 'no benefit')})(?:{any_form('GoalWords', 'benefit')})")


@cache
def standards() -> re.Pattern[str]:
    """Match a word of what is priced or set as a standard; but 价格指数 is a subject of targets."""
    return re.compile(f"(?!{any_form('GoalWords', 'no standard')})(?:{any_form('GoalWords', 'standard')})")
