"""From the name of a body to the body of the register, or to a provisional one made of region and name.

A name is exact only where one body of the register has it, in this region, at this date. 省科技厅 in a plan of Zhejiang is
浙江省科学技术厅; in a plan of Henan it is another body, provisional, with the region, level, category and lines its name tells.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from kg.iris import body_iri
from kg.ontology import MV, Body, BodyRelation, vocabulary
from kg.register import names, places

_CENTRAL = "国家"
_REMEMBERED = 50_000  # names of some thousand documents


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


def scope(region: str | None, *, level: str | None, document: str) -> str | None:
    """Return the region to link a document's names in: its own, none for the central authorities, else the document alone.

    市财政局 in two documents that do not say their city may be two bodies, so it is never taken for one.
    """
    return region or (None if level == _CENTRAL else f"?{document[:16]}")


@lru_cache(_REMEMBERED)
def link(name: str, *, region: str | None, level: str | None, issued: str | None) -> Link:
    """Return the one body a name means in a region at a date, or a provisional one."""
    found = _exact(name, region, level, issued)
    if found is not None:
        return Link(found.iri, "exact")
    return Link(body_iri(names.key(name, region)), "provisional")


@lru_cache(_REMEMBERED)
def describe(name: str, *, iri: str, kind: str | None = None, region: str | None = None, level: str | None = None) -> Description:
    """Return what is known of a body: from the register where it has the IRI, else from its name in a region."""
    known = _by_iri().get(iri)
    if known is not None:
        return _registered(known)
    several = kind == "collective" or (kind is None and names.collective(name))
    if names.locality(name):
        return _locality(name, iri, several or names.collective(name), region, level)
    return _collective(name, iri) if several else _provisional(name, iri, region, level)


def ties(iri: str) -> tuple[BodyRelation, ...]:
    """Return what a body became and what it belongs to."""
    return _ties().get(iri, ())


def body(iri: str) -> Body | None:
    """Return the body of the register with this IRI, or None."""
    return _by_iri().get(iri)


def _exact(name: str, region: str | None, level: str | None, issued: str | None) -> Body | None:
    """Return the one body of the register that has this name here and then, or None."""
    where = places.place(region)
    province = where.province if where else None
    for text in dict.fromkeys((name, names.tidy(name))):
        found = [b for b in _by_label().get(text, ()) if _fits(b, text, province, level, issued)]
        if len(found) == 1:
            return found[0]
    return None


def _fits(body: Body, name: str, province: str | None, level: str | None, issued: str | None) -> bool:
    """Tell whether a body has a name in a region at a date."""
    if name in body.negative or not _existed(body, issued):
        return False
    if name in body.central:
        return level == _CENTRAL
    return body.region is None or body.region == province or _tells_region(name, body.region)


def _existed(body: Body, issued: str | None) -> bool:
    return issued is None or ((body.valid_from or "") <= issued and issued <= (body.valid_to or "9999"))


def _tells_region(name: str, region: str) -> bool:
    """Tell whether a name says its region itself: 浙江银保监局, 国家开发银行浙江省分行; 之江实验室 has no like elsewhere."""
    return region.removesuffix("省") in name or names.parse(name).rank == ""


def _registered(body: Body) -> Description:
    return Description(
        iri=body.iri,
        term=str(MV.Department),
        name=body.name,
        full_name=body.full_name,
        short_name=body.short_name,
        category=body.category,
        level=body.level,
        region=body.region,
        order=body.order,
        lines=body.lines,
        collective=None,
    )


def _locality(name: str, iri: str, several: bool, region: str | None, level: str | None) -> Description:
    own = None if several else names.level(name, region, level)
    return Description(iri, str(MV.Locality), name, None, name, None, own, names.home(name, region), None, (), several)


def _collective(name: str, iri: str) -> Description:
    return Description(iri, str(MV.Collective), name, None, name, None, None, None, None, (), None)


def _provisional(name: str, iri: str, region: str | None, level: str | None) -> Description:
    category, lines = names.category(name), names.lines(name)
    home = names.home(name, region)
    return Description(
        iri=iri,
        term=str(MV.Department),
        name=name,
        full_name=_full_name(name, home),
        short_name=names.short(name),
        category=category,
        level=names.level(name, region, level),
        region=home,
        order=names.order(category, lines),
        lines=tuple(line.iri for line in lines),
        collective=None,
    )


def _full_name(name: str, home: str | None) -> str | None:
    """Return the name with its place: 市财政局 in 郑州市 is 郑州市财政局; None where the place is not known or of another rank."""
    parsed, where = names.parse(name), places.place(home)
    if parsed.place and name.startswith(parsed.place.name):
        return name
    rank = parsed.rank
    if not rank or where is None or names.LEVELS[rank] != where.level:
        return None
    return where.name + name.removeprefix(rank)


@cache
def _by_label() -> dict[str, tuple[Body, ...]]:
    found: dict[str, list[Body]] = {}
    for known in vocabulary().bodies:
        for text in {t for label in (*known.labels, *known.central) for t in (label, names.tidy(label))}:
            found.setdefault(text, []).append(known)
    return {text: tuple(bodies) for text, bodies in found.items()}


@cache
def _by_iri() -> dict[str, Body]:
    return {known.iri: known for known in vocabulary().bodies}


@cache
def _ties() -> dict[str, tuple[BodyRelation, ...]]:
    found: dict[str, list[BodyRelation]] = {}
    for tie in vocabulary().ties:
        found.setdefault(tie.start, []).append(tie)
    return {iri: tuple(known) for iri, known in found.items()}
