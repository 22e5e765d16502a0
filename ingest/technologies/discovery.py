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

from ingest.document import UNKNOWN, Document, Token
from ingest.sources import Span
from ingest.technologies.enumerations import CAPITALS, listed
from ingest.technologies.word_forms import VERBS, compiled, holds_technical_word, is_leading, is_technical_word, leading_verb, may_be_term

REACH = 14  # how far left of its head a chunk reaches
LEAST_BEHIND_VERB = 5  # characters a term must have behind a verb, so that 检测设备 stays whole
MEASURES = ("个", "项", "种", "类", "款", "家")  # jieba joins them to what follows
BETWEEN = 2  # characters between a term and the product that is made of it
LONGEST_KIND = 3  # characters of a word for a kind
MOST_KINDS = 2  # words of a kind
KINDS = ("n", "nz", UNKNOWN, "l", "g")  # tags of words that name a kind: nouns, proper names, words no dictionary has
CUTTING = ("q", "s", "ns")  # tags of words of two characters that end a chunk though they may be part of a term: 微米, 海岛
CLOSED = "pcudrqfty"  # tags of words that end a chunk: prepositions, conjunctions, particles, adverbs, pronouns, measures, places, times

_CLAUSE = re.compile(r"[^，。；：！？,;:!?\n\t“”\"《》]{1,400}")  # longer ones are no language: 400 bounds the time
_CLOSED_LIST = re.compile(r".*(?<![高平均优初中])等(?![离级效同])")  # 喷药机等｜智能装备, but 等离子刻蚀设备
_DIVIDES = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]|[和与及或的等]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that a rule found, with its place in the text."""

    start: int
    end: int
    rule: str


def clauses(text: str, start: int, end: int, *, marks: Sequence[int] = ()) -> Iterator[Span]:
    """Yield the clauses of text[start:end] that hold a form or one of the marks, in order.

    A clause stands between two marks of punctuation; 、 and brackets are part of it.
    """
    formed = (m.start() for pattern in (compiled().trigger, CAPITALS) for m in pattern.finditer(text, start, end))
    places = iter(sorted([*marks, *formed]))
    place = next(places, end)
    for clause in _CLAUSE.finditer(text, start, end):
        if place >= end:
            return
        if place < clause.end():
            yield clause.span()
            while place < clause.end():
                place = next(places, end)


def names_kind(document: Document, start: int, end: int) -> bool:
    """Tell whether text[start:end] is a word or two for a kind of what follows: 骨科 in 骨科机器人, 土壤墒情 in 土壤墒情传感器.

    Not so 国产, 企业.
    """
    found = document.words(start, end) if 0 < end - start <= LONGEST_KIND * MOST_KINDS else []
    return 0 < len(found) <= MOST_KINDS and all(_is_kind(word) for word in found)


def _is_kind(word: Token) -> bool:
    if word.tag not in KINDS or _ends_chunk(word) or len(word.word) > LONGEST_KIND:
        return False
    return not (compiled().never.search(word.word) or compiled().modifier.fullmatch(word.word))


def candidates(document: Document, start: int, end: int, *, known: Sequence[Span]) -> Iterator[Candidate]:
    """Yield the terms of a clause that a rule finds; they may lie over each other and over known terms."""
    for a, b in listed(document.text, start, end, known):
        begin = a + _behind_verb(document.words(a, b))
        yield Candidate(begin, b, "enumeration")
    yield from _headed(document, start, end, known)


def _behind_verb(words: Sequence[Token]) -> int:
    """Return where an item begins behind a verb that is no part of its name: 启动｜工业元宇宙平台, 做大｜铝基新材料, but 渲染引擎."""
    first, rest = words[0], "".join(w.word for w in words[1:])
    if first.tag == UNKNOWN:
        return leading_verb(first.word)
    is_name = first.tag not in VERBS or _begins_technical(words, 0) or len(rest) < LEAST_BEHIND_VERB or not is_technical_word(rest)
    return 0 if is_name else first.end - first.start


def _headed(document: Document, start: int, end: int, known: Sequence[Span]) -> Iterator[Candidate]:
    """Yield the noun chunks of a clause that end in a technical head."""
    text = document.text
    heads = [head for head in compiled().heads.finditer(text, start, end) if _may_head(text, start, head, known)]
    if not heads:
        return
    words = document.words(start, end)
    starts, ends = {w.start for w in words} | {b for _, b in known}, {w.end for w in words}
    cut = {w.end for w in words if w.tag in CUTTING and len(w.word) > 1}  # 微米｜纤维非织造布
    for head in heads:
        if head.end() not in ends or (head.start() not in starts and head[0] in compiled().weak_heads):
            continue
        begin = _chunk(words, head.start(), head.end())
        closed = _CLOSED_LIST.match(text, begin, head.start())
        begin = closed.end() if closed else begin
        product = _product_of(text, head, known)
        if product is not None:
            yield Candidate(product, head.end(), "head")
        elif (begin not in cut or head[0] in compiled().strong_heads) and _is_technical_chunk(text, begin, head, known):
            yield Candidate(begin, head.end(), "head")


def _may_head(text: str, start: int, head: re.Match[str], known: Sequence[Span]) -> bool:
    """Tell, before any word is cut, whether a technical chunk may end here."""
    if head[0] in compiled().strong_heads or _ends_known(head, known) or _product_of(text, head, known) is not None:
        return True
    return head[0] in compiled().weak_heads and holds_technical_word(text, max(start, head.start() - REACH), head.start())


def _ends_known(head: re.Match[str], known: Sequence[Span]) -> bool:
    """Tell whether a head noun is the end of a known term, which a word before it may narrow: 闪蒸非织造布."""
    return head[0] in compiled().products and any(b == head.end() for _, b in known)


def _product_of(text: str, head: re.Match[str], known: Sequence[Span]) -> int | None:
    """Return where a known term begins of which the head makes another thing: 光伏玻璃, 芳纶蜂窝材料."""
    if head[0] not in compiled().products:
        return None
    return next((a for a, b in known if 0 <= head.start() - b <= BETWEEN and not _DIVIDES.search(text, b, head.start())), None)


def _is_technical_chunk(text: str, begin: int, head: re.Match[str], known: Sequence[Span]) -> bool:
    """Tell whether a chunk is a term; a strong head is one by itself: 插秧机."""
    if not may_be_term(text[begin : head.end()]):
        return False
    return head[0] in compiled().strong_heads or _ends_known(head, known) or holds_technical_word(text, begin, head.start())


def _chunk(words: Sequence[Token], head: int, end: int) -> int:
    """Return where the noun chunk begins whose head stands at head:end; a verb that no technical word is in does not begin one."""
    first = at = bisect_left(words, head, key=_place)
    while first and head - words[first - 1].start <= REACH and not _ends_chunk(words[first - 1]):
        first -= 1
    while first < at and (words[first].tag in ("v", "d") or words[first].word[0] in MEASURES) and not _begins_technical(words, first):
        first += 1
    inside = words[first : bisect_left(words, end, key=_place)]
    return inside[0].start + _behind_verb(inside) if first < at else head


def _begins_technical(words: Sequence[Token], first: int) -> bool:
    """Tell whether a technical word is in a word or begins with it: 渲染, 可｜穿戴."""
    found = compiled().technical.match("".join(word.word for word in words[first : first + 2]))
    return found is not None or is_technical_word(words[first].word)


def _place(word: Token) -> int:
    return word.start


def _ends_chunk(word: Token) -> bool:
    if is_leading(word.word) or (word.tag == UNKNOWN and not word.word.isalnum()):
        return True
    if len(word.word) > 1 and word.tag in ("d", "ns"):
        return word.tag == "ns"  # 实时, 互动 are part of a term; 贵州省 is none of one, though 云 in 云计算 has that tag too
    return word.word.isdecimal() or word.tag[0] in CLOSED
