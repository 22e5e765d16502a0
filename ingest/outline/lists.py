"""Which items of lists without numbers are tasks: each that owns, and each beside it in its list.

- 建设平台（责任单位：A） ⏎ - 编制目录      two tasks, of which nobody owns the second
- 建设平台 ⏎   - 责任单位：A              one task; what its own list says of it is part of it
- 平台 ⏎   - 设计（A负责） ⏎   - 施工      the item above is a heading of two tasks
- 设计 ⏎ - 施工 ⏎ 责任单位：A              a clause below the last says who owns the whole list, not its last item
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.document import DASHES, DOTS
from ingest.outline.context import OutlineContext
from ingest.outline.placement import ItemGroup
from ingest.sources import BOXES, Bullet

_MARK = re.compile(rf"[\s\ufe0f{BOXES}{DOTS}{DASHES}]*")  # what stands between the items of one list


@dataclass(frozen=True, slots=True)
class Stretch:
    """The text of a task that is no numbered item, and the clauses that close it; None where nobody owns it."""

    start: int
    end: int
    group: ItemGroup | None


def listed(at: OutlineContext, i: int, groups: Sequence[ItemGroup]) -> list[Stretch]:
    """Return the tasks in lists without numbers to which clauses of one numbered item belong, in order; of the text above them for -1."""
    within = (at.items[i].start, at.items[i].end) if i >= 0 else (0, at.items[0].start if at.items else len(at.text))
    starts = {group.start for group in groups}
    found: list[Stretch] = []
    inside = [_whole(at, bullet, starts) for bullet in _between(at.document.bullets, *within)] if groups else []
    for items in _lists(inside, at.text):
        tasks = [b for b in items if b.start not in starts and not at.is_record(b.start)]
        owned = {b: own for b in tasks if (own := _own(b, groups, at))}
        if owned and not _of_whole_list(at, tasks, owned) and not _of_item(at, i, tasks, owned):
            found += (stretch for b in tasks for stretch in _stretches(at, b, owned.get(b, []), groups))
    return sorted(found, key=lambda stretch: stretch.start)


def _between(bullets: Sequence[Bullet], start: int, end: int) -> Sequence[Bullet]:
    """Return the items that begin in start:end."""
    return bullets[bisect_left(bullets, start, key=_start) : bisect_left(bullets, end, key=_start)]


def _start(item: Bullet | ItemGroup) -> int:
    return item.start


def _within(groups: Sequence[ItemGroup], bullet: Bullet) -> Sequence[ItemGroup]:
    """Return the clauses that begin inside an item, behind its beginning."""
    return groups[bisect_left(groups, bullet.start + 1, key=_start) : bisect_left(groups, bullet.end, key=_start)]


def _whole(at: OutlineContext, bullet: Bullet, starts: set[int]) -> Bullet:
    """Return an item with the lines of a record and of clauses below it: • 建设平台 ⏎ 责任单位：A."""
    k = at.line(bullet.end)
    while (k := k + 1) < len(at.lines) and (at.lines[k].start in starts or at.is_record(at.lines[k].start)):
        bullet = replace(bullet, end=at.lines[k].end)
    return bullet


def _lists(bullets: Sequence[Bullet], text: str) -> Iterator[list[Bullet]]:
    """Yield the lists: items of one depth with nothing between them."""
    for depth in sorted({bullet.depth for bullet in bullets}):
        found: list[Bullet] = []
        for bullet in (b for b in bullets if b.depth == depth):
            if found and not _MARK.fullmatch(text, found[-1].end, bullet.start):
                yield found
                found = []
            found.append(bullet)
        yield found


def _own(bullet: Bullet, groups: Sequence[ItemGroup], at: OutlineContext) -> list[ItemGroup]:
    """Return the clauses of an item itself, not those of a list in it whose items are tasks."""
    own = _within(groups, bullet)
    starts = {group.start for group in own}
    inner = [b for b in _between(at.document.bullets, bullet.start + 1, bullet.end) if b.depth > bullet.depth] if own else []
    inner = [b for b in inner if not at.is_record(b.start) and b.start not in starts]
    return [g for g in own if not any(b.start < g.start < b.end for b in inner)]


def _of_whole_list(at: OutlineContext, tasks: Sequence[Bullet], owned: dict[Bullet, list[ItemGroup]]) -> bool:
    """Tell whether the only clause of a list of several items stands on a line of its own below the last."""
    last = tasks[-1]
    return len(tasks) > 1 and list(owned) == [last] and at.line(owned[last][0].start) > at.line(last.start)


def _of_item(at: OutlineContext, i: int, tasks: Sequence[Bullet], owned: dict[Bullet, list[ItemGroup]]) -> bool:
    """Tell whether clauses below a list of one item are those of the numbered heading above it: （一）修渠 ⏎ • 建闸 ⏎ 责任单位：A."""
    below = all(at.line(group.start) > at.line(tasks[0].start) for groups in owned.values() for group in groups)
    return i >= 0 and len(tasks) == 1 and at.items[i].alone and below


def _stretches(at: OutlineContext, bullet: Bullet, own: Sequence[ItemGroup], groups: Sequence[ItemGroup]) -> Iterator[Stretch]:
    """Yield an item cut after each of its clauses but the last; none for a heading above items that own."""
    if not own and _within(groups, bullet):
        return
    start = bullet.start
    for group in own[:-1]:
        yield Stretch(start, group.end, group)
        start = at.skip(group.end)
    yield Stretch(start, at.trim(bullet.end), own[-1] if own else None)
