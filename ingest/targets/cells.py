"""Targets whose number stands in a cell of its own, the unit beside it or in its head, the object in the cell of the task.

新增绿地 | 35 | 公顷 · 垃圾分类覆盖率（%） | ≥95 · 新建公厕 | 2025年 10座 | 2026年 20座
A name of several clauses, or one that counts something itself, says no object: such a number is told. So is a share below one percent
whose unit stands in another cell, since 0.98 there may be 98%.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.document import Document, Quantity
from ingest.sources import ITEM_NUMBER, Span
from ingest.targets.indicators import UNIT, value
from ingest.targets.objects import object_before
from kg.model import Target

LONGEST_NAME = 30  # characters of the name of what is counted; a longer one is a sentence
_NUMBER = re.compile(rf"\s*{ITEM_NUMBER}\s*")
_CLAUSES = re.compile(r"[，,。；;：:！!？?\n]")


@dataclass(frozen=True, slots=True)
class Amount:
    """A cell that holds a number, the unit that stands elsewhere, and the date of its column with the day it ends."""

    start: int
    end: int
    unit: str
    deadline: str = ""
    due: str | None = None


def quantity_of_cell(document: Document, start: int, end: int) -> Quantity | None:
    """Return the quantity that a cell is and nothing else: ≥95%, 35, [150]."""
    return value(document, start, end)


def cell_targets(document: Document, name: Span, amounts: Sequence[Amount], known: Sequence[Target]) -> tuple[list[Target], list[Quantity]]:
    """Return the targets of the cells of a row, and the quantities that are none; what the text of the task says is not said again."""
    found = [(amount, quantity) for amount in amounts if (quantity := value(document, amount.start, amount.end)) is not None]
    new = [(a, q) for a, q in found if not any((t.value, t.high) == (q.value, q.high) for t in known)]
    thing, bracketed = _named(document, *name)
    made = [_target(document, name, thing, a, q, bracketed) for a, q in new if thing and not _may_be_a_ratio(a, q, bracketed)]
    return made, [q for a, q in new if not thing or _may_be_a_ratio(a, q, bracketed)]


def named_by_row(document: Document, name: Span, found: Sequence[Target]) -> list[Target]:
    """Return the targets of a row; one outside the cell of its name that says no object has that of the name: 开展巡查 | 全年12次."""
    thing, _ = _named(document, *name)
    return [t if t.object or t.start < name[1] else replace(t, object=thing) for t in found]


def _named(document: Document, start: int, end: int) -> tuple[str, str]:
    """Return what the name of a row says is counted, and the unit in its bracket; nothing where it is no plain name."""
    text = document.text[start:end].rstrip()
    unit = UNIT.search(text)
    bare = _NUMBER.sub("", text[: unit.start()] if unit else text, count=1).rstrip("。")
    plain = (
        len(bare) <= LONGEST_NAME
        and not _CLAUSES.search(bare)
        and next(document.quantities(start, start + unit.start() if unit else end), None) is None
    )
    return (object_before(bare) or bare) if plain else "", unit[1] if unit else ""


def _may_be_a_ratio(amount: Amount, quantity: Quantity, bracketed: str) -> bool:
    """Tell whether a number may be a share of one although its unit is percent: 0.98 beside %."""
    return quantity.value <= 1 and not quantity.unit and (amount.unit or bracketed) == "%"


def _target(document: Document, name: Span, thing: str, amount: Amount, quantity: Quantity, bracketed: str) -> Target:
    """Return the target of a cell; its quote is the cell."""
    unit = quantity.unit or amount.unit or bracketed
    quote = document.text[amount.start : amount.end]
    return Target(
        quote, quantity.value, quantity.high, quantity.comparator, unit, thing, amount.deadline, amount.due, amount.start, amount.end
    )  # fmt: skip
