"""The profile of a body, or of a line (条线) over all regions: its documents, partners, dates, targets and technologies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.analysis import PairFinding, chance_range
from kg.iris import absolute, document_key, local
from kg.ontology import MV, concept
from kg.ui import address, controls, evidence, frame, listing, navigation, pair_panel, reading, who
from kg.ui.board import board
from kg.ui.dossier import Everywhere, PlanView
from kg.ui.frame import Later, Table
from kg.ui.language import named, say, written
from kg.ui.listing import Listed
from kg.ui.markup import render
from kg.ui.profile import LINE, BodyTask, Dated, Partner, Profile, of_line, profile, standing
from kg.ui.reading import Meetings
from kg.ui.words import Said

ONE = ("page-body", "page-body-work", "page-body-partners", "page-body-facts")
LINE_QUERIES = ("page-line", "page-line-work", "page-line-facts", "page-line-pair-tasks")
LINES = "line/"  # how the address of a line begins
BODY = "body"
DOCUMENTS_SHOWN, PARTNERS_SHOWN, LINES_SHOWN = 14, 14, 7


def found(picked: str | None) -> Profile | None:
    """Return the profile of the line that is meant, else of the body that is picked; None where there is no such one."""
    line = _line_asked(picked)
    return _line_of(line) if line else _body_of(picked) if picked else None


def _line_asked(picked: str | None) -> str | None:
    """Return the line that is meant: one that is picked, or that of the body that is picked, where its whole line is asked for."""
    asked = [name for name in (picked, navigation.there("as") if picked else None) if name and name.startswith(LINES)]
    return absolute(asked[0]) if asked else None


def _body_of(picked: str) -> Profile | None:
    facts = reading.answer("page-body", body=absolute(picked))
    return _read(facts[0]) if facts else None


def _line_of(line: str) -> Profile | None:
    facts = reading.answer("page-line", line=line)
    return of_line(facts[0], *(reading.answer(name, line=line) for name in LINE_QUERIES[1:3])) if facts else None


def _read(facts: Mapping[str, object]) -> Profile:
    body = str(facts["iri"])
    return profile(facts, *reading.answers(ONE[1:], body=body))


def draw(found: Profile) -> None:
    """Draw the profile of a body or a line."""
    documents = reading.by_iri()
    frame.title_of(title(found), about=_about(found))
    with frame.bar(say("bodies.asks")):
        _switch(found)
        only = controls.segments("in", say("bodies.scope"), _scopes(found), default="all")
        frame.sources((*(LINE_QUERIES if found.body.kind == LINE else ONE), *reading.NUMBERS), _parameters(found))
        everywhere = reading.together_in(documents, _by(found))
        frame.downloads(tables(found, documents, everywhere), file=found.body.name)
    document = navigation.there("document") if only == "one" else None
    shown = found if document is None else _within(found, document)
    met = reading.together(address.document(document), _by(found)) if document else everywhere
    with frame.beside(_panel(found, met)):
        board(render("profile.html", **_picture(shown, documents, met)), key="profile", look="profile", on=_on())
    frame.twin(tables(shown, documents, met)[0])


def _by(found: Profile) -> str:
    return "line" if found.body.kind == LINE else BODY


def _parameters(found: Profile) -> dict[str, str | None]:
    """Return the parameters of the queries behind a profile."""
    other = absolute(navigation.there("with") or "") if navigation.there("with") else None
    return {"line": found.body.iri, "body": found.body.iri, "one": found.body.iri, "other": other}


def _switch(found: Profile) -> None:
    """Draw the switch between a body and the lines it is in."""
    picked = navigation.there("department") or ""
    own = reading.departments().get(absolute(picked))
    if own is None or not own.lines:
        return
    names = reading.line_names()
    shown = {BODY: say("bodies.this")} | {local(line): say("bodies.whole", name=names.get(line, "")) for line in own.lines}
    controls.segments("as", say("bodies.switch"), shown, default=BODY)


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
    if found.body.kind == LINE:
        return [Said(named(MV.Line)), Said(say("bodies.of_line", count=facts["bodies"])), Said(listing.basis(reading.documents()))]
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


def _picture(found: Profile, documents: Mapping[str, Listed], met: Meetings) -> dict[str, object]:
    """Return the lists of the profile: documents as bars, partners, dates, targets, technologies."""
    most = max((documents[d].tasks for d in found.documents if d in documents), default=1)
    ordered = sorted(found.documents, key=lambda d: -len(found.documents[d]))
    rows = [_bar(found, d, documents.get(d), most) for d in ordered]
    partners = beside(found, met)
    technologies = [_technology(found, *t[1:]) for t in found.technologies[:LINES_SHOWN]]
    return {
        "documents": rows[:DOCUMENTS_SHOWN] if navigation.there("rest") != "all" else rows,
        "rest": max(len(rows) - DOCUMENTS_SHOWN, 0) if navigation.there("rest") != "all" else 0,
        "partners": partner_dots(found, partners[:PARTNERS_SHOWN], met),
        "others": len(partners) - PARTNERS_SHOWN,
        "meaning": _meaning(partners),
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


@dataclass(frozen=True, slots=True)
class Beside:
    """A partner: its name, region, how many tasks name both, and what may be said of the pair where both are departments or lines."""

    key: str
    name: str
    region: str | None
    count: int
    finding: PairFinding | None = None


def beside(found: Profile, met: Meetings) -> list[Beside]:
    """Return the departments (of a line: the lines) named beside it, those beyond chance first, then by the number of shared tasks."""
    own = {(p.other if p.one == found.body.iri else p.one): p for p in met.overlap.meeting if found.body.iri in (p.one, p.other)}
    findings = {key: met.overlap.finding(pair) for key, pair in own.items()}
    if found.body.kind == LINE:
        names = reading.line_names()
        rows = [Beside(key, names.get(key, key), None, f.observed, f) for key, f in findings.items()]
    else:
        held = [p for p in found.partners if p.kind == "department"]
        rows = [Beside(p.iri, p.name, p.region, len(p.shared), findings.get(p.iri)) for p in held]
    return sorted(rows, key=lambda b: (not (b.finding and b.finding.beyond_chance), -b.count, b.name))


def partner_dots(found: Profile, partners: Sequence[Beside], met: Meetings) -> list[dict[str, object]]:
    """Return partners as rows on one scale: observed, and where it is known expected with the range of chance."""
    pairs = [met.overlap.pair(found.body.iri, b.key) for b in partners]
    ranges = [chance_range(p) if p else (0, 0) for p in pairs]
    widest = max((max(b.count, high) for b, (_, high) in zip(partners, ranges, strict=True)), default=1)
    return [_partner(found, b, low, high, widest) for b, (low, high) in zip(partners, ranges, strict=True)]


def _partner(found: Profile, partner: Beside, low: int, high: int, widest: int) -> dict[str, object]:
    finding = partner.finding
    figures = say("shared.figures", observed=finding.observed, expected=finding.expected) if finding else str(partner.count)
    places = {"at": 100 * partner.count / widest, "low": 100 * low / widest, "wide": 100 * (high - low) / widest}
    known = {"expected": 100 * finding.expected / widest if finding else None, "beyond": bool(finding and finding.beyond_chance)}
    return {"name": partner.name, "figures": figures, "click": address.body_pick(found.body.iri, partner.key), **places, **known}


def _meaning(partners: Sequence[Beside]) -> str:
    """Return what the figures beside partners mean, and how many are beyond chance once all pairs are looked at."""
    findings = [b.finding for b in partners if b.finding]
    if not findings:
        return ""
    beyond = sum(f.beyond_chance for f in findings)
    return say("bodies.beyond" if beyond else "bodies.none_beyond", count=beyond, possible=findings[0].possible)


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


def _panel(found: Profile, met: Meetings) -> str:
    """Return the evidence: the tasks shared with a partner, a task, or the tasks of a document, each with its sentence."""
    here = navigation.here()
    if "with" in here and here["with"].startswith(LINES) == (found.body.kind == LINE):  # a line has no body beside it
        return render("close.html") + pair_panel.pair(met, found.body.iri, absolute(here["with"]), _by(found), _names_of(found))
    if "task" in here and (dossier := reading.current()) is not None:
        shown = evidence.panel(dossier, frame.pick(dossier))
        return render("close.html") + render("from.html", dossier=dossier, click=address.page_pick("overview")) + shown
    document = next((d for d in found.documents if document_key(d) == here.get("document")), None)
    return _of(found, reading.opened(document)) if document else render("bodies_side.html")


def _names_of(found: Profile) -> dict[str, str]:
    """Return what bodies and lines are called."""
    return {**reading.line_names()} | {p.iri: p.name for p in found.partners} | {found.body.iri: found.body.name}


def _of(found: Profile, dossier: PlanView) -> str:
    """Return the tasks of one document that name the body, or a body of the line."""
    heading = render("from.html", dossier=dossier, click=address.page_pick("overview"))
    if found.body.kind == LINE:
        rows = [
            evidence.row(dossier.task[w.task].mark, w.name, address.opening(w.task, found.body.iri), w.surface)
            for w in found.documents[dossier.iri]
        ]
        return heading + render("list.html", heading=f"{found.body.name} {len(rows)}", about="", rows=rows)
    return heading + _of_body(found, dossier) if found.body.iri in dossier.body else heading


def _of_body(found: Profile, dossier: PlanView) -> str:
    """Return the tasks of one document that name the body, beside how many there are over all."""
    over_all = Everywhere(len(found.documents), len(found.tasks))
    return evidence.body_panel(dossier, dossier.body[found.body.iri], over_all)


def tables(found: Profile, documents: Mapping[str, Listed], met: Meetings) -> list[Table]:
    """Return the tasks of a body, and its partners."""
    terms = (MV.Document, MV.region, MV.number, MV.name, MV.role, MV.rank, MV.surface, MV.text)
    rows = Later(len(found.work), lambda: _lines(found, documents))
    partners = [(b.name, b.region, b.count, round(b.finding.expected, 2) if b.finding else None) for b in beside(found, met)]
    partners += [(p.name, p.region, len(p.shared), None) for p in found.partners if p.kind != "department"]
    columns = (named(MV.Owner), named(MV.region), say("bodies.shared"), say("shared.expected"))
    return [Table(named(MV.Task), [named(t) for t in terms], rows), Table(say("bodies.partners"), columns, partners)]


def _lines(found: Profile, documents: Mapping[str, Listed]) -> list[tuple[object, ...]]:
    marks = reading.marks()
    return [_line(w, documents.get(w.document), marks.get(w.task, "")) for w in found.work]


def _line(work: BodyTask, listed: Listed | None, mark: str) -> tuple[object, ...]:
    place = (listed.title, listed.region) if listed else (document_key(work.document), "")
    return (*place, mark, work.name, written(concept(MV.Roles, work.role)), work.rank, work.surface, work.text)
