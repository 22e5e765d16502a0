"""Slides from saved views: what a page shows of a document, arranged for a hall, with every sentence that a click there asks for.

    network   a body picked or highlighted: its tasks and who stands on them (layers), ten tasks a slide; else the picture itself (graph)
    overview  sections by bodies with the number of tasks (matrix), or one of the lists behind the figures (list)
    due       what falls due when (timeline)
    matters   what to discuss: the matters that the presenter chose, else those proposed and not struck out (list)
    words     lines of the presenter's own: a cover

Names stand in protocol order and in the order of the document, never by size. What does not fit goes to the next slide, not to smaller
type.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from kg import analysis
from kg.analysis import Matter
from kg.iris import document_iri
from kg.picture import Layout
from kg.ui import address, evidence, matter_words, network_words, struck, who, words
from kg.ui.decks import Deck, Slide
from kg.ui.dossier import Body, PlanView, Task
from kg.ui.drawn import draw
from kg.ui.language import language, named, say
from kg.ui.shown import Shown, Wanted, listed, shown, wanted
from kg.ui.slide_sentences import Row, asked_for, body_key, pick, sentences, several, task_key

ROWS, TALL_ROWS, LAYERS, SECTIONS, COLUMNS = 11, 7, 10, 17, 30  # what a slide of 1920 × 1080 holds in type of 24 px
MOST_PARTNERS, MOST_BODIES, MOST_TASKS = 14, 40, 60
MOST_PARTS = 12  # slides of one view; (1/40) in the title says that there are more
FOOT, LEAST_TITLE, NARROW = 62, 12, 0x2000  # Chinese characters of 24 px beside the clock; what stays of a title; signs below are narrow
ACTS = ("back", "next", "full", "blank", "dark", "speak")


@dataclass(frozen=True, slots=True)
class Scene:
    """A deck as the player gets it, and where each slide of the deck begins in it."""

    payload: dict[str, Any]
    starts: tuple[int, ...]


def scene(held: Deck, opened: Callable[[str], PlanView | None]) -> Scene:
    """Return a deck for the player; a document that is gone is said to be gone on its slide."""
    made: list[Row] = []
    starts, needed = [], dict[str, PlanView]()
    for slide in held.slides:
        starts.append(len(made))
        document = slide.parameters.get("document", "")
        dossier = opened(document_iri(document)) if document else None
        if dossier is not None:
            needed[dossier.iri] = dossier
        made += _slides(slide, dossier)
    said = {key: sentence for d in needed.values() for key, sentence in sentences(d, asked_for(made))}
    acts = {act: say(f"meeting.do.{act}") for act in ACTS}
    acts |= {"empty": say("meeting.noslides"), "lang": "en" if language() == "en" else "zh-CN"}
    return Scene({"title": held.title, "slides": made, "sentences": said, "acts": acts}, tuple(starts))


def _slides(slide: Slide, dossier: PlanView | None) -> list[Row]:
    """Return a saved view as one slide or several, each with its title, note and footer."""
    if dossier is None:
        gone = say("empty.gone", document=slide.parameters.get("document", ""))
        return [{"kind": "words", "title": slide.title, "sub": "", "lines": [gone], "note": slide.note, "footer": ""}]
    if slide.page == "words":
        found: list[Row] = [{"kind": "words", "title": dossier.title, "sub": "", "lines": _cover(dossier)}]
    else:
        found = list(KINDS.get(slide.page, _overview)(slide, dossier))
    common = {"note": slide.note, "footer": footer(dossier)}
    if len(found) == 1:
        return [found[0] | common | {"title": slide.title or found[0]["title"]}]
    shown_ = found[:MOST_PARTS]
    return [f | common | {"title": f"{slide.title or f['title']}（{i}/{len(found)}）"} for i, f in enumerate(shown_, 1)]


def footer(dossier: PlanView) -> str:
    """Return where a slide is from; what is too long for one line is taken from the end and from the title, never number and edition."""
    whole = network_words.footer(dossier)
    if _wide(whole) <= FOOT:
        return whole
    over = max(0, ceil(_wide(network_words.footer(dossier, leads=False)) - FOOT) + 1)
    short = dossier.title if not over else f"{dossier.title[: max(LEAST_TITLE, len(dossier.title) - over)]}…"
    return network_words.footer(replace(dossier, title=short), leads=False)


def _wide(text: str) -> float:
    """Return how wide a text is, in Chinese characters."""
    return sum(1 if ord(c) > NARROW else 0.6 for c in text)


def _cover(dossier: PlanView) -> list[str]:
    """Return the lines of a cover: what the document is, and what the slides are made from."""
    return [said.text for said in words.about(dossier)] + [words.leads(dossier)[0]]


def _network(slide: Slide, dossier: PlanView) -> Iterator[Row]:
    """Yield a body with its tasks and partners, or the picture of the view."""
    chosen = address.read(slide.parameters, dossier)
    asked = wanted(slide.parameters, dossier)
    middle = chosen.body or (slide.body if slide.body in dossier.body else None) or (asked.around if asked.around in dossier.body else None)
    if middle and not chosen.other and not chosen.task:
        yield from _layers(slide, dossier, dossier.body[middle], asked)
    else:
        yield _graph(slide, dossier, asked, chosen)


def _layers(slide: Slide, dossier: PlanView, body: Body, asked: Wanted) -> Iterator[Row]:
    """Yield a body, ten of its tasks at a time, and who stands on them; who stands everywhere is left out and named."""
    chosen = address.Pick(body=body.iri)
    seen = shown(dossier, replace(asked, layout=Layout.RING, steps=0), chosen)
    tasks = _tasks_of(seen, body)
    for part in _parts(tasks, LAYERS):
        on = {t.iri: seen.of_task(t.iri) - {body.iri} for t in part}
        partners = [b for b in seen.bodies if any(b.iri in named for named in on.values())]
        more = [say("meeting.undrawn", count=len(partners) - MOST_PARTNERS)] if len(partners) > MOST_PARTNERS else []
        short = who.short_names([*partners, body])
        yield {
            "kind": "layers",
            "title": network_words.title(dossier, seen, chosen),
            "sub": network_words.left_out(dossier, replace(seen, tasks=dossier.owned), signs="boxes", more=more),
            "body": slide.body and body_key(dossier, slide.body),
            "middle": {"name": short[body.iri], "said": say("meeting.named", count=len(tasks)), "pick": several(dossier, tasks, body)},
            "rows": [_layer_task(dossier, t, body, on[t.iri]) for t in part],
            "partners": [_partner(dossier, b, short[b.iri], [t for t in part if b.iri in on[t.iri]]) for b in partners[:MOST_PARTNERS]],
            "legend": _kinds(partners),
        }


def _layer_task(dossier: PlanView, task: Task, body: Body, others: set[str]) -> Row:
    strong = {n.body for n in dossier.owners[task.iri] if dossier.strong(n)}
    lines = [{"key": body_key(dossier, b), "strong": b in strong} for b in sorted(others)]
    look = {"mark": task.mark, "name": task.name, "strong": body.iri in strong, "partners": lines}
    return look | {"pick": pick(dossier, task, body)}


def _partner(dossier: PlanView, body: Body, short: str, tasks: Sequence[Task]) -> Row:
    kind = who.category(body)
    look = {"colour": kind.colour, "round": kind.round, "hatched": kind.hatched, "strong": False}
    said = say("meeting.tasks", count=len(tasks))
    return {"key": body_key(dossier, body.iri), "name": short, "said": said, "pick": several(dossier, tasks, body)} | look


def _kinds(bodies: Sequence[Body]) -> list[Row]:
    looks = [(k.label, k.colour, "round" if k.round else "hatched" if k.hatched else "") for k, _ in who.grouped(bodies)]
    return [{"label": name, "colour": shade, "look": look} for name, shade, look in looks]


def _graph(slide: Slide, dossier: PlanView, asked: Wanted, chosen: address.Pick) -> Row:
    """Return the picture of a view, with as many bodies and tasks as can be read in a hall."""
    seen = shown(dossier, asked, chosen)
    kept = _readable(seen)
    lit = network_words.nodes(chosen) + ([address.body_pick(slide.body)] if slide.body in dossier.body else [])
    left = "" if kept is seen else say("meeting.part", bodies=len(kept.bodies), tasks=len(kept.tasks))
    found = draw(dossier, kept, asked)
    picks = {address.task_pick(t.iri): pick(dossier, t) for t in kept.tasks}
    picks |= {address.body_pick(b.iri): several(dossier, _tasks_of(kept, b), b) for b in kept.bodies}
    return {
        "kind": "graph",
        "title": network_words.title(dossier, seen, chosen),
        "sub": network_words.left_out(dossier, seen) + left,
        "graph": found.payload(),
        "lit": lit,
        "picks": picks,
        "legend": _kinds(kept.bodies),
    }


def _readable(seen: Shown) -> Shown:
    """Return what is shown, or the first bodies and tasks of it where they are too many for type of 24 px."""
    if len(seen.bodies) <= MOST_BODIES and len(seen.tasks) <= MOST_TASKS:
        return seen
    bodies = seen.bodies[:MOST_BODIES]
    kept = {b.iri for b in bodies}
    named = {n.task for n in seen.namings if n.body in kept}
    tasks = [t for t in seen.tasks if t.iri in named][:MOST_TASKS]
    on = {t.iri for t in tasks}
    return replace(seen, bodies=bodies, tasks=tuple(tasks), namings=tuple(n for n in seen.namings if n.body in kept and n.task in on))


def _overview(slide: Slide, dossier: PlanView) -> Iterator[Row]:
    """Yield one of the lists behind the figures, the task that is picked, or the matrix."""
    chosen = address.read(slide.parameters, dossier)
    if chosen.list == "dates":
        yield from _due(slide, dossier)
    elif chosen.list in evidence.LISTS:
        yield from _list(dossier, chosen.list)
    elif chosen.body or chosen.task:
        yield from _network(replace(slide, page="network"), dossier)
    else:
        yield from _matrix(slide, dossier)


def _matrix(slide: Slide, dossier: PlanView) -> Iterator[Row]:
    """Yield sections by bodies, the number of tasks in each cell; bodies named everywhere stand at the right."""
    hubs = {b.iri for b in dossier.everywhere}
    ordered = who.ordered(dossier.bodies)
    every = [*(b for b in ordered if b.iri not in hubs), *(b for b in ordered if b.iri in hubs)]
    sections = _sections(dossier)
    for columns in _parts(every, COLUMNS):
        short = who.short_names(columns)
        heads = [_column(dossier, b, short[b.iri], b.iri in hubs, b.iri == slide.body) for b in columns]
        for part in _parts(list(sections.items()), SECTIONS):
            rows = [{"name": name, "cells": [_cell(dossier, tasks, b) for b in columns]} for name, tasks in part]
            count = say("meeting.matrix", sections=len(sections), bodies=len(dossier.bodies), tasks=len(dossier.owned))
            yield {"kind": "matrix", "title": count, "sub": _cells(dossier), "columns": heads, "rows": rows, "legend": _looks(dossier)}


def _sections(dossier: PlanView) -> dict[str, list[Task]]:
    """Return the tasks that name somebody under the lowest heading above each, the number of the heading left out."""
    found: dict[str, list[Task]] = {}
    for task in dossier.owned:
        found.setdefault(task.section[-1] if task.section else task.name, []).append(task)
    return found


def _column(dossier: PlanView, body: Body, short: str, hub: bool, on: bool) -> Row:
    tasks = [dossier.task[n.task] for n in dossier.work[body.iri]]
    return {"name": short, "hub": hub, "on": on, "pick": several(dossier, tasks, body)}


def _cell(dossier: PlanView, tasks: Sequence[Task], body: Body) -> Row | None:
    named = {n.task: n for n in dossier.work[body.iri]}
    inside = [t for t in tasks if t.iri in named]
    if not inside:
        return None
    strong = any(dossier.strong(named[t.iri]) for t in inside)
    return {"count": len(inside), "strong": strong, "pick": several(dossier, inside, body)}


def _cells(dossier: PlanView) -> str:
    return say("meeting.cells", strong=words.strongest(dossier)) + ("" if dossier.leads_stated else say("meeting.nolead"))


def _looks(dossier: PlanView) -> list[Row]:
    return [{"label": words.strongest(dossier), "look": "strong"}, {"label": say("network.named")}]


def _list(dossier: PlanView, name: str) -> Iterator[Row]:
    """Yield one of the lists of 总览; bodies in protocol order, whatever the order of the list there."""
    name = "bodies" if name == "namings" else name
    heading, found = say(f"list.{name}"), evidence.LISTS[name](dossier)
    count = sum("head" not in r for r in found)
    for part in _parts(found, ROWS):
        yield {"kind": "list", "title": f"{heading} {count}", "sub": "", "rows": [_row(dossier, r) for r in part]}


def _row(dossier: PlanView, row: Mapping[str, Any]) -> Row:
    if "head" in row:
        return {"mark": "", "text": row["head"], "right": "", "head": True, "pick": None}
    return {"mark": row["mark"], "text": row["text"], "right": row["right"], "pick": _of_click(dossier, row["pick"])}


def _of_click(dossier: PlanView, click: str) -> Row | None:
    """Return what a click of a page asks for in the hall."""
    from urllib.parse import parse_qsl

    chosen = address.read(dict(parse_qsl(click)), dossier)
    if chosen.task:
        return pick(dossier, dossier.task[chosen.task])
    if chosen.body:
        body = dossier.body[chosen.body]
        return several(dossier, [dossier.task[n.task] for n in dossier.work[body.iri]], body)
    return None


def _due(slide: Slide, dossier: PlanView) -> Iterator[Row]:
    """Yield what falls due, by date, with the deed and who is named."""
    dated = evidence.dates(dossier)
    silent = len({t.iri for t in dossier.tasks} - {t.iri for _, t, _, _ in dated})
    for part in _parts(dated, ROWS):
        rows = [
            {"mark": due or quote, "text": f"{task.mark}　{deed}", "right": _names(dossier, task), "pick": pick(dossier, task)}
            for due, task, quote, deed in part
        ]
        title = say("meeting.due", count=len(dated), silent=silent)
        yield {"kind": "timeline", "title": title, "sub": say("meeting.last"), "rows": rows}


def _matters(slide: Slide, dossier: PlanView) -> Iterator[Row]:
    """Yield the matters of a slide, each with its kind and the bodies it concerns."""
    found = chosen_matters(slide.parameters.get("matters", ""), dossier)
    for part in _parts(found, TALL_ROWS):
        said = {"title": say("meeting.matters_title", count=len(found)), "sub": say("matters.about")}
        yield {"kind": "list", "tall": True, "rows": [_matter(dossier, m) for m in part]} | said


def chosen_matters(keys: str, dossier: PlanView) -> list[Matter]:
    """Return the matters that some keys name, in the order of the document's; without keys those proposed and not struck out."""
    found, wanted_ = analysis.matters(dossier), set(listed(keys))
    return [m for m in found if m.key in wanted_] if wanted_ else list(analysis.agenda(found, struck=struck.struck()))


def _matter(dossier: PlanView, matter: Matter) -> Row:
    """Return a matter as a row; a click brings up its sentence, or the list of its tasks."""
    tasks = [dossier.task[t] for t in matter.tasks]
    choice = {"tasks": [task_key(dossier, t.iri) for t in tasks], "title": named(matter.kind)} if len(tasks) > 1 else None
    said = {"mark": named(matter.kind), "text": matter_words.text(dossier, matter), "right": matter_words.whom(dossier, matter)}
    return said | {"pick": pick(dossier, tasks[0]) if len(tasks) == 1 else choice}


def _names(dossier: PlanView, task: Task) -> str:
    named = [dossier.body[n.body] for n in dossier.owners[task.iri]]
    return words.names(named) if named else words.not_stated()


def _tasks_of(seen: Shown, body: Body) -> list[Task]:
    on = seen.of_body(body.iri)
    return [t for t in seen.tasks if t.iri in on]


def _parts(rows: Sequence[Any], most: int) -> list[list[Any]]:
    """Return rows in parts of about one size, none larger than a slide holds; nothing is one empty part."""
    count = max(1, -(-len(rows) // most))
    size = max(1, -(-len(rows) // count))
    return [list(rows[i : i + size]) for i in range(0, max(1, len(rows)), size)]


KINDS: dict[str, Callable[[Slide, PlanView], Iterator[Row]]] = {
    "network": _network,
    "overview": _overview,
    "due": _due,
    "matters": _matters,
}
