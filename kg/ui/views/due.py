"""时限: what falls due when, the deed and the names; what has no day, and the tasks without any deadline, apart."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import groupby

from kg.iris import document_key, local
from kg.ontology import MV
from kg.ui import address, chosen, controls, frame, keeping, listing, navigation, reading
from kg.ui.board import board
from kg.ui.deadlines import Due, entries, years
from kg.ui.dossier import PlanView
from kg.ui.frame import Later, Table
from kg.ui.language import named, say
from kg.ui.listing import Listed
from kg.ui.markup import render
from kg.ui.words import Said

QUERIES = ("page-due", "page-headlines")
MOST_ROWS, OF_A_MONTH = 40, 6  # above so many rows a month shows its first ones and a number
MONTHS = tuple(f"{m:02}" for m in range(1, 13))
OTHER_SIDE = 55  # per cent of the width; behind it the words stand left of the dot
NAMES = 1
TALLEST = 34  # px of the bar of the fullest month


def page(dossier: PlanView) -> None:
    """Draw what falls due in the open document, or in all of them."""
    scope = "all" if navigation.there("in") == "all" else "one"
    document = None if scope == "all" else dossier.iri
    inside = {d.iri: d for d in (chosen.documents() if scope == "all" else reading.documents())}
    every = _entries(document, inside)
    listed = reading.by_iri()
    counted = years(every)
    year = _year(counted)
    since = _since(year)
    tasks = _tasks(dossier, inside, scope)
    frame.title_of(
        title(every, since, tasks),
        about=about(dossier, list(inside.values()), scope),
        notice=chosen.notice([*inside.values()]) if scope == "all" else dossier.notice,
    )
    with frame.bar(say("due.question")):
        controls.segments("in", say("due.scope"), {"one": say("due.one"), "all": say("due.all", count=len(listed))}, default="one")
        if scope == "all":
            chosen.switches()
            controls.choice("line", named(MV.Line), chosen.lines(), width=112)
        offered = {y: say("due.year", year=y) for y in counted}
        if offered:
            year = controls.choice("due_year", say("files.year"), offered, default=year, width=100) or year
        since = controls.day("since", say("due.since"), default=_since(year))
        owners = _owners(every)
        who = controls.choice("who", named(MV.Owner), {"": say("files.any", what=named(MV.Owner))} | owners, width=150)
        frame.sources((*QUERIES, *reading.NUMBERS), {"document": document})
        shown = [d for d in every if not who or any(local(iri) == who for iri, _ in d.owners)]
        frame.downloads([table(shown, listed)], file=dossier.title if document else say("page.due"))
        keeping.keep(dossier, "due")
    if not every:
        then = say("due.undated_all", count=tasks) if tasks else say("due.other")
        frame.sorry(say("due.nothing") if dossier.tasks else frame.no_tasks(dossier), what_next=then)
        return
    with frame.beside(_panel(dossier, shown, since, listed)):
        board(render("due.html", **picture(shown, year, since, listed, scope)), key="due", look="due", on=_on())
    frame.twin(table(shown, listed))


def _entries(document: str | None, inside: Collection[str]) -> list[Due]:
    """Return what has a deadline in a document, or in those that are chosen; of a line that is chosen, what names a body of it."""
    found = [d for d in entries(*(reading.answer(name, document=document) for name in QUERIES)) if d.document in inside]
    line = navigation.there("line") if document is None else None
    held = {iri for iri, body in reading.departments().items() if line in body.lines} if line else set()
    return [d for d in found if not line or held & {iri for iri, _ in d.owners}]


def about(dossier: PlanView, documents: Sequence[Listed], scope: str) -> list[Said]:
    """Return what this is about as the line under the title: the open document, or what all of them rest on; and which day is meant."""
    rests = [Said(f"《{dossier.title}》")] if scope == "one" else [Said(listing.basis(documents)), *chosen.about(documents)]
    return [*rests, Said(say("due.last_day"))]


def _year(counted: Sequence[str]) -> str:
    """Return the year that is shown: the one asked for, this one if something falls due in it, else the first."""
    asked, now = navigation.there("due_year"), str(date.today().year)
    return asked if asked and asked in counted else now if now in counted else (counted[0] if counted else now)


def _since(year: str) -> date:
    """Return the day from which things are still to come: today in this year, else the first day of the year that is shown."""
    today = date.today()
    return today if str(today.year) == year else date(int(year), 1, 1)


def _tasks(dossier: PlanView, inside: Collection[str], scope: str) -> int:
    """Return how many tasks there are in the open document, or in those that are chosen; of a line that is chosen, those that name it."""
    if scope == "one":
        return len(dossier.tasks)
    found = {task for row in reading.answer("page-plan-tasks") if row["iri"] in inside for task in row["tasks"]}
    line = navigation.there("line")
    if line:
        found &= {task for row in reading.answer("page-body-tasks") if line in row["lines"] for task in row["tasks"]}
    return len(found)


def title(every: Sequence[Due], since: date, tasks: int) -> str:
    """Return the finding: how much is still to come from a day on, how much was before, how many tasks have no deadline."""
    dated = [d for d in every if d.due]
    coming = sum(d.due >= since.isoformat() for d in dated if d.due)
    with_deadline = len({d.task for d in every if d.task})
    return say("due.title", day=since.isoformat(), coming=coming, past=len(dated) - coming, tasks=tasks, silent=tasks - with_deadline)


def _owners(every: Sequence[Due]) -> dict[str, str]:
    """Return whoever is named for something with a deadline, most often first, by IRI."""
    names = {local(iri): name for d in every for iri, name in d.owners}
    return {iri: f"{names[iri]} {n}" for iri, n in Counter(local(iri) for d in every for iri, _ in d.owners).most_common()}


def picture(shown: Sequence[Due], year: str, since: date, listed: Mapping[str, Listed], scope: str) -> dict[str, object]:
    """Return the months with their counts and the rows of a year, each with its dot and its words."""
    dated = [d for d in shown if d.due and d.due.startswith(year)]
    wanted = navigation.there("month")
    counts = Counter(d.month for d in dated)
    kept = [d for d in dated if wanted in (None, d.month[5:])]
    fold = len(kept) > MOST_ROWS and wanted is None
    return {
        "months": [_month(m, counts[f"{year}-{m}"], max(counts.values(), default=1), wanted) for m in MONTHS],
        "groups": [_group(month, list(rows), since, listed, scope, fold) for month, rows in groupby(kept, key=lambda d: d.month)],
        "today": _at(since.isoformat()) if str(since.year) == year else None,
        "since": since.isoformat(),
        "headlines": any(d.kind == "headline" for d in kept),
        "others": _others(shown, year),
    }


def _others(shown: Sequence[Due], year: str) -> list[tuple[str, str, int]]:
    """Return the other years in which something falls due, the click that shows each, and how much it is."""
    counts = Counter(d.due[:4] for d in shown if d.due)
    return [(y, f"due_year={y}&month=", n) for y, n in sorted(counts.items()) if y != year]


def _month(month: str, count: int, most: int, chosen: str | None) -> dict[str, object]:
    click = address.filter_pick("month", "" if month == chosen else month)
    return {
        "name": say("due.month", month=int(month)),
        "count": count,
        "height": round(34 * count / most),
        "click": click,
        "on": month == chosen,
    }


def _group(month: str, rows: Sequence[Due], since: date, listed: Mapping[str, Listed], scope: str, fold: bool) -> dict[str, object]:
    shown = rows[:OF_A_MONTH] if fold else rows
    more = address.filter_pick("month", month[5:])
    return {"rows": [_row(d, since, listed, scope) for d in shown], "rest": len(rows) - len(shown), "more": more, "month": int(month[5:])}


def _row(due: Due, since: date, listed: Mapping[str, Listed], scope: str) -> dict[str, object]:
    at = _at(due.due or "")
    place = listed[due.document].title if scope == "all" and due.document in listed else ""
    return {
        "deed": due.deed,
        "who": _everyone(due) if scope == "one" else who(due),
        "words": " · ".join(p for p in (due.words, place) if p),
        "at": at,
        "left": at > OTHER_SIDE,
        "look": "headline" if due.kind == "headline" else "past" if (due.due or "") < since.isoformat() else "coming",
        "click": _click(due),
        "about": f"{due.due}\n{_everyone(due)}",
    }


def _click(due: Due) -> str:
    return address.opening(due.task) if due.task else f"document={document_key(due.document)}&{address.list_pick('targets')}"


def _at(day: str) -> float:
    """Return where a day of a year stands, in per cent of its width."""
    when = date.fromisoformat(day)
    return round(100 * (when.timetuple().tm_yday - 0.5) / 366, 2)


def who(due: Due) -> str:
    """Return who is named: the first, and how many more."""
    if not due.owners:
        return say("due.nobody")
    first = due.owners[0][1]
    return first if len(due.owners) == NAMES else say("due.first", name=first, count=len(due.owners))


def _everyone(due: Due) -> str:
    """Return everybody who is named; the browser cuts what a row has no width for, and the tooltip has it whole."""
    return "、".join(name for _, name in due.owners) or say("due.nobody")


def _on() -> list[str]:
    here = navigation.here()
    return [f"document={here['document']}&task={here['task']}"] if "task" in here and "document" in here else []


def _panel(dossier: PlanView, shown: Sequence[Due], since: date, listed: Mapping[str, Listed]) -> str:
    """Return the evidence of what is picked, else what is past, what has no day, and in which documents tasks have no deadline."""
    found = frame.shown(dossier, frame.pick(dossier))
    if found:
        return render("close.html") + render("from.html", dossier=dossier, click=address.page_pick("overview")) + found
    past = [d for d in shown if d.due and d.due < since.isoformat()]
    undated = [d for d in shown if not d.due]
    lists = [(say("due.past", count=len(past)), say("due.unknown"), past), (say("due.undated", count=len(undated)), "", undated)]
    return render("due_side.html", lists=[(head, said, [_line(d, listed) for d in rows[:MOST_ROWS]]) for head, said, rows in lists if rows])


def _line(due: Due, listed: Mapping[str, Listed]) -> dict[str, object]:
    return {"text": due.deed, "right": due.words or due.due, "click": _click(due), "title": f"{due.deed}\n{who(due)}"}


def table(found: Sequence[Due], listed: Mapping[str, Listed]) -> Table:
    """Return everything with a deadline: document, region, day, printed words, deed, names, task, sentence."""
    terms = (MV.Document, MV.region, MV.due, MV.deadline)
    columns = (*(named(t) for t in terms), say("due.deed"), named(MV.Owner), named(MV.number), named(MV.Task), named(MV.text))
    return Table(say("page.due"), columns, Later(len(found), lambda: _rows(found, listed)))


def _rows(found: Sequence[Due], listed: Mapping[str, Listed]) -> list[tuple[object, ...]]:
    marks = reading.marks()
    return [_cells(d, listed.get(d.document), marks.get(d.task or "", "")) for d in found]


def _cells(due: Due, listed: Listed | None, mark: str) -> tuple[object, ...]:
    place = (listed.title, listed.region) if listed else ("", "")
    return (*place, due.due, due.words, due.deed, "、".join(name for _, name in due.owners), mark, due.name, due.text)
