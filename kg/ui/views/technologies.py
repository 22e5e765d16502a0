"""技术 × 部门: which technologies which bodies work on, in the open document; over all documents, which lines."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.iris import absolute, local
from kg.ontology import MV
from kg.ui import address, chosen, controls, evidence, frame, listing, navigation, reading, who
from kg.ui.board import board
from kg.ui.dossier import PlanView, Row
from kg.ui.frame import Table
from kg.ui.language import named, say
from kg.ui.listing import Listed
from kg.ui.markup import render
from kg.ui.matrix import most_named
from kg.ui.words import Said

ONE, EVERY = ("page-technologies", "page-namings"), ("page-technology-counts", "page-technology-lines", "page-technology-tasks")
SORTS = ("tasks", "owners")
MOST_ROWS, MOST_COLUMNS, MOST_TASKS = 60, 40, 40


@dataclass(frozen=True, slots=True)
class Grid:
    """Technologies down, bodies or lines across, and for how many tasks the two meet; `sure` are the confirmed technologies.

    Of each technology there is the number of tasks that name it, and of departments these tasks name.
    """

    names: Mapping[str, str]
    sure: frozenset[str]
    tasks: Mapping[str, int]
    owners: Mapping[str, int]
    columns: Sequence[tuple[str, str, str]]
    counts: Mapping[tuple[str, str], int]


def page(dossier: PlanView) -> None:
    """Draw the technologies of the open document and who works on them, or those of all documents by line."""
    scope = "all" if navigation.there("in") == "all" else "one"
    inside = {d.iri: d for d in chosen.documents()}
    only = " ".join(sorted(inside)) if chosen.filters() else None
    whole = of_all(*(reading.answer(name, documents=only) for name in EVERY[:2])) if scope == "all" else of_one(dossier)
    candidates = navigation.there("candidates") == "1"
    shown = [t for t in ordered(whole, navigation.there("sort") or SORTS[0]) if candidates or t in whole.sure]
    listed = reading.by_iri()
    about = _about(dossier, scope, list(inside.values()))
    frame.title_of(title(whole), about=about, notice=chosen.notice([*inside.values()]) if scope == "all" else dossier.notice)
    with frame.bar(say("technologies.question")):
        controls.segments("in", say("due.scope"), {"one": say("due.one"), "all": say("due.all", count=len(listed))}, default="one")
        if scope == "all":
            chosen.switches()
        controls.segments("sort", say("bodies.sort"), {s: say(f"technologies.by_{s}") for s in SORTS}, default=SORTS[0])
        controls.switch("candidates", say("technologies.candidates", count=len(whole.names) - len(whole.sure)))
        frame.sources(*((EVERY, {"technology": _picked(), "documents": only}) if scope == "all" else (ONE, {"document": dossier.iri})))
        frame.downloads([table(whole, scope)], file=dossier.title if scope == "one" else say("page.technologies"))
    if not whole.names:
        frame.sorry(say("technologies.none") if dossier.tasks else frame.no_tasks(dossier), what_next=say("technologies.none_next"))
        return
    with frame.beside(_panel(dossier, scope, inside)):
        board(render("technologies.html", **picture(whole, shown, scope)), key="technologies", look="matrix", on=_on(scope))
    frame.twin(table(whole, scope))


def _about(dossier: PlanView, scope: str, documents: Sequence[Listed]) -> list[Said]:
    if scope == "one":
        return [Said(f"《{dossier.title}》"), Said(say("technologies.about"))]
    return [Said(listing.basis(documents)), *chosen.about(documents), Said(say("technologies.about_all"))]


def of_one(dossier: PlanView) -> Grid:
    """Return the technologies of a document by body."""
    pairs = dict.fromkeys((t.iri, t.task) for t in dossier.technologies)
    names = {t.iri: t.name for t in dossier.technologies}
    tasks = Counter(iri for iri, _ in pairs)
    counts = Counter((iri, body) for iri, task in pairs for body in dict.fromkeys(n.body for n in dossier.owners[task]))
    reached = {body for _, body in counts}
    bodies = who.ordered(most_named(dossier, [b for b in dossier.departments if b.iri in reached], MOST_COLUMNS))
    short = who.short_names(bodies)
    columns = [(b.iri, short[b.iri], b.full_name or b.name) for b in bodies]
    sure = frozenset(t.iri for t in dossier.technologies if t.status == "confirmed")
    owners = Counter(iri for iri, body in counts if dossier.body[body].kind == "department")
    return Grid(_ordered(names, tasks), sure, tasks, owners, columns, counts)


def of_all(counted: Sequence[Row], by_line: Sequence[Row]) -> Grid:
    """Return the technologies of several documents by line, from the rows of page-technology-counts and page-technology-lines."""
    names = {r["technology"]: r["name"] for r in counted}
    tasks = Counter({r["technology"]: int(r["tasks"]) for r in counted})
    counts = {(r["technology"], r["line"]): int(r["namings"]) for r in by_line}
    lines = {r["line"]: r["name"] for r in by_line}
    loads: Counter[str] = Counter()
    for (_, line), count in counts.items():
        loads[line] += count
    columns = [(line, lines[line], lines[line]) for line, _ in loads.most_common(MOST_COLUMNS)]
    sure = frozenset(r["technology"] for r in counted if r["status"] == "confirmed")
    owners = {r["technology"]: int(r["owners"]) for r in counted}
    return Grid(_ordered(names, tasks), sure, tasks, owners, columns, counts)


def ordered(whole: Grid, sort: str) -> list[str]:
    """Return the technologies, those of most tasks or most departments first."""
    counts = whole.owners if sort == "owners" else whole.tasks
    return sorted(whole.names, key=lambda t: (-counts.get(t, 0), -whole.tasks[t], whole.names[t]))


def _ordered(names: Mapping[str, str], tasks: Mapping[str, int]) -> dict[str, str]:
    return {iri: names[iri] for iri in sorted(names, key=lambda iri: (-tasks[iri], names[iri]))}


def title(whole: Grid) -> str:
    """Return the finding: how many technologies, how many of them candidates, and which most tasks name."""
    most = next((whole.names[t] for t in whole.names if t in whole.sure), None)
    owned = next((t for t in ordered(whole, "owners") if t in whole.sure), None)
    told = say("technologies.title", sure=len(whole.sure), candidates=len(whole.names) - len(whole.sure))
    told += say("technologies.most", name=most) if most else ""
    return told + (say("technologies.owned", name=whole.names[owned], count=whole.owners.get(owned, 0)) if owned else "")


def picture(whole: Grid, shown: Sequence[str], scope: str) -> dict[str, object]:
    """Return rows of technologies with a cell for every body or line that meets them."""
    rows = [_row(whole, t, scope) for t in shown[:MOST_ROWS]]
    columns = [{"label": short, "title": full, "click": _click("", iri, scope)} for iri, short, full in whole.columns]
    return {"columns": columns, "rows": rows, "rest": max(len(shown) - MOST_ROWS, 0)}


def _row(whole: Grid, technology: str, scope: str) -> dict[str, object]:
    counts = [(iri, whole.counts.get((technology, iri), 0)) for iri, _, _ in whole.columns]
    cells = [{"count": n, "look": min(4, n.bit_length() - 1), "click": _click(technology, iri, scope)} if n else None for iri, n in counts]
    known = {"name": whole.names[technology], "sure": technology in whole.sure, "figures": _figures(whole, technology)}
    return {**known, "click": _click(technology, "", scope), "cells": cells}


def _figures(whole: Grid, technology: str) -> str:
    return say("technologies.figures", tasks=whole.tasks[technology], owners=whole.owners.get(technology, 0))


def _click(technology: str, column: str, scope: str) -> str:
    """Return the click on a technology, a body or line, or on where both meet."""
    across = f"&line={column}" if scope == "all" else f"&{address.body_pick(column)}" if column else ""
    return f"tech={local(technology) if technology else ''}{across}"


def _picked() -> str | None:
    given = navigation.there("tech")
    return absolute(given) if given else None


def _on(scope: str) -> list[str]:
    technology = _picked()
    column = navigation.there("line") or "" if scope == "all" else absolute(navigation.there("department") or "")
    known = "" if scope == "one" and not navigation.there("department") else column
    return [_click(technology, known, scope), _click(technology, "", scope)] if technology else []


def _panel(dossier: PlanView, scope: str, inside: Mapping[str, Listed]) -> str:
    """Return the tasks where a technology is named, of the body or line that is picked too, with their sentences."""
    here, technology = navigation.here(), _picked()
    if "task" in here and (opened := reading.current()) is not None:
        shown = frame.shown(opened, frame.pick(opened))
        return render("close.html") + render("from.html", dossier=opened, click=address.page_pick("overview")) + shown
    if technology is None:
        return frame.shown(dossier, frame.pick(dossier)) or render("technologies_side.html")
    if scope == "one":
        return render("close.html") + evidence.technology_panel(dossier, technology, frame.pick(dossier).body)
    return render("close.html") + _everywhere(technology, navigation.there("line"), inside)


def _everywhere(technology: str, line: str | None, inside: Mapping[str, Listed]) -> str:
    """Return the tasks of the chosen documents that name a technology, those of a line where one is picked."""
    rows = [r for r in reading.answer("page-technology-tasks", technology=technology) if r["document"] in inside]
    rows = [r for r in rows if line is None or line in r["lines"]]
    found = [_line(r, inside.get(r["document"])) for r in rows[:MOST_TASKS]]
    heading = f"{rows[0]['surface']} {len(rows)}" if rows else say("bodies.none")
    return render("list.html", heading=heading, about="", rows=found)


def _line(row: Row, listed: Listed | None) -> dict[str, object]:
    return evidence.row("", row["name"], address.opening(row["task"]), listed.title if listed else "")


def table(whole: Grid, scope: str) -> Table:
    """Return every technology and body or line that meet, with the number of tasks."""
    across = {iri: full for iri, _, full in whole.columns}
    columns = (
        named(MV.Technology),
        say("technologies.status"),
        named(MV.Line if scope == "all" else MV.Owner),
        say("bodies.tasks" if scope == "one" else "words.namings"),
    )
    rows = [
        (whole.names[t], say("technologies.sure" if t in whole.sure else "technologies.candidate"), across[c], n)
        for (t, c), n in whole.counts.items()
        if c in across
    ]
    return Table(say("page.technologies"), columns, sorted(rows, key=lambda r: (-r[3], r[0])))
