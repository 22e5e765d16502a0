"""The documents that are loaded, as the pages list them: told apart by title, region and year, and found by any of their words."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from kg.register import place, provinces
from kg.ui.dossier import SAMPLE_SIGN, Row, titled
from kg.ui.language import say

OR = re.compile(r"[、|,，]")  # between words of which one is enough
LEVELS = ("国家", "省", "市", "县")


@dataclass(frozen=True, slots=True)
class Listed:
    """A loaded document: its facts, how many tasks and bodies it has, and where nothing but its file names it, that.

    Of the editions of a work one counts; of the others `counted` is false, and `current` the IRI of the one that counts.
    """

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
    province: str | None = None
    counted: bool = True
    current: str | None = None

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
    def of(self) -> str:
        """Return the year it counts under: the first it is for, else the one it was issued in, else nothing."""
        return str(self.year) if self.year else (self.issued or "")[:4]

    @property
    def words(self) -> str:
        """Return everything a search looks in."""
        facts = (self.title, self.province, self.region, self.level, self.years or self.of, self.kind, self.number, self.source)
        return " ".join(str(f) for f in facts if f).casefold()


def listed(rows: Iterable[Row]) -> tuple[Listed, ...]:
    """Return the documents of page-files: by region and year, latest first, those without a title behind the others."""
    found = [_listed(row) for row in rows]
    return tuple(sorted(found, key=_place))


def _place(document: Listed) -> tuple[object, ...]:
    """Return where a document stands among the others: national ones, then by province and region, latest first."""
    order = {name: i for i, name in enumerate(provinces())}
    country = -1 if document.level == LEVELS[0] else len(order)
    at = order.get(document.province or "", country)
    return (at, document.region or "", not document.named, -int(document.of or 0), document.title, document.iri)


def _listed(row: Row) -> Listed:
    known: dict[str, Any] = {f.name: row.get(f.name) for f in fields(Listed)}
    issued = str(row["issued"]) if row.get("issued") else None
    meant = place(row.get("region"))
    known |= {"province": meant.province if meant else None}
    known |= {"counted": row.get("counted") is not False}
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
    """Return the documents that have every word of a search somewhere in their facts: 浙江 2023; of 河南、浙江 one is enough."""
    wanted = [[one for one in OR.split(word) if one] for word in words.casefold().split()]
    return [d for d in documents if all(any(one in d.words for one in several) for several in wanted if several)]


def about(document: Listed) -> str:
    """Return region, level, years and kind in one line."""
    return " · ".join(str(p) for p in (document.region, level(document), document.years, document.kind) if p)


def level(document: Listed) -> str:
    """Return the level of a document in words; nothing where none is known."""
    return say(f"level.{document.level}") if document.level in LEVELS else document.level or ""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents: the words of a search and one value each of province, level, year, kind and line; "" is any."""

    q: str = ""
    region: str = ""
    level: str = ""
    year: str = ""
    kind: str = ""
    line: str = ""

    @property
    def given(self) -> dict[str, str]:
        """Return those that are set."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}


def kept(documents: Iterable[Listed], filters: Filters, named_in: Mapping[str, Collection[str]]) -> list[Listed]:
    """Return the documents that meet every filter; `named_in` has the documents of each line."""
    wanted = [d for d in matching(documents, filters.q) if not filters.line or d.iri in named_in.get(filters.line, ())]
    facts = {"region": filters.region, "level": filters.level, "of": filters.year, "kind": filters.kind}
    return [d for d in wanted if all(value in ("", _fact(d, name)) for name, value in facts.items())]


def _fact(document: Listed, name: str) -> str:
    """Return what a filter compares with: of the region the province."""
    return (document.province or document.region or "") if name == "region" else str(getattr(document, name) or "")


def options(documents: Iterable[Listed], name: str) -> dict[str, int]:
    """Return the values of a filter that occur, each with its number of documents: regions in official order, years latest first."""
    counted = Counter(_fact(d, {"year": "of"}.get(name, name)) for d in documents)
    order = {value: i for i, value in enumerate((*LEVELS, *provinces()))}
    last = len(order)
    key = (lambda v: -int(v)) if name == "year" else (lambda v: (order.get(v, last), -counted[v], v))
    return {value: counted[value] for value in sorted((v for v in counted if v), key=key)}


def loosened(documents: Sequence[Listed], filters: Filters, named_in: Mapping[str, Collection[str]]) -> list[tuple[str, str, int]]:
    """Return for each filter that is set how many documents there would be without it, most first: name, value, count."""
    found = [(n, v, len(kept(documents, replace(filters, **{n: ""}), named_in))) for n, v in filters.given.items()]
    return sorted(found, key=lambda row: -row[2])


def uncounted(documents: Sequence[Listed]) -> list[str]:
    """Return in words how many documents no figure counts: editions that another one stands for, and those without tasks."""
    editions, empty = sum(not d.counted for d in documents), sum(d.counted and not d.tasks for d in documents)
    told = [say("files.editions", count=editions)] if editions else []
    return told + ([say("files.empty", count=empty)] if empty else [])


def basis(documents: Sequence[Listed]) -> str:
    """Return in words what figures over documents rest on, and which documents do not count."""
    counting = sum(d.counted and d.tasks > 0 for d in documents)
    return say("files.comma").join([say("files.rests", count=counting), *uncounted(documents)])
