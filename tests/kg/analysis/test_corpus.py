"""Every real document gives figures, none of them not a number, and 026 with its localities alone gives none."""

import math
from pathlib import Path

import pytest

from ingest.pipeline import read
from kg.analysis import PlanFacts, by_line, communities, compare, core, loads, matters, network, of_plan, overlap, positions, two_mode

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def plans(corpus: Path) -> dict[str, PlanFacts]:
    return {path.stem: of_plan(read(path)) for path in sorted((corpus / "corpus" / "docs").glob("*.txt"))}


def test_every_document_gives_figures(plans: dict[str, PlanFacts]) -> None:
    for name, facts in plans.items():
        graph = two_mode(facts)
        found = overlap([graph])
        numbers = [v for p in found.pairs for c in (p.hypergeometric, p.sdsm) if c for v in (c.expected, c.p, c.corrected)]
        numbers += [v for p in positions([graph]) for v in (p.strength, p.betweenness, p.constraint, p.effective_size) if v is not None]
        numbers += [communities([graph]).modularity]
        assert all(math.isfinite(v) for v in numbers), name
        assert all(p.sdsm for p in found.pairs), name
        assert all(0 <= p.hypergeometric.p <= p.hypergeometric.corrected <= 1 for p in found.pairs), name
        assert len({m.key for m in matters(facts)}) == len(matters(facts)), name
        assert len(loads([facts])) == len(graph.bodies) or not graph.bodies, name


def test_every_document_compared_with_itself_is_the_same(plans: dict[str, PlanFacts]) -> None:
    assert [name for name, facts in plans.items() if not compare(facts, facts).same] == []


def test_a_document_of_localities_alone(plans: dict[str, PlanFacts]) -> None:
    graph = two_mode(plans["026"])
    assert (graph.bodies, overlap([graph]).pairs, positions([graph]), core(network([graph]))) == ((), (), (), None)
    assert loads([plans["026"]]) == ()


def test_lines_over_all_documents(plans: dict[str, PlanFacts]) -> None:
    """The lines of money are named together far beyond chance; no pair is a bureau that is in two lines."""
    found = overlap([two_mode(facts, identity=by_line(facts.bodies)) for facts in {f.iri: f for f in plans.values()}.values()])
    lines = {frozenset(iri.rpartition("/")[2] for iri in (f.one, f.other)) for f in found.beyond_chance}
    assert {frozenset(("finance-regulation", "central-bank")), frozenset(("tax", "finance"))} <= lines
    assert frozenset(("education", "sports")) not in lines
    assert all(f.observed >= 3 and f.corrected is not None and f.corrected < 0.05 for f in found.beyond_chance)
