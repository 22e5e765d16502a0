"""共同责任: which bodies stand on the same tasks, and the tasks behind every cell."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from kg.analysis import Overlap, PairFinding
from kg.ontology import MV, label
from kg.ui import controls, frame, reading, who, words
from kg.ui.address import Pick, body_pick, lit
from kg.ui.board import board
from kg.ui.dossier import Body, PlanView
from kg.ui.frame import Table
from kg.ui.language import say
from kg.ui.markup import render
from kg.ui.matrix import most_named
from kg.ui.pairs import SharedTasks, counted, pairs

QUERIES = ("page-namings",)
QUESTION = "谁和谁列在同一项任务上？"
STEPS = (1, 2, 4, 8, 16)  # where a darker shade begins: doubling, for counts are few and skewed
MOST_ROWS = 60
MOST_PAIRS = 12
LEAST_SHARED = 3  # tasks; below it kg.analysis gives no probability, for two bodies of one task each meet by arithmetic


def page(dossier: PlanView) -> None:
    """Draw who shares tasks with whom."""
    chosen, chance = frame.pick(dossier), reading.together(dossier.iri)
    frame.head(dossier, title=title(dossier), small=True)
    with frame.bar(QUESTION):
        without = bool(dossier.hubs) and controls.switch("hubs", "隐去几乎项项列名的单位")
        frame.sources(QUERIES, {"document": dossier.iri})
        frame.downloads([table(dossier, chance)], file=dossier.title, dossier=dossier)
    if frame.nothing(dossier):
        return
    frame.line(render("note.html", text=f"{about(dossier, without=without)}{family(chance)}"))
    with frame.beside(said(chance, chosen) + frame.panel(dossier, chosen, otherwise=_otherwise(dossier))):
        board(render("shared.html", **matrix(dossier, without=without)), key="shared", look="matrix", on=lit(chosen))
    frame.twin(table(dossier, chance))


def title(dossier: PlanView) -> str:
    """Return the finding: how many pairs share a task, and which share most where hubs are left out."""
    found = pairs(dossier, dossier.departments)
    hubs = {b.iri for b in dossier.hubs}
    most = next((p for p in found if p.one.iri not in hubs and p.other.iri not in hubs), None)
    apart = f"，除几乎项项列名的 {len(hubs)} 个外" if hubs else "，"
    told = f"{apart}最多的是{most.one.name}与{most.other.name}（{len(most.tasks)} 项）" if most else ""
    return f"{len(dossier.departments)} 个{label(MV.Department)}中 {len(found)} 对共同列名{told}"


def family(chance: Overlap) -> str:
    """Return how many pairs are beyond chance once all possible ones are looked at; nothing says more than this."""
    if not chance.possible:
        return ""
    beyond = len(chance.beyond_chance)
    return say("shared.beyond" if beyond else "shared.none_beyond", possible=chance.possible, count=beyond) + "。"


def said(chance: Overlap, chosen: Pick) -> str:
    """Return observed against expected of the pair that is picked, in sentences; nothing for any other pick."""
    pair = chance.pair(chosen.body, chosen.other) if chosen.body and chosen.other else None
    return render("note.html", text=sentences(chance.finding(pair))) if pair else ""


def sentences(found: PairFinding) -> str:
    """Return what may be said of a pair: the figures, and a probability only beside what it rests on and for three tasks or more."""
    least = say("shared.least") if found.at_least else ""
    figures = say("shared.observed", least=least, observed=found.observed, expected=found.expected, difference=found.difference)
    if found.hypergeometric is None:
        return figures + say("shared.few", least=LEAST_SHARED)
    probability = say("shared.p", p=f"{found.hypergeometric.p:.2g}", plans=found.plans, tasks=found.tasks)
    return figures + probability + say("shared.can" if found.beyond_chance else "shared.cannot", possible=found.possible)


def about(dossier: PlanView, *, without: bool) -> str:
    """Return what a cell counts, and what is left out or counted apart."""
    everyone = len(counted(dossier, dossier.bodies))
    alone = len(counted(dossier, dossier.departments))
    told = ["格内是共同列名的项数；同列一项是原文的列名，不等于已有协作机制"]
    if everyone > alone:
        told.append(f"连同集合单位或地方共 {everyone} 对")
    if without:
        told.append(f"{words.names(dossier.hubs)}几乎项项列名，图中隐去")
    if len(dossier.bodies) > MOST_ROWS:
        told.append(f"只画出列名最多的 {MOST_ROWS} 个主体，其余见表格")
    return "；".join(told) + "。"


def matrix(dossier: PlanView, *, without: bool) -> dict[str, Any]:
    """Return rows of departments, columns of departments and then of localities and collectives, with the count of every two."""
    hubs = {b.iri for b in dossier.hubs} if without else set()
    ordered = who.ordered(most_named(dossier, [b for b in dossier.bodies if b.iri not in hubs], MOST_ROWS))
    rows = [b for b in ordered if b.kind == "department"]
    firsts = {members[0].iri for _, members in who.grouped(ordered)}
    counts = counted(dossier, ordered)
    short = who.short_names(ordered)
    return {
        "columns": [_column(b, short[b.iri], b.iri in firsts) for b in ordered],
        "lines": [_line(dossier, b, ordered, counts, b.iri in firsts) for b in rows],
        "legend": [(f"n{i}", _step(i)) for i in range(len(STEPS)) if max(counts.values(), default=0) >= STEPS[i]],
        "apart": len(rows) < len(ordered),
    }


def _column(body: Body, short: str, gap: bool) -> dict[str, Any]:
    return {"label": short, "title": body.full_name or body.name, "pick": body_pick(body.iri), "gap": gap}


def _step(i: int) -> str:
    """Return the counts of one shade: 4–7, 16 以上."""
    if i + 1 == len(STEPS):
        return f"{STEPS[i]} 项以上"
    last = STEPS[i + 1] - 1
    return f"{STEPS[i]}" if last == STEPS[i] else f"{STEPS[i]}–{last}"


def _line(dossier: PlanView, body: Body, columns: Sequence[Body], counts: Counter[frozenset[str]], gap: bool) -> dict[str, Any]:
    cells = [_cell(dossier, body, other, counts[frozenset((body.iri, other.iri))]) for other in columns]
    return {"label": body.name, "title": body.full_name or body.name, "pick": body_pick(body.iri), "gap": gap, "cells": cells}


def _cell(dossier: PlanView, body: Body, other: Body, count: int) -> dict[str, str] | None:
    if body is other:
        own = len(dossier.work[body.iri])
        return {"text": str(own), "look": "own", "pick": body_pick(body.iri), "title": f"{body.name}列名 {own} 项"}
    if not count:
        return None
    look = f"n{sum(count >= s for s in STEPS) - 1}" if other.kind == "department" else "class"
    return {"text": str(count), "look": look, "pick": body_pick(body.iri, other.iri), "title": f"{body.name} · {other.name}：{count} 项"}


def _otherwise(dossier: PlanView) -> str:
    """Return what the panel shows before anything is picked: the pairs that share most, without hubs."""
    hubs = {b.iri for b in dossier.hubs}
    found = pairs(dossier, [b for b in who.ordered(dossier.departments) if b.iri not in hubs])[:MOST_PAIRS]
    return render("shared_side.html", pairs=[_told(p) for p in found], hubs=words.names(dossier.hubs))


def _told(pair: SharedTasks) -> dict[str, Any]:
    return {"names": f"{pair.one.name} · {pair.other.name}", "count": len(pair.tasks), "pick": body_pick(pair.one.iri, pair.other.iri)}


def table(dossier: PlanView, chance: Overlap) -> Table:
    """Return every pair of bodies that shares a task, what loads alone would give departments, and the tasks."""
    columns = ("甲", "乙", "类", "共同列名项数", say("shared.expected"), say("shared.difference"), label(MV.number))
    rows = [
        (p.one.name, p.other.name, _kinds(p), len(p.tasks), *_against(chance, p), "、".join(dossier.task[t].mark for t in p.tasks))
        for p in pairs(dossier, who.ordered(dossier.bodies))
    ]
    return Table("共同列名", columns, rows)


def _against(chance: Overlap, pair: SharedTasks) -> tuple[float | str, float | str]:
    """Return what loads alone would give a pair, and the difference; nothing where one of the two is no department."""
    known = chance.pair(pair.one.iri, pair.other.iri)
    if known is None:
        return "", ""
    found = chance.finding(known)
    return round(found.expected, 2), round(found.difference, 2)


def _kinds(pair: SharedTasks) -> str:
    """Return whether a pair is of two bodies, or has a class of bodies or a locality in it."""
    apart = [b for b in (pair.one, pair.other) if b.kind != "department"]
    return "单位之间" if not apart else f"含{who.category(apart[0]).label}"
