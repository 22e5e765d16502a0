"""The store as the pages read it: one connection for all of them, and what one state of the graph says is read from it once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from kg import analysis, catalogue
from kg.analysis import (
    BodyFacts,
    Identity,
    Matter,
    Overlap,
    PlanFacts,
    TwoMode,
    bodies_of_rows,
    by_level,
    by_line,
    of_plan,
    overlap,
    two_mode,
    two_modes,
)
from kg.errors import KgError, RefusedQuery
from kg.graph import Store, connect, query
from kg.iris import document_iri, document_key
from kg.model import Unread
from kg.ui.dossier import Everywhere, PlanView, Row, dossier, from_kept
from kg.ui.dossier import marks as marked
from kg.ui.language import language
from kg.ui.listing import Listed, listed

PARTS = ("owners", "technologies", "tasks", "targets", "document", "issuers", "citations", "sections", "milestones")  # the longest first
# What page-owners gives as lists, and what a row of page-namings calls it; '' and -1 stand for what is not there.
PLACES = {
    "tasks": "task", "roles": "role", "bases": "basis", "labels": "label", "modes": "mode", "parts": "part", "ranks": "rank",
    "surfaces": "surface", "starts": "start", "ends": "end",
}  # fmt: skip
NUMBERS = ("page-numbers", "page-headings")  # what the pages over many documents number tasks from
SEEN = "seen-revision"  # of the graph, by this session in this run
AT_ONCE = 2  # questions of one page: the store answers one while the rows of the other are read
SECONDS, MOST_ROWS = 20.0, 500_000  # a page waits no longer; more rows than these are no page
DOCUMENTS_HELD = 16  # records of documents kept in memory; the largest plan takes a few MB
ANSWERS_HELD = 32  # rows of the queries over all documents

COUNTED_AS: Mapping[str, Callable[[Iterable[BodyFacts]], Identity]] = {
    "body": lambda _: lambda iri: (iri,),
    "line": by_line,
    "level": by_level,
}  # what a department counts as where it is asked who is named together


@dataclass(frozen=True, slots=True)
class Meetings:
    """Who is named together: the two-mode graph of each plan, and the figures over all of them."""

    graphs: tuple[TwoMode, ...]
    overlap: Overlap


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Return the store of this process, which stays open as long as the app lives; a graph lost with the machine is filled first."""
    found = connect()
    if found.emptied():
        catalogue.load_missing(found)
    return found


def again() -> None:
    """Forget the connection, so that the next run opens the store anew."""
    store.clear()
    if get_script_run_ctx(suppress_warning=True) is not None:
        st.session_state.pop(SEEN, None)


def look() -> str:
    """Ask the store for its revision; what is drawn until the next look is of that one."""
    now = store().revision()
    if get_script_run_ctx(suppress_warning=True) is not None:
        st.session_state[SEEN] = now
    return now


def revision() -> str:
    """Return what changes whenever the graph does: as this run of the page saw it at its beginning, a question to the store a run."""
    if get_script_run_ctx(suppress_warning=True) is None or SEEN not in st.session_state:
        return look()
    return str(st.session_state[SEEN])


def documents() -> tuple[Listed, ...]:
    """Return the documents that are loaded."""
    return _documents(revision(), language())


@st.cache_resource(show_spinner=False, max_entries=2)
def _documents(revision: str, language: str) -> tuple[Listed, ...]:
    return listed(asked("page-files", {}))


def by_iri() -> Mapping[str, Listed]:
    """Return the documents that are loaded, by IRI."""
    return {d.iri: d for d in documents()}


def line_names() -> Mapping[str, str]:
    """Return what the lines (条线) are called, by IRI."""
    return {row["line"]: row["name"] for row in answer("page-line-names")}


def marks() -> Mapping[str, str]:
    """Return what the pages show as the number of each task of every document, by IRI."""
    return _numbered(revision())


@st.cache_resource(show_spinner=False, max_entries=2)
def _numbered(revision: str) -> Mapping[str, str]:
    """Return the numbers, document by document: a number is unambiguous within its own."""
    tasks, headings = ({k: list(rows) for k, rows in _by_document(name)} for name in NUMBERS)
    return {iri: mark for key, rows in tasks.items() for iri, mark in marked(rows, headings.get(key, ())).items()}


def _by_document(name: str) -> Iterator[tuple[str | None, Iterable[Row]]]:
    rows = asked(name, {})
    return groupby(sorted(rows, key=lambda r: document_key(r["iri"]) or ""), key=lambda r: document_key(r["iri"]))


def loaded(document: str) -> bool:
    """Tell whether a document is loaded, by its IRI."""
    return any(d.iri == document for d in documents())


def current() -> PlanView | None:
    """Return the document that is open in this session; None where there is none, or it is gone."""
    given = st.query_params.get("document")
    document = document_iri(given) if given else st.session_state.get("document")
    return opened(document) if document and loaded(document) else None


def opened(document: str) -> PlanView:
    """Return a document as the graph holds it now."""
    return _opened(document, revision(), language())


@st.cache_resource(show_spinner=False, max_entries=DOCUMENTS_HELD)
def _opened(document: str, revision: str, language: str) -> PlanView:
    rows = dict(zip(PARTS, _at_once(lambda part: asked(f"page-{part}", {"document": document}), PARTS), strict=True))
    rows["namings"] = namings(rows.pop("owners"), rows["tasks"])
    return dossier(rows, revision=revision, text=_text(document))


def namings(owners: Sequence[Row], tasks: Sequence[Row]) -> list[Row]:
    """Return the rows of page-namings from those of page-owners, which the server gives several times as fast."""
    place = {task["iri"]: task["ordinal"] for task in tasks}
    rows = [row for owner in owners for row in _spread(owner)]
    return sorted(rows, key=lambda row: (place[row["task"]], row["rank"] or 0, row["start"] or 0, row["body"]))


def _spread(owner: Row) -> Iterator[Row]:
    """Yield a row for every place of an owner."""
    said = {name: value for name, value in owner.items() if name not in PLACES}
    for values in zip(*(owner[name] for name in PLACES), strict=True):
        yield {**said, **{name: None if value in ("", -1) else value for name, value in zip(PLACES.values(), values, strict=True)}}


def _at_once(ask: Callable[[str], list[Row]], names: Sequence[str]) -> list[list[Row]]:
    """Ask several questions beside each other; return their rows in the order of the names."""
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="kg-page") as threads:
        return list(threads.map(ask, names))


def answers(names: Sequence[str], **parameters: Any) -> list[list[Row]]:
    """Return the rows of several queries with the same parameters, as `answer` does those of one; they are asked beside each other."""
    given, now = tuple(sorted(parameters.items())), revision()
    return _at_once(lambda name: _answer(name, given, now), names)


def answer(name: str, **parameters: Any) -> list[Row]:
    """Return the rows of a page's query over several documents, read once for every state of the graph; nobody may change them."""
    return _answer(name, tuple(sorted(parameters.items())), revision())


@st.cache_resource(show_spinner=False, max_entries=ANSWERS_HELD)
def _answer(name: str, parameters: tuple[tuple[str, Any], ...], revision: str) -> list[Row]:
    return asked(name, dict(parameters))


def asked(name: str, parameters: Mapping[str, Any]) -> list[Row]:
    """Return all rows of a named query as mappings from column to value; documents and bodies are given by IRI."""
    named = query(name)
    values = {p.name: parameters.get(p.name, p.default) for p in named.parameters}
    found = store().read(named.text, values, seconds=SECONDS, limit=MOST_ROWS, trusted=True)
    if found.cut:
        raise RefusedQuery(f"{name} has more than {MOST_ROWS:,} rows; nothing is shown in place of a part")
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def together(document: str, by: str = "body") -> Meetings:
    """Return how often the departments of a document (or their lines, or levels) are named together, and how often loads alone give."""
    return _together(document, by, revision())


@st.cache_resource(show_spinner=False, max_entries=DOCUMENTS_HELD)
def _together(document: str, by: str, revision: str) -> Meetings:
    found = opened(document)
    graphs = (two_mode(found, identity=COUNTED_AS[by](found.bodies)),)
    return Meetings(graphs, overlap(graphs))


def together_in(documents: Iterable[str], by: str) -> Meetings:
    """Return the same over several documents, computed within each and summed; those without tasks add nothing."""
    return _together_in(tuple(sorted(documents)), by, revision())


@st.cache_resource(show_spinner=False, max_entries=DOCUMENTS_HELD)
def _together_in(documents: tuple[str, ...], by: str, revision: str) -> Meetings:
    wanted, rows = set(documents), answer("page-body-tasks")
    plans = [row for row in answer("page-plan-tasks") if row["iri"] in wanted]
    graphs = tuple(two_modes(plans, rows, answer("page-nested-tasks"), identity=COUNTED_AS[by](departments().values())))
    return Meetings(graphs, overlap(graphs))


def departments() -> Mapping[str, BodyFacts]:
    """Return the departments that some task names, by IRI."""
    return _departments(revision())


@st.cache_resource(show_spinner=False, max_entries=2)
def _departments(revision: str) -> Mapping[str, BodyFacts]:
    return {body.iri: body for body in bodies_of_rows(answer("page-body-tasks"))}


def everywhere(body: str) -> Everywhere:
    """Return in how many documents and for how many tasks a body is named."""
    (row,) = answer("page-body-count", body=body)
    return Everywhere(row["documents"], row["tasks"])


def uncounted(dossier: PlanView) -> bool:
    """Tell whether a document shows no tasks because another edition of it counts, not because it has none."""
    found = None if dossier.tasks else facts(dossier.iri)
    return found is not None and bool(found.tasks)


def with_tasks(document: str) -> PlanView:
    """Return a document with its tasks: as the graph holds it, or, of an edition that does not count, as the library keeps it."""
    found = opened(document)
    return kept(document) if uncounted(found) else found


def kept(document: str) -> PlanView:
    """Return a document that is loaded, but does not count, with what the library's plan says in place of the graph."""
    return _kept(document, revision(), language())


@st.cache_resource(show_spinner=False, max_entries=DOCUMENTS_HELD)
def _kept(document: str, revision: str, language: str) -> PlanView:
    from kg import library

    return from_kept(opened(document), library.plan(document))


def matters(document: str) -> tuple[Matter, ...]:
    """Return what a document gives a joint meeting to discuss."""
    return _matters(document, revision())


@st.cache_resource(show_spinner=False, max_entries=DOCUMENTS_HELD)
def _matters(document: str, revision: str) -> tuple[Matter, ...]:
    return analysis.matters(opened(document))


def facts(document: str) -> PlanFacts | None:
    """Return a document as records with their places, as two plans are compared; None where the library does not have it."""
    return _facts(document, revision())


@st.cache_resource(show_spinner=False, max_entries=DOCUMENTS_HELD)
def _facts(document: str, revision: str) -> PlanFacts | None:
    from kg import library

    try:
        return of_plan(library.plan(document))
    except KgError:
        return None


def unread(document: str) -> tuple[tuple[str, str], ...] | None:
    """Return the passages of a document that no rule could place, each with the reason; None where the library does not have it."""
    found = unplaced(document)
    return None if found is None else tuple((u.text, u.why) for u in found)


def unplaced(document: str) -> tuple[Unread, ...] | None:
    """Return the same passages with their places in the text."""
    return () if opened(document).unread == 0 else _unplaced(document, revision())


@st.cache_resource(show_spinner=False, max_entries=DOCUMENTS_HELD)
def _unplaced(document: str, revision: str) -> tuple[Unread, ...] | None:
    from kg import library

    try:
        return library.plan(document).unread
    except KgError:
        return None


def _text(document: str) -> str:
    """Return the plain text of a document as the library keeps it; nothing where it does not."""
    from kg import library

    try:
        return library.text(document)
    except KgError:
        return ""
