"""Which item an ownership clause belongs to.

…。（责任单位：A）            the item in whose text it stands        责任单位：A ⏎ 配合单位：B      both to the paragraph above
…。（A负责）…。（B负责）      two passages of one item, a task each    十二、标题（责任单位：A）        the text below the heading too
（一）… （二）…。（责任单位：A）  the item above, where only the last of its parts ever has one
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.outline.items import NumberedItem
from ingest.owners import Clause, is_of_state, is_person
from kg.ontology import forms
from kg.register import any_form

# If at most this share of an item's earlier children have owners, a clause after the last child is taken to own the whole item.
LAST_ONLY = 0.2
_FIELD = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,8})[：:](?P<said>[^\s。；;]{2,80})[。；;]?(?=\s)")
_NOTHING = re.compile(r"[\s。.;；,，、:：)）〕\]】|｜/／]*")


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Clauses with nothing between them: 牵头单位：A ⏎ 配合单位：B."""

    clauses: tuple[Clause, ...]

    @property
    def start(self) -> int:
        """Return where the first clause begins."""
        return self.clauses[0].start

    @property
    def end(self) -> int:
        """Return where the last clause ends."""
        return self.clauses[-1].end

    @property
    def ahead(self) -> bool:
        """Tell whether what the clauses own follows them: A负责：1.修渠；2.清淤."""
        return self.clauses[-1].position == "ahead"


def groups(text: str, clauses: Iterable[Clause]) -> list[ItemGroup]:
    """Return the clauses, those with nothing between them together."""
    found: list[list[Clause]] = []
    for clause in clauses:
        if found and (_adjacent(text, found[-1][-1].end, clause.start) or _helps(text, found[-1][-1], clause)):
            found[-1].append(clause)
        else:
            found.append([clause])
    return [ItemGroup(tuple(g)) for g in found]


def _helps(text: str, first: Clause, clause: Clause) -> bool:
    """Tell whether a clause names who helps with what another one stands ahead of in its line: A负责修渠；B配合."""
    helping = all(owner.role in ("cooperate", "guide") for owner in clause.owners)
    return first.position == "ahead" and helping and "\n" not in text[first.end : clause.start]


def _adjacent(text: str, end: int, start: int) -> bool:
    """Tell whether nothing stands between two clauses, or fields that name no owner: 考核单位：市考核办, 责任领导：张三."""
    gap = _NOTHING.match(text, end)
    if gap is None or gap.end() >= start:
        return gap is not None
    field = _FIELD.match(text, gap.end(), start)
    return field is not None and _names_no_owner(field) and _adjacent(text, field.end(), start)


def _names_no_owner(field: re.Match[str]) -> bool:
    """Tell whether a field is one beside owners, or holds nothing but bodies or persons."""
    names = re.split("[、，,]", field["said"])
    known = field["label"] in forms("Fields", "labelForm") or re.fullmatch(any_form("DateWords", kind="prefixForm"), field["label"])
    return bool(known) or all(is_of_state(name) or is_person(name) for name in names)


def placed(text: str, found: Sequence[NumberedItem], clauses: Sequence[Clause]) -> dict[int, list[ItemGroup]]:
    """Return the groups of every item by its index; -1 for those before the first item."""
    starts = [item.start for item in found]
    by_item: dict[int, list[Clause]] = {}
    for clause in clauses:
        by_item.setdefault(bisect_right(starts, clause.start) - 1, []).append(clause)
    firm = {i: _firm(text, clauses_of_item, inside=i >= 0) for i, clauses_of_item in by_item.items()}
    own = {i: groups(text, clauses_of_item) for i, clauses_of_item in firm.items() if clauses_of_item}
    return _raised(text, found, own)


def _firm(text: str, clauses_of_item: Sequence[Clause], *, inside: bool) -> list[Clause]:
    """Return the clauses without those of the running text (由A牵头…) where a bracket or line says it, or outside the items.

    Neither do those count that stand ahead of what they own, where others than those who help stand behind it.
    """
    if len(clauses_of_item) > 1 and all(_helps(text, clauses_of_item[0], c) for c in clauses_of_item[1:]):
        return list(clauses_of_item)
    firm = [c for c in clauses_of_item if c.position not in ("prose", "ahead")]
    firm = firm or [c for c in clauses_of_item if c.position == "ahead"]
    return firm or (list(clauses_of_item) if inside else [])


def _raised(text: str, found: Sequence[NumberedItem], own: dict[int, list[ItemGroup]]) -> dict[int, list[ItemGroup]]:
    """Move a clause after the last part of an item up to the item, deepest first."""
    children: dict[int, list[int]] = {}
    for i, item in enumerate(found):
        children.setdefault(item.parent, []).append(i)
    inner, plain = _shares(found, own, children)
    above = set(owners_above(found, own))
    for parent in sorted((p for p in children if p >= 0), reverse=True):
        last = children[parent][-1]
        if (parent in own and len(children[parent]) == 1) or not _ends_all(text, found, own, above, children[parent]):
            continue
        seen, owned = inner[found[last].rank]
        if plain[found[parent].rank] or (seen and owned <= LAST_ONLY * seen):
            above.discard(parent)
            own[parent] = own.get(parent, []) + own.pop(last)
    return own


def owners_above(found: Sequence[NumberedItem], own: dict[int, list[ItemGroup]]) -> frozenset[int]:
    """Return the indexes of the items with owning items under them."""
    above: set[int] = set()
    for i in own:
        k = found[i].parent if i >= 0 else -1
        while k >= 0 and k not in above:
            above.add(k)
            k = found[k].parent
    return frozenset(above)


def _ends_all(text: str, found: Sequence[NumberedItem], own: dict[int, list[ItemGroup]], above: set[int], parts: Sequence[int]) -> bool:
    """Tell whether the only clause among the parts of an item stands at the very end of the last one."""
    *before, last = parts
    if len(own.get(last, ())) != 1 or last in above or any(i in own or i in above for i in before):
        return False
    end = text.find("\n", own[last][0].end, found[last].end)
    return not _NOTHING.sub("", text[own[last][0].end : end if end >= 0 else found[last].end])


def _shares(
    found: Sequence[NumberedItem], own: dict[int, list[ItemGroup]], children: dict[int, list[int]]
) -> tuple[defaultdict[int, tuple[int, int]], defaultdict[int, bool]]:
    """Return by rank how many parts there are before a last one that owns, how many of them own, and whether most items without
    parts own.
    """
    inner: defaultdict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    plain: defaultdict[int, int] = defaultdict(int)
    above = owners_above(found, own)
    for parent, (*before, last) in children.items():
        if parent >= 0 and (last in own or last in above):
            seen, owned = inner[found[last].rank]
            inner[found[last].rank] = (seen + len(before), owned + sum(i in own or i in above for i in before))
    for i, item in enumerate(found):
        if i not in children:
            plain[item.rank] += 1 if i in own else -1
    return inner, defaultdict(bool, {rank: n > 0 for rank, n in plain.items()})
