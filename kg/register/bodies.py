"""From the name of a body to the body it means: one of the register, one that follows from its type and region, or a provisional one.

exact         one body of the register, or of the user's own, has the name, in this region, at this date: 省科技厅 in a plan of Zhejiang
typed         the type of body and the region are known: 市发改委 in a plan of 漯河市 is 漯河市发展和改革委员会
provisional   neither an entry nor a type explains the name: it is known by region and name
What is no entry has an IRI made of region and name in the form the register spells it, so that all spellings of a body in a region have
one IRI, and two regions have two; that of a provisional body is recognisable as one.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.iris import body_iri, department_iri, tie_iri
from kg.model import Agent, LinkState
from kg.ontology import IRI, BodyRelation, RegisteredBody, forms, label, vocabulary
from kg.register import body_types, kinds, names, places
from kg.register.identity import UNKNOWN, Typed, area, follows, key, typed_body
from kg.register.user_bodies import existed, user_bodies
from kg.register.word_patterns import any_form, either, longest_first

_CENTRAL = "国家"
_FIRMS = frozenset({IRI.bank, IRI.stateFirm, IRI.media})
_REMEMBERED = 50_000  # names of some thousand documents


@dataclass(frozen=True, slots=True)
class BodyLink:
    """The IRI of a body, and how it was found: exact in the register, typed by type and region, else provisional."""

    iri: str
    link: LinkState


def scope(region: str | None, *, level: str | None, document: str) -> str | None:
    """Return the region to link a document's names in: its own, none for the central authorities, else the document alone.

    市财政局 in two documents that do not say their city may be two bodies, so it is never taken for one.
    """
    return region or (None if level == _CENTRAL else f"{UNKNOWN}{document[:16]}")


@lru_cache(_REMEMBERED)
def link(name: str, *, region: str | None, level: str | None, issued: str | None) -> BodyLink:
    """Return the one body a name means in a region at a date; a name that nobody knows gives a provisional one."""
    found = user_bodies().meant(name, region, issued) or _exact(name, region, level, issued)
    if found is not None:
        return BodyLink(found.iri, "exact")
    known_by = key(name, region)
    if typed_body(name, region) is not None:
        return BodyLink(department_iri(known_by), "typed")
    return BodyLink(body_iri(known_by), "typed" if follows(name, region) else "provisional")


@lru_cache(_REMEMBERED)
def describe(name: str, *, iri: str, kind: str | None = None, region: str | None = None, level: str | None = None) -> Agent:
    """Return what is known of a body: from the register where it has the IRI, else from its type and region, else from its name."""
    known = body(iri)
    if known is not None:
        return _registered(known)
    several = (kind or kinds.kind(name)) == "collective"
    if kinds.locality(name):
        return _locality(name, iri, several, region, level)
    if several:
        return Agent(iri, IRI.Collective, name, None, name, None, None, None, None, (), None)
    typed = typed_body(name, region)
    return _provisional(name, iri, region, level) if typed is None else _from_type(typed, iri, level)


def ties(iri: str) -> tuple[BodyRelation, ...]:
    """Return what a body became and what it belongs to."""
    return _ties().get(iri, ())


def subordination(member: str, above: str) -> BodyRelation:
    """Return the statement that a body is subordinate to another, as its type defines it: 税务局 of a city to 国家税务总局."""
    return BodyRelation(tie_iri(member, above), IRI.Membership, member, above, label(IRI.Membership), None, None)


def body(iri: str) -> RegisteredBody | None:
    """Return the body of the user's own or of the register with this IRI, or None."""
    return user_bodies().by_iri.get(iri) or _by_iri().get(iri)


def registered(name: str, region: str | None) -> RegisteredBody | None:
    """Return the body of the shipped register that a name means in a region, whatever the day."""
    return _exact(name, region, None, None)


@cache
def central_names() -> tuple[str, ...]:
    """Return the names that mean a central body wherever they occur, longest first: 财政部, 国家税务总局; 人民银行 is a branch's, too."""
    central = (known for known in vocabulary().bodies if known.level == _CENTRAL and known.category not in _FIRMS)
    labels = {label for known in central for label in known.labels}
    return tuple(sorted((label for label in labels if _central_name().search(label)), key=lambda label: (-len(label), label)))


@cache
def firm_names() -> frozenset[str]:
    """Return the names of the firms, banks and media of the register, which end like no body: 中国移动, 国家电网, 中石化."""
    firms = (known for known in vocabulary().bodies if known.category in _FIRMS)
    return frozenset(label for known in firms for label in (*known.labels, *known.central))


@cache
def _central_name() -> re.Pattern[str]:
    """Return the pattern of a name that says by its beginning or its end that the body is central."""
    begin = either((*longest_first(forms("LevelWords", "prefixForm"), "central"), *forms("CentralNames", "prefixForm")))
    return re.compile(f"^(?:{begin}).|(?:{any_form('CentralNames', kind='suffixForm')})$")


# ---------------------------------------------------------------- exact


def _exact(name: str, region: str | None, level: str | None, issued: str | None) -> RegisteredBody | None:
    """Return the one body of the register that has this name, or another spelling of it, here and then, or None."""
    where = places.place(region)
    province = where.province if where else None
    for text in dict.fromkeys((name, names.tidy(name))):
        found = [b for b in _by_label().get(text, ()) if _fits(b, text, province, level, issued)]
        if len(found) == 1:
            return found[0]
    found = [b for b in _by_key().get(key(name, region), ()) if existed(b, issued) and name not in b.negative]
    return found[0] if len(found) == 1 and typed_body(name, region) is not None else None


def _fits(body: RegisteredBody, name: str, province: str | None, level: str | None, issued: str | None) -> bool:
    """Tell whether a body has a name in a region at a date."""
    if name in body.negative or not existed(body, issued):
        return False
    if name in body.central:
        return level == _CENTRAL
    return body.region is None or body.region == province or _tells_region(name, body.region)


def _tells_region(name: str, region: str) -> bool:
    """Tell whether a name contains its region: 浙江银保监局, 国家开发银行浙江省分行; 之江实验室 has no like elsewhere."""
    return region.removesuffix("省") in name or names.parse(name).rank == ""


def _from_type(typed: Typed, iri: str, level: str | None) -> Agent:
    parsed, means = typed.parsed, typed.means
    lines = body_types.lines_of(parsed, typed.level)
    category = body_types.category_of(parsed, typed.level)
    return Agent(
        iri=iri,
        term=IRI.Department,
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
    """Return a name for the head of a column: without rank and Party where the rest is distinctive: 市委网信办 → 网信办."""
    stem = name.removeprefix(rank).removeprefix("委" if party else "")
    return stem if len(stem) > 2 else name


# ---------------------------------------------------------------- by name alone


def _registered(known: RegisteredBody) -> Agent:
    return Agent(
        iri=known.iri,
        term=IRI.Department,
        name=known.name,
        full_name=known.full_name or None,
        short_name=known.short_name,
        category=known.category or None,
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
    one = None if several else places.place(area(name, home or ""))
    called = one.name if one else name
    own = None if several else names.level(parsed, region, level)
    return Agent(iri, IRI.Locality, called, None, called, None, own, home, None, (), several)


def _provisional(name: str, iri: str, region: str | None, level: str | None) -> Agent:
    parsed = names.parse(name, region)
    own = names.level(parsed, region, level)
    category, lines = body_types.category_of(parsed, own), body_types.lines_of(parsed, own)
    head = parsed.rank or (parsed.printed if parsed.place and places.written_in_full(parsed.printed, parsed.place) else "")
    return Agent(
        iri=iri,
        term=IRI.Department,
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


# ---------------------------------------------------------------- tables


@cache
def _by_label() -> dict[str, tuple[RegisteredBody, ...]]:
    found: dict[str, list[RegisteredBody]] = {}
    for known in vocabulary().bodies:
        for text in {t for name in (*known.labels, *known.central) for t in (name, names.tidy(name))}:
            found.setdefault(text, []).append(known)
    return {text: tuple(bodies) for text, bodies in found.items()}


@cache
def _by_key() -> dict[str, tuple[RegisteredBody, ...]]:
    """Return the bodies of the register by what a body of their name and region would be known by: other spellings mean them, too."""
    found: dict[str, list[RegisteredBody]] = {}
    for known in vocabulary().bodies:
        for text in {key(name, known.region) for name in known.labels if known.region}:
            found.setdefault(text, []).append(known)
    return {text: tuple(bodies) for text, bodies in found.items()}


@cache
def _by_iri() -> dict[str, RegisteredBody]:
    return {known.iri: known for known in vocabulary().bodies}


@cache
def _ties() -> dict[str, tuple[BodyRelation, ...]]:
    found: dict[str, list[BodyRelation]] = {}
    for tie in vocabulary().ties:
        found.setdefault(tie.start, []).append(tie)
    return {iri: tuple(known) for iri, known in found.items()}
