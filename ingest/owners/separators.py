"""Where a list of bodies divides: at labels into segments, at separators and white space into the pieces of one name each.

责任单位：A、B，C；配合单位：D      市财政局 市商务局 (a gap between two complete names)      省发展改 | 革委 (a break inside one)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ingest.document import CLOSING, OPENING, SHAPE
from ingest.owners.names import EVERY, is_body, is_named, is_territory, level_word, office_of
from ingest.owners.persons import is_person
from ingest.owners.wording import DASHES, compact, label_before, label_role, wording
from kg.model import Role
from kg.ontology import forms
from kg.register import any_form, is_branch, longest_first, territory_words

DIVIDERS = "，,；;。"
COLONS = f":：{DASHES}"
BULLETS = "★☆▲△※●◆◇◎◉•▪◦▶►➢"  # open the entries of a list: ★市水利局●市财政局; ○, □ and ■ may stand for a letter that is not shown
_PUNCTUATION = f"[、，,；;。/／|｜·+{BULLETS}{re.escape(OPENING + CLOSING)}{COLONS}]"  # the hyphen stands last
_STATES = re.compile("[为是；; ]*")  # between a label without a colon and its bodies
_GOES_ON = re.compile("[和及与的]")  # what follows a label that is one of several
TRIM = f"{BULLETS}* \t\r\n\u3000\xa0。.;；,，、{COLONS}"
UNKNOWN_FIELD = re.compile(r"[\u4e00-\u9fff]{2,8}$")
# The number of an entry in a cell, or behind a label; and what parts it from the entry before.
ENTRY = re.compile(r"(?:(?P<open>[（(]?)(?P<n>\d{1,2})(?P<mark>[)）.．、])|(?P<circle>[①-⑳]))\s*(?=[\u3400-\u9fff])")
_APART = re.compile(r"[\s、，,；;。:：]")
OFFICES = ("室", "组")  # how offices end that other bodies do too
SHORTEST_LINE = 3  # characters of a name that stands on a line of its own in a column; 员会 is the rest of one


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


@cache
def lead_in() -> re.Pattern[str]:
    """Return the pattern of what stands before the first body of a list: 并由A牵头."""
    return re.compile(rf"\s*(?:{any_form('ListOpenings')})?\s*")


@cache
def _marks() -> re.Pattern[str]:
    """Return the pattern of separators: punctuation, and 会同 behind a verb: A牵头会同B."""
    verbs = longest_first(forms("Roles", "verbForm"), "lead", "responsible")
    together = longest_first(forms("Joiners", "surfaceForm"), "together")
    behind = (f"{word}(?:{'|'.join(f'(?<={verb}{word})' for verb in verbs)})" for word in together)
    return re.compile("|".join((*behind, _PUNCTUATION)))


def marks(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Return separators and colons outside matched brackets; a bracket that nobody closes hides nothing."""
    found: list[tuple[int, str]] = []
    opened: list[tuple[str, int]] = []
    for m in _marks().finditer(text, start, end):
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
        named = _label_at(text, at, colon) if mark in COLONS else None
        if named is not None:
            if text[at : named[0]].strip(TRIM):
                yield ListSegment(at, named[0], now, role)
            now, role, at = named[1], None if named[2] is None else label_role(named[1]), colon + 1
    if text[at:end].strip(TRIM):
        yield ListSegment(at, end, now, role)


def _label_at(text: str, start: int, colon: int) -> tuple[int, str, Role | None] | None:
    """Return the label before a colon: of a role, of another field, or an unknown word right after a separator; a dash only of a role."""
    known = label_before(text, start, colon)
    if text[colon] in DASHES:
        return known if known and known[2] is not None else None
    if known is not None:
        return known
    begin = max((text.rfind(c, start, colon) for c in "、，,；;。 \n"), default=-1) + 1
    begin = max(begin, start)
    printed = compact(text[begin:colon])
    if printed in wording().field_labels:
        return (begin, printed, label_role(printed))
    return (begin, printed, None) if UNKNOWN_FIELD.fullmatch(printed) else None


def bare_label(text: str, segment: ListSegment) -> ListSegment:
    """Return the segment with the label that stands without a colon: 责任单位 市财政局, 责任单位为市财政局, 责任单位；市财政局."""
    if segment.label is not None:
        return segment
    begin = lead_in().match(text, segment.start, segment.end)
    at = begin.end() if begin else segment.start
    found = wording().label_start.match(text, at, segment.end)
    rest = text[found.end() : segment.end].lstrip() if found else ""
    stated = _STATES.match(rest)
    first = re.split("[、，,；;。]", rest[stated.end() if stated else 0 :], maxsplit=1)[0]
    if found is None or len(found.group()) < 4 or not rest or _GOES_ON.match(rest) or not is_body(compact(first), strong=True):
        return segment
    skip = found.end() + (1 if stated and stated.end() else 0)
    return ListSegment(skip, segment.end, found.group(), label_role(found.group()))


def pieces(text: str, segment: ListSegment, seen: list[tuple[int, str]], *, column: bool = False) -> Iterator[NamePiece]:
    """Yield what stands between the separators of a segment; bodies side by side without one are pieces of their own."""
    at, divided = segment.start, False
    stops = [(p, m) for p, m in seen if segment.start <= p < segment.end and m not in COLONS]
    if column or (segment.label is not None and segment.label not in wording().verbs):  # what 负责：1. numbers are tasks
        stops = _with_numbers(text, segment, stops)
    for place, mark in [*stops, (segment.end, "")]:
        if text[at:place].strip(TRIM):
            stacked = column or (at == segment.start and _below_label(text, segment))
            yield from _side_by_side(text, NamePiece(at, place, divided), column=stacked, listed=segment.label is not None)
            divided = False
        divided = divided or (mark in DIVIDERS and mark != "")
        at = place + len(mark)


def _with_numbers(text: str, segment: ListSegment, stops: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the separators of a list with the numbers of its entries, which part them too: 1.市财政局 2.市商务局."""
    numbers = list(_entries(text, segment))
    within = {at for start, mark in numbers for at in range(start, start + len(mark))}
    return sorted([*((p, m) for p, m in stops if p not in within), *numbers])


def _entries(text: str, segment: ListSegment) -> Iterator[tuple[int, str]]:
    """Yield the numbers of entries: those that stand apart, and the next of their row right behind a name: 1、市财政局2、市商务局.

    A number behind a name that goes on no row is part of the name, or of nothing: 专班1、专班2, 中铁2局.
    """
    last = ("", 0)
    for m in ENTRY.finditer(text, segment.start, segment.end):
        form = "①" if m["circle"] else m["open"] + m["mark"]
        count = ord(m["circle"]) - ord("①") + 1 if m["circle"] else int(m["n"])
        apart = m.start() == segment.start or _APART.match(text, m.start() - 1)
        if apart or (form, count) == (last[0], last[1] + 1):
            last = (form, count)
            yield m.start(), m.group()


def _below_label(text: str, segment: ListSegment) -> bool:
    """Tell whether the bodies of a label stand below it, one a line."""
    before = text[segment.start : segment.end]
    return segment.label is not None and "\n" in before[: len(before) - len(before.lstrip())]


def _side_by_side(text: str, piece: NamePiece, *, column: bool, listed: bool) -> Iterator[NamePiece]:
    """Yield the bodies of a piece that only white space parts (市财政局 市商务局); a break inside a name parts nothing.

    `listed` says that a label stands before the piece: there a blank, which is typed, parts more than a break of a line.
    """
    start, end = trimmed(text, piece.start, piece.end)
    at = start
    gaps = [(start + m.start(), start + m.end()) for m in re.finditer(r"\s+", text[start:end])]
    for (stop, begin), (until, _) in pairwise([*gaps, (end, end)]):
        left, following, rest = compact(text[at:stop]), compact(text[begin:until]), compact(text[begin:end])
        # 市财政局 张三 市住建局 李四
        person = (is_person(following) and is_body(left, strong=True)) or (is_person(left) and is_body(following))
        typed = listed and "\n" not in text[stop:begin] and (person or _parts_in_list(left, following))
        typed = typed or ("\n" not in text[stop:begin] and _is_office(left) and is_body(following))  # 〔人事科 机关党委〕
        if not _is_one(left, following, rest) and (_parts(left, rest) or typed or (column and _parts_in_column(left, following))):
            yield NamePiece(at, stop, piece.divided if at == start else False)
            at = begin
    yield NamePiece(at, end, piece.divided if at == start else False)


def _is_one(left: str, following: str, rest: str) -> bool:
    """Tell whether what white space parts is one name: inside its bracket, a class of territories, an office of the body before it."""
    table = wording()
    office = following.endswith(table.offices) and not following.endswith(table.no_offices) and not following.startswith(table.levels)
    office = office and not _is_office(left)  # 人事科 督导室 are two
    return not _balanced(left) or office or is_branch(left, following) or (is_territory(left + rest) and not _are_two_classes(left, rest))


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
    if cuts_function(left, following):
        return False
    complete, begins = is_body(left, strong=True), is_body(following, strong=True)
    if complete and (begins or (len(following) >= SHORTEST_LINE and (is_body(following) or is_named(following)))):
        return True
    if complete and not left.endswith(("委", "部")) and len(following) == 2 and is_named(following) and not is_body(following):
        return True
    if following[:1] == EVERY and is_body(left) and is_body(following):
        return True
    if len(left) < SHORTEST_LINE:
        return False
    known = following.startswith((*table.levels, *table.central))
    return (begins and (is_body(left) or (is_named(left) and known))) or _of_one_level(left, following)


def _of_one_level(left: str, following: str) -> bool:
    """Tell whether two names that end like no body of the state begin with one level: 省农业大学 | 省农科院, 县一中 | 县医院."""
    level = level_word(following)
    if level is None or not is_named(left):
        return False
    return (is_body(left) and is_body(following)) or (level_word(left) == level and len(following) >= SHORTEST_LINE and is_named(following))


def _parts_in_list(left: str, following: str) -> bool:
    """Tell whether a blank behind a label parts two names: 县供电公司 城关镇, 市教育局 团市委; 市政府 办公厅 is one."""
    if min(len(left), len(following)) < SHORTEST_LINE or following.startswith(tuple(OPENING)) or cuts_function(left, following):
        return False
    known = level_word(following) is not None or following[:1] == EVERY or _begins_anew(following)
    if left.endswith(wording().area_heads) or left[-1] == "委":
        return known and is_body(following)
    if _is_office(left) and is_body(following):
        return True
    if is_body(left, strong=True):
        return is_body(following)
    return is_body(left) and (is_body(following, strong=True) or (known and is_body(following)))


def _begins_anew(name: str) -> bool:
    """Tell whether a name is none of a body below another, although no level begins it: 团市委, 国网海棠供电公司."""
    return name in wording().strong or name.startswith(tuple(forms("IssuerBegins", "surfaceForm")))


def _is_office(name: str) -> bool:
    """Tell whether a name is that of an office alone, and no bureau stands in it: 人事科, 教研室."""
    plain = level_word(name) is None and office_of(name) is None and len(name) >= SHORTEST_LINE
    return plain and is_body(name) and name.endswith(wording().offices + OFFICES)


def cuts_function(left: str, following: str) -> bool:
    """Tell whether a break lies inside a function: 省人力资源社会 | 保障厅."""
    whole, at = left + following, len(left)
    return any(whole.find(w, max(0, at - len(w) + 1), at + len(w) - 1) >= 0 for w in wording().organs if len(w) > SHORTEST_LINE)


def _balanced(printed: str) -> bool:
    """Tell whether no bracket is left open, so that a gap after it may part two names."""
    return sum(c in OPENING for c in printed) == sum(c in CLOSING for c in printed)


def _begins_name(printed: str) -> bool:
    table = wording()
    return len(printed) > 2 and printed.startswith((*table.levels, *table.central, *table.organs, "各"))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in TRIM:
        end -= 1
    while start < end and text[start] in TRIM:
        start += 1
    return start, end
