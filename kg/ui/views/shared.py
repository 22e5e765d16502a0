"""共同责任: who is named together, in the open document or over many, by body, line or level, beside what loads alone would give."""

from collections.abc import Mapping, Sequence
from typing import Any

from kg.analysis import Overlap, PairFinding
from kg.iris import local
from kg.ontology import MV
from kg.ui import address, chosen, controls, evidence, frame, navigation, pair_panel, reading, shared_words, who, words
from kg.ui.address import Pick, body_pick, lit
from kg.ui.board import board
from kg.ui.dossier import PlanView
from kg.ui.frame import Table
from kg.ui.language import named, say
from kg.ui.listing import Listed
from kg.ui.markup import render
from kg.ui.pairs import SharedTasks, counted, pairs
from kg.ui.together import LEAST_TASKS, MOST_DOTS, Dot, Node, Together, bounds, loaded, names_of, of_many, of_one

ONE = ("page-namings", "page-tasks", "page-sections")
MANY = ("page-plan-tasks", "page-body-tasks", "page-nested-tasks")
BY = ("body", "line", "level")
STEPS = (1, 2, 4, 8, 16)  # where a darker shade of counts begins: doubling, for counts are few and skewed
MORE = (1, 2, 5)  # where a darker shade of "more than expected" begins
MOST_BESIDE = 24  # columns that leave space for the list of pairs beside the matrix; else it stands in the panel
NOTHING_DIFFERS: Mapping[str, Any] = {"differing": 0, "more": (), "less": ()}
MOST_PARTNERS = 14


def page(dossier: PlanView) -> None:
    """Draw who shares tasks with whom."""
    many, by = navigation.there("in") == "all", _by()
    documents = chosen.documents()
    met = reading.together_in([d.iri for d in documents], by) if many else reading.together(dossier.iri, by)
    found = _together(dossier, met, many, by)
    told = shared_words.basis(met.overlap, documents) if many else about(dossier, found)
    frame.title_of(title(found, by), about=_about(dossier, many, documents), notice=chosen.notice(documents) if many else dossier.notice)
    with frame.bar(say("shared.question")):
        _controls(many)
        frame.sources(MANY if many else ONE, {} if many else {"document": dossier.iri})
        rows = tables(dossier, found, many, by)
        frame.downloads(rows, file=say("page.shared") if many else dossier.title, dossier=None if many else dossier)
    if (not documents and many) or (not many and frame.nothing(dossier)):
        return None if not many else frame.sorry(say("empty.nofiles"), what_next=say("shared.other_files"))
    frame.line(render("note.html", text=told))
    keys = _picked(found)
    with frame.beside(_panel(dossier, found, keys, many, by)):
        board(render("shared.html", **picture(found)), key="shared", look="matrix", on=_on(dossier, keys, many, by))
    frame.twin(rows[0])
    return None


def _by() -> str:
    """Return what is compared: bodies unless the address says otherwise; over many documents lines, which every region has."""
    given = navigation.there("as")
    return given if given in BY else "line" if navigation.there("in") == "all" else "body"


def _controls(many: bool) -> None:
    """Draw the switches: one document or all, by what, differences or counts; over all the region, level and year."""
    every = reading.documents()
    controls.segments("in", say("due.scope"), {"one": say("due.one"), "all": say("due.all", count=len(every))}, default="one")
    default = "line" if many else "body"
    controls.segments("as", say("shared.by"), {by: shared_words.what(by) for by in BY}, default=default)
    if many:
        chosen.switches()
    controls.segments("show", say("shared.cells"), {s: say(f"shared.{s}") for s in ("difference", "count")}, default="difference")


def _about(dossier: PlanView, many: bool, documents: Sequence[Listed]) -> list[words.Said]:
    """Return which documents this is about, as the line under the title."""
    if not many:
        return [words.Said(f"《{dossier.title}》"), *words.about(dossier)]
    return chosen.about(documents)


def _together(dossier: PlanView, met: reading.Meetings, many: bool, by: str) -> Together:
    """Return what the matrix shows."""
    if not many and by == "body":
        return of_one(dossier, met.graphs, met.overlap)
    bodies = reading.departments() if many else dossier.body
    lines = reading.line_names() if by == "line" else {}
    return of_many(met.graphs, met.overlap, names_of(loaded(met.graphs), bodies, lines))


def title(found: Together, by: str) -> str:
    """Return the finding: how many of all pairs are beyond chance, and which one is least like chance; never more than that."""
    return shared_words.finding(found, by)


def about(dossier: PlanView, found: Together) -> str:
    """Return what a cell counts, and what is left out or counted apart."""
    everyone, alone = len(counted(dossier, dossier.bodies)), len(counted(dossier, dossier.departments))
    told = [say("shared.cell")]
    told += [say("shared.with_classes", count=everyone)] if everyone > alone else []
    told += [say("shared.hubs_apart", names=words.names([dossier.body[h.key] for h in found.hubs]))] if found.hubs else []
    told += [say("shared.short", tasks=found.overlap.tasks, least=LEAST_TASKS)] if found.overlap.tasks < LEAST_TASKS else []
    told += [say("shared.hidden", count=found.hidden)] if found.hidden else []
    return shared_words.sentence(told)


# ---------------------------------------------------------------- the matrix and the list


def picture(found: Together) -> dict[str, Any]:
    """Return the rows and columns with a cell for every two, hubs below, and the pairs that differ from what loads give."""
    columns = (*found.nodes, *found.apart)
    by_count = navigation.there("show") == "count"
    return {
        "columns": [_column(n, first=n in found.apart[:1]) for n in columns],
        "lines": [_line(found, n, columns, by_count) for n in found.nodes],
        "hubs": [_line(found, n, columns, by_count) | {"hub": True} for n in found.hubs],
        "legend": shared_words.counts(found, STEPS) if by_count else shared_words.differences(found),
        "apart": bool(found.apart),
        **(differing(found) if len(columns) <= MOST_BESIDE else NOTHING_DIFFERS),
    }


def differing(found: Together) -> dict[str, Any]:
    """Return the pairs that differ by a task or more from what loads give: how many, and the rows above and below."""
    more = dots([f for f in found.differing if f.difference > 0][:MOST_DOTS], found)
    less = dots([f for f in reversed(found.differing) if f.difference < 0][:MOST_DOTS], found)
    return {"differing": len(found.differing), "more": more, "less": less}


def _column(node: Node, *, first: bool) -> dict[str, Any]:
    return {"label": node.short, "title": node.name, "pick": body_pick(node.key), "gap": node.gap or first}


def _line(found: Together, node: Node, columns: Sequence[Node], by_count: bool) -> dict[str, Any]:
    cells = [_cell(found, node, other, by_count) for other in columns]
    return {"label": node.short, "title": node.name, "pick": body_pick(node.key), "gap": node.gap, "cells": cells, "load": node.load}


def _cell(found: Together, one: Node, other: Node, by_count: bool) -> dict[str, str] | None:
    """Return the cell of two: their count, and by its look how it stands to what loads would give."""
    if one.key == other.key:
        return {"text": str(one.load), "look": "own", "pick": body_pick(one.key), "title": say("shared.own", name=one.name, count=one.load)}
    count, compared = found.count(one.key, other.key), found.compared(one, other)
    if not count and (by_count or compared is None or compared.difference > -1):
        return None
    seen = _count_look(count) if by_count or one in found.hubs else look(compared)
    what = say("shared.of_two", one=one.name, other=other.name, count=count) + (shared_words.against(compared) if compared else "")
    return {
        "text": str(count),
        "look": "class" if other.kind != "department" else seen,
        "pick": body_pick(one.key, other.key),
        "title": what,
    }


def _count_look(count: int) -> str:
    return f"n{sum(count >= s for s in STEPS) - 1}"


def look(found: PairFinding | None) -> str:
    """Return how a cell looks: the strongest colour only where the corrected figure says so."""
    if found is None or abs(found.difference) < MORE[0]:
        return "even"
    if found.beyond_chance:
        return "beyond"
    return "less" if found.difference < 0 else f"m{sum(found.difference >= s for s in MORE) - 1}"


def dots(findings: Sequence[PairFinding], found: Together) -> list[Dot]:
    """Return pairs as rows of the list, on one scale."""
    held = [p for f in findings if (p := found.overlap.pair(f.one, f.other)) is not None]
    ranges = bounds(held)
    every = [p for f in found.differing[:MOST_DOTS] if (p := found.overlap.pair(f.one, f.other)) is not None]
    widest = max((max(pair.observed, high) for pair, _, high in (*ranges, *bounds(every))), default=1)
    return [_dot(f, low / widest, high / widest, widest, found) for f, (_, low, high) in zip(findings, ranges, strict=True)]


def _dot(found: PairFinding, low: float, high: float, widest: float, together: Together) -> Dot:
    one, other = together.named[found.one], together.named[found.other]
    return Dot(
        names=f"{one.short} · {other.short}",
        pick=body_pick(found.one, found.other),
        difference=f"{found.difference:+.1f}",
        observed=100 * found.observed / widest,
        expected=100 * found.expected / widest,
        low=100 * low,
        high=100 * high,
        few=found.difference < 0,
        beyond=found.beyond_chance,
    )


# ---------------------------------------------------------------- the panel


def _picked(found: Together) -> tuple[str, ...]:
    """Return what is picked, as it is counted: nothing, one, or two."""
    tokens = {local(key): key for key in found.overlap.bodies}
    tokens |= {local(key): key for key in found.named}
    return tuple(tokens[t] for t in (navigation.there("department"), navigation.there("with")) if t in tokens)


def _on(dossier: PlanView, keys: Sequence[str], many: bool, by: str) -> list[str]:
    if not many and by == "body":
        return lit(frame.pick(dossier))
    return lit(Pick(body=keys[0], other=keys[1] if len(keys) > 1 else None)) if keys else []


def _panel(dossier: PlanView, found: Together, keys: Sequence[str], many: bool, by: str) -> str:
    """Return the evidence of what is picked, or which pairs share most before anything is."""
    if navigation.there("task") and (opened := reading.current()) is not None:
        origin = render("from.html", dossier=opened, click=address.page_pick("overview")) if many else ""
        return render("close.html") + origin + frame.shown(opened, frame.pick(opened))
    if len(keys) == 2:
        return render("close.html") + pair_panel.said(found, keys[0], keys[1], by) + _tasks(dossier, found, keys, many, by)
    if keys and (many or by != "body"):
        return render("close.html") + _one(found, keys[0], by)
    return frame.panel(dossier, Pick() if many else frame.pick(dossier), otherwise=_otherwise(found))


def _tasks(dossier: PlanView, found: Together, keys: Sequence[str], many: bool, by: str) -> str:
    """Return the tasks two share, each with the sentence that names both."""
    if by == "level":
        return ""
    if not many and by == "body":
        return evidence.pair_tasks(dossier, *keys) if all(k in dossier.body for k in keys) else ""
    return pair_panel.sentences(found, keys, by)


def _one(found: Together, key: str, by: str) -> str:
    """Return whom one is named with over the documents, most above what loads give first."""
    pairs_ = [(p, found.overlap.finding(p)) for p in found.overlap.meeting if key in (p.one, p.other)]
    pairs_.sort(key=lambda two: (not two[1].beyond_chance, -two[1].difference))
    rows = [_partner(found, key, f) for _, f in pairs_[:MOST_PARTNERS]]
    profile = address.page_pick("bodies", body_pick(key)) if by != "level" else ""
    return render("together_side.html", name=found.named[key].name, rows=rows, profile=profile, rest=max(len(pairs_) - MOST_PARTNERS, 0))


def _partner(found: Together, key: str, finding: PairFinding) -> dict[str, Any]:
    other = finding.other if finding.one == key else finding.one
    name = found.named[other].name if other in found.named else other
    figures = say("shared.figures", observed=finding.observed, expected=finding.expected)
    return {"name": name, "pick": body_pick(key, other), "figures": figures, "beyond": finding.beyond_chance}


def _otherwise(found: Together) -> str:
    """Return what the panel shows before anything is picked: the pairs that share most, without hubs."""
    held = {n.key: n for n in found.nodes}
    most = [p for p in found.overlap.meeting if p.one in held and p.other in held][:MOST_PARTNERS]
    rows = [
        {
            "names": f"{held[p.one].short} · {held[p.other].short}",
            "figures": say("shared.figures", observed=p.observed, expected=p.hypergeometric.expected),
            "pick": body_pick(p.one, p.other),
        }
        for p in most
    ]
    beside = len(found.nodes) + len(found.apart) <= MOST_BESIDE
    hubs = "、".join(h.short for h in found.hubs)
    return render("shared_side.html", pairs=rows, hubs=hubs, **(NOTHING_DIFFERS if beside else differing(found)))


# ---------------------------------------------------------------- the rows


def tables(dossier: PlanView, found: Together, many: bool, by: str) -> list[Table]:
    """Return every pair with what loads give; of one document its tasks too, over many what each document adds."""
    return [table(dossier, found.overlap)] if not many and by == "body" else [over_many(found, by)]


def table(dossier: PlanView, chance: Overlap) -> Table:
    """Return every pair of bodies that shares a task, what loads alone would give departments, and the tasks."""
    columns = (*shared_words.pair_columns(), say("shared.tasks"))
    rows = [
        (p.one.name, p.other.name, _kinds(p), len(p.tasks), *_against(chance, p), "、".join(dossier.task[t].mark for t in p.tasks))
        for p in pairs(dossier, who.ordered(dossier.bodies))
    ]
    return Table(say("page.shared"), columns, rows)


def _against(chance: Overlap, pair: SharedTasks) -> tuple[float | None, float | None, str]:
    """Return what loads alone would give a pair, the difference, and whether it is beyond chance; nothing where one is no department."""
    known = chance.pair(pair.one.iri, pair.other.iri)
    return shared_words.compared(chance.finding(known)) if known is not None else (None, None, "")


def _kinds(pair: SharedTasks) -> str:
    """Return whether a pair is of two bodies, or has a class of bodies or a locality in it."""
    apart = [b for b in (pair.one, pair.other) if b.kind != "department"]
    return say("shared.two_bodies") if not apart else say("shared.with_class", kind=who.category(apart[0]).label)


def over_many(found: Together, by: str) -> Table:
    """Return every pair that shares a task with the figures and what they rest on."""
    names = _every_name(found, by)
    columns = (*shared_words.pair_columns(), say("shared.plans"), named(MV.Task))
    rows = [
        (names[f.one], names[f.other], shared_words.what(by), f.observed, *shared_words.compared(f), f.plans, f.tasks)
        for f in (found.overlap.finding(p) for p in found.overlap.meeting)
    ]
    return Table(say("page.shared"), columns, rows)


def _every_name(found: Together, by: str) -> Mapping[str, str]:
    known = names_of(found.overlap.bodies, reading.departments(), reading.line_names() if by == "line" else {})
    return {key: name for key, (_, name) in known.items()}
