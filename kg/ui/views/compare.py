"""对比: what changed from one plan or edition to another, each change with both sentences."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from kg.analysis import Comparison, PlanFacts, TaskFacts, compare
from kg.export import ChangeRow, change_rows
from kg.iris import document_iri, part_iri, part_key
from kg.ontology import MV
from kg.ui import controls, evidence, frame, navigation, reading
from kg.ui.board import board
from kg.ui.dossier import PlanView
from kg.ui.frame import Table
from kg.ui.language import language, named, say
from kg.ui.listing import labels
from kg.ui.markup import render
from kg.ui.words import Said


def page() -> None:
    """Draw what changed between the two documents that are chosen."""
    listed = reading.documents()
    called = labels(listed)
    frame_title = say("compare.title")
    if len(listed) < 2:
        frame.title_of(frame_title)
        frame.sorry(say("compare.one"), what_next=say("compare.one_next"))
        return
    one, other = _chosen([d.iri for d in listed])
    if one is None or other is None:
        frame.title_of(frame_title)
        frame.sorry(say("compare.gone"), what_next=say("compare.choose"))
        _choices(called, "", "")
        return
    _compared(one, other, called)


def _chosen(listed: Sequence[str]) -> tuple[str | None, str | None]:
    """Return the IRIs that the address names as the former and the later document; without them the first two; None where one is gone."""
    given = [navigation.there(name) for name in ("earlier", "later")]
    later = document_iri(given[1]) if given[1] else listed[0]
    earlier = document_iri(given[0]) if given[0] else next(d for d in listed if d != later)
    return (earlier if earlier in listed else None), (later if later in listed else None)


def _compared(one: str, other: str, called: Mapping[str, str]) -> None:
    """Draw the comparison of two documents."""
    before, after = reading.facts(one), reading.facts(other)
    if before is None or after is None:
        frame.title_of(say("compare.title"))
        frame.sorry(say("review.notext"), what_next=say("review.notext_next"))
        return
    before, after = numbered(before, reading.with_tasks(one)), numbered(after, reading.with_tasks(other))
    found = compare(before, after)
    rows = [] if found.unrelated or found.same else change_rows(found, before, after, language())
    frame.title_of(title(found, rows), about=[Said(f"{called[one]} → {called[other]}"), *_basis(found)])
    with frame.bar(say("compare.question")):
        _choices(called, one, other)
        frame.downloads([table(rows, called[one], called[other])], file=say("page.compare"))
    if not rows:
        frame.line(render("told.html", sentence=say("compare.alike" if found.unrelated else "compare.nothing"), refused=False))
        return
    with frame.beside(_panel(one, other)):
        board(render("compare.html", groups=grouped(rows, clicks(before, after))), key="compare", look="compare", on=[_on()])
    frame.twin(table(rows, called[one], called[other]))


def numbered(facts: PlanFacts, dossier: PlanView) -> PlanFacts:
    """Return a plan whose tasks are called as every page calls them: the mark, then the name without the number it may begin with."""
    known = dossier.task
    return replace(facts, tasks=tuple(_numbered(t, known[t.iri].mark if t.iri in known else t.numeral or t.number) for t in facts.tasks))


def _numbered(task: TaskFacts, mark: str) -> TaskFacts:
    return replace(task, mark=mark, name=task.name.removeprefix(task.number).lstrip() or task.name)


def _choices(called: Mapping[str, str], one: str, other: str) -> None:
    """Let a person choose the former and the later document."""
    options = {iri.rsplit("/", 1)[-1]: name for iri, name in called.items()}
    for name, iri in (("earlier", one), ("later", other)):
        key = iri.rsplit("/", 1)[-1]
        controls.choice(name, say(f"compare.{name}"), options, default=key if key in options else next(iter(options)), width=300)


def _basis(found: Comparison) -> list[Said]:
    return [Said(say("compare.derived")), *([Said(say("compare.by_line"))] if found.basis == "line" else [])]


def title(found: Comparison, rows: Sequence[ChangeRow]) -> str:
    """Return the finding: nothing in common, nothing changed, or how much changed."""
    if found.unrelated:
        return say("compare.unrelated")
    if found.same:
        return say("compare.same")
    doubtful = len(found.alignment.doubtful)
    doubt = say("compare.doubtful", count=doubtful) if doubtful else ""
    return say("compare.finding", count=len(rows), pairs=len(found.alignment.pairs)) + doubt


def clicks(one: PlanFacts, other: PlanFacts) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the rows call the tasks of each plan, and the part of the address that names each; two of one name are left out."""
    return _by_name(one), _by_name(other)


def _by_name(facts: PlanFacts) -> dict[str, str]:
    names = Counter(f"{t.mark} {t.name}".strip() for t in facts.tasks)
    return {name: part_key(t.iri) for t in facts.tasks if names[name := f"{t.mark} {t.name}".strip()] == 1}


def grouped(rows: Sequence[ChangeRow], known: tuple[Mapping[str, str], Mapping[str, str]]) -> list[dict[str, Any]]:
    """Return the changes by kind, in the order they come."""
    kinds = dict.fromkeys(r.change for r in rows)
    return [{"label": kind, "rows": [_row(r, known) for r in rows if r.change == kind]} for kind in kinds]


def _row(row: ChangeRow, known: tuple[Mapping[str, str], Mapping[str, str]]) -> dict[str, Any]:
    """Return a change as a row; where both tasks have one name it stands once."""
    was, now = known[0].get(row.task or "", ""), known[1].get(row.in_other or "", "")
    tasks = " → ".join(dict.fromkeys(t for t in (row.task, row.in_other) if t))
    return {"tasks": tasks, "before": row.before, "after": row.after, "click": click(was, now) if was or now else ""}


def click(was: str, now: str) -> str:
    """Return the click that opens a task of the former and of the later document."""
    return urlencode({"was": was, "now": now})


def _on() -> str:
    return click(navigation.there("was") or "", navigation.there("now") or "")


def _panel(one: str, other: str) -> str:
    """Return both sentences of the change that is picked."""
    parts = []
    for name, document in (("was", one), ("now", other)):
        key = navigation.there(name)
        dossier = reading.with_tasks(document)
        task = dossier.task.get(part_iri(document, "task", key)) if key else None
        if task is not None:
            parts.append(render("compared.html", said=say(f"compare.{name}"), dossier=dossier) + evidence.task_panel(dossier, task))
    shut = render("closing.html", click=click("", ""))
    return shut + "".join(parts) if parts else render("note.html", text=say("compare.hint"))


def table(rows: Sequence[ChangeRow], one: str, other: str) -> Table:
    """Return every change with what stood before and after."""
    task, before, after = named(MV.Task), say("compare.before"), say("compare.after")
    places = (say("compare.earlier"), say("compare.later"), say("compare.change"))
    columns = (*places, f"{task}（{before}）", f"{task}（{after}）", before, after, say("compare.score"))
    return Table(say("page.compare"), columns, [(one, other, *row) for row in rows])
