"""The lines of a cell on a printed page: a line may end because it is full, or because its author ended it.

The letters alone do not tell which; where every stretch is a name of a body and each begins as names begin, the lines were the author's.
So they were where a line ends although the next character had room beside it, in a cell that lists bodies.

省数据局 ⏎ 省发展改革委      two names      省发展改 ⏎ 革委      one      建设政府 ⏎ 数据平台      one sentence
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.sources.builder import cell
from kg.ontology import forms
from kg.register import is_branch

SHORTEST_NAME = 3  # characters of a name; 委 and 员会 are the rest of one
LONGEST_NAME = 24  # characters of a name in a column; longer ones are sentences
# A name, with brackets in it or at its end, or a list of tiers that is one: 各市、县（市、区）人民政府; “四区”政府 begins with a quotation.
_NAME = re.compile(
    r"(?:[“‘\"][\u3400-\u9fff]{1,6}[”’\"])?(?:[\u3400-\u9fff·]|[（(〔〈<\[][\u3400-\u9fff、，,]+[）)〕〉>\]]|(?<=[市州县区盟旗])、(?=[市州县区盟旗镇乡]))+"
)
_COMMON = frozenset("市县区州盟旗镇乡街队班地社台室馆院司")
_TOWNS = ("镇", "乡")
_INSTITUTIONS = ("院", "校", "馆", *_TOWNS)  # how bodies end behind the word of a level
_NOTE = re.compile(r"[（(〔〈<\[][^（）()〔〕〈〉<>\[\]]*[）)〕〉>\]]$")
_NUMBER = re.compile(r"(?:[（(]?\d{1,2}[)）]|\d{1,2}[.．、]|[①-⑳])\s*")
_SENTENCE = re.compile("[，,。；;：:！!？?]")
_BRACKETS = ("（(〔〈<[", "）)〕〉>]")


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of a cell, and whether its author ended it: the first character of the next one would have fitted beside it."""

    text: str
    ended: bool = False


def wrapped_cell(lines: Sequence[CellLine]) -> str:
    """Return the text of a cell of printed lines: a blank between names that stand below one another, else the lines joined.

    >>> wrapped_cell([CellLine("省数据局"), CellLine("省发展改"), CellLine("革委")])
    '省数据局 省发展改革委'
    >>> wrapped_cell([CellLine("建设政府"), CellLine("数据平台")])
    '建设政府数据平台'
    """
    printed = [CellLine(line.text.strip(), line.ended) for line in lines if line.text.strip()]
    words = list(_words(printed))
    readings = (_names(words, known=False), _names(printed, known=False), _names(printed, known=True))
    names = next((found for found in readings if _are_names(found)), None)
    names = names or _numbered(printed) or _listed(printed)
    return cell("\n".join(names)) if names else cell(_joined([line.text for line in printed]))


def _words(printed: Sequence[CellLine]) -> Iterator[CellLine]:
    """Yield what blanks part in the lines of a cell; whoever typed a blank ended a name, and a line may end where one stood."""
    for line in printed:
        words = line.text.split()
        yield from (CellLine(word, True) for word in words[:-1])
        yield CellLine(words[-1], line.ended)


def are_names(text: str) -> bool:
    """Tell whether a cell lists bodies and nothing else, a blank between them; 各开发区 is one of their classes."""
    found = text.split()
    return bool(found) and all(_is_name(entry) or (entry.startswith("各") and _NAME.fullmatch(entry)) for entry in found)


def _names(printed: Sequence[CellLine], *, known: bool) -> list[str]:
    """Return the lines, those together that make one name: a new one begins below a complete one.

    `known` says that it must begin with a word that begins names; below a branch of the state (国家税务总局 ⏎ 长春市税务局) it must always.
    Where the author ended a line a name ends that is complete, or below which a word of a level stands.
    """
    names: list[str] = []
    ended = False
    for line in printed:
        if names and _parts(names[-1], line.text, ended=ended, known=known):
            names.append(line.text)
        else:
            names[-1:] = [names[-1] + line.text if names else line.text]
        ended = line.ended
    return names


def _parts(name: str, line: str, *, ended: bool, known: bool) -> bool:
    """Tell whether a new name begins below another."""
    if not ended and is_branch(name, line):
        return False
    if _is_complete(name):
        whole = known or name.startswith(_central()) or len(line) < SHORTEST_NAME
        return ended or _opens(line) or not whole
    if name.startswith("各") and _NOTE.search(name) and line.startswith(_firms()):  # 各镇（街道） ⏎ 国网海棠供电公司
        return True
    return ended and (_begins_level(line) or (name.startswith("各") and len(name) > SHORTEST_NAME and _opens(line)))


def _numbered(printed: Sequence[CellLine]) -> list[str]:
    """Return the entries of a list of bodies that are numbered: 1.省数据局 ⏎ 2.省财政厅."""
    starts = [at for at, line in enumerate(printed) if _NUMBER.match(line.text)]
    ends = [*starts, len(printed)][1:]
    found = ["".join(line.text for line in printed[low:high]) for low, high in zip(starts, ends, strict=True)]
    names = [_NUMBER.sub("", entry) for entry in found]
    return found if starts[:1] == [0] and len(found) > 1 and all(map(_is_name, names)) else []


def _listed(printed: Sequence[CellLine]) -> list[str]:
    """Return the entries of a list of bodies some of whose names end as no body does: each line that its author ended ends one."""
    found: list[str] = []
    ended = False
    for line in printed:
        if found and ((ended and _is_closed(found[-1])) or (_is_complete(found[-1]) and _opens(line.text))):
            found.append(line.text)
        else:
            found[-1:] = [found[-1] + line.text if found else line.text]
        ended = line.ended
    bodies = sum(_is_complete(entry) or entry.startswith("各") for entry in found)
    plain = all(len(entry) <= LONGEST_NAME and not _SENTENCE.search(_NOTE.sub("", entry)) for entry in found)
    return found if len(found) > 1 and plain and 2 * bodies >= len(found) and any(line.ended for line in printed[:-1]) else []


def _is_closed(entry: str) -> bool:
    """Tell whether an entry may end here: behind a word of some length, and with no bracket open."""
    opened, closed = (sum(entry.count(mark) for mark in marks) for marks in _BRACKETS)
    return len(entry.rpartition("、")[2]) > 1 and not entry.endswith(("和", "与", "及")) and opened <= closed


def _opens(line: str) -> bool:
    """Tell whether a line begins with a word that begins names, or is a government: it is no part of the body above."""
    printed = _NOTE.sub("", line)
    return line.startswith(_openings()) or any(printed.endswith(head) and len(printed) > len(head) for head in _governments())


def _begins_level(line: str) -> bool:
    """Tell whether a line begins with the word of a level (省, 市, 国家), not with a function that begins like one (市场)."""
    longest = max((word for word in _openings() if line.startswith(word)), key=len, default="")
    return longest == "各" or longest in _levels()


def _are_names(found: Sequence[str]) -> bool:
    """Tell whether several stretches are names, all of them; beside a name one may be a class: 市教育局 ⏎ 各县区."""
    return len(found) > 1 and any(map(_is_name, found)) and all(_is_name(name) or _is_class(name) for name in found)


def _is_class(name: str) -> bool:
    """Tell whether a stretch is a class of bodies: 各县区."""
    return name.startswith("各") and SHORTEST_NAME <= len(name) <= LONGEST_NAME and _NAME.fullmatch(name) is not None


def _is_name(name: str) -> bool:
    """Tell whether a stretch is the name of a body."""
    return len(name) <= LONGEST_NAME and _NAME.fullmatch(name) is not None and _is_complete(name)


def _is_complete(name: str) -> bool:
    """Tell whether a name ends as names of bodies do, its bracket left aside; 县医院, 省农科院 and 城关镇 are names too."""
    named = name.endswith(_INSTITUTIONS) and (_begins_level(name) or name.endswith(_TOWNS))
    return len(name) >= SHORTEST_NAME and (named or _NOTE.sub("", name).endswith(_endings()))


def _joined(printed: Sequence[str]) -> str:
    """Return the lines as one, with a blank between two words of Latin letters; a number goes on in the next line (10 ⏎ 0亿元)."""
    text = ""
    for line in printed:
        latin = text[-1:].isascii() and line[:1].isascii() and bool(text)
        number = text[-1:].isdigit() and line[:1].isdigit()
        text += f" {line}" if latin and not number else line
    return text


@cache
def _endings() -> tuple[str, ...]:
    """Return the endings of bodies, without the weak ones that end other words too: 平台, 城市."""
    return tuple(w for w, strength in forms("BodyEndings", "suffixForm").items() if strength == "strong" or w[-1] not in _COMMON)


@cache
def _openings() -> tuple[str, ...]:
    """Return the words a name may begin with: of a level, a function, a firm of the whole country (国网), a class of bodies."""
    return (*forms("LevelWords", "prefixForm"), *forms("Organs", "prefixForm"), *_firms(), "各")


@cache
def _firms() -> tuple[str, ...]:
    """Return how names of bodies of the whole country begin."""
    return tuple(forms("IssuerBegins", "surfaceForm"))


@cache
def _governments() -> tuple[str, ...]:
    return tuple(word for word, kind in forms("Areas", "suffixForm").items() if kind == "head")


@cache
def _levels() -> frozenset[str]:
    return frozenset(word for word, kind in forms("LevelWords", "prefixForm").items() if kind in ("level", "central"))


@cache
def _central() -> tuple[str, ...]:
    return tuple(word for word, kind in forms("LevelWords", "prefixForm").items() if kind == "central")
