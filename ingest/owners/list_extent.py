"""How far the list behind a label may go: its line, the next ones where it is broken off or has not begun, and one body a line below it."""

import re
import sys
from bisect import bisect_right

from ingest.owners.names import EVERY, is_body, is_territory, level_word
from ingest.owners.separators import ENTRY, SHORTEST_LINE, cuts_function
from ingest.owners.wording import compact, wording
from ingest.sources import marker

LINE_REACH = 500  # characters of a line that are read as a list
NUMBERED = re.compile(rf"\s*{ENTRY.pattern}")  # the first of numbered entries: 责任单位：（1）A（2）B
SEPARATOR = re.compile("[、，,；;]")


def free_until(spans: list[tuple[int, int]], start: int) -> int:
    """Return up to where a text is free of sorted spans from `start` on; `start` itself where it lies in one."""
    k = bisect_right(spans, (start, sys.maxsize))
    if k and spans[k - 1][1] > start:
        return start
    return spans[k][0] if k < len(spans) else sys.maxsize


def cell_end(text: str, start: int) -> int:
    """Return where a list ends that begins in a cell: at the next one (责任单位：A、B | 6月底前), else with its line."""
    end = line_end(text, start)
    tab = text.find("\t", start, end)
    return tab if tab >= 0 and text[start:tab].strip() else end


def line_end(text: str, start: int) -> int:
    """Return where the list that begins here may end at most: its line, or the next ones where it is broken off or has not begun."""
    end = newline(text, start)
    if not text[start:end].strip():
        return _block_end(text, end)
    while end < len(text) and end - start < LINE_REACH and _goes_on(text, start, end):
        end = newline(text, end + 1)
    return min(end, start + LINE_REACH)


def _goes_on(text: str, start: int, end: int) -> bool:
    """Tell whether a line breaks off: after a separator, or inside a name that the next line completes; never before a new item."""
    if _begins_item(text, end + 1):
        return False
    line = text[start:end].rstrip()
    if line[-1:] in ("、", "，", ","):
        return True
    last = compact(SEPARATOR.split(line)[-1])
    following = compact(SEPARATOR.split(text[end + 1 : newline(text, end + 1)])[0]).rstrip("。")
    if not last or not following or last.endswith((*wording().strong, "。")):
        return False
    whole = is_body(last + following, strong=True) and not _stands_alone(last, following)
    return whole and (last[0] != EVERY or not is_body(last) or is_body(following))  # 各乡镇 ⏎ 产业提质行动: any word goes on a class


def _stands_alone(last: str, following: str) -> bool:
    """Tell whether the beginning of a line is a body of its own, and not the rest of a name: 市农业农 | 村局, 市委宣 | 传部."""
    if not is_body(following, strong=True) or is_territory(following) or cuts_function(last, following):
        return False
    return len(following) >= SHORTEST_LINE or following in wording().organs


def _begins_item(text: str, start: int) -> bool:
    """Tell whether a line begins with the number of an item: 二、 （三） 4."""
    end = newline(text, start)
    return marker(text, end - len(text[start:end].lstrip()), end) is not None


def _block_end(text: str, end: int) -> int:
    """Return the end of the line after `end`, and of the ones below that hold one body each."""
    start = end
    end = newline(text, min(len(text), end + 1))
    while end < len(text) and end - start < LINE_REACH:
        after = newline(text, end + 1)
        name, below = (compact(unnumbered(line)) for line in (text[end:after], text[after : newline(text, after + 1)]))
        if not is_body(name, strong=level_word(name) is None and not is_body(below, strong=True)):
            break
        end = after
    return min(end, start + LINE_REACH)


def unnumbered(line: str) -> str:
    """Return a line without the number of an entry before it."""
    number = NUMBERED.match(line)
    return line[number.end() :] if number else line


def newline(text: str, start: int) -> int:
    at = text.find("\n", start, start + LINE_REACH)
    return min(len(text), start + LINE_REACH) if at < 0 else at
