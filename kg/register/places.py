"""The places of China as far as bodies need them: a region's level, its province and prefecture, and a place at the head of a name.

The register is ontology/regions.tsv; names that several places share (江北区) are told apart by their province or stay unknown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.files import ONTOLOGY

MUNICIPALITIES = frozenset(("北京市", "天津市", "上海市", "重庆市"))
_SUFFIX = re.compile(r"(?:壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|省|市|地区|盟)$")
# Longest first: 新疆生产建设兵团 is more than 新疆.
_LONGEST_NAME = 14
_REMEMBERED = 20_000  # names; those of some thousand documents


@dataclass(frozen=True, slots=True)
class Place:
    """A division: official name, level (省, 市, 县), the province and the prefecture it lies in."""

    name: str
    level: str
    province: str
    prefecture: str | None


@cache
def _named() -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for place in _places():
        known = found.setdefault(place.name, [])
        if place not in known:
            known.append(place)
    return {name: tuple(places) for name, places in found.items()}


@cache
def _short() -> dict[str, Place]:
    """Return provinces and cities by what they are called for short: 浙江, 内蒙古, 杭州."""
    found: dict[str, Place] = {}
    for name, places in _named().items():
        stem = _SUFFIX.sub("", name)
        if places[0].level != "县" and len(places) == 1 and len(stem) > 1 and stem != name:
            found[stem] = places[0]
    return found


def _places() -> Iterator[Place]:
    for line in (ONTOLOGY / "regions.tsv").read_text("utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        province, _, prefecture, counties = line.split("\t")
        yield Place(province, "省", province, None)
        inner = prefecture if prefecture not in ("-", province) else None
        if inner:
            yield Place(inner, "市", province, inner)
        for county in counties.split():
            yield Place(county, "县", province, inner)


@lru_cache(_REMEMBERED)
def place(region: str | None) -> Place | None:
    """Return the place a region names: 浙江省, 杭州市, 浙江省杭州市, 浙江; None where it is unknown or one of several."""
    if not region:
        return None
    named = _named().get(region, ())
    if len(named) == 1:
        return named[0]
    if not named and region in _short():
        return _short()[region]
    return _inner(region)


def _inner(region: str) -> Place | None:
    """Return the last of several places written one behind the other: 浙江省杭州市余杭区."""
    for cut in range(min(len(region) - 1, _LONGEST_NAME), 1, -1):
        outer = place(region[:cut])
        if outer is not None:
            inner = [p for p in _named().get(region[cut:], ()) if outer.name in (p.province, p.prefecture)]
            return inner[0] if len(inner) == 1 else None
    return None


@lru_cache(_REMEMBERED)
def leading(name: str) -> tuple[str, Place] | None:
    """Return the place at the head of a name, as written: 杭州市财政局 → 杭州市; 浙江银保监局 → 浙江; None where none is known."""
    for length in range(min(len(name) - 1, _LONGEST_NAME), 1, -1):
        head = name[:length]
        if (found := place(head)) is not None:
            return head, found
    return None


def short_names() -> dict[str, Place]:
    """Return provinces and cities by what they are called for short: 浙江, 内蒙古, 杭州."""
    return _short()


def known(name: str) -> bool:
    """Tell whether a name is the official name of a place, be there one or several: 越秀区, 江北区."""
    return name in _named()
