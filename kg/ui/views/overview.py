"""总览: one plan on one screen."""

from typing import Any

import streamlit as st

from kg.ontology import MV
from kg.ui import controls, evidence, frame, keeping, matrix, who, words
from kg.ui.address import body_pick, lit
from kg.ui.board import board
from kg.ui.dossier import Assignment, PlanView, Target, Task
from kg.ui.frame import Later, Table
from kg.ui.language import language, named, say
from kg.ui.markup import render
from kg.ui.pairs import pairs

QUERIES = ("page-document", "page-tasks", "page-namings", "page-targets", "page-milestones", "page-sections")
PAIRS_SHOWN = 8
MATRICES_HELD = 8  # the rows of 3,000 tasks take a few MB


def page(dossier: PlanView) -> None:
    """Draw the first page of a document."""
    chosen = frame.pick(dossier)
    frame.head(dossier, title=dossier.title, figures=words.strip(dossier), on=lit(chosen))
    with frame.bar(say("overview.question"), words.leads(dossier)):
        without = bool(dossier.everywhere) and controls.switch("hubs", say("overview.hubs"))
        frame.sources(QUERIES, {"document": dossier.iri})
        frame.downloads(tables(dossier), file=dossier.title, dossier=dossier)
        keeping.keep(dossier, "overview")
    with frame.beside(frame.panel(dossier, chosen, otherwise=_otherwise(dossier, dossier.iri, dossier.revision, language()))):
        if frame.nothing(dossier):
            board(evidence.list_panel(dossier, "tasks"), key="tasks", look="tasks", on=lit(chosen))
        else:
            html, rows = _matrix(dossier, dossier.iri, dossier.revision, language(), without)
            board(html, key="matrix", look="matrix", on=lit(chosen), matrix=rows)
    frame.twin(namings(dossier))


@st.cache_resource(show_spinner=False, max_entries=MATRICES_HELD)
def _matrix(_dossier: PlanView, iri: str, revision: str, language: str, without: bool) -> tuple[str, dict[str, Any]]:
    """Return the table and its rows, made once for a state of the graph: a click changes neither."""
    found = matrix.matrix(_dossier, hubs=not without)
    return matrix.table(_dossier, found), matrix.payload(found)


@st.cache_resource(show_spinner=False, max_entries=MATRICES_HELD)
def _otherwise(_dossier: PlanView, iri: str, revision: str, language: str) -> str:
    """Return what the panel shows before anything is picked: the headline targets, and who is most often named together."""
    dossier, hubs = _dossier, {b.iri for b in _dossier.hubs}
    most = pairs(dossier, [b for b in who.ordered(dossier.departments) if b.iri not in hubs])[:PAIRS_SHOWN]
    rows = [{"names": f"{p.one.name} · {p.other.name}", "count": len(p.tasks), "pick": body_pick(p.one.iri, p.other.iri)} for p in most]
    own = [t for t in dossier.targets if t.holder == dossier.iri and t.quantified]
    return render("overview_side.html", targets=own, pairs=rows, hubs=words.names(dossier.hubs))


def tables(dossier: PlanView) -> list[Table]:
    """Return the rows of the page to take along."""
    return [namings(dossier), tasks(dossier), targets(dossier)]


def namings(dossier: PlanView) -> Table:
    """Return every naming: which task, who, in what place and role, under what printed label, where in the text."""
    terms = (MV.rank, MV.role, MV.label, MV.surface)
    columns = (
        named(MV.number),
        named(MV.name),
        named(MV.Owner),
        say("overview.kind"),
        *(named(t) for t in terms),
        named(MV.start),
        named(MV.end),
        named(MV.text),
        say("overview.registered"),
    )
    found = Later(len(dossier.namings), lambda: [_naming(dossier, t, n) for t in dossier.tasks for n in dossier.owners[t.iri]])
    return Table(say("words.namings"), columns, found)


def _naming(dossier: PlanView, task: Task, naming: Assignment) -> tuple[Any, ...]:
    body = dossier.body[naming.body]
    known = say("bodies.unsure") if body.provisional else say("overview.known")
    printed = (
        naming.rank if dossier.printed(naming) else None,
        words.role(naming),
        naming.label or words.not_stated(),
        naming.surface,
        naming.start + 1,
        naming.end,
        task.text,
    )
    return (task.mark, task.name, body.name, who.category(body).label, *printed, known)


def tasks(dossier: PlanView) -> Table:
    """Return the tasks with their headings, dates and words."""
    columns = (
        named(MV.number),
        named(MV.Section),
        named(MV.name),
        named(MV.deadline),
        say("overview.owners"),
        named(MV.openList),
        named(MV.text),
        named(MV.start),
        named(MV.end),
    )
    return Table(named(MV.Task), columns, Later(len(dossier.tasks), lambda: [_task(dossier, t) for t in dossier.tasks]))


def _task(dossier: PlanView, task: Task) -> tuple[Any, ...]:
    when = task.deadline or words.not_stated()
    counted = (len(dossier.owners[task.iri]), _yes(task.open))
    return (task.mark, " › ".join(task.section), task.name, when, *counted, task.text, task.start + 1, task.end)


def targets(dossier: PlanView) -> Table:
    """Return the targets of the document and of its tasks, goals without a number too."""
    terms = (MV.quote, MV.object, MV.comparator, MV.value, MV.high)
    columns = (say("overview.holder"), *(named(t) for t in terms), named(MV.unit), named(MV.deadline), named(MV.quantified))
    return Table(named(MV.Target), columns, Later(len(dossier.targets), lambda: [_target(dossier, t) for t in dossier.targets]))


def _target(dossier: PlanView, target: Target) -> tuple[Any, ...]:
    holder = dossier.task[target.holder].mark if target.holder in dossier.task else say("overview.whole")
    measured = (target.object, target.comparator, target.value, target.high, target.unit)
    return (holder, target.quote, *measured, target.deadline or words.not_stated(), _yes(target.quantified))


def _yes(holds: bool) -> str:
    return say("overview.yes" if holds else "overview.no")
