"""What the pages say of who is named together, in sentences that follow from the corrected figure and say no more."""

from collections.abc import Mapping, Sequence

from kg.analysis import Overlap, Pair, PairFinding
from kg.ontology import MV
from kg.ui import listing
from kg.ui.language import language, named, say
from kg.ui.listing import Listed
from kg.ui.together import Node, Together

LEAST_SHARED = 3  # tasks; below it kg.analysis gives no probability, for two bodies of one task each meet by arithmetic
MOST_NAMED = 2  # pairs in a title


def what(by: str) -> str:
    """Return what is compared: 单位, 条线, 层级."""
    return {"body": named(MV.Department), "line": named(MV.Line)}.get(by) or named(MV.level)


def finding(found: Together, by: str) -> str:
    """Return the title: of all pairs so many are beyond chance and which, or none and which is least like chance."""
    beyond, overlap = found.overlap.beyond_chance, found.overlap
    if not overlap.meeting:
        return say("shared.nobody", what=what(by))
    key = "shared.some_title" if beyond else "shared.none_title"
    told = say(key, possible=overlap.possible, what=what(by), count=len(beyond), pairs=_pairs(found, beyond))
    strongest = None if beyond else overlap.strongest()
    return told + (say("shared.strongest", pair=_pair(found, strongest)) if strongest else "")


def _pairs(found: Together, beyond: Sequence[PairFinding]) -> str:
    most = sorted(beyond, key=lambda f: (f.corrected or 0.0, -f.difference))
    rest = say("shared.and_more") if len(most) > MOST_NAMED else ""
    return say("shared.and").join(_pair(found, f) for f in most[:MOST_NAMED]) + rest


def _pair(found: Together, pair: PairFinding) -> str:
    place = {key: i for i, key in enumerate(found.named)}
    ordered = sorted((pair.one, pair.other), key=lambda key: place.get(key, len(place)))
    one, other = (found.named[key].short if key in found.named else key for key in ordered)
    return say("shared.pair", one=one, other=other, observed=pair.observed, expected=pair.expected)


def basis(overlap: Overlap, documents: Sequence[Listed]) -> str:
    """Return what figures over many documents rest on, and which documents do not count."""
    return sentence([say("shared.rests", plans=overlap.plans, tasks=overlap.tasks), *listing.uncounted(documents)])


def sentence(parts: Sequence[str]) -> str:
    """Return parts as one sentence."""
    return f"{'; '.join(parts)}." if language() == "en" else f"{'；'.join(parts)}。"


def how(pair: Pair, named_: Mapping[str, Node]) -> str:
    """Return how the expectation is found."""
    one, other = (named_[key].short if key in named_ else "" for key in (pair.one, pair.other))
    if pair.plans == 1:
        tasks, first, second = pair.margins[0]
        expected = pair.hypergeometric.expected
        return say("shared.how_one", tasks=tasks, one=one, other=other, first=first, second=second, expected=expected)
    tasks = sum(margin[0] for margin in pair.margins)
    return say("shared.how_many", plans=pair.plans, tasks=tasks, one=one, other=other, first=pair.one_tasks, second=pair.other_tasks)


def sentences(found: PairFinding) -> str:
    """Return what may be said of a pair: the figures, and a probability only beside what it rests on and for three tasks or more."""
    least = say("shared.least") if found.at_least else ""
    figures = say("shared.observed", least=least, observed=found.observed, expected=found.expected, difference=found.difference)
    if found.hypergeometric is None:
        return figures + say("shared.few", least=LEAST_SHARED)
    probability = say("shared.p", p=f"{found.hypergeometric.p:.2g}", plans=found.plans, tasks=found.tasks)
    return figures + probability + say("shared.can" if found.beyond_chance else "shared.cannot", possible=found.possible)


def against(found: PairFinding) -> str:
    """Return what loads give a pair, behind its count."""
    mark = say("shared.beyond_mark") if found.beyond_chance else ""
    return say("shared.against", expected=found.expected, difference=found.difference) + mark


def bars(mass: Sequence[float], observed: int, most: int) -> list[dict[str, object]]:
    """Return the chance distribution as bars, the observed count marked; nothing where it is too wide for bars."""
    last = max((k for k, p in enumerate(mass) if p >= 0.0005), default=0)
    shown = range(max(last, observed) + 1)
    if len(shown) > most:
        return []
    chances = [mass[k] if k < len(mass) else 0.0 for k in shown]
    tallest = max(chances)
    return [
        {"count": k, "share": f"{p:.1%}", "height": 100 * p / tallest, "on": k == observed} for k, p in zip(shown, chances, strict=True)
    ]


def counts(found: Together, steps: Sequence[int]) -> list[tuple[str, str]]:
    """Return the shades of counts with what they mean, those that some cell has."""
    most = max((found.count(a.key, b.key) for a in found.nodes for b in found.nodes if a is not b), default=0)
    return [(f"n{i}", _step(i, steps)) for i, s in enumerate(steps) if most >= s]


def _step(i: int, steps: Sequence[int]) -> str:
    """Return the counts of one shade: 4–7, 16 以上."""
    if i + 1 == len(steps):
        return say("shared.from", count=steps[i])
    last = steps[i + 1] - 1
    return f"{steps[i]}" if last == steps[i] else f"{steps[i]}–{last}"


def differences(found: Together) -> list[tuple[str, str]]:
    """Return the looks of differences with what they mean."""
    more = [("m2", say("shared.more_5")), ("m1", say("shared.more_2")), ("m0", say("shared.more_1"))]
    beyond = [("beyond", say("shared.is_beyond"))] if found.overlap.beyond_chance else []
    return [*beyond, *more, ("even", say("shared.even")), ("less", say("shared.fewer"))]


def pair_columns() -> tuple[str, ...]:
    """Return the heads of the columns about a pair."""
    kinds = (say("shared.one"), say("shared.other"), say("shared.kind"), say("shared.count_head"))
    return (*kinds, say("shared.expected"), say("shared.difference_head"), say("shared.is_beyond"))


def compared(found: PairFinding) -> tuple[float, float, str]:
    """Return expectation and difference of a pair as a table shows them, and whether it is beyond chance."""
    return round(found.expected, 2), round(found.difference, 2), say("shared.yes") if found.beyond_chance else say("shared.no")
