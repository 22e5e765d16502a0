"""The headings that tasks stand under, each with its number and its name."""

from collections.abc import Iterator

from ingest.outline.tree import Outline
from ingest.sources import marker, printed_numeral
from kg.model import Section


def sections(found: Outline) -> Iterator[Section]:
    """Yield the headings above the tasks, once each, those above first: 二、主要任务, then （一）夯实底座 below it.

    A heading that is no numbered item (a line without a number, a cell of a table) has the number it begins with, if any;
    附件1 is no number of a scheme.
    """
    numbers = {item.heading: item.number for item in found.items}
    paths = (task.section[:depth] for task in found.tasks for depth in range(1, len(task.section) + 1))
    for path in dict.fromkeys(paths):
        number = numbers.get(path[-1]) or _number(path[-1])
        numeral = printed_numeral(number)
        yield Section(path, number if numeral else "", numeral, path[-1].removeprefix(number if numeral else "").strip())


def _number(heading: str) -> str:
    """Return the number a heading begins with, "" where there is none."""
    mark = marker(heading, 0, len(heading))
    return heading[: mark.end].strip() if mark and not mark.glued else ""
