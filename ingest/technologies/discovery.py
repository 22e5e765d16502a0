"""Unknown technologies: terms that the text itself shows to be technologies, found without a vocabulary.

enumeration   聚焦虚拟布景、多源数据对齐等共性技术      items of a list that 等 and a hypernym close
head          建成轻量化空间感知平台                  a noun chunk that ends in a head noun (平台, 芯片) and holds a technical word (轻量化)

The words that open a list, close it, head a chunk or rule it out are forms of the scheme mv:TechnologyForms in ontology/technologies.ttl.
Only clauses that hold such a form are looked at, and only chunks before a head noun are cut into words.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.document import Document, Token, tag
from ingest.technologies.mentions import any_of, is_where_applied
from kg.ontology import forms
from kg.register import any_form

Span = tuple[int, int]
SHORTEST, LONGEST = 3, 20  # characters of a candidate: shorter ones are common words, longer ones descriptions
WEAK_SHARE = 3  # of a list closed by 等领域, 等产品, one item in so many must be technical
BARE_SHARE = 2  # and of one closed by 等 alone
REACH = 14  # how far left of its head a chunk reaches
VERBS = ("v", "vn", "vd")  # tags of words that may introduce an item
LEAST_BEHIND_VERB = 5  # characters a term must have behind a verb, so that 检测设备 stays whole
MEASURES = ("个", "项", "种", "类", "款", "家")  # jieba joins them to what follows
BETWEEN = 2  # characters between a term and the product that is made of it
LONGEST_KIND = 3  # characters of a word for a kind
MOST_KINDS = 2  # words of a kind
KINDS = ("n", "nz", "x", "l", "g")  # tags of words that name a kind: nouns, proper names, words no dictionary has
CLOSED = "pcudrqfty"  # tags of words that end a chunk: prepositions, conjunctions, particles, adverbs, pronouns, measures, places, times

_CLAUSE = re.compile(r"[^，。；：！？,;:!?\n\t“”\"《》]{1,400}")  # longer ones are no language: 400 bounds the time
_BRACKET = re.compile(r"[（(〔\[【].*", re.DOTALL)
_PREPOSITION = re.compile(r".*(?:在(?!线|轨(?!道)|岗|研)|对(?!接|话|抗|象|讲|齐)|将|把)(?=.)")
_CLOSED_LIST = re.compile(r".*(?<![高平均优初中])等(?![离级效同])")  # 喷药机等｜智能装备, but 等离子刻蚀设备
_DIVIDES = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]|[和与及或的等]")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9-]+")
_CAPITALS = re.compile(r"[A-Z][a-z0-9-]*[A-Z]")  # ADS-B地面站, 移动ICU


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that a rule found, with its place in the text."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of the scheme, compiled."""

    trigger: re.Pattern[str]
    closing: re.Pattern[str]
    opening: re.Pattern[str]
    leading: re.Pattern[str]
    heads: re.Pattern[str]
    technical: re.Pattern[str]
    technical_end: re.Pattern[str]
    device_end: re.Pattern[str]
    never: re.Pattern[str]
    weak: frozenset[str]
    weak_heads: frozenset[str]
    strong_heads: frozenset[str]
    products: frozenset[str]
    stops: frozenset[str]
    modifier: re.Pattern[str]
    general: re.Pattern[str]


def clauses(text: str, start: int, end: int, *, marks: Sequence[int] = ()) -> Iterator[Span]:
    """Yield the clauses of text[start:end] that hold a form or one of the marks, in order.

    A clause stands between two marks of punctuation; 、 and brackets are part of it.
    """
    formed = (m.start() for pattern in (_forms().trigger, _CAPITALS) for m in pattern.finditer(text, start, end))
    places = iter(sorted([*marks, *formed]))
    place = next(places, end)
    for clause in _CLAUSE.finditer(text, start, end):
        if place >= end:
            return
        if place < clause.end():
            yield clause.span()
            while place < clause.end():
                place = next(places, end)


def holds_technical_word(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] holds a word that makes its neighbours technical: 轻量化, 分布式."""
    return _forms().technical.search(text, start, end) is not None


def is_head(word: str) -> bool:
    """Tell whether a word heads terms: 终端, 芯片."""
    return _forms().heads.fullmatch(word) is not None


def is_verb(word: str) -> bool:
    """Tell whether a word of several characters is a verb or another word that stands before terms: 支持, though 支持软件 is a word too."""
    return len(word) > 1 and (word in _forms().stops or tag(word) in VERBS)


def names_kind(document: Document, start: int, end: int) -> bool:
    """Tell whether text[start:end] is a word or two for a kind of what follows: 骨科 in 骨科机器人, 土壤墒情 in 土壤墒情传感器.

    Not so 国产, 企业.
    """
    found = document.words(start, end) if 0 < end - start <= LONGEST_KIND * MOST_KINDS else []
    return 0 < len(found) <= MOST_KINDS and all(_is_kind(word) for word in found)


def _is_kind(word: Token) -> bool:
    if word.tag not in KINDS or _ends_chunk(word) or len(word.word) > LONGEST_KIND:
        return False
    return not (_forms().never.search(word.word) or _forms().modifier.fullmatch(word.word))


def ends_in_product(term: str) -> bool:
    """Tell whether a term is one of things: 锂电池, not 云计算."""
    return any(term.endswith(head) for head in (*_forms().products, *_forms().strong_heads))


def may_be_term(term: str) -> bool:
    """Tell whether a stretch has the shape of a term: no common word, no ending that rules it out."""
    if not SHORTEST <= len(term) <= LONGEST or not term[0].isalnum():
        return False
    return (
        not _forms().general.fullmatch(term)
        and not _forms().never.search(term)
        and tag(term) is None
        and re.search(r"[、\s“”（）]", term) is None
    )


def candidates(document: Document, start: int, end: int, *, known: Sequence[Span]) -> Iterator[Candidate]:
    """Yield the terms of a clause that a rule finds; they may lie over each other and over known terms."""
    for a, b in _listed(document.text, start, end, known):
        begin = a + _behind_verb(document.words(a, b))
        yield Candidate(begin, b, "enumeration")
    yield from _headed(document, start, end, known)


def _behind_verb(words: Sequence[Token]) -> int:
    """Return where an item begins behind a verb that is no part of its name: 启动｜工业元宇宙平台, but 渲染引擎."""
    first, rest = words[0], "".join(w.word for w in words[1:])
    is_name = first.tag not in VERBS or _technical(first.word) or len(rest) < LEAST_BEHIND_VERB or not _technical(rest)
    return 0 if is_name else first.end - first.start


def _technical(word: str) -> bool:
    return _forms().technical.search(word) is not None


def _listed(text: str, start: int, end: int, known: Sequence[Span]) -> Iterator[Span]:
    """Yield the items of the lists that 等 closes in a clause."""
    for closing in _forms().closing.finditer(text, start, end):
        listed = list(items(text, start, closing.start()))
        start = closing.end()
        if len(listed) < 2 or is_where_applied(text, listed[-1][0], closing.end()):
            continue
        if _is_technical_list(text, listed, closing, known):
            yield from (item for item in listed if may_be_term(text[slice(*item)]))


def _is_technical_list(text: str, listed: Sequence[Span], closing: re.Match[str], known: Sequence[Span]) -> bool:
    """Tell whether a list is one of technologies: by its hypernym, or by what stands in it where the hypernym says little."""
    technical = sum(1 for item in listed if is_technical(text, item, known))
    if closing["head"] and closing["head"] not in _forms().weak:
        return technical > 0 or _all_technical().fullmatch(closing[0]) is not None
    return technical > 1 and technical * (WEAK_SHARE if closing["head"] else BARE_SHARE) >= len(listed)


def is_technical(text: str, item: Span, known: Sequence[Span]) -> bool:
    """Tell whether an item names a known technology, holds a technical word, ends like a technology or is an acronym."""
    start, end = item
    if any(start <= s < end for s, _ in known) or holds_technical_word(text, start, end):
        return True
    if _forms().technical_end.search(text[start:end]) is not None or _ACRONYM.fullmatch(text, start, end) is not None:
        return True
    return _CAPITALS.search(text, start, end) is not None and not _forms().never.search(text[start:end])


def ends_like_device(text: str, item: Span) -> bool:
    """Tell whether an item ends like a product or a device, which among technologies is one: 色选机, 吸入制剂."""
    return _forms().device_end.search(text[slice(*item)]) is not None


def items(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the items of a list that ends at `end`, last first; the first begins behind the verb that opens the list."""
    last, begin, opened = end, end, end
    while begin > start and opened == begin:
        begin = text.rfind("、", start, last) + 1 or start
        opened = _opened(text, begin, last)
        yield from _halves(text, _introduced(text, opened, last), last)
        last = begin - 1


def _opened(text: str, start: int, end: int) -> int:
    """Return where the list begins behind the verb or preposition that opens it in this item: 企业推广｜远程操控."""
    for pattern in (_forms().opening, _PREPOSITION):
        found = pattern.match(text, start, end)
        start = found.end() if found else start
    return start


def _introduced(text: str, start: int, end: int) -> int:
    """Return where an item begins behind the words that are no part of its name: 自主可控的｜操作平台."""
    found = _forms().leading.match(text, start, end)
    start = found.end() if found else start
    return text.rfind("的", start, end - 1) + 1 or start


def _halves(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield an item, or the two that 和, 及 or 以及 joins in it."""
    joined = _last().search(text, start, end)
    if joined is None:
        yield _bare(text, start, end)
        return
    yield _bare(text, _introduced(text, joined.end(), end), end)
    yield _bare(text, start, joined.start())


def _bare(text: str, start: int, end: int) -> Span:
    """Return an item without the bracket that explains it: 视觉语言模型（VLM）."""
    bracket = _BRACKET.search(text, start, end)
    return start, bracket.start() if bracket else end


def _headed(document: Document, start: int, end: int, known: Sequence[Span]) -> Iterator[Candidate]:
    """Yield the noun chunks of a clause that end in a technical head."""
    text = document.text
    heads = [head for head in _forms().heads.finditer(text, start, end) if _may_head(text, start, head, known)]
    if not heads:
        return
    words = document.words(start, end)
    starts, ends = {w.start for w in words} | {b for _, b in known}, {w.end for w in words}
    for head in heads:
        if head.end() not in ends or (head.start() not in starts and head[0] in _forms().weak_heads):
            continue
        begin = _chunk(words, head.start(), head.end())
        closed = _CLOSED_LIST.match(text, begin, head.start())
        begin = closed.end() if closed else begin
        product = _product_of(text, head, known)
        if product is not None:
            yield Candidate(product, head.end(), "head")
        elif _is_technical_chunk(text, begin, head):
            yield Candidate(begin, head.end(), "head")


def _may_head(text: str, start: int, head: re.Match[str], known: Sequence[Span]) -> bool:
    """Tell, before any word is cut, whether a technical chunk may end here."""
    if head[0] in _forms().strong_heads or _product_of(text, head, known) is not None:
        return True
    return head[0] in _forms().weak_heads and holds_technical_word(text, max(start, head.start() - REACH), head.start())


def _product_of(text: str, head: re.Match[str], known: Sequence[Span]) -> int | None:
    """Return where a known term begins of which the head makes another thing: 光伏玻璃, 芳纶蜂窝材料."""
    if head[0] not in _forms().products:
        return None
    return next((a for a, b in known if 0 <= head.start() - b <= BETWEEN and not _DIVIDES.search(text, b, head.start())), None)


def _is_technical_chunk(text: str, begin: int, head: re.Match[str]) -> bool:
    """Tell whether a chunk is a term; a strong head is one by itself: 插秧机."""
    if not may_be_term(text[begin : head.end()]):
        return False
    return head[0] in _forms().strong_heads or holds_technical_word(text, begin, head.start())


def _chunk(words: Sequence[Token], head: int, end: int) -> int:
    """Return where the noun chunk begins whose head stands at head:end; a verb that no technical word is in does not begin one."""
    first = at = bisect_left(words, head, key=_place)
    while first and head - words[first - 1].start <= REACH and not _ends_chunk(words[first - 1]):
        first -= 1
    while first < at and (words[first].tag in ("v", "d") or words[first].word[0] in MEASURES) and not _technical(words[first].word):
        first += 1
    inside = words[first : bisect_left(words, end, key=_place)]
    return inside[0].start + _behind_verb(inside) if first < at else head


def _place(word: Token) -> int:
    return word.start


def _ends_chunk(word: Token) -> bool:
    if word.word in _forms().stops or (word.tag == "x" and not word.word.isalnum()):
        return True
    return word.word.isdecimal() or (word.tag[0] in CLOSED and not (word.tag == "d" and len(word.word) > 1))  # 实时, 互动


@cache
def _all_technical() -> re.Pattern[str]:
    """Match what closes a list of technologies whatever stands in it: 深度伪造检测、内容水印等技术."""
    return re.compile(f"等(?:{any_form('TechniqueNouns')})")


@cache
def _last() -> re.Pattern[str]:
    """Match what joins the last item of a list to the one before."""
    return re.compile(rf"(?<=[\u4e00-\u9fffA-Za-z0-9]{{2}})(?:{any_form('Connectives', 'and')}|和|及)(?=[\u4e00-\u9fffA-Za-z0-9]{{2}})")


def _taught() -> str:
    """Return the pattern that bars what a school teaches: 某技术与工程专业."""
    field, related, major, subject = (any_form("TaughtSubjects", part) for part in ("field", "related", "major", "subject"))
    return f"(?!(?:与|和|及)?(?:{field})?类?等?(?:{related})?(?:(?:{major})(?![化的级])|{subject}))"


@cache
def _forms() -> Forms:
    hypernyms, heads = forms("TechnologyForms", "labelForm"), forms("TechnologyForms", "suffixForm")
    verbs, words = forms("TechnologyForms", "verbForm"), forms("TechnologyForms", "surfaceForm")
    weak, strong, product = (any_of(heads, notation) for notation in ("weak", "strong", "product"))
    means, technical = any_of(words, "means"), any_of(words, "technical")
    no_person = f"(?!{any_form('NamePerson')})"
    no_ability = rf"(?!(?:和[\u4e00-\u9fff]{{2,4}})?(?:{any_form('NameAbility')}))"  # 计算和存储能力 names no technology
    done = any_of(forms("TechnologyContexts", "suffixForm"), "behind")
    first = "".join(
        sorted({word[0] for word in (*words, *heads)} | {"等"})
    )  # looked for before the alternatives are tried: four times as fast
    opening, leading, modifiers = any_of(verbs, "opens"), any_of(verbs, "leads"), any_of(forms("TechnologyForms", "prefixForm"))
    return Forms(
        trigger=re.compile(rf"(?=[{first}])(?:等|{means}|{strong}|{weak}|{product}|(?:{technical})[^，。；：、]{{0,10}}、)"),
        closing=re.compile(
            rf"等(?:[\d一二三四五六七八九十]+[个项款类种大])?(?:[^的等、，。；：“”（）\d]{{0,8}}?(?P<head>{any_of(hypernyms)}){no_person}|(?=(?:{done})*(?:[。；，,;\n]|$)))"
        ),
        opening=re.compile(rf".*(?:{opening})(?=.)"),
        leading=re.compile(rf"(?:{opening}|{leading})+(?=.)"),
        heads=re.compile(rf"(?:{strong}|{weak}|{product}){no_person}{_taught()}{no_ability}"),
        technical=re.compile(technical),
        technical_end=re.compile(rf"(?:{strong}|{any_form('TechniqueNouns')})$"),
        device_end=re.compile(rf"(?:(?!{any_form('DocumentMaterials')})(?:{product})|{any_of(forms('DeviceEndings', 'suffixForm'))})$"),
        never=re.compile(rf"(?:{any_of(heads, 'never')})$"),
        modifier=re.compile(modifiers),
        general=re.compile(rf"(?:{modifiers})+(?:{any_form('GeneralAttributes')})*(?:{weak}|{product})"),
        weak=frozenset(word for word, notation in hypernyms.items() if notation == "weak"),
        weak_heads=frozenset(word for word, notation in heads.items() if notation in ("weak", "product")),
        strong_heads=frozenset(word for word, notation in heads.items() if notation == "strong"),
        products=frozenset(word for word, notation in heads.items() if notation == "product"),
        stops=frozenset(verbs),
    )
