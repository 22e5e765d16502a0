"""The two models of chance against scipy, against enumeration and against sampling."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from kg.analysis import chance, sdsm

LAYOUTS = [
    ([2, 1, 1], [2, 1, 1]),  # two bodies of one task
    ([3, 3, 2, 1], [3, 2, 2, 2]),  # nobody in everything
    ([4, 2, 1], [3, 2, 1, 1]),  # a body in all tasks
    ([3, 2, 0], [2, 2, 1]),  # a body in none
    ([2, 2, 1], [3, 2, 0]),  # a task that names everybody, one that names nobody
    ([3, 3, 1, 1], [3, 3, 1, 1]),  # some cells leave no choice though no row is full
]


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.just(n), *[st.integers(0, n)] * 3)))
def test_hypergeometric_tail_is_scipys(drawn: tuple[int, int, int, int]) -> None:
    tasks, first, second, observed = drawn
    expected = stats.hypergeom.sf(observed - 1, tasks, first, second)
    assert chance.hypergeometric_tail(observed, tasks, first, second)[0] == pytest.approx(expected, abs=1e-12)


def test_hypergeometric_tail_far_from_the_mean() -> None:
    found = chance.hypergeometric_tail([1, 2600, 900], [10_000] * 3, [5000, 5000, 1000], [5000, 5000, 1000])
    assert found == pytest.approx([1.0, stats.hypergeom.sf(2599, 10_000, 5000, 5000), 0.0], rel=1e-9)


@given(st.integers(3, 40).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n), st.integers(0, n))))
def test_hypergeometric_mass_and_moments(drawn: tuple[int, int, int]) -> None:
    tasks, first, second = drawn
    k = np.arange(min(first, second) + 1)
    mass = np.array(chance.hypergeometric_pmf(tasks, first, second))
    assert mass == pytest.approx(stats.hypergeom.pmf(k, tasks, first, second), abs=1e-12)
    mean, variance, third = (float(m) for m in chance.hypergeometric_moments(*(np.array(float(v)) for v in drawn)))
    assert (mean, variance) == pytest.approx(((k * mass).sum(), ((k - mean) ** 2 * mass).sum()), abs=1e-9)
    assert third == pytest.approx(((k - mean) ** 3 * mass).sum(), abs=1e-9)


def test_sum_over_plans_is_enumerated() -> None:
    parts = [(0.5, 0.3, 0.2), (0.1, 0.9), (0.25, 0.25, 0.25, 0.25)]
    found = chance.summed(parts)
    for total in range(7):
        ways = [w for w in itertools.product(range(3), range(2), range(4)) if sum(w) == total]
        assert found[total] == pytest.approx(sum(parts[0][a] * parts[1][b] * parts[2][c] for a, b, c in ways))


@pytest.mark.parametrize(("tasks", "first", "second"), [(25, 5, 3), (25, 24, 22), (40, 10, 10), (1, 1, 1)])
def test_band_is_scipys(tasks: int, first: int, second: int) -> None:
    expected = tuple(int(stats.hypergeom.ppf(q, tasks, first, second)) for q in (0.025, 0.975))
    assert chance.band(chance.hypergeometric_pmf(tasks, first, second)) == expected


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_poisson_binomial_is_enumerated(trials: list[float]) -> None:
    expected = np.zeros(len(trials) + 1)
    for outcome in itertools.product((0, 1), repeat=len(trials)):
        expected[sum(outcome)] += np.prod([p if hit else 1 - p for p, hit in zip(trials, outcome, strict=True)])
    ones = np.ones(len(trials))
    assert chance.poisson_binomial(np.array([trials]), ones, len(trials))[0] == pytest.approx(expected, abs=1e-12)
    assert chance.poisson_binomial(np.array([trials]), ones, 1)[0] == pytest.approx(expected[:2], abs=1e-12)


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 6)), min_size=1, max_size=4))
def test_trials_of_one_chance_are_counted_together(classes: list[tuple[float, int]]) -> None:
    chances, sizes = np.array([[p for p, _ in classes]]), np.array([float(n) for _, n in classes])
    one_by_one = np.array([[p for p, n in classes for _ in range(n)]])
    total = int(sizes.sum())
    expected = chance.poisson_binomial(one_by_one, np.ones(total), total)
    assert chance.poisson_binomial(chances, sizes, total) == pytest.approx(expected, abs=1e-12)
    assert expected[0].sum() == pytest.approx(1)


def test_refined_normal_is_near_the_exact_tail() -> None:
    trials = np.linspace(0.01, 0.4, 400)[None, :]
    exact = chance.poisson_binomial(trials, np.ones(400), 400)[0]
    p, q = trials[0], 1 - trials[0]
    moments = [np.full(401, float(m)) for m in (p.sum(), (p * q).sum(), (p * q * (q - p)).sum())]
    tail = chance.refined_normal_tail(np.arange(401.0), *moments)
    assert tail == pytest.approx(exact[::-1].cumsum()[::-1], abs=5e-4)
    assert chance.refined_normal_tail(np.array([2.0, 3.0]), *(np.array([v, v]) for v in (2.0, 0.0, 0.0))).tolist() == [1.0, 0.0]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.integers(0, 50))
def test_correction_is_scipys(p: list[float], more: int) -> None:
    expected = stats.false_discovery_control([*p, *[1.0] * more])[: len(p)]
    assert chance.corrected(p, family=len(p) + more) == pytest.approx(expected)


def test_correction_by_hand() -> None:
    """Benjamini & Hochberg (1995), the fifteen p-values of their example: the first four are left at .05."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert (chance.corrected(p) <= 0.05).sum() == 4
    assert chance.corrected([]).size == 0


@pytest.mark.parametrize(("bodies", "tasks"), LAYOUTS)
def test_model_keeps_both_sequences(bodies: list[int], tasks: list[int]) -> None:
    model = sdsm.fit(bodies, tasks)
    assert model is not None
    whole = model.chances[:, model.task_class]
    assert whole.sum(axis=1) == pytest.approx(bodies, abs=1e-6)
    assert whole.sum(axis=0) == pytest.approx(tasks, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=2, max_size=9))
def test_model_of_any_plan_is_a_number(rows: list[list[bool]]) -> None:
    named = np.array(rows)
    model = sdsm.fit(named.sum(axis=0).tolist(), named.sum(axis=1).tolist())
    assert model is not None
    whole = model.chances[:, model.task_class]
    assert np.isfinite(whole).all()
    assert whole.sum(axis=0) == pytest.approx(named.sum(axis=1), abs=1e-6)


def test_model_has_the_greatest_entropy() -> None:
    """Saracco et al. (2015): log odds are a number of the body plus a number of the task, so every 2 × 2 table has odds ratio 1."""
    model = sdsm.fit([3, 3, 2, 1], [3, 2, 2, 2])
    assert model is not None
    odds = model.chances / (1 - model.chances)
    assert odds[0, 0] * odds[3, 1] == pytest.approx(odds[0, 1] * odds[3, 0])


def test_moments_are_those_of_samples_from_the_model() -> None:
    """The model drawn 40,000 times: every body named for every task by its own chance."""
    model = sdsm.fit([5, 4, 3, 2, 1], [4, 3, 3, 2, 2, 1])
    assert model is not None
    whole = model.chances[:, model.task_class]
    drawn = np.random.default_rng(7).random((40_000, *whole.shape)) < whole
    shared = np.einsum("sit,sjt->sij", drawn, drawn, dtype=np.int64)
    mean, variance, _ = model.moments()
    apart = ~np.eye(5, dtype=bool)
    assert mean[apart] == pytest.approx(shared.mean(axis=0)[apart], abs=0.03)
    assert variance[apart] == pytest.approx(shared.var(axis=0)[apart], abs=0.03)
    tail = 1 - chance.poisson_binomial(model.trials(np.array([0]), np.array([1])), model.sizes, 6)[0][:3].sum()
    assert tail == pytest.approx((shared[:, 0, 1] >= 3).mean(), abs=0.01)
