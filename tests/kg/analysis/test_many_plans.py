"""All plans of a graph, asked of real stores: the same figures as of the plans themselves, and the question's counts beside them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.pipeline import read
from kg import files
from kg.analysis import (
    Facts,
    Overlap,
    Pair,
    PlanFacts,
    bodies_of_rows,
    by_line,
    loads,
    matters,
    meetings,
    of_plan,
    of_rows,
    overlap,
    spread,
    two_mode,
    two_modes,
)
from kg.graph import Store, ask, project
from kg.iris import document_iri
from kg.model import Plan
from kg.rdf import graph
from kg.ui.dossier import PlanView, dossier
from tests.kg.plans import SMALL, bare

EDITIONS = Path(__file__).resolve().parents[2] / "gold" / "editions"
VIEW = ("document", "issuers", "citations", "sections", "tasks", "namings", "targets", "technologies", "milestones")
PARTS = ("plans", "bodies", "technologies", "targets")


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    return [read(path) for path in (files.SAMPLE, EDITIONS / "2023.txt", EDITIONS / "2024.txt")] + [SMALL, bare("一份没有任务的通知")]


@pytest.fixture
def asked(store: Store, plans: list[Plan]) -> Iterator[dict[str, PlanFacts]]:
    """The plans as the graph tells of them, by their IRI; taken out again, for the command line's tests share the server."""
    for plan in plans:
        store.load(project(graph(plan)))
    rows = {part: _rows(store, f"page-all-{part}") for part in PARTS}
    yield {facts.iri: facts for facts in of_rows(rows)}
    for plan in plans:
        store.remove(document_iri(plan.source.sha256))


def _rows(store: Store, name: str, parameters: dict[str, str] | None = None) -> list[dict[str, object]]:
    found = ask(store, name, parameters)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_the_graph_tells_what_the_plans_say(asked: dict[str, PlanFacts], plans: list[Plan], store: Store) -> None:
    read_facts = [of_plan(plan) for plan in plans]
    assert set(asked) == {facts.iri for facts in read_facts}
    for facts in read_facts:
        again = asked[facts.iri]
        assert (again.region, again.year, again.level) == (facts.region, facts.year, facts.level)
        assert [t.iri for t in again.tasks] == [t.iri for t in facts.tasks]
        assert {(n.task, n.body, n.role, n.rank, n.mode) for n in again.namings} == {
            (n.task, n.body, n.role, n.rank, n.mode) for n in facts.namings
        }
        assert {(t.iri, t.holder, t.value, t.unit, t.due) for t in again.targets} == {
            (t.iri, t.holder, t.value, t.unit, t.due) for t in facts.targets
        }
        assert {b.iri: b.lines for b in again.bodies} == {b.iri: tuple(sorted(b.lines)) for b in facts.bodies}
    assert _figures(list(asked.values())) == _figures(read_facts)
    counted = {(row[3], row[4]): row[2] for row in ask(store, "overlap-pairs").rows}
    shared = {two: len(tasks) for two, tasks in meetings([two_mode(facts) for facts in asked.values()]).items()}
    assert {frozenset(two): n for two, n in counted.items()} == {frozenset(two): n for two, n in shared.items()}
    for plan, facts in zip(plans, read_facts, strict=True):
        assert _of_one(_view(store, facts.iri)) == _of_one(facts), plan.title


@pytest.mark.parametrize("identity", [lambda bodies: None, by_line])
def test_numbers_alone_give_the_same_pairs(asked: dict[str, PlanFacts], store: Store, identity: Any) -> None:
    own = set(asked)
    plans = [row for row in _rows(store, "page-plan-tasks") if row["iri"] in own]
    counts_as = identity(bodies_of_rows(_rows(store, "page-body-tasks")))
    found = overlap(two_modes(plans, _rows(store, "page-body-tasks"), _rows(store, "page-nested-tasks"), identity=counts_as))
    known = {"identity": counts_as} if counts_as else {}
    expected = overlap([two_mode(facts, **known) for facts in asked.values() if facts.tasks])
    assert (found.plans, found.tasks, found.possible) == (expected.plans, expected.tasks, expected.possible)
    assert _told(found) == _told(expected) and _told(found)


def _told(found: Overlap) -> dict[frozenset[str], tuple[int, bool, float, float]]:
    """Observed, whether at least, expected and chance of every two."""
    return {frozenset((p.one, p.other)): _of(p) for p in found.pairs}


def _of(pair: Pair) -> tuple[int, bool, float, float]:
    return pair.observed, pair.at_least, round(pair.hypergeometric.expected, 9), round(pair.hypergeometric.p, 9)


def _view(store: Store, document: str) -> PlanView:
    """A plan as the pages hold it."""
    return dossier({part: _rows(store, f"page-{part}", {"document": document}) for part in VIEW})


def _of_one(facts: Facts) -> tuple[object, ...]:
    """Pairs, loads, agenda and bodies of one plan."""
    found = overlap([two_mode(facts)])
    pairs = {frozenset((p.one, p.other)): (p.observed, round(p.hypergeometric.p, 9)) for p in found.meeting}
    bodies = {(b.iri, b.kind, b.level, b.region, tuple(sorted(b.lines))) for b in facts.bodies}
    return pairs, set(loads([facts])), {m.key for m in matters(facts)}, bodies


def _figures(plans: list[PlanFacts]) -> tuple[object, ...]:
    """Pairs, loads, lines named together, and the table of regions and years, in an order of their own."""
    found = overlap([two_mode(facts) for facts in plans])
    lines = overlap([two_mode(facts, identity=by_line(facts.bodies)) for facts in plans])
    return (
        {frozenset((p.one, p.other)): (p.observed, round(p.hypergeometric.p, 9), p.plans) for p in found.pairs},
        {frozenset((p.one, p.other)): (p.observed, p.plans) for p in lines.pairs},
        set(loads(plans)),
        set(spread(plans)),
    )
