"""The stochastic degree sequence model: chance that keeps, in expectation, how many tasks each body has and how many bodies each task.

Each body is named for each task independently, with the probabilities of greatest entropy that keep both sequences (BiCM). A hub and a
task that names everybody then explain the meetings they bring about, which the hypergeometric model leaves to the pair.
Source: Neal (2014), The backbone of bipartite projections, Social Networks 39; Saracco et al. (2015), Randomizing bipartite networks,
Scientific Reports 5; Neal, Domagalski & Sagan (2021), Comparing alternatives to the fixed degree sequence model, Scientific Reports 11.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.analysis.chance import Numbers

_CLOSE = 1e-8  # how far a fitted sequence may lie from the printed one
_STEPS = 200  # Newton needs about ten; sequences that leave no choice need one step a digit
_RIDGE = 1e-10  # the likelihood does not change when all bodies rise and all tasks fall alike


@dataclass(frozen=True)
class Model:
    """Probabilities of bodies (rows) × classes of tasks with one number of bodies (columns), and how many tasks each class has."""

    chances: Numbers
    sizes: Numbers
    task_class: NDArray[np.intp]

    def moments(self) -> tuple[Numbers, Numbers, Numbers]:
        """Return mean, variance and third central moment of the shared tasks of every two bodies, bodies × bodies."""
        first, second, third = (self._power(n) for n in (1, 2, 3))
        return first, first - second, first - 3 * second + 2 * third

    def trials(self, one: NDArray[np.intp], other: NDArray[np.intp]) -> Numbers:
        """Return for pairs of bodies the probability that a task of each class names both, pairs × classes."""
        return np.asarray(self.chances[one] * self.chances[other])

    def _power(self, n: int) -> Numbers:
        raised = self.chances**n
        return np.asarray((raised * self.sizes) @ raised.T)


def fit(bodies: Sequence[int], tasks: Sequence[int]) -> Model | None:
    """Return the model of two degree sequences: tasks of each body, bodies of each task; None where none fits them."""
    body_degrees, body_class = np.unique(np.asarray(bodies, dtype=np.int64), return_inverse=True)
    task_degrees, task_class, sizes = np.unique(np.asarray(tasks, dtype=np.int64), return_inverse=True, return_counts=True)
    weights = np.bincount(body_class, minlength=body_degrees.size)
    chances = _solved(body_degrees, weights.astype(np.float64), task_degrees, sizes.astype(np.float64))
    return None if chances is None else Model(chances[body_class], sizes.astype(np.float64), task_class)


def _solved(a: NDArray[np.int64], m: Numbers, d: NDArray[np.int64], w: Numbers) -> Numbers | None:
    """Return the probabilities of classes: a and d are degrees, m and w how many have them.

    A body in all tasks has probability 1, one in none 0, and so have tasks; what is left has probabilities between.
    """
    chances = np.zeros((a.size, d.size))
    bodies, tasks = _Side(a, m), _Side(d, w)
    while _settled(chances, bodies, tasks) or _settled(chances.T, tasks, bodies):
        pass
    if bodies.open.any() and tasks.open.any():
        chances[np.ix_(bodies.open, tasks.open)] = _newton(*bodies.left(), *tasks.left())
    return chances if _fits(chances, a, m, d, w) else None


class _Side:
    """The classes of bodies, or of tasks, while probabilities are settled: which are open, and what they still need."""

    def __init__(self, degrees: NDArray[np.int64], sizes: Numbers) -> None:
        self.open = np.ones(degrees.size, dtype=bool)
        self.need = degrees.astype(np.float64)
        self.sizes = sizes

    def left(self) -> tuple[Numbers, Numbers]:
        """Return needs and sizes of the open classes."""
        return self.need[self.open], self.sizes[self.open]


def _settled(chances: Numbers, these: _Side, those: _Side) -> bool:
    """Settle the classes that leave no choice: they need all of the others or none; tell whether there were any."""
    left = those.sizes[those.open].sum()
    full = these.open & (these.need >= left) & (left > 0)
    done = full | (these.open & (these.need <= 0))
    chances[np.ix_(full, those.open)] = 1.0
    those.need[those.open] -= these.sizes[full].sum()
    these.open &= ~done
    return bool(done.any())


def _newton(a: Numbers, m: Numbers, d: Numbers, w: Numbers) -> Numbers:
    """Return the probabilities x·y/(1 + x·y) whose sums are the degrees, by Newton's method on log x and log y with halved steps."""
    at = np.concatenate([np.log(a), np.log(d)]) - np.log((a * m).sum()) / 2
    value = _likelihood(at, a, m, d, w)
    for _ in range(_STEPS):
        chances = _chances(at, a.size)
        slope = np.concatenate([m * (a - chances @ w), w * (d - m @ chances)])
        if np.abs(slope).max() < _CLOSE * 0.01:
            break
        at, value = _step(at, value, np.linalg.solve(_curvature(chances, m, w), slope), a, m, d, w)
    return _chances(at, a.size)


def _step(at: Numbers, value: float, move: Numbers, a: Numbers, m: Numbers, d: Numbers, w: Numbers) -> tuple[Numbers, float]:
    """Go the whole step, or as much of it as does not make the likelihood smaller."""
    share = 1.0
    while share > 1e-6:
        there = at + share * move
        found = _likelihood(there, a, m, d, w)
        if found >= value - 1e-12 * abs(value):
            return there, found
        share /= 2
    return at, value


def _likelihood(at: Numbers, a: Numbers, m: Numbers, d: Numbers, w: Numbers) -> float:
    x, y = at[: a.size], at[a.size :]
    return float((m * a) @ x + (w * d) @ y - m @ np.logaddexp(0.0, x[:, None] + y[None, :]) @ w)


def _chances(at: Numbers, bodies: int) -> Numbers:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(at[:bodies, None] + at[None, bodies:], -700, 700))))


def _curvature(chances: Numbers, m: Numbers, w: Numbers) -> Numbers:
    spread = chances * (1 - chances)
    cross = m[:, None] * spread * w[None, :]
    rows, columns = np.diag(cross.sum(axis=1)), np.diag(cross.sum(axis=0))
    found = np.block([[rows, cross], [cross.T, columns]])
    found[np.diag_indices_from(found)] += _RIDGE * max(1.0, float(cross.max()))
    return np.asarray(found)


def _fits(chances: Numbers, a: NDArray[np.int64], m: Numbers, d: NDArray[np.int64], w: Numbers) -> bool:
    """Tell whether the probabilities are numbers and keep both sequences."""
    off = max(np.abs(chances @ w - a).max(initial=0.0), np.abs(m @ chances - d).max(initial=0.0))
    return bool(np.isfinite(chances).all()) and off < _CLOSE * max(1.0, float(a.max(initial=0)))
