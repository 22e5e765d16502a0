"""Known technologies in a text: every label of the vocabulary, found by one automaton, longest first.

A label of Latin letters stands by itself (AR is not in SMART, 5G not in 25G) and in any case (DeepSeek, Deepseek).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.vocabulary.compiled import Term, vocabulary

_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


@dataclass(frozen=True, slots=True)
class Known:
    """A term of the vocabulary where a text prints it."""

    term: Term
    start: int
    end: int


class Lexicon:
    """Terms compiled for searching; built once, used for any number of texts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = {folded(label): term for term in terms for label in term.labels}
        self._labels = list(self._terms)
        self._automaton = _automaton(self._labels)

    def find(self, text: str) -> Iterator[Known]:
        """Yield the terms a text prints, leftmost and longest, none over another."""
        low = folded(text)
        for label, start, end in self._automaton.find_matches_as_indexes(low):
            if _stands_alone(low, start, end):
                yield Known(self._terms[self._labels[label]], start, end)

    def term(self, surface: str) -> Term | None:
        """Return the term that has this label, or None."""
        return self._terms.get(folded(surface))


def folded(text: str) -> str:
    """Return a text of the same length with A–Z in lower case, the form in which labels are compared."""
    return text.translate(_LOWER)


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of the shipped vocabulary."""
    return Lexicon(vocabulary().terms)


def _automaton(labels: list[str]) -> Any:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(labels, matchkind=MatchKind.LeftmostLongest)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether no letter or digit continues a Latin end of the label."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_latin(text[start]) and _latin(before)) and not (_latin(text[end - 1]) and _latin(after))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
