"""Where ownership clauses stand: in brackets, on lines of their own, at the end of a paragraph.

…。（责任单位：A）      责任单位：A      …。责任单位：A、B      （A负责）      （一）标题（A）      a line that is nothing but A牵头，B配合
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.document import CLOSING, OPENING, SHAPE, Document
from ingest.owners.list_extent import LINE_REACH, NUMBERED, SEPARATOR, cell_end, free_until, newline
from ingest.owners.list_parser import read
from ingest.owners.names import is_body, is_of_state, is_territory, level_word
from ingest.owners.records import Label, OwnershipSpan, ParsedList, Position
from ingest.owners.sentences import STOPS, addressed, ahead, bare_sentences, begins_known, duties
from ingest.owners.wording import compact, label_before, label_role, wording
from ingest.sources import marker
from kg.model import Role
from kg.ontology import forms
from kg.register import any_form

DASH = "—"
STATES = "为"  # 责任单位为市财政局, 牵头单位是市水利局
LOOSE = ("", DASH, STATES)  # marks behind which all must be bodies: nothing, a dash, the verb
REACH = 40  # characters before a colon in which its line or label begins
SHORTEST_LABEL = 2  # characters of a label without a head: 牵头, 落实; what follows it must be a body
GAP = 40  # characters of white space that may stand between a bracket and its neighbours
HABIT = 2  # brackets without labels that end paragraphs and own, from which on others there do
TRIES = 12  # labels that led nowhere in one reach of a line, after which no more are tried
_STOPPED = re.compile("[。；;：:]")
ENDS = '。！!？?；;”"』」'
LONGEST_FIRST = 100  # characters of the first item after a label; what is longer is a sentence
FIRST = re.compile(rf"\s*[^、，,；;。:：\s]{{0,{LONGEST_FIRST + 1}}}")
CLOSED = re.compile(f"[:：{re.escape(CLOSING)}]")
# These close a label wherever a name follows; others, and before a mark, hold the role of the name before: A〔牵头单位〕, A【牵头】、B.
BOXES = "】]］"
_NAMED = re.compile(r"[ \t\u3000:：★●◆]*[\u4e00-\u9fffA-Za-z0-9（(]")
ORNAMENT = re.compile(r"[\s\u3000\-—–•●◆★☆■□▪*※>》【\[（(〔0-9.．、]*$")


def find_spans(document: Document, labels: Sequence[Label]) -> list[OwnershipSpan]:
    """Return the stretches of a text that are ownership clauses in order, none inside another."""
    text = document.text
    found = list(_bracketed(document))
    found += _by_habit(document, found)
    found.sort(key=lambda p: p.start)
    if _numbers_alone().search(text):
        labels = [label for label in labels if label.mark or not _stands_alone_on_line(text, label)]
    found += _labelled(text, labels, [(p.start, p.end) for p in found])
    found.sort(key=lambda p: p.start)
    found += bare_sentences(text, [(p.start, p.end) for p in found])
    found += ahead(text, labels, [(p.start, p.end) for p in found])
    found += duties(text, [(p.start, p.end) for p in found])
    found += addressed(text, [(p.start, p.end) for p in found])
    return sorted(found, key=lambda p: p.start)


@cache
def _numbers_alone() -> re.Pattern[str]:
    """Match the head of a column of numbers on a line of its own: a program wrote a table down column by column, and 牵头单位 is a head."""
    return re.compile(rf"^[ \t]*(?:{any_form('TableHeadNumber')})[ \t]*$", re.MULTILINE)


def _stands_alone_on_line(text: str, label: Label) -> bool:
    """Tell whether a label without a colon is all its line holds."""
    before = text[text.rfind("\n", 0, label.start) + 1 : label.start]
    return not (before + text[label.after : newline(text, label.after)]).strip()


def _bracketed(document: Document) -> Iterator[OwnershipSpan]:
    """Yield the brackets that are ownership clauses."""
    past = 0
    for start, end in document.brackets:
        if start < past:
            continue
        reading = read_bracket(document.text, start, end)
        if reading is not None:
            past = end
            yield OwnershipSpan(start, end, reading, "bracket")


def _by_habit(document: Document, found: Sequence[OwnershipSpan]) -> Iterator[OwnershipSpan]:
    """Yield the brackets that end paragraphs with bodies of any ending, where several there own: 【执行局】, （服务科、市图书馆）."""
    text, taken = document.text, [(p.start, p.end) for p in found]
    if sum(ends_paragraph(text, p.start, p.end) for p in found if not p.reading.labelled) < HABIT:
        return
    for start, end in document.brackets:
        if free_until(taken, start) >= end and ends_paragraph(text, start, end):
            reading = read(text, start + 1, end - 1)
            names = [compact(text[m.start : m.end]) for m in reading.mentions]
            if not (reading.left or reading.labelled) and any(not is_territory(name) for name in names):
                yield OwnershipSpan(start, end, reading, "bracket")


def ends_paragraph(text: str, start: int, end: int) -> bool:
    """Tell whether a bracket stands behind a sentence and nothing behind it in its line."""
    before = text[max(0, start - GAP) : start].rstrip(" \t\u3000")
    behind = text[end : end + GAP].lstrip(" \t\u3000。")
    return before[-1:] in tuple(ENDS) and behind[:1] in ("", "\n", "\r")


def read_bracket(text: str, start: int, end: int) -> ParsedList | None:
    """Return what a bracket says of ownership, None where it is something else."""
    if not may_own(text, start + 1, end - 1):
        return None
    reading = read(text, start + 1, end - 1)
    if not reading.mentions:
        return None
    if reading.labelled:
        return reading
    if reading.left or not _stands_apart(text, start, end, reading):
        return None
    return reading


def may_own(text: str, start: int, end: int) -> bool:
    """Tell cheaply whether a bracket can be ownership: it holds a label's head or closes like a body or a verb."""
    printed = text[start:end]
    if any(word in printed for word in forms("OwnershipHints", "surfaceForm")):
        return True
    last = printed.rstrip()
    table = wording()
    first = SEPARATOR.split(printed, maxsplit=1)[0]
    return (
        any(piece.endswith(table.tails) for piece in SEPARATOR.split(last))
        or last.endswith((*table.strong, "等", *table.open_ends))
        or last[-1:] in CLOSING
        or "。" in printed
        or first.endswith((*table.strong, *table.tails))
        or (first.startswith(table.levels) and is_of_state(compact(first)) and not is_territory(compact(first)))
    )


def _stands_apart(text: str, start: int, end: int, reading: ParsedList) -> bool:
    """Tell whether an unlabelled bracket stands where owners stand: after a sentence, not after the word it explains."""
    near = text[max(0, start - GAP) : start]
    before = near.rstrip()
    apart = before[-1:] in ("", *ENDS) or "\n" in near[len(before) :]
    closes = text[end : end + GAP].lstrip(" \t\u3000")[:1] in ("", "\n", "\r")
    stops = closes or text[end : end + 1] in STOPS
    if reading.verb:
        return apart or stops
    several = len(reading.mentions) > 1
    strong = [is_of_state(compact(text[m.start : m.end])) for m in reading.mentions]
    listed = apart and closes and begins_known(text, reading)  # 县茶叶中心、县推广站，白河镇、白水镇
    if (sum(strong) < len(strong) / 2 and not listed) or not strong[0]:
        return False
    known = begins_known(text, reading)
    return (apart and stops and (several or known)) or (closes and (several or (known and _headed(text, start))))


def _headed(text: str, start: int) -> bool:
    """Tell whether all that an item says before a bracket is a heading that says what to do: （一）推进改革（市委改革办）.

    Behind what reads like a body itself the bracket may explain the name: （二）市数据局（市政务办）.
    """
    printed = heading_before(text, start)
    return bool(printed) and not is_body(printed, strong=level_word(printed) is None)


def heading_before(text: str, start: int) -> str:
    """Return the heading between the number of an item and a bracket in its line, nothing where a sentence ends or no number stands."""
    begin = text.rfind("\n", max(0, start - LINE_REACH), start) + 1
    number = marker(text, start - len(text[begin:start].lstrip()), start)
    printed = compact(text[number.end : start]) if number else ""
    return "" if _STOPPED.search(printed) else printed


def _labelled(text: str, labels: Sequence[Label], taken: list[tuple[int, int]]) -> Iterator[OwnershipSpan]:
    """Yield the labels outside the brackets found: on their own line, or run on at the end of a paragraph."""
    past, tries = 0, deque((-LINE_REACH,) * TRIES, TRIES)
    for k, label in enumerate(labels):
        free = free_until(taken, label.start)
        following = labels[k + 1] if k + 1 < len(labels) else label
        if label.start < following.start and (label.mark in LOOSE or following.mark in CLOSING):  # 【责任单位】A【配合单位】B
            free = min(free, following.start)
        if label.start < past or free < label.after or label.start - tries[0] < LINE_REACH:
            continue
        span = _line(text, label, free)
        if span is None:
            tries.append(label.start)
        else:
            past = span.end
            yield span


def find_labels(text: str) -> list[Label]:
    """Return the labels of bodies in order: 责任单位：A, 【责任单位】A, 责任单位——A, 责任单位 A or A on the next line."""
    found = {label.start: label for label in _closed_labels(text)}
    for m in wording().label_dash.finditer(text):
        found.setdefault(m.start("label"), Label(m.start("label"), m.end(), m["label"], STATES if m["states"] else DASH))
    for m in wording().label_line.finditer(text):
        name = "label" if m["label"] else "inline"
        found.setdefault(m.start(name), Label(m.start(name), m.end(), m[name], ""))
    return sorted(found.values(), key=lambda label: label.start)


def _closed_labels(text: str) -> Iterator[Label]:
    """Yield the labels that a colon or a bracket closes: 责任单位：, 【责任单位】, 〔责任科室〕 before names, 【主管部门】."""
    last: Label | None = None
    for m in CLOSED.finditer(text):
        boxed = m.group() in CLOSING
        known = label_before(text, max(0, m.start() - REACH), m.start()) or _field_label(text, m.start(), boxed=boxed)
        if known is None or known[2] is None or (boxed and SHAPE.get(text[known[0] - 1 : known[0]]) != SHAPE[m.group()]):
            continue
        start = known[0] - boxed
        follows = last is not None and last.mark == m.group() and "\n" not in text[last.after : start]
        if not boxed or (m.group() in BOXES and _NAMED.match(text, m.end())) or follows or _opens_field(text, start):
            last = Label(start, m.end(), known[1], m.group())
            yield last


def _field_label(text: str, end: int, *, boxed: bool) -> tuple[int, str, Role | None] | None:
    """Return the label that is one only where it opens a field: 【主管部门】, 主管部门：."""
    word = next((w for w in wording().field_labels if text.endswith(w, max(0, end - REACH), end)), None)
    if word is None or not (boxed or _opens_field(text, end - len(word))):
        return None
    return end - len(word), word, label_role(word)


def _opens_field(text: str, at: int) -> bool:
    """Tell whether nothing but a number or an ornament stands before a place in its line, or the end of a sentence."""
    near = text[max(0, at - REACH) : at].rpartition("\n")[2]
    return ORNAMENT.fullmatch(near) is not None or near.rstrip(" \t\u3000")[-1:] in STOPS


def _line(text: str, label: Label, free: int) -> OwnershipSpan | None:
    """Return the clause that a label opens on a line, to the first word that is no body; without a colon all must be bodies."""
    start, after, colon = label.start, label.after, label.mark not in LOOSE
    near = text[max(0, start - REACH) : start].rpartition("\n")[2]
    on_line = len(near) < REACH and ORNAMENT.fullmatch(near) is not None
    if not _may_begin(text, after):
        return None
    end = min(cell_end(text, after), free)
    reading = read(text, after, end, label=label.text, whole=False)
    if not reading.mentions:
        return None
    names = [compact(text[m.start : m.end]) for m in reading.mentions]
    said = colon and on_line and len(label.text) > SHORTEST_LABEL  # 督导：开展检查 is what an item is called
    if not said and not is_body(names[0]):
        return None
    if not colon and (
        text[reading.end : end].strip("。；;，, \t\r\n\u3000") or not all(is_body(n, strong=label.mark != STATES) for n in names)
    ):
        return None
    begin = start - len(near)
    opening = _opening(text, start, begin)
    position: Position = "bracket" if opening < start else "line" if on_line else "run_on"
    return OwnershipSpan(opening, _with_closing(text, reading.end, end), reading, position)


def _may_begin(text: str, after: int) -> bool:
    """Tell cheaply whether what follows a label can be a name: no sentence, no bracket, no other label."""
    number = NUMBERED.match(text, after)
    first = FIRST.match(text, number.end() if number else after)
    printed = first.group().lstrip() if first else ""
    return len(printed) <= LONGEST_FIRST and printed[:1] not in tuple(OPENING) and wording().label_start.fullmatch(printed) is None


def _opening(text: str, start: int, begin: int) -> int:
    """Return the start with the bracket that nobody closed: （责任单位：A at the end of a line."""
    before = text[max(begin, start - 8, 0) : start].rstrip()
    return start - (len(text[max(begin, start - 8, 0) : start]) - len(before)) - 1 if before[-1:] in tuple(OPENING) else start


def _with_closing(text: str, end: int, line: int) -> int:
    return end + 1 if end < line and text[end] in CLOSING + "。" else end
