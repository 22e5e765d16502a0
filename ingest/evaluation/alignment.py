"""Which read task is which gold task, and texts without what two spellings of one text differ in."""

import re
from collections.abc import Iterable

from ingest.evaluation.gold import Gold
from kg.model import Task

FOLDED = str.maketrans("，：；（）〔〕［］～—–％[]", ",:;()()()~--%()")
LOOSE_START = 60  # a gold task's first words may stand this far into the read text: a label or number came first


def align(golds: Iterable[Gold], tasks: Iterable[Task]) -> tuple[list[tuple[Gold, Task | None]], list[Task]]:
    """Pair gold tasks with read ones in order; the second list holds the read tasks left over."""
    left = dict(enumerate(tasks))
    pairs: list[tuple[Gold, Task | None]] = []
    for gold in golds:
        want = fold(gold["starts"])
        place = next((i for i, task in left.items() if _begins(task, want)), None)
        if place is None and want:
            place = next((i for i, task in left.items() if want in fold(task.text)[:LOOSE_START]), None)
        pairs.append((gold, left.pop(place) if place is not None else None))
    return pairs, list(left.values())


def _begins(task: Task, want: str) -> bool:
    """Tell whether a read task begins with the gold's first characters, its number and title taken into account."""
    text, number, title = fold(task.text), fold(task.number), fold(task.title)
    if number and text.startswith(number):
        text = text[len(number) :]
    if text.startswith(want) or (title and (title + text).startswith(want)):
        return True
    return len(want) >= 6 and bool(text) and want.startswith(text[: len(want)])  # 6: a shorter start would fit anything


def squash(text: str | None) -> str:
    """Return a text without its white space."""
    return re.sub(r"\s", "", text or "")


def fold(text: str | None) -> str:
    """Return a text without white space and with one form of each bracket, comma and dash."""
    return squash(text).translate(FOLDED)
