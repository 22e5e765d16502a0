"""Rows of a query as a picture: the nodes in them, the relationships between these, and what each node is called.

A row may hold nodes, relationships and paths, alone or in lists and maps. A relationship is drawn where both its ends are among the nodes.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.export import cell_text
from kg.iris import document_key, is_ours, local, part_kind
from kg.ontology import MV, OntologyTerm, colour, entries, node_label
from kg.picture import LARGEST_NEIGHBOURHOOD, Body, Item, Link, Picture, picture
from kg.ui import address, who
from kg.ui.dossier import UNNUMBERED
from kg.ui.language import say, written
from kg.ui.profile import body as body_of

NAMES = ("name", "title", "quote", "number")  # properties a node is called by, the first it has
PATH = {"nodes", "relationships"}  # what the store gives a path as
SHORT = 14  # characters of a label; the whole stands in the tooltip


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by IRI with their labels and properties, and relationships as start, type, end; `left` nodes were too many to draw."""

    nodes: Mapping[str, Mapping[str, Any]]
    links: tuple[tuple[str, str, str], ...]
    left: int = 0


def graph(rows: Sequence[Sequence[Any]], *, most: int = LARGEST_NEIGHBOURHOOD) -> Graph:
    """Return what rows hold of the graph, the first `most` nodes of it."""
    nodes: dict[str, Mapping[str, Any]] = {}
    links: dict[tuple[str, str, str], None] = {}
    for value in (value for row in rows for value in row):
        for kind, found in _parts(value):
            if kind == "node":
                nodes.setdefault(found["properties"]["iri"], found)
            else:
                links[found["start"], found["type"], found["end"]] = None
    kept = dict(list(nodes.items())[:most])
    return Graph(kept, tuple(link for link in links if link[0] in kept and link[2] in kept), len(nodes) - len(kept))


def _parts(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the nodes and relationships in a value, as the store gives them."""
    if isinstance(value, Mapping):
        if is_ours(str(_properties(value).get("iri") or "")) and "labels" in value:
            yield "node", value
        elif value.get("start") and value.get("end") and "type" in value:
            yield "link", value
        else:
            value = list(value.values())
    if isinstance(value, list | tuple):
        for inner in value:
            yield from _parts(inner)


def _properties(value: Mapping[str, Any]) -> Mapping[str, Any]:
    found = value.get("properties")
    return found if isinstance(found, Mapping) else {}


def draw(found: Graph) -> Picture:
    """Return the picture: tasks as circles, everything else around them, a line for every relationship."""
    tasks = {iri: _task(iri, node) for iri, node in found.nodes.items() if part_kind(iri) == "task"}
    names = _told_apart(found.nodes)
    rest = {iri: _body(iri, names[iri], node) for iri, node in sorted(found.nodes.items(), key=_group) if iri not in tasks}
    keys = {iri: drawn.key for iri, drawn in (tasks | rest).items()}
    return picture(list(rest.values()), list(tasks.values()), [_link(link, keys, tasks) for link in found.links], legend(found))


def _group(found: tuple[str, Mapping[str, Any]]) -> tuple[str, str]:
    iri, node = found
    return term(node).iri, str(_properties(node).get("name") or iri)


def _link(link: tuple[str, str, str], keys: Mapping[str, str], tasks: Mapping[str, Item]) -> Link:
    """Return a relationship as a line; its task, if it has one, is the end that is pulled."""
    start, kind, end = link
    ends = (keys[end], keys[start]) if start in tasks and end not in tasks else (keys[start], keys[end])
    return Link(*ends, strong=False, title=_relationship(kind))


def _relationship(kind: str) -> str:
    """Return the ontology's word for a type of relationship."""
    return next((written(e) for e in entries().values() if e.relationship_type == kind), kind)


def cell(value: Any) -> Any:
    """Return a value as a person reads it in a table: a node by its name, a relationship by its word, a path by the nodes on it."""
    if isinstance(value, list | tuple):
        return "、".join(cell_text(cell(v)) for v in value)
    if not isinstance(value, Mapping):
        return value if value is None or isinstance(value, str | int | float) else cell_text(value)
    if "labels" in value and _properties(value):
        return called(value)
    if value.get("start") and "type" in value:
        return _relationship(value["type"])
    return " — ".join(called(node) for node in value["nodes"]) if value.keys() == PATH else cell_text(value)


def _task(iri: str, node: Mapping[str, Any]) -> Item:
    properties = _properties(node)
    mark = properties.get("numeral") or properties.get("number") or f"{UNNUMBERED}{properties.get('ordinal', '')}"
    return Item(click(iri), str(mark), called(node))


def _told_apart(nodes: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return what each node is called: where several have one name, with the region in front."""
    names = {iri: called(node) for iri, node in nodes.items()}
    used = Counter(names.values())
    places = {iri: _properties(node).get("region") for iri, node in nodes.items()}
    return {iri: f"{places[iri]} · {n}" if used[n] > 1 and places[iri] else n for iri, n in names.items()}


def _body(iri: str, name: str, node: Mapping[str, Any]) -> Body:
    kind = _kind(node)
    short = name if len(name) <= SHORT else f"{name[:SHORT]}…"
    return Body(click(iri), short, f"{name}\n{kind.label}", kind.colour, round=kind.round, hatched=kind.hatched)


def called(node: Mapping[str, Any]) -> str:
    """Return what a node is called, as far as it says."""
    properties = _properties(node)
    return next((str(properties[n]) for n in NAMES if properties.get(n)), local(str(properties.get("iri", ""))))


def click(iri: str) -> str:
    """Return the click on a node: a task opens its document, a document and an owner are picked, anything else is only lit."""
    if part_kind(iri) == "task":
        return address.opening(iri)
    if document_key(iri) and not part_kind(iri):
        return f"document={document_key(iri)}"
    return address.body_pick(iri) if local(iri).startswith(("department/", "body/")) else f"node={local(iri)}"


def _kind(node: Mapping[str, Any]) -> who.Category:
    """Return what a node is, with its colour; an owner by its category."""
    found, labels = term(node), node["labels"]
    kinds = {str(MV.Department): "department", str(MV.Locality): "locality", str(MV.Collective): "collective"}
    if found.iri in kinds:
        return who.category(body_of({**_properties(node), "kind": kinds[found.iri]}))
    return who.Category(written(found) if labels else say("cypher.node"), colour(found.iri), 0)


@cache
def _terms() -> Mapping[str, OntologyTerm]:
    """Return the classes that are labels in the graph; the one that several share last."""
    found = {e.node_label: e for e in entries().values() if e.node_label}
    shared = node_label(MV.Owner)
    return dict(sorted(found.items(), key=lambda row: row[0] == shared))


def term(node: Mapping[str, Any]) -> OntologyTerm:
    """Return the class of a node."""
    return next((e for label, e in _terms().items() if label in node["labels"]), _terms()[node_label(MV.Owner)])


def legend(found: Graph) -> list[dict[str, Any]]:
    """Return the kinds of nodes that are drawn, tasks apart."""
    kinds = {_kind(node) for iri, node in found.nodes.items() if part_kind(iri) != "task"}
    rows = sorted(kinds, key=lambda k: (k.order, k.label))
    return [{"label": k.label, "colour": k.colour, "round": k.round, "hatched": k.hatched} for k in rows]
