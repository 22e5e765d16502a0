"""The one clean text: what the characters of a file stand for, settled once, before any offset exists.

width              ２０２２年 → 2022年     ５Ｇ → 5G     １０％ → 10%     but （）：；，。！？．～ stay
radicals           ⼯作 → 工作     ⺠政 → 民政
compatibility      U+F96D → 省     𝟏𝟎 → 10     ﬁ → fi     ㈠ → （一）     ⑴ → （1）     ⒈ → 1．     ︵ → （     but ① Ⅳ ㎡ ² ℃ stay
invisible          zero-width and soft hyphens, marks of direction, variation selectors, controls: left out
white space        no-break and thin spaces → a blank     \\r, \\r\\n, \\v, U+0085, U+2028 → \\n     the wide blank U+3000 stays
dashes             ― ─ ━ → —     ‐ ‑ − － → -     2022一2025 → 2022—2025     ー → — where no kana stands before it
conversion marks   [bookmark: OLE_LINK1], [image: 图片1], [footnoteRef:2], as Apache Tika leaves them: left out
traditional        數據 → 数据, character for character, where the whole text is written so; the table is OpenCC's

`plain` may change the length and gives the way back; `settled` needs the whole text and keeps every offset.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import Any

from ingest.sources.source import Run, Span, printable

_MARK = r"\[(?:bookmark|image|footnoteRef|endnoteRef|annotationRef|commentRef):[^\[\]\r\n]{0,200}\]"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_UNSEEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
)
# Several expressions, for each begins with one character or one class, which is found ten times as fast as any of several.
_DROPPED = (
    re.compile(_MARK),
    re.compile(r"\r(?=\n)"),
    re.compile(r"\f(?:(?=\n)|(?<=\n\f))"),
    re.compile(rf"[{_CONTROLS}{_UNSEEN}\U000e0000-\U000e01ef]"),
)
_BREAK = re.compile("[\r\v\f\x85\u2028\u2029]")
_BLANK = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u2800]")

# Characters that stand for several: ligatures, numbers in brackets or with a stop.
_SEVERAL = re.compile("[\ufb00-\ufb06\u2474-\u249b\u3220-\u3229]")
# Characters of another width, radicals, compatibility and presentation forms: each stands for one.
_ONE = re.compile(
    "[\uff05\uff06\uff0a\uff0b\uff0d\uff10-\uff19\uff1c-\uff1e\uff20-\uff3a\uff41-\uff5a\uff03\uff04\uff61-\uff65"
    "\u2e80-\u2fd5\u31d0\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe4f\ufe50-\ufe6b\u2010\u2011\u2015\u2212\u2500\u2501"
    "\U0001d400-\U0001d7ff\U0002f800-\U0002fa1f]"
)
# What Unicode's normal forms leave as it is: the radicals of the supplement, as EquivalentUnifiedIdeograph.txt has them; or give an
# older form of: 户, 青.
_RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王"
    "⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺴罒⺶羊⺷羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅"
    "⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟⼾户⾭青"
)
_OTHERS = (
    "\u31d0一\u2010-\u2011-\u2212-\uff0d-\ufe63-\u2015—\u2500—\u2501—\ufe31—\ufe32–\ufe58—"
    "︐，︑、︒。︓：︔；︕！︖？︰：︵（︶）︷｛︸｝︹〔︺〕﹐，﹑、﹔；﹕：﹖？﹗！﹙（﹚）﹛｛﹜｝﹝〔﹞〕"
)

# 一 between digits is a dash that was misread or mistyped; a long vowel mark is one where no kana stands before it.
_DASHES = (re.compile("一(?<=[0-9]一)(?=[0-9])"), re.compile("ー(?<![\u3041-\u30fa]ー)"))
# ３．５％ but not item ２．２０２１年: the stop is a point only inside a clause.
_POINT = re.compile("．(?<=[0-9]．)(?=[0-9])")
_INSIDE_CLAUSE = re.compile("[^\\s。；;！!？?）)〕】\\]：:、，.．0-9][0-9]{1,9}\\Z")
# After a colon or a comma a number may begin an item, but not one that measures: 达到：４．５％.
_AFTER_MARK = re.compile("[：:、，,][0-9]{1,9}\\Z")
_MEASURE = re.compile("[0-9]{1,9}(?:[%‰倍万亿]|个百分点)")
_NUMBER = 12  # characters before a stop that show whether its number begins an item

# Frequent characters that only traditional writing has; such a text has one in ten, a simplified one none.
_TRADITIONAL = re.compile("[國務業發產員會議關單責電經濟實與點萬億財門數據機構設強動進開創導環廳縣區領應標準體統資訊網絡]")
_FEWEST = 0.04
_SAMPLE = 100_000  # characters that show how a text is written
_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")


def plain(characters: str, *, without: Iterable[Span] = ()) -> tuple[str, tuple[Run, ...]]:
    """Return the clean text of a file's characters and the map back; `without` are stretches that a reader leaves out.

    >>> plain("[bookmark: OLE_LINK1]一、总\\u200b体\\r\\n")
    ('一、总体\\n', (Run(start=0, at=21), Run(start=3, at=25), Run(start=4, at=27)))
    """
    kept: list[str] = []
    runs: list[Run] = []
    length = last = 0
    for start, end, meaning in [*_changes(characters, without), (len(characters), len(characters), "")]:
        if start > last or (start == len(characters) and not runs):
            runs.append(Run(length, last))
            kept.append(_one_for_one(characters[last:start]))
            length += start - last
        runs += (Run(length + offset, start) for offset in range(len(meaning)))
        kept.append(meaning)
        length, last = length + len(meaning), max(last, end)
    return printable("".join(kept)), tuple(runs)


def settled(text: str) -> str:
    """Return a whole text with the misprints that only their neighbours show put right; it is as long as before.

    >>> settled("2022一2025年增长3．5%"), settled("2．2021年")
    ('2022—2025年增长3.5%', '2．2021年')
    """
    for dash in _DASHES:
        text = dash.sub("—", text)
    text = _POINT.sub(_point, text)
    return simplified(text) if _is_traditional(text[:_SAMPLE]) else text


def _point(stop: re.Match[str]) -> str:
    """Return a stop between digits as the point it is inside a clause, or as it is behind the number of an item."""
    before = stop.string[max(0, stop.start() - _NUMBER) : stop.start()]
    measures = _AFTER_MARK.search(before) and _MEASURE.match(stop.string, stop.end())
    return "." if measures or _INSIDE_CLAUSE.search(before) else stop[0]


@cache
def character(printed: str) -> str:
    """Return what one printed character stands for, or nothing where it cannot be seen."""
    return plain(printed)[0]


def simplified(text: str) -> str:
    """Return a traditional text in simplified characters, one for one."""
    convert = _converter().convert
    return text.translate({ord(each): one for each in set(text) if len(one := convert(each)) == 1})


def _changes(characters: str, without: Iterable[Span]) -> Iterable[tuple[int, int, str]]:
    """Return the stretches that get longer or shorter, in order, with what stands in their place."""
    dropped = ((found.start(), found.end(), "") for each in _DROPPED for found in each.finditer(characters))
    several = ((found.start(), found.end(), _meaning(found[0])) for found in _SEVERAL.finditer(characters))
    return _apart(sorted(chain(dropped, several, ((*span, "") for span in without))))


def _apart(changes: list[tuple[int, int, str]]) -> Iterable[tuple[int, int, str]]:
    """Yield changes that do not lie inside the one before."""
    last = 0
    for start, end, meaning in changes:
        if end > last:
            yield max(start, last), end, meaning
            last = end


def _one_for_one(characters: str) -> str:
    """Return characters with what stands for one other put in its place."""
    return _BLANK.sub(" ", _BREAK.sub("\n", _ONE.sub(lambda found: _meaning(found[0]), characters)))


@cache
def _meaning(printed: str) -> str:
    """Return what a character stands for; itself where that is unknown, or several that do not belong into a line of Chinese."""
    known = dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True)) | dict(zip(_OTHERS[::2], _OTHERS[1::2], strict=True))
    meant = known.get(printed) or unicodedata.normalize("NFKC", printed)
    if _SEVERAL.match(printed):
        return meant.replace("(", "（").replace(")", "）").replace(".", "．")
    return meant if len(meant) == 1 and meant != " " else printed


def _is_traditional(text: str) -> bool:
    """Tell whether a text is written in traditional characters throughout, not a name or a quotation in it."""
    found = len(_TRADITIONAL.findall(text))
    return found > 0 and found > _FEWEST * len(_IDEOGRAPH.findall(text))


@cache
def _converter() -> Any:
    """Return OpenCC's converter from traditional to simplified characters."""
    from opencc import OpenCC

    return OpenCC("t2s")
