"""What a printed name of a body means: its clean form, the level word a list dropped, one body or a class of them.

省工业和信息化厅、商务厅 → 省商务厅      济源示范区、航空港区管委会 → 济源示范区管委会      各市、县（市、区）人民政府 is one name
"""

import re
from functools import lru_cache
from itertools import pairwise

from ingest.wording import compact, wording
from kg.model import OwnerKind

LONGEST_NAME = 48  # characters; the longest body of the corpus has 41, its bracket included
LONGEST_PLACE = 5  # characters of a place without its word: 广州, 乌鲁木齐
NATIONAL = "国家"  # the level whose documents print short names
PROSE = re.compile(r"[的了你我您％%！!？?：:=]|\d{2,}|应当|应该|可以|不得|需要|必须|进行|以及时|年底|月底|长期坚持|持续推进|常态化")
NOTE = re.compile(r"[（(〔\[【〈<＜](?:含|包括|不含|下同|其中)[^）)〕\]】〉>＞]*[）)〕\]】〉>＞]?$")
BRACKET_END = re.compile(r"[（(〔\[【〈<＜][^（(〔\[【〈<＜）)〕\]】〉>＞]*[）)〕\]】〉>＞]?$")
NOTHING = frozenset(("无", "—", "-", "－", "/", "／", "——", "--", "暂无", "同上"))


@lru_cache(maxsize=8192)
def head(name: str) -> str:
    """Return a name without the brackets that close it: 发展改革和统计局(商务局) → 发展改革和统计局."""
    shorter = BRACKET_END.sub("", name) if name[-1:] in "）)〕]】〉>＞" else name
    return shorter or name


@lru_cache(maxsize=8192)
def is_body(name: str, *, strong: bool = False) -> bool:
    """Tell whether a clean string reads like the name of a body, a territory or a class of bodies."""
    table, told = wording(), head(name)
    if not 2 <= len(told) <= LONGEST_NAME or PROSE.search(told) or _explains(name):
        return False
    return told.endswith(table.strong) or is_territory(told) or (not strong and told.endswith(table.weak))


def _explains(name: str) -> bool:
    """Tell whether a string begins like an explanation (含技工院校), not like the name of a bureau (以… against 经信局)."""
    table = wording()
    return name.startswith(table.explanations) and not name.startswith(table.organs)


@lru_cache(maxsize=8192)
def is_named(name: str) -> bool:
    """Tell whether a label's word may be taken for a name although its ending is unknown: 之江实验室, 新奥燃气."""
    return 2 <= len(name) <= LONGEST_NAME and not PROSE.search(name) and not _explains(name) and name not in NOTHING


@lru_cache(maxsize=8192)
def is_territory(name: str) -> bool:
    """Tell whether a name is a class of territories and nothing else: 各县（市、区）人民政府, 功能区管委会, 县级市."""
    return len(name) <= LONGEST_NAME and wording().territory.fullmatch(name) is not None


@lru_cache(maxsize=8192)
def kind(name: str) -> OwnerKind:
    """Return unit for one body, collective for a class of them.

    各市人民政府 · 省有关部门和单位 · 属地人民政府 · 联席会议成员单位 · 县级市
    """
    table = wording()
    told = head(name)
    if name.startswith(table.collective_starts) and not name.startswith("地方金融"):
        return "collective"
    if any(mark in told for mark in table.collective_inside) or told.endswith(table.collective_ends) or is_territory(name):
        return "collective"
    return "unit"


def clean(surface: str) -> str:
    """Return the name that a surface prints: no breaks, no note on its scope (含…，下同)."""
    return compact(surface)


@lru_cache(maxsize=8192)
def level_word(name: str) -> str | None:
    """Return the level word a name begins with (省 of 省财政厅), "" for a central body, None where there is none."""
    table = wording()
    if name.startswith(table.central):
        return ""
    if name.startswith(table.no_levels):
        return None
    word = next((w for w in table.levels if name.startswith(w)), None)
    return word if word is not None and len(name) > len(word) + 1 else None


def restored(name: str, word: str | None, level: str | None) -> str:
    """Return a name with the level word its list printed once; central documents keep the short form as printed."""
    if not word or level == NATIONAL or level_word(name) is not None or not name.startswith(wording().organs):
        return name
    return word + name


def levelled(names: list[str], level: str | None) -> list[str]:
    """Return the names of one clause, each with the level word of the nearest body before it that prints one."""
    word: str | None = None
    found = []
    for name in names:
        own = level_word(name)
        found.append(restored(name, word, level))
        if own is not None and kind(name) == "unit":
            word = own
    return found


def joined(left: str, right: str) -> bool:
    """Tell whether two neighbours are one name: 各市、县（市、区）人民政府, 各区、县级市."""
    table = wording()
    if len(left) > LONGEST_NAME or len(right) > LONGEST_NAME:
        return False
    return table.tiers.fullmatch(left) is not None and table.rest_of_area.fullmatch(right) is not None


def completed(names: list[str], breaks: list[bool]) -> list[str]:
    """Return the names of one clause with the head noun a list printed once; breaks[i]: ， or ； stands before name i.

    广州、深圳、珠海出入境边防检查总站      济源示范区、航空港区管委会
    """
    found = list(names)
    for i, j in reversed(list(pairwise(range(len(names))))):
        if not breaks[j]:
            found[i] += _elided(found[i], found[j])
    return found


def _elided(name: str, following: str) -> str:
    """Return the head noun that a place shares with the name after it, else nothing."""
    table = wording()
    if kind(name) == "collective" or not _is_place(name):
        return ""
    shared = next((h for h in table.shared_heads if following.endswith(h)), "")
    place = following.removesuffix(shared)
    if not shared or len(place) < 2 or kind(following) == "collective":
        return ""
    return shared if (shared in table.area_heads) == is_body(name) else ""


def _is_place(name: str) -> bool:
    """Tell whether a name is a bare place: 广州, 济源示范区; a place whose body is named otherwise is none."""
    if is_body(name, strong=True):
        return False
    return len(name) <= LONGEST_PLACE if not is_body(name) else name[-1] in "区市县州镇乡"
