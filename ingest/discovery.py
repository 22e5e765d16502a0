"""Unknown technologies: terms that the text itself lists as technologies, found without a vocabulary."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that a rule found, with its place in the text."""

    start: int
    end: int
    rule: str


def candidates(text: str, start: int, end: int, *, known: Sequence[tuple[int, int]], segmenter: str) -> Iterator[Candidate]:
    """Yield the terms of text[start:end] that no vocabulary knows."""
    return iter(())
