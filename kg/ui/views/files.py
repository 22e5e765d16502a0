"""全部文件: which documents there are, which lines are named where, and which documents are worth opening."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.ontology import MV
from kg.register import place
from kg.ui import address, controls, evidence, frame, listing, navigation, paged, reading
from kg.ui.board import board
from kg.ui.chosen import called
from kg.ui.dossier import Row
from kg.ui.frame import Table
from kg.ui.language import named, say
from kg.ui.listing import Filters, Listed
from kg.ui.markup import render

QUERIES = ("page-files", "page-lines")
LINES_SHOWN = 20
NARROWEST = 0.028  # of the width; a narrower group has no space for its name
FEWEST_DRAWN = 5  # documents; fewer are a list
ROWS_SHOWN = 60  # documents on one page of the list
YEARS_SHOWN = 8  # columns of the table of regions and years
TASKS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Lines:
    """Which lines are named in which documents: names, and by line and document how many tasks, how many first or as lead."""

    names: Mapping[str, str]
    tasks: Mapping[str, Mapping[str, int]]
    first: Mapping[str, Mapping[str, int]]


def page() -> None:
    """Draw the documents."""
    every, lines = reading.documents(), read(reading.answer("page-lines"))
    filters = Filters(**{name: navigation.there(name) or "" for name in address.FILTERS})
    found = listing.kept(every, filters, lines.tasks)
    chosen = next((d for d in every if d.iri == _open()), None)
    frame.title_of(title(found, filters, lines))
    if no_page := navigation.there(address.NO_PAGE):
        frame.line(render("told.html", sentence=say("empty.nopage", path=no_page[: address.LONGEST_PAGE]), refused=True))
    with frame.bar(say("files.question")):
        _controls(every, lines)
        frame.sources(QUERIES, {})
        frame.downloads([table(found), lines_table(found, lines)], file=say("page.files"))
    if not every:
        frame.sorry(say("empty.none"), what_next=say("empty.load"))
        return
    with frame.beside(_side(every, found, filters, lines, chosen)):
        if len(every) >= FEWEST_DRAWN and lines.names:
            board(render("lines.html", **picture(every, found, filters, lines)), key="lines", look="lines", on=_on(filters, chosen))
        _list(every, found, filters, lines, chosen)
    frame.twin(lines_table(found, lines))


def _open() -> str | None:
    given = navigation.there("document")
    return address.document(given) if given else None


def read(rows: Sequence[Row]) -> Lines:
    """Return which lines are named where, from the rows of page-lines."""
    names: dict[str, str] = {}
    tasks: dict[str, dict[str, int]] = {}
    first: dict[str, dict[str, int]] = {}
    for row in rows:
        names[row["line"]] = row["name"]
        tasks.setdefault(row["line"], {})[row["document"]] = row["tasks"]
        first.setdefault(row["line"], {})[row["document"]] = row["first"]
    return Lines(names, tasks, first)


def title(found: Sequence[Listed], filters: Filters, lines: Lines) -> str:
    """Return the finding: in how many documents the line that is chosen is named, or what there is."""
    if filters.line in lines.names:
        first = sum(lines.first[filters.line].get(d.iri, 0) > 0 for d in found)
        return say("files.line", line=lines.names[filters.line], count=len(found), first=first)
    regions = len({d.province for d in found if d.province})
    return say("files.title", count=len(found), regions=regions, tasks=sum(d.tasks for d in found))


def _controls(every: Sequence[Listed], lines: Lines) -> None:
    """Draw the search and the filters."""
    controls.words("q", say("files.search"), width=180)
    said = {"region": named(MV.region), "level": named(MV.level), "year": say("files.year"), "kind": named(MV.documentType)}
    for name, what in said.items():
        counted = listing.options(every, name)
        if len(counted) > 1:
            shown = {"": say("files.any", what=what)} | {v: f"{called(name, v)} {n}" for v, n in counted.items()}
            controls.choice(name, what, shown, width=112)
    if lines.names:
        most = sorted(lines.names, key=lambda line: (-len(lines.tasks[line]), lines.names[line]))
        shown = {"": say("files.any", what=named(MV.Line))} | {line: f"{lines.names[line]} {len(lines.tasks[line])}" for line in most}
        controls.choice("line", named(MV.Line), shown, width=120)


def _on(filters: Filters, chosen: Listed | None) -> list[str]:
    """Return what is shown as picked in the picture and in the list."""
    found = [address.filter_pick("line", filters.line)] if filters.line else []
    return found + ([f"document={address.document_id(chosen.iri)}"] if chosen else [])


def picture(every: Sequence[Listed], found: Sequence[Listed], filters: Filters, lines: Lines) -> dict[str, object]:
    """Return the rows of lines and the columns of documents: those filtered out stay, pale."""
    inside = {d.iri for d in found}
    most = _ordered(lines, inside)
    shown = most[:LINES_SHOWN] if navigation.there("lines") != "all" else most
    if filters.line in lines.names and filters.line not in shown:
        shown = [*shown[:-1], filters.line]
    groups = [(name, len(list(members))) for name, members in groupby(every, key=_group)]
    return {
        "width": len(every),
        "groups": [(name, n, n >= NARROWEST * len(every)) for name, n in groups],
        "columns": [{"click": f"document={address.document_id(d.iri)}", "title": f"{d.title}\n{listing.about(d)}"} for d in every],
        "rows": [line(key, lines, every=every, inside=inside, chosen=filters.line) for key in shown],
        "more": len(most) - len(shown),
    }


def _ordered(lines: Lines, inside: Collection[str]) -> list[str]:
    """Return the lines named in the documents that are found, those named in most of them first; all lines where none is."""
    found = {line: sum(iri in inside for iri in named_in) for line, named_in in lines.tasks.items()}
    named_here = [line for line in lines.names if found[line]] or list(lines.names)
    return sorted(named_here, key=lambda line: (-found[line], -len(lines.tasks[line]), lines.names[line]))


def _group(document: Listed) -> str:
    """Return what stands above a document's column."""
    if document.province is None:
        return say("files.national") if document.level == listing.LEVELS[0] else say("files.nowhere")
    found = place(document.province)
    return found.short if found else document.province


def line(key: str, lines: Lines, *, every: Sequence[Listed], inside: set[str], chosen: str) -> dict[str, object]:
    """Return one row: its name, and for each look the columns that have it; a document outside the filters is pale."""
    looks: dict[str, list[int]] = {}
    for at, document in enumerate(every):
        if document.iri in lines.tasks[key]:
            strong = "first" if lines.first[key].get(document.iri) else "named"
            looks.setdefault(strong if document.iri in inside else f"{strong} out", []).append(at)
    count = sum(iri in inside for iri in lines.tasks[key])
    click = address.filter_pick("line", "" if key == chosen else key)
    return {"name": lines.names[key], "click": click, "on": key == chosen, "count": count, "looks": looks}


def _list(every: Sequence[Listed], found: Sequence[Listed], filters: Filters, lines: Lines, chosen: Listed | None) -> None:
    """Draw the list of documents, a page of it at a time; where there is none, which filter is in the way."""
    leaf = paged.leaf(found, ROWS_SHOWN)
    drops = [] if found else [_drop(*row, lines) for row in listing.loosened(every, filters, lines.tasks)]
    rows = [_row(d) for d in found[leaf.begin : leaf.end]]
    clear = "&".join(f"{name}=" for name in filters.given)
    apart = say("files.comma").join(listing.uncounted(found))
    about = {"rows": rows, "found": len(found), "every": len(every), "drops": drops, "clear": clear, "uncounted": apart}
    html = render("files.html", leaf=leaf, **about)
    board(html, key="files", look="files", on=_on(filters, chosen))


def _drop(name: str, value: str, count: int, lines: Lines) -> dict[str, object]:
    shown = lines.names.get(value, value) if name == "line" else called(name, value)
    return {"said": say("empty.drop", filter=shown, count=count), "click": f"{name}="}


def _row(document: Listed) -> dict[str, object]:
    selected = f"document={address.document_id(document.iri)}"
    click = address.page_pick("overview", selected)
    link = address.href(navigation.here(), click, "overview")
    return {
        "document": document,
        "about": listing.about(document),
        "level": listing.level(document),
        "select": selected,
        "click": click,
        "href": link,
    }


def _side(every: Sequence[Listed], found: Sequence[Listed], filters: Filters, lines: Lines, chosen: Listed | None) -> str:
    """Return the panel: the one that is chosen, what can be asked of those found, and how many there are of each region and year."""
    asks = render("files_asks.html", asks=_asks(filters), count=len(found)) if found else ""
    html = asks + render("regions.html", **regions(every, filters)) if len(every) >= FEWEST_DRAWN else ""
    return _chosen(chosen, filters, lines, every) + html if chosen else html or render("files_side.html")


def _asks(filters: Filters) -> list[dict[str, str]]:
    """Return the pages that answer over the documents that are found; region, level and year go along."""
    pages = {"shared": "in=all", "technologies": "in=all", "bodies": address.filter_pick("of", filters.region), "due": "in=all"}
    return [{"said": say(f"page.{page}"), "click": address.page_pick(page, click)} for page, click in pages.items()]


def regions(every: Sequence[Listed], filters: Filters) -> dict[str, object]:
    """Return the table of regions and years with the number of documents in each."""
    counted = Counter((_group(d), d.of) for d in every)
    years = sorted({d.of for d in every if d.of})[-YEARS_SHOWN:]
    values = {_group(d): d.province or "" for d in every}
    cells = {name: [_cell(counted[name, y], values[name], y) for y in years] for name in values}
    every_year = Counter(_group(d) for d in every)
    rows = [{"name": name, "count": every_year[name], "click": _region(values[name], ""), "cells": row} for name, row in cells.items()]
    return {"years": years, "rows": rows, "on": _region(filters.region, filters.year)}


def _cell(count: int, region: str, year: str) -> dict[str, object]:
    return {"count": count, "click": _region(region, year), "look": min(3, count.bit_length() - 1)}


def _region(region: str, year: str) -> str:
    return f"{address.filter_pick('region', region)}&{address.filter_pick('year', year)}"


def _chosen(document: Listed, filters: Filters, lines: Lines, every: Sequence[Listed]) -> str:
    """Return the document that is chosen: its facts, its tasks for the line that is filtered, the way into it."""
    click = address.page_pick("overview", f"document={address.document_id(document.iri)}")
    tasks: list[dict[str, object]] = []
    if filters.line in lines.names and reading.loaded(document.iri):
        tasks = _tasks(document, filters.line)
    facts = {"number": document.number, "issued": document.issued}
    counts = next((d for d in every if d.iri == document.current), None)
    current = {"title": counts.title, "click": f"document={address.document_id(counts.iri)}"} if counts else None
    about = {"document": document, "about": listing.about(document), "click": click, "facts": facts, "current": current}
    return render("close.html") + render("chosen.html", **about, line=lines.names.get(filters.line), tasks=tasks)


def _tasks(document: Listed, line: str) -> list[dict[str, object]]:
    """Return the tasks of a document that name a body of a line."""
    rows = reading.answer("page-line-tasks", document=document.iri, line=line)
    dossier = reading.opened(document.iri)
    found = [(dossier.task[r["task"]], r) for r in rows if r["task"] in dossier.task][:TASKS_SHOWN]
    return [evidence.row(t.mark, t.name, address.page_pick("overview", address.opening(t.iri, r["body"])), r["name"]) for t, r in found]


def table(documents: Sequence[Listed]) -> Table:
    """Return the documents with their facts."""
    terms = (MV.documentTitle, MV.region, MV.level, MV.firstYear, MV.lastYear, MV.documentType, MV.documentStatus)
    others = (MV.documentNumber, MV.issued, MV.Task, MV.Owner, MV.unreadCount, MV.sourcePath)
    return Table(say("page.files"), [*(named(t) for t in (*terms, *others)), say("files.edition")], [_facts(d) for d in documents])


def _facts(d: Listed) -> tuple[object, ...]:
    about = (d.title, d.region, d.level, d.year, d.year_to, d.kind, d.status, d.number, d.issued)
    edition = say("files.counted") if d.counted else say("files.not_current")
    return (*about, d.tasks, d.bodies, d.unread, d.source, edition)


def lines_table(documents: Sequence[Listed], lines: Lines) -> Table:
    """Return which lines are named in which documents, for how many tasks."""
    columns = (named(MV.Line), named(MV.Document), named(MV.region), named(MV.firstYear), named(MV.Task), say("files.first"))
    found = {d.iri: d for d in documents}
    rows = [
        (lines.names[line], found[iri].title, found[iri].region, found[iri].of, count, lines.first[line][iri])
        for line, counts in lines.tasks.items()
        for iri, count in counts.items()
        if iri in found
    ]
    return Table(named(MV.Line), columns, rows)
