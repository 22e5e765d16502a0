"""Bodies of the register that are near an unknown name: offered for a person to decide, never taken.

县市场管理局        县市场监管局        a word for another
市佳房城乡建设局    市住房城乡建设局    a character misread
某某控股集团        nothing: no body of a known type has a name like it
"""

import difflib
from collections.abc import Iterator
from functools import cache

from kg.model import Agent
from kg.ontology import forms, vocabulary
from kg.register import names
from kg.register.bodies import describe, link
from kg.register.misread import near_names

_MOST = 3  # more bodies than these are no help
_TRIED = 8  # spellings that are looked up
_LIKENESS = 0.7  # of difflib's ratio: 市场监督局 and 市场监管局 have .80, 财政局 and 审计局 .33


def near_bodies(name: str, *, region: str | None, level: str | None, issued: str | None) -> tuple[Agent, ...]:
    """Return the bodies of the register and of its types whose names are most like one that nobody knows, the likest first.

    Nothing where the name is known. Names that several spellings of one body are like give that body once.
    """
    if link(name, region=region, level=level, issued=issued).link != "provisional":
        return ()
    found: dict[str, Agent] = {}
    for other in (*near_names(name, region=region, level=level, issued=issued), *_alike(name, region)):
        meant = link(other, region=region, level=level, issued=issued)
        if meant.link != "provisional" and meant.iri not in found:
            found[meant.iri] = describe(other, iri=meant.iri, region=region, level=level)
    alike = (agent for agent in found.values() if agent.level == "省" or not agent.name.endswith("厅"))
    return tuple(sorted(alike, key=lambda agent: (-_likeness(name, agent), agent.name)))[:_MOST]


def _likeness(name: str, agent: Agent) -> float:
    """Return how like a body's name, as the register or as its official form has it, is to a name: 0 to 1."""
    return max(difflib.SequenceMatcher(None, name, other).ratio() for other in (agent.name, agent.full_name or ""))


def _alike(name: str, region: str | None) -> Iterator[str]:
    """Yield known names like a name, with the place, rank and Party it has itself."""
    stem = names.parse(name, region).stem
    before = name[: len(name) - len(stem)] if name.endswith(stem) else ""
    for other in difflib.get_close_matches(stem, _stems(), n=_TRIED, cutoff=_LIKENESS):
        yield before + other
    yield from difflib.get_close_matches(name, _labels(), n=_TRIED, cutoff=_LIKENESS)


@cache
def _stems() -> tuple[str, ...]:
    """Return what may stand behind a place: the forms of types, and their cores with every ending."""
    kinds = vocabulary().types
    cores = {core + ending for kind in kinds for core in kind.cores for ending in forms("CoreEndings", "surfaceForm")}
    return tuple(sorted(cores | {form for kind in kinds for form in kind.forms}))


@cache
def _labels() -> tuple[str, ...]:
    return tuple(sorted({label for known in vocabulary().bodies for label in known.labels}))
