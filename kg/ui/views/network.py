"""责任网络: the picture of who is named for what; a click lights it and shows the sentence beside it."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

import streamlit as st

from kg import picture as drawing
from kg.ontology import MV, label
from kg.ui import address, controls, evidence, frame, who, words
from kg.ui.board import picture
from kg.ui.dossier import Assignment, Body, PlanView, Task
from kg.ui.markup import render
from kg.ui.views.overview import namings, tasks

QUERIES = ("page-tasks", "page-namings")
QUESTION = "谁与谁经由哪些任务相连？"


def page(dossier: PlanView) -> None:
    """Draw the picture of a document."""
    chosen = frame.pick(dossier)
    heading = title(dossier, chosen)
    frame.head(dossier, title=heading, small=True)
    with frame.bar(QUESTION):
        without = bool(dossier.hubs) and controls.switch("hidden", "隐去几乎项项列名的单位", default=True)
        frame.sources(QUERIES, {"document": dossier.iri})
        frame.downloads([namings(dossier), tasks(dossier)], file=dossier.title, dossier=dossier)
        export = st.container(width="content")
    if frame.nothing(dossier):
        return
    bodies, items = shown(dossier, chosen, without=without)
    said = _said(dossier, heading, bodies, items)
    drawn = _drawn(dossier, (dossier.iri, dossier.revision), bodies, items)
    with export:
        _offline(drawn, said)
    frame.line(render("note.html", text=said["note"]))
    beside = render("network_side.html") + evidence.list_panel(dossier, "namings")
    with frame.beside(frame.panel(dossier, chosen, otherwise=beside)):
        picture(drawn, key="picture", rev=_rev(dossier, bodies, items), lit=nodes(chosen), words=said)
    frame.twin(namings(dossier))


def _offline(drawn: drawing.Picture, said: dict[str, str]) -> None:
    """Offer the picture as one file that needs no picture."""
    st.download_button(
        "离线网页",
        data=lambda: drawing.standalone(drawn, said).encode(),
        file_name=f"{said['file']}.html",
        mime="text/html",
        on_click="ignore",
        type="tertiary",
    )


def nodes(chosen: address.Pick) -> list[str]:
    """Return what is lit in the picture: single nodes, not cells or pairs."""
    return [pick for pick in address.lit(chosen) if pick.count("=") == 1]


def _rev(dossier: PlanView, bodies: Sequence[Body], items: Sequence[Task]) -> str:
    """Return what tells one picture from another."""
    keys = [dossier.iri, dossier.revision, *(b.iri for b in bodies), *(t.iri for t in items)]
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()


def _said(dossier: PlanView, heading: str, bodies: Sequence[Body], items: Sequence[Task]) -> dict[str, str]:
    """Return the words that exports of the picture carry."""
    return {
        "title": heading,
        "note": left_out(dossier, bodies, items),
        "footer": footer(dossier),
        "file": frame.file_name(dossier.title, "责任网络"),
    }


def shown(dossier: PlanView, chosen: address.Pick, *, without: bool) -> tuple[tuple[Body, ...], tuple[Task, ...]]:
    """Return the bodies and tasks of the picture: all but hubs that are not picked, or around what is picked where all are too many."""
    hubs = {b.iri for b in dossier.hubs} - {chosen.body, chosen.other} if without else set()
    bodies = [b for b in who.ordered(dossier.bodies) if b.iri not in hubs]
    if len(bodies) + len(dossier.owned) > drawing.LARGEST_WHOLE:
        bodies = _around(dossier, chosen, bodies)
    drawn = {b.iri for b in bodies}
    items = [t for t in dossier.owned if any(n.body in drawn for n in dossier.owners[t.iri])]
    return tuple(bodies), tuple(items[: drawing.LARGEST_NEIGHBOURHOOD] if len(bodies) + len(items) > drawing.LARGEST_WHOLE else items)


def _around(dossier: PlanView, chosen: address.Pick, bodies: list[Body]) -> list[Body]:
    """Return the picked body (or the one named most often) and those that share most tasks with it."""
    middle = chosen.body or max(bodies, key=lambda b: len(dossier.work[b.iri])).iri
    near = Counter(n.body for w in dossier.work[middle] for n in dossier.owners[w.task])
    kept = {iri for iri, _ in near.most_common(drawing.LARGEST_NEIGHBOURHOOD // 4)}
    return [b for b in bodies if b.iri in kept]


@st.cache_resource(show_spinner=False, max_entries=32)
def _drawn(_dossier: PlanView, state: tuple[str, str], bodies: tuple[Body, ...], items: tuple[Task, ...]) -> drawing.Picture:
    return draw(_dossier, bodies, items)


def draw(dossier: PlanView, bodies: Sequence[Body], items: Sequence[Task]) -> drawing.Picture:
    """Return the picture of some bodies and tasks of a document."""
    short = who.short_names(bodies)
    drawn = {b.iri for b in bodies}
    links = [_link(dossier, t, n) for t in items for n in dossier.owners[t.iri] if n.body in drawn]
    return drawing.picture(
        [_body(dossier, b, short[b.iri]) for b in bodies],
        [drawing.Item(address.task_pick(t.iri), t.mark, f"{t.mark}　{t.name}") for t in items],
        links,
        legend(dossier, bodies),
    )


def _link(dossier: PlanView, task: Task, naming: Assignment) -> drawing.Link:
    said = f"{dossier.body[naming.body].name}：第 {task.mark} 项，{words.placed(dossier, naming)}"
    return drawing.Link(address.body_pick(naming.body), address.task_pick(task.iri), dossier.strong(naming), said)


def _body(dossier: PlanView, body: Body, short: str) -> drawing.Body:
    kind = who.category(body)
    unsure = "\n未入登记册，临时编号" if body.provisional else ""
    title = f"{body.full_name or body.name}\n{kind.label}，列名 {len(dossier.work[body.iri])} 项{unsure}"
    return drawing.Body(address.body_pick(body.iri), short, title, kind.colour, round=kind.round, hatched=kind.hatched)


def legend(dossier: PlanView, bodies: Sequence[Body]) -> list[dict[str, Any]]:
    """Return the categories that occur, and what a thick line means."""
    kinds = [{"label": k.label, "colour": k.colour, "round": k.round, "hatched": k.hatched} for k, _ in who.grouped(bodies)]
    return [*kinds, {"label": words.strongest(dossier), "line": "strong"}, {"label": "列名", "line": "thin"}]


def title(dossier: PlanView, chosen: address.Pick) -> str:
    """Return what the picture shows, in words and numbers."""
    if chosen.body and chosen.other:
        one, other = dossier.body[chosen.body], dossier.body[chosen.other]
        return f"{one.name}与{other.name}共同列名 {len(evidence.shared(dossier, one.iri, other.iri))} 项"
    if chosen.task:
        return _task_title(dossier, dossier.task[chosen.task], chosen.body)
    if chosen.body:
        return _body_title(dossier, dossier.body[chosen.body])
    most = f"，其中 {len(dossier.hubs)} 个几乎项项列名" if dossier.hubs else ""
    return f"{_counted(dossier.bodies)}列名 {len(dossier.owned)} 项{label(MV.Task)}{most}"


def _task_title(dossier: PlanView, task: Task, body: str | None) -> str:
    named = dossier.owners[task.iri]
    placed = next((words.placed(dossier, n) for n in named if n.body == body), None)
    if body and placed:
        return f"{dossier.body[body].name}在第 {task.mark} 项“{task.name}”{placed}，共 {len(named)} 个主体列名"
    return f"第 {task.mark} 项“{task.name}”列名 {len(named)} 个主体"


def _body_title(dossier: PlanView, body: Body) -> str:
    """Return for how many tasks a body is named, and with whom, hubs not counted."""
    hubs = {b.iri for b in dossier.hubs} - {body.iri}
    beside = {n.body for w in dossier.work[body.iri] for n in dossier.owners[w.task]} - hubs - {body.iri}
    apart = f"除几乎项项列名的 {len(hubs)} 个单位外" if hubs else ""
    told = f"{apart}与 {_counted([b for b in dossier.bodies if b.iri in beside])}共同列名" if beside else f"{apart}没有共同列名者"
    return f"{body.name}列名 {len(dossier.work[body.iri])} 项，{told}"


def _counted(bodies: Sequence[Body]) -> str:
    """Return how many bodies there are, of each kind: 9 个单位、1 类集合单位."""
    of = Counter(b.kind for b in bodies)
    measures = (("department", "个", MV.Department), ("locality", "个", MV.Locality), ("collective", "类", MV.Collective))
    return "、".join(f"{of[kind]} {measure}{label(term)}" for kind, measure, term in measures if of[kind])


def left_out(dossier: PlanView, bodies: Sequence[Body], items: Sequence[Task]) -> str:
    """Return what the signs mean, and what the picture leaves out."""
    drawn = {b.iri for b in bodies}
    hidden = [b for b in dossier.hubs if b.iri not in drawn]
    missing = len(dossier.owned) - len(items)
    told = [f"圈内数字为{label(MV.Task)}编号，粗线为{words.strongest(dossier)}"]
    if hidden:
        told.append(f"{words.names(hidden)}几乎项项列名，图中隐去" + (f"；另有 {missing} 项只由它们列名" if missing else ""))
    if len(bodies) + len(hidden) < len(dossier.bodies):
        told.append(f"全图太大，只画出 {len(bodies)} 个主体及其 {len(items)} 项，其余见表格")
    return "。".join(told) + "。"


def footer(dossier: PlanView) -> str:
    """Return where the picture is from, and what it is not."""
    about = "依据公开文件自动整理，以正式文件为准"
    return " · ".join(p for p in (dossier.notice, about, f"《{dossier.title}》", words.leads(dossier)[0]) if p)
