"""From a stretch of text that lists bodies to mentions with their roles: labels, verbs, separators, 等, 和.

责任单位：A、B      牵头单位：A；配合单位：B，各市人民政府      A牵头，B、C按职责分工负责      A会同有关部门负责      A、B等部门
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from ingest.document import CLOSING, OPENING
from ingest.owners.joined_bodies import bodies
from ingest.owners.names import EVERY, TIERS, clean, completed, is_body, is_named, is_place, is_sentence, names_nobody
from ingest.owners.persons import is_person
from ingest.owners.records import Mention, ParsedList
from ingest.owners.separators import BULLETS, TRIM, ListSegment, NamePiece, bare_label, lead_in, marks, pieces, segments
from ingest.owners.tick_marks import meaning
from ingest.owners.wording import compact, label_role, tail, wording
from kg.model import Role
from kg.ontology import forms
from kg.register import any_form, either, longest_first, territory_words

LONGEST_PIECE = 160  # characters between two separators; A等部门及各市人民政府按照职责分工抓好落实 has fewer
TIME = re.compile(r"\d\s*[年月日]")
OWN_ROLE = re.compile(rf"[{re.escape(OPENING)}]\s*(\w{{1,8}})\s*[{re.escape(CLOSING)}]$")
BESIDE = re.compile(r"[（(〔\[](?P<bodies>[^（()）〔〕\[\]]{4,60})[)）〕\]]\s*$")
FIRST_ROLE = re.compile(r"(?P<word>\w{1,4})[，,；;、]")
COUNTS = re.compile(r"[（(]第?(?:\d{1,2}|[①-⑳])(?:[、，,和至\-—~～第]+(?:\d{1,2}|[①-⑳]))*[项条点款]?[)）]\s*$")
FIELDS = re.compile(r"[（(](?P<fields>[\u4e00-\u9fff]{2,8}(?:[、，,][\u4e00-\u9fff]{2,8})+)[)）]\s*$")
SIGN = re.compile(rf"[{re.escape(OPENING)}]([{BULLETS}])[{re.escape(CLOSING)}]$")
WEAK_REACH: frozenset[Role] = frozenset(("cooperate", "implement", "guide"))


@cache
def _rule() -> re.Pattern[str]:
    """Match a rule of the document, which is no item of a list: 各项措施责任单位均包括…."""
    return re.compile(rf".{{2,12}}(?:{either(longest_first(forms('Conventions', 'verbForm')))})")


def read(text: str, start: int, end: int, *, label: str | None = None, whole: bool = True, column: bool = False) -> ParsedList:
    """Read a region as ownership; whole: all of it must be bodies (a bracket), else it ends before the first word that is none.

    `column` says that it is a cell in a column of bodies, where a break parts names that nothing else parts.
    """
    seen = marks(text, start, end)
    state = _State(text, whole=whole, column=column)
    for segment in segments(text, start, end, label, seen):
        if not state.read_segment(bare_label(text, segment), seen):
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
            self.left += [(segment.start, segment.end)] if _is_overlooked(self.text, segment) else []
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
        if beside := _beside(self.text, piece):
            return self.read_beside(beside, piece, segment, first)
        start = lead_in().match(self.text, piece.start, piece.end).end()  # type: ignore[union-attr]  # it matches nothing too
        printed = compact(self.text[start : piece.end])
        if printed.startswith(wording().rule_starts) or _rule().match(printed):
            return None
        if printed in names_nobody() or _is_time(printed):
            return first if self.whole or printed in names_nobody() else None
        if self.mentions and _goes_on_tiers(compact(self.text[self.mentions[-1].start : self.mentions[-1].end]), printed):
            self.mentions[-1] = replace(self.mentions[-1], end=piece.end)
            return first
        if len(printed) > LONGEST_PIECE:
            self.left.append((start, piece.end))
            return first if self.whole else None
        end, role, verb, divided = tail(self.text, start, piece.end)
        spans, opened = bodies(self.text, start, end)
        labelled = segment.label is not None
        good = [(s, e) for s, e in spans if _accepted(_without_role(compact(self.text[s:e])), labelled)]
        if not good and not labelled and len(spans) == 1 and is_place(compact(self.text[slice(*spans[0])])):
            good = spans  # 广州、深圳海关: kept for now; reading() drops it if no later item supplies its head noun
        bad = [span for span in spans if span not in good]
        counted = [(*self._uncounted(s, e), e) for s, e in good]
        good = [(s, cut) for s, cut, _ in counted]
        self.left += [(cut, e) for _, cut, e in counted if cut < e]
        self.left += bad
        if not self.whole and bad and not all(_is_beside(compact(self.text[s:e])) for s, e in bad):
            self.left.clear()
            return None
        self.open = self.open or opened
        self.mentions += [_mention(self.text, s, e, self.part, segment) for s, e in good]
        self.end = piece.end if good or role else self.end
        return first if role is None else self.assign_role(first, role, verb, divided, labelled)

    def _uncounted(self, start: int, end: int) -> tuple[int, int]:
        """Return a name without what it is for, numbers of measures or fields: 市水利局（1、2）, 市城管局（燃气、排水）."""
        found = COUNTS.search(self.text, start + 2, end) or self._field(start, end)
        return start, found.start() if found else end

    def _field(self, start: int, end: int) -> re.Match[str] | None:
        """Return the bracket that ends the name of a body and lists what it is responsible for, none of it a body or a place."""
        found = FIELDS.search(self.text, start + 3, end)
        if found is None or not is_body(compact(self.text[start : found.start()]), strong=True):
            return None
        names = re.split("[、，,]", compact(found["fields"]))
        return None if any(is_body(name) or is_person(name) or len(name) < 2 or name.endswith(tuple(TIERS)) for name in names) else found

    def read_beside(self, beside: "_Beside", piece: NamePiece, segment: ListSegment, first: int) -> int | None:
        """Read a piece without the bracket that closes it, then the bodies in the bracket, whose roles no later verb changes."""
        following = self.read_piece(replace(piece, end=beside.start), segment, first)
        if beside.own and self.mentions:
            role = wording().behind_name[beside.own]
            self.mentions[-1] = replace(self.mentions[-1], role=role, label=beside.own, own=True)  # type: ignore[arg-type]  # notations of mv:Roles
        self.mentions += [replace(m, part=self.part, own=True) for m in beside.mentions]
        return following

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


def _is_overlooked(text: str, segment: ListSegment) -> bool:
    """Tell whether a field that no table knows holds bodies and nothing else: 主办：市总工会."""
    table = wording()
    names = [compact(name) for name in re.split("[、，,；;]", text[segment.start : segment.end].strip(TRIM))]
    known = segment.label in table.fields or not names[0].startswith((*table.levels, *table.central))
    return not known and all(is_body(name, strong=True) for name in names)


def _goes_on_tiers(name: str, printed: str) -> bool:
    """Tell whether a word of one letter goes on a list of tiers: 各市、州、县人民政府 is one name."""
    tiers = territory_words().tiers
    return len(printed) == 1 and name[:1] == EVERY and tiers.fullmatch(name) is not None and tiers.fullmatch(printed) is not None


@dataclass(frozen=True, slots=True)
class _Beside:
    """A bracket that says who else acts with the body before it; `own` is that body's role where it says it too."""

    start: int
    own: str | None
    mentions: tuple[Mention, ...]


def _beside(text: str, piece: NamePiece) -> _Beside | None:
    """Return what the bracket says that closes a piece: 市教育局（市财政局配合）, 甲局（会同乙局）, 甲局（牵头，乙局配合）."""
    bracket = BESIDE.search(text, piece.start, piece.end)
    if bracket is None or not text[piece.start : bracket.start()].strip(TRIM):
        return None
    start, end = bracket.span("bodies")
    together = _together().match(text, start, end)
    found = read(text, together.end() if together else start, end)
    if not found.mentions or found.left or not (found.verb or found.labelled or together):
        return None
    if not all(is_body(m.name) for m in found.mentions):
        return None
    own = FIRST_ROLE.match(text, start, end)
    said = own.group("word") if own and own.group("word") in wording().behind_name else None
    helping = {"role": "cooperate", "label": together.group()} if together and not found.verb else {}
    return _Beside(bracket.start(), said, tuple(replace(m, **helping) for m in found.mentions))  # type: ignore[arg-type]  # role and label as typed above


@cache
def _together() -> re.Pattern[str]:
    """Match what names a companion: 会同, 联合."""
    return re.compile(any_form("Joiners", "together"))


def _is_time(printed: str) -> bool:
    """Tell whether a piece says when, and names nobody: 2025年底前完成, 持续推进."""
    return (TIME.search(printed) is not None or wording().filler.search(printed) is not None) and not is_body(printed)


def _mention(text: str, start: int, end: int, part: int, segment: ListSegment) -> Mention:
    """Return a mention with the role of its segment, or the one in brackets beside it: 市商务局（牵头）, 市财政局（配合单位）, （次）."""
    start, end, sign = _signed(text, start, end)
    said = meaning(text, sign) if sign else None
    if said:
        return Mention(start, end, part, label_role(said), said, own=True)
    found = OWN_ROLE.search(text, max(start, end - 12), end)
    word = found.group(1) if found else ""
    table = wording()
    own = (
        table.behind_name.get(word)
        or (_composed(text, *found.span(1)) if found else None)
        or (label_role(word) if word and table.label_start.fullmatch(word) else None)
    )
    if found is None or own is None or found.start() - start < 2:
        return Mention(start, end, part, segment.role, segment.label)
    return Mention(start, found.start(), part, own, word, own=True)  # type: ignore[arg-type]  # the notations of mv:Roles are the roles


def _composed(text: str, start: int, end: int) -> Role | None:
    """Return the role that verbs with an adverb say and nothing else does: 共同牵头, 具体负责."""
    stop, role, verb, _ = tail(text, start, end)
    return role if verb and not text[start:stop].strip() else None


def _signed(text: str, start: int, end: int) -> tuple[int, int, str]:
    """Return the span of a name without the sign beside it, and the sign: ★市水利局, 市水利局★, 市水利局（★）."""
    boxed = SIGN.search(text, max(start, end - 3), end)
    if boxed and boxed.start() > start:
        return start, boxed.start(), boxed[1]
    before, behind = text[max(0, start - 3) : start].rstrip()[-1:], text[end : end + 1]
    closes = text[end + 1 : end + 2] in ("", *"\n、，,；;。）)")
    sign = behind if behind and behind in BULLETS and closes else before
    return start, end, sign if sign and sign in BULLETS else ""


def _without_role(printed: str) -> str:
    """Return a name without the bracket that says its role, behind another one too: 市卫生健康委（市中医药局）（牵头）."""
    found = OWN_ROLE.search(printed)
    return printed[: found.start()] if found and found[1] in wording().behind_name else printed


def _is_beside(printed: str) -> bool:
    """Tell whether what names no body stands in a list of them all the same: what one does, a person of one."""
    return is_sentence(printed) or is_person(printed)


def _accepted(name: str, labelled: bool) -> bool:
    return is_body(name) or (labelled and is_named(name) and not is_sentence(name) and not is_person(name))
