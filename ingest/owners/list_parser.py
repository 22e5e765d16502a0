"""From a stretch of text that lists bodies to mentions with their roles: labels, verbs, separators, 等, 和.

责任单位：A、B      牵头单位：A；配合单位：B，各市人民政府      A牵头，B、C按职责分工负责      A会同有关部门负责      A、B等部门
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from ingest.document import CLOSING, OPENING, SHAPE
from ingest.owners.names import EVERY, NOTHING, clean, completed, is_body, is_named, is_place, is_territory, scope_note
from ingest.owners.records import Mention, ParsedList
from ingest.owners.wording import compact, label_before, label_role, tail, wording
from kg.model import Role
from kg.ontology import forms
from kg.register import either, longest_first, territory_words

DIVIDERS = "，,；;。"
MARKS = re.compile("(?:(?<=牵头)|(?<=负责))会同|[、，,；;。/／|｜·:：" + re.escape(OPENING + CLOSING) + "]")
LEAD_IN = re.compile(r"\s*(?:并由|均由|由|以及|其中|并会同|会同)?\s*")
TRIM = "★▲△☆*※ \t\r\n\u3000\xa0。.;；,，、:："
JOINERS = ("会同", "联合", "以及", "和", "与", "及", "并")
UNKNOWN_FIELD = re.compile(r"[\u4e00-\u9fff]{2,8}$")
SHORTEST_LINE = 3  # characters of a name that stands on a line of its own in a column; 员会 is the rest of one
LONGEST_PIECE = 160  # characters between two separators; A等部门及各市人民政府按照职责分工抓好落实 has fewer
TIME = re.compile(r"\d\s*[年月日]")
OWN_ROLE = re.compile(r"[（(〔\[]\s*(\w{2,8})\s*[）)〕\]]$")
CLASS_ENDS = ("地区", "部门", "单位", "政府", "企业", "机构")  # what closes a class of bodies before 和, 及
CLASS_OF_BODIES = re.compile("(?:中央|有关|相关|国有|骨干|龙头|重点|成员|基础电信)?(?:企业|单位|机构)")  # 中国商飞等中央企业
WEAK_REACH: frozenset[Role] = frozenset(("cooperate", "implement", "guide"))


@cache
def _rule() -> re.Pattern[str]:
    """Match a rule of the document, which is no item of a list: 各项措施责任单位均包括…."""
    return re.compile(rf".{{2,12}}(?:{either(longest_first(forms('Conventions', 'verbForm')))})")


@dataclass(frozen=True, slots=True)
class ListSegment:
    """The stretch that one label governs; role None and label given: a field that holds no bodies."""

    start: int
    end: int
    label: str | None
    role: Role | None


@dataclass(frozen=True, slots=True)
class NamePiece:
    """What stands between two separators; `divided` where ， ； or 。 stands before it."""

    start: int
    end: int
    divided: bool


def marks(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Return separators and colons outside matched brackets; a bracket that nobody closes hides nothing."""
    found: list[tuple[int, str]] = []
    opened: list[tuple[str, int]] = []
    for m in MARKS.finditer(text, start, end):
        mark = m.group()
        if mark in OPENING:
            opened.append((SHAPE[mark], len(found)))
        elif mark in CLOSING:
            k = next((i for i in range(len(opened) - 1, max(-1, len(opened) - 4), -1) if opened[i][0] == SHAPE[mark]), -1)
            if k >= 0:
                del found[opened[k][1] :]
                del opened[k:]
        else:
            found.append((m.start(), mark))
    return found


def segments(text: str, start: int, end: int, label: str | None, seen: list[tuple[int, str]]) -> Iterator[ListSegment]:
    """Yield the stretches of a region, each with the label before it; `label` governs what stands before the first one."""
    now, role, at = label, None if label is None else label_role(label), start
    for colon, mark in seen:
        named = _label_at(text, at, colon) if mark in ":：" else None
        if named is not None:
            if text[at : named[0]].strip(TRIM):
                yield ListSegment(at, named[0], now, role)
            now, role, at = named[1], None if named[2] is None else label_role(named[1]), colon + 1
    if text[at:end].strip(TRIM):
        yield ListSegment(at, end, now, role)


def _label_at(text: str, start: int, colon: int) -> tuple[int, str, Role | None] | None:
    """Return the label before a colon: of a role, of another field, or an unknown word right after a separator."""
    known = label_before(text, start, colon)
    if known is not None:
        return known
    begin = max((text.rfind(c, start, colon) for c in "、，,；;。 \n"), default=-1) + 1
    begin = max(begin, start)
    printed = compact(text[begin:colon])
    return (begin, printed, None) if UNKNOWN_FIELD.fullmatch(printed) else None


def _bare_label(text: str, segment: ListSegment) -> ListSegment:
    """Return the segment with the label that stands without a colon: 责任单位 市财政局, 责任单位为市财政局, 责任单位；市财政局."""
    if segment.label is not None:
        return segment
    begin = LEAD_IN.match(text, segment.start, segment.end)
    at = begin.end() if begin else segment.start
    found = wording().label_start.match(text, at, segment.end)
    rest = text[found.end() : segment.end].lstrip() if found else ""
    first = re.split("[、，,；;。]", rest.lstrip("为是；; "), maxsplit=1)[0]
    if found is None or len(found.group()) < 4 or not rest or rest[0] in "和及与的" or not is_body(compact(first), strong=True):
        return segment
    skip = found.end() + (1 if rest[0] in "为是；;" else 0)
    return ListSegment(skip, segment.end, found.group(), label_role(found.group()))


def pieces(text: str, segment: ListSegment, seen: list[tuple[int, str]], *, column: bool = False) -> Iterator[NamePiece]:
    """Yield what stands between the separators of a segment; bodies side by side without one are pieces of their own."""
    at, divided = segment.start, False
    stops = [(p, m) for p, m in seen if segment.start <= p < segment.end and m not in ":："]
    for place, mark in [*stops, (segment.end, "")]:
        if text[at:place].strip(TRIM):
            yield from _side_by_side(text, NamePiece(at, place, divided), column=column)
            divided = False
        divided = divided or (mark in DIVIDERS and mark != "")
        at = place + len(mark)


def _side_by_side(text: str, piece: NamePiece, *, column: bool) -> Iterator[NamePiece]:
    """Yield the bodies of a piece that only white space parts (市财政局 市商务局); a break inside a name parts nothing."""
    start, end = _trimmed(text, piece.start, piece.end)
    at = start
    gaps = [(start + m.start(), start + m.end()) for m in re.finditer(r"\s+", text[start:end])]
    for (stop, begin), (until, _) in pairwise([*gaps, (end, end)]):
        left, following, rest = compact(text[at:stop]), compact(text[begin:until]), compact(text[begin:end])
        if not _is_one(left, following, rest) and (_parts(left, rest) or (column and _parts_in_column(left, following))):
            yield NamePiece(at, stop, piece.divided if at == start else False)
            at = begin
    yield NamePiece(at, end, piece.divided if at == start else False)


def _is_one(left: str, following: str, rest: str) -> bool:
    """Tell whether what white space parts is one name: inside its bracket, a class of territories, an office of the body before it."""
    table = wording()
    office = following.endswith(table.offices) and not following.endswith(table.no_offices) and not following.startswith(table.levels)
    return not _balanced(left) or office or (is_territory(left + rest) and not _are_two_classes(left, rest))


def _are_two_classes(left: str, rest: str) -> bool:
    """Tell whether two classes of territories stand beside one another: 各开发区 | 区县市人民政府, but 各市 | 县人民政府 is one."""
    return is_territory(left) and territory_words().tiers.fullmatch(left) is None and is_territory(rest)


def _parts(left: str, rest: str) -> bool:
    """Tell whether white space parts two names: a complete one before it, the beginning of one after it."""
    begins = _begins_name(rest) if len(left) > 2 else len(rest) > 2 and rest.startswith(wording().levels)
    return begins and is_body(left, strong=True)


def _parts_in_column(left: str, following: str) -> bool:
    """Tell whether a break that stands in a column of bodies parts two: either is complete, and the other may be a name of its own.

    之江实验室 | 新奥燃气      新奥燃气 | 省电力公司      省有关单位 | 各市
    but 省发展改 | 革委, 市委 | 宣传部 and 市公安局 | 交警支队 are one
    """
    table = wording()
    committee = len(left) < SHORTEST_LINE and left.endswith("委")
    if committee or following in table.area_heads or following.startswith(tuple(OPENING)):
        return False
    if _cuts_function(left, following):
        return False
    complete, begins = is_body(left, strong=True), is_body(following, strong=True)
    if complete and (begins or (len(following) >= SHORTEST_LINE and (is_body(following) or is_named(following)))):
        return True
    if complete and left[-1] not in "委部" and len(following) == 2 and is_named(following) and not is_body(following):
        return True
    if following[:1] == EVERY and is_body(left) and is_body(following):
        return True
    known = following.startswith((*table.levels, *table.central))
    return begins and len(left) >= SHORTEST_LINE and (is_body(left) or (is_named(left) and known))


def _cuts_function(left: str, following: str) -> bool:
    """Tell whether a break lies inside a function: 省人力资源社会 | 保障厅."""
    whole, at = left + following, len(left)
    return any(whole.find(w, max(0, at - len(w) + 1), at + len(w) - 1) >= 0 for w in wording().organs if len(w) > SHORTEST_LINE)


def _balanced(printed: str) -> bool:
    """Tell whether no bracket is left open, so that a gap after it may part two names."""
    return sum(c in OPENING for c in printed) == sum(c in CLOSING for c in printed)


def _begins_name(printed: str) -> bool:
    table = wording()
    return len(printed) > 2 and printed.startswith((*table.levels, *table.central, *table.organs, "各"))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in TRIM:
        end -= 1
    while start < end and text[start] in TRIM:
        start += 1
    return start, end


def read(text: str, start: int, end: int, *, label: str | None = None, whole: bool = True, column: bool = False) -> ParsedList:
    """Read a region as ownership; whole: all of it must be bodies (a bracket), else it ends before the first word that is none.

    `column` says that it is a cell in a column of bodies, where a break parts names that nothing else parts.
    """
    seen = marks(text, start, end)
    state = _State(text, whole=whole, column=column)
    for segment in segments(text, start, end, label, seen):
        if not state.read_segment(_bare_label(text, segment), seen):
            break
    return state.reading()


class _State:
    """The mentions gathered so far; lives for one region."""

    def __init__(self, text: str, *, whole: bool, column: bool) -> None:
        self.text, self.whole, self.column = text, whole, column
        self.mentions: list[Mention] = []
        self.left: list[tuple[int, int]] = []
        self.open = self.labelled = self.verb = False
        self.part, self.end = 1, 0

    def read_segment(self, segment: ListSegment, seen: list[tuple[int, str]]) -> bool:
        """Read one segment; return whether the region goes on after it."""
        if segment.label is not None and segment.role is None:
            return True
        self.labelled = self.labelled or segment.label is not None
        first, fresh = len(self.mentions), segment.label is not None
        for piece in pieces(self.text, segment, seen, column=self.column):
            if self.mentions and (piece.divided or fresh):
                self.part += 1
            fresh = False
            following = self.read_piece(piece, segment, first)
            if following is None:
                return False
            first = following
        return True

    def read_piece(self, piece: NamePiece, segment: ListSegment, first: int) -> int | None:
        """Read one piece; return the index of the first mention still waiting for a verb, None where the list ends."""
        start = LEAD_IN.match(self.text, piece.start, piece.end).end()  # type: ignore[union-attr]  # it matches nothing too
        printed = compact(self.text[start : piece.end])
        if printed.startswith(wording().rule_starts) or _rule().match(printed):
            return None
        if printed in NOTHING or _is_time(printed):
            return first if self.whole or printed in NOTHING else None
        if self.mentions and _goes_on_tiers(compact(self.text[self.mentions[-1].start : self.mentions[-1].end]), printed):
            self.mentions[-1] = replace(self.mentions[-1], end=piece.end)
            return first
        if len(printed) > LONGEST_PIECE:
            self.left.append((start, piece.end))
            return first if self.whole else None
        end, role, verb, divided = tail(self.text, start, piece.end)
        spans, opened = bodies(self.text, start, end)
        labelled = segment.label is not None
        good = [(s, e) for s, e in spans if _accepted(compact(self.text[s:e]), labelled)]
        if not good and not labelled and len(spans) == 1 and is_place(compact(self.text[slice(*spans[0])])):
            good = spans  # 广州、深圳海关: kept for now; reading() drops it if no later item supplies its head noun
        self.left += [span for span in spans if span not in good]
        if not self.whole and spans and len(good) < len(spans):
            self.left.clear()
            return None
        self.open = self.open or opened
        self.mentions += [_mention(self.text, s, e, self.part, segment) for s, e in good]
        self.end = piece.end if good or role else self.end
        return first if role is None else self.assign_role(first, role, verb, divided, labelled)

    def assign_role(self, first: int, role: Role, verb: str | None, divided: bool, labelled: bool) -> int:
        """Give the mentions since the last verb the role of this one."""
        self.verb = self.verb or verb is not None or divided
        begin = first
        parts = {m.part for m in self.mentions[first:]}
        after_lead = role == "cooperate" and first > 0 and self.mentions[first - 1].role == "lead"
        if role in WEAK_REACH and len(parts) > 1 and not after_lead:
            last = self.mentions[-1].part
            begin = next(i for i in range(first, len(self.mentions)) if self.mentions[i].part == last)
        for i in range(begin, len(self.mentions)):
            keep = self.mentions[i].own or (labelled and (role == "responsible" or (role == "implement" and (divided or len(parts) < 2))))
            change = {} if keep else {"role": role, "label": verb}
            self.mentions[i] = replace(self.mentions[i], divided=divided, **change)  # type: ignore[arg-type]  # role and label as typed above
        return len(self.mentions)

    def reading(self) -> ParsedList:
        """Return what was gathered; places that no following name completes are left over."""
        named = list(zip(self.mentions, self._names(), strict=True))
        kept = [(m, name) for m, name in named if (m.label or is_body(name)) and _accepted(name, m.label is not None)]
        if len(kept) < len(named):
            self.left += [(m.start, m.end) for m, name in named if (m, name) not in kept]
        parts = {part: i for i, part in enumerate(sorted({m.part for m, _ in kept}), 1)}
        mentions = tuple(replace(m, part=parts[m.part], name=name) for m, name in kept)
        return ParsedList(mentions, self.open, self.labelled, self.verb, tuple(self.left), self.end)

    def _names(self) -> list[str]:
        """Return the clean names of the mentions, each with the head noun that its part of the list printed once."""
        breaks = [i > 0 and m.part != self.mentions[i - 1].part for i, m in enumerate(self.mentions)]
        return completed([clean(self.text[m.start : m.end]) for m in self.mentions], breaks)


def _goes_on_tiers(name: str, printed: str) -> bool:
    """Tell whether a word of one letter goes on a list of tiers: 各市、州、县人民政府 is one name."""
    tiers = territory_words().tiers
    return len(printed) == 1 and name[:1] == EVERY and tiers.fullmatch(name) is not None and tiers.fullmatch(printed) is not None


def _is_time(printed: str) -> bool:
    """Tell whether a piece says when, and names nobody: 2025年底前完成, 持续推进."""
    return (TIME.search(printed) is not None or wording().filler.search(printed) is not None) and not is_body(printed)


def _mention(text: str, start: int, end: int, part: int, segment: ListSegment) -> Mention:
    """Return a mention with the role of its segment, or the one in brackets beside it: 市商务局（牵头）, 市财政局（配合单位）."""
    found = OWN_ROLE.search(text, max(start, end - 12), end)
    word = found.group(1) if found else ""
    table = wording()
    own = table.verbs.get(word) or (label_role(word) if word and table.label_start.fullmatch(word) else None)
    if found is None or own is None or found.start() - start < 2:
        return Mention(start, end, part, segment.role, segment.label)
    return Mention(start, found.start(), part, own, word, own=True)  # type: ignore[arg-type]  # the notations of mv:Roles are the roles


def _accepted(name: str, labelled: bool) -> bool:
    return is_body(name) or (labelled and is_named(name))


def bodies(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """Return the spans of the bodies in one piece and whether it leaves the list open.

    A等      A等部门      A等国务院相关部门及各地区      A和B      A会同有关部门
    """
    start, end = _trimmed(text, start, end)
    start = LEAD_IN.match(text, start, end).end()  # type: ignore[union-attr]  # it matches nothing too
    at = text.find("等", start + 1, end)
    while at >= 0 and not _closes(text, start, at, end):
        at = text.find("等", at + 1, end)
    if at < 0:
        return _together(text, start, end)
    named, _ = _together(text, start, at)
    more = _after_open(text, at + 1, end)
    return named + (_together(text, more, end)[0] if more is not None else []), True


def _closes(text: str, start: int, at: int, end: int) -> bool:
    """Tell whether 等 closes a list here: a body (or a word long enough) before it, nothing, a class of bodies or a joiner after it."""
    before, rest = compact(text[start:at]), compact(text[at + 1 : end])
    if not (is_body(before) or any(is_body(compact(text[s:e])) for s, e in _together(text, start, at)[0])):
        return is_named(before) and (rest == "" or (len(before) > SHORTEST_LINE and CLASS_OF_BODIES.fullmatch(rest) is not None))
    return rest == "" or rest.startswith(JOINERS) or _after_open(text, at + 1, end) is not None or _generic(rest)


def _generic(rest: str) -> bool:
    return rest.endswith(wording().open_ends)


def _after_open(text: str, start: int, end: int) -> int | None:
    """Return where the list goes on after 等 or 等部门 (等和各省级人民政府), None where it ends."""
    for joiner in JOINERS[2:]:
        at = text.find(joiner, start, end)
        while at >= 0:
            between, rest = compact(text[start:at]), compact(text[at + len(joiner) : end])
            if (between == "" or _generic(between)) and is_body(rest) and not rest.startswith(wording().open_ends):
                return at + len(joiner)
            at = text.find(joiner, at + 1, end)
    return None


def _together(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """Return the bodies that 和, 与, 及 or 会同 joins in a piece; the word inside a name (文化和旅游厅) joins nothing."""
    start, end = _trimmed(text, start, end)
    if start >= end:
        return [], False
    for joiner in JOINERS:
        at = text.find(joiner, start + 2, end)
        while at >= 0:
            left, right = compact(text[start:at]), compact(text[at + len(joiner) : end])
            if joiner == "会同" and is_body(left) and right.startswith(wording().open_starts):
                return [(start, at)], True
            if not _within_function(text, at, joiner) and _joins(left, right):
                more, opened = _together(text, at + len(joiner), end)
                return [*_together(text, start, at)[0], *more], opened
            at = text.find(joiner, at + 1, end)
    return [_noted(text, start, end)], False


def _within_function(text: str, at: int, joiner: str) -> bool:
    """Tell whether a joiner belongs to a function: 各地方工业和信息化主管部门 is one class of bodies."""
    around = ((text.rfind(w, max(0, at - len(w)), at + len(w)), w) for w in wording().organs if joiner in w)
    return any(0 <= begin == at - w.find(joiner) for begin, w in around)


def _joins(left: str, right: str) -> bool:
    """Tell whether two strings are bodies of their own: 部门和单位 and 党委和政府 are one."""
    if right.startswith(wording().open_ends) or right in wording().area_heads or not is_body(right):
        return False
    if is_body(left, strong=True) or left.endswith(CLASS_ENDS):
        return True
    return right.startswith("各") and is_body(left)


def _noted(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a name without the note on its scope that closes it: （含…，下同）."""
    found = scope_note().search(text[start:end])
    return (start, start + found.start()) if found and found.start() > 1 else (start, end)
