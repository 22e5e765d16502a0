"""What a printed name of a body means: its clean form, the level word a list dropped, one body or a class of them.

省工业和信息化厅、商务厅 → 省商务厅      各县（市）住建局、税务局 → 各县（市）税务局
区经发局发改处、商务处 → 区经发局商务处      局机关党委、农业处 → 局农业处
济源示范区、航空港区管委会 → 济源示范区管委会      各市、县（市、区）人民政府 is one name
"""

import re
from functools import cache, lru_cache
from itertools import pairwise

from ingest.owners.wording import compact, wording
from kg.ontology import forms
from kg.register import any_form, firm_names, head, kind, territory_words

LONGEST_NAME = 48  # characters; the longest body of the corpus has 41, its bracket included
TIERS = "省市州盟县区旗镇乡街"  # from above to below
LONGEST_UNKNOWN = 14  # characters of a name that ends like no body: 新奥燃气; longer ones are sentences
ORDINAL = re.compile("第[一二三四五六七八九十]{1,3}")  # 第二 of 第二责任单位 is nobody
_PLACEHOLDER = re.compile(r"[^\u4e00-\u9fffA-WYZ]+")  # ■■■, xxx, XX, ……: no word in it
SHORTEST_WORDED = 3  # characters of a place with its word (义乌市, 延边州); 广州 has two, its last is no word
LEAST_SAID = 4  # characters of what a body does: 保障资金
LONGEST_PLACE = 5  # characters of a place without its word: 广州, 乌鲁木齐
FARTHEST = 1_000_000  # characters of a text in which the whole name of a body is sought; no plan has more
BUREAU = re.compile(r"[\u4e00-\u9fff]{0,10}?[局厅委办部院]")  # the bureau an office is printed with
SHORTEST_BUREAU = 3  # characters of a bureau's name; 市委 has two, and its 办公室 is no office of a bureau
EVERY = "各"  # whatever it opens is a class of bodies: 各市协调机制
NATIONAL = "国家"  # the level whose documents print short names


@cache
def _prose() -> re.Pattern[str]:
    """Match what is in no name: particles, figures but those of a public line (12345热线), modals, what is no character.

    Neither does a name begin with the number of an item (1.), nor hold a count: 派出所2所, 3家公司.
    """
    public_line = r"(?!1[12]\d{1,3}(?![\d个家所座处])[\u4e00-\u9fff]{0,16}(?:" + any_form("PublicLines", kind="suffixForm") + "))"
    return re.compile(
        r"[\ud800-\udfff\ufffd\x00-\x1f的了你我您％%！!？?：:=]|(?<!自)由[省市县区州各]|" + public_line + r"(?<!\d)\d{2,}"
        rf"|要$|[要应须](?:{any_form('NameAdverb')})|^(?:[（(]?\d{{1,2}}[)）.．、]|[①-⑳]|\d{{1,2}}[省市县区州镇乡各国])"
        r"|(?<!第)\d(?:[个家座处间名项条批]|[所站馆室港]$)"
    )


@cache
def _resident() -> re.Pattern[str]:
    """Match bodies resident in a place: 在鄂央企, not 在城区范围."""
    return re.compile(rf"在[\u4e00-\u9fff]{{1,3}}(?:{any_form('NameResident')})$")


@cache
def _higher() -> re.Pattern[str]:
    """Match branches of a body above: 金融监管总局某地监管分局, 民航某地监管局."""
    anywhere, end = any_form("BranchesOfAbove"), any_form("BranchesOfAbove", kind="suffixForm")
    head, branch = any_form("BranchesOfAbove", kind="prefixForm"), any_form("BranchesOfAbove", kind="labelForm")
    return re.compile(rf"{anywhere}|(?:{end})$|(?:{head})[\u4e00-\u9fff]{{2,6}}(?:{branch})$")


def names_nobody() -> dict[str, str]:
    """Return what stands where a body would and names none: 无, 同上, a dash."""
    return forms("NamesNobody", "surfaceForm")


@cache
def _undecided() -> tuple[str, ...]:
    """Return how that ends which says that a body is yet to be named: 待定, 另文明确, 待报市政府确定."""
    return tuple(forms("NamesNobody", "suffixForm"))


@cache
def scope_note() -> re.Pattern[str]:
    """Match the note on the scope of a name: （含…，下同）."""
    return re.compile(rf"[（(〔\[【〈<＜](?:{any_form('NameNote')})[^）)〕\]】〉>＞]*[）)〕\]】〉>＞]?$")


@lru_cache(maxsize=8192)
def is_body(name: str, *, strong: bool = False) -> bool:
    """Tell whether a clean string reads like the name of a body, a territory or a class of bodies."""
    table, clean_name = wording(), head(name)
    if not 2 <= len(clean_name) <= LONGEST_NAME or _is_prose(clean_name) or _explains(name) or table.label_start.fullmatch(clean_name):
        return False
    if clean_name.endswith(table.strong) or clean_name in firm_names() or is_territory(clean_name):
        return True
    if clean_name[0] == EVERY and len(clean_name) > 2:
        return True
    return not strong and clean_name.endswith(table.weak)


def is_of_state(name: str) -> bool:
    """Tell whether a clean string is a body of the state: its ending says so, or its beginning where it ends like an office: 市委督查室."""
    if is_body(name, strong=True) or not is_body(name):
        return is_body(name)
    word, table = level_word(name), wording()
    return bool(word) and name.startswith((*table.organs, *table.area_heads, "委"), len(word or ""))


def _is_prose(clean_name: str) -> bool:
    """Tell whether a string holds what no name holds: particles, figures, 应当, 持续推进."""
    return _prose().search(clean_name) is not None or wording().filler.search(clean_name) is not None


def _explains(name: str) -> bool:
    """Tell whether a string begins like an explanation (含技工院校), not like the name of a bureau (以… against 经信局)."""
    table = wording()
    return name.startswith(table.explanations) and not name.startswith(table.organs) and _resident().match(name) is None


@lru_cache(maxsize=8192)
def is_named(name: str) -> bool:
    """Tell whether a label's word may be taken for a name although its ending is unknown: 之江实验室, 新奥燃气."""
    if ORDINAL.fullmatch(name) or name in names_nobody() or _PLACEHOLDER.fullmatch(name) or name.endswith(_undecided()):
        return False
    return 2 <= len(name) <= LONGEST_UNKNOWN and not _is_prose(name) and not _explains(name)


@lru_cache(maxsize=8192)
def is_sentence(name: str) -> bool:
    """Tell whether a string that ends like no body begins with one of a level and says what it does: 县财政局保障资金, not 市公安局交警."""
    if is_body(name) or not level_word(name):
        return False
    end = next((at for at in range(len(name) - LEAST_SAID, 2, -1) if is_body(name[:at], strong=True)), None)
    return end is not None and name[end].isalnum()


@lru_cache(maxsize=8192)
def is_territory(name: str) -> bool:
    """Tell whether a name is a class of territories and nothing else: 各县（市、区）人民政府, 功能区管委会, 县级市."""
    return len(name) <= LONGEST_NAME and territory_words().territory.fullmatch(name) is not None


def clean(surface: str) -> str:
    """Return the name that a surface prints: no breaks, no note on its scope (含…，下同)."""
    return compact(surface)


@lru_cache(maxsize=8192)
def level_word(name: str) -> str | None:
    """Return the level word a name begins with (省, or 各县（市） of 各县（市）住建局), "" for a central body, None without one."""
    table = wording()
    if name[:1] == EVERY:
        shared = territory_words().every_tier.match(name)
        return shared.group() if shared and name.startswith(table.organs, shared.end()) else None
    if name.startswith(table.central):
        return ""
    if name.startswith(table.no_levels):
        return None
    word = next((w for w in table.levels if name.startswith(w)), None)
    return word if word is not None and len(name) > len(word) + 1 else None


def restored(name: str, word: str | None, level: str | None, text: str = "") -> str:
    """Return a name with the level word its list printed once; central documents keep the short form as printed.

    Where no function is known by which the name begins (社会事业局), the text must have it with the level word elsewhere.
    """
    if not word or level == NATIONAL or level_word(name) is not None or _stands_alone(name, word):
        return name
    return word + name if name.startswith(wording().organs) or _whole(word, name, text) else name


def _stands_alone(name: str, word: str) -> bool:
    """Tell whether a name takes no level word: territories, branches of a body above, offices inside a bureau, firms beside a level."""
    office = name[-1:] in wording().offices and _is_bare_office(name)
    return (
        office
        or is_territory(name)
        or _higher().search(name) is not None
        or (name.endswith(tuple(forms("ClassesOfBodies", "suffixForm"))) and word[0] != EVERY)
    )


def _whole(word: str, name: str, text: str) -> bool:
    """Tell whether a text has the name of a body with this level word, and nothing of a longer name before it."""
    return (
        kind(name) == "unit"
        and is_body(name, strong=True)
        and re.search(rf"(?<![\u4e00-\u9fff]){word}{re.escape(name)}", text[:FARTHEST]) is not None
    )


def office_of(name: str) -> str | None:
    """Return the bureau that an office inside it is printed with: 区经发局发改处 → 区经发局, 局机关党委 → 局; None where there is none."""
    table = wording()
    ending = next((e for e in table.offices if name.endswith(e)), None)
    if ending is None or name.endswith(table.no_offices):
        return None
    found = BUREAU.match(name, 0, len(name) - len(ending))
    return found.group() if found and (len(found.group()) == 1 or len(found.group()) >= SHORTEST_BUREAU) else None


def _is_bare_office(name: str) -> bool:
    """Tell whether a name is that of an office inside some bureau: 商务处, 农业科."""
    table = wording()
    return name.endswith(table.offices) and not name.endswith(table.no_offices) and level_word(name) is None


def under_bureau(names: list[str], breaks: list[bool]) -> list[str]:
    """Return the names of one clause, offices with the bureau of the office before them; breaks[i]: ， stands before name i."""
    bureau: str | None = None
    found = []
    for name, divided in zip(names, breaks, strict=True):
        own = office_of(name)
        carried = own is None and bureau is not None and not divided and _is_bare_office(name)
        bureau = own or (bureau if carried else None)
        found.append(f"{bureau}{name}" if carried else name)
    return found


def spelled(name: str, text: str) -> str:
    """Return the full spelling of a Party organ where the text has it elsewhere: 省网信办 → 省委网信办."""
    word = level_word(name)
    if not word or name.removeprefix(word) not in wording().party_organs:
        return name
    full = f"{word}委{name.removeprefix(word)}"
    return full if full in text else name


def levelled(names: list[str], level: str | None, text: str = "") -> list[str]:
    """Return the names of one clause, each with the level word of the nearest body before it that prints one."""
    word: str | None = None
    found = []
    for name in names:
        own = level_word(name)
        found.append(restored(name, word, level, text))
        if own and name.removeprefix(own) not in wording().area_heads:
            word = own
    return found


def joined(left: str, right: str) -> bool:
    """Tell whether two neighbours are one name: 各市、县（市、区）人民政府, 各区、县级市, 各县党委、政府."""
    table = wording()
    if len(left) > LONGEST_NAME or len(right) > LONGEST_NAME:
        return False
    if right in table.area_heads:
        return kind(left) == "collective" and left.endswith(table.area_heads)
    if territory_words().tiers.fullmatch(left) is None:
        return False
    return territory_words().rest_of_area.fullmatch(right) is not None or (left[:1] == EVERY and _branches_below(left, right))


def _branches_below(left: str, right: str) -> bool:
    """Tell whether a list of tiers ends in the bureau they share: 各市、县（市、区）商务局, 各市、县委宣传部."""
    table = wording()
    tier = territory_words().tiers.match(right)
    if tier is None or not right.startswith((*table.organs, "委"), tier.end()):
        return False
    return max((TIERS.find(c) for c in left), default=-1) < TIERS.find(right[0])


def completed(names: list[str], breaks: list[bool]) -> list[str]:
    """Return the names of one clause with the head noun a list printed once; breaks[i]: ， or ； stands before name i.

    广州、深圳、珠海出入境边防检查总站      济源示范区、航空港区管委会      各市（州）、兰州新区人民政府
    """
    found = list(names)
    for i, j in reversed(list(pairwise(range(len(names))))):
        if not breaks[j]:
            found[i] += _elided(found[i], found[j])
    return found


def _elided(name: str, following: str) -> str:
    """Return the head noun that a place shares with the name after it, else nothing."""
    table = wording()
    if kind(following) == "collective":
        return ""
    if _is_every_tier(name):
        return next((h for h in table.area_heads if following.endswith(h) and len(following) > len(h) + 1), "")
    if kind(name) == "collective" or not is_place(name):
        return ""
    fitting = (h for h in table.shared_heads if (is_body(name) if h in table.area_heads else _is_bare(name)))
    return next((h for h in fitting if following.endswith(h) and len(following) > len(h) + 1), "")


def _is_every_tier(name: str) -> bool:
    """Tell whether a name is that of every territory of a level, without its head: 各市（州）."""
    return name[:1] == EVERY and territory_words().every_tier.fullmatch(name) is not None


def _is_bare(name: str) -> bool:
    """Tell whether a place is printed without its word: 广州, 宁波; 九江经开区 is not."""
    return len(name) < SHORTEST_WORDED or not is_body(name)


def is_place(name: str) -> bool:
    """Tell whether a name is a bare place: 广州, 济源示范区; a place whose body is named otherwise is none."""
    if len(name) < 2 or is_body(name, strong=True):
        return False
    return len(name) <= LONGEST_PLACE if not is_body(name) else name[-1] in TIERS
