"""Numbers in front of items: which scheme a number is of, its value, and where the text after it begins.

第一章 第一部分    一、    第一条    行动一：任务二、第三项     （一）(一)    1. 1． 1、    （1） 1）    ①

A number is read at the beginning of a line, and inside a line only where a whole document stands in it (`inner_markers`).
Glued numbers are told apart by what follows and by the number before: 2．2021年6月底前 is item 2, and 11.121人才梯队项目
after item 10 is item 11.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.sources.numerals import numeral
from kg.register import any_form

CHAPTER, SECTION, CHINESE, ARTICLE, NAMED, BRACKETED, ARABIC, SMALL, CIRCLED = range(9)  # ranks: a smaller one stands above a greater one

_CN = "[零〇一二三四五六七八九十百]{1,6}"
_COUNT = rf"(?:{_CN}|\d{{1,3}})"
_SPACE = "[ \\t\u3000\xa0]*"
_GLUED = r"|\.(?=(?P<glued>\d))"
_FORMS: tuple[tuple[int, str], ...] = (
    (CHAPTER, rf"第{_SPACE}(?P<n0>{_COUNT}){_SPACE}(?:部分|[章篇编])[、.．:：]?"),
    (SECTION, rf"第{_SPACE}(?P<n1>{_COUNT}){_SPACE}节[、.．:：]?"),
    (ARTICLE, rf"第{_SPACE}(?P<n3>{_COUNT}){_SPACE}条(?![款例线件规约理])[、.．:：]?"),
    (CHINESE, rf"(?P<n2>{_CN}){_SPACE}(?:[、．.]|[,，](?=[^零一二三四五六七八九十]))"),
    (
        NAMED,
        rf"(?:{any_form('NumberedNoun')}){_SPACE}(?P<n8>{_COUNT})(?:{_SPACE}[：:、．.](?!\d|{_CN}[、，由])|[ \t\u3000]+(?=[一-鿿“《]))",
    ),
    (NAMED, rf"第{_SPACE}(?P<n9>{_COUNT}){_SPACE}项(?:{_SPACE}[：:、．.](?!\d)|[ \t\u3000]+(?=[一-鿿“《]))"),
    (BRACKETED, rf"[（(〔\[]{_SPACE}(?P<n4>{_CN}){_SPACE}[）)〕\]](?![款项条])[、.．]?"),
    (SMALL, rf"[（(]{_SPACE}(?P<n6>\d{{1,2}}){_SPACE}[）)](?![款项条])[、.．]?"),
    (SMALL, r"(?P<n6b>\d{1,2})[）)](?![款项条])"),
    (ARABIC, rf"(?P<n5>\d{{1,3}}){_SPACE}(?:[．、]|\.(?!\d)|\.(?=(?:19|20)\d\d年){_GLUED})"),
    (CIRCLED, r"(?P<n7>[①-⑳㉑-㉟])"),
)
_MARK = re.compile("|".join(form for _, form in _FORMS))
# The same for use inside another expression, without groups and without numbers glued to digits (1.5亿 begins no item).
ITEM_NUMBER = "(?:" + "|".join(re.sub(r"\(\?P<\w+>", "(?:", form.replace(_GLUED, "")) for _, form in _FORMS) + ")"
_RANKS = {
    "n0": CHAPTER,
    "n1": SECTION,
    "n2": CHINESE,
    "n3": ARTICLE,
    "n4": BRACKETED,
    "n5": ARABIC,
    "n6": SMALL,
    "n6b": SMALL,
    "n7": CIRCLED,
    "n8": NAMED,
    "n9": NAMED,
}
_LIST = re.compile(rf"{_CN}、{_CN}[^、，。]")  # 三、四线城市, 一、二季度: a list, no number
_INNER = re.compile(
    rf"第{_COUNT}条|(?:(?<=[。；;！？）)〕】\]：: \t\u3000])|(?<=[\u4e00-\u9fff”》]))(?:{_CN}[、．]|[（(]{_CN}[）)])|"
    r"(?<=[。；;！？）)〕】\]：: \t\u3000])\d{1,3}[．.、]|(?<=[\u4e00-\u9fff”》])\d{1,3}[．.、](?=[ \u3000]?[\u4e00-\u9fff“《])"
)
_CLOSED = "。；;）)〕】]"  # after these a number that leaves one out is still the next item: (九)…(+)…(十一)
_ORDINAL = "第"  # 第一、第二产业: a place in an order, no number of an item


@dataclass(frozen=True, slots=True)
class Marker:
    """A number in front of an item: rank of its scheme, value, span; `glued` where a digit follows the point."""

    rank: int
    value: int
    start: int
    end: int
    glued: bool = False


def marker(text: str, start: int, end: int) -> Marker | None:
    """Return the number at `start`, or None where the text there is no item."""
    found = _MARK.match(text, start, end)
    if found is None or _LIST.match(text, start, end):
        return None
    group = found.lastgroup if found.lastgroup != "glued" else "n5"
    assert group is not None
    counted = int(numeral(found[group]) or 0)
    return Marker(_RANKS[group], counted, start, found.end(), glued=found["glued"] is not None) if counted else None


def printed_numeral(number: str) -> str | None:
    """Return the numeral of a number as printed, without its brackets, point and 第 … 章; None where it is of no scheme.

    >>> [printed_numeral(x) for x in ("二、", "（一）", "12.", "12", "第三章", "行动二：", "③", "附件1", "1.2", "")]
    ['二', '一', '12', '12', '三', '二', '③', None, None, None]
    """
    if number.isdecimal():
        return number
    found = _MARK.fullmatch(number)
    group = found and (found.lastgroup if found.lastgroup != "glued" else "n5")
    return found[group] if found and group else None


def inner_markers(text: str, start: int, end: int, last: dict[int, int]) -> Iterator[Marker]:
    """Yield the numbers inside a line in which several items stand, each the next of its scheme after `last`.

    …。（责任单位：省科技厅）2.支持…        …平稳健康发展。一、支持消费(一)发放补贴。
    """
    last = dict(last)
    for found in _INNER.finditer(text, start, end):
        mark = marker(text, found.start(), end)
        if mark is None or text.endswith(_ORDINAL, start, found.start()):
            continue
        step = mark.value - last.get(mark.rank, 0)
        if step == 1 or (step == 2 and text[mark.start - 1] in _CLOSED) or (mark.value == 1 and step):
            last[mark.rank] = mark.value
            yield mark
