"""What becomes of the nodes that documents share when some are loaded or one is removed (kg.graph.sharing counts).

A shared node carries the number of documents that use it and the digest of its version, none where they disagree and a ledger is kept.
A document that describes it as it is only changes the number; what is new, goes or is described otherwise is written.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.graph import bookkeeping, sharing
from kg.graph.sharing import Ledger, NodeVersion, SharedLink
from kg.graph.statements import Run, create_nodes, create_relationships, describe_nodes, in_portions, plain_name, portions_of
from kg.iris import BASE

COUNTED = ("documents", "version")  # what a shared node has beside its description
IS_SHARED = f"m.documents IS NOT NULL AND m.iri STARTS WITH '{BASE}'"


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


Exchanged = Sequence[tuple[Mapping[str, str], Mapping[str, str]]]
"""What documents withdraw (digests by IRI) and contribute (versions as JSON by IRI)."""


def update_shared_nodes(run: Run, labels: Sequence[str], exchanged: Exchanged, known: Mapping[str, str]) -> dict[str, str]:
    """Recount the versions that documents exchange; return a label for each shared node.

    `labels` are those that nodes of the graph have; `known` says by IRI which of them a node has whatever its version, where that is known.
    """
    steps: dict[str, list[Step]] = defaultdict(list)
    for before, now in exchanged:
        for iri in {*before, *now}:
            steps[iri].append((before.get(iri), now.get(iri)))
    held = _held(run, labels, sorted(steps), known)
    counts = {iri: count for iri, one in held.items() if (count := _agreed(one, steps[iri]))}
    _write_counts(run, held, counts)
    changes = _changes(run, held, {iri: steps[iri] for iri in sorted(steps.keys() - counts.keys())})
    _write_shared(run, labels, changes, {iri: one.labels[0] for iri, one in held.items()})
    described = {iri: change.after.labels[0] for iri, change in changes.items() if change.after}
    return {iri: held[iri].labels[0] for iri in counts} | described


def _held(run: Run, labels: Sequence[str], iris: Sequence[str], labels_of: Mapping[str, str]) -> dict[str, Held]:
    """Return the shared nodes that the graph holds, by IRI; `labels_of` gives the label to search by, where it is known."""
    found: dict[str, Held] = {}
    for label in labels:
        query = (
            f"UNWIND $iris AS iri MATCH (n:{plain_name(label)} {{iri: iri}}) WHERE n.documents IS NOT NULL"
            " RETURN iri AS iri, labels(n) AS labels, n.documents AS documents, n.version AS version"
        )
        for row in portions_of(run, query, [iri for iri in iris if iri not in found and labels_of.get(iri, label) == label]):
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
        in_portions(run, f"UNWIND $rows AS row MATCH (n:{plain_name(label)} {{iri: row[0]}}) SET n.documents = row[1]", rows)


def _changes(run: Run, held: Mapping[str, Held], steps: Mapping[str, Sequence[Step]]) -> dict[str, Change]:
    """Return what becomes of the shared nodes that are new, go, or are described otherwise."""
    ledgers = bookkeeping.ledgers(run, [iri for iri in steps if iri in held and not held[iri].version])
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


def _stored_versions(run: Run, labels_of: Mapping[str, str]) -> dict[str, NodeVersion]:
    """Return the stored versions of shared nodes, of which a label each is given."""
    found: dict[str, NodeVersion] = {}
    for label in sorted(set(labels_of.values())):
        query = (
            f"UNWIND $iris AS iri MATCH (n:{plain_name(label)} {{iri: iri}}) OPTIONAL MATCH (n)-[r]->(m) WHERE {IS_SHARED}"
            " RETURN iri AS iri, labels(n) AS labels, properties(n) AS properties,"
            " collect({type: type(r), end: m.iri, properties: properties(r)}) AS links"
        )
        for row in portions_of(run, query, [iri for iri, one in labels_of.items() if one == label]):
            properties = {key: value for key, value in row["properties"].items() if key not in COUNTED}
            links = tuple(SharedLink(**link) for link in row["links"] if link["type"])
            found[row["iri"]] = NodeVersion(row["iri"], tuple(sorted(row["labels"])), properties, links)
    return found


def _write_shared(run: Run, labels: Sequence[str], changes: Mapping[str, Change], places: Mapping[str, str]) -> None:
    _delete_shared(run, changes)
    _relabel(run, changes)
    stay = [(change.before is None, *shared_row(change.after, change.ledger)) for change in changes.values() if change.after]
    create_nodes(run, ((names, properties) for new, names, properties in stay if new))
    describe_nodes(run, ((names[0], properties) for new, names, properties in stay if not new))
    _relink(run, labels, changes, places)
    _write_versions(run, changes)


def shared_row(version: NodeVersion, ledger: Ledger) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Return the labels and properties of a shared node of which a version prevails."""
    agreed = sharing.digest(next(iter(ledger))) if len(ledger) == 1 else None
    return version.labels, sharing.known({**version.properties, "documents": sum(ledger.values()), "version": agreed})


def _delete_shared(run: Run, changes: Mapping[str, Change]) -> None:
    gone: dict[str, list[str]] = defaultdict(list)
    for iri, change in changes.items():
        if change.before and change.after is None:
            gone[change.before.labels[0]].append(iri)
    for label, iris in gone.items():
        in_portions(run, f"UNWIND $rows AS iri MATCH (n:{plain_name(label)} {{iri: iri}}) DETACH DELETE n", iris)


def _relabel(run: Run, changes: Mapping[str, Change]) -> None:
    """Give nodes the labels of the version that now prevails: a body that was a department becomes a collective."""
    for iri, change in changes.items():
        if change.before and change.after and change.before.labels != change.after.labels:
            old, new = set(change.before.labels), set(change.after.labels)
            steps = [(word, sorted(names)) for word, names in (("REMOVE", old - new), ("SET", new - old)) if names]
            words = " ".join(f"{word} n{''.join(f':{plain_name(name)}' for name in names)}" for word, names in steps)
            run(f"MATCH (n:{plain_name(change.before.labels[0])} {{iri: $iri}}) REMOVE n.iri {words} SET n.iri = $iri", {"iri": iri})


def _relink(run: Run, labels: Sequence[str], changes: Mapping[str, Change], held: Mapping[str, str]) -> None:
    """Replace the relationships to other shared nodes where the version that now prevails has others."""
    changed = [c for c in changes.values() if c.after and (c.before is None or _links(c.after) != _links(c.before))]
    stale: dict[str, list[str]] = defaultdict(list)
    for version in (c.after for c in changed if c.after and c.before and c.before.links):
        stale[version.labels[0]].append(version.iri)
    for label, iris in stale.items():
        in_portions(run, f"UNWIND $rows AS iri MATCH (n:{plain_name(label)} {{iri: iri}})-[r]->(m) WHERE {IS_SHARED} DELETE r", iris)
    links = [(link.type, c.after.iri, link.end, link.properties) for c in changed if c.after for link in c.after.links]
    places = {**held, **{iri: change.after.labels[0] for iri, change in changes.items() if change.after}}
    elsewhere = sorted({end for _, _, end, _ in links} - places.keys())
    if elsewhere:
        places |= {iri: one.labels[0] for iri, one in _held(run, labels, elsewhere, {}).items()}
    create_relationships(run, links, places)


def _links(version: NodeVersion) -> list[str]:
    return sorted(sharing.dump(NodeVersion("", (), {}, (link,))) for link in version.links)


def _write_versions(run: Run, changes: Mapping[str, Change]) -> None:
    disputed = {iri: change.ledger for iri, change in changes.items() if len(change.ledger) > 1}
    bookkeeping.write_versions(run, disputed, [iri for iri, change in changes.items() if change.disputed and len(change.ledger) <= 1])
