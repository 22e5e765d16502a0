"""Sections and tasks of a document, before anything inside them is read.

A task is an item with an ownership clause of its own, at whatever level it stands: 一、 （一） 1. （1） 第X条, a table row, a passage of an
item that ends in a clause, a bare paragraph with an owner line. Numbered items beside such items that happen to have no owner are tasks
without owners. Headings that only group are sections. A document in which nobody owns anything has its innermost items as tasks, where it
reads as a plan.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.items import ANNEX, LONGEST_HEADING, LONGEST_TITLE, Item, items, unique
from ingest.lines import Line, line_at, lines
from ingest.looks import look
from ingest.numbering import ARABIC
from ingest.owners import Clause
from ingest.placement import Group, placed

FEWEST_ITEMS = 3  # a text with fewer numbered items is not told to be a plan by them
_SENTENCE = re.compile(r"[。！？；;]")
LONGEST_PREAMBLE = 3  # paragraphs between the title of a further policy and its first item
LONGEST_SIGNED = 80  # names of a few bodies, a date, （此件公开发布）
_SIGNED = re.compile(
    r"[一-鿿 \u3000]{2,34}[12]\d{3}年\d{1,2}月\d{1,2}日[ \u3000]*(?:[（(][^（()）]{0,20}[）)])?$|[（(]此件[^（()）]{0,10}[）)]$"
)
_CLAUSED = re.compile(r"[，,]|如下|以下|制定|下列")
_RESTART = re.compile(r"1-\d+")  # the id of an item at which the numbers begin again
_LEAD_IN = re.compile(r"[\s。.;；,，、:：]*")
_FRAME = re.compile(
    r"总体要求|总体思路|总体目标|指导思想|基本原则|工作(?:目标|原则|思路|要求)|发展目标|主要目标|(?:保障|组织)措施|(?:加强|强化|完善)?(?:组织|实施)(?:领导|保障|实施)|"
    r"总则|附则|有关要求|其他(?:事项|规定)|适用(?:范围|对象)|名词解释|重要意义|面临形势|(?:施行|实施|执行)(?:时间|期限)|有效期|职责分工|工作要求|自(?:印发|发布|公布)之日起|解释权"
)
_RECORD = re.compile(
    r"(?:时序进度|(?:完成|办理|办结|执行|实施|起止|工作|推进)?(?:时限|时间|期限|日期|进度|节点)(?:要求|安排|节点)?|政策依据|咨询电话|联系电话|联系人|责任领导|责任人|适用范围|受理部门)"
    r"[ \t\u3000]*[：:]"
)
GOALS = re.compile(
    r"(?:工作|发展|主要|总体|年度|具体|行动|预期|建设|阶段|重点)?目标(?:任务)?[。：:（(]?$|^目标$|目标要求$|总体要求$|总体思路$"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A task before reading: `start`–`end` with number and clauses, `body` where its facts are sought, the clauses, the cells of a row."""

    id: str
    number: str
    parent: str | None
    section: tuple[str, ...]
    title: str | None
    start: int
    end: int
    body: int
    stop: int
    clauses: tuple[Clause, ...] = ()
    owners: tuple[tuple[str, int, int], ...] = ()
    deadline: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The drafts of the tasks in printed order, the items, the lines, the clauses that belong to nothing."""

    tasks: tuple[Draft, ...]
    items: tuple[Item, ...]
    lines: tuple[Line, ...]
    first: int
    orphans: tuple[Clause, ...] = ()


def outline(text: str, clauses: Sequence[Clause], *, after: int = 0, plan: bool = False, rows: Sequence[Draft] = ()) -> Outline:
    """Return the sections and tasks.

    `after` is where title and head end, `plan` tells whether items without owners may be tasks, `rows` are the tasks that stand in tables.
    """
    found = lines(text)
    clauses = _outside(clauses, rows)
    tree = items(text, found, _folded(text, found, clauses))
    own = placed(text, tree, clauses)
    used = {c.start for held in own.values() for group in held for c in group.clauses}
    reader = _Reader(text, found, [line.begin for line in found], tree, [item.start for item in tree], own, _above_owners(tree, own), after)
    reader = replace(reader, restarts=reader.restarting())
    tasks = [*reader.bare(), *reader.owned()]
    tasks += reader.unowned() if own else reader.innermost() if plan and not rows else []
    ordered = sorted([*tasks, *rows], key=lambda t: (t.start, -t.end))
    orphans = tuple(c for c in clauses if c.start not in used)
    return Outline(tuple(_distinct(ordered)), tuple(tree), tuple(found), tree[0].start if tree else len(text), orphans)


def _outside(clauses: Sequence[Clause], rows: Sequence[Draft]) -> list[Clause]:
    """Return the clauses that do not stand in a row of a table."""
    starts, ends = [r.start for r in rows], [r.end for r in rows]
    return [c for c in clauses if not (k := bisect_right(starts, c.start)) or ends[k - 1] <= c.start]


def _folded(text: str, found: Sequence[Line], clauses: Sequence[Clause]) -> list[int]:
    """Return the indexes of lines in which a clause ends before more text."""
    begins = [line.begin for line in found]
    inside = [(line_at(found, begins, c.end - 1), c.end) for c in clauses]
    return sorted({k for k, end in inside if _more(text, end, found[k].end)})


def _above_owners(tree: Sequence[Item], own: dict[int, list[Group]]) -> frozenset[int]:
    """Return the indexes of the items with owning items under them."""
    found: set[int] = set()
    for i in own:
        k = tree[i].parent if i >= 0 else -1
        while k >= 0 and k not in found:
            found.add(k)
            k = tree[k].parent
    return frozenset(found)


def _more(text: str, end: int, stop: int) -> bool:
    gap = _LEAD_IN.match(text, end, stop)
    return gap is not None and stop - gap.end() > 3


def _distinct(tasks: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the tasks with ids of their own, each ending where the next begins."""
    taken: dict[str, int] = {}
    for k, task in enumerate(tasks, 1):
        end = min(task.end, tasks[k].start) if k < len(tasks) else task.end
        yield replace(task, id=unique(task.id, taken), end=end, stop=min(task.stop, end), body=min(task.body, end))


def _squashed(name: str) -> str:
    return re.sub(r"\s", "", name)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the rules look at: text, lines and items with where they begin, the clauses of each item, the items above owning ones,
    the end of title and head, where the numbers begin again."""

    text: str
    lines: Sequence[Line]
    begins: Sequence[int]
    items: Sequence[Item]
    starts: Sequence[int]
    own: dict[int, list[Group]]
    above: frozenset[int]
    after: int
    restarts: Sequence[tuple[int, int]] = ()

    def restarting(self) -> list[tuple[int, int]]:
        """Return the items at which the numbers begin again, with the heading line above each, -1 where there is none."""
        return [(i, self._led(item)) for i, item in enumerate(self.items) if _RESTART.fullmatch(item.id)]

    def _led(self, item: Item) -> int:
        """Return the heading line above an item, over a preamble of few paragraphs; -1 where there is none."""
        k = self._above(self._line(item.start))
        for _ in range(LONGEST_PREAMBLE):
            if k is None or look(self.text[self.lines[k].start : self.lines[k].end]):
                return -1
            if self._is_heading(k) and self.text[self.lines[k].start] not in "（(":
                return k
            k = self._above(k)
        return -1

    def owned(self) -> Iterator[Draft]:
        """Yield the tasks of items with clauses."""
        for i in sorted(self.own):
            if i >= 0:
                held = self.own[i]
                yield from self._paragraphs(i, held) if self._grouping(i, held) else self._passages(i, held)

    def _grouping(self, i: int, held: Sequence[Group]) -> bool:
        """Tell whether an item is a heading above several paragraphs that own, each for itself."""
        item = self.items[i]
        return item.alone and len(held) > 1 and len({self._line(g.start) for g in held}) == len(held) and not self._on_heading(i, held[0])

    def _on_heading(self, i: int, group: Group) -> bool:
        return self._line(group.start) == self._line(self.items[i].start)

    def _passages(self, i: int, held: Sequence[Group]) -> Iterator[Draft]:
        """Yield an item whole, or cut after each of its clauses: …。（A负责）…。（B负责）."""
        item = self.items[i]
        start, body, number, title = item.start, item.body, item.number, self._heading(i, held[0])
        for k, group in enumerate(held):
            end = self._end(i, group) if k + 1 == len(held) else self._after(group)
            name = item.id if k == 0 else f"{item.id}.p{k + 1}"
            yield self._draft(i, name, number, title, (start, end), body, group)
            start = body = self._skip(end)
            number, title = "", None

    def _heading(self, i: int, first: Group) -> str | None:
        """Return the title of an item without the clause that stands on its heading."""
        item = self.items[i]
        if item.title and item.alone and self._on_heading(i, first):
            return self.text[item.body : first.start].strip(" 。：:\t\u3000") or None
        return item.title

    def _paragraphs(self, i: int, held: Sequence[Group]) -> Iterator[Draft]:
        """Yield the paragraphs under a heading that own."""
        item = self.items[i]
        start = self.lines[self._line(item.start)].next
        for k, group in enumerate(held):
            start = self._skip(start)
            end = self._end(i, group) if k + 1 == len(held) else self._after(group)
            section = (*self._under(i), item.heading)
            draft = self._draft(i, f"{item.id}.p{k + 1}", "", self._title(start, group), (start, end), start, group)
            yield replace(draft, section=section, parent=self._owner(item.parent))
            start = end

    def bare(self) -> Iterator[Draft]:
        """Yield the paragraphs before the first item, or of a text without items, that own."""
        held = self.own.get(-1, [])
        for k, group in enumerate(held):
            start = self._opening(group) if k == 0 else self._skip(self._after(held[k - 1]))
            end = self._after(group)
            if k + 1 == len(held):
                end = max(end, self._unsigned(group))
            name = f"p{k + 1}"
            yield Draft(name, "", None, (), self._title(start, group), start, end, start, end, group.clauses)

    def _opening(self, group: Group) -> int:
        """Return where the paragraph of the first clause begins, with the heading above it."""
        k = self._line(group.start)
        if not self.text[self.lines[k].start : group.start].strip() and (above := self._above(k)) is not None:
            k = above
        heading = self._above(k)
        if heading is not None and self._is_heading(heading) and self.lines[heading].start >= self.after:
            k = heading
        return self.lines[k].start

    def _above(self, k: int) -> int | None:
        while k > 0:
            k -= 1
            if not self.lines[k].blank:
                return k
        return None

    def _is_heading(self, k: int) -> bool:
        """Tell whether a line is a title: short, and no sentence with parts or an announcement."""
        told = self.text[self.lines[k].start : self.lines[k].end]
        if told.endswith("。"):
            return len(told) <= LONGEST_TITLE and not _SENTENCE.search(told[:-1]) and not _CLAUSED.search(told)
        return len(told) <= LONGEST_HEADING and told[-1:] not in "；;:：，,"

    def _title(self, start: int, group: Group) -> str | None:
        """Return the heading line of an unnumbered task."""
        k = self._line(start)
        line = self.lines[k]
        if line.start != start or line.end >= group.start or not self._is_heading(k):
            return None
        return self.text[line.start : line.end].rstrip("。")

    def unowned(self) -> Iterator[Draft]:
        """Yield items without owners beside items that own: the same parent, or the numbers run on from section to section."""
        ranks = Counter(self.items[i].rank for i in self.own if i >= 0)
        beside = {(self.items[i].parent, self.items[i].rank) for i in self.own if i >= 0}
        parents = {item.parent for item in self.items}
        for i, item in enumerate(self.items):
            if i in self.own or i in parents or self._inside_task(i) or item.rank == ANNEX or self._framed(i):
                continue
            if (item.parent, item.rank) in beside or (item.rank == ARABIC and ranks[ARABIC] and self._runs_on(i)):
                yield self._draft(i, item.id, item.number, item.title, (item.start, self._end(i, None)), item.body, None)

    def _runs_on(self, i: int) -> bool:
        """Tell whether the number of an item follows that of the last item of its rank in another section, or leads to it."""
        return not self.items[i].id.endswith(".1") or self.items[i].id == "1.1"

    def innermost(self) -> Iterator[Draft]:
        """Yield the innermost numbered items of a plan in which nobody owns anything."""
        parents = {item.parent for item in self.items if item.rank <= ARABIC}
        found = [i for i, item in enumerate(self.items) if i not in parents and ANNEX < item.rank <= ARABIC and not self._framed(i)]
        found = [i for i in found if not any(self.items[a].rank == ANNEX for a in self._ancestors(i))]
        for i in found if len(found) >= FEWEST_ITEMS else ():
            item = self.items[i]
            yield self._draft(i, item.id, item.number, item.title, (item.start, self._end(i, None, whole=True)), item.body, None)

    def _framed(self, i: int) -> bool:
        """Tell whether an item or a heading above it is aims, principles or provisions rather than work: 总体要求, 保障措施, 附则."""
        return any(_FRAME.search(_squashed(self.items[k].title or self.items[k].heading)) for k in (i, *self._ancestors(i)))

    def _inside_task(self, i: int) -> bool:
        """Tell whether an item is part of the text of a task above it."""
        return any(k in self.own and k not in self.above for k in self._ancestors(i))

    def _ancestors(self, i: int) -> Iterator[int]:
        while (i := self.items[i].parent) >= 0:
            yield i

    def _draft(self, i: int, name: str, number: str, title: str | None, span: tuple[int, int], body: int, group: Group | None) -> Draft:
        parent = self.items[i].parent
        clauses = group.clauses if group else ()
        return Draft(name, number, self._owner(parent), self._under(i), title, *span, body, span[1], clauses)

    def _section(self, i: int) -> tuple[str, ...]:
        """Return the headings above, from the top down, without those that are tasks themselves."""
        path = [self.items[k].heading for k in (i, *self._ancestors(i)) if k not in self.own] if i >= 0 else []
        return tuple(reversed(path))

    def _under(self, i: int) -> tuple[str, ...]:
        """Return the headings above an item, led by the line without a number above which the numbers began again."""
        above = bisect_right(self.restarts, (i, len(self.text))) - 1
        k = self.restarts[above][1] if above >= 0 else -1
        led = (self.text[self.lines[k].start : self.lines[k].end],) if k >= 0 else ()
        return (*led, *self._section(self.items[i].parent))

    def _owner(self, i: int) -> str | None:
        """Return the id of the nearest item above that is a task."""
        return next((self.items[k].id for k in (i, *self._ancestors(i)) if k in self.own), None) if i >= 0 else None

    def _end(self, i: int, group: Group | None, *, whole: bool = False) -> int:
        """Return where the text of an item ends: before the next item, or before what closes the document."""
        item = self.items[i]
        stop = item.last if whole or i not in self.above else item.end
        if not self._closes(stop):
            return self._trim(stop)
        if group is None or (self._on_heading(i, group) and item.alone):
            return self._before_closing(group.end if group else item.start, stop)
        return max(
            self._line_end(item.start) if self._line(item.start) != self._line(group.end - 1) else 0,
            self._unsigned(group),
            self._after(group),
        )

    def _unsigned(self, group: Group) -> int:
        """Return the end of the line of a clause, without what closes the document: …负责）各地要…。某部2020年7月15日."""
        end = self._line_end(group.end - 1)
        if look(self.text[self._skip(group.end) : end]) == "closing":
            return group.end
        signed = _SIGNED.search(self.text, max(group.end, end - LONGEST_SIGNED), end)
        return self._trim(signed.start()) if signed else end

    def _closes(self, stop: int) -> bool:
        """Tell whether a document ends at `stop`: at the end of the text, or before an annex or the next document."""
        k = bisect_right(self.starts, stop - 1) if stop < len(self.text) else len(self.items)
        return k == len(self.items) or self.items[k].rank == ANNEX or _RESTART.fullmatch(self.items[k].id) is not None

    def _before_closing(self, start: int, stop: int) -> int:
        """Return the end of the last line before a signature, a date, a contact or the sentence that closes the document."""
        k = self._line(start)
        end = self.lines[k].end
        while (k := k + 1) < len(self.lines) and self.lines[k].start < stop:
            line = self.lines[k]
            if not line.blank and look(self.text[line.start : line.end]):
                break
            end = end if line.blank else line.end
        return min(end, self._trim(stop))

    def _after(self, group: Group) -> int:
        """Return where the lines of a record end that follow a clause: 时序进度：2022年6月底前 ⏎ 咨询电话：…"""
        end = group.end
        k = self._line(end - 1)
        if self.text[end : self.lines[k].end].strip(" 。.;；\t\u3000"):
            return end
        while (k := k + 1) < len(self.lines) and (self.lines[k].blank or _RECORD.match(self.text, self.lines[k].start)):
            end = end if self.lines[k].blank else self.lines[k].end
        return end

    def _trim(self, end: int) -> int:
        """Return the end without the blanks before it."""
        while end > 0 and self.text[end - 1].isspace():
            end -= 1
        return end

    def _line(self, offset: int) -> int:
        return line_at(self.lines, self.begins, offset)

    def _line_end(self, offset: int) -> int:
        return self.lines[self._line(offset)].end

    def _skip(self, offset: int) -> int:
        found = _LEAD_IN.match(self.text, offset)
        return found.end() if found else offset
