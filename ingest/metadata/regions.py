"""The places of China, and which of them a document is for.

    浙江省  杭州市  西双版纳傣族自治州（西双版纳州）  宁国市（县级市）  余杭区
A place is read where the text names it as its own: in the title, in an issuer, in 结合X实际, in bodies such as 人民银行X市分行.
The register is ontology/regions.tsv.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.files import ONTOLOGY

PlaceLevel = Literal["省", "市", "县"]

_PEOPLES = (
    "蒙古族|蒙古|哈萨克族|哈萨克|柯尔克孜族|柯尔克孜|维吾尔族|维吾尔|塔吉克族|塔吉克|锡伯族|锡伯|朝鲜族|满族|回族|藏族|羌族|彝族|壮族|苗族|侗族|布依族|土家族|白族|傣族|景颇族|傈僳族|哈尼族"
    "|瑶族|仡佬族|水族|黎族|畲族|毛南族|仫佬族|佤族|拉祜族|布朗族|纳西族|怒族|独龙族|普米族|阿昌族|德昂族|东乡族|保安族|撒拉族|土族|裕固族|达斡尔族|鄂温克族|鄂伦春族|各族|壮族|回族"
)
_AUTONOMOUS = re.compile(rf"(?:{_PEOPLES})+(?=自治)")
_SUFFIX = re.compile(r"(?:自治区|自治州|自治县|自治旗|特别行政区|地区|林区|特区|新区|省|市|县|区|盟|旗|州)$")
# Names that are common words as well: 城区 is no place in 中心城区.
_COMMON = frozenset(
    {"城区", "郊区", "矿区", "东区", "西区", "新区", "市中区", "市南区", "市北区", "城中区", "桥东区", "桥西区", "新城区", "海港区"}
    | {"港口区", "港南区", "港北区", "老城区", "开发区", "和县", "新县", "会同县", "城东区", "城西区", "城北区"}
)


@dataclass(frozen=True, slots=True)
class Place:
    """A division with its official name, its level, and what it lies in; `mark` is what its document numbers begin with."""

    name: str
    level: PlaceLevel
    province: str
    prefecture: str | None


Mentioned = tuple[int, int, tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class Register:
    """All places: by official name (several may share one), by the short names they are called by, and by document marks."""

    named: dict[str, tuple[Place, ...]]
    short: dict[str, tuple[Place, ...]]
    marks: dict[str, Place]


@cache
def register() -> Register:
    """Return the places of ontology/regions.tsv."""
    named: dict[str, list[Place]] = {}
    short: dict[str, list[Place]] = {}
    marks: dict[str, Place] = {}
    for place, mark in _places():
        known = named.setdefault(place.name, [])
        if place not in known:
            known.append(place)
            for name in _called(place.name):
                short.setdefault(name, []).append(place)
        if mark:
            marks[mark] = place
    return Register({k: tuple(v) for k, v in named.items()}, {k: tuple(v) for k, v in short.items()}, marks)


def _places() -> Iterator[tuple[Place, str | None]]:
    """Yield every place, a province with each of its marks."""
    for line in (ONTOLOGY / "regions.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        province, marks, prefecture, counties = line.split("\t")
        for mark in marks.split():
            yield Place(province, "省", province, None), mark
        inner = prefecture if prefecture not in ("-", province) else None
        if inner:
            yield Place(inner, "市", province, inner), None
        for county in counties.split():
            yield Place(county, "县", province, inner), None


def _called(name: str) -> set[str]:
    """Return what a place is called besides its official name: 西双版纳傣族自治州 → 西双版纳州, 西双版纳."""
    plain = _AUTONOMOUS.sub("", name)
    stem = _SUFFIX.sub("", plain)
    found = {stem} if len(stem) > 1 else set()
    if stem and plain.endswith(("自治州", "自治县")):
        found.add(stem + plain[-1])
    return found - {name}


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    """Return the automaton of all full names and of 西双版纳州-like ones, with the names in its order."""
    known = register()
    names = tuple(sorted((set(known.named) | {name for name in known.short if name.endswith(("州", "县"))}) - _COMMON))
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), names


def mentions(text: str) -> Iterator[Mentioned]:
    """Yield each place a text names in full: start, end, and the places of that name."""
    known = register()
    automaton, names = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(text):
        yield start, end, known.named.get(names[index]) or known.short[names[index]]


# 结合昭通实际, 结合玉溪市实际情况: the document is for that place.
_OWN = re.compile(r"(?:结合|立足|根据)(?P<place>[\u4e00-\u9fff]{2,12}?)(?:的|本地)?实际")
# A branch of a national body names the place it is in: 人民银行漯河市中心支行, 漯河银保监分局, 国家税务总局石棉县税务局.
_BRANCH = re.compile(
    r"(?:人民银行|人行|国家税务总局|监督管理总局|银保监会)(?P<in>[\u4e00-\u9fff]{2,9}?)(?:中心支行|分行|支行|营业|监管|税务局|中支)"
    r"|(?<![\u4e00-\u9fff])(?P<before>[\u4e00-\u9fff]{2,6}?)(?:银保监|金融监管|证监|海关|供电|电网)(?:分局|局|支局|公司)?"
)
# In a place, or of its people: 在某市购买, 某县行政区域内, 具有某市户籍.
_WITHIN = re.compile(r"(?:行政|市)?(?:区域|范围|辖区|城区|中心城区|城市规划区)?(?:范围)?[内户房实]|购|就业|新建")
# 提高县城…, 各市和县城区: a name of two characters is one only where no other word runs into it.
_JOINED = re.compile(r"[\u4e00-\u9fff](?<![在于为由动进对])")
# Short names that are words as well: 长治久安, 天下大同, 幸福安康.
_WORDS = frozenset(("长治", "大同", "安康", "东方", "平安", "和平", "永安", "海南"))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place the text names as its own, and how strongly that says that the document is the place's."""

    place: Place
    weight: float


TITLE, ISSUER, OWN, SCOPE, BRANCH, MENTION, SHORT = 40.0, 30.0, 10.0, 3.0, 2.0, 1.0, 0.5
# A document names its place in its first pages; a text of many megabytes is not searched to its end.
ENOUGH = 200_000
# One mention is enough where nothing else is named.
LEAST = 1.0
# The places above in a chain 浙江省杭州市西湖区 tell which 西湖区 it is, no more.
_ABOVE = 0.1
# A second place with more than this share of the first one's evidence leaves doubt.
DOUBT = 0.7


def of_name(name: str, weight: float) -> Iterator[Evidence]:
    """Yield the places named in a title or a body's name; the last of a chain 浙江省杭州市西湖区 is the most specific."""
    full = list(mentions(name)) or [(0, 0, _short_at_start(name))]
    for found, after in zip(full, [*full[1:], (-1, -1, ())], strict=True):
        strength = _ABOVE if found[1] == after[0] else weight
        yield from (Evidence(place, strength / len(found[2])) for place in found[2])


def _short_at_start(name: str) -> tuple[Place, ...]:
    """Return the provinces and prefectures whose short name a name begins with, longest first: 柳州银保监分局, 浙江日报."""
    known = register().short
    for length in (5, 4, 3, 2):
        places = tuple(place for place in known.get(name[:length], ()) if place.level != "县")
        if places and name[:length] not in _WORDS:
            return places
    return ()


def of_text(text: str, outside: Sequence[tuple[int, int]]) -> Iterator[Evidence]:
    """Yield the places a whole text names as its own; `outside` are stretches that speak of others, such as cited titles."""
    for found in _OWN.finditer(text):
        yield from (Evidence(place, OWN) for place in named(found["place"]))
    for found in _BRANCH.finditer(text):
        yield from (Evidence(place, BRANCH) for place in named(found["in"] or found["before"]))
    for start, end, places in _inside(text, mentions(text), outside):
        within = text[start - 1 : start] == "在" or _WITHIN.match(text, end)
        if end - start > 2 or (within and not _JOINED.match(text, start - 1)):
            yield from (Evidence(place, (SCOPE if within else MENTION) / len(places)) for place in places)
    for _, _, places in _inside(text, _short_mentions(text), outside):
        yield from (Evidence(place, SHORT) for place in places)


def _inside(text: str, found: Iterable[Mentioned], outside: Sequence[tuple[int, int]]) -> Iterator[Mentioned]:
    """Yield the mentions that stand in no stretch of `outside`."""
    starts = [start for start, _ in outside]
    for mention in found:
        before = bisect_right(starts, mention[0]) - 1
        if before < 0 or outside[before][1] <= mention[0]:
            yield mention


@cache
def _short_automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    """Return the automaton of the short names of provinces and prefectures: 浙江, 南昌."""
    names = (name for name, places in register().short.items() if any(place.level != "县" for place in places))
    known = tuple(sorted(name for name in names if name not in _WORDS))
    return AhoCorasick(known, matchkind=MatchKind.LeftmostLongest), known


def _short_mentions(text: str) -> Iterator[Mentioned]:
    """Yield each province and prefecture that a text calls by its short name."""
    automaton, names = _short_automaton()
    for index, start, end in automaton.find_matches_as_indexes(text):
        if text[end : end + 1] not in ("省", "市", "自", "大", "县", "区"):
            yield start, end, tuple(place for place in register().short[names[index]] if place.level != "县")


def named(name: str) -> tuple[Place, ...]:
    """Return the places of a full or short name; a province or prefecture before a county of the same short name."""
    known = register()
    found = known.named.get(name) or known.short.get(name) or ()
    higher = tuple(place for place in found if place.level != "县")
    return higher or found


# What a text calls itself by (我市, 市财政局) and the places that can be meant: 福清市 is a county-level city, 我区 may be 自治区.
_FITS: dict[str, Callable[[Place], bool]] = {
    "省": lambda place: place.level == "省" and not place.name.endswith("市"),
    "市": lambda place: place.name.endswith(("市", "地区", "盟")),
    "州": lambda place: place.name.endswith("自治州"),
    "县": lambda place: place.level == "县" and place.name.endswith(("县", "旗")),
    "区": lambda place: place.level == "县" and place.name.endswith("区"),
    "自": lambda place: place.name.endswith("自治区"),
}


def choose(evidence: Iterable[Evidence], self_called: str | None) -> Place | None:
    """Return the place with the most evidence among those that can call themselves so; None where nothing is clear."""
    items = tuple(evidence)
    weights: dict[str, float] = {}
    for item in items:
        if self_called is None or _FITS[self_called](item.place):
            weights[item.place.name] = weights.get(item.place.name, 0) + item.weight
    ranked = sorted(weights.values(), reverse=True)
    if not ranked or ranked[0] < LEAST or (len(ranked) > 1 and ranked[1] > DOUBT * ranked[0]):
        return None
    return _one_of(register().named[max(weights, key=lambda name: weights[name])], items)


def only_one(name: str) -> bool:
    """Tell whether only one place has a name."""
    return len(register().named.get(name, ())) == 1


def _one_of(places: tuple[Place, ...], evidence: tuple[Evidence, ...]) -> Place:
    """Return that of several places of one name whose city or province the text names too; its name then says the city."""
    if len(places) == 1:
        return places[0]
    seen = {item.place for item in evidence}
    above = [place for place in places if any(place.prefecture == p.name for p in seen if p.level == "市")]
    if len(above) != 1:
        return places[0]
    return replace(above[0], name=f"{above[0].prefecture}{above[0].name}")


_SELF = re.compile(
    r"[我本全](?P<own>[省市县区州])|(?:^|[（(〔\[：:、，,；;和])(?P<owner>[省市县区州])(?!委[、和]?[省市县区州](?:人民)?政府)(?:委|[\u4e00-\u9fff]{1,12}[局委厅办院])",
    re.MULTILINE,
)
# 自治区发展改革委, 自治区住房城乡建设厅
_AUTONOMY = re.compile(r"自治区[\u4e00-\u9fff]{2,12}[局委厅办]")
_OWN_WORD = 3
_FEW = 2


def self_called(text: str) -> str | None:
    """Return what a text calls its own place by: 我市, 市财政局 → 市; None where it does not say, or not clearly.

    我区 of a text that gives tasks to 自治区 bodies is an autonomous region: 自.
    """
    counts = dict.fromkeys("省市县区州", 0)
    for found in _SELF.finditer(text[:ENOUGH]):
        if found["own"]:
            counts[found["own"]] += 1 if found[0][0] == "全" else _OWN_WORD
        else:
            counts[found["owner"]] += 1
    first, second = sorted(counts, key=lambda word: -counts[word])[:2]
    if counts[first] < _FEW or counts[second] > DOUBT * counts[first]:
        return None
    return "自" if first == "区" and len(_AUTONOMY.findall(text)) >= _OWN_WORD else first
