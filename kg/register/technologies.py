"""Known technologies in a text: every label of the vocabulary, found by one automaton, longest first.

A label of Latin letters stands by itself (AR is not in SMART, 5G not in 25G), as written, in capitals, in small letters or with one
capital (DeepSeek, DEEPSEEK, deepseek, Deepseek).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.ontology import Term, vocabulary
from kg.register.user_terms import user_terms


@dataclass(frozen=True, slots=True)
class Known:
    """A term of the vocabulary where a text prints it."""

    term: Term
    start: int
    end: int


class Lexicon:
    """Terms compiled for searching; built once, used for any number of texts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = {form: term for term in terms for label in term.labels for form in _written(label)}
        self._forms = list(self._terms)
        self._automaton = _automaton(self._forms)

    def find(self, text: str) -> Iterator[Known]:
        """Yield the terms a text prints, leftmost and longest, none over another."""
        for form, start, end in self._automaton.find_matches_as_indexes(text):
            if _stands_alone(text, start, end):
                yield Known(self._terms[self._forms[form]], start, end)

    def term(self, surface: str) -> Term | None:
        """Return the term that is written so, or None."""
        return self._terms.get(surface)


def _written(label: str) -> set[str]:
    """Return the ways a label is written."""
    return {label, label.lower(), label.upper(), label.capitalize()}


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of the shipped vocabulary and of the user's own, which wins where both have a form."""
    return Lexicon([*vocabulary().terms, *user_terms()])


def _automaton(labels: list[str]) -> Any:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(labels, matchkind=MatchKind.LeftmostLongest)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether no letter or digit continues a Latin end of the label."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_latin(text[start]) and _latin(before)) and not (_latin(text[end - 1]) and _latin(after))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
