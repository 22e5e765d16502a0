"""How often two bodies would meet by chance, and what is left after looking at many pairs.

Each tail is P(X ≥ observed): exact for one plan and for few tasks, the refined normal approximation where neither is affordable.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]

BAND = 0.95  # the range that chance stays within 95 times of 100
_NEGLIGIBLE = 1e-18  # a term this much smaller than the sum changes no digit of it


def hypergeometric_tail(observed: ArrayLike, tasks: ArrayLike, first: ArrayLike, second: ArrayLike) -> Numbers:
    """Return P(X ≥ observed) where `second` of `tasks` tasks are drawn and `first` of all are marked; arrays of one length.

    The terms are summed from `observed` upwards, each from the one before it. Source: Tumminello et al. (2011), Statistically
    validated networks in bipartite complex systems, PLoS ONE 6(3).
    """
    k, n, a, b = (np.atleast_1d(np.asarray(v, dtype=np.float64)) for v in (observed, tasks, first, second))
    lowest = np.maximum(0, a + b - n)
    at = np.maximum(k, lowest)
    possible = at <= np.minimum(a, b)
    term = np.where(possible, np.exp(_log_pmf(np.where(possible, at, lowest), n, a, b)), 0.0)
    certain = (k <= lowest) | ((term == 0.0) & (k < a * b / n))  # so far under the mean that the first term underflows
    total = term.copy()
    live = np.flatnonzero(possible & ~certain)
    while live.size:
        x = at[live]
        term[live] *= (a[live] - x) * (b[live] - x) / ((x + 1) * (n[live] - a[live] - b[live] + x + 1))
        total[live] += term[live]
        at[live] += 1
        live = live[_goes_on(term[live], total[live], at[live], n[live], a[live], b[live])]
    return np.where(certain, 1.0, np.minimum(total, 1.0))


def _goes_on(term: Numbers, total: Numbers, at: Numbers, n: Numbers, a: Numbers, b: Numbers) -> NDArray[np.bool_]:
    """Tell where further terms can matter: before the mean always, behind it while they are not negligible."""
    return (term > 0) & ((at < a * b / n) | (term > _NEGLIGIBLE * total))


def _log_pmf(k: Numbers, n: Numbers, a: Numbers, b: Numbers) -> Numbers:
    return np.asarray(_log_choose(a, k) + _log_choose(n - a, b - k) - _log_choose(n, b))


def _log_choose(n: Numbers, k: Numbers) -> Numbers:
    table = _log_factorials(int(n.max(initial=0)))
    whole, part = n.astype(np.intp), k.astype(np.intp)
    return np.asarray(table[whole] - table[part] - table[whole - part])


@lru_cache(8)
def _log_factorials(highest: int) -> Numbers:
    """Return log 0!, log 1! … log highest!."""
    return np.concatenate([np.zeros(1), np.cumsum(np.log(np.arange(1, highest + 1, dtype=np.float64)))])


def hypergeometric_moments(tasks: Numbers, first: Numbers, second: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return mean, variance and third central moment of the hypergeometric distribution."""
    n, a, b = tasks, first, second
    mean = a * b / n
    several, many = n > 1, n > 2
    variance = np.where(several, mean * (n - a) * (n - b) / (n * np.maximum(n - 1, 1)), 0.0)
    third = np.where(many, variance * (n - 2 * a) * (n - 2 * b) / (n * np.maximum(n - 2, 1)), 0.0)
    return mean, variance, third


@lru_cache(100_000)
def hypergeometric_pmf(tasks: int, first: int, second: int) -> tuple[float, ...]:
    """Return P(X = 0), P(X = 1), … up to the smaller of the two numbers."""
    k = np.arange(min(first, second) + 1, dtype=np.float64)
    lowest = max(0, first + second - tasks)
    found = np.zeros(k.size)
    n, a, b = (np.full(k.size - lowest, float(v)) for v in (tasks, first, second))
    found[lowest:] = np.exp(_log_pmf(k[lowest:], n, a, b))
    return tuple((found / found.sum()).tolist())


def summed(parts: Iterable[Sequence[float]]) -> Numbers:
    """Return the distribution of a sum of independent counts, one in each plan."""
    found = np.ones(1)
    for part in parts:
        found = np.convolve(found, np.asarray(part, dtype=np.float64))
    return found


def band(distribution: Sequence[float] | Numbers, share: float = BAND) -> tuple[int, int]:
    """Return the lowest and highest count that chance stays within, with (1 − share)/2 left out on either side at most."""
    mass = np.cumsum(np.asarray(distribution, dtype=np.float64))
    side = (1 - share) / 2
    return int(np.searchsorted(mass, side)), int(np.searchsorted(mass, 1 - side - 1e-12))


def refined_normal_tail(observed: Numbers, mean: Numbers, variance: Numbers, third: Numbers) -> Numbers:
    """Return P(X ≥ observed) for a sum of independent trials by its first three moments, with a correction for continuity.

    Source: Volkova (1996), A refinement of the central limit theorem for sums of independent random indicators; Hong (2013), On computing
    the distribution function for the Poisson binomial distribution, Computational Statistics & Data Analysis 59.
    """
    from scipy.special import ndtr

    spread = np.sqrt(np.maximum(variance, 0.0))
    fixed = spread < 1e-9
    safe = np.where(fixed, 1.0, spread)
    z = (observed - 0.5 - mean) / safe
    density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    below = ndtr(z) + third / safe**3 * (1 - z * z) * density / 6
    return np.where(fixed, np.where(observed <= mean + 1e-9, 1.0, 0.0), np.clip(1 - below, 0.0, 1.0))


def poisson_binomial(chances: Numbers, sizes: Numbers, widest: int) -> Numbers:
    """Return P(X = 0) … P(X = widest) for each row: how many independent trials succeed, where `sizes` of them have one chance each.

    `chances` is rows × classes of trials. Trials of one class are a binomial count; the counts are added by convolution, which is exact.
    Source: Hong (2013), On computing the distribution function for the Poisson binomial distribution; Butler & Stephens (2017), The
    distribution of a sum of independent binomial random variables, Methodology and Computing in Applied Probability 19.
    """
    found = np.zeros((chances.shape[0], widest + 1))
    found[:, 0] = 1.0
    for chance, size in zip(chances.T, sizes.astype(int).tolist(), strict=True):
        mass = _binomial(chance, size, widest)
        added = np.zeros_like(found)
        for hits in range(min(size, widest) + 1):
            added[:, hits:] += found[:, : widest + 1 - hits] * mass[:, hits : hits + 1]
        found = added
    return found


def _binomial(chance: Numbers, size: int, widest: int) -> Numbers:
    """Return P(X = 0) … P(X = widest) of `size` trials, rows × counts."""
    hits = np.arange(min(size, widest) + 1, dtype=np.float64)
    inside = np.clip(chance, 1e-300, 1 - 1e-16)[:, None]
    ways = _log_choose(np.full(hits.size, float(size)), hits)
    mass = np.exp(ways + hits * np.log(inside) + (size - hits) * np.log1p(-inside))
    certain = (hits == size)[None, :] * 1.0
    return np.asarray(np.where(chance[:, None] >= 1.0, certain, np.where(chance[:, None] <= 0.0, (hits == 0) * 1.0, mass)))


def corrected(p: ArrayLike, family: int | None = None) -> Numbers:
    """Return p-values corrected for having looked at a whole family of pairs, in the order given.

    `family` is the number of all pairs looked at; those whose p is not given have p = 1.
    Source: Benjamini & Hochberg (1995), Controlling the false discovery rate, Journal of the Royal Statistical Society B 57(1).
    """
    given = np.asarray(p, dtype=np.float64)
    if not given.size:
        return given
    order = np.argsort(given, kind="stable")
    scaled = given[order] * max(family or 0, given.size) / np.arange(1, given.size + 1)
    found = np.empty(given.size)
    found[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return found
