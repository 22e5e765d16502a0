"""A whole text beside what was read in it: the text cut at its marks, and the facts by task, each under the same click as its mark."""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.model import Unread
from kg.ontology import MV, concept
from kg.ui import evidence, words
from kg.ui.dossier import Assignment, PlanView, Task
from kg.ui.evidence import Mark
from kg.ui.language import named, say, written

KINDS = ("unread", "owner", "target", "technology", "date")
OF = {"goal": "target", "candidate": "technology"}  # shown under another kind


@dataclass(frozen=True, slots=True)
class Fact:
    """Something read at a place of the text: its kind, what it says, what stands beside it; `mark` says how it looks there."""

    mark: Mark
    said: str
    right: str = ""

    @property
    def kind(self) -> str:
        """Return the kind it is counted under: a goal is a target, a candidate a technology."""
        return OF.get(self.mark.kind, self.mark.kind)

    @property
    def click(self) -> str:
        """Return the click that picks it, here and in the text."""
        return click(self.mark)


@dataclass(frozen=True, slots=True)
class MatterGroup:
    """What was read in one task, or in the document itself: number, name, where it begins in the text."""

    number: str
    name: str
    start: int | None
    facts: tuple[Fact, ...]

    @property
    def kinds(self) -> Iterator[tuple[str, tuple[Fact, ...]]]:
        """Yield the facts by kind."""
        for kind in KINDS:
            found = tuple(f for f in self.facts if f.kind == kind)
            if found:
                yield kind, found


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text: the task that begins with it (its number and place), the mark over it, the click on that mark."""

    text: str
    mark: Mark | None = None
    number: str | None = None
    at: int = 0

    @property
    def click(self) -> str:
        """Return the click that picks the fact marked here."""
        return click(self.mark) if self.mark else ""


def click(mark: Mark) -> str:
    """Return the click that picks what is marked; a repeated place is one click."""
    return f"fact={mark.start}-{mark.end}"


def groups(dossier: PlanView, unread: Sequence[Unread]) -> tuple[MatterGroup, ...]:
    """Return what was not read, then the facts of the document, then those of each task in the order of the text."""
    first = MatterGroup("", say("review.unread", count=len(unread)), None, tuple(_unread(u) for u in unread))
    own = MatterGroup("", dossier.title, None, tuple(_targets(dossier, dossier.iri)))
    tasks = sorted(dossier.tasks, key=lambda t: t.start)
    found = (first, own, *(MatterGroup(t.mark, t.name, t.start, tuple(_of_task(dossier, t))) for t in tasks))
    return tuple(g for g in found if g.facts or g.start is not None)


def _unread(stretch: Unread) -> Fact:
    return Fact(Mark(stretch.start, stretch.end, "unread", stretch.why), stretch.text, stretch.why)


def _of_task(dossier: PlanView, task: Task) -> Iterator[Fact]:
    """Yield who is named, the targets, technologies and dates of a task."""
    for naming in dossier.owners[task.iri]:
        yield Fact(evidence.owner_mark(dossier, naming), _owner(dossier, naming), naming.label or "")
    yield from _targets(dossier, task.iri)
    for mark, mention in evidence.technology_marks(dossier, task):
        yield Fact(mark, mention.name, "" if mention.status == "confirmed" else say("technologies.candidate"))
    for milestone in (m for m in dossier.milestones if m.task == task.iri):
        title = f"{named(MV.Milestone)}：{milestone.due or milestone.quote}"
        yield Fact(Mark(milestone.start, milestone.end, "date", title), milestone.due or say("bodies.undated"), milestone.quote)


def _owner(dossier: PlanView, naming: Assignment) -> str:
    name = dossier.body[naming.body].name
    role = "" if naming.role == "responsible" else f"（{words.role(naming)}）"
    return f"{words.rank(dossier, naming)} {name}{role}"


def _targets(dossier: PlanView, holder: str) -> Iterator[Fact]:
    for target in (t for t in dossier.targets if t.holder == holder):
        how = f"{written(concept(MV.Comparators, target.comparator))} " if target.comparator else ""
        high = f"–{target.high}" if target.high is not None else ""
        figure = f"{how}{target.value}{high}{target.unit or ''}" if target.quantified else say("review.goal")
        yield Fact(evidence.target_mark(target), f"{target.object or target.quote}：{figure}", target.deadline or "")


def kept(found: Sequence[MatterGroup], kind: str) -> tuple[MatterGroup, ...]:
    """Return the groups with the facts of one kind alone; "" is all of them."""
    if kind not in KINDS:
        return tuple(found)
    chosen = (replace(g, facts=tuple(f for f in g.facts if f.kind == kind)) for g in found)
    return tuple(g for g in chosen if g.facts)


def counts(found: Iterable[MatterGroup]) -> Mapping[str, int]:
    """Return how many facts there are of each kind."""
    facts = [f.kind for g in found for f in g.facts]
    return {kind: facts.count(kind) for kind in KINDS}


def segments(text: str, found: Sequence[MatterGroup]) -> list[Segment]:
    """Return the whole text cut at its marks and where tasks begin; of marks that overlap the shorter one shows."""
    marks = sorted({(f.mark.start, f.mark.end, f.mark.kind): f.mark for g in found for f in g.facts}.values(), key=lambda m: m.start)
    begins = {g.start: g.number for g in found if g.start is not None and g.start < len(text)}
    inside = [m for m in marks if 0 <= m.start < m.end <= len(text)]
    cuts = sorted({0, len(text), *begins} | {m.start for m in inside} | {m.end for m in inside})
    return list(_cut(text, cuts, inside, begins))


def _cut(text: str, cuts: Sequence[int], marks: Sequence[Mark], begins: Mapping[int, str]) -> Iterator[Segment]:
    """Yield the stretches between the cuts; the marks that are open at a stretch wait in a heap, the shortest first."""
    waiting: list[tuple[int, int, int]] = []
    following = 0
    for start, end in pairwise(cuts):
        while following < len(marks) and marks[following].start <= start:
            mark = marks[following]
            heapq.heappush(waiting, (mark.end - mark.start, mark.end, following))
            following += 1
        while waiting and waiting[0][1] <= start:
            heapq.heappop(waiting)
        over = marks[waiting[0][2]] if waiting else None
        yield Segment(text[start:end], over, begins.get(start), start)
