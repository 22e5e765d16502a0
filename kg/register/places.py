"""The register of places: divisions with their GB/T 2260 codes, and the areas plans name that are no divisions.

    浙江省  杭州市  凉山彝族自治州（凉山州、凉山）  石柱土家族自治县（石柱县）  雄安新区  新疆生产建设兵团第八师
A name means a place where only one has it: 鼓楼区 is four districts, 福州市鼓楼区 is one, and so the district is called.
Sources: ontology/places.tsv and ontology/areas.tsv, whose heads name theirs, and the files of the user; place_rows reads them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast

from kg.register.place_rows import SHIPPED, PlaceRow, rows
from kg.register.word_patterns import any_form

PlaceLevel = Literal["省", "市", "县"]

_GENERIC = re.compile(r"(?:地区|[省市盟县区旗])$")
_FULL = re.compile(r"(?:地区|[省市盟县区旗州])$")
_SHORTEST_STEM = 2
_HIGHEST_FIRST = {"省": 0, "市": 1, None: 2, "县": 3}
_REMEMBERED = 20_000  # names; those of some thousand documents


@dataclass(frozen=True, slots=True)
class Place:
    """A place: a name no other has, the official name, level (省, 市, 县; None where an area has none), province, prefecture.

    `kind` is None for a division, else what the area is (新区, 开发区, 兵团 …); `code` is that of GB/T 2260, an area's the statistical one.
    `since` and `until` are the first day, or year, with this name and the first without it; None where it was or is so all along.
    """

    name: str
    official: str
    level: PlaceLevel | None
    province: str
    prefecture: str | None
    kind: str | None = None
    code: str | None = None
    since: str | None = None
    until: str | None = None
    other_names: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """What it is called for short: 浙江, 广西, 西双版纳, 福清, 西湖; an area and 沧县 by the official name where no other is known."""
        listed = (name for name in self.other_names if not _FULL.search(name))
        return next(listed, None) or next(iter(sorted(_stems(self))), self.official)

    @property
    def plain(self) -> str:
        """Its name without the peoples of an autonomous prefecture or county, as banks name their branches: 恩施州, 石柱县, 杭州市."""
        listed = (name for name in self.other_names if self.level != "省" and name[-1] == self.official[-1])
        return next(listed, self.name) if "自治" in self.official else self.name

    @property
    def names(self) -> frozenset[str]:
        """All names it has."""
        return frozenset((self.name, self.official, *self.other_names, *_stems(self)))


@dataclass(frozen=True, slots=True)
class _Register:
    """Names → places: all, official ones, other and short ones, those that may begin a longer name; words; marks of document numbers."""

    named: dict[str, tuple[Place, ...]]
    official: dict[str, tuple[Place, ...]]
    short: dict[str, tuple[Place, ...]]
    heads: dict[str, tuple[Place, ...]]
    words: frozenset[str]
    marks: dict[str, Place]
    longest: int


# ---------------------------------------------------------------- names


@lru_cache(_REMEMBERED)
def places_named(name: str) -> tuple[Place, ...]:
    """Return the places of a name: by the official name, else by another or a short one, the highest level of those.

    杭州市, 杭州    凉山彝族自治州, 凉山州, 凉山    石柱县    海南 → the province    西湖区 → two districts
    A former place (莱芜市) is meant where no present one has the name.
    """
    return _register().named.get(name, ())


@lru_cache(_REMEMBERED)
def place(region: str | None) -> Place | None:
    """Return the place a region names: 浙江省, 杭州, 浙江省杭州市, 福州市鼓楼区; None where it is unknown or one of several."""
    if not region:
        return None
    found = places_named(region)
    return found[0] if len(found) == 1 else None if found else _inner(region)


def _inner(region: str) -> Place | None:
    """Return the last of several places written one behind the other: 浙江省杭州市余杭区."""
    head = longest_head(region, len(region) - 1)
    outer = _register().heads[head] if head else ()
    return _last(outer[0], region[len(head) :]) if head and len(outer) == 1 else None


def _last(outer: Place, rest: str) -> Place | None:
    """Return the last place of a chain inside another, where all of the rest is such a chain."""
    return _within(outer, rest) or next((last for cut, inner in _inside(outer, rest) if (last := _last(inner, rest[cut:]))), None)


def _inside(outer: Place, rest: str) -> Iterator[tuple[int, Place]]:
    """Yield the places of the outer one that a text begins with, and where their names end, longest first."""
    heads = _register().heads
    for cut in range(min(len(rest) - 1, _register().longest), 1, -1):
        if rest[:cut] in heads and not _runs_on().match(rest, cut - 1) and (inner := _within(outer, rest[:cut])):
            yield cut, inner


def _within(outer: Place, name: str) -> Place | None:
    """Return the one place of a name that lies in another: 鼓楼区 in 福州市, 石河子 in 新疆."""
    known = _register()
    for names in (known.official, known.short):
        found = [p for p in names.get(name, ()) if outer.name in (p.province, p.prefecture) and p != outer]
        if found:
            return found[0] if len(found) == 1 else None
    return None


@lru_cache(_REMEMBERED)
def leading_place(name: str, region: Place | None = None) -> tuple[str, Place] | None:
    """Return the place at the head of a name, as written: 杭州市财政局 → 杭州市; 浙江银保监局 → 浙江; None where none is known.

    The short name of a county is no head: 新华社 is not of 新华区. A head that several places have is the one in the region, else
    none: 鼓楼区财政局.
    """
    head = longest_head(name, len(name) - 1)
    found = _register().heads[head] if head else ()
    meant = found[0] if len(found) == 1 else _of_region(found, region)
    if head is None or meant is None:
        return None
    return _next(meant, head, name) or (head, meant)


def _of_region(found: Iterable[Place], region: Place | None) -> Place | None:
    """Return the one of several places that is the region or lies in it."""
    inside = [p for p in found if region is not None and (p == region or region.name in (p.province, p.prefecture))]
    return inside[0] if len(inside) == 1 else None


def _next(outer: Place, head: str, name: str) -> tuple[str, Place] | None:
    """Return the place that stands right behind another and lies in it, with both heads: 浙江省杭州市."""
    for cut, inner in _inside(outer, name[len(head) :]):
        whole = name[: len(head) + cut]
        return _next(inner, whole, name) or (whole, inner)
    return None


def longest_head(name: str, most: int) -> str | None:
    """Return the longest name of a place, one or several, that a text begins with, `most` characters at the most."""
    known = _register()
    lengths = range(min(most, known.longest), 1, -1)
    return next((name[:n] for n in lengths if name[:n] in known.heads and not _runs_on().match(name, n - 1)), None)


def place_names() -> tuple[str, ...]:
    """Return all names that may stand at the head of a longer name or in a sentence, in the order of their characters."""
    return tuple(sorted(_register().heads))


@cache
def provinces() -> tuple[str, ...]:
    """Return the provinces in their official order: 北京市, 天津市, 河北省, …"""
    return tuple(dict.fromkeys(found.province for found in _places(list(rows())) if found.province))


def known(name: str) -> bool:
    """Tell whether a name is the official name of a place, be there one or several: 越秀区, 江北区."""
    return name in _register().official


def written_in_full(written: str, place: Place) -> bool:
    """Tell whether a place is written with its 省, 市, 县 …, as its own bodies write it: 杭州市, 凉山州, 雄安新区; not 浙江."""
    return bool(_FULL.search(written)) or (place.kind is not None and bool(written))


def is_common_word(name: str) -> bool:
    """Tell whether a name of a place is a common word as well: 城区, 大同."""
    return name in _register().words


def province_of_number(number: str) -> Place | None:
    """Return the province whose mark a document number begins with: 浙政发 → 浙江省."""
    return next((place for mark, place in _register().marks.items() if number.startswith(mark)), None)


def is_municipality(province: str) -> bool:
    """Tell whether a province is a city: 重庆市."""
    return province.endswith("市")


@cache
def _runs_on() -> re.Pattern[str]:
    """Return the pattern of a word that runs on over the last character of a name: 吉林市场监管局 is of 吉林."""
    return re.compile(any_form("PlaceGoesOn"))


# ---------------------------------------------------------------- the tables


@cache
def _register() -> _Register:
    known = list(rows())
    places = _places(known)
    official, short = _by_name(places, lambda place: {place.official, place.name}), _by_name(places, _others)
    for row, own in zip(known, places, strict=True):
        for name in () if row.file.startswith(SHIPPED) else (own.official, own.name, *_others(own)):  # the user's own wins
            (official if name in official else short)[name] = (own,)
    former = {name for name, of in official.items() if of[0].until}  # 东乡县 was a county; now 东乡族自治县 is called so
    named = short | {name: of for name, of in official.items() if name not in former or name not in short}
    heads = {name: of for name, of in named.items() if name in official or any(_heads(p, name) for p in of)}
    marks = {mark: p for row, p in zip(known, places, strict=True) for mark in row.cells.get("mark", "").split()}
    words = frozenset(word for row in known for word in row.cells.get("common", "").split())
    return _Register(named, official, short, heads, words, marks, max(map(len, heads)))


def _places(known: list[PlaceRow]) -> list[Place]:
    """Return the place of every row, its parent before it; one that shares its official name is called by its city and that."""
    ever = Counter(row.cells["name"] for row in known)
    present = Counter(row.cells["name"] for row in known if not row.cells["until"])
    found: dict[str, Place] = {}
    made: list[Place] = []
    for row in known:
        former = bool(row.cells["until"])
        parent = _parent(row, found)
        new = _place(row, parent, shared=(ever if former else present)[row.cells["name"]] > 1)
        for key in (row.cells["code"], new.official):
            if not former or key not in found:
                found[key] = new
        made.append(new)
    return made


def _parent(row: PlaceRow, found: Mapping[str, Place]) -> Place | None:
    """Return the place a row lies in: the one it names, else as its code says, 330102 in 330100, that in 330000."""
    code = row.cells["code"]
    above = (row.cells.get("parent", ""), code[:4] + "00", code[:2] + "0000")
    return next((found[key] for key in above if key in found and key != code), None)


def _place(row: PlaceRow, parent: Place | None, *, shared: bool) -> Place:
    cells, official = row.cells, row.cells["name"]
    level = cast(PlaceLevel | None, cells.get("level", "") or None) if "kind" in cells else _level(cells["code"])
    name = f"{parent.name}{official}" if shared and parent else official
    above = (parent.name if parent.level == "市" else parent.prefecture) if parent else None
    return Place(
        name=name,
        official=official,
        level=level,
        province=parent.province if parent else name,
        prefecture=name if level == "市" else above,
        kind=cells.get("kind") or None,
        code=cells["code"] or None,
        since=cells["since"] or None,
        until=cells["until"] or None,
        other_names=_listed(row, parent),
    )


def _listed(row: PlaceRow, parent: Place | None) -> tuple[str, ...]:
    """Return the other names of a row; of an area that begins with its city's short name, also those with the 市: 济宁市高新区."""
    listed = row.cells["also"].split()
    if "kind" in row.cells and parent is not None and parent.level == "市":
        begin = parent.official.removesuffix("市")
        short = [name for name in (row.cells["name"], *listed) if name.startswith(begin) and not name.startswith(parent.official)]
        listed += [parent.official + name.removeprefix(begin) for name in short if parent.official != begin]
    return tuple(dict.fromkeys(listed))


def _level(code: str) -> PlaceLevel:
    return "省" if code.endswith("0000") else "市" if code.endswith("00") else "县"


def _stems(place: Place) -> set[str]:
    """Return the names of a division without their last character: 杭州市 → 杭州, 石柱县 → 石柱; 沧县 has none."""
    stems = {_GENERIC.sub("", name) for name in (place.official, *place.other_names)} if place.kind is None else set()
    return {stem for stem in stems if len(stem) >= _SHORTEST_STEM and not stem.endswith("自治")}


def _others(place: Place) -> set[str]:
    return {*place.other_names, *_stems(place)} - {place.official, place.name}


def _heads(place: Place, name: str) -> bool:
    """Tell whether a short name may stand at the head of a longer one: that of a county only with its 县, 市, 区 or 旗."""
    return place.level != "县" or bool(_GENERIC.search(name))


def _by_name(places: Iterable[Place], names: Callable[[Place], Iterable[str]]) -> dict[str, tuple[Place, ...]]:
    """Return name → the present places of the highest level that have it, former ones where no present one does."""
    found: dict[str, list[Place]] = {}
    for known in places:
        for name in names(known):
            found.setdefault(name, []).append(known)
    return {name: _foremost(of) for name, of in found.items()}


def _foremost(places: list[Place]) -> tuple[Place, ...]:
    if len(places) == 1:
        return (places[0],)
    first = min(map(_rank, places))
    return tuple(dict.fromkeys(place for place in places if _rank(place) == first))


def _rank(place: Place) -> tuple[bool, int]:
    return place.until is not None, _HIGHEST_FIRST[place.level]
