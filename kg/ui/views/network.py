"""责任网络: the picture of who is named for what; a click lights it and shows the sentence beside it."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

import streamlit as st

from kg import picture as drawing
from kg.iris import local, part_key
from kg.ontology import MV, concept
from kg.picture import Layout
from kg.ui import address, controls, drawn, evidence, frame, keeping, navigation, who, words
from kg.ui.board import board, picture
from kg.ui.dossier import Assignment, Body, PlanView, Task
from kg.ui.frame import Later, Table
from kg.ui.language import language, named, say, written
from kg.ui.markup import render
from kg.ui.shown import MOST_STEPS, STRONG, Shown, Wanted, shown, wanted
from kg.ui.views.overview import namings, tasks

QUERIES = ("page-tasks", "page-namings")
SEARCH_WIDTH = 190
MOST_MARKS = 12  # numbers of tasks behind a body in the list of a narrow screen
MOST_FOUND = 8  # of what a search finds; the rest are a number
ACTS = ("fit", "undo", "full", "png", "svg", "pngprint", "svgprint")  # the buttons of the picture


def page(dossier: PlanView) -> None:
    """Draw the picture of a document."""
    asked = wanted(navigation.here(), dossier)
    chosen = _chosen(dossier, asked)
    seen = shown(dossier, asked, chosen)
    heading = title(dossier, seen, chosen)
    frame.head(dossier, title=heading, small=True)
    with frame.bar(say("network.question")):
        _switches(dossier, chosen, asked)
        frame.sources(QUERIES, {"document": dossier.iri})
        frame.downloads([namings(dossier), tasks(dossier)], file=dossier.title, dossier=dossier)
        keeping.keep(dossier, "network")
    if frame.nothing(dossier):
        return
    said = _said(dossier, heading, seen)
    board(render("network_bar.html", **_chips(dossier, seen, asked, chosen), note=said["note"]), key="chips", look="chips")
    beside = render("network_side.html") + evidence.list_panel(dossier, "namings")
    with frame.beside(frame.panel(dossier, chosen, otherwise=beside)):
        _picture(dossier, seen, asked, chosen, said)
        board(render("network_list.html", kinds=_listed(seen)), key="narrow", look="narrow", on=address.lit(chosen))
    frame.twin(lines(dossier, seen))


def _chosen(dossier: PlanView, asked: Wanted) -> address.Pick:
    """Return what is picked; where nothing is, what was searched for."""
    found = frame.pick(dossier)
    if any((found.task, found.body, found.list)) or asked.around is None:
        return found
    return address.Pick(task=asked.around) if asked.around in dossier.task else address.Pick(body=asked.around)


def _listed(seen: Shown) -> list[dict[str, Any]]:
    """Return what the picture draws as a list for a screen too narrow for it: each body with the numbers of its tasks."""
    marks = {t.iri: t.mark for t in seen.tasks}
    of: dict[str, list[str]] = {b.iri: [] for b in seen.bodies}
    for naming in seen.namings:
        of[naming.body].append(marks[naming.task])
    return [{"label": kind.label, "rows": [_narrow(b, of[b.iri]) for b in members]} for kind, members in who.grouped(seen.bodies)]


def _narrow(body: Body, marks: Sequence[str]) -> dict[str, Any]:
    every = list(dict.fromkeys(marks))
    more = "…" if len(every) > MOST_MARKS else ""
    return {"name": body.name, "count": len(every), "marks": "、".join(every[:MOST_MARKS]) + more, "pick": address.body_pick(body.iri)}


def _picture(dossier: PlanView, seen: Shown, asked: Wanted, chosen: address.Pick, said: dict[str, str]) -> None:
    rev = _rev(dossier, seen, asked)
    found = _drawn(dossier, rev, seen, asked)
    keep = f"{address.document_id(dossier.iri)}/{asked.layout.value}"
    picture(found, _acts(dossier), key="picture", rev=rev, lit=nodes(chosen), words=said, keep=keep)


def _switches(dossier: PlanView, chosen: address.Pick, asked: Wanted) -> None:
    """Draw the layout, the search for a body or task, and the filters by role and section."""
    controls.segments("layout", say("network.layout"), {v.value: say(f"network.{v.value}") for v in Layout}, default=Layout.RING.value)
    controls.words("find", say("network.search"), width=SEARCH_WIDTH)
    controls.choice("role", named(MV.role), _roles(dossier), width=130)
    parts = list(dict.fromkeys(t.section[0] for t in dossier.owned if t.section))
    if len(parts) > 1:
        controls.choice("part", named(MV.Section), {"": say("network.parts"), **{p: p for p in parts}}, width=150)


def _roles(dossier: PlanView) -> dict[str, str]:
    """Return the roles that occur, and whoever is listed first."""
    found = dict.fromkeys(n.role for n in dossier.namings)
    roles = {role: written(concept(MV.Roles, role)) for role in found} if len(found) > 1 else {}
    return {"": say("network.roles"), STRONG: words.strongest(dossier), **roles}


def _chips(dossier: PlanView, seen: Shown, asked: Wanted, chosen: address.Pick) -> dict[str, Any]:
    """Return the row of chips: how far around, who is hidden or put back, and the button for the whole."""
    middle = asked.around or chosen.task or chosen.body
    return {
        "steps": [_step(i, asked, middle) for i in range(MOST_STEPS + 1)],
        "hubs": [_hub(b, asked, seen, len(dossier.work[b.iri])) for b in dossier.everywhere],
        "found": [_match(dossier, iri, asked) for iri in asked.found[:MOST_FOUND]],
        "more": max(0, len(asked.found) - MOST_FOUND),
        "missed": "find" in navigation.here() and not asked.found,
        "whole": seen.nodes if seen.too_large and seen.nodes <= drawing.LARGEST_DRAWN else 0,
        "asked_whole": asked.whole,
    }


def _step(steps: int, asked: Wanted, middle: str | None) -> dict[str, Any]:
    around = f"&{address.filter_pick('around', _short(middle))}" if middle and steps else ""
    said = say("network.steps", count=steps) if steps else say("network.all")
    return {"said": said, "click": f"steps={steps or ''}{around}", "on": steps == asked.steps}


def _match(dossier: PlanView, iri: str, asked: Wanted) -> dict[str, Any]:
    """Return a chip of what a search found; a click picks it and makes it the middle."""
    task = dossier.task.get(iri)
    said = f"{task.mark}　{task.name}" if task else dossier.body[iri].name
    pick = address.task_pick(iri) if task else address.body_pick(iri)
    return {"said": said, "click": f"{pick}&{address.filter_pick('around', _short(iri))}", "on": iri == asked.around}


def _short(iri: str) -> str:
    """Return a body or task as the address carries it."""
    return part_key(iri) if "/task/" in iri else local(iri)


def _hub(body: Body, asked: Wanted, seen: Shown, count: int) -> dict[str, Any]:
    left = sorted(local(b) for b in asked.hubs ^ {body.iri})
    return {"name": body.name, "count": count, "click": address.filter_pick("hubs", ",".join(left)), "hidden": body in seen.hidden}


def nodes(chosen: address.Pick) -> list[str]:
    """Return what is lit in the picture: single nodes, not cells or pairs."""
    return [pick for pick in address.lit(chosen) if pick.count("=") == 1]


def _rev(dossier: PlanView, seen: Shown, asked: Wanted) -> str:
    """Return what tells one picture from another."""
    kept = [f"{n.body} {n.task}" for n in seen.namings]
    hidden = sorted(b.iri for b in seen.hidden)
    keys = [dossier.iri, dossier.revision, language(), asked.layout.value, asked.role, ",".join(sorted(asked.off)), *hidden, *kept]
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()


@st.cache_resource(show_spinner=False, max_entries=32)
def _drawn(_dossier: PlanView, rev: str, _seen: Shown, _asked: Wanted) -> drawing.Picture:
    return drawn.draw(_dossier, _seen, _asked)


def _said(dossier: PlanView, heading: str, seen: Shown) -> dict[str, str]:
    """Return the words that the picture and its exports carry."""
    return {"title": heading, "note": left_out(dossier, seen)}


def _acts(dossier: PlanView) -> dict[str, str]:
    """Return what the picture says whatever is picked: its buttons, where it is from, the name of its files."""
    acts = {act: say(f"network.do.{act}") for act in ACTS} | {"lang": "en" if language() == "en" else "zh-CN"}
    return acts | {"footer": footer(dossier), "file": frame.file_name(dossier.title, say("page.network"))}


def lines(dossier: PlanView, seen: Shown) -> Table:
    """Return the rows that the picture draws, a line each."""
    columns = (named(MV.number), named(MV.name), named(MV.Owner), named(MV.rank), named(MV.role))
    return Table(
        say("page.network"), columns, Later(len(seen.namings), lambda: [_line(dossier, t, n) for t, n in drawn.rows(dossier, seen)])
    )


def _line(dossier: PlanView, task: Task, naming: Assignment) -> tuple[Any, ...]:
    return (task.mark, task.name, dossier.body[naming.body].name, words.rank(dossier, naming), words.role(naming))


def title(dossier: PlanView, seen: Shown, chosen: address.Pick) -> str:
    """Return what the picture shows, in words and numbers: what is counted is what is lit."""
    if chosen.body and chosen.other:
        one, other = dossier.body[chosen.body], dossier.body[chosen.other]
        both = seen.of_body(one.iri) & seen.of_body(other.iri)
        every = len(evidence.shared(dossier, one.iri, other.iri))
        return say("network.pair", one=one.name, other=other.name, count=every) + _of_which(len(both), every, "tasks")
    if chosen.task:
        return _task_title(dossier, seen, dossier.task[chosen.task], chosen.body)
    if chosen.body:
        return _body_title(dossier, seen, dossier.body[chosen.body])
    most = say("network.most", count=len(seen.hidden)) if seen.hidden else ""
    return say("network.finding", bodies=_counted(seen.bodies), tasks=len(seen.tasks), most=most)


def _of_which(drawn_: int, every: int, measure: str) -> str:
    """Return how many of them (tasks or bodies) the picture draws, where that is not all."""
    return "" if drawn_ == every else say(f"network.drawn_{measure}", count=drawn_)


def _task_title(dossier: PlanView, seen: Shown, task: Task, body: str | None) -> str:
    named_for = dossier.owners[task.iri]
    count = len({n.body for n in named_for})
    placed = next((words.placed(dossier, n) for n in named_for if n.body == body), None)
    told = {"mark": task.mark, "task": task.name, "count": count, "rest": _of_which(len(seen.of_task(task.iri)), count, "bodies")}
    if body and placed:
        return say("network.of_cell", body=dossier.body[body].name, placed=placed, **told)
    return say("network.of_task", **told)


def _body_title(dossier: PlanView, seen: Shown, body: Body) -> str:
    """Return for how many tasks a body is named, and with whom; who is hidden is not counted."""
    every, drawn_ = len(dossier.work[body.iri]), len(seen.of_body(body.iri))
    beside = [b for b in seen.bodies if b.iri in seen.beside(body.iri)]
    apart = say("network.apart", count=len(seen.hidden)) if seen.hidden else ""
    told = say("network.beside", bodies=_counted(beside), apart=apart) if beside else say("network.alone", apart=apart)
    return say("network.of_body", body=body.name, count=every, rest=_of_which(drawn_, every, "tasks"), beside=told)


def _counted(bodies: Sequence[Body]) -> str:
    """Return how many bodies there are, of each kind: 9 个单位、1 类集合单位."""
    of = Counter(b.kind for b in bodies)
    told = [say(f"network.{kind}", count=of[kind]) for kind in ("department", "locality", "collective") if of[kind]]
    return say("network.comma").join(told) or say("network.department", count=0)


def left_out(dossier: PlanView, seen: Shown, *, signs: str = "circles", more: Sequence[str] = ()) -> str:
    """Return what the signs mean (numbers in circles or boxes), what the picture leaves out, and what more there is to say."""
    silent = "" if dossier.leads_stated else say("network.silent")
    told = [say(f"network.{signs}", strong=words.strongest(dossier), silent=silent)]
    told += [say("network.hidden", names=words.names(seen.hidden))] if seen.hidden else []
    told += [_around(dossier, seen)] if seen.too_large or seen.middle else []
    missing = len(dossier.owned) - len(seen.tasks)
    told += [say("network.undrawn", count=missing)] if missing else []
    return "".join(say("network.sentence", words=piece) for piece in (*told, *more)).rstrip(" ")


def _around(dossier: PlanView, seen: Shown) -> str:
    """Return around what is drawn, and of how large a whole where that is too large."""
    name = _name(dossier, seen.middle)
    if not seen.too_large:
        return say("network.around", name=name)
    return say("network.first_around", nodes=seen.nodes, name=name, count=len(seen.bodies) + len(seen.tasks))


def _name(dossier: PlanView, iri: str | None) -> str:
    """Return the name of a body, or the number of a task."""
    if iri in dossier.body:
        return dossier.body[iri].name
    return words.item(dossier.task[iri].mark) if iri in dossier.task else ""


def footer(dossier: PlanView, *, leads: bool = True) -> str:
    """Return where the picture is from, and what it is not; with `leads` also whether the text states who leads."""
    said = (dossier.notice, say("network.made"), f"《{dossier.title}》", *words.edition(dossier), words.leads(dossier)[0] if leads else "")
    return " · ".join(piece for piece in said if piece)
