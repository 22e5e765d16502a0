"""Position, groups and load against networkx, against enumeration, and on plans that leave nothing to compute."""

import itertools

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.pipeline import read
from kg import files
from kg.analysis import TwoMode, of_plan, two_mode
from kg.analysis.groups import agreement, communities
from kg.analysis.identity import by_level, by_line, followed
from kg.analysis.load import concentration, loads
from kg.analysis.pairs import overlap, weights
from kg.analysis.position import Network, betweenness, constraint, core, effective_size, network, positions
from kg.analysis.records import BodyFacts, PlanFacts
from kg.register import link
from tests.kg.analysis.made import plan, target

LETTERS = "甲乙丙丁戊己庚"
PLANS = st.lists(st.sets(st.sampled_from(LETTERS), max_size=5), min_size=1, max_size=10)


def graph_of(rows: list[set[str]]) -> TwoMode:
    return two_mode(plan(*(" ".join(sorted(row)) for row in rows)))


def two_mode_graph(graph: TwoMode) -> "nx.Graph[str]":
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(graph.bodies)
    found.add_edges_from((body, task.task) for task in graph.tasks for body in task.bodies)
    return found


def one_mode_graph(graph: TwoMode) -> "nx.Graph[str]":
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(graph.bodies)
    found.add_weighted_edges_from((one, other, value) for (one, other), value in weights([graph]).items())
    return found


# ---------------------------------------------------------------- the two-mode graph


@settings(max_examples=60, deadline=None)
@given(PLANS)
def test_betweenness_is_networkxs(rows: list[set[str]]) -> None:
    graph = graph_of(rows)
    known = two_mode_graph(graph)
    tasks = sum(1 for t in graph.tasks if t.bodies)
    if len(graph.bodies) < 2 or tasks < 2:
        return
    expected = nx.bipartite.betweenness_centrality(known, list(graph.bodies))
    found, error = betweenness([graph])
    assert found == pytest.approx([expected[b] for b in graph.bodies])
    assert not error.any()


def test_every_node_as_a_pivot_gives_the_exact_value() -> None:
    graph = graph_of([set("甲乙丙"), set("乙丁"), set("丁戊"), set("戊己甲"), set("庚"), set("庚己")])
    exact, _ = betweenness([graph])
    nodes = len(graph.bodies) + len(graph.tasks)
    found, error = betweenness([graph], exact=0, pivots=nodes)
    assert found == pytest.approx(exact)
    assert error == pytest.approx(0)


def test_sampled_pivots_stay_within_their_stated_error() -> None:
    rng = np.random.default_rng(5)
    graph = two_mode(plan(*(" ".join(f"部{int(b)}" for b in {*(40 * rng.random(4) ** 2)}) for _ in range(300))))
    exact, _ = betweenness([graph])
    found, error = betweenness([graph], exact=0, pivots=170, seed=11)
    off = np.abs(found - exact) / error
    assert (off < 2).mean() > 0.9
    assert off.max() < 4


def test_betweenness_joins_plans_through_their_bodies() -> None:
    one, two = two_mode(plan("甲 乙", iri="p")), two_mode(plan("乙 丙", iri="q"))
    found, _ = betweenness([one, two])
    assert found.argmax() == 1
    assert found[0] == found[2] == 0


# ---------------------------------------------------------------- the one-mode graph


@settings(max_examples=60, deadline=None)
@given(PLANS)
def test_constraint_and_effective_size_are_networkxs(rows: list[set[str]]) -> None:
    graph = graph_of(rows)
    made, known = network([graph]), one_mode_graph(graph)
    every = list(known)  # named, so that networkx follows the definition; its matrix form divides by another body's strongest tie
    tied, size = nx.constraint(known, every, weight="weight"), nx.effective_size(known, every, weight="weight")
    assert constraint(made.weights) == pytest.approx([tied[b] for b in made.bodies], nan_ok=True)
    assert effective_size(made.weights) == pytest.approx([size[b] for b in made.bodies], nan_ok=True)


def test_burts_example_by_hand() -> None:
    """A star of four: the centre bridges all (constraint 3 · (1/3)²), each point has one partner (1)."""
    found = {p.body: p for p in positions([graph_of([set("甲乙"), set("甲丙"), set("甲丁")])])}
    assert found["甲"].constraint == pytest.approx(1 / 3)
    assert found["乙"].constraint == pytest.approx(1)
    assert (found["甲"].effective_size, found["甲"].degree, found["甲"].strength) == (pytest.approx(3), 3, 3)


def test_a_body_without_partners_has_no_constraint() -> None:
    found = positions([graph_of([set("甲")])])
    assert [(p.degree, p.strength, p.betweenness, p.constraint, p.effective_size) for p in found] == [(0, 0, 0, None, None)]


@settings(max_examples=80, deadline=None)
@given(PLANS)
def test_core_is_the_best_of_all_splits(rows: list[set[str]]) -> None:
    """All 2ⁿ splits: missing ties inside the core plus ties inside the periphery, as few as possible."""
    made = network([graph_of(rows)])
    found, tied, n = core(made), made.weights > 0, len(made.bodies)

    def wrong(members: set[int]) -> int:
        return sum(tied[i, j] != (i in members) for i, j in itertools.combinations(range(n), 2) if (i in members) == (j in members))

    least = min(wrong(set(m)) for k in range(n + 1) for m in itertools.combinations(range(n), k))
    if found is not None:
        assert wrong({made.bodies.index(b) for b in found.members}) == least
        assert found.fit == pytest.approx(1) or least > 0


def test_core_of_a_perfect_pattern() -> None:
    found = core(network([graph_of([set("甲乙"), set("甲丙"), set("乙丁"), set("甲戊")])]))
    assert found is not None
    assert (set(found.members), found.fit) == (set("甲乙"), pytest.approx(1))
    assert core(network([graph_of([set("甲乙丙")])])) is None
    assert core(Network((), np.zeros((0, 0)))) is None


# ---------------------------------------------------------------- groups


def test_the_sample_has_no_group_worth_naming() -> None:
    found = communities([two_mode(of_plan(read(files.SAMPLE)))])
    assert round(found.modularity, 2) == 0.12
    assert (found.worth_naming, found.groups, found.stability) == (False, (), None)


def test_two_plans_that_share_nobody_are_two_groups() -> None:
    lines = ["甲 乙 丙", "甲 乙", "乙 丙", "甲 丙"] * 3 + ["丁 戊 己", "丁 戊", "戊 己", "丁 己"] * 3
    found = communities([two_mode(plan(*lines))])
    assert found.modularity == pytest.approx(0.5)
    assert found.stability == pytest.approx(1)
    assert {frozenset(g) for g in found.groups} == {frozenset("甲乙丙"), frozenset("丁戊己")}


def test_groups_that_a_few_tasks_make_are_not_named() -> None:
    """A ring: modularity is high, but drawn again the groups fall elsewhere."""
    ring = [f"部{i} 部{(i + 1) % 24}" for i in range(24)]
    found = communities([two_mode(plan(*ring))])
    assert found.modularity >= 0.3
    assert found.stability is not None and found.stability < 0.65
    assert not found.worth_naming


@given(st.lists(st.integers(0, 3), min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_agreement_is_enumerated(first: list[int], random: "np.random.Generator") -> None:
    """Hubert & Arabie: pairs together in both, against what the group sizes alone give."""
    second = list(first)
    random.shuffle(second)
    groups = [[[i for i, g in enumerate(labels) if g == k] for k in range(4)] for labels in (first, second)]
    groups = [[g for g in some if g] for some in groups]
    pairs = list(itertools.combinations(range(len(first)), 2))
    same = [[labels[i] == labels[j] for i, j in pairs] for labels in (first, second)]
    both, one, other = (sum(v) for v in ((a and b for a, b in zip(*same, strict=True)), *same))
    expected = one * other / len(pairs)
    highest = (one + other) / 2
    wanted = 1.0 if highest == expected else (both - expected) / (highest - expected)
    assert agreement(groups[0], groups[1]) == pytest.approx(wanted)


# ---------------------------------------------------------------- load


def test_load_counts_tasks_firsts_leads_and_targets() -> None:
    made = plan(
        "牵:甲 乙",
        "乙 甲",
        "乙 *各部门",
        targets=(target("p/2", "建成3个平台", 3, "个", "平台"), target("p/2", "一批", None, None, "平台")),
    )
    found = {load.body: load for load in loads([made])}
    assert set(found) == {"甲", "乙"}
    assert [(b.tasks, b.first, b.led, b.targets) for b in (found["甲"], found["乙"])] == [(2, 1, 1, 1), (3, 2, 0, 1)]


def test_load_over_plans_says_on_how_many_it_rests() -> None:
    found = loads([plan("甲", iri="p"), plan("甲 乙", "甲", iri="q")])
    assert [(b.body, b.plans, b.tasks) for b in found] == [("甲", 2, 3), ("乙", 1, 1)]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12))
def test_concentration_is_by_definition(values: list[int]) -> None:
    found, total = concentration(values), sum(values)
    if not total:
        assert (found.hhi, found.gini) == (None, None)
        return
    assert found.hhi == pytest.approx(sum((v / total) ** 2 for v in values))
    differences = sum(abs(a - b) for a in values for b in values)
    assert found.gini == pytest.approx(differences / (2 * len(values) * total))


def test_concentration_of_nobody() -> None:
    assert concentration([]).gini is None


# ---------------------------------------------------------------- what a body counts as


def test_bodies_count_as_their_line_and_level() -> None:
    made = plan("省发改委 省财政厅", "市发改委 省发改委", "某局 省财政厅")
    lines = {"省发改委": ("发展改革",), "市发改委": ("发展改革",), "省财政厅": ("财政",), "某局": ()}
    bodies = tuple(
        BodyFacts(b.iri, b.name, "department", level=b.name[0] if b.name != "某局" else None, lines=lines[b.iri]) for b in made.bodies
    )
    facts = PlanFacts("p", "p", tasks=made.tasks, bodies=bodies, namings=made.namings)
    found = two_mode(facts, identity=by_line(bodies))
    assert [t.bodies for t in found.tasks] == [("发展改革", "财政"), ("发展改革",), ("财政",)]
    assert [t.bodies for t in two_mode(facts, identity=by_level(bodies)).tasks] == [("省",), ("市", "省"), ("省",)]
    assert overlap([found]).meeting[0].observed == 1


def test_two_lines_do_not_meet_in_one_body() -> None:
    """教体局 alone is no meeting of 教育 and 体育; beside a bureau of sport it is one."""
    made = plan("教体局 财政局", "教体局 体育局", "教体局")
    lines = {"教体局": ("教育", "体育"), "体育局": ("体育",), "财政局": ("财政",)}
    bodies = tuple(BodyFacts(b.iri, b.name, "department", lines=lines[b.iri]) for b in made.bodies)
    found = overlap([two_mode(PlanFacts("p", "p", tasks=made.tasks, bodies=bodies, namings=made.namings), identity=by_line(bodies))])
    assert {frozenset((p.one, p.other)): p.tasks for p in found.meeting} == {
        frozenset(("教育", "体育")): ("p/2",),
        frozenset(("教育", "财政")): ("p/1",),
        frozenset(("体育", "财政")): ("p/1",),
    }
    assert all(p.observed == len(p.tasks) for p in found.pairs)


def test_a_body_is_followed_through_reforms() -> None:
    def body(name: str) -> str:
        return link(name, region="浙江省", level="省", issued=None).iri

    assert followed(body("浙江银保监局")) == followed(body("浙江金融监管局"))
    assert followed(body("省广电局")) == followed(body("省文化和旅游厅"))
    assert followed(body("省发展改革委")) == (body("省发展改革委"),)
    assert followed("unknown") == ("unknown",)


@pytest.mark.parametrize("lines", [(), ("",), ("甲",), ("甲 乙",), ("甲 乙 丙",) * 3, ("@杭州市 *各部门",)])
def test_odd_plans_give_figures_or_none(lines: tuple[str, ...]) -> None:
    graph = two_mode(plan(*lines))
    for p in positions([graph]):
        assert np.isfinite([p.strength, p.betweenness, p.error]).all()
        assert p.constraint is None or np.isfinite(p.constraint)
    assert communities([graph]).groups == ()
    assert np.isfinite(communities([graph]).modularity)
    assert core(network([graph])) is None
