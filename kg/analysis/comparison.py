"""What changed between two plans or editions: tasks, owners and their roles, targets and dates.

Bodies that were renamed or merged in between are matched by the register, so a reform is no change of owner. Two plans of different
regions or levels are compared by line (条线): the bureau of a city and that of its district do the same work.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.analysis.alignment import Aligned, Alignment, Division, align
from kg.analysis.figures import likeness
from kg.analysis.identity import followed
from kg.analysis.incidence import DEPARTMENT, LEAD
from kg.analysis.records import Assignment, BodyFacts, PlanFacts, TargetFacts
from kg.model import same_matter
from kg.ontology import entry

Basis = Literal["body", "line"]

SAME_OBJECT = 0.5  # the share of the shorter object's characters, by twos, that two targets of one task have in common


@dataclass(frozen=True, slots=True)
class OwnerChange:
    """A change of who answers for a task; kind is an IRI of mv:Changes, the bodies are IRIs of the one and the other plan."""

    kind: str
    before: str | None
    after: str | None
    roles_before: tuple[str, ...] = ()
    roles_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A change of a target; kind is an IRI of mv:Changes."""

    kind: str
    before: TargetFacts | None
    after: TargetFacts | None


@dataclass(frozen=True, slots=True)
class TaskChange:
    """An aligned task with what changed in it; `due` is (before, after) where the day differs."""

    task: Aligned
    owners: tuple[OwnerChange, ...]
    targets: tuple[TargetChange, ...]
    due: tuple[str | None, str | None] | None

    @property
    def changed(self) -> bool:
        """Whether owners, targets or the date changed; another wording alone is none of these."""
        return bool(self.owners or self.targets or self.due)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans and what changed from the one to the other; `successions` are bodies that the register matches under two names."""

    one: str
    other: str
    basis: Basis
    alignment: Alignment
    tasks: tuple[TaskChange, ...]
    targets: tuple[TargetChange, ...]
    successions: tuple[tuple[str, str], ...]

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        found = self.alignment
        moved = found.added or found.dropped or found.splits or found.merges
        return not moved and not self.targets and not any(task.changed for task in self.tasks)

    @property
    def unrelated(self) -> bool:
        """Whether no task of the one is one of the other: then the rest means nothing."""
        return not self.alignment.pairs and not self.alignment.splits and not self.alignment.merges


def compare(one: PlanFacts, other: PlanFacts) -> Comparison:
    """Return what changed from the one plan to the other."""
    basis = _basis(one, other)
    ours, theirs = _keys(one.bodies, basis), _keys(other.bodies, basis)
    alignment = align(one, other, (ours, theirs))
    sides = _Holdings(one, ours), _Holdings(other, theirs)
    return Comparison(
        one=one.iri,
        other=other.iri,
        basis=basis,
        alignment=alignment,
        tasks=tuple(_task_change(pair, *sides) for pair in alignment.pairs),
        targets=tuple(_target_changes(one.iri, other.iri, *sides)),
        successions=_successions(ours, theirs) if basis == "body" else (),
    )


def _basis(one: PlanFacts, other: PlanFacts) -> Basis:
    apart = bool(one.region and other.region and one.region != other.region) or bool(one.level and other.level and one.level != other.level)
    return "line" if apart else "body"


def _keys(bodies: Iterable[BodyFacts], basis: Basis) -> dict[str, str]:
    """Return what each body counts as: what it is called today; by line its first one, else its name without the place."""
    return {body.iri: _key(body, basis) for body in bodies}


def _key(body: BodyFacts, basis: Basis) -> str:
    if body.kind != DEPARTMENT:
        return body.name
    if basis == "body":
        return followed(body.iri)[0]
    return body.lines[0] if body.lines else body.short_name or body.name


def _successions(ours: Mapping[str, str], theirs: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the bodies that count as one and have two IRIs."""
    return tuple((a, b) for a, key in ours.items() for b, other in theirs.items() if key == other and a not in theirs and b != a)


class _Holdings:
    """What the tasks of a plan hold: owners by what they count as, targets, days."""

    def __init__(self, facts: PlanFacts, keys: Mapping[str, str]) -> None:
        self.owners: dict[str, dict[str, list[Assignment]]] = {}
        for naming in sorted(facts.namings, key=lambda n: (n.rank, n.start)):
            self.owners.setdefault(naming.task, {}).setdefault(keys[naming.body], []).append(naming)
        self.targets: dict[str, list[TargetFacts]] = {}
        for target in facts.targets:
            self.targets.setdefault(target.holder, []).append(target)
        self.due = {task.iri: task.due for task in facts.tasks}
        self.year = facts.year

    def day(self, due: str | None) -> tuple[int, str] | None:
        """Return a day counted from the plan's own year: the end of June stays what it was in the next year's plan."""
        return (int(due[:4]) - (self.year or 0), due[4:]) if due else None


def _task_change(pair: Aligned, one: _Holdings, other: _Holdings) -> TaskChange:
    before, after = one.owners.get(pair.one, {}), other.owners.get(pair.other, {})
    days = one.due[pair.one], other.due[pair.other]
    return TaskChange(
        pair,
        (*_owner_changes(before, after), *_first_listed(before, after)),
        tuple(_target_changes(pair.one, pair.other, one, other)),
        days if _days_differ(*days, one, other) else None,
    )


Named = Mapping[str, list[Assignment]]


def _owner_changes(before: Named, after: Named) -> Iterator[OwnerChange]:
    for key, namings in before.items():
        if key not in after:
            yield OwnerChange(_kind("ownerDropped"), namings[0].body, None, _roles(namings))
        elif _roles(namings) != _roles(after[key]):
            now = after[key]
            yield OwnerChange(_kind("roleChanged"), namings[0].body, now[0].body, _roles(namings), _roles(now))
    for key, namings in after.items():
        if key not in before:
            yield OwnerChange(_kind("ownerAdded"), None, namings[0].body, (), _roles(namings))


def _first_listed(before: Named, after: Named) -> Iterator[OwnerChange]:
    """Yield another body listed first, where neither text states who leads and the former one is still named."""
    if not before or not after or any(LEAD in _roles(n) for n in (*before.values(), *after.values())):
        return
    (was, first), (now, then) = next(iter(before.items())), next(iter(after.items()))
    if was != now and was in after and now in before:
        yield OwnerChange(_kind("firstListedChanged"), first[0].body, then[0].body)


def _roles(namings: Iterable[Assignment]) -> tuple[str, ...]:
    return tuple(sorted({naming.role for naming in namings}))


def _target_changes(holder: str, there: str, one: _Holdings, other: _Holdings) -> Iterator[TargetChange]:
    """Yield what became of targets and goals: those about one object in one unit are the same target."""
    left = list(other.targets.get(there, ()))
    for target in one.targets.get(holder, ()):
        same = max((t for t in left if _same(target, t)), key=lambda t: _closeness(target, t), default=None)
        if same is None:
            yield TargetChange(_kind("targetDropped"), target, None)
            continue
        left.remove(same)
        of_the_task = (target.due, same.due) == (one.due.get(holder), other.due.get(there))
        another_day = not of_the_task and _days_differ(target.due, same.due, one, other)
        if (change := _changed(target, same, another_day)) is not None:
            yield TargetChange(_kind(change), target, same)
    yield from (TargetChange(_kind("targetAdded"), None, target) for target in left)


def _days_differ(before: str | None, after: str | None, one: _Holdings, other: _Holdings) -> bool:
    """Tell whether a day is another one, or only the same day of the year that each plan is for."""
    return before != after and (one.year is None or other.year is None or one.day(before) != other.day(after))


def _same(one: TargetFacts, other: TargetFacts) -> bool:
    if one.quantified != other.quantified or one.unit != other.unit:
        return False
    return one.object == other.object or same_matter(one.object, other.object) or likeness(one.object, other.object) >= SAME_OBJECT


def _closeness(one: TargetFacts, other: TargetFacts) -> tuple[bool, float, bool]:
    return one.quote == other.quote, likeness(one.object, other.object), one.value == other.value


def _changed(one: TargetFacts, other: TargetFacts, another_day: bool) -> str | None:
    """Return the local name of the change, None where the figure is the same."""
    was, now = _figure(one), _figure(other)
    if was != now:
        return "targetRaised" if now > was else "targetLowered"
    return "targetReworded" if another_day or one.comparator != other.comparator else None


def _figure(target: TargetFacts) -> tuple[float, float]:
    low = float(target.value or 0)
    return low, float(target.high) if target.high is not None else low


def _kind(name: str) -> str:
    return entry(name).iri


def unmatched(higher: PlanFacts, lower: PlanFacts) -> tuple[str, ...]:
    """Return the tasks of a higher plan that no task of a lower one matches; a doubtful match is left to a person and not listed."""
    found = compare(higher, lower).alignment
    doubtful = {pair.one for pair in found.doubtful}
    return tuple(task for task in found.dropped if task not in doubtful)


def divisions(comparison: Comparison) -> Iterator[tuple[str, Division]]:
    """Yield splits and merges with the IRI of what they are."""
    yield from ((_kind("taskSplit"), division) for division in comparison.alignment.splits)
    yield from ((_kind("taskMerged"), division) for division in comparison.alignment.merges)
