"""The panel of two that are named together: figures, the chances, what each document adds, and the tasks that name both."""

from collections.abc import Mapping, Sequence
from typing import Any

from kg.analysis import distribution
from kg.ui import address, evidence, listing, reading, shared_words
from kg.ui.address import body_pick
from kg.ui.language import say
from kg.ui.listing import Listed
from kg.ui.markup import render
from kg.ui.together import Node, Share, Together, shares

MOST_BARS = 9  # of the chance distribution; a wider one is told by its range
MOST_DOCUMENTS = 12
MOST_TASKS = 60


def said(found: Together, one: str, other: str, by: str) -> str:
    """Return a pair in figures and sentences: observed against expected, the chances, and what may be concluded."""
    pair = found.overlap.pair(one, other)
    names = [_link(found, key, by) for key in (one, other)]
    if pair is None:
        told = [say("shared.apart")] if all(key in found.overlap.bodies for key in (one, other)) else []
        return render("chance.html", names=names, figures=None, told=told, bars=[], rows=[])
    finding = found.overlap.finding(pair)
    figures = {"observed": finding.observed, "expected": f"{finding.expected:.1f}", "difference": f"{finding.difference:+.1f}"}
    mass = distribution(pair).tolist()
    bars = shared_words.bars(mass, pair.observed, MOST_BARS)
    told = [shared_words.how(pair, found.named), shared_words.sentences(finding), say("shared.caveat")]
    return render("chance.html", names=names, figures=figures, told=told, bars=bars, rows=_rows(found, pair.one, pair.other, by))


def pair(met: reading.Meetings, one: str, other: str, by: str, names: Mapping[str, str]) -> str:
    """Return the panel of a pair for another page: figures, sentences, what each document adds, and the tasks that name both."""
    nodes = tuple(Node(key, names.get(key, key), names.get(key, key), 0) for key in (one, other))
    found = Together(met.overlap, met.graphs, nodes)
    return said(found, one, other, by) + sentences(found, (one, other), by)


def _link(found: Together, key: str, by: str) -> dict[str, str]:
    name = found.named[key].name if key in found.named else key
    return {"name": name, "pick": body_pick(key) if by == "body" else "" if by == "level" else address.page_pick("bodies", body_pick(key))}


def _rows(found: Together, one: str, other: str, by: str) -> list[dict[str, Any]]:
    """Return what each of several documents adds to a pair."""
    if len(found.graphs) < 2:
        return []
    listed = reading.by_iri()
    return [
        _share(s, listed.get(s.document), f"as={by}&{body_pick(one, other)}") for s in shares(found.graphs, one, other)[:MOST_DOCUMENTS]
    ]


def _share(share: Share, listed: Listed | None, click: str) -> dict[str, Any]:
    click = f"in=&document={address.document_id(share.document)}&{click}"
    name = listed.title if listed else address.document_id(share.document)
    about_ = listing.about(listed) if listed else ""
    return {"name": name, "about": about_, "count": share.both, "expected": f"{share.expected:.1f}", "tasks": share.tasks, "pick": click}


def sentences(found: Together, keys: Sequence[str], by: str) -> str:
    """Return the tasks that name two, document by document; of a pair that is compared those that count."""
    rows = reading.answer("page-line-pair-tasks" if by == "line" else "page-pair-tasks", one=keys[0], other=keys[1])
    pair = found.overlap.pair(keys[0], keys[1])
    counts = set(pair.tasks) if pair else {row["task"] for row in rows}
    held = [row for row in rows if {str(row["key"]), row["task"]} & counts]
    listed = reading.by_iri()
    return evidence.sentences_by_document(held[:MOST_TASKS], {iri: d.title for iri, d in listed.items()}, reading.marks())
