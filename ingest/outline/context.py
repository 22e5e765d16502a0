"""How a text is laid out: its lines and items, where an item ends, which line above it is a heading."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.document import Document, Line, role
from ingest.outline.items import ANNEX, LONGEST_HEADING, LONGEST_TITLE, NumberedItem
from ingest.outline.placement import ItemGroup
from ingest.outline.table_heads import task_label
from kg.register import any_form

LONGEST_SIGNED = 80  # names of a few bodies, a date, （此件公开发布）
_SENTENCE = re.compile(r"[。！？；;]")
_LEAD_IN = re.compile(r"(?:[\s。.;；,，、:：]|(?<=\n)[-=_*—－─━═]{3,}[ \t]*(?=\n))*")  # a drawn line parts two tasks
RESTART = re.compile(r"1-\d+")  # the id of an item at which the numbers begin again


@cache
def _signed() -> re.Pattern[str]:
    """Match a signature with its day, or a remark on publication, at the end of a line: 某部2020年7月15日, （此件公开发布）."""
    day = r"[一-鿿 \u3000]{2,34}[12]\d{3}年\d{1,2}月\d{1,2}日[ \u3000]*(?:[（(][^（()）]{0,20}[）)])?$"
    return re.compile(rf"{day}|[（(](?:{any_form('LineRemark')})[^（()）]{{0,10}}[）)]$")


@cache
def _claused() -> re.Pattern[str]:
    return re.compile(f"[，,]|{any_form('AnnouncedWords')}")


@cache
def _record() -> re.Pattern[str]:
    """Match a field of a record below a task: 政策依据：…, 完成时限：…."""
    period = f"(?:{any_form('HeadingProgress')})?(?:{any_form('HeadingPeriod')})(?:{any_form('TableHeadDeadlineEnd')})?"
    return re.compile(
        rf"[-—–•·▪●◆○ \t\u3000【\[]{{0,4}}(?:{any_form('TableHeadDeadline')}|{period}|{any_form('HeadingRecord')})[ \t\u3000]*[：:】\]]"
    )


@dataclass(frozen=True, slots=True)
class OutlineContext:
    """Everything the outline rules need of one document: the document itself, its numbered items and the offsets where they begin.

    `own`: index of an item → its ownership clauses; `above`: indexes of the items that have a descendant with owners; `after`: offset
    where title and head end; `restarts`: (index of an item, index of the heading line above it or -1) where numbering begins again at 1.
    """

    document: Document
    items: Sequence[NumberedItem]
    starts: Sequence[int]
    own: dict[int, list[ItemGroup]]
    above: frozenset[int]
    after: int
    restarts: Sequence[tuple[int, int]] = ()

    @property
    def text(self) -> str:
        """Return the text of the document."""
        return self.document.text

    @property
    def lines(self) -> Sequence[Line]:
        """Return the lines of the document."""
        return self.document.lines

    def line(self, offset: int) -> int:
        """Return the index of the line in which an offset lies."""
        return self.document.line_at(offset)

    def line_end(self, offset: int) -> int:
        """Return where the line of an offset ends."""
        return self.lines[self.line(offset)].end

    def skip(self, offset: int) -> int:
        """Return where the text goes on after blanks and stops."""
        found = _LEAD_IN.match(self.text, offset)
        return found.end() if found else offset

    def trim(self, end: int) -> int:
        """Return the end without the blanks before it."""
        while end > 0 and self.text[end - 1].isspace():
            end -= 1
        return end

    def line_above(self, k: int) -> int | None:
        """Return the index of the printed line above, if any."""
        while k > 0:
            k -= 1
            if not self.lines[k].blank:
                return k
        return None

    def paragraph_above(self, k: int) -> int:
        """Return the index of the paragraph above a line, over the lines of a record: 政策依据：… ⏎ 执行期限：…"""
        above = self.line_above(k)
        while above is not None and self.is_record(self.lines[above].start):
            above = self.line_above(above)
        return k if above is None else above

    def is_record(self, offset: int) -> bool:
        """Tell whether a field of a record stands at an offset: 政策依据：…"""
        return _record().match(self.text, offset) is not None and not task_label().match(self.text, offset)

    def is_heading(self, k: int) -> bool:
        """Tell whether a line is a title: short, and no sentence with parts or an announcement."""
        printed = self.text[self.lines[k].start : self.lines[k].end]
        if printed.endswith("。"):
            return len(printed) <= LONGEST_TITLE and not _SENTENCE.search(printed[:-1]) and not _claused().search(printed)
        return len(printed) <= LONGEST_HEADING and printed[-1:] not in "；;:：，,"

    def on_heading(self, i: int, group: ItemGroup) -> bool:
        """Tell whether clauses stand in the line of an item's number."""
        return self.line(group.start) == self.line(self.items[i].start)

    def ancestors(self, i: int) -> Iterator[int]:
        """Yield the items above an item, the nearest first."""
        while (i := self.items[i].parent) >= 0:
            yield i

    def unsigned(self, group: ItemGroup) -> int:
        """Return the end of the line of a clause, without what closes the document: …负责）各地要…。某部2020年7月15日."""
        end = self.line_end(group.end - 1)
        if role(self.text[self.skip(group.end) : end]) == "closing":
            return group.end
        signed = _signed().search(self.text, max(group.end, end - LONGEST_SIGNED), end)
        return self.trim(signed.start()) if signed else end

    def before_closing(self, start: int, stop: int) -> int:
        """Return the end of the last line before a signature, a date, a contact or the sentence that closes the document."""
        k = self.line(start)
        end = self.lines[k].end
        while (k := k + 1) < len(self.lines) and self.lines[k].start < stop:
            line = self.lines[k]
            if self.document.line_roles[k]:
                break
            end = end if line.blank else line.end
        return min(end, self.trim(stop))

    def after_record(self, group: ItemGroup) -> int:
        """Return where the lines of a record end that follow a clause: 时序进度：2022年6月底前 ⏎ 咨询电话：…

        Behind a clause that stands ahead of what it owns they follow the end of its line.
        """
        end = self.line_end(group.end - 1) if group.ahead else group.end
        k = self.line(end - 1)
        if self.is_record(self.skip(end)) and self.skip(end) < self.lines[k].end:
            end = self.lines[k].end
        if self.text[end : self.lines[k].end].strip(" 。.;；\t\u3000"):
            return end
        while (k := k + 1) < len(self.lines) and (self.lines[k].blank or self.is_record(self.lines[k].start)):
            end = end if self.lines[k].blank else self.lines[k].end
        return end

    def closes(self, stop: int) -> bool:
        """Tell whether a document ends at `stop`: at the end of the text, or before an annex or the next document."""
        k = bisect_right(self.starts, stop - 1) if stop < len(self.text) else len(self.items)
        return k == len(self.items) or self.items[k].rank == ANNEX or RESTART.fullmatch(self.items[k].id) is not None
