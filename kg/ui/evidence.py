"""The panel beside every picture: a task, a body, a pair or a list, always with the words of the text that say it, marked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kg.iris import document_key
from kg.ontology import MV, concept
from kg.ui import who, words
from kg.ui.address import Pick, body_pick, opening, page_pick, task_pick
from kg.ui.dossier import Assignment, Body, Everywhere, PlanView, Row, Target, Task, Technology
from kg.ui.language import named, say, written
from kg.ui.markup import render

MOST_TOGETHER = 6  # bodies named as those most often beside one


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of the text to be marked, as what: owner, target, goal, technology, candidate, date; `on` for the one asked about."""

    start: int
    end: int
    kind: str
    title: str
    on: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under one mark, or none."""

    text: str
    mark: Mark | None = None


def pieces(text: str, start: int, marks: Iterable[Mark]) -> list[Piece]:
    """Return a text cut at its marks; where marks overlap the shorter one shows. `start` is where the text stands in the document."""
    inside = [m for m in marks if start <= m.start < m.end <= start + len(text)]
    cuts = sorted({start, start + len(text)} | {m.start for m in inside} | {m.end for m in inside})
    return [Piece(text[a - start : b - start], _over(inside, a, b)) for a, b in pairwise(cuts)]


def _over(marks: Sequence[Mark], start: int, end: int) -> Mark | None:
    """Return the shortest mark over a stretch."""
    return min((m for m in marks if m.start <= start and end <= m.end), key=lambda m: m.end - m.start, default=None)


def marks(dossier: PlanView, task: Task, asked: Sequence[str] = ()) -> list[Mark]:
    """Return everything read in a task's text; the bodies asked about are lit."""
    owners = [owner_mark(dossier, n, on=n.body in asked) for n in dossier.owners[task.iri]]
    targets = [target_mark(t) for t in dossier.targets if t.holder == task.iri]
    technologies = [mark for mark, _ in technology_marks(dossier, task)]
    dates = [Mark(m.start, m.end, "date", f"{named(MV.Milestone)}：{m.due or m.quote}") for m in dossier.milestones if m.task == task.iri]
    return owners + targets + technologies + dates


def owner_mark(dossier: PlanView, naming: Assignment, *, on: bool = False) -> Mark:
    """Return where a body is named."""
    return Mark(naming.start, naming.end, "owner", _owner_title(dossier, naming), on)


def target_mark(target: Target) -> Mark:
    """Return where a target, or a goal without a number, stands."""
    return Mark(target.start, target.end, "target" if target.quantified else "goal", _target_title(target))


def technology_marks(dossier: PlanView, task: Task) -> Iterator[tuple[Mark, Technology]]:
    """Yield the technologies a task names and where."""
    for mention in (t for t in dossier.technologies if t.task == task.iri):
        kind = "technology" if mention.status == "confirmed" else "candidate"
        yield Mark(mention.start, mention.end, kind, _technology_title(mention.name, mention.status)), mention


def _owner_title(dossier: PlanView, naming: Assignment) -> str:
    body = dossier.body[naming.body]
    unsure = say("matrix.unsure") if body.provisional else ""
    return f"{body.full_name or body.name}：{words.placed(dossier, naming)}，{words.role(naming)}{unsure}"


def _target_title(target: Target) -> str:
    if not target.quantified:
        return say("panel.goal")
    how = written(concept(MV.Comparators, target.comparator)) if target.comparator else ""
    high = f"–{target.high}" if target.high is not None else ""
    return f"{named(MV.Target)}：{target.object or ''}，{how} {target.value}{high}{target.unit or ''}"


def _technology_title(name: str, status: str) -> str:
    return f"{named(MV.Technology)}：{name}" + ("" if status == "confirmed" else say("panel.candidate"))


def sentence(dossier: PlanView, task: Task, asked: Sequence[str] = ()) -> list[Piece]:
    """Return a task's text with everything read in it marked."""
    return pieces(task.text, task.start, marks(dossier, task, asked))


def panel(dossier: PlanView, pick: Pick, everywhere: Everywhere | None = None) -> str:
    """Return the panel for what is picked, or what to do where nothing is; of a body also what all documents say, where it is given."""
    if pick.body and pick.other:
        return pair_panel(dossier, dossier.body[pick.body], dossier.body[pick.other])
    if pick.task:
        return task_panel(dossier, dossier.task[pick.task], pick.body)
    if pick.body:
        return body_panel(dossier, dossier.body[pick.body], everywhere)
    return list_panel(dossier, pick.list) if pick.list is not None and pick.list in LISTS else ""


def task_panel(dossier: PlanView, task: Task, body: str | None = None) -> str:
    """Return a task: where it stands, its sentence marked, who is named in what place, what is stated and what is not."""
    owners = dossier.owners[task.iri]
    asked = [n for n in owners if n.body == body]
    return render(
        "task.html",
        task=task,
        heading=_heading(task),
        place=words.place(dossier, task),
        pieces=sentence(dossier, task, [body] if body else []),
        facts=words.task_facts(dossier, task),
        asked=[_asked(dossier, n) for n in asked],
        owners=[_owner(dossier, n) for n in owners],
        technologies=[t for t in dossier.technologies if t.task == task.iri],
    )


def _heading(task: Task) -> str:
    """Return the name of a task where it is more than the beginning of its own text."""
    return task.name if not task.text.lstrip().startswith(task.name) else task.name.rstrip("，。；")


def _asked(dossier: PlanView, naming: Assignment) -> str:
    """Return how the body asked about is named here."""
    body = dossier.body[naming.body]
    if not dossier.printed(naming):
        rule = f"：“{dossier.text[naming.start : naming.end]}”" if dossier.text else ""
        return f"{body.name}：{words.placed(dossier, naming)}{rule}。"
    spelt = say("panel.written", surface=naming.surface) if naming.surface != body.name else ""
    basis = say("panel.by_rule") if naming.basis == "convention" else ""
    return say("panel.asked", name=body.name, rank=naming.rank, role=words.role(naming) + basis, written=spelt)


def _owner(dossier: PlanView, naming: Assignment) -> dict[str, Any]:
    body = dossier.body[naming.body]
    return {
        "rank": words.rank(dossier, naming),
        "name": body.name,
        "title": body.full_name or body.name,
        "role": "" if naming.role == "responsible" else words.role(naming),
        "unsure": body.provisional,
        "pick": body_pick(body.iri),
    }


def body_panel(dossier: PlanView, body: Body, everywhere: Everywhere | None = None) -> str:
    """Return a body in one document: what it is, its tasks with their sentences, who stands beside it; what all documents say apart."""
    return render(
        "body.html",
        body=body,
        category=who.category(body),
        profile=page_pick("bodies", body_pick(body.iri)),
        everywhere=words.everywhere(everywhere),
        facts=words.body_facts(dossier, body),
        tasks=[_shown(dossier, n, [body.iri]) for n in dossier.work[body.iri]],
        together=_together(dossier, body),
    )


def _shown(dossier: PlanView, naming: Assignment, asked: Sequence[str]) -> dict[str, Any]:
    """Return a task in a list: number, name, the place of the body in it, the sentence."""
    task = dossier.task[naming.task]
    return {
        "mark": task.mark,
        "name": task.name,
        "rank": words.rank(dossier, naming),
        "placed": words.placed(dossier, naming),
        "strong": dossier.strong(naming),
        "role": "" if naming.role == "responsible" else words.role(naming),
        "pick": task_pick(task.iri),
        "pieces": sentence(dossier, task, asked),
    }


def shared(dossier: PlanView, body: str, other: str) -> list[Assignment]:
    """Return the namings of a body for tasks that name the other too."""
    theirs = {n.task for n in dossier.work[other]}
    return [n for n in dossier.work[body] if n.task in theirs]


def _together(dossier: PlanView, body: Body) -> list[dict[str, Any]]:
    """Return who shares most tasks with a body, hubs left out."""
    hubs = {b.iri for b in dossier.hubs}
    others = [(len(shared(dossier, body.iri, b.iri)), b) for b in dossier.bodies if b.iri not in hubs and b.iri != body.iri]
    most = sorted((row for row in others if row[0]), key=lambda row: -row[0])[:MOST_TOGETHER]
    return [{"name": b.name, "count": n, "pick": body_pick(body.iri, b.iri)} for n, b in most]


def pair_panel(dossier: PlanView, one: Body, other: Body) -> str:
    """Return the tasks two bodies share, each with the sentence that names both."""
    both = shared(dossier, one.iri, other.iri)
    rank = {n.task: words.rank(dossier, n) for n in dossier.work[other.iri]}
    tasks = [_shown(dossier, n, [one.iri, other.iri]) | {"other": rank[n.task]} for n in both]
    picks = [body_pick(one.iri), body_pick(other.iri)]
    return render("pair.html", one=one, other=other, tasks=tasks, picks=picks)


def pair_tasks(dossier: PlanView, one: str, other: str) -> str:
    """Return the tasks of one document that two bodies share, each with the sentence that names both."""
    return render("pair_tasks.html", tasks=[_shown(dossier, n, [one, other]) for n in shared(dossier, one, other)])


def sentences_by_document(rows: Iterable[Row], titles: Mapping[str, str], marks: Mapping[str, str]) -> str:
    """Return the rows of page-pair-tasks or page-line-pair-tasks as tasks under their documents, each with the sentence that names both."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row_ in rows:
        task = found.setdefault(row_["document"], {}).setdefault(row_["task"], _together_in(row_, marks[row_["task"]]))
        task["marks"] |= {(row_["from"], row_["to"], row_["one"]), (row_["other_from"], row_["other_to"], row_["other"])}
    documents = [{"title": titles.get(d, document_key(d)), "tasks": [_marked(t) for t in tasks.values()]} for d, tasks in found.items()]
    return render("sentences.html", documents=documents)


def _together_in(row_: Row, mark: str) -> dict[str, Any]:
    """Return a task that names two, as the list shows it, with no mark yet."""
    placed = say("words.place", rank=row_["rank"])
    about = {"mark": mark, "name": row_["name"], "rank": row_["rank"], "placed": placed, "role": ""}
    return {**about, "strong": row_["role"] == "lead", "pick": opening(row_["task"], row_["body"]), "row": row_, "marks": set()}


def _marked(task: dict[str, Any]) -> dict[str, Any]:
    """Return the task with its text cut at the names."""
    found = [Mark(start, end, "owner", name, True) for start, end, name in sorted(task["marks"]) if start is not None]
    return {**task, "pieces": pieces(task["row"]["text"], task["row"]["start"], found)}


def technology_panel(dossier: PlanView, technology: str, body: str | None) -> str:
    """Return a technology: the tasks that name it, those of a body where one is asked about, each with its sentence."""
    mentions = [t for t in dossier.technologies if t.iri == technology]
    tasks = [dossier.task[i] for i in dict.fromkeys(t.task for t in mentions)]
    shown = [t for t in tasks if body is None or any(n.body == body for n in dossier.owners[t.iri])]
    rows = [_named(dossier, t, body) for t in shown]
    name = mentions[0].name if mentions else ""
    sure = any(t.status == "confirmed" for t in mentions)
    return render("technology.html", name=name, sure=sure, body=dossier.body[body] if body else None, tasks=rows)


def _named(dossier: PlanView, task: Task, body: str | None) -> dict[str, Any]:
    """Return a task in a list with the place of a body in it, or of whoever is named first."""
    naming = next((n for n in dossier.owners[task.iri] if body in (None, n.body)), None)
    if naming is not None:
        return _shown(dossier, naming, [body] if body else [])
    unowned = {"rank": "", "placed": "", "strong": False, "role": ""}
    return {"mark": task.mark, "name": task.name, **unowned, "pick": task_pick(task.iri), "pieces": sentence(dossier, task)}


def list_panel(dossier: PlanView, name: str) -> str:
    """Return one of the lists behind the figures of 总览; every row leads to its sentence."""
    heading, found = say(f"list.{name}"), LISTS[name](dossier)
    count = sum("head" not in row for row in found)
    return render("list.html", heading=f"{heading} {count}", about=_unread_about(dossier) if name == "unread" else "", rows=found)


def _task_rows(dossier: PlanView) -> list[dict[str, Any]]:
    return [row(t.mark, t.name, task_pick(t.iri), say("panel.owners", count=len(dossier.owners[t.iri]))) for t in dossier.tasks]


def _body_rows(dossier: PlanView) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for kind, members in who.grouped(dossier.bodies):
        found.append({"head": f"{kind.label} {len(members)}"})
        found += [row("", b.name, body_pick(b.iri), _load(dossier, b), unsure=b.provisional) for b in members]
    return found


def _load(dossier: PlanView, body: Body) -> str:
    """Return for how many tasks a body is named."""
    return say("bodies.tasks_of", count=len(dossier.work[body.iri]))


def _load_rows(dossier: PlanView) -> list[dict[str, Any]]:
    most = sorted(dossier.bodies, key=lambda b: -len(dossier.work[b.iri]))
    return [row("", b.name, body_pick(b.iri), _load(dossier, b), unsure=b.provisional) for b in most]


def _target_rows(dossier: PlanView) -> list[dict[str, Any]]:
    found = [t for t in dossier.targets if t.quantified]
    own = [row("", t.quote, "", t.deadline or say("panel.no_deadline")) for t in found if t.holder == dossier.iri]
    rest = [
        row(dossier.task[t.holder].mark, t.quote, task_pick(t.holder), t.deadline or say("panel.no_deadline"))
        for t in found
        if t.holder in dossier.task
    ]
    heads = [{"head": say("panel.headline", count=len(own))}, *own] if own else []
    return heads + ([{"head": f"{named(MV.Task)} {len(rest)}"}, *rest] if rest else [])


def _unmeasured_rows(dossier: PlanView) -> list[dict[str, Any]]:
    goals = {t.holder: t.quote for t in dossier.targets if not t.quantified}
    return [
        row(t.mark, t.name, task_pick(t.iri), say("panel.quality", quote=goals[t.iri]) if t.iri in goals else "")
        for t in words.unmeasured(dossier)
    ]


def _date_rows(dossier: PlanView) -> list[dict[str, Any]]:
    """Return what has a date: the deed, the printed words, the day, whoever is named first."""
    return [_dated(dossier, *row) for row in dates(dossier)]


def dates(dossier: PlanView) -> list[tuple[str | None, Task, str, str]]:
    """Return what has a date as the day, the task, the printed words and the deed, by day."""
    steps = [(m.due, dossier.task[m.task], m.quote, m.deed or dossier.task[m.task].name) for m in dossier.milestones]
    found = steps + [(t.due, t, t.deadline or "", t.name) for t in dossier.tasks if t.deadline]
    return sorted(found, key=lambda row: (row[0] is None, row[0] or "", row[1].start))


def _dated(dossier: PlanView, due: str | None, task: Task, quote: str, what: str) -> dict[str, Any]:
    owners = list(dict.fromkeys(dossier.body[n.body].name for n in dossier.owners[task.iri]))
    who = say("due.first", name=owners[0], count=len(owners)) if len(owners) > 1 else next(iter(owners), say("due.nobody"))
    return row(task.mark, say("panel.dated", quote=quote, deed=what), task_pick(task.iri), f"{who} · {due or say('bodies.undated')}")


def _unread_about(dossier: PlanView) -> str:
    if dossier.unread is None or dossier.passages is None:
        return say("panel.no_text")
    return say("panel.unread") if dossier.unread else say("panel.all_read")


def _unread_rows(dossier: PlanView) -> list[dict[str, Any]]:
    return [row("", text, "", why) for text, why in dossier.passages or ()]


def row(mark: str, text: str, pick: str, right: str, *, unsure: bool = False) -> dict[str, Any]:
    """Return a line of a list: number, words, where a click leads, what stands at the right."""
    return {"mark": mark, "text": text, "pick": pick, "right": right, "unsure": unsure}


LISTS: dict[str, Callable[[PlanView], list[dict[str, Any]]]] = {
    "tasks": _task_rows,
    "bodies": _body_rows,
    "namings": _load_rows,
    "targets": _target_rows,
    "unmeasured": _unmeasured_rows,
    "dates": _date_rows,
    "unread": _unread_rows,
}
