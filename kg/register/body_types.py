"""What kind of body a name means: its type, lines, category, the name it goes by in the register and, where it is fixed, its official name.

市发改委, 市发展和改革委员会      one type, 发展改革; officially {place}发展和改革委员会
市中院, 市中级人民法院            one type with forms of its own
市科技和经信局                    two lines, no type: no official name
市房管局                          a core of a line without a type
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.ontology import IRI, AdministrativeLine, BodyType, concept, concepts, entry, forms, vocabulary
from kg.register.names import Name, levels, party_names
from kg.register.places import Place, is_municipality
from kg.register.word_patterns import ending, longest_first

_REMEMBERED = 20_000  # names; those of some thousand documents
_LONGEST = 24  # characters that may be made of cores
_JOINT = re.compile(r"[和与及、]")


@dataclass(frozen=True, slots=True)
class Explained:
    """What a name means without its place: the name of the body in the register, its lines, and its type where it is of one.

    `core` and `ending` are as printed; `name` may hold {place}, {short} or {named}.
    """

    name: str
    lines: tuple[str, ...]
    category: str
    type: BodyType | None = None
    core: str = ""
    ending: str = ""


@lru_cache(_REMEMBERED)
def explained(parsed: Name, level: str | None) -> Explained | None:
    """Return what a name means at a level, or None where no type and no line explains all of it."""
    found = _by_form(parsed, level) or _by_cores(parsed) or _by_tail(parsed)
    if found is None or not parsed.branch:
        return found
    return Explained(f"{{named}}{_without_place(found.name)}{parsed.branch}", found.lines, found.category)


def official_name(found: Explained, parsed: Name, where: Place, level: str | None) -> str | None:
    """Return the official name of a body in a place, None where nothing fixes it."""
    kind = found.type
    if kind is None:
        return None
    if kind.official_name is not None:
        return _filled(kind.official_name, kind, parsed, where)
    return _from_core(kind, found, where, level) if kind.official_core else None


def register_name(found: Explained, parsed: Name, where: Place | None, rank: str) -> str:
    """Return the name a body goes by in the register: 市发展改革委, 市委宣传部, 河南金融监管局."""
    if found.type and found.type.tails and "{" not in found.name:
        return found.name  # 皇岗海关 has a name of its own, and no rank
    if "{" not in found.name or where is None:
        word = rank.removesuffix("区") if parsed.party and rank == "地区" else rank  # 地委宣传部
        return f"{word}{'委' if parsed.party else ''}{_without_place(found.name)}"
    return _filled(found.name, found.type, parsed, where)


def lines_of(parsed: Name, level: str | None) -> tuple[AdministrativeLine, ...]:
    """Return the lines of a body by its name, those it is wholly made of, else those a marker identifies."""
    found = explained(parsed, level)
    if found is not None and found.lines:
        return tuple(_lines()[iri] for iri in found.lines)
    return () if found is not None and found.type is not None else _by_marker(parsed.text)


def category_of(parsed: Name, level: str | None) -> str:
    """Return the IRI of a body's category: Party organ, by type, by marker, by ending, any other 局 or 委 a government department."""
    if parsed.party:
        return IRI.partyOrgan
    found = explained(parsed, level)
    if found is not None and found.category:
        return found.category
    marked, by_ending = _by_marker(parsed.text), _by_ending(parsed.text)
    if by_ending and (not marked or by_ending == IRI.stateFirm):  # 省民航机场集团 is a firm, whatever its line
        return by_ending
    if marked:
        return marked[0].category
    return IRI.government if _government_ending().search(parsed.text) else IRI.otherBody


def order(category: str, lines: tuple[AdministrativeLine, ...]) -> int:
    """Return the protocol order of a body the register does not know: by category, then by line, then the rest."""
    within = [line.order % 1000 for line in lines if line.category == category] or [line.order + 400 for line in lines] or [999]
    return (entry(category).order or 0) * 1000 + min(within[0], 999)


# ---------------------------------------------------------------- types


def _by_form(parsed: Name, level: str | None) -> Explained | None:
    """Return the type whose whole form a stem is."""
    kind = _forms(parsed.party).get(_court(parsed.stem, level))
    if kind is None or (kind.needs_place and not parsed.place):
        return None
    if kind.city_type and parsed.place and parsed.place.level == "市" and parsed.place.short not in kind.short_places:
        kind = _types()[kind.city_type]
    return Explained(kind.name, kind.lines, kind.category, kind)


def _court(stem: str, level: str | None) -> str:
    """Return the court a city or province means by 法院: its intermediate or high court."""
    own = {place: court for court, place in forms("Courts", "labelForm").items()}
    return own.get(level or "", stem) if stem in forms("Courts", "surfaceForm") else stem


def _by_cores(parsed: Name) -> Explained | None:
    """Return what a stem of cores and an ending means: 发改委, 科技和经信局, 房管局."""
    for body, behind in _without_endings(parsed.stem):
        for party in dict.fromkeys((parsed.party, False)):
            if pieces := _pieces(body, party):
                return _of_pieces(pieces, body, behind, party=party)
    return None


def _of_pieces(pieces: tuple[str, ...], body: str, behind: str, *, party: bool) -> Explained:
    """Return what cores mean together: one its own type, several a body of all their lines and of no type."""
    kinds = [_core_types(party).get(piece) for piece in pieces]
    names = [kind.name if kind else piece for kind, piece in zip(kinds, pieces, strict=True)]
    lines = tuple(dict.fromkeys(line for piece in pieces for line in _cores(party)[piece]))
    kind = kinds[0] if len(kinds) == 1 else None
    name = "和".join(names) + forms("ShortEndings", "surfaceForm").get(behind, behind)
    return Explained(name, lines, _category(kind, lines), kind, body, behind)


def _by_tail(parsed: Name) -> Explained | None:
    """Return the type of a name of its own that ends like the type's: 金陵海关."""
    found = next((kind for kind in vocabulary().types for tail in kind.tails if parsed.text.endswith(tail)), None)
    return Explained(parsed.text, found.lines, found.category, found) if found and not (parsed.place or parsed.rank) else None


def _category(kind: BodyType | None, lines: tuple[str, ...]) -> str:
    return kind.category if kind else _lines()[lines[0]].category if lines else ""


def _without_endings(stem: str) -> Iterator[tuple[str, str]]:
    """Yield a stem without each of its endings, the longest first: 国防科工委 is of 工委 or of 委."""
    for behind in longest_first(forms("CoreEndings", "suffixForm")):
        if stem.endswith(behind) and len(stem) > len(behind):
            yield stem[: -len(behind)], behind


@lru_cache(_REMEMBERED)
def _pieces(body: str, party: bool) -> tuple[str, ...]:
    """Return the cores a name is wholly made of, the longest first piece that leaves no rest; nothing where there is a rest."""
    cores = _cores(party)
    if body in cores:
        return (body,)
    for length in range(len(body) - 1, 1, -1) if len(body) <= _LONGEST else ():
        if body[:length] in cores:
            rest = body[length:]
            rest = rest[1:] if _JOINT.match(rest) else rest
            if len(rest) > 1 and (tail := _pieces(rest, party)):
                return (body[:length], *tail)
    return ()


# ---------------------------------------------------------------- official names


def _from_core(kind: BodyType, found: Explained, where: Place, level: str | None) -> str | None:
    """Return place + official core + ending where the type's spellings stand for it at this level."""
    long = _long_endings().get(found.ending, found.ending)
    if level not in kind.official_at or (kind.official_endings and long not in kind.official_endings):
        return None
    before, behind = (party_names()[0], _long_endings()["委"]) if kind.category == IRI.partyOrgan else ("", "")
    return f"{before}{_full_place(where)}{behind}{kind.official_core}{long}"


def _filled(template: str, kind: BodyType | None, parsed: Name, where: Place) -> str:
    """Return a template with the place in it."""
    short = where.short
    named = short if kind and short in kind.short_places and parsed.printed in ("", short) else where.plain
    if kind and kind.tails and not parsed.printed:
        short = parsed.text.removesuffix(kind.tails[0])
    values = {"{place}": _full_place(where), "{short}": short, "{named}": named}
    for token, value in values.items():
        template = template.replace(token, value)
    return template


def _without_place(template: str) -> str:
    return template.replace("{place}", "").replace("{short}", "").replace("{named}", "")


def _full_place(where: Place) -> str:
    """Return a place as official names have it: a district with its city, 深圳市福田区; all others by themselves."""
    if where.level != "县" or not where.name.endswith("区"):
        return where.name
    above = where.prefecture or (where.province if is_municipality(where.province) else "")
    return where.name if where.name.startswith(above) else above + where.name


# ---------------------------------------------------------------- tables


def _by_marker(text: str) -> tuple[AdministrativeLine, ...]:
    """Return the line of the longest marker a name holds."""
    found = [(len(marker), line) for line in vocabulary().lines for marker in line.markers if marker in text]
    return (max(found, key=lambda pair: pair[0])[1],) if found else ()


def _by_ending(text: str) -> str | None:
    """Return the category of the longest ending a name has: …实验室, …集团, 团市委, …领导小组办公室."""
    endings = forms("Categories", "suffixForm")
    found = max((ending for ending in endings if text.endswith(ending)), key=len, default=None)
    return concept(IRI.Categories, endings[found]).iri if found else None


@cache
def _long_endings() -> dict[str, str]:
    """Return ending → what it is short for: 委 → 委员会."""
    return {short: long for long, short in forms("ShortEndings", "labelForm").items()}


@cache
def _government_ending() -> re.Pattern[str]:
    return ending(forms("CoreEndings", "surfaceForm"))


@cache
def _lines() -> dict[str, AdministrativeLine]:
    return {line.iri: line for line in vocabulary().lines}


@cache
def _types() -> dict[str, BodyType]:
    return {kind.iri: kind for kind in vocabulary().types}


@cache
def _forms(party: bool) -> dict[str, BodyType]:
    """Return form → type; what stands behind 委 is a Party organ's."""
    own = {form: kind for kind in vocabulary().types for form in kind.forms if _is_party(kind)}
    others = {form: kind for kind in vocabulary().types for form in kind.forms if not _is_party(kind)}
    return others | own if party else own | others


def _is_party(kind: BodyType | AdministrativeLine) -> bool:
    return kind.category == _party_organ()


@cache
def _party_organ() -> str:
    return concepts(IRI.Categories)[0].iri


@cache
def _core_types(party: bool) -> dict[str, BodyType]:
    return {core: kind for kind in vocabulary().types if _is_party(kind) is party for core in kind.cores}


@cache
def _cores(party: bool) -> dict[str, tuple[str, ...]]:
    """Return core → lines, of the Party organs or of all others."""
    found: dict[str, tuple[str, ...]] = {}
    for core, line in _line_cores(party):
        found[core] = (*found.get(core, ()), line)
    return found | {core: kind.lines for core, kind in _core_types(party).items()}


def _line_cores(party: bool) -> Iterator[tuple[str, str]]:
    for line in vocabulary().lines:
        if _is_party(line) is party:
            yield from ((core, line.iri) for core in line.other_cores)


def is_rank_of(rank: str, where: Place) -> bool:
    """Tell whether a rank is that of a place: 市 of 漯河市, 省 of 河南省, 市 of 北京市 and of 福清市."""
    return levels()[rank] == where.level or rank == rank_word(where) or (where.kind is not None and rank == "区")


def rank_word(where: Place) -> str:
    """Return the word a place's own bodies begin with: 省, 自治区, 市, 州, 地区, 县, 区; of an area also 新区, 示范区, 师."""
    words = longest_first(forms("Ranks", "labelForm"), "word", *(["area"] if where.kind else []))
    return next((word for word in words if where.name.endswith(word)), "")
