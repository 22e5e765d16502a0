"""What the picture of a document shows: its filters, the bodies it hides because they stand everywhere, a neighbourhood, or all.

Wanted.layout   ring (two kinds of nodes), grouped (tasks below whoever is listed first), departments (bodies alone)
Wanted.steps    0 the whole; 1 to 3: what lies that many lines away from `around`, a body or a task
Wanted.hubs     bodies whose hiding was turned over: put back where they are hidden by default, hidden where they are not
Wanted.found    the bodies and tasks that a search finds; one alone is `around`
Wanted.off, role, part   kinds of bodies left out, the role (or `strong`) and the top section that are kept
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.iris import absolute, part_iri
from kg.picture import LARGEST_DRAWN, LARGEST_NEIGHBOURHOOD, LARGEST_WHOLE, Layout
from kg.ui import who
from kg.ui.address import Pick
from kg.ui.dossier import Assignment, Body, PlanView, Task

STRONG = "strong"  # the role that stands for whoever is listed first, or leads where a lead is stated
MOST_STEPS = 3
STEPS_OF_MANY = 2  # where the whole is too large: the tasks of a body and who stands on them


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks of the picture."""

    layout: Layout = Layout.RING
    steps: int = 0
    around: str | None = None
    hubs: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    role: str = ""
    part: str = ""
    whole: bool = False
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn: bodies, tasks and the namings between them; who is hidden; the middle of a neighbourhood; what all would be."""

    bodies: tuple[Body, ...]
    tasks: tuple[Task, ...]
    namings: tuple[Assignment, ...]
    hidden: tuple[Body, ...] = ()
    middle: str | None = None
    nodes: int = 0
    too_large: bool = False

    def beside(self, body: str) -> set[str]:
        """Return the bodies drawn that share a drawn task with one."""
        own = {n.task for n in self.namings if n.body == body}
        return {n.body for n in self.namings if n.task in own} - {body}

    def of_task(self, task: str) -> set[str]:
        """Return the bodies drawn for a task."""
        return {n.body for n in self.namings if n.task == task}

    def of_body(self, body: str) -> set[str]:
        """Return the tasks drawn for a body."""
        return {n.task for n in self.namings if n.body == body}


def wanted(parameters: Mapping[str, str], dossier: PlanView) -> Wanted:
    """Return what an address asks for; what it says wrongly is as if it were not there."""
    steps, found = parameters.get("steps", ""), matches(parameters.get("find", ""), dossier)
    only = found[0] if len(found) == 1 else None
    return Wanted(
        layout=_layout(parameters.get("layout")),
        steps=int(steps) if steps in {str(i) for i in range(1, MOST_STEPS + 1)} else 0,
        around=_node(parameters.get("around"), dossier) or only,
        hubs=frozenset(absolute(b) for b in listed(parameters.get("hubs"))),
        off=frozenset(listed(parameters.get("off"))),
        role=parameters.get("role", ""),
        part=parameters.get("part", ""),
        whole=parameters.get("whole") == "1",
        found=found,
    )


def matches(text: str, dossier: PlanView) -> tuple[str, ...]:
    """Return the bodies whose name holds a text, and the tasks whose name holds it or whose number it is, by IRI."""
    if not text:
        return ()
    bodies = [b.iri for b in dossier.bodies if any(text in name for name in (b.name, b.full_name or "", b.short_name or ""))]
    return (*bodies, *(t.iri for t in dossier.owned if text == t.mark or text in t.name))


def listed(value: str | None) -> list[str]:
    """Return the values of a parameter that has several: a,b."""
    return [v for v in (value or "").split(",") if v]


def _layout(value: str | None) -> Layout:
    return next((layout for layout in Layout if layout.value == value), Layout.RING)


def _node(value: str | None, dossier: PlanView) -> str | None:
    """Return the body or task an address names; None where the document does not hold it."""
    if not value:
        return None
    found = (absolute(value), part_iri(dossier.iri, "task", value))
    return next((iri for iri in found if iri in dossier.body or iri in dossier.task), None)


def shown(dossier: PlanView, asked: Wanted, chosen: Pick) -> Shown:
    """Return what is drawn of a document."""
    hidden = hidden_hubs(dossier, asked, chosen)
    kept = [n for n in _filtered(dossier, asked) if n.body not in hidden]
    nodes = len({n.body for n in kept}) + len({n.task for n in kept})
    too_large = nodes > LARGEST_DRAWN or (nodes > LARGEST_WHOLE and not asked.whole)
    middle = asked.around or chosen.task or chosen.body or _busiest(kept) if asked.steps or too_large else None
    if middle is not None:
        kept = _near(kept, middle, asked.steps or STEPS_OF_MANY)
    return _of(dossier, kept, tuple(b for b in dossier.everywhere if b.iri in hidden), middle, nodes, too_large and not asked.steps)


def _of(dossier: PlanView, kept: list[Assignment], hidden: tuple[Body, ...], middle: str | None, nodes: int, too_large: bool) -> Shown:
    """Return namings with the bodies and tasks they join, in protocol order and in the order of the document."""
    bodies, tasks = {n.body for n in kept}, {n.task for n in kept}
    ordered = who.ordered(b for b in dossier.bodies if b.iri in bodies)
    return Shown(ordered, tuple(t for t in dossier.owned if t.iri in tasks), tuple(kept), hidden, middle, nodes, too_large)


def hidden_hubs(dossier: PlanView, asked: Wanted, chosen: Pick) -> set[str]:
    """Return whoever stands everywhere and is not drawn: in a ring by default, never who is picked or in the middle."""
    default = set() if asked.layout is Layout.GROUPED else {b.iri for b in dossier.everywhere}
    turned = {b.iri for b in dossier.everywhere} & asked.hubs
    return (default ^ turned) - {chosen.body, chosen.other, asked.around}


def _filtered(dossier: PlanView, asked: Wanted) -> Iterable[Assignment]:
    """Yield the namings that the filters keep, task by task."""
    kinds = {b.iri: who.category(b).label for b in dossier.bodies}
    for task in dossier.owned:
        if asked.part and (task.section[0] if task.section else "") != asked.part:
            continue
        for naming in dossier.owners[task.iri]:
            if kinds[naming.body] not in asked.off and _plays(dossier, naming, asked.role):
                yield naming


def _plays(dossier: PlanView, naming: Assignment, role: str) -> bool:
    return not role or (dossier.strong(naming) if role == STRONG else naming.role == role)


def _busiest(kept: Iterable[Assignment]) -> str | None:
    """Return the body named most often."""
    most = Counter(n.body for n in kept).most_common(1)
    return most[0][0] if most else None


def _near(kept: list[Assignment], middle: str, steps: int) -> list[Assignment]:
    """Return the namings no further than so many lines from the middle, as long as the picture stays readable."""
    reached, edge = {middle}, {middle}
    found: set[Assignment] = set()
    for _ in range(steps):
        step = [n for n in kept if n.body in edge or n.task in edge]
        edge = set()
        for naming in step:
            new = {naming.body, naming.task} - reached
            if len(reached) + len(new) <= LARGEST_NEIGHBOURHOOD:
                found.add(naming)
                reached |= new
                edge |= new
    return [n for n in kept if n in found]
