"""Where a label stands in a text whose words say another thing.

its beginning ends another word     蓄电池回收 is no 电池回收, 水资源循环利用 no 资源循环利用: the whole is a term of its own
it ends the name of a substance      锰酸锂电池 is no 锂电池
a Latin name stands before it         MPU芯片 is no 芯片
its end begins another word         智能体系 is no 智能体, 数字人才 no 数字人, 创新药品 no 创新药
its end begins another label        政务云计算 is no 政务云, 纳滤膜分离 no 纳滤膜: the whole is a term of its own
a word makes another thing of it    喷灌机 is no 喷灌, 光伏板 no 光伏, 数字孪生引擎 no 数字孪生

A word is one of the segmenter's dictionary; the text around a label is cut only where such a word lies over one of its ends.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.document import Document, Token, tag
from ingest.technologies import mentions, word_forms
from kg.register import Known, lexicon

REACH = 2  # characters of a word to either side of a label's end; a longer overlap is a phrase
SUBSTANCES = ("n", "ng", "g", "nz", "x")  # tags of the words a substance's name is made of
LONGEST_REST = 8  # characters of another label behind the end of one it begins in
AROUND = 8  # characters before and after a label that are cut into words with it

_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9-]*\Z")
_HAN = re.compile(r"[\u4e00-\u9fff]*")


@dataclass(frozen=True, slots=True)
class Bounded:
    """The terms whose ends are ends of words, the longer stretches of which others are only the end, and those whose end begins a label."""

    terms: list[Known] = field(default_factory=list)
    longer: list[tuple[int, int]] = field(default_factory=list)
    crossed: list[tuple[int, int]] = field(default_factory=list)


def bounded(document: Document, hits: Sequence[Known]) -> Bounded:
    """Sort labels found in a text by whether words of the text cut them."""
    found = Bounded()
    ends = {hit.end for hit in hits}
    for hit in hits:
        if not _ends_whole(document, hit):
            continue
        begin = _begin(document, hit)
        begin = begin if hit.start in ends else min(begin, _latin_begin(document.text, hit))
        crossed = _crossed(document.text, hit) or _made(document, hit)
        if crossed:
            found.crossed.append((begin, crossed))
        elif begin == hit.start:
            found.terms.append(hit)
        elif not mentions.is_field(hit):
            found.longer.append((begin, hit.end))
    return found


def _ends_whole(document: Document, hit: Known) -> bool:
    """Tell whether no other word begins in a term, or one that only carries it: 云计算技术, 新型显示终端."""
    after = _word_over(document, hit, hit.end)
    if after is None or mentions.is_generic_suffix(document.text, hit, after.end):
        return True
    return word_forms.is_head(document.text[hit.end : after.end])


def _crossed(text: str, hit: Known) -> int | None:
    """Return where another label ends that begins with the last character of a term: 政务云｜计算.

    None where it says no more than the term does (政务云平台, 正渗透膜材料). What begins with a whole word of the term leaves it a term:
    数字芯片设计 is design of it.
    """
    begin = hit.end - 1
    for end in range(min(hit.end + LONGEST_REST, len(text)), hit.end, -1) if begin > hit.start else ():
        other = lexicon().term(text[begin:end])
        if other is not None:
            same = mentions.is_wider(other, hit.term) and word_forms.ends_in_product(text[hit.end : end])
            return None if same or mentions.is_generic_suffix(text, hit, end) else end
    return None


def _made(document: Document, hit: Known) -> int | None:
    """Return where the word ends that makes another thing of a term and stands right behind it: 光伏板, but 光伏板块."""
    found = mentions.another().match(document.text, hit.end)
    return found.end() if found and any(word.end == found.end() for word in _words(document, hit)) else None


def _latin_begin(text: str, hit: Known) -> int:
    """Return where the Latin name begins that stands right before a label: MPU芯片 is a chip of its own."""
    name = _LATIN.search(text, max(0, hit.start - AROUND), hit.start)
    return name.start() if name and not text[hit.start].isascii() else hit.start


def _begin(document: Document, hit: Known) -> int:
    """Return where the term begins that a label is the end of."""
    text, before = document.text, _word_over(document, hit, hit.start)
    if before is not None and before.tag.startswith("n") and not word_forms.is_verb(text[before.start : hit.start]):
        return before.start
    if mentions.is_substance(text[hit.start - 1 : hit.start]) and word_forms.ends_in_product(text[hit.start : hit.end]):
        return _substance(document, hit)
    return hit.start


def _substance(document: Document, hit: Known) -> int:
    """Return where the name of a substance begins that stands before a label: 镍钴锰酸 in 镍钴锰酸锂电池."""
    begin = hit.start
    for word in reversed(_words(document, hit)):
        if word.end == begin and word.tag in SUBSTANCES:
            begin = word.start
    return begin


def _word_over(document: Document, hit: Known, place: int) -> Token | None:
    """Return the word of the text that lies over one end of a label, if one may and does."""
    if not any(tag(word) is not None for word in _over(document.text, place)):
        return None
    words = _words(document, hit)
    return next((w for w in words if w.start < place < w.end and tag(w.word) is not None), None)


def _words(document: Document, hit: Known) -> Sequence[Token]:
    """Return the words around a label."""
    return document.words(*_stretch(document.text, hit))


def _over(text: str, place: int) -> Iterator[str]:
    """Yield the stretches over a place that may be words."""
    for i in range(1, REACH + 1):
        if not _is_han(text, place - i):
            return
        for j in range(1, REACH + 1):
            if not _is_han(text, place + j - 1):
                break
            yield text[place - i : place + j]


def _is_han(text: str, place: int) -> bool:
    return 0 <= place < len(text) and "\u4e00" <= text[place] <= "\u9fff"


def _stretch(text: str, hit: Known) -> tuple[int, int]:
    """Return the Chinese characters around a label that are cut into words with it."""
    start = hit.start
    while start > hit.start - AROUND and _is_han(text, start - 1):
        start -= 1
    after = _HAN.match(text, hit.end, hit.end + AROUND)
    return start, after.end() if after else hit.end
