"""Works and their editions: which loaded documents are one plan, and which of them counts.

A work has editions: a corrected copy, a draft and the final text, one plan as docx and as pdf. Two documents are editions of one work where
    their numbers are equal (某政发〔2023〕4号), or
    title (without a draft's mark), region and years are equal, or
    their texts are alike: the share of common sequences of five characters is at least ALIKE;
    and no year, region or number speaks against it.
The edition in force counts: a text that was issued before a draft, the later day of issue before the earlier. What a person said
(replaced, kept apart) goes before every rule. The result depends on the set of documents alone, never on the order they came in.
The share of common sequences is estimated from the smallest hashes of both texts: bottom-k sketches, Cohen and Kaplan 2007,
Summarizing data using bottom-k sketches, PODC.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kg.model import Plan

ALIKE = 0.8  # corrected copies of the corpus share .93 and more, plans of one series of two years at most .45
SHINGLE = 5  # characters
SKETCH = 200  # hashes kept of a text: the estimate is right to about .03
KEYS = 20  # smallest hashes by which texts find each other: alike to .8, they miss each other once in 10^14
FEWEST = 100  # sequences; shorter texts are alike by chance

Reason = Literal["number", "title", "text"]

_BRACKETS = str.maketrans("（）()［］[]【】", "〔〕〔〕〔〕〔〕〔〕")  # numbers print their year in any of them


@dataclass(frozen=True, slots=True)
class Edition:
    """What identifies the work a document is an edition of; `apart` and `replaced` are decisions of a person.

    `core` is the title without the mark of an edition, `series` the same without its years, as the plan says them; of a plan that was read
    before plans said so they are None, and its title stands for both.
    """

    iri: str
    title: str | None = None
    number: str | None = None
    region: str | None = None
    issued: str | None = None
    years: tuple[int, int] | None = None
    status: str = "issued"
    sketch: tuple[int, ...] = ()
    apart: bool = False
    replaced: bool = False
    core: str | None = None
    series: str | None = None

    @property
    def called(self) -> str:
        """Return what editions of one plan are called alike, "" where there is no title."""
        return self.core or self.title or ""


@dataclass(frozen=True, slots=True)
class Work:
    """A plan with its editions, the one in force first."""

    editions: tuple[Edition, ...]

    @property
    def counted(self) -> Edition:
        """Return the edition that counts."""
        return self.editions[0]

    @property
    def key(self) -> str:
        """Return what the work's IRI is made of: number, else title, region and years, else its only document."""
        first = next((e for e in self.editions if e.number), self.counted)
        if first.apart or not (first.number or first.title):
            return first.iri
        return first.number or "|".join((first.called, first.region or "", str(first.years or first.issued or "")))

    @property
    def series(self) -> str | None:
        """Return what plans of one series share over the years: the title without its years, and the region."""
        title = self.counted.series or self.counted.called
        return f"{self.counted.region or ''}|{title}" if title else None


def edition(plan: Plan, iri: str, *, apart: bool = False, replaced: bool = False) -> Edition:
    """Return what identifies the work a plan is an edition of."""
    said = (plan.title, plan.number, plan.region, plan.issued, plan.plan_years, plan.status)
    return Edition(iri, *said, sketch(plan.text), apart, replaced, plan.title_core, plan.title_series)


def sketch(text: str) -> tuple[int, ...]:
    """Return the smallest hashes of the sequences of five characters of a text, blanks and punctuation left out."""
    plain = re.sub(r"[\W_]+", "", text)
    hashes = {zlib.crc32(plain[i : i + SHINGLE].encode("utf-8", "surrogatepass")) for i in range(len(plain) - SHINGLE + 1)}
    return tuple(sorted(hashes)[:SKETCH])


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the estimated share of common sequences of two texts: 0 nothing, 1 the same."""
    both = sorted({*one, *other})[:SKETCH]
    common = set(one) & set(other)
    return sum(value in common for value in both) / len(both) if both else 0.0


def same_work(one: Edition, other: Edition) -> Reason | None:
    """Return why two documents are editions of one work, None where they are not."""
    if one.apart or other.apart:
        return None
    if one.number and other.number:
        return "number" if _spelled(one.number) == _spelled(other.number) and _agree(one, other) else None
    if not _agree(one, other):
        return None
    if one.called and one.called == other.called and one.region == other.region and _dated(one) and _dated(other):
        return "title"
    long = min(len(one.sketch), len(other.sketch)) >= FEWEST
    return "text" if long and likeness(one.sketch, other.sketch) >= ALIKE else None


def works(editions: Iterable[Edition]) -> tuple[Work, ...]:
    """Return the works of documents in the order of their IRIs; documents alike to a common third are one work."""
    every = sorted(editions, key=lambda e: e.iri)
    root = list(range(len(every)))

    def find(i: int) -> int:
        while root[i] != i:
            i = root[i] = root[root[i]]
        return i

    for i, k in _candidates(every):
        if find(i) != find(k) and same_work(every[i], every[k]):
            root[find(i)] = find(k)
    groups: dict[int, list[Edition]] = {}
    for i, one in enumerate(every):
        groups.setdefault(find(i), []).append(one)
    return tuple(Work(tuple(sorted(group, key=_force))) for group in groups.values())


def _candidates(every: Sequence[Edition]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that may be one work: those with a number, a title or one of the smallest hashes in common."""
    holders: dict[str | int, list[int]] = {}
    for i, one in enumerate(every):
        keys: tuple[str | int, ...] = (_spelled(one.number), one.called, *one.sketch[:KEYS])
        for key in keys:
            if key:
                holders.setdefault(key, []).append(i)
    yield from sorted({pair for held in holders.values() for pair in combinations(held, 2)})


def _force(one: Edition) -> tuple[bool, bool, int, str]:
    """Sort the edition in force first: not replaced, issued, the later day; of equals the first IRI."""
    day = int((one.issued or "0").replace("-", ""))
    return one.replaced, one.status == "draft", -day, one.iri


def _agree(one: Edition, other: Edition) -> bool:
    """Return whether neither region nor years speak against one work."""
    pairs = ((one.region, other.region), (one.years, other.years))
    return all(a is None or b is None or a == b for a, b in pairs)


def _dated(one: Edition) -> bool:
    """Return whether a title is of a year: without one, last year's plan may have the same."""
    return bool(one.years or one.issued)


def _spelled(number: str | None) -> str:
    """Return a document's number without blanks, its brackets alike."""
    return re.sub(r"\s", "", number or "").translate(_BRACKETS)
