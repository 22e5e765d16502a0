"""The lines above a document's title that say whose paper it is.

某市财政局文件                       某 市 财 政 局 文 件 set wide
某市财政局⏎某市商务局⏎文件            several, 文件 below, behind or beside any of them
某市财政局等8部门文件                 the first of several
某市人民政府⏎办公厅文件               a name over two lines
某市财政局⏎某财函〔2024〕3号          a letter: the issuer alone above the number
Above it may stand the number of the copy, 机密★1年 and 特急.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ingest.document.head_lines import HeadLine
from ingest.document.line_kinds import LONGEST_SIGNATURE, bodies, set_close
from kg.register import any_form

_MOST_LINES = 30  # of a head, in which a letterhead ends: ten issuers and what a site prints above
_BEFORE = ("short", "signature", "furniture", "number")


@cache
def _paper() -> re.Pattern[str]:
    """Match the word that follows the issuers, 文件, at the end of a line or alone."""
    return re.compile(rf"(?P<bodies>.*?)(?:{and_others().pattern})?(?:{any_form('PaperHeads', 'document')})")


@cache
def and_others() -> re.Pattern[str]:
    """Match what leaves a list of issuers open: 等部门, 等8个单位."""
    return re.compile(rf"等(?:[\d一二三四五六七八九十]+[个家]?)?(?:{any_form('OpenLists', kind='suffixForm')})?")


@cache
def _mark() -> re.Pattern[str]:
    """Match what is printed above a letterhead: 000012, 机密★1年, 特急."""
    return re.compile(rf"[0-9A-Z\s.]+|(?:{any_form('PaperHeads', 'mark')})(?:[★☆*].*)?")


@cache
def _no_issuer() -> re.Pattern[str]:
    """Match what is in titles and in no name of a body: 关于转发省政府文件."""
    return re.compile(f"{any_form('IssuerAct')}|[，。：；:;《》]")


def letterhead(head: Sequence[HeadLine]) -> range:
    """Return which lines of a head are its letterhead; none where it has none."""
    for index, line in enumerate(head[:_MOST_LINES]):
        if line.kind not in _BEFORE:
            break
        if is_paper(line.text):
            return range(_first(head, index), _last(head, index))
    return _letter(head)


def without_letterhead(head: Sequence[HeadLine], found: range) -> tuple[HeadLine, ...]:
    """Return the lines of a head with those of its letterhead as furniture: they are no part of a title."""
    return tuple(replace(line, kind="furniture") if index in found else line for index, line in enumerate(head))


def is_paper(line: str) -> bool:
    """Tell whether a line ends a letterhead: bodies and 文件, or 文件 alone.

    >>> [is_paper(line) for line in ("某局文件", "某 局  文 件", "某局等八部门文件", "文件", "关于转发省政府文件", "规范性文件")]
    [True, True, True, True, False, False]
    """
    found = _paper().fullmatch(re.sub(r"\s", "", line))
    return bool(found and len(line) <= 2 * LONGEST_SIGNATURE and not _no_issuer().search(found["bodies"]) and _names(found["bodies"]))


def _names(text: str) -> bool:
    """Tell whether what stands before 文件 is nothing or bodies."""
    return not text or bodies(text)


def _first(head: Sequence[HeadLine], last: int) -> int:
    """Return the first line of the letterhead that ends in a line: above it stand names and their beginnings."""
    first = last
    while first and _is_above(head[first - 1]):
        first -= 1
    return first


def _is_above(line: HeadLine) -> bool:
    short = line.kind in ("short", "signature") and len(line.text) <= LONGEST_SIGNATURE
    return short and not _mark().fullmatch(line.text) and not _no_issuer().search(line.text)


def _last(head: Sequence[HeadLine], paper: int) -> int:
    """Return the line behind the letterhead: 文件 may stand beside the middle one of its issuers, the number below the last."""
    last = paper + 1
    while last < len(head) and head[last].kind == "signature":
        last += 1
    return last if last < len(head) and head[last].kind == "number" else paper + 1


def _letter(head: Sequence[HeadLine]) -> range:
    """Return the lines at the very top that are bodies alone, where the number of a document follows them."""
    first = next((index for index, line in enumerate(head) if not _mark().fullmatch(line.text)), len(head))
    last = first
    while last < len(head) and head[last].kind == "signature" and bodies(set_close(head[last].text)):
        last += 1
    return range(first, last) if last < len(head) and head[last].kind == "number" else range(0)
