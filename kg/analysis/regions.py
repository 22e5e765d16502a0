"""Tasks, owners and technologies of many plans by region, year and line: what a table of provinces and years is made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.analysis.incidence import DEPARTMENT, counted
from kg.analysis.records import PlanFacts


@dataclass(frozen=True, slots=True)
class RegionShare:
    """A region, a year and a line (IRI; None: all lines and bodies without one together), with what it rests on; None where not stated."""

    region: str | None
    year: int | None
    line: str | None
    plans: int
    tasks: int
    owners: int
    technologies: int


@dataclass(frozen=True, slots=True)
class _Share:
    """What one plan adds to a cell."""

    plan: str
    tasks: frozenset[str]
    owners: frozenset[str]
    technologies: frozenset[str]


def spread(plans: Iterable[PlanFacts]) -> tuple[RegionShare, ...]:
    """Return a cell for every region, year and line that some plan names, and one for each region and year as a whole.

    A plan of several years counts in its first. Give one edition of each work.
    """
    found: dict[tuple[str | None, int | None, str | None], list[_Share]] = {}
    for facts in plans:
        for line, share in _shares(facts).items():
            found.setdefault((facts.region, facts.year, line), []).append(share)
    cells = (_cell(place, shares) for place, shares in found.items())
    return tuple(sorted(cells, key=lambda c: (c.region or "", c.year or 0, c.line is not None, -c.tasks, c.line or "")))


def _cell(place: tuple[str | None, int | None, str | None], shares: list[_Share]) -> RegionShare:
    plans, tasks, owners, technologies = (
        set().union(*found)
        for found in (
            [{s.plan} for s in shares],
            [s.tasks for s in shares],
            [s.owners for s in shares],
            [s.technologies for s in shares],
        )
    )
    return RegionShare(*place, len(plans), len(tasks), len(owners), len(technologies))


def _shares(facts: PlanFacts) -> Mapping[str | None, _Share]:
    """Return what a plan has as a whole (None) and in each line."""
    tasks = [task.iri for task in counted(facts)]
    lines = {body.iri: body.lines for body in facts.bodies if body.kind == DEPARTMENT}
    named: dict[str | None, dict[str, set[str]]] = {None: {task: set() for task in tasks}}
    for one in facts.namings:
        if one.task in named[None] and one.body in lines:
            for line in (None, *lines[one.body]):
                named.setdefault(line, {}).setdefault(one.task, set()).add(one.body)
    return {line: _share(facts, of) for line, of in named.items()}


def _share(facts: PlanFacts, named: Mapping[str, set[str]]) -> _Share:
    technologies = frozenset(mention.iri for mention in facts.technologies if mention.task in named)
    return _Share(facts.iri, frozenset(named), frozenset().union(*named.values()), technologies)
