"""Word's automatic numbers: 一、（一）1. ① 第X条 are not in a paragraph's text but follow from numbering.xml and styles.xml.

A paragraph names a list (numId) and a level (ilvl), itself or through its style; a list names an abstract list whose levels say
format and text (%1、); counters run per abstract list, deeper levels begin anew below a higher one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_DEEPEST = 12
# No list of a document counts further.
_GREATEST = 32_767


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: format, text with %1 … %9, first number, whether a higher level begins it anew."""

    format: str
    text: str
    start: int
    restarts: bool
    legal: bool
    suffix: str


@dataclass(slots=True)
class Numbers:
    """The lists of a document and how far each has counted."""

    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    styles: dict[str, tuple[str | None, int | None, str | None]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: Any) -> str:
        """Return the number of a paragraph with these properties (w:pPr), and count on."""
        number, level = self._numbering(properties)
        if number is None or number not in self.lists:
            return ""
        abstract, levels = self.lists[number]
        if level not in levels:
            return ""
        counts = self.counts.setdefault(abstract, {})
        self._count(number, counts, levels, level)
        return _label(levels, level, counts)

    def _numbering(self, properties: Any) -> tuple[str | None, int]:
        """Return list and level of a paragraph: its own, else its style's, else that of the style below."""
        own = properties.find(W + "numPr") if properties is not None else None
        number, level = value(own, "numId"), value(own, "ilvl")
        style = value(properties, "pStyle")
        for _ in range(_DEEPEST):
            if style is None or style not in self.styles or (number is not None and level is not None):
                break
            its_number, its_level, style = self.styles[style]
            number = number if number is not None else its_number
            level = level if level is not None or its_level is None else str(its_level)
        return number, int(level) if level and level.isdecimal() else 0

    def _count(self, number: str, counts: dict[int, int], levels: dict[int, Level], level: int) -> None:
        """Count one on at a level; deeper levels begin anew. A list that overrides its start begins there once."""
        if (number, level) in self.begun:
            self.begun.discard((number, level))
            counts.pop(level, None)
        counts[level] = counts[level] + 1 if level in counts else levels[level].start
        for deeper in [other for other in counts if other > level and other in levels and levels[other].restarts]:
            del counts[deeper]


def numbers(numbering: Any, styles: Any) -> Numbers:
    """Return the lists that numbering.xml and styles.xml define; either may be missing."""
    found = Numbers()
    if styles is not None:
        for style in styles.iter(W + "style"):
            properties = style.find(f"{W}pPr/{W}numPr")
            level = value(properties, "ilvl")
            found.styles[style.get(W + "styleId", "")] = (
                value(properties, "numId"),
                count(properties, "ilvl", 0, _DEEPEST) if level else None,
                value(style, "basedOn"),
            )
    if numbering is not None:
        _lists(numbering, found)
    return found


def _lists(numbering: Any, found: Numbers) -> None:
    """Read the lists of numbering.xml, with what single lists override."""
    abstract = {each.get(W + "abstractNumId"): each for each in numbering.iter(W + "abstractNum")}
    by_style = {value(each, "styleLink"): each for each in abstract.values() if value(each, "styleLink")}
    for each in numbering.findall(W + "num"):
        number, name = each.get(W + "numId"), value(each, "abstractNumId")
        base = abstract.get(name)
        if base is None:
            continue
        base = by_style.get(value(base, "numStyleLink"), base)
        levels = {_depth(level): _level(level) for level in base.iter(W + "lvl")}
        for override in each.findall(W + "lvlOverride"):
            _override(override, number, levels, found)
        found.lists[number] = (base.get(W + "abstractNumId"), levels)
    for style, (number, level, based) in list(found.styles.items()):
        if number in found.lists and level is None:
            found.styles[style] = (number, _linked(abstract, found.lists[number][0], style), based)


def _linked(abstract: dict[str, Any], name: str, style: str) -> int | None:
    """Return the level of an abstract list that is tied to a paragraph style."""
    for level in abstract[name].iter(W + "lvl"):
        if value(level, "pStyle") == style:
            return _depth(level)
    return None


def _override(override: Any, number: str, levels: dict[int, Level], found: Numbers) -> None:
    """Apply what a list overrides of its abstract list: a level's form, or where it begins."""
    at = _depth(override)
    own = override.find(W + "lvl")
    if own is not None:
        levels[at] = _level(own)
    if override.find(W + "startOverride") is not None and at in levels:
        kept = levels[at]
        start = count(override, "startOverride", 1, _GREATEST)
        levels[at] = Level(kept.format, kept.text, start, kept.restarts, kept.legal, kept.suffix)
        found.begun.add((number, at))


def _level(level: Any) -> Level:
    """Return a level of a list."""
    return Level(
        format=value(level, "numFmt") or "decimal",
        text=value(level, "lvlText") or "",
        start=count(level, "start", 1, _GREATEST),
        restarts=value(level, "lvlRestart") != "0",
        legal=level.find(W + "isLgl") is not None,
        suffix=value(level, "suff") or "tab",
    )


def count(parent: Any, name: str, otherwise: int, most: int) -> int:
    """Return the number that a child's w:val gives, at most `most`; `otherwise` where there is none or it is no number."""
    said = (value(parent, name) or "").strip()
    return min(int(said), most) if said.isascii() and said.isdecimal() and len(said) < 10 else most if said.isdecimal() else otherwise


def _depth(element: Any) -> int:
    """Return the level that an element of a list is of."""
    said = element.get(W + "ilvl", "0")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 3 else 0


def value(element: Any, name: str) -> str | None:
    """Return the w:val of a child."""
    child = element.find(W + name) if element is not None else None
    found = child.get(W + "val") if child is not None else None
    return str(found) if found is not None else None


def _label(levels: dict[int, Level], level: int, counts: dict[int, int]) -> str:
    """Return a number as Word shows it, with a blank behind where nothing else divides it from the text."""
    own = levels[level]
    if own.format in ("bullet", "none"):
        return ""

    def shown(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        other = levels.get(at)
        count = counts.get(at, other.start if other else 1)
        return _formatted(count, "decimal" if own.legal or other is None else other.format)

    text = re.sub(r"%([1-9])", shown, own.text)
    closed = not text or text[-1] in "、.．，,)）】]〕:： \u3000"
    return text if closed and own.suffix != "space" else text + " " if own.suffix != "nothing" else text


def chinese(n: int) -> str:
    """Return a number in Chinese numerals as they stand in headings: 十二, 二十, 一百零三.

    >>> [chinese(n) for n in (1, 10, 12, 20, 103)]
    ['一', '十', '十二', '二十', '一百零三']
    """
    if n < 10:
        return _DIGITS[n]
    if n < 100:
        return ("" if n < 20 else _DIGITS[n // 10]) + "十" + (_DIGITS[n % 10] if n % 10 else "")
    if n < 1000:
        rest = n % 100
        tail = "" if not rest else "零" + chinese(rest) if rest < 10 else ("一" if rest < 20 else "") + chinese(rest)
        return f"{_DIGITS[n // 100]}百{tail}"
    return str(n)


def _letters(first: str) -> Callable[[int], str]:
    """Return the numbering a, b, …, z, aa, bb."""
    return lambda n: chr(ord(first) + (n - 1) % 26) * ((n - 1) // 26 + 1)


def _roman(n: int) -> str:
    """Return a small roman numeral."""
    found = ""
    for size, sign in ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")):
        while n >= size:
            found, n = found + sign, n - size
    return found + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[n]


def _circled(n: int) -> str:
    """Return ① … ㊿."""
    return chr(0x245F + n) if n <= 20 else chr(0x3251 + n - 21) if n <= 35 else chr(0x32B1 + n - 36) if n <= 50 else str(n)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseLegalSimplified": lambda n: "".join("零壹贰叁肆伍陆柒捌玖"[int(digit)] for digit in str(n)),
    "ideographDigital": lambda n: "".join("〇一二三四五六七八九"[int(digit)] for digit in str(n)),
    "ideographTraditional": lambda n: "甲乙丙丁戊己庚辛壬癸"[(n - 1) % 10],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda n: chr(0x2473 + n) if n <= 20 else f"({n})",
    "decimalEnclosedFullstop": lambda n: chr(0x2487 + n) if n <= 20 else f"{n}.",
    "ideographEnclosedCircle": lambda n: chr(0x327F + n) if n <= 10 else str(n),
    "decimalFullWidth": lambda n: str(n).translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalFullWidth2": lambda n: str(n).translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalZero": lambda n: f"{n:02d}",
    "lowerLetter": _letters("a"),
    "upperLetter": _letters("A"),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
}


def _formatted(n: int, form: str) -> str:
    """Return a count in a format of Word's; an unknown one in figures."""
    return "" if form in ("bullet", "none") else _FORMATS.get(form, str)(n)
