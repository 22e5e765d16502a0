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
    none = goal_words("no benefit")
    return re.compile(f"(?!{any_form('GoalWords', 'no benefit')})(?:{'|'.join(_outside(word, none) for word in goal_words('benefit'))})")


def _outside(word: str, longer: list[str]) -> str:
    """Return the pattern of a word where it is not the end of a longer one that says something else: 费率, but not that of 缴费率."""
    before = sorted({other[: other.find(word)] for other in longer if other.find(word) > 0})
    return "".join(f"(?<!{re.escape(head)})" for head in before) + re.escape(word)


@cache
def standards() -> re.Pattern[str]:
    """Match a word of what is priced or set as a standard; but 价格指数 is a subject of targets."""
    return re.compile(f"(?!{any_form('GoalWords', 'no standard')})(?:{any_form('GoalWords', 'standard')})")
