"""The spans of the tasks of an outline: items that own, passages of one item, bare paragraphs, items without owners."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.outline.context import RESTART, OutlineContext
from ingest.outline.items import ANNEX, LONGEST_HEADING, NumberedItem
from ingest.outline.lists import Stretch, listed
from ingest.outline.placement import ItemGroup
from ingest.outline.table_heads import task_label
from ingest.outline.value_columns import RowValues
from ingest.owners import Clause
from ingest.sources import ARABIC, Span, marker
from kg.register import any_form

FEWEST_ITEMS = 3  # a text with fewer numbered items is no plan by them alone
TITLE_LINES = 5  # lines below 附件, blank ones too, in which its title stands
SHORTEST_TITLE = 6  # characters of a title; 任务分工 is a name of many annexes
LONGEST_PREAMBLE = 3  # paragraphs between the title of a further policy and its first item
LEAST_NAME, LONGEST_NAME = 4, 60  # characters of a task's first words that stand for it; 2023年 alone is no name
_CLAUSE = re.compile(r"(?:[（(][^（）()：:\n]{1,30}[）)]|[^。；;！!？?\n（(，,：:])+")  # a closed bracket belongs to it
_HAN = re.compile(r"[\u3400-\u9fff]")


@cache
def _aims() -> re.Pattern[str]:
    """Match a heading of aims and nothing else: 年度目标."""
    aims, task = any_form("AimNouns", "aim", "indicator"), any_form("AimNouns", "task")
    return re.compile(rf"(?:{any_form('HeadingAims')})?(?:{aims})(?:{task})?")


@cache
def _frame() -> re.Pattern[str]:
    """Match a heading of aims, principles or provisions: 总体要求, 保障措施, 附则."""
    return re.compile(any_form("HeadingFrame"))


@cache
def _omitted() -> re.Pattern[str]:
    """Match what a published text prints where it leaves something out, and nothing else: （略）, (此条不公开).

    Taken for a task it had no owner, and was listed as one that nobody is responsible for.
    """
    return re.compile(rf"[（(【〔\[]?(?:{any_form('OmittedText')})[）)】〕\]]?[。.；;]?")


@dataclass(frozen=True, slots=True)
class TaskSpan:
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
    values: RowValues | None = None


def task_name(title: str | None, text: str, number: str) -> str:
    """Return what a task is called: its title, else its first clause without the number, with the next where it says too little.

    >>> task_name(None, "1.布局算力中心（责任单位：某局）", "1.")
    '布局算力中心'
    >>> task_name(None, "2023年，建成示范区3个。", "")
    '2023年，建成示范区3个'
    """
    if title:
        return title
    rest = text.strip().removeprefix(number).strip()
    end = 0
    while len(_HAN.findall(rest[:end])) < LEAST_NAME and (found := _CLAUSE.match(rest, end and end + 1)) is not None:
        end = found.end()
        if rest[end : end + 1] not in ("，", ","):
            break
    return rest[: min(end or LONGEST_NAME, LONGEST_NAME)].strip()


def restarting(at: OutlineContext) -> list[tuple[int, int]]:
    """Return the items at which the numbers begin again, with the heading line above each, -1 where there is none."""
    return [(i, _led(at, item)) for i, item in enumerate(at.items) if RESTART.fullmatch(item.id)]


def _led(at: OutlineContext, item: NumberedItem) -> int:
    """Return the heading line above an item, over a preamble of few paragraphs; -1 where there is none."""
    k = at.line_above(at.line(item.start))
    for _ in range(LONGEST_PREAMBLE):
        if k is None or at.document.line_roles[k]:
            return -1
        if at.is_heading(k) and at.text[at.lines[k].start] not in "（(":
            return k
        k = at.line_above(k)
    return -1


def owned(at: OutlineContext) -> Iterator[TaskSpan]:
    """Yield the tasks of items with clauses."""
    for i in sorted(at.own):
        if i >= 0:
            groups = at.own[i]
            lists = listed(at, i, groups)
            if lists and not at.items[i].alone:  # 任务一：修渠（A负责） ⏎ - 清淤（B负责）, all of one list
                within = {s.group.start for s in lists if s.group}
                yield from _passages(at, i, [g for g in groups if g.start not in within])
                groups = [g for g in groups if g.start in within]
            yield from _paragraphs(at, i, groups, lists) if lists or _grouping(at, i, groups) else _passages(at, i, groups)


def _grouping(at: OutlineContext, i: int, groups: Sequence[ItemGroup]) -> bool:
    """Tell whether an item is a heading above several paragraphs that own, each for itself."""
    item = at.items[i]
    return item.alone and len(groups) > 1 and len({at.line(g.start) for g in groups}) == len(groups) and not at.on_heading(i, groups[0])


def _passages(at: OutlineContext, i: int, groups: Sequence[ItemGroup]) -> Iterator[TaskSpan]:
    """Yield an item whole, or cut after each of its clauses: …。（A负责）…。（B负责）."""
    item = at.items[i]
    start, body, number, title = item.start, item.body, item.number, _heading(at, i, groups[0])
    for k, group in enumerate(groups):
        end = _end(at, i, group) if k + 1 == len(groups) else at.after_record(group)
        name = item.id if k == 0 else f"{item.id}.p{k + 1}"
        yield _draft(at, i, name, number, title, (start, end), body, group)
        start = body = at.skip(end)
        number, title = "", None


def _heading(at: OutlineContext, i: int, first: ItemGroup) -> str | None:
    """Return the title of an item without the clause that stands on its heading, or what follows one that begins it."""
    item = at.items[i]
    if first.ahead and at.skip(item.body) == first.start:
        return _behind(at, first)
    if item.title and item.alone and at.on_heading(i, first):
        return at.text[item.body : first.start].strip(" 。：:\t\u3000") or None
    return item.title


def _behind(at: OutlineContext, group: ItemGroup) -> str | None:
    """Return the first words of what a body does that is named before it: 市水利局负责：1.修渠；2.清淤."""
    rest = at.text[group.clauses[0].end : at.line_end(group.start)].lstrip()
    number = marker(rest, 0, len(rest))
    return task_name(None, rest[number.end if number else 0 :], "") or None


def _paragraphs(at: OutlineContext, i: int, groups: Sequence[ItemGroup], lists: Sequence[Stretch]) -> Iterator[TaskSpan]:
    """Yield the paragraphs under a heading that own, and the items of the lists among them."""
    item = at.items[i]
    other = _other_heading(at, i, lists)
    if other:
        yield _draft(at, i, item.id, item.number, item.title, (item.start, at.trim(other[0])), item.body, None)
    section = (*_under(at, i), at.text[slice(*other)] if other else item.heading)
    below = at.lines[at.line(item.start)].next
    found = _apart(at, groups, lists, lambda _: at.skip(below), lambda group: _end(at, i, group))
    for k, (start, end, group) in enumerate(found, 1):
        title = _title(at, start, group) if group else None
        draft = _draft(at, i, f"{item.id}.p{k}", "", title, (start, end), start, group)
        yield replace(draft, section=section, parent=_owner(at, item.parent))


def _other_heading(at: OutlineContext, i: int, lists: Sequence[Stretch]) -> tuple[int, int] | None:
    """Return the heading without a number above a list, where the item before it is the last of another one: 3.编制目录 ⏎ 其他任务 ⏎ - …"""
    above = at.line_above(at.line(lists[0].start)) if lists and at.items[i].rank >= ARABIC else None
    if above is None or above <= at.line(at.items[i].start) or not at.is_heading(above) or at.is_record(at.lines[above].start):
        return None
    return at.lines[above].start, at.lines[above].end


def _apart(
    at: OutlineContext,
    groups: Sequence[ItemGroup],
    lists: Sequence[Stretch],
    first: Callable[[ItemGroup], int],
    last: Callable[[ItemGroup], int],
) -> list[tuple[int, int, ItemGroup | None]]:
    """Return the paragraphs that own and the items of lists in order; `first` and `last` say where the outer ones begin and end."""
    found = [(s.start, s.end, s.group) for s in lists]
    within = {s.group.start for s in lists if s.group}
    for k, group in enumerate(groups):
        if group.start not in within:
            before = [*(at.after_record(g) for g in groups[max(0, k - 1) : k]), *(s.end for s in lists if s.start < group.start)]
            start = at.skip(max(before)) if before else first(group)
            start = max(start, at.lines[at.line(group.start)].start) if group.ahead else start
            found.append((start, last(group) if k + 1 == len(groups) else at.after_record(group), group))
    return sorted(found, key=lambda stretch: stretch[0])


def bare(at: OutlineContext) -> Iterator[TaskSpan]:
    """Yield the paragraphs before the first item, or of a text without items, that own."""
    groups = at.own.get(-1, [])
    found = _apart(at, groups, listed(at, -1, groups), lambda g: _opening(at, g), lambda g: max(at.after_record(g), at.unsigned(g)))
    for k, (start, end, group) in enumerate(found, 1):
        title = _title(at, start, group) if group else None
        yield TaskSpan(f"p{k}", "", None, (), title, start, end, start, end, group.clauses if group else ())


def _opening(at: OutlineContext, group: ItemGroup) -> int:
    """Return where the paragraph of the first clause begins, with the heading above it."""
    k = at.line(group.start)
    if not at.text[at.lines[k].start : group.start].strip():
        k = at.paragraph_above(k)
    if task_label().match(at.text, at.lines[k].start):
        return at.lines[k].start
    heading = at.line_above(k)
    if heading is not None and at.is_heading(heading) and not at.document.line_roles[heading] and at.lines[heading].start >= at.after:
        k = heading
    return at.lines[k].start


def _title(at: OutlineContext, start: int, group: ItemGroup) -> str | None:
    """Return the heading line of an unnumbered task, or what follows a clause that stands ahead of it."""
    if group.ahead:
        return _behind(at, group)
    k = at.line(start)
    line = at.lines[k]
    if line.start != start or line.end >= group.start or not at.is_heading(k):
        return None
    label = task_label().match(at.text, line.start, line.end)
    return at.text[label.end() if label else line.start : line.end].rstrip("。")


def unowned(at: OutlineContext) -> Iterator[TaskSpan]:
    """Yield items without owners beside items that own: the same parent, or the numbers run on from section to section."""
    running = any(at.items[i].rank == ARABIC for i in at.own if i >= 0) and _runs_on(at)
    beside = {(at.items[i].parent, at.items[i].rank) for i in at.own if i >= 0}
    parents = {item.parent for item in at.items}
    for i, item in enumerate(at.items):
        if i in at.own or i in parents or _inside_task(at, i) or item.rank == ANNEX or _no_work(at, i):
            continue
        if (item.parent, item.rank) in beside or (item.rank == ARABIC and running):
            yield _draft(at, i, item.id, item.number, item.title, (item.start, _end(at, i, None)), item.body, None)


def _runs_on(at: OutlineContext) -> bool:
    """Tell whether 1. 2. 3. run on from section to section: some list under a heading does not begin with 1."""
    firsts: dict[int, str] = {}
    for item in at.items:
        if item.rank == ARABIC and item.parent >= 0:
            firsts.setdefault(item.parent, item.id.rpartition(".")[2])
    return any(first != "1" for first in firsts.values())


def innermost(at: OutlineContext, title: str, reviews: Sequence[Span]) -> Iterator[TaskSpan]:
    """Yield the innermost numbered items of a plan in which nobody owns anything; an annex that carries the plan's title is the plan."""
    parents = {item.parent for item in at.items if item.rank <= ARABIC}
    found = [i for i, item in enumerate(at.items) if i not in parents and ANNEX < item.rank <= ARABIC and not _no_work(at, i)]
    found = [i for i in found if not any(at.items[a].rank == ANNEX and not _carries(at, a, title) for a in at.ancestors(i))]
    found = [i for i in found if not any(start <= at.items[i].start < end for start, end in reviews)]
    for i in found if len(found) >= FEWEST_ITEMS else ():
        item = at.items[i]
        yield _draft(at, i, item.id, item.number, item.title, (item.start, _end(at, i, None, whole=True)), item.body, None)


def _carries(at: OutlineContext, i: int, title: str) -> bool:
    """Tell whether the lines below 附件 are the title of the document, which its notice prints too: 关于印发《…行动计划》的通知."""
    start = at.items[i].body
    printed = [at.text[line.start : line.end] for line in at.lines[at.line(start) : at.line(start) + TITLE_LINES] if line.start >= start]
    carried = [_squashed("".join(printed[:count])) for count in range(1, len(printed) + 1)]
    return any(len(title_line) >= SHORTEST_TITLE and title_line in _squashed(title) for title_line in carried)


def _no_work(at: OutlineContext, i: int) -> bool:
    """Tell whether an item is part of the frame of a plan, or its text was left out: 三、（略）."""
    return _framed(at, i) or _omitted().fullmatch(_squashed(at.text[at.items[i].body : at.items[i].end])) is not None


def _framed(at: OutlineContext, i: int) -> bool:
    """Tell whether an item or a heading above it is aims, principles or provisions rather than work: 总体要求, 保障措施, 附则."""
    names = (_squashed(at.items[k].title or at.text[at.items[k].body : at.items[k].end][:LONGEST_HEADING]) for k in (i, *at.ancestors(i)))
    return any(_frame().search(name) or _aims().fullmatch(name) for name in names)


def _inside_task(at: OutlineContext, i: int) -> bool:
    """Tell whether an item is part of the text of a task above it."""
    return any(k in at.own and k not in at.above for k in at.ancestors(i))


def _draft(
    at: OutlineContext, i: int, name: str, number: str, title: str | None, span: tuple[int, int], body: int, group: ItemGroup | None
) -> TaskSpan:
    parent = at.items[i].parent
    clauses = group.clauses if group else ()
    return TaskSpan(name, number, _owner(at, parent), _under(at, i), title, *span, body, span[1], clauses)


def _section(at: OutlineContext, i: int) -> tuple[str, ...]:
    """Return the headings above, from the top down, without those that are tasks themselves."""
    path = [at.items[k].heading for k in (i, *at.ancestors(i)) if k not in at.own] if i >= 0 else []
    return tuple(reversed(path))


def _under(at: OutlineContext, i: int) -> tuple[str, ...]:
    """Return the headings above an item, led by the line without a number above which the numbers began again."""
    above = bisect_right(at.restarts, (i, len(at.text))) - 1
    k = at.restarts[above][1] if above >= 0 else -1
    led = (at.text[at.lines[k].start : at.lines[k].end],) if k >= 0 else ()
    return (*led, *_section(at, at.items[i].parent))


def _owner(at: OutlineContext, i: int) -> str | None:
    """Return the id of the nearest item above that is a task."""
    return next((at.items[k].id for k in (i, *at.ancestors(i)) if k in at.own), None) if i >= 0 else None


def _end(at: OutlineContext, i: int, group: ItemGroup | None, *, whole: bool = False) -> int:
    """Return where the text of an item ends: before the next item, or before what closes the document."""
    item = at.items[i]
    stop = item.last if whole or i not in at.above else item.end
    if not at.closes(stop):
        return at.trim(stop)
    if group is None or (at.on_heading(i, group) and item.alone):
        return at.before_closing(group.end if group else item.start, stop)
    return max(
        at.line_end(item.start) if at.line(item.start) != at.line(group.end - 1) else 0,
        at.unsigned(group),
        at.after_record(group),
    )


def _squashed(name: str) -> str:
    return re.sub(r"\s", "", name)
