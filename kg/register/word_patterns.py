"""Patterns made of the surface forms of ontology/."""

import re

from kg.ontology import forms


def longest_first(words: dict[str, str], *notations: str) -> tuple[str, ...]:
    """Return the forms with one of the notations (all, where none is given), longest first."""
    return tuple(sorted((w for w, n in words.items() if not notations or n in notations), key=lambda w: (-len(w), w)))


def any_form(scheme: str, *notations: str, kind: str = "surfaceForm") -> str:
    """Return the pattern of any form of a scheme (of those with one of the notations, where any is given), the longest first."""
    return either(longest_first(forms(scheme, kind), *notations))


def either(words: tuple[str, ...]) -> str:
    """Return the pattern of any of the words."""
    return "|".join(map(re.escape, words))


def ending(words: dict[str, str], *notations: str) -> re.Pattern[str]:
    """Return the pattern of a text that ends in one of the forms, the longest first."""
    return re.compile(f"(?:{either(longest_first(words, *notations))})$")
