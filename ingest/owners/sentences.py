"""Ownership clauses that no label and no bracket sets apart: whole sentences, who a line speaks to, who does what follows.

A牵头，B配合。      …。由A会同B负责。      …。@A @B at the end of a line, as lists of things to do are written
A负责：1.修渠；2.清淤      before what a body does, once in a line      A：修渠 ⏎ B：清淤
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.owners.list_extent import LINE_REACH, SEPARATOR, free_until, newline, unnumbered
from ingest.owners.list_parser import read
from ingest.owners.names import EVERY, is_body
from ingest.owners.records import Label, OwnershipSpan, ParsedList
from ingest.owners.wording import compact, label_before, wording
from ingest.sources import ITEM_NUMBER, marker
from kg.ontology import forms
from kg.register import longest_first

# A line of names of which one has a word in brackets behind it.
NOTED = re.compile(
    r"^[ \t\u3000]*(?P<list>[\u4e00-\u9fff]{3,20}[（(〔\[【][\u4e00-\u9fff]{1,4}[）)〕\]】][^\n。：:]{0,200}?)[ \t\u3000。]*$", re.MULTILINE
)
COLON = (":", "：")
STOPS = ("。", "；", ";")
# Behind a blank or a stop: 关注@某局 is no task, and name@host an address for mail.
ADDRESSED = re.compile(r"(?:^|(?<=[\s。；;，,！!）)]))(?:@[^\s@]{2,60}[ \t\u3000]*)+$", re.MULTILINE)
# A line on which bodies stand before what they do; what is as short as a name or a number to call is no work.
DUTY = re.compile(
    rf"^[ \t\u3000]{{0,9}}(?:{ITEM_NUMBER})?[ \t\u3000]{{0,4}}(?P<who>[\u4e00-\u9fff（）()、和]{{3,60}})(?P<colon>[：:])"
    r"(?=[^\n]{0,200}?[\u4e00-\u9fff]{5})",
    re.MULTILINE,
)


def bare_sentences(text: str, taken: list[tuple[int, int]]) -> Iterator[OwnershipSpan]:
    """Yield lines, and last sentences of paragraphs, that are nothing but bodies and verbs: A牵头，B配合。由A会同B负责。"""
    yield from _noted(text, taken)
    tails = wording().tails
    for m in re.finditer(r"[^\n]+", text):
        printed = m.group().rstrip(" \t\r\u3000。")
        if not printed.endswith(tails):
            continue
        start = m.start() + max(printed.rfind("。"), printed.rfind("；"), printed.rfind(";")) + 1
        end = m.start() + len(printed)
        start = _by_whom(text, start, end)
        names = start + len(text[start:end]) - len(text[start:end].lstrip().removeprefix("由"))
        if 4 <= end - start <= LINE_REACH and free_until(taken, start) >= end:
            reading = read(text, names, end)
            helped = names > start and _helps(reading)  # 由A协助 gives nobody the task
            known = _names_state(text, reading) or (names > start and _led(text, reading))
            if known and reading.verb and not reading.left and not reading.labelled and not helped:
                if _helps(reading) and (leader := _leading(text, m.start(), start)):
                    yield leader
                yield OwnershipSpan(start, min(end + 1, m.end()), reading, "line" if start == m.start() else "run_on")


def _by_whom(text: str, start: int, end: int) -> int:
    """Return where a sentence says by whom, where nothing but bodies follows that: 建设专馆5个，｜由市商务局牵头，市供销社配合."""
    at = text.find("，由", start, end)
    if at < 0 or end - at > LINE_REACH:
        return start
    reading = read(text, at + 2, end)
    return start if reading.left or not reading.verb or not _names_state(text, reading) else at + 1


def _noted(text: str, taken: list[tuple[int, int]]) -> Iterator[OwnershipSpan]:
    """Yield lines of nothing but bodies of the state of which the first has its role in brackets: 市水利局（主）、市财政局（次）."""
    for m in NOTED.finditer(text):
        if free_until(taken, m.start("list")) >= m.end():
            reading = read(text, m.start("list"), m.end("list"))
            own = bool(reading.mentions) and reading.mentions[0].own
            if own and not reading.left and not reading.labelled and not reading.verb and _names_state(text, reading):
                yield OwnershipSpan(m.start("list"), m.end("list"), reading, "line")


def _helps(reading: ParsedList) -> bool:
    """Tell whether a list names nobody but those who help."""
    return all(m.role in ("cooperate", "guide") for m in reading.mentions)


def _led(text: str, reading: ParsedList) -> bool:
    """Tell whether a list of bodies without a level word has a lead and others: 由治安支队牵头，各派出所负责落实."""
    names = [compact(text[m.start : m.end]) for m in reading.mentions]
    several = len({m.part for m in reading.mentions}) > 1 and reading.mentions[0].role == "lead"
    return several and all(name[0] == EVERY or is_body(name, strong=True) for name in names)


def _leading(text: str, begin: int, end: int) -> OwnershipSpan | None:
    """Return who does what the first part of a sentence says, of which another part names who helps: A负责开设专栏；B配合."""
    begin = max(begin, text.rfind("。", begin, end) + 1)
    number = marker(text, begin, end)
    begin = number.end if number else begin
    verb = _does().search(text, begin, end)
    reading = read(text, begin, verb.end()) if verb else None
    if verb is None or reading is None or not reading.verb or reading.left or reading.labelled or not _names_state(text, reading):
        return None
    return OwnershipSpan(reading.mentions[0].start, verb.end(), reading, "ahead")


@cache
def _does() -> re.Pattern[str]:
    """Match a verb of those who lead or are responsible, before what they do."""
    verbs = longest_first(forms("Roles", "verbForm"), "lead", "responsible")
    return re.compile(rf"(?:{'|'.join(map(re.escape, verbs))})(?=[\u4e00-\u9fff])")


def _names_state(text: str, reading: ParsedList) -> bool:
    """Tell whether a list begins like a body of the state and holds nothing but names that end like one."""
    strong = all(is_body(compact(text[m.start : m.end]), strong=True) for m in reading.mentions)
    return bool(reading.mentions) and strong and begins_known(text, reading)


def addressed(text: str, taken: list[tuple[int, int]]) -> Iterator[OwnershipSpan]:
    """Yield the bodies of the state that the end of a line speaks to: …。@市总工会 @市教育局; where one of them is none, all are unread."""
    taken = sorted(taken)
    for m in ADDRESSED.finditer(text):
        names = [(at.start() + 1, at.end()) for at in re.finditer(r"@[^\s@]+", m.group())]
        lists = [read(text, m.start() + start, m.start() + end) for start, end in names]
        known = all(found.mentions and not found.left and not found.labelled and _names_state(text, found) for found in lists)
        if known and free_until(taken, m.start()) >= m.end():
            mentions = tuple(mention for found in lists for mention in found.mentions)
            opened, verb = any(found.open for found in lists), any(found.verb for found in lists)
            yield OwnershipSpan(m.start(), m.start() + names[-1][1], ParsedList(mentions, opened, False, verb, (), m.end()), "run_on")


def ahead(text: str, labels: Sequence[Label], taken: list[tuple[int, int]]) -> Iterator[OwnershipSpan]:
    """Yield the bodies that a verb and a colon name before what they do: 市水利局负责：1.修渠；2.清淤.

    Of two in one line each may govern what follows it, and both are left to be told.
    """
    taken = sorted(taken)
    verbs = [label for label in labels if label.text in wording().verbs and label.mark in COLON]
    lines = Counter(text.rfind("\n", 0, label.start) for label in verbs)
    for label in (one for one in verbs if lines[text.rfind("\n", 0, one.start)] == 1):
        begin = max(text.rfind(mark, max(0, label.start - LINE_REACH), label.start) for mark in (*STOPS, "\n")) + 1
        number = marker(text, begin, label.start)
        start = number.end if number else begin
        reading = read(text, start, label.start + len(label.text))
        free = free_until(taken, start) >= label.after and not is_body(_first_entry(text, label.after), strong=True)
        if free and reading.mentions and reading.verb and not reading.left and not reading.labelled and _names_state(text, reading):
            yield OwnershipSpan(reading.mentions[0].start, label.after, reading, "ahead")


def duties(text: str, taken: list[tuple[int, int]]) -> Iterator[OwnershipSpan]:
    """Yield the bodies that begin two lines or more, each with a colon and what it does: 市水利局：加固水库 ⏎ 市气象局：监测雨情."""
    taken = sorted(taken)
    found = [(m, _bodies(text, m.start("who"), m.end("who"))) for m in DUTY.finditer(text)]
    named = [(m, reading) for m, reading in found if reading and free_until(taken, m.start("who")) >= m.end()]
    if sum(_names_state(text, reading) for _, reading in named) > 1:
        yield from (OwnershipSpan(m.start("who"), m.end("colon"), reading, "ahead") for m, reading in named)


def _bodies(text: str, start: int, end: int) -> ParsedList | None:
    """Return a stretch that holds nothing but names that end like bodies of the state."""
    if label_before(text, start, end) is not None:
        return None
    reading = read(text, start, end)
    names = [compact(text[m.start : m.end]) for m in reading.mentions]
    bare = names and not reading.left and not reading.labelled and not reading.verb
    return reading if bare and all(is_body(name, strong=True) for name in names) else None


def _first_entry(text: str, start: int) -> str:
    """Return what the first of numbered entries says."""
    return compact(SEPARATOR.split(unnumbered(text[start : newline(text, start)]), maxsplit=1)[0])


def begins_known(text: str, reading: ParsedList) -> bool:
    """Tell whether the first of a bare list begins like a body of the state: 市财政局, 各区政府, 园区管委会."""
    table, first = wording(), reading.mentions[0]
    return compact(text[first.start : first.end]).startswith((*table.levels, *table.central, *table.organs, "各"))
