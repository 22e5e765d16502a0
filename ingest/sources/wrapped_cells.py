"""The lines of a cell on a printed page: a line may end because it is full, or because its author ended it.

The letters do not tell which; where every stretch is a name of a body and each begins as names begin, the lines were the author's.

省数据局 ⏎ 省发展改革委      two names      省发展改 ⏎ 革委      one      建设政府 ⏎ 数据平台      one sentence
"""

import re
from collections.abc import Sequence
from functools import cache

from ingest.sources.builder import cell
from kg.ontology import forms

SHORTEST_NAME = 3  # characters of a name; 委 and 员会 are the rest of one
LONGEST_NAME = 24  # characters of a name in a column; longer ones are sentences
# A name, with brackets in it or at its end, or a list of tiers that is one: 各市、县（市、区）人民政府.
_NAME = re.compile(r"(?:[\u3400-\u9fff·]|[（(〔〈<][\u3400-\u9fff、，,]+[）)〕〉>]|(?<=[市州县区盟旗])、(?=[市州县区盟旗镇乡]))+")
_COMMON = frozenset("市县区州盟旗镇乡街队班地社台室馆院司")
_NOTE = re.compile(r"[（(〔〈<][^（）()〔〕〈〉<>]*[）)〕〉>]$")


def wrapped_cell(lines: Sequence[str]) -> str:
    """Return the text of a cell of printed lines: a blank between names that stand below one another, else the lines joined.

    >>> wrapped_cell(["省数据局", "省发展改", "革委"]), wrapped_cell(["建设政府", "数据平台"])
    ('省数据局 省发展改革委', '建设政府数据平台')
    """
    printed = [line.strip() for line in lines if line.strip()]
    names = next((found for found in (_names(printed, known=False), _names(printed, known=True)) if _are_names(found)), None)
    return cell("\n".join(names)) if names else cell(_joined(printed))


def _names(printed: Sequence[str], *, known: bool) -> list[str]:
    """Return the lines, those together that make one name: a new one begins below a complete one.

    `known` says that it must begin with a word that begins names; below a branch of the state (国家税务总局 ⏎ 长春市税务局) it must always.
    """
    names: list[str] = []
    for line in printed:
        below = bool(names) and _is_complete(names[-1])
        if below and (line.startswith(_openings()) or not (known or names[-1].startswith(_central()))):
            names.append(line)
        else:
            names[-1:] = [names[-1] + line if names else line]
    return names


def _are_names(found: Sequence[str]) -> bool:
    """Tell whether several stretches are names, all of them."""
    return len(found) > 1 and all(len(name) <= LONGEST_NAME and _NAME.fullmatch(name) and _is_complete(name) for name in found)


def _is_complete(name: str) -> bool:
    """Tell whether a name ends as names of bodies do, its bracket left aside."""
    return len(name) >= SHORTEST_NAME and _NOTE.sub("", name).endswith(_endings())


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
    """Return the words a name may begin with: of a level, a function, a class of bodies."""
    return (*forms("LevelWords", "prefixForm"), *forms("Organs", "prefixForm"), "各")


@cache
def _central() -> tuple[str, ...]:
    return tuple(word for word, kind in forms("LevelWords", "prefixForm").items() if kind == "central")
