"""What one transaction writes when documents are loaded, or one is removed.

A document's own nodes go and come as a whole; what it shares with others is counted (kg.graph.sharing), and written anew only where
its description changes: the node carries the digest of its version, so a document that describes it alike only raises the count.
Every step is a list of rows for UNWIND, at most 2,000 a statement; a row is a list and the statement names its properties, which both
servers write twice as fast as a map. Bookkeeping stays apart, under the label ResponsibilityGraph: one node for the
whole graph (schema, revision, the labels in use), one a document (revision, its labels, the versions it contributes to shared nodes) and
one for each shared node the documents disagree on.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import ForeignDatabase, InvalidValue
from kg.graph import sharing
from kg.graph.projection import Projection, RelationshipRow
from kg.graph.sharing import Ledger, NodeVersion, SharedLink
from kg.iris import BASE
from kg.ontology import MV, node_label

SCHEMA = 2
BOOKKEEPING_LABEL = "ResponsibilityGraph"
GRAPH = f"{BASE}graph"
COUNTED = ("documents", "version")  # what a shared node has beside its description
IS_SHARED = f"m.documents IS NOT NULL AND m.iri STARTS WITH '{BASE}'"
ROWS = 2_000  # a statement with more gains nothing and holds more memory
EMPTY = "0" * 16  # the revision of a graph without documents
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Run = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]
"""Runs one statement with its parameters in the transaction and returns its rows."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the graph records of a loaded document; `versions` has the digest of its version of each shared node, by IRI."""

    revision: str
    labels: tuple[str, ...]
    versions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Held:
    """A shared node in the graph: its labels, how many documents use it, and the digest of its version (None: the documents disagree)."""

    labels: tuple[str, ...]
    documents: int
    version: str | None


Step = tuple[str | None, str | None]
"""What a document does to a shared node: the digest of the version it withdraws, the version it contributes as JSON."""


@dataclass(frozen=True, slots=True)
class Change:
    """A shared node before and after a load.

    `before` and `after` are the stored versions (None: no such node), `ledger` counts the documents behind each version after the
    load, `disputed` is True where the documents disagreed before and a ledger was kept.
    """

    before: NodeVersion | None
    after: NodeVersion | None
    ledger: Ledger
    disputed: bool


def load(run: Run, projections: Sequence[Projection]) -> list[bool]:
    """Write the projections of documents, all or none; return for each whether anything changed.

    The statements are as many for twenty documents as for one: the cost of a document is its rows, not its round trips.
    """
    _lock(run)
    old = records(run, [p.document for p in projections])
    changed = [p for p in projections if p.document not in old or old[p.document].revision != p.revision]
    gone = {p.document: old[p.document] for p in changed if p.document in old}
    _delete_own(run, gone)
    versions = {p.document: sharing.shared(p) for p in changed}
    exchanged = [(gone[p.document].versions if p.document in gone else {}, versions[p.document]) for p in changed]
    labels = _update_shared_nodes(run, exchanged)
    _write_own(run, changed, labels)
    _write_records(run, changed, versions)
    _write_revision(run, [(p.document, gone[p.document].revision if p.document in gone else None, p.revision) for p in changed])
    return [p in changed for p in projections]


def remove(run: Run, document: str) -> bool:
    """Delete a document and the shared nodes that only it used; return False where it was not loaded."""
    _lock(run)
    old = records(run, [document])
    if not old:
        return False
    _delete_own(run, old)
    _update_shared_nodes(run, [(old[document].versions, {})])
    run(f"MATCH (r:{BOOKKEEPING_LABEL} {{iri: $iri}}) DELETE r", {"iri": _record_iri(document)})
    _write_revision(run, [(document, old[document].revision, None)])
    return True


def records(run: Run, documents: Sequence[str]) -> dict[str, Record]:
    """Return the records of documents, by their IRIs; those that were never loaded are left out."""
    query = (
        f"UNWIND $iris AS iri MATCH (r:{BOOKKEEPING_LABEL} {{iri: iri}})"
        " RETURN r.document AS document, r.revision AS revision, r.labels AS labels, r.told AS told"
    )
    rows = _portions_of(run, query, [_record_iri(iri) for iri in documents])
    return {row["document"]: Record(row["revision"], tuple(row["labels"]), dict(line.split(" ") for line in row["told"])) for row in rows}


def revision(run: Run) -> str:
    """Return the graph's revision: equal for equal contents, whatever the order they came in."""
    rows = run(f"MATCH (g:{BOOKKEEPING_LABEL} {{iri: $iri}}) RETURN g.revision AS revision", {"iri": GRAPH})
    return rows[0]["revision"] if rows else EMPTY


def schema(run: Run) -> int | None:
    """Return the schema of the program that wrote the graph, None where there is no graph."""
    rows = run(f"MATCH (g:{BOOKKEEPING_LABEL} {{iri: $iri}}) RETURN g.schema AS schema", {"iri": GRAPH})
    return int(rows[0]["schema"]) if rows else None


def clear(run: Run) -> bool:
    """Delete a portion of all that is ours, the graph's own node last; return whether there was anything."""
    ours = f"n.iri STARTS WITH '{BASE}' AND n.iri <> $graph"
    rows = run(f"MATCH (n) WHERE {ours} WITH n LIMIT {ROWS} DETACH DELETE n RETURN count(*) AS gone", {"graph": GRAPH})
    if not rows or not rows[0]["gone"]:
        run(f"MATCH (g:{BOOKKEEPING_LABEL} {{iri: $graph}}) DELETE g", {"graph": GRAPH})
        return False
    return True


def labels(projection: Projection) -> tuple[str, ...]:
    """Return the node labels of a projection in alphabetical order, each of them a plain name."""
    return tuple(sorted({_name(label) for node in projection.nodes for label in node.labels}))


def constraint(label: str) -> str:
    """Return the statement that makes an iri unique under a label."""
    name = f"{BOOKKEEPING_LABEL}_{label}_iri".lower()
    return f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{_name(label)}) REQUIRE n.iri IS UNIQUE"


# ---------------------------------------------------------------- the graph's own node


def _lock(run: Run) -> None:
    """Write to the one node every load writes to: a second loader waits (Neo4j) or is sent back to try again (embedded)."""
    rows = run(
        f"MERGE (g:{BOOKKEEPING_LABEL} {{iri: $iri}}) ON CREATE SET g.schema = $schema, g.revision = $empty, g.labels = []"
        " SET g.turn = coalesce(g.turn, 0) + 1 RETURN g.schema AS schema",
        {"iri": GRAPH, "schema": SCHEMA, "empty": EMPTY},
    )
    if rows[0]["schema"] != SCHEMA:
        raise ForeignDatabase(
            f"the graph was written by another version of this program (schema {rows[0]['schema']}, this one writes {SCHEMA});"
            " kg store repair writes it anew from the library"
        )


def _write_revision(run: Run, changes: Iterable[tuple[str, str | None, str | None]]) -> None:
    """Exchange documents' shares in the graph's revision, the exclusive or of a hash of each loaded document: (IRI, old, new)."""
    value = int(revision(run), 16)
    for document, old, new in changes:
        for told in (old, new):
            if told is not None:
                value ^= share(document, told)
    run(
        f"MATCH (g:{BOOKKEEPING_LABEL} {{iri: $iri}}) REMOVE g.turn SET g.revision = $revision", {"iri": GRAPH, "revision": f"{value:016x}"}
    )


def share(document: str, revision: str) -> int:
    """Return the part of a document's revision in the graph's: the exclusive or of all parts."""
    return int(sharing.digest(f"{document} {revision}"), 16)


def graph_row(revision: str, labels: Sequence[str]) -> dict[str, Any]:
    """Return the properties of the graph's own node."""
    return {"iri": GRAPH, "schema": SCHEMA, "revision": revision, "labels": list(labels)}


def versions_row(iri: str, ledger: Ledger) -> dict[str, Any]:
    """Return the properties of the node that keeps the versions of a node the documents disagree on."""
    return {"iri": _versions_iri(iri), "node": iri, "versions": sharing.written(ledger)}


def _write_records(run: Run, projections: Sequence[Projection], versions: Mapping[str, Mapping[str, str]]) -> None:
    statement = (
        f"UNWIND $rows AS row MERGE (r:{BOOKKEEPING_LABEL} {{iri: row.iri}})"
        " SET r.document = row.document, r.revision = row.revision, r.labels = row.labels, r.told = row.told"
    )
    _in_portions(run, statement, [record_row(p, versions[p.document]) for p in projections])
    used = sorted({*_labels_in_use(run), *(label for p in projections for label in labels(p))})
    run(f"MATCH (g:{BOOKKEEPING_LABEL} {{iri: $iri}}) SET g.labels = $labels", {"iri": GRAPH, "labels": used})


def record_row(projection: Projection, versions: Mapping[str, str]) -> dict[str, Any]:
    """Return the properties of the node that records a loaded document, which contributes versions of shared nodes (JSON by IRI)."""
    told = [f"{iri} {sharing.digest(version)}" for iri, version in sorted(versions.items())]
    own = sorted({label for node in projection.nodes if not node.shared for label in node.labels})
    properties = {"document": projection.document, "revision": projection.revision, "labels": own, "told": told}
    return {"iri": _record_iri(projection.document), **properties}


def _labels_in_use(run: Run) -> list[str]:
    rows = run(f"MATCH (g:{BOOKKEEPING_LABEL} {{iri: $iri}}) RETURN g.labels AS labels", {"iri": GRAPH})
    return list(rows[0]["labels"]) if rows else []


def _record_iri(document: str) -> str:
    return f"{document}/record"


# ---------------------------------------------------------------- a document's own


def _delete_own(run: Run, gone: Mapping[str, Record]) -> None:
    """Delete documents and their parts, whose IRIs begin with their own."""
    for label in sorted({label for record in gone.values() for label in record.labels}):
        rows = [{"document": iri, "parts": f"{iri}/"} for iri, record in gone.items() if label in record.labels]
        where = "n.iri = row.document OR n.iri STARTS WITH row.parts"
        _in_portions(run, f"UNWIND $rows AS row MATCH (n:{_name(label)}) WHERE {where} DETACH DELETE n", rows)


def _write_own(run: Run, projections: Sequence[Projection], labels_of: Mapping[str, str]) -> None:
    """Write documents' own nodes, then every relationship that has one of them at an end."""
    own = {node.iri: node for p in projections for node in p.nodes if not node.shared}
    _create_nodes(run, ((tuple(sorted(n.labels)), {**n.properties, "iri": n.iri}) for n in own.values()))
    places = {**labels_of, **{node.iri: min(node.labels) for node in own.values()}}
    rows = distinct(row for p in projections for row in p.relationships if row.start in own or row.end in own)
    _write_relationships(run, ((row.type, row.start, row.end, sharing.properties(row)) for row in rows), places)


def distinct(rows: Iterable[RelationshipRow]) -> list[RelationshipRow]:
    """Return relationships once each: by type, ends and IRI."""
    return list({(row.type, row.start, row.end, row.iri): row for row in rows}.values())


def _create_nodes(run: Run, nodes: Iterable[tuple[tuple[str, ...], dict[str, Any]]]) -> None:
    """Create nodes (labels, properties)."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for names, properties in nodes:
        groups[names].append(properties)
    for names, found in groups.items():
        keys = _keys(found)
        pattern = "".join(f":{_name(name)}" for name in names)
        rows = [[properties.get(key) for key in keys] for properties in found]
        _in_portions(run, f"UNWIND $rows AS row CREATE (n{pattern} {_map(keys)})", rows)


def _write_relationships(run: Run, rows: Iterable[tuple[str, str, str, dict[str, Any]]], places: Mapping[str, str]) -> None:
    """Create relationships (type, start, end, properties) between nodes whose labels `places` names."""
    groups: dict[tuple[str, str, str], list[tuple[str, str, dict[str, Any]]]] = defaultdict(list)
    for kind, start, end, properties in rows:
        for iri in (start, end):
            if iri not in places:
                raise InvalidValue(f"a relationship {kind} names {iri}, which is no node of this document")
        groups[kind, places[start], places[end]].append((start, end, properties))
    for (kind, first, second), found in groups.items():
        keys = _keys(properties for _, _, properties in found)
        ends = f"MATCH (a:{_name(first)} {{iri: row[0]}}) MATCH (b:{_name(second)} {{iri: row[1]}})"
        listed = [[start, end, *(properties.get(key) for key in keys)] for start, end, properties in found]
        _in_portions(run, f"UNWIND $rows AS row {ends} CREATE (a)-[r:{_name(kind)} {_map(keys, first=2)}]->(b)", listed)


def _keys(found: Iterable[Mapping[str, Any]]) -> list[str]:
    return sorted({key for properties in found for key in properties})


def _map(keys: Sequence[str], *, first: int = 0) -> str:
    """Return a map of properties as a statement writes it, their values from the places of a row; what is null is not kept."""
    return "{" + ", ".join(f"{_name(key)}: row[{place}]" for place, key in enumerate(keys, first)) + "}"


def _in_portions(run: Run, statement: str, rows: Sequence[Any]) -> None:
    for first in range(0, len(rows), ROWS):
        run(statement, {"rows": rows[first : first + ROWS]})


def _name(name: str) -> str:
    """Return a label or relationship type that needs no quotes in a statement."""
    if not NAME.fullmatch(name):
        raise InvalidValue(f"{name!r} cannot be a label or relationship type")
    return name


# ---------------------------------------------------------------- what documents share


def _update_shared_nodes(run: Run, exchanged: Sequence[tuple[Mapping[str, str], Mapping[str, str]]]) -> dict[str, str]:
    """Recount versions that documents withdrew (digests by IRI) and contribute (JSON by IRI); return a label for each shared node."""
    steps: dict[str, list[Step]] = defaultdict(list)
    for before, now in exchanged:
        for iri in {*before, *now}:
            steps[iri].append((before.get(iri), now.get(iri)))
    held = _held(run, sorted(steps), _known_labels(version for _, now in exchanged for version in now.items()))
    counts = {iri: count for iri, one in held.items() if (count := _agreed(one, steps[iri]))}
    _write_counts(run, held, counts)
    changes = _changes(run, held, {iri: steps[iri] for iri in sorted(steps.keys() - counts.keys())})
    _write_shared(run, changes)
    described = {iri: change.after.labels[0] for iri, change in changes.items() if change.after}
    return {iri: held[iri].labels[0] for iri in counts} | described


def _held(run: Run, iris: Sequence[str], labels_of: Mapping[str, str]) -> dict[str, Held]:
    """Return the shared nodes that the graph holds, by IRI; `labels_of` gives the label to search by, where it is known."""
    found: dict[str, Held] = {}
    for label in _labels_in_use(run):
        query = (
            f"UNWIND $iris AS iri MATCH (n:{_name(label)} {{iri: iri}}) WHERE n.documents IS NOT NULL"
            " RETURN iri AS iri, labels(n) AS labels, n.documents AS documents, n.version AS version"
        )
        for row in _portions_of(run, query, [iri for iri in iris if iri not in found and labels_of.get(iri, label) == label]):
            found[row["iri"]] = Held(tuple(sorted(row["labels"])), row["documents"], row["version"])
    return found


def _agreed(held: Held, steps: Iterable[Step]) -> int | None:
    """Return how many documents use a node after steps that all are about its version; None where one is about another."""
    count = held.documents
    for less, more in steps:
        if any(told not in (None, held.version) for told in (less, more and sharing.digest(more))):
            return None
        count += (more is not None) - (less is not None)
    return count if held.version else None


def _write_counts(run: Run, held: Mapping[str, Held], counts: Mapping[str, int]) -> None:
    groups: dict[str, list[Any]] = defaultdict(list)
    for iri, count in counts.items():
        if count != held[iri].documents:
            groups[held[iri].labels[0]].append([iri, count])
    for label, rows in groups.items():
        _in_portions(run, f"UNWIND $rows AS row MATCH (n:{_name(label)} {{iri: row[0]}}) SET n.documents = row[1]", rows)


def _changes(run: Run, held: Mapping[str, Held], steps: Mapping[str, Sequence[Step]]) -> dict[str, Change]:
    """Return what becomes of the shared nodes that are new, go, or are described otherwise."""
    ledgers = _ledgers(run, [iri for iri in steps if iri in held and not held[iri].version])
    alone = {iri: held[iri].labels[0] for iri in steps if iri in held and iri not in ledgers}
    stored = _stored_versions(run, alone) | {iri: sharing.parse(sharing.prevailing(ledger)) for iri, ledger in ledgers.items()}
    documents = {iri: one.documents for iri, one in held.items()}
    return {iri: _change(stored.get(iri), documents.get(iri, 0), ledgers.get(iri), told) for iri, told in steps.items()}


def _change(before: NodeVersion | None, documents: int, kept: Ledger | None, steps: Iterable[Step]) -> Change:
    """Return what becomes of a shared node; where no ledger was kept, all documents contribute the stored version."""
    after = kept or ({sharing.dump(before): documents} if before else {})
    for less, more in steps:
        after = sharing.recount(after, less=less, more=more)
    return Change(before, sharing.parse(sharing.prevailing(after)) if after else None, after, kept is not None)


def _known_labels(versions: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return by IRI the last label of a version: the most general, which a node keeps when its class changes (Owner)."""
    return {iri: max(sharing.parse(version).labels, key=_generality) for iri, version in versions}


def _generality(label: str) -> bool:
    return label == node_label(MV.Owner)


def _stored_versions(run: Run, labels_of: Mapping[str, str]) -> dict[str, NodeVersion]:
    """Return the stored versions of shared nodes, of which a label each is given."""
    found: dict[str, NodeVersion] = {}
    for label in sorted(set(labels_of.values())):
        query = (
            f"UNWIND $iris AS iri MATCH (n:{_name(label)} {{iri: iri}}) OPTIONAL MATCH (n)-[r]->(m) WHERE {IS_SHARED}"
            " RETURN iri AS iri, labels(n) AS labels, properties(n) AS properties,"
            " collect({type: type(r), end: m.iri, properties: properties(r)}) AS links"
        )
        for row in _portions_of(run, query, [iri for iri, one in labels_of.items() if one == label]):
            properties = {key: value for key, value in row["properties"].items() if key not in COUNTED}
            links = tuple(SharedLink(**link) for link in row["links"] if link["type"])
            found[row["iri"]] = NodeVersion(row["iri"], tuple(sorted(row["labels"])), properties, links)
    return found


def _portions_of(run: Run, query: str, iris: Sequence[str]) -> Iterator[dict[str, Any]]:
    for first in range(0, len(iris), ROWS):
        yield from run(query, {"iris": iris[first : first + ROWS]})


def _ledgers(run: Run, iris: Sequence[str]) -> dict[str, Ledger]:
    """Return the ledgers that are kept because documents disagree."""
    query = f"UNWIND $iris AS iri MATCH (v:{BOOKKEEPING_LABEL} {{iri: iri}}) RETURN v.node AS node, v.versions AS versions"
    rows = _portions_of(run, query, [_versions_iri(iri) for iri in iris])
    return {row["node"]: sharing.read(row["versions"]) for row in rows}


def _write_shared(run: Run, changes: Mapping[str, Change]) -> None:
    _delete_shared(run, changes)
    _relabel(run, changes)
    stay = [(change.before is None, *shared_row(change.after, change.ledger)) for change in changes.values() if change.after]
    _create_nodes(run, ((names, properties) for new, names, properties in stay if new))
    _describe_nodes(run, ((names[0], properties) for new, names, properties in stay if not new))
    _relink(run, changes)
    _write_versions(run, changes)


def shared_row(version: NodeVersion, ledger: Ledger) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Return the labels and properties of a shared node of which a version prevails."""
    agreed = sharing.digest(sharing.dump(version)) if len(ledger) == 1 else None
    return version.labels, sharing.known({**version.properties, "documents": sum(ledger.values()), "version": agreed})


def _describe_nodes(run: Run, nodes: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Give nodes, found by a label, the properties that are given and no others."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for label, properties in nodes:
        groups[label].append(properties)
    for label, rows in groups.items():
        _in_portions(run, f"UNWIND $rows AS row MATCH (n:{_name(label)} {{iri: row.iri}}) SET n = row", rows)


def _delete_shared(run: Run, changes: Mapping[str, Change]) -> None:
    gone: dict[str, list[str]] = defaultdict(list)
    for iri, change in changes.items():
        if change.before and change.after is None:
            gone[change.before.labels[0]].append(iri)
    for label, iris in gone.items():
        _in_portions(run, f"UNWIND $rows AS iri MATCH (n:{_name(label)} {{iri: iri}}) DETACH DELETE n", iris)


def _relabel(run: Run, changes: Mapping[str, Change]) -> None:
    """Give nodes the labels of the version that now prevails: a body that was a department becomes a collective."""
    for iri, change in changes.items():
        if change.before and change.after and change.before.labels != change.after.labels:
            old, new = set(change.before.labels), set(change.after.labels)
            steps = [(word, sorted(names)) for word, names in (("REMOVE", old - new), ("SET", new - old)) if names]
            words = " ".join(f"{word} n{''.join(f':{_name(name)}' for name in names)}" for word, names in steps)
            run(f"MATCH (n:{_name(change.before.labels[0])} {{iri: $iri}}) REMOVE n.iri {words} SET n.iri = $iri", {"iri": iri})


def _links(version: NodeVersion | None) -> list[str]:
    return sorted(sharing.dump(NodeVersion("", (), {}, (link,))) for link in version.links) if version else []


def _relink(run: Run, changes: Mapping[str, Change]) -> None:
    """Replace the relationships to other shared nodes where the version that now prevails has others."""
    changed = [c for c in changes.values() if c.after and _links(c.after) != _links(c.before)]
    stale: dict[str, list[str]] = defaultdict(list)
    for version in (c.after for c in changed if c.after and c.before and c.before.links):
        stale[version.labels[0]].append(version.iri)
    for label, iris in stale.items():
        _in_portions(run, f"UNWIND $rows AS iri MATCH (n:{_name(label)} {{iri: iri}})-[r]->(m) WHERE {IS_SHARED} DELETE r", iris)
    links = [(link.type, c.after.iri, link.end, link.properties) for c in changed if c.after for link in c.after.links]
    places = {iri: change.after.labels[0] for iri, change in changes.items() if change.after}
    elsewhere = sorted({end for _, _, end, _ in links} - places.keys())
    if elsewhere:
        places |= {iri: one.labels[0] for iri, one in _held(run, elsewhere, {}).items()}
    _write_relationships(run, links, places)


def _write_versions(run: Run, changes: Mapping[str, Change]) -> None:
    """Keep the versions of the nodes the documents disagree on; of the others the node itself is the version."""
    rows = [versions_row(iri, change.ledger) for iri, change in changes.items() if len(change.ledger) > 1]
    agreed = [_versions_iri(iri) for iri, change in changes.items() if change.disputed and len(change.ledger) <= 1]
    _in_portions(run, f"UNWIND $rows AS iri MATCH (v:{BOOKKEEPING_LABEL} {{iri: iri}}) DELETE v", agreed)
    _in_portions(run, f"UNWIND $rows AS row MERGE (v:{BOOKKEEPING_LABEL} {{iri: row.iri}}) SET v = row", rows)


def _versions_iri(iri: str) -> str:
    return f"{iri}/versions"


def nodes_and_relationships(projection: Projection) -> tuple[int, int]:
    """Return how many nodes and relationships a projection has."""
    nodes: set[str] = {node.iri for node in projection.nodes}
    return len(nodes), len(distinct(projection.relationships))
