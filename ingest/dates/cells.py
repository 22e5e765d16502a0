"""Steps in the columns of a table that are headed by dates: 一季度 | 二季度 above 完成选址 | 开工10座."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Document
from kg.model import Milestone


@dataclass(frozen=True, slots=True)
class StepCell:
    """A cell that says what is done by the day on which the date in the head of its column ends."""

    start: int
    end: int
    due: str


def cell_milestones(document: Document, steps: Sequence[StepCell]) -> tuple[Milestone, ...]:
    """Return cells as milestones: quote and deed are the words of the cell, the day is that of its column."""
    words = [document.text[step.start : step.end] for step in steps]
    return tuple(Milestone(said, s.due, s.start, s.end, said, s.start, s.end) for said, s in zip(words, steps, strict=True))
