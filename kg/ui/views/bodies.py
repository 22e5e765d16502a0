"""单位档案: every body over all documents, and the profile of one."""

from collections import Counter
from collections.abc import Sequence

from kg.ontology import MV
from kg.register import place, provinces
from kg.ui import address, body_profile, controls, frame, listing, navigation, paged, reading, who
from kg.ui.board import board
from kg.ui.frame import Table
from kg.ui.language import named, say
from kg.ui.markup import render
from kg.ui.profile import Counted, counted
from kg.ui.words import Said

REGISTER = ("page-bodies", "page-partners")
FIRST_KIND, EVERY_KIND = "department", "all"  # localities and collectives are counted apart, so they are shown when they are asked for
ROWS_SHOWN = 100
SORTS = ("tasks", "documents", "leads", "first", "partners")


def page() -> None:
    """Draw the register of bodies, or the profile of the body or line that is picked."""
    picked = navigation.there("department")
    found = body_profile.found(picked)
    if found is not None:
        body_profile.draw(found)
    elif picked and not navigation.there("name"):
        frame.sorry(say("bodies.gone", name=picked), what_next=say("bodies.all"))
        _register()
    else:
        _register()


def _register() -> None:
    every = counted(reading.answer("page-bodies"), reading.answer("page-partners"))
    departments = sum(c.body.kind == "department" for c in every)
    about = [Said(listing.basis(reading.documents()))]
    frame.title_of(say("bodies.title", count=departments, others=len(every) - departments), about=about)
    with frame.bar(say("bodies.question")):
        wanted = controls.words("name", say("bodies.search"), width=180)
        region = controls.choice("of", named(MV.region), _regions(every), width=124)
        kind = controls.choice("who", named(MV.category), _kinds(every), default=FIRST_KIND, width=116)
        sort = controls.segments("sort", say("bodies.sort"), {s: _head(s) for s in SORTS}, default=SORTS[0])
        frame.sources(REGISTER, {})
        meant = EVERY_KIND if wanted and not navigation.there("who") else kind  # a name is looked for among all
        found = sorted(chosen(every, wanted, region, meant), key=lambda c: (-getattr(c, sort), -c.tasks, c.body.name))
        frame.downloads([table(found)], file=say("page.bodies"))
    if not every:
        frame.sorry(say("empty.none"), what_next=say("empty.load"))
        return
    leaf = paged.leaf(found, ROWS_SHOWN)
    rows = [_row(c) for c in found[leaf.begin : leaf.end]]
    board(render("bodies.html", rows=rows, heads=[_head(s) for s in SORTS], leaf=leaf), key="bodies", look="files")


def _head(sort: str) -> str:
    known = {"documents": named(MV.Document), "leads": named(MV.lead)}
    return known.get(sort) or say(f"bodies.{sort}")


def _regions(every: Sequence[Counted]) -> dict[str, str]:
    """Return the provinces that bodies are of, in official order, each with how many."""
    counted_ = Counter(province(c.region) for c in every if c.region)
    ordered = [p for p in provinces() if p in counted_] + sorted(p for p in counted_ if p not in set(provinces()))
    return {"": say("files.any", what=named(MV.region))} | {p: f"{p} {counted_[p]}" for p in ordered}


def _kinds(every: Sequence[Counted]) -> dict[str, str]:
    """Return the kinds of whoever is named: departments, localities, collectives."""
    terms = {"department": MV.Department, "locality": MV.Locality, "collective": MV.Collective}
    held = Counter(c.body.kind for c in every)
    kinds = {k: f"{named(t)} {held[k]}" for k, t in terms.items() if held[k] or k == FIRST_KIND}
    return kinds | {EVERY_KIND: say("files.any", what=named(MV.category))}


def province(region: str | None) -> str:
    """Return the province a region is in; a region of no known province is its own."""
    meant = place(region) if region else None
    return (meant.province if meant else None) or region or ""


def chosen(every: Sequence[Counted], wanted: str, region: str = "", kind: str = EVERY_KIND) -> list[Counted]:
    """Return the bodies whose names have every word of a search, of a province and of a kind where these are given."""
    words = wanted.split()
    held = [c for c in every if kind in (EVERY_KIND, c.body.kind) and (not region or province(c.region) == region)]
    return [c for c in held if all(any(w in n for n in _names(c)) for w in words)]


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
