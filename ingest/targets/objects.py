"""What a quantity counts: the thing before it (平台达到10个) or behind it (打造10个平台), without the verbs around it."""

import re
from functools import cache

from ingest.document import OPENING, alternation
from ingest.sources import ITEM_NUMBER
from ingest.targets.baselines import comparison
from kg.ontology import forms
from kg.register import any_form

MARKS = "、，,"
JOINTS = f"{MARKS} 和 及 与 以 并 或 \t\n　"  # sets of characters to strip, the blank among the joints
_SHARED = "共[享建治管同性]"  # 共享率 begins with a word of its own, 共20家 with one for a sum
LONGEST_VERB = 6  # characters of a verb
LONGEST_LINE = 200  # characters of a line up to a number in which its head is sought
_HEAD = re.compile(rf"\s*(?:{ITEM_NUMBER})?\s*(?P<thing>[\u4e00-\u9fffA-Za-z0-9（）()“”]{{3,20}})")
THINGS = re.compile("[桥路渠库厂井塘坝堤闸站馆厕房楼墙灯棚]")  # one character names them: 改造｜桥; 开工率 and 新签订单 are one noun
LONGEST_RATE = 4  # characters of what a rate is of, behind the verb that is part of it: 覆盖率
SHORTEST_OBJECT = 2  # characters left behind the verbs that open an object


def governs_forward(left: str, right: str) -> bool:
    """Tell whether the counted thing follows the number (打造10个平台) rather than precedes it (平台达到10个)."""
    bare = _determiner().sub("", left.rstrip(JOINTS))
    return not bare or right.startswith("的") or left[-1:] in ("、", "和", "及", "与", "等", "的", "在") or verb_start(bare) < len(bare)


def object_after(right: str) -> str:
    """Return the object after a number, up to what it shall do (赴…培训, 参加…); none where a list goes on or a longer bracket begins."""
    if not right or right[0] in (*MARKS, "和", "及", "与"):
        return ""
    thing = re.sub(r"^[（(][^（()）]{1,4}[）)]", "", right.strip(JOINTS)).removeprefix("的")
    acting = _acting().search(thing, 2)
    stretch = _least().sub("", re.sub(r"\s+", "", thing[: acting.start()] if acting else thing))
    stretch = _adverbs().sub("", stretch) if acting else stretch
    return stretch if re.search(r"\w", stretch) and stretch[0] not in OPENING else ""


def verb_start(left: str) -> int:
    """Return where the chain of verbs and adverbs that ends a stretch begins: 重点引进、培养和扶持; its end where there is none."""
    bare = _determiner().sub("", left)
    begin = at = len(bare.rstrip())
    while word := ending_word(bare[max(0, at - LONGEST_VERB) : at]):
        begin = at - len(word)
        at = len(bare[:begin].rstrip(JOINTS))
    return begin if begin < len(bare) else len(left)


def subject_start(left: str) -> int:
    """Return where the quote of an object before its number begins: behind 力争, 其中 and the like, at the verb behind 面向…, 在…."""
    match = _leading().match(left)
    begin = match.end() if match else 0
    return begin + _behind_where(left[begin:])


def _behind_where(stretch: str) -> int:
    """Return where the verb stands behind what says where or for whom: 在物流领域|打造场景, 面向企业|开展培训; 0 where nothing does."""
    if not stretch.startswith(tuple(forms("QuantityWhere", "surfaceForm"))):
        return 0
    return max((m.start() for m in _leading_chain().finditer(stretch) if m.end() < len(stretch)), default=0)


def object_before(stretch: str) -> str:
    """Return the object before a number, without the verbs before it and what reaches the number behind it."""
    thing = _old_value().sub("", _tail().sub("", stretch.strip(JOINTS)))
    thing = thing[_behind_where(thing) :]
    thing = _covered().sub("", thing)
    everywhere = _everywhere().match(thing)
    thing = thing[everywhere.end() :] if everywhere else thing
    caused = _caused().match(thing)
    thing = thing[caused.end() :] if caused else thing
    raised = _raised().match(thing)
    thing = raised["thing"] if raised else thing
    thing = _often_behind().sub("", _often().sub("", thing))
    chain = None if thing.startswith(tuple(forms("CompoundHeads", "surfaceForm"))) else _leading_chain().match(thing)
    rest = thing[chain.end() :].strip() if chain else thing
    whole = _is_rate_of(chain, rest) or (len(rest) < SHORTEST_OBJECT and not THINGS.fullmatch(rest))
    return re.sub(r"\s+", "", thing if chain is None or whole else rest).lstrip("、，,").removesuffix("的")


def without_making(thing: str) -> str:
    """Return an object without the list of verbs that make it behind it: 旅游厕所｜新建、改建; 棚户区改造 is one noun."""
    found = _behind().search(thing)
    return thing[: found.start()] if found and found.start() >= SHORTEST_OBJECT else thing


@cache
def _behind() -> re.Pattern[str]:
    sure = any_form("GoalVerbs", "make", kind="verbForm")
    return re.compile(rf"(?:{sure})(?:[、和及与](?:{sure}))+\Z")


def _is_rate_of(chain: re.Match[str] | None, rest: str) -> bool:
    """Tell whether a verb is part of a rate: 培训覆盖率, but 实现｜覆盖率, 推动｜普及率."""
    reached = {**forms("ReachVerbs", "verbForm"), **forms("QuantityCausing", "surfaceForm")}
    return chain is not None and rest.endswith("率") and len(rest) <= LONGEST_RATE and ending_word(chain.group()) not in reached


def is_verb(thing: str) -> bool:
    """Tell whether an object is nothing but verbs that make something: 新建, 改扩建."""
    return _makes().fullmatch(thing) is not None


def headed(text: str, at: int) -> str:
    """Return what the head of a line says is made, before a number that says no more: 建设托育园：新建6所, 托育园建设：新建6所."""
    begin = max(text.rfind(mark, max(0, at - LONGEST_LINE), at) for mark in ("。", "\n", "\t")) + 1
    colon = max(text.rfind(mark, begin, at) for mark in "：:")
    head = _HEAD.fullmatch(text, begin, colon) if colon > begin else None
    thing = head["thing"] if head else ""
    bare = _made_behind().sub("", object_before(thing))
    made = bare != thing and len(bare) >= SHORTEST_OBJECT and not is_verb(bare)
    return bare if made and not bare.endswith(tuple(forms("AbstractHeads", "suffixForm"))) else ""


@cache
def _makes() -> re.Pattern[str]:
    sure = any_form("GoalVerbs", "make", kind="verbForm")
    adverb = f"{any_form('Modality')}|{any_form('Modality', 'value', kind='prefixForm')}"
    return re.compile(rf"(?:全[省市县区州镇乡])?(?:(?:{adverb})*(?:{sure})[、和与及并]?)+")  # 全市共建成


@cache
def _made_behind() -> re.Pattern[str]:
    """Match the verb that ends the head of a line, with the word for the work: 托育园|建设工程."""
    return re.compile(rf"(?:{any_form('GoalVerbs', 'make', kind='verbForm')})+(?:{any_form('AbstractHeads')})?\Z")


@cache
def _raised() -> re.Pattern[str]:
    """Match a verb before its object, and 到 or 至 behind it: 提高｜回收利用率｜至, 压缩｜开办时间｜到, 降低｜用电成本."""
    verbs = "|".join(
        sorted({w[:-1] for w in forms("ReachVerbs", "verbForm") if w[-1] in ("到", "至") and len(w) > 2}, key=len, reverse=True)
    )
    return re.compile(rf"(?:{any_form('Modality')})*(?:{verbs})(?P<thing>[^，,]{{2,}}?)[到至]?\s*\Z")


@cache
def _often() -> re.Pattern[str]:
    """Match how often and by whom each something is done, before it: 每学期|组织研学活动, 每校每学期至少|开展."""
    every, least = _recurring()
    return re.compile(rf"\A(?:(?:每[\u4e00-\u9fff]{{1,2}}(?={every}))?(?:{every})(?:{least})?)(?=[^，,]{{2}})")


def _recurring() -> tuple[str, str]:
    """Return the patterns of how often something is done and of the word that gives the least: 每学期, 至少."""
    return any_form("DateWords", "recurring", kind="prefixForm"), any_form("Comparators", "ge", kind="prefixForm")


@cache
def _covered() -> re.Pattern[str]:
    """Match what is covered whole before a thing with a number: 街道全覆盖、｜社区覆盖率."""
    return re.compile(rf"\A.*(?:{any_form('Vague', 'whole')})[、，]")


@cache
def _often_behind() -> re.Pattern[str]:
    """Match how often something is done, behind it: 招聘会｜每周至少举办."""
    every, least = _recurring()
    return re.compile(rf"(?<=[\u4e00-\u9fff]{{2}})(?:{every})(?:{least})?(?:{any_form('GoalVerbs', 'make', kind='verbForm')})?\Z")


@cache
def _determiner() -> re.Pattern[str]:
    return re.compile(rf"(?:第[一二三四五六七八九十]批|{any_form('QuantityDeterminer')})\Z")


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(f"{any_form('QuantityActing')}|到(?=[^位期达]{{2,30}}?(?:{any_form('SendingPurpose')}))")


@cache
def _least() -> re.Pattern[str]:
    """Match the comparator of the number that follows a list: 75%的县（市）至少|1个."""
    return re.compile(rf"(?:{any_form('Comparators', kind='prefixForm')})\Z")


@cache
def _adverbs() -> re.Pattern[str]:
    """Match the adverbs that end a stretch before its verb: 紧缺领域大力|开展."""
    return re.compile(rf"(?:{any_form('Modality')})+\Z")


@cache
def _everywhere() -> re.Pattern[str]:
    """Match 全市 before the verb of an object: 全市|新增床位, but not 全市生产总值."""
    sure = any_form("GoalVerbs", "make", kind="verbForm")
    return re.compile(rf"全[省市县区州国](?=(?:{sure})[^，,]{{2}})")


@cache
def _caused() -> re.Pattern[str]:
    """Match who is made to do what up to what is done: 引导银行机构发放|贷款 but not 推动企业培训平台."""
    causing, actor, done = (any_form(f"Quantity{name}") for name in ("Causing", "Actor", "Done"))
    return re.compile(rf"(?:{causing})[^，,、]{{0,8}}?(?:{actor})(?:{done})(?=[^，,、]{{2}})")


@cache
def _leading() -> re.Pattern[str]:
    number = rf"{ITEM_NUMBER}|[一二三四五六七八九十]是"
    modal = any_form("Modality", kind="prefixForm")
    does = rf"(?:{any_form('Roles', 'responsible', kind='verbForm')})(?![人制率])"
    body = rf"[\u4e00-\u9fff（）、]{{2,30}}?(?:{any_form('BodyEndings', 'strong', kind='suffixForm')})"
    modal = rf"(?:{body}(?:[要应须]|{does})|{does}|{modal})"
    return re.compile(rf"(?:[\s、，,和及与—–·●■◆]|{number}|(?!{any_form('AgainWords')}|{_SHARED})(?:{modal}))*")


@cache
def _chained() -> tuple[frozenset[str], ...]:
    """Return all verbs and adverbs by length, the longest first."""
    words = {**forms("GoalVerbs", "verbForm"), **forms("ReachVerbs", "verbForm"), **forms("Modality", "surfaceForm")}
    return tuple(frozenset(w for w in words if len(w) == n) for n in range(LONGEST_VERB, 0, -1))


def ending_word(text: str) -> str:
    return next((text[-n:] for n, words in zip(range(LONGEST_VERB, 0, -1), _chained(), strict=True) if text[-n:] in words), "")


@cache
def _leading_chain() -> re.Pattern[str]:
    """Match verbs at the front: 重点引进和培养, 直接服务; a word that is a noun as well (服务) counts behind an adverb only."""
    verbs = forms("GoalVerbs", "verbForm")
    sure = alternation(w for w, n in verbs.items() if n == "make")
    adverb = any_form("Modality")
    further = rf"(?:[、和与及并]?(?:{sure})(?!(?:{any_form('CompoundHeads', kind='suffixForm')})\Z)|[（(](?:{sure})[）)])*"
    part = rf"(?:(?!{_SHARED})(?:{any_form('QuantityDeterminer')})(?!以[上下]))?"
    causing = rf"(?:(?:{any_form('QuantityCausing')})(?=(?:{adverb})*(?:{sure})))?"  # 支持｜建设
    return re.compile(rf"{causing}(?:(?:{adverb})*(?:{sure})|(?:{adverb})(?:{alternation(verbs)})){further}{part}")


@cache
def _old_value() -> re.Pattern[str]:
    return re.compile("[由从][^由从]*[0-9].*\\Z")


@cache
def _tail() -> re.Pattern[str]:
    """Match what ends a subject before its number: 均|达到, 比上年|增长, 按可比口径计算|提高, 达到去年的|2倍; and 同期 behind a date."""
    period = any_form("ComparisonBases", "period")
    every, adverb = any_form("DateWords", "recurring", kind="prefixForm"), any_form("Modality", "value", kind="prefixForm")
    chain = rf"(?:{adverb}|{any_form('DegreeAdverbs')}|{every}|{comparison()}|\A(?:[初底末]|{period}))*"
    return re.compile(rf"{chain}(?:{any_form('ReachVerbs', kind='verbForm')})?(?:(?<=[到为])(?:{period})的)?\s*\Z")
