"""Whether a name is one body, a locality, or a class of either: decided here, once, for the reading and for the register.

a body        省科技厅, 市政府办公室          a locality   杭州市政府, 越秀区, 江北新区管委会
a collective  各有关部门, 各商业银行, 各设区市发展改革委      localities in number   各市人民政府, 各县（市、区）
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.model import OwnerKind
from kg.ontology import forms
from kg.register import places
from kg.register.names import tidy
from kg.register.word_patterns import any_form, either, ending, longest_first

_REMEMBERED = 20_000  # names; those of some thousand documents
_LONGEST = 80  # characters of a name; what is longer is no name
_BRACKET_END = re.compile(r"[（(〔\[【〈<＜][^（(〔\[【〈<＜）)〕\]】〉>＞]*[）)〕\]】〉>＞]?$")
_BRACKETS = re.compile(r"[（）()〔〕\[\]〈〉<>]")
_TERRITORY = r"(?=.*[省市县区州盟旗师镇乡地])[省市县区州盟旗师镇乡街道地方级辖设的以上直管副各有关相属所在全其他、和及或]+"
_ONE_BRACKET = str.maketrans("()〔〕[]［］〈〉<>【】", "（）（）（）（）（）（）（）")


@dataclass(frozen=True, slots=True)
class TerritoryWords:
    """The patterns of territories: tiers (各市), classes (县级市) and zones, with a note (（市、区）) and a head (人民政府)."""

    tiers: re.Pattern[str]
    territory: re.Pattern[str]
    plural: re.Pattern[str]
    every_tier: re.Pattern[str]
    rest_of_area: re.Pattern[str]


@lru_cache(_REMEMBERED)
def kind(name: str) -> OwnerKind:
    """Return unit for one body or locality, collective for a class of them.

    各市人民政府 · 省有关部门和单位 · 属地人民政府 · 联席会议成员单位 · 县级市
    """
    starts, inside, ends = _collective_words()
    parts, bodies = _no_collective()
    shorter = parts.sub("", head(name))
    if name.startswith(starts) and not name.startswith(bodies):
        return "collective"
    if any(mark in shorter for mark in inside) or shorter.endswith(ends) or territory_words().plural.fullmatch(name):
        return "collective"
    return "unit"


@lru_cache(_REMEMBERED)
def locality(name: str) -> bool:
    """Tell whether a name is a local government or its area as such: 杭州市政府, 各市人民政府, 各县（市、区）, 江北新区管委会."""
    if len(name) > _LONGEST:
        return False
    text = _BRACKETS.sub("", re.sub(r"\s", "", name))
    bare = tidy(name)
    if _area().fullmatch(text) or _each().search(text) or places.known(bare) or places.place(bare):
        return True
    return any(_locality_ending().search(name) and not _no_locality().search(name) for name in (bare, text))


@lru_cache(_REMEMBERED)
def head(name: str) -> str:
    """Return a name without the brackets that close it: 发展改革和统计局(商务局) → 发展改革和统计局."""
    shorter = _BRACKET_END.sub("", name) if name[-1:] in "）)〕]】〉>＞" else name
    return shorter or name


def seat(name: str) -> str:
    """Return a locality's name without its seat and with one form of brackets: 杭州市人民政府 → 杭州市; 各县〔市、区〕 → 各县（市、区）."""
    return _seat().sub("", re.sub(r"\s", "", name).translate(_ONE_BRACKET))


@cache
def _locality_ending() -> re.Pattern[str]:
    return ending(forms("Localities", "suffixForm"), "ending")


@cache
def _no_locality() -> re.Pattern[str]:
    return ending(forms("Localities", "suffixForm"), "none")


@cache
def _collective_words() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return what a class of bodies begins with, holds and ends in."""
    starts, inside, ends = (longest_first(forms("Collectives", f"{form}Form"), "collective") for form in ("prefix", "surface", "suffix"))
    return starts, inside, ends


@cache
def _no_collective() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return what holds such a word as part of a place's name (各族), and what begins with one and is one body (地方金融)."""
    return re.compile(any_form("Collectives", "none")), longest_first(forms("Collectives", "prefixForm"), "none")


@cache
def _seat() -> re.Pattern[str]:
    return re.compile(f"(?:{any_form('GovernmentSeats')})$")


@cache
def _area() -> re.Pattern[str]:
    """Return the pattern of what is made of words for territories alone: 各市县, 省直管县人民政府."""
    return re.compile(f"{_TERRITORY}(?:{any_form('GovernmentSeats')})?")


@cache
def _each() -> re.Pattern[str]:
    return re.compile(f"各[市县区州盟旗镇乡]+(?:{any_form('GovernmentSeats')})?$")


@cache
def territory_words() -> TerritoryWords:
    """Return the patterns of the areas of ontology/roles.ttl."""
    areas, heads = forms("Areas", "surfaceForm"), forms("Areas", "suffixForm")
    tier, area, many = (either(longest_first(areas, *kinds)) for kinds in (("tier", "class"), (), ("class", "zones")))
    head = either(longest_first(heads, "head"))
    each, whole, here = (any_form("AreaDeterminers", notation) for notation in ("each", "whole", "here"))
    noted = r"[（(〔\[<〈＜][^）)〕\]>〉＞]{0,30}[）)〕\]>〉＞]"
    note, ending = f"(?:{noted})*", f"(?:{head})?(?:{noted})*"
    counted = f'[“"]?(?:[二两三四五六七八九十]个?(?:{tier})[”"]?){{1,3}}'  # “四区”政府, 三县两区人民政府
    return TerritoryWords(
        tiers=re.compile(f"(?:{each}|{whole})*(?:(?:{tier})[、和及]?){{1,6}}{note}"),
        territory=re.compile(f"(?:{each}|{here})*(?:{area}){{1,4}}{note}{ending}"),
        plural=re.compile(f"(?:(?:{tier}){{2,4}}{note}|(?:{tier}){noted}|(?:{many}){note}|{counted}){ending}|(?:{head})"),
        every_tier=re.compile(f"各(?:{each})?(?:{tier}){{1,4}}{note}"),
        rest_of_area=re.compile(f"(?:{tier}){{1,4}}{note}{ending}"),
    )
