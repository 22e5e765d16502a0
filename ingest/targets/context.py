"""The context of a quantity: its sentence and clause, the text before and after it, and the date that governs it.

Where sentences and clauses end is read by ingest/document/punctuation.py; an opened quotation (实现“…”的目标) is a clause of its own.
Between two quantities of a clause the last 、 or 和 parts what belongs to either: 200名讲师、|300名学员 · 讲师10名|、学员100名.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from ingest.document import DateMention, Document, Quantity, tag, words
from ingest.targets.verbs import has_verb, last_verb
from kg.ontology import forms
from kg.register import any_form

FARTHEST = 300  # characters a sentence is followed to either side; a text without punctuation stays linear
LONGEST_NAME = 16  # characters: a quotation up to this length is a name (“1+10+N”, “万人同屏”), a longer one may hold goals
Near = tuple[Quantity | None, Quantity | None]
LINE = 4  # how many times farther than a sentence the 到2025年 that opens a paragraph governs
BASELINE = re.compile(r"(?:比|较|自|从|由|以|对|与)\s*\Z")
DAYS = re.compile("[日天](?:以|之)?内$")
_CELL_LINE = re.compile("(?<=[\u3400-\u9fff”）]) (?=[\u3400-\u9fff“])")  # the blank between two lines of a cell
_COUNTED_LINE = re.compile(r" [^\t\n 0-9]{1,12}[0-9]")  # a further line of a cell that counts something
COMMON, NAMED = frozenset(("n", "vn", "l")), frozenset(("nr", "nt", "nz"))  # tags of words that name no place, and of those that may
_ENTRY = re.compile(r"[（(]\d{1,2}[）)]|[①-⑳]")  # the number of an entry inside a line: 设备200套（2）清扫率达到95%
_DIGIT = re.compile("[0-9]")
_AREA = re.compile(r"[村区镇乡县市州街片]\s*$")
BRACKETS = (("（", "）"), ("(", ")"), ("《", "》"), ("〔", "〕"), ("[", "]"), ("〈", "〉"), ("<", ">"))


@dataclass(frozen=True, slots=True)
class QuantityContext:
    """A quantity and the text around it.

    `sentence` and `ending`, `clause` and `stop` bound its sentence and clause. `left`: the text of the clause between the previous
    quantity or date (`begin`) and this one; `right`: the text up to the next quantity. `part`: the number belongs to a name (“1+10+N”)
    or to another quantity's object (投资10亿元以上项目3个).
    `date` governs it: the last date before it in the sentence, or the 到2025年 that opened its line.
    """

    quantity: Quantity
    sentence: int
    clause: int
    begin: int
    stop: int
    ending: int
    left: str
    right: str
    part: bool
    date: DateMention | None


def quantity_contexts(
    document: Document, start: int, end: int, found: Sequence[Quantity], known: Sequence[DateMention]
) -> Iterator[QuantityContext]:
    """Yield each quantity with its surroundings; `known` are the dates of the same stretch."""
    parts = [_is_part(document, start, q, after) for q, after in zip_longest(found, found[1:]) if q is not None]
    solid = [q for q, part in zip(found, parts, strict=True) if not part and q.kind not in ("bare", "ordinal")]
    at = 0
    for quantity, part in zip(found, parts, strict=True):
        while at < len(solid) and solid[at].start < quantity.start:
            at += 1
        after = at + 1 if at < len(solid) and solid[at] is quantity else at
        before = solid[at - 1] if at else None
        yield _context(document, (start, end), quantity, part, (before, solid[after] if after < len(solid) else None), known)


def _is_part(document: Document, start: int, quantity: Quantity, after: Quantity | None) -> bool:
    """Tell whether a quantity is part of a name or of another's object: “千人计划”, 万元产值能耗, 投资10亿元以上项目3个."""
    text = document.text
    if quoted(text, max(start, quantity.start - LONGEST_NAME), quantity):
        return True
    if quantity.kind == "money" and text[quantity.number] in "百千万亿":
        return True
    if after is None or quantity.kind not in ("money", "measure"):
        return False
    between = text[quantity.end : after.start]
    return (
        0 < len(between) <= LONGEST_NAME
        and not _joint().search(between)
        and not document.marks.clause.search(between)
        and not is_line_of_cell(document, quantity.end)
        and after.kind == "count"
    )


def quoted(text: str, start: int, quantity: Quantity) -> bool:
    """Tell whether a quantity stands in a short quotation, which is a name: “1+10+N”, “万人同屏”."""
    if text.count('"', start, quantity.start) % 2:
        return text.find('"', quantity.number, text.rfind('"', start, quantity.start) + LONGEST_NAME + 1) >= 0
    opened = text.rfind("“", start, quantity.start)
    if opened < 0 or text.find("”", opened, quantity.start) >= 0:
        return False
    return text.find("”", quantity.number, opened + LONGEST_NAME + 1) >= 0


def _context(
    document: Document, span: tuple[int, int], at: Quantity, part: bool, near: Near, known: Sequence[DateMention]
) -> QuantityContext:
    (start, end), text, marks = span, document.text, document.marks
    sentence = last_end(marks.sentence, text, max(start, at.start - FARTHEST), at.start)
    clause = _opened(text, last_end(marks.clause, text, sentence, at.start), at.start)
    ending = next_start(marks.sentence, text, at.end, min(end, at.end + FARTHEST))
    stop = _closed(text, at.end, next_start(marks.clause, text, at.end, ending))
    before, after = near
    begin = parted(document, before.end, at.start) if before is not None and before.end > clause else clause
    begin = max([begin, *(d.end for d in _between(known, begin, at.start) if d.end <= at.start and d.kind != "recurring")])
    begin = _line_of_cell(document, begin, at)
    limit = parted(document, at.end, after.start) if after is not None and after.start < stop else stop
    left, right = text[begin : at.start], _before_bracket(text[at.end : limit])
    bracket = at.kind == "duration" and right.lstrip().startswith(("（", "("))  # 压缩至0.5天以内（市税务局牵头）
    if bracket or is_line_of_cell(document, at.end) or (left.endswith("翻") and _behind_doubling().match(right)):
        right = ""
    return QuantityContext(
        at, sentence, clause, begin, stop, ending, left, right, part, _governing(document, start, sentence, at.start, known)
    )


def _before_bracket(right: str) -> str:
    """Return a stretch up to a bracket that does not close in it: 推动20项事项通办｜（市数据局会同有关部门，…."""
    opened = max(right.rfind("（"), right.rfind("("))
    return right[:opened] if opened > 0 and max(right.rfind("）"), right.rfind(")")) < opened else right


def parted(document: Document, start: int, end: int) -> int:
    """Return where the text between two quantities parts: where a joint follows the first, else at its last joint, else at its verb."""
    text = document.text
    if end <= start or _joint().match(text, start) or document.marks.clause.match(text, start) or is_line_of_cell(document, start):
        return min(start, end)
    if numbered := _ENTRY.search(text, start, end):
        return numbered.start()
    listed = text.rfind("、", start, end)
    joint = listed if listed >= 0 else max((m.start() for m in _joint().finditer(text, start, end)), default=-1)
    verb = last_verb(text, start, end) if joint < 0 else None
    return joint if joint >= 0 else end if verb is None else verb


def is_line_of_cell(document: Document, at: int) -> bool:
    """Tell whether the blank behind a quantity stands for the end of a line inside a cell: 引进企业12家 2.建设厂房5万平方米."""
    return document.text.startswith(" ", at) and _is_in_table(document, at)


def _line_of_cell(document: Document, start: int, at: Quantity) -> int:
    """Return where the line of a cell begins in which a quantity stands, start where none ends before it: 建设书屋 东城4个.

    A line that breaks off inside a phrase is one with the next: 建设社区 食堂12家.
    """
    text = document.text
    broken = last_end(_CELL_LINE, text, start, at.start)
    if broken == start or not _is_in_table(document, at.start):
        return start
    above = last_end(_CELL_LINE, text, start, broken - 1)
    listed = _COUNTED_LINE.match(text, at.end) is not None
    return above if not listed and _is_one_phrase(text[above:broken].strip(), text[broken : at.start]) else broken


def _is_one_phrase(above: str, own: str) -> bool:
    """Tell whether two lines are one phrase: a verb and what it makes in the upper, nothing but common nouns in the lower."""
    whole = has_verb(above) and not _DIGIT.search(above) and not above.endswith(tuple(forms("AbstractHeads", "surfaceForm")))
    found = words(own.strip())
    plain = all(tag(word) in COMMON or (tag(word) in NAMED and len(word) > 2) for word in found)  # 养老院 is tagged a name
    return whole and plain and bool(found) and not has_verb(own) and _AREA.search(own) is None


def _is_in_table(document: Document, at: int) -> bool:
    """Tell whether a place stands in a line of cells."""
    line = document.lines[document.line_at(at)]
    return document.text.find("\t", line.begin, line.next) >= 0


def last_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Return where the last match of a pattern in text[start:end] ends, or start."""
    found = start
    for match in pattern.finditer(text, start, end):
        found = match.end()
    return found


def next_start(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Return where the first match of a pattern in text[start:end] begins, or end."""
    match = pattern.search(text, start, end)
    return match.start() if match else end


def within_brackets(text: str, start: int, at: int) -> bool:
    """Tell whether a place stands in brackets or a title that opened after start."""
    return any(text.rfind(a, start, at) > text.rfind(b, start, at) for a, b in BRACKETS)


def _opened(text: str, clause: int, at: int) -> int:
    """Return the beginning of a clause: behind a quotation mark that is still open at a place."""
    mark = text.rfind("“", clause, at)
    return mark + 1 if mark >= 0 and text.find("”", mark, at) < 0 and at - mark > 2 else clause


def _closed(text: str, at: int, stop: int) -> int:
    """Return the end of a clause: before a closing mark whose opening one stands before the quantity."""
    depth = 0
    for place in range(at, stop):
        if text[place] in "“（(《〔[":
            depth += 1
        elif text[place] in "”）)》〕]":
            if depth == 0:
                return place
            depth -= 1
    return stop


def _governing(document: Document, start: int, sentence: int, at: int, known: Sequence[DateMention]) -> DateMention | None:
    """Return the date that governs a place: a dated one before a recurring one; baselines (比2020年增长) and titles govern nothing."""
    text = document.text
    period = last_end(document.marks.period, text, max(start, sentence - FARTHEST), at)
    near = [d for d in _between(known, period, at) if _governs(text, period, d)]
    if near:
        return next((d for d in reversed(near) if d.kind != "recurring"), near[-1])
    line = max(text.rfind("\n", start, at) + 1, start, at - FARTHEST * LINE)
    opening = (d for d in reversed(_between(known, line, at)) if d.quote.startswith("到") and _opens(text, line, d.start))
    return next((d for d in opening if _governs(text, line, d)), None)


def _between(known: Sequence[DateMention], start: int, end: int) -> Sequence[DateMention]:
    """Return the dates that begin in a stretch; `known` come in order."""
    return known[bisect_left(known, start, key=lambda d: d.start) : bisect_left(known, end, key=lambda d: d.start)]


def _governs(text: str, start: int, mention: DateMention) -> bool:
    if mention.kind == "duration" and DAYS.search(mention.quote):
        return False  # 1个工作日内办结，全程网办率达到98%: how long a case may take
    if BASELINE.search(text, max(start, mention.start - 2), mention.start) or _basis().match(text, mention.end):
        return False
    return not within_brackets(text, start, mention.start)


def _opens(text: str, line: int, at: int) -> bool:
    return at == line or _opening().search(text, max(line, at - 4), at) is not None


@cache
def _behind_doubling() -> re.Pattern[str]:
    """Match what follows 翻一番 and is not counted by it: 翻一番并保持领先, 翻一番的目标."""
    return re.compile(rf"\s*(?:的?(?:{any_form('AimNouns', 'aim')})|[并和及与以]|{any_form('ReachVerbs', kind='verbForm')})")


@cache
def _basis() -> re.Pattern[str]:
    """Match what makes the date before it a baseline (2020年建成20个的基础上) or the date of a thing (2020年注册成立的企业)."""
    base = f"[^，,。；;\\n]{{1,24}}(?:{any_form('Baseline', 'base')})[，,]"
    founded = f"[^，,。；;、0-9]{{0,2}}(?:{any_form('FoundingEvents')})[^，,。；;、0-9]{{0,6}}的"
    return re.compile(rf"\s*(?:{any_form('Baseline')}|{base}|{founded})")


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[。；;\n\s：:）)\]—])\s*(?:{any_form('QuantityStriving')})?\Z")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(f"{any_form('Connectives', 'and')}|[、和]|(?<![普涉波企惠])及(?![时格早])|(?<!参)与")  # 普及率, 参与率
