"""The address of a view: everything a view is, as parameters; what is clicked is a piece of address too.

document=<hash>   task=<id>   department=<IRI behind our base>   with=<a second body>   list=<one of the lists of 总览>
q, region, level, year, kind, line: which documents (the pages over all of them)   lang=en
A click says what it changes: "task=12" picks a task and nothing else, "region=浙江省" filters and keeps the pick, "page=network" leads
to another page with what is picked. What a page keeps for itself (PRIVATE) stays behind when the page changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from kg.iris import absolute, document_iri, document_key, local, part_iri, part_key
from kg.ui.dossier import PlanView

PICKED = ("task", "department", "with", "list")
FILTERS = ("q", "region", "level", "year", "kind", "line")
PAGE = "page"
FRONT = "files"  # the page at /
AT = "at"  # where the shown page of a long list begins
NO_PAGE, LONGEST_PAGE = "nopage", 60  # the address that was opened and names no page, as far as it is repeated
NETWORK = ("find", "layout", "steps", "around", "hubs", "off", "role", "part", "whole")  # what the picture shows
PRIVATE = (
    "list",
    "table",
    "ask",
    "query",
    "by",
    AT,
    "lines",
    "in",
    "as",
    "show",
    "node",
    "rest",
    "sort",
    "name",
    "of",
    "month",
    "who",
    "since",
    "due_year",
    "tech",
    "candidates",
    "earlier",
    "later",
    "was",
    "now",
    "fact",
    "facts",
    *NETWORK,
    NO_PAGE,
    "deck",
    "slide",
)
PRIVATE_PREFIX = "p-"  # the parameters of a query


@dataclass(frozen=True, slots=True)
class Pick:
    """What is picked: a task, a body, both (a cell), two bodies (a pair), or a list; IRIs, or None."""

    task: str | None = None
    body: str | None = None
    other: str | None = None
    list: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Where a click leads: the whole address after it, and another page or None."""

    parameters: dict[str, str]
    page: str | None = None


def step(here: Mapping[str, str], click: str) -> Step:
    """Return where a click leads from an address; an empty click picks nothing, an empty value takes a parameter away."""
    said = dict(parse_qsl(click, keep_blank_values=True))
    page = said.pop(PAGE, None)
    kept = {k: v for k, v in here.items() if k != NO_PAGE and (page is None or not private(k))}
    moved = said.get("document", here.get("document")) != here.get("document")
    if not click or moved or said.keys() & set(PICKED):
        kept = {k: v for k, v in kept.items() if k not in PICKED}
    if said.keys() & set(FILTERS):
        kept.pop(AT, None)  # another choice of rows is shown from its first one
    return Step({k: v for k, v in (kept | said).items() if v}, page)


def picks(click: str) -> bool:
    """Tell whether a click picks something."""
    return any(name in PICKED for name, _ in parse_qsl(click))


def private(name: str) -> bool:
    """Tell whether a parameter belongs to one page alone."""
    return name in PRIVATE or name.startswith(PRIVATE_PREFIX)


def read(parameters: Mapping[str, str], dossier: PlanView) -> Pick:
    """Return what the address picks in a document; what the document does not hold is as if it were not there."""
    task, body, other = (parameters.get(k) for k in PICKED[:3])
    return Pick(
        _known(part_iri(dossier.iri, "task", task), dossier.task) if task else None,
        _known(absolute(body), dossier.body) if body else None,
        _known(absolute(other), dossier.body) if other else None,
        parameters.get("list"),
    )


def _known(iri: str, held: Mapping[str, object]) -> str | None:
    return iri if iri in held else None


def task_pick(task: str, body: str | None = None) -> str:
    """Return the click that picks a task of the open document, or a body's place in it."""
    return urlencode({"task": part_key(task)} | ({"department": local(body)} if body else {}), safe="/")


def body_pick(body: str, other: str | None = None) -> str:
    """Return the click that picks a body, or a pair of bodies."""
    return urlencode({"department": local(body)} | ({"with": local(other)} if other else {}), safe="/")


def list_pick(name: str) -> str:
    """Return the click that picks a list."""
    return urlencode({"list": name})


def opening(task: str, body: str | None = None) -> str:
    """Return the click that picks a task of any document and opens the document it is in."""
    return f"{urlencode({'document': document_id(task)})}&{task_pick(task, body)}"


def page_pick(page: str, click: str = "") -> str:
    """Return the click that leads to another page, and picks something there."""
    return urlencode({PAGE: page}) + (f"&{click}" if click else "")


def filter_pick(name: str, value: str) -> str:
    """Return the click that filters documents by one of FILTERS; an empty value takes the filter away."""
    return urlencode({name: value})


def href(here: Mapping[str, str], click: str, page: str) -> str:
    """Return a click as a link, for whoever opens it in a tab of its own."""
    found = step(here, click)
    leads = found.page or page
    asked = urlencode(found.parameters, safe="/")
    return f"/{'' if leads == FRONT else leads}" + (f"?{asked}" if asked else "")


def lit(pick: Pick) -> list[str]:
    """Return the clicks whose elements are shown as picked."""
    if pick.body and pick.other:
        return [*(body_pick(b) for b in (pick.body, pick.other)), body_pick(pick.body, pick.other), body_pick(pick.other, pick.body)]
    found = [task_pick(pick.task)] if pick.task else []
    found += [body_pick(pick.body)] if pick.body else []
    if pick.task and pick.body:
        found.append(task_pick(pick.task, pick.body))
    return found + ([list_pick(pick.list)] if pick.list else [])


def document(parameter: str) -> str:
    """Return the IRI of the document that an address names."""
    return document_iri(parameter)


def document_id(iri: str) -> str:
    """Return the part of a document's IRI that the address carries."""
    return document_key(iri)
