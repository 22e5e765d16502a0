"""What looks like ownership and became no clause: kept with a reason, so that nothing of the text is lost silently.

（责任单位：…) without a body      a bracket that a verb closes      由A牵头… in prose where no clause stands      @张三
责任片组：…, a field named like a label
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from ingest.document import Document
from ingest.owners.list_extent import cell_end, free_until, line_end
from ingest.owners.names import is_body, is_named, is_territory, level_word
from ingest.owners.persons import is_person
from ingest.owners.records import Clause, Label
from ingest.owners.spans import ends_paragraph, heading_before
from ingest.owners.wording import compact, label_before, wording
from kg.model import Unread
from kg.ontology import forms
from kg.register import any_form, longest_first
from kg.sentences import sentence

LONGEST = 300  # characters of a place shown to a person
COLONS = (":", "：", "—")
_FIELD_END = re.compile("[；;。]")
_CLOSED_SENTENCE = re.compile(r"。[ \t\u3000]*(?:[\r\n]|$)")
ADDRESSED = re.compile(r"(?<![0-9A-Za-z._-])@[\u4e00-\u9fff][^\s@，,。；;]{0,40}")  # not the host of an address for mail


def unplaced(document: Document, clauses: Iterable[Clause], labels: Iterable[Label]) -> list[Unread]:
    """Return the stretches of a text that look like ownership and lie in no clause, in order."""
    text, taken = document.text, sorted((c.start, c.end) for c in clauses)
    found: list[Unread] = []
    for start, end, why in sorted(
        {*_brackets(document), *_labels(text, labels), *_headless(text), *_prose(text, taken), *_addressed(text), *_persons(text)}
    ):
        last = bisect_left(taken, (end, 0)) - 1  # the last clause that begins before the stretch ends
        if (last < 0 or taken[last][1] <= start) and not (found and start < found[-1].end):
            found.append(Unread(start, end, text[start:end], why))
    return found


def _brackets(document: Document) -> Iterator[tuple[int, int, str]]:
    """Yield brackets that end in a verb or whose label led nowhere, look-alikes left out."""
    table = wording()
    for start, end in document.brackets:
        printed = compact(document.text[start + 1 : end - 1])
        closes = printed.endswith(table.tails) and any(v in printed[-12:] for v in table.verbs) and _holds_body(printed)
        if (closes or _lists(printed) or _heads(document.text, start, end, printed)) and not _explains(printed):
            yield start, min(end, start + LONGEST), sentence("unread.bracket-alone")


def _holds_body(printed: str) -> bool:
    """Tell whether something before the closing verb ends like a body."""
    table = wording()
    return any(is_body(piece, strong=True) for piece in re.split("[、，,；;。和与及由]", _without_tail(printed, table.tails)))


def _lists(printed: str) -> bool:
    """Tell whether a bracket is mostly a list of bodies, three or more."""
    pieces = re.split("[、，,；;]", printed[:LONGEST])
    return sum(is_body(p, strong=True) for p in pieces) >= max(3, len(pieces) // 2)


def _heads(text: str, start: int, end: int, printed: str) -> bool:
    """Tell whether a bracket that closes a sentence or the heading of an item holds bodies of one place: （二）组建甲局（市委编办）."""
    pieces = re.split("[、，,；;]", printed[:LONGEST])
    named = all(is_body(p) for p in pieces) or _names_bodies(pieces)
    if ends_paragraph(text, start, end) and named and not all(is_territory(p) for p in pieces):
        return True
    closes = text[end : end + 1] in ("", "\n", "\r", "。")
    stops = _CLOSED_SENTENCE.match(text, end) is not None
    return closes and _names_bodies(pieces) and (stops or heading_before(text, start) != "")


def _names_bodies(pieces: list[str]) -> bool:
    """Tell whether the first piece is a body of a place and the others may be bodies too: 市数据局、某某软件."""
    first, *others = pieces
    return bool(level_word(first)) and is_body(first) and all(is_body(p) or is_named(p) for p in others)


def _without_tail(printed: str, tails: tuple[str, ...]) -> str:
    word = next((w for w in tails if printed.endswith(w)), None)
    while word is not None:
        printed = printed.removesuffix(word)
        word = next((w for w in tails if printed.endswith(w)), None)
    return printed


def _explains(printed: str) -> bool:
    table = wording()
    return _procedure(printed) or (printed.startswith(table.explanations) and not printed.startswith(table.organs))


def _procedure(printed: str) -> bool:
    """Tell whether a stretch is about procedure (由X负责解释), or about the site that printed it (主办单位：… ICP备)."""
    return any(word in printed for word in wording().look_alikes)


def _labels(text: str, labels: Iterable[Label]) -> Iterator[tuple[int, int, str]]:
    """Yield labels with a colon or a dash whose line names nobody."""
    for label in labels:
        if label.mark in COLONS:
            end = min(cell_end(text, label.after), label.start + LONGEST)
            if text[label.after : end].strip() and not _procedure(text[label.start : end]):
                yield label.start, end, sentence("unread.label-alone")


def _addressed(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield who is spoken to with @ and may be meant to do it: @张三, @市总工会 in the middle of a line."""
    for m in ADDRESSED.finditer(text):
        yield m.start(), m.end(), sentence("unread.addressed")


def _persons(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield persons who do something, and own nothing: 由张三负责统筹, （张三负责）, 由分管副市长牵头."""
    for m in _acting().finditer(text):
        if is_person(m["who"]) and not is_body(m["who"]):
            yield m.start(), m.end(), sentence("unread.person")


@cache
def _acting() -> re.Pattern[str]:
    """Match who stands behind 由 or a mark and before a verb of ownership."""
    verbs = longest_first({**forms("Roles", "verbForm"), **forms("Modes", "surfaceForm")})
    does = "|".join(word for word in verbs if len(word) > 1)
    begin = r"(?:^|(?<=[，,。；;：:（(、.．\s])|(?=由))"
    return re.compile(rf"{begin}由?(?P<who>[\u4e00-\u9fff]{{2,10}}?)(?:{does})", re.MULTILINE)


def _headless(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield fields whose name begins like a label and ends in a word that no label has: 责任片组：甲组; 责任单位及责任人：甲局 张三."""
    for m in _like_label().finditer(text):
        known = label_before(text, m.start(), m.end() - 1)
        if known is None or (known[2] is None and m["both"]):
            stop = _FIELD_END.search(text, m.end(), line_end(text, m.end()))
            yield m.start(), min(stop.start() if stop else line_end(text, m.end()), m.start() + LONGEST), sentence("unread.label-alone")


@cache
def _like_label() -> re.Pattern[str]:
    """Match 责任, 牵头 or 配合 with a word behind it before a colon, at the beginning of a line or a field."""
    stems = "|".join(longest_first(forms("Roles", "prefixForm"), "lead", "responsible", "cooperate"))
    heads = "|".join(longest_first(forms("LabelHeads", "surfaceForm")))
    begin, colon = r"(?:^|(?<=[。；;，,、（(【〔\[\s]))", r"[：:](?=[ \t\u3000]{0,4}[\u4e00-\u9fff])"
    both = rf"(?P<both>(?:{stems})(?:{heads})[和及与、/][\u4e00-\u9fff]{{2,6}})"
    return re.compile(rf"{begin}(?:{both}|(?:{stems})[\u4e00-\u9fff]{{1,3}}|[（(](?:{stems})[）)]){colon}", re.MULTILINE)


@cache
def _led() -> re.Pattern[str]:
    """Return the pattern of 由A牵头 and 由A会同."""
    verbs, together = any_form("Roles", "lead", kind="verbForm"), any_form("Joiners", "together")
    return re.compile(rf"由(?P<who>[^，,。；;：:\n由]{{2,40}}?)(?:{verbs}|{together})")


def _prose(text: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Yield 由A牵头… of a paragraph that holds no clause."""
    begin, end = 0, -1
    for m in _led().finditer(text):
        if m.start() >= end:
            begin, end = text.rfind("\n", 0, m.start()) + 1, _line_stop(text, m.end())
        owned = free_until(taken, begin) < end
        stop = min(_sentence_stop(text, m.end()), m.start() + LONGEST)
        if not owned and is_body(compact(m.group("who")), strong=True) and not _procedure(text[m.start() : stop]):
            yield m.start(), stop, sentence("unread.prose-alone")


def _line_stop(text: str, start: int) -> int:
    at = text.find("\n", start)
    return len(text) if at < 0 else at


def _sentence_stop(text: str, start: int) -> int:
    ends = [p for p in (text.find(c, start, start + LONGEST) for c in "。；\n") if p >= 0]
    return min(ends, default=min(len(text), start + LONGEST))
