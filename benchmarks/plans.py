"""Plans made by arithmetic alone, for the benchmarks of the store and of the figures: some bodies named far more often than others."""

from collections.abc import Iterator

PRIMES = 7919, 104_729, 10_007


def place(task: int, turn: int, size: int) -> int:
    """Return a place in a list whose head is used much more often."""
    share = ((task * PRIMES[0] + turn * PRIMES[1]) % PRIMES[2]) / PRIMES[2]
    return (int(size * share**3) + turn) % size


def named(tasks: int, owners: int, bodies: int) -> Iterator[list[int]]:
    """Yield for each task the places of the bodies it names: one to twice `owners`, each once."""
    for task in range(tasks):
        count = 1 + task * PRIMES[0] % (2 * owners - 1)
        yield list(dict.fromkeys(place(task, turn, bodies) for turn in range(count)))
