"""单位档案: every body over all documents, and the profile of one."""

from collections.abc import Mapping, Sequence

from kg.iris import absolute, document_key
from kg.ontology import MV
from kg.ui import address, controls, evidence, frame, navigation, reading, who
from kg.ui.board import board
from kg.ui.dossier import PlanView
from kg.ui.frame import Table
from kg.ui.language import named, say
from kg.ui.listing import Listed
from kg.ui.markup import render
from kg.ui.profile import BodyTask, Counted, Dated, Partner, Profile, counted, profile, standing
from kg.ui.words import Said

REGISTER = ("page-bodies", "page-partners")
ONE = ("page-body", "page-body-work", "page-body-partners", "page-body-facts")
ROWS_SHOWN = 100
DOCUMENTS_SHOWN, PARTNERS_SHOWN, LINES_SHOWN = 14, 14, 7
SORTS = ("tasks", "documents", "leads", "first", "partners")


def page() -> None:
    """Draw the register of bodies, or the profile of the one that is picked."""
    picked = navigation.there("department")
    facts = reading.answer("page-body", body=absolute(picked)) if picked else []
    if facts:
        _profile(_read(facts[0]))
    elif picked and not navigation.there("name"):
        frame.sorry(say("bodies.gone", name=picked), what_next=say("bodies.all"))
        _register()
    else:
        _register()


# ---------------------------------------------------------------- every body


def _register() -> None:
    every = counted(reading.answer("page-bodies"), reading.answer("page-partners"))
    departments = sum(c.body.kind == "department" for c in every)
    frame.title_of(say("bodies.title", count=departments, others=len(every) - departments))
    with frame.bar(say("bodies.question")):
        wanted = controls.words("name", say("bodies.search"))
        regions = {"": say("files.any", what=named(MV.region))} | {r: r for r in sorted({c.region for c in every if c.region})}
        region = controls.choice("of", named(MV.region), regions, width=140)
        sort = controls.segments("sort", say("bodies.sort"), {s: _head(s) for s in SORTS}, default=SORTS[0])
        frame.sources(REGISTER, {})
        found = sorted(chosen(every, wanted, region), key=lambda c: (-getattr(c, sort), -c.tasks, c.body.name))
        frame.downloads([table(found)], file=say("page.bodies"))
    if not every:
        frame.sorry(say("empty.none"), what_next=say("empty.load"))
        return
    rows = [_row(c) for c in found[:ROWS_SHOWN]]
    board(render("bodies.html", rows=rows, heads=[_head(s) for s in SORTS], rest=len(found) - len(rows)), key="bodies", look="files")


def _head(sort: str) -> str:
    known = {"documents": named(MV.Document), "leads": named(MV.lead)}
    return known.get(sort) or say(f"bodies.{sort}")


def chosen(every: Sequence[Counted], wanted: str, region: str) -> list[Counted]:
    """Return the bodies whose names have every word of a search, of a region where one is given."""
    words = wanted.split()
    return [c for c in every if (not region or c.region == region) and all(any(w in n for n in _names(c)) for w in words)]


def _names(c: Counted) -> list[str]:
    return [n for n in (c.body.name, c.body.full_name, c.body.short_name, c.region) if n]


def _row(c: Counted) -> dict[str, object]:
    kind = who.category(c.body)
    click = address.body_pick(c.body.iri)
    return {"counted": c, "kind": kind, "click": click, "values": [getattr(c, s) for s in SORTS], "unsure": c.body.provisional}


def table(found: Sequence[Counted]) -> Table:
    """Return the bodies with their counts."""
    terms = (MV.name, MV.fullName, MV.region, MV.category)
    columns = (*(named(t) for t in terms), *(_head(s) for s in SORTS), "IRI")
    return Table(say("page.bodies"), columns, [_facts(c) for c in found])


def _facts(c: Counted) -> tuple[object, ...]:
    counts = (getattr(c, s) for s in SORTS)
    return (c.body.name, c.body.full_name, c.region, who.category(c.body).label, *counts, c.body.iri)


# ---------------------------------------------------------------- one body


def _read(facts: Mapping[str, object]) -> Profile:
    body = str(facts["iri"])
    return profile(facts, *(reading.answer(name, body=body) for name in ONE[1:]))


def _profile(found: Profile) -> None:
    documents = {d.iri: d for d in reading.documents()}
    frame.title_of(title(found), about=_about(found))
    with frame.bar(say("bodies.asks")):
        only = controls.segments("in", say("bodies.scope"), _scopes(found), default="all")
        frame.sources(ONE, {"body": found.body.iri})
        frame.downloads(tables(found, documents), file=found.body.name)
    document = navigation.there("document") if only == "one" else None
    shown = found if document is None else _within(found, document)
    with frame.beside(_panel(found)):
        board(render("profile.html", **_picture(shown, documents)), key="profile", look="profile", on=_on())
    frame.twin(tables(shown, documents)[0])


def _scopes(found: Profile) -> dict[str, str]:
    """Return the choice between all documents and the open one, where the body is named in it."""
    held = {document_key(d): len(rows) for d, rows in found.documents.items()}
    here = navigation.there("document")
    every = {"all": say("bodies.in_all", count=len(held))}
    return every | ({"one": say("bodies.in_one", count=held[here])} if here in held else {})


def _within(found: Profile, document: str) -> Profile:
    """Return a profile of one document alone."""
    partners = tuple(Partner(p.iri, p.name, p.kind, p.region, tuple(t for t in p.shared if _mine(document, t))) for p in found.partners)
    technologies = tuple((i, n, s, tuple(t for t in tasks if _mine(document, t))) for i, n, s, tasks in found.technologies)
    return Profile(
        found.body,
        found.facts,
        tuple(w for w in found.work if _mine(document, w.task)),
        tuple(sorted((p for p in partners if p.shared), key=lambda p: -len(p.shared))),
        tuple(d for d in found.dates if _mine(document, d.task)),
        tuple(d for d in found.targets if _mine(document, d.task)),
        tuple(t for t in technologies if t[3]),
    )


def _mine(document: str, task: str) -> bool:
    """Tell whether a task is of a document, named by its key."""
    return document_key(task) == document


def title(found: Profile) -> str:
    """Return the finding: in how many documents and tasks a body is named, for how many the text states it leads."""
    leads = sum(w.role == "lead" for w in found.tasks)
    return say("bodies.finding", name=found.body.name, documents=len(found.documents), tasks=len(found.tasks), leads=leads)


def _about(found: Profile) -> list[Said]:
    """Return region, category, lines, former names and what belongs to it, as the line under the title."""
    facts = found.facts
    first = [facts["region"], who.category(found.body).label, found.body.full_name if found.body.full_name != found.body.name else None]
    lines = say("bodies.lines", names="、".join(facts["lines"])) if facts["lines"] else None
    told = [(say(f"bodies.{k}"), [r for r in facts[k] if r.get("name")]) for k in ("before", "after", "above", "below")]
    ties = [f"{said}：{'、'.join(_tied(r) for r in rows)}" for said, rows in told if rows]
    spelt = say("bodies.spelt", names="、".join(f"{n} {c}" for n, c in found.spellings[:6])) if len(found.spellings) > 1 else None
    unsure = [Said(say("bodies.unsure"), missing=True)] if found.body.provisional else []
    return [Said(str(p)) for p in (*first, lines, *ties, spelt) if p] + unsure


def _tied(row: Mapping[str, object]) -> str:
    detail = row.get("date") or row.get("kind")
    return f"{row['name']}（{detail}）" if detail else str(row["name"])


def _picture(found: Profile, documents: Mapping[str, Listed]) -> dict[str, object]:
    """Return the lists of the profile: documents as bars, partners, dates, targets, technologies."""
    most = max((documents[d].tasks for d in found.documents if d in documents), default=1)
    ordered = sorted(found.documents, key=lambda d: -len(found.documents[d]))
    rows = [_bar(found, d, documents.get(d), most) for d in ordered]
    departments = [p for p in found.partners if p.kind == "department"]
    technologies = [_technology(found, *t[1:]) for t in found.technologies[:LINES_SHOWN]]
    return {
        "documents": rows[:DOCUMENTS_SHOWN] if navigation.there("rest") != "all" else rows,
        "rest": max(len(rows) - DOCUMENTS_SHOWN, 0) if navigation.there("rest") != "all" else 0,
        "partners": [_partner(found, p) for p in departments[:PARTNERS_SHOWN]],
        "most": max((len(p.shared) for p in departments), default=1),
        "others": len(departments) - PARTNERS_SHOWN,
        "lists": [
            _dated(say("bodies.dates"), found.dates, found.body.iri),
            _dated(named(MV.Target), found.targets, found.body.iri),
            {"title": named(MV.Technology), "count": len(found.technologies), "rows": technologies},
        ],
    }


def _bar(found: Profile, document: str, listed: Listed | None, most: int) -> dict[str, object]:
    """Return a document as a bar: how many tasks the body leads, is first in, is named in, is not named in."""
    work = found.documents[document]
    of = {look: sum(standing(w) == look for w in work) for look in ("lead", "first", "named")}
    total = listed.tasks if listed else len(work)
    widths = {look: 100 * n / most for look, n in (*of.items(), ("not", total - len(work))) if n > 0}
    title, year = (listed.title, listed.of) if listed else (document_key(document), "")
    click = f"document={document_key(document)}&{address.body_pick(found.body.iri)}"
    return {"title": title, "year": year, "widths": widths, "counts": f"{len(work)} / {total}", "click": click}


def _partner(found: Profile, partner: Partner) -> dict[str, object]:
    return {"name": partner.name, "count": len(partner.shared), "click": address.body_pick(found.body.iri, partner.iri)}


def _dated(heading: str, rows: Sequence[Dated], body: str) -> dict[str, object]:
    return {"title": heading, "count": len(rows), "rows": [_date(r, body) for r in rows[:LINES_SHOWN]]}


def _date(row: Dated, body: str) -> dict[str, object]:
    said: dict[str, object] = {"text": say("bodies.dated", name=row.name, words=row.words), "right": row.due or say("bodies.undated")}
    return said | {"click": address.opening(row.task, body)}


def _technology(found: Profile, name: str, sure: bool, tasks: Sequence[str]) -> dict[str, object]:
    said = name if sure else say("bodies.candidate", name=name)
    return {"text": said, "right": say("bodies.tasks_of", count=len(tasks)), "click": address.opening(tasks[0], found.body.iri)}


def _on() -> list[str]:
    """Return what is shown as picked."""
    picked = {k: v for k, v in navigation.here().items() if k in ("department", "with")}
    return [address.body_pick(absolute(picked["department"]), absolute(picked["with"]))] if len(picked) == 2 else []


def _panel(found: Profile) -> str:
    """Return the evidence: the tasks shared with a partner, a task, or the tasks of a document, each with its sentence."""
    here = navigation.here()
    if "with" in here:
        partner = next((p for p in found.partners if p.iri == absolute(here["with"])), None)
        return _shared(found, partner) if partner else render("bodies_side.html")
    if "task" in here and (dossier := reading.current()) is not None:
        shown = evidence.panel(dossier, frame.pick(dossier))
        return render("close.html") + render("from.html", dossier=dossier, click=address.page_pick("overview")) + shown
    document = next((d for d in found.documents if document_key(d) == here.get("document")), None)
    return _of(found, reading.opened(document)) if document else render("bodies_side.html")


def _of(found: Profile, dossier: PlanView) -> str:
    """Return the tasks of one document that name the body."""
    heading = render("from.html", dossier=dossier, click=address.page_pick("overview"))
    return heading + evidence.body_panel(dossier, dossier.body[found.body.iri]) if found.body.iri in dossier.body else heading


def _shared(found: Profile, partner: Partner) -> str:
    """Return the tasks that name both, by document, each with its sentence."""
    plans = list(dict.fromkeys(document_key(t) for t in partner.shared))
    opened = [d for d in reading.documents() if document_key(d.iri) in plans]
    parts = [render("close.html"), render("pair_head.html", one=found.body, other=partner, documents=len(plans))]
    for document in opened[:DOCUMENTS_SHOWN]:
        dossier = reading.opened(document.iri)
        parts.append(render("from.html", dossier=dossier, click=address.page_pick("overview", f"document={document_key(document.iri)}")))
        parts.append(evidence.pair_tasks(dossier, found.body.iri, partner.iri))
    return "".join(parts)


def tables(found: Profile, documents: Mapping[str, Listed]) -> list[Table]:
    """Return the tasks of a body, and its partners."""
    terms = (MV.Document, MV.region, MV.number, MV.name, MV.role, MV.rank, MV.surface, MV.text)
    rows = [_line(w, documents.get(w.document)) for w in found.work]
    partners = [(p.name, p.region, len(p.shared)) for p in found.partners]
    columns = (named(MV.Owner), named(MV.region), say("bodies.shared"))
    return [Table(named(MV.Task), [named(t) for t in terms], rows), Table(say("bodies.partners"), columns, partners)]


def _line(work: BodyTask, listed: Listed | None) -> tuple[object, ...]:
    place = (listed.title, listed.region) if listed else (document_key(work.document), "")
    return (*place, work.number, work.name, work.role, work.rank, work.surface, work.text)
