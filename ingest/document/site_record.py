"""The record a government site prints above a document: its number, title, issuers and day, each under its label.

    索 引 号：000014349/2023-00001    发文机关：国务院办公厅
    标　　题：国务院办公厅关于……的通知    发文字号：国办发〔2023〕1号    成文日期：2023年01月05日
Fields stand on lines of their own, several on a line with wide blanks between, or in the cells of a table.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from kg.ontology import forms
from kg.register import longest_first

OTHER = "other"  # labels of fields that nobody asks for

# A record has several fields; one label alone may be any line of the text.
_FEWEST = 2
# A record stands at the very top.
_LONGEST = 3_000
# How every label ends; quicker to look for than the labels.
_HINT = re.compile(r"[号词期性裁码源类间位关构称题][】\]]?\s*[:：\t]")
_END = re.compile(r"\n|\t| {3,}|\u3000{2,}")


@cache
def _label() -> re.Pattern[str]:
    """Match a label of a record, with blanks between its characters or none; a field that is read is a group of its name."""
    words = forms("SiteRecord", "surfaceForm")
    spaced = {kind: "|".join(r"\s*".join(word) for word in longest_first(words, kind)) for kind in dict.fromkeys(words.values())}
    named = "|".join(form if kind == OTHER else f"(?P<{kind}>{form})" for kind, form in spaced.items())
    return re.compile(rf"(?:^|(?<=[\n\t\u3000 ]))[【\[]?(?:{named})[】\]]?\s*(?:[:：]|\t)[ \t\u3000]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a record says in one field, and where."""

    text: str
    start: int
    end: int


def record(text: str, end: int) -> dict[str, Entry]:
    """Return the fields of a record in the text before `end`, by name; nothing where there is no record."""
    labels = _labels(text, end)
    found: dict[str, Entry] = {}
    for index, label in enumerate(labels):
        name = label.lastgroup
        if name and name not in found:
            stop = labels[index + 1].start() if index + 1 < len(labels) else end
            close = _END.search(text, label.end(), stop)
            value = text[label.end() : close.start() if close else stop].rstrip()
            if value:
                found[name] = Entry(value, label.end(), label.end() + len(value))
    return found


def starts(text: str, end: int) -> frozenset[int]:
    """Return where the lines begin that a record's labels stand on."""
    return frozenset(text.rfind("\n", 0, found.start()) + 1 for found in _labels(text, end))


def _labels(text: str, end: int) -> list[re.Match[str]]:
    """Return the labels of a record; none where there are too few for one."""
    end = min(end, _LONGEST)
    if sum(1 for _ in islice(_HINT.finditer(text, 0, end), _FEWEST)) < _FEWEST:
        return []
    found = list(_label().finditer(text, 0, end))
    return found if len(found) >= _FEWEST else []
