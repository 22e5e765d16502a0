"""From the name of a body to the body it means: one of the register, one that follows from its type and region, or a provisional one.

exact         one body of the register has the name, in this region, at this date: 省科技厅 in a plan of Zhejiang is 浙江省科学技术厅
typed         the type of body and the region are known: 市发改委 in a plan of 漯河市 is 漯河市发展和改革委员会
provisional   neither an entry nor a type explains the name: it is known by region and name
A typed and a provisional body have an IRI made of region and name in the form the register spells it, so that all spellings of a body in
a region have one IRI, and two regions have two.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.iris import body_iri, tie_iri
from kg.model import Agent, LinkState
from kg.ontology import MV, Body, BodyRelation, vocabulary
from kg.register import body_types, kinds, names, places
from kg.register.body_types import Explained
from kg.register.names import LEVELS, ZONES, Name
from kg.register.places import Place

_CENTRAL = "国家"
_UNKNOWN = "?"  # begins a region that stands for one document's unknown place
_REMEMBERED = 50_000  # names of some thousand documents
_CENTRAL_NAME = re.compile(r"^(?:国家|中央|中国|中华|中共|全国|国务院|最高).|(?:部|总局|署|总社)$")
_SUBORDINATE = "隶属"


@dataclass(frozen=True, slots=True)
class Link:
    """The IRI of a body, and how it was found: exact in the register, typed by type and region, else provisional."""

    iri: str
    link: LinkState


@dataclass(frozen=True, slots=True)
class _Typed:
    """A body that follows from its type and region: what its name means, the region, its place where known, rank and level."""

    parsed: Name
    means: Explained
    region: str
    place: Place | None
    rank: str
    level: str | None

    @property
    def name(self) -> str:
        return body_types.register_name(self.means, self.parsed, self.place, self.rank)


def scope(region: str | None, *, level: str | None, document: str) -> str | None:
    """Return the region to link a document's names in: its own, none for the central authorities, else the document alone.

    市财政局 in two documents that do not say their city may be two bodies, so it is never taken for one.
    """
    return region or (None if level == _CENTRAL else f"{_UNKNOWN}{document[:16]}")


@lru_cache(_REMEMBERED)
def link(name: str, *, region: str | None, level: str | None, issued: str | None) -> Link:
    """Return the one body a name means in a region at a date; a name that nobody knows gives a provisional one."""
    found = _exact(name, region, level, issued)
    if found is not None:
        return Link(found.iri, "exact")
    return Link(body_iri(key(name, region)), "typed" if _follows(name, region) else "provisional")


@lru_cache(_REMEMBERED)
def describe(name: str, *, iri: str, kind: str | None = None, region: str | None = None, level: str | None = None) -> Agent:
    """Return what is known of a body: from the register where it has the IRI, else from its type and region, else from its name."""
    known = _by_iri().get(iri)
    if known is not None:
        return _registered(known)
    several = (kind or kinds.kind(name)) == "collective"
    if kinds.locality(name):
        return _locality(name, iri, several, region, level)
    if several:
        return Agent(iri, str(MV.Collective), name, None, name, None, None, None, None, (), None)
    typed = _typed(name, region)
    return _provisional(name, iri, region, level) if typed is None else _from_type(typed, iri, level)


@lru_cache(_REMEMBERED)
def key(name: str, region: str | None) -> str:
    """Return what a body that is not in the register is known by: region and name, spelt as the register spells it.

    市住建局 and 市住房和城乡建设局 of one city are the same, those of two cities are not.
    """
    parsed = names.parse(name, region)
    where = names.home(parsed, region) or ""
    if kinds.locality(name):
        return f"{where}|{_area(name, where)}"
    typed = _typed(name, region)
    if typed is not None:
        return f"{where}|{typed.level or ''}{typed.name.removeprefix(typed.rank)}"
    stem = parsed.stem if _own_rank(parsed, where) else parsed.text
    return f"{where}|{_own_rank(parsed, where)}{'委' if parsed.party else ''}{stem}"


def ties(iri: str) -> tuple[BodyRelation, ...]:
    """Return what a body became and what it belongs to."""
    return _ties().get(iri, ())


def subordination(member: str, above: str) -> BodyRelation:
    """Return the statement that a body is subordinate to another, as its type tells: 税务局 of a city to 国家税务总局."""
    return BodyRelation(tie_iri(member, above), str(MV.Membership), member, above, _SUBORDINATE, None, None)


def body(iri: str) -> Body | None:
    """Return the body of the register with this IRI, or None."""
    return _by_iri().get(iri)


@cache
def central_names() -> tuple[str, ...]:
    """Return the names that mean a central body wherever they stand, longest first: 财政部, 国家税务总局; 人民银行 is a branch's, too."""
    firms = {str(MV.bank), str(MV.stateFirm), str(MV.media)}
    central = (known for known in vocabulary().bodies if known.level == _CENTRAL and known.category not in firms)
    labels = {label for known in central for label in known.labels}
    return tuple(sorted((label for label in labels if _CENTRAL_NAME.search(label)), key=lambda label: (-len(label), label)))


# ---------------------------------------------------------------- exact


def _exact(name: str, region: str | None, level: str | None, issued: str | None) -> Body | None:
    """Return the one body of the register that has this name, or another spelling of it, here and then, or None."""
    where = places.place(region)
    province = where.province if where else None
    for text in dict.fromkeys((name, names.tidy(name))):
        found = [b for b in _by_label().get(text, ()) if _fits(b, text, province, level, issued)]
        if len(found) == 1:
            return found[0]
    found = [b for b in _by_key().get(key(name, region), ()) if _existed(b, issued) and name not in b.negative]
    return found[0] if len(found) == 1 and _typed(name, region) is not None else None


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


# ---------------------------------------------------------------- typed


@lru_cache(_REMEMBERED)
def _typed(name: str, region: str | None) -> _Typed | None:
    """Return the body that follows from a name's type and region, or None where one of the two is not known."""
    parsed = names.parse(name, region)
    home = names.home(parsed, region)
    if home is None or home.startswith(_UNKNOWN) or kinds.kind(name) == "collective" or kinds.locality(name):
        return None
    where = places.place(home)
    if parsed.rank in ZONES and not (where and where.kind and where.name.endswith(parsed.rank)):
        where = None
    if parsed.rank and where is not None and not body_types.is_rank_of(parsed.rank, where):
        return None
    level = where.level if where else names.level(parsed, region, None)
    means = body_types.explained(parsed, level)
    rank = body_types.rank_word(where) if where else parsed.rank
    return None if means is None else _Typed(parsed, means, home, where, rank, level)


def _follows(name: str, region: str | None) -> bool:
    """Tell whether a name follows from what is known: a type and its region, the places, the words for classes of bodies."""
    known = region is None or not region.startswith(_UNKNOWN)
    return known and (_typed(name, region) is not None or kinds.locality(name) or kinds.kind(name) == "collective")


def _from_type(typed: _Typed, iri: str, level: str | None) -> Agent:
    parsed, means = typed.parsed, typed.means
    lines = body_types.lines_of(parsed, typed.level)
    category = body_types.category_of(parsed, typed.level)
    return Agent(
        iri=iri,
        term=str(MV.Department),
        name=typed.name,
        full_name=body_types.official_name(means, parsed, typed.place, typed.level) if typed.place else None,
        short_name=_short(typed.name, typed.rank, parsed.party),
        category=category,
        level=typed.level or level,
        region=typed.region,
        order=body_types.order(category, lines),
        lines=tuple(line.iri for line in lines),
        collective=None,
        above=means.type.subordinate_to if means.type else None,
    )


def _short(name: str, rank: str, party: bool) -> str:
    """Return a name for the head of a column: without rank and Party where something telling is left: 市委网信办 → 网信办."""
    stem = name.removeprefix(rank).removeprefix("委" if party else "")
    return stem if len(stem) > 2 else name


# ---------------------------------------------------------------- by name alone


def _registered(known: Body) -> Agent:
    return Agent(
        iri=known.iri,
        term=str(MV.Department),
        name=known.name,
        full_name=known.full_name,
        short_name=known.short_name,
        category=known.category,
        level=known.level,
        region=known.region,
        order=known.order,
        lines=known.lines,
        collective=None,
    )


def _locality(name: str, iri: str, several: bool, region: str | None, level: str | None) -> Agent:
    """Return what is known of a locality; one place goes by its own name, whether its area or its government is printed."""
    parsed = names.parse(name, region)
    home = names.home(parsed, region)
    one = None if several else places.place(_area(name, home or ""))
    called = one.name if one else name
    own = None if several else names.level(parsed, region, level)
    return Agent(iri, str(MV.Locality), called, None, called, None, own, home, None, (), several)


def _provisional(name: str, iri: str, region: str | None, level: str | None) -> Agent:
    parsed = names.parse(name, region)
    own = names.level(parsed, region, level)
    category, lines = body_types.category_of(parsed, own), body_types.lines_of(parsed, own)
    head = parsed.rank or (parsed.printed if parsed.place and places.written_in_full(parsed.printed, parsed.place) else "")
    return Agent(
        iri=iri,
        term=str(MV.Department),
        name=name,
        full_name=None,
        short_name=_short(parsed.text, head, parsed.party) if head else name,
        category=category,
        level=own,
        region=names.home(parsed, region),
        order=body_types.order(category, lines),
        lines=tuple(line.iri for line in lines),
        collective=None,
    )


def _own_rank(parsed: Name, home: str) -> str:
    """Return the level a name gives its body, by a rank or by a place with its 省, 市 …: 市教委 and 北京市教委 are both a province's."""
    if parsed.rank:
        return names.level(parsed, home, None) or ""
    full = parsed.place is not None and parsed.text.startswith(parsed.printed) and places.written_in_full(parsed.printed, parsed.place)
    return (parsed.place.level or "县") if parsed.place and full else ""


def _area(name: str, home: str) -> str:
    """Return what a locality is known by: 浙江省杭州市人民政府 → 杭州市; 省政府 → its province; 各县〔市、区〕 → 各县（市、区）."""
    text = kinds.seat(name)
    found, around = places.place(text), places.place(home)
    if around and LEVELS.get(text) == around.level:
        return around.name
    return found.name if found else text


# ---------------------------------------------------------------- tables


@cache
def _by_label() -> dict[str, tuple[Body, ...]]:
    found: dict[str, list[Body]] = {}
    for known in vocabulary().bodies:
        for text in {t for label in (*known.labels, *known.central) for t in (label, names.tidy(label))}:
            found.setdefault(text, []).append(known)
    return {text: tuple(bodies) for text, bodies in found.items()}


@cache
def _by_key() -> dict[str, tuple[Body, ...]]:
    """Return the bodies of the register by what a body of their name and region would be known by: other spellings mean them, too."""
    found: dict[str, list[Body]] = {}
    for known in vocabulary().bodies:
        for text in {key(label, known.region) for label in known.labels if known.region}:
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
