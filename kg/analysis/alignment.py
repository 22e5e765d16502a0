"""Which tasks of two plans are the same: by their text, their technologies and their owners, with a score; unaligned where in doubt.

Texts are compared by their characters in twos, weighed by how few tasks have them, without the names of the owners.
Source: Salton & Buckley (1988), Term-weighting approaches in automatic text retrieval; the assignment by Kuhn (1955) as in
scipy.optimize.linear_sum_assignment.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kg.analysis.chance import Numbers
from kg.analysis.incidence import counted
from kg.analysis.records import Facts, TaskFacts

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Key = Mapping[str, str]
"""What a body counts as on both sides."""

ALIGNED = 0.4  # under this, tasks of unrelated plans of one province are met as often as the same task reworded
SURE = 0.75  # from here on a second likely task does not make a pair doubtful: two editions repeat whole sentences
MARGIN = 0.08  # a pair must be this much likelier than any other of its two tasks
PART = 0.55  # the share of a task's words that another has when the one is a part of the other
HEADING = 30  # characters of a first sentence that is still a name for the task
ADDS = 0.15  # what a further part must add to what the parts so far have of the whole

_TEXT, _TECHNOLOGIES, _OWNERS = 0.7, 0.15, 0.15  # the text decides; technologies and owners tell like texts apart


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two tasks that are the same, by their IRIs: the score and the likeness of their texts, both from 0 to 1."""

    one: str
    other: str
    score: float
    text: float


@dataclass(frozen=True, slots=True)
class Division:
    """One task and the tasks that took it apart, or that were put together in it."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The tasks of two plans: aligned, only in the one or the other, split, merged; `doubtful` were likely and left unaligned.

    A task in `splits` or `merges` is not in `dropped` or `added`; a doubtful pair leaves its tasks there.
    """

    pairs: tuple[Aligned, ...]
    dropped: tuple[str, ...]
    added: tuple[str, ...]
    splits: tuple[Division, ...]
    merges: tuple[Division, ...]
    doubtful: tuple[Aligned, ...]


@dataclass(frozen=True)
class _PlanSide:
    """The tasks of one plan with what they are compared by."""

    tasks: tuple[TaskFacts, ...]
    texts: tuple[str, ...]
    words: tuple[Counter[str], ...]
    openings: tuple[Counter[str], ...]
    technologies: tuple[frozenset[str], ...]
    owners: tuple[frozenset[str], ...]


def align(one: Facts, other: Facts, keys: tuple[Key, Key] | None = None) -> Alignment:
    """Return which tasks of two plans are the same; `keys` say what the bodies of each count as (by default themselves)."""
    first, second = (_side(facts, key) for facts, key in zip((one, other), keys or ({}, {}), strict=True))
    if not first.tasks or not second.tasks:
        return Alignment((), _iris(first.tasks), _iris(second.tasks), (), (), ())
    weight = _rarity((*first.words, *second.words))
    text = _texts(first, second, weight)
    score = _scored(text, first, second)
    pairs, doubtful = _assigned(score)
    splits = _divisions(first, second, pairs, weight)
    merges = _divisions(second, first, {j: i for i, j in pairs.items()}, weight)
    return _alignment(first, second, pairs, doubtful, score, text, splits, merges)


def _side(facts: Facts, key: Key) -> _PlanSide:
    tasks = counted(facts)
    owners: dict[str, set[str]] = {task.iri: set() for task in tasks}
    for naming in facts.namings:
        if naming.task in owners:
            owners[naming.task].add(key.get(naming.body, naming.body))
    technologies: dict[str, set[str]] = {task.iri: set() for task in tasks}
    for mention in facts.technologies:
        if mention.task in technologies:
            technologies[mention.task].add(mention.iri)
    texts = tuple(_without_owners(task, facts) for task in tasks)
    words, openings = tuple(_twos(text) for text in texts), tuple(_twos(_opening(text)) for text in texts)
    return _PlanSide(tasks, texts, words, openings, *(tuple(frozenset(found[t.iri]) for t in tasks) for found in (technologies, owners)))


def _without_owners(task: TaskFacts, facts: Facts) -> str:
    """Return the text of a task without the names of those named for it."""
    text = task.text
    for naming in facts.namings:
        if naming.task == task.iri and naming.surface:
            text = text.replace(naming.surface, " ")
    return text


def _opening(text: str) -> str:
    """Return the first sentence where it is short enough to be a heading of the task: （一）支持“以旧换新”。 Else nothing."""
    found = text.split("。", 1)[0]
    return found if len(found) <= HEADING else ""


def _twos(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalnum())


def _rarity(words: Sequence[Counter[str]]) -> dict[str, float]:
    """Return the weight of every two characters: the fewer tasks have them, the more they weigh."""
    tasks = Counter(two for found in words for two in found)
    return {two: math.log((1 + len(words)) / (1 + n)) + 1 for two, n in tasks.items()}


def _texts(first: _PlanSide, second: _PlanSide, weight: Mapping[str, float]) -> Numbers:
    """Return the likeness of every two texts; where both have a heading, it counts as much as all the rest.

    Equal texts are alike even where they are too short to have two characters in a row: （略）.
    """
    whole, heading = _likeness(first.words, second.words, weight), _likeness(first.openings, second.openings, weight)
    both = np.outer([bool(o) for o in first.openings], [bool(o) for o in second.openings])
    equal = np.array([[bool(a.strip()) and a == b for b in second.texts] for a in first.texts])
    return np.where(equal, 1.0, np.where(both, (whole + heading) / 2, whole))


def _likeness(first: Sequence[Counter[str]], second: Sequence[Counter[str]], weight: Mapping[str, float]) -> Numbers:
    """Return the cosine of every two texts."""
    ours, theirs = (_unit(_table(words, weight, list(weight))) for words in (first, second))
    return np.asarray(np.clip((ours @ theirs.T).toarray(), 0.0, 1.0))


def _table(words: Sequence[Counter[str]], weight: Mapping[str, float], known: Sequence[str]) -> "csr_array":
    """Return tasks × pairs of characters: how often, times the weight."""
    from scipy.sparse import csr_array

    place = {two: i for i, two in enumerate(known)}
    cells = [(row, place[two], n * weight[two]) for row, counts in enumerate(words) for two, n in counts.items()]
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    return csr_array((np.array(values, dtype=np.float64), (rows, columns)), shape=(len(words), len(known)))


def _unit(table: "csr_array") -> "csr_array":
    from scipy.sparse import diags_array

    length = np.sqrt(table.multiply(table).sum(axis=1))
    return diags_array(np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)) @ table


def _scored(text: Numbers, first: _PlanSide, second: _PlanSide) -> Numbers:
    """Return the score of every two tasks; what neither of two tasks has does not count."""
    score, whole = _TEXT * text, np.full(text.shape, _TEXT)
    for share, ours, theirs in ((_TECHNOLOGIES, first.technologies, second.technologies), (_OWNERS, first.owners, second.owners)):
        alike, either = _jaccard(ours, theirs)
        score += share * alike
        whole += share * either
    return np.asarray(score / whole)


def _jaccard(ours: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]]) -> tuple[Numbers, NDArray[np.bool_]]:
    """Return how much every two sets have in common (Jaccard), and where either has anything."""
    known = sorted({name for names in (*ours, *theirs) for name in names})
    one, other = (np.array([[name in names for name in known] for names in side], dtype=np.float64) for side in (ours, theirs))
    both = one @ other.T
    either = one.sum(axis=1)[:, None] + other.sum(axis=1)[None, :] - both
    return np.divide(both, either, out=np.zeros_like(both), where=either > 0), either > 0


def _assigned(score: Numbers) -> tuple[dict[int, int], dict[int, int]]:
    """Return the pairs of the best assignment that are likely and beyond doubt, and those that are likely and doubtful."""
    from scipy.optimize import linear_sum_assignment

    pairs: dict[int, int] = {}
    doubtful: dict[int, int] = {}
    for i, j in zip(*(places.tolist() for places in linear_sum_assignment(-score)), strict=True):
        if score[i, j] >= ALIGNED:
            (pairs if _beyond_doubt(score, i, j) else doubtful)[i] = j
    return pairs, doubtful


def _beyond_doubt(score: Numbers, i: int, j: int) -> bool:
    others = np.concatenate([np.delete(score[i], j), np.delete(score[:, j], i)])
    return bool(score[i, j] >= SURE or score[i, j] >= others.max(initial=0.0) + MARGIN)


def _shares(whole: Sequence[Counter[str]], parts: Sequence[Counter[str]], weight: Mapping[str, float]) -> Numbers:
    """Return for every part and whole how much of the part's words the whole has, parts × wholes."""
    known = list(weight)
    having = _table([Counter(dict.fromkeys(counts, 1)) for counts in whole], dict.fromkeys(weight, 1.0), known)
    wanted = _table([Counter(dict.fromkeys(counts, 1)) for counts in parts], weight, known)
    total = wanted.sum(axis=1)[:, None]
    return np.asarray(np.divide((wanted @ having.T).toarray(), total, out=np.zeros((len(parts), len(whole))), where=total > 0))


def _had(part: Iterable[str], whole: Iterable[str], weight: Mapping[str, float]) -> float:
    part, whole = set(part), set(whole)
    total = sum(weight[two] for two in part)
    return sum(weight[two] for two in part & whole) / total if total else 0.0


def _divisions(wholes: _PlanSide, pieces: _PlanSide, pairs: Mapping[int, int], weight: Mapping[str, float]) -> dict[int, list[int]]:
    """Return for each whole the pieces it was divided into: its own partner, and unaligned ones that are a part of it."""
    shares = _shares(wholes.words, pieces.words, weight)
    found: dict[int, list[int]] = {}
    for piece in sorted({*range(len(pieces.tasks))} - {*pairs.values()}):
        whole = int(shares[piece].argmax())
        if shares[piece, whole] >= PART:
            found.setdefault(whole, [pairs[whole]] if whole in pairs else []).append(piece)
    kept = {whole: _adding(parts, wholes.words[whole], pieces.words, weight) for whole, parts in found.items()}
    return {whole: parts for whole, parts in kept.items() if len(parts) > 1}


def _adding(parts: Iterable[int], whole: Counter[str], pieces: Sequence[Counter[str]], weight: Mapping[str, float]) -> list[int]:
    """Return the parts that each have something of the whole which those before them have not."""
    kept: list[int] = []
    had: set[str] = set()
    for part in parts:
        more = had | (set(whole) & set(pieces[part]))
        if not kept or _had(whole, more, weight) - _had(whole, had, weight) >= ADDS:
            kept.append(part)
            had = more
    return kept


def _alignment(
    first: _PlanSide,
    second: _PlanSide,
    pairs: Mapping[int, int],
    doubtful: Mapping[int, int],
    score: Numbers,
    text: Numbers,
    splits: Mapping[int, Sequence[int]],
    merges: Mapping[int, Sequence[int]],
) -> Alignment:
    ours, theirs = _iris(first.tasks), _iris(second.tasks)
    used = {*pairs, *splits, *(i for parts in merges.values() for i in parts)}
    used_there = {*pairs.values(), *merges, *(j for parts in splits.values() for j in parts)}
    made = [
        tuple(Aligned(ours[i], theirs[j], float(score[i, j]), float(text[i, j])) for i, j in found)
        for found in (pairs.items(), [(i, j) for i, j in doubtful.items() if i not in used and j not in used_there])
    ]
    return Alignment(
        made[0],
        tuple(iri for i, iri in enumerate(ours) if i not in used),
        tuple(iri for j, iri in enumerate(theirs) if j not in used_there),
        tuple(Division(ours[i], tuple(theirs[j] for j in parts)) for i, parts in splits.items()),
        tuple(Division(theirs[j], tuple(ours[i] for i in parts)) for j, parts in merges.items()),
        made[1],
    )


def _iris(tasks: Iterable[TaskFacts]) -> tuple[str, ...]:
    return tuple(task.iri for task in tasks)
