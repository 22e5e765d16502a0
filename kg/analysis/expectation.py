"""What both models of chance expect of every possible pair, as columns: computed within each plan, summed over the plans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.analysis import chance, sdsm
from kg.analysis.chance import Numbers
from kg.analysis.incidence import TwoMode

Places = NDArray[np.intp]

EXACT_WORK = 100_000_000  # steps of exact convolutions, about a second; beyond, pairs with many shared tasks are approximated
SMALLEST = 1e-15  # what 1 − P(fewer) can still tell from nothing
WIDEST_SUM = 4_000  # terms of a sum over plans that are still convolved; beyond, the refined normal approximation is as good


@dataclass(frozen=True, slots=True)
class Chance:
    """What a model expects of a pair: shared tasks, P(as many or more), and that corrected for all possible pairs."""

    expected: float
    p: float
    corrected: float


@dataclass(frozen=True)
class _PlanPairs:
    """Every pair of one plan's bodies: its code, the bodies' places in the plan, their tasks, the tasks of the plan."""

    codes: Places
    one: Places
    other: Places
    first: Numbers
    second: Numbers
    tasks: Numbers
    model: sdsm.Model | None


@dataclass(frozen=True)
class PairColumns:
    """One row for each possible pair, in the order of its code: place of the one × bodies + place of the other."""

    codes: Places
    observed: Numbers
    expected: Numbers
    p: Numbers
    corrected: Numbers
    model_expected: Numbers
    model_p: Numbers
    model_corrected: Numbers
    modelled: bool
    exact: bool
    parts: tuple[tuple[_PlanPairs, Places], ...]

    @staticmethod
    def of(plans: Sequence[TwoMode], place: Mapping[str, int]) -> "PairColumns":
        """Return the columns of some plans; `place` is the place of each body."""
        found = [_plan_pairs(plan, place) for plan in plans if len(plan.bodies) > 1]
        codes, rows = _united(found)
        parts = tuple(zip(found, rows, strict=True))
        observed = _observed(plans, place, codes)
        expected, p = _hypergeometric(parts, observed)
        modelled = all(part.model is not None for part in found)
        model_expected, model_p, exact = _stochastic(parts, observed) if modelled else (expected, p, False)
        looked = chance.corrected(p), chance.corrected(model_p)
        return PairColumns(codes, observed, expected, p, looked[0], model_expected, model_p, looked[1], modelled, exact, parts)

    def hypergeometric(self, row: int) -> Chance:
        """Return what the hypergeometric model expects of a row."""
        return Chance(float(self.expected[row]), float(self.p[row]), float(self.corrected[row]))

    def stochastic(self, row: int) -> Chance | None:
        """Return what the SDSM expects of a row, or None where no model fits the sequences of a plan."""
        if not self.modelled:
            return None
        return Chance(float(self.model_expected[row]), float(self.model_p[row]), float(self.model_corrected[row]))

    def margins(self) -> list[tuple[tuple[int, int, int], ...]]:
        """Return for each row, a plan each: tasks of the plan, of the one body, of the other."""
        return [tuple(found) for found in _margins(self.parts, self.codes.size)]


def _plan_pairs(plan: TwoMode, place: Mapping[str, int]) -> _PlanPairs:
    loads = np.array(_loads(plan))
    at = np.array([place[body] for body in plan.bodies], dtype=np.intp)
    one, other = np.triu_indices(at.size, 1)
    low, high = np.minimum(at[one], at[other]), np.maximum(at[one], at[other])
    turned = at[one] > at[other]
    one, other = np.where(turned, other, one), np.where(turned, one, other)
    first, second = loads[one].astype(np.float64), loads[other].astype(np.float64)
    model = sdsm.fit(loads.tolist(), [len(task.bodies) for task in plan.tasks])
    return _PlanPairs(low * len(place) + high, one, other, first, second, np.full(one.size, float(len(plan.tasks))), model)


def _loads(plan: TwoMode) -> list[int]:
    found = dict.fromkeys(plan.bodies, 0)
    for task in plan.tasks:
        for body in task.bodies:
            found[body] += 1
    return list(found.values())


def _united(parts: Sequence[_PlanPairs]) -> tuple[Places, list[Places]]:
    """Return the codes of all plans, each once, and for every plan the rows its pairs have among them."""
    if not parts:
        return np.empty(0, dtype=np.intp), []
    codes, rows = np.unique(np.concatenate([part.codes for part in parts]), return_inverse=True)
    return codes, np.split(rows, np.cumsum([part.codes.size for part in parts])[:-1])


def _observed(plans: Sequence[TwoMode], place: Mapping[str, int], codes: Places) -> Numbers:
    met = [
        min(place[one], place[other]) * len(place) + max(place[one], place[other])
        for plan in plans
        for task in plan.tasks
        for one, other in task.pairs()
    ]
    return np.bincount(np.searchsorted(codes, np.array(met, dtype=np.intp)), minlength=codes.size).astype(np.float64)


Parts = Sequence[tuple[_PlanPairs, Places]]


def _hypergeometric(parts: Parts, observed: Numbers) -> tuple[Numbers, Numbers]:
    """Return expectation and P(as many or more) for each row, exact; over many long plans by the refined normal approximation."""
    moments = [chance.hypergeometric_moments(part.tasks, part.first, part.second) for part, _ in parts]
    expected, variance, third = _added(parts, moments, observed.size)
    (plans,) = _added(parts, [(np.ones(part.codes.size),) for part, _ in parts], observed.size, width=1)
    p = np.ones(observed.size)
    for part, rows in parts:
        alone = (plans[rows] == 1) & (observed[rows] > 0)
        p[rows[alone]] = chance.hypergeometric_tail(observed[rows][alone], part.tasks[alone], part.first[alone], part.second[alone])
    several = np.flatnonzero((plans > 1) & (observed > 0))
    margins = _margins(parts, observed.size) if several.size else []
    wide = np.array([sum(min(one, other) for _, one, other in margins[row]) > WIDEST_SUM for row in several], dtype=bool)
    for row in several[~wide]:
        mass = chance.summed(chance.hypergeometric_pmf(*margin) for margin in margins[row])
        p[row] = min(1.0, float(mass[int(observed[row]) :].sum()))
    far = several[wide]
    if far.size:
        p[far] = chance.refined_normal_tail(observed[far], expected[far], variance[far], third[far])
    return expected, p


def _stochastic(parts: Parts, observed: Numbers) -> tuple[Numbers, Numbers, bool]:
    """Return expectation and P(as many or more) by the SDSM for each row, and whether all are exact.

    The pairs that share fewest tasks are exact first: they are where the refined normal approximation is worst.
    """
    moments = [tuple(column[part.one, part.other] for column in _model(part).moments()) for part, _ in parts]
    mean, variance, third = _added(parts, moments, observed.size)
    (classes,) = _added(parts, [(np.full(part.codes.size, float(_model(part).sizes.size)),) for part, _ in parts], observed.size, width=1)
    met = np.flatnonzero(observed > 0)
    met = met[np.argsort(observed[met], kind="stable")]
    affordable = np.cumsum(classes[met] * (observed[met] + 1) ** 2 / 2) <= EXACT_WORK
    near, far = met[affordable], met[~affordable]
    p = np.ones(observed.size)
    p[near] = _exact(parts, observed, near)
    if far.size:
        p[far] = chance.refined_normal_tail(observed[far], mean[far], variance[far], third[far])
    return mean, np.maximum(p, SMALLEST), not far.size


def _exact(parts: Parts, observed: Numbers, rows: Places) -> Numbers:
    """Return P(as many or more) of some rows from the probabilities of fewer, plan by plan."""
    below = {int(row): np.ones(1) for row in rows}
    for part, places in parts:
        own = np.flatnonzero(np.isin(places, rows))
        widths = np.ceil(np.log2(observed[places[own]] + 1)).astype(int)
        for width in np.unique(widths):
            some = own[widths == width]
            masses = chance.poisson_binomial(_model(part).trials(part.one[some], part.other[some]), _model(part).sizes, 2 ** int(width) - 1)
            for row, mass in zip(places[some].tolist(), masses, strict=True):
                below[row] = np.convolve(below[row], mass)[: int(observed[row])]
    return np.array([1.0 - below[int(row)][: int(observed[row])].sum() for row in rows])


def _model(part: _PlanPairs) -> sdsm.Model:
    if part.model is None:
        raise ValueError("no model fits this plan")
    return part.model


def _added(parts: Parts, columns: Sequence[Sequence[Numbers]], size: int, *, width: int = 3) -> list[Numbers]:
    """Return columns of plans added up in their rows."""
    found = [np.zeros(size) for _ in range(width)]
    for (_, rows), own in zip(parts, columns, strict=True):
        for total, column in zip(found, own, strict=True):
            total[rows] += column
    return found


def _margins(parts: Parts, size: int) -> list[list[tuple[int, int, int]]]:
    found: list[list[tuple[int, int, int]]] = [[] for _ in range(size)]
    for part, rows in parts:
        columns = (rows, part.tasks, part.first, part.second)
        for row, tasks, first, second in zip(*(c.astype(int).tolist() for c in columns), strict=True):
            found[row].append((tasks, first, second))
    return found
