"""全部文件: which documents there are, and which lines are named where."""

from collections.abc import Sequence

from kg.ontology import MV
from kg.ui import address, controls, frame, listing, navigation, reading
from kg.ui.board import board
from kg.ui.frame import Table
from kg.ui.language import named, say
from kg.ui.listing import Listed
from kg.ui.markup import render

QUERIES = ("page-files",)


def page() -> None:
    """Draw the list of documents."""
    every = reading.documents()
    frame.title_of(say("page.files"))
    with frame.bar(say("files.question")):
        found = listing.matching(every, controls.words("q", say("files.search")))
        frame.sources(QUERIES, {})
        frame.downloads([table(found)], file=say("page.files"))
    if not every:
        frame.sorry(say("empty.none"), what_next=say("empty.load"))
        return
    board(render("files.html", rows=[_row(d) for d in found], every=len(every)), key="files", look="files")


def _row(document: Listed) -> dict[str, object]:
    click = address.page_pick("overview", f"document={address.document_id(document.iri)}")
    return {"document": document, "click": click, "href": address.href(navigation.here(), click, "overview")}


def table(documents: Sequence[Listed]) -> Table:
    """Return the documents with their facts."""
    terms = (MV.documentTitle, MV.region, MV.level, MV.firstYear, MV.lastYear, MV.documentType, MV.documentNumber, MV.issued)
    columns = (*(named(t) for t in terms), named(MV.Task), named(MV.Owner), named(MV.sourcePath))
    rows = [(d.title, d.region, d.level, d.year, d.year_to, d.kind, d.number, d.issued, d.tasks, d.bodies, d.source) for d in documents]
    return Table(say("page.files"), columns, rows)
