"""Whether headline targets are taken up by tasks, and which figures do not fit together.

A figure is taken up where a task has a target, or a goal without a number, about the same object; unit and words propose, a person decides.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kg.analysis.records import Facts, TargetFacts
from kg.model import same_matter, takes_up
from kg.ontology import entry

Agreement = Literal["agree", "part", "check", "contradict"]

NEAR = 0.25  # objects that share this much of the shorter one's characters by twos are shown to a person
_NEAREST = 3  # near candidates shown
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class TargetCandidate:
    """A target or goal of a task that may take up a headline target; `agreement` is None where it has no number or stands only near.

    part: several tasks have a share of the figure each, which together stay under it; the plan need not list all of it.
    """

    target: TargetFacts
    takes_up: bool
    same_verb: bool
    likeness: float
    agreement: Agreement | None


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline target, the IRI of its state (有数量承接, 有定性承接, 未见承接) and its candidates, the likeliest first."""

    target: TargetFacts
    state: str
    candidates: tuple[TargetCandidate, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two figures that differ: kind is the IRI of 口径待核, or of 数字不能同时成立 where verb, object, unit and date are the same."""

    kind: str
    one: TargetFacts
    other: TargetFacts


def headlines(facts: Facts) -> tuple[Headline, ...]:
    """Return every quantified target of the document itself with what takes it up."""
    own = [t for t in facts.targets if t.holder != facts.iri]
    return tuple(_headline(t, own) for t in facts.targets if t.holder == facts.iri and t.quantified)


def disagreements(facts: Facts) -> tuple[Disagreement, ...]:
    """Return figures that differ: of a headline and the tasks that take it up, and of any two targets with the same words."""
    found = {_pair(d): d for d in (*_against_headlines(facts), *_contradictions(facts.targets))}
    return tuple(found.values())


def _pair(found: Disagreement) -> frozenset[str]:
    return frozenset((found.one.iri, found.other.iri))


def _headline(above: TargetFacts, own: Iterable[TargetFacts]) -> Headline:
    candidates = sorted((c for t in own if (c := _candidate(above, t)) is not None), key=lambda c: (-c.takes_up, -c.likeness))
    taken = [c for c in candidates if c.takes_up]
    by_number = any(c.target.quantified for c in taken)
    state = "takenUpByNumber" if by_number else "takenUpInWords" if taken else "notTakenUp"
    near = [c for c in candidates if not c.takes_up][:_NEAREST]
    return Headline(above, entry(state).iri, (*_agreeing(above, taken), *near))


def _candidate(above: TargetFacts, own: TargetFacts) -> TargetCandidate | None:
    """Return a target or goal that takes up a headline target or stands near it, else None."""
    taken = takes_up(own, above) if own.quantified else same_matter(own.object, above.object)
    alike = likeness(own.object, above.object)
    if not taken and alike < NEAR:
        return None
    return TargetCandidate(own, taken, bool(verb(own)) and verb(own) == verb(above), alike, None)


def _agreeing(above: TargetFacts, taken: list[TargetCandidate]) -> Iterator[TargetCandidate]:
    """Yield the candidates with whether their number fits: one says the same, all add up to it, or each is a part of it."""
    numbers = [float(c.target.value) for c in taken if c.target.quantified and c.target.value is not None]
    whole = float(above.value or 0)
    fits = whole in numbers or (len(numbers) > 1 and whole == sum(numbers))
    parts = len(numbers) > 1 and sum(numbers) < whole
    for c in taken:
        agreement = None if not c.target.quantified else "agree" if fits else "part" if parts else compared(above, c.target)
        yield TargetCandidate(c.target, c.takes_up, c.same_verb, c.likeness, agreement)


def compared(one: TargetFacts, other: TargetFacts) -> Agreement | None:
    """Tell whether two figures about one thing fit: None where either has no number."""
    if one.value is None or other.value is None:
        return None
    if _meet(one, other):
        return "agree"
    same = bool(verb(one)) and (verb(one), one.object, one.unit, one.due) == (verb(other), other.object, other.unit, other.due)
    return "contradict" if same and "approx" not in (one.comparator, other.comparator) else "check"


def _meet(one: TargetFacts, other: TargetFacts) -> bool:
    """Tell whether some number satisfies both figures."""
    (low, high), (least, most) = _bounds(one), _bounds(other)
    return max(low, least) <= min(high, most)


def _bounds(target: TargetFacts) -> tuple[float, float]:
    value = float(target.value or 0)
    if target.comparator in ("ge", "gt"):
        return value, float("inf")
    if target.comparator == "le":
        return float("-inf"), value
    return value, float(target.high) if target.high is not None else value


def verb(target: TargetFacts) -> str:
    """Return the words before number and object of a target's quote: 打造20个示范场景 and 打造平台4个以上 both say 打造."""
    number = _DIGIT.search(target.quote)
    places = [number.start()] if number else []
    if target.object and target.object in target.quote:
        places.append(target.quote.index(target.object))
    return target.quote[: min(places)].strip() if places else ""


def _against_headlines(facts: Facts) -> Iterator[Disagreement]:
    for headline in headlines(facts):
        for c in headline.candidates:
            if c.takes_up and c.agreement in ("check", "contradict"):
                yield Disagreement(_disagreement(c.agreement), headline.target, c.target)


def _contradictions(targets: Iterable[TargetFacts]) -> Iterator[Disagreement]:
    """Yield two targets with the same verb, object, unit and date whose numbers cannot both hold."""
    known: dict[tuple[object, ...], list[TargetFacts]] = {}
    for target in targets:
        if target.quantified and target.object and verb(target):
            known.setdefault((verb(target), target.object, target.unit, target.due), []).append(target)
    for alike in known.values():
        for one, other in combinations(alike, 2):
            if compared(one, other) == "contradict":
                yield Disagreement(_disagreement("contradict"), one, other)


def _disagreement(agreement: Agreement | None) -> str:
    return entry("contradictoryFigures" if agreement == "contradict" else "wordingToCheck").iri


def likeness(one: str | None, other: str | None) -> float:
    """Return how much of the shorter object's characters, by twos, the other has too."""
    first, second = _twos(one or ""), _twos(other or "")
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def _twos(words: str) -> set[str]:
    return {words[i : i + 2] for i in range(len(words) - 1)}
