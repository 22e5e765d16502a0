"""Which pairs meet, what chance expects of them, and what may be said: on plans of a few words, the sample and the annotated documents."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from ingest.pipeline import read
from kg import files
from kg.analysis import facts as facts_of
from kg.analysis.chance import corrected
from kg.analysis.incidence import counted, two_mode
from kg.analysis.pairs import Overlap, chance_range, distribution, meetings, overlap, weights
from kg.analysis.records import PlanFacts
from kg.errors import InvalidValue
from tests.kg.analysis.made import annotated, naming, plan, task


def of(*plans: PlanFacts) -> Overlap:
    return overlap([two_mode(p) for p in plans])


@pytest.fixture(scope="module")
def sample() -> PlanFacts:
    return facts_of.of_plan(read(files.SAMPLE))


@pytest.fixture(scope="module")
def gold(corpus: Path) -> list[PlanFacts]:
    return [annotated(path) for path in sorted((corpus / "gold").glob("*.json"))]


# ---------------------------------------------------------------- what counts

COUNTED = [
    # namings, parents by number, the tasks that count
    ({1: "甲", 2: "甲 乙"}, {}, [1, 2]),  # no levels
    ({1: "甲", 2: "甲 乙", 3: "丙"}, {2: 1, 3: 1}, [2, 3]),  # parent and children own: the children
    ({1: "甲", 2: "", 3: ""}, {2: 1, 3: 1}, [1]),  # only the parent owns: it stands for its children
    ({1: "", 2: "", 3: "甲"}, {2: 1, 3: 2}, [3]),  # only the lowest owns
    ({1: "甲", 2: "乙", 3: ""}, {2: 1, 3: 1}, [2, 3]),  # a child owns, its sibling nobody: the sibling is a task without owner
    ({1: "", 2: ""}, {2: 1}, [2]),  # nobody owns: the leaf
]


@pytest.mark.parametrize(("names", "parents", "expected"), COUNTED)
def test_parent_and_child_never_count_both(names: dict[int, str], parents: dict[int, int], expected: list[int]) -> None:
    made = plan(*names.values())
    tasks = tuple(task("p", n, parent=f"p/{parents[n]}" if n in parents else None, leaf=n not in parents.values()) for n in names)
    found = counted(PlanFacts("p", "p", tasks=tasks, bodies=made.bodies, namings=made.namings))
    assert [t.iri for t in found] == [f"p/{n}" for n in expected]


def test_localities_and_collectives_are_no_departments() -> None:
    found = two_mode(plan("甲 乙 @杭州市 *各部门", "@杭州市 甲"))
    assert found.bodies == ("甲", "乙")
    assert [t.bodies for t in found.tasks] == [("甲", "乙"), ("甲",)]


def test_divided_work_may_be_left_out() -> None:
    made = plan("甲 乙", "甲/ 乙/", "甲 乙 丙")
    assert of(made).meeting[0].observed == 3
    assert [t.task for t in two_mode(made, divided=False).tasks] == ["p/1", "p/3"]


def test_roles_may_be_chosen() -> None:
    made = plan("牵:甲 乙", "牵:乙 甲", "甲 乙")
    assert [t.bodies for t in two_mode(made, roles={"lead"}).tasks] == [("甲",), ("乙",), ()]


def test_a_body_counts_as_what_it_became() -> None:
    became = {"旧局": ("新局",), "办": ("新局",)}
    found = two_mode(plan("旧局 办 乙", "新局 乙"), identity=lambda iri: became.get(iri, (iri,)))
    assert [t.bodies for t in found.tasks] == [("新局", "乙"), ("新局", "乙")]


def test_a_body_named_twice_for_a_task_counts_once() -> None:
    made = plan("甲 乙")
    twice = PlanFacts("p", "p", tasks=made.tasks, bodies=made.bodies, namings=(*made.namings, naming("p/1", "甲", 3)))
    assert of(twice).meeting[0].observed == 1


# ---------------------------------------------------------------- counts and weights


def test_counts_weights_and_coefficients() -> None:
    made = plan("牵:甲 乙 丙", "甲 乙", "甲", "乙 丙 等")
    found = of(made)
    pair = found.pair("乙", "甲")
    assert pair is not None
    assert (pair.one, pair.other, pair.observed, pair.led, pair.at_least) == ("甲", "乙", 2, 1, False)
    assert pair.newman == pytest.approx(1 / 2 + 1)
    assert (pair.jaccard, pair.overlap_coefficient) == (pytest.approx(2 / 4), pytest.approx(2 / 3))
    assert pair.tasks == ("p/1", "p/2")
    open_pair = found.pair("乙", "丙")
    assert open_pair is not None and open_pair.at_least


def test_newman_weights_of_a_body_add_up_to_its_tasks_with_others() -> None:
    """Newman (2001): the strengths by 1/(n − 1) equal the number of tasks a body shares with anybody."""
    graph = two_mode(plan("甲 乙 丙", "甲 乙", "甲", "乙 丙 丁 戊"))
    strength = dict.fromkeys(graph.bodies, 0.0)
    for (one, other), weight in weights([graph], "newman").items():
        strength[one] += weight
        strength[other] += weight
    assert strength == pytest.approx({"甲": 2, "乙": 3, "丙": 2, "丁": 1, "戊": 1})


def test_lead_weight_counts_the_tasks_one_of_the_two_leads() -> None:
    found = weights([two_mode(plan("牵:甲 乙 丙", "甲 乙"))], "lead")
    assert found == {("甲", "乙"): 1, ("甲", "丙"): 1}


# ---------------------------------------------------------------- chance, one plan and several

SMALL = ("甲 乙", "甲 乙", "甲 乙 丙", "丙", "丙 丁", "丁", "")


def test_hypergeometric_equals_all_arrangements() -> None:
    """Every way to name 甲 for three and 乙 for three of seven tasks."""
    pair = of(plan(*SMALL)).pair("甲", "乙")
    assert pair is not None
    ways = [len({*one} & {*other}) for one in itertools.combinations(range(7), 3) for other in itertools.combinations(range(7), 3)]
    assert pair.hypergeometric.expected == pytest.approx(np.mean(ways))
    assert pair.hypergeometric.p == pytest.approx(np.mean([w >= 3 for w in ways]))
    assert distribution(pair) == pytest.approx([np.mean([w == k for w in ways]) for k in range(4)])
    assert chance_range(pair) == (0, 3)


def test_plans_are_summed_not_pooled() -> None:
    one, two = plan(*SMALL, iri="p"), plan("甲 乙", "甲", "乙", iri="q")
    pair = of(one, two).pair("甲", "乙")
    assert pair is not None
    assert pair.margins == ((7, 3, 3), (3, 2, 2))
    assert pair.hypergeometric.expected == pytest.approx(9 / 7 + 4 / 3)
    mass = np.convolve(stats.hypergeom.pmf(range(4), 7, 3, 3), stats.hypergeom.pmf(range(3), 3, 2, 2))
    assert pair.hypergeometric.p == pytest.approx(mass[4:].sum())
    pooled = stats.hypergeom.sf(3, 10, 5, 5)
    assert pair.hypergeometric.p != pytest.approx(pooled)


def test_the_models_of_plans_are_summed_too() -> None:
    one, two = plan(*SMALL, iri="p"), plan(*SMALL, iri="q")
    single, double = of(one).pair("甲", "乙"), of(one, two).pair("甲", "乙")
    assert single is not None and double is not None and single.sdsm is not None and double.sdsm is not None
    assert double.sdsm.expected == pytest.approx(2 * single.sdsm.expected)
    assert double.sdsm.p < single.sdsm.p
    assert double.plans == 2


def test_pooling_is_refused() -> None:
    one, two = plan("甲 乙", iri="p"), plan("甲 丙", iri="q")
    pooled = PlanFacts("p", "p", tasks=one.tasks + two.tasks, bodies=one.bodies + two.bodies, namings=one.namings + two.namings)
    with pytest.raises(InvalidValue, match="plan by plan"):
        two_mode(pooled)
    with pytest.raises(InvalidValue, match="twice"):
        of(one, one)


def test_large_graphs_by_moments_agree_with_the_exact_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    lines = [" ".join(f"部{b}" for b in np.flatnonzero(rng.random(12) < 0.35)) for _ in range(120)]
    exact = of(plan(*lines))
    monkeypatch.setattr("kg.analysis.expectation.EXACT_WORK", 0)
    near = of(plan(*lines))
    assert exact.exact and not near.exact
    for one, other in zip(exact.pairs, near.pairs, strict=True):
        assert one.sdsm is not None and other.sdsm is not None
        assert other.sdsm.p == pytest.approx(one.sdsm.p, abs=3e-3)


# ---------------------------------------------------------------- what may be said


def test_fewer_than_three_shared_tasks_have_no_p() -> None:
    found = of(plan("甲 乙", *["丙"] * 24))
    pair = found.pair("甲", "乙")
    assert pair is not None
    assert pair.hypergeometric.p == pytest.approx(1 / 25)
    said = found.finding(pair)
    assert (said.hypergeometric, said.sdsm, said.corrected, said.beyond_chance) == (None, None, None, False)
    assert (said.observed, said.plans, said.tasks) == (1, 1, 25)


def test_a_pair_that_always_meets_is_beyond_chance() -> None:
    lines = ["甲 乙"] * 8 + ["丙", "丁", "戊", "丙 丁"] * 8
    found = of(plan(*lines))
    assert [(f.one, f.other) for f in found.beyond_chance] == [("甲", "乙")]
    assert found.strongest() == found.beyond_chance[0]
    assert found.beyond_chance[0].difference == pytest.approx(8 - 64 / 40)


def test_the_sample_says_nothing_beyond_chance(sample: PlanFacts) -> None:
    found = of(sample)
    assert (len(found.bodies), found.possible, len(found.meeting)) == (22, 231, 102)
    low = [p for p in found.meeting if p.hypergeometric.p < 0.05]
    assert (len(low), len([p for p in low if p.observed >= 3])) == (9, 2)
    modelled = [p for p in found.meeting if p.sdsm and p.sdsm.p < 0.05]
    assert [p.observed for p in modelled] == [3]
    assert found.beyond_chance == ()
    assert all(c.corrected >= 0.05 for p in found.meeting for c in (p.hypergeometric, p.sdsm) if c)
    strongest = found.strongest()
    names = {b.iri: b.name for b in sample.bodies}
    assert strongest is not None and strongest.hypergeometric and strongest.sdsm
    assert {names[strongest.one], names[strongest.other]} == {"省卫生健康委", "省建设厅"}
    assert (round(strongest.hypergeometric.p, 4), round(strongest.sdsm.p, 4)) == (0.0043, 0.0495)
    assert (strongest.expected, strongest.corrected, strongest.beyond_chance) == (pytest.approx(0.6), 1.0, False)


@pytest.mark.corpus
def test_annotated_documents_within_and_pooled(gold: list[PlanFacts]) -> None:
    """Each plan for itself leaves 3 of 826 meeting pairs, 2 with all possible pairs as the family; pooled, 272 of 707 would be left."""
    assert len(gold) == 12
    alone = [of(p) for p in gold]
    assert sum(len(o.meeting) for o in alone) == 826
    assert sum((corrected([p.hypergeometric.p for p in o.meeting]) < 0.05).sum() for o in alone) == 3
    assert sum(p.hypergeometric.corrected < 0.05 for o in alone for p in o.meeting) == 2
    shared = {two: len(tasks) for two, tasks in meetings([two_mode(p) for p in gold]).items()}
    loads = {b: sum(b in t.bodies for p in gold for t in two_mode(p).tasks) for two in shared for b in two}
    tasks = sum(len(p.tasks) for p in gold)
    pooled = [stats.hypergeom.sf(n - 1, tasks, loads[one], loads[other]) for (one, other), n in shared.items()]
    assert (len(pooled), (stats.false_discovery_control(pooled) < 0.05).sum()) == (707, 272)
    summed = of(*gold)
    assert len(summed.meeting) == 707
    assert sum(p.hypergeometric.corrected < 0.05 for p in summed.meeting) < 20


# ---------------------------------------------------------------- odd input


@pytest.mark.parametrize(
    ("lines", "bodies", "possible"),
    [
        ((), 0, 0),  # no task at all
        (("",), 0, 0),  # one task, nobody
        (("甲",), 1, 0),  # one department
        (("甲 乙",), 2, 1),  # one task, two departments
        (("甲 乙 丙",) * 4, 3, 3),  # all departments in all tasks
        (("@杭州市 *各部门", "@宁波市"), 0, 0),  # localities and collectives only
    ],
)
def test_odd_plans_give_figures_or_none(lines: tuple[str, ...], bodies: int, possible: int) -> None:
    found = of(plan(*lines))
    assert (len(found.bodies), found.possible, found.beyond_chance) == (bodies, possible, ())
    for pair in found.pairs:
        assert pair.sdsm is not None
        assert np.isfinite([pair.jaccard, pair.newman, pair.hypergeometric.p, pair.sdsm.p, pair.sdsm.expected]).all()
        assert pair.hypergeometric.p == pair.sdsm.p == 1.0


def test_no_plan_at_all() -> None:
    assert (of().plans, of().possible, of().strongest()) == (0, 0, None)


def test_a_department_that_no_task_names() -> None:
    made = plan("甲 乙", "甲")
    more = PlanFacts("p", "p", tasks=made.tasks, bodies=(*made.bodies, *plan("丙").bodies), namings=made.namings)
    assert of(more).bodies == ("甲", "乙")
