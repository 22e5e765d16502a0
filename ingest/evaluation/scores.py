"""What a comparison of a reading with what a person decided gives: a score, and each difference."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of hits, of things read that are not there, and of things not read."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.hits + other.hits, self.extra + other.extra, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.extra) if self.hits + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """Where reading and gold differ: the field, the task's first words, what was missed and what was read too much."""

    document: str
    field: str
    place: str
    missed: tuple[str, ...]
    extra: tuple[str, ...]
