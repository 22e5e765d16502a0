"""What a name is known by: its region and its name as the register spells it, so that all spellings of a body in a region are one.

市住建局 · 市住房和城乡建设局 · 漯河市住建局 in 漯河市    漯河市|市住房城乡建设局
杭州市政府 · 杭州市                                    杭州市|杭州市
市鞭炮产业中心 in 浏阳市, of no type                    浏阳市|县市鞭炮产业中心 … as it is printed
"""

from dataclasses import dataclass
from functools import lru_cache

from kg.register import body_types, kinds, names, places
from kg.register.body_types import Explained
from kg.register.names import Name
from kg.register.places import Place

UNKNOWN = "?"  # begins a region that stands for one document's unknown place
_REMEMBERED = 50_000  # names of some thousand documents


@dataclass(frozen=True, slots=True)
class Typed:
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


@lru_cache(_REMEMBERED)
def key(name: str, region: str | None) -> str:
    """Return what a body that is not in the register is known by: region and name, spelt as the register spells it.

    市住建局 and 市住房和城乡建设局 of one city are the same, those of two cities are not.
    """
    parsed = names.parse(name, region)
    where = names.home(parsed, region) or ""
    if kinds.locality(name):
        return f"{where}|{area(name, where)}"
    typed = typed_body(name, region)
    if typed is not None:
        return f"{where}|{typed.level or ''}{typed.name.removeprefix(typed.rank)}"
    stem = parsed.stem if _own_rank(parsed, where) else parsed.text
    return f"{where}|{_own_rank(parsed, where)}{'委' if parsed.party else ''}{stem}"


@lru_cache(_REMEMBERED)
def typed_body(name: str, region: str | None) -> Typed | None:
    """Return the body that follows from a name's type and region, or None where one of the two is not known."""
    parsed = names.parse(name, region)
    home = names.home(parsed, region)
    if home is None or home.startswith(UNKNOWN) or kinds.kind(name) == "collective" or kinds.locality(name):
        return None
    where = places.place(home)
    if parsed.rank in names.zones() and not (where and where.kind and where.name.endswith(parsed.rank)):
        where = None
    if parsed.rank and where is not None and not body_types.is_rank_of(parsed.rank, where):
        return None
    level = where.level if where else names.level(parsed, region, None)
    means = body_types.explained(parsed, level)
    rank = body_types.rank_word(where) if where else parsed.rank
    return None if means is None else Typed(parsed, means, home, where, rank, level)


def follows(name: str, region: str | None) -> bool:
    """Tell whether a name follows from what is known: a type and its region, the places, the words for classes of bodies."""
    known = region is None or not region.startswith(UNKNOWN)
    return known and (typed_body(name, region) is not None or kinds.locality(name) or kinds.kind(name) == "collective")


def _own_rank(parsed: Name, home: str) -> str:
    """Return the level a name gives its body, by a rank or by a place with its 省, 市 …: 市教委 and 北京市教委 are both a province's."""
    if parsed.rank:
        return names.level(parsed, home, None) or ""
    full = parsed.place is not None and parsed.text.startswith(parsed.printed) and places.written_in_full(parsed.printed, parsed.place)
    return (parsed.place.level or "县") if parsed.place and full else ""


def area(name: str, home: str) -> str:
    """Return what a locality is known by: 浙江省杭州市人民政府 → 杭州市; 省政府 → its province; 各县〔市、区〕 → 各县（市、区）.

    A zone has the rank of a county and is no county: 经开区 in a county is a part of it.
    """
    text = kinds.seat(name)
    found, around = places.place(text), places.place(home)
    if around and text not in names.zones() and names.levels().get(text) == around.level:
        return around.name
    return found.name if found else text
