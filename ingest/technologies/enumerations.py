"""The items of a list that 等 and a hypernym close: 聚焦虚拟布景、多源数据对齐等共性技术."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.sources import Span
from ingest.technologies.mentions import is_where_applied
from ingest.technologies.word_forms import compiled, holds_technical_word, may_be_listed
from kg.register import any_form

WEAK_SHARE = 3  # of a list closed by 等领域, 等产品, one item in so many must be technical
BARE_SHARE = 2  # and of one closed by 等 alone

_BRACKET = re.compile(r"[（(〔\[【].*", re.DOTALL)
_PREPOSITION = re.compile(
    r".*(?:(?<![泛存潜现内所])在(?!线|轨(?!道)|岗|研)|对(?![接话抗象讲齐苯二位甲氨羟])|将|把|以(?![及上下外内来太]))(?=.)"
)
_SIZE = re.compile(r"\d[\d.—~-]*[十百千万亿]*[\u4e00-\u9fffA-Za-z/]{0,4}?级")  # 1000公斤级｜涡桨发动机
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9-]+")
CAPITALS = re.compile(r"[A-Z][a-z0-9-]*[A-Z]")  # ADS-B地面站, 移动ICU


def listed(text: str, start: int, end: int, known: Sequence[Span]) -> Iterator[Span]:
    """Yield the items of the lists that 等 closes in a clause."""
    for closing in compiled().closing.finditer(text, start, end):
        found = list(items(text, start, closing.start()))
        start = closing.end()
        if len(found) < 2 or is_where_applied(text, found[-1][0], closing.end()):
            continue
        if _is_technical_list(text, found, closing, known):
            yield from (item for item in found if may_be_listed(text[slice(*item)], certain=_is_certain(closing)))


def _is_technical_list(text: str, listed: Sequence[Span], closing: re.Match[str], known: Sequence[Span]) -> bool:
    """Tell whether a list is one of technologies: by its hypernym, or by what stands in it where the hypernym says little."""
    technical = sum(1 for item in listed if is_technical(text, item, known))
    if closing["head"] and closing["head"] not in compiled().weak:
        return technical > 0 or _is_certain(closing)
    if technical and closing["head"] and _alike(text, listed):
        return True
    return technical > 1 and technical * (WEAK_SHARE if closing["head"] else BARE_SHARE) >= len(listed)


def _is_certain(closing: re.Match[str]) -> bool:
    """Tell whether only technologies are called what closes a list: 等先进工艺, 等6G关键技术."""
    return compiled().certain.fullmatch(closing[0]) is not None


def _alike(text: str, listed: Sequence[Span]) -> bool:
    """Tell whether all items of a list end alike, as kinds of one thing do: 柔性屏、车载屏、透明屏."""
    return len({text[start:end][-1:] for start, end in listed}) == 1


def is_technical(text: str, item: Span, known: Sequence[Span]) -> bool:
    """Tell whether an item names a known technology, holds a technical word, ends like a technology or is an acronym."""
    start, end = item
    if any(start <= s < end for s, _ in known) or holds_technical_word(text, start, end):
        return True
    if compiled().technical_end.search(text[start:end]) is not None or _ACRONYM.fullmatch(text, start, end) is not None:
        return True
    return CAPITALS.search(text, start, end) is not None and not compiled().never.search(text[start:end])


def ends_like_device(text: str, item: Span) -> bool:
    """Tell whether an item ends like a product or a device, which among technologies is one: 色选机, 吸入制剂."""
    return compiled().device_end.search(text[slice(*item)]) is not None


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
    for pattern in (compiled().opening, _PREPOSITION):
        found = pattern.match(text, start, end)
        start = found.end() if found else start
    return start


def _introduced(text: str, start: int, end: int) -> int:
    """Return where an item begins behind the words that are no part of its name: 自主可控的｜操作平台."""
    for pattern in (compiled().leading, _SIZE):
        found = pattern.match(text, start, end)
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


@cache
def _last() -> re.Pattern[str]:
    """Match what joins the last item of a list to the one before: 和, but not in 饱和."""
    word = r"[\u4e00-\u9fffA-Za-z0-9]{2}"
    joint = rf"{any_form('Connectives', 'and')}|(?<![饱缓亲中调共温])和|(?<![普涉])及"
    return re.compile(f"(?<={word})(?:{joint})(?={word})")
