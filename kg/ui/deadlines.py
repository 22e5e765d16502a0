"""What falls due: the dated steps, deadlines and targets of tasks as entries with a day, the deed and the names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kg.ui.dossier import Row

Kind = Literal["task", "milestone", "target", "headline"]


@dataclass(frozen=True, slots=True)
class Due:
    """One thing with a deadline: what kind it is, the printed words, the day they end (None: no day), the deed, the task, who is named."""

    kind: Kind
    words: str
    due: str | None
    deed: str
    document: str
    task: str | None
    ordinal: int
    name: str
    text: str
    owners: tuple[tuple[str, str], ...]

    @property
    def month(self) -> str:
        """Return the month it ends in, YYYY-MM, '' where there is no day."""
        return (self.due or "")[:7]


def entries(rows: Iterable[Row], headlines: Iterable[Row]) -> tuple[Due, ...]:
    """Return everything with a deadline, earliest first, what has no day behind, from the rows of page-due and page-headlines."""
    found = [due for row in rows for due in (*_own(row), *_milestones(row), *_targets(row))]
    found += [_headline(row) for row in headlines if row["said"] or row["due"]]
    return tuple(sorted(found, key=lambda d: (d.due is None, d.due or "", d.document, d.ordinal, d.words)))


def _own(row: Row) -> list[Due]:
    """Return the deadline of the task itself, where it has one."""
    return [Due("task", row["deadline"], row["due"], row["name"], **_task(row))] if row["deadline"] else []


def _milestones(row: Row) -> list[Due]:
    """Return the dated steps; where the text behind a date says no deed, the task's name stands for it."""
    return [Due("milestone", m["words"], m["due"], m["deed"] or row["name"], **_task(row)) for m in row["milestones"]]


def _targets(row: Row) -> list[Due]:
    dated = [t for t in row["targets"] if t["said"] or t["due"]]
    return [Due("target", t["said"] or "", t["due"], t["words"], **_task(row)) for t in dated]


def _task(row: Row) -> dict[str, Any]:
    first = sorted(row["owners"], key=lambda o: (o["role"] != "lead", o["rank"] or 0))
    owners = tuple(dict.fromkeys((o["iri"], o["name"]) for o in first))
    place = {"document": row["document"], "task": row["task"], "ordinal": row["ordinal"], "name": row["name"]}
    return {**place, "text": row["text"], "owners": owners}


def _headline(row: Row) -> Due:
    return Due("headline", row["said"] or "", row["due"], row["words"], row["document"], None, 0, "", row["words"], ())


def years(found: Sequence[Due]) -> list[str]:
    """Return the years in which something falls due."""
    return sorted({d.due[:4] for d in found if d.due})
