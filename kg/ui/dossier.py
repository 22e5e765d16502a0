"""One document as the pages need it: rows of the page queries, as frozen records with the small questions pages ask of them.

Of an edition that does not count the graph holds no tasks: its records are made of the plan that the library keeps, and are the same.

Nothing here guesses: what a row does not hold is None, and the pages say 未载.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache, cached_property
from typing import Any, TypeVar

from kg.analysis import Assignment as Assignment
from kg.analysis import BodyFacts as Body
from kg.analysis import MilestoneFacts as Milestone
from kg.analysis import TargetFacts as Target
from kg.analysis import TaskFacts as Task
from kg.analysis import TechnologyFacts as Technology
from kg.analysis import of_plan
from kg.model import Plan, Section
from kg.ui.language import say

__all__ = ["Body", "Milestone", "Target", "Task", "Technology"]  # what the pages call the records of kg.analysis

Row = Mapping[str, Any]
T = TypeVar("T")

HUB_SHARE = 0.8  # named for four fifths of the tasks: such a body joins everything to everything and hides the rest
HUB_TASKS = 8  # fewer tasks than these hide nothing
SAMPLE_SIGN = "（改写样例）"
UNNUMBERED = "#"  # before a place among the tasks that is no printed number
LAST = 10**6  # a body without a protocol order stands behind those that have one


@dataclass(frozen=True, slots=True)
class CitationView:
    """Another document this one names; loaded where the graph holds it too."""

    title: str
    kind: str
    loaded: bool


@dataclass(frozen=True, slots=True)
class Everywhere:
    """In how many documents, and for how many tasks in all of them, a body is named."""

    documents: int
    tasks: int


@dataclass(frozen=True)
class PlanView:
    """A document with everything the pages show of it; `headings` gives the name of a heading, without its number, by what is printed."""

    iri: str
    title: str
    facts: Row
    tasks: tuple[Task, ...] = ()
    bodies: tuple[Body, ...] = ()
    namings: tuple[Assignment, ...] = ()
    targets: tuple[Target, ...] = ()
    technologies: tuple[Technology, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    citations: tuple[CitationView, ...] = ()
    issuers: tuple[str, ...] = ()
    unread: int | None = None
    passages: tuple[tuple[str, str], ...] | None = None
    revision: str = ""
    text: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def notice(self) -> str | None:
        """Return 改写样例，非官方文本 for a rewritten sample, None for a real document."""
        return say("app.sample_notice") if self.title.startswith(SAMPLE_SIGN) else None

    @cached_property
    def task(self) -> dict[str, Task]:
        """Tasks by IRI."""
        return {t.iri: t for t in self.tasks}

    @cached_property
    def body(self) -> dict[str, Body]:
        """Bodies by IRI."""
        return {b.iri: b for b in self.bodies}

    @cached_property
    def target(self) -> dict[str, Target]:
        """Targets by IRI."""
        return {t.iri: t for t in self.targets}

    @cached_property
    def owners(self) -> dict[str, tuple[Assignment, ...]]:
        """Namings of each task, in printed order."""
        found: dict[str, list[Assignment]] = {t.iri: [] for t in self.tasks}
        for naming in sorted(self.namings, key=lambda n: (n.rank, n.start)):
            found[naming.task].append(naming)
        return {task: tuple(named) for task, named in found.items()}

    @cached_property
    def work(self) -> dict[str, tuple[Assignment, ...]]:
        """Namings of each body, in the order of the tasks; a body named twice for one task counts once."""
        place = {t.iri: i for i, t in enumerate(self.tasks)}
        found: dict[str, dict[str, Assignment]] = {b.iri: {} for b in self.bodies}
        for naming in sorted(self.namings, key=lambda n: (place[n.task], n.rank)):
            found[naming.body].setdefault(naming.task, naming)
        return {body: tuple(named.values()) for body, named in found.items()}

    @cached_property
    def hubs(self) -> tuple[Body, ...]:
        """Bodies of any kind named for nearly all tasks."""
        if len(self.owned) < HUB_TASKS:
            return ()
        return tuple(b for b in self.bodies if len(self.work[b.iri]) >= HUB_SHARE * len(self.owned))

    @cached_property
    def everywhere(self) -> tuple[Body, ...]:
        """Whoever is named for nearly all tasks, localities and collectives too; a picture hides them."""
        if len(self.owned) < HUB_TASKS:
            return ()
        return tuple(b for b in self.bodies if len(self.work[b.iri]) >= HUB_SHARE * len(self.owned))

    @cached_property
    def owned(self) -> tuple[Task, ...]:
        """Tasks with at least one body named."""
        return tuple(t for t in self.tasks if self.owners[t.iri])

    @cached_property
    def departments(self) -> tuple[Body, ...]:
        """Single bodies; localities and collectives are counted apart."""
        return tuple(b for b in self.bodies if b.kind == "department")

    @cached_property
    def leads_stated(self) -> int:
        """For how many tasks the text states who leads, on the task or by a document-wide rule."""
        return len({n.task for n in self.namings if n.role == "lead"})

    def of_task(self, rows: Iterable[Any], task: str) -> list[Any]:
        """Return the technologies, milestones or (by holder) targets of a task."""
        return [r for r in rows if getattr(r, "task", None) == task or getattr(r, "holder", None) == task]

    def strong(self, naming: Assignment) -> bool:
        """Tell whether a naming is what the eye should meet first: the stated lead, or the first-listed where none is stated."""
        return naming.role == "lead" if self.leads_stated else naming.rank == 1 and self.printed(naming)

    def printed(self, naming: Assignment) -> bool:
        """Tell whether a body is printed on its task; else a document-wide rule adds it, and its place there is no printed one."""
        task = self.task[naming.task]
        return naming.basis != "convention" or task.start <= naming.start < task.end


def dossier(
    rows: Mapping[str, Sequence[Row]], *, passages: tuple[tuple[str, str], ...] | None = None, revision: str = "", text: str = ""
) -> PlanView:
    """Return a document from the rows of its page queries: document, issuers, citations, sections, tasks, namings, targets, …"""
    facts = rows["document"][0]
    return PlanView(
        iri=facts["iri"],
        title=titled(facts),
        facts=facts,
        tasks=_tasks(rows["tasks"], rows["sections"]),
        bodies=_bodies(rows["namings"]),
        namings=tuple(_naming(r) for r in rows["namings"]),
        targets=tuple(_record(Target, r) for r in rows["targets"]),
        technologies=tuple(_record(Technology, r) for r in rows["technologies"]),
        milestones=tuple(_record(Milestone, r) for r in rows["milestones"]),
        citations=tuple(CitationView(r["title"], r["kind"], bool(r["loaded"])) for r in rows["citations"]),
        issuers=tuple(r["name"] for r in rows["issuers"]),
        unread=facts.get("unread"),
        passages=passages,
        revision=revision,
        text=text,
        headings={_printed(s): s["heading"] for s in rows["sections"]},
    )


def from_kept(found: PlanView, plan: Plan) -> PlanView:
    """Return a document whose tasks the graph does not hold with those of its kept plan, each record as the page queries would give it."""
    facts, sections = of_plan(plan), [_kept_section(s) for s in plan.sections]
    tasks = _tasks([_kept_task(plan, i, task) for i, task in enumerate(facts.tasks)], sections)
    place, names = {task.iri: i for i, task in enumerate(tasks)}, {agent.iri: agent.name for agent in plan.agents}
    return replace(
        found,
        tasks=tasks,
        bodies=_by_protocol(facts.bodies),
        namings=tuple(sorted(facts.namings, key=lambda n: (place[n.task], n.rank, n.start))),
        targets=tuple(sorted(facts.targets, key=lambda t: (t.start, t.iri))),
        technologies=tuple(sorted(facts.technologies, key=lambda t: (t.start, t.end, t.iri))),
        milestones=tuple(sorted(facts.milestones, key=lambda m: m.start)),
        issuers=tuple(names[issuer] for issuer in plan.issued_by),
        headings={_printed(s): s["heading"] for s in sections},
    )


def _kept_section(said: Section) -> Row:
    """Return a row of page-sections; in place of an IRI stands the path of headings."""
    return {"iri": said.path, "parent": said.path[:-1] or None, "number": said.number, "numeral": said.numeral, "heading": said.name}


def _kept_task(plan: Plan, place: int, task: Task) -> Row:
    """Return a row of page-tasks; a task that stands under no other one stands under its path of headings."""
    said = {name: getattr(task, name) for name in _names(Task)}
    return {**said, "ordinal": place, "name": plan.tasks[place].name, "parent": task.parent or task.section or None}


def titled(facts: Row) -> str:
    """Return the title of a document; where the text has none, that, and the name of its file."""
    return str(facts.get("title") or f"{say('app.untitled')}{str(facts.get('source') or '').replace(chr(92), '/').rsplit('/', 1)[-1]}")


def _record(kind: type[T], row: Row) -> T:
    """Return a row as a record that has the same names."""
    return kind(**{name: _plain(row.get(name)) for name in _names(kind)})  # type: ignore[arg-type]  # a type is hashable


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of a record's fields: a large plan has tens of thousands of records of seven kinds."""
    return tuple(f.name for f in fields(kind))


def _plain(value: Any) -> Any:
    """Return a date as YYYY-MM-DD, anything else as it is."""
    if value is None or isinstance(value, str | int | float):  # most values: nothing else is asked of them
        return value
    return value.isoformat() if hasattr(value, "isoformat") else value


def _naming(row: Row) -> Assignment:
    known = {"rank": row.get("rank") or 0, "part": row.get("part") or 1, "surface": row.get("surface") or row["name"]}
    return _record(Assignment, {**row, **known})


def _bodies(rows: Sequence[Row]) -> tuple[Body, ...]:
    """Return whoever is named."""
    found = {r["body"]: _record(Body, {**r, "iri": r["body"], "lines": tuple(sorted(r.get("lines") or ()))}) for r in rows}
    return _by_protocol(found.values())


def _by_protocol(bodies: Iterable[Body]) -> tuple[Body, ...]:
    """Return bodies in order: departments by protocol order first, then localities, then collectives; else as they were named."""
    kinds = {"department": 0, "locality": 1, "collective": 2}
    return tuple(sorted(bodies, key=lambda b: (kinds[b.kind], b.order if b.order is not None else LAST)))


def _tasks(rows: Sequence[Row], sections: Sequence[Row]) -> tuple[Task, ...]:
    """Return the tasks in the order of the document, with the headings above each and an unambiguous number."""
    above = {s["iri"]: (_printed(s), s["parent"]) for s in sections}
    parents = {r["iri"]: r["parent"] for r in rows}
    numbered = marks(rows, sections)
    ordered = sorted(rows, key=lambda r: r["ordinal"])
    return tuple(_task(r, _path(r["parent"], above, parents), numbered[r["iri"]], parents) for r in ordered)


def marks(rows: Iterable[Row], sections: Iterable[Row]) -> dict[str, str]:
    """Return what the pages show as the number of each task of one document, by IRI, from the rows of page-tasks and page-sections."""
    above = {s["iri"]: (s["numeral"] or "", s["parent"]) for s in sections}
    ordered = sorted(rows, key=lambda r: r["ordinal"])
    parents = {r["iri"]: r["parent"] for r in ordered}
    parts = [next(iter(_path(r["parent"], above, parents)), "") for r in ordered]
    found = _marks([r["numeral"] or r["number"] or "" for r in ordered], parts)
    return dict(zip(parents, found, strict=True))


def _printed(section: Row) -> str:
    """Return a heading as printed, its number in front of its name."""
    return f"{section['number'] or ''}{section['heading'] or ''}"


def _task(row: Row, section: tuple[str, ...], mark: str, tasks: Mapping[str, Any]) -> Task:
    parent = row["parent"] if row["parent"] in tasks else None
    known = {"section": section, "mark": mark, "parent": parent, "number": row["number"] or "", "name": row["name"] or row["text"]}
    return _record(Task, {**row, **known})


def _path(at: str | None, above: Mapping[str, tuple[str, str | None]], parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return the headings from the top down to where a task stands."""
    path: list[str] = []
    while at is not None and (at in above or at in parents):
        if at in above:
            heading, at = above[at]
            path.insert(0, heading)
        else:
            at = parents[at]
    return tuple(path)


def _marks(numerals: Sequence[str], parts: Sequence[str]) -> list[str]:
    """Return the numerals of tasks; one that was used before gets the numeral of its part in front: 三·1.

    A task without a number, or whose number says nothing even so, is told by its place among the tasks, which is marked: #4.
    """
    seen: Counter[str] = Counter()
    marks = []
    for i, (own, part) in enumerate(zip(numerals, parts, strict=True)):
        for mark in (own, f"{part}·{own}", f"{own}{UNNUMBERED}{i + 1}"):
            if mark and not seen[mark] and not mark.startswith("·") and (own or mark.startswith(UNNUMBERED)):
                break
        seen[mark] += 1
        marks.append(mark)
    return marks
