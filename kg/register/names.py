"""What the name of a body is made of: the place, the rank, whether it is a Party organ's, and the stem that is left.

省发展改革委            rank 省, stem 发展改革委              市委网信办       rank 市, a Party organ
杭州市财政局            the place, stem 财政局                 河南金融监管局    the place
人民银行漯河市中心支行   the place inside, stem 人民银行中心支行   福清供电公司      the place where the region is 福清市
市规划资源局宝坻分局     the place behind the bureau, stem 规划资源局, branch 分局
"""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.ontology import forms
from kg.register import places
from kg.register.places import Place
from kg.register.word_patterns import any_form, either, ending, longest_first

_REMEMBERED = 20_000  # names; those of some thousand documents
_UNNAMED = "unnamed"  # the notation of head offices that are no part of a branch's name
_LONGEST = 80  # characters of a name; what is longer is no name and is not taken apart
_SHORTEST_OF_PARTY = 6  # characters; 中共某县委 keeps the Party's name, which says whose committee it is
_BRACKETED = re.compile(r"[（(〔\[［〈<【].*?[）)〕\]］〉>】]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: `stem` is what is left without place, rank and Party or government; `text` is the whole, tidied.

    `printed` is the place as the name has it (浙江, 杭州市), `branch` what follows the place of a branch (分局).
    """

    text: str
    place: Place | None
    printed: str
    rank: str
    party: bool
    stem: str
    branch: str = ""


@lru_cache(_REMEMBERED)
def parse(name: str, region: str | None = None) -> Name:
    """Return the parts of a name; the region of its document tells places that are one only there: 福清供电公司, 区人社局."""
    text = tidy(name)
    return _office_branch(text, region) or _bureau_branch(text, region) or _headed_name(text, region)


def without_place(name: str, region: str | None) -> str:
    """Return a name as it is printed without the place or rank at its head: 省商务厅 and 河南省商务厅 → 商务厅; 省委网信办 → 委网信办."""
    text = _spaceless(name)
    parsed = _headed_name(text, region)
    return text.removeprefix(parsed.printed).removeprefix(parsed.rank) or text


def _headed_name(text: str, region: str | None) -> Name:
    """Return the parts of a name that begins with its place or rank, or with neither."""
    head, where = _headed(text, region)
    rest = text[len(head) :]
    rank = "" if where else (m.group() if (m := _rank().match(rest)) and len(rest) > len(m.group()) else "")
    rest = rest[len(rank) :]
    party = _party().match(rest) if where or rank else None
    stem = rest[party.end() :] if party else _without_government(rest)
    organ = bool(party) or text.startswith((*party_names(), "中央")) or stem in forms("PartyOrgans", "surfaceForm")
    return Name(text, where, head, rank, organ, stem)


def _office_branch(text: str, region: str | None) -> Name | None:
    """Return the parts of a branch whose head office stands first: 人民银行漯河市中心支行, 人民银行市中心支行."""
    head = _head_office().match(text)
    if head is None:
        return None
    rest, office = text[head.end() :], "" if forms("NameParts", "prefixForm")[head.group()] == _UNNAMED else head.group()
    printed, where = _headed(rest, region)
    if where is not None:
        tail = rest[len(printed) :].removeprefix("区" if where.name.endswith("自治区") else "")  # 广西区分行
        return Name(text, where, printed, "", False, office + tail)
    rank = _rank().match(rest)
    if rank is None or len(rest) == len(rank.group()):
        return None
    return Name(text, None, "", rank.group(), False, office + rest[rank.end() :])


def _bureau_branch(text: str, region: str | None) -> Name | None:
    """Return the parts of a bureau's branch whose place stands behind it: 市规划资源局宝坻分局, 市公积金中心安化管理部."""
    branch = _branch_ending().search(text)
    for bureau in reversed(list(_bureau_ending().finditer(text, 2, branch.start()))) if branch else ():
        printed = text[bureau.end() : branch.start()] if branch else ""
        where = _place(printed, region) if len(printed) > 1 else None
        if branch and where:
            above = _headed_name(text[: bureau.end()], region)
            return replace(above, text=text, place=where, printed=printed, rank="", branch=branch.group())
    return None


def _without_government(rest: str) -> str:
    """Return what follows the rank without 政府 where a bureau follows: 政府国资委 → 国资委; 人民政府办公厅 → 政府办公厅."""
    found = _of_government().match(rest)
    long, short = longest_first(forms("GovernmentSeats", "surfaceForm"))
    return rest[found.end() :] if found else short + rest.removeprefix(long) if rest.startswith(long) else rest


@lru_cache(_REMEMBERED)
def tidy(name: str) -> str:
    """Return a name without spaces, what its brackets hold, and other spellings of the same head: 人行 → 人民银行."""
    text = _spaceless(name)
    if len(text) > _LONGEST:
        return text
    text = _BRACKETED.sub("", _bracketed_place(text)) or text
    text = _party_head().sub("", text) if len(text) > _SHORTEST_OF_PARTY else text
    for pattern, spelling in _spellings():
        text = pattern.sub(spelling, text, count=1)
    return text or name


def _bracketed_place(text: str) -> str:
    """Return a name with a place that is written with brackets by its name: 中国（浙江）自由贸易试验区 → 浙江自由贸易试验区."""
    found = places.leading_place(text + " ") if text.startswith("中国（") else None
    return found[1].name + text[len(found[0]) :] if found else text


@cache
def levels() -> dict[str, str]:
    """Return rank → level: 自治区 → 省, 新区 → 县."""
    return forms("Ranks", "surfaceForm")


@cache
def zones() -> frozenset[str]:
    """Return the ranks of which a place may have several: 新区, 开发区."""
    return frozenset(forms("Ranks", "suffixForm"))


@cache
def _rank() -> re.Pattern[str]:
    """Return the pattern of a rank that begins no other word."""
    return re.compile(f"(?!{any_form('Ranks', kind='prefixForm')})(?:{any_form('Ranks')})")


@cache
def party_names() -> tuple[str, ...]:
    """Return the names of the Party before a committee, longest first."""
    return longest_first(forms("PartyNames", "prefixForm"))


@cache
def _party_head() -> re.Pattern[str]:
    return re.compile(f"^(?:{either(party_names())})")


@cache
def _party() -> re.Pattern[str]:
    """Return the pattern of a Party committee before the name of its organ: 委 of 市委宣传部, not of 市委员会."""
    committee, none = any_form("PartyNames", "committee"), any_form("PartyNames", "none")
    return re.compile(f"(?:{either(party_names())})?(?!{none})(?:{committee})(?=.)")


@cache
def _of_government() -> re.Pattern[str]:
    """Return the pattern of 政府 before the name of a bureau."""
    return re.compile(f"(?:{any_form('GovernmentSeats')})(?!$|{any_form('GovernmentSeats', kind='prefixForm')})")


@cache
def _goes_on(kind: str) -> tuple[str, ...]:
    """Return what makes another name of the short name of a place: 南京路, 河南大学."""
    return tuple(forms("PlaceGoesOn", kind))


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the patterns of other spellings with what they are read as, in the order of ontology/name-parts.ttl."""
    return tuple((re.compile(pattern), spelling) for pattern, spelling in forms("Spellings", "surfaceForm").items())


@cache
def _head_office() -> re.Pattern[str]:
    """Return the pattern of head offices that stand before the place of a branch: 国家开发银行浙江省分行."""
    return re.compile(either(longest_first(forms("NameParts", "prefixForm"))))


@cache
def _branch_ending() -> re.Pattern[str]:
    return ending(forms("NameParts", "suffixForm"))


@cache
def _bureau_ending() -> re.Pattern[str]:
    """Return the pattern of what the place of a branch may stand behind."""
    return re.compile(either(longest_first(forms("NameParts", "surfaceForm"))))


def _spaceless(name: str) -> str:
    return re.sub(r"\s", "", name)


def _headed(text: str, region: str | None) -> tuple[str, Place | None]:
    """Return the place at the head of a name; a short form is none where an ordinary word or a school's name goes on from it."""
    if (whole := places.place(text)) is not None:
        return text, whole
    found = places.leading_place(text, places.place(region)) or _own(text, region)
    if found is None:
        return "", None
    rest = text[len(found[0]) :]
    doubtful = not places.written_in_full(*found) and (rest.startswith(_goes_on("prefixForm")) or rest.endswith(_goes_on("suffixForm")))
    return ("", None) if doubtful else found


def _own(text: str, region: str | None) -> tuple[str, Place] | None:
    """Return the region itself at the head of a name, also as it is called for short: 福清, 福清市."""
    where = places.place(region)
    called = sorted(where.names, key=len, reverse=True) if where else ()
    return next(((head, where) for head in called if where and text.startswith(head) and len(text) > len(head)), None)


def _place(text: str, region: str | None) -> Place | None:
    """Return the place a text names, alone or in a region."""
    around = places.place(region)
    return around if around is not None and text in around.names else places.place(text)


def level(parsed: Name, region: str | None, fallback: str | None) -> str | None:
    """Return the level of a body: by the place or rank in its name, else 厅 a province's, 部 the state's, else the region's."""
    if parsed.place:
        return parsed.place.level
    if parsed.rank and (own := _city(parsed.rank, region)):
        return own.level
    if parsed.rank:
        return levels()[parsed.rank]
    if parsed.text.endswith("厅"):
        return "省"
    where = places.place(region)
    return where.level if where else fallback


def home(parsed: Name, region: str | None) -> str | None:
    """Return the region a body belongs to: the place in its name, else the region's province, prefecture or itself by the rank."""
    if parsed.place:
        return parsed.place.name
    where = places.place(region)
    rank = levels().get(parsed.rank) or ("省" if parsed.text.endswith("厅") else None)
    if own := _city(parsed.rank, region):
        return own.name
    if rank == "国家":
        return None
    if rank == "省":
        return where.province if where else region
    if rank == "市" and where and where.level == "县":
        return where.prefecture or where.province
    return where.name if where else region


def _city(rank: str, region: str | None) -> Place | None:
    """Return the region where 市 means it although it is no prefecture: a municipality, or a county that is called a city."""
    where = places.place(region) if rank == "市" else None
    return where if where and where.level != "市" and where.name.endswith("市") else None
