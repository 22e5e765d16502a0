"""The record a government site prints above a document: its number, title, issuers and day, each under its label.

    索 引 号：000014349/2023-00001    发文机关：国务院办公厅
    标　　题：国务院办公厅关于……的通知    发文字号：国办发〔2023〕1号    成文日期：2023年01月05日
Fields stand on lines of their own, several on a line with wide blanks between, or in the cells of a table.
"""

import re
from dataclasses import dataclass
from itertools import islice

_LABELS = {
    "title": r"标\s*题|名\s*称|文件名称|公文标题|信息名称",
    "number": r"发\s*文\s*字\s*号|文\s*号|公文文号|文件编号|发文号",
    "issuers": r"发\s*文\s*(?:机\s*关|机\s*构|单\s*位)|发布\s*(?:机\s*构|机\s*关|单\s*位)|制\s*发\s*机\s*关",
    "issued": r"成\s*文\s*日\s*期|成\s*文\s*时\s*间|印发日期|发文日期|签发日期",
}
_OTHER = (
    r"索\s*引\s*号|主\s*题\s*(?:分\s*类|词)|发\s*布\s*(?:日\s*期|时\s*间)|公开日期|生成日期|有\s*效\s*性|效力状态|体\s*裁|组配分类"
    r"|统一编号|来\s*源|关键词|分\s*类"
)
_NAMED = "|".join(f"(?P<{name}>{form})" for name, form in _LABELS.items())
_LABEL = re.compile(rf"(?:^|(?<=[\n\t\u3000 ]))[【\[]?(?:{_NAMED}|{_OTHER})[】\]]?\s*(?:[:：]|\t)[ \t\u3000]*")
# A record has several fields; one label alone may be any line of the text.
_FEWEST = 2
# A record stands at the very top.
_LONGEST = 3_000
# How every label ends; quicker to look for than the labels.
_HINT = re.compile(r"[号词期性裁码源类间位关构称题][】\]]?\s*[:：\t]")
_END = re.compile(r"\n|\t| {3,}|\u3000{2,}")


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
    found = list(_LABEL.finditer(text, 0, end))
    return found if len(found) >= _FEWEST else []
