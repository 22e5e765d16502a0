"""The verbs of goals: those that make something (打造, 引进), those that reach a value (达到, 增长), and where they stand."""

import re
from functools import cache

from ingest.document import alternation
from kg.ontology import forms
from kg.register import any_form


def has_verb(stretch: str) -> bool:
    """Tell whether a stretch holds a verb of a goal."""
    return _any().search(stretch) is not None


def ends_with_verb(stretch: str) -> bool:
    """Tell whether a stretch ends with such a verb, or with one and its measure: 设立总规模."""
    return _ending().search(stretch) is not None


def ends_with_reach(stretch: str) -> bool:
    """Tell whether a stretch ends with a verb that reaches a value."""
    return _reached().search(stretch) is not None


def ends_with_investment(stretch: str) -> bool:
    """Tell whether a stretch ends with what is invested: 总投资."""
    return _invested().search(stretch) is not None


def last_verb(text: str, start: int, end: int) -> int | None:
    """Return where the last such verb of text[start:end] begins, or None."""
    found = None
    for match in _any().finditer(text, start, end):
        found = match.start()
    return found


@cache
def _any() -> re.Pattern[str]:
    return re.compile(_verbs())


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?:{_verbs()})(?:{any_form('QuantityMeasure')})?\s*\Z")


@cache
def _reached() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(forms('ReachVerbs', 'verbForm'))})\s*\Z")


@cache
def _invested() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_form('QuantityMeasure', 'invested')})\Z")


@cache
def _verbs() -> str:
    return alternation({**forms("GoalVerbs", "verbForm"), **forms("ReachVerbs", "verbForm")})
