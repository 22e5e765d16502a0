"""The matrix of tasks and bodies.

Rows as the document numbers them under its headings, columns in protocol order by category, the printed place in the cell.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.ui import who, words
from kg.ui.address import body_pick, task_pick
from kg.ui.dossier import Assignment, Body, PlanView, Task
from kg.ui.markup import render

MOST_COLUMNS = 120  # above it the bodies named most often are shown, and how many are not


@dataclass(frozen=True, slots=True)
class Cell:
    """A body's place in a task: what is printed in the cell, how it looks, what hovering says, where a click leads."""

    text: str
    look: str
    title: str
    pick: str
    gap: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row: the heading it opens (with how many rows it spans), the number, the name, the cells (None where not named)."""

    heading: str
    above: str
    span: int
    mark: str
    name: str
    pick: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A body: short and whole name, how many tasks name it, whether a new category begins here."""

    label: str
    title: str
    load: int
    pick: str
    gap: bool
    unsure: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Everything the table shows."""

    groups: tuple[tuple[str, int], ...]
    columns: tuple[Column, ...]
    lines: tuple[MatrixRow, ...]
    hidden: int
    unowned: int

    @property
    def wide(self) -> bool:
        """Tell whether a number is too long for the narrow column: 二十一."""
        return any(len(line.mark) > 3 or (len(line.mark) == 3 and "·" not in line.mark) for line in self.lines)


def matrix(dossier: PlanView, *, hubs: bool = True) -> Matrix:
    """Return the matrix of a document; without hubs, bodies named for nearly all tasks are left out."""
    left_out = set() if hubs else {b.iri for b in dossier.hubs}
    shown = most_named(dossier, [b for b in dossier.bodies if b.iri not in left_out], MOST_COLUMNS)
    groups = who.grouped(shown)
    bodies = [b for _, members in groups for b in members]
    firsts = {members[0].iri for _, members in groups}
    return Matrix(
        groups=tuple((kind.label, len(members)) for kind, members in groups),
        columns=_columns(dossier, bodies, firsts),
        lines=tuple(_lines(dossier, bodies, firsts)),
        hidden=len(dossier.bodies) - len(left_out) - len(bodies),
        unowned=len(dossier.tasks) - len(dossier.owned),
    )


def most_named(dossier: PlanView, bodies: Sequence[Body], most: int) -> list[Body]:
    """Return the bodies in their order, or where they are too many to read those named most often."""
    kept = {b.iri for b in sorted(bodies, key=lambda b: -len(dossier.work[b.iri]))[:most]}
    return [b for b in bodies if b.iri in kept]


def _columns(dossier: PlanView, bodies: Sequence[Body], firsts: set[str]) -> tuple[Column, ...]:
    short = who.short_names(bodies)
    return tuple(_column(dossier, b, short[b.iri], b.iri in firsts) for b in bodies)


def _column(dossier: PlanView, body: Body, short: str, gap: bool) -> Column:
    return Column(short, body.full_name or body.name, len(dossier.work[body.iri]), body_pick(body.iri), gap, body.provisional)


def _lines(dossier: PlanView, bodies: Sequence[Body], firsts: set[str]) -> list[MatrixRow]:
    """Return one row a task that names somebody, under the headings of the document."""
    lines = []
    for section, tasks in groupby(dossier.owned, key=lambda t: t.section):
        members = list(tasks)
        for i, task in enumerate(members):
            cells = _cells(dossier, task, bodies, firsts)
            heading = section[-1] if section else ""
            lines.append(
                MatrixRow(heading, " › ".join(section), 0 if i else len(members), task.mark, task.name, task_pick(task.iri), cells)
            )
    return lines


def _cells(dossier: PlanView, task: Task, bodies: Sequence[Body], firsts: set[str]) -> tuple[Cell | None, ...]:
    named = {n.body: n for n in reversed(dossier.owners[task.iri])}
    return tuple(_cell(dossier, task, named[b.iri], b, b.iri in firsts) if b.iri in named else None for b in bodies)


def _cell(dossier: PlanView, task: Task, naming: Assignment, body: Body, gap: bool) -> Cell:
    title = f"{body.name}：{words.placed(dossier, naming)}，{words.role(naming)}"
    return Cell(words.rank(dossier, naming), _look(dossier, naming, body), title, task_pick(task.iri, body.iri), gap)


def _look(dossier: PlanView, naming: Assignment, body: Body) -> str:
    """Return how a cell looks: strong or named, grey for a hub, hatched for a class of bodies or a locality."""
    kind = "class" if body.kind != "department" else "hub" if body in dossier.hubs else "named"
    kind = kind if dossier.printed(naming) else f"{kind} rule"
    return f"{kind} strong" if dossier.strong(naming) else kind


def legend(dossier: PlanView) -> list[tuple[str, str]]:
    """Return what the looks of the cells mean, those that occur."""
    lead = words.strongest(dossier)
    rows = [("named strong", lead), ("named", "列名")]
    if dossier.hubs:
        rows.append(("hub", f"几乎项项列名的 {len(dossier.hubs)} 个单位（深者为{lead}）"))
    if any(b.kind != "department" for b in dossier.bodies):
        rows.append(("class", "集合单位或地方，不计为一个单位"))
    if not all(dossier.printed(n) for n in dossier.namings):
        rows.append(("rule", "· 未印在此项，据全文规则加上"))
    return rows + ([("unknown", "列头浅灰：登记册里没有，临时编号")] if any(b.provisional for b in dossier.bodies) else [])


def table(dossier: PlanView, *, hubs: bool = True) -> str:
    """Return the matrix as HTML."""
    return render("matrix.html", matrix=matrix(dossier, hubs=hubs), legend=legend(dossier))
