"""The documents that are loaded, as the pages list them: told apart by title, region and year, and found by any of their words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from kg.ui.dossier import SAMPLE_SIGN, Row, titled
from kg.ui.language import say

LEVELS = ("国家", "省", "市", "县")


@dataclass(frozen=True, slots=True)
class Listed:
    """A loaded document: its facts, how many tasks and bodies it has, and where nothing but its file names it, that."""

    iri: str
    title: str
    named: bool
    region: str | None
    level: str | None
    year: int | None
    year_to: int | None
    kind: str | None
    status: str | None
    number: str | None
    issued: str | None
    source: str
    tasks: int
    bodies: int
    unread: int | None

    @property
    def sample(self) -> bool:
        """Tell whether this is a rewritten sample."""
        return self.title.startswith(SAMPLE_SIGN)

    @property
    def years(self) -> str:
        """Return the years it is for: 2023, 2023–2025, or nothing."""
        last = f"–{self.year_to}" if self.year_to and self.year_to != self.year else ""
        return f"{self.year}{last}" if self.year else ""

    @property
    def words(self) -> str:
        """Return everything a search looks in."""
        facts = (self.title, self.region, self.level, self.years, self.kind, self.number, self.source)
        return " ".join(str(f) for f in facts if f).casefold()


def listed(rows: Iterable[Row]) -> tuple[Listed, ...]:
    """Return the documents of page-files: by region and year, latest first, those without a title behind the others."""
    found = [_listed(row) for row in rows]
    return tuple(sorted(found, key=lambda d: (d.region is None, d.region or "", -(d.year or 0), not d.named, d.title, d.iri)))


def _listed(row: Row) -> Listed:
    known: dict[str, Any] = {f.name: row.get(f.name) for f in fields(Listed)}
    issued = str(row["issued"]) if row.get("issued") else None
    known |= {"title": titled(row), "named": bool(row.get("title")), "source": str(row.get("source") or "")}
    return Listed(**known | {"kind": row.get("type"), "issued": issued})


def labels(documents: Sequence[Listed]) -> dict[str, str]:
    """Return what each document is called in a list, by IRI: title, region, years; two of one name get their file and digits too."""
    called = {d.iri: " · ".join(p for p in (d.title, d.region, d.years) if p) for d in documents}
    used = Counter(called.values())
    return {d.iri: called[d.iri] if used[called[d.iri]] == 1 else _apart(called[d.iri], d) for d in documents}


def _apart(called: str, document: Listed) -> str:
    """Return a name that no other document has: with the name of its file and the first digits of its hash."""
    file = document.source.replace("\\", "/").rsplit("/", 1)[-1]
    return " · ".join(p for p in (called, file, document.iri.rsplit("/", 1)[-1][:6]) if p)


def matching(documents: Iterable[Listed], words: str) -> list[Listed]:
    """Return the documents that have every word of a search somewhere in their facts: 浙江 2023."""
    wanted = words.casefold().split()
    return [d for d in documents if all(w in d.words for w in wanted)]


def about(document: Listed) -> str:
    """Return region, level, years and kind in one line."""
    level = say(f"level.{document.level}") if document.level in LEVELS else document.level
    return " · ".join(str(p) for p in (document.region, level, document.years, document.kind) if p)
