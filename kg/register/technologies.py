"""Known technologies in a text: every label of the vocabulary, found by one automaton, longest first.

A label of Latin letters stands by itself (AR is not in SMART, 5G not in 25G), as written, in capitals, in small letters or with one
capital (DeepSeek, DEEPSEEK, deepseek, Deepseek). Where Latin letters and Chinese characters meet in a label a text may print a space
(AI 手机). No other difference is overlooked: a surface is a label or it is no term.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.ontology import Term, vocabulary
from kg.register.user_terms import UserVocabulary, user_vocabulary

_MEETING = re.compile(r"(?<=[A-Za-z0-9])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Known:
    """A term of the vocabulary where a text prints it."""

    term: Term
    start: int
    end: int


class Lexicon:
    """Terms compiled for searching; built once, used for any number of texts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        known = list(terms)
        self._terms = {form: term for term in known for label in term.labels for form in _written(label)}
        self._broader = {term.iri: term.broader for term in known}
        self._wider: dict[str, frozenset[str]] = {}
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

    def wider(self, term: Term) -> frozenset[str]:
        """Return the IRIs of every term above this one, near and far."""
        if term.iri not in self._wider:
            self._wider[term.iri] = frozenset(above(term.iri, self._broader))
        return self._wider[term.iri]


def above(iri: str, broader: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the terms above one, each once; a cycle ends where it began, so that a term in one is above itself."""
    seen: set[str] = set()
    left = [*broader.get(iri, ())]
    while left:
        found = left.pop()
        if found not in seen:
            seen.add(found)
            yield found
            left += broader.get(found, ())


def _written(label: str) -> set[str]:
    """Return the ways a label is written."""
    return {way for form in (label, _MEETING.sub(" ", label)) for way in (form, form.lower(), form.upper(), form.capitalize())}


@cache
def own_vocabulary() -> UserVocabulary:
    """Return the user's own terms, with what clashes in them."""
    return user_vocabulary(vocabulary().terms)


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of the shipped vocabulary and of the user's own terms."""
    return Lexicon([*vocabulary().terms, *own_vocabulary().terms])


def _automaton(labels: list[str]) -> Any:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(labels, matchkind=MatchKind.LeftmostLongest)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether no letter or digit continues a Latin end of the label, touching it or behind a hyphen: MR is not in PET-MR."""
    before, after = _neighbour(text[max(start - 2, 0) : start][::-1]), _neighbour(text[end : end + 2])
    return not (_latin(text[start]) and _latin(before)) and not (_latin(text[end - 1]) and _latin(after))


def _neighbour(characters: str) -> str:
    """Return the character next to a label, looking over one hyphen."""
    return characters[1:2] if characters[:1] == "-" else characters[:1]


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
