"""责任网络: the picture of who is named for what; a click lights it and shows the sentence beside it."""

import hashlib
from collections.abc import Sequence
from typing import Any

import streamlit as st

from kg import picture as drawing
from kg.iris import local, part_key
from kg.ontology import MV, concept
from kg.picture import Layout
from kg.ui import address, controls, drawn, evidence, frame, keeping, navigation, network_words, who, words
from kg.ui.board import board, picture
from kg.ui.dossier import Assignment, Body, PlanView, Task
from kg.ui.frame import Later, Table
from kg.ui.language import language, named, say, written
from kg.ui.markup import render
from kg.ui.shown import MOST_STEPS, STRONG, Shown, Wanted, shown, wanted
from kg.ui.views.overview import namings, tasks

QUERIES = ("page-tasks", "page-namings", "page-sections")
SEARCH_WIDTH = 190
MOST_MARKS = 12  # numbers of tasks behind a body in the list of a narrow screen
MOST_FOUND = 8  # of what a search finds; the rest are a number
ACTS = ("fit", "undo", "full", "png", "svg", "pngprint", "svgprint")  # the buttons of the picture


def page(dossier: PlanView) -> None:
    """Draw the picture of a document."""
    asked = wanted(navigation.here(), dossier)
    chosen = _chosen(dossier, asked)
    seen = shown(dossier, asked, chosen)
    heading = network_words.title(dossier, seen, chosen)
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
    picture(found, _acts(dossier), key="picture", rev=rev, lit=network_words.nodes(chosen), words=said, keep=keep)


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
    return {"title": heading, "note": network_words.left_out(dossier, seen)}


def _acts(dossier: PlanView) -> dict[str, str]:
    """Return what the picture says whatever is picked: its buttons, where it is from, the name of its files."""
    acts = {act: say(f"network.do.{act}") for act in ACTS} | {"lang": "en" if language() == "en" else "zh-CN"}
    return acts | {"footer": network_words.footer(dossier), "file": frame.file_name(dossier.title, say("page.network"))}


def lines(dossier: PlanView, seen: Shown) -> Table:
    """Return the rows that the picture draws, a line each."""
    columns = (named(MV.number), named(MV.name), named(MV.Owner), named(MV.rank), named(MV.role))
    return Table(
        say("page.network"), columns, Later(len(seen.namings), lambda: [_line(dossier, t, n) for t, n in drawn.rows(dossier, seen)])
    )


def _line(dossier: PlanView, task: Task, naming: Assignment) -> tuple[Any, ...]:
    return (task.mark, task.name, dossier.body[naming.body].name, words.rank(dossier, naming), words.role(naming))
