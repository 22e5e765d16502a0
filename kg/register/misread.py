"""Names of bodies that were misread by one character, another (省财攻厅), one less (省财厅) or one more (省财政政厅): they may be 省财政厅.

They are offered, never taken.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from kg.ontology import vocabulary
from kg.register.bodies import link

# How many characters of a name may stand before and after the part that is looked up: 省, 浙江省; 厅, 局, 委.
_BEFORE, _AFTER = 4, 2
_SHORTEST = 2
# How many characters are tried at the beginning and the end of a name.
_EDGES = 8
# More names than these are no help.
_MOST = 3


def near_names(name: str, *, region: str | None, level: str | None, issued: str | None) -> tuple[str, ...]:
    """Return the names of known bodies that a name becomes when one of its characters is replaced, added or left out.

    None where the name itself is known.

    >>> near_names("省司沽厅", region="浙江省", level="省", issued=None)
    ('省司法厅',)
    """
    if link(name, region=region, level=level, issued=issued).link != "provisional":
        return ()
    states = {
        c: link(c, region=region, level=level, issued=issued).link for c in {*_inside(name), *_at_the_ends(name), *_shorter(name)} - {name}
    }
    known = [c for c, state in states.items() if state != "provisional"]
    return tuple(sorted(known, key=lambda c: (states[c] != "exact", -_frequent()[1].get(c[-1], 0), c))[:_MOST])


def _inside(name: str) -> Iterator[str]:
    """Yield a name with a part of it replaced by a known word that differs from it in one character, or has one more."""
    for start in range(min(_BEFORE, len(name)) + 1):
        for end in range(max(start + _SHORTEST, len(name) - _AFTER), len(name) + 1):
            part = name[start:end]
            words = [w for w in _words().get(len(part), ()) if _differ_in_one(part, w)]
            words += [w for w in _words().get(len(part) + 1, ()) if _has_one_more(w, part)]
            yield from (name[:start] + word + name[end:] for word in words)


def _at_the_ends(name: str) -> Iterator[str]:
    """Yield a name with another or one more first or last character, one with which known words begin or end."""
    firsts, lasts = _frequent()
    yield from (first + rest for first in firsts for rest in (name[1:], name))
    yield from (rest + last for last in lasts for rest in (name[:-1], name))


def _shorter(name: str) -> Iterator[str]:
    """Yield a name with one of its characters left out."""
    yield from (name[:at] + name[at + 1 :] for at in range(len(name)))


def _differ_in_one(part: str, word: str) -> bool:
    """Tell whether two words of one length differ in one character."""
    return sum(a != b for a, b in zip(part, word, strict=True)) == 1


def _has_one_more(word: str, part: str) -> bool:
    """Tell whether a word is a part with one character more inside it."""
    return word[0] == part[0] and word[-1] == part[-1] and any(word[:at] + word[at + 1 :] == part for at in range(1, len(part)))


@cache
def _words() -> dict[int, frozenset[str]]:
    """Return the words that names of bodies are made of, by length."""
    held = vocabulary()
    labels = {label for known in held.bodies for label in known.labels}
    types = {word for kind in held.types for word in (*kind.forms, *kind.cores)}
    lines = {core for line in held.lines for core in line.other_cores}
    every = {word for word in labels | types | lines if len(word) >= _SHORTEST}
    return {length: frozenset(w for w in every if len(w) == length) for length in {len(w) for w in every}}


@cache
def _frequent() -> tuple[dict[str, int], dict[str, int]]:
    """Return the characters that names of registered bodies most often begin and end with, and how often."""
    labels = [label for known in vocabulary().bodies for label in known.labels if label]
    ends = Counter(label[0] for label in labels), Counter(label[-1] for label in labels)
    return dict(ends[0].most_common(_EDGES)), dict(ends[1].most_common(_EDGES))
