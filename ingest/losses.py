"""What may have been lost: alarms that look at the text and the facts, and not at the rules that read them.

a name with two bodies in it      a table whose head names owners and whose rows gave none      marks that nobody understood
a number with a unit that is neither target nor date nor anything known      who does what, outside every task and clause
a line of nothing but bodies that own nothing      bodies behind the bracket that closes a clause
who a sentence of a task that nobody owns asks to do something
heads of columns of owners outside every table, and no owner below
who does what in a footnote
a text of which far more than usual was taken for page furniture
Each is a place with the reason; a person looks at it. None of them changes what was read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from ingest.document import Quantity
from ingest.outline import note_head
from ingest.owners import is_body, is_sentence, is_tick, level_word, words_of_ownership
from ingest.sources import ITEM_NUMBER, SourceTable, SourceText, Span
from ingest.table_losses import EVERY, HEADER_ROWS, LONGEST, is_list_of_bodies, owning, place, table_losses, touch
from kg.model import Owner, Plan, Unread
from kg.ontology import forms
from kg.register import any_form, is_branch
from kg.sentences import sentence

# Of 184 documents the one with most has a tenth; three times as much is a misreading.
MOST_FURNITURE = 0.3
SHORTEST = 400  # characters of a text in which a share says anything
BRANCHING = ("行", "司", "团", "心", "站", "社")  # how bodies end that have branches named after a place: 人民银行市中心支行 is one
_NUMBERED = re.compile(ITEM_NUMBER)
_LINE = re.compile(r"[^\n]+")
CLOSING_BRACKETS = ("）", ")", "〕", "]", "】")
_LABELLED = re.compile(r"\s*[\u4e00-\u9fff]{2,6}[：:](?P<said>[^。；;]+)[。；;]?\s*")  # a label that no rule knows, and bodies
_SIGNED = re.compile(r"[。；;]\s*(?:[★☆▲△●◆■※](?P<said>[^。；;]+)|(?P<several>[^。；;、，]+[、，][^。；;]+))。?\s*$")  # the last sentence
_FIELDS = re.compile(r"[|｜]|[—－─]{2,}|…{2,}|[.．]{6,}")  # what parts a task from its bodies where there is no label
_ROLE = re.compile(r"[（(][\u4e00-\u9fff]{1,6}[）)]")
_CLOSED_AGAIN = re.compile(r"(?P<said>[^（）()〔〕\[\]【】。；;\n]{1,80})[）)〕\]】]")
_BY = re.compile(r"由([省市县区州][\u4e00-\u9fff（）()]{2,20}?[局委厅办部府会院心司团])")
_LISTING = frozenset({"task", "body", "preamble", "table", "heading"})  # parts in which a line of bodies may be a row or a cell
_COVERED = frozenset({"task", "goals", "title", "heading", "unread"})


def losses(plan: Plan, source: SourceText, clauses: Sequence[Span], rest: Iterable[Quantity]) -> list[Unread]:
    """Return the places where something may have been lost, none twice and none that `unread` has already."""
    tables = source.tables
    known = {(u.start, u.end) for u in plan.unread}
    found = [*_names(plan), *_unexplained(plan), *_numbers(plan.text, rest), *_furniture(plan)]
    found += [
        *table_losses(plan, tables),
        *_asked(plan),
        *_bodies_alone(plan),
        *_behind(plan, clauses),
        *_footnotes(plan, source.footnotes),
        *_bold(plan, source),
        *_remarks(plan, tables),
    ]
    found += _ownership(
        plan, [*clauses, *((o.start, o.end) for t in plan.tasks for o in t.owners), *((c.start, c.end) for c in plan.conventions)]
    )
    return [u for u in dict.fromkeys(found) if not any(s < u.end and u.start < e for s, e in known)]


def _footnotes(plan: Plan, footnotes: Sequence[Span]) -> Iterator[Unread]:
    """Yield the lines of footnotes that say who does what, and no convention of the document."""
    verbs = re.compile("|".join(word for word in words_of_ownership() if len(word) > 1))
    rules = [(rule.start, rule.end) for rule in plan.conventions]
    for line in (line for start, end in footnotes for line in _LINE.finditer(plan.text, start, end)):
        if verbs.search(line.group()) and not touch([line.span()], rules):
            yield place(plan.text, line.start(), line.end(), sentence("unread.footnote"))


def _bold(plan: Plan, source: SourceText) -> Iterator[Unread]:
    """Yield the rule that bold bodies lead, in a file of which nothing is known to be bold."""
    for rule in plan.conventions if not source.bold else ():
        if rule.rule == "lead_bold":
            yield place(plan.text, rule.start, rule.end, sentence("unread.bold"))


def _names(plan: Plan) -> Iterator[Unread]:
    """Yield owners whose name holds two: no register knows it, and one ends inside it where another begins."""
    for task in plan.tasks:
        for owner in task.owners:
            if owner.link != "exact" and _is_two(owner):
                yield place(plan.text, owner.start, owner.end, sentence("unread.two-bodies"))


def _unexplained(plan: Plan) -> Iterator[Unread]:
    """Yield the head of the first marked column where several marks are used and no line says what they mean."""
    marked = [owner for task in plan.tasks for owner in task.owners if len(owner.label or "") == 1 and is_tick(owner.label or "")]
    marks = sorted({owner.label or "" for owner in marked})
    if len(marks) > 1:
        yield place(plan.text, marked[0].start, marked[0].end, sentence("unread.unexplained-marks", marks=marks))


def _is_two(owner: Owner) -> bool:
    """Tell whether a name is that of two bodies: 省财政厅省教育厅, or two words of some length with a blank between."""
    parts = [part for part in re.split(r"\s+", owner.surface) if part]
    halves = [part for part in parts if len(part) >= 4 and part.endswith(_endings())]
    below = any(is_branch(upper, lower) or lower.endswith(_offices()) for upper, lower in pairwise(parts))
    return _two().search(owner.name) is not None or (len(halves) > 1 and "".join(parts) == owner.name and not below)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(word for word, strength in forms("BodyEndings", "suffixForm").items() if strength == "strong")


@cache
def _offices() -> tuple[str, ...]:
    """Return how offices inside a body end, which are printed behind it: 市公安局 交警支队."""
    return tuple(word for word, kind in forms("OfficeEndings", "suffixForm").items() if kind == "office")


@cache
def _two() -> re.Pattern[str]:
    """Match the end of one body before the level word of the next, which ends the name."""
    levels = "|".join(w for w, kind in forms("LevelWords", "prefixForm").items() if kind == "level" and len(w) == 1)
    every = forms("BodyEndings", "suffixForm")
    ending = "|".join(map(re.escape, sorted(every, key=lambda e: (-len(e), e))))
    longer = {word for word in every if len(word) > 1}
    inner = "|".join(e for e in sorted({*_endings(), *longer}, key=lambda e: (-len(e), e)) if e[-1] not in BRANCHING)
    return re.compile(rf"[\u4e00-\u9fff]{{2,}}(?:{inner})(?:{levels}|各)[\u4e00-\u9fff]{{1,16}}(?:{ending})$")


def _asked(plan: Plan) -> Iterator[Unread]:
    """Yield bodies of the state that begin a sentence of a task without owners and are asked to act: 县住建局、县城管局要清理卫生死角."""
    for task in plan.tasks:
        for found in _asks().finditer(plan.text, task.start, task.end) if not task.owners else ():
            names = re.split("[、和]", found["who"])
            if all(is_body(name, strong=True) for name in names) and level_word(names[0]):
                yield place(plan.text, found.start("who"), found.end(), sentence("unread.asked"))
        for found in _stated().finditer(plan.text, task.start, task.end) if not task.owners else ():
            name = found["after"] or found["before"]
            if is_body(name, strong=True) and level_word(name):
                yield place(plan.text, found.start(), found.end(), sentence("unread.asked"))


@cache
def _asks() -> re.Pattern[str]:
    """Match who stands at the beginning of a sentence before 要, 负责 or 会同, behind the number of an item too."""
    verbs = [*words_of_ownership(), *forms("Joiners", "surfaceForm")]
    does = "|".join(sorted((re.escape(word) for word in verbs if len(word) > 1), key=len, reverse=True))
    begin, ask = rf"(?:^|[。；;]|{ITEM_NUMBER})[ \t\u3000]{{0,4}}", rf"(?:[要应须]|{does})(?=[\u4e00-\u9fff])"
    return re.compile(rf"{begin}(?P<who>[\u4e00-\u9fff（）()、]{{3,60}}?){ask}", re.MULTILINE)


@cache
def _stated() -> re.Pattern[str]:
    """Match a body with a label or a verb and no mark between: 牵头单位是市水利局, 市水利局为牵头单位, 9月底前市水利局牵头完成."""
    verbs = "|".join(sorted((word for word in words_of_ownership() if len(word) == 2), key=len, reverse=True))
    label = rf"(?:{verbs})(?:{any_form('OwnerHeadNoun')})"
    name = r"[省市县区州][\u4e00-\u9fff（）()]{2,20}?"
    return re.compile(rf"{label}[是为](?P<after>{name})(?=[，,。；;、\n]|$)|(?P<before>{name})(?:[是为]{label}|(?:{verbs})|负[总主]责)")


def _bodies_alone(plan: Plan) -> Iterator[Unread]:
    """Yield lines of nothing but bodies that own nothing: cells that a program wrote down one under the other, 会签：市财政局、市审计局."""
    owned = [(owner.start, owner.end) for task in plan.tasks for owner in task.owners]
    for part in plan.parts:
        for line in _LINE.finditer(plan.text, part.start, part.end) if part.kind in _LISTING else ():
            labelled = _LABELLED.fullmatch(line.group()) or _SIGNED.search(line.group())
            listed = next(said for said in labelled.groups() if said) if labelled else line.group()
            lists = [_headed(listed), *(_ROLE.sub("", field) for field in _FIELDS.split(line.group())[1:])]
            is_named = part.kind != "heading" or level_word(lists[0]) is not None  # 四、优化发展格局 ends like a body
            if is_named and any(map(is_list_of_bodies, lists)) and not any(s < line.end() and line.start() < e for s, e in owned):
                yield place(plan.text, line.start(), line.end(), sentence("unread.bodies-alone"))


def _headed(line: str) -> str:
    """Return a line without the number of a heading and the colon that announces the tasks of a body: 一、市教育局, 市教育局：."""
    number = _NUMBERED.match(line)
    bare = line[number.end() :] if number else line
    return bare if bare.startswith(EVERY) else bare.rstrip("：: ")


def _remarks(plan: Plan, tables: Sequence[SourceTable]) -> Iterator[Unread]:
    """Yield the cells of a column of notes that say who does something: 备注 ⏎ 市财政局负责资金."""
    owned = [(owner.start, owner.end) for task in plan.tasks for owner in task.owners]
    for column in (column for table in owning(tables, owned) for column in zip(*table.rows, strict=False)):
        noted = any(note_head().fullmatch(re.sub(r"\s", "", plan.text[slice(*cell)])) for cell in column[:HEADER_ROWS])
        for start, end in column if noted else ():
            if _says_who(plan.text[start:end].strip()):
                yield place(plan.text, start, end, sentence("unread.clause-in-row"))


def _says_who(words: str) -> bool:
    """Tell whether a note names bodies of the state alone, or one with what it does: 由市财政局解决, 市财政局负责资金."""
    names = [found["after"] or found["before"] for found in _stated().finditer(words)] + _BY.findall(words)
    does = any(map(is_sentence, re.split("[，。；\\s]", words)))  # 市财政局统筹资金
    return does or is_list_of_bodies(words) or any(is_body(name, strong=True) and level_word(name) for name in names)


def _behind(plan: Plan, clauses: Sequence[Span]) -> Iterator[Unread]:
    """Yield bodies between the bracket that closes a clause and another one: （责任单位：市财政）局、市税务局）."""
    for _, end in clauses:
        found = _CLOSED_AGAIN.match(plan.text, end) if plan.text[end - 1 : end] in CLOSING_BRACKETS else None
        if found and any(is_body(name, strong=True) for name in re.split("[、，,]", found["said"])):
            yield place(plan.text, found.start(), found.end(), sentence("unread.behind-clause"))


def _numbers(text: str, rest: Iterable[Quantity]) -> Iterator[Unread]:
    """Yield numbers that nothing accounts for, with the clause they stand in."""
    for quantity in rest:
        before = max((text.rfind(mark, 0, quantity.start) for mark in "，,。；;：:\n\t、"), default=-1) + 1
        number = _NUMBERED.match(text, before, quantity.start)
        before = number.end() if number else before
        ends = [at for mark in "，,。；;\n\t" if (at := text.find(mark, quantity.end, quantity.end + LONGEST)) >= 0]
        yield place(text, max(before, quantity.start - LONGEST // 2), min(ends, default=quantity.end), sentence("unread.unknown-number"))


def _ownership(plan: Plan, clauses: Iterable[Span]) -> Iterator[Unread]:
    """Yield sentences that say who does something, in parts that are no task, no heading and no clause."""
    taken = sorted(clauses)
    for part in plan.parts:
        for found in _said().finditer(plan.text, part.start, part.end) if part.kind not in _COVERED else ():
            if not any(s < found.end() and found.start() < e for s, e in taken):
                yield place(plan.text, found.start(), found.end(), sentence("unread.ownership-outside"))


@cache
def _said() -> re.Pattern[str]:
    """Match 由某局负责, 另由某委参与: a body of the state, a verb of ownership, and the end of the clause."""
    verbs = "|".join(sorted((word for word in words_of_ownership() if len(word) == 2), key=len, reverse=True))
    ending = "|".join(map(re.escape, sorted((e for e in _endings() if len(e) < 4), key=len, reverse=True)))
    with_others = any_form("Connectives", "with")
    return re.compile(
        rf"由[\u4e00-\u9fff（）()、]{{1,40}}(?:{ending})(?:{with_others}[^，,。；;\n]{{2,20}})?(?:{verbs})(?=[，,。；;）)\s])"
    )


def _furniture(plan: Plan) -> Iterator[Unread]:
    """Yield the longest stretch of page furniture where there is far too much of it."""
    spans = [(part.start, part.end) for part in plan.parts if part.kind == "furniture"]
    share = sum(end - start for start, end in spans) / max(1, len(plan.text))
    if spans and share > MOST_FURNITURE and len(plan.text) >= SHORTEST:
        start, end = max(spans, key=lambda span: span[1] - span[0])
        yield place(plan.text, start, end, sentence("unread.much-furniture", percent=round(share * 100)))
