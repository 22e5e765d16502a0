"""A body over all documents: the rows of its queries as records, with the small questions its page asks of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from kg.ui.dossier import LAST, Body, Row

NO_PARTNER = 0
LINE = "line"  # the kind of a body that stands for a whole line


@dataclass(frozen=True, slots=True)
class Counted:
    """A body of the register page with its counts over all documents; partners are the departments named beside it."""

    body: Body
    region: str | None
    level: str | None
    documents: int
    tasks: int
    leads: int
    first: int
    partners: int


@dataclass(frozen=True, slots=True)
class BodyTask:
    """A task that names the body: the document, where it is, in what role and place, the words."""

    document: str
    task: str
    number: str
    name: str
    text: str
    role: str
    basis: str
    rank: int
    surface: str


@dataclass(frozen=True, slots=True)
class Partner:
    """A body named beside it, with the tasks both are named for."""

    iri: str
    name: str
    kind: str
    region: str | None
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """Something of its tasks with a day or a deadline: the words, the day, the task."""

    task: str
    name: str
    words: str
    due: str | None


@dataclass(frozen=True)
class Profile:
    """Everything the page of a body shows."""

    body: Body
    facts: Row
    work: tuple[BodyTask, ...]
    partners: tuple[Partner, ...]
    dates: tuple[Dated, ...]
    targets: tuple[Dated, ...]
    technologies: tuple[tuple[str, str, bool, tuple[str, ...]], ...]

    @cached_property
    def documents(self) -> dict[str, tuple[BodyTask, ...]]:
        """Return its tasks by document, each once."""
        found: dict[str, dict[str, BodyTask]] = {}
        for row in self.work:
            held = found.setdefault(row.document, {})
            if row.task not in held or (row.role == "lead" and held[row.task].role != "lead"):
                held[row.task] = row
        return {document: tuple(rows.values()) for document, rows in found.items()}

    @cached_property
    def tasks(self) -> tuple[BodyTask, ...]:
        """Return its tasks, each once."""
        return tuple(w for rows in self.documents.values() for w in rows)

    @cached_property
    def spellings(self) -> list[tuple[str, int]]:
        """Return how the documents write its name, most often first."""
        return Counter(w.surface for w in self.work if w.surface).most_common()


def standing(work: BodyTask) -> str:
    """Return how a body stands on a task: lead (stated), first (listed first, no lead stated for it), or named."""
    return "lead" if work.role == "lead" else "first" if work.rank == 1 else "named"


def counted(rows: Sequence[Row], partners: Sequence[Row]) -> list[Counted]:
    """Return the bodies of page-bodies with the partners of page-partners."""
    beside = {row["iri"]: row["partners"] for row in partners}
    return [_counted(row, beside.get(row["iri"], NO_PARTNER)) for row in rows]


def _counted(row: Row, partners: int) -> Counted:
    counts = {name: row[name] for name in ("region", "level", "documents", "tasks", "leads", "first")}
    return Counted(body(row), **counts, partners=partners)


def body(row: Row) -> Body:
    """Return who a row is about."""
    known: dict[str, Any] = {f.name: row.get(f.name) for f in fields(Body)}
    return Body(**known)


def profile(facts: Row, work: Sequence[Row], partners: Sequence[Row], rest: Sequence[Row]) -> Profile:
    """Return a body from the rows of page-body, page-body-work, page-body-partners and page-body-facts."""
    return Profile(
        body(facts),
        facts,
        tuple(_work(row) for row in work),
        tuple(Partner(r["iri"], r["name"], r["kind"], r["region"], tuple(sorted(r["shared"]))) for r in partners),
        tuple(sorted((d for row in rest for d in _dates(row)), key=_when)),
        tuple(sorted((d for row in rest for d in _targets(row)), key=_when)),
        tuple(_technologies(rest)),
    )


def of_line(facts: Row, work: Sequence[Row], rest: Sequence[Row]) -> Profile:
    """Return a whole line from the rows of page-line, page-line-work and page-line-facts; its partners are other lines, counted apart."""
    about = dict.fromkeys(("lines", "before", "after", "above", "below"), ())
    return profile({**facts, **about, "kind": LINE, "region": None}, work, (), rest)


def _work(row: Row) -> BodyTask:
    known: dict[str, Any] = {f.name: row.get(f.name) for f in fields(BodyTask)}
    return BodyTask(**known | {"number": row.get("number") or "", "rank": row.get("rank") or LAST, "surface": row.get("surface") or ""})


def _dates(row: Row) -> list[Dated]:
    own = [Dated(row["task"], row["name"], row["deadline"], row["due"])] if row["deadline"] else []
    return own + [Dated(row["task"], row["name"], m["quote"], m["due"]) for m in row["milestones"]]


def _targets(row: Row) -> list[Dated]:
    return [Dated(row["task"], row["name"], t["quote"], t["due"]) for t in row["targets"] if t["quantified"]]


def _when(dated: Dated) -> tuple[bool, str, str]:
    return (dated.due is None, dated.due or "", dated.task)


def _technologies(rest: Sequence[Row]) -> list[tuple[str, str, bool, tuple[str, ...]]]:
    """Return the technologies of its tasks: IRI, name, whether one mention is confirmed, the tasks; most tasks first."""
    tasks: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    sure: set[str] = set()
    for row in rest:
        for t in row["technologies"]:
            tasks.setdefault(t["iri"], set()).add(row["task"])
            names[t["iri"]] = t["name"]
            sure |= {t["iri"]} if t["status"] == "confirmed" else set()
    most = sorted(tasks, key=lambda iri: (-len(tasks[iri]), names[iri]))
    return [(iri, names[iri], iri in sure, tuple(sorted(tasks[iri]))) for iri in most]
