"""Which place a document is for, as far as it says so itself; the places are those of kg.register.

title          2025年宁夏政府重点工作方案    关于促进西双版纳州旅游的若干措施    浙江省杭州市西湖区…
issuers        温州市科学技术局
number         浙政发〔2023〕5号
its own words  结合玉溪实际; and where it calls itself 我市, 我县 …: 某市购买, 某县行政区域内, 人民银行漯河市中心支行 among its bodies
A place that the text merely mentions says nothing: 学习某市经验, 在贵州贵阳举行的大会.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.ontology import forms
from kg.register import (
    Place,
    PlaceLevel,
    any_form,
    either,
    is_common_word,
    leading_place,
    longest_first,
    party_names,
    place_names,
    places_named,
    province_of_number,
    written_in_full,
)

Mentioned = tuple[int, int, tuple[Place, ...]]


@cache
def _branch() -> re.Pattern[str]:
    """Match a branch of a national body, which names the place it is in: 人民银行漯河市中心支行, 漯河银保监分局."""
    head, branch, agency = any_form("PlaceHeadOffice"), any_form("PlaceBranch"), any_form("PlaceAgency")
    end, central = any_form("PlaceScope", "agency", kind="labelForm"), any_form("LevelWords", "central", kind="prefixForm")
    return re.compile(
        rf"(?:{head})(?P<in>[\u4e00-\u9fff]{{2,9}}?)(?:{branch})"
        rf"|(?<![\u4e00-\u9fff])(?!{central})(?P<before>[\u4e00-\u9fff]{{2,6}}?)(?:{agency})(?:{end})?"
    )


@cache
def _becomes() -> re.Pattern[str]:
    """Match what a place says it will become: 把广州建设成为…中心."""
    return re.compile(rf"[把将](?P<place>[\u4e00-\u9fff]{{2,9}}?)(?:{any_form('PlaceBecomes')})成")


@cache
def _own_place() -> re.Pattern[str]:
    """Match what says whom a document is for: 结合昭通实际."""
    return re.compile(
        rf"(?:{any_form('PlaceReason')})(?P<place>[\u4e00-\u9fff]{{2,12}}?)(?:{any_form('PlaceScope', 'actual', kind='labelForm')})"
    )


@cache
def _others() -> re.Pattern[str]:
    """Match what makes a place behind it somebody else's: 支持某区, 推广某市经验."""
    return re.compile(rf"(?:{any_form('PlaceOthers')})[\u4e00-\u9fff]{{0,2}}$")


def mentions(text: str) -> Iterator[Mentioned]:
    """Yield each place a text names so that it is no other word: start, end, and the places of that name."""
    automaton, names = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(text):
        yield start, end, places_named(names[index])


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    """Return the automaton of the names with their 省, 市, 州, and those names in its order."""
    names = tuple(name for name in place_names() if written_in_full(name, places_named(name)[0]) and not is_common_word(name))
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), names


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place the text names as its own, and how strongly that says that the document is the place's."""

    place: Place
    weight: float


TITLE, ISSUER, NUMBER, OWN, SCOPE, BRANCH, LOCATED = 40.0, 30.0, 20.0, 10.0, 3.0, 2.0, 1.0
# A document names its place in its first pages; a text of many megabytes is not searched to its end.
ENOUGH = 200_000
LEAST = 1.0
# Weight of the enclosing regions in a chain such as 浙江省杭州市西湖区: only enough to disambiguate the last one.
_ABOVE = 0.1
# A second place with more than this share of the first one's evidence leaves doubt.
DOUBT = 0.7
# 支持某区改革开放, 推广某市经验: somebody else's document about the place.


def of_title(title: str) -> Iterator[Evidence]:
    """Yield the place a title begins with, else those it names with their 省, 市, 县."""
    yield from _of(title, _before(title), TITLE, words=False)


def of_unknown_zone(title: str) -> bool:
    """Tell whether a title begins with a zone of a city that the register does not know: it is not for the whole city.

    某市经济技术开发区…工作方案    某州高新区…    but 某省开发区…: the zones of a province are its own matter
    """
    rest = title[_before(title) :]
    found = leading_place(rest)
    return bool(found and found[1].level != "省" and found[1].kind is None and _zone().match(rest, len(found[0])))


@cache
def _zone() -> re.Pattern[str]:
    """Return the pattern of what follows a city in the name of a zone of it: 经济技术开发区, 高新区, 临空经济示范区."""
    words = forms("Areas", "surfaceForm")
    return re.compile(rf"(?:{either(tuple(forms('Areas', 'prefixForm')))}){{0,3}}(?:{either(longest_first(words, 'zone', 'zones'))})")


@cache
def _head() -> re.Pattern[str]:
    """Match what stands before the place in a title: 【…】, 《, （改写样例）, the year, 中共."""
    return re.compile(rf"(?:【[^】]*】|[（(][^（()）]*[）)]|[《〈\s]|(?:19|20)\d\d年?度?|{either(party_names())}|关于)*")


def _before(title: str) -> int:
    found = _head().match(title)
    return found.end() if found else 0


def of_body(name: str) -> Iterator[Evidence]:
    """Yield the place in the name of an issuing body."""
    yield from _of(name, _before(name), ISSUER, words=True)


def of_number(number: str) -> Iterator[Evidence]:
    """Yield the province a document number is of."""
    found = province_of_number(number)
    yield from (Evidence(found, NUMBER),) if found else ()


def _of(text: str, before: int, weight: float, *, words: bool) -> Iterator[Evidence]:
    found = leading_place(text[before:])
    if found and (words or not is_common_word(found[0])):
        yield Evidence(found[1], weight)
    else:
        yield from _named_in(text, weight)


def _named_in(text: str, weight: float) -> Iterator[Evidence]:
    """Yield the places named somewhere in a title; the last of a chain 浙江省杭州市西湖区 is the most specific."""
    full = [found for found in mentions(text) if not _others().search(text, 0, found[0])]
    for found, after in zip(full, [*full[1:], (-1, -1, ())], strict=False):
        strength = _ABOVE if found[1] == after[0] else weight
        yield from (Evidence(place, strength / len(found[2])) for place in found[2])


# 提高县城…, 各市和县城区: a name of two characters is one only where no other word runs into it.
_JOINED = re.compile(r"[\u4e00-\u9fff](?<![在于为由动进对])")


@cache
def _within() -> re.Pattern[str]:
    """Match what says that something is in a place, or of its people: 某市购买, 某县行政区域内, 具有某市户籍, 某市中心城区."""
    kind, area, act = any_form("PlaceScope", kind="prefixForm"), any_form("PlaceScope"), any_form("PlaceScope", kind="suffixForm")
    return re.compile(rf"(?:{kind})?(?:{area}){{0,2}}[内户房实]|{act}")


def of_own_words(text: str) -> Iterator[Evidence]:
    """Yield the places a text says it was made for: 结合昭通实际."""
    for found in _own_place().finditer(text):
        yield from (Evidence(place, OWN) for place in places_named(found["place"]))


def of_scope(text: str, outside: Sequence[tuple[int, int]], *, called: bool) -> Iterator[Evidence]:
    """Yield the places a text holds in, or whose branches it gives tasks to; `outside` are stretches such as cited titles.

    One that it says only once counts of a text that calls itself 我市, 我县 …; a bare 在某市 (在某市举行) never counts once.
    """
    found = [*_of_branches(text), *_of_areas(text, outside)]
    found += (Evidence(place, OWN) for aim in _becomes().finditer(text) if called for place in places_named(aim["place"]))
    seen = Counter(item.place for item in found)
    yield from (item for item in found if seen[item.place] > 1 or (called and item.weight > LOCATED))


def _of_branches(text: str) -> Iterator[Evidence]:
    for found in _branch().finditer(text):
        yield from (Evidence(place, BRANCH) for place in places_named(found["in"] or found["before"]))


def _of_areas(text: str, outside: Sequence[tuple[int, int]]) -> Iterator[Evidence]:
    for start, end, of in _inside(text, mentions(text), outside):
        weight = SCOPE if _within().match(text, end) else LOCATED if text[start - 1 : start] == "在" else 0
        if weight and (end - start > 2 or not _JOINED.match(text, start - 1)):
            yield from (Evidence(place, weight / len(of)) for place in of)


def _inside(text: str, found: Iterable[Mentioned], outside: Sequence[tuple[int, int]]) -> Iterator[Mentioned]:
    """Yield the mentions that stand in no stretch of `outside`."""
    starts = [start for start, _ in outside]
    for mention in found:
        before = bisect_right(starts, mention[0]) - 1
        if before < 0 or outside[before][1] <= mention[0]:
            yield mention


# What a text calls itself by (我市, 市财政局) and the places that can be meant: 福清市 is a county-level city, 我区 may be 自治区.
_FITS: dict[str, Callable[[Place], bool]] = {
    "省": lambda place: place.level == "省" and not place.official.endswith("市"),
    "市": lambda place: place.official.endswith(("市", "地区", "盟")),
    "州": lambda place: place.level == "市" and place.official.endswith("州"),
    "县": lambda place: place.level == "县" and place.official.endswith(("县", "旗")),
    "区": lambda place: place.level in ("县", None) and place.official.endswith("区"),
    "自": lambda place: place.level == "省" and place.official.endswith("区"),
}


def choose(evidence: Iterable[Evidence], self_called: str | None) -> Place | None:
    """Return the place with the most evidence among those that can call themselves so; None where nothing is clear."""
    weights: dict[Place, float] = {}
    for item in evidence:
        if self_called is None or _FITS[self_called](item.place):
            weights[item.place] = weights.get(item.place, 0) + item.weight
    ranked = sorted(weights, key=lambda place: -weights[place])
    if not ranked or weights[ranked[0]] < LEAST or (len(ranked) > 1 and weights[ranked[1]] > DOUBT * weights[ranked[0]]):
        return None
    return ranked[0]


# 自治区发展改革委, 自治区住房城乡建设厅
_AUTONOMY = re.compile(r"自治区[\u4e00-\u9fff]{2,12}[局委厅办]")
_OWN_WORD = 3
_FEW = 2


@cache
def _self() -> re.Pattern[str]:
    """Match what a text calls its own place by: 我市, 市直各部门, 市财政局."""
    own, seat = any_form("PlaceScope", kind="verbForm"), any_form("GovernmentSeats")
    return re.compile(
        rf"[我本全](?P<own>[省市县区州])|(?:^|[，,、；;])(?P<to>[省市县区州])(?:{own})"
        rf"|(?:^|[（(〔\[：:、，,；;和])(?P<owner>[省市县区州])(?!委[、和]?[省市县区州](?:{seat}))(?:委|[\u4e00-\u9fff]{{1,12}}[局委厅办院])",
        re.MULTILINE,
    )


def self_called(text: str) -> str | None:
    """Return what a text calls its own place by: 我市, 市财政局, 市直各部门 → 市; None where it does not say, or not clearly.

    我区 of a text that gives tasks to 自治区 bodies is an autonomous region: 自.
    """
    counts = dict.fromkeys(_FITS, 0)
    for found in _self().finditer(text[:ENOUGH]):
        if own := found["own"] or found["to"]:
            counts[own] += 1 if found[0][0] == "全" else _OWN_WORD
        else:
            counts[found["owner"]] += 1
    first, second = sorted(counts, key=lambda word: -counts[word])[:2]
    if counts[first] < _FEW or counts[second] > DOUBT * counts[first]:
        return None
    return "自" if first == "区" and len(_AUTONOMY.findall(text)) >= _OWN_WORD else first


# 各县（市、区）, 各区县: what a city has below it; 各乡镇, 各镇: what a county has; 各区 alone has a city or a municipality.
_COUNTIES = re.compile(r"各(?=[市区]*县)[市区县]{1,3}(?!自治)|县[（(][市区]")
_TOWNSHIPS = re.compile(r"各[乡镇]")
_LEVEL_CALLED: dict[str, PlaceLevel] = {"省": "省", "自": "省", "州": "市", "县": "县"}


def level_called(text: str, own: str) -> PlaceLevel | None:
    """Return the level of a place by what it calls itself; 市 only by what it has below it, 区 of no place known is none."""
    if own != "市":
        return _LEVEL_CALLED.get(own)
    if _COUNTIES.search(text, 0, ENOUGH):
        return "市"
    return "县" if _TOWNSHIPS.search(text, 0, ENOUGH) else None
