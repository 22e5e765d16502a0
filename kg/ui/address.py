"""The address of a view: which document, and what of it is picked; what is clicked is a piece of address too.

document=<hash>   task=<id>   department=<name in the register>   with=<a second body>   list=<one of the lists of 总览>
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from kg.iris import absolute, document_key, local, part_iri, part_key
from kg.ui.dossier import PlanView

PICKED = ("task", "department", "with", "list")


@dataclass(frozen=True, slots=True)
class Pick:
    """What is picked: a task, a body, both (a cell), two bodies (a pair), or a list; IRIs, or None."""

    task: str | None = None
    body: str | None = None
    other: str | None = None
    list: str | None = None


def parsed(pick: str) -> dict[str, str]:
    """Return what a click says as the parameters it sets; what is no parameter of a pick is dropped."""
    return {k: v for k, v in parse_qsl(pick) if k in PICKED}


def read(parameters: Mapping[str, str], dossier: PlanView) -> Pick:
    """Return what the address picks; what the document does not hold is as if it were not there."""
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
    """Return the click that picks a task, or a body's place in it."""
    return urlencode({"task": part_key(task)} | ({"department": local(body)} if body else {}), safe="/")


def body_pick(body: str, other: str | None = None) -> str:
    """Return the click that picks a body, or a pair of bodies."""
    return urlencode({"department": local(body)} | ({"with": local(other)} if other else {}), safe="/")


def list_pick(name: str) -> str:
    """Return the click that picks a list."""
    return urlencode({"list": name})


def lit(pick: Pick) -> list[str]:
    """Return the clicks whose elements are shown as picked."""
    found = [task_pick(pick.task)] if pick.task else []
    found += [body_pick(b) for b in (pick.body, pick.other) if b]
    if pick.task and pick.body:
        found.append(task_pick(pick.task, pick.body))
    if pick.body and pick.other:
        found += [body_pick(pick.body, pick.other), body_pick(pick.other, pick.body)]
    return found + ([list_pick(pick.list)] if pick.list else [])


def document_id(iri: str) -> str:
    """Return the part of a document's IRI that the address carries."""
    return document_key(iri)
