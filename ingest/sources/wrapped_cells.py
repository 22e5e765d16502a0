"""The lines of a cell on a printed page: a line may end because it is full, or because its author ended it.

The letters do not tell which; where every stretch is a name of a body and each begins as names begin, the lines were the author's.

省数据局 ⏎ 省发展改革委      two names      省发展改 ⏎ 革委      one      建设政府 ⏎ 数据平台      one sentence
"""

import re
from collections.abc import Sequence
from functools import cache

from ingest.sources.builder import cell
from kg.ontology import forms

LONGEST_NAME = 24  # characters of a name in a column; longer ones are sentences
_NAME = re.compile(r"(?:[\u3400-\u9fff·]|[（(〔][\u3400-\u9fff、，,]+[）)〕])+")


def wrapped_cell(lines: Sequence[str]) -> str:
    """Return the text of a cell of printed lines: a blank between names that stand below one another, else the lines joined.

    >>> wrapped_cell(["省数据局", "省发展改", "革委"]), wrapped_cell(["建设政府", "数据平台"])
    ('省数据局 省发展改革委', '建设政府数据平台')
    """
    printed = [line.strip() for line in lines if line.strip()]
    names = _names(printed)
    if len(names) > 1 and all(len(name) <= LONGEST_NAME and _NAME.fullmatch(name) and name.endswith(_endings()) for name in names):
        return cell("\n".join(names))
    return cell(_joined(printed))


def _names(printed: Sequence[str]) -> list[str]:
    """Return the lines, those together that make one name: a new one begins below a complete one, with a word that begins names."""
    names: list[str] = []
    for line in printed:
        if names and names[-1].endswith(_endings()) and line.startswith(_openings()):
            names.append(line)
        else:
            names[-1:] = [names[-1] + line if names else line]
    return names


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
    return tuple(word for word, strength in forms("BodyEndings", "suffixForm").items() if strength == "strong")


@cache
def _openings() -> tuple[str, ...]:
    """Return the words a name may begin with: of a level, a function, a class of bodies."""
    return (*forms("LevelWords", "prefixForm"), *forms("Organs", "prefixForm"), "各")
