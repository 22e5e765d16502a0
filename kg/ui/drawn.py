"""What a page shows of a document as a picture: bodies, tasks and lines with their words, and the legend that filters."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from kg import picture
from kg.picture import Layout
from kg.ui import address, who, words
from kg.ui.dossier import Assignment, Body, PlanView, Task
from kg.ui.language import say
from kg.ui.shown import STRONG, Shown, Wanted


def draw(dossier: PlanView, seen: Shown, asked: Wanted) -> picture.Picture:
    """Return the picture of what is shown."""
    short = who.short_names(seen.bodies)
    bodies = [_body(dossier, b, short[b.iri]) for b in seen.bodies]
    if asked.layout is Layout.DEPARTMENTS:
        return picture.projection(bodies, _ties(seen), legend(dossier, seen, asked))
    tasks = [picture.Item(address.task_pick(t.iri), t.mark, f"{t.mark}　{t.name}") for t in seen.tasks]
    links = [_link(dossier, n) for n in seen.namings]
    return picture.picture(bodies, tasks, links, legend(dossier, seen, asked), layout=asked.layout, rest=say("network.rest"))


def _link(dossier: PlanView, naming: Assignment) -> picture.Link:
    mark = dossier.task[naming.task].mark
    said = say("network.link", body=dossier.body[naming.body].name, mark=mark, placed=words.placed(dossier, naming))
    ends = address.body_pick(naming.body), address.task_pick(naming.task)
    return picture.Link(*ends, dossier.strong(naming), said, address.task_pick(naming.task, naming.body))


def _ties(seen: Shown) -> list[picture.Tie]:
    """Return a line for every two bodies that share tasks."""
    tasks = {b.iri: seen.of_body(b.iri) for b in seen.bodies}
    found = [(one, other, len(tasks[one.iri] & tasks[other.iri])) for one, other in combinations(seen.bodies, 2)]
    return [_tie(one, other, count) for one, other, count in found if count]


def _tie(one: Body, other: Body, count: int) -> picture.Tie:
    said = say("network.pair", one=one.name, other=other.name, count=count)
    return picture.Tie(address.body_pick(one.iri), address.body_pick(other.iri), count, said, address.body_pick(one.iri, other.iri))


def _body(dossier: PlanView, body: Body, short: str) -> picture.Body:
    kind = who.category(body)
    unsure = f"\n{say('network.unsure')}" if body.provisional else ""
    title = f"{body.full_name or body.name}\n{say('network.load', kind=kind.label, count=len(dossier.work[body.iri]))}{unsure}"
    return picture.Body(address.body_pick(body.iri), short, title, kind.colour, round=kind.round, hatched=kind.hatched)


def legend(dossier: PlanView, seen: Shown, asked: Wanted) -> list[dict[str, Any]]:
    """Return the categories of the document that are drawn or filtered out, and what a thick line means; a click on an entry filters."""
    hidden = {b.iri for b in seen.hidden}
    drawn = {who.category(b).label for b in seen.bodies}
    kinds = [k for k, members in who.grouped(b for b in dossier.bodies if b.iri not in hidden) if k.label in drawn | asked.off]
    entries = [_kind(k, asked) for k in kinds]
    if asked.layout is Layout.DEPARTMENTS:
        return [*entries, {"label": say("network.shares"), "line": "thin"}]
    only = asked.role == STRONG
    strong = {"label": words.strongest(dossier), "line": "strong", "pick": "role=" if only else f"role={STRONG}"}
    return [*entries, strong, {"label": say("network.named"), "line": "thin", "off": only}]


def _kind(kind: who.Category, asked: Wanted) -> dict[str, Any]:
    off = kind.label in asked.off
    left = sorted(asked.off ^ {kind.label})
    look = {"label": kind.label, "colour": kind.colour, "round": kind.round, "hatched": kind.hatched}
    return look | {"off": off, "pick": address.filter_pick("off", ",".join(left))}


def rows(dossier: PlanView, seen: Shown) -> Sequence[tuple[Task, Assignment]]:
    """Return every line of the picture as the task and the naming it stands for, in the order of the document."""
    return [(dossier.task[n.task], n) for n in seen.namings]
