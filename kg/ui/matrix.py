"""The matrix of tasks and bodies.

Rows as the document numbers them under its headings, columns in protocol order by category, the printed place in the cell.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.ui import who, words
from kg.ui.address import body_pick, task_pick
from kg.ui.dossier import UNNUMBERED, Assignment, Body, PlanView
from kg.ui.language import say
from kg.ui.markup import render

MOST_COLUMNS = 120  # above it the bodies named most often are shown, and how many are not


@dataclass(frozen=True, slots=True)
class Cell:
    """A body's place in a task: which column, what is printed in the cell, how it looks, what hovering says."""

    column: int
    text: str
    look: str
    title: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row: the heading it stands under, all headings above it, the number, the name, where a click leads, the cells that are filled."""

    heading: str
    above: str
    mark: str
    name: str
    pick: str
    cells: tuple[Cell, ...]


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
    left_out = set() if hubs else {b.iri for b in dossier.everywhere}
    shown = most_named(dossier, [b for b in dossier.bodies if b.iri not in left_out], MOST_COLUMNS)
    groups = who.grouped(shown)
    bodies = [b for _, members in groups for b in members]
    firsts = {members[0].iri for _, members in groups}
    return Matrix(
        groups=tuple((kind.label, len(members)) for kind, members in groups),
        columns=_columns(dossier, bodies, firsts),
        lines=tuple(_lines(dossier, bodies)),
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


def _lines(dossier: PlanView, bodies: Sequence[Body]) -> Iterator[MatrixRow]:
    """Yield one row a task that names somebody, under the headings of the document."""
    columns = {body.iri: i for i, body in enumerate(bodies)}
    for task in dossier.owned:
        named = {n.body: n for n in reversed(dossier.owners[task.iri]) if n.body in columns}
        cells = sorted((_cell(dossier, n, columns[n.body]) for n in named.values()), key=lambda cell: cell.column)
        heading = task.section[-1] if task.section else ""
        yield MatrixRow(heading, " › ".join(task.section), task.mark, task.name, task_pick(task.iri), tuple(cells))


def _cell(dossier: PlanView, naming: Assignment, column: int) -> Cell:
    title = say("matrix.cell", place=words.placed(dossier, naming), role=words.role(naming))
    return Cell(column, words.rank(dossier, naming), _look(dossier, naming, dossier.body[naming.body]), title)


def _look(dossier: PlanView, naming: Assignment, body: Body) -> str:
    """Return how a cell looks: strong or named, grey for a hub, hatched for a class of bodies or a locality."""
    kind = "class" if body.kind != "department" else "hub" if body in dossier.hubs else "named"
    kind = kind if dossier.printed(naming) else f"{kind} rule"
    return f"{kind} strong" if dossier.strong(naming) else kind


def legend(dossier: PlanView, found: Matrix) -> list[tuple[str, str]]:
    """Return what the looks of the cells mean, those that some cell has."""
    lead = words.strongest(dossier)
    looks = {c.look for line in found.lines for c in line.cells}
    said = [
        ("named strong", lead),
        ("named", say("matrix.named")),
        ("hub", say("matrix.hub", count=len(dossier.hubs), lead=lead)),
        ("class", say("matrix.class")),
        ("rule", say("matrix.rule")),
    ]
    rows = [(look, words_) for look, words_ in said if any(_shows(look, seen) for seen in looks)]
    rows += [("ordinal", say("matrix.ordinal"))] if any(line.mark.startswith(UNNUMBERED) for line in found.lines) else []
    return rows + ([("unknown", say("matrix.unknown"))] if any(c.unsure for c in found.columns) else [])


def _shows(look: str, seen: str) -> bool:
    """Tell whether a cell has a look of the legend."""
    return look == seen if look.startswith("named") else look in seen.split()


def table(dossier: PlanView, found: Matrix) -> str:
    """Return the head and foot of the matrix, the words around it, and what the looks of its cells mean, as HTML."""
    return render("matrix.html", matrix=found, legend=legend(dossier, found), key=_key(found))


def _key(found: Matrix) -> str:
    """Return what tells the rows of one matrix from those of another."""
    return hashlib.sha256(repr(found.lines).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def payload(found: Matrix) -> dict[str, Any]:
    """Return the rows as plain values for the browser, each look and each title once."""
    looks = {look: i for i, look in enumerate(dict.fromkeys(c.look for line in found.lines for c in line.cells))}
    titles = {title: i for i, title in enumerate(dict.fromkeys(c.title for line in found.lines for c in line.cells))}
    rows = [_plain(line, looks, titles) for line in found.lines]
    columns = [{"label": c.label, "title": c.title, "pick": c.pick, "gap": c.gap} for c in found.columns]
    return {"rows": rows, "columns": columns, "looks": list(looks), "titles": list(titles)}


def _plain(line: MatrixRow, looks: Mapping[str, int], titles: Mapping[str, int]) -> dict[str, Any]:
    cells = [[c.column, c.text, looks[c.look], titles[c.title]] for c in line.cells]
    about = {"heading": line.heading, "above": line.above, "mark": line.mark, "name": line.name}
    return {**about, "pick": line.pick, "cells": cells}
