"""What the name of a body tells by itself: where it belongs, its level, whether it is a Party organ, its lines and its category.

省发展改革委        rank 省, line 发展改革              市委网信办       rank 市, a Party organ, line 网络安全和信息化
杭州市财政局        the place, line 财政                 河南金融监管局    the place, a vertical agency
市科技和经信局      two lines                            国网X供电公司     a firm, by its ending
杭州市政府、各县（市、区）、江北新区管委会              localities
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.ontology import MV, AdministrativeLine, concept, concepts, entry, forms, vocabulary
from kg.register import places
from kg.register.places import MUNICIPALITIES, Place

_REMEMBERED = 20_000  # names; those of some thousand documents
_LONGEST = 80  # characters of a name; what is longer is no name and is not taken apart
_RANKS = {
    "国家": ("国家", "国务院"),
    "省": ("省", "自治区", "兵团"),
    "市": ("市", "州", "盟", "地区", "示范区"),
    "县": ("县", "区", "旗", "新区", "开发区", "高新区", "经开区"),
}
LEVELS = {rank: level for level, ranks in _RANKS.items() for rank in ranks}
_RANK = re.compile(
    r"(自治区|兵团|示范区|新区|开发区|高新区|经开区|省(?!级|内|直|际|辖)|市(?!场|级|区|县|直|政(?:园林|工程|管理|公用|设施|局))|州|县(?!级|域)|区(?!域|块|级|直)|盟|旗|地区|国务院|国家(?!开发|电网|能源集团|税务总局|金融监督|统计局|外汇))"
)
_PARTY = re.compile(r"(?:中共|中国共产党)?(?:委(?=.)(?!员会|办事|托)|党委|党工委)")
_OF_GOVERNMENT = re.compile(r"(?:人民)?政府(?!$|办|研究)")
_SUFFIX = re.compile(
    r"(?:管理委员会|工作委员会|工作办公室|办公室|委员会|工委|总局|分局|支局|支队|大队|总队|中心|委|厅|局|部|署|办|处|室|院|会)$"
)
_JOINT = re.compile(r"[和与及、]")
_BRACKETED = re.compile(r"[（(〔\[［〈<【].*?[）)〕\]］〉>】]")
_GOVERNMENT = re.compile(
    r"(?:人民政府|政府|行署|行政公署|街道|街道办|街道办事处|乡镇|镇|乡|(?:^|.)(?:区|园|港|岛|基地|旅游度假区)(?:党工委)?(?:管委会|管理委员会|管委)|(?:^|[、和及])管委会"
    r"|开发区|合作区|大湾区|高新区|经开区|新区|园区|功能区|示范区|风景名胜区|度假区)$"
)
_AREA = re.compile(
    r"(?=.*[省市县区州盟旗师镇乡地])[省市县区州盟旗师镇乡街道地方级辖设的以上直管副各有关相属所在全其他、和及或]+(?:人民政府|政府)?"
)
_EACH = re.compile(r"各[市县区州盟旗镇乡]+(?:人民政府|政府)?$")
_COLLECTIVE = re.compile(r"各|有关|相关|属地|所在|成员单位|主管部门|职能部门|等部门|部门$|单位$|机构$|企业$|院校$|高校$|媒体$")
_BRACKETS = str.maketrans("()〔〕[]［］〈〉<>【】", "（）（）（）（）（）（）（）")
_SEAT = re.compile(r"(?:人民)?政府$")
_GENERIC = re.compile(r"(?:委|厅|局|部|署|办|办公室|委员会|分局|支局|处|室|队|总队|支队)$")
# What stands before the place in the name of a branch: 国网达州供电公司, 国家开发银行浙江省分行.
_HEAD_OFFICE = re.compile(
    r"人民银行|国家开发银行|国开行|(?:中国)?(?:农业发展|进出口|工商|农业|建设|邮政储蓄|邮储|交通)?银行|农发行|国网|国家电网|中国(?:移动|电信|联通|铁塔)|海关总署"
    r"|中国证监会|国家外汇管理局|外汇局|中国铁路"
)
_SPELLINGS = (
    (re.compile(r"^国家统计局(?=.+调查)"), ""),
    (re.compile(r"^国家能源局(.+?)监管(?=局$|办公室$|办$)"), r"\1能源监管"),
    (re.compile(r"^(?:中国)?人民银行|^人行"), "人民银行"),
    (re.compile(r"^国家税务总局(?=.)"), ""),
    (re.compile(r"^(?:国家)?金融(?:监督管理|监管)总局(.+?)监管(?=分局$|支局$|局$)"), r"\1金融监管"),
    (re.compile(r"^中国(?:银行保险监督管理委员会|银保监会)(.+?)监管(?=分局$|支局$|局$)"), r"\1银保监"),
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: `stem` is what is left without place, rank and Party or government; `text` is the whole, tidied."""

    text: str
    place: Place | None
    rank: str
    party: bool
    stem: str


@lru_cache(_REMEMBERED)
def parse(name: str) -> Name:
    """Return the parts of a name."""
    text = tidy(name)
    head, where = _headed(text)
    rest = text[len(head) :]
    rank = "" if where else (m.group() if (m := _RANK.match(rest)) and len(rest) > len(m.group()) else "")
    rest = rest[len(rank) :]
    party = _PARTY.match(rest) if where or rank else None
    rest = rest[party.end() :] if party else _without_government(rest)
    where = where or (None if rank else _branch(text))
    return Name(text, where, rank, bool(party) or text.startswith(("中共", "中央")), rest)


def _without_government(rest: str) -> str:
    """Return what follows the rank without 政府 where a bureau follows: 政府国资委 → 国资委; 人民政府办公厅 → 政府办公厅."""
    found = _OF_GOVERNMENT.match(rest)
    return rest[found.end() :] if found else rest.removeprefix("人民") if rest.startswith("人民政府") else rest


def tidy(name: str) -> str:
    """Return a name without spaces, what its brackets hold, and other spellings of the same head: 人行 → 人民银行."""
    text = _spaceless(name)
    if len(text) > _LONGEST:
        return text
    text = _BRACKETED.sub("", text) or text
    text = text.removeprefix("中共").removeprefix("中国共产党") if len(text) > 6 else text
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, text, count=1)
    return text or name


def _spaceless(name: str) -> str:
    return re.sub(r"\s", "", name)


def locality(name: str) -> bool:
    """Tell whether a name is a local government or its area as such: 杭州市政府, 各市人民政府, 各县（市、区）, 江北新区管委会."""
    if len(name) > _LONGEST:
        return False
    text = re.sub(r"[（）()〔〕\[\]〈〉<>]", "", _spaceless(name))
    bare = tidy(name)
    return bool(
        _AREA.fullmatch(text)
        or _EACH.search(text)
        or places.known(bare)
        or places.place(bare)
        or _GOVERNMENT.search(bare)
        or _GOVERNMENT.search(text)
    )


def collective(name: str) -> bool:
    """Tell whether a name means a class of bodies or places: 各设区市发展改革委, 有关部门, 各市人民政府."""
    return bool(_COLLECTIVE.search(tidy(name)))


@lru_cache(_REMEMBERED)
def lines(name: str) -> tuple[AdministrativeLine, ...]:
    """Return the lines of a body by its name, those it is wholly made of, else those a marker tells."""
    parsed = parse(name)
    return _by_core(parsed) or _by_marker(parsed.text)


def category(name: str) -> str:
    """Return the IRI of a body's category: Party organ, by marker, by ending, by line, any other 局 or 委 a government department."""
    parsed = parse(name)
    if parsed.party:
        return str(MV.partyOrgan)
    marked = _by_marker(parsed.text)
    by_ending = None if marked else _by_ending(parsed.text)
    if by_ending:
        return by_ending
    found = marked or lines(name)
    if found:
        return found[0].category
    return str(MV.government if _GENERIC.search(parsed.text) else MV.otherBody)


def order(category: str, found: tuple[AdministrativeLine, ...]) -> int:
    """Return the protocol order of a body the register does not know: by category, then by line, then the rest."""
    within = [line.order % 1000 for line in found if line.category == category] or [line.order + 400 for line in found] or [999]
    return (entry(category).order or 0) * 1000 + min(within[0], 999)


def level(name: str, region: str | None, fallback: str | None) -> str | None:
    """Return the level of a body: by the place or rank in its name, else 厅 a province's, 部 the state's, else the region's."""
    parsed = parse(name)
    if parsed.place:
        return parsed.place.level
    if parsed.rank == "市" and region in MUNICIPALITIES:
        return "省"
    if parsed.rank:
        return LEVELS[parsed.rank]
    if parsed.text.endswith("厅"):
        return "省"
    where = places.place(region)
    return where.level if where else fallback


def home(name: str, region: str | None) -> str | None:
    """Return the region a body belongs to: the place in its name, else the region's province, prefecture or itself by the rank."""
    parsed, where = parse(name), places.place(region)
    if parsed.place:
        return parsed.place.name
    rank = LEVELS.get(parsed.rank) or ("省" if parsed.text.endswith("厅") else None)
    if rank == "国家":
        return None
    if rank == "省":
        return where.province if where else region
    if rank == "市" and where and where.level == "县":
        return where.prefecture or where.province
    return region


@lru_cache(_REMEMBERED)
def key(name: str, region: str | None) -> str:
    """Return what a provisional body is known by: 市住建局 and 市住房和城乡建设局 of one city are the same, those of two cities are not."""
    parsed = parse(name)
    where = home(name, region) or ""
    if locality(name):
        return f"{where}|{_area(name, where)}"
    rank = _own_rank(parsed, where)
    stem = parsed.stem if rank else parsed.text
    return f"{where}|{rank}{'委' if parsed.party else ''}{_canonical(stem, parsed.party)}"


def _own_rank(parsed: Name, home: str) -> str:
    """Return the level a name gives its body, by a rank or by the official name of a place: 市教委 and 北京市教委 are both a province's."""
    if parsed.rank:
        return "省" if parsed.rank == "市" and home in MUNICIPALITIES else LEVELS[parsed.rank]
    return parsed.place.level if parsed.place and parsed.text.startswith(parsed.place.name) else ""


def _area(name: str, home: str) -> str:
    """Return what a locality is known by: 浙江省杭州市人民政府 → 杭州市; 省政府 → its province; 各县〔市、区〕 → 各县（市、区）."""
    text = _SEAT.sub("", _spaceless(name).translate(_BRACKETS))
    found, around = places.place(text), places.place(home)
    if around and LEVELS.get(text) == around.level:
        return around.name
    return found.name if found else text


def short(name: str) -> str:
    """Return a name for the head of a column: without rank, place and Party where something telling is left: 省委网信办 → 网信办."""
    parsed = parse(name)
    if not (parsed.rank or (parsed.place and parsed.text.startswith(parsed.place.name))):
        return name
    return parsed.stem if len(parsed.stem) > 2 else name


def _headed(text: str) -> tuple[str, Place | None]:
    """Return the place at the head of a name; a short form is none where an ordinary word or a school's name goes on from it."""
    if (whole := places.place(text)) is not None:
        return text, whole
    found = places.leading(text)
    if found is None:
        return "", None
    head, rest = found[0], text[len(found[0]) :]
    doubtful = head[-1] not in "省市区县州盟旗" and (rest.startswith(("路", "街", "大道")) or rest.endswith(("大学", "学院")))
    return ("", None) if doubtful else found


def _branch(text: str) -> Place | None:
    """Return the place of a branch, which stands behind the head office: 人民银行漯河市中心支行 → 漯河市."""
    head = _HEAD_OFFICE.match(text)
    found = places.leading(text[head.end() :]) if head else None
    return found[1] if found else None


def _canonical(stem: str, party: bool) -> str:
    """Return a stem with the cores of its lines spelt one way and its ending shortened: 住建局, 住房和城乡建设局 → 住房城乡建设局."""
    body, suffix = _ending(stem)
    pieces = _pieces(body, party)
    named = "和".join(_spellings(party).get(piece, piece) for piece in pieces) if pieces else body
    return named + {"委员会": "委", "办公室": "办", "管理委员会": "委"}.get(suffix, suffix)


def _by_core(parsed: Name) -> tuple[AdministrativeLine, ...]:
    body, _ = _ending(parsed.stem)
    found = _tiles(body, parsed.party) or _tiles(parsed.stem, parsed.party)
    return tuple(dict.fromkeys(line for tile in found for line in tile))


def _ending(stem: str) -> tuple[str, str]:
    found = _SUFFIX.search(stem)
    return (stem[: found.start()], found.group()) if found and found.start() else (stem, "")


def _by_marker(text: str) -> tuple[AdministrativeLine, ...]:
    """Return the line of the longest marker a name holds."""
    found = [(len(marker), line) for line in vocabulary().lines for marker in line.markers if marker in text]
    return (max(found, key=lambda pair: pair[0])[1],) if found else ()


def _by_ending(text: str) -> str | None:
    """Return the category of the longest ending a name has: …实验室, …集团, 团市委, …领导小组办公室."""
    endings = forms("Categories", "suffixForm")
    found = max((ending for ending in endings if text.endswith(ending)), key=len, default=None)
    return concept(MV.Categories, endings[found]).iri if found else None


def _tiles(body: str, party: bool) -> tuple[tuple[AdministrativeLine, ...], ...]:
    """Return the lines of the cores a name is wholly made of, or nothing: 科技和经信 → 科技, 工业和信息化."""
    for organs in (party, False):
        if pieces := _pieces(body, organs):
            return tuple(_cores(organs)[piece] for piece in pieces)
    return ()


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


@cache
def _cores(party: bool) -> dict[str, tuple[AdministrativeLine, ...]]:
    """Return core → lines, of the Party organs or of all others."""
    found: dict[str, list[AdministrativeLine]] = {}
    for line in _lines_of(party):
        for core in (*line.cores, *line.other_cores):
            found.setdefault(core, []).append(line)
    return {core: tuple(known) for core, known in found.items()}


@cache
def _spellings(party: bool) -> dict[str, str]:
    """Return core → the first spelling of the same body's name."""
    return {core: line.cores[0] for line in _lines_of(party) for core in line.cores}


def _lines_of(party: bool) -> tuple[AdministrativeLine, ...]:
    organ = concepts(MV.Categories)[0].iri
    return tuple(line for line in vocabulary().lines if (line.category == organ) is party)
